"""Runs of small automata under an attack, by the definition of each effect.

Nothing is shared with the generator.
The attack is on the one connector, or on the machine that acts. It happens at the instant at which a message
would come out, or between two steps where no committed location forbids it.
"""

from dataclasses import dataclass, field, replace

from tests.core.uppaal.oracle import Seen, State, enabled, later, may_wait


@dataclass(frozen=True)
class Assault:
    """One effect by its name, how often it may act, and how long it may last (in units; None: no limit)."""

    effect: str
    budget: int
    delay: int | None = None


@dataclass(frozen=True)
class Under:
    """The state of the automata, with what the attacker has left, knows and does."""

    state: State = field(default_factory=State)
    left: int = 0
    held: str | None = None
    lasted: int = 0
    altered: str | None = None
    carried: frozenset = frozenset()
    jamming: bool = False
    stopped: bool = False


def runs_under(net, assault, horizon, most):
    """Every run up to the horizon, or None where there are more than `most`."""
    waiting = [(Under(left=assault.budget), 0, (Seen(0, 0, 0),))]
    done = {}
    known = set()
    while waiting:
        one = waiting.pop()
        if one in known:
            continue
        known.add(one)
        if len(known) > most:
            return None
        under, time, seen = one
        following = []
        for after, events in _steps(net, assault, under):
            last = seen[-1]
            told = Seen(time, after.state.acting, after.state.listening, events)
            same = (told.acting, told.listening) == (last.acting, last.listening) and not events
            following.append((after, time, seen if same else (*seen, told)))
        if time < horizon and _may_wait(net, assault, under):
            passed = later(under.state)
            busy = under.held is not None or under.jamming
            following.append(
                (replace(under, state=passed, lasted=under.lasted + 1 if busy else 0), time + 1, seen)
            )
        else:
            done[seen, time] = None
        waiting.extend(following)
    return list(done)


def _may_wait(net, assault, under):
    busy = under.held is not None or under.jamming
    if under.altered or (busy and assault.delay is not None and under.lasted + 1 > 2 * assault.delay):
        return False
    if under.stopped:
        state = under.state
        return state.message is None or state.age + 1 <= 2 * net.latency[1]
    return may_wait(net, under.state)


def _steps(net, assault, under):
    state = under.state
    committed = net.waiting[state.acting] == "committed" and not under.stopped
    if not under.stopped and (committed or not under.altered):
        for arc in net.arcs:
            if arc.source == state.acting and enabled(net, arc, state):
                clock = 0 if arc.resets else state.clock
                moved = replace(under, state=replace(state, acting=arc.target, clock=clock))
                yield from _sent(net, assault, moved, arc.sends)
    if under.altered:
        other = {"p": "q", "q": "p"}[under.altered]
        yield from _heard(net, replace(under, altered=None), other, frozenset())
    elif not committed:
        if state.message is not None and state.age >= 2 * net.latency[0]:
            freed = replace(under, state=replace(state, message=None, age=0))
            yield from _arrives(net, assault, freed, state.message, frozenset())
        yield from _acts(net, assault, under)


def _sent(net, assault, under, event):
    state = under.state
    if event is None:
        yield under, frozenset()
    elif net.latency == (0, 0):
        yield from _arrives(net, assault, under, event, frozenset({event}))
    else:
        if state.message is None:
            yield replace(under, state=replace(state, message=event, age=0)), frozenset({event})
        if state.message is not None or net.loses:
            yield under, frozenset({event})


def _arrives(net, assault, under, event, events):
    """A message comes to the end of the connector, where it arrives unless the attacker has it otherwise."""
    under = replace(under, carried=under.carried | {event})
    if under.jamming:
        yield under, events
        return
    yield from _heard(net, under, event, events)
    spent = replace(under, left=under.left - 1)
    if under.left and assault.effect == "drop":
        yield spent, events
    if under.left and assault.effect == "delay" and under.held is None:
        yield replace(spent, held=event, lasted=0), events
    if under.left and assault.effect == "tamper" and under.altered is None:
        yield replace(spent, altered=event), events


def _heard(net, under, event, events):
    state = under.state
    targets = [target for source, target, heard in net.hears if (source, heard) == (state.listening, event)]
    for target in targets or [state.listening]:
        yield replace(under, state=replace(state, listening=target)), events | {event + "_in"}


def _acts(net, assault, under):
    """What the attacker does without a message to act on."""
    spent = replace(under, left=under.left - 1)
    if under.held is not None:
        yield from _heard(net, replace(under, held=None, lasted=0), under.held, frozenset())
    if under.jamming:
        yield replace(under, jamming=False, lasted=0), frozenset()
    if not under.left:
        return
    if assault.effect in ("replay", "spoof"):
        for event in sorted(under.carried) if assault.effect == "replay" else "pq":
            yield from _heard(net, spent, event, frozenset())
    if assault.effect == "jam" and not under.jamming:
        yield replace(spent, jamming=True, lasted=0), frozenset()
    if assault.effect == "stop" and not under.stopped:
        yield replace(spent, stopped=True), frozenset()
    if assault.effect == "reset":
        yield replace(spent, state=replace(under.state, acting=0, clock=0)), frozenset()
