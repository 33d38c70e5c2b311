#!/usr/bin/python3
# SPDX-FileCopyrightText: The Balai authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""test_calendar.py BALAI LANGUAGE BALAICTL: from a calendar file to a conflict that is seen, mended, and found mended
at the next start, in the real program, as a person uses it. The words are given for each language, since a person
reads words."""
import os
import re
import sys

sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
from driver import Desk  # noqa: E402
from office import Office, a_working_day, cell, today  # noqa: E402
from story import Story  # noqa: E402

PROGRAM, LANGUAGE, TOOL = sys.argv[1:4]
WORDS = {
    "id": {"opd": "Nama perangkat daerah *", "go": "Lanjutkan", "empty": "Kalender masih kosong",
           "bring": "Impor Berkas Kalender…", "import": "Impor", "imported": "2 kegiatan berhasil diimpor.",
           "clashes": "Bentrok (%d)", "two": "2 kegiatan", "clash-cell": "2 kegiatan, 2 kegiatan bentrok",
           "clash-chip": "Bentrok", "overlap": "30 menit", "free": "Tidak ada bentrok.",
           "fix": "Perbaiki: Rapat anggaran (Diskominfo)", "event": "Kegiatan", "venue": "Ruang", "ends": "Selesai",
           "begins": "Mulai", "used": "R. Joyoboyo sudah dipakai", "unreadable": "Ada jam yang tidak terbaca",
           "changed": "“Rapat anggaran” diubah", "undo": "Urungkan"},
    "en": {"opd": "Name of the OPD *", "go": "Continue", "empty": "The calendar is empty",
           "bring": "Import Calendar File…", "import": "Import", "imported": "2 events were brought in.",
           "clashes": "Conflicts (%d)", "two": "2 events", "clash-cell": "2 events, 2 events in conflict",
           "clash-chip": "Conflict", "overlap": "30 minutes", "free": "No conflicts.",
           "fix": "Fix: Rapat anggaran (Diskominfo)", "event": "Event", "venue": "Venue", "ends": "Ends",
           "begins": "Starts", "used": "R. Joyoboyo is already used", "unreadable": "A time cannot be read",
           "changed": "“Rapat anggaran” changed", "undo": "Undo"},
}[LANGUAGE]
BETWEEN = r"10[.:]30.11[.:]00"

desk = Desk.enter()
story = Story("calendar-" + LANGUAGE, desk)
office = Office(desk, PROGRAM, LANGUAGE, TOOL)
meeting = a_working_day()


def await_clash():
    """The same fact in the list, its heading, the month and the small calendar, and on the two chips."""
    app = office.app
    app.find(WORDS["clashes"] % 1, "push button")
    app.find(cell(meeting, WORDS["clash-cell"]), "table cell")
    if meeting.month == today().month:
        app.find(cell(meeting, WORDS["clash-cell"]), "label")
    for title in ("Rapat anggaran", "Rapat jalan"):
        app.find(re.compile(title + ",.*" + WORDS["clash-chip"] + "$"), "push button")
    row = app.find(re.compile("R. Joyoboyo.*%s.*%s.*Rapat anggaran.*Rapat jalan" % (BETWEEN, WORDS["overlap"])),
                   "list item")
    assert row.in_sight, "the conflict is in the list, and not seen"


def await_peace():
    app = office.app
    app.find(WORDS["clashes"] % 0, "push button")
    app.find(cell(meeting, WORDS["two"] + "$"), "table cell")
    if meeting.month == today().month:
        app.find(cell(meeting, WORDS["two"] + "$"), "label")
    app.find(WORDS["free"])
    app.await_true(lambda: not app.has(re.compile("Rapat \\w+,.*" + WORDS["clash-chip"] + "$"), "push button"),
                   "no chip that shows a conflict")


def starts_at(title):
    return next(one["start"][11:16] for one in office.occurrences() if one["title"] == title)


def ends_at(title):
    return next(one["end"][11:16] for one in office.occurrences() if one["title"] == title)


@story.step("it starts on an empty folder and asks which office this is")
def first_start():
    app = office.start()
    app.find(WORDS["opd"], "text")
    app.settle()
    desk.write("Dinas Komunikasi dan Informatika")
    app.keys("Tab")
    desk.write("Diskominfo")
    app.await_true(lambda: app.find(WORDS["go"], "push button").is_in_state("sensitive"), "the button to go on")
    app.keys("Return")
    app.find(WORDS["empty"])


@story.step("a calendar file is chosen and brought in")
def bring_in():
    app = office.app
    app.find(WORDS["bring"], "push button").press()
    app.await_true(lambda: len(app._x_windows()) > 1, "a window to choose the file in")
    app.settle()
    desk.write(office.write_file())
    app.settle()
    app.keys("Return")
    app.find(WORDS["import"], "push button").press()
    office.await_closed()
    app.find(WORDS["imported"])


@story.step("the conflict is seen wherever one looks")
def seen():
    await_clash()


def open_editor():
    office.app.find(WORDS["fix"], "push button").press()
    editor = office.await_editor(WORDS["event"])
    # What stands against it stands under the field that causes it, in words, and that field is where it opens.
    venue = editor.find(WORDS["venue"], "text")
    editor.find(re.compile(WORDS["used"]))
    office.app.settle()
    assert venue.in_sight and venue.box[1] > 80, "the room is at %s" % (venue.box,)
    assert venue.is_in_state("focused"), "another field has the keyboard"
    return editor


def is_told(editor):
    return editor.has(re.compile(WORDS["used"]))


@story.step("the field at fault opens and its words follow the typing")
def typed():
    app = office.app
    editor = open_editor()
    ends = office.bring_into_sight(editor.find(WORDS["ends"], "text", shown=False))
    # 10.45 is still too late, "x" is no time, 10.30 just touches what follows.
    ends.type("10.45")
    editor.find(re.compile(WORDS["used"]))
    ends.type("x")
    editor.find(re.compile(WORDS["unreadable"]))
    ends.type("1030")
    app.await_true(lambda: not is_told(editor), "no word of a conflict")
    app.keys("Tab")
    app.await_true(lambda: ends.text.replace(":", ".") == "10.30", "the time as it is written")


@story.step("it is saved with the keyboard and gone everywhere")
def mended():
    office.app.keys("ctrl+s")
    office.await_closed()
    # Said for ten seconds only.
    office.app.find(WORDS["changed"])
    await_peace()
    assert ends_at("Rapat anggaran") == "10:30", office.occurrences()


@story.step("Ctrl+Z brings it back everywhere")
def undone():
    office.app.settle()
    office.app.keys("ctrl+z")
    await_clash()
    assert ends_at("Rapat anggaran") == "11:00", office.occurrences()


@story.step("another start mends it and the word in passing takes it back")
def moved():
    app = office.app
    editor = open_editor()
    office.bring_into_sight(editor.find(WORDS["begins"], "text", shown=False)).type("08.00")
    app.await_true(lambda: not is_told(editor), "no word of a conflict")
    # The end has gone along.
    assert editor.find(WORDS["ends"], "text", shown=False).text.replace(":", ".") == "10.00"
    app.keys("ctrl+s")
    office.await_closed()
    app.find(WORDS["undo"], "push button").press()
    await_clash()
    assert starts_at("Rapat anggaran") == "09:00", office.occurrences()


@story.step("another room mends it too")
def elsewhere():
    app = office.app
    editor = open_editor()
    editor.find(WORDS["venue"], "text").type("")
    app.await_true(lambda: not is_told(editor), "no word of a conflict")
    app.keys("ctrl+s")
    office.await_closed()
    await_peace()


@story.step("a second start raises the first")
def second_start():
    second = desk._spawn([office.program], os.path.join(desk.folder, "second.log"), dict(os.environ, **office.env))
    assert second.wait(60) == 0
    assert len(office.app.windows()) == 1
    assert office.app.process.poll() is None


@story.step("it is still there after quitting and starting again")
def still_there():
    office.quit()
    office.start()
    await_peace()
    assert starts_at("Rapat anggaran") == "09:00" and len(office.occurrences()) == 2
    assert office.ctl("check")


@story.step("it ends without a complaint")
def ends():
    office.quit()


if __name__ == "__main__":
    if LANGUAGE != "id":
        # What it does is proven in the one language; what it says, in both.
        story.steps = [step for step in story.steps if step[1] not in (moved, elsewhere, second_start, still_there)]
    story.run()
