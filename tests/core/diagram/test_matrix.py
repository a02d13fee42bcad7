"""The matrix against the slow way: every pair of elements looked at, every link looked at for each."""

import csv
import io
import time
from collections.abc import Callable
from itertools import count

from hypothesis import given
from hypothesis import strategies as st

from core.diagram.matrix import MUTUAL, NOTHING, Matrix, Subject, Wish, ends_of, matrix
from core.diagram.matrix_axes import Grouping
from core.diagram.matrix_table import comma_separated, spoken_cell, tab_separated, table
from core.ground.identity import counted_ids
from core.model import (
    Actor,
    Allocation,
    Component,
    Connector,
    DataStore,
    Element,
    Node,
    Port,
    Relation,
    Requirement,
    Snapshot,
    TraceLink,
    Truth,
    Zone,
)


class Making:
    """Elements drawn one after the other, each under an id of its own."""

    def __init__(self, draw: st.DrawFn) -> None:
        self._draw, self._ids = draw, counted_ids()
        self.elements: list[Element] = []

    def add(self, most: int, kind: type[Element], **facts: Callable[[], object]) -> list[Element]:
        """Up to so many elements of a kind; each fact is asked for anew."""
        made = []
        for _number in range(self._draw(st.integers(0, most))):
            name = self._draw(st.sampled_from(["Pump", "Valve 2", "Valve 10", ""]))
            made.append(kind(id=self._ids(), name=name, **{fact: value() for fact, value in facts.items()}))
            self.elements.append(made[-1])
        return made

    def one(self, *choices: object) -> object:
        """One of the choices."""
        return self._draw(st.sampled_from(choices))

    def some(self, kinds: tuple[type[Element], ...], none: bool = True) -> str | None:
        """The id of an element of these kinds that is there already, or perhaps none."""
        known = [one.id for one in self.elements if isinstance(one, kinds)]
        return self.one(*([None] if none or not known else []), *known)


_CARRIED = (Component, DataStore)
_TALKING = (*_CARRIED, Actor, Port)


@st.composite
def models(draw: st.DrawFn) -> Snapshot:
    """Zones, components and nodes that nest, stores, actors, ports, and links of each sort."""
    made = Making(draw)
    numbers = count()
    made.add(3, Zone, owner=lambda: made.some((Zone,)))
    for kind in (*_CARRIED, Component):
        made.add(3, kind, owner=lambda: made.some((Component,)), zone=lambda: made.some((Zone,)))
    made.add(2, Actor, zone=lambda: made.some((Zone,)))
    made.add(3, Node, owner=lambda: made.some((Node,)), zone=lambda: made.some((Zone,)))
    made.add(
        3,
        Requirement,
        key=lambda: f"R-{next(numbers)}",
        text=str,
        section=lambda: made.one("", "Dosing"),
        owner=lambda: made.some((Requirement,)),
    )
    if any(isinstance(one, _TALKING) for one in made.elements):
        made.add(3, Port, owner=lambda: made.some(_TALKING[:-1], none=False))
        made.add(
            8,
            Connector,
            source=lambda: made.some(_TALKING, none=False),
            target=lambda: made.some(_TALKING, none=False),
            protocol=lambda: made.one("", "S7", "Modbus"),
            encrypted=lambda: made.one(*Truth),
            authenticated=lambda: made.one(*Truth),
        )
    _add_links(made)
    return Snapshot(made.elements)


def _add_links(made: Making) -> None:
    kinds = {type(one) for one in made.elements}
    if Node in kinds and kinds & {*_CARRIED}:
        made.add(
            4,
            Allocation,
            component=lambda: made.some(_CARRIED, none=False),
            node=lambda: made.some((Node,), none=False),
        )
    if Requirement in kinds:
        traced = (Requirement, Node, *_TALKING)
        for ends in (((Requirement,), traced), (traced, (Requirement,))):
            made.add(
                4,
                TraceLink,
                source=lambda ends=ends: made.some(ends[0], none=False),
                target=lambda ends=ends: made.some(ends[1], none=False),
                relation=lambda: made.one(*Relation),
            )


def slow_links(snapshot: Snapshot, subject: Subject, row: str, column: str) -> list[str]:
    """The links from a row element to a column element, each link looked at."""

    def whole(end):
        element = snapshot[end]
        return element.owner if isinstance(element, Port) and subject is Subject.CONNECTORS else end

    found = []
    for link in snapshot:
        if subject is Subject.ALLOCATIONS and isinstance(link, Allocation):
            joins = (link.component, link.node) == (row, column)
        elif subject is Subject.CONNECTORS and isinstance(link, Connector):
            joins = (whole(link.source), whole(link.target)) == (row, column)
        elif subject is Subject.RELATIONS and isinstance(link, TraceLink):
            joins = (link.source, link.target) == (row, column)
        elif subject is Subject.TRACES and isinstance(link, TraceLink):
            joins = (link.source, link.target) in ((row, column), (column, row))
        else:
            joins = False
        if joins:
            found.append(link.id)
    return found


wishes = st.builds(Wish, st.sampled_from(Subject), st.sampled_from(Grouping))


@given(models(), wishes)
def test_open_cells_hold_the_links_that_a_look_at_every_pair_finds(snapshot, wish):
    shown = matrix(snapshot, wish)
    for row, first in enumerate(shown.rows):
        for column, second in enumerate(shown.columns):
            cell = shown.cell(row, column)
            if not first.members or not second.members:
                assert cell == NOTHING
                continue
            assert sorted(cell.links) == slow_links(snapshot, wish.subject, first.id, second.id)
            back = slow_links(snapshot, wish.subject, second.id, first.id)
            assert sorted(cell.back) == (back if wish.subject in MUTUAL else [])
            assert cell.unknown == any(
                not one.protocol or Truth.UNKNOWN in (one.encrypted, one.authenticated)
                for one in map(snapshot.__getitem__, cell.links)
                if isinstance(one, Connector)
            )


