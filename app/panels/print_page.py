"""What will be printed, page by page, and how: which drawings, on what paper, to fit or in tiles."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial

from PySide6.QtCore import QPointF, QRect, QSize, Qt, Signal
from PySide6.QtGui import QImage, QPainter, QPaintEvent, QPen, QShowEvent
from PySide6.QtWidgets import QFrame, QPushButton, QScrollArea, QWidget

from app.canvas.paper import PAPERS, Leaf, Paper, leaves, paint_leaves
from app.panels.labels import across, down, label
from app.panels.segmented import Segmented
from app.theme import colour, font, look, px, restyled
from core.diagram import Drawing
from core.diagram.paper import Way
from core.ground.words import _, plural

Drawings = Sequence[tuple[str, Drawing]]
"""Names of diagrams and how they are drawn."""

_WIDE = (380, 820)
"""The longer side of a page as it is shown, of several and of one alone, in px."""


class Preview(QWidget):
    """The pages as they will be printed, side by side; each is painted when it is first seen."""

    def __init__(self) -> None:
        super().__init__()
        self.leaves: tuple[Leaf, ...] = ()
        self._paper, self._origin = Paper(), ""
        self._images: dict[int, QImage] = {}
        self.setAccessibleName(_("Pages"))

    def show_leaves(self, chosen: tuple[Leaf, ...], paper: Paper, origin: str) -> None:
        """Show other pages."""
        self.leaves, self._paper, self._origin = chosen, paper, origin
        self._images.clear()
        self.setAccessibleDescription(plural("{count} page", "{count} pages", len(chosen)))
        self._arrange()
        self.update()

    def page_area(self, number: int) -> QRect:
        """Where a page is shown."""
        size, gap, columns = self._size(), px(20), self._columns()
        return QRect(
            gap + number % columns * (size.width() + gap),
            gap + number // columns * (size.height() + gap + px(18)),
            size.width(),
            size.height(),
        )

    def _size(self) -> QSize:
        wide, high = self._paper.size
        scale = px(_WIDE[len(self.leaves) == 1]) / max(wide, high)
        return QSize(round(wide * scale), round(high * scale))

    def _columns(self) -> int:
        return max((self.width() - px(20)) // (self._size().width() + px(20)), 1)

    def _arrange(self) -> None:
        last = self.page_area(max(len(self.leaves) - 1, 0))
        self.setMinimumHeight(last.bottom() + px(40))

    def _image(self, number: int) -> QImage:
        found = self._images.get(number)
        if found is None:
            ratio = self.devicePixelRatioF()
            found = QImage(self._size() * ratio, QImage.Format.Format_RGB32)
            with look().lent("light"):
                found.fill(colour("surface.canvas"))
            painter = QPainter(found)
            scale = found.width() / self._paper.size[0]
            painter.scale(scale, scale)
            for _leaf in paint_leaves(painter, [self.leaves[number]], self._paper, self._origin):
                pass
            painter.end()
            found.setDevicePixelRatio(ratio)
            self._images[number] = found
        return found

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the pages that are seen, each with its name below."""
        self._arrange()
        painter = QPainter(self)
        for number, leaf in enumerate(self.leaves):
            area = self.page_area(number)
            if not event.rect().intersects(area.adjusted(0, 0, 0, px(20))):
                continue
            painter.drawImage(area.topLeft(), self._image(number))
            painter.setPen(QPen(colour("line.control"), 1))
            painter.drawRect(area)
            painter.setPen(colour("text.secondary"))
            painter.setFont(font("small"))
            words = leaf.name if leaf.count == 1 else f"{leaf.name}, {leaf.number}/{leaf.count}"
            shown = painter.fontMetrics().elidedText(words, Qt.TextElideMode.ElideRight, area.width())
            painter.drawText(QPointF(area.left(), area.bottom() + px(15)), shown)


