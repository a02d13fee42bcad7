"""What a sentence of several demands can mean, where a clause or a time bound may belong to all or to one.

The first way is the one that the sentence is read in.
"""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from core.requirements.ears.deadlines import with_shared_bound
from core.requirements.ears.understanding import Understood
from core.requirements.ears.writing import each_alone, sentence
from core.requirements.slots import Response, Slots, Span

Way = tuple[str, ...]
"""Requirements that together say one of the things that a sentence can mean."""
_Clause = tuple[str, str, bool]
"""The slot of a clause, its words, and whether they are denied."""


@dataclass(frozen=True, slots=True)
class _Demand:
    """One response with the clauses that are read to lead it, and those that stand right behind it."""

    slots: Slots
    article: str
    led: tuple[_Clause, ...]
    own: tuple[_Clause, ...]


def bound_ways(understood: Understood) -> tuple[Way, ...]:
    """What the bound at the end can bind: as it is read, and all instead of one or one instead of all."""
    slots = understood.slots
    bounds = [response.deadline for response in slots.responses]
    shared = any(one is not None and one == after for one, after in pairwise(bounds))
    other = list(_alone_bound(slots.responses)) if shared else with_shared_bound(slots.responses, ())
    read = each_alone(slots, understood.article)
    return tuple(read), tuple(each_alone(replace(slots, responses=tuple(other)), understood.article))


def clause_ways(several: Sequence[Understood]) -> tuple[Way, ...]:
    """What a clause behind "shall" can lead: every demand, or those alone that it stands right behind.

    Empty where no clause stands there, or where a demand would have a trigger of its own besides.
    """
    demands = [one for understood in several for one in _demands(understood)]
    late = tuple(dict.fromkeys(clause for one in demands for clause in one.own))
    if not late or len(demands) < 2:
        return ()
    ways = []
    for own in (False, True):
        led = [
            [one for one in demand.led if one not in late or (own and one in demand.own)]
            + ([] if own else list(late))
            for demand in demands
        ]
        if all(_fit(clauses) for clauses in led):
            ways.append(tuple(_written(one, clauses) for one, clauses in zip(demands, led, strict=True)))
    return tuple(dict.fromkeys(ways))


def _alone_bound(responses: Sequence[Response]) -> Iterator[Response]:
    """The responses, a bound that several share at the last of them alone."""
    for index, response in enumerate(responses):
        shared = any(later.deadline == response.deadline for later in responses[index + 1 :])
        yield replace(response, deadline=None) if shared else response


def _demands(understood: Understood) -> Iterator[_Demand]:
    slots = understood.slots
    if not slots.responses:
        return
    first = slots.responses[0].column
    led = tuple(_clauses(slots))
    late = [(clause, span.column) for clause, span in led if span.column > first]
    for response in slots.responses:
        own = tuple(clause for clause, column in late if _nearest(slots.responses, column) is response)
        alone = replace(slots, responses=(response,), features=(), states=(), trigger=None, unwanted=None)
        yield _Demand(alone, understood.article, tuple(clause for clause, _span in led), own)


def _nearest(responses: Sequence[Response], column: int) -> Response:
    return max((one for one in responses if one.column < column), key=lambda one: one.column)


def _clauses(slots: Slots) -> Iterator[tuple[_Clause, Span]]:
    for slot, spans in (
        ("features", slots.features),
        ("states", slots.states),
        ("trigger", (slots.trigger,)),
        ("unwanted", (slots.unwanted,)),
    ):
        for span in spans:
            if span is not None:
                yield (slot, span.text, span.negated), span


def _fit(clauses: Sequence[_Clause]) -> bool:
    """Whether one sentence can have them all: it has one When or If."""
    return sum(slot in {"trigger", "unwanted"} for slot, _text, _negated in clauses) <= 1


def _written(demand: _Demand, clauses: Sequence[_Clause]) -> str:
    def of(wanted: str) -> tuple[Span, ...]:
        return tuple(Span(text, 1, len(text), negated) for slot, text, negated in clauses if slot == wanted)

    led = replace(
        demand.slots,
        features=of("features"),
        states=of("states"),
        trigger=next(iter(of("trigger")), None),
        unwanted=next(iter(of("unwanted")), None),
    )
    return sentence(led, demand.article)
