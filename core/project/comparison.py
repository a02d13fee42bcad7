"""What differs between two models, element by element: two projects, or two points in time of one."""

from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Literal

from core.model import KINDS, Element, Id, Placement, ProposedEdit, Snapshot, name_of
from core.model.differences import name_with_owner
from core.model.drawn import is_drawing

Sort = Literal["added", "removed", "changed", "drawn"]

SORTS: tuple[Sort, ...] = ("added", "removed", "changed", "drawn")

_ORDER = {kind: place for place, kind in enumerate(KINDS)}


def compared(before: Snapshot, after: Snapshot) -> list[ProposedEdit]:
    """The edits that lead from the one model to the other, by kind and then by name.

    Elements are the same where their ids are; nothing is guessed from names.
    """
    edits = [ProposedEdit(edit.before, edit.after) for edit in before.edits_to(after)]

    def place(edit: ProposedEdit) -> tuple[int, str, str]:
        element = edit.after or edit.before
        assert element is not None
        name = name_of(after if edit.after is not None else before, element.id)
        return _ORDER[element.kind], name, element.id

    return sorted(edits, key=place)


def is_layout(edit: ProposedEdit) -> bool:
    """Whether an edit is about how something is drawn and not about the system."""
    element = edit.after or edit.before
    return element is not None and is_drawing(element)


@dataclass(frozen=True, slots=True)
class Alteration:
    """What became of one element, with what became of its places on diagrams.

    It is `drawn` where the element is the same and only stands elsewhere or otherwise on a diagram.
    """

    element: Element
    name: str
    sort: Sort
    edits: tuple[ProposedEdit, ...]

    @property
    def id(self) -> Id:
        """The element that it is about."""
        return self.element.id


def alterations(before: Snapshot, after: Snapshot) -> list[Alteration]:
    """Every element that is not the same in both models, or not drawn the same, by kind and name."""
    return altered(compared(before, after), before, after)


def altered(edits: Iterable[ProposedEdit], before: Snapshot, after: Snapshot) -> list[Alteration]:
    """What edits make of each element; the models say what it is called and what is drawn."""
    found: dict[Id, Alteration] = {}
    places = []
    for edit in edits:
        element = edit.after or edit.before
        assert element is not None
        if isinstance(element, Placement):
            places.append((element.element, edit))
            continue
        sort: Sort = "added" if edit.before is None else "removed" if edit.after is None else "changed"
        found[element.id] = Alteration(element, _called(element, before, after), sort, (edit,))
    for element_id, edit in places:
        known = found.get(element_id)
        drawn = after.get(element_id) or before.get(element_id)
        if known is not None:
            found[element_id] = replace(known, edits=(*known.edits, edit))
        elif drawn is not None:
            found[element_id] = Alteration(drawn, _called(drawn, before, after), "drawn", (edit,))
    return sorted(found.values(), key=lambda one: (_ORDER[one.element.kind], one.name, one.id))


def _called(element: Element, before: Snapshot, after: Snapshot) -> str:
    """The name in the model that has the element; its own where neither has it any more."""
    known = name_with_owner(after, element.id) or name_with_owner(before, element.id)
    return known or str(getattr(element, "key", "")) or element.name
