"""Reachability: breadth first over symbolic states, keeping only zones that no other contains.

A state that waits gives way to one that was met later and contains it; the way found may then be longer
than one through it. Where such states are kept, the first way found is a shortest one: a state that is not
kept lies in one that was met before it, from which every run of it can be taken in as many steps.
"""

from collections import deque
from collections.abc import Callable
from dataclasses import dataclass, field

from core.checker.limits import Watch
from core.checker.liveness import Lasting
from core.checker.measure import Measured
from core.checker.moves import Move, Moves, Situation
from core.checker.stepping import first_zone, successor
from core.checker.zone import Zone, within

Goal = Callable[[Situation, Zone], bool]


@dataclass(slots=True)
class Found:
    """What a search has met so far, and the moves that lead to a state with the goal, if it has met one."""

    stored: int = 0
    transitions: int = 0
    path: list[Move] | None = None
    lasting: Lasting | None = None
    """The run along which a condition lasts, after the path, where that was looked for."""
    beginning: int = 0
    """In which case of the condition from which on it lasts."""
    measured: list[Measured] = field(default_factory=list)
    """What was met of each measure."""
    overtaken: bool = False
    """Whether a state that waited gave way to a later one, so that a shorter path may have been missed."""


class Exploration:
    """A search, and what it has met so far: it can be asked also when it was ended early."""

    def __init__(self, moves: Moves, watch: Watch, shortest: bool = False) -> None:
        self._moves = moves
        self._watch = watch
        self._shortest = shortest
        self._looked_at = -1
        self._waiting: deque[tuple[Zone, int]] = deque()
        self._covered = bytearray()
        self._situations: list[Situation] = []
        self._parents: list[int] = []
        self._arrivals: list[Move | None] = []
        self.transitions = 0
        """Moves that were found possible."""
        self.stored = 0
        """Symbolic states that are kept."""
        self.overtaken = False
        """Whether a state that waited gave way to a later one."""

    def run(self, goal: Goal) -> int | None:
        """Search until a state meets the goal; its node, or None where no state does."""
        start = self._moves.start()
        zone = first_zone(start) if start is not None else None
        if start is None or zone is None:
            return None
        self._keep(zone, start, 0, None)
        if goal(start, zone):
            return 0
        while self._waiting:
            self._watch.look(self.stored)
            zone, node = self._waiting.popleft()
            if self._covered[node]:
                continue
            self._looked_at = node
            situation = self._situations[node]
            for move in self._moves.moves(situation):
                after = successor(zone, situation, move)
                if after is None:
                    continue
                self.transitions += 1
                assert move.target is not None
                if self._keep(after, move.target, node, move) and goal(move.target, after):
                    return len(self._parents) - 1
        return None

    def path(self, node: int) -> list[Move]:
        """The moves that lead to the node."""
        moves: list[Move] = []
        arrival = self._arrivals[node]
        while arrival is not None:
            moves.append(arrival)
            node = self._parents[node]
            arrival = self._arrivals[node]
        return moves[::-1]

    def _keep(self, zone: Zone, situation: Situation, parent: int, move: Move | None) -> bool:
        """Store the state unless another contains it; whether it was new."""
        if any(within(zone, other) for other, _node in situation.zones):
            return False
        node = len(self._parents)
        self._situations.append(situation)
        self._parents.append(parent)
        self._arrivals.append(move)
        self._covered.append(0)
        remaining = []
        for entry in situation.zones:
            waits = entry[1] > self._looked_at
            if not (waits and self._shortest) and within(entry[0], zone):
                self.overtaken = self.overtaken or waits
                self._covered[entry[1]] = 1
                self.stored -= 1
            else:
                remaining.append(entry)
        remaining.append((zone, node))
        situation.zones = remaining
        self.stored += 1
        self._waiting.append((zone, node))
        return True
