"""Whose turn it is to bear badges where lines run side by side: each has a stretch of its own for them.

Lines as near to one another as a badge is wide would cover the badges of each other. What they share of
their ways is dealt out among them, as all of them see it: from where they lie, by no more than that.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from itertools import pairwise

from core.diagram.badge_places import SIZE
from core.diagram.display import Rect

HEAD = 17.0
"""How much of a line at either end belongs to its head or its port, in px."""

_NEAR = SIZE + 6.0
"""Lines nearer than this have no room for badges side by side, in px."""

_TURN = 96.0
"""How long a turn is at most, in px: along a long way they come round again."""


@dataclass(frozen=True, slots=True, order=True)
class Run:
    """A straight part of a line without its head: at `at` across, from `low` to `high` along."""

    at: float
    low: float
    high: float
    upright: bool


def run_of(part: Rect, heads: tuple[bool, bool]) -> Run:
    """A part of a line that has a head, or a port, at its lower end or its upper one."""
    upright = part.height > part.width
    at, low, far = (part.x, part.y, part.height) if upright else (part.y, part.x, part.width)
    taken = min(HEAD, far / 2)
    return Run(at, low + taken * heads[0], low + far - taken * heads[1], upright)


def turns_of_others(own: Iterable[Run], others: Sequence[Run], reach: float) -> Iterator[Rect]:
    """Where on its own runs it is the turn of another line that runs beside, no further than `reach` away."""
    for run in own:
        beside = [
            one
            for one in others
            if one.upright is run.upright
            and abs(one.at - run.at) <= reach
            and one.low < run.high
            and run.low < one.high
        ]
        if any(abs(one.at - run.at) < _NEAR for one in beside):
            for first, last in _strange(run, [run, *beside]):
                yield (
                    Rect(run.at - 1, first, 2, last - first)
                    if run.upright
                    else Rect(first, run.at - 1, last - first, 2)
                )


def _strange(run: Run, runs: Sequence[Run]) -> Iterator[tuple[float, float]]:
    """From where to where on a run it is the turn of another."""
    for (low, high), chain in _stretches(run, runs).items():
        count = _most_abreast(chain)
        mine = chain.index(run) % count
        rounds = max(int((high - low) / (count * _TURN)), 1)
        wide = (high - low) / (count * rounds)
        for turn in range(count * rounds):
            if turn % count != mine:
                yield low + turn * wide, low + (turn + 1) * wide


def _stretches(run: Run, runs: Sequence[Run]) -> Mapping[tuple[float, float], Sequence[Run]]:
    """The stretches of a run along each of which the same runs are abreast of it, more than itself."""
    marks = sorted({mark for one in runs for mark in (one.low, one.high) if run.low <= mark <= run.high})
    found: list[tuple[float, float, list[Run]]] = []
    for low, high in pairwise(marks):
        chain = _chain(run, sorted(one for one in runs if one.low <= low and high <= one.high))
        if found and found[-1][2] == chain:
            found[-1] = (found[-1][0], high, chain)
        else:
            found.append((low, high, chain))
    return {(low, high): chain for low, high, chain in found if len(chain) > 1}


def _chain(run: Run, runs: Sequence[Run]) -> list[Run]:
    """Those of some runs in order that are near this one, or near one that is."""
    place = runs.index(run)
    first = last = place
    while first > 0 and runs[first].at - runs[first - 1].at < _NEAR:
        first -= 1
    while last < len(runs) - 1 and runs[last + 1].at - runs[last].at < _NEAR:
        last += 1
    return list(runs[first : last + 1])


def _most_abreast(chain: Sequence[Run]) -> int:
    """How many of a chain are so near to one another at most that none may have its turn with another."""
    return max(sum(0 <= other.at - one.at < _NEAR for other in chain) for one in chain)
