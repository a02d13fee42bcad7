"""The legend of heat below a drawing: what its steps mean, and how many elements have each."""

from collections.abc import Iterator, Sequence
from dataclasses import dataclass

from core.diagram.display import Drawing, Item, Mark, Rect, Text
from core.diagram.geometry import around, corners
from core.diagram.heat import Step, step_marks, step_tag
from core.diagram.metrics import width

LEGEND = "legend"
"""What stands for an element in the item of a legend, which is about none."""

_SIZE = 11.0
_ROW = 22.0
_BASELINE = 15.0
_SWATCH = 30.0
_BAND = 7.0
_TAG = 16.0
_NEAR, _GAP = 6.0, 18.0
"""Between the parts of an entry, and between entries, in px."""

_BELOW = 16.0
"""How far below the drawing it begins, in px."""

_NARROWEST = 320.0
"""No drawing makes it narrower, in px."""


@dataclass(frozen=True, slots=True)
class LegendRow:
    """One step: what it means, and how many elements of the drawing are that hot."""

    step: Step
    words: str
    count: int


@dataclass(frozen=True, slots=True)
class Legend:
    """The question that heat answers, its steps from the hottest on, and a remark on how it is known."""

    title: str
    rows: Sequence[LegendRow]
    remark: str = ""


def with_legend(drawing: Drawing, legend: Legend) -> Drawing:
    """The drawing with a legend below it, in as many lines as its width takes."""
    area = drawing.bounds
    entries = [
        _words(legend.title, "text.primary", bold=True),
        *(_entry(row) for row in legend.rows),
        *([_words(legend.remark, "status.warn.text")] if legend.remark else []),
    ]
    left, top, right = area.x, area.bottom + _BELOW, area.x + max(area.width, _NARROWEST)
    marks: list[Mark] = []
    x = left
    end = left
    for entry in entries:
        if x > left and x + entry.width > right:
            x, top = left, top + _ROW
        marks += entry.marks_at(x, top)
        end = max(end, x + entry.width)
        x += entry.width + _GAP
    taken = Rect(left, area.bottom + _BELOW, end - left, top + _ROW - area.bottom - _BELOW)
    spoken = ", ".join([legend.title, *(f"{row.words} {row.count}" for row in legend.rows)])
    item = Item(LEGEND, 0, taken, tuple(marks), corners(taken), spoken=spoken)
    return Drawing(drawing.diagram, (*drawing.items, item), around([area, taken]))


@dataclass(frozen=True, slots=True)
class _Entry:
    """Words after one another, each with its role and whether it is bold, after the swatch of a step."""

    words: tuple[tuple[str, str, bool], ...]
    step: Step | None = None

    @property
    def width(self) -> float:
        """How much of a line it takes, in px."""
        swatch = 0.0 if self.step is None else _SWATCH + _TAG + 2 * _NEAR
        return swatch + sum(width(text, _SIZE, bold) for text, _, bold in self.words) + self._gaps

    @property
    def _gaps(self) -> float:
        return _NEAR * (len(self.words) - 1)

    def marks_at(self, x: float, top: float) -> Iterator[Mark]:
        """Its marks in the line that begins at `top`."""
        if self.step is not None:
            yield from step_marks(Rect(x, top + (_ROW - _BAND) / 2, _SWATCH, _BAND), self.step)
            x += _SWATCH + _NEAR
            yield from step_tag(Rect(x, top + (_ROW - _TAG) / 2, _TAG, _TAG), self.step)
            x += _TAG + _NEAR
        for text, role, bold in self.words:
            yield Text(x, top + _BASELINE, text, role, _SIZE, bold)
            x += width(text, _SIZE, bold) + _NEAR


def _words(text: str, role: str, *, bold: bool = False) -> _Entry:
    return _Entry(((text, role, bold),))


def _entry(row: LegendRow) -> _Entry:
    return _Entry(((row.words, "text.secondary", False), (str(row.count), "text.primary", True)), row.step)
