#!/usr/bin/python3
# SPDX-FileCopyrightText: The Balai authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""test_calendar.py BALAI LANGUAGE: from a calendar file to a conflict that is seen, and found again at the next start,
in the real program, as a person uses it. The words are given for each language, since a person reads words."""
import datetime
import os
import re
import sys

sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
from driver import Desk, wait_for  # noqa: E402
from story import Story  # noqa: E402

PROGRAM, LANGUAGE = os.path.abspath(sys.argv[1]), sys.argv[2]
WORDS = {
    "id": {"later": "Nanti Saja", "empty": "Kalender masih kosong", "bring": "Impor Berkas Kalender…",
           "import": "Impor", "clashes": "Bentrok (%d)", "cell": "%d kegiatan", "clash-cell": "2 kegiatan, 2 bentrok",
           "overlap": "30 menit", "fix": "Perbaiki: Rapat anggaran", "ends": "Selesai", "undo": "Urungkan",
           "week": "Minggu", "month": "Bulan", "restore": re.compile("cadangan", re.I), "edit": "Ubah"},
}[LANGUAGE]

desk = Desk.enter()
story = Story("calendar-" + LANGUAGE, desk)
home = os.path.join(desk.folder, "home")
data = os.path.join(home, "data")
os.makedirs(home)
ENV = {"LANGUAGE": LANGUAGE, "HOME": home, "XDG_CONFIG_HOME": os.path.join(home, "config"), "BALAI_DATA_DIR": data,
       "TZ": "Asia/Jakarta"}

today = datetime.datetime.now(datetime.timezone(datetime.timedelta(hours=7))).date()
# A day of this month that is no weekend, and not today.
meeting = next(day for day in (today.replace(day=number) for number in range(10, 20))
               if day.weekday() < 5 and day != today)


def calendar():
    lines = ["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//Contoh//Contoh//ID"]
    for uid, title, start, end in (("a", "Rapat anggaran", "0900", "1100"), ("b", "Rapat jalan", "1030", "1200")):
        day = meeting.strftime("%Y%m%dT")
        lines += ["BEGIN:VEVENT", "UID:%s@contoh" % uid, "DTSTAMP:20260101T000000Z",
                  "DTSTART;TZID=Asia/Jakarta:%s%s00" % (day, start), "DTEND;TZID=Asia/Jakarta:%s%s00" % (day, end),
                  "SUMMARY:" + title, "LOCATION:R. Joyoboyo", "STATUS:CONFIRMED", "END:VEVENT"]
    path = os.path.join(home, "kalender.ics")
    with open(path, "w", encoding="utf-8", newline="") as out:
        out.write("\r\n".join(lines + ["END:VCALENDAR", ""]))
    return path


def start(*arguments):
    story.app = desk.start([PROGRAM, *arguments], env=ENV)
    return story.app


def cell(day, words):
    """The cell of a day in the month, whose name says what a person sees in it."""
    return re.compile(r"\b%d \w+ %d\b.*%s" % (day.day, day.year, words))


def clashes(count):
    return story.app.find(WORDS["clashes"] % count, "push button")


@story.step("it starts on an empty folder and asks one thing that may wait")
def first_start():
    app = start()
    app.find(WORDS["later"], "push button").press()
    app.find(WORDS["empty"])


@story.step("a calendar file is chosen and brought in")
def bring_in():
    app = story.app
    app.find(WORDS["bring"], "push button").press()
    app.await_true(lambda: len(app._x_windows()) > 1, "a window to choose the file in")
    app.settle()
    desk.write(calendar())
    app.settle()
    app.keys("Return")
    app.find(WORDS["import"], "push button").press()
    app.await_true(lambda: len(app.windows()) == 1, "the window of the import closed")


@story.step("the conflict is seen in the month and in the list")
def seen():
    app = story.app
    clashes(1)
    app.find(cell(meeting, WORDS["clash-cell"]), "table cell")
    row = app.find(re.compile("R. Joyoboyo.*10.30.11.00.*%s.*Rapat anggaran.*Rapat jalan" % WORDS["overlap"]),
                   "list item")
    assert row.in_sight


@story.step("a second start raises the first")
def second_start():
    second = desk._spawn([PROGRAM], os.path.join(desk.folder, "second.log"), dict(os.environ, **ENV))
    assert second.wait(60) == 0
    assert len(story.app.windows()) == 1
    assert story.app.process.poll() is None


@story.step("it is still there after quitting and starting again")
def still_there():
    assert story.app.quit() == 0
    assert story.app.complaints() == [], story.app.complaints()
    start()
    clashes(1)
    story.app.find(cell(meeting, WORDS["clash-cell"]), "table cell")


@story.step("it ends without a complaint")
def ends():
    wait_for(lambda: story.app.quit() == 0, "an end")
    assert story.app.complaints() == [], story.app.complaints()


if __name__ == "__main__":
    story.run()
