"""Another language is spoken everywhere: what the window says of its own is a text of the catalogues."""

import getpass
import gettext
import json
import re
from pathlib import Path

import pytest
from PySide6.QtGui import QPainter
from PySide6.QtWidgets import (
    QAbstractButton,
    QAbstractItemView,
    QComboBox,
    QLabel,
    QLineEdit,
    QPlainTextEdit,
    QTabBar,
    QWidget,
)

from app.desktop import make_window
from app.session.preferences import Preferences
from core.ground import words
from core.ground.words import STATED, use_language
from core.model import to_plain
from tests.app.conftest import element
from tests.app.window.test_accessible import pages

CATALOGUE = (Path(__file__).resolve().parents[3] / "resources" / "translations" / "de.po").read_text("utf-8")
MASK = "\N{FULL BLOCK}"
FORMATS = {"SVG", "PDF", "PNG"}

NAMES = {"UPPAAL", "Bartizan", "English", "Deutsch", "Français", "git diff", "Tester", "plant", "Begin"}
"""Names of programs and languages, and what the small plant is called by who made it."""
CODES = re.compile(r"\b[0-9a-f]{16}\b|\b[a-z]+(?:-[a-z0-9]+)+\b|\b[A-Z]+-\d+\b|/\S+|\S+\.bzn|\S*…|“[^”]*”")
"""Codes of problems and entries, paths, words of which only the beginning is seen, and words of people."""
UNITS = {"px", "ms", "mA"}


class Masked(gettext.NullTranslations):
    """Says each text in signs that no word has, and knows which it was asked for."""

    def __init__(self):
        super().__init__()
        self.asked = set()

    def gettext(self, message):
        self.asked.add(message)
        return _masked(message)

    def ngettext(self, msgid1, msgid2, n):
        self.asked.add(msgid1)
        return _masked(msgid1 if n == 1 else msgid2)


def _masked(message):
    """A text with a mask for each letter outside its fields."""
    return re.sub(r"(\{[^}]*\})|[^\W\d_]", lambda found: found[1] or MASK, message)


@pytest.fixture
def masked(qtbot, plant, monkeypatch):
    """A window on the small plant that speaks in masks, and what it was asked to say."""
    said = Masked()
    monkeypatch.setattr(words, "catalogue_of", lambda _code: said)
    window = make_window(Preferences(language="de"))
    window.resize(1600, 1000)
    with qtbot.waitExposed(window):
        window.show()
    assert window.session.open(plant)
    window.results._pause.stop()
    qtbot.wait(10)
    yield window, said
    window.close()
    window.deleteLater()
    monkeypatch.undo()
    monkeypatch.delenv(STATED, raising=False)
    use_language("en")


def seen(window):
    """Every text in sight: of widgets, of rows, and what is painted, with where it is."""
    draw, painted = QPainter.drawText, []

    def heard(painter, *given):
        painted.append(next(one for one in given if isinstance(one, str)))
        draw(painter, *given)

    QPainter.drawText = heard
    try:
        window.grab()
    finally:
        QPainter.drawText = draw
    yield from (("painted", text) for text in painted)
    for widget in window.findChildren(QWidget):
        if widget.isVisibleTo(window) and not isinstance(widget.parent(), QTabBar):
            yield from ((type(widget).__name__, text) for text in _texts(widget))


def _texts(widget):
    yield widget.toolTip()
    yield widget.accessibleName()
    if isinstance(widget, QLabel | QAbstractButton):
        yield widget.text()
    elif isinstance(widget, QLineEdit):
        yield from (widget.text(), widget.placeholderText())
    elif isinstance(widget, QPlainTextEdit):
        yield from (widget.toPlainText(), widget.placeholderText())
    elif isinstance(widget, QComboBox):
        yield from (widget.itemText(place) for place in range(widget.count()))
    if isinstance(widget, QAbstractItemView) and widget.model() is not None:
        model = widget.model()
        for row in range(model.rowCount()):
            for role in (0, 3, 11):  # what is shown, the tooltip, and what is said aloud
                yield str(model.index(row, 0).data(role) or "")


def written_by_people(snapshot):
    """Every text that stands in the model, the longest first."""

    def texts(value, name=""):
        if isinstance(value, dict):
            for key, inner in value.items():
                yield from texts(inner, key)
        elif isinstance(value, list):
            for inner in value:
                yield from texts(inner, name)
        elif isinstance(value, str) and name != "kind":
            yield value

    found = {text for one in snapshot for text in texts(to_plain(one))}
    return sorted(found | NAMES | FORMATS | {getpass.getuser()}, key=len, reverse=True)


def english(text, known):
    """What is left of a text without masks, names and codes: words that nobody can translate."""
    if any(text.strip(" ….") in one for one in known):
        return []  # part of a sentence
    text = CODES.sub(" ", text)
    for one in known:
        if one and one in text:
            text = text.replace(one, " ")
    return [word for word in re.findall(r"[A-Za-z]{2,}", text) if word not in UNITS]


def test_no_word_of_ours_is_said_without_the_catalogues(masked):
    window, said = masked
    window.session.select((element(window, "Dosing controller").id,))
    found = {}
    for page in pages(window):
        if page == "help":
            continue  # its pages are files, one for each language
        known = written_by_people(window.session.snapshot())
        for where, text in seen(window):
            if left := english(text, known):
                found[text] = (page, where, left)
    assert found == {}
    asked = {text: json.dumps(text, ensure_ascii=False) for text in sorted(said.asked)}
    assert [text for text, quoted in asked.items() if f"msgid {quoted}\n" not in CATALOGUE] == []


def test_a_word_of_ours_that_is_not_translated_would_be_noticed(masked, qtbot):
    window, _said = masked
    label = QLabel("An English word", window)
    qtbot.addWidget(label)
    label.show()
    known = written_by_people(window.session.snapshot())
    assert {text for _where, text in seen(window) if english(text, known)} == {"An English word"}
