"""Outlines of shapes and lines as steps, and the few sums that drawings need."""

from collections.abc import Iterable, Sequence
from itertools import pairwise
from math import hypot

from core.diagram.display import Rect, Step
from core.model import Point, Side

_ROUND = 0.5522847498
"""Where the controls of a cubic quarter circle of radius 1 stand (error below 0.03 %)."""

OUTWARD = {Side.LEFT: (-1, 0), Side.RIGHT: (1, 0), Side.TOP: (0, -1), Side.BOTTOM: (0, 1)}
"""The way out of a shape through each side."""

Steps = tuple[Step, ...]


def polygon(points: Sequence[Point]) -> Steps:
    """A closed outline through the points."""
    return (*polyline(points), Step("close"))


def polyline(points: Sequence[Point]) -> Steps:
    """An open line through the points."""
    return (Step("move", (points[0],)), *(Step("line", (point,)) for point in points[1:]))


def box(rect: Rect) -> Steps:
    """The rectangle itself."""
    return polygon(corners(rect))


def corners(rect: Rect) -> tuple[Point, Point, Point, Point]:
    """The corners, clockwise from the top left."""
    return (
        Point(rect.x, rect.y),
        Point(rect.right, rect.y),
        Point(rect.right, rect.bottom),
        Point(rect.x, rect.bottom),
    )


def rounded(rect: Rect, radius: float) -> Steps:
    """The rectangle with round corners."""
    r = min(radius, rect.width / 2, rect.height / 2)
    k = r * (1 - _ROUND)
    x, y, right, bottom = rect.x, rect.y, rect.right, rect.bottom
    return (
        Step("move", (Point(x + r, y),)),
        Step("line", (Point(right - r, y),)),
        Step("curve", (Point(right - k, y), Point(right, y + k), Point(right, y + r))),
        Step("line", (Point(right, bottom - r),)),
        Step("curve", (Point(right, bottom - k), Point(right - k, bottom), Point(right - r, bottom))),
        Step("line", (Point(x + r, bottom),)),
        Step("curve", (Point(x + k, bottom), Point(x, bottom - k), Point(x, bottom - r))),
        Step("line", (Point(x, y + r),)),
        Step("curve", (Point(x, y + k), Point(x + k, y), Point(x + r, y))),
        Step("close"),
    )


def stadium(rect: Rect) -> Steps:
    """The rectangle with half circles at its ends."""
    return rounded(rect, rect.height / 2)


def circle(centre: Point, radius: float) -> Steps:
    """A circle."""
    return rounded(Rect(centre.x - radius, centre.y - radius, 2 * radius, 2 * radius), radius)


def diamond(centre: Point, radius: float) -> Steps:
    """A square on its corner."""
    return polygon(
        (
            Point(centre.x, centre.y - radius),
            Point(centre.x + radius, centre.y),
            Point(centre.x, centre.y + radius),
            Point(centre.x - radius, centre.y),
        )
    )


def cut(rect: Rect, size: float, left_only: bool = False) -> Steps:
    """The rectangle with all corners, or those on the left, cut off."""
    x, y, right, bottom = rect.x, rect.y, rect.right, rect.bottom
    points = [Point(x, y + size), Point(x + size, y)]
    points += [Point(right, y)] if left_only else [Point(right - size, y), Point(right, y + size)]
    points += (
        [Point(right, bottom)] if left_only else [Point(right, bottom - size), Point(right - size, bottom)]
    )
    points += [Point(x + size, bottom), Point(x, bottom - size)]
    return polygon(points)


def drum(rect: Rect, rim: float = 5.0, radius: float = 6.0) -> tuple[Steps, Steps]:
    """A drum from the front, as two outlines: the body, and the rule that marks its lid."""
    x, right, y = rect.x, rect.right, rect.y + 2 * rim
    lid = (
        Step("move", (Point(x, y - rim),)),
        Step("curve", (Point(x, y), Point(x + rim, y), Point(x + 2 * rim, y))),
        Step("line", (Point(right - 2 * rim, y),)),
        Step("curve", (Point(right - rim, y), Point(right, y), Point(right, y - rim))),
    )
    return rounded(rect, radius), lid


def bent(points: Sequence[Point], radius: float) -> Steps:
    """A line through the points with its bends rounded."""
    steps = [Step("move", (points[0],))]
    for before, here, after in zip(points, points[1:], points[2:], strict=False):
        r = min(radius, distance(before, here) / 2, distance(here, after) / 2)
        if r <= 0:
            continue
        first, last = towards(here, before, r), towards(here, after, r)
        control_in, control_out = (
            towards(here, before, r * (1 - _ROUND)),
            towards(here, after, r * (1 - _ROUND)),
        )
        steps += [Step("line", (first,)), Step("curve", (control_in, control_out, last))]
    steps.append(Step("line", (points[-1],)))
    return tuple(steps)


