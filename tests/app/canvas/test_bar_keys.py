"""Strips over a drawing leave it the keyboard: keys and the palette do all that they do."""

import re

import pytest
from PySide6.QtCore import Qt
from PySide6.QtWidgets import QAbstractButton

from app.actions.deeds import deeds
from app.canvas.bar import Floating


def buttons(canvas):
    """What can be pressed on strips over the drawing, by what its hint says."""
    strips = canvas.findChildren(Floating)
    return {one.toolTip(): one for strip in strips for one in strip.findChildren(QAbstractButton)}


@pytest.mark.parametrize("opened_on", ["Plant overview", "Control hardware", "Dosing behaviour"])
def test_each_button_over_a_drawing_does_what_a_key_and_the_palette_do(opened, opened_on):
    canvas, _hand = opened(opened_on)
    keys = {deed.key for deed in deeds()}
    found = buttons(canvas)
    assert len(found) > 10
    assert {one.focusPolicy() for one in found.values()} == {Qt.FocusPolicy.NoFocus}
    told = {hint: re.search(r"\(([^()]+)\)$", hint) for hint in found}
    assert [hint for hint, key in told.items() if key is None or key[1] not in keys] == []


def test_pressing_one_leaves_the_keyboard_on_the_drawing(overview):
    canvas, _hand = overview
    for button in buttons(canvas).values():
        if button.isVisible() and button.isCheckable():
            button.click()
            assert canvas.hasFocus()
    canvas.set_tool("select")
