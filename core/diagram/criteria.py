"""What a person looks for on a drawing: all that does not meet it is dimmed. A view, never a model fact."""

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping
from dataclasses import dataclass, field
from functools import cache

from core.diagram.overlay import ThreatMark, VerdictMark
from core.diagram.places import BORDER, LINES
from core.diagram.written import written_on
from core.model import (
    Allocation,
    Component,
    DataStore,
    Element,
    Id,
    Snapshot,
    Truth,
    Zone,
)
from core.model.zoning import zone_of

Test = Callable[[Element], bool]

CARRIED = (Component, DataStore)
"""What should run on a node."""


@dataclass(frozen=True, slots=True)
class Criteria:
    """Every criterion that is given must be met; of several answers to one, any.

    `text` are words that must all occur in name, kind, protocol, data or what a drawing writes. `facts`
    are three-valued facts with the answer looked for. `zone` keeps what is in it and flows that begin or
    end there, `crossing` flows between zones. `threats` are severities of open threats, `verdicts` the
    verdict shown on an element. `unallocated` keeps components and data stores that run on no node.
    """

    text: str = ""
    kinds: frozenset[str] = frozenset()
    facts: frozenset[tuple[str, Truth]] = frozenset()
    zone: Id | None = None
    crossing: bool = False
    threats: frozenset[ThreatMark] = frozenset()
    verdicts: frozenset[VerdictMark] = frozenset()
    unallocated: bool = False

    @property
    def empty(self) -> bool:
        """Whether everything meets them."""
        return self == Criteria()


@dataclass(frozen=True, slots=True)
class Found:
    """What analyses say of elements: the severities of open threats, and the worst verdict."""

    threats: Mapping[Id, Collection[ThreatMark]] = field(default_factory=dict)
    verdicts: Mapping[Id, VerdictMark] = field(default_factory=dict)


def matching(snapshot: Snapshot, criteria: Criteria, found: Found, candidates: Iterable[Id]) -> frozenset[Id]:
    """The candidates that meet all criteria."""
    elements = snapshot.elements
    left: Iterable[Element] = [elements[one] for one in candidates if one in elements]
    for test in _tests(snapshot, criteria, found):
        left = filter(test, left)
    return frozenset([element.id for element in left])


def ends_of(snapshot: Snapshot, element_ids: Iterable[Id]) -> set[Id]:
    """What the lines among these elements join: a line without its ends says nothing."""
    elements = snapshot.elements
    lines = (elements.get(element_id) for element_id in element_ids)
    ends = {end for line in lines if isinstance(line, LINES) for end in (line.source, line.target)}
    parts = (elements.get(end) for end in tuple(ends))
    ends.update(part.owner for part in parts if isinstance(part, BORDER) and part.owner is not None)
    return ends


def allocated_in(snapshot: Snapshot) -> Test:
    """Tells whether something runs on a node: by itself, with its whole, or in all its parts."""
    runs = {link.component for link in snapshot.of(Allocation)}

    def in_parts(element: Element) -> bool:
        if element.id in runs:
            return True
        parts = [*snapshot.owned(element.id, Component), *snapshot.owned(element.id, DataStore)]
        return bool(parts) and all(map(in_parts, parts))

    def test(element: Element) -> bool:
        return bool(runs) and (
            any(owner.id in runs for owner in snapshot.owners(element)) or in_parts(element)
        )

    return test


def _tests(snapshot: Snapshot, criteria: Criteria, found: Found) -> Iterator[Test]:
    """The criteria that are given, those that are looked up quickest first."""
    if criteria.kinds:
        yield lambda element: element.kind in criteria.kinds
    if criteria.threats:
        yield lambda element: not criteria.threats.isdisjoint(found.threats.get(element.id, ()))
    if criteria.verdicts:
        yield lambda element: found.verdicts.get(element.id) in criteria.verdicts
    if criteria.facts:
        yield lambda element: any(getattr(element, fact, None) is truth for fact, truth in criteria.facts)
    if criteria.text.strip():
        yield _text_test(snapshot, criteria.text.casefold().split())
    if criteria.unallocated:
        allocated = allocated_in(snapshot)
        yield lambda element: isinstance(element, CARRIED) and not allocated(element)
    if criteria.crossing or criteria.zone is not None:
        yield _zone_test(snapshot, criteria)


def _zone_test(snapshot: Snapshot, criteria: Criteria) -> Test:
    inside = cache(lambda element_id: _zone_id(snapshot, snapshot.get(element_id)))
    wanted = _within(snapshot, criteria.zone)

    def test(element: Element) -> bool:
        if not isinstance(element, LINES):
            return not criteria.crossing and (element.id in wanted or inside(element.id) in wanted)
        ends = [inside(element.source), inside(element.target)]
        within = sum(end in wanted for end in ends)
        if not criteria.crossing:
            return within > 0
        return ends[0] != ends[1] and (criteria.zone is None or within == 1)

    return test


def _within(snapshot: Snapshot, zone: Id | None) -> frozenset[Id]:
    """A zone and the zones in it."""
    found: set[Id] = set()
    waiting = [zone] if zone is not None else []
    while waiting:
        here = waiting.pop()
        if here not in found:
            found.add(here)
            waiting += (inner.id for inner in snapshot.owned(here, Zone))
    return frozenset(found)


def _zone_id(snapshot: Snapshot, element: Element | None) -> Id | None:
    zone = zone_of(snapshot, element) if element is not None else None
    return None if zone is None else zone.id


def _text_test(snapshot: Snapshot, words: Collection[str]) -> Test:
    """Whether all words, none of which holds a line break, occur in what is said of an element."""

    def test(element: Element) -> bool:
        protocol, data = getattr(element, "protocol", ""), getattr(element, "data", "")
        said = (element.name, element.kind, protocol, data, written_on(snapshot, element))
        text = "\n".join(said).casefold()
        return all(map(text.__contains__, words))

    return test
