"""What sits on the border of a shape: ports, and the interfaces of a device as sockets or lollipops."""

from collections.abc import Sequence

from core.diagram.anchors import Anchor
from core.diagram.badge_places import SIZE as BADGE
from core.diagram.badge_places import STEP
from core.diagram.display import Item, Mark, Rect, Shape, Spot, Stroke, Text
from core.diagram.geometry import OUTWARD, around, box, circle, corners, polyline
from core.diagram.kind_words import kind_word
from core.diagram.lod import FULL, NAMES
from core.diagram.marks import badge_row, badges_of, difference_marks, spoken_badges
from core.diagram.metrics import elided, width
from core.diagram.overlay import Overlay
from core.diagram.shapes import DIMMED
from core.ground.words import _
from core.model import Direction, HardwareInterface, InterfaceType, Point, Port, Side, Truth

SIZE = 8.0
LOLLIPOPS = (
    InterfaceType.DEBUG,
    InterfaceType.USB,
    InterfaceType.RADIO,
    InterfaceType.MEMORY_CARD,
    InterfaceType.UNKNOWN,
)
"""Interfaces at which somebody may plug in or listen: they stand out from the border, with their names.

One of which nobody said what it is may be such a one.
"""

_STICK = 12.0
_KNOB = 5.0

_WIDEST = 200.0
"""What a name beside a border takes at most, in px."""


def port_square(anchor: Anchor) -> Rect:
    """The square of a port on its border."""
    return Rect(anchor.point.x - SIZE / 2, anchor.point.y - SIZE / 2, SIZE, SIZE)


def port_item(port: Port, anchor: Anchor, depth: int, overlay: Overlay) -> Item:
    """A port: hollow in, filled out, half filled both."""
    square = port_square(anchor)
    border = Stroke("port.border", 1.25)
    marks: list[Mark] = [Shape(box(square), "port.fill", border, smallest=NAMES)]
    if port.direction is Direction.OUT:
        marks = [Shape(box(square), "port.border", border, smallest=NAMES)]
    elif port.direction is Direction.BOTH:
        marks.append(Shape(box(_outer_half(square, anchor.side)), "port.border", smallest=NAMES))
    marks += difference_marks(square, overlay)
    words = {Direction.IN: _("in"), Direction.OUT: _("out"), Direction.BOTH: _("in and out")}
    spoken = ", ".join(
        part
        for part in (port.name or _("unnamed"), _("port"), words[port.direction], spoken_badges(overlay))
        if part
    )
    return Item(
        port.id,
        4,
        square.grown(2),
        tuple(marks),
        corners(square),
        False,
        spoken,
        depth,
        (),
        DIMMED if overlay.dimmed else 1.0,
    )


def interface_item(interface: HardwareInterface, anchor: Anchor, depth: int, overlay: Overlay) -> Item:
    """An interface: a lollipop where something can or may be plugged in or received, else a socket."""
    if interface.interface in LOLLIPOPS:
        marks, area, spots = _lollipop(interface, anchor, overlay)
    else:
        area = port_square(anchor)
        spots = []
        marks = [Shape(box(area), "port.fill", Stroke("port.border", 1.25), smallest=NAMES)]
    marks += difference_marks(area, overlay)
    spoken = ", ".join(
        part
        for part in (
            interface.name or _("unnamed"),
            kind_word(interface),
            _openness(interface),
            spoken_badges(overlay),
        )
        if part
    )
    return Item(
        interface.id,
        4,
        around([area, *(spot.area for spot in spots)]).grown(4),
        tuple(marks),
        corners(area),
        False,
        spoken,
        depth,
        tuple(spots),
        DIMMED if overlay.dimmed else 1.0,
    )


def interface_name(interface: HardwareInterface) -> str:
    """The name of an interface as far as it is written."""
    return elided(interface.name, 11, _WIDEST)


def is_open(interface: HardwareInterface) -> Truth:
    """Whether somebody at the device gets in: enabled and asking for nothing."""
    return interface.enabled & ~interface.authenticated


def _openness(interface: HardwareInterface) -> str:
    return {Truth.YES: _("open"), Truth.NO: _("closed"), Truth.UNKNOWN: _("open ?")}[is_open(interface)]


def _lollipop(
    interface: HardwareInterface, anchor: Anchor, overlay: Overlay
) -> tuple[list[Mark], Rect, list[Spot]]:
    dx, dy = OUTWARD[anchor.side]
    start = anchor.point
    end = Point(start.x + dx * _STICK, start.y + dy * _STICK)
    knob = Point(end.x + dx * _KNOB, end.y + dy * _KNOB)
    state = is_open(interface)
    role = "status.warn.mark" if state is Truth.YES else "node.border"
    dash = (2.0, 2.0) if state is Truth.UNKNOWN else ()
    name = interface_name(interface) + (" ?" if state is Truth.UNKNOWN else "")
    squares = beside_knob(knob, anchor.side, len(badges_of(overlay)))
    role_of_name = "status.warn.text" if state is Truth.YES else "text.secondary"
    text = _beside(knob, anchor.side, name, role_of_name, squares)
    marks: list[Mark] = [
        Shape(polyline((start, end)), stroke=Stroke(role, 1.5), smallest=NAMES),
        Shape(circle(knob, _KNOB), "surface.canvas", Stroke(role, 1.5, dash), smallest=NAMES),
        text,
    ]
    area = around([Rect(start.x, start.y, 0, 0), Rect(knob.x - 6, knob.y - 6, 12, 12)])
    wide = width(name, 11)
    left = text.x - (wide if text.anchor == "right" else wide / 2 if text.anchor == "centre" else 0)
    spots = [Spot("name", Rect(left, text.baseline - 11, wide, 14))]
    badges, badge_spots = badge_row(squares, overlay)
    return [*marks, *badges], area, [*spots, *badge_spots]


def beside_knob(knob: Point, side: Side, count: int) -> list[Rect]:
    """Squares of badges at the knob of a lollipop, clear of its name, so that they are by it far out too."""
    way = -1 if side is Side.LEFT else 1
    first = knob.x + way * (_KNOB + 3 + BADGE / 2)
    y = knob.y - BADGE / 2 + {Side.TOP: 2, Side.BOTTOM: -2}.get(side, 0)
    return [Rect(first + way * place * STEP - BADGE / 2, y, BADGE, BADGE) for place in range(count)]


def _beside(knob: Point, side: Side, name: str, role: str, badges: Sequence[Rect]) -> Text:
    """The name of an interface behind its knob and the badges there, or above or below it."""
    if side is Side.LEFT:
        x = min([knob.x - _KNOB, *(badge.x for badge in badges)]) - 5
        return Text(x, knob.y + 4, name, role, 11, anchor="right", smallest=FULL)
    if side is Side.RIGHT:
        x = max([knob.x + _KNOB, *(badge.right for badge in badges)]) + 5
        return Text(x, knob.y + 4, name, role, 11, smallest=FULL)
    baseline = knob.y + _KNOB + 13 if side is Side.BOTTOM else knob.y - _KNOB - 5
    return Text(knob.x, baseline, name, role, 11, anchor="centre", smallest=FULL)


def _outer_half(square: Rect, side: Side) -> Rect:
    half = SIZE / 2
    if side is Side.LEFT:
        return Rect(square.x, square.y, half, SIZE)
    if side is Side.RIGHT:
        return Rect(square.x + half, square.y, half, SIZE)
    return Rect(square.x, square.y + (0 if side is Side.TOP else half), SIZE, half)
