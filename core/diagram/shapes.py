"""Shapes of system diagrams: outline, icon, name, kind line, badges, at every level of detail."""

from collections.abc import Iterable
from typing import Literal

from core.diagram.badge_places import on_top
from core.diagram.display import Icon, Item, Mark, Rect, Shape, Spot, Stroke, Text
from core.diagram.far_names import BASE, far_name, round_end
from core.diagram.geometry import Steps, around, box, corners, cut, drum, polygon, rounded, stadium
from core.diagram.icons import icon_of
from core.diagram.kind_words import kind_line
from core.diagram.later import Later
from core.diagram.lod import FAR, FULL, NAMES, NEAR_NAMES, SHAPES, size_from
from core.diagram.marks import badge_row, badges_of, difference_marks, spoken_badges, worst_role
from core.diagram.metrics import elided, width, wrapped
from core.diagram.overlay import Overlay
from core.diagram.places import Place
from core.diagram.sizes import ICON, ICON_LEFT, TEXT_LEFT
from core.ground.words import _
from core.model import (
    Actor,
    Asset,
    DataStore,
    Element,
    ExternalSystem,
    Point,
    Snapshot,
    name_of,
)
from core.model.zoning import innermost

DIMMED = 0.38

_ABOVE, _BELOW = 0.76, 0.24
"""How far letters reach above and below their baseline, in parts of the size."""

ROUND_END = 14.0
"""What words leave free at a round end, in px."""

NAME_STEP = 14.0
"""Between the baselines of the two lines of a name at full size, in px."""

_PORTED = 9.0
"""What words leave free there for a port on the border, where the end itself needs less, in px."""

_FREE = 2.0
"""What two lines of a name leave free above and below at least, in px."""

_AIRY = 6.0
"""What they leave free by moving closer together, as far as `_CLOSE`, in parts of the size."""

_CLOSE = 1.05

_DOT = 16.0
"""How far from the right end the status dot begins, in px."""


def shape_item(
    snapshot: Snapshot,
    element: Element,
    place: Place,
    depth: int,
    overlay: Overlay,
    taken: Iterable[Rect] = (),
) -> Item:
    """Everything drawn for a component, data store, actor, external system or asset.

    `taken` is what lies across its top border, where its badges have no place.
    """
    rect = place.rect
    badges = badges_of(overlay)
    squares = tuple(on_top(rect, len(badges), taken)) if badges else ()
    spots = [Spot(badge.name, square) for badge, square in zip(badges, squares, strict=True)]
    kind = kind_line(snapshot, element)
    return Item(
        element.id,
        1 if place.holds else 3,
        around([rect, *squares]).grown(10),
        Later(shape_marks, (element, kind, rect, place.holds, overlay, squares)),
        corners(rect),
        False,
        spoken(snapshot, element, overlay),
        depth,
        (Spot("name", _name_area(element, rect, holds=place.holds)), *spots),
        DIMMED if overlay.dimmed else 1.0,
    )


def shape_marks(
    element: Element,
    kind: str,
    rect: Rect,
    holds: bool,
    overlay: Overlay,
    squares: tuple[Rect, ...],
    *,
    far: bool,
) -> list[Mark]:
    """The marks of a shape; `kind` is the line below its name, `squares` where its badges sit."""
    marks: list[Mark] = []
    if holds or not far:
        marks += _body(element, rect, overlay, holds=holds)
    if holds:
        marks += _head(kind, element, rect)
        marks += far_container_marks(rect, overlay)
    else:
        if not far:
            marks += _words(kind, element, rect)
        ends = ROUND_END if isinstance(element, Actor) else 4.0
        area = narrowed(_for_name(element, rect), ends)
        marks += far_marks(
            rect,
            overlay,
            "" if far else element.name,
            area,
            rounded_area=rect if isinstance(element, Actor) else None,
        )
    badges, _spots = badge_row(squares, overlay)
    return [*marks, *badges, *difference_marks(rect, overlay, held=True)]


def spoken(snapshot: Snapshot, element: Element, overlay: Overlay) -> str:
    """Name, kind, the innermost that it lies in and badges in words."""
    holder = innermost(snapshot, element)
    where = _("in {zone}").format(zone=name_of(snapshot, holder.id)) if holder else ""
    parts = (element.name or _("unnamed"), kind_line(snapshot, element), where, spoken_badges(overlay))
    return ", ".join(part for part in parts if part)


def full_name(
    name: str, x: float, last: float, room: float, role: str = "node.text", *, centred: bool = False
) -> list[Mark]:
    """A name at full size, in two lines where one is too narrow; the last one stands on `last`."""
    lines = name_lines(name, room)
    anchor: Literal["left", "centre"] = "centre" if centred else "left"
    first = last - (len(lines) - 1) * NAME_STEP
    return [
        Text(x, first + row * NAME_STEP, words, role, 12, bold=True, anchor=anchor, smallest=FULL)
        for row, words in enumerate(lines)
    ]


