"""Every panel has its help: read offline, found by typing, with the keys as they are now."""

import re
from pathlib import Path

import pytest
from PySide6.QtCore import Qt, QUrl
from PySide6.QtTest import QTest

from app.actions.keymap import keymap
from app.actions.registry import ACTIONS, bindings
from app.panels import help_text
from app.panels.help_page import HelpPage
from app.panels.help_text import ACTION, CAP, TOPICS, find_topics, links, page_of, read_topic, references
from app.window import helping, page_makers, rooms
from app.window.helping import HELP_PAGE, topic_here
from app.window.pages import Page
from app.window.sorts import GENERAL, SORTS, help_of
from core.ground.words import use_language
from core.model import Diagram
from tests.app.conftest import element

HELP = Path(__file__).resolve().parents[3] / "resources" / "help"
CODES = ("en", "de", "fr")
FIXED = {key for binding in bindings() if binding.context == "fixed" for key in binding.keys}


def parts(topic):
    """The kinds of lines that a page has, in order."""
    return [line[:2] if line[:2] in ("##", "- ") else "" for line in topic.lines]


@pytest.fixture
def help_page(desk, qtbot):
    desk.run("desktop.help")
    page = desk.pages.widget(HELP_PAGE)
    assert isinstance(page, HelpPage)
    return page


def test_every_page_and_every_list_has_its_help():
    assert set(page_makers.MAKERS) == set(SORTS)
    assert {page.sort for page in rooms.PAGES.values()} <= set(SORTS)
    assert {"start", "draw", *rooms.PAGES} == set(helping.OF_LEFT)
    of_pages = {sort.help for sort in SORTS.values()}
    told = {*of_pages, *helping.OF_LEFT.values(), *helping.OF_RIGHT.values(), GENERAL}
    assert told | {"inspector", "checks", "findings", "history", "palette"} == set(TOPICS)


@pytest.mark.parametrize("sort", SORTS)
def test_each_sort_of_page_has_a_page_of_help_that_is_there(sort):
    assert read_topic(help_of(sort)).title


def test_f1_on_a_page_that_nobody_wrote_help_for_shows_the_general_one(desk, monkeypatch):
    shown = []
    monkeypatch.setattr(helping, "show_help", lambda _window, topic: shown.append(topic))
    desk.pages.setFocus()
    for sort in ("never heard of", "matrix"):
        with monkeypatch.context() as patched:
            patched.setattr(type(desk.pages), "current", Page(sort))
            shown.append(topic_here(desk))
            desk.desk.desktop.show_help_of_page()
    assert shown == [GENERAL, GENERAL, "matrix", "matrix"]


@pytest.mark.parametrize("code", CODES)
def test_each_page_of_help_is_there_in_each_language_with_the_same_parts(code):
    assert sorted(file.stem for file in (HELP / code).iterdir()) == sorted(TOPICS)
    for topic_id in TOPICS:
        english, said = read_topic(topic_id, "en"), read_topic(topic_id, code)
        assert sorted(references(said)) == sorted(references(english)), topic_id
        assert sorted(links(said)) == sorted(links(english)), topic_id
        kinds = [
            [line[:2] if line[:2] in ("##", "- ") else "" for line in one.lines] for one in (said, english)
        ]
        assert kinds[0] == kinds[1], topic_id


def test_every_key_that_help_names_is_one_of_the_desktop():
    known = {binding.id for binding in bindings()}
    for topic_id in TOPICS:
        for reference in references(read_topic(topic_id, "en")):
            if reference.startswith(CAP):
                assert reference.removeprefix(CAP) in FIXED, (topic_id, reference)
            else:
                assert reference in known, (topic_id, reference)


@pytest.mark.parametrize("code", CODES)
def test_help_names_keys_by_reference_and_leads_nowhere_outside(code):
    actions = {ACTION + known.id for known in ACTIONS}
    for topic_id in TOPICS:
        source = (HELP / code / f"{topic_id}.md").read_text(encoding="utf-8")
        assert re.findall(r"\b(?:Ctrl|Strg|F\d+)\b", re.sub(r"\{[^}]*\}", "", source)) == [], topic_id
        assert "http" not in source
        assert "www." not in source
        assert set(links(read_topic(topic_id, code))) <= actions | set(TOPICS)


def test_a_changed_key_shows_in_help(desk, help_page):
    undo = next(binding for binding in bindings() if binding.id == "edit.undo")
    help_page.show_topic("window")
    assert "Ctrl Z" in help_page.text.toPlainText()
    try:
        keymap().change(undo, ("Ctrl+Alt+Backspace",))
        assert "Ctrl Alt Backspace" in help_page.text.toPlainText()
    finally:
        keymap().take({})


def test_a_key_that_is_taken_away_shows_what_it_did():
    undo = next(binding for binding in bindings() if binding.id == "edit.undo")
    try:
        keymap().change(undo, ())
        assert "<b>Undo</b>" in page_of(read_topic("window", "en"), "")
    finally:
        keymap().take({})


