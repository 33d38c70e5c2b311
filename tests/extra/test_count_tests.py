#!/usr/bin/python3
# SPDX-FileCopyrightText: The Balai authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""test_count_tests.py COUNT-TESTS: the last line of ./test says what the tests said."""
import json
import os
import subprocess
import sys
import tempfile

CASES = [
    ("all is well", [("OK", "1..2\nok 1 /a\nok 2 - /b\n")], (2, 0, 0), 0),
    ("a case failed", [("ERROR", "1..2\nok 1 /a\nnot ok 2 /b\n")], (1, 1, 0), 1),
    ("a program crashed", [("ERROR", "1..3\nok 1 /a\n")], (1, 1, 0), 1),
    ("a program hung", [("TIMEOUT", "")], (0, 1, 0), 1),
    ("a case was skipped", [("OK", "1..2\nok 1 /a # SKIP no samples\nok 2 /b\n")], (1, 0, 1), 0),
    ("a program was skipped", [("SKIP", "1..0 # SKIP no display\n"), ("OK", "1..1\nok 1 /a\n")], (1, 0, 1), 0),
    ("a case is not done", [("OK", "1..2\nok 1 /a\nnot ok 2 /b # TODO later\n")], (1, 0, 1), 0),
    ("a program tested nothing", [("OK", ""), ("OK", "1..1\nok 1 /a\n")], (1, 1, 0), 1),
    ("a plan was not kept", [("OK", "1..3\nok 1 /a\nok 2 /b\n")], (2, 1, 0), 1),
    ("a run tested nothing", [], (0, 1, 0), 1),
    ("everything was skipped", [("SKIP", "1..0 # SKIP no display\n")], (0, 0, 1), 1),
    ("words that only look like results", [("OK", "# not ok\nokay\n1..1\nok 1 /a\n")], (1, 0, 0), 0),
]


def main(program):
    print("1..%d" % (len(CASES) + 2))
    failed = False

    def report(number, good, title, said):
        print("%s %d /count-tests/%s" % ("ok" if good else "not ok", number, title.replace(" ", "-")))
        if not good:
            print("".join("# %s\n" % line for line in said.splitlines()), end="")
        return not good

    with tempfile.TemporaryDirectory() as folder:
        log = os.path.join(folder, "testlog.json")
        for number, (title, programs, (passed, bad, skipped), code) in enumerate(CASES, 1):
            with open(log, "w", encoding="utf-8") as out:
                for result, stdout in programs:
                    out.write(json.dumps({"name": "t", "result": result, "stdout": stdout}) + "\n")
            done = subprocess.run([sys.executable, program, "run=" + log], capture_output=True, text=True)
            wanted = "%d passed, %d failed, %d skipped" % (passed, bad, skipped)
            good = done.stdout.splitlines()[-1] == wanted and done.returncode == code
            failed |= report(number, good, title, done.stdout + done.stderr)
        number = len(CASES) + 1
        done = subprocess.run([sys.executable, program, "--broken=x: does not build", "run=" + log + ".none"],
                              capture_output=True, text=True)
        failed |= report(number, done.stdout.splitlines()[-1] == "0 passed, 2 failed, 0 skipped" and
                         done.returncode == 1, "what could not run", done.stdout + done.stderr)
        with open(log, "w", encoding="utf-8") as out:
            out.write(json.dumps({"name": "t", "result": "OK", "stdout": "1..1\nok 1 /a # SKIP no samples\n"}) + "\n")
        done = subprocess.run([sys.executable, program, "run=" + log], capture_output=True, text=True)
        failed |= report(number + 1, "skipped run: t /a: no samples" in done.stdout.splitlines(),
                         "each skip with its reason", done.stdout + done.stderr)
    return 1 if failed else 0


if __name__ == "__main__":
    sys.exit(main(sys.argv[1]))
