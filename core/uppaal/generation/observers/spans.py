"""The observers of scopes that count only if they close: before, and between.

In such a scope what must come has to come by the step that closes it, and a violation counts once it closes.
No query can therefore ask the clock directly: it would find what is late in a scope that never closes. The
observer judges instead, where what it waits for comes and where the scope closes.
"""

from collections.abc import Callable, Mapping
from dataclasses import dataclass, field, replace

from core.formal.property import Pattern, Property
from core.uppaal.generation.condition import Watch
from core.uppaal.generation.expression import both, negation
from core.uppaal.generation.observers.automaton import CLOCK, OTHER, Judgement, Move, Observer, entering
from core.uppaal.generation.observers.chains import (
    ALL_OWED,
    chain_begun,
    chain_of,
    effect_chain,
    precedence_chain,
    stimulus_chain,
    turns,
)
from core.uppaal.generation.observers.demand import (
    Demand,
    Never,
    at_least,
    at_most,
)
from core.uppaal.generation.observers.occurrences import bounded_existence, minimum_separation
from core.uppaal.generation.observers.patterns import (
    absence,
    existence,
    latency,
    maximum_duration,
    minimum_duration,
    precedence,
    recurrence,
    response,
)
from core.uppaal.language.expression import Binary, Expression, Truth


@dataclass(frozen=True, slots=True)
class Debt:
    """What is owed in a location when the scope closes: `settles` says whether that step settles it.

    `in_time` says whether it is then settled in time; None if it always is.
    """

    settles: Expression = field(default_factory=lambda: Truth(True))
    in_time: Binary | None = None


@dataclass(frozen=True, slots=True)
class Span:
    """An observer of one scope: it is in one of the `wrong` locations once the demand is not met.

    `owed` is what each location owes at the closing; one that is not named owes nothing.
    """

    observer: Observer
    wrong: tuple[str, ...] = ()
    owed: Mapping[str, Debt] = field(default_factory=dict)


def closing(span: Span, opens: Expression | None, closes: Expression) -> tuple[Observer, Demand]:
    """The observer of all scopes from `opens`, or from the beginning, to `closes`: it ends in `Violated`.

    A step at which both hold opens nothing.
    """
    observer, still = span.observer, negation(closes)
    outside = "Closed" if opens is None else "Outside"
    ends, judgements = _ends(span, closes, outside, "Violated", "Closing")
    moves = [replace(move, guard=both(move.guard, still)) for move in observer.moves] + ends
    final: tuple[str, ...] = ("Violated",)
    if opens is None:
        first, final = observer.first, (*final, outside)
    else:
        first, moves = outside, [*entering(observer, outside, both(opens, still)), *moves]
    whole = replace(
        observer,
        first=first,
        moves=tuple(moves),
        beginnings=(),
        final=final,
        judgements=(*observer.judgements, *judgements),
    )
    return whole, Never(("Violated",))


def _ends(
    span: Span, closes: Expression, outside: str, violated: str, judging: str
) -> tuple[list[Move], list[Judgement]]:
    """What happens at the closing, from each location: on to `outside`, or to `violated`."""
    moves: list[Move] = []
    judgements: dict[Judgement, None] = {}
    for location in span.observer.locations:
        debt = span.owed.get(location)
        if location in span.wrong:
            if location != violated:
                moves.append(Move(location, violated, closes))
        elif debt is None:
            moves.append(Move(location, outside, closes))
        else:
            target = outside
            if debt.in_time is not None:
                known = {one.in_time: one.location for one in judgements}
                target = known.get(debt.in_time, judging if not known else f"{judging}Other")
                judgements[Judgement(target, debt.in_time, outside, violated)] = None
            moves.append(Move(location, target, both(closes, debt.settles)))
            moves.append(Move(location, violated, both(closes, negation(debt.settles))))
    return moves, list(judgements)


