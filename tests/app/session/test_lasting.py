"""A large model is set aside from the search for garbage while it is open, and nothing of it stays after."""

import gc
import weakref

import pytest

from app.session.lasting import MANY
from app.session.session import Session
from core.diagram import draw, redraw
from core.ground.identity import counted_ids
from core.model import Component, Diagram, Editor, Placement, Snapshot, Term
from core.project import create_project


@pytest.fixture
def large(tmp_path, qapp):
    path = tmp_path / "large.bzn"
    with create_project(path) as project, project.change("Fill") as edit:
        for number in range(MANY + 1):
            edit.new(Term, name=f"term {number}")
    gc.unfreeze()
    yield path
    gc.unfreeze()


class Ring:
    """Something that holds itself, and so goes by the search for garbage alone."""

    def __init__(self):
        self.itself = self


def test_a_large_model_is_passed_over_while_it_is_open(large):
    session = Session()
    assert session.open(large)
    assert gc.get_freeze_count() > MANY
    session.close()
    assert gc.get_freeze_count() == 0


def test_a_small_model_is_not_set_aside(plant, qapp):
    session = Session()
    assert session.open(plant)
    assert gc.get_freeze_count() == 0
    session.close()


def test_what_became_garbage_meanwhile_is_found_once_the_project_is_left(large):
    session = Session()
    ring = Ring()
    seen = weakref.ref(ring)
    assert session.open(large)
    del ring
    gc.collect()
    assert seen() is not None
    session.close()
    gc.collect()
    assert seen() is None


def test_another_project_takes_the_place_of_one_that_was_set_aside(large, plant):
    session = Session()
    assert session.open(large)
    before = weakref.ref(session.project)
    assert session.open(plant)
    assert gc.get_freeze_count() == 0
    gc.collect()
    assert before() is None
    session.close()


def test_no_redraw_counts_what_is_set_aside(monkeypatch):
    """To count it looks at each: that took 220 ms of every step of a drag over a large drawing."""
    ids = counted_ids()
    diagram = Diagram(id=ids(), name="Field")
    part = Component(id=ids(), name="Part")
    place = Placement(id=ids(), owner=diagram.id, element=part.id, x=0.0, y=0.0)
    snapshot = Snapshot([diagram, part, place])
    drawing = draw(snapshot, diagram.id)
    monkeypatch.setattr(gc, "get_freeze_count", lambda: pytest.fail("it was counted"))
    editor = Editor(snapshot, ids)
    editor.set(place.id, x=40.0)
    redraw(drawing, editor.snapshot, editor.edits())
    assert gc.isenabled()
