"""Which clocks matter where, and up to which constants: the bounds that extrapolation works with.

Bounds are found for each location of each process and carried backwards along edges that do not set
the clock (static guard analysis, Behrmann and others, TACAS 2003). In a state of the network the
largest bound of any process counts; a clock without a bound is not looked at before it is set again,
so zones leave it out.

A clock whose conditions all ask for a flag that is not 0, and which is set wherever the flag is, does
not matter while the flag is 0 either.
"""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from core.checker.code import Code, atoms, bounds, has_clock, parts
from core.checker.network import Network

NONE = -1
"""The bound of a clock that is not compared."""


@dataclass(frozen=True, slots=True)
class Bounds:
    """The clocks that matter, in order, and their largest constants, with an entry for clock 0 first."""

    clocks: tuple[int, ...]
    lower: tuple[int, ...]
    upper: tuple[int, ...]


class Activity:
    """The bounds of a network for one query."""

    def __init__(self, network: Network, predicates: Iterable[Code] = (), equal: bool = False) -> None:
        """`equal` makes lower and upper bounds the same, which keeps more than reachability intact."""
        self._network = network
        self._clocks = len(network.clocks)
        self._slots = len(network.variables)
        self.equal = equal
        # Two numbers a clock, lower at 2 * clock and upper behind it, for each location of each process.
        self.tables = [
            [[NONE] * (2 * self._clocks + 2) for _place in process.places] for process in network.processes
        ]
        predicates = tuple(predicates)
        self._collect()
        for predicate in predicates:
            self._add_query(predicate, {})
        self._carry_back()
        self.flags = dict(_flags(network, predicates))
        self._found: dict[tuple[int, ...], Bounds] = {}

    def at(self, state: tuple[int, ...]) -> Bounds:
        """The bounds in a discrete state."""
        dormant = tuple(clock for clock, slot in self.flags.items() if not state[slot])
        key = (*state[self._slots :], -1, *dormant)
        found = self._found.get(key)
        if found is None:
            found = self._found[key] = self._at(state[self._slots :], dormant)
        return found

    def _at(self, locations: tuple[int, ...], dormant: tuple[int, ...]) -> Bounds:
        tables = [table[location] for table, location in zip(self.tables, locations, strict=True)]
        most = [max(column) for column in zip(*tables, strict=True)]
        clocks, lower, upper = [], [0], [0]
        for clock in range(1, self._clocks + 1):
            low, high = most[2 * clock], most[2 * clock + 1]
            if self.equal:
                low = high = max(low, high)
            if max(low, high) > NONE and clock not in dormant:
                clocks.append(clock)
                lower.append(low)
                upper.append(high)
        return Bounds(tuple(clocks), tuple(lower), tuple(upper))

    def _collect(self) -> None:
        for process, table in zip(self._network.processes, self.tables, strict=True):
            for place, row in zip(process.places, table, strict=True):
                self._add(place.invariant, row)
            for edge in process.edges:
                self._add(edge.guard, table[edge.source])

    def _add(self, predicate: Code, row: list[int]) -> None:
        for atom in atoms(predicate):
            if atom[0] == "clock":
                _kind, i, j, _strict, limit = atom
                low, high = bounds(limit, self._network.ranges)
                entry, constant = (2 * i + 1, high) if i else (2 * j, -low)
                row[entry] = max(row[entry], constant, 0)

    def _add_query(self, predicate: Code, places: dict[int, set[int]]) -> None:
        """Enter the constants of a query where its conditions on locations allow them to matter."""
        if not has_clock(predicate):
            return
        if predicate[0] == "and":
            inner = dict(places)
            for part in predicate[1]:
                for process, location in _locations(part, self._slots):
                    inner[process] = inner.get(process, {location}) & {location}
            for part in predicate[1]:
                self._add_query(part, inner)
        elif predicate[0] == "or":
            for part in predicate[1]:
                self._add_query(part, places)
        else:
            owner = self._owner(predicate, places)
            for location, row in enumerate(self.tables[owner]):
                if location in places.get(owner, {location}):
                    self._add(predicate, row)

    def _owner(self, atom: Code, places: dict[int, set[int]]) -> int:
        """The process whose locations carry the bound: best one that sets the clock and is pinned down."""
        clock = atom[1] or atom[2]
        setting = [
            number
            for number, process in enumerate(self._network.processes)
            if any(clock in edge.resets for edge in process.edges)
        ]
        choices = [number for number in setting if number in places] or list(places) or setting or [0]
        return choices[0]

    def _carry_back(self) -> None:
        for process, table in zip(self._network.processes, self.tables, strict=True):
            changed = True
            while changed:
                changed = False
                for edge in process.edges:
                    source, target = table[edge.source], table[edge.target]
                    for entry in range(2, len(source)):
                        if target[entry] > source[entry] and entry // 2 not in edge.resets:
                            source[entry] = target[entry]
                            changed = True


