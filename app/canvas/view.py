"""The view of a drawing: which part of it is seen, at what scale, and the ground it lies on."""

from collections.abc import Iterable

from PySide6.QtCore import QMargins, QPoint, QPointF, QRect, QRectF, Qt, Signal
from PySide6.QtGui import QMoveEvent, QPainter, QPaintEvent, QPixmap, QResizeEvent, QShowEvent, QWheelEvent
from PySide6.QtWidgets import QFrame, QGraphicsView, QWidget

from app.canvas.gliding import Gliding
from app.canvas.ground import paint_ground
from app.canvas.scene import DiagramScene
from app.canvas.still import Still
from app.canvas.way_back import WayBack
from app.canvas.words_reach import words_reach
from app.theme import colour, px
from core.diagram.display import Drawing
from core.diagram.lod import FULL, NAMES, SHAPES, SLACK, detail_at

LEAST, MOST = 0.05, 4.0
"""The smallest and the largest scale."""

_SIDE, _MARGIN = 8, 12
"""The space beside and above a drawing that fits the view, in px at scale 1."""

_READ, _MANY = 0.42, 200
"""The scale down to which most names can still be read; of more elements all would follow to see them so."""

_ROOM = 2000.0
"""How far beyond the drawing one can pan, in px."""


class View(QGraphicsView):
    """Shows a scene, pans and zooms. The first time it is shown, it shows the whole drawing.

    Signal: `scaled` with the scale from now on.
    """

    scaled = Signal(float)

    def __init__(self, scene: DiagramScene, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.scene_shown = scene
        self.still = Still(self)
        self._gliding = Gliding(self)
        self.way_back = WayBack(self)
        self.taking = False
        """Whether a picture is being taken now, for which nothing is painted over the drawing."""
        self.whole_from = _READ
        """The smallest scale at which the first view is of the whole of a drawing that is not very large."""
        self._fitted = False
        self._whole: tuple[QPointF, float] | None = None
        """The corner and the scale with which the whole drawing was fitted into the view."""
        self._sunk = 0
        """By how much the view came to lie lower just now, in px."""
        self._lowered = 0
        """By how much a drawing was lowered on the screen for what lies above it, in px."""
        self._waiting: tuple[QRectF, ...] = ()
        self._reached: tuple[Drawing | None, QRectF] = (None, QRectF())
        """A drawing, and how far it reaches with the words of its lines."""
        self.setScene(scene)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setRenderHints(QPainter.RenderHint.Antialiasing | QPainter.RenderHint.TextAntialiasing)
        self.setOptimizationFlag(QGraphicsView.OptimizationFlag.DontSavePainterState)
        self.setTransformationAnchor(QGraphicsView.ViewportAnchor.NoAnchor)
        self.setResizeAnchor(QGraphicsView.ViewportAnchor.AnchorViewCenter)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setBackgroundBrush(colour("surface.canvas"))
        self.spread()

    def scale_now(self) -> float:
        """The scale of the view."""
        return self.transform().m11()

    def visible_area(self) -> QRectF:
        """What of the drawing is in view."""
        return self.mapToScene(self.viewport().rect()).boundingRect()

    def zoom_to(self, scale: float, around: QPoint | None = None) -> None:
        """Show at a scale; this place of the view, or its middle, keeps what of the drawing it shows."""
        wanted = min(max(scale, LEAST), MOST)
        factor = wanted / self.scale_now()
        if factor != 1.0:
            place = self.viewport().rect().center() if around is None else around
            kept = self.mapToScene(place)
            self.scale(factor, factor)
            shift = self.mapFromScene(kept) - place
            self.pan(shift.x(), shift.y())
        self.scene_shown.detail = detail_at(wanted)
        self.scaled.emit(wanted)

    def zoom_step(self, way: int, around: QPoint | None = None) -> None:
        """One step larger or smaller, around a place of the view or its middle."""
        self.zoom_to(self.scale_now() * (1.2 if way > 0 else 1 / 1.2), around)

    def fit(self) -> None:
        """Show the whole diagram, at 100 % at most."""
        area = self.scene_shown.extent()
        if area.isEmpty():
            self.zoom_to(1.0)
            self.centerOn(0, 0)
            return
        self.zoom_to(self._fitting())
        if self.scale_now() < FULL * SLACK:
            area = self._reach()
        aside = QRectF(self.viewport().rect()).center() - QRectF(self._room()).center()
        self.centerOn(area.center() + aside / self.scale_now())
        self._whole = (self.mapToScene(QPoint(0, 0)), self.scale_now())

    def fit_again(self) -> None:
        """Fit the drawing into the room as it is now, unless somebody has looked elsewhere since it was."""
        if self._is_whole():
            self._keep_whole()

    def covered(self) -> QMargins:
        """How much of the edges lies under something, so that no drawing is fitted there, in px."""
        return QMargins()

    def show_areas(self, areas: Iterable[QRectF]) -> None:
        """Bring as many of these areas into view as fit together, the first one in any case."""
        if not self._fitted:
            self._waiting = tuple(areas)
            return
        together = self.together(areas)
        if not together.isEmpty() and not self.sees(together):
            away = self.mapFromScene(together.center()) - self._clear().center()
            self.pan(away.x(), away.y())

    def together(self, areas: Iterable[QRectF]) -> QRectF:
        """As many of these areas as can be seen at once, the first one in any case."""
        found, seen = QRectF(), self.mapToScene(self._clear()).boundingRect()
        for area in areas:
            wider = found.united(area)
            fits = wider.width() <= seen.width() and wider.height() <= seen.height()
            if found.isEmpty() or fits:
                found = wider
        return found

    def sees(self, area: QRectF) -> bool:
        """Whether the whole of an area is in view, clear of bars."""
        return self.mapToScene(self._clear()).boundingRect().contains(area)

    def bring_in(self, area: QRectF, margin: int = 48, staying: QRectF | None = None) -> None:
        """Move the view as far as it takes to see an area clear of bars, with px on the screen around it.

        It goes no further than what is `staying`, if it is seen, stays in sight.
        """
        clear = self._clear()
        wanted = self.mapFromScene(area).boundingRect().adjusted(-margin, -margin, margin, margin)
        across = _into(wanted.left(), wanted.right(), clear.left(), clear.right())
        down = _into(wanted.top(), wanted.bottom(), clear.top(), clear.bottom())
        if staying is not None and self.sees(staying):
            kept = self.mapFromScene(staying).boundingRect()
            across = min(max(across, kept.right() - clear.right()), kept.left() - clear.left())
            down = min(max(down, kept.bottom() - clear.bottom()), kept.top() - clear.top())
        self.pan(across, down)

    def shapes_under(self, area: QRect) -> int:
        """How many shapes lie under an area of the view; those that hold others do not count."""
        found = self.scene_shown.all_in(self.mapToScene(area).boundingRect())
        return sum(item.item.layer == 3 for item in found)

    def pan(self, dx: int, dy: int) -> None:
        """Move the view over the drawing by px on the screen."""
        across, down = self.horizontalScrollBar(), self.verticalScrollBar()
        across.setValue(across.value() + dx)
        down.setValue(down.value() + dy)

    def spread(self) -> None:
        """Leave room to pan around the drawing; in large steps, so that the view stays put."""
        area = self.scene_shown.extent()
        wanted = area.adjusted(-_ROOM, -_ROOM, _ROOM, _ROOM)
        if not self.sceneRect().contains(area.adjusted(-_ROOM / 2, -_ROOM / 2, _ROOM / 2, _ROOM / 2)):
            self.setSceneRect(wanted.united(self.sceneRect()) if self._fitted else wanted)

    def picture(self) -> QPixmap:
        """The drawing as it is seen now, without what lies over it."""
        ratio = self.devicePixelRatioF()
        picture = QPixmap(self.viewport().size() * ratio)
        picture.setDevicePixelRatio(ratio)
        self.render_onto(picture, self.viewport().rect())
        return picture

    def render_onto(self, picture: QPixmap, area: QRect) -> None:
        """Paint an area of the view, without what lies over it, in the same place of a picture."""
        self.taking = True
        painter = QPainter(picture)
        painter.setRenderHints(self.renderHints())
        self.render(painter, QRectF(area), area)
        painter.end()
        self.taking = False

    def _fitting(self) -> float:
        """The scale at which the whole diagram, of which there is something, fits the view."""
        whole = self._scale_of(self.scene_shown.extent())
        return whole if whole >= FULL * SLACK else self._scale_of(self._reach())

    def _scale_of(self, area: QRectF) -> float:
        room = self._room()
        return float(min(max(room.width(), 50) / area.width(), max(room.height(), 50) / area.height(), 1.0))

    def _reach(self) -> QRectF:
        """The rectangle around everything drawn, and the words of lines below full size that leave it."""
        drawing, items = self.scene_shown.drawing, self.scene_shown.items_by_id.values()
        if drawing is not self._reached[0]:
            words = words_reach(one.item for one in items if len(items) <= _MANY)
            self._reached = (drawing, self.scene_shown.extent().united(words))
        return self._reached[1]

    def _room(self) -> QRect:
        """Where a drawing that fits the view lies."""
        return self._clear().adjusted(px(_SIDE), px(_MARGIN), -px(_SIDE), -px(_SIDE))

    def _clear(self) -> QRect:
        """What of the view lies under nothing."""
        return self.viewport().rect().marginsRemoved(self.covered())

    def _is_read_whole(self) -> bool:
        """Whether what the whole diagram tells, of which there is something, can be read at once."""
        large = len(self.scene_shown.items_by_id) > _MANY
        return self._fitting() >= (max(self.whole_from, NAMES * SLACK) if large else self.whole_from)

    def _is_whole(self) -> bool:
        """Whether the view is as it was when the whole drawing was fitted into it."""
        if self._whole is None:
            return False
        corner, scale = self._whole
        away = (self.mapToScene(QPoint(0, 0)) - corner).manhattanLength()
        return scale == self.scale_now() and away * scale < 2

    def _first_view(self) -> None:
        """The whole diagram, or its upper left part where it would be too small to be read.

        A large drawing is not looked at from far in between, which all of its items would have to follow.
        """
        self._fitted = True
        if self.scene_shown.extent().isEmpty() or self._is_read_whole():
            self.fit()
        else:
            self.zoom_to(NAMES)
            room = self.visible_area()
            corner = self.scene_shown.extent().topLeft()
            margin = px(_MARGIN) / NAMES
            self.centerOn(corner + QPointF(room.width() / 2 - margin, room.height() / 2 - margin))
        self.show_areas(self._waiting)
        self._waiting = ()

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the drawing, from a picture of what stays while something is dragged or the view is moved."""
        if self.still.active:
            self.still.paint()
        elif not self._gliding.paint(event):
            super().paintEvent(event)

    def drawBackground(self, painter: QPainter, rect: QRectF | QRect) -> None:
        """The ground and its dots, never closer than 8 px on the screen."""
        paint_ground(painter, rect, self.scale_now(), self.mapFromScene(QPointF(0, 0)))

    def moveEvent(self, event: QMoveEvent) -> None:
        """Something above the view comes or goes."""
        super().moveEvent(event)
        self._sunk = event.pos().y() - event.oldPos().y()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Show the whole diagram the first time, and as long as nobody looks elsewhere."""
        corner, sunk, whole = self.mapToScene(QPoint(0, 0)), self._sunk, self._is_whole()
        strip = bool(sunk) and event.oldSize().width() == event.size().width()
        self._sunk = 0
        super().resizeEvent(event)
        if self._fitted and sunk:
            self._keep(corner, sunk)
        if self._fitted and whole:
            self._keep_whole(_least_alike(self.scale_now()) if strip else LEAST)
        if not self._fitted and self.isVisible():
            self._first_view()

    def _keep(self, corner: QPointF, sunk: int) -> None:
        """Where the view begins lower, all keeps its place, but for a drawing that would begin above it."""
        shift = self.mapFromScene(corner)
        self.pan(shift.x(), shift.y() + sunk)
        above = px(_MARGIN) - self.mapFromScene(self.scene_shown.extent().topLeft()).y()
        if 0 < above <= sunk:
            self._lowered += above
            self.pan(0, -above)
        elif above < 0:
            back = max(min(self._lowered, -above, -sunk), 0)
            self._lowered -= back
            self.pan(0, back)

    def _keep_whole(self, least: float = LEAST) -> None:
        """Fit the drawing anew where its room has become another, and leave it where it lies in that.

        Where it would be smaller than at the `least` scale it is shown at that, from its top on.
        """
        if self.scene_shown.extent().isEmpty():
            return
        area = self.mapFromScene(self.scene_shown.extent()).boundingRect()
        free = self._clear().adjusted(-1, -1, 1, 1)
        fits = free.contains(area) and self._fitting() <= self.scale_now()
        if fits or self._fitting() < SHAPES:
            if not fits:
                self._begin_in_room(area)
            self._whole = (self.mapToScene(QPoint(0, 0)), self.scale_now())
            return
        self.fit()
        if self.scale_now() < least:
            self.zoom_to(least)
            top = self.mapFromScene(self.scene_shown.extent().topLeft()).y()
            self.pan(0, top - self._room().top())
            self._whole = (self.mapToScene(QPoint(0, 0)), self.scale_now())

    def _begin_in_room(self, area: QRect) -> None:
        """Let a drawing that covers an area begin under nothing, and lie in the middle where it fits."""
        room = self._room()
        away, off = area.center() - room.center(), area.topLeft() - room.topLeft()
        self.pan(
            away.x() if area.width() <= room.width() else off.x(),
            away.y() if area.height() <= room.height() else off.y(),
        )

    def showEvent(self, event: QShowEvent) -> None:
        """Show the whole diagram the first time."""
        super().showEvent(event)
        if not self._fitted:
            self._first_view()

    def wheelEvent(self, event: QWheelEvent) -> None:
        """Pan; with Ctrl, zoom."""
        if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self.zoom_step(1 if event.angleDelta().y() > 0 else -1, event.position().toPoint())
            event.accept()
            return
        shift = event.pixelDelta() if not event.pixelDelta().isNull() else event.angleDelta() / 2
        if event.modifiers() & Qt.KeyboardModifier.ShiftModifier and not shift.x():
            shift = shift.transposed()
        self.pan(-shift.x(), -shift.y())
        event.accept()


def _least_alike(scale: float) -> float:
    """The smallest scale at which a drawing has the words that it has at this one."""
    return next((level * SLACK for level in (FULL, NAMES, SHAPES) if scale >= level * SLACK), LEAST)


def _into(begin: int, end: int, low: int, high: int) -> int:
    """By how much what lies from `begin` to `end` is beyond a range; the begin of what is too long counts."""
    return begin - low if begin < low or end - begin > high - low else max(end - high, 0)
