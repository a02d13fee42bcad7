"""Words on panels by role of type, keys as they are drawn, rules, and rows of them."""

import html
import re

from PySide6.QtCore import QSize, Qt
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import (
    QFrame,
    QHBoxLayout,
    QLabel,
    QLayout,
    QSizePolicy,
    QToolButton,
    QVBoxLayout,
    QWidget,
)

from app.actions.caps import cap
from app.panels.keyed import keys_heard
from app.theme import icon, look, px


class Prose(QLabel):
    """Words that wrap, with the line height of the look."""

    def __init__(self, text: str) -> None:
        super().__init__()
        self._plain = ""
        self.setTextFormat(Qt.TextFormat.RichText)
        self.setWordWrap(True)
        self.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        self.setText(text)

    def text(self) -> str:
        """The words as they were given."""
        return self._plain

    def minimumSizeHint(self) -> QSize:
        """One line; how many there are depends on the width, and is asked for then."""
        return QSize(px(24), self.fontMetrics().lineSpacing())

    def setText(self, text: str) -> None:
        """Show these words, whatever signs are in them."""
        self._plain = text
        lines = html.escape(_LONG.sub(_breakable, text)).replace("\n", "<br>")
        super().setText(f'<p style="line-height: 118%; margin-top: 2px">{lines}</p>' if text else "")
        self.setAccessibleName(text)


class Elided(QLabel):
    """Words on one line that end in an ellipsis where there is no room; the whole is the tooltip."""

    def __init__(self, type_: str) -> None:
        super().__init__()
        self.setProperty("type", type_)
        self.setTextFormat(Qt.TextFormat.PlainText)
        self.setMinimumWidth(1)

    def setText(self, text: str) -> None:
        """Show these words."""
        super().setText(text)
        self.setToolTip(text)

    def shown(self) -> str:
        """As much of the words as there is room for."""
        return self.fontMetrics().elidedText(self.text(), Qt.TextElideMode.ElideRight, self.width())

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint what there is room for."""
        painter = QPainter(self)
        painter.setPen(self.palette().color(self.foregroundRole()))
        painter.drawText(self.rect(), Qt.AlignmentFlag.AlignVCenter, self.shown())


_LONG = re.compile(r"\S{18,}")


def _breakable(match: re.Match[str]) -> str:
    """A long name with places in it at which a line may end."""
    return re.sub(r"([._/])", "\\1\u200b", match[0])


def label(text: str, type_: str = "body", wraps: bool = False) -> QLabel:
    """Words in a role of type; see `resources/theme/desktop.qss` for the roles."""
    made = Prose(text) if wraps else QLabel(text)
    made.setProperty("type", type_)
    if not wraps:
        made.setTextFormat(Qt.TextFormat.PlainText)
    return made


def retype(made: QLabel, type_: str) -> None:
    """Give a label another role of type."""
    made.setProperty("type", type_)
    restyle(made)


def key_label(key: str) -> QLabel:
    """A key as a small key cap."""
    made = label(cap(key), "key")
    made.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
    return made


def chip(text: str) -> QLabel:
    """A count or a short remark in a rounded frame."""
    made = label(text, "chip")
    made.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
    return made


def moment(stated: str) -> str:
    """A day, or a moment to the minute, as history writes it; `stated` is in the form of ISO 8601."""
    return stated[:16].replace("T", " ")


def rule() -> QFrame:
    """A thin line between groups."""
    line = QFrame()
    line.setObjectName("rule")
    return line


def tool(icon_name: str, words: str, key: str = "", of: str = "") -> QToolButton:
    """A button that shows an icon alone: its words and key are its tooltip and accessible name.

    `key` is one that never changes; that of an action is found by its id, `of`.
    """
    return _Tool(icon_name, words, key, of)


class _Tool(QToolButton):
    def __init__(self, icon_name: str, words: str, key: str, of: str) -> None:
        super().__init__()
        self._icon_name = icon_name
        self._words, self._key, self._of = words, cap(key) if key else "", of
        self.setAccessibleName(words)
        self._tell()
        if of:
            keys_heard().changed.connect(self._tell)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        look().changed.connect(self._draw)
        self._draw()

    def _tell(self) -> None:
        from app.actions.registry import key_of  # a list of actions is more than a label needs

        key = key_of(self._of) if self._of else self._key
        self.setToolTip(f"{self._words} ({key})" if key else self._words)

    def _draw(self) -> None:
        self.setIcon(icon(self._icon_name))
        self.setIconSize(QSize(px(18), px(18)))
        self.setFixedSize(px(26), px(26))


def heading(title: str, right: str = "") -> QWidget:
    """The head of a section: bold and small, with a remark on the right."""
    frame = QWidget()
    row = across(frame, margins=(0, 6, 0, 4))
    row.addWidget(label(title, "section"))
    row.addStretch(1)
    remark = label(right, "small")
    remark.setObjectName("remark")
    row.addWidget(remark)
    return frame


def across(frame: QWidget, margins: tuple[int, int, int, int] = (0, 0, 0, 0), gap: int = 8) -> QHBoxLayout:
    """A row in the frame, with margins and gap in px at scale 1."""
    row = QHBoxLayout(frame)
    _space(row, margins, gap)
    return row


def down(frame: QWidget, margins: tuple[int, int, int, int] = (0, 0, 0, 0), gap: int = 0) -> QVBoxLayout:
    """A column in the frame, with margins and gap in px at scale 1."""
    column = QVBoxLayout(frame)
    _space(column, margins, gap)
    return column


def clear(layout: QLayout) -> None:
    """Take everything out of a layout, and let it go."""
    while layout.count():
        entry = layout.takeAt(0)
        if entry is None:
            return
        widget, inner = entry.widget(), entry.layout()
        if widget is not None:
            widget.hide()
            widget.deleteLater()
        elif inner is not None:
            clear(inner)


def words_in(layout: QLayout) -> list[str]:
    """The words of all labels in a layout, in their order."""
    found: list[str] = []
    for place in range(layout.count()):
        entry = layout.itemAt(place)
        widget = entry.widget() if entry is not None else None
        if isinstance(widget, QLabel):
            found.append(widget.text())
        elif widget is not None and (inner := widget.layout()) is not None:
            found += words_in(inner)
    return found


def _space(layout: QHBoxLayout | QVBoxLayout, margins: tuple[int, int, int, int], gap: int) -> None:
    left, top, right, bottom = (px(margin) for margin in margins)
    layout.setContentsMargins(left, top, right, bottom)
    layout.setSpacing(px(gap))


def restyle(widget: QWidget) -> None:
    """Let the style sheet see the properties of a widget anew."""
    widget.style().unpolish(widget)
    widget.style().polish(widget)
