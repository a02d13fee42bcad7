"""Lines that run as one far out, under a filter: what is drawn for them stands for those that are kept.

Their count, their badge and their heat are those of the kept lines alone. Where the filter does not keep
the line that leads a group, the first that it keeps leads instead.
"""

from collections.abc import Collection, Iterable, Mapping
from dataclasses import replace
from itertools import pairwise
from typing import Any

from core.diagram.display import Bundle, Item
from core.diagram.geometry import bounds_of
from core.diagram.labels import SHAPE, Obstruction
from core.diagram.later import Later
from core.diagram.line_badges import steps_on_line
from core.diagram.lines import BEHIND, Course, Dot, Group, count_disc, line_marks
from core.diagram.lod import NAMES, SHAPES
from core.diagram.marks import worst_role
from core.model import Id

NEAR, FAR = 0, 1
"""The groups of a line: those it runs with from SHAPES to NAMES, and those below SHAPES."""


def levels_at(scale: float) -> tuple[int, ...]:
    """The groups that are seen at a scale."""
    return () if scale >= NAMES else (NEAR,) if scale >= SHAPES else (FAR,)


def remaining(
    items: Iterable[Item], kept: Collection[Id], levels: Collection[int] = (NEAR, FAR)
) -> dict[Id, Item]:
    """The items that look otherwise because a filter keeps some lines of these groups and not others."""
    groups: dict[Id, dict[int, Group]] = {}
    for item in items if levels else ():
        bundle = item.bundle
        if bundle is None:
            continue
        for level in levels:
            members = bundle.near if level == NEAR else bundle.far
            if len(members) < 2:
                continue
            stay = tuple(one for one in members if one in kept)
            if stay and len(stay) < len(members):
                groups.setdefault(item.element, {})[level] = BEHIND
                groups.setdefault(stay[0], {})[level] = Group(members=stay)
    if not groups:
        return {}
    lines = {item.element: item for item in items if item.is_line}
    return {one: _regrouped(lines[one], found, lines) for one, found in groups.items() if one in lines}


def _regrouped(item: Item, groups: Mapping[int, Group], lines: Mapping[Id, Item]) -> Item:
    """A line with other groups."""
    course = _course(item.marks)
    if course is None:
        return item
    near, far = groups.get(NEAR, course.siblings), groups.get(FAR, course.zones)
    dot = course.dot if NEAR not in groups else _dot(course, near, item, lines)
    fresh = replace(course, siblings=near, zones=far, dot=dot)
    bundle = Bundle(near.drawn_for(item.element), far.drawn_for(item.element))
    return replace(item, marks=_with_course(item.marks, fresh), bundle=bundle)


def _dot(course: Course, near: Group, item: Item, lines: Mapping[Id, Item]) -> Dot | None:
    """What stands for the badges of a group, on the line that leads it now."""
    known = (_course(lines[one].marks) for one in near.drawn_for(item.element) if one in lines)
    worst = worst_role(*(one.overlay for one in known if one is not None))
    if worst is None:
        return None
    if course.dot is not None and course.siblings.leads:
        return replace(course.dot, role=worst)
    stands = [Obstruction(count_disc(course.points), SHAPE)] if near.count > 1 else []
    area = item.bounds
    own = near.drawn_for(item.element)
    others = [one for key, one in lines.items() if key not in own and one.bounds.touches(area)]
    parts = [bounds_of(part) for one in others for part in pairwise(one.outline)]
    return Dot(steps_on_line(course.points, 1, stands, parts)[0].centre, worst)


def _course(marks: object) -> Course | None:
    """What the marks of a line are made from, also where others are drawn with them."""
    if not isinstance(marks, Later):
        return None
    given = marks.given[0]
    return given if isinstance(given, Course) else _course(given)


def _with_course(marks: Any, course: Course) -> Later:
    """The same marks, made from something else."""
    if marks.make is line_marks:
        return Later(line_marks, (course,))
    return Later(marks.make, (_with_course(marks.given[0], course), *marks.given[1:]))
