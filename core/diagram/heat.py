"""Heat: one question asked of every element, answered in three steps by a band around it.

The steps differ by the density of ties in the band (LOOK, section 7), so that a print in black and
white reads the same. The band lies outside the element and hides none of its words.
"""

from collections.abc import Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass
from typing import Literal

from core.diagram.display import Item, Mark, Rect, Shape, Stroke, Text
from core.diagram.geometry import Steps, bounds_of, box, circle, polyline, rounded, towards
from core.diagram.labels import SHAPE, WORDS, Obstruction
from core.diagram.line_badges import mark_on_line
from core.diagram.lod import FULL, NAMES, SHAPES
from core.diagram.metrics import width
from core.model import Id, Point

Step = Literal[0, 1, 2, 3]
"""How hot: 1 is mild, 3 is hot, 0 is not known. What is cool has no heat at all."""

SPOT = "heat"
"""The name of the spot that answers for the heat of an element."""

_WIDE = 7.0
FAR_WIDE = 12.0
"""How wide the heat of a line is below NAMES, in px."""

_TIES: dict[int, tuple[float, ...]] = {2: (1.5, 6.5), 3: (1.5, 2.5)}
"""Ties 8 px apart and 4 px apart."""

_ROLES = ("status.unknown.mark", "severity.low", "severity.medium", "severity.high")
_MARK = 16.0

_AWAY, _LETTERS = 2.0, 0.8
"""What the mark of a line keeps from its words, in px, and their height above the baseline, in sizes."""


@dataclass(frozen=True, slots=True)
class Heat:
    """How hot an element is; `stale` where the model has changed since that was found."""

    step: Step
    stale: bool = False


@dataclass(frozen=True, slots=True)
class Heats:
    """The heat of an item at each level: by itself, and below NAMES and SHAPES of all it is drawn for."""

    itself: Heat | None
    near: Heat | None
    far: Heat | None


def heats_on(item: Item, heats: Mapping[Id, Heat]) -> Heats | None:
    """What of these heats an item shows; None where it shows none at any scale."""
    itself, bundle = heats.get(item.element), item.bundle
    if bundle is None:
        return None if itself is None else Heats(itself, itself, itself)
    near, far = _worst(bundle.near, heats), _worst(bundle.far, heats)
    return None if itself is near is far is None else Heats(itself, near, far)


def _worst(lines: Iterable[Id], heats: Mapping[Id, Heat]) -> Heat | None:
    known = (heats[one] for one in lines if one in heats)
    return max(known, key=lambda heat: heat.step, default=None)


@dataclass(frozen=True, slots=True)
class HeatMarks:
    """What is drawn before the marks of an item and after them."""

    under: tuple[Mark, ...]
    over: tuple[Mark, ...]


def heat_marks(item: Item, heats: Heats, *, far: bool = False) -> HeatMarks:
    """The band around an item or along a line, and the mark with the number of the step.

    With `far`, only what is drawn below SHAPES: there the mark is not looked for a place.
    """
    body = () if heats.far is None else (*_far_body(item, heats.far.step),)
    if far:
        return HeatMarks(tuple(_far_way(item, heats)), body)
    number = () if heats.itself is None else _number(heat_square(item), heats.itself)
    return HeatMarks(tuple(_band(item, heats)), (*body, *number))


def heat_square(item: Item) -> Rect:
    """Where the mark of an item stands: at its top left corner, on a line itself, where it hides least."""
    if not item.is_line:
        area = bounds_of(item.outline)
        if _named_beyond(item) == "above":
            return Rect(area.x - 12, area.y - 5, _MARK, _MARK)
        return Rect(area.x - 6, area.y - 8, _MARK, _MARK)
    stands = [Obstruction(spot.area, WORDS) for spot in item.spots]
    marks = tuple(item.marks)
    stands += [Obstruction(area, WORDS) for area in (*_small(marks), *_written(marks))]
    stands += _bands(item.outline)
    return mark_on_line(item.outline, stands)


def far_role(heat: Heat) -> str:
    """The role of the colour that says the heat of a thing where nothing else of it is seen."""
    return _ROLES[heat.step]


def step_marks(area: Rect, step: Step) -> list[Mark]:
    """What a step looks like in a legend: a piece of its band."""
    middle = area.centre.y
    outline = polyline((Point(area.x, middle), Point(area.right, middle)))
    return _strokes(outline, step, area.height, 0.0, float("inf"))


def step_tag(area: Rect, step: Step) -> list[Mark]:
    """The tag with the number of a step in a legend, as things that are so hot wear it."""
    return _number(area, Heat(step))


def _bands(points: Sequence[Point]) -> Iterator[Obstruction]:
    """The borders from which a line comes and to which it goes, whose bands would hide the mark."""
    for end, after in ((points[0], points[1]), (points[-1], points[-2])):
        band = bounds_of((towards(end, after, -_MARK), towards(end, after, _WIDE)))
        wide, high = (0.0, _MARK) if band.width > band.height else (_MARK, 0.0)
        across = Rect(band.x - wide, band.y - high, band.width + 2 * wide, band.height + 2 * high)
        yield Obstruction(across, SHAPE)


