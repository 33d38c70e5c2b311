#!/usr/bin/python3
# SPDX-FileCopyrightText: The Balai authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""test_exchange.py BALAICTL: calendar files brought in and written out by the built program."""
import csv
import fcntl
import os
import random
import re
import shutil
import sys
import time

from program import Cases, Skip, equal, true

cases = Cases("ctl-exchange", sys.argv[1])
TABLES = ["event", "venue", "import_source", "occurrence", "claim", "search_text", "change_log", "batch"]
IMPORTED = ["files", "events", "new", "changed", "same", "conflicting", "unreadable", "notes", "proposals",
            "kept"]


def event(uid, title, start, end, *lines):
    return ["BEGIN:VEVENT", "UID:" + uid, "DTSTAMP:20260101T000000Z", "DTSTART;TZID=Asia/Jakarta:" + start,
            "DTEND;TZID=Asia/Jakarta:" + end, "SUMMARY:" + title, *lines, "END:VEVENT"]


def calendar(*events, method=None):
    lines = ["BEGIN:VCALENDAR", "VERSION:2.0", "PRODID:-//Contoh//Contoh//ID"]
    lines += ["METHOD:" + method] if method else []
    return "\r\n".join(lines + [line for one in events for line in one] + ["END:VCALENDAR", ""])


TWO = calendar(
    event("satu@contoh", "Rapat anggaran", "20260715T090000", "20260715T110000", "LOCATION:R. Joyoboyo",
          "STATUS:CONFIRMED"),
    event("dua@contoh", "Rapat jalan", "20260715T103000", "20260715T120000", "LOCATION:Ruang Joyoboyo",
          "STATUS:CONFIRMED"),
    event("tiga@contoh", "Upacara", "20260716T080000", "20260716T090000", "LOCATION:Lapangan"))


def numbers(told):
    equal(list(told), IMPORTED)
    return tuple(told[name] for name in IMPORTED[1:6]) + (len(told["unreadable"]),)


def take(desk, *files, code=0, **options):
    return numbers(desk.json("import", *files, code=code, **options))


@cases.case("wrong usage")
def usage(desk):
    file = desk.write("a.ics", TWO)
    for arguments in (["import"], ["import", "--create"], ["import", file, "--nonsense"], ["import", file, "--opd"],
                      ["export"], ["export", "--format", "ics"], ["export", "--output", desk.path("x")],
                      ["export", "--format", "pdf", "--output", desk.path("x")],
                      ["export", "--format", "ics", "--output", desk.path("x"), "more"],
                      ["export", "--format", "ics", "--output", desk.path("x"), "--opd", "A", "--venue", "B"]):
        desk.run(*arguments).failed(2, r"^balaictl: \S")
    equal(os.listdir(desk.folder), ["a.ics"])


@cases.case("looking changes nothing")
def dry_run(desk):
    file = desk.write("a.ics", TWO)
    equal(take(desk, file, "--dry-run"), (3, 3, 0, 0, 0, 0))
    equal(os.listdir(desk.folder), ["a.ics"])
    take(desk, file, "--create")
    before = desk.contents()
    equal(take(desk, file, "--dry-run", "--create"), (3, 0, 0, 3, 0, 0))
    other = desk.write("b.ics", TWO.replace("dua@", "lain@").replace("Joyoboyo", "Kilisuci"))
    equal(take(desk, other, "--dry-run", "--create"), (3, 1, 1, 1, 0, 0))
    desk.unchanged(before)
    # Also while somebody else writes.
    with open(os.path.join(desk.data, "balai.lock"), "w", encoding="utf-8") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        take(desk, other, "--dry-run")
        desk.run("import", other).failed(1, "Another Balai")
        desk.unchanged(before)