class PrintPage(QFrame):
    """Choices above, pages below.

    Signals: `printing` when the pages are to go to a printer, `writing` when they are to become a PDF.
    """

    printing = Signal()
    writing = Signal()

    def __init__(
        self,
        ask: Callable[[str, Callable[[Drawings | None], None]], None],
        origin: Callable[[], str],
        printers: bool,
        parent: QWidget | None = None,
    ) -> None:
        """`ask` hands over what is to be printed, sooner or later; None where somebody stopped that."""
        super().__init__(parent)
        self.setObjectName("canvas_area")
        self._printers = printers
        self._drawings: Drawings = ()
        self._asked = 0
        """How often drawings were asked for; an earlier answer counts no more."""
        self._ask, self._origin = ask, origin
        self.what, self.paper = "front", Paper()
        column = down(self)
        head = QWidget()
        row = across(head, (12, 8, 12, 6), 8)
        self.choices = {
            "what": _choice(
                _("What is printed"),
                (("front", _("This diagram")), ("selection", _("Selection")), ("all", _("All diagrams"))),
            ),
            "way": _choice(
                _("How it comes onto paper"),
                ((Way.FIT, _("Fit to a page")), (Way.TILES, _("Tiles at 100 %"))),
            ),
            "paper": _choice(_("Paper"), tuple((name, name) for name in PAPERS)),
            "lies": _choice(_("Orientation"), (("across", _("Landscape")), ("upright", _("Portrait")))),
        }
        for name, choice in self.choices.items():
            choice.chosen.connect(lambda value, name=name: self.choose(name, value))
            row.addWidget(choice)
        row.addStretch(1)
        column.addWidget(head)
        area = QScrollArea()
        area.setFrameShape(QFrame.Shape.NoFrame)
        area.setWidgetResizable(True)
        self.preview = Preview()
        area.setWidget(self.preview)
        column.addWidget(area, 1)
        foot = QFrame()
        foot.setObjectName("panel_head")
        low = across(foot, (12, 6, 12, 6), 8)
        self._count = label("", "small")
        low.addWidget(self._count)
        low.addStretch(1)
        if not printers:
            low.addWidget(label(_("No printer is set up here."), "small"))
        self.to_printer, self.to_file = QPushButton(_("Print")), QPushButton(_("Print to PDF"))
        (self.to_printer if printers else self.to_file).setProperty("primary", True)
        self.to_printer.clicked.connect(self.printing)
        self.to_file.clicked.connect(self.writing)
        low.addWidget(self.to_file)
        low.addWidget(self.to_printer)
        column.addWidget(foot)
        restyled(self, self.refresh)
        self.refresh()

    @property
    def leaves(self) -> tuple[Leaf, ...]:
        """The pages as they will be printed."""
        return self.preview.leaves

    def choose(self, name: str, value: str) -> None:
        """Take another choice."""
        if name == "what":
            self.what = value
            self.refresh()
        else:
            facts = {"way": self.paper.way, "paper": self.paper.name, "lies": ""} | {name: value}
            lies = self.paper.across if name != "lies" else value == "across"
            self.paper = Paper(str(facts["paper"]), lies, Way(facts["way"]))
            self._show_choices()
            self._lay()

    def refresh(self) -> None:
        """Lay out what is chosen as it is now."""
        self._show_choices()
        self._asked += 1
        self._drawings = ()
        self._lay(_("The diagrams are being laid out."))
        self._ask(self.what, partial(self._take, self._asked))

    def _take(self, asked: int, drawings: Drawings | None) -> None:
        if asked != self._asked:
            return
        self._drawings = drawings or ()
        self._lay(_("Laying out was stopped; choose again what is printed.") if drawings is None else "")

    def _show_choices(self) -> None:
        values = (self.what, self.paper.way, self.paper.name, "across" if self.paper.across else "upright")
        for choice, value in zip(self.choices.values(), values, strict=True):
            choice.show_value(value)

    def _lay(self, words: str = "") -> None:
        """Lay the drawings out on the paper; `words` say why there are none."""
        chosen = leaves(self._drawings, self.paper)
        self.preview.show_leaves(chosen, self.paper, self._origin())
        nothing = words or _("Nothing is drawn on what is to be printed.")
        self._count.setText(plural("{count} page", "{count} pages", len(chosen)) if chosen else nothing)
        self.to_file.setEnabled(bool(chosen))
        self.to_printer.setEnabled(bool(chosen) and self._printers)

    def showEvent(self, event: QShowEvent) -> None:
        """What changed while the page was hidden is laid out now."""
        super().showEvent(event)
        self.refresh()


def _choice(words: str, options: Sequence[tuple[str, str]]) -> Segmented:
    made = Segmented(options)
    made.setAccessibleName(words)
    made.setMaximumWidth(made.sizeHint().width())
    return made
