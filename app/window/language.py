"""The language of the window: Qt's own words follow ours, and a change of it makes the window anew."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import QLibraryInfo, QTranslator
from PySide6.QtWidgets import QApplication

from core.ground.words import ENGLISH, use_language

if TYPE_CHECKING:
    from app.window.window import Window

ANEW = 64
"""The status with which the event loop ends where the window is to be made anew."""

_spoken: list[QTranslator] = []
"""What translates Qt's own words now; Qt does not keep it alive."""


def change_language(window: Window, code: str) -> None:
    """Speak another language from now on. Every word is made when it is first shown, so all begins anew."""
    window.save_preferences(replace(window.preferences, language=code))
    use_language(code)
    QApplication.exit(ANEW)


def speak(code: str) -> None:
    """Let Qt say its own words, such as the names of keys in menus, in a language."""
    while _spoken:
        QApplication.removeTranslator(_spoken.pop())
    if code == ENGLISH:
        return
    words = QTranslator()
    if words.load(f"qtbase_{code}", QLibraryInfo.path(QLibraryInfo.LibraryPath.TranslationsPath)):
        QApplication.installTranslator(words)
        _spoken.append(words)