@cases.case("a double booking is found to the minute")
def double_booking(desk):
    file = desk.write("a.ics", TWO)
    equal(take(desk, file, "--create", "--opd", "BAGUMUM"), (3, 3, 0, 0, 0, 0))
    counts = desk.json("check")["counts"]
    equal((counts["event"], counts["venue"], counts["opd"]), (3, 2, 1))
    found = desk.json("conflicts", "--exit-code", code=3)["conflicts"]
    equal(len(found), 1)
    conflict = found[0]
    equal((conflict["class"], conflict["level"], conflict["start"], conflict["end"]),
          ("overlap", "refuse", "2026-07-15T10:30:00+07:00", "2026-07-15T11:00:00+07:00"))
    equal([(conflict[side]["uid"], conflict[side]["opd"]) for side in "ab"],
          [("satu@contoh", "BAGUMUM"), ("dua@contoh", "BAGUMUM")])
    equal((conflict["resource"]["kind"], conflict["resource"]["name"]), ("venue", "R. Joyoboyo"))
    equal([o["uid"] for o in desk.json("occurrences", "--from", "2026-07-16", "--to", "2026-07-16")["occurrences"]],
          ["tiga@contoh"])


@cases.case("without leave no register grows")
def without_create(desk):
    take(desk, desk.write("a.ics", TWO))
    counts = desk.json("check")["counts"]
    equal((counts["event"], counts["venue"]), (3, 0))
    equal(desk.json("conflicts")["count"], 0)
    # What a person adds later is found at the next import.
    take(desk, desk.path("a.ics"), "--create")
    equal(desk.json("conflicts")["count"], 1)


@cases.case("the same file twice changes nothing")
def twice(desk):
    file = desk.write("a.ics", TWO)
    take(desk, file, "--create")
    tables = ("event", "venue", "import_source", "claim", "change_log")
    before = [desk.sql("SELECT * FROM %s" % table) for table in tables]
    equal(take(desk, file, "--create"), (3, 0, 0, 3, 0, 0))
    for table, rows in zip(tables, before):
        equal(desk.sql("SELECT * FROM %s" % table), rows, table)
    equal(take(desk, file, file)[1:3], (0, 0), "new and changed of the file twice in one import")


@cases.case("what the file changed is taken")
def changed(desk):
    take(desk, desk.write("a.ics", TWO), "--create")
    newer = TWO.replace("20260715T103000", "20260715T110000").replace("DTSTAMP:20260101", "DTSTAMP:20260201")
    equal(take(desk, desk.write("b.ics", newer)), (3, 0, 1, 2, 0, 0))
    equal(desk.json("conflicts")["count"], 0)


@cases.case("several files at once")
def several(desk):
    one = desk.write("a.ics", TWO)
    two = desk.write("b.ics", calendar(event("x@contoh", "Lain", "20260801T090000", "20260801T100000")))
    told = desk.json("import", one, two)
    equal((told["files"], told["events"], told["new"]), (2, 4, 4))


@cases.case("what is unreadable is told with file, line and reason")
def unreadable(desk):
    text = calendar(event("a@x", "Baik", "20260715T090000", "20260715T100000"),
                    event("b@x", "Salah", "20261345T990000", "20260715T100000"))
    file = desk.write("a.ics", text)
    told = desk.json("import", file)
    equal((told["events"], told["new"], len(told["unreadable"])), (2, 1, 1))
    problem = told["unreadable"][0]
    equal(list(problem), ["file", "line", "reason"])
    equal(problem["file"], file)
    lines = text.split("\r\n")
    true("20261345" in lines[problem["line"] - 1] or "20261345" in "".join(lines[problem["line"] - 1:][:8]),
         "line %d is %r" % (problem["line"], lines[problem["line"] - 1]))
    true(len(problem["reason"]) > 10, problem["reason"])
    true("%s:%d: " % (file, problem["line"]) in desk.run("import", file).worked().out, "in words")


@cases.case("what comes in otherwise than the file says is told")
def notes(desk):
    text = calendar(event("a@x", "Rapat", "20260715T090000", "20260715T100000", "RRULE:FREQ=SOMETIMES"),
                    event("b@x", "Apel", "20260716T090000", "besok"),
                    event("c@x", "Temu", "20260717T090000", "20260717T100000", "LOCATION:Ruang A1\\; Ruang B1"))
    text += calendar(["BEGIN:VEVENT", "UID:d@x", "DTSTART;TZID=Mars/X:20260718T090000", "SUMMARY:Mars", "END:VEVENT"])
    file = desk.write("a.ics", text)
    told = desk.json("import", file)
    equal((told["events"], told["new"], told["unreadable"]), (4, 4, []))
    lines = text.split("\r\n")
    for where, note in zip(("RRULE:FREQ=SOMETIMES", "DTEND;TZID=Asia/Jakarta:besok", "BEGIN:VEVENT",
                            "DTSTART;TZID=Mars/X:20260718T090000"), told["notes"], strict=True):
        equal(list(note), ["file", "line", "reason"])
        equal((note["file"], lines[note["line"] - 1]), (file, where))
        true(len(note["reason"]) > 10, note["reason"])
    out = desk.run("import", file).worked().out
    for note in told["notes"]:
        true("%s:%d: %s\n" % (file, note["line"], note["reason"]) in out, out)


