"""Whether a process lets time pass and others act, whatever these do.

If every process left out of a network does, a run among the others is also a run of the whole: those
left out go on by themselves and never keep it from going on. What is looked for is sufficient, not
necessary: in each location that limits the stay, for all values of the variables, an edge that needs
no partner can be taken when the stay ends; and no circle of such edges is run through without time.
"""

from collections.abc import Callable, Iterable, Iterator
from itertools import product

from core.checker.code import Code, has_clock, has_deadlock
from core.checker.cone import compared_clocks, own_codes, read_slots, set_clocks
from core.checker.network import Edge, Network, Place, Process
from core.checker.running import Conjunct, Program
from core.checker.zone import INFINITY

_MOST = 4096
"""Combinations of values that are tried for one location."""

_Entry = dict[int, int]
"""The greatest value that clocks can have on entering a location; those not named have no greatest."""


def is_free(network: Network, number: int, program: Program) -> bool:
    """Whether the process of that number can always go on by itself before its stay has to end."""
    process = network.processes[number]
    if not any(map(_limits_stay, process.places)):
        return True
    if any(has_deadlock(code) for code in own_codes(process)) or not _sets_to_zero(network, process):
        return False
    entries = _entries(process)
    places = [_Stay(network, process, place, program) for place in range(len(process.places))]
    instant = set()
    for stay in places:
        if not stay.can_end(entries):
            return False
        if stay.may_be_instant(entries):
            instant.add(stay.place)
    return not _circle(process, instant)


def _limits_stay(place: Place) -> bool:
    return place.urgent or place.committed or has_clock(place.invariant)


def _sets_to_zero(network: Network, process: Process) -> bool:
    """Whether the clocks that limit its stays are set to nothing but zero, here and elsewhere."""
    clocks = {clock for place in process.places for clock in compared_clocks(place.invariant)}
    return all(
        value == ("n", 0)
        for other in network.processes
        for code in own_codes(other)
        for clock, value in set_clocks(network, code)
        if clock in clocks
    )


class _Stay:
    """One location: for each combination of values what limits the stay and what can end it."""

    def __init__(self, network: Network, process: Process, place: int, program: Program) -> None:
        self.place = place
        self._process = process
        self._limits = _limits_stay(process.places[place])
        self._timeless = process.places[place].urgent or process.places[place].committed
        edges = [edge for edge in process.edges if edge.source == place and _alone(network, edge)]
        invariant = process.places[place].invariant
        self._invariant = program.predicate(invariant)
        self._edges = [
            (edge, program.predicate(edge.guard), program.predicate(process.places[edge.target].invariant))
            for edge in edges
        ]
        codes = [
            invariant,
            *(edge.guard for edge in edges),
            *(process.places[edge.target].invariant for edge in edges),
        ]
        self._states = _states(network, codes)

    def can_end(self, entries: dict[int, _Entry]) -> bool:
        """Whether for all values the stay has no end, or some edge can be taken when it comes."""
        if not self._limits:
            return True
        states = self._states()
        return states is not None and all(self._ends_in(state, entries) for state in states)

    def may_be_instant(self, entries: dict[int, _Entry]) -> bool:
        """Whether the stay may have to end at the moment it begins."""
        if not self._limits:
            return False
        states = self._states()
        if self._timeless or states is None:
            return True
        entry = entries.get(self.place, {})
        return any(
            entry.get(clock, INFINITY) >= bound >> 1
            for state in states
            for clock, bound in _ceilings(self._invariant(state))
        )

    def _ends_in(self, state: tuple[int, ...], entries: dict[int, _Entry]) -> bool:
        cases = self._invariant(state)
        if not cases:
            return True  # the process is never here with these values
        free_of_time = () in cases
        if free_of_time and not self._timeless:
            return True
        limits = [] if free_of_time else list(_ceilings(cases))
        if not free_of_time and (len(cases) > 1 or len(limits) != len(cases[0])):
            return False
        return any(
            self._passes(guard(state), limits) and self._arrives(edge, target(state), limits, entries)
            for edge, guard, target in self._edges
        )

    def _passes(self, cases: list[Conjunct], limits: list[tuple[int, int]]) -> bool:
        """Whether the guard holds at the end of the stay."""
        if () in cases:
            return True
        if self._timeless or len(limits) != 1:
            return False
        clock, ceiling = limits[0]
        return any(all(_holds_at(constraint, clock, ceiling) for constraint in case) for case in cases)

    def _arrives(
        self,
        edge: Edge,
        cases: list[Conjunct],
        limits: list[tuple[int, int]],
        entries: dict[int, _Entry],
    ) -> bool:
        """Whether the invariant of the target allows the edge, by the greatest values of its clocks."""
        if () in cases:
            return True
        greatest = _leaving(entries.get(self.place, {}), dict(limits), self._timeless)
        greatest |= dict.fromkeys(edge.resets, 0)
        return any(
            all(j == 0 and 2 * greatest.get(i, INFINITY) + 1 <= bound for i, j, bound in case)
            for case in cases
        )


