"""The observers of chains: what calls or what answers, what comes before or after, has two links.

With N the second link, and “then” for at the same step or later:

- response chain within T: after each raising of S (while W), P is met and then N, at most T after it.
- stimulus chain within T: after each raising of S (while W) and then the first of N, P is met at most T after
  the raising of N.
- precedence chain: no P (while W) before S was met and then N.
- effect chain: if P is met (while W) and then N, S was met at the step of P or before.

Patterns after Dwyer, Avrunin and Corbett (ICSE 1999).
"""

from collections.abc import Iterator
from dataclasses import dataclass, replace
from itertools import product

from core.formal.property import Property
from core.uppaal.generation.condition import Watch
from core.uppaal.generation.expression import both, negation
from core.uppaal.generation.observers.automaton import CLOCK, OTHER, Move, Observer
from core.uppaal.generation.observers.demand import (
    Demand,
    EachWithin,
    Never,
    called_by,
    second_of,
)
from core.uppaal.language.expression import Expression, Truth


@dataclass(frozen=True, slots=True)
class Owed:
    """What a response chain still owes: the clocks of the oldest calls that wait for each link, if any do.

    All that wait for the second link have waited for longer than those that wait for the first, because at
    the first link all of these go on together.
    """

    first: str | None = None
    second: str | None = None

    @property
    def location(self) -> str:
        """What the observer calls it."""
        if self.first and self.second:
            return "Both" if self.first == CLOCK else "BothOther"
        clock = self.first or self.second
        if clock is None:
            return "Idle"
        return ("First" if self.first else "Second") + ("" if clock == CLOCK else "Other")

    @property
    def oldest(self) -> str | None:
        """The clock of the oldest call."""
        return self.second or self.first

    def called(self) -> "Owed":
        """After a call: one that already waits for the first link is older and stays."""
        free = OTHER if self.second == CLOCK else CLOCK
        return self if self.first else replace(self, first=free)

    def linked(self) -> "Owed":
        """After the first link: all wait for the second."""
        return Owed(None, self.second or self.first)


ALL_OWED = tuple(
    Owed(first, second)
    for first, second in product((None, CLOCK, OTHER), repeat=2)
    if first is None or first != second
)


@dataclass(frozen=True, slots=True)
class Turn:
    """What a step does to what is owed: `starts` is the clock of a call that begins to wait at it.

    `answered` is the clock of the oldest call that both links have answered by this step.
    """

    after: Owed
    starts: str | None = None
    answered: str | None = None


def turned(before: Owed, said: tuple[bool, ...]) -> Turn:
    """The turn of a step of which it is said whether there is a call, the first link, and the second."""
    called, linked, ended = said
    after = before.called() if called else before
    starts = after.first if after.first != before.first else None
    if linked:
        after = after.linked()
    answered = after.second if ended else None
    if ended:
        after = replace(after, second=None)
    return Turn(after, starts if starts in (after.first, after.second) else None, answered)


def turns(before: Owed, *events: Expression) -> Iterator[tuple[Expression, Turn]]:
    """Every turn that a step can take from there with its guard over call, first and second link.

    A guard does not ask for what makes no difference; guards exclude one another.
    """
    yield from _turns(before, events, ())


def _turns(
    before: Owed, events: tuple[Expression, ...], known: tuple[bool, ...]
) -> Iterator[tuple[Expression, Turn]]:
    rest = tuple(product((False, True), repeat=len(events) - len(known)))
    if not rest[0]:
        yield Truth(True), turned(before, known)
        return
    without, with_it = (
        [turned(before, (*known, happens, *further[1:])) for further in rest] for happens in (False, True)
    )
    if without == with_it:
        yield from _turns(before, events, (*known, False))
        return
    event = events[len(known)]
    for happens, literal in ((False, negation(event)), (True, event)):
        for guard, turn in _turns(before, events, (*known, happens)):
            yield both(literal, guard), turn


def response_chain(watch: Watch, p: Property) -> tuple[Observer, Demand]:
    """Both links come in time and in order; of the calls that wait for a link the oldest counts."""
    call, first, second = chain_of(watch, p)
    moves = [
        Move(owed.location, turn.after.location, guard, turn.starts is not None, turn.starts or CLOCK)
        for owed in ALL_OWED
        for guard, turn in turns(owed, call, first, second)
        if turn.after != owed or turn.starts
    ]
    clocks = () if p.at_most is None else (CLOCK, OTHER)
    return Observer("Idle", tuple(moves), chain_begun(watch, p), clocks=clocks), EachWithin(_stages(p))


def chain_of(watch: Watch, p: Property) -> tuple[Expression, Expression, Expression]:
    """The call and the two links of a response chain."""
    return watch.raised(called_by(p), p.state), watch.met(p.subject), watch.met(second_of(p))


