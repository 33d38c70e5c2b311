#!/usr/bin/python3
# SPDX-FileCopyrightText: The Balai authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""test_keys.py BALAI BALAICTL: every key that the window of shortcuts names does what it says there, by the keyboard
alone."""
import os
import re
import sys

sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
from driver import Desk  # noqa: E402
from office import Office  # noqa: E402
from story import Story  # noqa: E402

PROGRAM, TOOL = sys.argv[1:3]

desk = Desk.enter()
story = Story("keys", desk)
office = Office(desk, PROGRAM, "id", TOOL)


def windows():
    return len(office.app.windows())


def opens(*keys):
    """A window comes, and goes with Escape."""
    app = office.app
    before = windows()
    app.keys(*keys)
    app.await_true(lambda: windows() == before + 1, "a window for %s" % (keys,))
    app.settle()
    app.keys("Escape")
    app.await_true(lambda: windows() == before, "no window after Escape")


def bar_says(pattern):
    app = office.app
    app.await_true(lambda: any(re.search(pattern, label) for label in app.labels()), "the words %r" % pattern)


@story.step("it starts with a city")
def start():
    office.ctl("sample", "--city", "kediri", "--seed", "1")
    office.start().find("Bulan")
    office.app.settle()


@story.step("the calendar is turned")
def calendar():
    app = office.app
    here = app.find(re.compile(r"^[A-Z][a-z]+ \d{4}$"), "label").text
    for away, back in (("alt+Right", "alt+Left"), ("alt+Left", "ctrl+t"),
                       ("Page_Down", "Page_Up"), ("Page_Up", "Home")):
        app.keys(away)
        app.await_true(lambda: here not in app.labels(), "another month after %s" % away)
        app.keys(back)
        app.await_true(lambda: here in app.labels(), "the month again after %s" % back)
    for key, pattern in (("alt+2", r"\d[–-].*\d{4}$"), ("alt+3", r"^\w+, \d+ \w+ \d{4}$"), ("alt+4", "^Hari ini, "),
                         ("alt+1", "^" + here + "$")):
        app.keys(key)
        bar_says(pattern)
    app.keys("F5")
    app.settle()


@story.step("windows come and go")
def dialogs():
    opens("ctrl+n")
    opens("ctrl+comma")
    opens("ctrl+question")
    app = office.app
    app.keys("ctrl+f")
    app.settle()
    desk.write("zzz tidak ada")
    app.find("Tidak ditemukan")
    app.keys("Escape", "Escape")
    app.await_true(lambda: not app.has("Tidak ditemukan"), "the calendar again")


@story.step("a register is kept by keys")
def registers():
    app = office.app
    [row for row in app.all("Daftar", "list item") if row.in_sight][0].click()
    rows = app.find("OPD", "list")
    first = rows.all(role="list item")[0]
    first.click()
    opens("Insert")
    opens("F2")
    opens("Return")
    name = first.name
    app.keys("Delete")
    app.find(re.compile("“.*” dihapus"))
    app.await_true(lambda: rows.all(role="list item")[0].name != name, "the entry is gone")
    app.keys("ctrl+z")
    app.await_true(lambda: rows.all(role="list item")[0].name == name, "the entry is back")


@story.step("it quits")
def leaves():
    assert office.app.quit() == 0
    assert not office.app.complaints(), office.app.complaints()


story.run()
