"""Room that shapes make for one that grows, with its words or what comes into it, in the same change."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass

from app.gestures.placing import counted, placement_of
from app.gestures.shifting import shift_shapes
from core.diagram.places import BORDER
from core.diagram.yielding import Yielded, yielded
from core.ground.words import _
from core.model import Editor, Element, Id, Snapshot, name_of


@dataclass(frozen=True, slots=True)
class MadeRoom:
    """What came of growth, one entry a diagram on which anything did."""

    found: tuple[Yielded, ...] = ()

    def aside(self, diagram: Id) -> tuple[Id, ...]:
        """What made room on a diagram."""
        return tuple(element_id for one in self.found if one.diagram == diagram for element_id in one.aside)

    def covered(self, diagram: Id) -> tuple[tuple[Id, Id], ...]:
        """What grew over what on a diagram, as that could go nowhere."""
        return tuple(pair for one in self.found if one.diagram == diagram for pair in one.covered)


def make_room(edit: Editor, earlier: Snapshot, *, near: bool = False) -> MadeRoom:
    """Let shapes make room for those that grew since an earlier state of the model, on every diagram.

    With `near` only those that lie in the same holder.
    """
    edits = edit.edits() if earlier is not edit.snapshot else ()
    found = tuple(yielded(earlier, edit.snapshot, edits, near=near))
    for one in found:
        by: dict[tuple[float, float], list[Id]] = {}
        for element_id, shift in one.shifts.items():
            ends = [end.id for kind in BORDER for end in edit.snapshot.owned(element_id, kind)]
            by.setdefault(shift, []).extend((element_id, *ends))
        present = edit.snapshot
        for shift, element_ids in by.items():
            shift_shapes(edit, present, one.diagram, element_ids, shift)
        for element_id, area in one.frames.items():
            place = placement_of(edit.snapshot, one.diagram, element_id)
            if place is not None:
                edit.set(place, x=area.x, y=area.y, width=area.width, height=area.height)
    return MadeRoom(found)


def told_elsewhere(snapshot: Snapshot, made: MadeRoom, here: Id | None = None) -> list[str]:
    """What shapes grew over that could go nowhere, and on which diagrams, apart from the one in front."""
    return [
        _("{diagram}: {words}").format(diagram=name_of(snapshot, one.diagram), words=words)
        for one in made.found
        if one.diagram != here
        for words in covered_words(snapshot, one.covered)
    ]


def aside_words(snapshot: Snapshot, ids: Iterable[Id]) -> str:
    """That shapes made room, in the words of the status line; nothing for none."""
    moved = _elements(snapshot, ids)
    return _("Moves {what} aside").format(what=counted(moved)) if moved else ""


def covered_words(snapshot: Snapshot, pairs: Iterable[tuple[Id, Id]]) -> list[str]:
    """What lies over what now, one sentence for each that grew."""
    over: dict[Id, list[Id]] = {}
    for grown, other in pairs:
        over.setdefault(grown, []).append(other)
    return [
        _("{name} overlaps {what}").format(
            name=name_of(snapshot, grown), what=counted(_elements(snapshot, others))
        )
        for grown, others in over.items()
    ]


def _elements(snapshot: Snapshot, ids: Iterable[Id]) -> list[Element]:
    return [one for element_id in ids if (one := snapshot.get(element_id)) is not None]
