#!/usr/bin/python3
# SPDX-FileCopyrightText: The Balai authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""test_narrow.py BALAI BALAICTL: a window as narrow as a telephone. Everything can still be reached, nothing lies
outside, and it unfolds again. BALAI_PICTURES names a folder for a picture of each."""
import os
import re
import sys

sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
from driver import Desk  # noqa: E402
from office import Office, a_working_day, cell  # noqa: E402
from story import Story  # noqa: E402

PROGRAM, TOOL = sys.argv[1:3]
WIDTH = 360

desk = Desk.enter()
story = Story("narrow", desk)
office = Office(desk, PROGRAM, "id", TOOL)
meeting = a_working_day()


def picture(name):
    folder = os.environ.get("BALAI_PICTURES")
    if folder:
        office.app.settle().picture(os.path.join(folder, "narrow-%s.png" % name))


def make_narrow(window):
    """As the window manager of a telephone would."""
    office.app.settle()
    office.app.resize(WIDTH, 680, window)


def check_inside(what, scrolls=False):
    """Nothing that can be pressed or filled in is cut off by the side of its window; scrolls: some of it is brought
    by scrolling sideways."""
    app = office.app
    app.settle()
    window = app.windows()[-1]
    width = window.box[2]
    assert width <= WIDTH + 10, "%s is %d wide" % (what, width)
    used = [node for node in window.all(role=("push button", "text", "combo box", "list item", "table cell"))
            if node.box[2] > 0 and (not scrolls or node.in_sight)]
    assert used, "nothing in %s" % what
    for node in used:
        x, _, wide, _ = node.box
        assert x >= -1 and x + wide <= width + 1, "%s: %s %r at %d to %d" % (what, node.role, node.name, x, x + wide)


@story.step("it folds")
def folds():
    office.settle_in()
    app = office.start()
    app.find("Bentrok (1)", "push button")
    app.resize(WIDTH, 720)
    app.await_true(lambda: not app.has("Bentrok (1)", "push button"), "the side put away")
    app.find(cell(meeting, "2 kegiatan, 2 kegiatan bentrok"), "table cell")
    check_inside("the month")
    picture("month")


@story.step("each view has room")
def views():
    for key, name in (("alt+2", "week"), ("alt+3", "day"), ("alt+4", "agenda"), ("alt+1", "month-again")):
        office.app.keys(key)
        check_inside(name, scrolls=name == "week")
        picture(name)


@story.step("the side with the conflicts is brought and put away")
def side():
    app = office.app
    app.find("Kalender kecil, saringan, dan 1 bentrok", "push button").press()
    app.find("Bentrok (1)", "push button")
    check_inside("the side")
    picture("side")
    app.settle()
    app.keys("Escape")
    app.await_true(lambda: not app.has("Bentrok (1)", "push button"), "the side put away")


@story.step("the pages are reached and one comes back")
def pages():
    app = office.app
    app.keys("F9")
    app.find(re.compile("^Daftar"), "list item").click()
    app.find("Tambah", "push button")
    check_inside("the registers")
    picture("registers")
    app.settle()
    app.keys("F9")
    app.find(re.compile("^Kalender"), "list item").click()
    app.find(cell(meeting, "2 kegiatan, 2 kegiatan bentrok"), "table cell")


@story.step("an event is opened and edited and one comes back")
def event():
    app = office.app
    app.settle()
    app.find(re.compile("^Rapat jalan,"), "push button").press()
    details = office.await_editor("Rapat jalan")
    make_narrow(details)
    check_inside("an event")
    picture("event")
    details.find("Ubah", "push button").press()
    editor = office.await_editor("Kegiatan")
    editor.find("Judul", "text")
    make_narrow(editor)
    check_inside("the editor")
    picture("editor")
    app.keys("Escape")
    office.await_closed()
    app.find(re.compile("^Rapat jalan,"), "push button")


@story.step("it unfolds again with nothing lost")
def unfolds():
    app = office.app
    app.resize(1180, 760)
    app.find("Bentrok (1)", "push button")
    app.find(cell(meeting, "2 kegiatan, 2 kegiatan bentrok"), "table cell")
    app.find(re.compile("^Daftar"), "list item")
    office.quit()


if __name__ == "__main__":
    story.run()
