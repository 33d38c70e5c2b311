# SPDX-FileCopyrightText: The Balai authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""What the stories of the calendar share: a home of one's own, calendar files, and finding a way in the window.

    office = Office(desk, program, "id", tool)
    office.write_file([Meeting("Rapat anggaran", "0900", "1100")])
    app = office.start()
"""
import datetime
import json
import os
import re
import shutil
import subprocess

from driver import wait_for

WIB = datetime.timezone(datetime.timedelta(hours=7))


def today():
    return datetime.datetime.now(WIB).date()


def a_working_day():
    """One that is still to come and stands in the month of today: of the next month only when this one is over."""
    coming = (today() + datetime.timedelta(days=ahead) for ahead in range(1, 8))
    return next(day for day in coming if day.weekday() < 5)


class Meeting:
    def __init__(self, title, start, end, place="R. Joyoboyo", day=None):
        self.title, self.start, self.end, self.place = title, start, end, place
        self.day = day or a_working_day()

    def lines(self):
        day = self.day.strftime("%Y%m%dT")
        return ["BEGIN:VEVENT", "UID:%s@contoh" % self.title.replace(" ", "-"), "DTSTAMP:20260101T000000Z",
                "DTSTART;TZID=Asia/Jakarta:%s%s00" % (day, self.start),
                "DTEND;TZID=Asia/Jakarta:%s%s00" % (day, self.end),
                "SUMMARY:" + self.title, "LOCATION:" + self.place, "STATUS:CONFIRMED", "END:VEVENT"]


# Two that cannot both be, for half an hour.
TWO_AT_ONCE = (("Rapat anggaran", "0900", "1100"), ("Rapat jalan", "1030", "1200"))


class Office:
    def __init__(self, desk, program, language, tool):
        self.desk, self.program, self.tool = desk, os.path.abspath(program), os.path.abspath(tool)
        self.home = os.path.join(desk.folder, "home")
        self.data = os.path.join(self.home, "data")
        os.makedirs(self.home, exist_ok=True)
        self.env = {"LANGUAGE": language, "HOME": self.home, "XDG_CONFIG_HOME": os.path.join(self.home, "config"),
                    "BALAI_DATA_DIR": self.data, "TZ": "Asia/Jakarta"}
        self.app = None
        # The look of the display this runs on: its font, and nothing that moves or blinks.
        if not os.path.exists(self.env["XDG_CONFIG_HOME"]):
            shutil.copytree(os.environ["XDG_CONFIG_HOME"], self.env["XDG_CONFIG_HOME"])

    # -- files --------------------------------------------------------------------------------------------------------
    def write_file(self, meetings=None):
        meetings = meetings or [Meeting(*one) for one in TWO_AT_ONCE]
        lines = ["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//Contoh//Contoh//ID"]
        for meeting in meetings:
            lines += meeting.lines()
        path = os.path.join(self.home, "kalender.ics")
        with open(path, "w", encoding="utf-8", newline="") as out:
            out.write("\r\n".join(lines + ["END:VCALENDAR", ""]))
        return path

    def ctl(self, *arguments, fails=False):
        """What balaictl answers about the records; not while the program has them open, except to look."""
        done = subprocess.run([self.tool, "--data-dir", self.data, "--json", *arguments], stdin=subprocess.DEVNULL,
                              capture_output=True, text=True, timeout=120)
        assert fails or done.returncode == 0, done.stderr + done.stdout
        return json.loads(done.stdout) if done.stdout.strip() else {}

    def settle_in(self, meetings=None):
        """As after the first start and the first import, without the window."""
        self.ctl("import", self.write_file(meetings), "--create")

    def occurrences(self):
        first = today().replace(day=1)
        span = ("--from", str(first - datetime.timedelta(days=62)), "--to", str(first + datetime.timedelta(days=93)))
        return self.ctl("occurrences", *span)["occurrences"]

    # -- the program --------------------------------------------------------------------------------------------------
    def start(self, *arguments, **env):
        self.app = self.desk.start([self.program, *arguments], env=dict(self.env, **env))
        return self.app

    def quit(self):
        """As a person does; it ends well and has complained of nothing."""
        code = self.app.quit()
        assert code == 0, "it ended with %s" % code
        assert self.app.complaints() == [], self.app.complaints()

    def main_window(self):
        return self.app.windows()[0]

    def await_editor(self, title):
        """The window in front, once it has this title."""
        def front():
            windows = self.app.windows()
            return len(windows) > 1 and windows[-1].given_name == title and windows[-1]

        return self.app.await_true(front, "the window %s" % title)

    def await_closed(self):
        """Only the main window is left."""
        self.app.await_true(lambda: len(self.app.windows()) == 1, "the window closed")

    def bring_into_sight(self, node):
        """Turns the wheel over its window until it is seen."""
        x, y = self.app.on_screen(node.window)
        self.desk.pointer("mousemove", str(x), str(y))

        def seen():
            box = node.box
            if node.in_sight:
                # and stays there
                return node.box == box
            self.desk.pointer("click", "4" if box[1] < node.window.box[3] // 2 else "5")
            return False

        wait_for(seen, "%s in sight" % node.name)
        return node


def cell(day, words):
    """The cell of a day in the month, whose name says what a person sees in it."""
    return re.compile(r"\b%d \w+ %d\b.*%s" % (day.day, day.year, words))
