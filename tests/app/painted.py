"""What is written on a picture, and on what: every text that is painted, its colour, and the pixels under it.

A picture is painted twice, with its texts and without them. The second shows the grounds; where both
differ there is ink. Words that Qt itself paints, of labels and fields, are read off the widgets.
"""

from collections.abc import Callable, Iterator
from contextlib import contextmanager
from dataclasses import dataclass

import numpy as np
from PySide6.QtCore import QPoint, QPointF, QRect, QRectF
from PySide6.QtGui import QFontMetricsF, QImage, QPainter
from PySide6.QtWidgets import QLabel, QLineEdit, QPlainTextEdit, QWidget

from app.theme.tokens import contrast

SHARE = 0.2
"""The part of its area from which on a colour is a ground of a text; a thin line across it is none."""


@dataclass(frozen=True, slots=True)
class Written:
    """One text on a picture: its words, its colour, and its area in pixels."""

    words: str
    colour: str
    area: QRect


@dataclass(frozen=True, slots=True)
class Read:
    """A text, and how it is read: its worst contrast with a ground, and the best of its pixels as painted."""

    words: str
    colour: str
    ground: str
    computed: float
    measured: float


def read_off(paint: Callable[[], QImage], more: Callable[[], list[Written]] = list) -> list[Read]:
    """Every text that is seen on a picture; what is painted over or faded is left out.

    `more` gives the texts that Qt paints itself: their grounds are what there is most of around them.
    """
    with _watched(paints=False) as written:
        bare = _pixels(paint())
    with _watched(paints=True) as _again:
        inked = _pixels(paint())
    found = [_read(one, bare, inked) for one in dict.fromkeys(written)]
    found += [_read(one, inked, inked) for one in more()]
    return [one for one in found if one is not None]


def written_by_qt(window: QWidget) -> list[Written]:
    """The words of labels and fields in a window; what paints itself is seen while it does."""
    found = []
    for widget in window.findChildren(QWidget):
        if not isinstance(widget, QLabel | QLineEdit | QPlainTextEdit) or not widget.isVisibleTo(window):
            continue
        words = widget.toPlainText() if isinstance(widget, QPlainTextEdit) else widget.text()
        if not words.strip() or not widget.isEnabled() or "paintEvent" in type(widget).__dict__:
            continue
        area = widget.visibleRegion().boundingRect()
        place = QRect(widget.mapTo(window, area.topLeft()), area.size())
        colour = widget.palette().color(widget.foregroundRole()).name()
        found.append(Written(words, colour, place))
    return found


@contextmanager
def _watched(*, paints: bool) -> Iterator[list[Written]]:
    """Hear of every text that is painted meanwhile."""
    draw, found = QPainter.drawText, []

    def heard(painter: QPainter, *given: object) -> None:
        words = next(one for one in given if isinstance(one, str))
        tone = painter.pen().color()
        if words.strip() and painter.opacity() == 1.0 and tone.alpha() == 255:
            area = painter.deviceTransform().mapRect(_area(painter, given, words)).toAlignedRect()
            found.append(Written(words, tone.name(), area))
        if paints:
            draw(painter, *given)

    QPainter.drawText = heard
    try:
        yield found
    finally:
        QPainter.drawText = draw


def _area(painter: QPainter, given: tuple[object, ...], words: str) -> QRectF:
    metrics = QFontMetricsF(painter.font())
    tight = metrics.tightBoundingRect(words)
    first = given[0]
    if isinstance(first, QRect | QRectF):
        place = painter.boundingRect(QRectF(first), int(given[1]), words)
        return tight.translated(place.left(), place.top() + metrics.ascent())
    if isinstance(first, QPoint | QPointF):
        return tight.translated(QPointF(first))
    return tight.translated(float(given[0]), float(given[1]))


def _pixels(image: QImage) -> np.ndarray:
    """Height and width; each pixel is one number, its colour as 0xRRGGBB."""
    plain = image.convertToFormat(QImage.Format.Format_RGB32)
    found = np.frombuffer(plain.constBits(), np.uint32).reshape(plain.height(), plain.width())
    return found & 0xFFFFFF


def _read(one: Written, bare: np.ndarray, inked: np.ndarray) -> Read | None:
    high, wide = bare.shape
    seen = one.area.intersected(QRect(0, 0, wide, high))
    if seen.width() < 2 or seen.height() < 2:
        return None
    part = np.s_[seen.top() : seen.bottom() + 1, seen.left() : seen.right() + 1]
    under, over = bare[part].ravel(), inked[part].ravel()
    ink = over if bare is inked else over[under != over]
    if len(ink) < 4 or _is_cut_off(bare[part], inked[part]):
        return None
    tones, counts = np.unique(under, return_counts=True)
    order = np.argsort(counts)[::-1]
    grounds = [_name(tones[order[0]])]
    if bare is not inked:
        grounds += [_name(tones[place]) for place in order[1:] if counts[place] >= SHARE * len(under)]
    worst = min(grounds, key=lambda ground: contrast(one.colour, ground))
    best = max(contrast(_name(tone), grounds[0]) for tone in np.unique(ink))
    return Read(one.words, one.colour, worst, contrast(one.colour, worst), best)


def _is_cut_off(bare: np.ndarray, inked: np.ndarray) -> bool:
    """Whether less than half of the height of a text is seen, as at the edge of a list."""
    rows = np.flatnonzero((bare != inked).any(axis=1))
    return bare is not inked and len(rows) > 0 and 2 * (rows[-1] - rows[0] + 1) < bare.shape[0]


def _name(tone: int) -> str:
    return f"#{int(tone):06x}"
