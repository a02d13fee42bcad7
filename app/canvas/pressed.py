"""A key as it was pressed, in the words in which the key map knows it."""

from PySide6.QtCore import QKeyCombination, Qt
from PySide6.QtGui import QKeyEvent, QKeySequence

_NONE = (Qt.Key.Key_Control, Qt.Key.Key_Shift, Qt.Key.Key_Alt, Qt.Key.Key_Meta, Qt.Key.Key_AltGr)


def key_text(event: QKeyEvent) -> str:
    """The key with what was held, in portable text such as "Ctrl+Shift+O"; empty for a modifier alone.

    Where a sign can only be typed with Shift, such as "+" on many keyboards, Shift is left out.
    """
    key, held = Qt.Key(event.key()), event.modifiers() & ~Qt.KeyboardModifier.KeypadModifier
    if key in _NONE or key == Qt.Key.Key_unknown:
        return ""
    if key == Qt.Key.Key_Backtab:
        key, held = Qt.Key.Key_Tab, held | Qt.KeyboardModifier.ShiftModifier
    if key == Qt.Key.Key_Enter:
        key = Qt.Key.Key_Return
    sign = chr(key) if 0x21 <= key <= 0x7E else ""
    if sign and not sign.isalpha() and held == Qt.KeyboardModifier.ShiftModifier:
        held = Qt.KeyboardModifier.NoModifier
    return QKeySequence(QKeyCombination(held, key)).toString(QKeySequence.SequenceFormat.PortableText)
