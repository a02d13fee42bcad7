"""A small picture of the places that the versions of a merge give a shape, with what stands around them."""

from __future__ import annotations

from PySide6.QtCore import QPointF, QRectF, QSize, Qt
from PySide6.QtGui import QFontMetricsF, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QSizePolicy, QWidget

from app.theme import colour, font, px, restyled
from core.ground.words import _
from core.project.conflict import Choice
from core.project.place_sketch import Neighbour, Sketch
from core.project.place_words import Area

_HIGH = 240
_LINES = {
    "ours": Qt.PenStyle.SolidLine,
    "base": Qt.PenStyle.DotLine,
    "theirs": Qt.PenStyle.DashLine,
}
"""The versions are told apart by the border of their places, and by their letters."""

_FAINT = 0.35
"""How much is seen of what stands elsewhere, or not at all, in the version that is looked at."""

_ORDER: tuple[Choice, ...] = ("base", "theirs", "ours")


class PlacePicture(QWidget):
    """Paints a sketch to scale; the place that was decided for is filled. Hidden where there is none.

    What stands around is that of the version looked at, with the name of the shape at its place there;
    what is otherwise in the others is faint. That version is the one pointed at, else the one decided for,
    else ours. `letters` are those of the versions: on screen their keys.
    """

    def __init__(self, letters: dict[Choice, str], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._letters = letters
        self.sketch: Sketch | None = None
        self._decided: Choice | None = None
        self._pointed: Choice | None = None
        self.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Preferred)
        self.setMinimumHeight(px(140))
        restyled(self, self._restyle)
        self.hide()

    def show_sketch(self, sketch: Sketch | None, titles: dict[Choice, str], decided: Choice | None) -> None:
        """Show the places of a conflict, and which was decided for; nothing for none."""
        self.sketch, self._decided, self._pointed = sketch, decided, None
        self.setVisible(sketch is not None)
        if sketch is not None:
            self.setAccessibleName(_("Where {name} stands").format(name=sketch.name))
            told = (
                _("{what}: {words}").format(what=titles[choice], words=sketch.words[choice] or _("alone"))
                for choice in titles
                if choice in sketch.places
            )
            self.setAccessibleDescription(". ".join(told))
            self.setToolTip(self.accessibleDescription().replace(". ", "\n"))
        self.update()

    def point_at(self, choice: Choice | None) -> None:
        """Look at one version; with None at the one decided for, or ours."""
        self._pointed = choice
        self.update()

    @property
    def looked_at(self) -> Choice | None:
        """The version whose neighbours are seen; None where nothing is shown."""
        known = () if self.sketch is None else self.sketch.places
        wished: tuple[Choice | None, ...] = (self._pointed, self._decided, "ours", "theirs")
        return next((one for one in wished if one is not None and one in known), None)

    def sizeHint(self) -> QSize:
        """As wide as there is room, and high enough to tell sides apart."""
        return QSize(px(400), px(_HIGH))

    def area_of(self, choice: Choice) -> QRectF:
        """Where the place of a version is painted."""
        return QRectF() if self.sketch is None else self._on_screen(self.sketch.places[choice])

    def _restyle(self) -> None:
        self.update()

    def _on_screen(self, area: Area) -> QRectF:
        assert self.sketch is not None
        left, top, right, bottom = self.sketch.area
        room = QRectF(self.rect()).adjusted(1, 1, -1, -1)
        scale = min(room.width() / (right - left), room.height() / (bottom - top), 1.0)
        middle = QPointF((left + right) / 2, (top + bottom) / 2)
        corner = room.center() + (QPointF(area[0], area[1]) - middle) * scale
        return QRectF(corner.x(), corner.y(), (area[2] - area[0]) * scale, (area[3] - area[1]) * scale)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """What stands around, then the places, those of ours over the others."""
        if self.sketch is None:
            return
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        frame = QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5)
        painter.fillRect(frame, colour("surface.canvas"))
        painter.setClipRect(frame)
        looked_at = self.looked_at
        seen = [one for one in self.sketch.around if looked_at in one.versions]
        painter.setOpacity(_FAINT)
        for neighbour in self.sketch.around:
            if neighbour not in seen:
                self._paint_border(painter, neighbour)
        painter.setOpacity(1.0)
        for neighbour in seen:
            self._paint_neighbour(painter, neighbour)
        # Over the others: the name at this place is read where they lie on it.
        for choice in sorted(_ORDER, key=lambda one: one == looked_at):
            if choice in self.sketch.places:
                self._paint_place(painter, choice)
        self._paint_letters(painter)
        painter.setClipping(False)
        painter.setPen(QPen(colour("line.default"), 1))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawRect(frame)

    def _paint_border(self, painter: QPainter, neighbour: Neighbour) -> None:
        painter.setPen(QPen(colour("node.border"), 1))
        painter.setBrush(Qt.BrushStyle.NoBrush)
        painter.drawRoundedRect(self._on_screen(neighbour.area), 4, 4)

    def _paint_neighbour(self, painter: QPainter, neighbour: Neighbour) -> None:
        area = self._on_screen(neighbour.area)
        painter.setPen(QPen(colour("node.border"), 1))
        painter.setBrush(Qt.BrushStyle.NoBrush if neighbour.holds else colour("node.fill"))
        painter.drawRoundedRect(area, 4, 4)
        painter.setFont(font("small", neighbour.holds))
        painter.setPen(colour("text.secondary"))
        aligned = Qt.AlignmentFlag.AlignTop if neighbour.holds else Qt.AlignmentFlag.AlignVCenter
        self._paint_name(painter, neighbour.name, area, aligned)

    def _paint_name(self, painter: QPainter, name: str, area: QRectF, aligned: Qt.AlignmentFlag) -> None:
        room = area.intersected(QRectF(self.rect())).adjusted(px(6), px(2), -px(6), -px(2))
        metrics = QFontMetricsF(painter.font())
        words = metrics.elidedText(name, Qt.TextElideMode.ElideRight, room.width())
        if room.height() >= metrics.capHeight() and len(words) > 1:
            painter.drawText(room, aligned | Qt.AlignmentFlag.AlignLeft, words)

    def _paint_place(self, painter: QPainter, choice: Choice) -> None:
        """The place of a version; that of the one looked at with the name."""
        assert self.sketch is not None
        area = self.area_of(choice)
        looked_at = choice == self.looked_at
        ground = "accent.tint" if choice == self._decided else "surface.canvas" if looked_at else None
        painter.setPen(QPen(colour("accent.mark"), 2, _LINES[choice]))
        painter.setBrush(colour(ground) if ground is not None else Qt.BrushStyle.NoBrush)
        painter.drawRoundedRect(area, 4, 4)
        if looked_at:
            painter.setFont(font("small", True))
            painter.setPen(colour("text.primary"))
            self._paint_name(painter, self.sketch.name, area, Qt.AlignmentFlag.AlignVCenter)

    def _paint_letters(self, painter: QPainter) -> None:
        """The letters of the versions at their places: beside one another where two are the same."""
        assert self.sketch is not None
        side = px(16)
        taken: dict[tuple[int, int], int] = {}
        painter.setFont(font("small", True))
        for choice in reversed(_ORDER):
            if choice not in self.sketch.places:
                continue
            corner = self.area_of(choice).topLeft()
            key = (round(corner.x()), round(corner.y()))
            shift = taken.get(key, 0)
            taken[key] = shift + 1
            tag = QRectF(corner.x() - side / 4 + shift * (side + 2), corner.y() - side / 2, side, side)
            tag.moveLeft(min(max(tag.left(), 1.0), self.width() - side - 1.0))
            tag.moveTop(max(tag.top(), 1.0))
            painter.setPen(QPen(colour("accent.mark"), 1))
            painter.setBrush(colour("surface.canvas"))
            painter.drawRoundedRect(tag, 3, 3)
            painter.setPen(colour("accent.text"))
            painter.drawText(tag, Qt.AlignmentFlag.AlignCenter, self._letters[choice])
