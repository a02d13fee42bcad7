"""Sheets of paper for a drawing: one that it fits on, or several at full size that overlap and are joined."""

import math
from dataclasses import dataclass
from enum import StrEnum

from core.diagram.display import Rect


class Way(StrEnum):
    """How a drawing comes onto paper."""

    FIT = "fit"
    TILES = "tiles"


OVERLAP = 36.0
"""How much of a tile its neighbours show too, in points: enough to glue them."""

HEADER = 30.0
"""Room above a drawing for its name and where it comes from, in points."""

FULL = 0.75
"""Points of one px of a drawing at 100 %: 96 px an inch, 72 points an inch."""


@dataclass(frozen=True, slots=True)
class Sheet:
    """One sheet: what of the drawing is on it, in px, and where on the paper, in points.

    `row` and `column` count from 0; `joins` names the sides at which another sheet follows.
    """

    source: Rect
    place: Rect
    row: int = 0
    column: int = 0
    joins: frozenset[str] = frozenset()


def sheets(area: Rect, room: Rect, way: Way) -> tuple[Sheet, ...]:
    """The sheets for an area of a drawing, row by row; `room` is what of the paper can be printed on.

    To fit, a drawing is made smaller and never larger. As tiles it keeps its size; neighbours share a
    strip of `OVERLAP`, and together they show every point of the area.
    """
    inner = Rect(room.x, room.y + HEADER, room.width, max(room.height - HEADER, 1.0))
    if way is Way.FIT:
        scale = min(inner.width / area.width, inner.height / area.height, FULL)
        wide, high = area.width * scale, area.height * scale
        place = Rect(inner.x + (inner.width - wide) / 2, inner.y + (inner.height - high) / 2, wide, high)
        return (Sheet(area, place),)
    across, down = _starts(area.width, inner.width), _starts(area.height, inner.height)
    made = []
    for row, top in enumerate(down):
        for column, left in enumerate(across):
            wide = min(inner.width / FULL, area.width - left)
            high = min(inner.height / FULL, area.height - top)
            joins = {
                "left": column > 0,
                "right": column < len(across) - 1,
                "top": row > 0,
                "bottom": row < len(down) - 1,
            }
            made.append(
                Sheet(
                    Rect(area.x + left, area.y + top, wide, high),
                    Rect(inner.x, inner.y, wide * FULL, high * FULL),
                    row,
                    column,
                    frozenset(side for side, follows in joins.items() if follows),
                )
            )
    return tuple(made)


def _starts(length: float, room: float) -> list[float]:
    """Where tiles begin along a side of `length` px, each `room` points wide."""
    tile = room / FULL
    step = max((room - OVERLAP) / FULL, tile / 2)
    count = 1 if length <= tile else 1 + math.ceil((length - tile) / step)
    return [number * step for number in range(count)]