def spans_of(watch: Watch, p: Property) -> tuple[Span, ...]:
    """The observers of one scope of the property; of a response with two bounds one for each."""
    if p.pattern is Pattern.RESPONSE and p.at_least is not None:
        return (_latency(watch, p), *((_response(watch, p),) if p.at_most is not None else ()))
    return (_SPANS[p.pattern](watch, p),)


def _never(
    pattern: Callable[[Watch, Property], tuple[Observer, Demand]],
) -> Callable[[Watch, Property], Span]:
    """The span of a pattern whose demand is that some locations are never reached."""

    def span(watch: Watch, p: Property) -> Span:
        observer, demand = pattern(watch, p)
        assert isinstance(demand, Never)
        return Span(observer, demand.locations)

    return span


def _judged(observer: Observer, judgement: Judgement, changed: Mapping[tuple[str, str], str]) -> Observer:
    """The observer with some of its moves led to a judgement instead."""
    moves = tuple(
        replace(move, target=changed.get((move.source, move.target), move.target)) for move in observer.moves
    )
    return replace(observer, moves=moves, judgements=(judgement,), final=(*observer.final, judgement.broken))


def _existence(watch: Watch, p: Property) -> Span:
    observer, _demand = existence(watch, p)
    met = watch.met(p.subject, p.state)
    if p.at_most is None:
        return Span(replace(observer, clocks=()), owed={"Missing": Debt(met)})
    in_time = at_most(watch, p)
    judged = _judged(
        observer, Judgement("Judging", in_time, "Seen", "Wrong"), {("Missing", "Seen"): "Judging"}
    )
    return Span(judged, ("Wrong",), {"Missing": Debt(met, in_time)})


def _response(watch: Watch, p: Property) -> Span:
    observer, _demand = response(watch, p)
    answered = watch.met(p.subject)
    if p.at_most is None:
        return Span(replace(observer, clocks=()), owed={"Waiting": Debt(answered)})
    in_time = at_most(watch, p)
    judged = _judged(
        observer, Judgement("Judging", in_time, "Idle", "Wrong"), {("Waiting", "Idle"): "Judging"}
    )
    return Span(judged, ("Wrong",), {"Waiting": Debt(answered, in_time)})


def _latency(watch: Watch, p: Property) -> Span:
    observer, _demand = latency(watch, p)
    moves = tuple(move for move in observer.moves if move.source != "Done")
    judged = _judged(
        replace(observer, moves=moves),
        Judgement("Judging", at_least(watch, p), "Idle", "Early"),
        {("Held", "Done"): "Judging"},
    )
    return Span(judged, ("Early",))


def _minimum_duration(watch: Watch, p: Property) -> Span:
    observer, _demand = minimum_duration(watch, p)
    runs, rests = ("On", "Off") if p.trigger is None else ("Holding", "Idle")
    moves = tuple(move for move in observer.moves if move.source != "Done")
    judged = _judged(
        replace(observer, moves=moves),
        Judgement("Judging", at_least(watch, p), rests, "Broken"),
        {(runs, "Done"): "Judging"},
    )
    return Span(judged, ("Broken",))


def _maximum_duration(watch: Watch, p: Property) -> Span:
    observer, _demand = maximum_duration(watch, p)
    in_time = at_most(watch, p)
    judged = _judged(observer, Judgement("Judging", in_time, "Off", "Wrong"), {("On", "Off"): "Judging"})
    return Span(judged, ("Wrong",), {"On": Debt(in_time=in_time)})


def _recurrence(watch: Watch, p: Property) -> Span:
    in_time, always = at_most(watch, p), replace(p, state=None)
    observer, _demand = recurrence(watch, always)
    lasts = watch.lasting(p.subject)
    judgement = Judgement("Judging", in_time, "Held" if lasts else "Gap", "Wrong", resets=not lasts)
    judged = _judged(observer, judgement, {("Gap", "Held" if lasts else "Gap"): "Judging"})
    span = Span(judged, ("Wrong",), {"Gap": Debt(in_time=in_time)})
    if p.state is None:
        return span
    return _while(span, watch.raised(p.state), negation(watch.now(p.state)), watch.begun(p.state))


