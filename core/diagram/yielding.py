"""Shapes that make room where another grows, with its words or with what comes into it.

Each goes as little as it must, none that is locked. A shape grows to the right and down. What then would be
nearer than it was, and nearer than is seen as apart or than the lines between the two need, goes on in the
direction in which it lies, and so does what that would come upon; where anything locked is in the way it goes
aside, and where it can go nowhere it stays and is told. What holds them grows with them, so far that lines
have room along its border as before, and its neighbours make room in their turn. Nothing comes into a zone by
it or out of one.
"""

import math
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass

from core.diagram.between import BARE, Between
from core.diagram.display import Rect
from core.diagram.entering import LINED, entered_on
from core.diagram.floor import Floor, Shift
from core.diagram.geometry import around
from core.diagram.growth import grown_on, put_as, reached, stated
from core.diagram.keeping import WAYS, Kept, Way, ahead, apart, lacking, moved
from core.diagram.landing import landed_on
from core.diagram.lollipops import reaches, reaching_on, standing_out
from core.diagram.meeting import met_on, with_room
from core.diagram.sizes import PADDING, header_of
from core.model import Edit, Id, Placement, Snapshot, Zone

GRID = 8.0

KEPT = 16.0
"""So far apart shapes stay that were; what was nearer to each other stays as near, in px."""

_ALONG = 48.0
"""What a shape with lines keeps free before the border of what holds it, where it had that, in px."""


@dataclass(frozen=True, slots=True)
class Yielded:
    """What comes of growth on one diagram.

    `shifts` tells how far shapes go, with all that lies in them; `aside` are those that made room, without
    what goes along; `covered` are pairs of what grew and what it covers, which could not go anywhere.
    `frames` are those of holders that became larger than what is in them needs: where they are in the end.
    """

    diagram: Id
    shifts: dict[Id, Shift]
    aside: tuple[Id, ...]
    covered: tuple[tuple[Id, Id], ...]
    frames: dict[Id, Rect]


def yielded(before: Snapshot, after: Snapshot, edits: Iterable[Edit], *, near: bool = False) -> list[Yielded]:
    """How shapes make room for those that the edits from one model to the other let grow, on all diagrams.

    What a person made larger by hand is where it was put, and nothing yields to it. With `near` only what
    lies in the same holder does, and nothing yields to the holder that grows by it.
    """
    edits = tuple(edits)
    grown, entered = grown_on(before, after, edits), entered_on(before, after, edits)
    reaching, met = reaching_on(after, edits), met_on(after, edits)
    landed = landed_on(before, after, edits)
    diagrams = grown.keys() | entered.keys() | reaching.keys() | met.keys() | landed.keys()
    if not diagrams:
        return []
    differing = reached(after, edits)
    differing |= {getattr(one, "element", "") for edit in edits for one in (edit.before, edit.after)}
    found = []
    for diagram in sorted(diagrams):
        alike: dict[Id, Rect] = {}
        was, now = (Floor(one, diagram, alike, differing) for one in (before, after))
        out = {
            host: places for host, places in reaching.get(diagram, {}).items() if host in was and host in now
        }
        yielding = _Yielding(was, now, out, landed.get(diagram, {}))
        wider = {one for one in sorted(met.get(diagram, ())) if one in now and yielding.widen(one)}
        taking = entered.get(diagram, {})
        holders = [one for one in sorted(taking) if one in now and one in was and _stays(was, now, one)]
        for one in holders:
            yielding.hold(one, taking[one])
        every = (
            *(*grown.get(diagram, ()), *out, *sorted(wider), *holders),
            *(one for one in sorted(landed.get(diagram, ())) if one in now),
        )
        found.append(yielding.on(diagram, dict.fromkeys(every), near=near))
    return [one for one in found if one.shifts or one.covered or one.frames]


def _stays(was: Floor, now: Floor, element_id: Id) -> bool:
    """Whether nobody put a shape elsewhere, or made it another size by hand."""
    return stated(was.place(element_id)) == stated(now.place(element_id))


def _around(floor: Floor, element_id: Id | None) -> Iterator[Id]:
    """A shape and those around it."""
    while element_id is not None:
        yield element_id
        element_id = floor.parent(element_id)


def _is_sound(now: Floor, beside: Iterable[Id], moves: dict[Id, float], way: Way) -> bool:
    """Whether nothing that is moved covers anything it did not, or comes into a zone or under one."""
    beside = list(beside)
    for one, far in moves.items():
        start = now.rect(one)
        there = moved(start, way, far)
        for other in beside:
            if other == one or (other not in moves and now.beyond(other, there)):
                continue
            rect = now.rect(other)
            after = moved(rect, way, moves.get(other, 0.0))
            if there.touches(after) and not start.touches(rect):
                return False
            if _comes_in(now, one, there, other, after, known=other in moves and _lies_in(start, rect)):
                return False
            if _comes_in(now, other, after, one, there, known=_lies_in(rect, start)):
                return False
    return True


