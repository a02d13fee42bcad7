"""Tabs that do not fit are scrolled, and no word stands under the arrows that scroll them."""

from PySide6.QtWidgets import QToolButton

from app.window.tabs import TabStrip


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
