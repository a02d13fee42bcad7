"""Tabs that do not fit are scrolled, and no word stands under the arrows that scroll them."""

from PySide6.QtWidgets import QToolButton

from app.theme import look
from app.window.tabs import Tabs, TabStrip


def test_no_title_stands_under_the_arrows(qtbot, qapp):
    strip = TabStrip()
    qtbot.addWidget(strip)
    strip.resize(700, 33)
    strip.show()
    strip.tabs.show_tabs([(f"Level controller {number}", "diagram", "") for number in range(7)], 0)
    arrows = strip.tabs.findChildren(QToolButton)
    qtbot.waitUntil(lambda: any(one.isVisible() for one in arrows))
    edge = min(one.x() for one in arrows if one.isVisible())
    seen = [number for number in range(7) if strip.tabs.tabRect(number).left() < edge]
    assert len(seen) < 7
    assert all(strip.tabs.words(number).right() < edge for number in seen)


def test_the_arrows_that_scroll_tabs_are_as_large_as_other_icons_and_can_be_hit(qtbot, qapp):
    look().use(theme="light", scale=1.0)
    tabs = Tabs()
    qtbot.addWidget(tabs)
    tabs.show_tabs([(f"Diagram {number}", "diagram", "") for number in range(12)], 11)
    tabs.resize(500, 32)
    tabs.show()
    qtbot.waitExposed(tabs)
    arrows = [one for one in tabs.findChildren(QToolButton) if one.isVisible()]
    assert len(arrows) == 2
    for arrow in arrows:
        assert arrow.width() >= 24
        picture = arrow.grab().toImage()
        ground = picture.pixel(1, 1)
        drawn = [
            (x, y)
            for x in range(picture.width())
            for y in range(picture.height())
            if picture.pixel(x, y) != ground
        ]
        assert max(y for _x, y in drawn) - min(y for _x, y in drawn) >= 7
