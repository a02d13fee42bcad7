"""A page or panel that has nothing to show yet: one sentence on what will appear, one action, no picture."""

from collections.abc import Callable

from PySide6.QtCore import Qt
from PySide6.QtWidgets import QFrame, QPushButton, QWidget

from app.panels.labels import across, down, key_label, label


def empty_page(
    title: str, words: str, action: str = "", key: str = "", run: Callable[[], None] | None = None
) -> QFrame:
    """An empty state in the middle of the window."""
    page = QFrame()
    page.setObjectName("empty_page")
    page.setFocusPolicy(Qt.FocusPolicy.StrongFocus)  # so that F1 there tells of it, and of no list beside it
    page.setAccessibleName(title)
    page.setAccessibleDescription(words)
    column = down(page, (32, 24, 32, 24), 8)
    column.addWidget(label(title, "title", wraps=True))
    column.addWidget(label(words, "paraphrase", wraps=True))
    if run is not None:
        line = QWidget()
        row = across(line, (0, 10, 0, 0), 8)
        button = QPushButton(action)
        button.clicked.connect(run)
        row.addWidget(button)
        if key:
            row.addWidget(key_label(key))
        row.addStretch(1)
        column.addWidget(line)
    column.addStretch(1)
    return page
