"""The template for translators names the words of the program."""

import importlib.util
import re
from pathlib import Path

import pytest
from PySide6.QtWidgets import QLabel

from app.actions.keymap import keymap
from app.canvas.empty import words_for
from core.model import DiagramType

FOLDER = Path(__file__).resolve().parents[2] / "resources" / "translations"


def extract():
    spec = importlib.util.spec_from_file_location("extract", FOLDER / "extract.py")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def test_every_form_of_marked_text_is_found():
    source = '_("One")\ndeferred("Two")\nplural("{count} flow", "{count} flows", 2)\nother("Three")\n'
    assert list(extract().texts_in(source)) == [
        ("One", ""),
        ("Two", ""),
        ("{count} flow", "{count} flows"),
    ]


@pytest.fixture(scope="module")
def template():
    """What the program says now."""
    return extract().catalogue()


def test_the_template_holds_screen_words_model_words_and_plurals(template):
    for words in ('msgid "All changes on disk"', 'msgid "Checks input"', 'msgid "Safety PLC"'):
        assert words in template
    assert 'msgid "{count} change"\nmsgid_plural "{count} changes"' in template


def test_the_shipped_template_is_what_the_program_says_now(template):
    shipped = (FOLDER / "bartizan.pot").read_text(encoding="utf-8")
    assert shipped == template, "run: python resources/translations/extract.py"


def test_the_template_names_each_text_once(template):
    texts = [line for line in template.splitlines() if line.startswith("msgid ")]
    assert len(texts) > 300
    assert len(set(texts)) == len(texts)


def test_no_sentence_names_a_key_that_can_be_changed():
    named = re.compile(r"\bF[1-9]\d?\b|\b(?:Ctrl|Alt|Shift|Strg)[ +](?!Enter|Return)(?:Shift |Alt )?\w\b")
    found = {}
    for file in sorted((FOLDER.parents[1] / "app").rglob("*.py")):
        for texts in extract().texts_in(file.read_text(encoding="utf-8")):
            found.update((text, file.name) for text in texts if named.search(text))
    assert found == {}


def test_sentences_on_panels_name_the_keys_that_a_person_has(desk):
    press = {"prove.recheck": ("F9",), "edit.undo": ("Ctrl+U",), "require.new": ("Ctrl+Alt+R",)}
    keymap().take({**press, "desktop.palette": (), "tool.system.component": ("Q",)})
    try:
        bottom = desk.shown.bottom
        said = [bottom.lists[tab].empty for tab in ("problems", "verdicts", "threats", "history")]
        ends = ["F9 looks again.", "Ctrl Alt R writes a requirement.", "F9 looks for threats."]
        assert [words.split("here. ", 1)[-1] for words in said[:3]] == ends
        assert "Ctrl U takes the last one back" in said[3]
        desk.session.select(())
        hints = [one.text() for one in desk.frame.right.findChildren(QLabel)]
        assert any("in the tree or with “Find or run”" in words for words in hints)
        assert desk.shown.model_panel._begun.text().startswith("Q and a click")
        assert words_for(DiagramType.SYSTEM, writable=True)[1].startswith("Q and a click")
    finally:
        keymap().take({})
    assert bottom.lists["problems"].empty.endswith("F5 looks again.")
