"""Small automata run by hand on a grid of half units, and properties read straight off their runs.

Nothing here is shared with the generator: the automata are run by the rules of the model, and a
property is decided by its definition, quantifiers and all.
"""

from dataclasses import dataclass, field, replace
from itertools import pairwise

from core.formal.property import All, Any, Atom, Pattern, Scope


@dataclass(frozen=True)
class Arc:
    """A step of the first machine: enabled while `least <= x <= most`, may send an event."""

    source: int
    target: int
    least: int
    most: int | None
    sends: str | None
    resets: bool


@dataclass(frozen=True)
class Net:
    """A machine that acts, one that listens, and the connector between them.

    `bounds` are invariants `x <= bound` of the first machine, `waiting` whether its locations are
    normal, urgent or committed. `hears` are the listener's edges: source, target, event.
    `latency` is in units; a connector with (0, 0) is instantaneous.
    """

    arcs: tuple[Arc, ...]
    bounds: tuple[int | None, ...]
    waiting: tuple[str, ...]
    hears: tuple[tuple[int, int, str], ...]
    listening: int
    latency: tuple[int, int] = (0, 0)
    loses: bool = False


@dataclass(frozen=True)
class Seen:
    """The state after a step and the events of that step; `time` in half units."""

    time: int
    acting: int
    listening: int
    events: frozenset = field(default_factory=frozenset)


@dataclass(frozen=True)
class State:
    acting: int = 0
    clock: int = 0
    listening: int = 0
    message: str | None = None
    age: int = 0


def runs(net, horizon):
    """Every run up to the horizon (in half units): what was seen, and when it ended."""
    first = Seen(0, 0, 0)
    waiting = [(State(), 0, (first,))]
    done = {}
    while waiting:
        state, time, seen = waiting.pop()
        following = [
            (after, time, (*seen, Seen(time, after.acting, after.listening, events)))
            for after, events in steps(net, state)
        ]
        if time < horizon and may_wait(net, state):
            following.append((later(state), time + 1, seen))
        else:
            done[seen, time] = None
        waiting.extend(following)
    return list(done)


def may_wait(net, state):
    if net.waiting[state.acting] != "normal":
        return False
    bound = net.bounds[state.acting]
    if bound is not None and state.clock + 1 > 2 * bound:
        return False
    return state.message is None or state.age + 1 <= 2 * net.latency[1]


def later(state):
    return State(
        state.acting, state.clock + 1, state.listening, state.message, state.age + 1 if state.message else 0
    )


def steps(net, state):
    """Every step that can be taken now, with its events."""
    for arc in net.arcs:
        if arc.source == state.acting and enabled(net, arc, state):
            clock = 0 if arc.resets else state.clock
            yield from sent(net, arc, replace(state, acting=arc.target, clock=clock))
    due = state.message is not None and state.age >= 2 * net.latency[0]
    if due and net.waiting[state.acting] != "committed":
        for after in received(net, replace(state, message=None, age=0), state.message):
            yield after, frozenset({state.message + "_in"})


def enabled(net, arc, state):
    """Whether the guard holds, and the invariant afterwards."""
    low, high = 2 * arc.least, None if arc.most is None else 2 * arc.most
    if state.clock < low or (high is not None and state.clock > high):
        return False
    bound = net.bounds[arc.target]
    return bound is None or arc.resets or state.clock <= 2 * bound


def sent(net, arc, moved):
    """What becomes of the event of the arc, if it sends one."""
    if arc.sends is None:
        yield moved, frozenset()
    elif net.latency == (0, 0):
        for after in received(net, moved, arc.sends):
            yield after, frozenset({arc.sends, arc.sends + "_in"})
    else:
        if moved.message is None:
            yield replace(moved, message=arc.sends, age=0), frozenset({arc.sends})
        if moved.message is not None or net.loses:
            yield moved, frozenset({arc.sends})


def received(net, state, event):
    """The listener moves if it can; if it can in several ways, in any of them."""
    targets = [target for source, target, heard in net.hears if (source, heard) == (state.listening, event)]
    for target in targets or [state.listening]:
        yield State(state.acting, state.clock, target, state.message, state.age)


@dataclass(frozen=True)
class Meaning:
    """What a proposition is about: locations of one of the machines, or an event."""

    acting: frozenset | None = None
    listening: frozenset | None = None
    event: str | None = None


