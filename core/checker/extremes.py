"""How sup, inf and bounds of clocks are found: with bounds of zones that are widened until they suffice.

With bounds up to m zones are exact about a clock as far as m. Where it can lie beyond, m grows, unless a
run shows that there is no end: time may pass for ever there, or the run goes around in a loop that takes
time and never sets the clock.
"""

from collections.abc import Sequence
from dataclasses import replace

from core.checker.activity import Activity
from core.checker.code import Code, conjunction
from core.checker.measure import Measure, Measured
from core.checker.moves import Move, Moves, Situation
from core.checker.network import Network
from core.checker.running import Decide, Program
from core.checker.stepping import first_zone, successor
from core.checker.verdict import End, Extent
from core.checker.witness import Leg, arrive
from core.checker.zone import INFINITY, Zone, extrapolate, meets, tighten, tighten_all

LARGEST = 1 << 40
"""Beyond this no end of a clock is looked for."""

GROWTH = 4

MOST_LOOPS, ROUNDS = 100, 6
"""How many loops of a run are tried, and how often each is gone around."""

AT_LEAST_ONE = -1
"""The bound of 0 - clock."""


def beyond(clock: int, most: int) -> Code:
    """The predicate that the clock is larger."""
    return ("clock", 0, clock, True, ("n", -most))


def activity_of(
    network: Network, condition: Code, measures: Sequence[Measure], bounds: Sequence[int], equal: bool = False
) -> Activity:
    """Bounds that keep zones exact about each measure up to its own, wherever the condition may hold."""
    asked = [condition]
    for measure, most in zip(measures, bounds, strict=True):
        if measure.clock:
            limits = (beyond(measure.clock, most), ("clock", measure.clock, 0, False, ("n", most)))
            asked.extend(conjunction([condition, limit]) for limit in limits)
    return Activity(network, asked, equal)


def first_bound(activity: Activity, measures: Sequence[Measure]) -> int:
    """The largest constant that any measured clock is compared with, at least 1."""
    clocks = [measure.clock for measure in measures if measure.clock]
    return max(
        [1]
        + [
            row[entry]
            for table in activity.tables
            for row in table
            for clock in clocks
            for entry in (2 * clock, 2 * clock + 1)
        ]
    )


def exceeds(found: Measured, most: int, upper: bool) -> bool:
    """Whether the end of a clock lies beyond what zones with bounds up to `most` tell."""
    if upper:
        return found.most is not None and found.most > 2 * most + 1
    return found.least is not None and found.least <= -2 * most


def extent(found: Measured, lower: bool, upper: bool, endless: bool) -> Extent:
    """The ends that were asked for."""
    assert found.least is not None
    assert found.most is not None
    least = End(-(found.least >> 1), bool(found.least & 1)) if lower else None
    if not upper:
        return Extent(least)
    most = End(None, False) if endless else End(found.most >> 1, bool(found.most & 1))
    return Extent(least, most)


class Endlessness:
    """Whether a run to a large value of a clock shows that there is no largest."""

    def __init__(self, network: Network, program: Program, condition: Code, clock: int) -> None:
        self._decide = program.predicate(condition)
        measures = [Measure(clock)]
        bound = first_bound(Activity(network, [condition]), measures)
        self._moves = Moves(network, program, activity_of(network, condition, measures, [bound], equal=True))
        # A clock that only tells how long a loop takes.
        timed = replace(network, clocks=(*network.clocks, ""))
        self._elapsed = len(timed.clocks)
        both = [*measures, Measure(self._elapsed)]
        activity = activity_of(timed, condition, both, [bound, 1], equal=True)
        self._timed = Moves(timed, program, activity)
        self._clock = clock

    def shown(self, start: Situation, moves: Moves, path: Sequence[Move]) -> bool:
        """Whether the path, of these moves and to a state with the condition, shows it."""
        arrived = arrive(start, [Leg(move) for move in path])
        if arrived is None:
            return False
        situation, zone = arrived
        if self._clock in situation.clocks and _unbounded(situation, zone, self._clock, self._decide):
            return True
        numbers: list[int] = []
        here = start
        for move in path:
            numbers.append(moves.moves(here).index(move))
            assert move.target is not None
            here = move.target
        return self._loops(numbers, path)

    def _loops(self, numbers: Sequence[int], path: Sequence[Move]) -> bool:
        situation = self._moves.start()
        zone = first_zone(situation) if situation is not None else None
        seen: dict[tuple[Situation, Zone], int] = {}
        tried = 0
        for at in range(len(numbers) + 1):
            if situation is None or zone is None or tried == MOST_LOOPS:
                return False
            before = seen.get((situation, zone))
            if before is not None:
                tried += 1
                if self._endless(situation, zone, numbers[before:at], numbers[at:]):
                    return True
            seen[situation, zone] = at
            if at < len(numbers):
                move = self._moves.moves(situation)[numbers[at]]
                zone, situation = successor(zone, situation, move), move.target
                if any(clock == self._clock for clock, _value in path[at].resets):
                    seen.clear()
        return False

    def _endless(self, start: Situation, zone: Zone, loop: Sequence[int], tail: Sequence[int]) -> bool:
        """Whether the loop can be gone around for ever, time passing again and again, and then the tail."""
        here: Zone | None = zone
        for _round in range(ROUNDS):
            if here is None:
                return False
            after = self._later(start, here, loop)
            if after == here:
                # The same states once more after that time.
                return self._ends(start, here, tail)
            here = after
        return False

    def _later(self, start: Situation, zone: Zone, loop: Sequence[int]) -> Zone | None:
        """The states after so many rounds of the loop that a unit of time or more can pass; None for none."""
        situation = self._timed.situation(start.state)
        if situation is None or situation.clocks != (*start.clocks, self._elapsed):
            return None
        n = start.size
        rows = [*range(n), 0]
        timed: Zone = tuple(zone[row * n + column] for row in rows for column in rows)
        for _round in range(ROUNDS):
            for number in loop:
                move = self._timed.moves(situation)[number]
                after = successor(timed, situation, move)
                if after is None or move.target is None:
                    return None
                timed, situation = after, move.target
            cut = list(timed)
            if tighten(cut, n + 1, 0, n, AT_LEAST_ONE):
                known = [cut[row * (n + 1) + column] for row in range(n) for column in range(n)]
                extrapolate(known, n, start.lower, start.upper)
                return tuple(known)
        return None

    def _ends(self, start: Situation, zone: Zone, tail: Sequence[int]) -> bool:
        """Whether the tail leads to a state with the condition."""
        situation, here = start, zone
        for number in tail:
            move = self._moves.moves(situation)[number]
            after = successor(here, situation, move)
            if after is None or move.target is None:
                return False
            here, situation = after, move.target
        return any(
            meets(here, situation.size, situation.local(case)) for case in self._decide(situation.state)
        )


def _unbounded(situation: Situation, zone: Zone, clock: int, decide: Decide) -> bool:
    row = (situation.clocks.index(clock) + 1) * situation.size
    for case in decide(situation.state):
        cut = list(zone)
        if tighten_all(cut, situation.size, situation.local(case)) and cut[row] >= INFINITY:
            return True
    return False
