"""From conditions of a document to predicates over integers and clocks, in negation normal form."""

from dataclasses import dataclass

from core.checker.code import (
    Code,
    binary,
    conjunction,
    disjunction,
    has_clock,
    integer_predicate,
    negation,
    negative,
)
from core.checker.context import Context
from core.checker.faults import unsupported
from core.checker.lowering import clock_number, expand, is_clock, lower
from core.ground.words import _
from core.uppaal.language import expression as e

_OPPOSITE = {"<": ">=", "<=": ">", ">": "<=", ">=": "<", "==": "!=", "!=": "=="}
_COMPARISONS = frozenset(_OPPOSITE)


def lower_predicate(tree: e.Expression, context: Context, positive: bool = True) -> Code:
    """The predicate that the condition holds, or with `positive` false that it does not."""
    match tree:
        case e.Prefix(operator="!", operand=operand):
            return lower_predicate(operand, context, not positive)
        case e.Binary(operator="&&" | "||"):
            parts = [lower_predicate(part, context, positive) for part in _chain(tree)]
            return conjunction(parts) if (tree.operator == "&&") is positive else disjunction(parts)
        case e.Binary(operator="imply", left=left, right=right):
            parts = [
                lower_predicate(left, context, not positive),
                lower_predicate(right, context, positive),
            ]
            return disjunction(parts) if positive else conjunction(parts)
        case e.Binary(operator=operator) if operator in _COMPARISONS:
            return _comparison(tree, context, positive)
        case e.Quantifier(kind="forall" | "exists", body=body):
            parts = [lower_predicate(body, inner, positive) for inner in expand(tree, context)]
            return conjunction(parts) if (tree.kind == "forall") is positive else disjunction(parts)
        case e.Conditional(test=test, chosen=chosen, otherwise=otherwise):
            return disjunction(
                [
                    conjunction([lower_predicate(test, context), lower_predicate(chosen, context, positive)]),
                    conjunction(
                        [lower_predicate(test, context, False), lower_predicate(otherwise, context, positive)]
                    ),
                ]
            )
        case e.Deadlock():
            return ("deadlock", positive)
        case _:
            code = lower(tree, context)
            return integer_predicate(code if positive else negation(code))


def convex(predicate: Code) -> bool:
    """Whether the integers alone decide each "or", so that the clocks obey a conjunction."""
    if predicate[0] == "or" and sum(has_clock(part) for part in predicate[1]) > 1:
        return False
    return predicate[0] not in ("and", "or") or all(convex(part) for part in predicate[1])


def _chain(tree: e.Binary) -> list[e.Expression]:
    """The operands of a chain of one operator, in their order."""
    parts: list[e.Expression] = []
    left: e.Expression = tree
    while isinstance(left, e.Binary) and left.operator == tree.operator:
        parts.append(left.right)
        left = left.left
    parts.append(left)
    return parts[::-1]


@dataclass(frozen=True, slots=True)
class _Sum:
    """Clocks, each with how often it is added, and an integer."""

    clocks: dict[int, int]
    rest: Code


def _comparison(tree: e.Binary, context: Context, positive: bool) -> Code:
    operator = tree.operator if positive else _OPPOSITE[tree.operator]
    _refuse_rate(tree, context)
    left, right = _sum(tree.left, context), _sum(tree.right, context)
    if left is None and right is None:
        return integer_predicate(binary(operator, lower(tree.left, context), lower(tree.right, context)))
    left = left or _Sum({}, lower(tree.left, context))
    right = right or _Sum({}, lower(tree.right, context))
    clocks = dict(left.clocks)
    for clock, times in right.clocks.items():
        clocks[clock] = clocks.get(clock, 0) - times
    clocks = {clock: times for clock, times in clocks.items() if times}
    limit = binary("-", right.rest, left.rest)
    if not clocks:
        return integer_predicate(binary(operator, ("n", 0), limit))
    if len(clocks) > 1:
        raise unsupported("diagonal", _("Two clocks are compared with each other"), tree, context.where)
    ((clock, times),) = clocks.items()
    if abs(times) != 1:
        raise unsupported("clock-multiple", _("A clock is multiplied"), tree, context.where)
    if times < 0:
        mirrored = {"<": ">", "<=": ">=", ">": "<", ">=": "<="}
        operator, limit = mirrored.get(operator, operator), negative(limit)
    return _constraint(clock, operator, limit)


def _constraint(clock: int, operator: str, limit: Code) -> Code:
    match operator:
        case "<" | "<=":
            return ("clock", clock, 0, operator == "<", limit)
        case ">" | ">=":
            return ("clock", 0, clock, operator == ">", negative(limit))
        case "==":
            return conjunction([_constraint(clock, "<=", limit), _constraint(clock, ">=", limit)])
        case _:
            return disjunction([_constraint(clock, "<", limit), _constraint(clock, ">", limit)])


def _sum(tree: e.Expression, context: Context) -> _Sum | None:
    """The expression as clocks and an integer, None where it has no clock."""
    clock = is_clock(tree, context)
    if clock is not None:
        return _Sum({clock_number(clock, tree, context): 1}, ("n", 0))
    match tree:
        case e.Prefix(operator="-", operand=operand):
            inner = _sum(operand, context)
            if inner is None:
                return None
            return _Sum({clock: -times for clock, times in inner.clocks.items()}, negative(inner.rest))
        case e.Binary(operator="+" | "-" as operator, left=left, right=right):
            first, second = _sum(left, context), _sum(right, context)
            if first is None and second is None:
                return None
            first = first or _Sum({}, lower(left, context))
            second = second or _Sum({}, lower(right, context))
            sign = 1 if operator == "+" else -1
            clocks = dict(first.clocks)
            for number, times in second.clocks.items():
                clocks[number] = clocks.get(number, 0) + sign * times
            return _Sum(clocks, binary(operator, first.rest, second.rest))
        case _:
            return None


def _refuse_rate(tree: e.Binary, context: Context) -> None:
    for side in (tree.left, tree.right):
        if isinstance(side, e.Postfix) and side.operator == "'":
            raise unsupported("stopwatch", _("The rate of a clock is set"), tree, context.where)


def has_clocks(tree: e.Expression, context: Context) -> bool:
    """Whether the expression is a clock, or a sum or difference with one."""
    return _sum(tree, context) is not None
