"""How bad it is to write in a place: what stands there, the lines that pass, and the words of lines before.

Very many places are tried for the words of one line, most of them beside each other. So what lies around is
looked up for a square of the drawing at a time, and kept until the words of that line stand.
"""

from collections.abc import Iterable

from core.diagram.display import Rect
from core.diagram.grid import TOUCHING, Grid
from core.diagram.labels import AWAY_SIDE, LABEL, LINE, OFF, SLACK, Box, Weigh
from core.diagram.segments import SegmentKey
from core.diagram.standing import Standing
from core.model import Id

_SQUARE = 128.0
"""The side of a square, in px: with larger ones more is tried in vain, with smaller ones looked up again."""

_ON = -TOUCHING
_AROUND_LINES = 3.0 - TOUCHING
_AROUND_WORDS = 2.0 - TOUCHING


Square = tuple[float, float, bool]
"""The column and the row of a square, and whether poles are weighed there, which reach further than words."""


class Weighing:
    """Weighs places for the words of one line, which have at most this size."""

    def __init__(
        self, line_id: Id, size: tuple[float, float], standing: Standing, way_parts: Grid[SegmentKey]
    ) -> None:
        self._line_id = line_id
        self._wide, self._high = size
        self._standing = standing
        self._way_parts = way_parts
        self._stands: dict[Square, list[Box]] = {}
        self._lines: dict[Square, tuple[list[Box], list[Box]]] = {}
        self._written: dict[int, dict[Square, list[Box]]] = {}

    def strange(self, area: Rect, margin: float) -> list[Box]:
        """The parts of other lines that are not further than that from an area."""
        others = self._passing(self._square(area))[1]
        if not others:
            return []
        x, y, right, bottom = area.x - margin, area.y - margin, area.right + margin, area.bottom + margin
        return [box for box in others if box[0] <= right and x <= box[2] and box[1] <= bottom and y <= box[3]]

    def among(self, words: Grid[Id], poles: Grid[Id] | None = None, *, lines: bool) -> Weigh:
        """Weighs what stands there and the words of lines before this one with their `poles`.

        All `lines` too where they count.
        """
        line_id, stands = self._line_id, self._stands
        written = self._written.setdefault(id(words), {})

        def weigh(area: Rect, limit: float) -> float:
            square = self._square(area)
            if square not in stands:
                stands[square] = _boxes(self._standing.weights_near(self._around(square)))
            total = _sum(area, _ON, stands[square])
            if total >= limit:
                return total
            if lines:
                total += _sum(area, _AROUND_LINES, self._passing(square)[0])
            if total < limit:
                if square not in written:
                    found = words.found(self._around(square)).items()
                    written[square] = _boxes((one, LABEL) for key, one in found if key < line_id)
                    if poles:
                        found = poles.found(self._around(square)).items()
                        written[square] += _boxes((one, LABEL) for key, one in found if key < line_id)
                total += _sum(area, _AROUND_WORDS, written[square])
            return total

        return weigh

    def _passing(self, square: Square) -> tuple[list[Box], list[Box]]:
        """The parts of all lines around a square, and those of other lines."""
        known = self._lines.get(square)
        if known is None:
            found = self._way_parts.found(self._around(square))
            everything = _boxes((part, LINE) for part in found.values())
            others = [box for key, box in zip(found, everything, strict=True) if key[0] != self._line_id]
            known = self._lines[square] = everything, others
        return known

    def _square(self, area: Rect) -> Square:
        """The square in which the corner of an area lies, and whether it is larger than words: a pole."""
        pole = area.width > self._wide or area.height > self._high
        return area.x // _SQUARE, area.y // _SQUARE, pole

    def _around(self, square: Square) -> Rect:
        """Where all lies that areas feel whose corner is in a square."""
        x, y = square[0] * _SQUARE - SLACK, square[1] * _SQUARE - SLACK
        wide, high = self._wide, self._high
        if square[2]:
            wide, high = max(wide, OFF + AWAY_SIDE), high + OFF + AWAY_SIDE
        return Rect(x, y, _SQUARE + wide + 2 * SLACK, _SQUARE + high + 2 * SLACK)


def _boxes(found: Iterable[tuple[Rect, float]]) -> list[Box]:
    return [(one.x, one.y, one.x + one.width, one.y + one.height, weight) for one, weight in found]


def _sum(area: Rect, margin: float, boxes: Iterable[Box]) -> float:
    """How bad all that is together that shares a point with an area and this much around it."""
    x, y = area.x - margin, area.y - margin
    right, bottom = x + (area.width + 2 * margin), y + (area.height + 2 * margin)
    total = 0.0
    for low_x, low_y, high_x, high_y, weight in boxes:
        if low_x <= right and x <= high_x and low_y <= bottom and y <= high_y:
            total += weight
    return total
