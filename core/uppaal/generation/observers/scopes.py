"""The observers of a property: its pattern, at work in its scope."""

from collections.abc import Callable, Iterator

from core.formal.property import CHAINS, Pattern, Property, Scope
from core.ground.words import _
from core.uppaal.generation.condition import Watch
from core.uppaal.generation.observers.automaton import Observer, within
from core.uppaal.generation.observers.chains import (
    effect_chain,
    precedence_chain,
    response_chain,
    stimulus_chain,
)
from core.uppaal.generation.observers.demand import Demand, given, uncovered
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
from core.uppaal.generation.observers.spans import closing, spans_of


def observers_of(watch: Watch, p: Property) -> Iterator[tuple[Observer, Demand]]:
    """Each observer of the property with what the query demands of it; Refused where there is none."""
    if p.pattern in CHAINS and p.at_least is not None:
        raise uncovered(_("A chain with an earliest time is not covered"))
    if p.scope in (Scope.BEFORE, Scope.BETWEEN):
        opens = watch.raised(given(p.opens)) if p.scope is Scope.BETWEEN else None
        for span in spans_of(watch, p):
            yield closing(span, opens, watch.met(given(p.closes)))
        return
    patterns = [_PATTERNS[p.pattern]]
    if p.pattern is Pattern.RESPONSE and p.at_least is not None:
        patterns = [latency, *(patterns if p.at_most is not None else ())]
    for pattern in patterns:
        observer, demand = pattern(watch, p)
        if p.scope is not Scope.GLOBALLY:
            closes = watch.met(given(p.closes)) if p.scope is Scope.AFTER_UNTIL else None
            observer = within(observer, watch.raised(given(p.opens)), closes, "Before")
        yield observer, demand


_PATTERNS: dict[Pattern, Callable[[Watch, Property], tuple[Observer, Demand]]] = {
    Pattern.ABSENCE: absence,
    Pattern.UNIVERSALITY: absence,
    Pattern.EXISTENCE: existence,
    Pattern.RESPONSE: response,
    Pattern.PRECEDENCE: precedence,
    Pattern.MINIMUM_DURATION: minimum_duration,
    Pattern.MAXIMUM_DURATION: maximum_duration,
    Pattern.RECURRENCE: recurrence,
    Pattern.BOUNDED_EXISTENCE: bounded_existence,
    Pattern.MINIMUM_SEPARATION: minimum_separation,
    Pattern.RESPONSE_CHAIN: response_chain,
    Pattern.STIMULUS_CHAIN: stimulus_chain,
    Pattern.PRECEDENCE_CHAIN: precedence_chain,
    Pattern.EFFECT_CHAIN: effect_chain,
}
