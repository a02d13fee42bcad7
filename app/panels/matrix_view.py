"""The cells of a matrix, painted at once from the frozen table; a cursor that the keyboard moves."""

from PySide6.QtCore import QEvent, QModelIndex, QPoint, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QAbstractItemView, QFrame, QTableView, QWidget

from app.panels.matrix_heads import MatrixHead
from app.panels.matrix_model import MatrixModel
from app.theme import colour, font, look, paint_mark, px, restyled
from core.diagram.matrix import MUTUAL, Cell, Head, Subject
from core.ground.words import _

_WIDE = {Subject.ALLOCATIONS: 28, Subject.CONNECTORS: 84, Subject.TRACES: 64, Subject.RELATIONS: 84}
"""The width of a column in px: a dot, a protocol, a relation."""

_DOUBT = 16
"""What the mark of a suspect trace takes of its cell, in px."""

_NONE = Qt.KeyboardModifier.NoModifier
_TAKES = (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space)
_FOLDS = (Qt.Key.Key_Plus, Qt.Key.Key_Minus)


class MatrixView(QTableView):
    """The table.

    Signals: `taken` with row and column of a cell on which Enter, Space or a click on a cell that has
    the cursor was; `shown_wanted` with those of one that was clicked twice; `row_folding` and
    `column_folding` with the number of a line that is to be folded or opened; `pointed` with the cell
    that is spoken of now; `copied` when the table is wanted on the clipboard; `searching` on “/”.
    """

    taken = Signal(int, int)
    shown_wanted = Signal(int, int)
    row_folding = Signal(int)
    column_folding = Signal(int)
    row_chosen = Signal(int)
    column_chosen = Signal(int)
    pointed = Signal(int, int)
    copied = Signal()
    searching = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.known = MatrixModel(self)
        self.hovered = (-1, -1)
        self.setModel(self.known)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setSelectionMode(QTableView.SelectionMode.NoSelection)
        self.setEditTriggers(QTableView.EditTrigger.NoEditTriggers)
        self.setTabKeyNavigation(False)
        self.setCornerButtonEnabled(False)
        self.setShowGrid(False)
        self.setMouseTracking(True)
        self.viewport().setMouseTracking(True)
        self.setHorizontalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.setVerticalScrollMode(QAbstractItemView.ScrollMode.ScrollPerPixel)
        self.rows = MatrixHead(Qt.Orientation.Vertical, self)
        self.columns = MatrixHead(Qt.Orientation.Horizontal, self)
        self.setVerticalHeader(self.rows)
        self.setHorizontalHeader(self.columns)
        self.rows.folding.connect(self.row_folding)
        self.columns.folding.connect(self.column_folding)
        self.rows.chosen.connect(self.row_chosen)
        self.columns.chosen.connect(self.column_chosen)
        self.selectionModel().currentChanged.connect(self._moved)
        self.setAccessibleName(_("Matrix"))
        restyled(self, self.fit_heads)
        self.fit_heads()

    def fit_heads(self) -> None:
        """Give rows and columns the sizes of the subject and the look."""
        wide = _WIDE[self.known.shown.subject] + (_DOUBT if self.known.shown.suspect else 0)
        for head, size in ((self.rows, px(26)), (self.columns, px(wide))):
            head.setMinimumSectionSize(px(12))
            if head.defaultSectionSize() != size:
                head.setDefaultSectionSize(size)
        self.updateGeometries()
        self.rows.viewport().update()
        self.columns.viewport().update()
        self.viewport().update()

    def span(self, offset: int, room: int, size: int, count: int) -> range:
        """The lines of equal size of which something is seen."""
        return range(max(offset // size, 0), min((offset + room) // size + 1, count))

    def light(self, row: int, column: int) -> None:
        """Light a row and a column; -1 for none."""
        if self.hovered != (row, column):
            self.hovered = (row, column)
            for part in (self.viewport(), self.rows.viewport(), self.columns.viewport()):
                part.update()
            self.point()

    def cell_area(self, row: int, column: int) -> QRect:
        """Where a cell is in the viewport."""
        wide, high = self.columns.defaultSectionSize(), self.rows.defaultSectionSize()
        return QRect(column * wide - self.columns.offset(), row * high - self.rows.offset(), wide, high)

    def put_cursor(self, row: int, column: int) -> None:
        """Move the cursor to a cell and bring it into view."""
        index = self.known.index(row, column)
        if index.isValid():
            self.setCurrentIndex(index)
            self.scrollTo(index)

    def _moved(self, _index: QModelIndex, _before: QModelIndex) -> None:
        for part in (self.viewport(), self.rows.viewport(), self.columns.viewport()):
            part.update()
        self.point()

    def point(self) -> None:
        """Say which cell is spoken of: the one under the pointer, else the one with the cursor."""
        row, column = self.hovered
        if row < 0 or column < 0:
            row, column = self.currentIndex().row(), self.currentIndex().column()
        self.pointed.emit(row, column)

    def _take(self) -> None:
        """What Enter means: on a group fold it, on a cell take it."""
        row, column = self.currentIndex().row(), self.currentIndex().column()
        shown = self.known.shown
        if row < 0 or column < 0:
            return
        if not shown.rows[row].members or shown.rows[row].folded:
            self.row_folding.emit(row)
        elif not shown.columns[column].members or shown.columns[column].folded:
            self.column_folding.emit(column)
        else:
            self.taken.emit(row, column)

    # Painting

    def paintEvent(self, event: QPaintEvent) -> None:
        """Paint the ground by rows and columns and then the cells that are not empty."""
        painter = QPainter(self.viewport())
        area, shown = self.viewport().rect(), self.known.shown
        painter.fillRect(event.rect(), colour("surface.canvas"))
        wide, high = self.columns.defaultSectionSize(), self.rows.defaultSectionSize()
        rows = self.span(self.rows.offset(), area.height(), high, len(shown.rows))
        columns = self.span(self.columns.offset(), area.width(), wide, len(shown.columns))
        right = len(shown.columns) * wide - self.columns.offset()
        below = len(shown.rows) * high - self.rows.offset()
        inside = area.intersected(QRect(0, 0, max(right, 0), max(below, 0)))
        self._paint_ground(painter, inside, rows, columns)
        for row in rows:
            for column in columns:
                cell = shown.cells.get((row, column))
                if cell is not None:
                    self._paint_cell(painter, self.cell_area(row, column), cell)
        if self.currentIndex().isValid():
            box = self.cell_area(self.currentIndex().row(), self.currentIndex().column())
            role = "line.focus" if self.hasFocus() else "line.control"
            painter.setPen(QPen(colour(role), 2 if self.hasFocus() else look().line))
            painter.drawRect(box.adjusted(1, 1, -2, -2))

    def _paint_ground(self, painter: QPainter, inside: QRect, rows: range, columns: range) -> None:
        shown = self.known.shown
        cursor = self.currentIndex()

        def fill(number: int, upright: bool, role: str) -> None:
            if number not in (columns if upright else rows):
                return
            cell = self.cell_area(0, number) if upright else self.cell_area(number, 0)
            band = (
                QRect(cell.left(), inside.top(), cell.width(), inside.height())
                if upright
                else QRect(inside.left(), cell.top(), inside.width(), cell.height())
            )
            painter.fillRect(band.intersected(inside), colour(role))

        for places, heads, upright in ((columns, shown.columns, True), (rows, shown.rows, False)):
            for number in places:
                if not heads[number].members:
                    fill(number, upright, "surface.raised")
        for (row, column), role in (
            (self.hovered, "surface.hover"),
            ((cursor.row(), cursor.column()), "surface.selected"),
        ):
            fill(column, True, role)
            fill(row, False, role)
        painter.setPen(QPen(colour("line.subtle"), 1))
        for row in rows:
            under = self.cell_area(row, 0).bottom()
            painter.drawLine(inside.left(), under, inside.right(), under)
        for column in columns:
            beside = self.cell_area(0, column).right()
            painter.drawLine(beside, inside.top(), beside, inside.bottom())

    def _paint_cell(self, painter: QPainter, box: QRect, cell: Cell) -> None:
        subject = self.known.shown.subject
        if cell.unknown:
            _hatch(painter, box)
        if cell.suspect:
            _paint_doubt(painter, box)
            box = box.adjusted(0, 0, -px(_DOUBT), 0)
        if subject is Subject.ALLOCATIONS:
            _paint_count(painter, box, len(cell.links))
            return
        way = "→" if cell.links and not cell.back else "⇄" if cell.links else "←"
        left = box.left() + px(4)
        if subject in MUTUAL:
            painter.setFont(font("body"))
            painter.setPen(colour("text.primary" if cell.links else "text.tertiary"))
            painter.drawText(QRect(left, box.top(), px(14), box.height()), Qt.AlignmentFlag.AlignCenter, way)
            left += px(16)
        if not cell.links:
            return
        words = QRect(left, box.top(), box.right() - px(3) - left, box.height())
        many = f"{len(cell.links)} " if len(cell.links) > 1 else ""
        mark = " ?" if cell.unknown else ""
        small = font("small")
        painter.setFont(small)
        painter.setPen(colour("text.primary"))
        metrics = painter.fontMetrics()
        room = words.width() - metrics.horizontalAdvance(mark)
        text = metrics.elidedText(many + cell.words, Qt.TextElideMode.ElideRight, room) + mark
        painter.drawText(words, int(Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft), text.strip())

    # Qt

    def sizeHintForColumn(self, column: int) -> int:
        """All columns are as wide as the subject asks for; none is measured."""
        del column
        return self.columns.defaultSectionSize()

    def mouseMoveEvent(self, event: QMouseEvent) -> None:
        """Row and column under the pointer are lit."""
        index = self.indexAt(event.position().toPoint())
        self.light(index.row(), index.column())

    def leaveEvent(self, event: QEvent) -> None:
        """Nothing is lit any more."""
        self.light(-1, -1)
        super().leaveEvent(event)

    def mouseDoubleClickEvent(self, event: QMouseEvent) -> None:
        """Show on the drawing what joins the two, or else the row."""
        index = self.indexAt(event.position().toPoint())
        if index.isValid() and event.button() == Qt.MouseButton.LeftButton:
            self.shown_wanted.emit(index.row(), index.column())

    def event(self, event: QEvent) -> bool:
        """Keys that mean something here come here before they are shortcuts of the window."""
        if (
            event.type() == QEvent.Type.ShortcutOverride
            and isinstance(event, QKeyEvent)
            and self._knows(event)
        ):
            event.accept()
            return True
        return super().event(event)

    def _knows(self, event: QKeyEvent) -> bool:
        key, held = Qt.Key(event.key()), event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
        if held == Qt.KeyboardModifier.ControlModifier:
            return key == Qt.Key.Key_C
        # On many keyboards “+” and “/” are written with Shift.
        return (held == _NONE and key in _TAKES) or key in _FOLDS or event.text() == "/"

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Arrows move the cursor, Enter and Space take the cell, + and - fold a row, with Alt a column."""
        key, held = Qt.Key(event.key()), event.modifiers()
        index = self.currentIndex()
        if not self._knows(event):
            super().keyPressEvent(event)
        elif key == Qt.Key.Key_C:
            self.copied.emit()
        elif key in _TAKES:
            self._take()
        elif event.text() == "/":
            self.searching.emit()
        elif index.isValid():
            upright = bool(held & Qt.KeyboardModifier.AltModifier)
            heads = self.known.shown.columns if upright else self.known.shown.rows
            number = index.column() if upright else index.row()
            line = _foldable(heads, number, key == Qt.Key.Key_Minus)
            if line >= 0:
                (self.column_folding if upright else self.row_folding).emit(line)

    def minimumSizeHint(self) -> QSize:
        """Room for the heads and a few cells."""
        return QSize(px(320), px(240))


def _foldable(heads: tuple[Head, ...], number: int, folding: bool) -> int:
    """The line to fold or open from a line: itself or, to fold, the group around it; -1 for none."""
    head = heads[number]
    if not folding:
        return number if head.folded else -1
    if head.holds and not head.folded:
        return number
    around = range(number - 1, -1, -1)
    return next((place for place in around if heads[place].depth < head.depth), -1)


def _paint_count(painter: QPainter, box: QRect, count: int) -> None:
    """A dot for one, a number for several."""
    if count > 1:
        painter.setFont(font("id"))
        painter.setPen(colour("text.primary"))
        painter.drawText(box, Qt.AlignmentFlag.AlignCenter, str(count))
        return
    painter.save()
    painter.setRenderHint(QPainter.RenderHint.Antialiasing)
    painter.setPen(Qt.PenStyle.NoPen)
    painter.setBrush(colour("text.primary"))
    middle, size = QRectF(box).center(), px(9)
    painter.drawEllipse(QRectF(middle.x() - size / 2, middle.y() - size / 2, size, size))
    painter.restore()


def _paint_doubt(painter: QPainter, box: QRect) -> None:
    """A trace of which an end changed since has the mark of a warning at its right."""
    size = px(12)
    mark = QRectF(box.right() - size - px(3), box.center().y() - size / 2, size, size)
    paint_mark(painter, mark, "warning")


def _hatch(painter: QPainter, box: QRect) -> None:
    """What is not known is hatched."""
    painter.save()
    painter.setClipRect(box.adjusted(0, 0, -1, -1), Qt.ClipOperation.IntersectClip)
    painter.setPen(QPen(colour("line.default"), 1))
    for left in range(box.left() - box.height(), box.right(), px(6)):
        painter.drawLine(QPoint(left, box.bottom() + 1), QPoint(left + box.height(), box.top()))
    painter.restore()
