"""Lines as they are drawn: what they say without colour, their words, heads and crossings."""

from collections.abc import Sequence
from dataclasses import dataclass

from core.diagram.crossings import Crossing, conduit_band, crossing_marks
from core.diagram.display import Bundle, Item, Mark, Rect, Shape, Spot, Stroke, Text
from core.diagram.geometry import (
    along,
    along_to,
    around,
    bent,
    bounds_of,
    circle,
    distance,
    length,
    polygon,
    polyline,
)
from core.diagram.labels import Label
from core.diagram.later import Later
from core.diagram.line_words import Manner, label_marks, parted
from core.diagram.lod import FULL, NAMES, SHAPES
from core.diagram.marks import badge_row, badges_of, difference_marks
from core.diagram.overlay import Overlay
from core.model import Id, Point, Truth

BEND_RADIUS = 6.0
HEAD = 11.0
HALF_HEAD = 4.6
PORT = 8.0

DIMMED = 0.38

_TAG_AWAY = 16.0
"""How far from its beginning a line bears its tag."""


@dataclass(frozen=True, slots=True)
class Group:
    """The lines that run together with a line far out, which it leads or stands behind."""

    leads: bool = True
    members: tuple[Id, ...] = ()
    """All of them, for the line that leads; none where it is alone."""

    @property
    def count(self) -> int:
        """How many they are."""
        return max(len(self.members), 1)

    def drawn_for(self, line_id: Id) -> tuple[Id, ...]:
        """The lines that this one is drawn for."""
        return (self.members or (line_id,)) if self.leads else ()


ALONE = Group()
BEHIND = Group(leads=False)
"""Another line of its group stands for it."""

COUNT_RADIUS = 11.0 / SHAPES / 1.6
"""The radius of the disc with the number of lines that run as one below NAMES, in px."""


@dataclass(frozen=True, slots=True)
class Dot:
    """What stands below NAMES for the badges of all lines that run as one: the worst, on the line."""

    centre: Point
    role: str


@dataclass(frozen=True, slots=True)
class Course:
    """All that the marks of one line depend on.

    `tip` is what its end keeps from the border, where a port is; `badge_squares` are where its badges
    and then its step numbers sit.
    """

    points: tuple[Point, ...]
    manner: Manner
    overlay: Overlay
    label: Label | None = None
    crossings: tuple[Crossing, ...] = ()
    tip: float = 0.0
    siblings: Group = ALONE
    zones: Group = ALONE
    badge_squares: tuple[Rect, ...] = ()
    dot: Dot | None = None


def line_item(element_id: Id, course: Course, spoken: str = "") -> Item:
    """Everything drawn for a line."""
    points, overlay, label, squares = course.points, course.overlay, course.label, course.badge_squares
    spots: list[Spot] = []
    others: list[Rect] = []
    if label is not None and course.manner.words:
        spots += [
            Spot("label", label.area),
            *([] if label.left_out == "nothing" else [Spot("left out", label.area)]),
        ]
        others = [area for _low, area in label.others]
    spots += [Spot(badge.name, square) for badge, square in zip(badges_of(overlay), squares, strict=False)]
    discs = (square.grown(2) for square in squares)
    siblings, zones = course.siblings, course.zones
    together = Bundle(siblings.drawn_for(element_id), zones.drawn_for(element_id))
    return Item(
        element_id,
        2,
        around([bounds_of(points).grown(HEAD), *(spot.area for spot in spots), *others, *discs]),
        Later(line_marks, (course,)),
        points,
        True,
        spoken,
        0,
        tuple(spots),
        DIMMED if overlay.dimmed else 1.0,
        bundle=None if (siblings, zones) == (ALONE, ALONE) else together,
    )


def head_of(item: Item) -> list[Shape]:
    """The head of a drawn line."""
    course = item.marks.given[0] if isinstance(item.marks, Later) else None
    if not isinstance(course, Course):
        return []
    return head_marks(course.points, course.manner.head, course.manner.role, course.tip)