def name_lines(name: str, room: float) -> list[str]:
    """The lines of a name at full size."""
    return wrapped(name, 12, room, 2, bold=True) or [name]


def name_marks(
    name: str,
    left: float,
    rect: Rect,
    right: float,
    role: str = "node.text",
    *,
    centred: bool = False,
    far_left: float | None = None,
    rounded_area: Rect | None = None,
) -> list[Mark]:
    """A name below full size: at least 10 px on the screen, in two lines where one is too narrow.

    `rect` is what the words have for themselves. Further out they begin at `far_left`, where the icon was.
    Before one line is broken or elided it may reach into the round ends of a `rounded_area`.
    """
    found: list[Mark] = []
    for low, high in ((NEAR_NAMES, FULL), (NAMES, NEAR_NAMES)):
        x = far_left if far_left is not None and low == NAMES else left
        room = rect.right - right - x
        size = size_from(low)
        if rounded_area is not None and (centred or low == NAMES):
            wider = rounded_area.width - 2 * max(round_end(rounded_area, size), _PORTED)
            if room < width(name, size, bold=True) <= wider:
                x, room = rounded_area.centre.x - wider / 2, wider
        left_over = rect.height - size * (_ABOVE + _BELOW)
        step = max(min(size * 1.2, left_over - 2 * _AIRY), size * _CLOSE)
        lines = wrapped(name, size, room, 2 if step <= left_over - 2 * _FREE else 1, bold=True)
        first = rect.centre.y + size * BASE
        if len(lines) > 1:
            first = rect.centre.y + (size * (_ABOVE - _BELOW) - step) / 2
        for row, words in enumerate(lines):
            found.append(
                Text(
                    x + room / 2 if centred else x,
                    first + row * step,
                    words,
                    role,
                    size,
                    bold=True,
                    anchor="centre" if centred else "left",
                    smallest=low,
                    largest=high,
                )
            )
    return found


def far_marks(
    rect: Rect,
    overlay: Overlay,
    name: str = "",
    area: Rect | None = None,
    *,
    rounded_area: Rect | None = None,
) -> list[Mark]:
    """What is left of a shape far out: a status dot, a name, at last one rectangle with a notch.

    `area` is what the name has for itself, inside a `rounded_area` where the shape has round ends.
    """
    worst = worst_role(overlay)
    found: list[Mark] = [Shape(box(rect), worst or "node.border", largest=SHAPES)]
    area = area or narrowed(rect, 4.0)
    if worst is not None:
        area = Rect(area.x, area.y, min(area.right, rect.right - _DOT - 2) - area.x, area.height)
    bare = None if worst is not None else rounded_area
    found += far_name(name, area, round_ends=rounded_area is not None, rounded_area=bare)
    if worst is not None:
        dot = Rect(rect.right - _DOT, rect.y + 4, 12, 12)
        found.append(Shape(rounded(dot, 6), worst, smallest=SHAPES, largest=NAMES, badge=True))
        notch = (
            Point(rect.right - 24, rect.y),
            Point(rect.right, rect.y),
            Point(rect.right, rect.y + 24),
        )
        found.append(Shape(polygon(notch), "surface.canvas", largest=SHAPES, badge=True))
    return found


def far_container_marks(rect: Rect, overlay: Overlay) -> list[Mark]:
    """What is left of a container far out: a border in the colour of the worst, around what it holds."""
    worst = worst_role(overlay)
    if worst is None:
        return []
    return [Shape(box(rect.grown(-3)), stroke=Stroke(worst, 8.0), largest=SHAPES, badge=True)]


def narrowed(rect: Rect, ends: float) -> Rect:
    """The rectangle without so much at its left and right end."""
    return Rect(rect.x + ends, rect.y, rect.width - 2 * ends, rect.height)


def border_of(overlay: Overlay, role: str = "node.border") -> Stroke:
    """The border of a shape: dashed in the accent while proposed, red on an attack path."""
    if overlay.proposed:
        return Stroke("ghost.border", 1.5, (5.0, 3.0))
    if overlay.on_path:
        return Stroke("edge.path", 2.0)
    return Stroke(role, 1.25)


