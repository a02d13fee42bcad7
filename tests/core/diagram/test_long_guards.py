"""Guards and updates are written whole, in as many lines as they need, wherever the paper has room."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from core.diagram import draw
from core.diagram.display import Text, visible
from core.diagram.manners import manner_of
from core.diagram.metrics import width
from core.ground.identity import counted_ids
from core.model import Diagram, DiagramType, Edge, Editor, Location, Placement, Snapshot, StateMachine

LONG = "x >= 300 ms && level >= 20 && level < 40 && x < 20 s"
UPDATE = "x := 0, level := level + 1, filling := 1, last_reading := level, attempts := attempts + 1"


def two_locations(apart, guard, update="", *, down=False):
    """A machine with one edge between two locations so far apart, and what the drawing of it says."""
    edit = Editor(Snapshot(), counted_ids())
    diagram = edit.new(Diagram, name="Filling", diagram=DiagramType.BEHAVIOUR)
    machine = edit.new(StateMachine, name="Filling")
    ends = [edit.new(Location, name=name, owner=machine.id) for name in ("Idle", "Filling")]
    edit.set(diagram.id, owner=machine.id)
    for number, one in enumerate(ends):
        x, y = (0.0, number * apart) if down else (number * apart, 0.0)
        edit.new(Placement, owner=diagram.id, element=one.id, x=x, y=y)
    edge = edit.new(Edge, owner=machine.id, source=ends[0].id, target=ends[1].id, guard=guard, update=update)
    return edit.snapshot, edge, draw(edit.snapshot, diagram.id)


def said(edge, drawing, scale=1.0):
    """The lines of words of an edge on its drawing, from above."""
    item = next(item for item in drawing.items if item.element == edge.id)
    found = [mark for mark in item.marks if isinstance(mark, Text) and visible(mark, scale)]
    return [mark.text for mark in sorted(found, key=lambda mark: (mark.baseline, mark.x))]


@pytest.mark.parametrize("apart", [200.0, 260.0, 320.0, 480.0])
@pytest.mark.parametrize("down", [False, True])
def test_a_long_guard_and_update_are_written_whole(apart, down):
    _model, edge, drawing = two_locations(apart, LONG, UPDATE, down=down)
    lines = said(edge, drawing)
    guard = LONG.replace(">=", "≥").replace("&&", "∧")
    assert " ".join(lines) == f"{guard} {UPDATE}"
    assert all(width(line, 11, mono=True) <= 260 for line in lines)
    assert len(lines) == 5


@settings(max_examples=60, deadline=None)
@given(st.lists(st.from_regex(r"\A[a-z]{1,30} (<=|>|==) [0-9]{1,6}\Z"), min_size=1, max_size=9), st.data())
def test_no_condition_of_any_guard_is_lost_or_parted(parts, data):
    signs = [data.draw(st.sampled_from(["&&", "||"])) for _part in parts[1:]]
    guard = parts[0] + "".join(f" {sign} {part}" for sign, part in zip(signs, parts[1:], strict=True))
    model, edge, _drawing = two_locations(300.0, guard)
    lines = ["".join(text for text, _bold in words.parts) for words in manner_of(model, edge).words]
    written = guard.replace("<=", "≤").replace("&&", "∧").replace("||", "∨")
    assert " ".join(lines) == written
    for line in lines[1:]:
        assert line.startswith(("∧ ", "∨ "))


terms = st.from_regex(r"\A[a-z_]{1,24}\Z")


@settings(max_examples=100, deadline=None)
@given(st.lists(terms, min_size=2, max_size=8), st.lists(terms, min_size=1, max_size=6), st.booleans())
def test_one_condition_that_is_too_long_goes_on_before_an_operator(one, other, spaced):
    """Before, it was one line of any length, and no place beside its edge had room for that."""
    gap = " " if spaced else ""
    guard = f"{gap}+{gap}".join(one) + f"{gap}>={gap}" + f"{gap}-{gap}".join(other)
    edge = Edge(id="e", source="a", target="b", guard=guard)
    lines = ["".join(text for text, _bold in words.parts) for words in manner_of(Snapshot(), edge).words]
    assert gap.join(lines) == guard.replace(">=", "≥")
    assert all(width(line, 11, mono=True) <= 260 for line in lines)
    assert all(line[0] in "≥+-" for line in lines[1:])
