"""Zones as they are drawn: the border, the title at the top left, the level badge at the top right."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from itertools import pairwise, product

from core.diagram.display import Item, Mark, Rect, Shape, Spot, Stroke, Text
from core.diagram.geometry import box, circle, corners, rounded
from core.diagram.kind_words import zone_title
from core.diagram.lod import FULL, LEAST, NAMES, NEAR_NAMES, SHAPES, SLACK
from core.diagram.marks import difference_marks, spoken_badges
from core.diagram.metrics import elided, width
from core.diagram.overlay import Overlay
from core.diagram.shapes import DIMMED
from core.ground.words import _
from core.model import Level, Zone

RADIUS = 8.0
_PIP = 6.0
_PIP_STEP = 9.0
_TITLE = 11.0
_LEFT = 12.0
_NEAR = 6.0
"""What a name that is alone from far leaves free at least on either hand, in px."""


_TITLE_LEVELS = (SHAPES, 0.38, 0.42, 0.5, NAMES, NEAR_NAMES, FULL)
"""Between these scales a title has one place: it grows against the drawing as that gets smaller."""

_CLEAR = 4.0
"""What a title keeps from a line behind it below full size, in px, and half of what it keeps before it."""

_FAR_HIGH, _FAR_WIDE = 16.0, 48.0
"""What a title takes at least far out, in px on the screen."""

_LEVEL_ROOM = {Level.NONE: 0.0, Level.EXTERNAL: 0.0, Level.DMZ: 79.0, Level.SAFETY: 153.0}
_LEVEL_ROOM_ELSE = 67.0
"""What the level takes behind the name of a zone in whatever language, in px; a test holds both."""

_STATED_ROOM, _UNSTATED_ROOM = 108.0, 106.0
"""What a level badge takes in whatever language, in px: with its pips, and where no level is stated."""


@dataclass(frozen=True, slots=True)
class Badge:
    """The words and the four pips of a zone's security level, and the area they take."""

    words: str
    pips: tuple[str, ...]
    area: Rect


def zone_family(zone: Zone) -> str:
    """The roles that colour the zone, such as "zone.level1"; the hue carries no meaning."""
    return {
        Level.NONE: "zone.level4",
        Level.EXTERNAL: "zone.external",
        Level.DMZ: "zone.dmz",
        Level.SAFETY: "zone.safety",
    }.get(zone.level, f"zone.{zone.level.value.replace(' ', '')}")


def zone_badge(zone: Zone, rect: Rect, overlay: Overlay) -> Badge:
    """The level badge of a zone drawn in `rect`."""
    words, pips = _level(zone, overlay)
    wide = width(words, _TITLE, bold=bool(pips)) + (6 + 4 * _PIP_STEP if pips else 0)
    return Badge(words, pips, Rect(rect.right - 12 - wide, rect.y + 6, wide, 16))


def zone_title_area(zone: Zone, rect: Rect, badge: Badge) -> Rect:
    """Where the title of the zone stands."""
    room = max(badge.area.x - rect.x - 24, 24.0)
    return Rect(rect.x + _LEFT, rect.y + 6, min(width(zone_title(zone), _TITLE, bold=True), room), 16)


def zone_reserved(zone: Zone, rect: Rect) -> tuple[Rect, Rect]:
    """What lines leave free for the title and for the badge: the same in every language, enough for each."""
    wide = _UNSTATED_ROOM if zone.target_level is None else _STATED_ROOM
    level = Rect(rect.right - 12 - wide, rect.y + 6, wide, 16)
    title = width(zone.name, _TITLE, bold=True) + _LEVEL_ROOM.get(zone.level, _LEVEL_ROOM_ELSE)
    room = max(level.x - rect.x - 24, 24.0)
    return Rect(rect.x + _LEFT, rect.y + 6, min(title, room), 16), level


def title_band(rect: Rect) -> Rect:
    """Where the title of a zone can reach when it is seen from far."""
    return Rect(rect.x + _LEFT, rect.y + 2, max(rect.width - _LEFT, 0.0), 30.0)