def _comes_in(now: Floor, one: Id, area: Rect, zone: Id, ground: Rect, *, known: bool) -> bool:
    element, holder = now.snapshot[one], now.snapshot[zone]
    if known or not isinstance(holder, Zone) or not _lies_in(area, ground):
        return False
    return not isinstance(element, Zone) or _extent(area) < _extent(ground)


def _lies_in(area: Rect, ground: Rect) -> bool:
    return ground.contains(area.centre)


def _extent(area: Rect) -> float:
    return area.width * area.height


def _corner(area: Rect) -> tuple[float, float]:
    return area.y, area.x


def _outwards(value: float) -> float:
    return max(math.ceil(value / GRID), 0) * GRID


class _Yielding:
    """Shapes of one diagram on their way from where they were to where all have room."""

    def __init__(
        self,
        was: Floor,
        now: Floor,
        reaching: Mapping[Id, list[Placement]],
        landed: Mapping[Id, set[Id]],
    ) -> None:
        """What is new on the border of a shape is `reaching` out from it; some have `landed` on others."""
        self._was, self._now = was, now
        self._reaching, self._landed = reaching, landed
        self._between = Between(now)
        self._put: dict[Id, Placement] = {}
        """How shapes were put before their ports made them larger."""

    def widen(self, element_id: Id) -> bool:
        """Let a shape be as large as its ports need; whether it is larger for that."""
        now, area = self._now, self._now.rect(element_id)
        larger = area if now.place(element_id).locked else with_room(now, element_id)
        if larger == area:
            return False
        self._put[element_id] = now.place(element_id)
        now.enlarge(element_id, larger)
        return True

    def hold(self, holder: Id, inner: Iterable[Id]) -> None:
        """Give lines of what a holder takes in room before its border."""
        now, kind = self._now, self._now.snapshot[holder].kind
        head = header_of(now.snapshot, now.snapshot[holder]) - PADDING.get(kind, 12.0) + LINED
        areas = [now.rect(one) for one in inner if one in now and self._between.joined(one)]
        frames = [
            Rect(area.x - LINED, area.y - head, area.width + 2 * LINED, area.height + head + LINED)
            for area in areas
        ]
        self._frame(holder, around((now.rect(holder), *frames)))

    def on(self, diagram: Id, grown: Iterable[Id], *, near: bool = False) -> Yielded:
        """What comes of the growth of these shapes; with `near` in their holders alone."""
        was, now = self._was, self._now
        covered: list[tuple[Id, Id]] = []
        aside: dict[Id, None] = {}
        levels: dict[Id | None, set[Id]] = {}
        for element_id in grown:
            levels.setdefault(now.parent(element_id), set()).add(element_id)
        while levels:
            holder = max(levels, key=lambda one: (len(list(_around(now, one))), one or ""))
            here = levels.pop(holder)
            for element_id in sorted(here, key=lambda one: (*_corner(now.rect(one)), one)):
                for other in self._pressed(holder, element_id):
                    step = self._step(holder, element_id, other)
                    for one, shift in step.items():
                        now.shift(one, shift)
                    aside.update(dict.fromkeys(step))
                    if not step and now.rect(element_id).touches(now.rect(other)):
                        covered.append((element_id, other))
            if holder is None or holder not in was:
                continue
            self._enlarge(holder, here)
            if not near and now.rect(holder) != was.rect(holder):
                levels.setdefault(now.parent(holder), set()).add(holder)
        frames = {one: now.rect(one) for one in now.frames}
        return Yielded(diagram, now.shifts, tuple(aside), tuple(covered), frames)

    def _area(self, element_id: Id) -> Rect:
        """What a shape takes with what is new on its border; with all that stands there where it grew."""
        now, rect = self._now, self._now.rect(element_id)
        if element_id not in self._reaching:
            return rect
        grew = rect != self._was.rect(element_id)
        places = standing_out(now.snapshot, now.place(element_id)) if grew else self._reaching[element_id]
        return around((rect, *reaches(now.snapshot, rect, places)))

    def _pressed(self, holder: Id | None, element_id: Id) -> Iterator[Id]:
        """The neighbours that a shape comes too near to, the nearest before; each is looked at in its turn.

        What a person put elsewhere in the same step stays where it was put.
        """
        was, now = self._was, self._now
        area, before = self._area(element_id), self._before(element_id)
        wide, partners = area.grown(KEPT), self._between.partners(element_id)
        near = [
            one
            for one in now.beside(holder)
            if one != element_id and one in was and (one in partners or not now.beyond(one, wide))
            if was.parent(one) == holder and (one in now.shifts or one in now.frames or _stays(was, now, one))
            if one in self._landed.get(element_id, (one,))
        ]
        for one in sorted(near, key=lambda one: (apart(before, was.rect(one)), *_corner(now.rect(one)), one)):
            kept = self._kept(element_id, one, before, was.rect(one))
            if kept.apart >= 0 and kept.broken(area, now.rect(one)):
                yield one

    def _kept(self, one: Id, other: Id, area: Rect, there: Rect, *, lines: bool = True) -> Kept:
        """What two shapes keep between them that lie so."""
        gap = apart(area, there)
        size = self._between.partners(one).get(other) if lines and gap >= 0 else None
        if size is None:
            return Kept(min(gap, KEPT))
        if one in self._landed:  # it comes from elsewhere: how near it was dropped says nothing of the room
            return Kept(BARE, size)
        return Kept(min(gap, BARE), size, lacking(area, there, size))

    def _step(self, holder: Id | None, element_id: Id, other: Id) -> dict[Id, Shift]:
        """The least with which a neighbour makes room; nothing where it cannot.

        Where lines between them cannot have their room anywhere, it is set apart as if there were none.
        """
        now, before, stood = self._now, self._before(element_id), self._was.rect(other)
        straight = [way for way in WAYS if ahead(before, stood, way) >= min(apart(before, stood), KEPT)]
        aside = [way for way in WAYS if way not in straight]
        for lines in (True, False):
            kept = self._kept(element_id, other, before, stood, lines=lines)
            if not kept.broken(self._area(element_id), now.rect(other)):
                return {}
            for ways in (straight, aside):
                found = []
                for way in ways:
                    far = _outwards(kept.needed(way) - ahead(self._area(element_id), now.rect(other), way))
                    moves = self._pushed(holder, element_id, other, way, far, lines=lines)
                    if moves is not None:
                        found.append({one: (way[0] * by, way[1] * by) for one, by in moves.items()})
                if found:
                    return min(found, key=lambda moves: sum(abs(dx) + abs(dy) for dx, dy in moves.values()))
        return {}

    def _pushed(
        self, holder: Id | None, element_id: Id, first: Id, way: Way, far: float, *, lines: bool
    ) -> dict[Id, float] | None:
        """How far all go in one direction if one goes so far; None where anything may not."""
        now, moves = self._now, {first: far}
        beside = now.beside(holder)
        waiting = [first]
        while waiting:
            one = waiting.pop()
            if now.locked(one):
                return None
            start = now.rect(one)
            there = moved(start, way, moves[one])
            swept, partners = around((start, there)).grown(KEPT), self._between.partners(one)
            for other in beside:
                near = (lines and other in partners) or not now.beyond(other, swept)
                if other in (one, element_id) or not near:
                    continue
                rect = now.rect(other)
                kept = self._kept(one, other, start, rect, lines=lines)
                known = moves.get(other, 0.0)
                if kept.apart < 0 or not kept.broken(there, moved(rect, way, known)):
                    continue
                needed = _outwards(kept.needed(way) - ahead(there, rect, way))
                if ahead(start, rect, way) >= min(kept.apart, KEPT) and needed > known:
                    moves[other] = needed
                    waiting.append(other)
        return moves if _is_sound(now, beside, moves, way) else None

    def _enlarge(self, holder: Id, grown: Iterable[Id]) -> None:
        """Let the frame of a holder go along with shapes that have lines, which run before its border."""
        was, now = self._was, self._now
        if now.place(holder).locked:
            return
        old, new, kind = was.rect(holder), now.rect(holder), now.snapshot[holder].kind
        head = header_of(now.snapshot, now.snapshot[holder]) - PADDING.get(kind, 12.0) + _ALONG
        frame = new
        for one in {*grown, *now.shifts}:
            if one not in was or now.parent(one) != holder or was.parent(one) != holder:
                continue
            before, after = was.rect(one), now.rect(one)
            if before == after or not self._between.joined(one):
                continue
            left, top = min(before.x - old.x, _ALONG), min(before.y - old.y, head)
            right, low = min(old.right - before.right, _ALONG), min(old.bottom - before.bottom, _ALONG)
            wide, high = after.width + left + right, after.height + top + low
            frame = around((frame, Rect(after.x - left, after.y - top, wide, high)))
        self._frame(holder, frame)

    def _frame(self, holder: Id, frame: Rect) -> None:
        """Make a holder so large if it may be and covers nothing locked by it."""
        now, new = self._now, self._now.rect(holder)
        stands = (one for one in now.beside(now.parent(holder)) if one != holder and now.locked(one))
        if (
            frame == new
            or now.place(holder).locked
            or any(frame.touches(now.rect(one)) and not new.touches(now.rect(one)) for one in stands)
        ):
            return
        now.enlarge(holder, frame)

    def _before(self, element_id: Id) -> Rect:
        """Where a shape was drawn; a new one as it was put, before it had a name; the middle of one landed.

        So what lies around the middle of that goes away from it, as if it grew there.
        """
        if element_id in self._landed:
            middle = self._now.rect(element_id).centre
            return Rect(middle.x, middle.y, 0.0, 0.0)
        if element_id in self._was:
            return self._was.rect(element_id)
        now, area = self._now, self._now.rect(element_id)
        place = self._put.get(element_id) or now.place(element_id)
        return Rect(area.x, area.y, *put_as(now.snapshot[element_id], place))
