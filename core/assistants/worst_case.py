"""How late a missed deadline can get: the greatest time an answer takes, and the run that shows it."""

from collections.abc import Callable
from dataclasses import dataclass, replace

from core.checker import Outcome, Verdict
from core.uppaal.language import expression as tree
from core.uppaal.language.declaration import Formula, Path
from core.uppaal.language.parsing import parse_query
from core.uppaal.language.printing import print_query

FURTHEST = 64
"""How many times the deadline is looked ahead before the answer counts as having no bound."""

Ask = Callable[[str], Verdict]
"""Decides a formula."""


@dataclass(frozen=True, slots=True)
class WorstCase:
    """The greatest time in units of the document, and the verdict whose run takes that long."""

    units: int
    verdict: Verdict


def worst_case(formula: str, ask: Ask) -> WorstCase | None:
    """The worst case of a violated `A[] waiting imply clock <= deadline`, or `< deadline`.

    Found by doubling and halving the bound. None where the formula has another form, where no bound
    up to `FURTHEST` times the deadline holds, or where a limit was reached on the way.
    """
    bound = _bound(parse_query(formula))
    if bound is None:
        return None
    deadline, strict, with_bound = bound
    violated, satisfied = deadline - strict, max(2 * deadline, 1)
    while True:
        outcome = ask(with_bound("<=", satisfied)).outcome
        if outcome is Outcome.SATISFIED:
            break
        if outcome is Outcome.UNKNOWN or satisfied >= FURTHEST * max(deadline, 1):
            return None
        violated, satisfied = satisfied, 2 * satisfied
    while satisfied - violated > 1:
        middle = (violated + satisfied) // 2
        outcome = ask(with_bound("<=", middle)).outcome
        if outcome is Outcome.UNKNOWN:
            return None
        violated, satisfied = (violated, middle) if outcome is Outcome.SATISFIED else (middle, satisfied)
    shown = ask(with_bound("<", satisfied))
    if shown.outcome is not Outcome.VIOLATED:
        shown = ask(with_bound("<=", violated))
    return WorstCase(satisfied, shown)


def longest(formula: str, ask: Ask) -> int | None:
    """The greatest time in units that the answer takes where `A[] waiting imply clock <= deadline` holds.

    Found by halving the deadline. None where the formula has another form, or a limit was reached.
    """
    bound = _bound(parse_query(formula))
    if bound is None:
        return None
    deadline, _strict, with_bound = bound
    broken, holds = -1, deadline
    while holds - broken > 1:
        middle = (broken + holds) // 2
        outcome = ask(with_bound("<=", middle)).outcome
        if outcome is Outcome.UNKNOWN:
            return None
        broken, holds = (broken, middle) if outcome is Outcome.SATISFIED else (middle, holds)
    return holds


def _bound(formula: Formula) -> tuple[int, bool, Callable[[str, int], str]] | None:
    """The deadline in the formula, whether it is strict, and the formula with another operator and bound."""
    condition = formula.condition
    if formula.path is not Path.ALWAYS or not isinstance(condition, tree.Binary):
        return None
    waiting, limit = condition.left, condition.right
    if (
        condition.operator != "imply"
        or not isinstance(limit, tree.Binary)
        or limit.operator not in ("<=", "<")
    ):
        return None
    number = limit.right
    if not isinstance(number, tree.Number):
        return None

    def with_bound(operator: str, units: int) -> str:
        bounded = replace(limit, operator=operator, right=tree.Number(units))
        return print_query(Formula(Path.ALWAYS, tree.Binary("imply", waiting, bounded)))

    return number.value, limit.operator == "<", with_bound