def zone_item(
    zone: Zone,
    rect: Rect,
    depth: int,
    overlay: Overlay,
    lines: Sequence[Rect] = (),
    around: Rect | None = None,
) -> Item:
    """Everything drawn for a zone, which lies in the zone or shape `around`.

    `lines` are the parts of lines that run through its title band.
    """
    family = zone_family(zone)
    badge = zone_badge(zone, rect, overlay)
    title_area = zone_title_area(zone, rect, badge)
    stated = zone.target_level is not None
    border = Stroke(f"{family}.border", 1.25, () if stated else (6.0, 4.0))
    title, least = zone_title(zone), min(_title_from(rect, around), SHAPES)
    text_role = f"{family}.text"
    baseline = rect.y + 18
    marks: list[Mark] = [
        Shape(rounded(rect, RADIUS), f"{family}.fill", border),
        Text(
            title_area.x,
            baseline,
            elided(_shortened(zone, title_area.width + 1), _TITLE, title_area.width + 1, bold=True),
            text_role,
            _TITLE,
            bold=True,
            smallest=FULL,
        ),
        *_far_titles(zone, _title_rooms(title_area, _far_badge(badge, rect) - 4, lines), baseline, text_role),
        *_titles_from_far(zone, rect, lines, least, baseline, text_role),
        *_badge_marks(badge, text_role, f"{family}.border", baseline),
        *difference_marks(rect, overlay),
    ]
    spoken = ", ".join(part for part in (title, _("zone"), badge.words, spoken_badges(overlay)) if part)
    spots = (Spot("name", title_area), Spot("level", badge.area))
    opacity = DIMMED if overlay.dimmed else 1.0
    return Item(zone.id, 0, rect.grown(1), tuple(marks), corners(rect), False, spoken, depth, spots, opacity)


def _far_badge(badge: Badge, rect: Rect) -> float:
    """Where a badge begins below full size: there are its pips alone, and of no stated level nothing."""
    return badge.area.right - 4 * _PIP_STEP if badge.pips else rect.right


def _title_rooms(area: Rect, end: float, lines: Iterable[Rect]) -> list[tuple[float, float]]:
    """Where along its band the title has room up to `end`, each from and to: first where it stands at FULL.

    The others are those between lines.
    """
    gaps: list[tuple[float, float]] = []
    here, first = area.x, end
    for part in sorted(lines, key=lambda part: part.x):
        if part.height > part.width and part.x > area.x:
            first = min(first, part.x)
        gaps.append((here, min(part.x, end) - _CLEAR))
        here = max(here, part.right + 2 * _CLEAR)
    gaps.append((here, end - _CLEAR))
    home = (area.x, max(first - _CLEAR, area.x + 24.0))
    return [home, *(gap for gap in gaps if gap[1] > gap[0] > area.x)]


@dataclass(frozen=True, slots=True)
class _FarTitle:
    """What is written of a title below full size, from where, its room there, and its size on the screen."""

    words: str
    start: float
    room: float
    size: float = _TITLE


def _far_title(zone: Zone, rooms: Sequence[tuple[float, float]], scale: float) -> _FarTitle:
    """The title where the whole name has room: where it stands at FULL, in smaller letters, or between lines.

    The level is written only where both have room where the title stands at FULL.
    """
    start, end = rooms[0]
    words = _shortened(zone, (end - start) * scale)
    for among, size in product((rooms[:1], rooms[1:]), (_TITLE, LEAST)):
        wide = width(words, size, bold=True) / scale
        for start, end in among:
            if end - start >= wide:
                return _FarTitle(words, start, end - start, size)
    start, end = max(rooms, key=lambda room: room[1] - room[0])
    return _FarTitle(words, start, end - start, LEAST)


def _far_titles(zone: Zone, rooms: Sequence[tuple[float, float]], baseline: float, role: str) -> list[Mark]:
    """The title below full size, the smaller the further from where it stands at FULL if it must be."""
    marks: list[Mark] = []
    for low, high in pairwise(_TITLE_LEVELS):
        found = _far_title(zone, rooms, low * SLACK if low in (SHAPES, NAMES, NEAR_NAMES) else low)
        marks.append(
            Text(
                found.start,
                baseline,
                found.words,
                role,
                found.size,
                bold=True,
                smallest=low,
                largest=high,
                screen_size=True,
                room=found.room,
            )
        )
    return marks