class Reading:
    """Conditions over one run, by their definitions; index -1 is before the run."""

    def __init__(self, seen, end, meanings):
        self.seen, self.end, self.meanings = seen, end, meanings
        self.count = len(seen)

    def time(self, index):
        return self.seen[index].time

    def lasting(self, condition):
        return all(self.meanings[atom].event is None for atom in _atoms(condition))

    def holds(self, condition, index):
        """A lasting condition in the state after step `index`."""
        if index < 0:
            return False
        if isinstance(condition, All):
            return all(self.holds(part, index) for part in condition.parts)
        if isinstance(condition, Any):
            return any(self.holds(part, index) for part in condition.parts)
        meaning = self.meanings[condition.proposition]
        one = self.seen[index]
        true = (
            one.acting in meaning.acting if meaning.acting is not None else one.listening in meaning.listening
        )
        return true != condition.negated

    def happens(self, condition, index):
        """An instant condition at step `index`: states are read before the step."""
        if self.lasting(condition):
            return self.holds(condition, index - 1)
        if isinstance(condition, All):
            return all(self.happens(part, index) for part in condition.parts)
        if isinstance(condition, Any):
            return any(self.happens(part, index) for part in condition.parts)
        return (self.meanings[condition.proposition].event in self.seen[index].events) != condition.negated

    def _alternatives(self, condition):
        """An `Any` that mixes both kinds is met where one of its alternatives is."""
        mixed = isinstance(condition, Any) and not self.lasting(condition)
        if mixed and any(self.lasting(part) for part in condition.parts):
            return condition.parts
        return (condition,)

    def _while(self, condition, state):
        return condition if state is None else All((condition, state))

    def met(self, condition, index, state=None):
        return any(
            self.holds(self._while(one, state), index)
            if self.lasting(one)
            else self.happens(one, index) and (state is None or self.holds(state, index - 1))
            for one in self._alternatives(condition)
        )

    def raised(self, condition, index, state=None):
        return any(
            self.holds(self._while(one, state), index) and not self.holds(self._while(one, state), index - 1)
            if self.lasting(one)
            else self.happens(one, index) and (state is None or self.holds(state, index - 1))
            for one in self._alternatives(condition)
        )

    def begun(self, condition, index, state=None):
        return any(
            self.lasting(one) and self.holds(self._while(one, state), index)
            for one in self._alternatives(condition)
        )


def _atoms(condition):
    if isinstance(condition, Atom):
        return [condition.proposition]
    return [one for part in condition.parts for one in _atoms(part)]


def violated(p, run, meanings):
    """Whether the run breaks the property."""
    seen, end = run
    r = Reading(seen, end, meanings)
    bounds = {
        Scope.GLOBALLY: lambda: [(0, r.count, False)],
        Scope.AFTER: lambda: scopes(r, p),
        Scope.AFTER_UNTIL: lambda: scopes(r, p),
        Scope.BETWEEN: lambda: [one for one in scopes(r, p) if one[1] < r.count],
        Scope.BEFORE: lambda: before(r, p),
    }[p.scope]()
    return any(_DECIDE[p.pattern](r, p, *one) for one in bounds)


def scopes(r, p):
    """First step, end (exclusive) and True: what opened the scope came before it."""
    found, index = [], 0
    while index < r.count:
        closed = p.closes is not None and r.met(p.closes, index)
        if r.raised(p.opens, index) and not closed:
            stop = index + 1
            while stop < r.count and not (p.closes is not None and r.met(p.closes, stop)):
                stop += 1
            found.append((index, stop, True))
            index = stop
        index += 1
    return found


def before(r, p):
    closing = [index for index in range(r.count) if r.met(p.closes, index)]
    return [(0, closing[0], False)] if closing else []


def _closes(p):
    """Whether what must come has to come by the step that closes the scope."""
    return p.scope in (Scope.BEFORE, Scope.BETWEEN)


def _until(r, stop):
    """How far time goes in the scope."""
    return r.time(stop) if stop < r.count else r.end


def _is_met(r, condition, index, first, opened, state=None):
    use = r.begun if opened and index == first else r.met
    return use(condition, index, state)


def _is_raised(r, condition, index, first, opened, state=None):
    use = r.begun if opened and index == first else r.raised
    return use(condition, index, state)


