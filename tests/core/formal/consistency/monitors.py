"""Real-time consistency by brute force: monitors on discrete time, and a search of all that they reach.

Written apart from the program that is tested: each property is a small machine that reads one valuation a
tick and lives or dies; a reachable state in which every next valuation kills one of the machines is a corner.
A tick is one nanosecond of the property's times.
"""

from collections import deque
from collections.abc import Mapping, Sequence
from dataclasses import dataclass, replace
from itertools import product

from core.formal.consistency.theory import holds_in
from core.formal.property import Pattern, Property
from core.model import Id

Values = Mapping[Id, bool]


@dataclass(frozen=True)
class State:
    """What is owed within so many ticks, or has run for so many; how long a beginning is forbidden.

    `called` and `began` say whether trigger and subject held in the tick before, `met` that the trigger of
    a precedence came. `beyond` is a tick that breaks nothing and behind which nothing is looked at: a call
    of a response with an earliest and a latest time before the one before it was answered.
    """

    owed: int | None = None
    forbidden: int = 0
    called: bool = False
    began: bool = False
    met: bool = False
    beyond: bool = False


def stuck_after(
    properties: Sequence[Property], about: Sequence[Id], chosen: Sequence[Id] = (), most: int = 20000
) -> int | None:
    """Ticks of the shortest history that cannot be continued; None where there is none.

    Of the atoms that others have `chosen` it is enough that they choose so that nothing else is left.
    """
    nexts = [dict(zip(about, values, strict=True)) for values in product((False, True), repeat=len(about))]
    start = tuple(_start(one) for one in properties)
    seen, queue = {start}, deque([(start, 0)])
    while queue:
        states, ticks = queue.popleft()
        ways = {tuple(values[one] for one in chosen): False for values in nexts}
        for values in nexts:
            after = [_step(one, state, values) for one, state in zip(properties, states, strict=True)]
            known = tuple(state for state in after if state is not None)
            if len(known) < len(after):
                continue
            ways[tuple(values[one] for one in chosen)] = True
            if known not in seen and not any(state.beyond for state in known):
                assert len(seen) < most
                seen.add(known)
                queue.append((known, ticks + 1))
        if not all(ways.values()):
            return ticks
    return None


def _start(one: Property) -> State:
    first = one.at_most.nanoseconds if one.pattern is Pattern.EXISTENCE and one.at_most else None
    return State(owed=first)


def _step(one: Property, state: State, values: Values) -> State | None:
    """The state behind a tick with these values; None where the property is broken."""
    subject = holds_in(one.subject, values)
    here = one.state is None or holds_in(one.state, values)
    trigger = one.trigger is not None and holds_in(one.trigger, values)
    now = State(called=trigger, began=subject)
    match one.pattern:
        case Pattern.ABSENCE:
            return None if here and subject else now
        case Pattern.UNIVERSALITY:
            return None if here and not subject else now
        case Pattern.PRECEDENCE:
            met = state.met or trigger
            return None if here and subject and not met else State(met=met)
        case Pattern.EXISTENCE:
            if state.owed is None or (here and subject):
                return State()
            return State(owed=state.owed - 1) if state.owed else None
        case Pattern.RESPONSE:
            return _answer(one, state, subject, trigger and not state.called and here, now)
        case Pattern.MINIMUM_DURATION:
            assert one.at_least is not None
            began = trigger and not state.called if one.trigger is not None else subject and not state.began
            left = max((state.owed or 0) - 1, 0)
            if began and here:
                left = one.at_least.nanoseconds
            return None if left and not subject else replace(now, owed=left)
    assert one.at_most is not None
    runs = not subject if one.pattern is Pattern.RECURRENCE else subject
    run = (state.owed or 0) + 1 if runs and here else 0
    most = one.at_most.nanoseconds - (1 if one.strict else 0)
    return None if run > most else replace(now, owed=run)


def _answer(one: Property, state: State, subject: bool, called: bool, now: State) -> State | None:
    if called and state.owed is not None and one.at_least is not None:
        return State(beyond=True)
    forbidden = max(state.forbidden - 1, 0)
    if called and one.at_least is not None:
        forbidden = one.at_least.nanoseconds
    if forbidden and subject and not state.began:
        return None
    if subject or one.at_most is None:
        return replace(now, forbidden=forbidden)
    owed = one.at_most.nanoseconds if called and state.owed is None else state.owed
    if owed is not None and not (called and state.owed is None):
        owed -= 1
    return None if owed is not None and owed <= 0 else replace(now, owed=owed, forbidden=forbidden)
