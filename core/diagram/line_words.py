"""How lines look whatever they stand for, and their words: beside them, in a gap of them, on a pole."""

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass
from itertools import pairwise

from core.diagram.display import Mark, Rect, Shape, Stroke, Text
from core.diagram.geometry import bounds_of, circle, polyline
from core.diagram.labels import INK, Label, LeftOut, pole_to
from core.diagram.lod import FULL, NAMES, NEAR_NAMES, TIMING, size_from
from core.diagram.metrics import width
from core.model import Point, Truth

TEXT = 11.0
LINE_HEIGHT = 15.0

_FAR_LEVELS = {NEAR_NAMES: FULL, NAMES: NEAR_NAMES}
"""The scales from which to which short words have a size of their own."""

OTHER_LEVELS = (*_FAR_LEVELS, TIMING)
"""The scales from which on a line can have other words than at full size."""

_FAR_HEIGHT = 1.2
_BASELINE, _IN_GAP = 11.5, 8.4
"""How far below the upper edge of its area the first row of words stands: beside a line, in a gap of it."""

_GAP = 3.0
"""What a line leaves free before and behind words in a gap of it, in px."""

_FOOT = 2.25
"""The radius of the dot where a pole has its foot, in px."""

_FACTS = {"syntax.trigger": "guard", "syntax.response": "update"}
"""Which expression of an edge the words in the colour of a role are."""


@dataclass(frozen=True, slots=True)
class Words:
    """One line of a label: its parts, each bold or not, in the colour of a role."""

    parts: tuple[tuple[str, bool], ...]
    role: str = "edge.label"
    mono: bool = False

    def width(self, size: float = TEXT) -> float:
        """The width of the line in px."""
        return sum(width(text, size, bold, self.mono) for text, bold in self.parts)


@dataclass(frozen=True, slots=True)
class Manner:
    """How a line looks, whatever it stands for.

    `encrypted` draws a tunnel, a line or dashes; `head` is filled, hollow or open, or None for no
    head. `words` are its label, `far_words` what is left of it below full size, `more` what joins
    it when the drawing is enlarged.
    """

    role: str = "edge.line"
    width: float = 1.5
    dash: tuple[float, ...] = ()
    encrypted: Truth = Truth.NO
    head: Truth | None = None
    words: tuple[Words, ...] = ()
    far_words: str = ""
    more: str = ""
    conduit: bool = False

    def written(self, left_out: LeftOut = "nothing") -> tuple[Words, ...]:
        """The lines of the label, or what stands for them where there is less room."""
        if left_out == "nothing":
            return self.words
        short = f"{self.far_words} …" if left_out == "some" and self.far_words else "…"
        return (Words(((short, True),)),)

    def label_size(self, left_out: LeftOut = "nothing") -> tuple[float, float]:
        """Width and height of the label."""
        lines = self.written(left_out)
        return max(words.width() for words in lines), LINE_HEIGHT * len(lines)

    def other_sizes(self) -> list[tuple[float, float, float]]:
        """The scales from which on there are other words, the short or the longer ones, with their size."""
        found = []
        if self.far_words:
            sizes = ((low, size_from(low)) for low in _FAR_LEVELS)
            found = [(low, width(self.far_words, size, bold=True), size * _FAR_HEIGHT) for low, size in sizes]
        if self.more and self.words:
            found.append((TIMING, self.longer().width(), self.label_size()[1]))
        return found

    def longer(self) -> Words:
        """The first line of the label with what joins it when the drawing is enlarged."""
        first = self.words[0]
        return Words((*first.parts, (f"  {self.more}", False)), first.role, first.mono)


Piece = tuple[Point, ...]


def parted(points: Sequence[Point], label: Label | None) -> Iterator[tuple[float, float, list[Piece]]]:
    """The pieces of a line from which to which scale: with a gap where its words stand on it."""
    if label is None or not label.on:
        yield NAMES, float("inf"), [tuple(points)]
        return
    pieces = [(low, _pieces(points, area)) for low, area in _levels(label)]
    if pieces[0][0] > NAMES:
        pieces.insert(0, (NAMES, [tuple(points)]))
    highs = [low for low, _found in pieces[1:]]
    for (low, found), high in zip(pieces, (*highs, float("inf")), strict=True):
        yield low, high, found