def _absent(r, p, first, stop, opened):
    unwanted = p.subject if p.pattern is Pattern.ABSENCE else _opposite(p.subject)
    return any(_is_met(r, unwanted, index, first, opened, p.state) for index in range(first, stop))


def _opposite(condition):
    if isinstance(condition, Atom):
        return Atom(condition.proposition, not condition.negated)
    parts = tuple(_opposite(part) for part in condition.parts)
    return Any(parts) if isinstance(condition, All) else All(parts)


def _half(time):
    return None if time is None else 2 * time.nanoseconds // 1_000_000


def _exceeds(p, time, most):
    """Whether a time is longer than the longest that is allowed."""
    return time >= most if p.strict else time > most


def _falls_short(p, time, least):
    """Whether a time is shorter than the shortest that is allowed."""
    return time <= least if p.strict else time < least


def _unanswered(r, p, first, stop, opened):
    least, most = _half(p.at_least), _half(p.at_most)
    calls = [i for i in range(first, stop) if _is_raised(r, p.trigger, i, first, opened, p.state)]
    late = early = False
    for call in calls:
        if most is not None or (least is None and _closes(p)):
            answers = [j for j in range(call, stop) if _is_met(r, p.subject, j, first, opened)]
            late = late or _comes_late(
                r, p, call, stop, answers, r.met(p.subject, stop) if _closes(p) else False
            )
        if least is not None:
            early = early or any(
                (not opened or j > first)
                and r.raised(p.subject, j)
                and _falls_short(p, r.time(j) - r.time(call), least)
                for j in range(call, stop)
            )
    return late or early


def _comes_late(r, p, since, stop, comings, at_closing):
    """Whether none of the steps, nor the one that closes the scope, is in time after the step `since`."""
    most = _half(p.at_most)
    comings = [*comings, stop] if at_closing else comings
    if any(most is None or not _exceeds(p, r.time(j) - r.time(since), most) for j in comings):
        return False
    return _closes(p) or _exceeds(p, _until(r, stop) - r.time(since), most)


def _too_short(r, p, first, stop, opened):
    least = _half(p.at_least)

    def breaks(start):
        return any(
            not r.holds(p.subject, j) and _falls_short(p, r.time(j) - r.time(start), least)
            for j in range(start, stop)
        )

    if p.trigger is not None:
        return any(
            _is_raised(r, p.trigger, i, first, opened, p.state) and (breaks(i) or not r.holds(p.subject, i))
            for i in range(first, stop)
        )
    for i in range(first, stop):
        starts = r.raised(p.subject, i) and not (opened and i == first)
        if starts and (p.state is None or r.holds(p.state, i)):
            falls = [j for j in range(i + 1, stop) if not r.holds(p.subject, j)]
            if falls and _falls_short(p, r.time(falls[0]) - r.time(i), least):
                return True
    return False


def _too_long(r, p, first, stop, opened):
    most = _half(p.at_most)
    for i in range(first, stop):
        ends = [j for j in range(i, stop) if not r.met(p.subject, j, p.state)]
        last = r.time(ends[0]) if ends else _until(r, stop)
        if r.met(p.subject, i, p.state) and _exceeds(p, last - r.time(i), most):
            return True
    return False


def _too_rare(r, p, first, stop, opened):
    spans = [(first, stop, opened)] if p.state is None else _spans(r, p.state, first, stop)
    rare = _rarely_true if r.lasting(p.subject) else _rarely_happening
    return any(rare(r, p, *span) for span in spans)


def _spans(r, state, first, stop):
    """The spans of steps in which the state holds."""
    holds = [i for i in range(first, stop) if r.holds(state, i)]
    starts = [i for i in holds if i - 1 not in holds]
    ends = [i + 1 for i in holds if i + 1 not in holds]
    return [(start, end, True) for start, end in zip(starts, ends, strict=True)]


def _rarely_true(r, p, begin, end, fresh):
    """Some stretch in which the subject is false is too long."""
    marks = [r.time(i) for i in range(begin, end)] + [_until(r, end)]
    since, longest = marks[0], 0
    for index in range(begin, end):
        until = marks[index - begin + 1]
        if r.holds(p.subject, index):
            since = until
        longest = max(longest, until - since)
    return _exceeds(p, longest, _half(p.at_most))


