"""What a filter of a drawing can be asked for, as the entries of its menus."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import dataclass, replace
from typing import Any

from core.assistants.known import SEVERITIES
from core.diagram.criteria import Criteria
from core.diagram.places import BORDER
from core.ground.words import _, deferred
from core.model import KINDS, Element, Id, Snapshot, Truth, Zone
from core.model.facts import facts_of, title_of

FACETS = (
    ("kind", deferred("Kind")),
    ("security", deferred("Security")),
    ("zone", deferred("Zone")),
    ("threats", deferred("Threats")),
    ("verdicts", deferred("Verdicts")),
    ("allocation", deferred("Not allocated")),
)
"""The sorts of criteria, and their names."""

_FIRST = (("encrypted", Truth.NO), ("encrypted", Truth.UNKNOWN), ("authenticated", Truth.NO))
_ALSO = (("authenticated", Truth.UNKNOWN),)
"""What is asked for most stands first."""

_VERDICTS = (
    ("violated", deferred("Violated")),
    ("unknown", deferred("Unknown")),
    ("satisfied", deferred("Satisfied")),
)


@dataclass(frozen=True, slots=True)
class Entry:
    """One choice: its words, whether it is chosen, and the criteria with it chosen or not; or inner ones."""

    title: str
    criteria: Criteria
    chosen: bool = False
    inner: tuple[Entry, ...] = ()
    after_line: bool = False


def entries(facet: str, snapshot: Snapshot, drawn: Iterable[Id], criteria: Criteria) -> list[Entry]:
    """What can be chosen of one sort of criteria on a drawing."""
    elements = [element for element_id in drawn if (element := snapshot.get(element_id)) is not None]
    if facet == "kind":
        kinds = {element.kind for element in elements if not isinstance(element, BORDER)}
        return [_member(criteria, "kinds", kind, title_of(kind)) for kind in sorted(kinds)]
    if facet == "security":
        return _facts(elements, criteria)
    if facet == "zone":
        return _zones(elements, criteria)
    if facet == "threats":
        return [_member(criteria, "threats", one, title_of(one)) for one in SEVERITIES]
    if facet == "verdicts":
        return [_member(criteria, "verdicts", one, title()) for one, title in _VERDICTS]
    after = replace(criteria, unallocated=not criteria.unallocated)
    return [Entry(_("Not allocated"), after, criteria.unallocated)]


def _member(criteria: Criteria, name: str, value: Any, title: str) -> Entry:
    """A choice of one value of a set."""
    known = getattr(criteria, name)
    return Entry(title, replace(criteria, **{name: known ^ {value}}), value in known)


def _facts(elements: list[Element], criteria: Criteria) -> list[Entry]:
    """The questions that are asked most, then every fact of yes and no that something drawn can state."""
    titles: dict[str, str] = {}
    for kind in sorted({element.kind for element in elements}):
        titles |= {fact.name: fact.title for fact in facts_of(KINDS[kind]) if fact.sort == "truth"}
    first = [
        _member(criteria, "facts", (name, truth), f"{titles[name]}: {_(truth.value)}")
        for name, truth in (*_FIRST, *_ALSO)
        if name in titles
    ]
    every = [
        Entry(
            title,
            criteria,
            inner=tuple(_member(criteria, "facts", (name, one), title_of(one.value)) for one in Truth),
        )
        for name, title in sorted(titles.items(), key=lambda one: one[1])
    ]
    return [*first, *every]


def _zones(elements: list[Element], criteria: Criteria) -> list[Entry]:
    """Flows that cross a border, and one zone of those drawn."""
    crossing = Entry(
        _("Flows that cross a border"), replace(criteria, crossing=not criteria.crossing), criteria.crossing
    )
    zones = sorted((one for one in elements if isinstance(one, Zone)), key=lambda one: one.name)
    found = []
    for number, zone in enumerate(zones):
        chosen = criteria.zone == zone.id
        after = replace(criteria, zone=None if chosen else zone.id)
        found.append(Entry(zone.name or _("unnamed"), after, chosen, after_line=number == 0))
    return [crossing, *found]