@cases.case("what stands beside the events is kept and written again")
def kept(desk):
    task = ["BEGIN:VTODO", "UID:t@x", "DTSTAMP:20260101T000000Z", "SUMMARY:Siapkan notulen", "BEGIN:VALARM",
            "ACTION:AUDIO", "END:VALARM", "END:VTODO"]
    other = ["BEGIN:X-LAIN", "X-A;B=c:d", "END:X-LAIN"]
    color = ["X-WR-CALNAME:Agenda", "COLOR:teal"]
    rapat = event("a@x", "Rapat", "20260715T090000", "20260715T100000")
    file = desk.write("a.ics", calendar(color, rapat, task, other))
    told = desk.json("import", file)
    equal((told["events"], told["new"], told["kept"]), (1, 1, 2))
    out = desk.path("out.ics")
    desk.run("export", "--format", "ics", "--output", out).worked()
    with open(out, encoding="utf-8", newline="") as stream:
        text = stream.read()
    for lines in (task, other, color[:1], color[1:]):
        true("\r\n".join(lines) + "\r\n" in text, text)
    true("\n2 other parts, such as tasks, are kept as they are\n" in desk.run("import", out).worked().out, "in words")
    equal(desk.json("import", out)["kept"], 2)
    equal(desk.sql("SELECT count(*) FROM calendar_part"), [(3,)])


@cases.case("names in no register are told")
def proposals(desk):
    file = desk.write("a.ics", TWO)
    told = desk.json("import", file)
    equal(sorted((p["kind"], p["name"], p["events"]) for p in told["proposals"]),
          [("venue", "Lapangan", 1), ("venue", "R. Joyoboyo", 2)])
    true(re.search(r"^2 names are in no register: .*R\. Joyoboyo.*\(--create makes them\)$",
                   desk.run("import", file).worked().out, re.M), "not told in words")
    equal(desk.json("import", file, "--create")["proposals"], [])
    true("no register" not in desk.run("import", file).worked().out, "told although they are made")


@cases.case("what is no calendar is refused")
def garbage(desk):
    for name, content in (("kosong.ics", b""), ("surat.ics", b"Dengan hormat,\r\n"), ("biner.ics", bytes(range(256)))):
        done = desk.run("--json", "import", desk.write(name, content))
        equal(done.code, 1, name)
        equal([(u["file"], u["line"]) for u in done.json["unreadable"]], [(desk.path(name), 1)])
        true(done.err.startswith("balaictl: "), done.err)
        equal(desk.json("check")["counts"]["event"], 0)


@cases.case("a file that is not there")
def absent(desk):
    there = desk.write("a.ics", TWO)
    for path in (desk.path("tiada.ics"), desk.folder):
        desk.run("import", there, path).failed(1, re.escape(path))
    true(not os.path.exists(desk.data), "a folder was made")


@cases.case("the office of who imports")
def office(desk):
    file = desk.write("a.ics", TWO)
    take(desk, file, "--opd", "DISHUB")
    desk.run("import", file, "--opd", "TIADA").failed(1, "TIADA")
    equal(desk.sql("SELECT code FROM opd"), [("DISHUB",)])
    equal(desk.sql("SELECT count(*) FROM event JOIN opd ON event.opd = opd.id"), [(3,)])


