"""Below full size a state machine is still one: its guards and invariants stay where they have room."""

import random
from collections import Counter
from itertools import pairwise

import pytest

from core.diagram import draw, redraw
from core.diagram.display import Shape, Text, visible
from core.diagram.geometry import bounds_of
from core.diagram.lod import LEAST, NAMES, NEAR_NAMES, SLACK
from core.diagram.working import Stamp
from core.ground.identity import counted_ids
from core.ground.resources import sample_folder
from core.model import (
    Component,
    Diagram,
    DiagramType,
    Edge,
    Editor,
    Location,
    Placement,
    Snapshot,
    StateMachine,
)
from core.project import read_text

GUARDS = (
    "z >= 3 && y < 200",
    "x >= 5 && level > 3",
    "y >= 2",
    "z < 10 && ok == 1",
    "x == 3 && fault == 0",
    "y > 4 && z < 9",
)


def machines(sample):
    model = read_text(sample_folder(sample))
    for diagram in model.of(Diagram):
        if diagram.diagram is DiagramType.BEHAVIOUR:
            yield draw(model, diagram.id)


def hub(places):
    """A machine of which the first location is joined with each other, forth and back by turns."""
    ids = counted_ids()
    elements = []

    def add(kind, **facts):
        elements.append(kind(id=ids(), **facts))
        return elements[-1]

    machine = add(StateMachine, owner=add(Component, name="Doser").id, name="Doser")
    diagram = add(Diagram, owner=machine.id, name="Doser", diagram=DiagramType.BEHAVIOUR)
    found = []
    for number, (x, y) in enumerate(places):
        found.append(
            add(Location, owner=machine.id, name=f"L{number}", initial=not number, invariant="x <= 9")
        )
        add(Placement, owner=diagram.id, element=found[-1].id, x=x, y=y, width=128, height=44)
    for number, other in enumerate(found[1:]):
        source, target = (found[0], other) if number % 2 else (other, found[0])
        update = "x := 0" if number % 3 else ""
        add(Edge, owner=machine.id, source=source.id, target=target.id, guard=GUARDS[number], update=update)
    return Snapshot(elements), diagram.id


def sheet_of(drawing):
    assert isinstance(drawing.working, Stamp)
    return drawing.working.working.sheet


def told(drawing, scale):
    """For each edge with words how much of them is told at a scale: all, some, or nothing."""
    sheet = sheet_of(drawing)
    for line, label in sheet.labels.items():
        manner = sheet.manners[line]
        area = dict(label.others).get(scale)
        lines = () if area is None else manner.filling(scale, area)
        yield line, area, "all" if lines == manner.words else "some" if lines else "nothing"


def struck(drawing, line, area):
    """Whether a line runs through words, but for the own one where it leaves a gap for them."""
    letters = area.grown(-2)
    for one, way in sheet_of(drawing).ways.items():
        for part in map(bounds_of, pairwise(way)):
            middle = part.centre.x == area.centre.x or part.centre.y == area.centre.y
            if part.grown(0.01).touches(letters) and not (one == line and middle):
                return True
    return False


@pytest.mark.parametrize(
    ("sample", "near", "far"), [("water-treatment", 0.95, 0.85), ("brake-by-wire", 0.92, 0.75)]
)
def test_guards_and_updates_stay_below_full_size(sample, near, far):
    """Before, below 93 % nothing was told of an edge but its channel."""
    for scale, share in ((NEAR_NAMES, near), (NAMES, far)):
        found = Counter()
        for drawing in machines(sample):
            for line, area, much in told(drawing, scale):
                found[much] += 1
                assert much != "all" or not struck(drawing, line, area)
        assert found["nothing"] == 0
        assert found["all"] >= share * found.total()


def test_what_is_left_out_below_full_size_is_marked():
    drawing = draw(*hub([(160, 50), (160, 0), (160, 100), (10, 50), (310, 50), (10, 0), (310, 100)]))
    sheet = sheet_of(drawing)
    parts = 0
    for scale in (NEAR_NAMES, NAMES):
        for line, area, much in told(drawing, scale):
            if much == "some":
                parts += 1
                [words] = sheet.manners[line].filling(scale, area)
                assert words.parts[-1][0].endswith("…")
    assert parts


@pytest.mark.parametrize(
    "places",
    [
        [(400, 300), (400, 60), (400, 560), (60, 300), (760, 300), (60, 60), (760, 560)],
        [(400, 300), (0, 60), (160, 60), (320, 60), (480, 60), (640, 60), (800, 60)],
        [(100, 300), (460, 0), (460, 100), (460, 200), (460, 300), (460, 400), (460, 500)],
        [(200, 110), (200, 0), (200, 220), (0, 110), (400, 110), (0, 0), (400, 220)],
    ],
)
def test_no_edge_runs_through_a_guard_where_six_edges_meet(places):
    drawing = draw(*hub(places))
    sheet = sheet_of(drawing)
    assert {label.left_out for label in sheet.labels.values()} == {"nothing"}
    for line, label in sheet.labels.items():
        assert not struck(drawing, line, label.area)
        for _scale, area in label.others:
            assert not struck(drawing, line, area)


def test_words_of_machines_are_legible_at_every_scale_at_which_they_stay():
    for drawing in machines("water-treatment"):
        for scale in (NEAR_NAMES, NAMES):
            for item in drawing.items:
                texts = [mark for mark in item.marks if isinstance(mark, Text) and visible(mark, scale)]
                assert all(text.screen_size or text.size * scale * SLACK >= LEAST for text in texts)


def test_an_invariant_stays_below_full_size_within_its_location():
    drawing = draw(*hub([(0, 0), (300, 0)]))
    for item in drawing.items:
        if not item.is_line:
            area = bounds_of(item.outline)
            for scale in (NEAR_NAMES, NAMES):
                seen = [mark for mark in item.marks if isinstance(mark, Text) and visible(mark, scale)]
                name, *rest = seen
                initial = name.text == "L0"
                # The inner ring of an initial location leaves two lines no room further out.
                assert [text.text for text in rest] == ([] if initial and scale == NAMES else ["x ≤ 9"])
                for text in seen:
                    assert area.y + 2 <= text.baseline - text.size * 0.73
                    assert text.baseline + text.size * 0.24 <= area.bottom - 1


def test_drawing_anew_what_was_moved_gives_the_same_words_far_out():
    snapshot, diagram = hub([(200, 110), (200, 0), (200, 220), (0, 110), (400, 110), (0, 0), (400, 220)])
    before = draw(snapshot, diagram)
    chance = random.Random(4)
    places = list(snapshot.owned(diagram, Placement))
    for _turn in range(12):
        edit = Editor(snapshot, counted_ids(9000))
        place = chance.choice(places)
        edit.set(place.id, x=chance.randrange(0, 480, 8) * 1.0, y=chance.randrange(0, 280, 8) * 1.0)
        before = redraw(before, edit.snapshot, edit.edits())
        snapshot = edit.snapshot
        assert before == draw(snapshot, diagram)


def test_a_gap_of_an_edge_for_words_far_out_is_there_far_out_alone():
    for drawing in machines("water-treatment"):
        sheet = sheet_of(drawing)
        for item in drawing.items:
            label = sheet.labels.get(item.element)
            if not item.is_line or label is None or label.on:
                continue
            runs = [m for m in item.marks if isinstance(m, Shape) and m.fill is None and visible(m, 1.0)]
            assert len(runs) == 1
