"""A menu at the caret of what would mend the place that it stands in."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QFontMetrics
from PySide6.QtWidgets import QMenu, QPlainTextEdit

from app.theme import font, px
from core.ground.words import _

if TYPE_CHECKING:
    from core.requirements.remarks import Fix

_WIDTH = 560
"""How wide a line may be, in px at scale 1."""


def open_fixes(text: QPlainTextEdit, fixes: Sequence[Fix], mend: Callable[[Fix], None]) -> QMenu:
    """Open the menu under the caret, the first fix current; what is chosen is mended."""
    menu = QMenu(text)
    menu.setAttribute(Qt.WidgetAttribute.WA_DeleteOnClose)
    menu.setAccessibleName(_("What would mend it"))
    letters = QFontMetrics(font("body"))
    for fix in fixes:
        said = letters.elidedText(fix.title, Qt.TextElideMode.ElideMiddle, px(_WIDTH))
        action = menu.addAction(said.replace("&", "&&"))
        action.triggered.connect(partial(_mend, mend, fix))
    menu.setActiveAction(menu.actions()[0])
    menu.popup(text.viewport().mapToGlobal(text.cursorRect().bottomLeft()))
    return menu


def _mend(mend: Callable[[Fix], None], fix: Fix, _on: bool = False) -> None:
    mend(fix)
