"""The table of requirements: key, sentence in colours, pattern, source, verdict."""

from collections.abc import Sequence
from typing import Any

from PySide6.QtCore import QAbstractTableModel, QModelIndex, QObject, QPoint, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QCursor, QKeyEvent, QMouseEvent, QPainter, QPen, QResizeEvent
from PySide6.QtWidgets import (
    QHeaderView,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QTableView,
    QWidget,
)

from app.panels.folds import Folds, foldable, shortened
from app.panels.row_painter import draw_key, draw_spans, draw_text
from app.panels.rows import Index
from app.session.results import Results
from app.theme import colour, glyph, paint_mark, px, restyled
from core.assistants.known import reason_of
from core.assistants.sentences import parsed
from core.ground.diagnostic import Severity
from core.ground.words import _
from core.model import Id, Requirement

REQUIREMENT = Qt.ItemDataRole.UserRole
NEW = ""
"""The id of the last row, in which the next requirement is begun."""

_WIDTHS = (84, 0, 120, 110, 64)
_GIVING_WAY = (3, 2)
"""The columns that are left out where there is no room, the first first."""
_LEAST = 220
"""The least room for a sentence, in px at scale 1."""


class RequirementModel(QAbstractTableModel):
    """Requirements in order, and one more row for the next."""

    def __init__(self, results: Results, parent: QObject | None = None) -> None:
        super().__init__(parent)
        self._results = results
        self.requirements: list[Requirement] = []

    def show(self, requirements: Sequence[Requirement]) -> None:
        """Show these requirements; rows stay where they are if only facts differ."""
        if [one.id for one in requirements] == [one.id for one in self.requirements]:
            self.requirements = list(requirements)
            self.dataChanged.emit(self.index(0, 0), self.index(len(requirements), 4))
            return
        self.beginResetModel()
        self.requirements = list(requirements)
        self.endResetModel()

    def place(self, requirement_id: Id) -> int:
        """The row of a requirement, the last one for a new one, -1 where it is not shown."""
        if requirement_id == NEW:
            return len(self.requirements)
        return next((row for row, one in enumerate(self.requirements) if one.id == requirement_id), -1)

    def rowCount(self, parent: Index = QModelIndex()) -> int:  # noqa: B008 - Qt's own signature
        """The requirements and the row for the next."""
        return 0 if parent.isValid() else len(self.requirements) + 1

    def columnCount(self, parent: Index = QModelIndex()) -> int:  # noqa: ARG002, B008 - Qt's own signature
        """Id, sentence, pattern, source, verdict."""
        return len(_WIDTHS)

    def headerData(
        self, section: int, orientation: Qt.Orientation, role: int = Qt.ItemDataRole.DisplayRole
    ) -> Any:
        """The names of the columns."""
        titles = (_("Id"), _("Requirement"), _("Pattern"), _("Source"), _("Verdict"))
        if orientation == Qt.Orientation.Horizontal and role == Qt.ItemDataRole.DisplayRole:
            return titles[section]
        if role == Qt.ItemDataRole.TextAlignmentRole:
            return int(Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignVCenter)
        return None

    def data(self, index: Index, role: int = Qt.ItemDataRole.DisplayRole) -> Any:
        """The words of a cell; under REQUIREMENT the requirement itself."""
        if index.row() >= len(self.requirements):
            return (
                _("write the next one")
                if role == Qt.ItemDataRole.DisplayRole and index.column() == 1
                else None
            )
        one = self.requirements[index.row()]
        if role == REQUIREMENT:
            return one
        if role == Qt.ItemDataRole.ToolTipRole:
            tips = {1: one.text, 2: self.fault(one), 4: self.verdict_words(one)}
            return tips.get(index.column()) or None
        if role == Qt.ItemDataRole.DisplayRole:
            words = (one.key, one.text, self.pattern_words(one), one.source, self.verdict_words(one))
            return words[index.column()]
        return None

    def pattern_words(self, one: Requirement) -> str:
        """The pattern of a sentence, or that it does not parse."""
        known = parsed(one.text)
        if not known.ok:
            return _("does not parse")
        return _(known.pattern.value) if known.pattern else ""

    def fault(self, one: Requirement) -> str:
        """What is wrong with a sentence that does not parse; an empty text for one that does."""
        known = parsed(one.text)
        wrong = (fault.message for fault in known.diagnostics if fault.severity is Severity.ERROR)
        return "" if known.ok else next(wrong, _("does not parse"))

    def verdict(self, one: Requirement) -> str:
        """The mark of a requirement's verdict."""
        found = self._results.verdict_of(one)
        return found["verdict"] if found else ""

    def verdict_words(self, one: Requirement) -> str:
        """The verdict with its reason."""
        found = self._results.verdict_of(one)
        if found is None:
            checking = self._results.under_way(self._results.verdicts)
            return _("is being checked") if checking else _("not checked yet")
        return ": ".join(part for part in (_(found["verdict"]), reason_of(found)) if part)

    def is_stale(self, one: Requirement) -> bool:
        """Whether the verdict is older than the model."""
        return self._results.is_verdict_stale(self._results.verdict_of(one))


