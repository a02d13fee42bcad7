"""From the properties of requirements to queries, and to the observers that these need."""

from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from core.formal.property import UNCALLED, Condition, Pattern, Property, Scope
from core.ground.diagnostic import Refused
from core.ground.words import _
from core.model import Id, Requirement
from core.uppaal.generation.condition import Watch
from core.uppaal.generation.expression import both, either, implies, named, negation
from core.uppaal.generation.observers.automaton import CLOCK, Observer
from core.uppaal.generation.observers.demand import (
    Demand,
    EachWithin,
    Never,
    NotBefore,
    Within,
    at_least,
    at_most,
    uncovered,
    unwanted_by,
)
from core.uppaal.generation.observers.scopes import observers_of
from core.uppaal.language import expression as tree
from core.uppaal.language.declaration import Formula, Path
from core.uppaal.language.expression import Expression
from core.uppaal.language.printing import print_query


class Purpose(StrEnum):
    """Why a query is asked.

    REQUIREMENT decides a requirement. TRIGGER asks whether what calls for it can happen at all.
    DEADLOCK and OVERRUN ask whether the model itself is sound.
    """

    REQUIREMENT = "requirement"
    TRIGGER = "trigger"
    DEADLOCK = "deadlock"
    OVERRUN = "overrun"


@dataclass(frozen=True, slots=True)
class GeneratedQuery:
    """A query, or the reason why there is none (then `formula` is None).

    `element` is the requirement, or the connector that an overrun query is about; `observer` is the
    process that watches, empty where the query needs none. A requirement is met if all its queries of
    purpose REQUIREMENT are satisfied; if its TRIGGER query is not, that says nothing about the system.
    """

    purpose: Purpose
    formula: str | None
    comment: str
    element: Id | None = None
    reason: str = ""
    property: Property | None = None
    observer: str = ""


@dataclass(frozen=True, slots=True)
class Watching:
    """An observer with its name, for one requirement."""

    process: str
    observer: Observer
    requirement: Id


def queries_of(
    requirement: Requirement, p: Property, watch: Watch
) -> tuple[list[GeneratedQuery], list[Watching]]:
    """The queries of one property, with the observers they speak about."""
    comment = f"{requirement.key}: {' '.join(requirement.text.split())}"
    queries: list[GeneratedQuery] = []
    watching: list[Watching] = []
    try:
        for formula, one in _formulas(requirement, p, watch):
            observer = one.process if one else ""
            watching.extend([one] if one else [])
            queries.append(
                GeneratedQuery(
                    Purpose.REQUIREMENT,
                    print_query(formula),
                    comment,
                    requirement.id,
                    property=p,
                    observer=observer,
                )
            )
        calls = p.trigger or p.opens or p.state
        if calls is not None and p.pattern not in UNCALLED:
            queries.append(_can_be_called(requirement, p, calls, watch))
    except Refused as refused:
        reason = refused.diagnostics[0].message
        return [missing(requirement, reason, p)], []
    return queries, watching


def missing(requirement: Requirement, reason: str, p: Property | None = None) -> GeneratedQuery:
    """A requirement without a formula, and why."""
    comment = f"{requirement.key}: {' '.join(requirement.text.split())}"
    return GeneratedQuery(Purpose.REQUIREMENT, None, comment, requirement.id, reason, p)


def _formulas(
    requirement: Requirement, p: Property, watch: Watch
) -> Iterator[tuple[Formula, Watching | None]]:
    if p.state is not None and not watch.lasting(p.state):
        raise uncovered(_("The state in which it is demanded is an event, which is an instant"))
    if p.pattern in (Pattern.ABSENCE, Pattern.UNIVERSALITY):
        if p.at_least is not None or p.at_most is not None or p.trigger is not None:
            raise uncovered(
                _("“{pattern}” with a trigger or a time is not covered").format(pattern=_(p.pattern.value))
            )
        if p.scope is Scope.GLOBALLY:
            yield Formula(Path.ALWAYS, _always(watch, p)), None
            return
    for observer, demand in observers_of(watch, p):
        process = watch.spelling.template(f"Observer {requirement.key}", "Observer")
        for formula in _demanded(watch, p, process, demand):
            yield formula, Watching(process, observer, requirement.id)


def _always(watch: Watch, p: Property) -> Expression:
    """What an absence or universality demands of every state; of locations themselves where it can."""
    unwanted = unwanted_by(p)
    state = tree.Truth(True) if p.state is None else watch.asked(p.state)
    if watch.lasting(p.subject):
        if p.pattern is Pattern.UNIVERSALITY:
            return implies(state, watch.asked(p.subject))
        return negation(both(state, watch.asked(p.subject)))
    return negation(watch.met(unwanted, p.state))


def _demanded(watch: Watch, p: Property, process: str, demand: Demand) -> Iterator[Formula]:
    match demand:
        case Never(locations=locations):
            never = (negation(named(f"{process}.{location}")) for location in locations)
            yield Formula(Path.ALWAYS, both(*never))
        case Within(location=location, following=following):
            inside, outside = named(f"{process}.{location}"), named(f"{process}.{following}")
            if p.at_most is None and p.pattern is Pattern.RESPONSE:
                yield Formula(Path.LEADS_TO, inside, outside)
            elif p.at_most is None and p.pattern is Pattern.EXISTENCE and p.scope is Scope.GLOBALLY:
                yield Formula(Path.EVENTUALLY, outside)
            else:
                yield Formula(Path.ALWAYS, implies(inside, at_most(watch, p, f"{process}.{CLOCK}")))
        case EachWithin(stages=stages):
            held = [(either(*(named(f"{process}.{one}") for one in stage)), clock) for stage, clock in stages]
            if p.at_most is None:
                yield from (Formula(Path.LEADS_TO, stage, negation(stage)) for stage, _clock in held)
            else:
                times = (implies(stage, at_most(watch, p, f"{process}.{clock}")) for stage, clock in held)
                yield Formula(Path.ALWAYS, both(*times))
        case NotBefore(location=location, wrong=wrong):
            never = (negation(named(f"{process}.{one}")) for one in wrong)
            entered = implies(named(f"{process}.{location}"), at_least(watch, p, f"{process}.{CLOCK}"))
            yield Formula(Path.ALWAYS, both(*never, entered))


def _can_be_called(requirement: Requirement, p: Property, calls: Condition, watch: Watch) -> GeneratedQuery:
    """Whether the trigger, the opening or the state can happen; what lasts is asked of states themselves."""
    state = p.state if calls is p.trigger else None
    if watch.lasting(calls):
        happens = both(*(watch.asked(part) for part in (calls, state) if part is not None))
    else:
        happens = watch.met(calls, state)
    return GeneratedQuery(
        Purpose.TRIGGER,
        print_query(Formula(Path.POSSIBLY, happens)),
        _("{key}: can what calls for it happen at all?").format(key=requirement.key),
        requirement.id,
        property=p,
    )