def _while(span: Span, begins: Expression, over: Expression, at_once: Expression) -> Span:
    """The span at work only from a step at which `begins` holds until one at which it is `over`.

    `at_once` says whether it is at work from the beginning.
    """
    observer, still = span.observer, negation(over)
    ends, judgements = _ends(span, over, "Before", span.wrong[0], "Ending")
    moves = [
        *entering(observer, "Before", both(begins, still)),
        *(replace(move, guard=both(move.guard, still)) for move in observer.moves),
        *ends,
    ]
    whole = replace(
        observer,
        first="Before",
        moves=tuple(moves),
        beginnings=entering(observer, "Before", both(at_once, still)),
        judgements=(*observer.judgements, *judgements),
    )
    return replace(span, observer=whole)


def _stimulus_chain(watch: Watch, p: Property) -> Span:
    observer, _demand = stimulus_chain(watch, p)
    answered = watch.met(p.subject)
    if p.at_most is None:
        return Span(observer, owed=dict.fromkeys(("Waiting", "WaitingArmed"), Debt(answered)))
    in_time, waiting = at_most(watch, p), ("Waiting", "WaitingArmed")
    places = {"Idle": "Judging", "Armed": "JudgingOther"}
    moves = tuple(
        replace(move, target=places[move.target])
        if move.source in waiting and move.target in places
        else move
        for move in observer.moves
    )
    judgements = tuple(Judgement(place, in_time, after, "Wrong") for after, place in places.items())
    judged = replace(observer, moves=moves, judgements=judgements, final=("Wrong",))
    return Span(judged, ("Wrong",), dict.fromkeys(waiting, Debt(answered, in_time)))


def _response_chain(watch: Watch, p: Property) -> Span:
    call, first, second = chain_of(watch, p)
    owed = {
        one.location: Debt(
            both(*((first,) if one.first else ()), second),
            at_most(watch, p, one.oldest) if p.at_most is not None and one.oldest else None,
        )
        for one in ALL_OWED
        if one.oldest
    }
    moves: list[Move] = []
    judgements: dict[str, Judgement] = {}
    for one in ALL_OWED:
        for guard, turn in turns(one, call, first, second):
            if turn.after == one and not turn.starts:
                continue
            target = turn.after.location
            if turn.answered and turn.answered in (one.first, one.second) and p.at_most is not None:
                place = f"Judging{turn.answered}{target}"
                judgements[place] = Judgement(place, at_most(watch, p, turn.answered), target, "Wrong")
                target = place
            moves.append(Move(one.location, target, guard, turn.starts is not None, turn.starts or CLOCK))
    clocks = () if p.at_most is None else (CLOCK, OTHER)
    wrong = ("Wrong",) if judgements else ()
    observer = Observer(
        "Idle", tuple(moves), chain_begun(watch, p), wrong, clocks, tuple(judgements.values())
    )
    return Span(observer, wrong, owed)


_SPANS: dict[Pattern, Callable[[Watch, Property], Span]] = {
    Pattern.ABSENCE: _never(absence),
    Pattern.UNIVERSALITY: _never(absence),
    Pattern.EXISTENCE: _existence,
    Pattern.RESPONSE: _response,
    Pattern.PRECEDENCE: _never(precedence),
    Pattern.MINIMUM_DURATION: _minimum_duration,
    Pattern.MAXIMUM_DURATION: _maximum_duration,
    Pattern.RECURRENCE: _recurrence,
    Pattern.BOUNDED_EXISTENCE: _never(bounded_existence),
    Pattern.MINIMUM_SEPARATION: _never(minimum_separation),
    Pattern.RESPONSE_CHAIN: _response_chain,
    Pattern.STIMULUS_CHAIN: _stimulus_chain,
    Pattern.PRECEDENCE_CHAIN: _never(precedence_chain),
    Pattern.EFFECT_CHAIN: _never(effect_chain),
}
