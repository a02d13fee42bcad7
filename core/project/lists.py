"""Two versions of a list become one: members by what was added and taken out, sequences by their parts."""

from collections.abc import Iterator, Sequence
from difflib import SequenceMatcher
from itertools import pairwise
from typing import Any

Values = tuple[Any, ...]


def joined_members(base: Values, ours: Values, theirs: Values) -> Values | None:
    """The members that both keep and either added; None where both put them in other orders.

    What was there before keeps its order, or has that of the side that changed it; what was added
    follows.
    """
    lists = (base, ours, theirs)
    if any(len(set(values)) != len(values) for values in lists):
        return joined_sequence(base, ours, theirs)
    kept = [value for value in base if value in ours and value in theirs]
    first, second = ([value for value in side if value in kept] for side in (ours, theirs))
    if first != kept and second not in (kept, first):
        return None
    order = second if first == kept else first
    added = {value for value in (*ours, *theirs) if value not in base}
    return (*order, *sorted(added, key=repr))


def joined_sequence(base: Values, ours: Values, theirs: Values) -> Values | None:
    """The sequence with the changed parts of both; None where they changed the same part differently."""
    parts = sorted({*_parts(base, ours), *_parts(base, theirs)}, key=lambda part: part[:2])
    for (start, end, _new), (following, _end, _other) in pairwise(parts):
        if following < end or following == start:
            return None
    result: list[Any] = []
    place = 0
    for start, end, new in parts:
        result += [*base[place:start], *new]
        place = end
    return (*result, *base[place:])


def _parts(base: Sequence[Any], side: Sequence[Any]) -> Iterator[tuple[int, int, Values]]:
    """Start and end of each part of the base that the side replaced, and what it put there."""
    matcher = SequenceMatcher(None, base, side, autojunk=False)
    for sort, start, end, other_start, other_end in matcher.get_opcodes():
        if sort != "equal":
            yield start, end, tuple(side[other_start:other_end])
