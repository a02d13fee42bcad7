"""Locations of state machines: stadium, initial ring, urgent and committed letters, invariant, replay."""

from collections.abc import Iterable
from dataclasses import replace
from math import inf

from core.diagram.badge_places import on_top
from core.diagram.display import Item, Mark, Rect, Shape, Spot, Stroke, Text
from core.diagram.geometry import around, circle, corners, polyline, stadium
from core.diagram.kind_words import invariant_text
from core.diagram.lod import FULL, NAMES, NEAR_NAMES, SHAPES, size_from
from core.diagram.marks import badge_row, badges_of, difference_marks, spoken_badges
from core.diagram.metrics import elided, width
from core.diagram.overlay import Overlay
from core.diagram.shapes import (
    DIMMED,
    NAME_STEP,
    ROUND_END,
    border_of,
    far_marks,
    full_name,
    name_lines,
    name_marks,
    narrowed,
)
from core.ground.words import _
from core.model import Location, Point, Waiting

_HALO = 4.0
"""How wide the halo of the current location is, in px."""

_AIRY, _AROUND, _MIDDLE = 1.15, 1.25, 0.49
"""In parts of the size: what is between two baselines, what else two lines need, and where letters are."""

_RINGS = (
    (8.0, 10.0, FULL, inf),
    (9.5, size_from(NEAR_NAMES), NEAR_NAMES, FULL),
    (11.0, size_from(NAMES), NAMES, NEAR_NAMES),
)
"""Radius of the ring around that letter and the size of it, in px, from and to which scale."""

_LETTER_END = 30.0
"""What words leave free beside the letter of an urgent or committed location, in px."""


def location_item(
    location: Location, rect: Rect, depth: int, overlay: Overlay, taken: Iterable[Rect] = ()
) -> Item:
    """Everything drawn for a location; `taken` is what lies across its top border."""
    border = border_of(overlay)
    fill = f"diff.{overlay.difference}.tint" if overlay.difference else "node.fill"
    marks: list[Mark] = []
    if overlay.current:
        border, fill = Stroke("accent.mark", 2.0), "surface.selected"
        # A soft band that adjoins the border: a thin ring with a gap would say that it is initial.
        halo = Stroke("surface.selected", _HALO)
        marks.append(Shape(stadium(rect.grown(1 + _HALO / 2)), stroke=halo, smallest=SHAPES))
    body = rect
    if location.initial:
        marks.append(Shape(stadium(rect), "surface.canvas", border, smallest=SHAPES))
        body = rect.grown(-4)
    marks += [
        Shape(stadium(body), fill, border, smallest=SHAPES),
        *_words(location, rect, overlay),
        *far_marks(
            rect,
            overlay,
            location.name,
            narrowed(rect.grown(-4), ROUND_END),
            rounded_area=rect.grown(-4) if location.initial else rect,
        ),
        *_waiting(location, rect),
    ]
    badges, spots = badge_row(on_top(rect, len(badges_of(overlay)), taken), overlay)
    marks += [*badges, *difference_marks(rect, overlay, held=True)]
    state = {Waiting.URGENT: _("urgent"), Waiting.COMMITTED: _("committed")}.get(location.waiting, "")
    spoken = ", ".join(
        part
        for part in (
            location.name or _("unnamed"),
            _("initial location") if location.initial else _("location"),
            state,
            invariant_text(location),
            _("current") if overlay.current else "",
            spoken_badges(overlay),
        )
        if part
    )
    return Item(
        location.id,
        3,
        around([rect, *(spot.area for spot in spots)]).grown(10),
        tuple(marks),
        corners(rect),
        False,
        spoken,
        depth,
        (*_spots(location, rect), *spots),
        DIMMED if overlay.dimmed else 1.0,
    )