def _small(marks: Iterable[Mark]) -> Iterator[Rect]:
    """The head of a line and the diamonds where it crosses borders, which the mark must leave to see."""
    for mark in marks:
        if isinstance(mark, Shape) and mark.fill is not None:
            area = bounds_of([point for step in mark.steps for point in step.points])
            if area.width <= _MARK and area.height <= _MARK:
                yield area.grown(1)


def _written(marks: Iterable[Mark]) -> Iterator[Rect]:
    """The letters along a line, at each scale at which its words have a place of their own."""
    for mark in marks:
        if isinstance(mark, Text) and not mark.screen_size:
            wide = min(width(mark.text, mark.size, mark.bold, mark.mono), mark.room)
            left = mark.x - {"left": 0.0, "centre": wide / 2, "right": wide}[mark.anchor]
            top = mark.baseline - _LETTERS * mark.size
            yield Rect(left - _AWAY, top, wide + 2 * _AWAY, mark.size)


def _band(item: Item, heats: Heats) -> Iterator[Mark]:
    if item.is_line:
        close = away = polyline(item.outline)
    else:
        close, away = _border(item, _WIDE / 2, 8), _border(item, FAR_WIDE / 2 - 1, 10)
    if heats.itself is not None:
        yield from _strokes(close, heats.itself.step, _WIDE, NAMES, float("inf"))
    if heats.near is not None:
        yield from _strokes(away, heats.near.step, FAR_WIDE, SHAPES, NAMES)
    yield from _far_way(item, heats)


def _border(item: Item, out: float, radius: float) -> Steps:
    """The way of a band so far out around a shape: open to where the name stands, if that is beyond it."""
    area = bounds_of(item.outline)
    around, beyond = area.grown(out), _named_beyond(item)
    if beyond == "above":
        corners = ((around.x, area.y), (around.x, around.bottom), (around.right, around.bottom))
        return polyline([Point(x, y) for x, y in (*corners, (around.right, area.y))])
    if beyond == "right":
        corners = ((area.right, around.y), (around.x, around.y), (around.x, around.bottom))
        return polyline([Point(x, y) for x, y in (*corners, (area.right, around.bottom))])
    return rounded(around, radius)


def _named_beyond(item: Item) -> Literal["above", "right", ""]:
    """On which side of a shape its name stands, as that of a bus does; nothing where it stands within."""
    area = bounds_of(item.outline)
    name = next((spot.area for spot in item.spots if spot.name == "name"), None)
    if name is None or item.is_line:
        return ""
    return "above" if name.bottom <= area.y else "right" if name.x >= area.right else ""


def _far_way(item: Item, heats: Heats) -> list[Mark]:
    """Far out, where no tie could be told from the next, the heat of a line is its colour."""
    if not item.is_line or heats.far is None:
        return []
    role = far_role(heats.far)
    return [Shape(polyline(item.outline), stroke=Stroke(role, FAR_WIDE), largest=SHAPES)]


def _far_body(item: Item, step: Step) -> list[Mark]:
    """Where a shape is one rectangle far out, its heat is the colour of that."""
    if item.is_line or item.layer == 0:
        return []
    return [Shape(box(bounds_of(item.outline)), _ROLES[step], largest=SHAPES)]


def _strokes(outline: Steps, step: Step, wide: float, smallest: float, largest: float) -> list[Mark]:
    def stroke(role: str, across: float, dash: tuple[float, ...] = ()) -> Shape:
        return Shape(outline, None, Stroke(role, across, dash), 0.0, smallest, largest)

    if step == 0:
        return [stroke("status.unknown.tint", wide), stroke("status.unknown.mark", 1.5, (3.0, 3.0))]
    role = _ROLES[step]
    found: list[Mark] = [stroke(role, wide), stroke("status.warn.tint", wide - 2)]
    if step in _TIES:
        found.append(stroke(role, wide, _TIES[step]))
    return found


def _number(square: Rect, heat: Heat) -> list[Mark]:
    """The number of the step on a tag, a question mark where it is not known, a clock where it is stale."""
    unknown = heat.step == 0
    role = _ROLES[heat.step]
    fill = role if heat.step == 3 else "surface.canvas"
    ring = Stroke(role, 1.5, (3.0, 2.3) if unknown else ())
    centre = square.centre
    found: list[Mark] = [
        Shape(rounded(square, square.height / 2 if unknown else 4), fill, ring, smallest=NAMES),
        Text(
            centre.x,
            centre.y + 3.6,
            "?" if unknown else str(heat.step),
            "status.unknown.text" if unknown else "severity.on" if heat.step == 3 else role,
            10,
            bold=True,
            anchor="centre",
            smallest=FULL,
        ),
    ]
    return [*found, *(_clock(square) if heat.stale else ())]


def _clock(square: Rect) -> list[Mark]:
    """A small clock at the left of a mark: what it says is stale."""
    centre = Point(square.x - 9, square.centre.y)
    hands = (Point(centre.x, centre.y - 4), centre, Point(centre.x + 3, centre.y))
    stroke = Stroke("status.warn.mark", 1.5)
    return [
        Shape(circle(centre, 6.5), "surface.canvas", stroke, smallest=NAMES),
        Shape(polyline(hands), stroke=stroke, smallest=FULL),
    ]