def chain_begun(watch: Watch, p: Property) -> tuple[Move, ...]:
    """Where a response chain begins in a scope that opens while the call already holds."""
    call, first = watch.begun(called_by(p), p.state), watch.begun(p.subject)
    second = watch.begun(second_of(p))
    return tuple(
        Move("Idle", turn.after.location, guard, resets=True)
        for guard, turn in turns(Owed(), call, first, second)
        if turn.after != Owed()
    )


def _stages(p: Property) -> tuple[tuple[tuple[str, ...], str], ...]:
    if p.at_most is None:
        first = tuple(owed.location for owed in ALL_OWED if owed.first)
        return (first, CLOCK), (tuple(owed.location for owed in ALL_OWED if owed.second), CLOCK)
    return tuple(
        (tuple(owed.location for owed in ALL_OWED if clock in (owed.first, owed.second)), clock)
        for clock in (CLOCK, OTHER)
    )


def stimulus_chain(watch: Watch, p: Property) -> tuple[Observer, Demand]:
    """What two calls in order call for is answered in time; the oldest unanswered one counts."""
    armed, second = watch.raised(called_by(p), p.state), watch.raised(second_of(p))
    answered = watch.met(p.subject)
    arms, calls = both(armed, negation(second)), both(armed, second)
    open_calls, late_calls = both(calls, negation(answered)), both(second, negation(answered))
    moves = (
        Move("Idle", "Armed", arms),
        Move("Idle", "Waiting", open_calls, resets=True),
        Move("Armed", "Waiting", late_calls, resets=True),
        Move("Armed", "Idle", both(second, answered)),
        Move("Waiting", "WaitingArmed", both(arms, negation(answered))),
        Move("Waiting", "Armed", both(arms, answered)),
        Move("Waiting", "Idle", both(negation(arms), answered)),
        Move("WaitingArmed", "Waiting", late_calls),
        Move("WaitingArmed", "Idle", both(second, answered)),
        Move("WaitingArmed", "Armed", both(answered, negation(second))),
    )
    clocks = () if p.at_most is None else (CLOCK,)
    waiting = (("Waiting", "WaitingArmed"), CLOCK)
    return Observer("Idle", moves, stimulus_begun(watch, p), clocks=clocks), EachWithin((waiting,))


def stimulus_begun(watch: Watch, p: Property) -> tuple[Move, ...]:
    """Where a stimulus chain begins in a scope that opens while its first stimulus already holds."""
    armed, second = watch.begun(called_by(p), p.state), watch.begun(second_of(p))
    answered = watch.begun(p.subject)
    return (
        Move("Idle", "Armed", both(armed, negation(second)), resets=True),
        Move("Idle", "Waiting", both(armed, second, negation(answered)), resets=True),
    )


def precedence_chain(watch: Watch, p: Property) -> tuple[Observer, Demand]:
    """The subject does not come before both links have, in order."""
    moves = _precedence_chain(watch.met(called_by(p)), watch.met(second_of(p)), watch.met(p.subject, p.state))
    beginnings = _precedence_chain(
        watch.begun(called_by(p)), watch.begun(second_of(p)), watch.begun(p.subject, p.state)
    )
    begun = tuple(move for move in beginnings if move.source == "NotYet")
    return Observer("NotYet", moves, begun, ("Early",), clocks=()), Never(("Early",))


def _precedence_chain(first: Expression, second: Expression, subject: Expression) -> tuple[Move, ...]:
    allowed, kept = both(first, second), negation(subject)
    return (
        Move("NotYet", "Seen", allowed),
        Move("NotYet", "Half", both(first, negation(second), kept)),
        Move("NotYet", "Early", both(subject, negation(allowed))),
        Move("Half", "Seen", second),
        Move("Half", "Early", both(subject, negation(second))),
    )


def effect_chain(watch: Watch, p: Property) -> tuple[Observer, Demand]:
    """The two effects do not come, in order, before their cause."""
    moves = _effect_chain(watch.met(called_by(p)), watch.met(p.subject, p.state), watch.met(second_of(p)))
    beginnings = _effect_chain(
        watch.begun(called_by(p)), watch.begun(p.subject, p.state), watch.begun(second_of(p))
    )
    begun = tuple(move for move in beginnings if move.source == "NotYet")
    return Observer("NotYet", moves, begun, ("Early",), clocks=()), Never(("Early",))


def _effect_chain(cause: Expression, first: Expression, second: Expression) -> tuple[Move, ...]:
    begins = both(first, negation(cause))
    return (
        Move("NotYet", "Seen", cause),
        Move("NotYet", "Early", both(begins, second)),
        Move("NotYet", "Half", both(begins, negation(second))),
        Move("Half", "Early", second),
    )
