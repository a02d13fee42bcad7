"""Where the shapes of one diagram lie, each worked out when it is asked for, and shifted by trial."""

from collections.abc import Collection, Iterator
from dataclasses import replace
from functools import cached_property

from core.diagram.display import Rect
from core.diagram.geometry import inside
from core.diagram.places import BORDER, HOLDERS, SHAPES, measured, parent_of
from core.diagram.sizes import BUS, WIDEST
from core.model import Bus, Element, Filter, Id, Placement, Snapshot, TextNote, Zone

Shift = tuple[float, float]
"""How far a shape goes to the right and down, in px."""


class Floor:
    """The shapes of a diagram. Notes take no room: they lie on whatever they are about."""

    def __init__(
        self, snapshot: Snapshot, diagram: Id, alike: dict[Id, Rect], differing: Collection[Id]
    ) -> None:
        """Two floors share what is `alike`: where shapes are that hold nothing and are not `differing`."""
        self.snapshot = snapshot
        self._alike, self._differing = alike, differing
        self.shifts: dict[Id, Shift] = {}
        """How far each shape was shifted that was."""
        self.frames: set[Id] = set()
        """What was made larger than what is in it needs."""
        self._rects: dict[Id, Rect] = {}
        self._placements: dict[Id, Placement] = {}
        self._spots: dict[Id, Placement] = {}
        self._hidden: set[Id] = set()
        for one in snapshot.owned(diagram, Placement):
            if one.hidden:
                self._hidden.add(one.element)
            elif isinstance(element := snapshot.get(one.element), SHAPES):
                self._placements[one.element] = one
            elif isinstance(element, BORDER):
                self._spots[one.element] = one
        self._left_out = {kind for one in snapshot.owned(diagram, Filter) for kind in one.hides}

    def __contains__(self, element_id: object) -> bool:
        return element_id in self._placements

    def place(self, element_id: Id) -> Placement:
        """What says where a shape is put."""
        return self._placements[element_id]

    def spot(self, border: Id) -> Placement | None:
        """What says where a port or an interface is on its border, if anything does."""
        return self._spots.get(border)

    def shows(self, line: Element) -> bool:
        """Whether a line is drawn as far as its ends are, a port as far as its owner is."""
        return line.id not in self._hidden and line.kind not in self._left_out

    def parent(self, element_id: Id) -> Id | None:
        """The shape around a shape."""
        return parent_of(self.snapshot, self.snapshot[element_id], self._placements)

    def beside(self, holder: Id | None) -> list[Id]:
        """What lies directly in a shape, or in none, apart from notes."""
        return self._inside.get(holder, [])

    def along(self, element_id: Id) -> set[Id]:
        """What goes along with a shape: itself, what lies in it, and the notes that lie wholly on it."""
        found = set(self.within(element_id))
        if self._notes and isinstance(self.snapshot[element_id], HOLDERS):
            area = self.rect(element_id)
            found.update(one for one in self._notes if inside(area, self.rect(one)))
        return found

    def within(self, element_id: Id) -> Iterator[Id]:
        """A shape and all that lies in it, apart from notes."""
        yield element_id
        for one in self._inside.get(element_id, ()):
            yield from self.within(one)

    def locked(self, element_id: Id) -> bool:
        """Whether a shape is locked, or anything that would go along with it."""
        return any(self._placements[one].locked for one in self.along(element_id))

    def rect(self, element_id: Id) -> Rect:
        """Where a shape is drawn."""
        known = self._rects.get(element_id)
        if known is None:
            held = [self.rect(one) for one in self._inside.get(element_id, ())]
            place = self._placements[element_id]
            shared = not held and element_id not in self._differing
            known = self._alike.get(element_id) if shared else None
            known = known or measured(self.snapshot, self.snapshot[element_id], place, held)
            self._rects[element_id] = known
            if shared:
                self._alike[element_id] = known
        return known

    def beyond(self, element_id: Id, area: Rect) -> bool:
        """Whether a shape surely lies clear of an area: most are told by their place alone, unmeasured."""
        element, place = self.snapshot[element_id], self._placements[element_id]
        if isinstance(element, Zone) or element_id in self._inside or element_id in self._rects:
            return not self.rect(element_id).touches(area)
        widest = max(place.width or 0.0, BUS[0] if isinstance(element, Bus) else WIDEST) + 8.0
        return place.x >= area.right or place.y >= area.bottom or place.x + widest <= area.x

    def shift(self, element_id: Id, by: Shift) -> None:
        """Put a shape elsewhere with all that lies in it; what is around it follows."""
        for one in self.along(element_id):
            rect, place = self.rect(one), self._placements[one]
            self._rects[one] = replace(rect, x=rect.x + by[0], y=rect.y + by[1])
            self._placements[one] = replace(place, x=place.x + by[0], y=place.y + by[1])
            known = self.shifts.get(one, (0.0, 0.0))
            self.shifts[one] = known[0] + by[0], known[1] + by[1]
        self._measure_around(element_id)

    def enlarge(self, element_id: Id, area: Rect) -> None:
        """Give a shape a frame as large as an area; what is around it follows."""
        place = self._placements[element_id]
        self._placements[element_id] = replace(
            place, x=area.x, y=area.y, width=area.width, height=area.height
        )
        self._rects[element_id] = area
        self.frames.add(element_id)
        self._measure_around(element_id)

    def _measure_around(self, element_id: Id) -> None:
        around = self.parent(element_id)
        while around is not None:
            self._rects.pop(around, None)
            around = self.parent(around)

    @cached_property
    def solid(self) -> list[Id]:
        """The shapes that lines go round: all but zones and buses."""
        return [one for one in self._placements if not isinstance(self.snapshot[one], Zone | Bus)]

    @cached_property
    def _inside(self) -> dict[Id | None, list[Id]]:
        found: dict[Id | None, list[Id]] = {}
        for element_id in self._placements:
            if not isinstance(self.snapshot[element_id], TextNote):
                found.setdefault(self.parent(element_id), []).append(element_id)
        return found

    @cached_property
    def _notes(self) -> list[Id]:
        return [one for one in self._placements if isinstance(self.snapshot[one], TextNote)]
