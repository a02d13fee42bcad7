"""The observers that count occurrences, and the time between them.

- bounded existence, N times: P is raised while W no more than N times.
- minimum separation T: between a raising of P while W and the next at least T passes.

Bounded existence after Dwyer, Avrunin and Corbett (ICSE 1999); the other is the sporadic task's least
inter-arrival time.
"""

from core.formal.property import Property
from core.ground.words import _
from core.uppaal.generation.condition import Watch
from core.uppaal.generation.expression import both, compared
from core.uppaal.generation.observers.automaton import COUNT, Judgement, Move, Observer
from core.uppaal.generation.observers.demand import Demand, Never, at_least, not_called, uncovered


def bounded_existence(watch: Watch, p: Property) -> tuple[Observer, Demand]:
    """The subject comes no more than so many times."""
    not_called(p)
    if p.times is None or p.times < 1:
        raise uncovered(_("It does not say how many times are allowed"))
    again = watch.raised(p.subject, p.state)
    moves = (
        Move("Counting", "Counting", both(again, compared(COUNT, "<", p.times)), counts=True),
        Move("Counting", "Often", both(again, compared(COUNT, ">=", p.times))),
    )
    first = Move("Counting", "Counting", watch.begun(p.subject, p.state), resets=True, counts=True)
    return Observer("Counting", moves, (first,), ("Often",), clocks=(), most=p.times), Never(("Often",))


def minimum_separation(watch: Watch, p: Property) -> tuple[Observer, Demand]:
    """The subject does not come again too soon."""
    not_called(p)
    again = watch.raised(p.subject, p.state)
    moves = (Move("Idle", "Held", again, resets=True), Move("Held", "Apart", again))
    first = Move("Idle", "Held", watch.begun(p.subject, p.state), resets=True)
    apart = Judgement("Apart", at_least(watch, p), kept="Held", broken="Early", resets=True)
    return Observer("Idle", moves, (first,), ("Early",), judgements=(apart,)), Never(("Early",))
