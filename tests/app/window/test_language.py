"""The window speaks the language that was chosen, also Qt's part of it, and is made anew in another one."""

import pytest
from PySide6.QtCore import QTimer
from PySide6.QtGui import QKeySequence
from PySide6.QtWidgets import QApplication, QLabel
from shiboken6 import isValid

import app.desktop
from app.actions.caps import cap
from app.desktop import make_window, run_desktop
from app.session.preferences import Preferences, read_preferences
from app.window.language import speak
from core.ground.words import STATED, use_language


@pytest.fixture(autouse=True)
def _unstated(monkeypatch):
    """No language is stated for the process, and English is spoken again afterwards."""
    monkeypatch.delenv(STATED, raising=False)
    monkeypatch.setenv("LC_ALL", "C")
    yield
    use_language("en")
    speak("en")


@pytest.mark.parametrize(
    ("code", "room", "keys", "native"),
    [
        ("de", "Bedrohungen", "Strg Umschalt Z", "Strg+Umschalt+Z"),
        ("fr", "Menaces", "Ctrl Maj Z", "Ctrl+Maj+Z"),
    ],
)
def test_the_window_speaks_the_preferred_language(qtbot, code, room, keys, native):
    window = make_window(Preferences(language=code))
    qtbot.addWidget(window)
    assert window.bar.rooms["threats"].text() == room
    assert keys in window.bar.redo.toolTip()
    assert cap("Ctrl Shift Z") == keys
    assert QKeySequence("Ctrl+Shift+Z").toString(QKeySequence.SequenceFormat.NativeText) == native
    window.close()


def test_another_language_makes_the_window_anew_with_its_project(qtbot, plant, monkeypatch):
    made = []

    def make(preferences):
        window = make_window(preferences)
        made.append(window)
        return window

    monkeypatch.setattr(app.desktop, "make_window", make)
    monkeypatch.setattr(app.desktop, "catch_faults", lambda tell: None)
    said = []

    def in_the_first():
        window = made[0]
        assert window.session.project is not None
        window.show_room("threats")
        said.append(window.bar.rooms["draw"].text())
        QTimer.singleShot(200, in_the_second)
        window.run("language.de")

    def in_the_second():
        window = made[1]
        said.append((window.bar.rooms["draw"].text(), window.room, window.session.project.path))
        QApplication.exit(0)

    QTimer.singleShot(200, in_the_first)
    assert run_desktop(plant) == 0
    assert said == ["Draw", ("Zeichnen", "threats", plant)]
    assert read_preferences().language == "de"
    # What the event loop left open lies over the windows of the tests behind it.
    for window in filter(isValid, made):
        window.close()
        window.deleteLater()


def test_the_first_page_lets_one_choose_the_language(window, qtbot, monkeypatch):
    chosen = []
    monkeypatch.setattr("app.window.language.QApplication.exit", chosen.append)
    titles = [one.text() for one in window.keys_panel.findChildren(QLabel)]
    assert "Language" in titles
    window.keys_panel.language_chosen.emit("fr")
    assert len(chosen) == 1
    assert read_preferences().language == "fr"