def line_marks(course: Course, *, far: bool) -> list[Mark]:
    """The marks of a line; below SHAPES its run is all that is drawn."""
    points, manner, overlay = course.points, course.manner, course.overlay
    role, wide = manner.role, manner.width
    if overlay.on_path or overlay.taken:
        role, wide = "edge.path", 2.5
    elif overlay.proposed:
        role = "ghost.border"
    dash = (5.0, 3.0) if overlay.proposed else manner.dash
    dash = dash or _dash(manner)
    if far:
        return _far_run(course, role, dash, BEHIND)
    marks: list[Mark] = []
    if manner.conduit:
        marks += conduit_band(points, course.crossings)
    marks += _run(points, manner, role, wide, dash, course.tip, course.label)
    marks += _far_run(course, role, dash, course.siblings)
    marks += head_marks(points, manner.head, role, course.tip)
    leads = course.siblings.leads
    marks += [mark for crossing in course.crossings for mark in crossing_marks(crossing, leads)]
    if course.label is not None and manner.words:
        marks += label_marks(points, manner, course.label, role, overlay.faulty)
    marks += difference_marks(tag_place(points), overlay)
    count = len(badges_of(overlay))
    marks += _badges(course.badge_squares[:count], overlay)
    marks += _numbers(course.badge_squares[count:], overlay)
    return marks if course.dot is None else [*marks, *_dot(course.dot)]


def count_disc(points: Sequence[Point]) -> Rect:
    """Where the number of the lines that run as one stands below NAMES, and a little around."""
    middle = along(points, length(points) / 2)
    return Rect(middle.x, middle.y, 0, 0).grown(COUNT_RADIUS + 2)


def tag_place(points: Sequence[Point]) -> Rect:
    """Where a line bears its tag: free of the shape and the port that it comes from, as far as it is long."""
    middle = along(points, min(_TAG_AWAY, length(points) / 2))
    return Rect(middle.x - 2, middle.y, 0, 0)


def steps_of(overlay: Overlay) -> tuple[int, ...]:
    """The numbers that a line bears: its steps in a replay, or its step on an attack path."""
    return overlay.taken or ((overlay.step,) if overlay.step is not None else ())


def _dash(manner: Manner) -> tuple[float, ...]:
    return (6.0, 4.0) if manner.encrypted is Truth.UNKNOWN else ()


def _run(
    points: Sequence[Point],
    manner: Manner,
    role: str,
    wide: float,
    dash: tuple[float, ...],
    tip: float,
    label: Label | None,
) -> list[Mark]:
    """The line itself, shortened to the base of its head, with the gaps in which its words stand."""
    head = 0.0 if manner.head is None else tip + (HEAD - 1 if manner.head is not Truth.UNKNOWN else 0.5)
    strokes = [Stroke(role, wide, dash or _dash(manner))]
    if manner.encrypted is Truth.YES:
        strokes = [Stroke(role, wide + 3.0), Stroke("surface.canvas", wide + 0.7)]
    return [
        Shape(bent(piece, BEND_RADIUS), stroke=stroke, smallest=low, largest=high)
        for low, high, pieces in parted(_shortened(points, head), label)
        for stroke in strokes
        for piece in pieces
    ]


