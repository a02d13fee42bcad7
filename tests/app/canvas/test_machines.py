"""State machines edited on the drawing: guard, channel, update, invariant, and the clocks and variables."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from app.session.looking import Looking
from app.window.diagram_page import make_canvas
from core.diagram.display import Text, visible
from core.diagram.lod import FULL, NAMES, detail_at
from core.diagram.metrics import width
from core.ground.diagnostic import Severity
from core.ground.resources import sample_folder
from core.model import Action, ClockVariable, Diagram, Edge, Event, Location, Timer, Variable
from core.project import read_text

KEY = Qt.Key


@pytest.fixture
def drawn(bench, machine):
    """The canvas on the machine, which has a clock, a variable and a timer; the hand; the machine."""
    canvas, hand = machine
    owner = canvas.snapshot()[canvas.diagram.owner]
    with bench.session.change("Declare") as edit:
        edit.new(ClockVariable, owner=owner.id, name="x")
        edit.new(Variable, owner=owner.id, name="level", high=3)
    return canvas, hand, owner


def write_edge(canvas, hand, owner):
    """Begin to write an edge, as F2 does; the editor."""
    edge = next(one for one in canvas.snapshot().owned(owner.id, Edge) if one.event)
    canvas.select([edge.id])
    hand.key(KEY.Key_F2)
    editor = canvas._writing.editor
    for line in editor.lines:
        line.clear()
    return edge, editor


def test_tab_goes_from_guard_to_channel_to_update_and_around(drawn):
    canvas, hand, owner = drawn
    edge, editor = write_edge(canvas, hand, owner)
    for number, text in enumerate(("x >= 2 s", "halt!", "level := 0")):
        assert editor.lines[number].hasFocus()
        QTest.keyClicks(editor.lines[number], text)
        QTest.keyClick(editor.lines[number], KEY.Key_Tab)
    assert editor.lines[0].hasFocus()
    QTest.keyClick(editor.lines[0], KEY.Key_Backtab)
    assert editor.lines[2].hasFocus()
    QTest.keyClick(editor.lines[2], KEY.Key_Return)
    written = canvas.snapshot()[edge.id]
    assert (written.guard, written.update, written.action) == ("x >= 2 s", "level := 0", Action.SEND)
    assert canvas.snapshot()[written.event].name == "halt"


def test_a_double_click_on_the_words_of_an_edge_writes_them(drawn):
    canvas, hand, owner = drawn
    edge = next(one for one in canvas.snapshot().owned(owner.id, Edge) if one.guard and one.event)
    item = canvas.scene_shown.find(edge.id).item
    words = next(spot.area for spot in item.spots if spot.name == "label")
    hand.double(words.centre.x, words.bottom - 4)
    editor = canvas._writing.editor
    assert editor.lines[0].text() == edge.guard


def test_what_is_wrong_is_said_under_its_letters_and_goes_when_it_is_mended(drawn):
    canvas, hand, owner = drawn
    _edge, editor = write_edge(canvas, hand, owner)
    line = editor.lines[0]
    strip = editor.faults[line]
    high = editor.height()
    QTest.keyClicks(line, "x >= 2 s && z == 1")
    assert strip.isVisible()
    assert strip.fault.column == 13
    assert line.accessibleDescription() == strip.words
    assert editor.height() > high
    line.setCursorPosition(12)
    assert abs(strip.caret_area().left() - line.cursorRect().center().x()) <= 4
    assert editor.geometry().bottom() <= canvas.height()
    line.setText("x >= 2 s && level == 1")
    assert not strip.isVisible()
    assert editor.height() == high


def test_a_new_event_is_announced_and_a_known_one_is_not(drawn):
    canvas, hand, owner = drawn
    _edge, editor = write_edge(canvas, hand, owner)
    line = editor.lines[1]
    known = next(one.name for one in canvas.snapshot().of(Event))
    line.setText("brand_new!")
    assert editor.faults[line].fault.severity is Severity.INFO
    line.setText(f"{known}?")
    assert editor.faults[line].fault is None


def test_names_are_offered_while_typing_and_taken_by_down_and_enter(drawn):
    canvas, hand, owner = drawn
    _edge, editor = write_edge(canvas, hand, owner)
    line, names = editor.lines[0], editor.names[editor.lines[0]]
    QTest.keyClicks(line, "x >= 2 s && le")
    assert names.isVisible()
    assert [names.item(row).text() for row in range(names.count())] == ["level"]
    QTest.keyClick(line, KEY.Key_Down)
    QTest.keyClick(line, KEY.Key_Return)
    assert line.text() == "x >= 2 s && level"
    assert canvas._writing.editor is editor
    assert not names.isVisible()


def test_ctrl_space_offers_every_name(drawn):
    canvas, hand, owner = drawn
    _edge, editor = write_edge(canvas, hand, owner)
    line = editor.lines[1]
    line.setFocus()
    QTest.keyClick(line, KEY.Key_Space, Qt.KeyboardModifier.ControlModifier)
    names = editor.names[line]
    assert names.count() > 1
    QTest.keyClick(line, KEY.Key_Escape)
    assert not names.isVisible()
    assert line.isVisible()


def test_an_invariant_is_judged_where_it_stands(drawn):
    canvas, hand, owner = drawn
    location = canvas.snapshot().owned(owner.id, Location)[0]
    canvas.select([location.id])
    hand.key(KEY.Key_F2)
    editor = canvas._writing.editor
    editor.lines[1].setText("x > 2 s")
    assert editor.faults[editor.lines[1]].fault is not None
    editor.lines[1].setText("x <= 2 s")
    assert editor.faults[editor.lines[1]].fault is None
    assert editor.lines[0] not in editor.faults
    QTest.keyClick(editor.lines[1], KEY.Key_Return)
    assert canvas.snapshot()[location.id].invariant == "x <= 2 s"


@pytest.mark.parametrize(
    ("text", "kind"), [("clock y", ClockVariable), ("int[0,9] n = 2", Variable), ("timer t = 500 ms", Timer)]
)
def test_a_declaration_is_added_by_a_line_in_one_change(bench, drawn, text, kind):
    canvas, _hand, owner = drawn
    panel = canvas.afloat.declarations
    panel.begin()
    before = len(bench.labels)
    QTest.keyClicks(panel.lines[""], text)
    QTest.keyClick(panel.lines[""], KEY.Key_Return)
    QTest.keyClick(panel.lines[""], KEY.Key_Return)
    made = canvas.snapshot().owned(owner.id, kind)[-1]
    assert panel.lines[made.id].text() == text
    assert len(bench.labels) == before + 1
    assert panel.lines[""].hasFocus()


def test_a_declaration_is_changed_and_removed_where_it_stands(bench, drawn):
    canvas, _hand, owner = drawn
    panel = canvas.afloat.declarations
    panel.begin()
    level = next(one for one in canvas.snapshot().owned(owner.id, Variable) if one.name == "level")
    line = panel.lines[level.id]
    line.setFocus()
    line.setText("int[0,5] level = 2")
    QTest.keyClick(line, KEY.Key_Return)
    changed = canvas.snapshot()[level.id]
    assert (changed.low, changed.high, changed.initial) == (0, 5, 2)
    line = panel.lines[level.id]
    line.clear()
    QTest.keyClick(line, KEY.Key_Return)
    assert level.id not in canvas.snapshot()
    bench.session.undo()
    assert panel.lines[level.id].text() == "int[0,5] level = 2"


def test_a_wrong_declaration_is_pointed_at_and_changes_nothing(bench, drawn):
    canvas, _hand, _owner = drawn
    panel = canvas.afloat.declarations
    panel.begin()
    before = len(bench.labels)
    line = panel.lines[""]
    QTest.keyClicks(line, "int[0,3] n = 9")
    QTest.keyClick(line, KEY.Key_Return)
    assert panel.faults[line].fault.column == 14
    assert panel.faults[line].isVisible()
    assert len(bench.labels) == before
    QTest.keyClick(line, KEY.Key_Escape)
    assert canvas.hasFocus()
    assert panel.lines[""].text() == ""


def test_the_next_guard_knows_what_was_just_declared(drawn):
    canvas, hand, owner = drawn
    panel = canvas.afloat.declarations
    panel.begin()
    QTest.keyClicks(panel.lines[""], "clock fresh")
    QTest.keyClick(panel.lines[""], KEY.Key_Return)
    canvas.setFocus()
    _edge, editor = write_edge(canvas, hand, owner)
    editor.lines[0].setText("fresh > 1 s")
    assert editor.faults[editor.lines[0]].fault is None


def test_only_machines_have_declarations(overview):
    canvas, _hand = overview
    assert canvas.afloat.declarations is None


@pytest.mark.parametrize("wide", [640, 720, 800])
def test_a_machine_that_is_seen_whole_below_full_size_shows_its_words_within_the_view(qtbot, wide):
    """Before, below 93 % it showed channels alone, and those beside its outer edges were cut there."""
    model = read_text(sample_folder("water-treatment"))
    diagram = next(one for one in model.of(Diagram) if one.name == "Level behaviour")
    looking = Looking(model)
    canvas = make_canvas(looking, diagram.id, None, drawable=False)
    looking.setParent(canvas)
    qtbot.addWidget(canvas)
    canvas.resize(wide, 520)
    canvas.show()
    canvas.fit()
    scale = canvas.scale_now()
    assert 0.5 < scale < 0.9
    words = set()
    for item in canvas.scene_shown.items_by_id.values():
        for mark in item.item.marks if item.item.is_line else ():
            if isinstance(mark, Text) and visible(mark, detail_at(scale)):
                words.add(mark.text)
                wide_text = width(mark.text, mark.size, mark.bold, mark.mono)
                ends = [canvas.mapFromScene(x, mark.baseline) for x in (mark.x, mark.x + wide_text)]
                assert all(canvas.viewport().rect().contains(end) for end in ends), mark.text
    assert {"x ≥ 150 ms", "x := 0", "signal_back?", "fill_time expired"} <= words


def test_a_machine_whose_guards_could_not_be_read_is_not_seen_whole_at_first(qtbot):
    model = read_text(sample_folder("water-treatment"))
    diagram = next(one for one in model.of(Diagram) if one.name == "Level behaviour")
    looking = Looking(model)
    canvas = make_canvas(looking, diagram.id, None, drawable=False)
    looking.setParent(canvas)
    qtbot.addWidget(canvas)
    canvas.resize(420, 420)
    canvas.show()
    assert canvas.scale_now() == NAMES


@pytest.mark.parametrize("wide", [900, 960, 1024])
def test_words_beside_the_outermost_edges_are_whole_where_a_machine_is_fitted(qtbot, wide):
    model = read_text(sample_folder("water-treatment"))
    diagram = next(one for one in model.of(Diagram) if one.name == "Disinfection behaviour")
    looking = Looking(model)
    canvas = make_canvas(looking, diagram.id, None, drawable=False)
    looking.setParent(canvas)
    qtbot.addWidget(canvas)
    canvas.resize(wide, 490)
    canvas.show()
    canvas.fit()
    detail = detail_at(canvas.scale_now())
    assert NAMES <= detail < FULL
    view = canvas.viewport().rect()
    marks = [
        mark
        for item in canvas.scene_shown.items_by_id.values()
        for mark in item.item.marks
        if isinstance(mark, Text) and visible(mark, detail)
    ]
    for mark in marks:
        wide_text = width(mark.text, mark.size, mark.bold, mark.mono)
        left = mark.x - wide_text * {"left": 0, "centre": 0.5, "right": 1}[mark.anchor]
        for x in (left, left + wide_text):
            assert view.contains(canvas.mapFromScene(x, mark.baseline)), mark.text
    # The committed location says so by its letter as far out as locations have their names.
    assert [mark.text for mark in marks].count("C") == 1