@pytest.mark.parametrize(
    ("room", "panel", "topic"),
    [
        ("draw", "left", "model"),
        ("draw", "middle", "diagram"),
        ("draw", "right", "inspector"),
        ("draw", "bottom", "findings"),
        ("draw", "bar", "window"),
        ("require", "middle", "requirements"),
        ("prove", "left", "verdict"),
        ("threats", "middle", "threat"),
        ("review", "left", "proposal"),
        ("comply", "middle", "comply"),
        ("hand over", "middle", "hand-over"),
    ],
)
def test_f1_shows_the_help_of_the_panel_that_has_the_keyboard(qtbot, desk, room, panel, topic):
    desk.session.select((element(desk, "Dosing controller").id,))
    desk.show_room(room)
    held = {
        "left": desk.frame.left,
        "middle": desk.pages.widget(desk.pages.current),
        "right": desk.frame.right,
        "bottom": desk.shown.bottom,
        "bar": desk.bar,
    }[panel]
    from app.window.attention import first_focus

    desk.activateWindow()
    first_focus(held).setFocus()
    assert topic_here(desk) == topic
    QTest.keyClick(desk.focusWidget() or desk, Qt.Key.Key_F1)
    assert desk.pages.current == HELP_PAGE
    assert desk.pages.widget(HELP_PAGE).topic == topic


def test_f1_in_a_check_explains_checks(desk):
    desk.show_room("require")
    desk.session.select((element(desk, "DOS-01").id,))
    desk.run("require.check")
    assert topic_here(desk) == "checks"


@pytest.mark.parametrize(("key", "topic"), [(Qt.Key.Key_5, "comply"), (Qt.Key.Key_7, "hand-over")])
def test_a_room_gone_to_by_its_key_has_the_keyboard_and_its_help(qtbot, desk, key, topic):
    desk.activateWindow()
    desk.shown.model_panel.filter.setFocus()
    QTest.keyClick(desk, key, Qt.KeyboardModifier.ControlModifier)
    assert topic_here(desk) == topic


def test_the_history_has_help_of_its_own(qtbot, desk):
    desk.run("bottom.history")
    assert topic_here(desk) == "history"
    desk.run("bottom.problems")
    assert topic_here(desk) == "findings"


def test_f1_shows_help_while_a_name_is_typed_on_a_drawing(qtbot, desk):
    with desk.session.change("Draw") as edit:
        diagram = edit.new(Diagram, name="Plant")
    desk.go_to(diagram.id)
    qtbot.wait(10)
    canvas = desk.shown.canvas()
    canvas.setFocus()
    QTest.keyClick(canvas, Qt.Key.Key_Space)
    line = canvas.creating.typing.line
    QTest.keyClicks(line, "pu")
    QTest.keyClick(line, Qt.Key.Key_F1)
    assert desk.pages.current == HELP_PAGE
    assert desk.pages.widget(HELP_PAGE).topic == "diagram"
    desk.run("go.back")
    assert canvas.creating.typing.line.text() == "pu"
    QTest.keyClick(canvas, Qt.Key.Key_Escape)
    assert canvas.creating.typing is None


def test_the_start_page_has_help_and_so_has_the_button_beside_the_tabs(qtbot, window):
    QTest.mouseClick(window.pages.strip.help, Qt.MouseButton.LeftButton)
    assert window.pages.widget(HELP_PAGE).topic == "start"


def test_help_is_found_by_words_and_the_title_counts_first(desk, help_page, qtbot):
    assert [topic.id for topic in find_topics("conduit zone")] == ["model"]
    assert find_topics("verdict")[0].id == "verdict"
    QTest.keyClicks(help_page.filter, "merge conflict")
    assert [row.id for row in help_page.list.known.rows] == ["merged"]
    assert help_page.topic == "merged"
    help_page.show_topic("window")
    assert [row.id for row in help_page.list.known.rows] == list(TOPICS)
    QTest.keyClicks(help_page.filter, "xyzzy")
    assert help_page.list.known.rows == []


def test_links_lead_to_other_pages_and_to_actions(desk, help_page):
    asked = []
    help_page.asked.disconnect()
    help_page.asked.connect(asked.append)
    help_page.text.anchorClicked.emit(QUrl("proposal"))
    assert help_page.topic == "proposal"
    help_page.text.anchorClicked.emit(QUrl("action:desktop.tour"))
    assert asked == ["desktop.tour"]


def test_help_speaks_the_language_in_use_and_english_where_a_page_is_missing(tmp_path, monkeypatch):
    for code in ("en", "de"):
        (tmp_path / code).mkdir()
    (tmp_path / "en" / "model.md").write_text("# Model\n", encoding="utf-8")
    (tmp_path / "en" / "keys.md").write_text("# Keys\n", encoding="utf-8")
    (tmp_path / "de" / "keys.md").write_text("# Tasten\n", encoding="utf-8")
    monkeypatch.setattr(help_text, "resource_folder", lambda name: tmp_path)
    use_language("de")
    try:
        assert [read_topic("keys").title, read_topic("model").title] == ["Tasten", "Model"]
    finally:
        use_language("en")
