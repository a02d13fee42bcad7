"""Lines as they are drawn: what they say without colour, their words, heads and crossings."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from core.diagram.crossings import Crossing, conduit_band, crossing_marks
from core.diagram.display import Bundle, Item, Mark, Rect, Shape, Spot, Stroke, Text
from core.diagram.geometry import (
    along,
    around,
    bent,
    bounds_of,
    circle,
    distance,
    length,
    polygon,
    polyline,
)
from core.diagram.labels import Label, LeftOut
from core.diagram.later import Later
from core.diagram.lod import FULL, NAMES, NEAR_NAMES, SHAPES, TIMING, size_from
from core.diagram.marks import badge_row, badges_of, difference_marks
from core.diagram.metrics import width
from core.diagram.overlay import Overlay
from core.model import Id, Point, Truth

BEND_RADIUS = 6.0
HEAD = 11.0
HALF_HEAD = 4.6
PORT = 8.0
TEXT = 11.0
LINE_HEIGHT = 15.0

DIMMED = 0.38

_TAG_AWAY = 16.0
"""How far from its beginning a line bears its tag."""

_FAR_LEVELS = {NEAR_NAMES: FULL, NAMES: NEAR_NAMES}
"""The scales from which to which short words have a size of their own."""

OTHER_LEVELS = (*_FAR_LEVELS, TIMING)
"""The scales from which on a line can have other words than at full size."""

_FAR_HEIGHT = 1.2
_BASELINE = 11.5

_FACTS = {"syntax.trigger": "guard", "syntax.response": "update"}
"""Which expression of an edge the words in the colour of a role are."""


@dataclass(frozen=True, slots=True)
class Words:
    """One line of a label: its parts, each bold or not, in the colour of a role."""

    parts: tuple[tuple[str, bool], ...]
    role: str = "edge.label"
    mono: bool = False

    def width(self, size: float = TEXT) -> float:
        """The width of the line in px."""
        return sum(width(text, size, bold, self.mono) for text, bold in self.parts)


@dataclass(frozen=True, slots=True)
class Manner:
    """How a line looks, whatever it stands for.

    `encrypted` draws a tunnel, a line or dashes; `head` is filled, hollow or open, or None for no
    head. `words` are its label, `far_words` what is left of it below full size, `more` what joins
    it when the drawing is enlarged.
    """

    role: str = "edge.line"
    width: float = 1.5
    dash: tuple[float, ...] = ()
    encrypted: Truth = Truth.NO
    head: Truth | None = None
    words: tuple[Words, ...] = ()
    far_words: str = ""
    more: str = ""
    conduit: bool = False

    def written(self, left_out: LeftOut = "nothing") -> tuple[Words, ...]:
        """The lines of the label, or what stands for them where there is less room."""
        if left_out == "nothing":
            return self.words
        short = f"{self.far_words} …" if left_out == "some" and self.far_words else "…"
        return (Words(((short, True),)),)

    def label_size(self, left_out: LeftOut = "nothing") -> tuple[float, float]:
        """Width and height of the label."""
        lines = self.written(left_out)
        return max(words.width() for words in lines), LINE_HEIGHT * len(lines)

    def other_sizes(self) -> list[tuple[float, float, float]]:
        """The scales from which on there are other words, the short or the longer ones, with their size."""
        found = []
        if self.far_words:
            sizes = ((low, size_from(low)) for low in _FAR_LEVELS)
            found = [(low, width(self.far_words, size, bold=True), size * _FAR_HEIGHT) for low, size in sizes]
        if self.more and self.words:
            found.append((TIMING, self.longer().width(), self.label_size()[1]))
        return found

    def longer(self) -> Words:
        """The first line of the label with what joins it when the drawing is enlarged."""
        first = self.words[0]
        return Words((*first.parts, (f"  {self.more}", False)), first.role, first.mono)


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
        return _far_run(points, role, dash, BEHIND, course.zones)
    marks: list[Mark] = []
    if manner.conduit:
        marks += conduit_band(points, course.crossings)
    marks += _run(points, manner, role, wide, dash, course.tip)
    marks += _far_run(points, role, dash, course.siblings, course.zones)
    marks += _head(points, manner.head, role, course.tip)
    leads = course.siblings.leads
    marks += [mark for crossing in course.crossings for mark in crossing_marks(crossing, leads)]
    if course.label is not None and manner.words:
        marks += _label_marks(manner, course.label, overlay.faulty)
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
    points: Sequence[Point], manner: Manner, role: str, wide: float, dash: tuple[float, ...], tip: float
) -> list[Mark]:
    """The line itself, shortened to the base of its head."""
    head = 0.0 if manner.head is None else tip + (HEAD - 1 if manner.head is not Truth.UNKNOWN else 0.5)
    steps = bent(_shortened(points, head), BEND_RADIUS)
    if manner.encrypted is Truth.YES:
        return [
            Shape(steps, stroke=Stroke(role, wide + 3.0), smallest=NAMES),
            Shape(steps, stroke=Stroke("surface.canvas", wide + 0.7), smallest=NAMES),
        ]
    return [Shape(steps, stroke=Stroke(role, wide, dash or _dash(manner)), smallest=NAMES)]


def _far_run(
    points: Sequence[Point], role: str, dash: tuple[float, ...], siblings: Group, zones: Group
) -> list[Mark]:
    """Below 60 % parallel lines run as one, below 35 % all between two zones do; with their number."""
    marks: list[Mark] = []
    if not siblings.leads and not zones.leads:
        return marks
    centre = along(points, length(points) / 2)
    for group, wide, smallest, largest in (
        (siblings, 2.0, SHAPES, NAMES),
        (zones, 4.0, 0.0, SHAPES),
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


def _head(points: Sequence[Point], head: Truth | None, role: str, tip: float) -> list[Mark]:
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


def _label_marks(manner: Manner, label: Label, faulty: Collection[str] = ()) -> list[Mark]:
    """The words of a line; a guard or update in which something is wrong is underlined."""
    marks: list[Mark] = []
    others = dict(label.others)
    longer = others.pop(TIMING, None)
    faults = {_FACTS[words.role] for words in manner.words if words.role in _FACTS} & set(faulty)
    for row, words in enumerate(manner.written(label.left_out)):
        baseline = label.area.y + _BASELINE + row * LINE_HEIGHT
        close = TIMING if longer is not None and not row else float("inf")
        left = _left(label, words.width())
        marks += _line_of_text(words, left, baseline, FULL, close)
        if faults and (label.left_out != "nothing" or _FACTS.get(words.role) in faults):
            under = (Point(left, baseline + 3), Point(left + words.width(), baseline + 3))
            marks.append(Shape(polyline(under), stroke=Stroke("status.error.mark", 2.0), smallest=FULL))
    if longer is not None:
        marks += _line_of_text(manner.longer(), longer.x, longer.y + _BASELINE, TIMING, float("inf"))
    for low, area in others.items():
        size, high = size_from(low), _FAR_LEVELS[low]
        baseline = area.centre.y + size * 0.36
        marks.append(
            Text(
                area.x, baseline, manner.far_words, "edge.label", size, bold=True, smallest=low, largest=high
            )
        )
    return marks


def _line_of_text(words: Words, x: float, baseline: float, smallest: float, largest: float) -> list[Mark]:
    marks: list[Mark] = []
    for text, bold in words.parts:
        marks.append(Text(x, baseline, text, words.role, TEXT, bold, words.mono, "left", smallest, largest))
        x += width(text, TEXT, bold, words.mono)
    return marks


def _left(label: Label, wide: float) -> float:
    if label.aligned == "centre":
        return label.area.centre.x - wide / 2
    return label.area.x if label.aligned == "left" else label.area.right - wide


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
