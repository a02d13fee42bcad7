"""The page of F1: every key in groups, in as many columns as there is room for."""

from PySide6.QtCore import Qt
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QHBoxLayout, QScrollArea, QVBoxLayout, QWidget

from app.actions.registry import Keys, key_caps, key_groups
from app.panels.labels import across, clear, down, heading, key_label, label
from app.theme import px, restyled

_WIDTH = 340
_KEYS = 132
_SHORT = 9
"""Keys with at most so many letters stand two abreast."""


class KeyPage(QScrollArea):
    """Groups of keys, the longest way down first."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setWidgetResizable(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        body = QWidget()
        body.setObjectName("canvas_area")
        self._row = across(body, (24, 12, 24, 24), 32)
        self.setWidget(body)
        self._columns = 0
        restyled(self, self._build)

    def _build(self) -> None:
        clear(self._row)
        columns = [_column(self._row) for _number in range(max(self._columns, 1))]
        heights = [0] * len(columns)
        for title, keys in key_groups():
            shortest = heights.index(min(heights))
            columns[shortest].addWidget(_group(title, keys))
            heights[shortest] += len(keys) + 2
        for column in columns:
            column.addStretch(1)
        self._row.addStretch(1)

    def resizeEvent(self, event: QResizeEvent) -> None:
        """As many columns as fit."""
        super().resizeEvent(event)
        columns = max((self.viewport().width() - px(16)) // px(_WIDTH + 32), 1)
        if columns != self._columns:
            self._columns = columns
            self._build()


def _column(row: QHBoxLayout) -> QVBoxLayout:
    frame = QWidget()
    frame.setFixedWidth(px(_WIDTH))
    row.addWidget(frame, 0, Qt.AlignmentFlag.AlignTop)
    return down(frame, gap=0)


def _group(title: str, keys: Keys) -> QWidget:
    frame = QWidget()
    column = down(frame, (0, 0, 0, 10), 0)
    column.addWidget(heading(title))
    for alike, words in keys:
        known = key_caps(alike)
        line = QWidget()
        row = across(line, (0, 2, 0, 2), 8)
        caps = QWidget()
        caps.setFixedWidth(px(_KEYS))
        inner = down(caps, gap=2)
        abreast = 2 if max(map(len, known)) <= _SHORT else 1
        for start in range(0, len(known), abreast):
            pair = QWidget()
            inside = across(pair, gap=4)
            for key in known[start : start + abreast]:
                inside.addWidget(key_label(key[:-1].replace("+", " ") + key[-1:]))
            inside.addStretch(1)
            inner.addWidget(pair)
        row.addWidget(caps, 0, Qt.AlignmentFlag.AlignTop)
        row.addWidget(label(words, "fact", wraps=True), 1)
        column.addWidget(line)
    return frame
