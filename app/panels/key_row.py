"""One line of the key page: what something is called, its keys, and pressing other ones for it."""

from __future__ import annotations

from enum import Enum

from PySide6.QtCore import QEvent, Qt, Signal
from PySide6.QtGui import QFocusEvent, QKeyEvent, QMouseEvent, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QFrame, QWidget

from app.actions.keymap import Binding, holders, keymap, keys_of, with_arrows, written
from app.actions.registry import bindings, can_change, key_caps
from app.canvas.pressed import key_text
from app.panels.labels import across, clear, down, key_label, label
from app.theme import colour, px
from core.ground.words import _

KEYS = 148
"""The width of the keys in px at scale 1."""

_SHORT = 9
"""Keys with at most so many letters stand two abreast."""


class Waits(Enum):
    """What the next key pressed on a line is for."""

    NOTHING = "nothing"
    INSTEAD = "instead"
    BESIDES = "besides"


class KeyRow(QFrame):
    """A line that can have the keyboard: Enter changes its keys, Ins adds one, Del takes back the shipped.

    Signals: `stepped` with how far an arrow goes, `told` with what is to be said.
    """

    stepped = Signal(int)
    told = Signal(str)

    def __init__(self, binding: Binding, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.binding = binding
        self._waits = Waits.NOTHING
        self._held = ""
        """The key that was pressed although something else has it; pressed again, it is taken from there."""
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAccessibleName(self.spoken)
        column = down(self, gap=0)
        line = QWidget()
        row = across(line, (4, 2, 4, 2), 8)
        self._caps = QWidget()
        self._caps.setMinimumWidth(px(KEYS))  # a long name of a key takes the room that it needs
        self._inner = down(self._caps, gap=2)
        row.addWidget(self._caps, 0, Qt.AlignmentFlag.AlignTop)
        row.addWidget(label(binding.title(), "fact", wraps=True), 1)
        column.addWidget(line)
        self._note = label("", "warn", wraps=True)
        self._note.setContentsMargins(px(KEYS + 12), 0, px(4), px(4))
        self._note.hide()
        column.addWidget(self._note)
        self.show_keys()

    @property
    def spoken(self) -> str:
        """What a screen reader says, and what the filter looks in."""
        keys = ", ".join(map(written, key_caps(keys_of(self.binding))))
        return f"{self.binding.title()}: {keys or _('no key')}"

    @property
    def waiting(self) -> bool:
        """Whether the next key pressed becomes a key of this line."""
        return self._waits is not Waits.NOTHING

    def show_keys(self) -> None:
        """Show the keys that it has now."""
        clear(self._inner)
        keys = key_caps(keys_of(self.binding))
        abreast = 2 if max(map(len, keys), default=0) <= _SHORT else 1
        for start in range(0, len(keys), abreast):
            pair = QWidget()
            inside = across(pair, gap=4)
            for key in keys[start : start + abreast]:
                inside.addWidget(key_label(written(key)))
            inside.addStretch(1)
            self._inner.addWidget(pair)
        if not keys:
            self._inner.addWidget(label(_("no key"), "hint"))
        if self.binding.id in keymap().changed:
            shipped = ", ".join(map(written, key_caps(self.binding.keys))) or _("no key")
            self._inner.addWidget(label(_("shipped: {keys}").format(keys=shipped), "small"))
        self.setAccessibleName(self.spoken)

    def ask(self, waits: Waits = Waits.INSTEAD) -> None:
        """Wait for the key that it shall have."""
        if not can_change(self.binding):
            self.told.emit(_("These keys are the same in every program, and stay as they are."))
            return
        self._waits, self._held = waits, ""
        self._say(_("Press one arrow with the keys to hold") if self.binding.ways else _("Press the new key"))
        self.setFocus()

    def leave(self) -> None:
        """Wait for no key any more."""
        self._waits = Waits.NOTHING
        self._note.hide()
        self.update()

    def _say(self, words: str) -> None:
        self._note.setText(words)
        self._note.setVisible(bool(words))
        self.told.emit(words)
        self.update()

    def _pressed(self, key: str) -> None:
        keys = with_arrows(key) if self.binding.ways else (key,)
        if not keys:
            self._say(_("Press one arrow with the keys to hold"))
            return
        having = {one.id: one for each in keys for one in holders(bindings(), self.binding, each)}
        if having and key != self._held:
            self._held = key
            self._say(self._conflict(key, tuple(having.values())))
            return
        for other in filter(can_change, having.values()):
            keymap().change(other, tuple(one for one in keys_of(other) if one not in keys))
        before = keys_of(self.binding) if self._waits is Waits.BESIDES else ()
        self.leave()
        keymap().change(self.binding, tuple(dict.fromkeys((*before, *keys))))
        self.told.emit(_("{title}: {key}").format(title=self.binding.title(), key=written(key)))

    def _conflict(self, key: str, having: tuple[Binding, ...]) -> str:
        names = ", ".join(f"“{one.title()}”" for one in having)
        words = _("{key} is {names}. Press it again to take it from there, another key, or Esc.")
        return words.format(key=written(key), names=names)

    def _take_back(self) -> None:
        """Give it the shipped keys again; whoever has them now loses them."""
        for key in self.binding.keys:
            for other in filter(can_change, holders(bindings(), self.binding, key)):
                keymap().change(other, tuple(one for one in keys_of(other) if one != key))
        keymap().change(self.binding, self.binding.keys)
        self.told.emit(_("{title} has its shipped keys again").format(title=self.binding.title()))

    def paintEvent(self, event: QPaintEvent) -> None:
        """A frame where the keyboard is, in the accent while a key is waited for."""
        super().paintEvent(event)
        if self.hasFocus():
            painter = QPainter(self)
            painter.setPen(QPen(colour("accent.mark" if self.waiting else "line.focus"), 2))
            painter.drawRect(self.rect().adjusted(1, 1, -1, -1))

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """A click changes the keys."""
        if event.button() == Qt.MouseButton.LeftButton:
            self.ask()

    def focusOutEvent(self, event: QFocusEvent) -> None:
        """Leave it as it is."""
        super().focusOutEvent(event)
        if self.waiting:
            self.leave()
        self.update()

    def focusInEvent(self, event: QFocusEvent) -> None:
        """Show where the keyboard is."""
        super().focusInEvent(event)
        self.update()

    def event(self, event: QEvent) -> bool:
        """While a key is waited for, every key comes here, those of the window and Tab too."""
        if isinstance(event, QKeyEvent) and self.waiting:
            if event.type() == QEvent.Type.ShortcutOverride:
                event.accept()
                return True
            if event.type() == QEvent.Type.KeyPress:
                key = key_text(event)
                if key == "Esc":
                    self.leave()
                    self.told.emit("")
                elif key:
                    self._pressed(key)
                event.accept()
                return True
        return super().event(event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter changes, Ins adds, Del takes back, the arrows step."""
        key = event.key()
        if key in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.ask()
        elif key == Qt.Key.Key_Insert and not self.binding.ways:
            self.ask(Waits.BESIDES)
        elif key in (Qt.Key.Key_Delete, Qt.Key.Key_Backspace) and can_change(self.binding):
            self._take_back()
        elif key in (Qt.Key.Key_Down, Qt.Key.Key_Up):
            self.stepped.emit(1 if key == Qt.Key.Key_Down else -1)
        else:
            super().keyPressEvent(event)
