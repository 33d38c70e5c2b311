# SPDX-FileCopyrightText: The Balai authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Uses a GTK program as a person does: sees what is on the screen through the accessibility bus, and acts with real
keys and the pointer, or with the actions that a screen reader offers.

    from driver import Desk

    desk = Desk.enter()                         # a display, a session bus and folders of its own
    app = desk.start(["build/src/app/balai"])
    app.find("Kegiatan baru", role="push button").press()
    app.find("Judul", role="text").type("Rapat koordinasi")
    app.keys("ctrl+s")
    app.await_true(lambda: app.has("Rapat koordinasi"))
    app.picture("saved.png")
    app.quit()

Names are exact, or a compiled regular expression. What is looked for is waited for: never sleep.

What is known of the platform, and why some things here are roundabout:
- libatspi keeps what it once read, and hears of changes only from a main loop, which does not run here: every look
  forgets first.
- GTK before 4.10 says SHOWING of windows alone and VISIBLE of everything; pages of a stack that are not shown stay in
  the tree. Whether a point of a widget lies in it is answered right, and answered no for what is not mapped.
- GTK gives coordinates in the window, never on the screen: the pointer needs the window's place from the X server.
- GTK 4.8 offers no way to give a widget the keyboard: a click does.
"""
import atexit
import ctypes
import os
import re
import shutil
import signal
import subprocess
import sys
import tempfile
import time

HERE = os.path.dirname(os.path.abspath(__file__))
WITH_DISPLAY = os.path.join(HERE, "..", "ui", "with-display")
PATIENCE = 20.0
WINDOWS = ("frame", "dialog", "window", "alert")
PR_SET_PDEATHSIG = 1


class NotFound(Exception):
    """What was looked for did not come in time."""


def enter(screen=(1280, 800)):
    """Runs the calling script once more inside a display of its own, unless it is inside already."""
    if os.environ.get("BALAI_ON_OWN_DISPLAY") == "1":
        return
    os.environ["BALAI_ON_OWN_DISPLAY"] = "1"
    os.environ["BALAI_SCREEN"] = "%dx%d" % screen
    sys.stdout.flush()
    os.execv(WITH_DISPLAY, [WITH_DISPLAY, sys.executable] + sys.argv)


def wait_for(condition, what, patience=PATIENCE):
    """What condition() answers, as soon as that is true."""
    until = time.monotonic() + patience
    while True:
        answer = condition()
        if answer:
            return answer
        if time.monotonic() > until:
            raise NotFound("%s: not within %g s" % (what, patience))
        time.sleep(0.04)


def fits(wanted, name):
    return bool(wanted.search(name)) if hasattr(wanted, "search") else wanted == name


class Node:
    """Something in the accessible tree of a program."""

    def __init__(self, app, raw):
        self.app = app
        self.raw = raw

    def _ask(self, function, *arguments, otherwise=None):
        """The bus's answer; what has vanished meanwhile has none."""
        try:
            return function(*arguments)
        except self.app.desk.glib.Error:
            return otherwise

    # -- what it is ---------------------------------------------------------------------------------------------------
    @property
    def role(self):
        return self._ask(self.raw.get_role_name, otherwise="") or ""

    @property
    def given_name(self):
        """The name as the bus has it, freed from what GTK 4.8 adds: "_Save Save" of a button with a mnemonic, the name
        of the class where there is none."""
        name = self._ask(self.raw.get_name, otherwise="") or ""
        if re.fullmatch(r"(Gtk|Adw|Balai)[A-Z]\w*", name):
            return ""
        name = name.replace("_", "")
        half = len(name) // 2
        if len(name) > 2 and len(name) % 2 == 1 and name[half] == " " and name[:half] == name[half + 1:]:
            return name[:half]
        return name

    @property
    def name(self):
        """Its name, or the words inside where it has none of its own."""
        name = self.given_name
        if not name and self.role not in ("filler", "panel", "frame", "application", "scroll pane", "split pane"):
            name = " ".join(label.text for label in self.all(role="label", shown=False))
        return name

    @property
    def description(self):
        return self._ask(self.raw.get_description, otherwise="") or ""

    @property
    def text(self):
        """What is written in it, or its name."""
        atspi = self.app.desk.atspi
        if self._ask(self.raw.get_text_iface) is not None:
            count = self._ask(atspi.Text.get_character_count, self.raw, otherwise=0)
            return self._ask(atspi.Text.get_text, self.raw, 0, count, otherwise="") or ""
        return self.given_name

    def is_in_state(self, state):
        """state: as in "checked", "selected", "focused", "sensitive", "expanded"."""
        states = self._ask(self.raw.get_state_set)
        kind = getattr(self.app.desk.atspi.StateType, state.upper().replace(" ", "_").replace("-", "_"))
        return bool(states) and states.contains(kind)

    @property
    def grey(self):
        """Whether it takes nothing now. GTK says that of the widget that was made so alone, not of what is in it."""
        node = self
        while node is not None:
            self._ask(node.raw.clear_cache)
            if node.role in WINDOWS:
                return False
            if node._ask(node.raw.get_component_iface) is not None and not node.is_in_state("sensitive"):
                return True
            node = node.parent
        return False

    @property
    def box(self):
        """(x, y, width, height) in its window."""
        place = self._ask(self.raw.get_extents, self.app.desk.atspi.CoordType.WINDOW)
        return (place.x, place.y, place.width, place.height) if place else (0, 0, 0, 0)

    @property
    def mapped(self):
        if self.app.says_showing:
            return self.is_in_state("showing")
        x, y, width, height = self.box
        if width <= 0 or height <= 0:
            # The page of a stack is an object of its own, without a place on the screen; what is in it has one.
            return self._ask(self.raw.get_component_iface) is None
        return self._holds(x + width // 2, y + height // 2)

    def _holds(self, x, y):
        atspi = self.app.desk.atspi
        return bool(self._ask(atspi.Component.contains, self.raw, x, y, atspi.CoordType.WINDOW))

    @property
    def in_sight(self):
        """Whether a person sees its middle: mapped, and not scrolled out of what holds it."""
        if not self.mapped:
            return False
        x, y, width, height = self.box
        x, y = x + width // 2, y + height // 2
        node = self.parent
        while node is not None and node.role not in WINDOWS:
            if node._ask(node.raw.get_component_iface) is not None and node.box[2] > 0 and not node._holds(x, y):
                return False
            node = node.parent
        return True

    # -- what is around it --------------------------------------------------------------------------------------------
    @property
    def parent(self):
        raw = self._ask(self.raw.get_parent)
        if raw is None or self._ask(raw.get_role_name) in (None, "application", "desktop frame"):
            return None
        return Node(self.app, raw)

    @property
    def window(self):
        node = self
        while node.parent is not None:
            node = node.parent
        return node

    def children(self):
        found = []
        for index in range(self._ask(self.raw.get_child_count, otherwise=0) or 0):
            raw = self._ask(self.raw.get_child_at_index, index)
            if raw is not None:
                found.append(Node(self.app, raw))
        return found

    def walk(self, shown=True):
        """(depth, node) of all below it, itself included; with shown, without what is not mapped."""
        self._ask(self.raw.clear_cache)
        stack = [(0, self)]
        while stack:
            depth, node = stack.pop()
            if shown and depth > 0 and node.role not in WINDOWS and not node.mapped:
                continue
            yield depth, node
            stack.extend((depth + 1, child) for child in reversed(node.children()))

    def all(self, name=None, role=None, shown=True):
        """All below it with this name and role, in the order of the tree."""
        roles = (role,) if isinstance(role, str) else role
        found = []
        for _, node in self.walk(shown):
            if roles is not None and node.role not in roles:
                continue
            if name is not None and not fits(name, node.name):
                continue
            found.append(node)
        return found

    def find(self, name=None, role=None, shown=True, patience=PATIENCE):
        """The first of them, waited for."""
        def first():
            return next(iter(self.all(name, role, shown)), None)

        try:
            return wait_for(first, "%s %s" % (role or "anything", getattr(name, "pattern", name)), patience)
        except NotFound:
            self.app.dump(sys.stderr)
            raise

    def has(self, name=None, role=None):
        return bool(self.all(name, role))

    def labels(self):
        """The words inside, in order."""
        return [label.text for label in self.all(role="label") if label.text]

    def rows(self):
        """The words of its rows (list, list box, column view, grid): one list for each row."""
        kinds = ("list item", "table row", "option pane")
        return [row.labels() or [row.name] for row in self.all(role=kinds) if row is not self]

    # -- what one can do with it --------------------------------------------------------------------------------------
    def actions(self):
        atspi = self.app.desk.atspi
        if self._ask(self.raw.get_action_iface) is None:
            return []
        count = self._ask(atspi.Action.get_n_actions, self.raw, otherwise=0) or 0
        return [self._ask(atspi.Action.get_action_name, self.raw, index, otherwise="") for index in range(count)]

    def _await_colour(self):
        """A person does not press what is grey, and it would do nothing."""
        wait_for(lambda: not self.grey, "a %s %s that is not grey" % (self.role, self.name))

    def press(self):
        """Through its own action where it has one, with the pointer otherwise."""
        self._await_colour()
        known = self.actions()
        for action in ("click", "toggle", "press", "expand", "activate", "chip.activate"):
            if action in known:
                self._ask(self.app.desk.atspi.Action.do_action, self.raw, known.index(action))
                return self
        return self.click()

    def click(self, button=1, times=1):
        """With the pointer, in its middle."""
        self._await_colour()
        x, y = self.app.on_screen(self)
        self.app.desk.pointer("mousemove", str(x), str(y))
        self.app.desk.pointer("click", "--repeat", str(times), "--delay", "60", str(button))
        return self

    def drag_to(self, other):
        x, y = self.app.on_screen(self)
        to_x, to_y = self.app.on_screen(other)
        pointer = self.app.desk.pointer
        pointer("mousemove", str(x), str(y))
        pointer("mousedown", "1")
        for step in range(1, 11):
            pointer("mousemove", str(x + (to_x - x) * step // 10), str(y + (to_y - y) * step // 10))
        pointer("mouseup", "1")
        return self

    def select(self, index):
        """Row or item INDEX of a list."""
        self._ask(self.app.desk.atspi.Selection.select_child, self.raw, index)
        return self

    def type(self, text, replace=True):
        """Clicks into it and types, in place of what was there."""
        self.click()
        if replace:
            self.app.keys("ctrl+a")
        if text:
            self.app.desk.write(text)
        elif replace:
            self.app.keys("BackSpace")
        return self


class App(Node):
    """A running program; as a node, its whole tree."""

    def __init__(self, desk, process, log):
        super().__init__(self, None)
        self.desk = desk
        self.process = process
        self.log = log
        self.says_showing = False

    def _attach(self):
        """Whether its window can be seen on the bus. Fetched anew each time: a node that was read before the program
        had exported its window stays without children for ever."""
        if self.process.poll() is not None:
            raise RuntimeError("the program ended with %s:\n%s" % (self.process.returncode, self.output()[-4000:]))
        desktop = self.desk.atspi.get_desktop(0)
        desktop.clear_cache()
        for index in range(desktop.get_child_count()):
            try:
                raw = desktop.get_child_at_index(index)
                if raw is None or raw.get_process_id() != self.process.pid:
                    continue
                version = [int(n) for n in re.findall(r"\d+", raw.get_toolkit_version() or "4.8")[:2]]
            except self.desk.glib.Error:
                continue
            self.raw = raw
            self.says_showing = version >= [4, 10]
            return any(node.box[2] > 1 for node in self.children())
        return False

    def output(self):
        with open(self.log, encoding="utf-8", errors="replace") as log:
            return log.read()

    def complaints(self):
        """What GLib called a warning or worse, without what is said of the machine and not of the program."""
        known = ("Unable to acquire session bus", "Failed to set fd limit", "Unable to connect to the settings portal")
        return [line for line in self.output().splitlines()
                if re.search(r"-(WARNING|CRITICAL|ERROR) \*\*|ERROR: AddressSanitizer|runtime error:", line)
                and not any(word in line for word in known)]

    # -- windows ------------------------------------------------------------------------------------------------------
    def windows(self):
        self._ask(self.raw.clear_cache)
        return [node for node in self.children() if node.role in WINDOWS]

    def _x_windows(self):
        """[(id, name, x, y, width, height)] of its windows, the newest last."""
        listed = self.desk.ask("xdotool", "search", "--onlyvisible", "--pid", str(self.process.pid))
        found = []
        for number in listed.split():
            shape = dict(line.split("=", 1) for line in
                         self.desk.ask("xdotool", "getwindowgeometry", "--shell", number).splitlines() if "=" in line)
            if "WIDTH" in shape:
                found.append((number, self.desk.ask("xdotool", "getwindowname", number).strip(), int(shape["X"]),
                              int(shape["Y"]), int(shape["WIDTH"]), int(shape["HEIGHT"])))
        return found

    def _x_window_of(self, window):
        _, _, width, height = window.box
        name = window.given_name

        def distance(shape):
            return (shape[1] != name, abs(shape[4] - width) + abs(shape[5] - height))

        shapes = self._x_windows()
        if not shapes:
            raise NotFound("the program has no window on the display")
        return min(shapes, key=distance)

    def on_screen(self, node):
        """Where its middle is on the display. A window may be larger there than to GTK, by its shadow, on all sides."""
        window = node.window
        _, _, left, top, width, height = self._x_window_of(window)
        x, y, w, h = node.box
        return (left + (width - window.box[2]) // 2 + x + w // 2, top + (height - window.box[3]) // 2 + y + h // 2)

    def resize(self, width, height, window=None):
        """Its newest large window, or this one, into the corner of the display."""
        number = (self._x_window_of(window) if window is not None
                  else max(self._x_windows(), key=lambda shape: shape[4] * shape[5]))[0]
        self.desk.ask("xdotool", "windowmove", number, "0", "0", "windowsize", number, str(width), str(height))
        wait_for(lambda: any(shape[0] == number and abs(shape[4] - width) < 60 for shape in self._x_windows()),
                 "a window %d wide" % width)
        return self

    @property
    def size(self):
        return max((shape[4:6] for shape in self._x_windows()), key=lambda size: size[0] * size[1])

    # -- doing --------------------------------------------------------------------------------------------------------
    def keys(self, *names):
        """As X calls them: "ctrl+s", "Escape", "alt+Left"."""
        self.desk.take_focus(self)
        for name in names:
            self.desk.pointer("key", "--clearmodifiers", name)
        return self

    def await_true(self, condition, what="the condition", patience=PATIENCE):
        try:
            return wait_for(condition, what, patience)
        except NotFound:
            self.dump(sys.stderr)
            raise

    def settle(self, quiet=3, patience=PATIENCE):
        """Waits until the picture stays the same for a few looks."""
        seen = []

        def still():
            seen.append(self.desk.checksum())
            return len(seen) > quiet and len(set(seen[-quiet:])) == 1

        wait_for(still, "a picture that stays", patience)
        return self

    def picture(self, path):
        """The whole display, as PNG."""
        os.makedirs(os.path.dirname(os.path.abspath(path)), exist_ok=True)
        self.desk.ask("import", "-window", "root", path)
        return path

    def dump(self, out=sys.stdout, shown=True):
        for depth, node in self.walk(shown):
            words = node.given_name
            # A label offers to copy and paste; that says nothing.
            actions = node.actions() if node.role in ("push button", "check box", "table cell", "text") else []
            if node.role in ("filler", "panel") and not words:
                continue
            print("# %s[%s] %r%s" % ("  " * depth, node.role, words, " " + ",".join(actions) if actions else ""),
                  file=out)

    def quit(self, patience=PATIENCE):
        """Closes the window as a person does, and returns the exit code."""
        self.keys("ctrl+q")
        return self.wait_ended(patience)

    def wait_ended(self, patience=PATIENCE):
        try:
            return self.process.wait(patience)
        except subprocess.TimeoutExpired:
            raise NotFound("the program did not end within %g s" % patience) from None

    def kill(self):
        """As when the power fails."""
        if self.process.poll() is None:
            self.process.kill()
        return self.process.wait()


def _end_with_parent():
    ctypes.CDLL(None).prctl(PR_SET_PDEATHSIG, signal.SIGKILL)


class Desk:
    """The display, the bus and the folders that programs are started on. One in a process."""

    def __init__(self):
        import gi
        gi.require_version("Atspi", "2.0")
        from gi.repository import Atspi, GLib
        self.atspi, self.glib = Atspi, GLib
        self.helpers, self.apps = [], []
        self.lettered = set()
        self.folder = tempfile.mkdtemp(prefix="balai-desk-")
        # Nothing is left behind either where somebody ends the test.
        atexit.register(self.close)
        signal.signal(signal.SIGTERM, lambda *unused: sys.exit(143))
        # A window manager gives windows their focus and their place, a compositor menus without black corners.
        for helper in (["openbox", "--sm-disable"], ["xcompmgr", "-n"]):
            if shutil.which(helper[0]):
                self.helpers.append(self._spawn(helper, os.path.join(self.folder, helper[0] + ".log"), os.environ))

        def bus_answers():
            try:
                Atspi.init()
                return Atspi.get_desktop(0).get_child_count() >= 0
            except GLib.Error:
                return False

        wait_for(bus_answers, "the accessibility bus")
        Atspi.set_timeout(5000, 15000)

    @classmethod
    def enter(cls, screen=(1280, 800)):
        """A desk on a display of its own; the calling script is started once more inside it, so call this first."""
        enter(screen)
        return cls()

    @staticmethod
    def _spawn(arguments, log, env):
        with open(log, "ab") as out:
            return subprocess.Popen(arguments, stdin=subprocess.DEVNULL, stdout=out, stderr=out, env=dict(env),
                                    start_new_session=True, preexec_fn=_end_with_parent)

    @staticmethod
    def environment(env=None):
        """What a program is started with: it draws the same on every machine, and can be seen on the bus."""
        merged = dict(os.environ)
        merged.update(GDK_BACKEND="x11", GSK_RENDERER="cairo", GDK_DEBUG="gl-disable", GTK_A11Y="atspi",
                      GIO_USE_VFS="local", ADW_DISABLE_PORTAL="1", GSETTINGS_BACKEND="keyfile")
        merged.update(env or {})
        return merged

    def start(self, arguments, env=None, patience=PATIENCE):
        """Starts a program and waits for its window."""
        log = os.path.join(self.folder, "program-%d.log" % len(self.apps))
        app = App(self, self._spawn(arguments, log, self.environment(env)), log)
        self.apps.append(app)
        wait_for(app._attach, "the window of %s" % os.path.basename(arguments[0]), patience)
        self.take_focus(app)
        return app

    def ask(self, *arguments):
        done = subprocess.run(arguments, stdin=subprocess.DEVNULL, capture_output=True, text=True, timeout=60)
        return done.stdout

    def pointer(self, *arguments):
        subprocess.run(["xdotool", *arguments], stdin=subprocess.DEVNULL, check=True, capture_output=True, timeout=60)

    def write(self, text):
        self._give_keys_to(text)
        self.pointer("type", "--delay", "12", text)

    def _give_keys_to(self, text):
        """Letters that are on no key get one, for good. xdotool would lend them all the same one in turn, and a program
        that is a little late would read the next letter from it."""
        new = [letter for letter in dict.fromkeys(text) if not letter.isascii() and letter not in self.lettered]
        if not new:
            return
        x11 = ctypes.CDLL("libX11.so.6")
        x11.XOpenDisplay.restype = ctypes.c_void_p
        x11.XGetKeyboardMapping.restype = ctypes.POINTER(ctypes.c_ulong)
        display = ctypes.c_void_p(x11.XOpenDisplay(None))
        first, last, width = ctypes.c_int(), ctypes.c_int(), ctypes.c_int()
        x11.XDisplayKeycodes(display, ctypes.byref(first), ctypes.byref(last))
        count = last.value - first.value + 1
        keys = x11.XGetKeyboardMapping(display, ctypes.c_ubyte(first.value), count, ctypes.byref(width))
        free = [first.value + key for key in range(count)
                if not any(keys[key * width.value + level] for level in range(width.value))]
        for letter in new:
            # X calls Latin-1 by its own number, and all others by that of Unicode.
            symbol = ord(letter) if ord(letter) < 0x100 else 0x01000000 | ord(letter)
            x11.XChangeKeyboardMapping(display, free.pop(), 2, (ctypes.c_ulong * 2)(symbol, symbol), 1)
            self.lettered.add(letter)
        x11.XFree(keys)
        x11.XSync(display, 0)
        x11.XCloseDisplay(display)

    def take_focus(self, app):
        """Where no window manager does it, the newest window gets the keyboard. Where one does, it does so a moment
        after another window is gone, and what is typed until then is lost."""
        if shutil.which("openbox"):
            def is_active():
                active = self.ask("xdotool", "getactivewindow").strip()
                return active and self.ask("xdotool", "getwindowpid", active).strip() == str(app.process.pid)

            wait_for(is_active, "a window with the keyboard")
        else:
            shapes = app._x_windows()
            if shapes:
                self.ask("xdotool", "windowfocus", "--sync", shapes[-1][0])

    def checksum(self):
        grab = subprocess.run(["import", "-window", "root", "-depth", "8", "rgb:-"], stdin=subprocess.DEVNULL,
                              capture_output=True, timeout=60)
        return hash(grab.stdout)

    def close(self):
        for app in self.apps:
            app.kill()
        for helper in self.helpers:
            helper.terminate()
            helper.wait()
        shutil.rmtree(self.folder, ignore_errors=True)

    def __enter__(self):
        return self

    def __exit__(self, *unused):
        self.close()
