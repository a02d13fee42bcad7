"""Everything that has a key, and every tool, is in the palette, and is done from there."""

import pytest
from PySide6.QtCore import Qt

from app.actions.action import State
from app.actions.deeds import deed, deeds
from app.actions.keymap import keys_of, written
from app.actions.lacking import lacking
from app.actions.on_drawing import WAY_WORDS
from app.actions.registry import action, bindings, can_change
from app.canvas.keys import TOOL_KEYS
from app.session.search import Search
from core.ground.words import LANGUAGES, use_language
from core.model import Component, Diagram, DiagramType, Placement, Zone
from core.model.search import folded, words_of
from tests.app.conftest import element

CTRL = Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def drawn(desk, qtbot):
    """The dosing controller is selected on a system diagram that shows it, the pump and a zone."""
    with desk.session.change("Draw") as edit:
        diagram = edit.new(Diagram, name="Plant")
        for number, name in enumerate(("Basic control", "Dosing controller", "Dosing pump")):
            edit.new(
                Placement, owner=diagram.id, element=element(desk, name).id, x=40.0 + 260 * number, y=80.0
            )
    desk.go_to(diagram.id)
    qtbot.wait(20)
    desk.session.select((element(desk, "Dosing controller").id,))
    return desk


@pytest.fixture
def ask(desk, qtbot):
    """Opens the palette by its key and types; gives the rows."""

    def opened(typed):
        desk.shown.palette.close_quietly()
        qtbot.keyClick(desk, Qt.Key.Key_K, CTRL)
        desk.shown.palette.line.setText(typed)
        return [row for row in desk.shown.palette.list.known.rows if not row.heading]

    return opened


def names(binding):
    """What the palette calls something that has keys."""
    if binding.ways:
        return [words() for words in WAY_WORDS[binding.id]]
    return [f"Tool: {binding.title()}" if binding.id.startswith("tool.") else binding.title()]


def test_everything_that_has_keys_and_every_tool_is_found_by_its_name(drawn, ask):
    for binding in filter(can_change, bindings()):
        if _unlisted(binding.id):
            continue
        for place, name in enumerate(names(binding)):
            (row,) = [row for row in ask(f">{name}") if row.title == name][:1] or [None]
            assert row is not None, name
            same_sort = not binding.id.startswith("tool.") or binding in TOOL_KEYS[DiagramType.SYSTEM]
            if same_sort and keys_of(binding) and name != "New port":
                assert row.key == written(keys_of(binding)[place]), name


def test_each_key_of_an_action_finds_it_however_the_key_is_written(drawn, ask):
    for one in deeds():
        for key in one.keys_now():
            for typed in (key, written(key), written(key).lower(), f">{key}"):
                found = [row for row in ask(typed) if row.title == one.title]
                assert [row.key for row in found] == [written(key)], (typed, one.title)


def test_a_letter_finds_what_it_does_here_first_among_what_can_be_done(drawn, ask):
    rows = ask("d")
    first = next(row for row in rows if row.id.startswith("do:"))
    assert (first.title, first.key, first.faint) == ("The first shape in it", "D", False)
    assert next(row for row in rows if row.title == "Dosing pump").key == ""
    assert next(row for row in ask("c") if row.id.startswith("do:")).title == "Tool: Component"


def test_a_second_key_of_an_action_is_the_one_that_is_shown(drawn, ask):
    assert [(row.title, row.key) for row in ask("ctrl+y") if row.title == "Redo"] == [("Redo", "Ctrl Y")]
    assert next((row.title, row.key) for row in ask(">redo")) == ("Redo", "Ctrl Shift Z")


def _unlisted(name):
    """Whether it is an action that the palette leaves out by its declaration."""
    return not name.startswith(("canvas.", "tool.")) and not action(name).palette


def test_what_cannot_be_done_is_greyed_and_says_why(desk, ask, qtbot):
    desk.session.select(())
    row = next(row for row in ask("rename") if row.title == "Rename")
    assert (row.faint, row.aside) == (True, "Select one first")
    qtbot.keyClick(desk.shown.palette.line, Qt.Key.Key_Return)
    assert desk.shown.palette.isVisible()


def test_what_can_be_done_is_not_greyed(drawn, ask):
    row = next(row for row in ask("rename") if row.title == "Rename")
    assert (row.faint, row.aside, row.key) == (False, "", "F2")


@pytest.mark.parametrize(
    ("typed", "title"),
    [
        ("minimap", "Map of the drawing"),
        ("delete", "Remove from the model"),
        ("dark mode", "Use the dark theme"),
        ("screenshot", "Copy as a picture"),
        ("shortcuts", "Every key"),
        ("zoom in", "Show larger"),
        ("sibling", "Add a sibling above"),
        ("lasso", "Select with a lasso, drawn with the next drag"),
        ("wider", "Wider"),
    ],
)
def test_an_action_is_found_by_what_other_programs_call_it(drawn, ask, typed, title):
    assert title in [row.title for row in ask(typed) if not row.faint]


