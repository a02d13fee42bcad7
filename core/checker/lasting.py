"""From the states in which it must begin: a run along which a condition lasts, and how it is told."""

from core.checker.liveness import Lasting, Liveness
from core.checker.moves import Situation
from core.checker.network import Network
from core.checker.running import Decide
from core.checker.stepping import FREELY
from core.checker.verdict import Ending, Trace
from core.checker.witness import Complete, Leg, arrive, bounds_of, run
from core.checker.zone import Constraint, Zone, tighten_all


class LastingSearch:
    """Looks for a lasting run from the states in which it must begin."""

    def __init__(self, liveness: Liveness, begins: Decide | None) -> None:
        self._liveness = liveness
        self._begins = begins
        self.found: Lasting | None = None
        self._beginning: tuple[Constraint, ...] = ()

    def from_start(self, start: Situation) -> bool:
        """Whether a run from the initial state lasts."""
        # Before any delay all clocks are zero, and the condition must hold from there on.
        self.found = self._liveness.search(start, (1,) * (start.size * start.size))
        return self.found is not None

    def met(self, situation: Situation, zone: Zone) -> bool:
        """Whether a run lasts from a state of the zone in which it must begin."""
        assert self._begins is not None
        stay = self._liveness.stay(situation)
        if stay is None:
            return False
        for case in self._begins(situation.state):
            cut = list(zone)
            beginning = (*situation.local(case), *stay.constraints())
            if tighten_all(cut, situation.size, beginning):
                self.found = self._liveness.search(situation, tuple(cut))
                if self.found is not None:
                    self._beginning = beginning
                    return True
        return False

    def take(self, situation: Situation, found: Lasting, case: int) -> None:
        """Take over a run that the kernel found from the situation on; it begins in that case."""
        self.found = found
        stay = self._liveness.stay(situation)
        if self._begins is not None and stay is not None:
            self._beginning = (
                *situation.local(self._begins(situation.state)[case]),
                *stay.constraints(),
            )

    def told(self, network: Network, start: Situation, legs: list[Leg], complete: Complete) -> Trace | None:
        """The run that was found, after the legs that lead to its beginning."""
        assert self.found is not None
        legs = list(legs)
        situation = legs[-1].move.target if legs and legs[-1].move is not None else start
        if self._begins is not None:
            legs.append(Leg(until=self._beginning))
        before = len(legs)
        for move in self.found.moves:
            assert situation is not None
            legs.append(Leg(move, self._liveness.stay(situation) or FREELY))
            situation = move.target
        assert situation is not None
        stay = self._liveness.stay(situation) or FREELY
        if self.found.ending is Ending.DEADLOCK:
            arrived = arrive(start, legs, stay)
            assert arrived is not None
            for piece in self._liveness.lasting(arrived[1], situation):
                trace = run(
                    network,
                    start,
                    [*legs, Leg(stay=stay, until=bounds_of(piece, situation.size))],
                    complete,
                    Ending.DEADLOCK,
                )
                if trace is not None:
                    return trace
            raise AssertionError("a deadlock that was found has a run that reaches it")
        loop = self.found.loop
        begins = None if loop is None else before + loop
        return run(network, start, [*legs, Leg(stay=stay)], complete, self.found.ending, begins)
