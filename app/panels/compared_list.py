"""The list of what is not the same in two models, with what narrows it: the sort of change, the kind."""

from collections.abc import Sequence

from PySide6.QtCore import Signal
from PySide6.QtGui import QIcon
from PySide6.QtWidgets import QComboBox, QPushButton, QWidget

from app.panels.compared_facts import sort_words
from app.panels.labels import across, down
from app.panels.rows import Row, RowList
from app.theme import icon, restyled
from core.ground.words import _, deferred
from core.model import Id
from core.model.facts import title_of
from core.project.comparison import SORTS, Alteration, Sort

SIGNS: dict[Sort, str] = {"added": "+", "removed": "−", "changed": "~", "drawn": "↔"}

_TITLES = {
    "added": deferred("Added"),
    "removed": deferred("Removed"),
    "changed": deferred("Changed"),
    "drawn": deferred("Drawing only"),
}


class ComparedList(QWidget):
    """Every alteration as a row.

    Signal: `chosen` with the id of the element whose row became current.
    """

    chosen = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._all: Sequence[Alteration] = ()
        column = down(self)
        head = QWidget()
        row = across(head, (12, 8, 12, 4), 4)
        self.chips: dict[Sort, QPushButton] = {}
        for sort in SORTS:
            chip = QPushButton()
            chip.setProperty("chip", True)
            chip.setCheckable(True)
            chip.setChecked(True)
            chip.toggled.connect(lambda _on: self._show())
            self.chips[sort] = chip
            row.addWidget(chip)
        row.addStretch(1)
        below = QWidget()
        self.kinds = QComboBox()
        self.kinds.setAccessibleName(_("Kind of element"))
        self.kinds.currentIndexChanged.connect(lambda _place: self._show())
        across(below, (12, 0, 12, 6)).addWidget(self.kinds, 1)
        self.list = RowList()
        self.list.setAccessibleName(_("What is not the same"))
        self.list.empty = _("Nothing differs, as far as it is chosen above.")
        self.list.chosen.connect(self.chosen)
        for widget in (head, below):
            column.addWidget(widget)
        column.addWidget(self.list, 1)
        restyled(self, self._draw)

    def show_alterations(self, found: Sequence[Alteration]) -> None:
        """Show these, as far as the filters let them through."""
        self._all = found
        kept = self.kinds.currentData()
        blocked = self.kinds.blockSignals(True)
        self.kinds.clear()
        self.kinds.addItem(_("Every kind"), "")
        for kind in dict.fromkeys(one.element.kind for one in found):
            self.kinds.addItem(title_of(kind), kind)
        self.kinds.setCurrentIndex(max(self.kinds.findData(kept), 0))
        self.kinds.blockSignals(blocked)
        self._draw()
        self._show()

    def alteration_of(self, element_id: Id) -> Alteration | None:
        """What became of an element."""
        return next((one for one in self._all if one.id == element_id), None)

    def _show(self) -> None:
        sorts = {sort for sort, chip in self.chips.items() if chip.isChecked()}
        kind = self.kinds.currentData() or ""
        shown = [one for one in self._all if one.sort in sorts and kind in ("", one.element.kind)]
        self.list.show_rows([altered_row(one) for one in shown])
        self._draw()

    def _draw(self) -> None:
        for sort, chip in self.chips.items():
            count = sum(one.sort == sort for one in self._all)
            chip.setText(f"{SIGNS[sort]} {count}")
            chip.setAccessibleName(f"{_TITLES[sort]()} {count}")
            chip.setToolTip(_TITLES[sort]())
            chip.setIcon(icon("tick", "accent.text") if chip.isChecked() else QIcon())


def altered_row(one: Alteration) -> Row:
    """The row of an alteration: its sign in its colour, and the name."""
    role = "text.secondary" if one.sort == "drawn" else f"diff.{one.sort}.text"
    return Row(
        one.id,
        f"{SIGNS[one.sort]}  {one.name or _(one.element.kind)}",
        mark=one.element.kind,
        right=sort_words(one),
        tip=_("{what}: {words}").format(what=f"{_(one.element.kind)} {one.name}", words=sort_words(one)),
        spans=((0, 1, role),),
    )