@pytest.mark.parametrize(
    ("typed", "title"),
    [
        ("reroute", "Straighten a line"),
        ("clear waypoints", "Straighten a line"),
        ("autolayout", "Arrange the diagram"),
        ("auto layout", "Arrange the diagram"),
        ("snap to grid", "Move to the left"),
        ("grid", "Move to the left"),
        ("unlock", "Lock or unlock"),
        ("group", "Put a zone around the selection"),
        ("ungroup", "Move into a zone or container by its name"),
        ("swimlane", "Tool: Zone"),
        ("match size", "Make of the same size"),
        ("fit to page", "Fit the diagram"),
        ("reset view", "Show at 100 %"),
        ("marquee", "Select with a lasso, drawn with the next drag"),
        ("hand tool", "Move the view to the left"),
        ("new page", "New system diagram"),
        ("comment", "Tool: Note"),
        ("arrow", "Tool: Connect"),
        ("transition", "Tool: Edge"),
        ("drill down", "Go into its own diagram"),
        ("properties", "Fold the inspector"),
        ("validate", "Recheck"),
        ("hotkeys", "Every key"),
    ],
)
def test_a_word_of_other_drawing_programs_brings_what_it_means(drawn, ask, typed, title):
    assert title in [row.title for row in ask(typed) if not row.heading][:4]


@pytest.mark.parametrize(("language", "typed"), [("de", "minikarte"), ("fr", "minicarte")])
def test_other_words_are_those_of_the_language(language, typed):
    use_language(language)
    try:
        assert typed in deed("view.minimap").also.lower()
    finally:
        use_language("en")
    assert language in LANGUAGES


def run(ask, desk, qtbot, typed):
    rows = ask(typed)
    qtbot.keyClick(desk.shown.palette.line, Qt.Key.Key_Return)
    return rows


def test_a_tool_is_taken_up_from_the_palette(drawn, ask, qtbot):
    run(ask, drawn, qtbot, ">tool: zone")
    assert drawn.shown.canvas().tool == "zone"


def test_keys_of_drawings_are_done_from_the_palette(drawn, ask, qtbot):
    canvas, controller = drawn.shown.canvas(), element(drawn, "Dosing controller").id
    before = canvas.scene_shown.find(controller).outline()
    run(ask, drawn, qtbot, ">wider")
    assert canvas.scene_shown.find(controller).outline().width() > before.width()
    run(ask, drawn, qtbot, ">move downwards")
    assert canvas.scene_shown.find(controller).outline().top() > before.top()
    run(ask, drawn, qtbot, ">add a connected")
    assert canvas.creating.typing is not None
    canvas.creating.cancel()
    run(ask, drawn, qtbot, ">select everything")
    assert {element(drawn, "Basic control").id, controller} <= set(canvas.selection)


def test_a_lasso_asked_for_is_drawn_by_the_next_drag(drawn, ask, qtbot):
    run(ask, drawn, qtbot, ">lasso")
    canvas = drawn.shown.canvas()
    assert canvas.pointer.lasso_next
    pump = canvas.scene_shown.find(element(drawn, "Dosing pump").id).outline().adjusted(-12, -12, 12, 12)
    stops = [pump.topLeft(), pump.topRight(), pump.bottomRight(), pump.bottomLeft(), pump.topLeft()]
    places = [canvas.mapFromScene(stop) for stop in stops]
    qtbot.mousePress(canvas.viewport(), Qt.MouseButton.LeftButton, pos=places[0])
    for place in places[1:]:
        qtbot.mouseMove(canvas.viewport(), place)
        qtbot.wait(5)
    qtbot.mouseRelease(canvas.viewport(), Qt.MouseButton.LeftButton, pos=places[-1])
    assert element(drawn, "Dosing pump").id in canvas.selection
    assert not canvas.pointer.lasso_next


def test_every_deed_that_cannot_be_done_says_why():
    for state in (
        State(),
        State(project=True, writable=True),
        State(project=True, page="diagram", sort="hardware"),
    ):
        for one in deeds():
            assert bool(one.lacks(state)) == (not one.when(state)), one.id
            assert one.lacks(state) != "Not possible here", one.id


def test_the_first_thing_that_lacks_is_said():
    port = next(one for one in deeds() if one.id == "draw.port")
    assert lacking(port.when, State()) == "Open a project first"
    assert lacking(port.when, State(project=True)) == "Opened for reading only"
    tool = deed("tool.hardware.bus")
    assert tool.lacks(State(project=True, writable=True, page="diagram", sort="system")) == (
        "Needs a hardware diagram in front"
    )
    assert Component.kind in deed("draw.allocate_to_node").lacks(
        State(project=True, writable=True, selected=1, kind=Zone.kind)
    )


VERBS = {
    "de": (
        *("ausrichten", "verteilen", "verschieben", "anordnen", "umbenennen"),
        *("duplizieren", "sperren", "verbinden", "einfügen", "ausblenden"),
    ),
    "fr": (
        *("aligner", "répartir", "déplacer", "disposer", "renommer"),
        *("dupliquer", "verrouiller", "connecter", "coller", "masquer"),
    ),
}


@pytest.mark.parametrize("selected", [True, False])
@pytest.mark.parametrize("tongue", VERBS)
def test_what_is_called_by_the_verb_typed_comes_first_also_where_it_cannot_be_done(
    drawn, ask, tongue, selected
):
    drawn.session.select((element(drawn, "Dosing controller").id,) if selected else ())
    use_language(tongue)
    try:
        drawn.shown.palette._search = Search(drawn.session, drawn.results)
        for verb in VERBS[tongue]:
            called = [folded(verb) in words_of(row.title) for row in ask(verb)]
            assert called[0], verb
            assert called == sorted(called, reverse=True), verb
    finally:
        use_language("en")


def test_enter_does_nothing_else_where_what_leads_cannot_be_done(drawn, ask, qtbot):
    drawn.session.select((element(drawn, "Dosing controller").id,))
    before = drawn.session.snapshot()
    (first, *_others) = ask("align")
    assert (first.title.startswith("Align"), first.faint) == (True, True)
    qtbot.keyClick(drawn.shown.palette.line, Qt.Key.Key_Return)
    assert drawn.session.snapshot() is before
    assert drawn.shown.palette.isVisible()
