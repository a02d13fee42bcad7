"""One element as two sides made it, fact by fact: what one side alone changed is taken over."""

from dataclasses import dataclass, replace
from typing import Any

from core.model import Element, Placement, TraceLink
from core.model.plain import Field, fields_of
from core.project.conflict import CHOICES, SIDES, Choice, Clash, Conflict
from core.project.lists import joined_members, joined_sequence

_TOGETHER: dict[type[Element], tuple[tuple[str, ...], ...]] = {
    Placement: (("x", "y"), ("width", "height"), ("side", "offset")),
    TraceLink: (("source_confirmed", "target_confirmed"),),
}
"""Facts that say one thing together, such as a place: half of one and half of the other is neither."""

_AS_BEFORE = (("source_confirmed", "target_confirmed"),)
"""What neither side can have said of both together: it is as before, and the trace is suspect, unasked."""


@dataclass(frozen=True, slots=True)
class United:
    """What became of an element: None where it is gone; facts in conflict are as ours states them.

    It is `torn` where one side removed it and the other changed it, and so it is neither there nor gone.
    """

    element: Element | None
    conflicts: tuple[Conflict, ...] = ()
    torn: bool = False


def united(before: Element | None, mine: Element | None, other: Element | None) -> United:
    """The element of the base, of ours and of theirs as one."""
    if mine is other or other in (mine, before):
        return United(mine)
    if mine == before:
        return United(other)
    if mine is None or other is None:
        return United(None, torn=True)
    if type(mine) is not type(other):
        return United(mine, (Conflict(mine.id, (), Clash.KIND, before, mine, other, (), _choices(before)),))
    return _by_facts(before, mine, other)


def _by_facts(before: Element | None, mine: Element, other: Element) -> United:
    """An element that both changed, or both added."""
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
            conflicts.append(Conflict(mine.id, names, Clash.FACT, *shown, choices=_choices(known)))
        facts.update(zip(names, values, strict=True))
    return United(replace(mine, **facts), tuple(conflicts))


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
        joined = before if tuple(field.name for field in unit) in _AS_BEFORE else None
    return joined


def _choices(before: Element | None) -> tuple[Choice, ...]:
    return SIDES if before is None else CHOICES
