#!/usr/bin/python3
# SPDX-FileCopyrightText: The Balai authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""test_trouble.py BALAI BALAICTL: what a person sees when the file of the records is damaged, gone, too new or in use,
the folder cannot be written to or the disk is full, and what becomes of the records. BALAI_PICTURES names a folder for
a picture of each."""
import fcntl
import glob
import os
import re
import shutil
import sqlite3
import stat
import subprocess
import sys

sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
from driver import Desk, wait_for  # noqa: E402
from office import Office, a_working_day, cell  # noqa: E402
from story import Skip, Story  # noqa: E402

PROGRAM, TOOL = sys.argv[1:3]
CLASH = "2 kegiatan, 2 kegiatan bentrok"
RESTORE = re.compile("^Gunakan Cadangan .*20[0-9][0-9]")

desk = Desk.enter()
story = Story("trouble", desk)
office = Office(desk, PROGRAM, "id", TOOL)
meeting = a_working_day()
database = os.path.join(office.data, "balai.db")
kept = os.path.join(office.home, "as-it-was")


def put_back():
    """The folder as it was before any trouble."""
    shutil.rmtree(office.data, ignore_errors=True)
    shutil.copytree(kept, office.data)


def picture(name):
    folder = os.environ.get("BALAI_PICTURES")
    if folder:
        office.app.settle().picture(os.path.join(folder, "trouble-%s.png" % name))


def await_trouble(title, name):
    office.app.find(title)
    picture(name)
    # Nothing stands behind it that looks as if all were well, or lost.
    assert not office.app.has("Kalender masih kosong") and not office.app.has(re.compile("Bentrok"), "push button")


def await_records():
    office.app.find(cell(meeting, CLASH), "table cell")
    office.app.find("Bentrok (1)", "push button")


def broken():
    return glob.glob(os.path.join(office.data, "rusak-*"))


def contents(path):
    with open(path, "rb") as file:
        return file.read()


def end():
    office.app.kill()
    assert office.app.complaints() == [], office.app.complaints()


@story.step("the records are there and a backup of them")
def settled():
    office.settle_in()
    office.start()
    await_records()
    wait_for(lambda: glob.glob(os.path.join(office.data, "cadangan", "*.db")), "a backup")
    office.quit()
    assert not os.path.exists(database + "-wal") or os.path.getsize(database + "-wal") == 0
    shutil.copytree(office.data, kept)


def damage(title, name, spoil):
    """Spoils the file, and uses the backup as the page offers."""
    put_back()
    spoil()
    spoiled = contents(database) if os.path.exists(database) else None
    app = office.start()
    await_trouble(title, name)
    assert (contents(database) if os.path.exists(database) else None) == spoiled, "changed without being asked"
    app.find(RESTORE, "push button").press()
    await_records()
    if spoiled is not None:
        assert [contents(path) for path in broken()] == [spoiled], "the damaged file is not beside"
    office.quit()
    # and it is a whole one
    office.start()
    await_records()
    office.quit()
    assert office.ctl("check")


@story.step("a file cut short is told and the backup used")
def cut_short():
    damage("Berkas kalender rusak", "cut", lambda: os.truncate(database, os.path.getsize(database) // 2))


@story.step("an empty file is told and the backup used")
def emptied():
    damage("Berkas kalender rusak", "empty", lambda: os.truncate(database, 0))


@story.step("a file with other bytes in its middle is told and the backup used")
def overwritten():
    def spoil():
        with open(database, "r+b") as file:
            file.seek(4096)
            file.write(b"rusak" * (os.path.getsize(database) // 10))

    damage("Berkas kalender rusak", "middle", spoil)


@story.step("another file in its place is told and the backup used")
def foreign():
    def spoil():
        with open(database, "w", encoding="utf-8") as file:
            file.write("Ini surat undangan, bukan kalender.\n" * 100)

    damage("Berkas kalender bukan berkas Balai", "foreign", spoil)


@story.step("a file that is gone is told and the backup used")
def gone():
    damage("Berkas kalender tidak ada", "gone", lambda: os.unlink(database))


@story.step("without a backup one begins empty only when one says so")
def no_backup():
    put_back()
    shutil.rmtree(os.path.join(office.data, "cadangan"))
    os.truncate(database, 5000)
    spoiled = contents(database)
    app = office.start()
    await_trouble("Berkas kalender rusak", "no-backup")
    assert not app.has(RESTORE, "push button")
    app.find("Coba Lagi", "push button").press()
    app.find("Berkas kalender rusak")
    app.find("Mulai dengan Kalender Kosong…", "push button").press()
    app.await_true(lambda: len(app.windows()) == 2, "a question")
    picture("question")
    app.find("Mulai Kosong", "push button").press()
    app.find(re.compile("Kalender masih kosong|perangkat daerah mana"))
    assert [contents(path) for path in broken()] == [spoiled], "the damaged file is not beside"
    end()


@story.step("a file of a newer Balai is refused and left alone")
def too_new():
    put_back()
    with sqlite3.connect(database) as connection:
        connection.execute("PRAGMA user_version = 9999")
    connection.close()
    before = contents(database)
    app = office.start()
    await_trouble("Kalender ini ditulis oleh Balai yang lebih baru", "too-new")
    assert not app.has(re.compile("Kosong"), "push button"), "it offers to begin anew"
    end()
    assert contents(database) == before


def lock(folder, folder_mode, file_mode):
    for path in [folder, *glob.glob(folder + "/**", recursive=True)]:
        os.chmod(path, folder_mode if os.path.isdir(path) else file_mode)


@story.step("a folder that cannot be written to is told")
def read_only():
    put_back()
    before = contents(database)
    program = [office.program]
    if os.geteuid() == 0:
        # Root may write anywhere; without these rights it is an owner like others.
        program = ["setpriv", "--bounding-set=-dac_override,-dac_read_search", *program]
        if subprocess.run([*program[:-1], "true"], check=False, capture_output=True).returncode != 0:
            raise Skip("root's rights cannot be taken away here")
    lock(office.data, 0o555, 0o444)
    app = office.app = desk.start(program, env=office.env)
    try:
        await_trouble("Folder tidak dapat ditulisi", "read-only")
        assert contents(database) == before
    finally:
        lock(office.data, 0o700, 0o600)
    # Once it may write, trying again is enough.
    app.find("Coba Lagi", "push button").press()
    await_records()
    end()


@story.step("the same folder by another way is the same calendar")
def by_another_way():
    put_back()
    app = office.start()
    await_records()
    by_link = os.path.join(office.home, "tautan")
    os.symlink(office.data, by_link)
    second = subprocess.run([office.program], env=desk.environment(dict(office.env, BALAI_DATA_DIR=by_link)),
                            stdin=subprocess.DEVNULL, capture_output=True, timeout=60)
    assert second.returncode == 0, second.stderr
    assert len(app.windows()) == 1, "it opened a window of its own"
    office.quit()


@story.step("a folder that another person has open is told")
def in_use():
    put_back()
    # As a Balai of somebody else who is signed in at the same computer.
    with open(os.path.join(office.data, "balai.lock"), "ab") as lock:
        fcntl.flock(lock, fcntl.LOCK_EX)
        app = office.start()
        await_trouble("Balai sudah terbuka", "in-use")
        fcntl.flock(lock, fcntl.LOCK_UN)
    app.find("Coba Lagi", "push button").press()
    await_records()
    office.quit()


# A small disk of its own, seen from here through the process that has it.
ON_SMALL_DISK = """
mount -t tmpfs -o size=%(size)dk,mode=0700 balai "$BALAI_DATA_DIR" || exit 9
for file in %(files)s; do cp -a --sparse=never "$0/$file" "$BALAI_DATA_DIR" || exit 9; done
%(fill)s exec "$1"
"""


def start_on_small_disk(files, spare, full):
    """With as many KB to spare, or none when it is full."""
    shutil.rmtree(office.data, ignore_errors=True)
    os.makedirs(office.data)
    if subprocess.run(["unshare", "-m", "mount", "-t", "tmpfs", "balai", office.data], check=False,
                      capture_output=True).returncode != 0:
        raise Skip("no file system can be mounted here")
    size = sum(os.path.getsize(os.path.join(kept, file)) for file in files) // 1024
    script = ON_SMALL_DISK % {"size": size + spare, "files": " ".join(files),
                              "fill": 'cat /dev/zero >"$BALAI_DATA_DIR/penuh" 2>/dev/null;' if full else ""}
    office.app = desk.start(["unshare", "-m", "sh", "-c", script, kept, office.program], env=office.env)
    return os.path.join("/proc/%d/root" % office.app.process.pid, office.data.lstrip("/"))


def fill_up(folder):
    with open(os.path.join(folder, "penuh"), "wb", buffering=0) as file:
        try:
            while file.write(bytes(4096)) == 4096:
                pass
        except OSError:
            pass


def enter_event(title):
    office.app.keys("ctrl+n")
    editor = office.await_editor("Kegiatan baru")
    office.app.settle()
    desk.write(title)
    office.app.keys("ctrl+s")
    return editor


def await_titles(folder, titles):
    # SQLite would look for the folder's real path, which is another here.
    copy = os.path.join(office.home, "copy")
    shutil.rmtree(copy, ignore_errors=True)
    shutil.copytree(folder, copy, ignore=shutil.ignore_patterns("*-shm", "penuh"))
    with sqlite3.connect(os.path.join(copy, "balai.db")) as connection:
        found = [row[0] for row in connection.execute("SELECT title FROM event ORDER BY title")]
    connection.close()
    assert found == titles, found


@story.step("a disk that is full from the start is told")
def full_disk():
    folder = start_on_small_disk(["balai.db"], spare=16, full=True)
    await_trouble("Disk penuh", "full-at-start")
    os.unlink(os.path.join(folder, "penuh"))
    fresh = os.path.join(folder, "balai.db")
    assert contents(fresh) == contents(os.path.join(kept, "balai.db"))
    end()


@story.step("the reserve opens it on a full disk all the same")
def reserve():
    folder = start_on_small_disk(["balai.db", "ruang-cadangan"], spare=16, full=True)
    await_records()
    enter_event("Rapat di disk penuh")
    office.await_closed()
    await_titles(folder, ["Rapat anggaran", "Rapat di disk penuh", "Rapat jalan"])
    office.quit()


@story.step("a disk that fills up keeps what is there and what is typed")
def fills_up():
    folder = start_on_small_disk(["balai.db"], spare=1500, full=False)
    app = office.app
    await_records()
    app.settle()
    fill_up(folder)
    editor = enter_event("Rapat saat disk penuh")
    app.find("Disk penuh, sehingga tidak ada yang disimpan. Kosongkan sebagian ruang disk, lalu simpan lagi.")
    picture("full-while-saving")
    assert editor.find("Judul", "text").text == "Rapat saat disk penuh", "what was typed is gone"
    os.unlink(os.path.join(folder, "penuh"))
    app.keys("ctrl+s")
    office.await_closed()
    await_titles(folder, ["Rapat anggaran", "Rapat jalan", "Rapat saat disk penuh"])
    office.quit()


@story.step("what it leaves is for its owner alone")
def modes():
    put_back()
    office.start()
    await_records()
    office.quit()
    assert stat.S_IMODE(os.stat(office.data).st_mode) == 0o700
    for path in glob.glob(office.data + "/**", recursive=True):
        if os.path.isfile(path):
            assert stat.S_IMODE(os.stat(path).st_mode) == 0o600, path


if __name__ == "__main__":
    story.run()