def label_marks(
    points: Sequence[Point], manner: Manner, label: Label, role: str, faulty: Collection[str] = ()
) -> list[Mark]:
    """The words of a line, and their pole in a role; a guard or update with something wrong is underlined."""
    marks = _pole_marks(label, role)
    others = dict(label.others)
    longer = others.pop(TIMING, None)
    faults = {_FACTS[words.role] for words in manner.words if words.role in _FACTS} & set(faulty)
    for row, words in enumerate(manner.written(label.left_out)):
        baseline = label.area.y + (_IN_GAP if label.on else _BASELINE) + row * LINE_HEIGHT
        close = TIMING if longer is not None and not row else float("inf")
        left = _left(label, words.width())
        marks += _line_of_text(words, left, baseline, FULL, close)
        if faults and (label.left_out != "nothing" or _FACTS.get(words.role) in faults):
            under = (Point(left, baseline + 3), Point(left + words.width(), baseline + 3))
            marks.append(Shape(polyline(under), stroke=Stroke("status.error.mark", 2.0), smallest=FULL))
    if longer is not None:
        above = _IN_GAP if label.on and _place_on(points, longer) is not None else _BASELINE
        marks += _line_of_text(manner.longer(), longer.x, longer.y + above, TIMING, float("inf"))
    for low, area in others.items():
        size, high = size_from(low), _FAR_LEVELS[low]
        baseline = area.centre.y + size * 0.36
        marks.append(
            Text(
                area.x, baseline, manner.far_words, "edge.label", size, bold=True, smallest=low, largest=high
            )
        )
    return marks


def _line_of_text(words: Words, x: float, baseline: float, smallest: float, largest: float) -> list[Mark]:
    marks: list[Mark] = []
    for text, bold in words.parts:
        marks.append(Text(x, baseline, text, words.role, TEXT, bold, words.mono, "left", smallest, largest))
        x += width(text, TEXT, bold, words.mono)
    return marks


def _left(label: Label, wide: float) -> float:
    if label.aligned == "centre":
        return label.area.centre.x - wide / 2
    return label.area.x if label.aligned == "left" else label.area.right - wide


def _levels(label: Label) -> list[tuple[float, Rect]]:
    """The areas of the words by the scale from which on each is meant."""
    return sorted({**dict(label.others), FULL: label.area}.items(), key=lambda level: level[0])


def _pieces(points: Sequence[Point], area: Rect) -> list[Piece]:
    """The line without what lies under its words."""
    index = _place_on(points, area)
    if index is None:
        return [tuple(points)]
    before, after = points[index], points[index + 1]
    wide = area.grown(_GAP)
    if before.y == after.y:
        ends = [Point(x, before.y) for x in (wide.x, wide.right)]
        ends = ends if before.x < after.x else ends[::-1]
    else:
        ends = [Point(before.x, y) for y in (wide.y, wide.bottom)]
        ends = ends if before.y < after.y else ends[::-1]
    return [(*points[: index + 1], ends[0]), (ends[1], *points[index + 1 :])]


def _place_on(points: Sequence[Point], area: Rect) -> int | None:
    """The part of a line on whose middle words lie, with both its ends in sight; None if there is none."""
    for index, part in enumerate(pairwise(points)):
        way = bounds_of(part)
        level = way.height == 0
        off = abs(area.centre.y - way.y) if level else abs(area.centre.x - way.x)
        low, high = (way.x, way.right) if level else (way.y, way.bottom)
        first, last = (area.x, area.right) if level else (area.y, area.bottom)
        if off < 0.5 and low + _GAP <= first and last <= high - _GAP:
            return index
    return None


def _pole_marks(label: Label, role: str) -> list[Mark]:
    """The pole from a dot on the line to the words, at each scale that has words there."""
    foot = label.pole
    if foot is None:
        return []
    marks: list[Mark] = [Shape(circle(foot, _FOOT), role, smallest=NAMES)]
    levels = _levels(label)
    for (low, area), high in zip(levels, (*(low for low, _area in levels[1:]), float("inf")), strict=True):
        staff = pole_to(area, foot)
        ends = (Point(staff.x, staff.y), Point(staff.right, staff.bottom))
        if staff.height == 0 or area.x - INK - 1 <= foot.x <= area.right + INK + 1:
            marks.append(Shape(polyline(ends), stroke=Stroke(role, 1.0), smallest=low, largest=high))
    return marks
