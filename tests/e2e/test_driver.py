#!/usr/bin/python3
# SPDX-FileCopyrightText: The Balai authors
# SPDX-License-Identifier: GPL-3.0-or-later
"""test_driver.py PROGRAM: the driver, on a small program that has one of everything."""
import os
import sys

sys.path.insert(0, os.path.dirname(os.path.abspath(__file__)))
from driver import Desk, NotFound  # noqa: E402
from story import Story  # noqa: E402

desk = Desk.enter()
story = Story("driver", desk)
app = None


@story.step("the window is seen")
def seen():
    global app
    app = desk.start([sys.argv[1]])
    assert [window.given_name for window in app.windows()] == ["Subject"], app.windows()


@story.step("keys write into a field")
def written():
    app.find("Title", role="text").type("Rapat koordinasi")
    app.await_true(lambda: app.find("Title", role="text").text == "Rapat koordinasi", "the text")
    app.find("Title", role="text").type("evaluasi é – 日")
    app.await_true(lambda: app.find("Title", role="text").text == "evaluasi é – 日", "the text that replaces it")


@story.step("a button with a mnemonic is found and pressed")
def pressed():
    app.find("Save", role="push button").press()
    app.await_true(lambda: app.find("Saved", role="list").rows() == [["evaluasi é – 日"]], "the row")


@story.step("the pointer hits what it is meant for")
def clicked():
    app.find("Save", role="push button").click()
    app.await_true(lambda: len(app.find("Saved", role="list").rows()) == 2, "a second row")


@story.step("what is grey is waited for")
def grey():
    app.find("Work", role="push button").press()
    app.await_true(lambda: app.find("Save", role="push button").grey, "a grey button")
    app.find("Save", role="push button").press()
    app.await_true(lambda: len(app.find("Saved", role="list").rows()) == 3, "a third row")


@story.step("what is not shown is not seen")
def hidden():
    assert app.has("First page") and not app.has("Second page")
    app.find("Turn", role="push button").press()
    app.await_true(lambda: app.has("Second page") and not app.has("First page"), "the other page")
    try:
        app.all("First page", shown=False)[0]
    except IndexError:
        raise AssertionError("hidden things can be asked for") from None


@story.step("what never comes is an error")
def never():
    try:
        app.await_true(lambda: app.has("Nowhere"), "something that is not there", patience=0.3)
    except NotFound as reason:
        assert "not there" in str(reason)
    else:
        raise AssertionError("found what is not there")


@story.step("the window takes a size")
def sized():
    app.resize(700, 500)
    width, height = app.size
    assert abs(width - 700) < 60 and abs(height - 500) < 60, app.size
    # and the pointer still hits
    app.find("Save", role="push button").click()
    app.await_true(lambda: len(app.find("Saved", role="list").rows()) == 4, "a fourth row")


@story.step("a picture is taken")
def pictured():
    path = app.settle().picture(os.path.join(desk.folder, "picture.png"))
    with open(path, "rb") as picture:
        head = picture.read(24)
    assert head[1:4] == b"PNG" and int.from_bytes(head[16:20], "big") == 1280, head


@story.step("it quits, and can be started again")
def quits():
    assert app.quit() == 0
    again = desk.start([sys.argv[1]])
    assert again.find("Title", role="text").text == ""
    assert again.quit() == 0


@story.step("it complained of nothing")
def quiet():
    assert [app.complaints() for app in desk.apps] == [[], []]


story.run()
