"""Dragging shapes: they snap to the grid and to their neighbours, and drop into zones and containers."""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from typing import TYPE_CHECKING

from PySide6.QtCore import QLineF, QPointF, QRectF, Qt
from PySide6.QtGui import QPainter, QPen

from app.gestures.carrying import MANY, Carried, lines_of
from app.gestures.gesture import Gesture, Stage, snapped
from app.gestures.placing import HOLDERS, counted, fits_in, placement_of, settle_in
from app.theme import colour
from core.ground.words import _
from core.model import Connector, Edge, Editor, Element, Id, Link, Point

if TYPE_CHECKING:
    from app.canvas.scene import DiagramScene

_NEAR = 6.0
"""Edges nearer than this to those of a neighbour snap to them."""

_LOOK_AROUND = 600.0


class Move(Gesture):
    """Shapes under the pointer, with everything that lies in them."""

    def __init__(self, stage: Stage, element_ids: Iterable[Id], start: QPointF) -> None:
        super().__init__(stage)
        snapshot = stage.snapshot()
        scene = stage.scene_shown
        chosen = set(element_ids)
        self._all = scene.within(chosen)
        self._heads = [
            element
            for element_id in sorted(chosen)
            if (element := snapshot.get(element_id)) is not None
            and not any(owner in chosen for owner in _around(scene, element_id))
            and placement_of(snapshot, stage.diagram.id, element_id) is not None
        ]
        self._start = start
        self._shift = QPointF(0, 0)
        self._guides: list[QLineF] = []
        self._frame = _frame_of(scene, [element.id for element in self._heads])
        self._target: Element | None = None
        self._parents = {element.id: _parent(scene, element.id) for element in self._heads}
        # Qt's rectangles are slow to ask where there are thousands of them.
        self._holders = [
            (area.left(), area.top(), area.right(), area.bottom(), element_id)
            for area, element_id in holders(stage, self._all)
        ]
        many = len(self._all) > MANY or len(lines_of(snapshot, self._all)) > MANY
        self._carried = Carried(scene, snapshot, self._all) if many else None

    @property
    def empty(self) -> bool:
        """Whether there is nothing that can be dragged."""
        return not self._heads

    def move(self, point: QPointF, modifiers: Qt.KeyboardModifier) -> None:
        """Follow the pointer; with Alt neither neighbours nor the grid attract."""
        shift = point - self._start
        free = bool(modifiers & Qt.KeyboardModifier.AltModifier)
        self._guides = []
        self._shift = shift if free else self._attracted(shift)
        self._target = self._holder_at(point)
        self.stage.scene_shown.mark_target(self._target.id if self._target and self._changes() else None)
        if self._target is not None and self._changes():
            self.stage.say(_("Drop into {name}").format(name=self._target.name))
        if self._carried is not None:
            self.stage.carry(self._carried.elements)
        else:
            self.stage.scene_shown.mark_ghosts(element.id for element in self._heads)
            self.stage.preview(self._apply)

    def end(self) -> None:
        """Leave the shapes where they are."""
        self.stage.scene_shown.mark_target(None)
        self.stage.scene_shown.mark_ghosts(())
        if self._shift.isNull():
            self.stage.preview(None)
            return
        self.stage.commit(_("Move {what}").format(what=counted(self._heads)), self._apply)

    def paint(self, painter: QPainter, scale: float) -> None:
        """Lines along which the shapes are aligned, and the shapes where there are many."""
        if self._carried is not None:
            self._carried.paint(painter, self._shift)
        painter.setPen(QPen(colour("accent.mark"), 1 / scale))
        painter.drawLines(self._guides)

    def _apply(self, edit: Editor) -> None:
        dx, dy = self._shift.x(), self._shift.y()
        shift_placements(edit, self.stage, self._all, dx, dy)
        if self._changes():
            for element in self._heads:
                settle_in(edit, element.id, self._target)

    def _changes(self) -> bool:
        """Whether what was dropped becomes part of something else than before."""
        target = self._target.id if self._target else None
        return any(self._parents[element.id] != target for element in self._heads)

    def _holder_at(self, point: QPointF) -> Element | None:
        """The innermost holder at a point, by where the holders were: they grow with what is in them."""
        snapshot = self.stage.snapshot()
        x, y = point.x(), point.y()
        for left, top, right, bottom, element_id in self._holders:
            if not (left <= x <= right and top <= y <= bottom):
                continue
            holder = snapshot.get(element_id)
            if holder is not None and all(fits_in(element, holder) for element in self._heads):
                return holder
        return None

    def _attracted(self, shift: QPointF) -> QPointF:
        frame = self._frame.translated(shift)
        dx = dy = None
        # Many shapes follow the grid alone: they have too many neighbours to look at them all.
        for other in self._neighbours(frame) if self._carried is None else ():
            for mine, theirs in _pairs(frame.left(), frame.center().x(), frame.right(), other, upright=True):
                if dx is None and abs(mine - theirs) <= _NEAR:
                    dx = theirs - mine
                    top, bottom = min(frame.top(), other.top()), max(frame.bottom(), other.bottom())
                    self._guides.append(QLineF(theirs, top - 8, theirs, bottom + 8))
            for mine, theirs in _pairs(frame.top(), frame.center().y(), frame.bottom(), other, upright=False):
                if dy is None and abs(mine - theirs) <= _NEAR:
                    dy = theirs - mine
                    left, right = min(frame.left(), other.left()), max(frame.right(), other.right())
                    self._guides.append(QLineF(left - 8, theirs, right + 8, theirs))
        x = shift.x() + dx if dx is not None else snapped(frame.left()) - self._frame.left()
        y = shift.y() + dy if dy is not None else snapped(frame.top()) - self._frame.top()
        return QPointF(x, y)

    def _neighbours(self, frame: QRectF) -> list[QRectF]:
        around = frame.adjusted(-_LOOK_AROUND, -_LOOK_AROUND, _LOOK_AROUND, _LOOK_AROUND)
        found = [
            item.outline()
            for item in self.stage.scene_shown.all_in(around)
            if item.item.layer == 3 and not item.item.is_line and item.element not in self._all
        ]
        return sorted(found, key=lambda area: (area.center() - frame.center()).manhattanLength())[:12]


