# SPDX-FileCopyrightText: The Balai authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""A story is a test told in steps, each of which stands on those before it; it reports in TAP.

    story = Story("first-start")

    @story.step("the window opens")
    def opens():
        ...

    story.run()

After a step that fails the rest is not tried, and reported as failed too: nobody knows whether it would work.
"""
import os
import sys
import traceback


class Skip(Exception):
    """The reason why the whole story cannot be told here."""


class Story:
    def __init__(self, name, desk=None):
        self.name = name
        self.desk = desk
        self.steps = []

    def step(self, title):
        def add(function):
            self.steps.append((title, function))
            return function
        return add

    def _remember(self, number):
        """A picture of what was on the display when it went wrong."""
        folder = os.environ.get("BALAI_BUILD_DIR")
        if folder and self.desk is not None and self.desk.apps:
            path = os.path.join(folder, "failures", "%s-%d.png" % (self.name, number))
            os.makedirs(os.path.dirname(path), exist_ok=True)
            self.desk.ask("import", "-window", "root", path)
            print("# what was on the display: %s" % path, file=sys.stderr)
            print("".join("# program: %s\n" % line for line in self.desk.apps[-1].output().splitlines()[-30:]), end="",
                  file=sys.stderr)

    def run(self):
        print("1..%d" % len(self.steps), flush=True)
        failed = False
        for number, (title, function) in enumerate(self.steps, 1):
            path = "/%s/%s" % (self.name, title.replace(" ", "-"))
            if failed:
                print("not ok %d %s (not reached)" % (number, path))
                continue
            try:
                function()
                print("ok %d %s" % (number, path))
            except Skip as reason:
                print("ok %d %s # SKIP %s" % (number, path, reason))
            except Exception:
                failed = True
                # Of what goes to the standard output only the results are shown in the end.
                print("".join("# %s\n" % line for line in traceback.format_exc().splitlines()), end="", file=sys.stderr)
                self._remember(number)
                print("not ok %d %s" % (number, path))
            sys.stdout.flush()
        if self.desk is not None:
            self.desk.close()
        sys.exit(1 if failed else 0)
