"""Real-time consistency by brute force: monitors on discrete time, and a search of all that they reach.

Written apart from the program that is tested: each property is a small machine that reads one valuation a
tick and lives or dies; a reachable state in which every next valuation kills one of the machines is a corner.
A tick is one nanosecond of the property's times.
"""

from collections import deque
from collections.abc import Mapping, Sequence
from itertools import product

from core.formal.consistency.theory import holds_in
from core.formal.property import Pattern, Property
from core.model import Id

Values = Mapping[Id, bool]
State = tuple[object, ...]


def stuck_after(properties: Sequence[Property], about: Sequence[Id], most: int = 20000) -> int | None:
    """Ticks of the shortest history that cannot be continued; None where there is none."""
    nexts = [dict(zip(about, values, strict=True)) for values in product((False, True), repeat=len(about))]
    start: tuple[State, ...] = tuple(_start(one) for one in properties)
    seen, queue = {start}, deque([(start, 0)])
    while queue:
        states, ticks = queue.popleft()
        alive = False
        for values in nexts:
            after = [_step(one, state, values) for one, state in zip(properties, states, strict=True)]
            if any(state is None for state in after):
                continue
            alive = True
            known = tuple(state for state in after if state is not None)
            if known not in seen:
                assert len(seen) < most
                seen.add(known)
                queue.append((known, ticks + 1))
        if not alive:
            return ticks
    return None


def _start(one: Property) -> State:
    return (None, False, False)


def _step(one: Property, state: State, values: Values) -> State | None:
    """The state behind a tick with these values; None where the property is broken.

    A state is what is owed in ticks, and whether trigger and subject held in the tick before.
    """
    owed, called_before, subject_before = state
    subject = holds_in(one.subject, values)
    here = one.state is None or holds_in(one.state, values)
    trigger = one.trigger is not None and holds_in(one.trigger, values)
    if one.pattern is Pattern.ABSENCE:
        return None if here and subject else (None, trigger, subject)
    if one.pattern is Pattern.UNIVERSALITY:
        return None if here and not subject else (None, trigger, subject)
    if one.pattern is Pattern.RESPONSE:
        assert one.at_most is not None
        if subject:
            owed = None
        elif owed is None and trigger and not called_before and here:
            owed = one.at_most.nanoseconds
        elif isinstance(owed, int):
            owed -= 1
        if isinstance(owed, int) and owed <= 0 and not subject:
            return None
        return (owed, trigger, subject)
    if one.pattern is Pattern.MINIMUM_DURATION:
        assert one.at_least is not None
        began = trigger and not called_before if one.trigger is not None else subject and not subject_before
        left = owed - 1 if isinstance(owed, int) and owed > 1 else 0
        if began and here:
            left = one.at_least.nanoseconds
        return None if left and not subject else (left or None, trigger, subject)
    assert one.pattern is Pattern.MAXIMUM_DURATION
    assert one.at_most is not None
    run = (owed if isinstance(owed, int) else 0) + 1 if subject and here else 0
    most = one.at_most.nanoseconds - (1 if one.strict else 0)
    return None if run > most else (run or None, trigger, subject)
