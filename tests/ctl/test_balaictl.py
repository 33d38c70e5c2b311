#!/usr/bin/python3
# SPDX-FileCopyrightText: The Balai authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""test_balaictl.py BALAICTL: the program as scripts know it: its words, its exit codes, its JSON, and that nothing is
ever lost by it."""
import datetime
import fcntl
import os
import re
import shutil
import sqlite3
import stat
import sys

from program import Cases, equal, true

cases = Cases("ctl", sys.argv[1])

INSTANT = re.compile(r"\d{4}-\d\d-\d\dT\d\d:\d\d:\d\d(Z|[+-]\d\d:\d\d)")
CLASSES = {"overlap", "gap", "family", "stock", "travel", "capacity", "closure", "hours", "holiday"}
LEVELS = {"refuse", "approve", "warn", "ignore"}
KINDS = {"venue", "person", "equipment", "opd"}
TABLE = {"venue": "venue", "person": "person", "equipment": "equipment", "opd": "opd"}
READERS = (["conflicts"], ["occurrences", "--from", "2026-01-01", "--to", "2026-12-31"], ["check"])
A_YEAR = ["--from", "2026-01-01", "--to", "2026-12-31"]


def instant(text):
    true(INSTANT.fullmatch(text), "%r is no instant of RFC 3339" % text)
    return datetime.datetime.fromisoformat(text.replace("Z", "+00:00"))


def day(text, after=0):
    zone = datetime.timezone(datetime.timedelta(hours=7))
    return datetime.datetime.fromisoformat(text).replace(tzinfo=zone) + datetime.timedelta(days=after)


def sample(desk, *options):
    return desk.json("sample", "--city", "kediri", "--seed", "1", *options)


# -- usage ------------------------------------------------------------------------------------------------------------
WRONG = [
    [], ["frobnicate"], ["--nonsense"], ["--data-dir"],
    ["conflicts", "more"], ["conflicts", "--nonsense"], ["conflicts", "--level", "bad"], ["conflicts", "--level"],
    ["conflicts", "--from", "2026-01-01"], ["conflicts", "--to", "2026-01-01"],
    ["conflicts", "--from", "2026-02-30", "--to", "2026-03-01"], ["conflicts", "--from", "today", "--to", "today"],
    ["conflicts", "--from", "2026-03-02", "--to", "2026-03-01"],
    ["occurrences"], ["occurrences", "--from", "2026-01-01"], ["occurrences", "more", *A_YEAR],
    ["occurrences", "--from", "2026-13-01", "--to", "2026-03-01"],
    ["check", "more"], ["check", "--nonsense"],
    ["backup"], ["backup", "one", "two"], ["restore"], ["restore", "one", "two"],
]


@cases.case("wrong usage is told with words and ends with 2")
def wrong_usage(desk):
    desk.city()
    before = desk.contents()
    for arguments in WRONG:
        desk.run(*arguments).failed(2, r"(?m)^Usage: balaictl|^balaictl: \S")
    true("two" not in os.listdir(desk.folder), "a copy was written")
    desk.unchanged(before)


@cases.case("a word too many is named")
def one_too_many(desk):
    desk.city()
    for arguments in (["conflicts"], ["check"], ["occurrences", *A_YEAR]):
        desk.run(*arguments, "berlebih").failed(2, "berlebih")


@cases.case("the sample city says what it takes")
def wrong_sample(desk):
    for arguments in (["--city", "atlantis"], ["--scale", "0"], ["--scale", "101"], ["--years", "0"], ["--years", "11"],
                      ["--seed", "x"], ["--scale", "1.5"], ["more"]):
        desk.run("sample", *arguments).failed(2, r"^balaictl: \S")
    # Nothing of it has begun.
    for name, content in desk.contents().items():
        true(name == "balai.db" and b"Kediri" not in content, "%s was written" % name)


@cases.case("help and version")
def help_and_version(desk):
    words = desk.run("--help").worked().out
    for command in ("import", "export", "conflicts", "occurrences", "sample", "check", "backup", "restore"):
        true(re.search(r"balaictl %s\b" % command, words), "the help does not name %s" % command)
    true(re.fullmatch(r"balaictl \d+\.\d+\S*\n", desk.run("--version").worked().out), "the version is told")
    equal(os.listdir(desk.folder), [], "files")


@cases.case("it speaks the language of the person")
def language(desk):
    english = desk.run("conflicts", "--from", "2026-01-01").failed(2).err
    indonesian = desk.run("conflicts", "--from", "2026-01-01", env={"LANGUAGE": "id"}).failed(2).err
    true(english != indonesian, "both say %r" % english)
    true("--from" in indonesian, indonesian)


# -- failures ---------------------------------------------------------------------------------------------------------
@cases.case("reading where nothing is fails and makes nothing")
def nothing_there(desk):
    for arguments in (*READERS, ["backup", desk.path("copy.db")]):
        desk.run(*arguments).failed(1, re.escape(desk.database))
        desk.run("--json", *arguments).failed(1)
    equal(os.listdir(desk.folder), [], "files")


@cases.case("a data folder named by the environment")
def folder_of_environment(desk):
    desk.city()
    equal(desk.json("check", data="", env={"BALAI_DATA_DIR": desk.data})["counts"]["event"], 6000)
    desk.run("check", data="").failed(1, re.escape(desk.path("home", "balai")))
    os.makedirs(desk.path("home"))
    os.rename(desk.data, desk.path("home", "balai"))
    equal(desk.json("check", data="")["counts"]["event"], 6000)


@cases.case("the sample city needs an empty folder")
def sample_twice(desk):
    desk.city()
    before = desk.contents()
    desk.run("sample").failed(1, "(?i)folder")
    desk.unchanged(before)


# -- conflicts --------------------------------------------------------------------------------------------------------
def check_event(event):
    equal(list(event), ["id", "uid", "title", "start", "end", "opd"])
    for name in ("id", "uid", "title"):
        true(isinstance(event[name], str) and event[name] != "", "%s of %r" % (name, event))
    true(event["opd"] is None or isinstance(event["opd"], str), "opd of %r" % event)
    true(instant(event["start"]) <= instant(event["end"]), "%r ends before it starts" % event)


def check_conflict(conflict):
    equal(list(conflict), ["a", "b", "others", "resource", "class", "level", "start", "end"])
    check_event(conflict["a"])
    if conflict["b"] is not None:
        check_event(conflict["b"])
    for other in conflict["others"]:
        check_event(other)
    true(not conflict["others"] or conflict["class"] == "stock", "others of %r" % conflict)
    equal(list(conflict["resource"]), ["kind", "name"])
    true(conflict["resource"]["kind"] in KINDS and conflict["resource"]["name"] != "", str(conflict["resource"]))
    true(conflict["class"] in CLASSES and conflict["level"] in LEVELS, "%(class)s %(level)s" % conflict)
    true(conflict["b"] is not None or conflict["class"] in CLASSES - {"overlap", "gap", "family", "travel"},
         "%s of one event alone" % conflict["class"])
    true(instant(conflict["start"]) <= instant(conflict["end"]), "%r ends before it starts" % conflict)


def key(class_, level, kind, name, events):
    return class_, level, kind, name, tuple(sorted(events))


def events_of(conflict):
    return [event["id"] for event in [conflict["a"], conflict["b"], *conflict["others"]] if event is not None]


def resource_of(conflict):
    return conflict["resource"]["kind"], conflict["resource"]["name"]


@cases.case("the conflicts of the sample city are those planted")
def planted(desk):
    told = desk.city()
    equal(desk.sql("SELECT value FROM setting WHERE key = 'sample-planted'")[0][0] is not None, True)
    found = desk.json("conflicts")
    equal(list(found), ["count", "conflicts"])
    equal(found["count"], len(found["conflicts"]))
    equal(found["count"], told["count"])
    wanted = set()
    for conflict in told["conflicts"]:
        if not conflict["resource"]:
            kind, name = "opd", desk.sql("SELECT coalesce(o.short_name, o.name) FROM event e JOIN opd o ON o.id = e.opd"
                                         " WHERE e.id = ?", conflict["events"][0])[0][0]
        else:
            kind = conflict["kind"]
            name = desk.sql("SELECT name FROM %s WHERE id = ?" % TABLE[kind], conflict["resource"])[0][0]
        wanted.add(key(conflict["class"], conflict["level"], kind, name, conflict["events"]))
    seen = set()
    for conflict in found["conflicts"]:
        check_conflict(conflict)
        seen.add(key(conflict["class"], conflict["level"], *resource_of(conflict), events_of(conflict)))
    equal(sorted(map(str, seen - wanted)), [], "not planted")
    equal(sorted(map(str, wanted - seen)), [], "not found")
    equal({conflict["class"] for conflict in found["conflicts"]}, CLASSES, "classes")
    starts = [instant(conflict["start"]) for conflict in found["conflicts"]]
    equal(starts, sorted(starts), "in the order in which they happen")


@cases.case("the same seed makes the same city and another another", slow=True)
def seeds(desk):
    first = sample(desk)
    listed = desk.run("--json", "conflicts").worked().out
    again = desk.json("sample", "--seed", "1", data=desk.path("again"))
    equal(first, again)
    equal(desk.run("--json", "conflicts", data=desk.path("again")).worked().out, listed)
    other = desk.json("sample", "--seed", "2", data=desk.path("other"))
    true(other["conflicts"] != first["conflicts"], "seed 2 is seed 1")


@cases.case("a larger city", slow=True)
def scale(desk):
    sample(desk, "--scale", "2", "--years", "2")
    equal(desk.json("check")["counts"]["event"], 24000)
    years = {o["start"][:4] for o in desk.json("occurrences", "--from", "2026-01-01", "--to", "2027-12-31")
             ["occurrences"]}
    equal(years, {"2026", "2027"})


@cases.case("conflicts of a range, of a level, with an exit code")
def some_conflicts(desk):
    desk.city()
    conflicts = desk.json("conflicts")["conflicts"]
    for level in sorted(LEVELS):
        found = desk.json("conflicts", "--level", level)
        equal(found["conflicts"], [c for c in conflicts if c["level"] == level], level)
        equal(found["count"], len(found["conflicts"]))
    true(any(c["level"] == "refuse" for c in conflicts) and any(c["level"] == "warn" for c in conflicts), "levels")

    ranges = [("2026-01-01", "2026-12-31"), ("2026-03-01", "2026-03-31"), ("2025-01-01", "2025-12-31")]
    ranges += [(c["start"][:10], c["start"][:10]) for c in conflicts]
    for first, last in ranges:
        found = desk.json("conflicts", "--from", first, "--to", last)["conflicts"]
        wanted = [c for c in conflicts if instant(c["start"]) < day(last, 1) and instant(c["end"]) > day(first)]
        equal([c for c in wanted if c not in found], [], "missing from %s to %s" % (first, last))
        equal([c for c in found if c not in wanted], [], "not in %s to %s" % (first, last))

    desk.json("conflicts", "--exit-code", code=3)
    true(desk.run("conflicts", "--exit-code").worked(3).out.strip().splitlines()[-1].startswith(str(len(conflicts))),
         "the last line counts them")
    equal(desk.json("conflicts", "--exit-code", "--from", "2025-01-01", "--to", "2025-12-31"),
          {"count": 0, "conflicts": []})
    equal(desk.json("conflicts", "--exit-code", "--level", "ignore")["count"], 0)


@cases.case("conflicts in words name what meets and where")
def conflicts_in_words(desk):
    desk.city()
    words = desk.run("conflicts").worked().out
    conflicts = desk.json("conflicts")["conflicts"]
    true(any(conflict["others"] for conflict in conflicts), "more than two meet somewhere")
    for conflict, line in zip(conflicts, words.splitlines()[1::2]):
        for event in (conflict["a"], conflict["b"], *conflict["others"]):
            true(event is None or event["title"] in line, "%r is not named in %r" % (event, line))
        true(conflict["resource"]["kind"] == "opd" or conflict["resource"]["name"] in words, str(conflict["resource"]))


# -- occurrences ------------------------------------------------------------------------------------------------------
@cases.case("occurrences of a range")
def occurrences(desk):
    desk.city()
    everything = desk.json("occurrences", *A_YEAR)
    equal(list(everything), ["count", "occurrences"])
    equal(everything["count"], len(everything["occurrences"]))
    true(everything["count"] > 6000, "series are expanded")
    for occurrence in everything["occurrences"]:
        equal(list(occurrence), ["uid", "title", "start", "end", "all_day", "location"])
        true(instant(occurrence["start"]) <= instant(occurrence["end"]), str(occurrence))
        true(isinstance(occurrence["all_day"], bool), str(occurrence))
        true(occurrence["location"] is None or isinstance(occurrence["location"], str), str(occurrence))
    starts = [instant(o["start"]) for o in everything["occurrences"]]
    equal(starts, sorted(starts), "the order")
    true(any(o["all_day"] for o in everything["occurrences"]), "one lasts all day")

    for first, last in (("2026-02-10", "2026-02-10"), ("2026-05-28", "2026-06-02"), ("2025-06-01", "2025-06-30")):
        found = desk.json("occurrences", "--from", first, "--to", last)["occurrences"]
        wanted = [o for o in everything["occurrences"]
                  if instant(o["start"]) < day(last, 1) and instant(o["end"]) > day(first)]
        equal(found, wanted, "%s to %s" % (first, last))
    true(desk.run("occurrences", *A_YEAR).worked().out.strip().splitlines()[-1].startswith(
        "{:,}".format(everything["count"])[0]), "the last line counts them")


# -- check, backup, restore -------------------------------------------------------------------------------------------
@cases.case("check counts what is there")
def check(desk):
    desk.city()
    told = desk.json("check")
    equal(list(told), ["integrity", "counts", "horizon", "beyond", "partial"])
    equal(told["partial"], [])
    true(instant(told["horizon"]["start"]) < instant(told["horizon"]["end"]), "a span")
    equal(told["integrity"], "ok")
    for kind in ("opd", "person", "venue", "equipment", "event", "event_person", "holiday"):
        equal(told["counts"][kind], desk.sql("SELECT count(*) FROM %s" % kind)[0][0], kind)
    equal(told["counts"]["opd"], 40)
    true(desk.run("check").worked().out.count("\n") > len(told["counts"]), "a line for each")


@cases.case("check names the series that are stored in part")
def check_partial(desk):
    often = "BEGIN:VEVENT\r\nUID:often\r\nSUMMARY:Denyut\r\nDTSTART:20250101T000000Z\r\nDURATION:PT1M\r\n" \
        "RRULE:FREQ=MINUTELY;INTERVAL=5\r\nEND:VEVENT\r\n"
    weekly = "BEGIN:VEVENT\r\nUID:weekly\r\nSUMMARY:Apel\r\nDTSTART:20250106T010000Z\r\nDURATION:PT1H\r\n" \
        "RRULE:FREQ=WEEKLY\r\nEND:VEVENT\r\n"
    file = desk.write("often.ics", "BEGIN:VCALENDAR\r\nVERSION:2.0\r\nPRODID:x\r\n" + often + weekly
                      + "END:VCALENDAR\r\n")
    desk.run("import", file).worked()
    told = desk.json("check")
    equal(told["beyond"], 2)
    equal([one["title"] for one in told["partial"]], ["Denyut"])
    equal(list(told["partial"][0]), ["id", "uid", "title", "start", "end"])
    equal(told["partial"][0]["uid"], "often")
    stored = desk.sql("SELECT count(*), min(start), max(start) FROM occurrence WHERE event = '%s'"
                      % told["partial"][0]["id"])[0]
    equal(stored[0], 10000)
    start, end = (instant(told["partial"][0][name]).timestamp() for name in ("start", "end"))
    true(start <= stored[1] and stored[2] < end <= stored[2] + 300, "until the first date that is not stored")
    true("Denyut" in desk.run("check").worked().out, "said in words too")


@cases.case("a damaged table is found")
def damaged_inside(desk):
    desk.city()
    # Into the middle of the pages of the events.
    page = desk.sql("SELECT rootpage FROM sqlite_schema WHERE name = 'event'")[0][0]
    size = desk.sql("PRAGMA page_size")[0][0]
    with open(desk.database, "r+b") as file:
        file.seek((page - 1) * size)
        file.write(b"\xa5" * 512)
    before = desk.contents()
    for arguments in (["check"], ["occurrences", *A_YEAR]):
        desk.run(*arguments).failed(1, r"^balaictl: \S")
        desk.run("--json", *arguments).failed(1)
    desk.unchanged(before)


@cases.case("backup and restore give everything back")
def round_trip(desk):
    desk.city()
    copy = desk.path("copy.db")
    told = desk.json("backup", copy)
    equal(told, {"file": copy})
    equal(stat.S_IMODE(os.stat(copy).st_mode), 0o600, "mode of the copy")
    equal([name for name in os.listdir(desk.folder) if name.startswith("copy.db")], ["copy.db"], "files")
    equal(desk.sql("PRAGMA integrity_check", database=copy), [("ok",)])

    other = desk.path("other")
    equal(desk.json("restore", copy, data=other), {"file": copy})
    for arguments in READERS:
        equal(desk.run("--json", *arguments, data=other).worked().out, desk.run("--json", *arguments).worked().out)
    equal(stat.S_IMODE(os.stat(os.path.join(other, "balai.db")).st_mode), 0o600, "mode of the database")
    equal(stat.S_IMODE(os.stat(other).st_mode), 0o700, "mode of the folder")


@cases.case("restore keeps what was there")
def restore_keeps(desk):
    desk.city()
    desk.run("backup", desk.path("one.db")).worked()
    desk.json("sample", "--seed", "2", "--scale", "2", data=desk.path("two"))
    desk.run("restore", desk.path("one.db"), data=desk.path("two")).worked()
    equal(desk.json("check", data=desk.path("two"))["counts"]["event"], 6000)
    kept = os.listdir(desk.path("two", "cadangan"))
    equal(len(kept), 1, "copies")
    desk.run("restore", desk.path("two", "cadangan", kept[0]), data=desk.path("two")).worked()
    equal(desk.json("check", data=desk.path("two"))["counts"]["event"], 12000)


@cases.case("restore refuses what is no sound copy")
def restore_refuses(desk):
    desk.city()
    desk.run("backup", desk.path("copy.db")).worked()
    with open(desk.path("copy.db"), "rb") as file:
        copy = file.read()
    foreign = desk.path("foreign.db")
    desk.sql("CREATE TABLE t (a)", database=foreign)
    newer = shutil.copy(desk.path("copy.db"), desk.path("newer.db"))
    desk.sql("PRAGMA user_version = 9999", database=newer)
    bad = [
        desk.path("absent.db"), desk.folder, foreign, newer,
        desk.write("empty.db", b""), desk.write("words.db", b"Bukan basis data.\n" * 100),
        desk.write("short.db", copy[:60]), desk.write("half.db", copy[:len(copy) // 2]),
        desk.write("damaged.db", copy[:8192] + b"\xa5" * 65536 + copy[8192 + 65536:]),
    ]
    before = desk.contents()
    for path in bad:
        desk.run("restore", path).failed(1, r"^balaictl: \S")
        desk.unchanged(before)
    desk.run("restore", desk.path("absent.db")).failed(1, re.escape("absent.db") + ".* could not be read")
    desk.run("restore", newer).failed(1, "newer Balai")
    # Into a folder that has nothing yet, no less.
    desk.run("restore", desk.path("absent.db"), data=desk.path("mistyped")).failed(1)
    true(not os.path.exists(desk.path("mistyped")), "a folder came from nowhere")
    desk.run("restore", foreign, data=desk.path("fresh")).failed(1)
    true(not os.path.exists(desk.path("fresh", "balai.db")), "a database came from nowhere")


@cases.case("a backup never replaces what is no copy")
def backup_spares(desk):
    desk.city()
    letter = desk.write("surat.txt", "Dengan hormat,\n")
    for path in (letter, desk.folder, desk.path("absent", "copy.db")):
        desk.run("backup", path).failed(1, re.escape(path))
    with open(letter, encoding="utf-8") as file:
        equal(file.read(), "Dengan hormat,\n")
    # The newer of two copies may take the place of the older.
    desk.run("backup", desk.path("copy.db")).worked()
    desk.run("backup", desk.path("copy.db")).worked()


@cases.case("a backup never replaces the data itself")
def backup_onto_itself(desk):
    desk.city()
    os.symlink(desk.database, desk.path("link.db"))
    inode = os.stat(desk.database).st_ino
    before = desk.contents()
    for path in (desk.database, os.path.join(desk.folder, "data", ".", "balai.db"), desk.path("link.db")):
        desk.run("backup", path).failed(1, r"^balaictl: \S")
    desk.unchanged(before)
    equal(os.stat(desk.database).st_ino, inode, "the file")


# -- other processes, other versions, bad folders ---------------------------------------------------------------------
@cases.case("who writes elsewhere keeps others from writing and lets them read")
def second_process(desk):
    desk.city()
    desk.run("backup", desk.path("copy.db")).worked()
    with open(os.path.join(desk.data, "balai.lock"), "w", encoding="utf-8") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        before = desk.contents()
        for arguments in (["sample"], ["restore", desk.path("copy.db")]):
            desk.run(*arguments).failed(1, "Another Balai")
        for arguments in (*READERS, ["backup", desk.path("second.db")]):
            desk.run(*arguments).worked()
        desk.unchanged(before)


@cases.case("it reads beside a writer what was saved")
def beside_a_writer(desk):
    desk.city()
    connection = sqlite3.connect(desk.database, isolation_level=None)
    connection.execute("BEGIN IMMEDIATE")
    connection.execute("INSERT INTO setting (key, value) VALUES ('x', 'y')")
    equal(desk.json("check")["counts"]["event"], 6000)
    desk.run("backup", desk.path("copy.db")).worked()
    equal(desk.sql("SELECT count(*) FROM setting WHERE key = 'x'", database=desk.path("copy.db")), [(0,)])
    connection.execute("COMMIT")
    # It lies in the log only, and belongs to the copy.
    desk.run("backup", desk.path("copy.db")).worked()
    equal(desk.sql("SELECT count(*) FROM setting WHERE key = 'x'", database=desk.path("copy.db")), [(1,)])
    connection.close()


def refuse_all(desk, words):
    before = desk.contents()
    for arguments in (*READERS, ["backup", desk.path("second.db")], ["sample"]):
        desk.run(*arguments).failed(1, words)
        desk.unchanged(before)
    true(not os.path.exists(desk.path("second.db")), "a copy of a bad file")


@cases.case("a truncated file is told and left as it is")
def truncated(desk):
    desk.city()
    with open(desk.database, "rb") as file:
        whole = file.read()
    for size in (0, 1, 60, 100, 4096, len(whole) // 2):
        with open(desk.database, "wb") as file:
            file.write(whole[:size])
        refuse_all(desk, "(damaged|does not come from Balai)")


@cases.case("what is no database is told and left as it is")
def garbage(desk):
    os.mkdir(desk.data, 0o700)
    for content in (b"Bukan basis data.\n" * 1000, b"\0" * 8192, b"SQLite format 3\0" + b"\xff" * 8176):
        desk.write(os.path.join("data", "balai.db"), content)
        refuse_all(desk, "(damaged|does not come from Balai)")
    os.unlink(desk.database)
    desk.sql("CREATE TABLE t (a)")
    refuse_all(desk, "does not come from Balai")


@cases.case("data of a newer Balai are told and left as they are")
def newer(desk):
    desk.city()
    desk.sql("PRAGMA user_version = 9999")
    desk.sql("PRAGMA wal_checkpoint(TRUNCATE)")
    refuse_all(desk, "newer Balai")
    desk.run("restore", desk.database, data=desk.path("other")).failed(1, "newer Balai")


@cases.case("a folder that may not be written")
def read_only(desk):
    desk.city()
    desk.run("backup", desk.path("copy.db")).worked()
    fresh = desk.path("locked", "data")
    os.mkdir(desk.path("locked"), 0o500)
    desk.run("sample", data=fresh, strict=True).failed(1, "may not be written")
    equal(os.listdir(desk.path("locked")), [], "files")

    desk.sql("PRAGMA wal_checkpoint(TRUNCATE)")
    for name in os.listdir(desk.data):
        if name.endswith(("-shm", "-wal")):
            os.unlink(os.path.join(desk.data, name))
    before = desk.contents()
    for mode in (0o500, 0o555):
        os.chmod(desk.database, 0o400)
        os.chmod(desk.data, mode)
        for arguments in (["sample"], ["restore", desk.path("copy.db")]):
            desk.run(*arguments, strict=True).failed(1, "may not be written")
        # SQLite needs its index beside the file even for reading, and cannot make it there.
        for arguments in READERS:
            desk.run(*arguments, strict=True).failed(1, "may not be written")
    desk.unchanged(before)


@cases.case("a folder that is a file")
def folder_is_a_file(desk):
    desk.write("data", "kosong")
    for arguments in (*READERS, ["sample"]):
        desk.run(*arguments).failed(1, r"^balaictl: \S")


@cases.case("a full disk is told and leaves a sound file")
def full_disk(desk):
    desk.run("sample", room=2 << 20).failed(1, r"^balaictl: .*(disk|Disk)")
    equal(desk.json("check")["integrity"], "ok")
    sample_folder = desk.path("whole")
    desk.json("sample", data=sample_folder)
    desk.run("backup", desk.path("copy.db"), data=sample_folder, room=2 << 20).failed(1, "(?i)disk")
    equal([name for name in os.listdir(desk.folder) if name.startswith("copy")], [], "half a copy")


@cases.case("only the owner may read what it makes")
def modes(desk):
    old = os.umask(0)
    try:
        sample(desk)
    finally:
        os.umask(old)
    equal(stat.S_IMODE(os.stat(desk.data).st_mode), 0o700, "mode of the folder")
    for name in os.listdir(desk.data):
        equal(stat.S_IMODE(os.stat(os.path.join(desk.data, name)).st_mode), 0o600, "mode of %s" % name)


if __name__ == "__main__":
    cases.run()
