"""Arranging the diagram in front: a job, one change, one undo."""

import pytest
from PySide6.QtCore import Qt
from PySide6.QtTest import QTest

from app.actions.registry import action
from app.canvas.standpoint import standpoint
from app.window.arranging import AT_ONCE
from core.model import Component, Placement


@pytest.fixture
def drawn(window, tmp_path):
    """Four components on one heap, on a diagram in front."""
    window.session.create(tmp_path / "heap.bzn")
    diagram = window.shown.canvas().diagram_id
    with window.session.change("Heap") as edit:
        edit.add(window.session.first_diagram)
        for number in range(4):
            shape = edit.new(Component, name=f"Part {number}")
            edit.new(Placement, owner=diagram, element=shape.id, x=100.0 + number, y=100.0)
    return diagram


def places(window, diagram):
    """Where each element stands."""
    return {one.element: (one.x, one.y) for one in window.session.snapshot().owned(diagram, Placement)}


def test_shapes_on_a_heap_are_put_apart_in_one_change_that_one_undo_takes_back(window, qtbot, drawn):
    before = places(window, drawn)
    changes = len(window.session.project.heads)
    window.run("draw.arrange")
    qtbot.waitUntil(lambda: places(window, drawn) != before, timeout=20_000)
    assert len(window.session.project.heads) == changes + 1
    assert window.session.project.undoable.label == "Arrange System"
    now = list(places(window, drawn).values())
    assert all(abs(a[0] - b[0]) > 50 or abs(a[1] - b[1]) > 30 for a in now for b in now if a is not b)
    window.run("edit.undo")
    assert places(window, drawn) == before


def test_only_what_is_selected_moves_where_that_is_asked_for(window, qtbot, drawn):
    before = places(window, drawn)
    chosen = tuple(before)[:2]
    window.session.select(chosen)
    window.run("layout.selection")
    qtbot.waitUntil(lambda: places(window, drawn) != before, timeout=20_000)
    after = places(window, drawn)
    assert {one for one in before if before[one] != after[one]} <= set(chosen)


@pytest.fixture
def large(window, tmp_path):
    """So many components on one heap that a worker arranges them, on a diagram in front."""
    window.session.create(tmp_path / "large.bzn")
    diagram = window.shown.canvas().diagram_id
    with window.session.change("Heap") as edit:
        edit.add(window.session.first_diagram)
        for number in range(AT_ONCE + 1):
            shape = edit.new(Component, name=f"Part {number}")
            edit.new(Placement, owner=diagram, element=shape.id, x=100.0 + number, y=100.0)
    return diagram


def test_a_small_diagram_is_arranged_at_once(window, drawn):
    before = places(window, drawn)
    window.run("draw.arrange")
    assert places(window, drawn) != before
    assert not window.jobs.jobs


def test_a_diagram_that_was_changed_meanwhile_is_not_arranged(window, qtbot, large):
    moved = next(one for one in window.session.snapshot().of(Placement))
    window.run("draw.arrange")
    with window.session.change("Move") as edit:
        edit.set(moved.id, x=3000.0, y=2000.0)
    after = places(window, large)
    qtbot.waitUntil(lambda: not window.jobs.running, timeout=60_000)
    assert places(window, large) == after
    assert window.session.project.undoable.label == "Move"
    assert window.status._reason.text() == "The diagram was changed meanwhile, so it was not arranged."


def test_escape_cancels_a_layout_that_is_being_worked_out(window, qtbot, large):
    before = places(window, large)
    window.run("draw.arrange")
    assert window.jobs.running
    QTest.keyClick(window.shown.canvas(), Qt.Key.Key_Escape)
    qtbot.waitUntil(lambda: not window.jobs.running, timeout=60_000)
    assert places(window, large) == before


def test_undo_cancels_a_layout_that_is_being_worked_out_and_takes_nothing_back(window, qtbot, large):
    before = places(window, large)
    window.run("draw.arrange")
    window.run("edit.undo")
    qtbot.waitUntil(lambda: not window.jobs.running, timeout=60_000)
    assert places(window, large) == before
    assert window.session.project.undoable.label == "Heap"
    window.run("edit.undo")
    assert places(window, large) == {}


def test_a_large_diagram_is_arranged_by_a_worker_in_one_change(window, qtbot, large):
    before = places(window, large)
    window.run("draw.arrange")
    assert places(window, large) == before
    qtbot.waitUntil(lambda: places(window, large) != before, timeout=60_000)
    assert window.session.project.undoable.label == "Arrange System"


def test_a_layout_is_seen_whole_and_undo_shows_the_drawing_from_where_it_was_seen(window, qtbot, drawn):
    canvas = window.shown.canvas()
    qtbot.waitUntil(lambda: canvas.viewport().width() > 400)
    canvas.zoom_to(0.5)
    canvas.pan(40, 30)
    seen = standpoint(canvas)
    window.run("draw.arrange")
    assert canvas.visible_area().contains(canvas.scene_shown.extent())
    whole = standpoint(canvas)
    assert whole != seen
    window.run("edit.undo")
    assert standpoint(canvas) == seen
    window.run("edit.redo")
    assert standpoint(canvas).scale == whole.scale


def test_arranging_needs_a_drawing_in_front(window, tmp_path):
    window.session.create(tmp_path / "none.bzn")
    window.run("room.require")
    assert not action("draw.arrange").when(window.state())


def test_an_empty_diagram_is_not_arranged(window, tmp_path):
    window.session.create(tmp_path / "none.bzn")
    window.run("draw.arrange")
    assert not window.jobs.jobs
    assert window.status._reason.text() == "Nothing is drawn here yet."
