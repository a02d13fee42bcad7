"""Arranging the diagram in front: a job, one change, one undo."""

import pytest

from app.actions.registry import action
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


def test_what_was_removed_meanwhile_stays_removed(window, qtbot, drawn):
    gone = next(iter(places(window, drawn)))
    before = places(window, drawn)
    window.run("draw.arrange")
    with window.session.change("Remove") as edit:
        edit.remove(gone)
    qtbot.waitUntil(lambda: not window.jobs.running and places(window, drawn) != before, timeout=20_000)
    assert gone not in places(window, drawn)


def test_what_was_moved_meanwhile_stays_where_it_was_put(window, qtbot, drawn):
    before = places(window, drawn)
    moved, *others = before
    placement = next(one for one in window.session.snapshot().of(Placement) if one.element == moved)
    window.run("draw.arrange")
    with window.session.change("Move") as edit:
        edit.set(placement.id, x=3000.0, y=2000.0)
    qtbot.waitUntil(lambda: any(places(window, drawn)[one] != before[one] for one in others), timeout=20_000)
    assert places(window, drawn)[moved] == (3000.0, 2000.0)


def test_arranging_needs_a_drawing_in_front(window, tmp_path):
    window.session.create(tmp_path / "none.bzn")
    window.run("room.require")
    assert not action("draw.arrange").when(window.state())


def test_an_empty_diagram_is_not_arranged(window, tmp_path):
    window.session.create(tmp_path / "none.bzn")
    window.run("draw.arrange")
    assert not window.jobs.jobs
    assert window.status._reason.text() == "Nothing is drawn here yet."
