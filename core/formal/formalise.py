"""Formalises requirements: the slots of a sentence give patterns, confirmed bindings give conditions.

| sentence | property |
|---|---|
| the S shall R | universality of R |
| the S shall not R | absence of R |
| the S shall not both Q and R | absence of Q and R at one time; without “both” it is refused |
| While C, the S shall [not] R | the same while C |
| Where F | F is part of the state in which the demand counts |
| When T / If T then, the S shall R | response: R follows each raising of T |
| ... within D / between A and D | response at most D, and at least A, after T |
| While C, the S shall R within D | response to the beginning of C |
| the S shall R within D | existence at most D after the beginning |
| When T, the S shall not R | absence of R: after T, for ever, if T is an event; else while T holds |
| When T, the S shall not R within D / for D | R, an event, not before D; R, a condition, false for D |
| ... not R for at least D | the same as not R for D: it may stay away for longer |
| ... R for D / for at least D | minimum duration of R, from T on where there is one |
| ... R for D after E | the same with E for T |
| ... R for at most D, or not R for more than D | maximum duration of R |
| ... R every D | recurrence of R, after T or while C |
| ... R at least D later / after D | response not before D, and a response at all |
| ... R until U | after T until U: universality; without T: precedence, not R never before U |
| ... not R until U / before U | after T until U: absence; without T: precedence, R never before U |
| ... R before U | precedence, U never before R; with T: existence of R between T and U |
| ... within the closing time | as with the value that the glossary or a timer gives it |
| ... [not] R after U | response to U; with not: absence after U |

What the patterns mean over timed runs stands at `core.formal.property.Pattern`.
"""

from core.formal.condition import denied, instant, lasting, together
from core.formal.demand import Demand, Uncovered, properties
from core.formal.property import All, Any, Atom, Condition, Formalised, Property
from core.ground.diagnostic import Severity
from core.ground.words import _, quoted
from core.model import Boilerplate, Id, Language, Requirement, Snapshot
from core.requirements import (
    Confirmed,
    Parsed,
    Phrase,
    Role,
    bound,
    confirmed,
    parse,
    phrases,
    unbound,
)
from core.requirements.time_values import NAMED_TIME, parse_valued, time_values


def formalise(snapshot: Snapshot, requirement: Requirement, known: Confirmed | None = None) -> Formalised:
    """The properties of the requirement, or the reason why it has none.

    `known` is what `core.requirements.confirmed` gave, for whoever asks about many requirements.
    """
    if requirement.language is Language.PLAIN:
        reason = _("It is written in plain language")
        return Formalised(requirement.id, reason=reason)
    own = snapshot.of(Boilerplate)
    values: tuple[tuple[str, str], ...] = ()
    parsed = parse(requirement.text, own)
    if any(one.code == NAMED_TIME for one in parsed.diagnostics):
        parsed, values = parse_valued(requirement.text, own, time_values(snapshot))
    if not parsed.ok:
        wrong = next(one for one in parsed.diagnostics if one.severity is Severity.ERROR)
        reason = _("The sentence is not understood: {why}").format(why=wrong.message)
        return Formalised(requirement.id, reason=reason)
    bindings = confirmed(snapshot) if known is None else known
    said = phrases(parsed)
    missing = tuple(piece for phrase in said for piece in unbound(requirement, phrase, bindings))
    if missing:
        names = tuple(dict.fromkeys(piece.text for piece in missing))
        reason = _("Bound to nothing in the behaviour: {phrases}").format(
            phrases=", ".join(map(quoted, names))
        )
        return Formalised(requirement.id, reason=reason, unbound=names)
    try:
        found = _properties(snapshot, requirement, parsed, said, bindings)
    except Uncovered as uncovered:
        return Formalised(requirement.id, reason=str(uncovered))
    return Formalised(requirement.id, found, values=values)


def formalise_all(snapshot: Snapshot) -> dict[Id, Formalised]:
    """Every requirement of the model, formalised."""
    known = confirmed(snapshot)
    return {
        requirement.id: formalise(snapshot, requirement, known) for requirement in snapshot.of(Requirement)
    }


def _properties(
    snapshot: Snapshot, requirement: Requirement, parsed: Parsed, said: tuple[Phrase, ...], known: Confirmed
) -> tuple[Property, ...]:
    conditions = {(phrase.role, phrase.column): _condition(requirement, phrase, known) for phrase in said}

    def of(*roles: Role) -> list[Condition]:
        return [condition for (role, _column), condition in conditions.items() if role in roles]

    if any(one.code == "ears-late-bound" for one in parsed.diagnostics):
        raise Uncovered(
            _("The time behind the clause can bound the response or be part of the clause: say which")
        )
    loose = next((one for one in parsed.diagnostics if one.code == "ears-loose-time"), None)
    if loose:
        raise Uncovered(
            _("A time is not read as a bound, and a property without it would say less: {why}").format(
                why=loose.message
            )
        )
    trigger, joined = _trigger(snapshot, of(Role.TRIGGER), of(Role.UNWANTED))
    state = together(*of(Role.FEATURE), *of(Role.STATE), joined)
    found: list[Property] = []
    for response in parsed.slots.responses:
        condition = conditions[Role.RESPONSE, response.column]
        if response.negated and not isinstance(condition, Atom) and _ambiguous(parsed):
            raise Uncovered(
                _("“shall not” in front of “and” can forbid each or only both together: say which is meant")
            )
        bounding = response.deadline.phrase if response.deadline else None
        demand = Demand(
            requirement.id,
            condition,
            response.negated,
            trigger,
            state,
            response.deadline,
            conditions[Role.DEADLINE, bounding.column] if bounding else None,
        )
        found += properties(snapshot, demand)
    return tuple(dict.fromkeys(found))


def _ambiguous(parsed: Parsed) -> bool:
    """Whether an "and" is denied of which it cannot be told what is forbidden."""
    return any(one.code == "ears-denied-joint" for one in parsed.diagnostics)


def _trigger(
    snapshot: Snapshot, triggers: list[Condition], unwanted: list[Condition]
) -> tuple[Condition | None, Condition | None]:
    """What calls for the response, and what of When and If only says in which state."""
    both = [*triggers, *unwanted]
    if len(both) < 2:
        return (both[0] if both else None), None
    first, second = both
    if lasting(snapshot, first) and lasting(snapshot, second):
        return All((first, second)), None
    if instant(snapshot, first) and lasting(snapshot, second):
        return first, second
    if instant(snapshot, second) and lasting(snapshot, first):
        return second, first
    raise Uncovered(_("Both the When and the If are events, which do not happen at one instant"))


def _condition(requirement: Requirement, phrase: Phrase, known: Confirmed) -> Condition:
    """The phrase over the propositions it is bound to; "shall not" is no part of it."""
    found = bound(requirement, phrase, known)
    condition: Condition
    if found is not None:
        condition = Atom(found.proposition.id, found.denies)
    else:
        parts = tuple(_condition(requirement, part, known) for part in phrase.parts)
        condition = Any(parts) if phrase.connective == "or" else All(parts)
    outside = phrase.negated and phrase.role is not Role.RESPONSE
    return denied(condition) if outside else condition
