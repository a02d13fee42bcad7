"""Elements against elements: which runs where, which talks to which, which requirement is about which.

Requirements also stand against each other, with the traces between them.
A matrix is worked out from a snapshot and never drawn by hand; lines stand in groups that can be folded.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field
from enum import StrEnum

from core.diagram.matrix_axes import Axis, Grouping, axis_of
from core.model import (
    Actor,
    Allocation,
    Component,
    Connector,
    DataStore,
    Element,
    ExternalSystem,
    Id,
    Node,
    Port,
    Requirement,
    Snapshot,
    TraceLink,
    Truth,
)
from core.model.facts import title_of
from core.model.substance import changed_ends


class Subject(StrEnum):
    """What a cell says of its row and its column."""

    ALLOCATIONS = "allocations"
    CONNECTORS = "connectors"
    TRACES = "traces"
    RELATIONS = "relations"
    """Traces between two requirements."""


MUTUAL = (Subject.CONNECTORS, Subject.RELATIONS)
"""Subjects of which rows and columns are the same elements: a link leads there or back."""


@dataclass(frozen=True, slots=True)
class Wish:
    """What of a matrix is to be seen: the subject, the groups, what is folded, and the names looked for.

    While names are looked for nothing is folded on that side: what is found is seen.
    """

    subject: Subject = Subject.ALLOCATIONS
    grouping: Grouping = Grouping.ZONE
    folded_rows: frozenset[str] = frozenset()
    folded_columns: frozenset[str] = frozenset()
    row_words: str = ""
    column_words: str = ""


@dataclass(frozen=True, slots=True)
class Head:
    """A row or a column: an element, or a group of them.

    `members` are the elements whose links its cells show: itself, all that it holds where it is
    folded, none for a group that is open. `total` counts the links of all that it holds.
    """

    id: str
    name: str
    kind: str
    depth: int
    members: tuple[Id, ...]
    holds: int
    folded: bool
    total: int
    empty: bool
    """Whether an element stands here that has no link at all."""

    @property
    def element(self) -> Id | None:
        """The one element whose links the cells show."""
        return self.members[0] if self.members == (self.id,) else None


@dataclass(frozen=True, slots=True)
class Cell:
    """What joins a row to a column: `links` lead from the row to the column, `back` the other way."""

    links: tuple[Id, ...] = ()
    back: tuple[Id, ...] = ()
    words: str = ""
    unknown: bool = False
    """Whether something that should be known of the links is not: protocol, encryption, authentication."""
    suspect: bool = False
    """Whether an end of one of the traces, there or back, changed since that was confirmed."""


NOTHING = Cell()
"""The cell of what nothing joins."""


@dataclass(frozen=True, slots=True)
class Matrix:
    """Rows, columns, and the cells that are not empty."""

    wish: Wish
    rows: tuple[Head, ...]
    columns: tuple[Head, ...]
    cells: Mapping[tuple[int, int], Cell] = field(default_factory=dict)
    links: int = 0
    """How many links there are in all, shown or not."""
    suspect: int = 0
    """Of how many of them an end changed since they were confirmed."""

    @property
    def subject(self) -> Subject:
        """What the cells say."""
        return self.wish.subject

    def cell(self, row: int, column: int) -> Cell:
        """What joins a row to a column."""
        return self.cells.get((row, column), NOTHING)


Ends = tuple[Id, Id, Element]
"""What a link joins, from and to, and the link itself."""

_TALKING = (Actor, ExternalSystem, Component, DataStore)


def matrix(snapshot: Snapshot, wish: Wish) -> Matrix:
    """The matrix that is wished for, as the model has it."""
    links = tuple(ends_of(snapshot, wish.subject))
    row_axis, column_axis = _axes(snapshot, wish)
    both_ways = wish.subject in MUTUAL
    leaving = _by_end((source, link.id) for source, _target, link in links)
    arriving = _by_end((target, link.id) for _source, target, link in links)
    known = _joined(leaving, arriving) if both_ways else None
    rows = _heads(row_axis, wish.folded_rows, wish.row_words, leaving, known or leaving)
    columns = _heads(column_axis, wish.folded_columns, wish.column_words, arriving, known or arriving)
    traces = (link for _source, _target, link in links if isinstance(link, TraceLink))
    doubted = frozenset(link.id for link in traces if changed_ends(snapshot, link))
    cells = _cells(rows, columns, links, both_ways, doubted)
    return Matrix(wish, rows, columns, cells, len(links), len(doubted))


def ends_of(snapshot: Snapshot, subject: Subject) -> Iterable[Ends]:
    """Every link of a subject that joins an element that can be a row to one that can be a column."""
    if subject is Subject.ALLOCATIONS:
        for allocation in snapshot.of(Allocation):
            yield allocation.component, allocation.node, allocation
    elif subject is Subject.CONNECTORS:
        for connector in snapshot.of(Connector):
            yield _talker(snapshot, connector.source), _talker(snapshot, connector.target), connector
    elif subject is Subject.RELATIONS:
        for trace in snapshot.of(TraceLink):
            if all(isinstance(snapshot.get(end or ""), Requirement) for end in (trace.source, trace.target)):
                yield trace.source, trace.target or "", trace
    else:
        for trace in snapshot.of(TraceLink):
            ends = trace.source, trace.target
            first, second = (snapshot.get(end) for end in ends)
            if (
                first is None
                or second is None
                or isinstance(first, Requirement) == isinstance(second, Requirement)
            ):
                continue
            requirement, element = (first, second) if isinstance(first, Requirement) else (second, first)
            yield requirement.id, element.id, trace


def _talker(snapshot: Snapshot, end: Id) -> Id:
    """The element at an end of a flow; a port stands for its owner."""
    port = snapshot.find(Port, end)
    return end if port is None else port.owner or end


def _axes(snapshot: Snapshot, wish: Wish) -> tuple[Axis, Axis]:
    if wish.subject is Subject.ALLOCATIONS:
        carried = (*snapshot.of(Component), *snapshot.of(DataStore))
        return axis_of(snapshot, carried, wish.grouping), axis_of(snapshot, snapshot.of(Node), wish.grouping)
    if wish.subject is Subject.CONNECTORS:
        talking: list[Element] = [element for kind in _TALKING for element in snapshot.of(kind)]
        axis = axis_of(snapshot, talking, wish.grouping)
        return axis, axis
    if wish.subject is Subject.RELATIONS:
        axis = axis_of(snapshot, snapshot.of(Requirement), wish.grouping)
        return axis, axis
    traced: dict[Id, Element] = {
        element.id: element for kind in (*_TALKING, Node) for element in snapshot.of(kind)
    }
    for _requirement, element_id, _trace in ends_of(snapshot, Subject.TRACES):
        traced.setdefault(element_id, snapshot[element_id])
    return (
        axis_of(snapshot, snapshot.of(Requirement), wish.grouping),
        axis_of(snapshot, traced.values(), wish.grouping),
    )


def _by_end(pairs: Iterable[tuple[Id, Id]]) -> dict[Id, list[Id]]:
    found: dict[Id, list[Id]] = {}
    for end, link in pairs:
        found.setdefault(end, []).append(link)
    return found


def _joined(first: Mapping[Id, list[Id]], second: Mapping[Id, list[Id]]) -> dict[Id, list[Id]]:
    return {end: [*first.get(end, ()), *second.get(end, ())] for end in {*first, *second}}


def _heads(
    axis: Axis,
    folded: frozenset[str],
    words: str,
    counted: Mapping[Id, list[Id]],
    known: Mapping[Id, list[Id]],
) -> tuple[Head, ...]:
    """The lines of an axis that are to be seen, from first to last.

    `counted` has the links that a line counts, `known` those without any of which it is empty.
    """
    wanted = words.strip().casefold()
    found = axis.found(wanted) if wanted else None
    heads: list[Head] = []

    def add(key: str, depth: int) -> None:
        line = axis.lines[key]
        if found is not None and key not in found:
            return
        inside = axis.inside(key)
        is_folded = key in folded and len(inside) > line.is_element and not wanted
        members = inside if is_folded else (key,) if line.is_element else ()
        total = len({link for one in members or inside for link in counted.get(one, ())})
        heads.append(
            Head(
                key,
                line.name,
                line.kind,
                depth,
                members,
                len(inside) - line.is_element,
                is_folded,
                total,
                line.is_element and not any(known.get(one) for one in members),
            )
        )
        if not is_folded:
            for child in axis.children.get(key, ()):
                add(child, depth + 1)

    for key in axis.children.get("", ()):
        add(key, 0)
    return tuple(heads)


def _cells(
    rows: tuple[Head, ...],
    columns: tuple[Head, ...],
    links: Iterable[Ends],
    both_ways: bool,
    doubted: frozenset[Id],
) -> Mapping[tuple[int, int], Cell]:
    row_of = {member: number for number, head in enumerate(rows) for member in head.members}
    column_of = {member: number for number, head in enumerate(columns) for member in head.members}
    there: dict[tuple[int, int], list[Element]] = {}
    back: dict[tuple[int, int], list[Id]] = {}
    for source, target, link in links:
        row, column = row_of.get(source), column_of.get(target)
        if row is not None and column is not None:
            there.setdefault((row, column), []).append(link)
        if both_ways:
            row, column = row_of.get(target), column_of.get(source)
            if row is not None and column is not None:
                back.setdefault((row, column), []).append(link.id)
    return {
        place: Cell(
            tuple(link.id for link in there.get(place, ())),
            tuple(back.get(place, ())),
            _said(there.get(place, ())),
            any(map(_is_unknown, there.get(place, ()))),
            not doubted.isdisjoint((*(link.id for link in there.get(place, ())), *back.get(place, ()))),
        )
        for place in {*there, *back}
    }


def _said(links: Iterable[Element]) -> str:
    """The protocols of flows or the relations of traces, each once."""
    words = {
        link.protocol if isinstance(link, Connector) else title_of(link.relation.value).lower(): None
        for link in links
        if isinstance(link, Connector | TraceLink)
    }
    return ", ".join(word for word in words if word)


def _is_unknown(link: Element) -> bool:
    return isinstance(link, Connector) and (
        not link.protocol or Truth.UNKNOWN in (link.encrypted, link.authenticated)
    )