@cases.case("the office that is named and the one in the file are one")
def one_office(desk):
    own = ["X-BALAI-VERSION:1", "X-BALAI-OPD:SETDA", "X-BALAI-OPD-NAME:Sekretariat Daerah Kota Kediri",
           "ATTENDEE;CUTYPE=GROUP;CN=Sekretariat Daerah Kota Kediri;X-BALAI-CODE=SETDA:mailto:setda@contoh.example"]
    file = desk.write("a.ics", calendar(event("1", "Rapat", "20260715T090000", "20260715T110000", *own),
                                        event("2", "Apel", "20260716T090000", "20260716T110000", *own)))
    equal(take(desk, file, "--create", "--opd", "SETDA"), (2, 2, 0, 0, 0, 0))
    equal(desk.sql("SELECT count(*) FROM opd")[0][0], 1)
    equal(desk.sql("SELECT count(*) FROM event e JOIN event_opd i ON i.event = e.id AND i.opd = e.opd")[0][0], 2)
    equal(take(desk, file, "--create"), (2, 0, 0, 2, 0, 0))


@cases.case("an invitation arrives as submitted and one's own calendar as it is")
def invitation(desk):
    one = event("a@x", "Undangan", "20260715T090000", "20260715T100000", "STATUS:CONFIRMED")
    two = event("b@x", "Milik sendiri", "20260715T110000", "20260715T120000", "STATUS:CONFIRMED")
    take(desk, desk.write("a.ics", calendar(one, method="REQUEST")))
    take(desk, desk.write("b.ics", calendar(two, method="PUBLISH")))
    equal(desk.sql("SELECT uid, status FROM event ORDER BY uid"), [("a@x", "submitted"), ("b@x", "confirmed")])


@cases.case("what waits for a person is not called a clash")
def both_sides(desk):
    meeting = ("a@x", "Rapat", "20260715T090000", "20260715T110000")
    take(desk, desk.write("a.ics", calendar(event(*meeting))))
    asked = desk.write("b.ics", calendar(event(*meeting[:3], "20260715T120000", "SEQUENCE:1"), method="REQUEST"))
    equal(take(desk, asked)[4], 1)
    for language, words in (("en", " 1 changed on both sides, "), ("id", " 1 berubah di kedua sisi, ")):
        out = desk.run("import", asked, env={"LANGUAGE": language}).worked().out
        true(words in out, "in words: " + out)


@cases.case("an endless series is expanded on demand")
def endless(desk):
    text = calendar(event("s@x", "Apel", "20260105T073000", "20260105T080000", "RRULE:FREQ=WEEKLY;BYDAY=MO"))
    take(desk, desk.write("a.ics", text))
    found = desk.json("occurrences", "--from", "2046-01-01", "--to", "2046-01-31")
    equal(found["count"], 5)
    equal(found["occurrences"][0]["start"], "2046-01-01T07:30:00+07:00")
    desk.json("export", "--format", "ics", "--output", desk.path("b.ics"))
    with open(desk.path("b.ics"), encoding="utf-8", newline="") as out:
        true("\r\nRRULE:FREQ=WEEKLY;BYDAY=MO\r\n" in out.read(), "the rule goes out as it came")


@cases.case("every minute for ever is listed where it is asked, and fills no disk")
def every_minute(desk):
    text = calendar(event("m@x", "Detak", "20200105T073000", "20200105T073030", "RRULE:FREQ=MINUTELY"))
    take(desk, desk.write("a.ics", text))
    true(desk.sql("SELECT count(*) FROM occurrence")[0][0] <= 10000, "stored")
    for day in ("2020-03-01", "2035-03-01"):
        equal(desk.json("occurrences", "--from", day, "--to", day)["count"], 1440)
    true("Detak" in desk.run("check").worked().out, "the person is told")


@cases.case("what is cancelled takes place no more")
def cancelled(desk):
    series = event("s@x", "Apel", "20260105T073000", "20260105T080000", "RRULE:FREQ=WEEKLY;COUNT=4")
    gone = event("s@x", "Apel", "20260112T073000", "20260112T080000", "STATUS:CANCELLED",
                 "RECURRENCE-ID;TZID=Asia/Jakarta:20260112T073000")
    one = event("o@x", "Batal", "20260113T073000", "20260113T080000", "STATUS:CANCELLED")
    equal(take(desk, desk.write("a.ics", calendar(series, gone, one))), (3, 3, 0, 0, 0, 0))
    found = desk.json("occurrences", "--from", "2026-01-01", "--to", "2026-01-31")
    equal((found["count"], [o["start"][:10] for o in found["occurrences"]]),
          (3, ["2026-01-05", "2026-01-19", "2026-01-26"]))
    true("Batal" not in desk.run("occurrences", "--from", "2026-01-01", "--to", "2026-01-31").worked().out, "in words")


