"""Names between 35 % and 60 %: inside their shapes, in one line or in two, wherever they fit."""

import math
from collections.abc import Iterator

from core.diagram.display import Rect, Text
from core.diagram.lod import LEAST, NAMES, SHAPES
from core.diagram.metrics import width

_LOWER = 1.0
"""How far below the middle of its line a baseline is set: letters that go below it count too."""

_STEP = 11.5
"""Between the baselines of two lines, in px on the screen."""

_HIGH = 22.5
"""What two lines need of the height of a shape, in px on the screen."""

_LOOSER = 1.25
"""Two lines stand apart on the drawing; from so much larger a scale on they are moved together again."""


BASE, _BELOW = 0.36, 0.24
"""How far below the middle of one line its baseline is, and letters below that, in parts of the size."""

_TRIED = 0.01
"""Steps of the scale in which is looked from where on a name reaches into round ends."""


def round_end(area: Rect, size: float) -> float:
    """What one line of words of this size leaves free at a round end, so that no letter meets the border."""
    radius, deep = area.height / 2 - 1, size * (BASE + _BELOW)
    return 2 + radius - math.sqrt(max(radius**2 - deep**2, 0.0))


def far_name(
    name: str, area: Rect, *, round_ends: bool = False, rounded_area: Rect | None = None
) -> list[Text]:
    """A name far out: whole from the scale on at which it fits into an area of its shape.

    Further out, down to SHAPES, it ends in "…": a shape without any word could be anything. Two lines
    reach into the bends of `round_ends`, and so have less room; one line reaches into those of a
    `rounded_area` as far as it is clear of them.
    """
    if not name:
        return []
    high, wide = max(area.height - 4, 1.0), max(area.width, 1.0)
    whole = max(SHAPES, LEAST / high, width(name, LEAST, bold=True) / wide)
    if rounded_area is not None and whole > SHAPES:
        whole = _fits_between(name, rounded_area, max(SHAPES, LEAST / high), whole)
    found = [_line(name, area, 0.0, whole, NAMES)] if whole < NAMES else []
    fits = min(whole, NAMES)
    halves = _halves(name)
    if halves is not None:
        widest = max(width(half, LEAST, bold=True) for half in halves)
        room = area.width - area.height if round_ends else area.width
        first = max(SHAPES, _HIGH / (high + 2), widest / max(room, 1.0))
        found += _two_lines(halves, area, first, fits)
        fits = min(first, fits)
    least = max(SHAPES, LEAST / high)
    if least < fits:
        found.append(_line(name, area, 0.0, least, fits, wide))
    return found


def _fits_between(name: str, area: Rect, least: float, most: float) -> float:
    """The scale from `least` on from which a name fits between the round ends of an area; else `most`."""
    wide = width(name, LEAST, bold=True)
    scale = max(least, wide / area.width)
    while scale < min(most, NAMES):
        if wide / scale + 2 * round_end(area, LEAST / scale) <= area.width:
            return scale
        scale += _TRIED
    return most


def _two_lines(halves: tuple[str, str], area: Rect, first: float, last: float) -> Iterator[Text]:
    """Both lines from one scale to another, on levels that keep them together."""
    while first < last:
        following = min(first * _LOOSER, last)
        for half, way in zip(halves, (-0.5, 0.5), strict=True):
            yield _line(half, area, way * _STEP / first, first, following)
        first = following


def _line(
    words: str, area: Rect, shift: float, smallest: float, largest: float, room: float = float("inf")
) -> Text:
    return Text(
        area.centre.x,
        area.centre.y + _LOWER + shift,
        words,
        "node.text",
        LEAST,
        bold=True,
        anchor="centre",
        smallest=smallest,
        largest=largest,
        screen_size=True,
        room=room,
    )


def _halves(name: str) -> tuple[str, str] | None:
    """The name broken between two words where its lines become shortest; None where it is one word."""
    words = name.split()
    breaks = [(" ".join(words[:place]), " ".join(words[place:])) for place in range(1, len(words))]
    return min(breaks, key=lambda halves: max(map(len, halves)), default=None)
