"""What an empty drawing says: what will stand here, and the keys that begin."""

from PySide6.QtCore import QRect, Qt
from PySide6.QtGui import QPainter

from app.actions.registry import named
from app.theme import colour, font, px
from core.ground.words import _
from core.model import DiagramType


def words_for(diagram: DiagramType, writable: bool) -> tuple[str, str]:
    """What is missing, and how to begin; nothing begins in a project that is only read."""
    title = {
        DiagramType.SYSTEM: _("No part of the system is drawn here yet"),
        DiagramType.HARDWARE: _("No hardware is drawn here yet"),
        DiagramType.BEHAVIOUR: _("No location of the machine is drawn here yet"),
    }[diagram]
    if not writable:
        return title, ""
    first = {
        DiagramType.SYSTEM: _("{key} and a click draw a component").format(
            key=named("tool.system.component")
        ),
        DiagramType.HARDWARE: _("{key} and a click draw a node").format(key=named("tool.hardware.node")),
        DiagramType.BEHAVIOUR: _("{key} and a click draw a location").format(
            key=named("tool.behaviour.location")
        ),
    }[diagram]
    more = _("{first}. {type} creates by typing a name. {help} tells more.")
    return title, more.format(first=first, type=named("canvas.type"), help=named("desktop.help"))


def paint_empty(painter: QPainter, area: QRect, diagram: DiagramType, writable: bool) -> None:
    """Write the words into the middle of the view, in px of the screen."""
    title, words = words_for(diagram, writable)
    painter.save()
    painter.resetTransform()
    middle = area.center().y()
    painter.setFont(font("heading"))
    painter.setPen(colour("text.primary"))
    place = QRect(area.left(), middle - px(40), area.width(), px(28))
    painter.drawText(place, Qt.AlignmentFlag.AlignCenter, title)
    painter.setFont(font("body"))
    painter.setPen(colour("text.secondary"))
    lines = QRect(area.left() + px(24), middle - px(6), area.width() - px(48), px(60))
    flags = Qt.AlignmentFlag.AlignHCenter | Qt.AlignmentFlag.AlignTop | Qt.TextFlag.TextWordWrap
    painter.drawText(lines, flags, words)
    painter.restore()
