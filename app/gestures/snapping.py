"""What attracts a shape on its way: edges and middles of its neighbours, equal gaps, and the grid.

Rectangles in, a shift and the hints that show why out. Both ways are judged apart, and
in each the nearest of all that attracts wins; where nothing is near, the grid.
"""

from __future__ import annotations

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from itertools import pairwise

from PySide6.QtCore import QLineF, QPointF, QRectF

from app.gestures.gesture import Stage, snapped
from core.model import Id

NEAR = 6.0
"""What is nearer than this attracts, in px on the screen."""

_LOOK_AROUND = 600.0
_MOST = 12
"""So many neighbours attract, and from so far, in px."""

_STRIP = 256.0
"""Neighbours are looked for in upright strips so wide, in px of the drawing."""

_Area = tuple[float, float, float, float]
"""Left, top, right and bottom of a shape: Qt's rectangles are slow to ask where there are thousands."""

_BEYOND = 8.0
"""How far a guide reaches beyond what it aligns, in px."""


@dataclass(frozen=True, slots=True)
class Guide:
    """A line along which shapes are aligned.

    `gap` is the free space between them in px, 0 where there is none; `middle` is where it is told.
    """

    line: QLineF
    gap: float
    middle: QPointF


@dataclass(frozen=True, slots=True)
class Gap:
    """The free space between two shapes, as a line from border to border; it equals another one."""

    line: QLineF

    @property
    def length(self) -> float:
        """How wide it is, in px."""
        return self.line.length()


Hint = Guide | Gap


@dataclass(frozen=True, slots=True)
class Attraction:
    """How far what is dragged moves on of itself, and what shows why."""

    shift: QPointF
    hints: tuple[Hint, ...] = ()


def attracted(frame: QRectF, neighbours: Iterable[QRectF], near: float = NEAR) -> Attraction:
    """How far a frame that is dragged moves on; where nothing else is near, to the grid."""
    areas = list(neighbours)
    across, down = [_across(area) for area in areas], [_down(area) for area in areas]
    dx = _nearest(_moves(_across(frame), across), near)
    dy = _nearest(_moves(_down(frame), down), near)
    shift = QPointF(
        snapped(frame.left()) - frame.left() if dx is None else dx,
        snapped(frame.top()) - frame.top() if dy is None else dy,
    )
    there = frame.translated(shift)
    hints: list[Hint] = []
    if dx is not None:
        hints += _hints(_across(there), across, turned=False)
    if dy is not None:
        hints += _hints(_down(there), down, turned=True)
    return Attraction(shift, tuple(hints))


def stretched(
    area: QRectF, handle: tuple[float, float], neighbours: Iterable[QRectF], near: float = NEAR
) -> tuple[QRectF, tuple[Hint, ...]]:
    """The area with the sides that a handle drags laid on what is near them, and the hints that say why.

    Sides lie on edges and middles of neighbours, keep gaps that stand there already, or make the shape
    as wide or high as a neighbour is; else they lie on the grid.
    """
    areas, found = list(neighbours), QRectF(area)
    hints: list[Hint] = []
    for part, span_of, turned in ((handle[0], _across, False), (handle[1], _down, True)):
        if part == 0.5:
            continue
        others, span = [span_of(one) for one in areas], span_of(found)
        side = span.low if part == 0 else span.high
        shift = _nearest(_stretches(span, part == 1, others), near)
        at = snapped(side) if shift is None else side + shift
        _lay(found, turned, part, at)
        if shift is not None:
            hints += _hints(span_of(found), others, turned, only=at)
    return found, tuple(hints)