def _locations(part: Code, slots: int) -> Iterator[tuple[int, int]]:
    """Processes and locations that the part asks for in any case."""
    if part[0] == "int":
        for test in _conjuncts(part[1]):
            if test[0] == "==" and test[1][0] == "v" and test[1][1] >= slots and test[2][0] == "n":
                yield test[1][1] - slots, test[2][1]


def _conjuncts(code: Code) -> Iterator[Code]:
    if code[0] == "&&":
        yield from _conjuncts(code[1])
        yield from _conjuncts(code[2])
    else:
        yield code


def _flags(network: Network, predicates: tuple[Code, ...]) -> Iterator[tuple[int, int]]:
    """Clocks that do not matter while a slot is 0, each with the slot."""
    asked: dict[int, frozenset[int]] = {}
    conditions = list(predicates)
    for process in network.processes:
        conditions.extend(place.invariant for place in process.places)
        conditions.extend(edge.guard for edge in process.edges)
    for condition in conditions:
        for clock, slots in _needs(condition, frozenset()):
            asked[clock] = asked[clock] & slots if clock in asked else slots
    for clock, slots in asked.items():
        for slot in sorted(slots):
            if slot < len(network.variables) and _set_together(network, clock, slot):
                yield clock, slot
                break


def _needs(predicate: Code, known: frozenset[int]) -> Iterator[tuple[int, frozenset[int]]]:
    """Each clock compared, with slots that are not 0 whenever the comparison decides something."""
    if predicate[0] == "clock":
        yield predicate[1] or predicate[2], known
    elif predicate[0] in ("and", "or"):
        holds = predicate[0] == "and"
        for part in predicate[1]:
            if part[0] == "int":
                known |= _implied(part[1], holds)
        for part in predicate[1]:
            yield from _needs(part, known)


def _implied(code: Code, holds: bool) -> frozenset[int]:
    """Slots that are not 0 when the code is true, or with `holds` false when it is false."""
    match code[0]:
        case "v":
            return frozenset((code[1],)) if holds else frozenset()
        case "!":
            return _implied(code[1], not holds)
        case "&&" | "||":
            if (code[0] == "&&") is holds:
                return _implied(code[1], holds) | _implied(code[2], holds)
            return _implied(code[1], holds) & _implied(code[2], holds)
        case "==" | "!=" if code[1][0] == "v" and code[2][0] == "n":
            equal = (code[0] == "==") is holds
            return frozenset((code[1][1],)) if equal == bool(code[2][1]) else frozenset()
        case _:
            return frozenset()


def _set_together(network: Network, clock: int, slot: int) -> bool:
    """Whether each edge that may make the slot something else than 0 sets the clock too."""
    for routine in network.routines:
        if any(_stores(part, slot) for part in parts(routine.body)):
            return False
    return all(
        clock in edge.resets
        for process in network.processes
        for edge in process.edges
        if any(_stores(part, slot) for update in edge.updates for part in parts(update))
    )


def _stores(part: Code, slot: int) -> bool:
    if part[0] not in ("set", "step"):
        return False
    place = part[1]
    if place[0] == "v":
        return place[1] == slot and not (part[0] == "set" and part[2] == ("n", 0))
    return bool(place[0] == "at")
