"""What the style sheet promises at every size of text: round stays round, and icons grow."""

import re

import pytest
from PySide6.QtWidgets import QLineEdit, QMenu, QPushButton, QStyle

from app.theme import look, px
from app.theme.sheet import make_sheet
from app.theme.tokens import THEMES, tokens

RULE = re.compile(r"([^{}]+)\{([^{}]*)\}")


def px_of(body, name):
    found = re.search(rf"(?<![-\w]){name}:\s*(\d+)px", body)
    return int(found[1]) if found else 0


@pytest.mark.parametrize("theme", THEMES)
@pytest.mark.parametrize("scale", [one / 20 for one in range(16, 41)])
def test_the_radius_of_a_chip_is_at_most_half_its_height(theme, scale):
    # Qt drops a radius that is more.
    line = 2 if theme == "high_contrast" else 1
    sheet = make_sheet(tokens().themes[theme], scale, line)
    chips = [body for name, body in RULE.findall(sheet) if "chip" in name and "min-height" in body]
    assert len(chips) == 2
    for body in chips:
        high = px_of(body, "min-height") + 2 * (line if "QPushButton" in body else 1)
        assert 2 * px_of(body, "border-radius") <= high


@pytest.mark.parametrize("scale", [0.8, 1.0, 1.5, 2.0])
def test_icons_of_menus_fields_and_buttons_grow_with_the_text(qtbot, window, scale):
    metrics = QStyle.PixelMetric
    parts = (
        (QMenu(window), metrics.PM_SmallIconSize),
        (QLineEdit(window), metrics.PM_SmallIconSize),
        (QPushButton(window), metrics.PM_ButtonIconSize),
    )
    look().use(scale=scale)
    found = []
    for widget, metric in parts:
        widget.ensurePolished()
        found.append(widget.style().pixelMetric(metric, None, widget))
    expected = [px(16)] * 3
    look().use(scale=1.0)
    assert found == expected
