"""What a tooltip says where the pointer rests."""

from PySide6.QtCore import QEvent, QPoint
from PySide6.QtGui import QHelpEvent
from PySide6.QtWidgets import QApplication, QToolTip

from app.canvas.canvas import Canvas
from core.model import Component, Connector, Diagram, Placement


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
    shown = []
    monkeypatch.setattr(QToolTip, "showText", lambda _place, text, _widget: shown.append(text))
    way = canvas.scene_shown.find(flow.id).item.outline
    middle = canvas.mapFromScene((way[0].x + way[-1].x) / 2, way[0].y)
    QApplication.sendEvent(canvas.viewport(), QHelpEvent(QEvent.Type.ToolTip, middle, QPoint()))
    assert "SPI key presses" in shown[-1]