def _alone(network: Network, edge: Edge) -> bool:
    """Whether the edge needs no partner."""
    if not edge.direction:
        return True
    return edge.direction == "!" and edge.channel[0] == "n" and network.channels[edge.channel[1]].broadcast


def _holds_at(constraint: tuple[int, int, int], clock: int, ceiling: int) -> bool:
    """Whether the constraint holds when the clock has reached its ceiling (a bound of a zone)."""
    i, j, bound = constraint
    if i == 0 and j == clock:
        least, strict = -(bound >> 1), not bound & 1
        most, below = ceiling >> 1, not ceiling & 1
        return least < most or (least == most and not strict and not below)
    return j == 0 and i == clock and bound >= ceiling


def _ceilings(cases: Iterable[Conjunct]) -> Iterator[tuple[int, int]]:
    for case in cases:
        yield from ((i, bound) for i, j, bound in case if i and not j)


def _states(network: Network, codes: list[Code]) -> Callable[[], list[tuple[int, ...]] | None]:
    """All states that differ in what the codes read; None where these are too many."""
    slots = sorted({slot for code in codes for slot in read_slots(network, code)})

    def states() -> list[tuple[int, ...]] | None:
        count, variables = 1, len(network.variables)
        choices = []
        for slot in slots:
            if slot < variables:
                low, high = network.ranges[slot]
            else:
                low, high = 0, len(network.processes[slot - variables].places) - 1
            count *= high - low + 1
            if count > _MOST:
                return None
            choices.append(range(low, high + 1))
        start = list(network.start())
        found = []
        for values in product(*choices):
            for slot, value in zip(slots, values, strict=True):
                start[slot] = value
            found.append(tuple(start))
        return found

    return states


def _entries(process: Process) -> dict[int, _Entry]:
    """For each location the greatest values of clocks on entering it, as far as there are any."""
    clocks = {clock for place in process.places for clock in compared_clocks(place.invariant)}
    entries: dict[int, _Entry] = {process.initial: dict.fromkeys(clocks, 0)}
    changed = True
    while changed:
        changed = False
        for edge in process.edges:
            if edge.source not in entries:
                continue
            place = process.places[edge.source]
            leaving = _leaving(entries[edge.source], _fixed_ceilings(place), place.urgent or place.committed)
            arriving = {
                clock: 0 if clock in edge.resets else leaving.get(clock, INFINITY) for clock in clocks
            }
            known = entries.get(edge.target)
            joined = {
                clock: max(value, known.get(clock, 0) if known is not None else 0)
                for clock, value in arriving.items()
            }
            if joined != known:
                entries[edge.target] = joined
                changed = True
    return entries


def _leaving(entry: _Entry, ceilings: dict[int, int], timeless: bool) -> _Entry:
    """The greatest values of clocks on leaving; `ceilings` are bounds of zones that hold all along."""
    if timeless:
        return dict(entry)
    return {clock: bound >> 1 for clock, bound in ceilings.items()}


def _fixed_ceilings(place: Place) -> dict[int, int]:
    """Bounds from above that hold in the location whatever the values of variables are."""
    parts = place.invariant[1] if place.invariant[0] == "and" else (place.invariant,)
    return {
        part[1]: 2 * part[4][1] + (0 if part[3] else 1)
        for part in parts
        if part[0] == "clock" and part[1] and not part[2] and part[4][0] == "n"
    }


def _circle(process: Process, instant: set[int]) -> bool:
    """Whether edges lead from a location of the set through others of it back to itself."""
    onwards = {
        place: {edge.target for edge in process.edges if edge.source == place} & instant for place in instant
    }
    while onwards:
        ends = {place for place, targets in onwards.items() if not targets & onwards.keys()}
        if not ends:
            return True
        for place in ends:
            del onwards[place]
    return False
