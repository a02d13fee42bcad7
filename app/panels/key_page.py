"""Every key in groups, to be searched, printed and changed."""

from __future__ import annotations

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QKeyEvent, QResizeEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QLineEdit, QPushButton, QScrollArea, QVBoxLayout, QWidget

from app.actions.keymap import Binding, keymap, keys_of, written
from app.actions.registry import key_groups
from app.canvas.pressed import key_text
from app.panels.flow import Flow
from app.panels.key_row import KeyRow
from app.panels.keyed import keys_heard
from app.panels.labels import across, clear, down, heading, label
from app.theme import px, restyled
from core.ground.fuzzy import fuzzy
from core.ground.words import _

_WIDTH = 360


class PressToFind(QPushButton):
    """Pressed, it waits for a key. Signals: `pressed_key` with the key."""

    pressed_key = Signal(str)

    def __init__(self) -> None:
        super().__init__(_("Press a key to find what it does"))
        self.setCheckable(True)
        self.toggled.connect(self._show)

    def _show(self, on: bool) -> None:
        self.setText(_("Waiting for a key") if on else _("Press a key to find what it does"))

    def event(self, event: QEvent) -> bool:
        """While it waits, every key comes here."""
        if isinstance(event, QKeyEvent) and self.isChecked():
            if event.type() == QEvent.Type.ShortcutOverride:
                event.accept()
                return True
            if event.type() == QEvent.Type.KeyPress:
                key = key_text(event)
                if key:
                    self.setChecked(False)
                    self.pressed_key.emit(key)
                event.accept()
                return True
        return super().event(event)


class KeyPage(QWidget):
    """Groups of keys in as many columns as fit, the longest way down first.

    Signals: `asked` with the id of an action that is wanted, `message` with what is to be said.
    """

    asked = Signal(str)
    message = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.rows: list[KeyRow] = []
        self._columns = 0
        self._key = ""
        """The one key that is looked for, where one was pressed."""
        self._area = QScrollArea()
        self._area.setFrameShape(QFrame.Shape.NoFrame)
        self._area.setWidgetResizable(True)
        self._area.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._area.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        body = QWidget()
        body.setObjectName("canvas_area")
        self._row = across(body, (24, 4, 24, 24), 32)
        self._area.setWidget(body)
        column = down(self)
        column.addWidget(self._head())
        column.addWidget(self._area, 1)
        self.setFocusProxy(self.filter)
        keys_heard().changed.connect(self._changed)
        restyled(self, self._build)

    def _head(self) -> QWidget:
        head = QFrame()
        head.setObjectName("canvas_area")
        column = down(head, (24, 12, 24, 4), 6)
        line = QWidget()
        row = Flow(line)
        self.filter = QLineEdit()
        self.filter.setPlaceholderText(_("Filter keys"))
        self.filter.setAccessibleName(_("Filter keys"))
        self.filter.setClearButtonEnabled(True)
        self.filter.setMinimumWidth(px(240))
        self.filter.textChanged.connect(self._typed)
        self.by_key = PressToFind()
        self.by_key.pressed_key.connect(self._find_key)
        export = QPushButton(_("Print or export"))
        export.clicked.connect(lambda: self.asked.emit("desktop.export_keys"))
        self.shipped = QPushButton(_("All shipped keys again"))
        self.shipped.clicked.connect(lambda: keymap().take({}))
        for part in (self.filter, self.by_key, export, self.shipped):
            row.addWidget(part)
        column.addWidget(line)
        column.addWidget(
            label(
                _("Enter on a line changes its key, Ins adds another one, Del takes the shipped keys back."),
                "small",
                wraps=True,
            )
        )
        return head

    def _typed(self) -> None:
        self._key = ""
        self._build()

    def _find_key(self, key: str) -> None:
        self.filter.clear()
        self._key = key
        self._build()
        found = [row.binding.title() for row in self.rows]
        words = _("{key}: {titles}") if found else _("{key} does nothing")
        self.message.emit(words.format(key=written(key), titles=", ".join(found)))
        self.filter.setFocus()

    def _fits(self, binding: Binding, group: str) -> bool:
        keys = keys_of(binding)
        if self._key:
            return self._key in keys
        typed = self.filter.text()
        caps = " ".join(map(written, keys))
        return fuzzy(typed, f"{binding.title()} {group} {caps}") is not None

    def _build(self) -> None:
        clear(self._row)
        self.shipped.setEnabled(bool(keymap().changed))
        columns = [_column(self._row) for _number in range(max(self._columns, 1))]
        heights = [0] * len(columns)
        held: list[list[KeyRow]] = [[] for _column in columns]
        for title, known in key_groups():
            fits = [one for one in known if self._fits(one, title)]
            if fits:
                shortest = heights.index(min(heights))
                group, rows = _group(title, fits)
                columns[shortest].addWidget(group)
                held[shortest] += rows
                heights[shortest] += len(fits) + 2
        self.rows = [row for rows in held for row in rows]
        for row in self.rows:
            row.stepped.connect(self._step)
            row.told.connect(self.message)
        if not self.rows:
            columns[0].addWidget(label(_("No key fits."), "hint"))
        for column in columns:
            column.addStretch(1)
        self._row.addStretch(1)

    def _changed(self) -> None:
        """Keys are others now: the same lines are shown anew, and the keyboard stays where it was."""
        here = next((row.binding.id for row in self.rows if row.hasFocus()), "")
        self.shipped.setEnabled(bool(keymap().changed))
        for row in self.rows:
            row.show_keys()
        if here:
            next(row for row in self.rows if row.binding.id == here).setFocus()

    def _step(self, way: int) -> None:
        place = next((number for number, row in enumerate(self.rows) if row.hasFocus()), 0) + way
        if place < 0:
            self.filter.setFocus()
        elif place < len(self.rows):
            self.rows[place].setFocus()
            self._area.ensureWidgetVisible(self.rows[place])

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Down goes from the filter to the lines; Escape shows all of them again."""
        if event.key() == Qt.Key.Key_Down and self.rows:
            self.rows[0].setFocus()
        elif event.key() == Qt.Key.Key_Escape and (self._key or self.filter.text()):
            self.filter.clear()
            self._typed()
        else:
            super().keyPressEvent(event)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """As many columns as fit."""
        super().resizeEvent(event)
        columns = max((self.width() - px(32)) // px(_WIDTH + 32), 1)
        if columns != self._columns:
            self._columns = columns
            self._build()


def _column(row: QHBoxLayout) -> QVBoxLayout:
    frame = QWidget()
    frame.setFixedWidth(px(_WIDTH))
    row.addWidget(frame, 0, Qt.AlignmentFlag.AlignTop)
    return down(frame, gap=0)


def _group(title: str, known: list[Binding]) -> tuple[QWidget, list[KeyRow]]:
    frame = QWidget()
    column = down(frame, (0, 0, 0, 10), 0)
    column.addWidget(heading(title))
    rows = [KeyRow(one) for one in known]
    for row in rows:
        column.addWidget(row)
    return frame, rows
