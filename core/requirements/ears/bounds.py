"""The tokens of time bounds with a number, such as "within 5 s of the alarm"."""

from collections.abc import Iterator

from core.requirements.ears.items import Part, Token
from core.requirements.ears.times import FURTHER, LOWER_END, OTHER_MEASURE, QUANTITY, is_time

_NO_UNIT = frozenset({"of", "after", "from", "and", "or", "then", "for", "the", "in", "on", "with"})
_PASSED = frozenset({"passed", "elapsed", "expired"})
"""What a time does behind "after": "after 5 s have passed" is "after 5 s"."""


def is_tolerance(part: Part, at: int) -> bool:
    """Whether "within 5 %" at the index says how near and not how soon."""
    number = QUANTITY.match(part.mask, part.items[at].end)
    return (
        part.kind(at) == "WITHIN"
        and number is not None
        and not is_time(number)
        and OTHER_MEASURE.match(part.mask, number.end()) is not None
    )


def timed_bound(part: Part, at: int) -> Iterator[Token]:
    """The tokens of the bound that begins at the index, up to a phrase that it is anchored to."""
    kind = part.kind(at)
    yield part.token("FOR" if kind == "LASTING" else kind, at, at + 1)
    after, token = _quantity(part, at + 1, ranged=kind == "BETWEEN")
    yield token
    if kind == "BETWEEN":
        upper = after + (2 if part.kind(after + 1) == "WITHIN" else 1)
        yield part.token("TO", after, upper)
        after, token = _quantity(part, upper)
        yield token
        if anchors(part, at, after):
            yield part.token("ANCHOR", after, after + 1)
    elif kind == "AT_LEAST" and part.word(after) == "later":
        yield part.token("LATER", after, after + 1)
    elif kind == "AFTER" and part.word(after) in {"has", "have"} and part.word(after + 1) in _PASSED:
        yield part.token("LATER", after, after + 2)
    elif anchors(part, at, after):
        yield part.token("ANCHOR", after, after + 1)


def anchors(part: Part, at: int, after: int) -> bool:
    """Whether the item behind the quantity says from when the time of the bound at `at` counts."""
    if part.kind(at) in {"FOR", "LASTING"}:
        return part.kind(after) == "AFTER" and not _is_time_ahead(part, after)
    return part.kind(at) in {"WITHIN", "AT_LEAST", "BETWEEN"} and part.word(after) in {"of", "after", "from"}


def _is_time_ahead(part: Part, at: int) -> bool:
    match = QUANTITY.match(part.mask, part.items[at].end)
    return match is not None and is_time(match)


def behind(part: Part, token: Token) -> int:
    """The index of the first item that begins after the token."""
    return next((index for index, item in enumerate(part.items) if item.start >= token.end), len(part))


def _quantity(part: Part, at: int, ranged: bool = False) -> tuple[int, Token]:
    """The quantity at the index and the index behind it; a word that should be a unit belongs to it.

    `ranged` says that it is the lower end of "between", which an "and" ends.
    """
    begin = part.items[at - 1].end
    match = (LOWER_END.match(part.mask, begin) if ranged else None) or QUANTITY.match(part.mask, begin)
    if match is None:
        return at + 1, part.token("QUANTITY", at, at + 1)
    further = None if ranged else FURTHER.match(part.mask, match.end())
    after = at
    while after < len(part) and part.items[after].start < (further or match).end():
        after += 1
    unknown = part.kind(after) == "WORD" and part.word(after) not in _NO_UNIT
    if unknown and not (ranged or further or is_time(match)):
        after += 1
    return after, part.token("QUANTITY", at, after)
