"""A property as one formula of metric temporal logic, over one run.

Operators after Koymans (Specifying real-time properties with metric temporal logic, 1990), G, F and U with a
bound on the time as an index. rise(p) holds at the instant at which p is raised, in the sense of
`core.formal.property.Pattern`. A formula says of each run what TCTL says of all.
"""

from collections.abc import Mapping
from dataclasses import dataclass

from core.formal.condition import condition_text, denied
from core.formal.property import CHAINS, UNCALLED, All, Condition, Pattern, Property, Scope
from core.model import Duration, Id


@dataclass(frozen=True, slots=True)
class Holds:
    """The condition holds at the instant; with `raised` it begins to."""

    condition: Condition
    raised: bool = False


@dataclass(frozen=True, slots=True)
class Not:
    """The part does not hold."""

    part: "Formula"


@dataclass(frozen=True, slots=True)
class And:
    """All parts hold."""

    parts: tuple["Formula", ...]


@dataclass(frozen=True, slots=True)
class Or:
    """At least one part holds."""

    parts: tuple["Formula", ...]


@dataclass(frozen=True, slots=True)
class Bound:
    """How late an instant may be: at most so much time from now on; `strict` leaves the time itself out."""

    time: Duration
    strict: bool = False


@dataclass(frozen=True, slots=True)
class Always:
    """The part holds from now on, as long as the bound says."""

    part: "Formula"
    bound: Bound | None = None


@dataclass(frozen=True, slots=True)
class Eventually:
    """The part holds now or later, no later than the bound says."""

    part: "Formula"
    bound: Bound | None = None


@dataclass(frozen=True, slots=True)
class Until:
    """The second part comes, and the first holds at every instant before."""

    first: "Formula"
    second: "Formula"


Formula = Holds | Not | And | Or | Always | Eventually | Until


def mtl(p: Property) -> Formula | None:
    """The formula; None where no single one says it exactly."""
    demanded = _demanded(p)
    if p.scope is Scope.GLOBALLY or demanded is None:
        return demanded
    closes = Holds(p.closes) if p.closes is not None else None
    if p.scope is Scope.AFTER and p.opens is not None:
        opened = Holds(p.opens, raised=True)
        if p.pattern in _FROM_THE_FIRST:
            return _unless(Not(opened), And((opened, demanded)))
        return Always(implies(opened, demanded)) if p.pattern not in _RAISED else None
    unwanted = _unwanted(p)
    if closes is None:
        return None
    if p.pattern is Pattern.EXISTENCE and p.at_most is None:
        ends: Formula = Until(Not(closes), And((Holds(_with(p.subject, p)), Not(closes))))
    elif unwanted is not None:
        ends = Until(Not(unwanted), closes)
    else:
        return None
    comes = Eventually(closes)
    if p.scope is Scope.BEFORE:
        return implies(comes, ends)
    assert p.opens is not None
    opens = And((Holds(p.opens, raised=True), Not(closes)))
    if p.scope is Scope.BETWEEN:
        return Always(implies(And((opens, comes)), ends))
    if unwanted is None:
        return None
    return Always(implies(opens, Or((Until(Not(unwanted), closes), Always(Not(unwanted))))))


_FROM_THE_FIRST = frozenset((*UNCALLED, Pattern.EXISTENCE))
"""The patterns for which it matters that the scope opens but once: what was met since then counts."""

_RAISED = frozenset(
    (Pattern.RESPONSE, Pattern.MINIMUM_DURATION, Pattern.RESPONSE_CHAIN, Pattern.STIMULUS_CHAIN)
)
"""The patterns of something raised: where a scope opens, what held already counts, which rise() misses."""


def implies(first: Formula, second: Formula) -> Formula:
    """Where the first holds the second does."""
    return Or((Not(first), second))


def mtl_text(formula: Formula, names: Mapping[Id, str]) -> str:
    """The formula as it is read, over the names given to propositions."""
    match formula:
        case Holds(condition=condition, raised=raised):
            said = condition_text(condition, names)
            return f"rise({said})" if raised else said
        case Not(part=part):
            return f"¬({mtl_text(part, names)})"
        case Or(parts=(Not(part=first), second)):
            return f"{_inner(first, names)} → {_inner(second, names)}"
        case And(parts=parts):
            return " ∧ ".join(_inner(part, names) for part in parts)
        case Or(parts=parts):
            return " ∨ ".join(_inner(part, names) for part in parts)
        case Always(part=part, bound=bound):
            return f"G{_index(bound)} {_inner(part, names)}"
        case Eventually(part=part, bound=bound):
            return f"F{_index(bound)} {_inner(part, names)}"
        case Until(first=first, second=second):
            return f"{_inner(first, names)} U {_inner(second, names)}"


