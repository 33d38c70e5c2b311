#!/usr/bin/env python3
# SPDX-FileCopyrightText: The Balai authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""Makes rules by chance and writes for each the first dates that python-dateutil finds, one rule a line.

Run by hand when tests/data/recurrence/dateutil.txt is to hold other rules, with the number of rules of each family:

    expand-with-dateutil.py 100 >rules

Where weeks do not begin on Monday, dateutil now and then finds a week 53 in a year of 52 (two rules of a hundred): such
a rule is to be left out by hand, after counting its weeks.
"""

import datetime
import random
import sys

from dateutil.rrule import rrulestr

DAYS = ("MO", "TU", "WE", "TH", "FR", "SA", "SU")
LAST = datetime.datetime(2035, 12, 31, 23, 59, 59)
MOST = 14

chance = random.Random(20260715)


def some(values, most):
    """Up to so many of the values, as a list of a rule."""
    return ",".join(str(one) for one in sorted(chance.sample(list(values), chance.randint(1, most)), key=str))


def maybe(share, text):
    """The text, now and then."""
    return text if chance.random() < share else ""


def positions():
    """Positions from the beginning, from the end or from both."""
    return some((1, 2, 3, -1, -2), 2)


def wkst():
    """Where a week begins."""
    return maybe(0.6, ";WKST=" + chance.choice(("MO", "SU", "SA", "WE")))


def interval(most, share=0.5):
    """Every so many."""
    return maybe(share, f";INTERVAL={chance.randint(2, most)}")


def weekly_positions():
    """The first or last of some days of each week."""
    return "FREQ=WEEKLY" + interval(3) + ";BYDAY=" + some(DAYS, 5) + ";BYSETPOS=" + positions() + wkst() \
        + maybe(0.2, ";BYMONTH=" + some(range(1, 13), 4))


def week_numbers():
    """Weeks of the year, most of them at its edge."""
    weeks = some(chance.choice(((1, 53), (1, 52, 53, -1), (-1, -2, 1), range(1, 54))), 2)
    return "FREQ=YEARLY" + interval(3, 0.3) + ";BYWEEKNO=" + weeks + maybe(0.7, ";BYDAY=" + some(DAYS, 3)) + wkst() \
        + maybe(0.15, ";BYMONTH=" + some((1, 12, 6), 2))


def weeks_apart():
    """Every so many weeks, across the end of the year."""
    return f"FREQ=WEEKLY;INTERVAL={chance.randint(2, 5)}" + maybe(0.8, ";BYDAY=" + some(DAYS, 4)) + wkst() \
        + maybe(0.2, ";BYMONTH=" + some((1, 12, 11, 2), 3))


def days_apart():
    """Every so many days, of some days of the month."""
    return f"FREQ=DAILY;INTERVAL={chance.randint(2, 7)};BYMONTHDAY=" \
        + some((-1, -2, -3, -15, -28, -31, 1, 2, 15, 30), 4) + maybe(0.3, ";BYDAY=" + some(DAYS, 5)) \
        + maybe(0.3, ";BYMONTH=" + some(range(1, 13), 6))


def common():
    """What calendars are full of."""
    kind = chance.randrange(8)
    if kind == 0:
        return "FREQ=DAILY" + interval(9) + maybe(0.4, ";BYDAY=" + some(DAYS, 5)) \
            + maybe(0.3, ";BYMONTH=" + some(range(1, 13), 6)) + maybe(0.3, ";BYMONTHDAY=" + some(range(-10, 0), 3))
    if kind == 1:
        return "FREQ=WEEKLY" + maybe(0.8, ";BYDAY=" + some(DAYS, 5)) + wkst()
    if kind == 2:
        return "FREQ=MONTHLY" + interval(5) + ";BYMONTHDAY=" + some((1, 2, 15, 28, 31, -1, -2, -30), 3)
    if kind == 3:
        return "FREQ=MONTHLY" + interval(5) + ";BYDAY=" \
            + some([f"{n}{day}" for n in (1, 2, 3, 4, 5, -1, -2) for day in DAYS], 3)
    if kind == 4:
        return "FREQ=MONTHLY" + interval(4) + ";BYDAY=" + some(DAYS, 5) + ";BYSETPOS=" + positions()
    if kind == 5:
        return "FREQ=YEARLY" + interval(2) + ";BYMONTH=" + some(range(1, 13), 3) + ";BYDAY=" + some(DAYS, 5) \
            + ";BYSETPOS=" + positions()
    if kind == 6:
        return "FREQ=YEARLY" + interval(2) + ";BYYEARDAY=" + some((1, 59, 60, 100, 365, 366, -1, -60, -366), 4) \
            + maybe(0.3, ";BYDAY=" + some(DAYS, 5))
    return "FREQ=YEARLY" + interval(3) + ";BYMONTH=" + some(range(1, 13), 3) \
        + chance.choice(("", ";BYMONTHDAY=" + some((1, 15, 28, -1), 2),
                         ";BYDAY=" + some([f"{n}{day}" for n in (1, 2, -1) for day in DAYS], 2)))


def expand(rule, start, count):
    """What dateutil finds.

    Of a week of the year it takes all days where the rule names none; RFC 8984, 4.3.3.1, has the weekday of the first
    date. Positions in the week of the first date it counts from that date on, in all other weeks from the beginning:
    here that week is counted whole too.
    """
    begin = start
    if "BYWEEKNO" in rule and "BYDAY" not in rule:
        rule += ";BYDAY=" + DAYS[start.weekday()]
    if "FREQ=WEEKLY" in rule and "BYSETPOS" in rule:
        first = DAYS.index(rule.split("WKST=")[1][:2]) if "WKST=" in rule else 0
        begin -= datetime.timedelta(days=(start.weekday() - first) % 7)
    found = []
    for one in rrulestr(rule, dtstart=begin):
        if one > LAST or len(found) == min(MOST, count):
            break
        if one >= start:
            found.append(one)
    return found


def main():
    """Writes the rules."""
    wanted = int(sys.argv[1])
    for family in (weekly_positions, week_numbers, weeks_apart, days_apart, common):
        made = 0
        while made < wanted:
            date = chance.random() < 0.3
            start = datetime.datetime(2024, 1, 1) + datetime.timedelta(days=chance.randrange(1300))
            start += datetime.timedelta(hours=0 if date else 8)
            rule = family()
            ends = chance.randrange(4)
            count = chance.randint(2, 30) if ends == 0 else 1000
            if ends == 1:
                until = start + datetime.timedelta(days=chance.randrange(300, 3000))
                rule += ";UNTIL=" + until.strftime("%Y%m%d" if date else "%Y%m%dT235959")
            found = expand(rule, start, count)
            # A series begins where its rule says so; what else a first date means, each program reads its own way.
            found = expand(rule, found[0], count) if found else found
            if len(found) < 2:
                continue
            made += 1
            rule += f";COUNT={count}" if ends == 0 else ""
            print(rule, *(one.strftime("%Y%m%d" if date else "%Y%m%dT%H%M%S") for one in found))


if __name__ == "__main__":
    main()