def _titles_from_far(
    zone: Zone, rect: Rect, lines: Sequence[Rect], least: float, baseline: float, role: str
) -> list[Mark]:
    """The title where zones are all that is read: with its level, else the name alone, else in small letters.

    Each is said from the scale on from which it has room at its place or else between lines. Below all of
    them the name runs on behind these, and is cut where it has no room in the zone.
    """
    title, name = zone_title(zone), zone.name or zone_title(zone)
    whole = rect.x + _NEAR, rect.right - _NEAR
    rooms = _title_rooms(Rect(whole[0], rect.y, 0, 0), whole[1] + _CLEAR, lines)
    home, widest = rooms[0], max(rooms, key=lambda room: room[1] - room[0])
    # What is hardly longer elsewhere stays at its place as long as it has room there.
    among = [home] if home[1] - home[0] > (widest[1] - widest[0]) / 2 else [home, widest]
    said = [(words, size, *room) for words, size in ((title, _TITLE), (name, _TITLE)) for room in among]
    said += [(name, LEAST, *room) for room in (home, widest)]
    forms = [(words, size, start, max(end - start, 1.0)) for words, size, start, end in said]
    forms.append((name, LEAST, whole[0], max(whole[1] - whole[0], 1.0)))
    marks: list[Mark] = []
    upper = SHAPES
    for number, (words, size, x, room) in enumerate(forms):
        last = number == len(forms) - 1
        lower = least if last else max(width(words, size, bold=True) / room, least)
        if lower < upper:
            marks.append(
                Text(
                    x,
                    baseline,
                    words,
                    role,
                    size,
                    bold=True,
                    smallest=lower,
                    largest=upper,
                    screen_size=True,
                    room=room,
                )
            )
            upper = lower
    return marks


def _title_from(rect: Rect, around: Rect | None) -> float:
    """The scale from which on a title far out has room for itself: in its zone, and below that around it."""
    least = max(_FAR_HIGH / rect.height, _FAR_WIDE / max(rect.width - 24, 1.0))
    if around is not None and rect.y - around.y < _FAR_HIGH / least:
        least = max(least, _FAR_HIGH / max(rect.y - around.y, 1.0))
    return least


def _shortened(zone: Zone, room: float) -> str:
    """The title, without the level where that has no room: a whole name says more than both cut."""
    title = zone_title(zone)
    return zone.name if zone.name and width(title, _TITLE, bold=True) > room else title


def _level(zone: Zone, overlay: Overlay) -> tuple[str, tuple[str, ...]]:
    target, achieved = zone.target_level, overlay.achieved
    if target is None:
        return _("no SL stated"), ()
    if achieved is None:
        return _("SL ? of {target}").format(target=target), tuple(
            "asked" if place < target else "free" for place in range(4)
        )
    words = (
        _("SL {achieved}").format(achieved=achieved)
        if achieved >= target
        else _("SL {achieved} of {target}").format(achieved=achieved, target=target)
    )
    return words, tuple(
        "achieved" if place < achieved else "missed" if place < target else "free" for place in range(4)
    )


def _badge_marks(badge: Badge, text_role: str, border_role: str, baseline: float) -> list[Mark]:
    words_end = badge.area.right - (6 + 4 * _PIP_STEP if badge.pips else 0)
    marks: list[Mark] = [
        Text(
            words_end,
            baseline,
            badge.words,
            text_role,
            _TITLE,
            bold=bool(badge.pips),
            anchor="right",
            smallest=FULL,
        )
    ]
    for place, pip in enumerate(badge.pips):
        square = Rect(words_end + 6 + place * _PIP_STEP, baseline - 7, _PIP, _PIP)
        if pip == "achieved":
            marks.append(Shape(box(square), border_role, smallest=SHAPES))
        elif pip == "missed":
            marks.append(
                Shape(
                    box(square.grown(-0.5)),
                    "surface.canvas",
                    Stroke("status.error.mark", 1.25),
                    smallest=SHAPES,
                )
            )
        elif pip == "asked":
            # Dashes of so small a square are noise below full size.
            dashed, plain = Stroke(border_role, 1.0, (2.0, 1.5)), Stroke(border_role, 1.0)
            marks.append(Shape(box(square.grown(-0.5)), None, dashed, smallest=FULL))
            marks.append(Shape(box(square.grown(-0.5)), None, plain, smallest=SHAPES, largest=FULL))
        else:
            marks.append(Shape(circle(square.centre, 1.0), border_role, smallest=SHAPES))
    return marks
