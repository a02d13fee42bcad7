"""Lists of findings, verdicts, threats and the like: one kind of row, updated by difference."""

from collections.abc import Sequence
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import QAbstractListModel, QModelIndex, QObject, QPersistentModelIndex, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QListView, QWidget

from app.theme import colour, font, look, px

Index = QModelIndex | QPersistentModelIndex


@dataclass(frozen=True, slots=True)
class Row:
    """One row of a list.

    `mark` is a status mark or an icon's name; `count` stands in a shield. `lead` is a short mono key
    before the title. `columns` stand at the right, in the widths the list was given. A `heading`
    begins a group; `spans` colours letters of the title: start, length and role; `aside` follows it.
    """

    id: str
    title: str
    detail: str = ""
    mark: str = ""
    count: str = ""
    lead: str = ""
    columns: tuple[str, ...] = ()
    right: str = ""
    right_detail: str = ""
    key: str = ""
    bold: bool = False
    heading: bool = False
    stale: bool = False
    tip: str = ""
    spans: tuple[tuple[int, int, str], ...] = ()
    aside: str = ""

    @property
    def spoken(self) -> str:
        """What a screen reader says."""
        parts = (self.mark, self.lead, self.title, self.aside, self.detail, *self.columns, self.right)
        return ", ".join(part for part in parts if part)


ROW = Qt.ItemDataRole.UserRole
"""The role under which the model gives the Row itself."""


