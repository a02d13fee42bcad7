"""What a tooltip says where the pointer rests."""

from PySide6.QtCore import QEvent, QPoint
from PySide6.QtGui import QHelpEvent
from PySide6.QtWidgets import QApplication, QToolTip

from app.canvas.canvas import Canvas
from core.model import Component, Connector, Diagram, Firmware, Placement


def tips(monkeypatch):
    """What tooltips say from now on."""
    shown = []
    monkeypatch.setattr(QToolTip, "showText", lambda _place, text, _widget: shown.append(text))
    return shown


def rest(canvas, place):
    QApplication.sendEvent(canvas.viewport(), QHelpEvent(QEvent.Type.ToolTip, place, QPoint()))


def test_words_that_are_cut_short_are_told_whole(bench, hardware, monkeypatch):
    canvas, hand = hardware
    node = bench.plant["node", "PLC 02"]
    version = "V2.9.4-hotfix-2026-03-rc1+build.55817"
    shown = tips(monkeypatch)
    rest(canvas, hand.at(*hand.middle(node.id)))
    assert shown == [""]
    with bench.session.change("Renew") as edit:
        for one in bench.model.owned(node.id, Firmware):
            edit.remove(one.id)
        edit.new(Firmware, owner=node.id, name="firmware", version=version)
        edit.set(node.id, name=f"{node.name} " + "of the second dosing line and its two stand-by pumps " * 2)
    rest(canvas, hand.at(*hand.middle(node.id)))
    assert shown[-1].splitlines() == [" ".join(bench.model[node.id].name.split()), f"FW {version}"]


def test_a_mark_for_words_without_room_tells_them(bench, qtbot, monkeypatch):
    with bench.session.change("Draw a crowd") as edit:
        diagram = edit.new(Diagram, name="Crowd")
        units = {}
        for column in range(-3, 5):
            for row in range(-4, 5):
                unit = edit.new(Component, name=f"Unit {column} {row}")
                x, y = 192.0 * column, 60.0 * row
                edit.new(Placement, owner=diagram.id, element=unit.id, x=x, y=y, width=176, height=52)
                units[column, row] = unit.id
        ends = (units[0, 0], units[1, 0])
        flow = edit.new(Connector, source=ends[0], target=ends[1], protocol="SPI", data="key presses")
    canvas = Canvas(bench.session, diagram.id)
    qtbot.addWidget(canvas)
    canvas.resize(1400, 1000)
    canvas.show()
    qtbot.waitExposed(canvas)
    canvas.zoom_to(1.0)
    shown = tips(monkeypatch)
    way = canvas.scene_shown.find(flow.id).item.outline
    middle = canvas.mapFromScene((way[0].x + way[-1].x) / 2, way[0].y)
    rest(canvas, middle)
    assert "SPI key presses" in shown[-1]