def _demanded(p: Property) -> Formula | None:
    """What the property demands from the beginning of its scope on."""
    wanted = Holds(_with(p.subject, p))
    unwanted = _unwanted(p)
    if unwanted is not None:
        return Always(Not(unwanted))
    match p.pattern:
        case Pattern.EXISTENCE:
            return Eventually(wanted, _most(p))
        case Pattern.RESPONSE:
            return Always(implies(_called(p), _answer(p)))
        case Pattern.PRECEDENCE:
            assert p.trigger is not None
            first = Holds(p.trigger)
            return _unless(And((Not(wanted), Not(first))), first)
        case Pattern.MINIMUM_DURATION:
            assert p.at_least is not None
            begins = _called(p) if p.trigger is not None else _begins(p)
            return Always(implies(begins, Always(Holds(p.subject), Bound(p.at_least, not p.strict))))
        case Pattern.MAXIMUM_DURATION:
            return Always(Eventually(Not(wanted), _most(p)))
        case Pattern.RECURRENCE:
            ended = (Not(Holds(p.state)),) if p.state is not None else ()
            return Always(Eventually(Or((Holds(p.subject), *ended)), _most(p)))
    return _chained(p) if p.pattern in CHAINS else None


def _chained(p: Property) -> Formula | None:
    """What a chain demands; None where the time of both links is bounded together."""
    assert p.trigger is not None
    assert p.second is not None
    wanted, trigger, second = Holds(_with(p.subject, p)), Holds(p.trigger), Holds(p.second)
    match p.pattern:
        case Pattern.RESPONSE_CHAIN if p.at_most is None:
            links = And((Holds(p.subject), Eventually(second)))
            return Always(implies(_called(p), Eventually(links)))
        case Pattern.STIMULUS_CHAIN:
            again = Holds(p.second, raised=True)
            answered = And((again, Eventually(Holds(p.subject), _most(p))))
            return Always(implies(_called(p), _unless(Not(again), answered)))
        case Pattern.PRECEDENCE_CHAIN:
            linked = And((trigger, _unless(And((Not(wanted), Not(second))), second)))
            return _unless(And((Not(wanted), Not(trigger))), linked)
        case Pattern.EFFECT_CHAIN:
            effects = And((wanted, Eventually(second)))
            return _unless(And((Not(effects), Not(trigger))), trigger)
    return None


def _unless(first: Formula, second: Formula) -> Formula:
    """The first holds at every instant before the second comes, which it need not."""
    return Or((Until(first, second), Always(first)))


def _unwanted(p: Property) -> Formula | None:
    """What must never hold, for a pattern that forbids something at each instant."""
    if p.pattern is Pattern.ABSENCE:
        return Holds(_with(p.subject, p))
    return Holds(_with(denied(p.subject), p)) if p.pattern is Pattern.UNIVERSALITY else None


def _answer(p: Property) -> Formula:
    parts: list[Formula] = []
    if p.at_least is not None:
        early = Bound(p.at_least, not (p.strict and p.at_most is None))
        parts.append(Always(Not(Holds(p.subject, raised=True)), early))
    if p.at_most is not None or p.at_least is None:
        parts.append(Eventually(Holds(p.subject), _most(p)))
    return parts[0] if len(parts) == 1 else And(tuple(parts))


def _called(p: Property) -> Formula:
    """The raising of the trigger in the state in which it counts."""
    assert p.trigger is not None
    raised = Holds(p.trigger, raised=True)
    return raised if p.state is None else And((raised, Holds(p.state)))


def _begins(p: Property) -> Formula:
    raised = Holds(p.subject, raised=True)
    return raised if p.state is None else And((raised, Holds(p.state)))


def _most(p: Property) -> Bound | None:
    return None if p.at_most is None else Bound(p.at_most, p.strict)


def _with(condition: Condition, p: Property) -> Condition:
    return condition if p.state is None else All((condition, p.state))


def _index(bound: Bound | None) -> str:
    return "" if bound is None else f"{'<' if bound.strict else '≤'}{bound.time}"


def _inner(formula: Formula, names: Mapping[Id, str]) -> str:
    """A part; in brackets unless it is one word or begins with its operator."""
    said = mtl_text(formula, names)
    plain = isinstance(formula, Not) or (isinstance(formula, Holds) and " " not in said)
    return said if plain else f"({said})"
