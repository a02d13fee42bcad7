"""What is seen from far of most things, painted together: one call a colour in place of one a thing."""

from __future__ import annotations

from PySide6.QtCore import QLineF, QRectF, Qt
from PySide6.QtGui import QPainter, QPainterPath, QPen
from PySide6.QtWidgets import QGraphicsItem, QStyleOptionGraphicsItem, QWidget

from app.theme import colour
from core.diagram.heat import FAR_WIDE
from core.model import Id

_BELOW_SHAPES, _BELOW_LINES = 299.0, 199.4
"""Behind every single shape, and behind every single line; both are before the containers."""

Look = tuple[str, float]
"""The role of a colour, and an opacity."""


class Together(QGraphicsItem):
    """What lies together in one layer of a scene; `area` is how far that reaches."""

    def __init__(self, height: float) -> None:
        super().__init__()
        self.setZValue(height)
        self._area = QRectF()

    def spread(self, area: QRectF) -> None:
        """Reach over this area of the drawing."""
        if area != self._area:
            self.prepareGeometryChange()
            self._area = QRectF(area)

    def boundingRect(self) -> QRectF:
        """All of the drawing."""
        return self._area

    def shape(self) -> QPainterPath:
        """Nothing is hit here: each thing answers for itself."""
        return QPainterPath()


class FarShapes(Together):
    """Shapes of which a filled rectangle is all that is seen."""

    def __init__(self) -> None:
        super().__init__(_BELOW_SHAPES)
        self._looks: dict[Id, Look] = {}
        self._areas: dict[Look, dict[Id, QRectF]] = {}

    def put(self, element_id: Id, area: QRectF, look: Look) -> None:
        """Paint a shape here from now on."""
        known = self._looks.get(element_id)
        if known == look:
            before = self._areas[look][element_id]
            if before is area:
                return
            self.update(before)
        elif known is not None:
            del self._areas[known][element_id]
        self._looks[element_id] = look
        self._areas.setdefault(look, {})[element_id] = area
        self.update(area)

    def drop(self, element_id: Id) -> None:
        """Leave a shape to itself."""
        known = self._looks.pop(element_id, None)
        if known is not None:
            self.update(self._areas[known].pop(element_id))

    def paint(
        self, painter: QPainter, option: QStyleOptionGraphicsItem, widget: QWidget | None = None
    ) -> None:
        """All of one colour at once."""
        del option, widget
        painter.setPen(Qt.PenStyle.NoPen)
        for (role, opacity), areas in self._areas.items():
            painter.setOpacity(opacity)
            painter.setBrush(colour(role))
            painter.drawRects(list(areas.values()))


class FarLines(Together):
    """Lines of which their heat is all that is seen."""

    def __init__(self) -> None:
        super().__init__(_BELOW_LINES)
        self._roles: dict[Id, str] = {}
        self._parts: dict[str, dict[Id, list[QLineF]]] = {}

    def put(self, element_id: Id, parts: list[QLineF], role: str) -> None:
        """Paint the heat of a line here from now on."""
        self.drop(element_id)
        self._roles[element_id] = role
        self._parts.setdefault(role, {})[element_id] = parts

    def drop(self, element_id: Id) -> None:
        """Leave a line to itself."""
        role = self._roles.pop(element_id, None)
        if role is not None:
            del self._parts[role][element_id]

    def paint(
        self, painter: QPainter, option: QStyleOptionGraphicsItem, widget: QWidget | None = None
    ) -> None:
        """All of one colour at once; square ends meet where a line bends."""
        del option, widget
        for role, lines in self._parts.items():
            pen = QPen(colour(role), FAR_WIDE)
            pen.setCapStyle(Qt.PenCapStyle.SquareCap)
            painter.setPen(pen)
            painter.drawLines([part for parts in lines.values() for part in parts])