class RowModel(QAbstractListModel):
    """Rows in order. Showing others moves only what differs, so that nothing under the pointer jumps."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.rows: list[Row] = []

    def show(self, rows: Sequence[Row]) -> None:
        """Show these rows instead."""
        new = list(rows)
        old_ids, new_ids = [row.id for row in self.rows], [row.id for row in new]
        start = _common(old_ids, new_ids)
        end = _common(old_ids[start:][::-1], new_ids[start:][::-1])
        gone, come = len(self.rows) - end, len(new) - end
        if gone > start:
            self.beginRemoveRows(QModelIndex(), start, gone - 1)
            del self.rows[start:gone]
            self.endRemoveRows()
        if come > start:
            self.beginInsertRows(QModelIndex(), start, come - 1)
            self.rows[start:start] = new[start:come]
            self.endInsertRows()
        for number, row in enumerate(new):
            if self.rows[number] != row:
                self.rows[number] = row
                self.dataChanged.emit(self.index(number), self.index(number))

    def place(self, row_id: str) -> int:
        """The number of the row with that id, or -1."""
        return next((number for number, row in enumerate(self.rows) if row.id == row_id), -1)

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own signature
        """How many rows are shown."""
        return 0 if parent.isValid() else len(self.rows)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """What the list shows, says and explains of a row."""
        if not index.isValid() or index.row() >= len(self.rows):
            return None
        row = self.rows[index.row()]
        if role == ROW:
            return row
        if role in (Qt.ItemDataRole.DisplayRole, Qt.ItemDataRole.AccessibleTextRole):
            return row.title if role == Qt.ItemDataRole.DisplayRole else row.spoken
        return (row.tip or None) if role == Qt.ItemDataRole.ToolTipRole else None

    def flags(self, index: Index) -> Qt.ItemFlag:
        """Headings cannot be selected."""
        if not index.isValid():
            return Qt.ItemFlag.NoItemFlags
        if self.rows[index.row()].heading:
            return Qt.ItemFlag.ItemIsEnabled
        return Qt.ItemFlag.ItemIsEnabled | Qt.ItemFlag.ItemIsSelectable


class RowList(QListView):
    """A list of rows.

    Signals: `chosen` with a row's id when it becomes current, `activated_row` on Enter or double
    click. `columns` are the widths of the right-hand columns in px at scale 1; `folds` says whether
    a click on a heading folds its group.
    """

    chosen = Signal(str)
    activated_row = Signal(str)

    def __init__(self, columns: tuple[int, ...] = (), parent: QWidget | None = None) -> None:
        from app.panels.row_painter import RowPainter

        super().__init__(parent)
        self.column_widths = columns
        self.folds = True
        self.empty = ""
        """What a list without rows says: what appears here, and the key that begins."""
        self.known = RowModel(self)
        self._folded: set[str] = set()
        self._all: list[Row] = []
        self.setModel(self.known)
        self.setItemDelegate(RowPainter(self))
        self.setEditTriggers(QListView.EditTrigger.NoEditTriggers)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setMouseTracking(True)
        self.selectionModel().currentChanged.connect(self._current)
        self.doubleClicked.connect(lambda index: self._activate(index.row()))
        look().changed.connect(self.scheduleDelayedItemsLayout)

    def show_rows(self, rows: Sequence[Row]) -> None:
        """Show these rows; the current one stays current if it is still there."""
        current = self.current()
        self._all = list(rows)
        self.known.show(self._unfolded())
        if current and self.current() != current:
            self.choose(current, quietly=True)

    def current(self) -> str:
        """The id of the current row, or an empty text."""
        number = self.currentIndex().row()
        return self.known.rows[number].id if 0 <= number < len(self.known.rows) else ""

    def choose(self, row_id: str, quietly: bool = False) -> bool:
        """Make a row current; False where there is none of that id."""
        number = self.known.place(row_id)
        if number < 0:
            return False
        blocked = self.blockSignals(quietly)
        self.setCurrentIndex(self.known.index(number))
        self.blockSignals(blocked)
        return True

    def step(self, forward: bool) -> None:
        """Make the next or previous row current, past headings."""
        number = self.currentIndex().row() + (1 if forward else -1)
        while 0 <= number < len(self.known.rows):
            if not self.known.rows[number].heading:
                self.setCurrentIndex(self.known.index(number))
                return
            number += 1 if forward else -1

    def begin(self) -> None:
        """Make the first row current that is no heading, unless one is already."""
        number = self.currentIndex().row()
        if not 0 <= number < len(self.known.rows) or self.known.rows[number].heading:
            self.step(forward=True)

    def is_folded(self, row: Row) -> bool:
        """Whether the group under a heading is folded."""
        return row.id in self._folded

    def _unfolded(self) -> list[Row]:
        shown: list[Row] = []
        hidden = False
        for row in self._all:
            if row.heading:
                hidden = row.id in self._folded
            if row.heading or not hidden:
                shown.append(row)
        return shown

    def _current(self, index: QModelIndex) -> None:
        if index.isValid() and not self.known.rows[index.row()].heading:
            self.chosen.emit(self.known.rows[index.row()].id)

    def _activate(self, number: int) -> None:
        if 0 <= number < len(self.known.rows) and not self.known.rows[number].heading:
            self.activated_row.emit(self.known.rows[number].id)

    def _fold(self, number: int) -> None:
        row = self.known.rows[number]
        self._folded ^= {row.id}
        self.show_rows(self._all)
        self.viewport().update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """The rows; where there are none, what would be here."""
        super().paintEvent(event)
        if self.empty and not self.known.rows:
            painter = QPainter(self.viewport())
            painter.setFont(font("body"))
            painter.setPen(colour("text.secondary"))
            place = self.viewport().rect().adjusted(px(14), px(10), -px(14), -px(4))
            painter.drawText(place, Qt.AlignmentFlag.AlignTop | Qt.TextFlag.TextWordWrap, self.empty)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter activates; J and K step."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._activate(self.currentIndex().row())
        elif event.key() == Qt.Key.Key_J:
            self.step(True)
        elif event.key() == Qt.Key.Key_K:
            self.step(False)
        else:
            super().keyPressEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """A click on a heading folds its group."""
        index = self.indexAt(event.position().toPoint())
        if index.isValid() and self.known.rows[index.row()].heading:
            if self.folds:
                self._fold(index.row())
        else:
            super().mousePressEvent(event)


def _common(one: list[str], other: list[str]) -> int:
    """How many entries the two lists share from the beginning."""
    for number, (first, second) in enumerate(zip(one, other, strict=False)):
        if first != second:
            return number
    return min(len(one), len(other))
