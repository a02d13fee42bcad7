"""Lists of findings, verdicts, threats and the like: one kind of row, updated by difference."""

from collections.abc import Iterable, Sequence
from dataclasses import dataclass
from typing import Any

from PySide6.QtCore import (
    QAbstractListModel,
    QItemSelectionModel,
    QModelIndex,
    QObject,
    QPersistentModelIndex,
    QPoint,
    Qt,
    Signal,
)
from PySide6.QtGui import QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QResizeEvent
from PySide6.QtWidgets import QListView, QWidget

from app.theme import colour, font, look, px
from app.theme.marks import MARKS
from core.ground.words import _

Index = QModelIndex | QPersistentModelIndex

_ARROWS = (Qt.Key.Key_Left, Qt.Key.Key_Right, Qt.Key.Key_Up, Qt.Key.Key_Down)


@dataclass(frozen=True, slots=True)
class Row:
    """One row of a list.

    `mark` is a status mark or an icon's name; `count` stands in a shield. `lead` is a short mono key
    before the title. `columns` stand at the right, in the widths the list was given. A `heading`
    begins a group; `spans` colours letters of the title: start, length and role; `aside` follows it,
    and `aside_spans` colours letters of that.
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
    faint: bool = False
    """Greyed: it cannot be taken now."""
    tip: str = ""
    spans: tuple[tuple[int, int, str], ...] = ()
    aside: str = ""
    aside_spans: tuple[tuple[int, int, str], ...] = ()

    @property
    def spoken(self) -> str:
        """What a screen reader says."""
        parts = (_told(self.mark), self.lead, self.title, self.aside, self.detail, *self.columns, self.right)
        return ", ".join(part for part in parts if part)


def _told(mark: str) -> str:
    """What a mark says; one that is only a picture says nothing."""
    if mark == "information":
        return _("info")
    from core.model import KINDS

    return _(mark) if mark in MARKS or mark in KINDS else ""


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
        told = row.tip or (row.title if row.heading else None)
        return told if role == Qt.ItemDataRole.ToolTipRole else None

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
    a click on a heading folds its group, `most_lines` how many lines title and detail may take
    together where they wrap; 1 where they do not.
    """

    chosen = Signal(str)
    activated_row = Signal(str)

    def __init__(self, columns: tuple[int, ...] = (), parent: QWidget | None = None) -> None:
        from app.panels.row_painter import RowPainter

        super().__init__(parent)
        self.column_widths = columns
        self.folds = True
        self.row_height = 28
        """How high a row of one line is, in px at scale 1."""
        self.empty = ""
        """What a list without rows says: what appears here, and the key that begins."""
        self.most_lines = 1
        self.known = RowModel(self)
        self._folded: set[str] = set()
        self._all: list[Row] = []
        self._heard = ""
        self._beside: dict[bool, str] = {}
        self._showing = False
        self.setModel(self.known)
        self.setItemDelegate(RowPainter(self))
        self.setEditTriggers(QListView.EditTrigger.NoEditTriggers)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setMouseTracking(True)
        self.selectionModel().currentChanged.connect(self._current)
        self.doubleClicked.connect(lambda index: self._activate(index.row()))
        look().changed.connect(self.scheduleDelayedItemsLayout)

    def show_rows(self, rows: Sequence[Row]) -> None:
        """Show these rows. What is at the top of the view stays there.

        The current row stays current wherever it went; where it is gone the next one in its place
        becomes current, and is said, or none in a list that nobody sees. While its group is folded
        no row is current.
        """
        before, held = list(self.known.rows), self._held()
        place = self.currentIndex().row()
        self._all = list(rows)
        self._showing = True
        self.setAutoScroll(False)
        self.known.show(self._unfolded())
        self._settle(before, place)
        self._remember(before, place)
        self._hold(held)
        self.setAutoScroll(True)
        self._showing = False
        if self.current() and self.current() != self._heard:
            self._current(self.currentIndex())

    def current(self) -> str:
        """The id of the current row, or an empty text."""
        row = self._row(self.currentIndex().row())
        return row.id if row is not None and not row.heading else ""

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
        """Make the next or previous row current, past headings.

        From a row that went elsewhere it goes on where that row was.
        """
        if self._beside.get(forward) and self.choose(self._beside[forward]):
            return
        number = self.currentIndex().row() + (1 if forward else -1)
        while 0 <= number < len(self.known.rows):
            if not self.known.rows[number].heading:
                self.setCurrentIndex(self.known.index(number))
                return
            number += 1 if forward else -1

    def begin(self) -> None:
        """Make the first row current that is no heading, unless one is already, or its group is folded."""
        if not self.current() and not any(row.id == self._heard for row in self._all):
            self.step(forward=True)

    def columns_shown(self, row: Row, width: int) -> tuple[tuple[int, str], ...]:
        """The columns of a row that are shown in that width, each with its own; all, or none of them."""
        widths = [px(one) for one in self.column_widths]
        fits = bool(row.columns) and sum(widths) < width * 0.6
        return tuple(zip(widths, row.columns, strict=False)) if fits else ()

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

    def _row(self, number: int) -> Row | None:
        return self.known.rows[number] if 0 <= number < len(self.known.rows) else None

    def _settle(self, before: list[Row], place: int) -> None:
        """Make the row current that was, or the one that stands in its place now."""
        number = self.known.place(self._heard) if self._heard else -1
        if number < 0 and not any(row.id == self._heard for row in self._all):
            number = self._successor(before, place)
        self.selectionModel().setCurrentIndex(
            self.known.index(number), QItemSelectionModel.SelectionFlag.ClearAndSelect
        )

    def _successor(self, before: list[Row], place: int) -> int:
        """Where the nearest row stands that is still shown, those after `place` first; -1 for none."""
        if place < 0 or not self.isVisible():
            return -1
        for row in (*before[place + 1 :], *reversed(before[:place])):
            number = -1 if row.heading else self.known.place(row.id)
            if number >= 0 and not self.known.rows[number].heading:
                return number
        return -1

    def _remember(self, before: list[Row], place: int) -> None:
        """Keep which rows were beside the current one, where it went elsewhere."""
        number = self.currentIndex().row()
        if place < 0 or number < 0 or before[place].id != self.known.rows[number].id:
            self._beside = {}
            return
        beside = {True: self._first(before[place + 1 :]), False: self._first(reversed(before[:place]))}
        now = self.known.rows
        if beside != {True: self._first(now[number + 1 :]), False: self._first(reversed(now[:number]))}:
            self._beside = self._beside or beside

    def _first(self, rows: Iterable[Row]) -> str:
        """The first of the rows that is no heading and is shown."""
        return next((row.id for row in rows if not row.heading and self.known.place(row.id) >= 0), "")

    def _held(self) -> list[str]:
        """The ids of the rows in view, the topmost first; none where the list stands at its beginning.

        There what is new at the beginning is to be seen, such as the last change of the history.
        """
        top = self.indexAt(QPoint(1, 1)).row()
        if top == 0:
            return []
        page = self.viewport().height() // max(self.sizeHintForRow(0), 1) + 1
        return [row.id for row in self.known.rows[top : top + page]] if top >= 0 else []

    def _hold(self, held: list[str]) -> None:
        """Scroll to where the first of these rows that is still there is at the top again."""
        number = next((place for row_id in held if (place := self.known.place(row_id)) >= 0), -1)
        if number >= 0:
            self.scrollTo(self.known.index(number), QListView.ScrollHint.PositionAtTop)

    def _current(self, index: QModelIndex) -> None:
        row = self._row(index.row())
        if self._showing or row is None or row.heading:
            return
        self._heard = row.id
        self._beside = {}
        self.chosen.emit(row.id)

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

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Titles that wrap take other lines at another width."""
        super().resizeEvent(event)
        if self.most_lines > 1 and event.size().width() != event.oldSize().width():
            self.scheduleDelayedItemsLayout()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter activates; the arrows, J and K step. What moves the view of a drawing is left to the page."""
        held = event.modifiers() & Qt.KeyboardModifier.ControlModifier
        if event.text() in ("+", "-") or (held and event.key() in _ARROWS):
            event.ignore()
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self._activate(self.currentIndex().row())
        elif event.key() in (Qt.Key.Key_J, Qt.Key.Key_Down):
            self.step(True)
        elif event.key() in (Qt.Key.Key_K, Qt.Key.Key_Up):
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
