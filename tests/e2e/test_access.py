#!/usr/bin/python3
# SPDX-FileCopyrightText: The Balai authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""test_access.py BALAI BALAICTL SOURCE: what a screen reader hears on every page and in every window. What can be
reached or used has a name, which is not that of its class; and no English is left in the Indonesian program."""
import gettext
import os
import re
import subprocess
import sys

sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
from driver import Desk  # noqa: E402
from office import Office  # noqa: E402
from story import Story  # noqa: E402

PROGRAM, TOOL, SOURCE = sys.argv[1:4]
# What a person acts on, or hears of when getting there.
USED = ("push button", "toggle button", "check box", "radio button", "text", "password text", "combo box",
        "spin button", "slider", "switch", "list", "list item", "menu item", "table", "table cell", "page tab",
        "dialog", "frame")
# What is in them is GTK's own and bears the name of its parts.
CLOSED = ("combo box", "spin button")
REGISTERS = ("OPD", "Pimpinan dan orang", "Ruang", "Perlengkapan", "Hari libur", "Penutupan dan cuti", "Jam buka",
             "Musim", "Waktu tempuh")

desk = Desk.enter()
story = Story("access", desk)
office = Office(desk, PROGRAM, "id", TOOL)
english = set()


def read_english():
    """All the program's own words that are others in Indonesian, or have no Indonesian at all."""
    with open(os.path.join(SOURCE, "po", "POTFILES.in"), encoding="utf-8") as listed:
        files = [line.strip() for line in listed if line.strip() and not line.startswith("#")]
    template = subprocess.run(
        ["xgettext", "--from-code=UTF-8", "--output=-", "--no-location", "--no-wrap", "--directory=" + SOURCE,
         "--keyword=_", "--keyword=N_", "--keyword=C_:1c,2", "--keyword=NC_:1c,2", "--keyword=Q_", *files],
        check=True, capture_output=True, text=True).stdout
    words = {word.replace("_", "") for word in re.findall(r'^msgid "(.+)"$', template, re.M)}
    assert "Today" in words and "Conflicts" in words, "the words of the program are not found"
    catalogue = gettext.translation("balai", os.environ["BALAI_LOCALEDIR"], ["id"])._catalog
    same = {key.split("\4")[-1].replace("_", "") for key, value in catalogue.items()
            if isinstance(key, str) and key.split("\4")[-1] == value}
    # The name of a key is what stands on the key.
    english.update(words - same - {"Delete"})
    # A word of the one language that is one of the other as well.
    english.difference_update(value.replace("_", "") for value in catalogue.values())


def given(node):
    return node._ask(node.raw.get_name, otherwise="") or ""


def look(window):
    """What is wrong in a window, as lines."""
    wrong = []

    def enter(node):
        name = node.given_name
        if not name and (node.role in USED or (node.is_in_state("focusable") and given(node))):
            wrong.append("no name: %s %r in %s %r, with %s" % (node.role, given(node), node.parent.role,
                                                               node.parent.given_name, node.labels()[:2]))
        for said in {name, node.description, node.text if node.role == "label" else ""}:
            if said in english:
                wrong.append("English: %s %r" % (node.role, said))
        if node.role in CLOSED:
            return
        for child in node.children():
            if child.mapped:
                enter(child)

    window._ask(window.raw.clear_cache)
    enter(window)
    return wrong


def hear(what):
    office.app.settle()
    wrong = [line for window in office.app.windows()[-1:] for line in look(window)]
    assert not wrong, "%s:\n%s" % (what, "\n".join(wrong))


def close_front():
    count = len(office.app.windows())
    office.app.keys("Escape")
    office.app.await_true(lambda: len(office.app.windows()) < count, "the window closed")


def hear_window(key, title):
    office.app.keys(key)
    office.await_editor(title)
    hear(title)
    close_front()


@story.step("the words of both languages are known")
def words():
    read_english()


@story.step("the question of the first start")
def welcome():
    app = office.start()
    app.find("Nanti Saja", "push button")
    hear("the first start")
    app.find("Nanti Saja", "push button").press()
    app.find("Kalender masih kosong")
    hear("the empty calendar")
    office.quit()


@story.step("the calendar in each of its views")
def views():
    office.settle_in()
    app = office.start()
    app.find("Bentrok (1)", "push button")
    for key in ("alt+1", "alt+2", "alt+3", "alt+4"):
        app.keys(key)
        hear("the view of " + key)
    app.keys("alt+1")


@story.step("search")
def search():
    app = office.app
    app.keys("ctrl+f")
    app.settle()
    desk.write("anggaran")
    hear("search")
    app.keys("Escape", "Escape")


@story.step("the editor with a conflict and the question on leaving it")
def editor():
    app = office.app
    app.find("Perbaiki: Rapat anggaran", "push button").press()
    editor = office.await_editor("Kegiatan")
    editor.find(re.compile("sudah dipakai"))
    hear("the editor")
    desk.write("x")
    app.keys("Escape")
    app.await_true(lambda: len(app.windows()) == 3, "the question")
    hear("the question")
    app.windows()[-1].find("Buang", "push button").press()
    office.await_closed()


@story.step("an event that is looked at")
def details():
    app = office.app
    app.settle()
    app.find(re.compile("^Rapat jalan,"), "push button").press()
    office.await_editor("Rapat jalan")
    hear("an event")
    close_front()


@story.step("preferences and shortcuts")
def windows():
    hear_window("ctrl+comma", "Preferensi")
    hear_window("ctrl+question", "Pintasan Papan Ketik")


@story.step("the main menu")
def menu():
    office.app.keys("F10")
    office.app.find(re.compile("Preferensi"), "menu item")
    hear("the menu")
    office.app.keys("Escape")


@story.step("every register and the form of each")
def registers():
    app = office.app
    app.find("Daftar", "list item").click()
    for name in REGISTERS:
        row = app.find(name, "list item")
        row.click()
        app.await_true(lambda: row.is_in_state("selected"), name)
        hear(name)
        app.find("Tambah", "push button").press()
        app.await_true(lambda: len(app.windows()) == 2, "a form")
        hear("the form of " + name)
        close_front()
    row = app.find("Kota", "list item")
    row.click()
    hear("Kota")


@story.step("it ends without a complaint")
def ends():
    office.quit()


if __name__ == "__main__":
    story.run()
