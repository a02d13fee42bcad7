"""The symbolic half of the behaviour: zones before and after a move."""

from collections.abc import Sequence
from dataclasses import dataclass

from core.checker.faults import model_fault
from core.checker.moves import Move, Situation
from core.checker.zone import INFINITY, Constraint, Zone, cap, delay, extrapolate, tighten_all


@dataclass(frozen=True, slots=True)
class Stay:
    """What must hold in a situation from arriving to leaving, beside its invariant."""

    floors: tuple[Constraint, ...] = ()
    ceilings: tuple[tuple[int, int], ...] = ()

    @classmethod
    def of(cls, constraints: Sequence[Constraint]) -> "Stay":
        """The constraints, each on one clock, taken apart."""
        return cls(
            tuple(constraint for constraint in constraints if not constraint[0]),
            tuple((i, bound) for i, _zero, bound in constraints if i),
        )

    def constraints(self) -> tuple[Constraint, ...]:
        """All constraints."""
        return (*self.floors, *((clock, 0, bound) for clock, bound in self.ceilings))


FREELY = Stay()


def first_zone(situation: Situation, stay: Stay = FREELY, widen: bool = True) -> Zone | None:
    """The zone of the initial state and of what time makes of it; None where the invariant forbids it."""
    return settle([1] * (situation.size * situation.size), situation, stay, widen)


def successor(
    zone: Zone, source: Situation, move: Move, stay: Stay = FREELY, widen: bool = True
) -> Zone | None:
    """All states that the move and the time after it lead to; None where it cannot be taken."""
    cut = list(zone)
    if move.guard and not tighten_all(cut, source.size, move.guard):
        return None
    if move.fault:
        raise model_fault(move.fault, "")
    target = move.target
    if target is None:
        return None
    after = list(move.carry(cut))
    for clock, value in move.shifts:
        _shift(after, target.size, clock, value)
    return settle(after, target, stay, widen)


def settle(zone: list[int], situation: Situation, stay: Stay = FREELY, widen: bool = True) -> Zone | None:
    """The states of the zone that obey the invariant, and what time makes of them; widened with `widen`."""
    n = situation.size
    floors = situation.floors + stay.floors
    ceilings = situation.ceilings + stay.ceilings
    if floors and not tighten_all(zone, n, floors):
        return None
    if situation.delays:
        # Upper bounds hold before a delay if they hold after it.
        delay(zone, n)
        if ceilings and not cap(zone, n, ceilings):
            return None
    elif ceilings and not tighten_all(zone, n, [(clock, 0, bound) for clock, bound in ceilings]):
        return None
    if widen:
        extrapolate(zone, n, situation.lower, situation.upper)
    return tuple(zone)


def _shift(zone: list[int], n: int, clock: int, by: int) -> None:
    """Move a clock by a number."""
    for other in range(n):
        if other != clock:
            if zone[clock * n + other] < INFINITY:
                zone[clock * n + other] += 2 * by
            if zone[other * n + clock] < INFINITY:
                zone[other * n + clock] -= 2 * by
