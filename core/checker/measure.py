"""What sup, inf and bounds measure: a clock or a whole number, in the states with a condition."""

from collections.abc import Sequence
from dataclasses import dataclass

from core.checker.code import ZERO, Code
from core.checker.context import Context
from core.checker.faults import unsupported
from core.checker.lowering import clock_number, is_clock, lower
from core.checker.moves import Situation
from core.checker.predicates import has_clocks
from core.checker.running import Decide, Evaluate
from core.checker.zone import Zone, tighten_all
from core.ground.words import _
from core.uppaal.language import expression as e


@dataclass(frozen=True, slots=True)
class Measure:
    """A clock by its number, or where that is 0 the code of a whole number."""

    clock: int
    code: Code = ZERO

    def looks(self) -> Code:
        """A predicate that looks at the same."""
        return ("clock", 0, self.clock, True, ZERO) if self.clock else ("int", self.code)


@dataclass(slots=True)
class Measured:
    """What was met of a measure, as bounds of zones: of what lies below it, and of itself; None before."""

    least: int | None = None
    most: int | None = None

    def meet(self, least: int, most: int) -> None:
        """Take in the values between both bounds."""
        self.least = least if self.least is None else max(self.least, least)
        self.most = most if self.most is None else max(self.most, most)


def lower_measure(tree: e.Expression, context: Context) -> Measure:
    """The measure of an expression; Refused where it is neither a clock nor a whole number."""
    clock = is_clock(tree, context)
    if clock is not None:
        return Measure(clock_number(clock, tree, context))
    if has_clocks(tree, context):
        what = _("Something is measured that is computed with clocks")
        raise unsupported("measure", what, tree, context.where)
    return Measure(0, lower(tree, context))


class Measuring:
    """Meets all states of a search and keeps the extent of the measures in those with a condition."""

    def __init__(self, decide: Decide, measures: Sequence[tuple[int, Evaluate]]) -> None:
        """Each measure is a clock, or 0 and what gives its value."""
        self._decide = decide
        self._measures = measures
        self._cases: dict[Situation, list[tuple[tuple[int, int, int], ...]]] = {}
        self.found = [Measured() for _measure in measures]

    def met(self, situation: Situation, zone: Zone) -> bool:
        """Look at the states of the zone; never ends the search."""
        if situation not in self._cases:
            self._cases[situation] = [situation.local(case) for case in self._decide(situation.state)]
        for constraints in self._cases[situation]:
            cut = list(zone)
            if tighten_all(cut, situation.size, constraints):
                self._keep(situation, cut)
        return False

    def _keep(self, situation: Situation, zone: Sequence[int]) -> None:
        for (clock, value), found in zip(self._measures, self.found, strict=True):
            if clock:
                place = situation.clocks.index(clock) + 1
                found.meet(zone[place], zone[place * situation.size])
            else:
                number = value(situation.state, None)
                found.meet(1 - 2 * number, 2 * number + 1)
