"""The pages as they will be printed, side by side; each is painted when it is first seen."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QPointF, QRect, QSize, Qt
from PySide6.QtGui import QColor, QImage, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QWidget

from app.canvas.opening import MANY
from app.canvas.paper import Leaf, Paper, paint_leaves
from app.theme import colour, font, look, px
from core.ground.words import _, plural

if TYPE_CHECKING:
    from collections.abc import Callable

    from app.jobs import Job, Jobs
    from core.jobs import Outcome

_LONG, _LEAST = 380, 260
"""The longer side of a page as it is shown, of several, and at least of one alone, in px.

One alone is as large as there is room.
"""


class Preview(QWidget):
    """Shows pages. One with much on it is painted beside the window, and is empty until then."""

    def __init__(self, jobs: Jobs) -> None:
        super().__init__()
        self.leaves: tuple[Leaf, ...] = ()
        self._jobs = jobs
        self._job: Job | None = None
        self._stopped: set[int] = set()
        """Pages that somebody did not want to wait for."""
        self._paper, self._origin = Paper(), ""
        self._images: dict[int, QImage] = {}
        self.setAccessibleName(_("Pages"))

    def show_leaves(self, chosen: tuple[Leaf, ...], paper: Paper, origin: str) -> None:
        """Show other pages."""
        self.leaves, self._paper, self._origin = chosen, paper, origin
        self._images.clear()
        self._stopped.clear()
        if self._job is not None:
            self._jobs.cancel(self._job)
            self._job = None
        self.setAccessibleDescription(plural("{count} page", "{count} pages", len(chosen)))
        self._arrange()
        self.update()

    def page_area(self, number: int) -> QRect:
        """Where a page is shown."""
        size, gap, columns = self._size(), px(20), self._columns()
        beside = (self.width() - min(columns, len(self.leaves)) * (size.width() + gap) + gap) // 2
        return QRect(
            max(beside, gap) + number % columns * (size.width() + gap),
            gap + number // columns * (size.height() + gap + px(18)),
            size.width(),
            size.height(),
        )

    def image(self, number: int) -> QImage | None:
        """A page as it is shown; None while it is being painted, which this begins."""
        leaf, paper, origin = self.leaves[number], self._paper, self._origin
        size, ratio = self._size(), self.devicePixelRatioF()
        brief = len(leaf.drawing.items) <= MANY
        found = self._images.get(number)
        if number in self._stopped or (found is not None and (found.size() == size * ratio or not brief)):
            return found
        if brief:
            found = self._images[number] = _painted(leaf, paper, origin, size, ratio)
            return found
        if self._job is not None:
            return None

        def work(tell: Callable[[int, int, str], None]) -> QImage:
            def pace(done: int, all_: int) -> None:
                tell(done, all_, leaf.name)

            return _painted(leaf, paper, origin, size, ratio, pace)

        def end(outcome: Outcome) -> None:
            if self._job is not job:
                return
            self._job = None
            if outcome.is_done:
                self._images[number] = outcome.result
            else:
                self._stopped.add(number)
            self.update()

        job = self._job = self._jobs.start_here(work, _("Painting a page"), end)
        return None

    def _size(self) -> QSize:
        wide, high = self._paper.size
        scale = self._scale()
        if len(self.leaves) == 1:
            room = self.size()
            fits = min((room.width() - px(40)) / wide, (room.height() - px(60)) / high)
            scale = max(scale, fits)
        return QSize(round(wide * scale), round(high * scale))

    def _scale(self) -> float:
        """The scale of pages where there is little room."""
        return px(_LEAST if len(self.leaves) == 1 else _LONG) / max(self._paper.size)

    def _columns(self) -> int:
        return max((self.width() - px(20)) // (self._size().width() + px(20)), 1)

    def _arrange(self) -> None:
        last = self.page_area(max(len(self.leaves) - 1, 0))
        alone = round(self._paper.size[1] * self._scale()) + px(60)
        self.setMinimumHeight(alone if len(self.leaves) == 1 else last.bottom() + px(40))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the pages that are seen, each with its name below."""
        self._arrange()
        painter = QPainter(self)
        for number, leaf in enumerate(self.leaves):
            area = self.page_area(number)
            if not event.rect().intersects(area.adjusted(0, 0, 0, px(20))):
                continue
            image = self.image(number)
            if image is None:
                self._paint_waiting(painter, area, number)
            else:
                painter.drawImage(area, image)
            painter.setPen(QPen(colour("line.control"), 1))
            painter.drawRect(area)
            painter.setPen(colour("text.secondary"))
            painter.setFont(font("small"))
            words = leaf.name if leaf.count == 1 else f"{leaf.name}, {leaf.number}/{leaf.count}"
            shown = painter.fontMetrics().elidedText(words, Qt.TextElideMode.ElideRight, area.width())
            painter.drawText(QPointF(area.left(), area.bottom() + px(15)), shown)

    def _paint_waiting(self, painter: QPainter, area: QRect, number: int) -> None:
        """An empty sheet that says why it is."""
        stopped = number in self._stopped
        painter.fillRect(area, _of_paper("surface.canvas"))
        painter.setPen(_of_paper("text.secondary"))
        painter.setFont(font("body"))
        words = _("Painting was stopped; it is printed all the same.") if stopped else _("Being painted")
        painter.drawText(area, int(Qt.AlignmentFlag.AlignCenter | Qt.TextFlag.TextWordWrap), words)


def _of_paper(role: str) -> QColor:
    """A colour as it is on paper."""
    with look().lent("light"):
        return colour(role)


def _painted(
    leaf: Leaf,
    paper: Paper,
    origin: str,
    size: QSize,
    ratio: float,
    tell: Callable[[int, int], None] = lambda _done, _all: None,
) -> QImage:
    """A page of that size; what `tell` raises ends the painting."""
    found = QImage(size * ratio, QImage.Format.Format_RGB32)
    found.fill(_of_paper("surface.canvas"))
    painter = QPainter(found)
    scale = found.width() / paper.size[0]
    painter.scale(scale, scale)
    try:
        for _leaf in paint_leaves(painter, [leaf], paper, origin, tell):
            pass
    finally:
        painter.end()
    found.setDevicePixelRatio(ratio)
    return found
