"""Dragging a segment of a line: the line keeps the bends that a person gave it."""

from itertools import pairwise

from PySide6.QtCore import QPointF, Qt

from app.gestures.gesture import Gesture, Stage, snapped
from app.gestures.locking import is_locked
from app.gestures.placing import counted, placement_of, put
from core.ground.words import _
from core.model import Editor, Element, Id, Point

_REACH = 6.0


class Bend(Gesture):
    """One line, by the segment under the pointer."""

    def __init__(self, stage: Stage, line: Element, start: QPointF) -> None:
        super().__init__(stage)
        self._line = line
        item = stage.scene_shown.find(line.id)
        # A drawing may have whole numbers; the text of the model tells them apart from others.
        outline = item.item.outline if item is not None else ()
        self._points = [Point(float(point.x), float(point.y)) for point in outline]
        locked = is_locked(stage.snapshot(), stage.diagram.id, line.id)
        self._segment = None if locked else _segment_at(self._points, start)
        self._bends: tuple[Point, ...] = ()

    @property
    def empty(self) -> bool:
        """Whether there is no segment to drag, or the line is locked."""
        return self._segment is None

    def move(self, point: QPointF, modifiers: Qt.KeyboardModifier) -> None:
        """Follow the pointer across the segment."""
        del modifiers
        if self._segment is None:
            return
        self._bends = _bends(self._points, self._segment, point)
        self.stage.preview(self._apply)

    def shift(self, point: QPointF, run: str) -> bool:
        """Move the segment to a point at once, as one change of a run, and keep the bends."""
        if self._segment is not None:
            self._bends = _bends(self._points, self._segment, point)
        label = _("Bend {what}").format(what=counted([self._line]))
        return bool(self._bends) and self.stage.commit(label, self._apply, run=run)

    def end(self) -> None:
        """Keep the bends."""
        if self._bends:
            self.stage.commit(_("Bend {what}").format(what=counted([self._line])), self._apply)
        else:
            self.stage.preview(None)

    def _apply(self, edit: Editor) -> None:
        put(edit, self.stage.diagram, self._line.id, bends=self._bends)


def straighten(stage: Stage, line_id: Id) -> bool:
    """Let a line find its way by itself again."""
    snapshot = stage.snapshot()
    line, placement = snapshot.get(line_id), placement_of(snapshot, stage.diagram.id, line_id)
    if line is None or placement is None or not placement.bends:
        stage.say(_("It has no bends of its own"))
        return False
    return stage.commit(
        _("Straighten {what}").format(what=counted([line])), lambda edit: edit.remove(placement.id)
    )


def _segment_at(points: list[Point], place: QPointF) -> int | None:
    for index, (before, after) in enumerate(pairwise(points)):
        x, right = sorted((before.x, after.x))
        y, bottom = sorted((before.y, after.y))
        if x - _REACH <= place.x() <= right + _REACH and y - _REACH <= place.y() <= bottom + _REACH:
            return index
    return None


def _bends(points: list[Point], segment: int, place: QPointF) -> tuple[Point, ...]:
    """The inner points once a segment lies under the pointer; a segment at an end keeps a stub there."""
    before, after = points[segment], points[segment + 1]
    upright = before.x == after.x
    at = snapped(place.x() if upright else place.y())
    first = Point(at, before.y) if upright else Point(before.x, at)
    last = Point(at, after.y) if upright else Point(after.x, at)
    inner = list(points[1:-1])
    if segment == 0:
        first = _stub(before, after, upright, at)
        head = [_on_line(before, first, upright), first]
    else:
        inner[segment - 1] = first
        head = []
    if segment == len(points) - 2:
        last = _stub(after, before, upright, at)
        tail = [last, _on_line(after, last, upright)]
    else:
        inner[segment] = last
        tail = []
    return (*head, *inner, *tail)


def _stub(end: Point, other: Point, upright: bool, at: float) -> Point:
    """Where a line that leaves `end` straight turns towards its moved segment."""
    if upright:
        return Point(at, end.y + (16 if other.y > end.y else -16))
    return Point(end.x + (16 if other.x > end.x else -16), at)


def _on_line(end: Point, turn: Point, upright: bool) -> Point:
    return Point(end.x, turn.y) if upright else Point(turn.x, end.y)
