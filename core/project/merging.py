"""Three versions of a model become one, element by element and fact by fact; what cannot is a conflict.

What one side alone changed since the base is taken over. Nothing is guessed from names: elements are
the same where their ids are. A result breaks no rule of the model.
"""

from collections.abc import Callable
from dataclasses import dataclass, replace
from typing import Any

from core.model import Edit, Element, Id, Placement, Snapshot
from core.model.plain import Field, fields_of
from core.project.clashes import structural
from core.project.conflict import Choice, Clash, Conflict, Versions
from core.project.lists import joined_members, joined_sequence
from core.project.settling import facts_settled, settled

Decide = Callable[[Conflict], Choice | None]
"""What a person decided about a conflict; None leaves it open."""

_TOGETHER: dict[type[Element], tuple[tuple[str, ...], ...]] = {
    Placement: (("x", "y"), ("width", "height"), ("side", "offset")),
}
"""Facts that say one thing together, such as a place: half of one and half of the other is neither."""


@dataclass(frozen=True, slots=True)
class Merged:
    """What came of it: the model, None while conflicts are open; these; and those that were decided."""

    snapshot: Snapshot | None
    conflicts: tuple[Conflict, ...]
    decided: tuple[tuple[Conflict, Choice], ...]


def merge(
    base: Snapshot, ours: Snapshot, theirs: Snapshot, decide: Decide = lambda _conflict: None
) -> Merged:
    """Merge ours and theirs, which both began as the base.

    A decision may bring up further conflicts, which are put to `decide` in their turn, or settle others
    along the way. Each conflict is decided once.
    """
    versions = Versions(base, _sharing(base, ours), _sharing(base, theirs))
    decided: dict[str, tuple[Conflict, Choice]] = {}
    while True:
        attempt, conflicts = attempted(versions)
        chosen = [
            (one, choice)
            for one in conflicts
            if one.key not in decided and (choice := decide(one)) is not None and choice in one.choices
        ]
        # Facts stand alone; a removal may settle what stands beside it, so it is looked at again after each.
        facts = [pick for pick in chosen if pick[0].clash is Clash.FACT]
        decided |= {one.key: (one, choice) for one, choice in facts or chosen[:1]}
        versions = facts_settled(versions, facts)
        for one, choice in [] if facts else chosen[:1]:
            versions = settled(versions, one, choice)
        if not chosen:
            return Merged(None if conflicts else attempt, conflicts, tuple(decided.values()))


def attempted(versions: Versions) -> tuple[Snapshot, tuple[Conflict, ...]]:
    """The merge as far as it goes, and what is in its way, by element."""
    base, ours, theirs = versions.base, versions.ours, versions.theirs
    elements: dict[Id, Element] = {}
    conflicts: list[Conflict] = []
    torn: set[Id] = set()
    apart: list[Id] = []
    for element_id in sorted(ours.elements.keys() | theirs.elements.keys()):
        before, mine, other = base.get(element_id), ours.get(element_id), theirs.get(element_id)
        if mine is not None and before is mine is other:
            elements[element_id] = mine
            continue
        apart.append(element_id)
        if other in (mine, before):
            kept = mine
        elif mine == before:
            kept = other
        elif mine is None or other is None:
            kept = None
            torn.add(element_id)
        elif type(mine) is not type(other):
            kept = mine
            conflicts.append(Conflict(element_id, (), Clash.KIND, before, mine, other, (), _either(before)))
        else:
            kept, found = _merged(before, mine, other)
            conflicts += found
        if kept is not None:
            elements[element_id] = kept
    attempt = Snapshot(elements.values())
    known = {(one.element, one.fields[:1]) for one in conflicts}
    conflicts += structural(versions, attempt, apart, torn, known)
    return attempt, tuple(sorted(conflicts, key=lambda one: (one.element, one.fields)))


def _sharing(base: Snapshot, side: Snapshot) -> Snapshot:
    """The side with the very elements of the base where it has the same: those need no second look."""
    same = [
        Edit(mine, before)
        for before in base.elements.values()
        if (mine := side.get(before.id)) is not before and mine == before
    ]
    return side.after(same) if same else side


def _merged(before: Element | None, mine: Element, other: Element) -> tuple[Element, list[Conflict]]:
    """An element that both changed, or both added; facts in conflict are as ours states them."""
    known = before if type(before) is type(mine) else None
    facts: dict[str, Any] = {}
    conflicts = []
    for unit in _units(type(mine)):
        names = tuple(field.name for field in unit)
        old = None if known is None else _values(known, names)
        ours, theirs = _values(mine, names), _values(other, names)
        values = _joined(unit, old, ours, theirs)
        if values is None:
            values = ours
            shown = (_shown(old), _shown(ours), _shown(theirs))
            conflicts.append(Conflict(mine.id, names, Clash.FACT, *shown, choices=_either(known)))
        facts.update(zip(names, values, strict=True))
    return replace(mine, **facts), conflicts


def _units(kind: type[Element]) -> list[tuple[Field, ...]]:
    together = _TOGETHER.get(kind, ())
    fields = {field.name: field for field in fields_of(kind) if field.name != "id"}
    single = [(name,) for name in fields if not any(name in unit for unit in together)]
    return [tuple(fields[name] for name in unit) for unit in (*single, *together)]


def _values(element: Element, names: tuple[str, ...]) -> tuple[Any, ...]:
    return tuple(getattr(element, name) for name in names)


def _shown(values: tuple[Any, ...] | None) -> Any:
    """The value of one fact, or the values of several that say one thing together."""
    return None if values is None else values[0] if len(values) == 1 else values


def _joined(unit: tuple[Field, ...], before: Any, mine: Any, other: Any) -> tuple[Any, ...] | None:
    """The values of the facts of a unit; None where both stated something else."""
    joined: tuple[Any, ...] | None
    if other in (mine, before):
        joined = mine
    elif mine == before:
        joined = other
    elif len(unit) == 1 and unit[0].many and isinstance(mine[0], tuple):
        old = () if before is None else before[0]
        members = unit[0].reference is not None or all(isinstance(one, str) for one in (*mine[0], *other[0]))
        values = (joined_members if members else joined_sequence)(old, mine[0], other[0])
        joined = None if values is None else (values,)
    else:
        joined = None
    return joined


def _either(before: Element | None) -> tuple[Choice, ...]:
    return ("ours", "theirs") if before is None else ("ours", "theirs", "base")
