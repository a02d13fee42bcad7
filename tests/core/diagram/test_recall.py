"""Going back to drawings that were shown before: at once, and always to what drawing would give."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from core.diagram import Overlays, Threats, changed_items, draw, redraw
from core.diagram import drawing as drawing_module
from core.model import Editor, inverse
from tests.core.diagram.test_long_lines import long_lines

COUNT = 49


class Course:
    """A drawing taken from change to change, with what was laid over it last."""

    def __init__(self):
        self.snapshot, self.diagram, self.ids, self.placed = long_lines(COUNT)
        self.overlays = Overlays()
        self.drawing = draw(self.snapshot, self.diagram)
        self.done, self.undone = [], []

    def edits(self, places, x, y):
        editor = Editor(self.snapshot, self.ids)
        for place in places:
            known = editor.get(self.placed[place].id)
            editor.set(known, x=known.x + 16.0 * x, y=known.y + 16.0 * y)
        return editor.edits()

    def follow(self, edits, brief=False):
        self.snapshot = self.snapshot.after(edits)
        self.drawing = redraw(self.drawing, self.snapshot, edits, self.overlays, brief=brief)

    def move(self, places, x, y):
        edits = self.edits(places, x, y)
        self.follow(edits)
        self.done.append(edits)
        self.undone = []

    def undo(self):
        edits = self.done.pop()
        self.follow(inverse(edits))
        self.undone.append(edits)

    def redo(self):
        edits = self.undone.pop()
        self.follow(edits)
        self.done.append(edits)

    def leave_a_drag(self, places, x, y):
        edits = self.edits(places, x, y)
        self.follow(edits, brief=True)
        self.follow(inverse(edits))

    def drag(self, places, x, y):
        start = self.snapshot
        self.follow(self.edits(places, x, y), brief=True)
        self.follow(self.edits(places, y, x), brief=True)
        self.follow(())
        self.done.append(tuple(_between(start, self.snapshot)))
        self.undone = []

    def lay(self, places, lit):
        lines = [one.element for one in self.drawing.items if one.is_line]
        named = [self.placed[place].element for place in places] + lines[: len(places)]
        shown = dict.fromkeys(named, Threats("high", 2))
        self.overlays = Overlays(threats=shown, lit=frozenset(named) if lit else None)
        self.follow(())


def _between(before, after):
    from core.model import Edit

    for element in after:
        if before.get(element.id) != element:
            yield Edit(before.get(element.id), element)


places = st.lists(st.integers(0, COUNT - 1), min_size=1, max_size=3, unique=True)
steps = st.integers(-8, 8)


@settings(max_examples=6)
@given(data=st.data())
def test_going_back_and_on_again_gives_what_drawing_gives(data):
    course = Course()
    for _step in range(data.draw(st.integers(2, 5))):
        acts = ["move", "drag", "leave_a_drag", "lay"]
        acts += ["undo", "undo"] if course.done else []
        acts += ["redo", "redo"] if course.undone else []
        act = data.draw(st.sampled_from(acts))
        if act in ("undo", "redo"):
            getattr(course, act)()
        elif act == "lay":
            course.lay(data.draw(places), data.draw(st.booleans()))
        else:
            getattr(course, act)(data.draw(places), data.draw(steps), data.draw(steps))
        anew = draw(course.snapshot, course.diagram, course.overlays)
        for one, other in zip(course.drawing.items, anew.items, strict=True):
            assert one == other
        assert course.drawing == anew


@pytest.fixture
def unworked(monkeypatch):
    """Drawing fails from now on where anything is worked out rather than recalled."""

    def forbid():
        def refuse(*_args, **_kwargs):
            raise AssertionError

        monkeypatch.setattr(drawing_module, "_advanced", refuse)
        monkeypatch.setattr(drawing_module, "draw", refuse)

    return forbid


def test_undoing_a_change_shows_the_very_items_of_before(unworked):
    course = Course()
    before = course.drawing
    course.move([8, 20, 30], 3, -2)
    after = course.drawing
    unworked()
    course.undo()
    assert all(one is other for one, other in zip(course.drawing.items, before.items, strict=True))
    changed, gone = changed_items(after, course.drawing)
    assert changed.keys() == {one.element for one in before.items if one not in after.items}
    assert gone == set()
    course.redo()
    assert all(one is other for one, other in zip(course.drawing.items, after.items, strict=True))


def test_a_chain_of_changes_is_undone_and_done_again_without_working_anything_out(unworked):
    course, shown = Course(), []
    for place in (3, 17, 40, 41):
        shown.append(course.drawing)
        course.move([place], 2, 1)
    shown.append(course.drawing)
    unworked()
    for expected in reversed(shown[:-1]):
        course.undo()
        assert course.drawing == expected
    for expected in shown[1:]:
        course.redo()
        assert course.drawing == expected


def test_a_drag_that_is_left_shows_the_very_items_of_before():
    course = Course()
    before = course.drawing
    course.leave_a_drag([8, 20], 3, -2)
    assert all(one is other for one, other in zip(course.drawing.items, before.items, strict=True))


def test_what_is_removed_comes_back(unworked):
    course = Course()
    before = course.drawing
    line = next(one for one in course.drawing.items if one.is_line)
    editor = Editor(course.snapshot, course.ids)
    editor.remove(line.element)
    course.follow(editor.edits())
    assert line.element not in {one.element for one in course.drawing.items}
    unworked()
    course.follow(inverse(editor.edits()))
    assert course.drawing == before
