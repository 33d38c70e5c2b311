#!/usr/bin/python3
# SPDX-FileCopyrightText: The Balai authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""test_keyboard.py BALAI BALAICTL: a day's work without a mouse. Nothing here is pressed through the bus or pointed
at; only keys."""
import datetime
import os
import re
import sys

sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
from driver import Desk  # noqa: E402
from office import Meeting, Office, TWO_AT_ONCE, a_working_day, cell  # noqa: E402
from story import Story  # noqa: E402

PROGRAM, TOOL = sys.argv[1:3]

desk = Desk.enter()
story = Story("keyboard", desk)
office = Office(desk, PROGRAM, "id", TOOL)
meeting = a_working_day()
later = next(day for day in (meeting + datetime.timedelta(days=n) for n in range(1, 9)) if day.weekday() < 5)


def is_in(text):
    """What is typed goes into the field with this text."""
    return office.app.windows()[-1].find(text, "text")


def read(day):
    return "%d %s %d" % (day.day, ("Jan", "Feb", "Mar", "Apr", "Mei", "Jun", "Jul", "Agu", "Sep", "Okt", "Nov",
                                   "Des")[day.month - 1], day.year)


@story.step("a conflict is there")
def settled():
    office.settle_in([*(Meeting(*one) for one in TWO_AT_ONCE),
                      Meeting("Rapat pohon", "1300", "1500", "R. Kilisuci", later),
                      Meeting("Rapat taman", "1400", "1600", "R. Kilisuci", later)])
    office.start()
    office.app.find("Bentrok (2)", "push button")


@story.step("an event is entered with a venue that is typed")
def enter():
    app = office.app
    app.settle()
    app.keys("ctrl+n")
    editor = office.await_editor("Kegiatan baru")
    app.settle()
    desk.write("Apel besar")
    app.keys("Tab")
    desk.write(read(meeting))
    # Past the button of the date to the times.
    app.keys("Tab", "Tab")
    desk.write("9.30")
    app.keys("Tab")
    desk.write("10.15")
    # All-day, its switch, the last day, its button, zone, repetition.
    app.keys(*["Tab"] * 7)
    venue = editor.find("Ruang", "text", shown=False)
    app.await_true(lambda: venue.is_in_state("focused"), "the room has the keyboard")
    desk.write("joyo")
    app.await_true(lambda: editor.has(re.compile("Joyoboyo"), "list item"), "what fits")
    app.settle()
    app.keys("Down", "Return")
    app.await_true(lambda: venue.text == "R. Joyoboyo", "the room that was picked")


@story.step("what stands against it is said while one types and it can be kept all the same")
def live():
    app = office.app
    editor = app.windows()[-1]
    editor.find(re.compile("R. Joyoboyo sudah dipakai"))
    app.keys("ctrl+s")
    office.await_closed()
    app.find(cell(meeting, "3 kegiatan, 3 kegiatan bentrok"), "table cell")
    one = next(one for one in office.occurrences() if one["title"] == "Apel besar")
    assert (one["start"][11:16], one["end"][11:16], one["location"]) == ("09:30", "10:15", "R. Joyoboyo"), one


@story.step("undo takes it away")
def undone():
    app = office.app
    app.settle()
    app.keys("ctrl+z")
    # What was said before, with its offer to take back, is past: sooner than it would have gone by itself.
    app.await_true(lambda: not app.has("Urungkan", "push button"), "no offer to undo what is undone", patience=5)
    app.find(cell(meeting, "2 kegiatan, 2 kegiatan bentrok"), "table cell")
    assert len(office.occurrences()) == 4


@story.step("leaving asks only when something would be lost")
def leave():
    app = office.app
    app.keys("ctrl+n")
    office.await_editor("Kegiatan baru")
    app.settle()
    app.keys("Escape")
    office.await_closed()
    app.keys("ctrl+n")
    editor = office.await_editor("Kegiatan baru")
    app.settle()
    desk.write("Apel")
    app.keys("Escape")
    app.await_true(lambda: len(app.windows()) == 3, "a question")
    # Esc again takes back the wish to leave.
    app.settle()
    app.keys("Escape")
    app.await_true(lambda: len(app.windows()) == 2, "the editor alone")
    assert editor.find("Judul", "text").text == "Apel"
    app.settle()
    app.keys("ctrl+s")
    office.await_closed()
    app.settle()
    app.keys("ctrl+z")
    app.await_true(lambda: len(office.occurrences()) == 4, "as before")


@story.step("F6 goes from conflict to conflict")
def next_conflict():
    app = office.app
    rows = ("R. Joyoboyo.*Rapat anggaran", "R. Kilisuci.*Rapat pohon")

    def chosen():
        return [index for index, words in enumerate(rows)
                if any(row.is_in_state("selected") for row in app.all(re.compile(words), "list item"))]

    app.settle()
    app.keys("F6")
    first = app.await_true(chosen, "a conflict that is chosen")
    app.keys("F6")
    app.await_true(lambda: chosen() and chosen() != first, "the other one")
    # The event has the focus in the month, too.
    app.settle()
    app.keys("Return")
    app.await_true(lambda: len(app.windows()) == 2, "the event")
    assert app.windows()[-1].given_name in ("Rapat anggaran", "Rapat pohon"), app.windows()[-1].given_name
    app.settle()
    app.keys("Escape")
    office.await_closed()


def end_search():
    """A word that is said in passing goes first."""
    for _ in range(2):
        office.app.settle()
        if office.app.find("Cari", "entry", shown=False).mapped:
            office.app.keys("Escape")
    office.app.await_true(lambda: not office.app.has("Cari", "entry"), "the search is over")


@story.step("search finds an event and opens it")
def search():
    app = office.app
    app.keys("ctrl+f")
    app.settle()
    desk.write("pohon")
    # At once, before anything is found.
    app.keys("Return")
    office.await_editor("Rapat pohon")
    app.settle()
    app.keys("Escape")
    office.await_closed()
    end_search()


@story.step("the arrows go through the month and Enter opens")
def arrows():
    app = office.app
    app.keys("alt+1")
    app.settle()
    app.keys("ctrl+t")
    app.settle()
    today = datetime.datetime.now(datetime.timezone(datetime.timedelta(hours=7))).date()
    # From today to the day of the meeting, a week at a time and then day by day.
    weeks, days = divmod((meeting - today).days, 7)
    app.keys(*["Down" if weeks > 0 else "Up"] * abs(weeks), *["Right"] * days)
    day = app.find(cell(meeting, "2 kegiatan"), "table cell")
    app.await_true(lambda: day.is_in_state("focused") or day.is_in_state("selected"), "the day of the meeting")
    app.keys("Return")
    app.find(re.compile("^[A-Z][a-z]+, %d [A-Z][a-z]+ %d$" % (meeting.day, meeting.year)), "label")
    app.find(re.compile("^Rapat anggaran"))
    app.keys("alt+1")


@story.step("an event is opened and deleted and comes back")
def deleted():
    app = office.app
    app.keys("ctrl+f")
    app.settle()
    desk.write("jalan")
    app.await_true(lambda: app.all(re.compile("^[^,]*Rapat jalan"), "list item"), "what is found")
    app.settle()
    app.keys("Down")
    app.settle()
    app.keys("Return")
    office.await_editor("Rapat jalan")
    app.settle()
    app.keys("Delete")
    office.await_closed()
    app.await_true(lambda: len(office.occurrences()) == 3, "one less")
    end_search()
    app.find("Bentrok (1)", "push button")
    app.settle()
    app.keys("ctrl+z")
    app.find("Bentrok (2)", "push button")


@story.step("it ends without a complaint")
def ends():
    office.quit()


if __name__ == "__main__":
    story.run()
