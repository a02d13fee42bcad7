"""The template for translators names the words of the program."""

import ast
import importlib.util
import re
from pathlib import Path

import pytest
from PySide6.QtWidgets import QLabel

from app.actions.keymap import keymap
from app.canvas.empty import words_for
from core.diagram.anchors import Anchor
from core.diagram.borders import interface_item
from core.diagram.kind_words import kind_word
from core.diagram.overlay import Overlay
from core.formal.property import Pattern, Scope
from core.ground.words import catalogue_of, use_language
from core.model import (
    Action,
    Binding,
    DiagramType,
    HardwareInterface,
    InterfaceType,
    Point,
    ProposalState,
    Proposition,
    Side,
    Snapshot,
)
from core.requirements.broken import broken
from core.requirements.slots import EarsPattern
from core.uppaal.generation.query import Purpose

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


def _options_said(source):
    """Where the value of an option stands in a sentence or a text as it is in the model, by its line."""
    for node in ast.walk(ast.parse(source)):
        filled = isinstance(node, ast.Call) and isinstance(node.func, ast.Attribute)
        if filled and node.func.attr == "format" and isinstance(node.func.value, ast.Call):
            yield from (one.value.lineno for one in node.keywords if _is_value(one.value))


def _is_value(node):
    """Whether an option's value is in an expression outside of what a function makes of it."""
    if isinstance(node, ast.Attribute):
        return node.attr == "value" and isinstance(node.value, ast.Attribute)
    inner = node.elts if isinstance(node, ast.Tuple | ast.List) else ast.iter_child_nodes(node)
    return not isinstance(node, ast.Call) and any(_is_value(one) for one in inner)


def test_the_value_of_an_option_would_be_noticed_in_a_sentence():
    assert list(_options_said('_("{a}").format(a=one.state.value)')) == [1]
    assert list(_options_said('_("{a}").format(a=key or one.state.value)')) == [1]
    assert list(_options_said('_("{a}").format(a=_(one.state.value))')) == []


def test_no_sentence_says_the_value_of_an_option_as_it_is_in_the_model():
    said = {}
    for room in ("app", "core"):
        for file in sorted((FOLDER.parents[1] / room).rglob("*.py")):
            lines = list(_options_said(file.read_text(encoding="utf-8")))
            if lines:
                said[file.name] = lines
    assert said == {}


@pytest.mark.parametrize(
    "options", [Action, Pattern, ProposalState, Purpose, Scope, EarsPattern], ids=lambda one: one.__name__
)
def test_every_option_that_sentences_say_is_a_text_of_the_template(template, options):
    assert [one.value for one in options if f'msgid "{one.value}"\n' not in template] == []


@pytest.mark.parametrize("code", ["de", "fr"])
@pytest.mark.parametrize("sort", InterfaceType)
def test_an_interface_is_spoken_of_in_one_language(code, sort):
    interface = HardwareInterface(id="i", name="X1", interface=sort)
    use_language("en")
    english = kind_word(interface)
    use_language(code)
    try:
        spoken = interface_item(interface, Anchor("n", Side.LEFT, Point(0, 0), True), 0, Overlay()).spoken
        said = [catalogue_of(code).gettext(words) for words in (english, "open ?")]
        assert spoken == ", ".join(["X1", *said])
    finally:
        use_language("en")


@pytest.mark.parametrize("code", ["de", "fr"])
@pytest.mark.parametrize("binding", [one for one in Binding if one is not Binding.NONE])
def test_a_broken_binding_is_told_in_one_language(code, binding):
    snapshot = Snapshot([Proposition(id="p", name="x", binding=binding, confirmed_by="Tester")])
    use_language(code)
    try:
        (said,) = {one.message for one in broken(snapshot, ["x"]) if one.code == "proposition-empty"}
    finally:
        use_language("en")
    (plain,) = {one.message for one in broken(snapshot, ["x"]) if one.code == "proposition-empty"}
    article = {Binding.STATE: "a state", Binding.EXPRESSION: "an expression", Binding.EVENT: "an event"}
    assert article[binding] in plain
    assert catalogue_of(code).gettext(article[binding]) in said