def _body(element: Element, rect: Rect, overlay: Overlay, holds: bool) -> list[Mark]:
    fill = "node.fill"
    if overlay.difference is not None:
        fill = f"diff.{overlay.difference}.tint"
    elif isinstance(element, ExternalSystem):
        fill = "node.external.fill"
    border = border_of(overlay)
    if holds:
        return [
            Shape(rounded(rect, 6), fill, border),
        ]
    outline: Steps
    extra: list[Mark] = []
    if isinstance(element, Actor):
        outline = stadium(rect)
    elif isinstance(element, ExternalSystem):
        outline = box(rect)
        extra = [Shape(box(rect.grown(-3)), stroke=Stroke(border.role, 1.0, border.dash), smallest=NAMES)]
    elif isinstance(element, DataStore):
        outline, lid = drum(rect)
        extra = [Shape(lid, stroke=border, smallest=NAMES)]
    elif isinstance(element, Asset):
        outline = cut(rect, 10, left_only=True)
    else:
        outline = rounded(rect, 6)
    return [
        Shape(outline, fill, border, smallest=SHAPES),
        *extra,
    ]


def _words(kind: str, element: Element, rect: Rect) -> list[Mark]:
    left, right = _inner(element)
    lower = 3.0 if isinstance(element, DataStore) else 0.0
    room = rect.width - left - right + 1
    middle = rect.centre.y + lower
    name = element.name or _("unnamed")
    icon_left = rect.x + left - TEXT_LEFT + ICON_LEFT
    role = "node.text" if element.name else "node.subtext"
    last, below = (middle - 3, middle + 13) if len(name_lines(name, room)) == 1 else (middle + 4, middle + 18)
    return [
        Icon(
            icon_of(element),
            icon_left,
            middle - ICON / 2,
            ICON,
            "text.secondary",
            smallest=NEAR_NAMES if isinstance(element, Actor) else NAMES,
        ),
        *full_name(name, rect.x + left, last, room, role),
        Text(rect.x + left, below, elided(kind, 11, room), "node.subtext", 11, smallest=FULL),
        *name_marks(
            name,
            rect.x + left,
            _for_name(element, rect),
            right,
            role,
            far_left=rect.x + 16 if isinstance(element, Actor) else None,
            rounded_area=rect if isinstance(element, Actor) else None,
        ),
    ]


def _for_name(element: Element, rect: Rect) -> Rect:
    """What a name has for itself: inside the second border, below the lid."""
    if isinstance(element, DataStore):
        return Rect(rect.x, rect.y + 10, rect.width, rect.height - 10)
    return rect.grown(-3) if isinstance(element, ExternalSystem) else rect


def _head(kind: str, element: Element, rect: Rect) -> list[Mark]:
    """The name of a container, at its top left."""
    name = element.name or _("unnamed")
    room = rect.width - 24 - 22
    lines = name_lines(name, room)
    taken = width(name, 12, bold=True) + 8
    return [
        Icon(icon_of(element), rect.x + 10, rect.y + 9, 16, "text.secondary", smallest=NAMES),
        *full_name(name, rect.x + 32, rect.y + (21 if len(lines) == 1 else 34), room),
        *(
            [
                Text(
                    rect.x + 32 + taken,
                    rect.y + 21,
                    elided(kind, 11, room - taken),
                    "node.subtext",
                    11,
                    smallest=FULL,
                )
            ]
            if room - taken > 40
            else []
        ),
        Text(
            rect.x + 32,
            rect.y + 21,
            name,
            "node.text",
            11,
            bold=True,
            smallest=FAR,
            largest=FULL,
            screen_size=True,
            room=room,
        ),
    ]


def container_head(name: str, rect: Rect) -> Rect:
    """Where icon and name of a container stand, which no line crosses."""
    room = rect.width - 46
    lines = name_lines(name or _("unnamed"), room)
    wide = max(width(line, 12, bold=True) for line in lines)
    return Rect(rect.x + 8, rect.y + 6, min(wide + 28, rect.width - 16), 10 + NAME_STEP * len(lines))


def container_kind(name: str, kind: str, rect: Rect) -> Rect | None:
    """Where the kind of a container is written behind its name; None where it has no room."""
    room = rect.width - 46
    taken = width(name or _("unnamed"), 12, bold=True) + 8
    if not kind or room - taken <= 40:
        return None
    wide = width(elided(kind, 11, room - taken), 11)
    return Rect(rect.x + 32 + taken, rect.y + 6, wide, 10 + NAME_STEP)


def _name_area(element: Element, rect: Rect, holds: bool) -> Rect:
    if holds:
        return Rect(rect.x + 28, rect.y + 7, max(rect.width - 40, 40), 20)
    left, right = _inner(element)
    high = 20.0
    return Rect(rect.x + left - 4, rect.centre.y - high + 3, rect.width - left - right + 8, high)


def _inner(element: Element) -> tuple[float, float]:
    """Left and right margin of the words."""
    if isinstance(element, Actor):
        return TEXT_LEFT + 6, 14.0
    if isinstance(element, ExternalSystem):
        return TEXT_LEFT + 2, 12.0
    return TEXT_LEFT, 8.0
