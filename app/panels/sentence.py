"""A requirement sentence in colours: which letters belong to which slot."""

from __future__ import annotations

from collections.abc import Iterator
from functools import lru_cache
from typing import TYPE_CHECKING

from core.assistants.sentences import boilerplates_in_use, parsed
from core.ground.longest import LONGEST_SENTENCE

if TYPE_CHECKING:
    from core.model import Boilerplate
    from core.requirements import Parsed

ColouredSpan = tuple[int, int, str]
"""Start, length and colour role of letters of a sentence."""


def coloured(text: str) -> tuple[ColouredSpan, ...]:
    """The colours of a sentence, from its first letter to its last, without overlap."""
    return _coloured(text, boilerplates_in_use())


@lru_cache(maxsize=4096)
def _coloured(text: str, own: tuple[Boilerplate, ...]) -> tuple[ColouredSpan, ...]:
    if len(text) > LONGEST_SENTENCE:
        return ()
    roles = [""] * len(text)
    for column, length, role in _pieces(parsed(text, own)):
        for place in range(max(column - 1, 0), min(column - 1 + length, len(text))):
            roles[place] = role
    return _runs(roles)


def _pieces(known: Parsed) -> Iterator[tuple[int, int, str]]:
    """Column, length and role of every piece; what comes later lies over what came before."""
    slots = known.slots
    for response in slots.responses:
        yield response.column, response.length, "syntax.response"
    for condition in (*slots.states, *slots.features, slots.trigger, slots.unwanted):
        if condition is not None:
            yield condition.column, condition.length, "syntax.trigger"
    if slots.system is not None:
        yield slots.system.column, slots.system.length, "syntax.system"
    for response in slots.responses:
        if response.deadline is not None:
            yield response.deadline.column, response.deadline.length, "syntax.quantity"
    for keyword in known.keywords:
        if any(letter.isalpha() for letter in keyword.text):
            yield keyword.column, keyword.length, "syntax.keyword"


def _runs(roles: list[str]) -> tuple[ColouredSpan, ...]:
    spans: list[ColouredSpan] = []
    start = 0
    for place in range(1, len(roles) + 1):
        if place == len(roles) or roles[place] != roles[start]:
            if roles[start]:
                spans.append((start, place - start, roles[start]))
            start = place
    return tuple(spans)
