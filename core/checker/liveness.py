"""Maximal runs along which a condition holds: what E[], A<> and leads-to are about.

Such a run is infinite, or ends where nothing more can happen, or stays in a state for ever. Infinite
ones are loops in the graph of zones, found by exact equality: with bounds that keep equivalent states
together a loop stands for an infinite run (Tripakis 2009), containment would not.
"""

from collections.abc import Iterator
from dataclasses import dataclass

from core.checker.deadlock import Deadlocks, subtract, whole
from core.checker.limits import Watch
from core.checker.moves import Move, Moves, Situation
from core.checker.running import Decide
from core.checker.stepping import Stay, settle, successor
from core.checker.verdict import Ending
from core.checker.zone import Zone, opposite, precede, tighten_all, within
from core.ground.words import _


class Unsure(Exception):
    """The question is beyond this method; the text says why."""


def uncertain() -> Unsure:
    """What is raised where a condition that must last joins clocks with “or”."""
    return Unsure(_("the condition joins clocks with “or”, which is not supported yet"))


@dataclass(frozen=True, slots=True)
class Lasting:
    """A maximal run: its moves, how it ends, and for a loop how many moves come before it."""

    moves: tuple[Move, ...]
    ending: Ending
    loop: int | None = None


class Liveness:
    """Looks for maximal runs along which `holds` is true."""

    def __init__(self, moves: Moves, deadlocks: Deadlocks, holds: Decide, watch: Watch) -> None:
        self._moves = moves
        self._deadlocks = deadlocks
        self._holds = holds
        self._watch = watch
        self._stays: dict[Situation, Stay | None] = {}
        self._done: dict[Situation, list[Zone]] = {}
        self.transitions = 0
        self.stored = 0

    def stay(self, situation: Situation) -> Stay | None:
        """What the condition asks of the clocks in the situation, None where it cannot hold."""
        if situation not in self._stays:
            cases = self._holds(situation.state)
            if len(cases) > 1:
                raise uncertain()
            self._stays[situation] = Stay.of(situation.local(cases[0])) if cases else None
        return self._stays[situation]

    def search(self, start: Situation, zone: Zone) -> Lasting | None:
        """A maximal run from some state of the zone, in which the condition holds already."""
        entered = self._enter(start, zone)
        if entered is None:
            return None
        ending = self._ending(start, entered)
        if ending is not None:
            return Lasting((), ending)
        path: list[tuple[Situation, Zone]] = [(start, entered)]
        taken: list[Move] = []
        waiting: list[Iterator[tuple[Move, Zone]]] = [self._following(start, entered)]
        place = {(start, entered): 0}
        while waiting:
            self._watch.look(self.stored)
            step = next(waiting[-1], None)
            if step is None:
                waiting.pop()
                self._finish(*path[-1])
                del place[path.pop()]
                if taken:
                    taken.pop()
                continue
            move, after = step
            assert move.target is not None
            if (move.target, after) in place:
                return Lasting((*taken, move), Ending.LOOP, place[move.target, after])
            if any(within(after, other) for other in self._done.get(move.target, ())):
                continue
            ending = self._ending(move.target, after)
            if ending is not None:
                return Lasting((*taken, move), ending)
            place[move.target, after] = len(path)
            path.append((move.target, after))
            taken.append(move)
            waiting.append(self._following(move.target, after))
        return None

    def lasting(self, zone: Zone, situation: Situation) -> list[Zone]:
        """The deadlocks of the zone from which time does not lead out of the condition."""
        stay = self.stay(situation)
        left = self._deadlocks.inside(zone, situation)
        if stay is None or not situation.delays:
            return left
        n = situation.size
        for clock, bound in stay.ceilings:
            leaving = whole(n)
            beyond = [(0, clock, opposite(bound)), *((i, 0, most) for i, most in situation.ceilings)]
            if tighten_all(leaving, n, beyond):
                precede(leaving, n)
                left = [piece for part in left for piece in subtract(part, n, tuple(leaving))]
        return left

    def _enter(self, situation: Situation, zone: Zone) -> Zone | None:
        stay = self.stay(situation)
        entered = settle(list(zone), situation, stay) if stay is not None else None
        if entered is None or any(within(entered, other) for other in self._done.get(situation, ())):
            return None
        self.stored += 1
        return entered

    def _following(self, situation: Situation, zone: Zone) -> Iterator[tuple[Move, Zone]]:
        for move in self._moves.moves(situation):
            stay = self.stay(move.target) if move.target is not None else Stay()
            if stay is None:
                continue
            after = successor(zone, situation, move, stay)
            if after is not None:
                self.transitions += 1
                self.stored += 1
                yield move, after

    def _ending(self, situation: Situation, zone: Zone) -> Ending | None:
        stay = self.stay(situation)
        assert stay is not None
        if situation.delays and not stay.ceilings and not situation.ceilings:
            return Ending.IDLE
        return Ending.DEADLOCK if self.lasting(zone, situation) else None

    def _finish(self, situation: Situation, zone: Zone) -> None:
        done = self._done.setdefault(situation, [])
        self._done[situation] = [other for other in done if not within(other, zone)] + [zone]