class Neighbours:
    """The shapes that attract what is dragged, as they stood when the drag began: no zones and containers.

    A preview may alter them: what a shape is dragged into becomes a container, and one that it is dragged
    out of may be none any more.
    """

    def __init__(self, stage: Stage, apart_from: Iterable[Id]) -> None:
        left_out = set(apart_from)
        self._strips: dict[int, list[_Area]] = {}
        for element_id, item in stage.scene_shown.shapes.items():
            if item.item.layer != 3 or element_id in left_out:
                continue
            found = item.sides()
            for strip in range(int(found[0] // _STRIP), int(found[2] // _STRIP) + 1):
                self._strips.setdefault(strip, []).append(found)

    def of(self, frame: QRectF) -> list[QRectF]:
        """Those around a frame, the nearest first."""
        left, right = frame.left() - _LOOK_AROUND, frame.right() + _LOOK_AROUND
        top, bottom = frame.top() - _LOOK_AROUND, frame.bottom() + _LOOK_AROUND
        middle = frame.center()
        x, y = 2 * middle.x(), 2 * middle.y()
        strips = range(int(left // _STRIP), int(right // _STRIP) + 1)
        around = {
            area
            for strip in strips
            for area in self._strips.get(strip, ())
            if area[0] < right and left < area[2] and area[1] < bottom and top < area[3]
        }
        nearest = sorted(
            around, key=lambda area: (abs(area[0] + area[2] - x) + abs(area[1] + area[3] - y), area)
        )
        return [QRectF(area[0], area[1], area[2] - area[0], area[3] - area[1]) for area in nearest[:_MOST]]


@dataclass(frozen=True, slots=True)
class _Span:
    """A rectangle seen along one axis: from `low` to `high`, and aside of it from `top` to `bottom`."""

    low: float
    high: float
    top: float
    bottom: float

    @property
    def middle(self) -> float:
        return (self.low + self.high) / 2

    @property
    def length(self) -> float:
        return self.high - self.low

    def beside(self, other: _Span) -> bool:
        """Whether the two share some of their height, so that there is a gap between them."""
        return self.top < other.bottom and other.top < self.bottom


def _across(area: QRectF) -> _Span:
    return _Span(area.left(), area.right(), area.top(), area.bottom())


def _down(area: QRectF) -> _Span:
    return _Span(area.top(), area.bottom(), area.left(), area.right())


def _lay(area: QRectF, turned: bool, part: float, at: float) -> None:
    if turned:
        (area.setTop if part == 0 else area.setBottom)(at)
    else:
        (area.setLeft if part == 0 else area.setRight)(at)


def _nearest(shifts: Iterable[float], near: float) -> float | None:
    """The shortest of the shifts that are short enough; of two as short, the first."""
    return min((shift for shift in shifts if abs(shift) <= near), key=abs, default=None)


def _moves(span: _Span, others: list[_Span]) -> Iterator[float]:
    """How far a span would have to go for each thing that attracts it."""
    for other in others:
        yield other.middle - span.middle
        yield other.low - span.low
        yield other.high - span.high
    row = _row(span, others)
    for before, after in pairwise(row):
        gap = after.low - before.high
        if gap <= 0:
            continue
        yield after.high + gap - span.low
        yield before.low - gap - span.high
        if gap > span.length:
            yield before.high + (gap - span.length) / 2 - span.low


def _stretches(span: _Span, high: bool, others: list[_Span]) -> Iterator[float]:
    side = span.high if high else span.low
    for other in others:
        yield other.low - side
        yield other.high - side
        yield other.middle - side
        wide = other.length - span.length
        yield wide if high else -wide
    row = _row(span, others)
    beyond = [one for one in row if (one.low >= span.middle if high else one.high <= span.middle)]
    if not beyond:
        return
    facing = beyond[0] if high else beyond[-1]
    for before, after in pairwise(row):
        gap = after.low - before.high
        if gap > 0:
            yield (facing.low - gap if high else facing.high + gap) - side


def _row(span: _Span, others: list[_Span]) -> list[_Span]:
    """The spans that stand in a row with one, from the lowest to the highest."""
    return sorted((other for other in others if span.beside(other)), key=lambda one: (one.low, one.high))


def _hints(span: _Span, others: list[_Span], turned: bool, only: float | None = None) -> Iterator[Hint]:
    """What shows where a span lies: its nearest partner at each edge and middle, and equal gaps.

    Of a partner of the same length the middle alone is shown.
    """
    shown: list[_Span] = []
    for at in (span.middle, span.low, span.high):
        if only is not None and at != only:
            continue
        partners = [one for one in others if _close(at, one.low, one.middle, one.high)]
        partner = min(partners, key=lambda one: _apart(span, one), default=None)
        if partner is not None and partner not in shown:
            shown += [partner] if _close(partner.length, span.length) else []
            low, high = min(span.top, partner.top), max(span.bottom, partner.bottom)
            between = (max(span.top, partner.top) + min(span.bottom, partner.bottom)) / 2
            middle = QPointF(between, at) if turned else QPointF(at, between)
            line = _line(at, low - _BEYOND, at, high + _BEYOND, turned)
            yield Guide(line, _apart(span, partner), middle)
    yield from _equal_gaps(span, others, turned)


def _equal_gaps(span: _Span, others: list[_Span], turned: bool) -> Iterator[Gap]:
    """The gaps next to a span that are as wide as another one in its row, and those others."""
    row = sorted((*_row(span, others), span), key=lambda one: (one.low, one.high))
    gaps = [
        (round(after.low - before.high, 3), before, after)
        for before, after in pairwise(row)
        if after.low > before.high
    ]
    own = {gap for gap, before, after in gaps if span in (before, after)}
    for gap, before, after in gaps:
        if gap in own and sum(other == gap for other, *_ends in gaps) > 1:
            top, bottom = max(before.top, after.top), min(before.bottom, after.bottom)
            at = (top + bottom) / 2 if top < bottom else (span.top + span.bottom) / 2
            yield Gap(_line(before.high, at, after.low, at, turned))


def _apart(span: _Span, other: _Span) -> float:
    """The gap between two spans aside of the axis; 0 where they overlap there."""
    return max(other.top - span.bottom, span.top - other.bottom, 0.0)


def _close(at: float, *places: float) -> bool:
    return any(abs(at - place) < 0.01 for place in places)


def _line(x: float, y: float, right: float, bottom: float, turned: bool) -> QLineF:
    return QLineF(y, x, bottom, right) if turned else QLineF(x, y, right, bottom)
