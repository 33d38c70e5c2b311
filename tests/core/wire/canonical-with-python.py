#!/usr/bin/python3
# SPDX-FileCopyrightText: The Balai authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""canonical-with-python.py FOLDER

Writes the vectors of tests/data/wire: the canonical form, and the hashes that stand on it, made by a second program
which shares nothing with the first.

  canonical.tsv  what came, its canonical form, SHA-256 of that
  rows.tsv       kind, id, revision, state or -, yes or no for deleted, fields as they came, hash
"""
import hashlib
import json
import os
import random
import struct
import sys


def number(value):
    if isinstance(value, int):
        return str(value)
    if value == int(value) and abs(value) < 2 ** 53:
        return str(int(value))
    sign, text = ("-", repr(-value)) if value < 0 else ("", repr(value))
    mantissa, _, exponent = text.partition("e")
    whole, _, part = mantissa.partition(".")
    digits = whole + part
    point = len(whole) + int(exponent or 0)
    stripped = digits.lstrip("0")
    point -= len(digits) - len(stripped)
    digits = stripped.rstrip("0")
    if value == int(value) or point < -5:
        rest = "." + digits[1:] if len(digits) > 1 else ""
        return "%s%s%se%+d" % (sign, digits[0], rest, point - 1)
    if point > 0:
        return "%s%s.%s" % (sign, digits[:point], digits[point:])
    return "%s0.%s%s" % (sign, "0" * -point, digits)


SHORT = {"\b": "\\b", "\t": "\\t", "\n": "\\n", "\f": "\\f", "\r": "\\r", "\"": "\\\"", "\\": "\\\\"}


def string(text):
    return '"%s"' % "".join(SHORT.get(c) or ("\\u%04x" % ord(c) if ord(c) < 0x20 else c) for c in text)


def canonical(value):
    if value is None or isinstance(value, bool):
        return {None: "null", True: "true", False: "false"}[value]
    if isinstance(value, (int, float)):
        return number(value)
    if isinstance(value, str):
        return string(value)
    if isinstance(value, list):
        return "[%s]" % ",".join(canonical(each) for each in value)
    names = sorted(value, key=lambda name: name.encode())
    return "{%s}" % ",".join("%s:%s" % (string(name), canonical(value[name])) for name in names)


def spelled(value, rand):
    """The value as somebody else might write it: any order, any space, any escape."""
    def space():
        return rand.choice(["", "", " ", "  "])

    def text(content):
        out = ""
        for c in content:
            if c in SHORT:
                out += rand.choice([SHORT[c], "\\u%04X" % ord(c)])
            elif ord(c) < 0x20 or rand.random() < 0.2:
                units = c.encode("utf-16-be")
                out += "".join("\\u%04x" % unit for unit in struct.unpack(">%dH" % (len(units) // 2), units))
            else:
                out += "\\/" if c == "/" and rand.random() < 0.5 else c
        return '"%s"' % out

    if isinstance(value, str):
        return text(value)
    if isinstance(value, float):
        return rand.choice(["%.17e", "%.20e", "%.17E"]) % value
    if isinstance(value, list):
        return "[%s]" % ",".join(space() + spelled(each, rand) + space() for each in value)
    if isinstance(value, dict):
        names = list(value)
        rand.shuffle(names)
        return "{%s}" % ",".join(space() + text(name) + space() + ":" + space() + spelled(value[name], rand) + space()
                                 for name in names)
    return canonical(value)


def random_float(rand):
    while True:
        value = rand.choice([
            lambda: struct.unpack(">d", rand.randbytes(8))[0],
            lambda: rand.uniform(-1000, 1000),
            lambda: rand.randrange(-10 ** 6, 10 ** 6) / 100,
            lambda: float(rand.randrange(2 ** 50, 2 ** 60)),
            lambda: rand.randrange(1, 1000) * 10.0 ** rand.randrange(-12, 25),
        ])()
        if value == value and abs(value) != float("inf"):
            return value


def random_value(rand, depth):
    pieces = ["rapat", " ", "é", "\"", "\\", "\n", "\t", "\b", "\f", "\r", "\x01", "\x1f", "\x7f", "漢", "😀", "/",
              "\u2028", "ａ", "\ufeff"]

    def text():
        return "".join(rand.choice(pieces) for _ in range(rand.randrange(0, 5)))

    choice = rand.randrange(0, 9 if depth < 4 else 6)
    if choice == 0:
        return rand.choice([None, True, False])
    if choice == 1:
        return rand.choice([0, 1, -1, 2 ** 53 - 1, 1 - 2 ** 53, rand.randrange(-10 ** 12, 10 ** 12)])
    if choice in (2, 3):
        return random_float(rand)
    if choice in (4, 5):
        return text()
    if choice == 6:
        return [random_value(rand, depth + 1) for _ in range(rand.randrange(0, 4))]
    return {text(): random_value(rand, depth + 1) for _ in range(rand.randrange(0, 5))}


EDGES = [0.0, -0.0, 0.1, 0.5, 1.5, -2.25, 1e-5, 1e-6, 1e-7, 1.5e-6, 1.5e-7, 123e-8, 5e-324, 1.7976931348623157e308,
         2.2250738585072014e-308, 9007199254740991.0, 9007199254740992.0, 9007199254740994.0, 1e15, 1e16, 1e21, 1e22,
         123456789012345.6, 4503599627370496.5, 1 / 3, 2 / 3, 100.0, 0.3, 0.30000000000000004, 1e23, 9.5e-7]


def main():
    folder = sys.argv[1]
    rand = random.Random(20260715)
    values = [{"n": edge} for edge in EDGES] + [{"n": -edge} for edge in EDGES]
    values += [{}, {"": 0}, {"b": 1, "a": 2, "aa": 3, "A": 4, "é": 5, "ａ": 6, "😀": 7, "a b": 8, "\n": 9}]
    while len(values) < 400:
        value = random_value(rand, 0)
        if isinstance(value, dict):
            values.append(value)
    with open(os.path.join(folder, "canonical.tsv"), "w", encoding="utf-8") as out:
        for value in values:
            came, meant = spelled(value, rand), canonical(value)
            assert canonical(json.loads(came)) == meant
            out.write("%s\t%s\t%s\n" % (came, meant, hashlib.sha256(meant.encode()).hexdigest()))
    with open(os.path.join(folder, "rows.tsv"), "w", encoding="utf-8") as out:
        for i in range(60):
            row = {"t": rand.choice(["event", "venue", "thing"]), "rev": rand.randrange(1, 2 ** 40),
                   "id": "01980c1e-7b00-7000-8000-%012x" % rand.randrange(0, 2 ** 48), "del": rand.random() < 0.3,
                   "f": {name: random_value(rand, 2) for name in rand.sample(["name", "start", "Z", "é", "x1"], 3)}}
            if rand.random() < 0.5:
                row["st"] = rand.choice(["draft", "approved"])
            came = spelled(row["f"], rand)
            row["f"] = {name: value for name, value in row["f"].items() if value is not None}
            out.write("\t".join([row["t"], row["id"], str(row["rev"]), row.get("st", "-"),
                                 "yes" if row["del"] else "no", came,
                                 hashlib.sha256(canonical(row).encode()).hexdigest()[:16]]) + "\n")


main()