def _far_run(course: Course, role: str, dash: tuple[float, ...], siblings: Group) -> list[Mark]:
    """Below 60 % parallel lines run as one, below 35 % all between two zones do; with their number."""
    marks: list[Mark] = []
    points, zones = course.points, course.zones
    if not siblings.leads and not zones.leads:
        return marks
    for group, wide, smallest, largest, centre in (
        (siblings, 2.0, SHAPES, NAMES, along(points, length(points) / 2)),
        (zones, 4.0, 0.0, SHAPES, _between(course)),
    ):
        if not group.leads:
            continue
        stretched = tuple(part * 2 for part in dash)
        marks.append(Shape(polyline(points), None, Stroke(role, wide, stretched), 0.0, smallest, largest))
        if group.count > 1:
            disc = circle(centre, COUNT_RADIUS if smallest else 36.0)
            marks.append(Shape(disc, "surface.canvas", Stroke(role, wide / 2), 0.0, smallest, largest))
            marks.append(
                Text(
                    centre.x,
                    centre.y,
                    str(group.count),
                    "edge.label",
                    10,
                    bold=True,
                    anchor="centre",
                    smallest=smallest,
                    largest=largest,
                    screen_size=True,
                )
            )
    return marks


def _between(course: Course) -> Point:
    """The middle of a line between the zones that it joins: their titles are inside."""
    points, crossings = course.points, course.crossings
    if len(crossings) < 2:
        return along(points, length(points) / 2)
    leaves, enters = crossings[len(crossings) // 2 - 1 : len(crossings) // 2 + 1]
    middle = along_to(points, leaves.point) + along_to(points, enters.point)
    return along(points, middle / 2)


def head_marks(points: Sequence[Point], head: Truth | None, role: str, tip: float) -> list[Shape]:
    """The head at the end of a line, `tip` px before it; nothing where it has none."""
    if head is None or len(points) < 2:
        return []
    before, end = points[-2], points[-1]
    far = distance(before, end) or 1.0
    dx, dy = (end.x - before.x) / far, (end.y - before.y) / far
    point = Point(end.x - dx * tip, end.y - dy * tip)
    base = Point(point.x - dx * HEAD, point.y - dy * HEAD)
    left = Point(base.x - dy * HALF_HEAD, base.y + dx * HALF_HEAD)
    right = Point(base.x + dy * HALF_HEAD, base.y - dx * HALF_HEAD)
    if head is Truth.UNKNOWN:
        return [Shape(polyline((left, point, right)), stroke=Stroke(role, 1.5), smallest=NAMES)]
    fill = role if head is Truth.YES else "surface.canvas"
    return [Shape(polygon((left, point, right)), fill, Stroke(role, 1.25), smallest=NAMES)]


def _badges(squares: Sequence[Rect], overlay: Overlay) -> list[Mark]:
    """The badges of a line, each on a disc that frees it from the line."""
    marks, _spots = badge_row(squares, overlay)
    discs = [
        Shape(circle(square.centre, 9.5), "surface.canvas", smallest=NAMES, badge=True) for square in squares
    ]
    return [*discs, *marks]


def _dot(dot: Dot) -> list[Mark]:
    return [
        Shape(circle(dot.centre, radius), role, smallest=SHAPES, largest=NAMES, badge=True)
        for radius, role in ((8.0, "surface.canvas"), (6.0, dot.role))
    ]


def _numbers(squares: Sequence[Rect], overlay: Overlay) -> list[Mark]:
    """The steps of an attack path or a replay, as discs on the line."""
    marks: list[Mark] = []
    for square, step in zip(squares, steps_of(overlay), strict=True):
        centre = square.centre
        marks += [
            Shape(circle(centre, 9.5), "surface.canvas", smallest=NAMES),
            Shape(circle(centre, 8.0), "edge.path", smallest=NAMES),
            Text(
                centre.x,
                centre.y + 3.6,
                str(step),
                "severity.on",
                10,
                bold=True,
                anchor="centre",
                smallest=FULL,
            ),
        ]
    return marks


def _shortened(points: Sequence[Point], by: float) -> list[Point]:
    """The line without its last `by` px, as far as its last segment is that long."""
    before, end = points[-2], points[-1]
    far = distance(before, end)
    if not far or not by:
        return list(points)
    part = min(by, far * 0.9) / far
    return [*points[:-1], Point(end.x - (end.x - before.x) * part, end.y - (end.y - before.y) * part)]
