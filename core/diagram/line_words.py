"""How lines look whatever they stand for, and their words: beside them, in a gap of them, on a pole."""

from collections.abc import Collection, Iterator, Sequence
from dataclasses import dataclass, replace
from itertools import pairwise

from core.diagram.display import Mark, Rect, Shape, Stroke, Text
from core.diagram.geometry import bounds_of, circle, polyline
from core.diagram.labels import AWAY_SIDE, INK, Aligned, Label, LeftOut, pole_to
from core.diagram.lod import FULL, NAMES, NEAR_NAMES, TIMING, size_from
from core.diagram.metrics import width
from core.model import Point, Truth
from core.model.naming import APART

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
    it when the drawing is enlarged. Where the words are `content`, as those of a state machine are,
    all of them stay below full size where they have room.
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
    content: bool = False

    @property
    def short(self) -> tuple[Words, ...]:
        """What is left of the label below full size, in one line; of content with a mark for the rest."""
        more = self.content and bool(self.words) and len(self.words) > bool(self.far_words)
        text = f"{self.far_words} …".strip() if more else self.far_words
        return (Words(((text, True),)),) if text else ()

    @property
    def _kept(self) -> tuple[tuple[Words, ...], ...]:
        """What may stay of a label that is content: all of it, its first line, its short words, a mark."""
        if not self.content or not self.words:
            return ()
        first = self.words[0]
        begun = Words((*first.parts, (" …", False)), first.role, first.mono)
        ways = (self.words, (begun,) if len(self.words) > 1 else (), self.short, (Words((("…", True),)),))
        return tuple(way for way in ways if way)

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
        short = self.short
        found = [(low, *_far_size(short, size_from(low))) for low in _FAR_LEVELS] if short else []
        if self.more and self.words:
            found.append((TIMING, self.longer().width(), self.label_size()[1]))
        return found

    def whole_sizes(self) -> list[tuple[float, float, float]]:
        """The scales below full size from which on all of the label may stay, or the most that has room."""
        return [(low, *_far_size(lines, size_from(low))) for low in _FAR_LEVELS for lines in self._kept]

    def filling(self, low: float, area: Rect) -> tuple[Words, ...]:
        """The words that fill an area below full size at the level that begins at a scale."""
        for lines in (*self._kept, self.short):
            wide, high = _far_size(lines, size_from(low)) if lines else (0.0, 0.0)
            if wide == area.width and high - INK <= area.height <= high:
                return lines
        return ()

    def longer(self) -> Words:
        """The first line of the label with what joins it when the drawing is enlarged."""
        first = self.words[0]
        return Words((*first.parts, (f"{APART}{self.more}", False)), first.role, first.mono)


def _far_size(lines: Sequence[Words], size: float) -> tuple[float, float]:
    return max(words.width(size) for words in lines), size * _FAR_HEIGHT * len(lines)


Piece = tuple[Point, ...]


def parted(points: Sequence[Point], label: Label | None) -> Iterator[tuple[float, float, list[Piece]]]:
    """The pieces of a line from which to which scale: with a gap where its words stand on it."""
    if label is None or not any(_place_on(points, area) is not None for _low, area in _levels(label)):
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
    # Content far out stands beside its line or in a gap of it, never on a pole.
    marks = _pole_marks(replace(label, others=()) if manner.content else label, role)
    others = dict(label.others)
    longer = others.pop(TIMING, None)
    faults = {_FACTS[words.role] for words in manner.words if words.role in _FACTS} & set(faulty)
    for row, words in enumerate(manner.written(label.left_out)):
        baseline = label.area.y + (_IN_GAP if label.on else _BASELINE) + row * LINE_HEIGHT
        close = TIMING if longer is not None and not row else float("inf")
        left = _left(label.area, label.aligned, words.width())
        marks += _line_of_text(words, left, baseline, FULL, close)
        if faults and (label.left_out != "nothing" or _FACTS.get(words.role) in faults):
            under = (Point(left, baseline + 3), Point(left + words.width(), baseline + 3))
            marks.append(Shape(polyline(under), stroke=Stroke("status.error.mark", 2.0), smallest=FULL))
    if longer is not None:
        above = _IN_GAP if label.on and _place_on(points, longer) is not None else _BASELINE
        marks += _line_of_text(manner.longer(), longer.x, longer.y + above, TIMING, float("inf"))
    for low, area in others.items():
        marks += _far_marks(points, manner, low, area)
    return marks


def _far_marks(points: Sequence[Point], manner: Manner, low: float, area: Rect) -> list[Mark]:
    """The words that fill an area at the level that begins at a scale."""
    marks: list[Mark] = []
    size, high = size_from(low), _FAR_LEVELS[low]
    lines = manner.filling(low, area)
    aligned = _aligned(points, area)
    for row, words in enumerate(lines):
        middle = area.y + (row + 0.5) * area.height / len(lines)
        left = _left(area, aligned, words.width(size))
        marks += _line_of_text(words, left, middle + size * 0.36, low, high, size)
    return marks


def _aligned(points: Sequence[Point], area: Rect) -> Aligned:
    """How words in an area are aligned: towards an upright part beside which they stand."""
    for part in map(bounds_of, pairwise(points)):
        if part.width == 0 and part.y <= area.centre.y <= part.bottom:
            if 0 <= area.x - part.x <= AWAY_SIDE:
                return "left"
            if 0 <= part.x - area.right <= AWAY_SIDE:
                return "right"
    return "centre"


def _line_of_text(
    words: Words, x: float, baseline: float, smallest: float, largest: float, size: float = TEXT
) -> list[Mark]:
    marks: list[Mark] = []
    for text, bold in words.parts:
        marks.append(Text(x, baseline, text, words.role, size, bold, words.mono, "left", smallest, largest))
        x += width(text, size, bold, words.mono)
    return marks


def _left(area: Rect, aligned: Aligned, wide: float) -> float:
    if aligned == "centre":
        return area.centre.x - wide / 2
    return area.x if aligned == "left" else area.right - wide


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
    levels = _levels(label)
    marks: list[Mark] = [Shape(circle(foot, _FOOT), role, smallest=NAMES if label.others else FULL)]
    for (low, area), high in zip(levels, (*(low for low, _area in levels[1:]), float("inf")), strict=True):
        staff = pole_to(area, foot)
        ends = (Point(staff.x, staff.y), Point(staff.right, staff.bottom))
        if staff.height == 0 or area.x - INK - 1 <= foot.x <= area.right + INK + 1:
            marks.append(Shape(polyline(ends), stroke=Stroke(role, 1.0), smallest=low, largest=high))
    return marks
