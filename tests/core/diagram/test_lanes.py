"""The cheapest way over lanes costs what the plainest search over the same lanes finds."""

import heapq
from itertools import pairwise

from hypothesis import given, settings
from hypothesis import strategies as st

from core.diagram.display import Rect
from core.diagram.geometry import OUTWARD, crosses, segment_rect
from core.diagram.lanes import BEND, Lanes, cheapest
from core.model import Point, Side

PLACES = st.integers(0, 9).map(lambda n: n * 10.0)
AREAS = st.builds(
    Rect, PLACES, PLACES, st.sampled_from([5.0, 20.0, 40.0]), st.sampled_from([5.0, 20.0, 40.0])
)
SLOW = st.lists(st.tuples(AREAS, st.sampled_from([1.0, 2.0, 8.0])), max_size=3)
EVERY = [n * 10.0 for n in range(10)]


def price(before, after, walls, slow):
    """What a step costs, None where a wall stands in it."""
    step = segment_rect(before, after)
    if any(crosses(step, wall) for wall in walls):
        return None
    dearest = max((more for area, more in slow if crosses(step, area)), default=0.0)
    return (step.width + step.height) * (1 + dearest)


def least(start, leaving, targets, arriving, walls, slow):
    """What the cheapest way costs, by going on from the cheapest state until the end; None where none is."""
    inwards = tuple(-one for one in OUTWARD[arriving])
    waiting = [(0.0, 0, start, OUTWARD[leaving], 0)]
    known, count = set(), 0
    while waiting:
        spent, _count, here, straight, passed = heapq.heappop(waiting)
        if passed == len(targets):
            return spent
        if (here, straight, passed) in known:
            continue
        known.add((here, straight, passed))
        for way in OUTWARD.values():
            there = Point(here.x + 10 * way[0], here.y + 10 * way[1])
            back = way == (-straight[0], -straight[1])
            if back or there.x not in EVERY or there.y not in EVERY:
                continue
            cost = price(here, there, walls, slow)
            if cost is None:
                continue
            more = passed + (there == targets[passed])
            if more == len(targets):
                if way == OUTWARD[arriving]:
                    continue
                cost += 0.0 if way == inwards else BEND
            count += 1
            turn = BEND if way != straight else 0.0
            heapq.heappush(waiting, (spent + cost + turn, count, there, way, more))
    return None


def spent_on(points, leaving, targets, arriving, walls, slow):
    """What a way costs that was found; it leads through no wall and past the targets in order."""
    ways = [
        ((after.x > before.x) - (after.x < before.x), (after.y > before.y) - (after.y < before.y))
        for before, after in pairwise(points)
    ]
    found = sum(price(*step, walls, slow) for step in pairwise(points))
    found += BEND * sum(one != other for one, other in pairwise([OUTWARD[leaving], *ways]))
    waiting = list(targets)
    for point in points[1:]:
        if point == waiting[0]:
            waiting.pop(0)
    assert waiting == []
    assert ways[-1] != OUTWARD[arriving]
    return found + (0.0 if ways[-1] == tuple(-one for one in OUTWARD[arriving]) else BEND)


@settings(max_examples=150, deadline=None)
@given(
    start=st.builds(Point, PLACES, PLACES),
    targets=st.lists(st.builds(Point, PLACES, PLACES), min_size=1, max_size=3),
    sides=st.tuples(st.sampled_from(Side), st.sampled_from(Side)),
    walls=st.lists(AREAS, max_size=4),
    slow=SLOW,
    most=st.sampled_from([float("inf"), 60.0, 150.0]),
)
def test_the_way_found_is_the_cheapest(start, targets, sides, walls, slow, most):
    expected = least(start, sides[0], targets, sides[1], walls, slow)
    found = cheapest(Lanes(EVERY, EVERY, walls, slow), start, sides[0], targets, sides[1], most)
    if expected is None or expected >= most:
        assert found is None
    else:
        assert found is not None
        assert spent_on(found, sides[0], targets, sides[1], walls, slow) == expected
