"""The display list: what a drawing consists of, in words that a screen, a PDF and an SVG all know.

Lengths are px at scale 1, y grows downwards. Colours are role names of the theme tokens, never
values. A painter draws the items in order and, in each, the marks in order.
"""

from collections.abc import Sequence
from dataclasses import dataclass, field
from typing import Literal

from core.model import Id, Point


@dataclass(frozen=True, slots=True)
class Rect:
    """An upright rectangle."""

    x: float
    y: float
    width: float
    height: float

    @property
    def right(self) -> float:
        """The right edge."""
        return self.x + self.width

    @property
    def bottom(self) -> float:
        """The lower edge."""
        return self.y + self.height

    @property
    def centre(self) -> Point:
        """The middle."""
        return Point(self.x + self.width / 2, self.y + self.height / 2)

    def contains(self, point: Point) -> bool:
        """Whether the point is inside or on the edge."""
        return self.x <= point.x <= self.right and self.y <= point.y <= self.bottom

    def touches(self, other: "Rect") -> bool:
        """Whether the two share any area."""
        return (
            self.x < other.right and other.x < self.right and self.y < other.bottom and other.y < self.bottom
        )

    def grown(self, margin: float) -> "Rect":
        """The rectangle with a margin added on all sides."""
        return Rect(self.x - margin, self.y - margin, self.width + 2 * margin, self.height + 2 * margin)


@dataclass(frozen=True, slots=True)
class Step:
    """One step of an outline: move or line to the point, curve (cubic: two controls, end), or close."""

    verb: Literal["move", "line", "curve", "close"]
    points: tuple[Point, ...] = ()


@dataclass(frozen=True, slots=True)
class Stroke:
    """How a line is drawn; `dash` alternates the lengths of strokes and gaps."""

    role: str
    width: float = 1.0
    dash: tuple[float, ...] = ()


@dataclass(frozen=True, slots=True)
class Shape:
    """An outline, filled or stroked or both. `hatch` is the distance of diagonal lines, 0 for none."""

    steps: tuple[Step, ...]
    fill: str | None = None
    stroke: Stroke | None = None
    hatch: float = 0.0
    smallest: float = 0.0
    """The scale from which the mark is drawn."""
    largest: float = float("inf")
    """The scale below which the mark is drawn."""
    badge: bool = False
    """Whether it belongs to a badge, which is not seen while its element is dimmed."""


@dataclass(frozen=True, slots=True)
class Text:
    """One line of text in the shipped fonts; `x` is its left, centre or right by `anchor`."""

    x: float
    baseline: float
    text: str
    role: str
    size: float = 12.0
    bold: bool = False
    mono: bool = False
    anchor: Literal["left", "centre", "right"] = "left"
    smallest: float = 0.0
    largest: float = float("inf")
    screen_size: bool = False
    """Whether it keeps its size in px on the screen at every scale (zone titles far out)."""
    room: float = float("inf")
    """The width that it may take on the drawing; what is longer ends in "…"."""
    badge: bool = False


@dataclass(frozen=True, slots=True)
class Icon:
    """A glyph of the icon set, such as "mdi6.cube-outline", in the square at x, y."""

    name: str
    x: float
    y: float
    size: float
    role: str
    smallest: float = 0.0
    largest: float = float("inf")
    badge: bool = False


Mark = Shape | Text | Icon

_CAPITALS = 0.73
"""The height of a capital in the shipped fonts, in parts of the size."""


def visible(mark: Mark, scale: float) -> bool:
    """Whether a painter draws the mark at the scale; a document is painted at scale 1."""
    return mark.smallest <= scale < mark.largest


def text_size(text: Text, scale: float) -> float:
    """The size of a text on the drawing when it is seen at a scale."""
    return text.size / scale if text.screen_size else text.size


def text_baseline(text: Text, scale: float) -> float:
    """The baseline of a text at a scale; what keeps its size on the screen grows around its middle."""
    return text.baseline + (text_size(text, scale) - text.size) * _CAPITALS / 2


@dataclass(frozen=True, slots=True)
class Spot:
    """A part of an item that answers for itself: "name", "label", "threats", "verdict", "problem", ..."""

    name: str
    area: Rect


@dataclass(frozen=True, slots=True)
class Bundle:
    """The lines that a line is drawn for far out, itself among them; none where another is drawn for it."""

    near: tuple[Id, ...]
    """Below NAMES."""
    far: tuple[Id, ...]
    """Below SHAPES."""


@dataclass(frozen=True, slots=True)
class Item:
    """Everything drawn for one element.

    `outline` is the border of a shape, or the points of a line from source to target; it serves hit
    testing and selection. `layer` orders items: zones 0, containers 1, lines 2, shapes 3, ports 4; then
    `depth`, then `order`.
    Badges belong to the item of their element. `marks` is drawn at `opacity`, below 1 where dimmed.
    """

    element: Id
    layer: int
    bounds: Rect
    marks: Sequence[Mark]
    outline: tuple[Point, ...]
    is_line: bool = False
    spoken: str = ""
    """What a screen reader says: name, kind, zone, badges."""
    depth: int = 0
    """How many containers or zones are around it; orders items of one layer."""
    spots: tuple[Spot, ...] = ()
    opacity: float = 1.0
    parent: Id | None = None
    """The shape that it lies in or, for a port, sits on."""
    order: int = 0
    """What a person said about which of several items of the same layer and depth is in front."""
    bundle: Bundle | None = None
    """The lines that it is drawn for far out; None for itself alone at every scale."""


@dataclass(frozen=True, slots=True)
class Drawing:
    """A diagram ready to paint: its items from back to front, and the rectangle around all."""

    diagram: Id
    items: tuple[Item, ...]
    bounds: Rect
    working: object = field(default=None, compare=False, repr=False)
    """What `redraw` keeps from one drawing to the next; nothing that a painter needs."""