@given(models(), wishes)
def test_every_element_is_a_line_once_and_counts_its_links(snapshot, wish):
    shown = matrix(snapshot, wish)
    ends = [(source, target) for source, target, _link in ends_of(snapshot, wish.subject)]
    for heads, counted in ((shown.rows, [one for one, _ in ends]), (shown.columns, [one for _, one in ends])):
        elements = [head.element for head in heads if head.element]
        assert len(set(elements)) == len(elements)
        assert set(counted) <= set(elements)
        for head in heads:
            if head.element is None:
                continue
            assert head.total == counted.count(head.id)
            talks = head.id in counted or (wish.subject in MUTUAL and any(head.id in pair for pair in ends))
            assert head.empty is not talks
    assert shown.links == len(ends)


@given(models(), wishes, st.data())
def test_folding_loses_no_link_and_counts_none_twice(snapshot, wish, data):
    opened = matrix(snapshot, wish)
    keys = [head.id for head in opened.rows], [head.id for head in opened.columns]
    rows, columns = (
        frozenset(data.draw(st.sets(st.sampled_from(some)))) if some else frozenset() for some in keys
    )
    folded = matrix(snapshot, Wish(wish.subject, wish.grouping, rows, columns))
    assert _links(folded) == _links(opened)
    assert not {head.id for head in folded.rows} - set(keys[0])
    for head in folded.rows:
        before = next(one for one in opened.rows if one.id == head.id)
        if head.folded:
            assert head.holds == before.holds
            assert head.total >= before.total
            assert set(head.members) >= set(before.members)


def _links(shown: Matrix) -> list[str]:
    return sorted(link for cell in shown.cells.values() for link in cell.links)


@given(models(), wishes, st.sampled_from(["pump", "10", "valve", "r-1", "nowhere"]))
def test_a_name_looked_for_stays_with_what_is_around_and_in_it(snapshot, wish, words):
    everything = matrix(snapshot, wish).rows
    found = {head.id for head in matrix(snapshot, Wish(wish.subject, wish.grouping, row_words=words)).rows}
    around: list[int] = []
    kept = set()
    for number, head in enumerate(everything):
        around = [*around[: head.depth], number]
        if any(words in everything[place].name.casefold() for place in around):
            kept.update(everything[place].id for place in around)
    assert found == kept


@given(models(), wishes)
def test_a_group_stands_before_what_it_holds_one_step_deeper(snapshot, wish):
    for heads in (matrix(snapshot, wish).rows, matrix(snapshot, wish).columns):
        for number, head in enumerate(heads):
            inside = 0
            for following in heads[number + 1 :]:
                if following.depth <= head.depth:
                    break
                inside += following.element is not None
            assert head.holds == inside


@given(models(), wishes)
def test_the_written_table_can_be_read_back_and_its_sums_agree(snapshot, wish):
    shown = matrix(snapshot, wish)
    rows = table(shown, "Bartizan")
    assert list(csv.reader(io.StringIO(comma_separated(rows)))) == rows
    assert len({len(line.split("\t")) for line in tab_separated(rows).splitlines()}) == 1
    assert [row[-1] for row in rows[1:-1]] == [str(head.total) for head in shown.rows]
    assert int(rows[-1][-1]) == len(_links(shown))


def test_a_name_that_begins_as_a_formula_is_written_as_text():
    rows = [["Bartizan", "=cmd()"], ["  @SUM(A1)", "+1"]]
    assert comma_separated(rows) == "Bartizan,'=cmd()\r\n'  @SUM(A1),'+1\r\n"


def test_numbers_in_names_are_in_the_order_of_numbers():
    named = [Node(id=f"n{number}", name=f"PLC {number}") for number in (10, 2, 1)]
    shown = matrix(Snapshot(named), Wish())
    assert [head.name for head in shown.columns][1:] == ["PLC 1", "PLC 2", "PLC 10"]


def test_a_cell_is_told_in_a_sentence():
    snapshot = Snapshot(
        [
            Component(id="a", name="Laptop"),
            Component(id="b", name="Pump"),
            Connector(id="c", name="Download", source="a", target="b", protocol="S7"),
        ]
    )
    shown = matrix(snapshot, Wish(Subject.CONNECTORS, Grouping.OWNER))
    assert spoken_cell(snapshot, shown, 0, 1) == "Laptop → Pump: 1 flow, S7, not all of it known, Download"
    assert spoken_cell(snapshot, shown, 1, 0) == "Pump → Laptop: 1 flow back"
    assert spoken_cell(snapshot, shown, 0, 0) == "Laptop → Laptop: no flow"


def test_a_thousand_against_a_thousand_takes_no_longer_than_a_glance():
    elements = [Zone(id=f"z{number}", name=f"Zone {number}") for number in range(20)]
    elements += [
        Component(id=f"c{number}", name=f"Unit {number}", zone=f"z{number % 20}") for number in range(1000)
    ]
    elements += [
        Connector(
            id=f"f{number}", source=f"c{number * 7 % 1000}", target=f"c{number * 13 % 1000}", protocol="S7"
        )
        for number in range(5000)
    ]
    snapshot = Snapshot(elements)
    begun = time.perf_counter()
    shown = matrix(snapshot, Wish(Subject.CONNECTORS))
    taken = time.perf_counter() - begun
    assert (len(shown.rows), len(shown.columns)) == (1020, 1020)
    assert taken < 1.0