def records(desk, **options):
    """What is stored, without what only names it."""
    year = ("--from", "2026-01-01", "--to", "2026-12-31")
    return (sorted(desk.json("occurrences", *year, **options)["occurrences"], key=lambda o: (o["start"], o["uid"])),
            {name: desk.json("check", **options)["counts"][name]
             for name in ("event", "event_person", "event_opd", "event_equipment", "occurrence")})


@cases.case("a city goes out and comes in again equal", slow=True)
def round_trip(desk):
    desk.json("sample", "--seed", "3")
    file, again = desk.path("kota.ics"), desk.path("lagi.ics")
    equal(desk.json("export", "--format", "ics", "--output", file), {"file": file})
    equal(take(desk, file, "--create", data=desk.path("b")), (6000, 6000, 0, 0, 0, 0))
    equal(records(desk, data=desk.path("b")), records(desk))
    equal(desk.sql("SELECT count(*) FROM opd", database=desk.path("b", "balai.db")), [(40,)])
    # Everything that is said of the events; what names other records by an id is compared by its name.
    beside = ("id", "rev", "base_rev", "updated_at", "extra", "opd", "venue", "series")
    chosen = ["event.%s" % row[1] for row in desk.sql("PRAGMA table_info(event)") if row[1] not in beside]
    true("event.start" in chosen and "event.rrule" in chosen, "columns")
    query = ("SELECT event.uid, event.recurrence_id, %s, opd.code, venue.name, series.uid FROM event "
             "LEFT JOIN opd ON event.opd = opd.id LEFT JOIN venue ON event.venue = venue.id "
             "LEFT JOIN event series ON event.series = series.id ORDER BY 1, 2"
             % ", ".join('event."%s"' % name[6:] for name in chosen))
    names = ["uid", "recurrence"] + chosen + ["opd", "venue", "series"]
    one, two = desk.sql(query), desk.sql(query, database=desk.path("b", "balai.db"))
    for ours, theirs in zip(one, two):
        equal(dict(zip(names, theirs)), dict(zip(names, ours)))
    equal(len(one), len(two))
    # And into the city itself it brings nothing.
    equal(take(desk, file), (6000, 0, 0, 6000, 0, 0))
    desk.json("export", "--format", "ics", "--output", again)
    with open(file, encoding="utf-8", newline="") as out:
        true(all(len(line.encode("utf-8")) <= 75 for line in out.read().split("\r\n")), "a line is too long")


@cases.case("what goes out is one office, one venue or one person", slow=True)
def scopes(desk):
    desk.city()
    everything = desk.sql("SELECT count(*) FROM event")[0][0]
    venue = desk.sql("SELECT venue.name, count(*) FROM event JOIN venue ON venue.id = event.venue "
                     "GROUP BY venue.id ORDER BY 2 DESC LIMIT 1")[0][0]
    person = desk.sql("SELECT name FROM person LIMIT 1")[0][0]
    for option, name in (("--opd", "DINKES"), ("--venue", venue), ("--person", person)):
        path = desk.path("x.ics")
        desk.json("export", "--format", "ics", "--output", path, option, name)
        events = take(desk, path, "--dry-run", "--create", data=desk.path("b"))[0]
        true(0 < events < everything, "%s %s: %d" % (option, name, events))
        desk.run("export", "--format", "ics", "--output", path, option, "Tiada").failed(1, "Tiada")


@cases.case("a table for a spreadsheet")
def table(desk):
    days = ["BEGIN:VEVENT", "UID:empat@contoh", "DTSTART;VALUE=DATE:20260717", "DTEND;VALUE=DATE:20260719",
            "SUMMARY:Pameran", "END:VEVENT"]
    take(desk, desk.write("a.ics", TWO), "--create", "--opd", "BAGUMUM")
    take(desk, desk.write("b.ics", calendar(days)))
    path = desk.path("x.csv")
    desk.json("export", "--format", "csv", "--output", path)
    with open(path, encoding="utf-8-sig", newline="") as file:
        rows = list(csv.DictReader(file))
    equal([row["Title"] for row in rows], ["Rapat anggaran", "Rapat jalan", "Upacara", "Pameran"])
    equal(rows[0]["Start"], "2026-07-15T09:00:00+07:00")
    # A person reads the last day, not the one after.
    equal([rows[3][name] for name in ("Start", "End", "All day")], ["2026-07-17", "2026-07-18", "Yes"])
    equal(len({len(row) for row in rows}), 1)


