"""What will be printed, page by page, and how: which drawings, on what paper, to fit or in tiles."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial

from PySide6.QtCore import Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QFrame, QPushButton, QScrollArea, QWidget

from app.canvas.paper import PAPERS, Leaf, Paper, leaves
from app.jobs import Jobs
from app.panels.flow import Flow
from app.panels.labels import across, down, label
from app.panels.print_preview import Preview
from app.panels.segmented import Segmented
from app.theme import restyled
from core.diagram import Drawing
from core.diagram.paper import Way
from core.ground.words import _, plural

Drawings = Sequence[tuple[str, Drawing]]
"""Names of diagrams and how they are drawn."""


class PrintPage(QFrame):
    """Choices above, pages below.

    Signals: `printing` when the pages are to go to a printer, `writing` when they are to become a PDF.
    """

    printing = Signal()
    writing = Signal()

    def __init__(
        self,
        ask: Callable[[str, bool, Callable[[Drawings | None], None]], None],
        origin: Callable[[], str],
        printers: bool,
        jobs: Jobs,
        parent: QWidget | None = None,
    ) -> None:
        """`ask` hands over what is to be printed, plain if so wanted; None where somebody stopped that."""
        super().__init__(parent)
        self.setObjectName("canvas_area")
        self._printers = printers
        self._drawings: Drawings = ()
        self._asked = 0
        """How often drawings were asked for; an earlier answer counts no more."""
        self._ask, self._origin = ask, origin
        self.what, self.over, self.paper = "front", "seen", Paper()
        column = down(self)
        head = QWidget()
        row = Flow(head, (12, 8, 12, 6))
        self.choices = {
            "what": _choice(
                _("What is printed"),
                (("front", _("This diagram")), ("selection", _("Selection")), ("all", _("All diagrams"))),
            ),
            "over": _choice(
                _("What lies over it"), (("seen", _("As it is seen")), ("plain", _("Plain drawing")))
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
        column.addWidget(head)
        area = QScrollArea()
        area.setAccessibleName(_("How it is printed"))
        area.setFrameShape(QFrame.Shape.NoFrame)
        area.setWidgetResizable(True)
        self.preview = Preview(jobs)
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
        if name in ("what", "over"):
            setattr(self, name, value)
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
        self._ask(self.what, self.over == "plain", partial(self._take, self._asked))

    def _take(self, asked: int, drawings: Drawings | None) -> None:
        if asked != self._asked:
            return
        self._drawings = drawings or ()
        self._lay(_("Laying out was stopped; choose again what is printed.") if drawings is None else "")

    def _show_choices(self) -> None:
        values = (
            self.what,
            self.over,
            self.paper.way,
            self.paper.name,
            "across" if self.paper.across else "upright",
        )
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
    made.setFixedWidth(made.sizeHint().width())
    return made
