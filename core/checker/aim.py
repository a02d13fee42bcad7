"""The states that a reachability query looks for, deadlocks among them."""

from core.checker.deadlock import Deadlocks
from core.checker.moves import Situation
from core.checker.running import Conjunct, Decide
from core.checker.witness import Leg, arrive, bounds_of
from core.checker.zone import Constraint, Zone, meets, tighten_all


class Aim:
    """The states that a reachability query looks for."""

    def __init__(self, decide: Decide, deadlocks: Deadlocks) -> None:
        self._decide = decide
        self._deadlocks = deadlocks
        self._cases: dict[Situation, list[tuple[tuple[Constraint, ...], int | None]]] = {}

    def met(self, situation: Situation, zone: Zone) -> bool:
        """Whether a state of the zone is one of them."""
        return any(
            meets(zone, situation.size, constraints)
            if dead is None
            else bool(self._among(zone, situation, constraints, dead))
            for constraints, dead in self._of(situation)
        )

    def ends(self, start: Situation, legs: list[Leg]) -> list[tuple[Constraint, ...]]:
        """Constraints, one of which a run along the legs can meet in the end."""
        arrived = arrive(start, legs)
        assert arrived is not None
        situation, zone = arrived
        found: list[tuple[Constraint, ...]] = []
        for constraints, dead in self._of(situation):
            if dead is None:
                found.append(constraints)
            else:
                pieces = self._among(zone, situation, constraints, dead)
                found.extend(bounds_of(piece, situation.size) for piece in pieces)
        return found

    def _of(self, situation: Situation) -> list[tuple[tuple[Constraint, ...], int | None]]:
        """The cases: clock constraints, and whether deadlock is asked for (1), denied (0) or neither."""
        found = self._cases.get(situation)
        if found is None:
            found = []
            for case in self._decide(situation.state):
                asked = {constraint[1] for constraint in case if constraint[0] < 0}
                if len(asked) < 2:
                    plain: Conjunct = tuple(constraint for constraint in case if constraint[0] >= 0)
                    found.append((situation.local(plain), asked.pop() if asked else None))
            self._cases[situation] = found
        return found

    def _among(
        self, zone: Zone, situation: Situation, constraints: tuple[Constraint, ...], dead: int
    ) -> list[Zone]:
        """The part of the zone that obeys the constraints and is, or is not, a deadlock."""
        cut = list(zone)
        if not tighten_all(cut, situation.size, constraints):
            return []
        if dead:
            return self._deadlocks.inside(tuple(cut), situation)
        pieces = []
        for alive in self._deadlocks.alive(situation):
            piece = cut.copy()
            if tighten_all(piece, situation.size, bounds_of(alive, situation.size)):
                pieces.append(tuple(piece))
        return pieces
