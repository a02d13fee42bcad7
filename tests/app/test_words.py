"""The template for translators names the words of the program."""

import importlib.util
from pathlib import Path

import pytest

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