def _words(location: Location, rect: Rect, overlay: Overlay) -> list[Mark]:
    name = location.name or _("unnamed")
    centre = rect.centre
    room = rect.width - 28
    # Two lines reach into the bend of the inner ring.
    round_end = ROUND_END + 5 if location.initial else ROUND_END + 1
    ends = round_end if location.waiting is Waiting.NORMAL else _LETTER_END
    lower = (len(name_lines(name, room)) - 1) * NAME_STEP / 2
    middle = centre.y + lower + (-3 if location.invariant else 4.4)
    inner = rect.grown(-4) if location.initial else rect
    whole = inner if location.waiting is Waiting.NORMAL else None
    marks = full_name(name, centre.x, middle, room, centred=True)
    far = name_marks(name, rect.x + ends, inner, ends, centred=True, rounded_area=whole)
    if location.invariant:
        words = elided(invariant_text(location), 11, room, mono=True)
        fault = bool(overlay.failing or "invariant" in overlay.faulty)
        marks += _invariant(words, Point(centre.x, middle + 16), 11, fault, FULL, inf)
        for low, high in ((NEAR_NAMES, FULL), (NAMES, NEAR_NAMES)):
            both = _both(location, narrowed(inner, ends), low, high, fault)
            if both:
                far = [*(mark for mark in far if mark.smallest != low), *both]
            elif fault:
                marks.append(_fault(Point(centre.x, middle + 16), width(words, 11, mono=True), low, high))
    return [*marks, *far]


def _both(location: Location, area: Rect, low: float, high: float, fault: bool) -> list[Mark]:
    """Name and invariant below full size, one above the other; nothing where they have no room for that."""
    size = size_from(low)
    name, invariant = location.name or _("unnamed"), invariant_text(location)
    wide = max(width(name, size, bold=True), width(invariant, size, mono=True))
    if wide > area.width or (1 + _AROUND) * size > area.height:
        return []
    step = min(_AIRY * size, area.height - _AROUND * size)
    x, y = area.centre.x, area.centre.y + (_MIDDLE * size - step) / 2
    upper = Text(x, y, name, "node.text", size, True, anchor="centre", smallest=low, largest=high)
    return [upper, *_invariant(invariant, Point(x, y + step), size, fault, low, high)]


def _invariant(words: str, middle: Point, size: float, fault: bool, low: float, high: float) -> list[Mark]:
    """An invariant around a point of its baseline, underlined where something is wrong with it."""
    text = Text(middle.x, middle.y, words, "syntax.quantity", size, mono=True, anchor="centre")
    found: list[Mark] = [replace(text, smallest=low, largest=high)]
    return [*found, _fault(middle, width(words, size, mono=True), low, high)] if fault else found


def _fault(middle: Point, wide: float, low: float, high: float) -> Mark:
    line = (Point(middle.x - wide / 2, middle.y + 3), Point(middle.x + wide / 2, middle.y + 3))
    return Shape(polyline(line), None, Stroke("status.error.mark", 2.0), 0.0, low, high)


def _waiting(location: Location, rect: Rect) -> list[Mark]:
    letter = {Waiting.URGENT: "U", Waiting.COMMITTED: "C"}.get(location.waiting)
    if letter is None:
        return []
    marks: list[Mark] = []
    for radius, size, low, high in _RINGS:
        middle = Point(rect.x + 18 - (radius - 8) / 3, rect.centre.y)
        ring = Stroke("node.border", 1.25)
        marks.append(Shape(circle(middle, radius), None, ring, smallest=low, largest=high))
        line = middle.y + size * 0.37
        text = Text(middle.x, line, letter, "node.text", size, bold=True, anchor="centre")
        marks.append(replace(text, smallest=low, largest=high))
    return marks


def _spots(location: Location, rect: Rect) -> tuple[Spot, ...]:
    centre = rect.centre
    if not location.invariant:
        return (Spot("name", Rect(rect.x + 14, centre.y - 10, rect.width - 28, 20)),)
    return (
        Spot("name", Rect(rect.x + 14, centre.y - 17, rect.width - 28, 18)),
        Spot("invariant", Rect(rect.x + 14, centre.y + 2, rect.width - 28, 16)),
    )
