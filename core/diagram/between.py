"""What lines need of the room between two shapes, so that they are seen there and their words are read."""

from collections.abc import Iterator, Mapping

from core.diagram.boxes import LAYER_GAP
from core.diagram.floor import Floor
from core.diagram.manners import manner_of
from core.diagram.places import BORDER, LINES
from core.diagram.stacking import WORD_ROOM
from core.diagram.surroundings import BEFORE
from core.ground.words import untranslated
from core.model import Element, Id

Size = tuple[float, float]
"""What is needed across and what is needed down, in px."""

BARE = BEFORE
"""What a line without words needs between two shapes, in px: it and its head are seen."""

_MOST = 3 * LAYER_GAP


class Between:
    """The lines of one floor as those see them that lie beside each other: each with all that is in it."""

    def __init__(self, floor: Floor) -> None:
        self._floor = floor
        self._partners: dict[Id, Mapping[Id, Size]] = {}
        self._joined: dict[Id, bool] = {}

    def partners(self, element_id: Id) -> Mapping[Id, Size]:
        """What beside a shape lines lead to from it, and the room that these need: as a layout gives."""
        known = self._partners.get(element_id)
        if known is None:
            with untranslated():
                known = self._partners[element_id] = self._found(element_id)
        return known

    def joined(self, element_id: Id) -> bool:
        """Whether any line leads from a shape, or from what is in it, to wherever."""
        if element_id not in self._joined:
            self._joined[element_id] = next(self._lines(element_id), None) is not None
        return self._joined[element_id]

    def _found(self, element_id: Id) -> dict[Id, Size]:
        found: dict[Id, Size] = {}
        holder = self._floor.parent(element_id)
        for line, end in self._lines(element_id):
            other = self._beside(end, holder)
            if other is not None and other != element_id:
                wide, high = self._needed(line)
                known = found.get(other, (0.0, 0.0))
                found[other] = max(wide, known[0]), max(high, known[1])
        return found

    def _needed(self, line: Element) -> Size:
        manner = manner_of(self._floor.snapshot, line)
        if not manner.words:
            return BARE, BARE
        wide, high = manner.label_size()
        return min(wide + WORD_ROOM, _MOST), min(high + WORD_ROOM, _MOST)

    def _lines(self, element_id: Id) -> Iterator[tuple[Element, Id]]:
        """The lines that are drawn from a shape or from what is in it, each with the shape at its far end."""
        snapshot = self._floor.snapshot
        for one in self._floor.within(element_id):
            borders = (border.id for kind in BORDER for border in snapshot.owned(one, kind))
            for end in (one, *borders):
                for line in snapshot.uses(end):
                    if isinstance(line, LINES) and self._floor.shows(line):
                        far = snapshot.get(line.target if line.source == end else line.source)
                        host = far.owner if isinstance(far, BORDER) else far.id if far is not None else None
                        if host is not None and host in self._floor:
                            yield line, host

    def _beside(self, element_id: Id, holder: Id | None) -> Id | None:
        """A shape, or what is around it, that lies directly in a holder."""
        here: Id | None = element_id
        while here is not None:
            around = self._floor.parent(here)
            if around == holder:
                return here
            here = around
        return None
