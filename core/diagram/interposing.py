"""Ends put between those that stay on one side of a shape, so that all keep their distance."""

from collections.abc import Sequence
from functools import cache


def interposed(
    wishes: Sequence[float], fixed: Sequence[float], low: float, high: float, gap: float
) -> list[float] | None:
    """Spots in the order of the wishes, a gap from each other and from what is fixed, near to the wishes.

    None where there is no room for all between `low` and `high`.
    """
    stays = sorted(fixed)
    edges = [low, *(edge for one in stays for edge in (one - gap, one + gap)), high]
    rooms = [(max(start, low), min(end, high)) for start, end in zip(edges[::2], edges[1::2], strict=True)]
    most = [int((end - start) // gap) + 1 if end >= start else 0 for start, end in rooms]
    count = len(wishes)

    @cache
    def best(first: int, room: int) -> tuple[float, tuple[int, ...]] | None:
        """The least way aside of the ends from `first` on, and how many stand in each room from `room` on."""
        if room == len(rooms):
            return (0.0, ()) if first == count else None
        found = []
        start, end = rooms[room]
        for here in range(min(most[room], count - first) + 1):
            rest = best(first + here, room + 1)
            if rest is not None:
                aside = sum(max(start - wish, wish - end, 0.0) for wish in wishes[first : first + here])
                found.append((aside + rest[0], (here, *rest[1])))
        return min(found, default=None)

    chosen = best(0, 0)
    if chosen is None:
        return None
    spots: list[float] = []
    for (start, end), here in zip(rooms, chosen[1], strict=True):
        at = start
        for place, wish in enumerate(wishes[len(spots) : len(spots) + here]):
            spot = min(max(wish, at), end - (here - 1 - place) * gap)
            spots.append(spot)
            at = spot + gap
    return spots
