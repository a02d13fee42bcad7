"""A matrix as Qt's tables know one: words for each cell and head, for tooltips and for those who listen."""

from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, Qt

from app.panels.rows import Index
from core.diagram.matrix import Head, Matrix, Wish
from core.diagram.matrix_table import cell_text, spoken_cell
from core.ground.words import _, plural
from core.model import Snapshot

_SPOKEN = (Qt.ItemDataRole.ToolTipRole, Qt.ItemDataRole.AccessibleTextRole)


class MatrixModel(QAbstractTableModel):
    """The matrix that is shown, with the snapshot it was worked out from."""

    def __init__(self, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self.shown = Matrix(Wish(), (), ())
        self.snapshot = Snapshot()

    def show(self, shown: Matrix, snapshot: Snapshot) -> None:
        """Show another matrix; the lines stay where they are if only cells differ."""
        before = [head.id for head in self.shown.rows], [head.id for head in self.shown.columns]
        after = [head.id for head in shown.rows], [head.id for head in shown.columns]
        if before == after:
            self.shown, self.snapshot = shown, snapshot
            if after[0] and after[1]:
                last = self.index(len(after[0]) - 1, len(after[1]) - 1)
                self.dataChanged.emit(self.index(0, 0), last)
            self.headerDataChanged.emit(Qt.Orientation.Vertical, 0, max(len(after[0]) - 1, 0))
            self.headerDataChanged.emit(Qt.Orientation.Horizontal, 0, max(len(after[1]) - 1, 0))
            return
        self.beginResetModel()
        self.shown, self.snapshot = shown, snapshot
        self.endResetModel()

    def heads(self, orientation: Qt.Orientation) -> tuple[Head, ...]:
        """The rows, or the columns."""
        return self.shown.rows if orientation is Qt.Orientation.Vertical else self.shown.columns

    def said(self, row: int, column: int) -> str:
        """What a cell says, as a sentence; empty where there is no such cell."""
        if not (0 <= row < len(self.shown.rows) and 0 <= column < len(self.shown.columns)):
            return ""
        return spoken_cell(self.snapshot, self.shown, row, column)

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own signature
        """The rows that are not inside a folded one."""
        return 0 if parent.isValid() else len(self.shown.rows)

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own signature
        """The columns that are not inside a folded one."""
        return 0 if parent.isValid() else len(self.shown.columns)

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """The words of a cell; as a sentence for tooltips and for those who listen."""
        if role == Qt.ItemDataRole.DisplayRole:
            return cell_text(self.shown.subject, self.shown.cell(index.row(), index.column()))
        return self.said(index.row(), index.column()) if role in _SPOKEN else None

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        """The name of a row or column; with its count for tooltips and for those who listen."""
        heads = self.heads(orientation)
        if not 0 <= section < len(heads):
            return None
        if role == Qt.ItemDataRole.DisplayRole:
            return heads[section].name
        return spoken_head(heads[section]) if role in _SPOKEN else None


def spoken_head(head: Head) -> str:
    """A row or column in words: its name, what it holds, how many links, and whether there is none."""
    parts = [head.name]
    if head.holds:
        parts.append(plural("holds {count} element", "holds {count} elements", head.holds))
    parts.append(_("nothing joins it") if head.empty else plural("{count} link", "{count} links", head.total))
    if head.folded:
        parts.append(_("folded"))
    return ", ".join(parts)
