"""When a history keeps a property, and when what comes next cannot keep it any more.

A history is a row of segments with a beginning each, in dense time; in a segment nothing changes. It is
*safe* while no property is broken, and the next values are *fatal* to a property if with them it is broken
at once, or as soon as any time passes. To a response without a latest time nothing is fatal.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass
from typing import NamedTuple

import z3

from core.formal.consistency.theory import holds_in
from core.formal.property import CHAINS, COUNTED, Condition, Pattern, Property, Scope
from core.model import Duration, Id


def is_compared(one: Property) -> bool:
    """Whether `safe` and `fatal` know the property: it counts at all times, and is no chain or count."""
    return one.scope is Scope.GLOBALLY and one.pattern not in (*CHAINS, *COUNTED)


@dataclass(frozen=True, slots=True)
class History:
    """So many segments, each with the time of its beginning; `end` is the present moment.

    `holds` tells whether a condition holds in a segment, and `little` is what a strict bound is moved by.
    """

    holds: Callable[[Condition, int], z3.BoolRef]
    begins: tuple[z3.ArithRef, ...]
    end: z3.ArithRef
    little: z3.ArithRef

    def __len__(self) -> int:
        return len(self.begins)

    def all(self, condition: Condition | None, moment: int) -> z3.BoolRef:
        """Whether the condition holds in the segment; there may be none."""
        return z3.BoolVal(True) if condition is None else self.holds(condition, moment)

    def raised(self, condition: Condition, moment: int) -> z3.BoolRef:
        """Whether the condition begins to hold in the segment."""
        now = self.holds(condition, moment)
        return z3.And(now, z3.Not(self.holds(condition, moment - 1))) if moment else now

    def time(self, moment: int) -> z3.ArithRef:
        """The beginning of a segment, or the present moment."""
        return self.begins[moment] if moment < len(self.begins) else self.end


def exact(duration: Duration) -> z3.RatNumRef:
    """The duration as a number."""
    return z3.RealVal(duration.nanoseconds)


def safe(history: History, one: Property) -> z3.BoolRef:
    """Whether the history keeps the property up to the present moment."""
    moments = range(len(history))
    state, subject = one.state, one.subject
    match one.pattern:
        case Pattern.ABSENCE:
            return z3.And(*(z3.Not(z3.And(history.all(state, k), history.all(subject, k))) for k in moments))
        case Pattern.UNIVERSALITY:
            return z3.And(*(z3.Implies(history.all(state, k), history.all(subject, k)) for k in moments))
        case Pattern.PRECEDENCE:
            assert one.trigger is not None
            return z3.And(
                *(
                    z3.Implies(
                        z3.And(history.all(state, k), history.all(subject, k)),
                        z3.Or(*(history.all(one.trigger, j) for j in range(k + 1))),
                    )
                    for k in moments
                )
            )
        case Pattern.EXISTENCE:
            latest = _latest(history, one)
            if latest is None:
                return z3.BoolVal(True)
            met = (
                z3.And(history.all(state, k), history.all(subject, k), history.time(k) <= latest)
                for k in moments
            )
            return z3.Or(history.end <= latest, *met)
        case Pattern.RESPONSE:
            return z3.And(*(_answered(history, one, k) for k in moments))
        case Pattern.MINIMUM_DURATION:
            return z3.And(*(_lasts(history, one, k) for k in moments))
    return z3.And(*(_ends(history, one, k) for k in moments))


def apart(history: History, one: Property) -> z3.BoolRef:
    """Whether the response, if it has an earliest and a latest time, is called only after it has answered.

    Who writes "between 5 ms and 35 ms" speaks of one call and its answer. Of a second call in between the
    earliest time would forbid what the first one still owes.
    """
    if one.pattern is not Pattern.RESPONSE or one.at_least is None or one.at_most is None:
        return z3.BoolVal(True)
    trigger = one.trigger
    assert trigger is not None
    called = [z3.And(history.raised(trigger, k), history.all(one.state, k)) for k in range(len(history))]
    return z3.And(
        *(
            z3.Implies(
                z3.And(called[j], called[k]), z3.Or(*(history.all(one.subject, i) for i in range(j, k)))
            )
            for k in range(len(history))
            for j in range(k)
        )
    )


class Next(NamedTuple):
    """What of a property holds from the present moment on."""

    state: bool
    subject: bool
    trigger: bool


def next_of(one: Property, values: Mapping[Id, bool]) -> Next:
    """What of the property holds where the atoms have these values."""
    return Next(
        one.state is None or holds_in(one.state, values),
        holds_in(one.subject, values),
        one.trigger is not None and holds_in(one.trigger, values),
    )


def fatal(history: History, one: Property, following: Next) -> z3.BoolRef:
    """Whether the property is broken by what follows the present moment."""
    moments = range(len(history))
    state, subject, trigger = following
    last = len(history) - 1
    match one.pattern:
        case Pattern.ABSENCE:
            return z3.BoolVal(state and subject)
        case Pattern.UNIVERSALITY:
            return z3.BoolVal(state and not subject)
        case Pattern.PRECEDENCE:
            assert one.trigger is not None
            met = z3.Or(*(history.all(one.trigger, k) for k in moments))
            return z3.And(state and subject and not trigger, z3.Not(met))
        case Pattern.EXISTENCE:
            latest = _latest(history, one)
            if latest is None or (state and subject):
                return z3.BoolVal(False)
            met = z3.Or(*(z3.And(history.all(one.state, k), history.all(one.subject, k)) for k in moments))
            return z3.And(history.end >= latest, z3.Not(met))
        case Pattern.RESPONSE:
            return _unanswered(history, one, following)
        case Pattern.MINIMUM_DURATION:
            if subject:
                return z3.BoolVal(False)
            assert one.at_least is not None
            least = _least(history, one)
            began = one.trigger if one.trigger is not None else one.subject
            owed = z3.Or(
                *(
                    z3.And(
                        history.raised(began, k),
                        history.all(one.state, k),
                        history.end < history.time(k) + least,
                    )
                    for k in moments
                )
            )
            called = trigger and state and (not len(history) or z3.Not(history.all(one.trigger, last)))
            return z3.Or(owed, called)
    if not (state and _runs(one, subject)) or not len(history):
        return z3.BoolVal(False)
    most = _most(history, one)
    return z3.Or(
        *(
            z3.And(_running(history, one, k, len(history)), history.end - history.time(k) >= most)
            for k in moments
        )
    )


def _answered(history: History, one: Property, k: int) -> z3.BoolRef:
    """Whether a raising of the trigger in the segment has its answer, or time for it yet."""
    assert one.trigger is not None
    called = z3.And(history.raised(one.trigger, k), history.all(one.state, k))
    demands = []
    if one.at_least is not None:
        earliest = history.time(k) + _least(history, one)
        demands += [
            z3.Implies(history.raised(one.subject, j), history.time(j) >= earliest)
            for j in range(k, len(history))
        ]
    if one.at_most is not None:
        latest = history.time(k) + _most(history, one)
        met = (z3.And(history.all(one.subject, j), history.time(j) <= latest) for j in range(k, len(history)))
        demands.append(z3.Or(history.end <= latest, *met))
    return z3.Implies(called, z3.And(*demands))


def _unanswered(history: History, one: Property, following: Next) -> z3.BoolRef:
    assert one.trigger is not None
    subject, last = following.subject, len(history) - 1
    begins = subject and (z3.Not(history.all(one.subject, last)) if last >= 0 else True)
    calls = (
        following.trigger
        and following.state
        and (z3.Not(history.all(one.trigger, last)) if last >= 0 else True)
    )
    broken: list[z3.BoolRef] = []
    recalled: list[z3.BoolRef] = []
    for k in range(len(history)):
        called = z3.And(history.raised(one.trigger, k), history.all(one.state, k))
        met = z3.Or(*(history.all(one.subject, j) for j in range(k, len(history))))
        recalled.append(z3.And(calls, called, z3.Not(met)))
        if one.at_least is not None:
            broken.append(z3.And(called, begins, history.end < history.time(k) + _least(history, one)))
        if one.at_most is not None and not subject:
            broken.append(z3.And(called, z3.Not(met), history.end >= history.time(k) + _most(history, one)))
    if one.at_least is not None and one.at_least.nanoseconds:
        broken.append(z3.And(calls, begins))
    if one.at_most is not None and not one.at_most.nanoseconds and not subject:
        broken.append(z3.And(calls, True))
    if one.at_least is None or one.at_most is None:
        return z3.Or(*broken)
    # A second call before the answer is none that the sentence speaks of; see `apart`.
    return z3.And(z3.Not(z3.Or(*recalled)), z3.Or(*broken))


def _lasts(history: History, one: Property, k: int) -> z3.BoolRef:
    """Whether what begins in the segment lasts long enough, as far as time has passed."""
    began = one.trigger if one.trigger is not None else one.subject
    called = z3.And(history.raised(began, k), history.all(one.state, k))
    until = history.time(k) + _least(history, one)
    return z3.Implies(
        called,
        z3.And(
            *(
                z3.Implies(history.time(j) < until, history.all(one.subject, j))
                for j in range(k, len(history))
            )
        ),
    )


def _ends(history: History, one: Property, k: int) -> z3.BoolRef:
    """Whether a run that begins in the segment has ended in time, or has time yet."""
    most = _most(history, one)
    begins = z3.And(_in_run(history, one, k), z3.Not(_in_run(history, one, k - 1)) if k else True)
    return z3.Implies(
        begins,
        z3.And(
            *(
                z3.Implies(_running(history, one, k, j), history.time(j) - history.time(k) <= most)
                for j in range(k + 1, len(history) + 1)
            )
        ),
    )


def _running(history: History, one: Property, first: int, behind: int) -> z3.BoolRef:
    return z3.And(*(_in_run(history, one, j) for j in range(first, behind)))


def _in_run(history: History, one: Property, k: int) -> z3.BoolRef:
    """Whether the segment belongs to what must not last: the subject, or for a recurrence its absence."""
    subject = history.all(one.subject, k)
    runs = z3.Not(subject) if one.pattern is Pattern.RECURRENCE else subject
    return z3.And(history.all(one.state, k), runs)


def _runs(one: Property, subject: bool) -> bool:
    return not subject if one.pattern is Pattern.RECURRENCE else subject


def _most(history: History, one: Property) -> z3.ArithRef:
    assert one.at_most is not None
    return exact(one.at_most) - history.little if one.strict else exact(one.at_most)


def _least(history: History, one: Property) -> z3.ArithRef:
    assert one.at_least is not None
    return exact(one.at_least) + history.little if one.strict and one.at_most is None else exact(one.at_least)


def _latest(history: History, one: Property) -> z3.ArithRef | None:
    return None if one.at_most is None else _most(history, one)
