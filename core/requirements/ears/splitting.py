"""Sentences written out of one that can be read in two ways, or that holds two bounds."""

from dataclasses import replace

from core.requirements.ears.writing import sentence
from core.requirements.slots import BoundKind, Slots, Span


def bound_or_clause(text: str, slots: Slots, article: str, begin: int) -> list[str]:
    """Both readings of the time that begins at the place: as bound of the responses, and in its clause."""
    bound = next(
        (one.deadline for one in slots.responses if one.deadline and one.deadline.column - 1 == begin), None
    )
    if bound is None:
        return []

    def longer(span: Span) -> Span:
        """The clause with the time, if it is the one in front of it."""
        if span.end > bound.column or text[span.end - 1 : begin].strip():
            return span
        return replace(span, text=text[span.column - 1 : bound.end - 1], length=bound.end - span.column)

    other = replace(
        slots,
        features=tuple(longer(span) for span in slots.features),
        states=tuple(longer(span) for span in slots.states),
        trigger=slots.trigger and longer(slots.trigger),
        unwanted=slots.unwanted and longer(slots.unwanted),
        responses=tuple(
            replace(one, deadline=None) if one.deadline == bound else one for one in slots.responses
        ),
    )
    return [sentence(slots, article), sentence(other, article)]


def reaction_and_duration(second: str, slots: Slots, article: str) -> list[str]:
    """How soon a response comes and how long it lasts, as two sentences; `second` is the bound not read.

    How long it lasts holds each time that it begins, without what called for it: from that on the
    response need not hold yet.
    """
    second = second[:1].lower() + second[1:]
    uncalled = replace(slots, trigger=None, unwanted=None)
    if slots.deadline and slots.deadline.kind is BoundKind.WITHIN:
        return [sentence(slots, article), _bounded(uncalled, article, second)]
    return [_bounded(slots, article, second), sentence(uncalled, article)]


def demanded_and_forbidden(slots: Slots, article: str, begin: int) -> list[str]:
    """What "if and only if", which ends at the place, says: what is demanded then, and forbidden else."""
    clauses = [one for one in (slots.trigger, slots.unwanted) if one and one.column > begin]
    clause = min(clauses, key=lambda one: one.column, default=None)
    if clause is None or not slots.responses:
        return []
    other = replace(
        slots,
        states=(*slots.states, replace(clause, negated=not clause.negated)),
        trigger=None if clause == slots.trigger else slots.trigger,
        unwanted=None if clause == slots.unwanted else slots.unwanted,
        responses=tuple(replace(one, negated=not one.negated, deadline=None) for one in slots.responses),
    )
    return [sentence(slots, article), sentence(other, article)]


def _bounded(slots: Slots, article: str, bound: str) -> str:
    """The sentence with the bound, as it is written, in place of its own."""
    bare = replace(slots, responses=tuple(replace(one, deadline=None) for one in slots.responses))
    return f"{sentence(bare, article).rstrip('.')} {bound}."
