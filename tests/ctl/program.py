# SPDX-FileCopyrightText: The Balai authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Runs the built balaictl as a script does, and reports in TAP.

    cases = Cases("ctl", sys.argv[1])

    @cases.case("a name in words")
    def wrong(desk):
        desk.run("frobnicate").failed(2)

    cases.run()

Each case has an empty folder of its own, desk.folder, which vanishes; the data folder is desk.data, inside it. Many
want a city in it: desk.city() copies one that is made once. With --quick behind the program, the cases that are marked
as slow are left out: the sanitizers make them slower still.
"""
import atexit
import ctypes
import json
import os
import re
import resource
import shutil
import signal
import sqlite3
import subprocess
import sys
import tempfile
import traceback

PR_CAPBSET_DROP = 24
CAP_DAC_OVERRIDE, CAP_DAC_READ_SEARCH = 1, 2


class Skip(Exception):
    """The reason why a case cannot be tried here."""


def equal(one, two, what=""):
    if one != two:
        # Long ones from where they begin to differ.
        one, two = repr(one), repr(two)
        common = len(os.path.commonprefix([one, two]))
        begin = max(0, common - 300) if len(one) + len(two) > 3000 else 0
        raise AssertionError("%s: %s is not %s" % (what, one[begin:begin + 1500], two[begin:begin + 1500]))


def true(condition, what):
    if not condition:
        raise AssertionError(what)


class Done:
    """What a run of balaictl said."""

    def __init__(self, arguments, done):
        self.arguments = arguments
        self.code = done.returncode
        self.out = done.stdout.decode("utf-8")
        self.err = done.stderr.decode("utf-8")
        # Killed by a signal, or ended by a sanitizer.
        true(self.code in (0, 1, 2, 3), "%s ended with %d: %s" % (arguments, self.code, self.err[-3000:]))
        true("-CRITICAL **" not in self.err and "-WARNING **" not in self.err, "%s said %s" % (arguments, self.err))

    def worked(self, code=0):
        equal(self.code, code, "%s: %s" % (self.arguments, self.err))
        equal(self.err, "", "said on the standard error")
        return self

    def failed(self, code=1, words=None):
        """It said why on the standard error, and nothing else."""
        equal(self.code, code, "%s: %s" % (self.arguments, self.err))
        equal(self.out, "", "said on the standard output")
        true(self.err.strip() != "", "%s failed without a word" % self.arguments)
        if words is not None:
            true(re.search(words, self.err), "%r does not say %r" % (self.err, words))
        return self

    @property
    def json(self):
        return json.loads(self.out, object_pairs_hook=self._no_member_twice)

    @staticmethod
    def _no_member_twice(pairs):
        equal(len(pairs), len(dict(pairs)), "members of %s" % [name for name, _ in pairs])
        return dict(pairs)


class Desk:
    def __init__(self, program, folder, shared):
        self.program = program
        self.folder = folder
        self.shared = shared
        self.data = os.path.join(folder, "data")

    def city(self):
        """The sample city of seed 1 in the data folder; what was told when it was made."""
        made = os.path.join(self.shared, "city")
        told = os.path.join(self.shared, "city.json")
        if not os.path.exists(told):
            done = self.run("--json", "sample", "--city", "kediri", "--seed", "1", data=made).worked()
            with open(told, "w", encoding="utf-8") as file:
                file.write(done.out)
        shutil.copytree(made, self.data)
        with open(told, encoding="utf-8") as file:
            return json.load(file)

    def path(self, *names):
        return os.path.join(self.folder, *names)

    @property
    def database(self):
        return os.path.join(self.data, "balai.db")

    def run(self, *arguments, data=None, env=None, strict=False, room=None):
        """With strict, the rights of files count for root too; room is the size that no file may grow beyond."""
        def prepare():
            if strict:
                libc = ctypes.CDLL(None)
                libc.prctl(PR_CAPBSET_DROP, CAP_DAC_OVERRIDE)
                libc.prctl(PR_CAPBSET_DROP, CAP_DAC_READ_SEARCH)
            if room is not None:
                signal.signal(signal.SIGXFSZ, signal.SIG_IGN)
                resource.setrlimit(resource.RLIMIT_FSIZE, (room, room))

        merged = dict(os.environ, LANGUAGE="en", HOME=self.folder, XDG_DATA_HOME=self.path("home"))
        merged.pop("BALAI_DATA_DIR", None)
        merged.update(env or {})
        command = [self.program, "--data-dir", data or self.data, *arguments]
        if data == "":
            command[1:3] = []
        return Done(" ".join(arguments), subprocess.run(command, stdin=subprocess.DEVNULL, capture_output=True,
                                                        env=merged, timeout=300, preexec_fn=prepare,
                                                        restore_signals=False))

    def run_and_kill(self, seconds, *arguments):
        """Starts it, and ends it from outside after so long, wherever it is by then."""
        process = subprocess.Popen([self.program, "--data-dir", self.data, *arguments], stdin=subprocess.DEVNULL,
                                   stdout=subprocess.DEVNULL, stderr=subprocess.DEVNULL)
        try:
            process.wait(seconds)
        except subprocess.TimeoutExpired:
            process.kill()
            process.wait()
        true(process.returncode in (0, -signal.SIGKILL), "ended with %d" % process.returncode)

    def json(self, *arguments, code=0, **options):
        return self.run("--json", *arguments, **options).worked(code).json

    def write(self, name, text):
        """A file in the folder; its path."""
        with open(self.path(name), "wb") as out:
            out.write(text if isinstance(text, bytes) else text.encode("utf-8"))
        return self.path(name)

    def sql(self, query, *arguments, database=None):
        connection = sqlite3.connect(database or self.database)
        try:
            with connection:
                return connection.execute(query, arguments).fetchall()
        finally:
            connection.close()

    def contents(self):
        """{name: content} of the data folder, but for what SQLite keeps beside while it works."""
        found = {}
        for place, _, names in os.walk(self.data):
            for name in names:
                if not name.endswith(("-shm", ".lock")):
                    path = os.path.join(place, name)
                    with open(path, "rb") as file:
                        found[os.path.relpath(path, self.data)] = file.read()
        # An empty log says as much as none.
        return {name: content for name, content in found.items() if content or not name.endswith("-wal")}

    def unchanged(self, before):
        after = self.contents()
        equal(sorted(after), sorted(before), "files")
        for name, content in before.items():
            true(after[name] == content, "%s was changed" % name)


class Cases:
    def __init__(self, name, program):
        self.name = name
        self.program = os.path.abspath(program)
        self.quick = "--quick" in sys.argv[2:]
        self.cases = []

    def case(self, title, slow=False):
        def add(function):
            if not slow or not self.quick:
                self.cases.append((title, function))
            return function
        return add

    def run(self):
        print("1..%d" % len(self.cases), flush=True)
        shared = tempfile.mkdtemp(prefix="balai-ctl-")
        atexit.register(shutil.rmtree, shared, ignore_errors=True)
        signal.signal(signal.SIGTERM, lambda *unused: sys.exit(143))
        failed = False
        for number, (title, function) in enumerate(self.cases, 1):
            path = "/%s/%s" % (self.name, title.replace(" ", "-"))
            folder = tempfile.mkdtemp(prefix="balai-ctl-")
            try:
                function(Desk(self.program, folder, shared))
                print("ok %d %s" % (number, path))
            except Skip as reason:
                print("ok %d %s # SKIP %s" % (number, path, reason))
            except Exception:
                failed = True
                print("".join("# %s\n" % line for line in traceback.format_exc().splitlines()), end="")
                print("not ok %d %s" % (number, path))
            finally:
                subprocess.run(["chmod", "-R", "u+rwX", folder], check=False)
                shutil.rmtree(folder, ignore_errors=True)
            sys.stdout.flush()
        sys.exit(1 if failed else 0)
