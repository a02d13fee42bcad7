"""How bad it is to write in a place: what stands there, the lines that pass, and the words of lines before.

Very many places are tried for the words of one line, most of them beside each other. So what lies around is
looked up for a square of the drawing at a time, and kept until the words of that line stand.
"""

from collections.abc import Iterable

from core.diagram.display import Rect
from core.diagram.grid import TOUCHING, Grid
from core.diagram.labels import AWAY_SIDE, LABEL, LINE, OFF, SLACK, Box, Weigh
from core.diagram.standing import Standing
from core.diagram.tracks import SegmentKey
from core.model import Id

_SQUARE = 128.0
"""The side of a square, in px: with larger ones more is tried in vain, with smaller ones looked up again."""

_ON = -TOUCHING
_AROUND_LINES = 3.0 - TOUCHING
_AROUND_WORDS = 2.0 - TOUCHING


class Weighing:
    """Weighs places for the words of one line, which have at most this size."""

    def __init__(
        self, line_id: Id, size: tuple[float, float], standing: Standing, way_parts: Grid[SegmentKey]
    ) -> None:
        self._line_id = line_id
        # The pole between a line and words off it is weighed as well.
        self._wide, self._high = max(size[0], OFF + AWAY_SIDE), size[1] + OFF + AWAY_SIDE
        self._standing = standing
        self._way_parts = way_parts
        self._stands: dict[tuple[float, float], list[Box]] = {}
        self._lines: dict[tuple[float, float], list[Box]] = {}
        self._strange: dict[tuple[float, float], list[Box]] = {}

    def strange(self, area: Rect, margin: float) -> list[Box]:
        """The parts of other lines that are not further than that from an area."""
        square = (area.x // _SQUARE, area.y // _SQUARE)
        if square not in self._strange:
            found = self._way_parts.found(self._around(square)).items()
            self._strange[square] = _boxes((part, LINE) for key, part in found if key[0] != self._line_id)
        x, y, right, bottom = area.x - margin, area.y - margin, area.right + margin, area.bottom + margin
        return [
            box
            for box in self._strange[square]
            if box[0] <= right and x <= box[2] and box[1] <= bottom and y <= box[3]
        ]

    def among(self, words: Grid[Id], poles: Grid[Id] | None = None, *, lines: bool) -> Weigh:
        """Weighs what stands there and the words of lines before this one with their `poles`.

        All `lines` too where they count.
        """
        line_id, stands, passing = self._line_id, self._stands, self._lines
        written: dict[tuple[float, float], list[Box]] = {}

        def weigh(area: Rect, limit: float) -> float:
            square = (area.x // _SQUARE, area.y // _SQUARE)
            if square not in stands:
                stands[square] = _boxes(self._standing.weights_near(self._around(square)))
            total = _sum(area, _ON, stands[square])
            if total >= limit:
                return total
            if lines:
                if square not in passing:
                    parts = self._way_parts.found(self._around(square)).values()
                    passing[square] = _boxes((part, LINE) for part in parts)
                total += _sum(area, _AROUND_LINES, passing[square])
            if total < limit:
                if square not in written:
                    found = words.found(self._around(square)).items()
                    written[square] = _boxes((one, LABEL) for key, one in found if key < line_id)
                    if poles is not None:
                        found = poles.found(self._around(square)).items()
                        written[square] += _boxes((one, LABEL) for key, one in found if key < line_id)
                total += _sum(area, _AROUND_WORDS, written[square])
            return total

        return weigh

    def _around(self, square: tuple[float, float]) -> Rect:
        """Where all lies that areas feel whose corner is in a square."""
        x, y = square[0] * _SQUARE - SLACK, square[1] * _SQUARE - SLACK
        return Rect(x, y, _SQUARE + self._wide + 2 * SLACK, _SQUARE + self._high + 2 * SLACK)


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
