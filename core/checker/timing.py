"""From a path of moves to a run with exact times: the earliest that all its conditions allow.

Each condition bounds the difference of two times, as a clock is the time since it was set. Strict
bounds are kept apart by an infinitely small amount, which becomes a fraction in the end.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from fractions import Fraction

from core.checker.moves import Move, Situation
from core.checker.zone import Constraint

Instant = tuple[int, int]
"""A whole time, and how many infinitely small amounts later."""


@dataclass(slots=True)
class Timetable:
    """Conditions on the times of a path: instant 0 is the start, instant k that of move k."""

    latest: int = 0
    _set: dict[int, tuple[int, int]] = field(default_factory=dict)
    """For each clock the instant at which it was set last, and to which value."""
    _bounds: list[tuple[int, int, int]] = field(default_factory=list)

    def at(self, situation: Situation, constraints: Sequence[Constraint]) -> None:
        """Ask that the constraints hold at the latest instant."""
        for i, j, bound in constraints:
            self._difference(situation.clocks[i - 1] if i else 0, situation.clocks[j - 1] if j else 0, bound)

    def pass_time(self, situation: Situation) -> None:
        """Go on to the next instant; time passes if the situation lets it."""
        self._bounds.append((self.latest, self.latest + 1, 1))
        if not situation.delays:
            self._bounds.append((self.latest + 1, self.latest, 1))
        self.latest += 1
        self.at(situation, [(clock, 0, bound) for clock, bound in situation.ceilings])

    def enter(self, situation: Situation) -> None:
        """Ask that the invariant holds at the latest instant."""
        self.at(situation, situation.floors)
        self.at(situation, [(clock, 0, bound) for clock, bound in situation.ceilings])

    def take(self, situation: Situation, move: Move) -> None:
        """Take the move at the latest instant."""
        self.at(situation, move.guard)
        for clock, value in move.resets:
            self._set[clock] = (self.latest, value)

    def _difference(self, clock: int, other: int, bound: int) -> None:
        # The value of a clock is the present instant, less the instant it was set, plus what it was set to.
        set_at, value = self._set.get(clock, (0, 0)) if clock else (self.latest, 0)
        other_set_at, other_value = self._set.get(other, (0, 0)) if other else (self.latest, 0)
        self._bounds.append((other_set_at, set_at, bound - 2 * (value - other_value)))

    def solve(self) -> list[Fraction] | None:
        """The earliest times of all instants, None where no times obey all conditions."""
        times: list[Instant] = [(0, 0)] * (self.latest + 1)
        steps = [(one, other, (bound >> 1), 1 - (bound & 1)) for one, other, bound in self._bounds]
        for _round in range(self.latest + 2):
            changed = False
            for one, other, most, strict in steps:
                # From one - other <= most follows that other is at least one - most.
                least = (times[one][0] - most, times[one][1] + strict)
                if least > times[other]:
                    times[other] = least
                    changed = True
            if not changed:
                return self._exact(times, steps) if times[0] == (0, 0) else None
        return None

    def _exact(self, times: list[Instant], steps: list[tuple[int, int, int, int]]) -> list[Fraction]:
        parts = 2
        for one, other, most, strict in steps:
            room = most - (times[one][0] - times[other][0])
            small = times[one][1] - times[other][1] + strict
            if room > 0 and small > 0:
                parts = max(parts, -(-small // room))
        return [whole + Fraction(small, parts) for whole, small in times]
