"""The observer of each specification pattern.

Definitions. *Raised* means: an event happens, or a condition becomes true, and holding when the run
begins counts as becoming true then. With P the subject, S the trigger and W the state:

- response within T: after each raising of S (while W) there is, at the same step or later, at most T
  after it, a step at which P is met. With at least T: no raising of P comes less than T after one.
- minimum duration T: P, once raised while W holds, stays true for T; with a trigger, P is true at
  the step of the trigger and stays true for T after it.
- maximum duration T: P and W are never true together for longer than T.
- recurrence T: while W, from its beginning, never more than T passes without P.
- precedence: no P (while W) before the first S; both at one step are in order.
- existence within T: P is met at most T after the beginning.

Patterns after Dwyer, Avrunin and Corbett (ICSE 1999) and Konrad and Cheng (ICSE 2005).
"""

from collections.abc import Callable
from dataclasses import dataclass

from core.formal.condition import denied
from core.formal.property import Condition, Pattern, Property
from core.ground.diagnostic import Diagnostic, Refused
from core.ground.words import _
from core.uppaal.generation.condition import Watch
from core.uppaal.generation.expression import both, negation
from core.uppaal.generation.observer import Move, Observer, within
from core.uppaal.language import expression as tree
from core.uppaal.language.expression import Expression


class Demand:
    """What the query demands of an observer."""


@dataclass(frozen=True, slots=True)
class Never(Demand):
    """Some locations are never reached."""

    locations: tuple[str, ...]


@dataclass(frozen=True, slots=True)
class Within(Demand):
    """The clock is at most the bound while in the location; without a bound the location is left."""

    location: str
    following: str


@dataclass(frozen=True, slots=True)
class NotBefore(Demand):
    """The clock is at least the bound on entering the location, and `wrong` is never reached."""

    location: str
    wrong: tuple[str, ...] = ()


def response(watch: Watch, p: Property) -> tuple[Observer, Demand]:
    """The trigger is answered in time; the oldest unanswered one counts."""
    trigger = _trigger(p)
    called, answered = watch.raised(trigger, p.state), watch.met(p.subject)
    at_once, still = watch.begun(trigger, p.state), negation(watch.begun(p.subject))
    return (
        Observer(
            "Idle",
            (
                Move("Idle", "Waiting", both(called, negation(answered)), resets=True),
                Move("Waiting", "Idle", answered),
            ),
            (Move("Idle", "Waiting", both(at_once, still), resets=True),),
        ),
        Within("Waiting", "Idle"),
    )


def latency(watch: Watch, p: Property) -> tuple[Observer, Demand]:
    """The answer does not come too early; the latest trigger counts."""
    called, answered = watch.raised(_trigger(p), p.state), watch.raised(p.subject)
    early, again = both(called, answered), both(called, negation(answered))
    moves = [Move("Held", "Done", both(answered, negation(called)))]
    for location in ("Idle", "Held", "Done"):
        moves.append(Move(location, "Early", early))
        moves.append(Move(location, "Held", again, resets=True))
    beginning = Move("Idle", "Held", watch.begun(_trigger(p), p.state), resets=True)
    return Observer("Idle", tuple(moves), (beginning,), ("Early",)), NotBefore("Done", ("Early",))


def minimum_duration(watch: Watch, p: Property) -> tuple[Observer, Demand]:
    """The subject lasts long enough, each time it begins or after each trigger."""
    subject = _lasting(watch, p.subject)
    holds = watch.now(subject)
    if p.trigger is not None:
        called = watch.raised(p.trigger, p.state)
        moves = [Move("Holding", "Done", both(negation(holds), negation(called)))]
        for location in ("Idle", "Holding", "Done"):
            moves.append(Move(location, "Holding", both(called, holds), resets=True))
            moves.append(Move(location, "Broken", both(called, negation(holds))))
        at_once = watch.begun(p.trigger, p.state)
        beginnings = (
            Move("Idle", "Holding", both(at_once, holds), resets=True),
            Move("Idle", "Broken", both(at_once, negation(holds))),
        )
        return Observer("Idle", tuple(moves), beginnings, ("Broken",)), NotBefore("Done", ("Broken",))
    state = watch.now(p.state) if p.state is not None else tree.Truth(True)
    begins = both(watch.raised(subject), state)
    return (
        Observer(
            "Off",
            (
                Move("Off", "On", begins, resets=True),
                Move("On", "Done", negation(holds)),
                Move("Done", "On", begins, resets=True),
            ),
        ),
        NotBefore("Done"),
    )


def maximum_duration(watch: Watch, p: Property) -> tuple[Observer, Demand]:
    """The subject never lasts too long."""
    _no_trigger(p)
    holds = watch.met(_lasting(watch, p.subject), p.state)
    return (
        Observer(
            "Off",
            (Move("Off", "On", holds, resets=True), Move("On", "Off", negation(holds))),
            (Move("Off", "On", holds, resets=True),),
        ),
        Within("On", "Off"),
    )


