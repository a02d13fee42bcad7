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

from core.formal.property import Property
from core.uppaal.generation.condition import Watch
from core.uppaal.generation.expression import both, negation
from core.uppaal.generation.observers.automaton import Move, Observer, within
from core.uppaal.generation.observers.demand import (
    Demand,
    Never,
    NotBefore,
    Within,
    called_by,
    lasting_only,
    not_called,
    unwanted_by,
)
from core.uppaal.language import expression as tree


def response(watch: Watch, p: Property) -> tuple[Observer, Demand]:
    """The trigger is answered in time; the oldest unanswered one counts."""
    trigger = called_by(p)
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
    called, answered = watch.raised(called_by(p), p.state), watch.raised(p.subject)
    early, again = both(called, answered), both(called, negation(answered))
    moves = [Move("Held", "Done", both(answered, negation(called)))]
    for location in ("Idle", "Held", "Done"):
        moves.append(Move(location, "Early", early))
        moves.append(Move(location, "Held", again, resets=True))
    beginning = Move("Idle", "Held", watch.begun(called_by(p), p.state), resets=True)
    return Observer("Idle", tuple(moves), (beginning,), ("Early",)), NotBefore("Done", ("Early",))


def minimum_duration(watch: Watch, p: Property) -> tuple[Observer, Demand]:
    """The subject lasts long enough, each time it begins or after each trigger."""
    subject = lasting_only(watch, p.subject)
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
    not_called(p)
    holds = watch.met(lasting_only(watch, p.subject), p.state)
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
    not_called(p)
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
    first, subject = watch.met(called_by(p)), watch.met(p.subject, p.state)
    moves = (Move("NotYet", "Seen", first), Move("NotYet", "Early", both(subject, negation(first))))
    at_once = watch.begun(called_by(p))
    beginnings = (
        Move("NotYet", "Seen", at_once),
        Move("NotYet", "Early", both(watch.begun(p.subject, p.state), negation(at_once))),
    )
    return Observer("NotYet", moves, beginnings, ("Early",), clocks=()), Never(("Early",))


def existence(watch: Watch, p: Property) -> tuple[Observer, Demand]:
    """The subject comes at all."""
    not_called(p)
    moves = (Move("Missing", "Seen", watch.met(p.subject, p.state)),)
    beginnings = (Move("Missing", "Seen", watch.begun(p.subject, p.state)),)
    return Observer("Missing", moves, beginnings), Within("Missing", "Seen")


def absence(watch: Watch, p: Property) -> tuple[Observer, Demand]:
    """The subject never comes; of a universality, its opposite."""
    unwanted = unwanted_by(p)
    moves = (Move("Watching", "Broken", watch.met(unwanted, p.state)),)
    beginnings = (Move("Watching", "Broken", watch.begun(unwanted, p.state)),)
    return Observer("Watching", moves, beginnings, ("Broken",), clocks=()), Never(("Broken",))