class RequirementTable(QTableView):
    """The table.

    Signals: `chosen` with the id of the row's requirement, an empty text for the row of the next
    one; `entered` on Enter.
    """

    chosen = Signal(str)
    entered = Signal(str)

    def __init__(self, results: Results, folds: Folds, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.known = RequirementModel(results, self)
        self.folds = folds
        folds.changed.connect(self.viewport().update)
        self.setModel(self.known)
        self.setItemDelegate(_CellPainter(self))
        self.setSelectionBehavior(QTableView.SelectionBehavior.SelectRows)
        self.setSelectionMode(QTableView.SelectionMode.SingleSelection)
        self.setEditTriggers(QTableView.EditTrigger.NoEditTriggers)
        self.setShowGrid(False)
        self.setWordWrap(False)
        self.setTabKeyNavigation(False)
        self.setMouseTracking(True)
        self.verticalHeader().hide()
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        header = self.horizontalHeader()
        header.setHighlightSections(False)
        header.setSectionsClickable(False)
        header.setSectionResizeMode(QHeaderView.ResizeMode.Fixed)
        header.setSectionResizeMode(1, QHeaderView.ResizeMode.Stretch)
        self.selectionModel().currentRowChanged.connect(
            lambda index, _old: self.chosen.emit(self._id(index.row()))
        )
        self.doubleClicked.connect(lambda index: self.entered.emit(self._id(index.row())))
        restyled(self, self._draw)
        self._draw()

    def choose(self, requirement_id: Id) -> None:
        """Make a row current."""
        row = self.known.place(requirement_id)
        if row >= 0 and row != self.currentIndex().row():
            self.selectRow(row)

    def current(self) -> Id:
        """The requirement of the current row."""
        return self._id(self.currentIndex().row())

    def _id(self, row: int) -> Id:
        return self.known.requirements[row].id if 0 <= row < len(self.known.requirements) else NEW

    def _draw(self) -> None:
        self.verticalHeader().setDefaultSectionSize(px(28))
        self.verticalHeader().setMinimumSectionSize(px(20))
        for column, width in enumerate(_WIDTHS):
            if width:
                self.horizontalHeader().resizeSection(column, px(width))
        self._give_way()

    def _give_way(self) -> None:
        """Leave out the source, and then the pattern, where the sentence would have too little room."""
        room = self.width() - sum(map(px, _WIDTHS))
        for column in _GIVING_WAY:
            hidden = room < px(_LEAST)
            self.setColumnHidden(column, hidden)
            room += px(_WIDTHS[column]) if hidden else 0

    def chevron(self, index: Index) -> QRect | None:
        """Where a click folds the current row, or the one under the pointer; None where it cannot be."""
        under = self.indexAt(self.viewport().mapFromGlobal(QCursor.pos()))
        one = index.data(REQUIREMENT)
        if one is None or index.row() not in (self.currentIndex().row(), under.row()):
            return None
        box = self.visualRect(index)
        size = px(16)
        place = QRect(box.right() - px(6) - size, box.center().y() - size // 2, size, size)
        return place if foldable(one.text) else None

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """A click on the chevron of a sentence folds or unfolds its clauses."""
        index = self.indexAt(event.position().toPoint())
        place = self.chevron(index) if index.column() == 1 else None
        if place is not None and place.adjusted(-4, -4, 4, 4).contains(event.position().toPoint()):
            self.folds.turn_all(index.data(REQUIREMENT).text)
        super().mousePressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """The current row stays whole where it was in view: what lies below the table grows and shrinks."""
        before = self.visualRect(self.currentIndex())
        super().resizeEvent(event)
        self._give_way()
        if before.intersects(QRect(QPoint(0, 0), event.oldSize())):
            self.scrollTo(self.currentIndex())

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter goes on into the editor; J and K step; left folds a clause, right unfolds one."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.entered.emit(self.current())
        elif event.key() in (Qt.Key.Key_Left, Qt.Key.Key_Right) and not event.modifiers():
            one = self.currentIndex().siblingAtColumn(1).data(REQUIREMENT)
            if one is not None:
                self.folds.step(one.text, fold=event.key() == Qt.Key.Key_Left)
        elif event.key() in (Qt.Key.Key_J, Qt.Key.Key_K) and not event.modifiers():
            row = self.currentIndex().row() + (1 if event.key() == Qt.Key.Key_J else -1)
            self.selectRow(min(max(row, 0), self.known.rowCount() - 1))
        else:
            super().keyPressEvent(event)


class _CellPainter(QStyledItemDelegate):
    """Paints one cell."""

    def __init__(self, view: RequirementTable) -> None:
        super().__init__(view)
        self._view = view

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:  # noqa: ARG002 - Qt's signature
        """One row of the table."""
        return QSize(px(60), px(28))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Paint the cell at the index."""
        box: QRect = option.rect
        painter.save()
        if option.state & QStyle.StateFlag.State_Selected:
            painter.fillRect(box, colour("surface.selected"))
        painter.setPen(QPen(colour("line.subtle"), 1))
        painter.drawLine(box.bottomLeft(), box.bottomRight())
        one = index.data(REQUIREMENT)
        place = box.adjusted(px(12) if index.column() == 0 else px(6), 0, -px(6), 0)
        if one is None:
            if index.column() == 0:
                draw_key(painter, place.left() + px(44), box, "Enter")
            elif index.column() == 1:
                draw_text(painter, place, _("write the next one"), "body", "text.tertiary")
        elif index.column() == 0:
            draw_text(painter, place, one.key, "id", "text.secondary")
        elif index.column() == 1:
            words, spans = shortened(one.text, self._view.folds.folded(one.text))
            chevron = self._view.chevron(index)
            if chevron is not None:
                name = "folded" if self._view.folds.folded(one.text) else "fold"
                place.setRight(chevron.left() - px(4))
                ratio = self._view.devicePixelRatioF()
                painter.drawPixmap(chevron.topLeft(), glyph(name, chevron.width(), ratio=ratio))
            draw_spans(painter, place, words.replace("\n", " "), spans)
        elif index.column() == 2:
            self._pattern(painter, place, one)
        elif index.column() == 4:
            self._verdict(painter, place, one)
        else:
            draw_text(painter, place, index.data() or "", "small", "text.secondary")
        painter.restore()

    def _pattern(self, painter: QPainter, place: QRect, one: Requirement) -> None:
        wrong = self._view.known.fault(one)
        if wrong:
            paint_mark(painter, QRectF(place.left(), place.center().y() - px(7), px(14), px(14)), "error")
            place.setLeft(place.left() + px(20))
        words = self._view.known.pattern_words(one)
        draw_text(painter, place, words, "small", "status.error.text" if wrong else "text.secondary")

    def _verdict(self, painter: QPainter, place: QRect, one: Requirement) -> None:
        verdict = self._view.known.verdict(one)
        square = QRectF(place.left() + px(8), place.center().y() - px(7), px(14), px(14))
        if verdict:
            paint_mark(painter, square, verdict)
        if self._view.known.is_stale(one):
            paint_mark(painter, square.translated(px(18), 0), "stale")