def _rarely_happening(r, p, begin, end, fresh):
    """Two occurrences, or an occurrence and an end of the span, are too far apart."""
    happened = [r.time(i) for i in range(begin + fresh, end) if r.met(p.subject, i)]
    marks = [r.time(begin), *happened, _until(r, end)]
    return any(_exceeds(p, later - sooner, _half(p.at_most)) for sooner, later in pairwise(marks))


def _too_soon(r, p, first, stop, opened):
    for i in range(first, stop):
        if _is_met(r, p.trigger, i, first, opened):
            return False
        if _is_met(r, p.subject, i, first, opened, p.state):
            return True
    return False


def _missing(r, p, first, stop, opened):
    comings = [i for i in range(first, stop) if _is_met(r, p.subject, i, first, opened, p.state)]
    return _comes_late(r, p, first, stop, comings, _closes(p) and r.met(p.subject, stop, p.state))


def _raisings(r, condition, first, stop, opened, state=None):
    return [i for i in range(first, stop) if _is_raised(r, condition, i, first, opened, state)]


def _meetings(r, condition, first, stop, opened, state=None):
    return [i for i in range(first, stop) if _is_met(r, condition, i, first, opened, state)]


def _too_often(r, p, first, stop, opened):
    return len(_raisings(r, p.subject, first, stop, opened, p.state)) > p.times


def _too_close(r, p, first, stop, opened):
    comings = _raisings(r, p.subject, first, stop, opened, p.state)
    return any(_falls_short(p, r.time(j) - r.time(i), _half(p.at_least)) for i, j in pairwise(comings))


def _chain_unanswered(r, p, first, stop, opened):
    """Some call that no pair of both links follows, the second of them in time."""
    last = stop if _closes(p) else None
    firsts = _meetings(r, p.subject, first, stop, opened)
    seconds = _meetings(r, p.second, first, stop, opened)
    if last is not None and r.met(p.subject, last):
        firsts = [*firsts, last]
    ends_last = last is not None and r.met(p.second, last)
    return any(
        _comes_late(
            r,
            p,
            call,
            stop,
            [j for j in seconds if any(call <= i <= j for i in firsts)],
            ends_last and any(call <= i for i in firsts),
        )
        for call in _raisings(r, p.trigger, first, stop, opened, p.state)
    )


def _stimuli_unanswered(r, p, first, stop, opened):
    seconds = _raisings(r, p.second, first, stop, opened)
    answers = _meetings(r, p.subject, first, stop, opened)
    at_closing = _closes(p) and r.met(p.subject, stop)
    for call in _raisings(r, p.trigger, first, stop, opened, p.state):
        calls = [j for j in seconds if j >= call][:1]
        if any(_comes_late(r, p, j, stop, [k for k in answers if k >= j], at_closing) for j in calls):
            return True
    return False


def _before_chain(r, p, first, stop, opened):
    causes = _meetings(r, p.trigger, first, stop, opened)
    seconds = _meetings(r, p.second, first, stop, opened)
    chains = [j for j in seconds if any(i <= j for i in causes)]
    return any(not any(j <= k for j in chains) for k in _meetings(r, p.subject, first, stop, opened, p.state))


def _chain_before(r, p, first, stop, opened):
    causes = _meetings(r, p.trigger, first, stop, opened)
    seconds = _meetings(r, p.second, first, stop, opened)
    return any(
        any(j >= i for j in seconds) and not any(cause <= i for cause in causes)
        for i in _meetings(r, p.subject, first, stop, opened, p.state)
    )


_DECIDE = {
    Pattern.ABSENCE: _absent,
    Pattern.UNIVERSALITY: _absent,
    Pattern.RESPONSE: _unanswered,
    Pattern.MINIMUM_DURATION: _too_short,
    Pattern.MAXIMUM_DURATION: _too_long,
    Pattern.RECURRENCE: _too_rare,
    Pattern.PRECEDENCE: _too_soon,
    Pattern.EXISTENCE: _missing,
    Pattern.BOUNDED_EXISTENCE: _too_often,
    Pattern.MINIMUM_SEPARATION: _too_close,
    Pattern.RESPONSE_CHAIN: _chain_unanswered,
    Pattern.STIMULUS_CHAIN: _stimuli_unanswered,
    Pattern.PRECEDENCE_CHAIN: _before_chain,
    Pattern.EFFECT_CHAIN: _chain_before,
}
