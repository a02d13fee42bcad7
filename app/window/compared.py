"""Two models compared: on the left a drawing that shows both, on the right the list and the facts."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QComboBox, QFrame, QSplitter, QWidget

from app.panels.compared_facts import ComparedFacts
from app.panels.compared_list import ComparedList
from app.panels.labels import across, down, label
from app.theme import px
from app.window.compared_stage import ComparedStage
from core.diagram.comparing import diagrams_between, drawn_on, together
from core.ground.words import _
from core.model import Diagram, Id, Snapshot
from core.project.comparison import Alteration, alterations

if TYPE_CHECKING:
    from app.canvas.canvas import Canvas


_SIDE, _WIDE = 288, 1080
"""The width of list and facts, and of all, in px at scale 1; the drawing takes what there is more."""


@dataclass(frozen=True, slots=True)
class Between:
    """Two models, both on one drawing, how much differs on each diagram, and what became of each element."""

    before: Snapshot
    after: Snapshot
    both: Snapshot
    diagrams: list[tuple[Diagram, int]]
    altered: list[Alteration]


def between(before: Snapshot, after: Snapshot) -> Between:
    """What there is to show of two models, worked out; with one model alone, that model as it is."""
    one = before is after
    return Between(
        before,
        after,
        after if one else together(before, after),
        diagrams_between(before, after),
        [] if one else alterations(before, after),
    )


class Compared(QFrame):
    """What became of a model; with one model alone, that model as it is, to be looked at."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("canvas_area")
        self._before = self._after = Snapshot()
        self._following = False
        self._both = self._before
        column = down(self)
        head = QWidget()
        row = across(head, (18, 6, 12, 4), 8)
        row.addWidget(label(_("Diagram"), "fact"))
        self.diagrams = QComboBox()
        self.diagrams.setAccessibleName(_("Diagram"))
        self.diagrams.setMinimumWidth(px(240))
        self.diagrams.currentIndexChanged.connect(lambda _place: self._draw())
        row.addWidget(self.diagrams)
        row.addStretch(1)
        self._legend = label("", "small")
        row.addWidget(self._legend)
        self.stage = ComparedStage()
        self.stage.selected.connect(self._selected)
        self.found = ComparedList()
        self.facts = ComparedFacts()
        self._side = QSplitter(Qt.Orientation.Vertical)
        self._side.setObjectName("panel")
        self._side.addWidget(self.found)
        self._side.addWidget(self.facts)
        self._side.setSizes([3, 2])
        self._side.setChildrenCollapsible(False)
        middle = QSplitter(Qt.Orientation.Horizontal)
        middle.addWidget(self.stage)
        middle.addWidget(self._side)
        middle.setStretchFactor(0, 1)
        middle.setSizes([px(_WIDE - _SIDE), px(_SIDE)])
        middle.setChildrenCollapsible(False)
        column.addWidget(head)
        column.addWidget(middle, 1)
        self.found.chosen.connect(self.show_element)

    def show_models(self, before: Snapshot, after: Snapshot) -> None:
        """Compare two models."""
        self.show_between(between(before, after))

    def show_between(self, shown: Between) -> None:
        """Show two models; the diagram in front stays in front, else that with most to see comes."""
        before, after = self._before, self._after = shown.before, shown.after
        one = before is after
        self._both = shown.both
        self._side.setVisible(not one)
        self._legend.setText(
            "" if one else _("+ added   − removed   ~ changed   ↔ drawing only   ⬚ place before")
        )
        kept = self.diagrams.currentData()
        found = shown.diagrams
        blocked = self.diagrams.blockSignals(True)
        self.diagrams.clear()
        for diagram, count in found:
            title = diagram.name or _("unnamed")
            self.diagrams.addItem(f"{title} ({count})" if count else title, diagram.id)
        most = max(found, key=lambda pair: pair[1], default=None)
        place = self.diagrams.findData(kept)
        if place < 0 and most is not None:
            place = self.diagrams.findData(most[0].id)
        self.diagrams.setCurrentIndex(place)
        self.diagrams.blockSignals(blocked)
        self.found.show_alterations(shown.altered)
        self._draw()
        if not one:
            self.found.list.begin()
        chosen = self.found.list.current()
        self.facts.show_alteration(self.found.alteration_of(chosen), before, after)
        self.stage.reveal(chosen)

    def step_through(self, forward: bool) -> None:
        """Go to the next or previous change."""
        self.found.list.step(forward)

    def show_element(self, element_id: Id) -> None:
        """Show what became of an element: its facts, and itself on a diagram that draws it."""
        self.facts.show_alteration(self.found.alteration_of(element_id), self._before, self._after)
        if self._following:
            return
        diagram = self.diagrams.currentData()
        if diagram is not None and element_id not in drawn_on(self._both, diagram):
            places = range(self.diagrams.count())
            drawn = (at for at in places if element_id in drawn_on(self._both, self.diagrams.itemData(at)))
            place = next(drawn, -1)
            if place < 0:
                return
            self.diagrams.setCurrentIndex(place)
        self.stage.reveal(element_id)

    @property
    def canvas(self) -> Canvas | None:
        """The drawing, once it is there."""
        return self.stage.canvas

    def _draw(self) -> None:
        """Draw the diagram chosen."""
        self.stage.show_diagram(self._before, self._after, self._both, self.diagrams.currentData())

    def _selected(self, ids: list[Id]) -> None:
        """A click on the drawing shows what became of the element."""
        if ids:
            self._following = True
            if not self.found.list.choose(ids[0]):
                self.facts.show_alteration(self.found.alteration_of(ids[0]), self._before, self._after)
            self._following = False
