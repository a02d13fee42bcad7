"""The filter of a drawing: words to type, criteria to choose, and how many elements meet them."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import replace

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QIcon, QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QBoxLayout, QFrame, QLineEdit, QMenu, QPushButton, QWidget

from app.panels.filter_menus import FACETS, Entry, entries
from app.panels.labels import across, key_label, label, tool
from app.theme import icon, px, restyled
from core.diagram.criteria import Criteria
from core.ground.words import _
from core.model import Id, Snapshot


class FilterStrip(QFrame):
    """Says what is looked for on a drawing.

    Signals: `changed` when other criteria hold, or others are hidden instead of dimmed; `left` when the
    keyboard goes back to the drawing. Attributes: `criteria`, `hide_others`.
    """

    changed = Signal()
    left = Signal()

    def __init__(
        self, look: Callable[[], tuple[Snapshot, Iterable[Id]]], parent: QWidget | None = None
    ) -> None:
        """`look` gives the model and what of it is drawn, whose kinds, facts and zones can be chosen."""
        super().__init__(parent)
        self.setObjectName("filter_strip")
        self.setAccessibleName(_("Filter of the drawing"))
        self.criteria = Criteria()
        self.hide_others = False
        self._look = look
        self._rows = QBoxLayout(QBoxLayout.Direction.LeftToRight, self)
        self._rows.setContentsMargins(px(18), px(2), px(12), px(4))
        self._rows.setSpacing(px(6))
        self.line = QLineEdit()
        self.line.setPlaceholderText(_("Words on the drawing"))
        self.line.setAccessibleName(_("Words to look for on the drawing"))
        self.line.setMinimumWidth(px(150))
        self.line.textChanged.connect(lambda text: self.show_criteria(replace(self.criteria, text=text)))
        self.line.installEventFilter(self)
        choices = QWidget()
        row = across(choices, gap=4)
        row.addWidget(self.line, 1)
        self.buttons: dict[str, QPushButton] = {}
        for facet, title in FACETS:
            button = QPushButton(title())
            button.setProperty("chip", True)
            button.setCheckable(True)
            button.clicked.connect(lambda _on=False, facet=facet: self._open(facet))
            self.buttons[facet] = button
            row.addWidget(button)
        end = QWidget()
        row = across(end, gap=6)
        self.count = label("", "small")
        row.addWidget(self.count)
        row.addStretch(1)
        self.hiding = QPushButton(_("Hide the others"))
        self.hiding.setProperty("chip", True)
        self.hiding.setCheckable(True)
        self.hiding.toggled.connect(self._hide)
        row.addWidget(self.hiding)
        row.addWidget(key_label("Esc"))
        self.none = tool("close", _("Clear the filter"), "Esc")
        self.none.clicked.connect(self.clear)
        row.addWidget(self.none)
        self._parts = (choices, end)
        self._rows.addWidget(choices, 1)
        self._rows.addWidget(end)
        restyled(self, self._draw)
        self._draw()

    def show_criteria(self, criteria: Criteria) -> None:
        """Look for this from now on."""
        if criteria == self.criteria:
            return
        self.criteria = criteria
        if self.line.text() != criteria.text:
            self.line.setText(criteria.text)
        self._draw()
        self.changed.emit()

    def clear(self) -> None:
        """Look for nothing, and give the keyboard back to the drawing."""
        self.hiding.setChecked(False)
        self.show_criteria(Criteria())
        self.left.emit()

    def show_count(self, words: str) -> None:
        """Say how many elements meet the criteria."""
        self.count.setText(words)

    def menu(self, facet: str) -> QMenu:
        """What can be chosen of one sort of criteria, each with whether it is."""
        snapshot, drawn = self._look()
        menu = QMenu(self)
        self._fill(menu, entries(facet, snapshot, drawn, self.criteria))
        if menu.isEmpty():
            menu.addAction(_("Nothing of the kind is drawn here")).setEnabled(False)
        return menu

    def _fill(self, menu: QMenu, found: Iterable[Entry]) -> None:
        for entry in found:
            if entry.inner:
                self._fill(menu.addMenu(entry.title), entry.inner)
                continue
            if entry.after_line:
                menu.addSeparator()
            made = menu.addAction(entry.title)
            made.setCheckable(True)
            made.setChecked(entry.chosen)
            made.triggered.connect(lambda _on=False, after=entry.criteria: self.show_criteria(after))

    def _open(self, facet: str) -> None:
        button = self.buttons[facet]
        only = entries(facet, *self._look(), self.criteria)
        self._draw()
        if len(only) == 1 and not only[0].inner:
            self.show_criteria(only[0].criteria)
            return
        menu = self.menu(facet)
        menu.aboutToHide.connect(menu.deleteLater)
        menu.popup(button.mapToGlobal(button.rect().bottomLeft()))

    def _hide(self, hide: bool) -> None:
        self.hide_others = hide
        self.changed.emit()

    def _draw(self) -> None:
        empty = Criteria()
        for facet, button in self.buttons.items():
            given = any(getattr(self.criteria, name) != getattr(empty, name) for name in _FIELDS[facet])
            button.setChecked(given)
            button.setIcon(icon("tick", "accent.text") if given else QIcon())
        self._turn()

    def _turn(self) -> None:
        """In one row, or in two where that is too wide."""
        wide = sum(part.sizeHint().width() for part in self._parts) + px(40)
        narrow = wide > self.width()
        way = QBoxLayout.Direction.TopToBottom if narrow else QBoxLayout.Direction.LeftToRight
        if way != self._rows.direction():
            self._rows.setDirection(way)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """There is another width."""
        super().resizeEvent(event)
        self._turn()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Escape clears the filter."""
        if event.key() == Qt.Key.Key_Escape:
            self.clear()
        else:
            super().keyPressEvent(event)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Enter goes to what was found, Escape clears."""
        if watched is self.line and isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
                self.left.emit()
                return True
            if event.key() == Qt.Key.Key_Escape:
                self.clear()
                return True
        return super().eventFilter(watched, event)


_FIELDS: dict[str, tuple[str, ...]] = {
    "kind": ("kinds",),
    "security": ("facts",),
    "zone": ("zone", "crossing"),
    "threats": ("threats",),
    "verdicts": ("verdicts",),
    "allocation": ("unallocated",),
}


def kept_words(kept: int, whole: int) -> str:
    """How many elements meet a filter."""
    return _("{kept} of {whole} shown").format(kept=kept, whole=whole)
