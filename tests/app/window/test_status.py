"""The status line says what does not fit with an ellipsis, and what was undone."""

import pytest
from PySide6.QtCore import Qt

from app.jobs import Job
from core.model import Diagram, Placement, TextNote
from tests.app.conftest import element


@pytest.fixture
def drawn(desk, qtbot):
    """A diagram in front with a zone, two components, the flow between them and a note."""
    with desk.session.change("Draw") as edit:
        diagram = edit.new(Diagram, name="Plant")
        control = element(desk, "Basic control")
        edit.new(Placement, owner=diagram.id, element=control.id, x=0, y=0, width=700, height=300)
        for number, name in enumerate(("Dosing controller", "Dosing pump")):
            edit.new(Placement, owner=diagram.id, element=element(desk, name).id, x=40 + 300 * number, y=80)
        note = edit.new(TextNote, owner=diagram.id, text="Ask", name="Ask")
        edit.new(Placement, owner=diagram.id, element=note.id, x=800, y=0)
    desk.go_to(diagram.id)
    qtbot.wait(10)
    desk.shown.canvas().setFocus()
    desk.session.select(())
    return desk


def hints(window):
    return [words for _key, words in window.status._hints._told]


def test_hints_name_what_works_on_what_is_selected(drawn):
    assert hints(drawn) == ["create by typing", "select the nearest", "every action"]
    for name, told in (
        ("Dosing pump", ["add connected", "create by typing", "rename"]),
        ("Basic control", ["create in it", "rename", "step"]),
        ("Dose command", ["rename", "lead its end", "straighten"]),
        ("Ask", ["rename", "move", "add another"]),
    ):
        drawn.session.select((element(drawn, name).id,))
        assert hints(drawn) == told
    both = [element(drawn, name).id for name in ("Dosing pump", "Dosing controller")]
    drawn.session.select(tuple(both))
    assert hints(drawn) == ["move", "arrange", "zone around"]
    drawn.run("matrix.connectors")
    assert hints(drawn) == ["join, part or show", "undo", "help"]


def test_tab_on_a_zone_creates_in_it_and_says_where_no_line_can_begin(drawn, qtbot):
    canvas = drawn.shown.canvas()
    drawn.session.select((element(drawn, "Basic control").id,))
    qtbot.keyClick(canvas, Qt.Key.Key_Tab)
    qtbot.keyClicks(canvas.creating.typing.line, "component Valve")
    qtbot.keyClick(canvas.creating.typing.line, Qt.Key.Key_Return)
    assert element(drawn, "Valve").zone == element(drawn, "Basic control").id
    drawn.session.select((element(drawn, "Ask").id,))
    qtbot.keyClick(canvas, Qt.Key.Key_Tab)
    assert canvas.creating.typing is None
    assert drawn.status._reason.text() == "No line can begin there"


def test_a_message_without_room_ends_in_an_ellipsis(desk, qtbot):
    said = "Dosing controller, Component, in Basic control. " * 6
    desk.resize(1024, 700)
    desk.status.say(said)
    qtbot.waitUntil(lambda: desk.status._reason.shown().endswith("…"))
    assert desk.status._reason.width() < desk.status._reason.sizeHint().width()
    assert desk.status._reason.toolTip() == said
    desk.status.say("Short")
    qtbot.wait(10)
    assert desk.status._reason.text() == "Short"


def test_what_is_said_has_room_before_the_hints_of_keys(desk, qtbot):
    desk.resize(1280, 800)
    said = "Merged: 1 234 elements are different now, as its tab has told"
    desk.status.offer("Take the tour", "Ctrl+Shift+G", lambda: None)
    desk.status.say(said)
    qtbot.waitUntil(lambda: desk.status._reason.shown() == said)
    shown = [key for key, words in desk.status._hints._pairs if key.isVisible() and words.isVisible()]
    ends = [part.mapTo(desk, part.rect().topRight()).x() for part in shown]
    assert ends == sorted(ends)
    assert all(end < desk.width() for end in ends)


def test_the_status_line_says_what_was_undone_and_done_again(desk, qtbot):
    with desk.session.change("Rename Laptop to Notebook") as edit:
        edit.set(element(desk, "Laptop").id, name="Notebook")
    desk.show_room("require")
    ctrl = Qt.KeyboardModifier.ControlModifier
    qtbot.keyClick(desk, Qt.Key.Key_Z, ctrl)
    assert desk.status._reason.text() == "Undone: Rename Laptop to Notebook"
    qtbot.keyClick(desk, Qt.Key.Key_Z, ctrl | Qt.KeyboardModifier.ShiftModifier)
    assert desk.status._reason.text() == "Done again: Rename Laptop to Notebook"


@pytest.mark.parametrize("title", ["Look for threats in the whole plant with every rule there is", "A"])
def test_work_and_words_have_their_room_before_they_are_painted(desk, title):
    status, jobs = desk.status, desk.jobs
    for name in ("Prove", title, "Read the catalogue of weaknesses again", title):
        jobs.jobs[:] = [Job(name, "task")]
        jobs.changed.emit()
        assert status._work._title.shown() == name
        assert status._work._title.width() >= status._work._title.sizeHint().width()
        status.say(f"Done with {name}")
        assert status._reason.shown() == f"Done with {name}"
    jobs.jobs.clear()
