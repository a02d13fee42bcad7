"""Deadlocks: states in which no action is possible, now or after any delay.

They are what is left of a zone when all states are taken out from which a move can be reached. This
needs zones whose bounds keep equivalent states together (`Activity` with `equal`): then a zone holds
a deadlock if and only if the model can reach one.

A move whose update goes wrong is no way on, and a state that can only take such moves is no deadlock
either: the model breaks off there, which the search reports when it takes the move.
"""

from collections.abc import Sequence

from core.checker.moves import Move, Moves, Situation
from core.checker.zone import INFINITY, Constraint, Zone, opposite, precede, tighten, tighten_all


class Deadlocks:
    """Finds the deadlocks among the states of a zone."""

    def __init__(self, moves: Moves) -> None:
        self._moves = moves
        self._alive: dict[Situation, list[Zone]] = {}
        self._broken: dict[Situation, list[Zone]] = {}

    def inside(self, zone: Zone, situation: Situation) -> list[Zone]:
        """Zones that together hold the deadlocks of the zone."""
        left = [zone]
        for other in (*self.alive(situation), *self._breaking(situation)):
            left = [piece for part in left for piece in subtract(part, situation.size, other)]
            if not left:
                break
        return left

    def alive(self, situation: Situation) -> list[Zone]:
        """Zones that together hold all states in which a move is possible, at once or later."""
        found = self._alive.get(situation)
        if found is None:
            found = self._alive[situation] = self._before(situation, faulty=False)
        return found

    def _breaking(self, situation: Situation) -> list[Zone]:
        """Zones that together hold all states in which a move goes wrong, at once or later."""
        found = self._broken.get(situation)
        if found is None:
            found = self._broken[situation] = self._before(situation, faulty=True)
        return found

    def _before(self, situation: Situation, faulty: bool) -> list[Zone]:
        return [
            zone
            for move in self._moves.moves(situation)
            if bool(move.fault) is faulty and (zone := _leading_to(situation, move)) is not None
        ]


def subtract(zone: Zone, n: int, other: Zone) -> list[Zone]:
    """Zones without common states that together are the first zone without the second."""
    pieces: list[Zone] = []
    rest = list(zone)
    for i in range(n):
        for j in range(n):
            bound = other[i * n + j]
            # What the rest obeys already takes nothing away.
            if i == j or bound >= INFINITY or rest[i * n + j] <= bound:
                continue
            piece = rest.copy()
            if tighten(piece, n, j, i, opposite(bound)):
                pieces.append(tuple(piece))
            if not tighten(rest, n, i, j, bound):
                return pieces
    return pieces


def whole(n: int) -> list[int]:
    """All states: every clock is zero or more."""
    zone = [INFINITY] * (n * n)
    for i in range(n):
        zone[i] = zone[i * n + i] = 1
    return zone


def _leading_to(situation: Situation, move: Move) -> Zone | None:
    """The states from which the move is possible, at once or after a delay; None where there are none."""
    constraints = _condition(situation, move)
    if constraints is None:
        return None
    zone, n = whole(situation.size), situation.size
    ceilings = [(clock, 0, bound) for clock, bound in situation.ceilings]
    if not tighten_all(zone, n, [*constraints, *ceilings]):
        return None
    if situation.delays and n > 1:
        precede(zone, n)
    return tuple(zone)


def _condition(situation: Situation, move: Move) -> Sequence[Constraint] | None:
    """What a state must obey for the move, the invariant after it included where it arrives."""
    if move.fault:
        return move.guard
    target = move.target
    if target is None:
        return None
    place = {clock: number for number, clock in enumerate(situation.clocks, 1)}
    resets = dict(move.resets)
    found = list(move.guard)
    after = [*target.floors, *((clock, 0, bound) for clock, bound in target.ceilings)]
    for i, j, bound in after:
        clock = target.clocks[(i or j) - 1]
        if clock not in resets:
            here = place[clock]
            found.append((here, 0, bound) if i else (0, here, bound))
        elif bound < 2 * (resets[clock] if i else -resets[clock]) + 1:
            return None
    return found
