"""With the overlay of allocation on, what is hovered or selected lights its partners in every open view."""

import pytest
from PySide6.QtCore import QPoint, Qt
from PySide6.QtTest import QTest
from PySide6.QtWidgets import QApplication

from app.theme import colour, look
from core.model import Allocation, Placement
from tests.app.conftest import element
from tests.app.window.test_split import middle, two

__all__ = ["two"]


@pytest.fixture
def paired(desk, two):
    """Both drawings seen, the pump of one allocated to the node of the other, the overlay on."""
    _pages, canvases = two
    with desk.session.change("Allocate") as edit:
        edit.new(Allocation, component=element(desk, "Dosing pump").id, node=element(desk, "PLC 02").id)
    desk.run("view.overlay_allocation")
    QApplication.processEvents()
    return canvases


def hover(canvas, place):
    QTest.mouseMove(canvas.viewport(), place + QPoint(3, 3))
    QTest.mouseMove(canvas.viewport(), place)
    for _turn in range(3):
        QApplication.processEvents()


def lit(desk, canvas):
    return {desk.session.snapshot()[one].name for one in canvas.lit.drawn()}


def test_hovering_a_component_lights_its_node_in_the_other_drawing(desk, paired):
    system, hardware = paired
    hover(system, middle(system, "Dosing pump"))
    assert (lit(desk, system), lit(desk, hardware)) == (set(), {"PLC 02"})
    words = desk.status._reason.text()
    assert "1 partner by allocation" in words
    assert "Hardware" in words
    hover(system, QPoint(4, 4))
    assert lit(desk, hardware) == set()


def test_hovering_a_node_lights_what_runs_on_it_in_both_drawings(desk, paired):
    system, hardware = paired
    with desk.session.change("Show it") as edit:
        place = {"x": 400.0, "y": 80.0, "width": 176.0, "height": 52.0}
        edit.new(Placement, owner=hardware.diagram_id, element=element(desk, "Dosing pump").id, **place)
    hover(hardware, middle(hardware, "PLC 02"))
    assert lit(desk, system) == lit(desk, hardware) == {"Dosing pump"}
    words = desk.status._reason.text()
    assert all(where in words for where in ("lit in", "Hardware 1", "Plant 1"))


def test_what_the_keyboard_selects_lights_its_partners_too(desk, paired):
    system, hardware = paired
    system.setFocus()
    QTest.keyClick(system, Qt.Key.Key_Right)
    QApplication.processEvents()
    assert desk.session.selection == (element(desk, "Dosing pump").id,)
    assert lit(desk, hardware) == {"PLC 02"}
    assert "lit in Hardware" in desk.status._reason.text()


def test_without_the_overlay_nothing_is_lit(desk, paired):
    system, hardware = paired
    hover(system, middle(system, "Dosing pump"))
    desk.run("view.overlay_allocation")
    QApplication.processEvents()
    assert lit(desk, hardware) == set()


def test_taking_the_allocation_away_takes_the_light_away(desk, paired):
    system, hardware = paired
    hover(system, middle(system, "Dosing pump"))
    desk.session.undo()
    QApplication.processEvents()
    assert lit(desk, hardware) == set()
    assert "no partner" in desk.status._reason.text()


def test_a_partner_in_no_open_view_is_said(desk, paired):
    system, hardware = paired
    with desk.session.change("Take it off") as edit:
        for placement in desk.session.snapshot().owned(hardware.diagram_id, Placement):
            edit.remove(placement.id)
    hover(system, middle(system, "Dosing pump"))
    assert "drawn in no open view" in desk.status._reason.text()


@pytest.mark.parametrize("wanted", ["light", "dark", "high_contrast"])
def test_the_light_is_seen_in_every_theme(desk, paired, wanted):
    system, hardware = paired
    look().use(theme=wanted)
    try:
        hover(system, middle(system, "Dosing pump"))
        area = hardware.scene_shown.find(element(desk, "PLC 02").id).outline()
        picture = hardware.viewport().grab().toImage()
        left = hardware.mapFromScene(area.topLeft()).x()
        middle_y = hardware.mapFromScene(area.center()).y()
        seen = {picture.pixelColor(left - away, middle_y).name() for away in range(2, 10)}
        assert colour("accent.mark").name() in seen
    finally:
        look().use(theme="light")
