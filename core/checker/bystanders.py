"""Processes that only watch and that the query does not ask about: they are left out of the search.

A process is a bystander if it only hears broadcasts, holds nothing up (no invariant, no urgent or
committed location), changes nothing that the query or another process looks at, and cannot go wrong
(no value that may leave its range, no division, no index). Without it the others do exactly the same,
so every verdict stays what it is. Many observers in one document then cost no more than the one that is
asked about.
"""

from collections.abc import Iterable, Sequence
from dataclasses import replace
from fractions import Fraction

from core.checker.code import YES, Code, bounds, parts
from core.checker.moves import Move, Moves, Situation
from core.checker.network import Network, Process


def bystanders(network: Network, predicates: Iterable[Code]) -> frozenset[int]:
    """The numbers of the processes that can be left out for a query with these predicates."""
    slots = len(network.variables)
    watching = {
        number
        for number, process in enumerate(network.processes)
        if _only_watches(process, network) and not _may_fail(process, network)
    }
    looked_at = _Things(network)
    looked_at.add(predicates)
    for number, process in enumerate(network.processes):
        if number not in watching:
            looked_at.add(_codes(process))
    again = True
    while again:
        again = False
        for number in sorted(watching):
            process = network.processes[number]
            if slots + number in looked_at.slots or _changes(process, network).meets(looked_at):
                watching.discard(number)
                looked_at.add(_codes(process))
                again = True
    return frozenset(watching)


def without(network: Network, left_out: frozenset[int]) -> Network:
    """The network in which these processes stay where they begin."""
    return replace(
        network,
        processes=tuple(
            replace(process, edges=()) if number in left_out else process
            for number, process in enumerate(network.processes)
        ),
    )


def completed(
    moves: Moves, left_out: frozenset[int], taken: Sequence[Move | None], times: Sequence[Fraction]
) -> list[Move | None]:
    """The moves of the whole network for those of the smaller one; None stands for a wait.

    `times` are those of the moves, after the time 0 of the start.
    """
    situation = moves.start()
    clocks: dict[int, Fraction] = {}
    found: list[Move | None] = []
    for move, before, now in zip(taken, times, times[1:], strict=False):
        assert situation is not None
        clocks = {clock: value + now - before for clock, value in clocks.items()}
        whole = None if move is None else _same(moves, situation, move, left_out, clocks, now)
        if whole is not None:
            clocks.update((clock, Fraction(value)) for clock, value in whole.resets)
            situation = whole.target
        found.append(whole)
    return found


def _same(
    moves: Moves,
    situation: Situation,
    move: Move,
    left_out: frozenset[int],
    clocks: dict[int, Fraction],
    now: Fraction,
) -> Move:
    for whole in moves.moves(situation):
        if tuple(part for part in whole.parts if part[0] not in left_out) == move.parts and all(
            _obeys(situation, constraint, clocks, now) for constraint in whole.guard
        ):
            return whole
    raise AssertionError("bystanders never hold up a move")


def _obeys(
    situation: Situation, constraint: tuple[int, int, int], clocks: dict[int, Fraction], now: Fraction
) -> bool:
    i, j, bound = constraint
    # A clock that was never set shows the time since the start.
    high = clocks.get(situation.clocks[i - 1], now) if i else Fraction(0)
    low = clocks.get(situation.clocks[j - 1], now) if j else Fraction(0)
    most = bound >> 1
    return high - low <= most if bound & 1 else high - low < most


def _only_watches(process: Process, network: Network) -> bool:
    return all(
        not place.urgent and not place.committed and place.invariant == YES for place in process.places
    ) and all(
        edge.direction == "?" and edge.channel[0] == "n" and network.channels[edge.channel[1]].broadcast
        for edge in process.edges
    )


def _may_fail(process: Process, network: Network) -> bool:
    """Whether something of the process may have no value, so that a run of the whole goes wrong."""
    return any(_fails(part, network) for code in _codes(process) for part in parts(code))


def _fails(code: Code, network: Network) -> bool:
    match code[0]:
        case "set":
            return not _within(code[2], code[3:5], network)
        case "off":
            return not _within(code[1], code[2:4], network)
        case "reset":
            return bounds(code[2], network.ranges)[0] < 0
        case "/" | "%":
            low, high = bounds(code[2], network.ranges)
            return low <= 0 <= high
        case _:
            return code[0] in ("step", "<<", ">>", "call")


def _within(code: Code, allowed: tuple[int, int], network: Network) -> bool:
    low, high = bounds(code, network.ranges)
    return allowed[0] <= low and high <= allowed[1]


def _codes(process: Process) -> list[Code]:
    return [
        *(place.invariant for place in process.places),
        *(code for edge in process.edges for code in (edge.guard, edge.channel, *edge.updates)),
    ]


def _changes(process: Process, network: Network) -> "_Things":
    things = _Things(network)
    things.add((code for edge in process.edges for code in edge.updates), changed=True)
    return things


class _Things:
    """Slots and clocks that codes look at, or with `changed` those that they change."""

    def __init__(self, network: Network) -> None:
        self._network = network
        self._routines: set[int] = set()
        self.slots: set[int] = set()
        self.clocks: set[int] = set()

    def meets(self, other: "_Things") -> bool:
        """Whether they have something in common."""
        return not (self.slots.isdisjoint(other.slots) and self.clocks.isdisjoint(other.clocks))

    def add(self, codes: Iterable[Code], changed: bool = False) -> None:
        """Add what the codes look at, or change."""
        for code in codes:
            for part in parts(code):
                self._add(part, changed)

    def _add(self, part: Code, changed: bool) -> None:
        kind = part[0]
        if kind == "call" and part[1] not in self._routines:
            self._routines.add(part[1])
            self.add([self._network.routines[part[1]].body], changed)
        elif changed and kind in ("set", "step"):
            self._slot(part[1])
        elif changed and kind == "reset":
            self.clocks.add(part[1])
        elif not changed and kind == "clock":
            self.clocks.update(part[1:3])
        elif not changed:
            self._slot(part)

    def _slot(self, place: Code) -> None:
        if place[0] == "v":
            self.slots.add(place[1])
        elif place[0] == "at":
            low, high = bounds(place[2], self._network.ranges)
            self.slots.update(range(place[1] + low, place[1] + high + 1))
