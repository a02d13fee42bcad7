"""The template for translators names the words of the program."""

import importlib.util
from pathlib import Path

FOLDER = Path(__file__).resolve().parents[2] / "resources" / "translations"


def extract():
    spec = importlib.util.spec_from_file_location("extract", FOLDER / "extract.py")
    module = importlib.util.module_from_spec(spec)
    spec.loader.exec_module(module)
    return module


def test_every_form_of_marked_text_is_found():
    source = '_("One")\ndeferred("Two")\nplural("{count} flow", "{count} flows", 2)\nother("Three")\n'
    assert list(extract().texts_in(source)) == [
        (("One", ""), 1),
        (("Two", ""), 2),
        (("{count} flow", "{count} flows"), 3),
    ]


def test_the_template_holds_screen_words_model_words_and_plurals():
    text = extract().catalogue()
    for words in ('msgid "All changes on disk"', 'msgid "Checks input"', 'msgid "Safety plc"'):
        assert words in text
    assert 'msgid "{count} change"\nmsgid_plural "{count} changes"' in text


def test_the_shipped_template_names_each_text_once():
    shipped = (FOLDER / "bartizan.pot").read_text(encoding="utf-8")
    texts = [line for line in shipped.splitlines() if line.startswith("msgid ")]
    assert len(texts) > 300
    assert len(set(texts)) == len(texts)
