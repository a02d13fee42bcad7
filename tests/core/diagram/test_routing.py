"""Routes against an oracle that knows nothing of the router: a flood over a fine grid."""

from collections import deque
from itertools import pairwise

from hypothesis import assume, given, settings
from hypothesis import strategies as st

from core.diagram.display import Rect
from core.diagram.geometry import OUTWARD, crosses, differing, length, on_side, segment_rect
from core.diagram.routing import route
from core.diagram.ways import BESIDE, CLEAR, STUB, Ending, grounds, strayed, within
from core.model import Point, Side

STEP = 10
SIDES = st.sampled_from(list(Side))


@st.composite
def rects(draw, largest=12):
    x, y = draw(st.integers(0, 40)), draw(st.integers(0, 40))
    wide, high = draw(st.integers(2, largest)), draw(st.integers(2, largest))
    return Rect(float(x * STEP), float(y * STEP), float(wide * STEP), float(high * STEP))


@st.composite
def endings(draw):
    host = draw(rects(8))
    side = draw(SIDES)
    high = host.height if side in (Side.LEFT, Side.RIGHT) else host.width
    offset = draw(st.integers(1, int(high // STEP) - 1)) * STEP
    return Ending(on_side(host, side, offset), side, host)


def standing(start, end, obstacles):
    return [
        area
        for area in [*obstacles, start.host, end.host]
        if not within(area, start.point) and not within(area, end.point)
    ]


def reachable(start, end, stands):
    """Whether a flood over all grid points leads from one end to the other."""
    low, high = -6, 60
    seen = {(int(start.x // STEP), int(start.y // STEP))}
    goal = (int(end.x // STEP), int(end.y // STEP))
    waiting = deque(seen)
    while waiting:
        x, y = waiting.popleft()
        if (x, y) == goal:
            return True
        for dx, dy in ((1, 0), (-1, 0), (0, 1), (0, -1)):
            following = (x + dx, y + dy)
            if following in seen or not (low <= following[0] <= high and low <= following[1] <= high):
                continue
            way = segment_rect(Point(x * STEP, y * STEP), Point(following[0] * STEP, following[1] * STEP))
            if not any(crosses(way, area) for area in stands):
                seen.add(following)
                waiting.append(following)
    return False


def near(obstacles):
    return lambda area: [
        one
        for one in obstacles
        if one.x <= area.right and area.x <= one.right and one.y <= area.bottom and area.y <= one.bottom
    ]


@settings(max_examples=300)
@given(endings(), endings(), st.lists(rects(), max_size=8))
def test_a_route_crosses_no_obstacle_when_a_free_way_exists(start, end, obstacles):
    assume(start.point != end.point)
    found = route(start, end, near(obstacles))
    stands = standing(start, end, obstacles)
    if reachable(start.point, end.point, stands):
        for before, after in pairwise(found.points):
            assert not any(crosses(segment_rect(before, after), area) for area in stands)


@given(endings(), endings(), st.lists(rects(), max_size=8), st.lists(rects(), max_size=2))
def test_routes_are_axis_parallel_and_end_where_they_should(start, end, obstacles, bends):
    assume(start.point != end.point)
    points = tuple(Point(bend.x, bend.y) for bend in bends)
    for found in (route(start, end, near(obstacles)), route(start, end, near(obstacles), points)):
        assert found.points[0] == start.point
        assert found.points[-1] == end.point
        for before, after in pairwise(found.points):
            assert (before.x == after.x) != (before.y == after.y)


@given(endings(), endings(), st.lists(rects(), max_size=8), rects())
def test_what_is_outside_the_region_does_not_matter(start, end, obstacles, other):
    found = route(start, end, near(obstacles))
    region = found.region
    apart = (
        other.right < region.x or region.right < other.x or other.bottom < region.y or region.bottom < other.y
    )
    if apart:
        assert route(start, end, near([*obstacles, other])) == found


@given(endings(), endings(), st.lists(rects(), max_size=6), st.randoms())
def test_the_order_of_obstacles_does_not_matter(start, end, obstacles, random):
    shuffled = list(obstacles)
    random.shuffle(shuffled)
    assert route(start, end, near(obstacles)) == route(start, end, near(shuffled))


def test_facing_ends_are_joined_by_a_straight_line():
    left, right = Rect(0, 0, 100, 50), Rect(300, 0, 100, 50)
    start = Ending(Point(100, 25), Side.RIGHT, left)
    end = Ending(Point(300, 25), Side.LEFT, right)
    assert route(start, end, near([left, right])).points == (Point(100, 25), Point(300, 25))


def test_a_line_leaves_its_shape_straight_before_it_bends():
    left, right = Rect(0, 0, 100, 50), Rect(300, 200, 100, 50)
    for side in Side:
        start = Ending(on_side(left, side, 25), side, left)
        points = route(start, Ending(Point(300, 225), Side.LEFT, right), near([left, right])).points
        dx, dy = OUTWARD[side]
        assert (points[1].x - points[0].x) * dx + (points[1].y - points[0].y) * dy >= 8


def test_a_straight_line_along_the_border_of_another_shape_bends_away_from_it():
    above, below = Rect(0, 0, 100, 50), Rect(0, 300, 100, 50)
    beside = Rect(50, 120, 100, 80)
    start, end = Ending(Point(50, 50), Side.BOTTOM, above), Ending(Point(50, 300), Side.TOP, below)
    points = route(start, end, near([above, below, beside])).points
    ways = [segment_rect(before, after) for before, after in pairwise(points)]
    assert points[0] == start.point
    assert points[-1] == end.point
    assert [way for way in ways if crosses(way.grown(BESIDE - 0.1), beside)] == []


def test_a_line_runs_along_a_border_where_the_way_around_is_far():
    above, below = Rect(0, 0, 100, 50), Rect(0, 300, 100, 50)
    walls = [Rect(50, 60, 900, 230), Rect(-900, 60, 949, 230)]
    start, end = Ending(Point(50, 50), Side.BOTTOM, above), Ending(Point(50, 300), Side.TOP, below)
    assert route(start, end, near([above, below, *walls])).points == (start.point, end.point)


def test_between_facing_borders_without_room_a_line_passes_instead_of_running_along_both():
    above, below = Rect(600, 0, 160, 52), Rect(0, 60, 160, 52)
    points = route(
        Ending(Point(680, 52), Side.BOTTOM, above), Ending(Point(80, 60), Side.TOP, below), lambda area: ()
    ).points
    for before, after in pairwise(points[1:-1]):
        beside = segment_rect(before, after).grown(BESIDE + 1)
        assert not crosses(beside, above)
        assert not crosses(beside, below)


@given(endings(), endings())
def test_a_line_keeps_off_the_borders_of_its_own_shapes(start, end):
    assume(not start.host.grown(2 * STUB).touches(end.host.grown(2 * STUB)))
    parts = [segment_rect(*part) for part in pairwise(route(start, end, near([])).points)]
    assert not [part for part in parts[1:] if crosses(part.grown(BESIDE - 0.1), start.host)]
    assert not [part for part in parts[:-1] if crosses(part.grown(BESIDE - 0.1), end.host)]


@given(st.integers(6, 15), st.booleans())
def test_a_line_keeps_off_borders_where_something_stands_close_before_its_end(room, there):
    """As the title of a zone does before a shape in it: there is no room for the whole stub."""
    above, below = Rect(0, 0, 240, 50), Rect(-200, 400, 176, 50)
    between, title = Rect(-12, 120, 200, 108), Rect(-120, 400 - room - 22, 112, 22)
    ends = [Ending(Point(36, 50), Side.BOTTOM, above), Ending(Point(-60, 400), Side.TOP, below)]
    start, end = ends if there else reversed(ends)
    points = route(start, end, near([above, below, between, title])).points
    parts = [segment_rect(*part) for part in pairwise(points if there else points[::-1])]
    for area in (between, title):
        assert not [part for part in parts if crosses(part.grown(2.9), area)]
    assert not [part for part in parts[1:] if crosses(part.grown(2.9), above)]
    assert not [part for part in parts[:-1] if crosses(part.grown(2.9), below)]


def test_where_no_way_is_free_a_line_leads_through_as_little_as_can_be():
    shape, other = Rect(0, 0, 100, 50), Rect(600, 0, 100, 50)
    thick, thin = Rect(120, -200, 400, 450), Rect(-210, 100, 340, 20)
    walls = [thick, thin, Rect(-210, -100, 340, 20), Rect(-220, -100, 20, 220)]
    start, end = Ending(Point(100, 25), Side.RIGHT, shape), Ending(Point(600, 25), Side.LEFT, other)
    points = route(start, end, near([shape, other, *walls])).points
    parts = [segment_rect(*part) for part in pairwise(points)]
    assert [wall for wall in walls if any(crosses(part, wall) for part in parts)] == [thin]


def test_a_line_from_under_a_shape_leads_out_by_the_nearest_border():
    """It ran on under all of it, as far as it lay on the way."""
    shape, other, over = Rect(0, 0, 100, 50), Rect(700, 0, 100, 50), Rect(80, -20, 500, 90)
    start, end = Ending(Point(100, 25), Side.RIGHT, shape), Ending(Point(700, 25), Side.LEFT, other)
    points = route(start, end, near([shape, other, over])).points
    assert points[0] == start.point
    assert points[1].x > start.point.x
    assert strayed(points, [over]) <= STUB + max(over.bottom - 25, 25 - over.y)


@settings(max_examples=200)
@given(endings(), endings(), *[st.integers(1, 20)] * 4, st.lists(rects(), max_size=4))
def test_a_line_leads_no_further_under_what_covers_its_end_than_one_that_knows_nothing_of_it(
    start, end, left, right, up, down, obstacles
):
    assume(start.point != end.point)
    x, y = start.point.x - STEP * left, start.point.y - STEP * up
    over = Rect(x, y, float(STEP * (left + right)), float(STEP * (up + down)))
    assume(not within(over, end.point))
    plain = route(start, end, near(obstacles)).points
    found = route(start, end, near([over, *obstacles])).points
    assert strayed(found, [over]) <= strayed(plain, [over])


ABOVE, BELOW = Rect(0, 0, 100, 50), Rect(0, 450, 100, 50)
DOWN, UP = Ending(Point(50, 50), Side.BOTTOM, ABOVE), Ending(Point(50, 450), Side.TOP, BELOW)


def test_a_line_goes_round_a_zone_that_neither_end_lies_in_where_that_is_not_far():
    zone = Rect(0, 100, 400, 300)
    points = route(DOWN, UP, near([ABOVE, BELOW]), zones=near([zone])).points
    assert not [part for part in pairwise(points) if crosses(segment_rect(*part).grown(CLEAR - 1), zone)]


def test_a_line_runs_through_a_zone_where_the_way_round_it_is_far():
    zone = Rect(-400, 100, 900, 300)
    assert route(DOWN, UP, near([ABOVE, BELOW]), zones=near([zone])).points == (DOWN.point, UP.point)


def test_a_line_runs_along_no_border_of_a_zone_that_an_end_lies_in():
    zone = Rect(-16, -40, 400, 300)
    left, right = Rect(0, 0, 100, 50), Rect(200, 100, 100, 50)
    start, end = Ending(Point(0, 25), Side.LEFT, left), Ending(Point(200, 125), Side.LEFT, right)
    plain = route(start, end, near([left, right])).points
    points = route(start, end, near([left, right]), zones=near([zone])).points
    borders = grounds(start, end, [zone])
    assert strayed(plain, borders) > STUB
    assert strayed(points, borders) == 0.0


@settings(max_examples=200)
@given(endings(), endings(), st.lists(rects(), max_size=6), st.lists(rects(30), min_size=1, max_size=3))
def test_going_round_zones_leads_through_less_of_them_never_far_and_through_no_shape(
    start, end, obstacles, zones
):
    assume(start.point != end.point)
    plain = route(start, end, near(obstacles)).points
    found = route(start, end, near(obstacles), zones=near(zones)).points
    assert length(found) <= 1.5 * length(plain)
    assert strayed(found, grounds(start, end, zones)) <= strayed(plain, grounds(start, end, zones))
    stands = standing(start, end, obstacles)
    if not any(crosses(segment_rect(*part), area) for part in pairwise(plain) for area in stands):
        assert not any(crosses(segment_rect(*part), area) for part in pairwise(found) for area in stands)


@settings(max_examples=200)
@given(
    endings(), endings(), st.lists(rects(), max_size=4), st.lists(rects(30), max_size=2), rects(30), rects(30)
)
def test_where_a_zone_changes_and_a_route_does_not_mind_it_stays(start, end, obstacles, zones, before, after):
    assume(start.point != end.point)
    found = route(start, end, near(obstacles), zones=near([*zones, before]))
    strips = differing(before, after)
    if not any(found.region.touches(strip.grown(1)) and found.minds(strip) for strip in strips):
        assert route(start, end, near(obstacles), zones=near([*zones, after])).points == found.points
