#!/usr/bin/python3
# SPDX-FileCopyrightText: The Balai authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""screenshots.py PROGRAM FOLDER

Starts the desktop on a display of its own, goes to the month, the week and the conflicts by their keys, and writes a
picture of each.
"""
import os
import re
import sys

sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
from driver import Desk  # noqa: E402

# What the window manager draws around a window, which no desktop of a person has.
BORDER = "5x5"
VIEWS = (("month", ("alt+1",)), ("week", ("alt+2",)), ("conflict", ("alt+1", "F6")))


def main(program, folder):
    with Desk.enter(screen=(1360, 850)) as desk:
        app = desk.start([program])
        app.resize(1360, 850)
        # The conflicts are looked for after the first frame; then their number is said.
        app.find(re.compile(r"\(\d+\)$"), "push button")
        for name, keys in VIEWS:
            app.settle()
            app.keys(*keys)
            app.settle()
            path = app.picture(os.path.join(folder, name + ".png"))
            desk.ask("mogrify", "-shave", BORDER, "+repage", "+dither", "-colors", "255", "-define",
                     "png:compression-level=9", "-define", "png:compression-filter=0", path)
        app.quit()
        complaints = app.complaints()
        if complaints:
            print("\n".join(complaints), file=sys.stderr)
            return 1
    return 0


if __name__ == "__main__":
    sys.exit(main(*sys.argv[1:3]))