def distance(first: Point, second: Point) -> float:
    """The distance along the axes."""
    return abs(first.x - second.x) + abs(first.y - second.y)


def length(points: Sequence[Point]) -> float:
    """The length of an axis-parallel line."""
    return sum(distance(before, after) for before, after in pairwise(points))


def towards(start: Point, target: Point, far: float) -> Point:
    """The point `far` px from `start` on the straight way to `target`."""
    whole = ((target.x - start.x) ** 2 + (target.y - start.y) ** 2) ** 0.5
    if whole == 0:
        return start
    return Point(start.x + (target.x - start.x) * far / whole, start.y + (target.y - start.y) * far / whole)


def along(points: Sequence[Point], far: float) -> Point:
    """The point `far` px along an axis-parallel line."""
    for before, after in pairwise(points):
        step = distance(before, after)
        if far <= step:
            return towards(before, after, far)
        far -= step
    return points[-1]


def along_to(points: Sequence[Point], point: Point) -> float:
    """How far along a line one of its points is."""
    far = 0.0
    for before, after in pairwise(points):
        whole = abs(after.x - before.x) + abs(after.y - before.y)
        part = abs(point.x - before.x) + abs(point.y - before.y)
        if part + abs(after.x - point.x) + abs(after.y - point.y) == whole:
            return far + part
        far += whole
    return far


def segment_rect(first: Point, second: Point) -> Rect:
    """The rectangle that an axis-parallel segment spans; one side is 0."""
    x, y = min(first.x, second.x), min(first.y, second.y)
    return Rect(x, y, abs(first.x - second.x), abs(first.y - second.y))


def crosses(segment: Rect, area: Rect) -> bool:
    """Whether a segment, or any rectangle, passes through the inside of an area."""
    return (
        segment.x < area.right
        and area.x < segment.right
        and segment.y < area.bottom
        and area.y < segment.bottom
    )


def around(rects: Iterable[Rect]) -> Rect:
    """The rectangle around all; an empty one at the origin where there are none."""
    found = list(rects)
    if not found:
        return Rect(0, 0, 0, 0)
    x, y = min([rect.x for rect in found]), min([rect.y for rect in found])
    right = max([rect.x + rect.width for rect in found])
    bottom = max([rect.y + rect.height for rect in found])
    return Rect(x, y, right - x, bottom - y)


def bounds_of(points: Iterable[Point]) -> Rect:
    """The rectangle around points; an empty one at the origin where there are none."""
    found = list(points)
    if not found:
        return Rect(0, 0, 0, 0)
    xs, ys = [point.x for point in found], [point.y for point in found]
    x, y = min(xs), min(ys)
    return Rect(x, y, max(xs) - x, max(ys) - y)


def on_side(rect: Rect, side: Side, offset: float) -> Point:
    """The point on a border, `offset` px from the top or left end of the side."""
    if side is Side.LEFT:
        return Point(rect.x, rect.y + min(max(offset, 0), rect.height))
    if side is Side.RIGHT:
        return Point(rect.right, rect.y + min(max(offset, 0), rect.height))
    x = rect.x + min(max(offset, 0), rect.width)
    return Point(x, rect.y if side is Side.TOP else rect.bottom)


def shares_point(one: Rect, other: Rect) -> bool:
    """Whether two rectangles have a point in common, if only of their edges."""
    return one.x <= other.right and other.x <= one.right and one.y <= other.bottom and other.y <= one.bottom


def separation(one: Rect, other: Rect) -> float:
    """How far two rectangles are from each other, 0 where they share a point."""
    across = max(one.x - other.right, other.x - one.right, 0.0)
    return hypot(across, max(one.y - other.bottom, other.y - one.bottom, 0.0))


def inside(outer: Rect, inner: Rect) -> bool:
    """Whether the inner rectangle lies wholly in the outer one."""
    return (
        outer.x <= inner.x
        and outer.y <= inner.y
        and inner.right <= outer.right
        and inner.bottom <= outer.bottom
    )


def differing(one: Rect | None, other: Rect | None) -> list[Rect]:
    """The strips that lie in one of two rectangles and not in the other."""
    return [*_without(one, other), *_without(other, one)]


def _without(area: Rect | None, hole: Rect | None) -> list[Rect]:
    if area is None:
        return []
    if hole is None or not area.touches(hole):
        return [area]
    left, right = max(area.x, hole.x), min(area.right, hole.right)
    top, bottom = max(area.y, hole.y), min(area.bottom, hole.bottom)
    found = [
        Rect(area.x, area.y, left - area.x, area.height),
        Rect(right, area.y, area.right - right, area.height),
        Rect(left, area.y, right - left, top - area.y),
        Rect(left, bottom, right - left, area.bottom - bottom),
    ]
    return [strip for strip in found if strip.width > 0 and strip.height > 0]