def holders(stage: Stage, apart_from: Iterable[Id] = ()) -> list[tuple[QRectF, Id]]:
    """The zones, components and nodes that are drawn, the innermost first."""
    left_out, snapshot = set(apart_from), stage.snapshot()
    found = [
        (item.item.depth, item.outline(), element_id)
        for element_id, item in stage.scene_shown.items_by_id.items()
        if element_id not in left_out and isinstance(snapshot.get(element_id), HOLDERS)
    ]
    ordered = sorted(found, key=lambda entry: (-entry[0], entry[2]))
    return [(area, element_id) for _depth, area, element_id in ordered]


def nudge(stage: Stage, element_ids: Iterable[Id], dx: float, dy: float) -> bool:
    """Move shapes by the keyboard, as one change; they stay part of what they are in."""
    snapshot = stage.snapshot()
    chosen = [element for element_id in sorted(set(element_ids)) if (element := snapshot.get(element_id))]
    placed = [one for one in chosen if placement_of(snapshot, stage.diagram.id, one.id) is not None]
    if not placed:
        return False
    moved = stage.scene_shown.within(element.id for element in placed)
    return stage.commit(
        _("Move {what}").format(what=counted(placed)),
        lambda edit: shift_placements(edit, stage, moved, dx, dy),
    )


def shift_placements(edit: Editor, stage: Stage, element_ids: Iterable[Id], dx: float, dy: float) -> None:
    """Move the placements of shapes, and the bends of lines that run between them."""
    snapshot = stage.snapshot()
    moved = set(element_ids)
    for element_id in sorted(moved):
        known = placement_of(snapshot, stage.diagram.id, element_id)
        if known is not None and known.side is None and not known.bends:
            edit.set(known, x=known.x + dx, y=known.y + dy)
    for element_id in sorted(moved):
        for line in snapshot.uses(element_id):
            if isinstance(line, Connector | Link | Edge) and {line.source, line.target} <= moved:
                bent = placement_of(snapshot, stage.diagram.id, line.id)
                if bent is not None and bent.bends:
                    bends = tuple(Point(bend.x + dx, bend.y + dy) for bend in bent.bends)
                    edit.set(bent, bends=bends)


def _pairs(low: float, middle: float, high: float, other: QRectF, upright: bool) -> list[tuple[float, float]]:
    """Edges and middles that can align, the middles first."""
    if upright:
        theirs = (other.left(), other.center().x(), other.right())
    else:
        theirs = (other.top(), other.center().y(), other.bottom())
    return [(middle, theirs[1]), (low, theirs[0]), (high, theirs[2])]


def _around(scene: DiagramScene, element_id: Id) -> Iterator[Id]:
    """The shapes around a shape, the nearest first."""
    parent = _parent(scene, element_id)
    while parent is not None:
        yield parent
        parent = _parent(scene, parent)


def _parent(scene: DiagramScene, element_id: Id) -> Id | None:
    known = scene.find(element_id)
    return None if known is None else known.item.parent


def _frame_of(scene: DiagramScene, element_ids: Iterable[Id]) -> QRectF:
    frame = QRectF()
    for element_id in element_ids:
        item = scene.find(element_id)
        if item is not None:
            frame = frame.united(item.outline())
    return frame
