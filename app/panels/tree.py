"""The model tree as it is seen: branches with their icons and marks. Nothing jumps when the model changes."""

from typing import Any

from PySide6.QtCore import QModelIndex, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QPainter, QPen
from PySide6.QtWidgets import QStyle, QStyledItemDelegate, QStyleOptionViewItem, QTreeView, QWidget

from app.panels import outline
from app.panels.row_painter import draw_text
from app.panels.rows import Index
from app.panels.tree_model import KEY, TreeModel
from app.theme import colour, glyph, look, paint_mark, px, restyled
from core.model import Element, Snapshot


class Tree(QTreeView):
    """The outline of the model.

    Signals: `chosen` with an element's id when a person selects it, or with an empty text when it is a
    group, and no element any more; `opened` on Enter or double click.
    """

    chosen = Signal(str)
    opened = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.known = TreeModel(self)
        self.setModel(self.known)
        self.setItemDelegate(_TwigPainter(self))
        self.setHeaderHidden(True)
        self.setUniformRowHeights(True)
        self.setIndentation(px(14))
        self.setExpandsOnDoubleClick(False)
        self.setMouseTracking(True)
        self.setDragEnabled(True)
        self.setDragDropMode(QTreeView.DragDropMode.DragOnly)
        self.setEditTriggers(QTreeView.EditTrigger.NoEditTriggers)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setAnimated(False)
        self.selectionModel().currentChanged.connect(self._current)
        self.activated.connect(lambda index: self._say(self.opened, index))
        restyled(self, self._restyle)

    def show_snapshot(self, snapshot: Snapshot) -> None:
        """Show the model as it is; the first one opens the system."""
        first = self.known.rowCount() == 0
        # The row after one that is removed becomes current, but nobody chose it.
        blocked = self.blockSignals(True)
        self.known.show(snapshot)
        self.blockSignals(blocked)
        if first:
            self.open_branch("#system")

    def open_branch(self, key: str) -> None:
        """Unfold a branch."""
        self.expand(self.known.place(key))

    def show_selection(self, element: Element | None) -> None:
        """Make the element current and visible, without saying that a person chose it."""
        index = self.known.place(element.id) if element is not None else QModelIndex()
        blocked = self.blockSignals(True)
        if not index.isValid():
            self.clearSelection()
        elif index != self.currentIndex() or not self.selectionModel().isSelected(index):
            self.setCurrentIndex(index)
            self.scrollTo(index)
        self.blockSignals(blocked)

    def _current(self, index: QModelIndex) -> None:
        if index.data(KEY) in outline.GROUPS:
            self.chosen.emit("")
        else:
            self._say(self.chosen, index)

    def _say(self, signal: Any, index: QModelIndex) -> None:
        key = index.data(KEY)
        if key is not None and key not in outline.GROUPS:
            signal.emit(key)
        elif key is not None and signal is self.opened:
            self.setExpanded(index, not self.isExpanded(index))

    def _restyle(self) -> None:
        self.setIndentation(px(14))
        self.scheduleDelayedItemsLayout()

    def drawRow(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """The ground of the whole row, then what stands in it."""
        if self.selectionModel().isSelected(index):
            painter.fillRect(option.rect, colour("surface.selected"))
            if self.hasFocus():
                painter.setPen(QPen(colour("line.focus"), look().line))
                painter.drawRect(option.rect.adjusted(0, 0, -1, -1))
        elif option.state & QStyle.StateFlag.State_MouseOver and index.data(KEY) not in outline.HEADINGS:
            painter.fillRect(option.rect, colour("surface.hover"))
        super().drawRow(painter, option, index)

    def drawBranches(self, painter: QPainter, rect: QRect, index: Index) -> None:
        """A chevron where a branch can be opened."""
        if self.known.hasChildren(index):
            name = "fold" if self.isExpanded(index) else "folded"
            left, top = rect.right() - px(15), rect.center().y() - px(7)
            painter.drawPixmap(left, top, glyph(name, px(14), ratio=self.devicePixelRatioF()))


class _TwigPainter(QStyledItemDelegate):
    """Paints one branch: icon, title, remark and mark."""

    def __init__(self, view: Tree) -> None:
        super().__init__(view)
        self._view = view

    def sizeHint(self, option: QStyleOptionViewItem, index: Index) -> QSize:  # noqa: ARG002 - Qt's signature
        """One row of the tree."""
        return QSize(px(100), px(24))

    def paint(self, painter: QPainter, option: QStyleOptionViewItem, index: Index) -> None:
        """Paint the branch at the index."""
        key = index.data(KEY)
        if key is None:
            return
        branch = self._view.known.branch(key)
        box: QRect = option.rect
        whole = QRect(0, box.top(), self._view.viewport().width(), box.height())
        right = whole.right() - px(10)
        selected = bool(option.state & QStyle.StateFlag.State_Selected)
        painter.save()
        if branch.heading:
            place = QRect(px(12), box.top() + px(2), right - px(12), box.height())
            draw_text(painter, place, branch.title, "section", "text.primary")
            painter.restore()
            return
        mark = self._view.known.marks.get(key)
        if mark:
            paint_mark(painter, _square(right - px(13), box, 13), mark)
            right -= px(18)
        picture = glyph(
            branch.icon,
            px(16),
            "accent.text" if selected else "text.secondary",
            self._view.devicePixelRatioF(),
        )
        left = box.left() + px(4)
        painter.drawPixmap(left, box.center().y() - px(8) + 1, picture)
        place = QRect(left + px(22), box.top(), right - left - px(22), box.height())
        if branch.remark:
            taken = draw_text(
                painter, place, branch.remark, "small", "text.secondary", Qt.AlignmentFlag.AlignRight
            )
            place.setRight(place.right() - taken - px(8))
        draw_text(painter, place, branch.title, "body", "text.primary")
        painter.restore()


def _square(left: int, box: QRect, size: int) -> QRectF:
    return QRectF(left, box.center().y() - px(size) / 2 + 1, px(size), px(size))
