"""Creating by typing: a name at the pointer, and what could be made of it."""

from __future__ import annotations

from PySide6.QtCore import QEvent, QObject, QPoint, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QLabel, QLineEdit, QListWidget, QListWidgetItem, QVBoxLayout, QWidget

from app.theme import icon, px
from core.diagram.kind_words import kind_word
from core.ground.words import _
from core.model import KINDS, Element, Id, Snapshot

_ROWS = 6


class TypeToCreate(QFrame):
    """A line to type a name in, and below it what Enter would make or place.

    Signals: `made` with kind and name, `placed` with the id of an element that is not drawn here yet.
    """

    made = Signal(str, str)
    placed = Signal(str)

    def __init__(
        self, parent: QWidget, kinds: tuple[str, ...], snapshot: Snapshot, drawn: set[Id], title: str
    ) -> None:
        super().__init__(parent)
        self.setObjectName("type_to_create")
        self.setFrameShape(QFrame.Shape.StyledPanel)
        self.setAutoFillBackground(True)
        self._kinds = kinds
        self._known = _not_drawn(snapshot, kinds, drawn)
        column = QVBoxLayout(self)
        column.setContentsMargins(px(6), px(6), px(6), px(6))
        column.setSpacing(px(4))
        head = QLabel(title)
        head.setProperty("type", "small")
        self.line = QLineEdit()
        self.line.setPlaceholderText(_("Type a name"))
        self.line.setAccessibleName(title)
        self.line.installEventFilter(self)
        self.line.textChanged.connect(self._offer)
        self.choices = QListWidget()
        self.choices.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.choices.setAccessibleName(_("What it becomes"))
        self.choices.itemClicked.connect(lambda _item: self._take())
        for part in (head, self.line, self.choices):
            column.addWidget(part)
        self._offer("")

    def show_at(self, place: QPoint) -> None:
        """Open with its top left here, inside the parent."""
        self.setFixedWidth(px(280))
        self._hold_in(place)
        self.show()
        self.raise_()
        self.line.setFocus()

    def _hold_in(self, place: QPoint) -> None:
        """Be as high as the offers need and stay inside the parent."""
        layout, parent = self.layout(), self.parentWidget()
        assert layout is not None
        assert parent is not None
        layout.activate()
        self.adjustSize()
        area = parent.rect()
        x = min(max(place.x(), 0), max(area.width() - self.width(), 0))
        y = min(max(place.y(), 0), max(area.height() - self.height(), 0))
        self.move(x, y)

    def _offer(self, text: str) -> None:
        """What can be made of the text: new elements, and known ones that are not drawn here."""
        self.choices.clear()
        typed = text.strip()
        first = self._kinds[0]
        self._add(first, typed, None)
        words = typed.casefold()
        for element in self._known:
            if words and words in element.name.casefold() and self.choices.count() < _ROWS - 2:
                self._add(element.kind, element.name, element)
        for kind in self._kinds[1:]:
            self._add(kind, typed, None)
        self.choices.setCurrentRow(0)
        rows = min(self.choices.count(), _ROWS)
        self.choices.setFixedHeight(rows * px(26) + px(4))
        if self.isVisible():
            self._hold_in(self.pos())

    def _add(self, kind: str, name: str, element: Element | None) -> None:
        shown = kind_word(KINDS[kind](id=""))
        words = f"{shown} “{name}”" if name else shown
        if element is not None:
            words = f"{element.name}   {_('not drawn here')}"
        row = QListWidgetItem(icon(kind), words)
        row.setData(Qt.ItemDataRole.UserRole, (kind, element.id if element else ""))
        self.choices.addItem(row)

    def _take(self) -> None:
        row = self.choices.currentItem()
        name = self.line.text().strip()
        if row is None or not name:
            return
        kind, element_id = row.data(Qt.ItemDataRole.UserRole)
        self._close()
        if element_id:
            self.placed.emit(element_id)
        else:
            self.made.emit(kind, name)

    def _close(self) -> None:
        self.hide()
        self.deleteLater()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Up and Down choose, Enter takes, Escape leaves."""
        if event.type() == QEvent.Type.ShortcutOverride:
            event.accept()
            return True
        if event.type() == QEvent.Type.FocusOut and self.isVisible():
            self._close()
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            step = {Qt.Key.Key_Down: 1, Qt.Key.Key_Up: -1}.get(Qt.Key(event.key()))
            if step is not None:
                count = self.choices.count()
                self.choices.setCurrentRow((self.choices.currentRow() + step) % count)
                return True
            if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
                self._take()
                return True
            if event.key() == Qt.Key.Key_Escape:
                self._close()
                return True
        return super().eventFilter(watched, event)


def _not_drawn(snapshot: Snapshot, kinds: tuple[str, ...], drawn: set[Id]) -> list[Element]:
    found = [element for kind in kinds for element in snapshot.of(KINDS[kind]) if element.id not in drawn]
    return sorted(found, key=lambda element: (element.name.casefold(), element.id))
