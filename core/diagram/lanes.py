"""The lanes that lines can take: straight parts between crossings, and the cheapest way over them.

A* over the lines that the obstacles' edges span (orthogonal visibility, after Wybrow, Marriott and Stuckey,
Orthogonal connector routing, GD 2009).
"""

import heapq
from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterator, Mapping, Sequence
from itertools import pairwise
from operator import itemgetter

from core.diagram.display import Rect
from core.diagram.geometry import distance
from core.model import Point, Side

BEND = 32.0
"""What a bend costs, in px of way."""

_ENDLESS = float("inf")

_WAYS = (Side.LEFT, Side.TOP, Side.BOTTOM, Side.RIGHT)
"""The ways that steps can lead, by their numbers."""


class Lanes:
    """The crossings of upright and level lines, numbered column by column, and the free steps between them.

    `walls` are what no step leads through; in areas that are `slow` each px costs so much more.
    """

    __slots__ = ("_across", "_down", "_steps", "xs", "ys")

    def __init__(
        self,
        xs: Sequence[float],
        ys: Sequence[float],
        walls: Sequence[Rect],
        slow: Sequence[tuple[Rect, float]],
    ) -> None:
        self.xs, self.ys = xs, ys
        wide, high = len(xs), len(ys)
        # What each px to the right of a crossing and down from it costs; 0 where no step leads there.
        self._across, self._down = [1.0] * (wide * high), [1.0] * (wide * high)
        self._steps: dict[int, tuple[tuple[int, int, float], ...]] = {}
        # Of several slow areas the dearest counts.
        for area, price in sorted(slow, key=itemgetter(1)):
            self._price(area, 1 + price)
        for area in walls:
            self._price(area, 0.0)
        self._across[(wide - 1) * high :] = [0.0] * high
        self._down[high - 1 :: high] = [0.0] * wide

    def number(self, point: Point) -> int:
        """The number of a crossing."""
        return self.xs.index(point.x) * len(self.ys) + self.ys.index(point.y)

    def point(self, crossing: int) -> Point:
        """Where a crossing is."""
        column, row = divmod(crossing, len(self.ys))
        return Point(self.xs[column], self.ys[row])

    def steps(self, crossing: int) -> tuple[tuple[int, int, float], ...]:
        """The free steps from a crossing: the number of the way, the crossing there and what it costs."""
        known = self._steps.get(crossing)
        if known is None:
            known = self._steps[crossing] = tuple(self._free(crossing))
        return known

    def _free(self, crossing: int) -> Iterator[tuple[int, int, float]]:
        xs, ys, high = self.xs, self.ys, len(self.ys)
        i, j = divmod(crossing, high)
        price = self._across[crossing]
        if price:
            yield 3, crossing + high, (xs[i + 1] - xs[i]) * price
        price = self._across[crossing - high] if i else 0.0
        if price:
            yield 0, crossing - high, (xs[i] - xs[i - 1]) * price
        price = self._down[crossing]
        if price:
            yield 2, crossing + 1, (ys[j + 1] - ys[j]) * price
        price = self._down[crossing - 1] if j else 0.0
        if price:
            yield 1, crossing - 1, (ys[j] - ys[j - 1]) * price

    def _price(self, area: Rect, price: float) -> None:
        """Say what each px costs in the inside of an area."""
        xs, ys, high = self.xs, self.ys, len(self.ys)
        left, right = bisect_right(xs, area.x), bisect_left(xs, area.right)
        top, bottom = bisect_right(ys, area.y), bisect_left(ys, area.bottom)
        upper = max(top - 1, 0)
        rows = [price] * max(bottom - top, 0)
        for start in range(max(left - 1, 0) * high + top, right * high + top, high):
            self._across[start : start + len(rows)] = rows
        rows = [price] * max(bottom - upper, 0)
        for start in range(left * high + upper, right * high + upper, high):
            self._down[start : start + len(rows)] = rows


def cheapest(
    lanes: Lanes, first: Point, leaving: Side, targets: Sequence[Point], arriving: Side, most: float
) -> tuple[Point, ...] | None:
    """The way over the grid from `first` through the targets in order that costs least, and less than `most`.

    A state is one number: the crossing, the way by which it is reached, how many targets are passed by then.
    """
    stops, ahead = [lanes.number(point) for point in targets], _ahead(lanes, targets)
    count = len(stops)
    # The last step may not lead back out of the end, and one that enters aside bends there.
    out = _WAYS.index(arriving)
    entering = [BEND if way != 3 - out else 0.0 for way in range(4)]
    begin = (lanes.number(first) * 4 + _WAYS.index(leaving)) * (count + 1)
    best: dict[int, float] = {begin: 0.0}
    came: dict[int, int] = {}
    done: dict[int, float] = {}
    waiting = [(ahead(lanes.number(first), 0), 0, begin)]
    while waiting:
        state = heapq.heappop(waiting)[2]
        so_far = best[state]
        if done.get(state) == so_far:
            continue
        done[state] = so_far
        crossing, passed = divmod(state, count + 1)
        if passed == count:
            return _traced(state, came, lanes, count)
        crossing, straight = divmod(crossing, 4)
        for way, there, far in lanes.steps(crossing):
            if way == 3 - straight:
                continue
            spent = so_far + far + (BEND if way != straight else 0.0)
            following = passed + (there == stops[passed])
            if following < count:
                left = ahead(there, following)
            elif way == out:
                continue
            else:
                left, spent = 0.0, spent + entering[way]
            then = (there * 4 + way) * (count + 1) + following
            if spent < best.get(then, _ENDLESS) and spent + left < most:
                best[then] = spent
                came[then] = state
                heapq.heappush(waiting, (spent + left, len(came), then))
    return None


def _ahead(lanes: Lanes, targets: Sequence[Point]) -> Callable[[int, int], float]:
    """What the way costs at least from a crossing through the targets that are not passed yet."""
    rest = [0.0]
    for one, other in pairwise(reversed(targets)):
        rest.insert(0, rest[0] + distance(one, other))
    level = [[abs(x - goal.x) for x in lanes.xs] for goal in targets]
    upright = [[abs(y - goal.y) for y in lanes.ys] for goal in targets]
    high = len(lanes.ys)

    def ahead(crossing: int, passed: int) -> float:
        return level[passed][crossing // high] + upright[passed][crossing % high] + rest[passed]

    return ahead


def _traced(state: int, came: Mapping[int, int], lanes: Lanes, count: int) -> tuple[Point, ...]:
    found = []
    here: int | None = state
    while here is not None:
        found.append(lanes.point(here // (count + 1) // 4))
        here = came.get(here)
    return tuple(reversed(found))