def recurrence(watch: Watch, p: Property) -> tuple[Observer, Demand]:
    """The subject comes again and again, each time that the state holds."""
    _no_trigger(p)
    again = watch.met(p.subject)
    if watch.lasting(p.subject):
        moves = (Move("Gap", "Held", again), Move("Held", "Gap", negation(again), resets=True))
        observer = Observer("Gap", moves, (Move("Gap", "Held", again),))
    else:
        observer = Observer("Gap", (Move("Gap", "Gap", again, resets=True),))
    if p.state is not None:
        begins, ends = watch.raised(p.state), negation(watch.now(p.state))
        observer = within(observer, begins, ends, "Outside", watch.begun(p.state))
    return observer, Within("Gap", "Held")


def precedence(watch: Watch, p: Property) -> tuple[Observer, Demand]:
    """The subject does not come before the first trigger."""
    first, subject = watch.met(_trigger(p)), watch.met(p.subject, p.state)
    moves = (Move("NotYet", "Seen", first), Move("NotYet", "Early", both(subject, negation(first))))
    at_once = watch.begun(_trigger(p))
    beginnings = (
        Move("NotYet", "Seen", at_once),
        Move("NotYet", "Early", both(watch.begun(p.subject, p.state), negation(at_once))),
    )
    return Observer("NotYet", moves, beginnings, ("Early",), timed=False), Never(("Early",))


def existence(watch: Watch, p: Property) -> tuple[Observer, Demand]:
    """The subject comes at all."""
    _no_trigger(p)
    moves = (Move("Missing", "Seen", watch.met(p.subject, p.state)),)
    beginnings = (Move("Missing", "Seen", watch.begun(p.subject, p.state)),)
    return Observer("Missing", moves, beginnings), Within("Missing", "Seen")


def absence(watch: Watch, p: Property) -> tuple[Observer, Demand]:
    """The subject never comes; of a universality, its opposite."""
    unwanted = unwanted_by(p)
    moves = (Move("Watching", "Broken", watch.met(unwanted, p.state)),)
    beginnings = (Move("Watching", "Broken", watch.begun(unwanted, p.state)),)
    return Observer("Watching", moves, beginnings, ("Broken",), timed=False), Never(("Broken",))


def absence_before(watch: Watch, p: Property, closes: Expression) -> tuple[Observer, Demand]:
    """The subject does not come before the scope closes, if it ever does."""
    seen = watch.met(unwanted_by(p), p.state)
    moves = (
        Move("Open", "Closed", closes),
        Move("Open", "Seen", both(seen, negation(closes))),
        Move("Seen", "Broken", closes),
    )
    return Observer("Open", moves, (), ("Broken", "Closed"), timed=False), Never(("Broken",))


def absence_between(
    watch: Watch, p: Property, opens: Expression, closes: Expression
) -> tuple[Observer, Demand]:
    """The subject does not come in a scope that also closes."""
    seen, at_once = watch.met(unwanted_by(p), p.state), watch.begun(unwanted_by(p), p.state)
    enters = both(opens, negation(closes))
    moves = (
        Move("Outside", "Open", both(enters, negation(at_once))),
        Move("Outside", "Seen", both(enters, at_once)),
        Move("Open", "Seen", both(seen, negation(closes))),
        Move("Open", "Outside", closes),
        Move("Seen", "Broken", closes),
    )
    return Observer("Outside", moves, (), ("Broken",), timed=False), Never(("Broken",))


def existence_between(
    watch: Watch, p: Property, opens: Expression, closes: Expression
) -> tuple[Observer, Demand]:
    """The subject comes in each scope that closes, at the latest at the step that closes it."""
    seen, at_once = watch.met(p.subject, p.state), watch.begun(p.subject, p.state)
    enters = both(opens, negation(closes))
    moves = (
        Move("Outside", "Missing", both(enters, negation(at_once))),
        Move("Outside", "Seen", both(enters, at_once)),
        Move("Missing", "Seen", both(seen, negation(closes))),
        Move("Missing", "Outside", both(seen, closes)),
        Move("Missing", "Broken", both(closes, negation(seen))),
        Move("Seen", "Outside", closes),
    )
    return Observer("Outside", moves, (), ("Broken",), timed=False), Never(("Broken",))


PATTERNS: dict[Pattern, Callable[[Watch, Property], tuple[Observer, Demand]]] = {
    Pattern.ABSENCE: absence,
    Pattern.UNIVERSALITY: absence,
    Pattern.EXISTENCE: existence,
    Pattern.RESPONSE: response,
    Pattern.PRECEDENCE: precedence,
    Pattern.MINIMUM_DURATION: minimum_duration,
    Pattern.MAXIMUM_DURATION: maximum_duration,
    Pattern.RECURRENCE: recurrence,
}


def unwanted_by(p: Property) -> Condition:
    """What an absence or universality forbids."""
    return p.subject if p.pattern is Pattern.ABSENCE else denied(p.subject)


def _trigger(p: Property) -> Condition:
    if p.trigger is None:
        raise uncovered(_("It does not say when the response is called for"))
    return p.trigger


def _no_trigger(p: Property) -> None:
    if p.trigger is not None:
        raise uncovered(
            _("A trigger together with “{pattern}” is not covered").format(pattern=_(p.pattern.value))
        )


def _lasting(watch: Watch, condition: Condition) -> Condition:
    if not watch.lasting(condition):
        raise uncovered(_("An event is an instant and has no duration"))
    return condition


def uncovered(reason: str) -> Refused:
    """The form of requirement has no query, for that reason."""
    return Refused(Diagnostic("pattern-uncovered", reason))