@cases.case("an export never replaces the data and says where it cannot write")
def export_target(desk):
    take(desk, desk.write("a.ics", TWO))
    before = desk.contents()
    for path in (desk.database, desk.path("tiada", "x.ics"), desk.folder):
        desk.run("export", "--format", "ics", "--output", path).failed(1, r"^balaictl: \S")
    desk.unchanged(before)


@cases.case("an import that is killed leaves all of it or nothing", slow=True)
def killed(desk):
    many = desk.write("banyak.ics", calendar(*(
        event("k%d@contoh" % n, "Rapat %d" % n, "202607%02dT%02d0000" % (1 + n % 28, 8 + n % 8),
              "202607%02dT%02d3000" % (1 + n % 28, 8 + n % 8), "LOCATION:Ruang %d" % (n % 40),
              *(["RRULE:FREQ=WEEKLY;COUNT=10"] if n % 5 == 0 else [])) for n in range(500))))
    one = desk.write("satu.ics", calendar(event("satu@contoh", "Apel", "20260701T070000", "20260701T073000")))
    take(desk, one, "--create")
    before = desk.path("before")
    shutil.copytree(desk.data, before)
    begun = time.monotonic()
    take(desk, many, "--create")
    whole = time.monotonic() - begun
    counts = [desk.sql("SELECT count(*) FROM %s" % table)[0][0] for table in TABLES]
    kills = int(os.environ.get("BALAI_TEST_KILLS") or (200 if os.environ.get("BALAI_TEST_LONG") else 12))
    for kill in range(kills):
        shutil.rmtree(desk.data)
        shutil.copytree(before, desk.data)
        few = [desk.sql("SELECT count(*) FROM %s" % table)[0][0] for table in TABLES]
        desk.run_and_kill(whole * (kill + random.random()) / kills, "import", many, "--create")
        equal(desk.json("check")["integrity"], "ok")
        left = [desk.sql("SELECT count(*) FROM %s" % table)[0][0] for table in TABLES]
        true(left in (few, counts), "%s left, of %s or %s" % (left, few, counts))


@cases.case("every public sample comes in and goes out again", slow=True)
def samples(desk):
    folder = os.environ.get("BALAI_SAMPLES") or os.environ.get("BALAI_SAMPLES_DEFAULT") or ""
    folder = os.path.join(folder, "ics")
    if not os.path.isdir(folder):
        raise Skip("BALAI_SAMPLES names no folder of public samples")
    paths = sorted(os.path.join(place, name) for place, _, names in os.walk(folder) for name in names
                   if name.endswith(".ics"))
    true(len(paths) > 20, "samples")
    for number, path in enumerate(paths):
        data = desk.path("data-%d" % number)
        done = desk.run("--json", "import", "--create", path, data=data)
        told = done.json
        numbers(told)
        equal(done.code, 1 if told["events"] == 0 and told["unreadable"] else 0, path)
        with open(path, "rb") as file:
            text = re.sub(rb"(\r\n|\r|\n)[ \t]", b"", file.read())
        begun = len(re.findall(rb"(?im)^BEGIN:VEVENT\s*$", text))
        true(told["events"] >= begun or any(u["line"] for u in told["unreadable"]),
             "%s: %d of %d events" % (path, told["events"], begun))
        if told["new"] == 0:
            continue
        again = take(desk, path, "--create", data=data)
        equal(again[1:3], (0, 0), "%s once more: new, changed" % path)
        copy = desk.path("copy-%d.ics" % number)
        desk.json("export", "--format", "ics", "--output", copy, data=data)
        events = desk.sql("SELECT count(*) FROM event", database=os.path.join(data, "balai.db"))[0][0]
        equal(take(desk, copy, "--create", data=desk.path("copy-%d" % number))[1], events, "%s out and in" % path)


if __name__ == "__main__":
    cases.run()
