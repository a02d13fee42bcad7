"""What is shown while a line is drawn is what releasing makes of it; over free ground it runs as lines do."""

from itertools import pairwise
from pathlib import Path
from random import Random

import pytest
from PySide6.QtCore import QPointF, Qt
from PySide6.QtTest import QTest

from app.canvas.canvas import Canvas
from app.gestures.connect import Connect
from app.gestures.extend import Extend
from app.session.session import Session
from app.theme.fonts import load_fonts
from core.diagram.places import BORDER, LINES
from core.model import Component, Connector, Diagram, Port
from core.model.joining import can_join, can_start
from tests.app.canvas.conftest import same_as_drawn_anew

NONE = Qt.KeyboardModifier.NoModifier
SAMPLES = Path(__file__).resolve().parents[3] / "samples"


@pytest.fixture(scope="module", params=sorted(one.name for one in SAMPLES.iterdir() if one.is_dir()))
def sample(request, tmp_path_factory, qapp):
    load_fonts()
    session = Session()
    assert session.create_from_text(tmp_path_factory.mktemp("sample") / "s.bzn", SAMPLES / request.param)
    yield session
    session.close()


def outlines(canvas):
    return {key: item.item.outline for key, item in canvas.scene_shown.items_by_id.items()}


def drawn(canvas):
    snapshot = canvas.session.snapshot()
    return [snapshot[key] for key in sorted(canvas.scene_shown.items_by_id) if key in snapshot]


def drag(canvas, source, target, random):
    """Drag a line over a target; gives all outlines before the release and after, and the gesture."""
    area = canvas.scene_shown.find(target.id).outline()
    place = QPointF(
        area.left() + random.uniform(0.1, 0.9) * area.width(),
        area.top() + random.uniform(0.1, 0.9) * area.height(),
    )
    gesture = Connect(canvas, source)
    canvas.begin(gesture)
    start = canvas.scene_shown.find(source.id).outline().center()
    for part in (0.2, 0.6, 0.9, 1.0):
        gesture.move(start + part * (place - start), NONE)
    before, shown = outlines(canvas), gesture.made
    canvas.finish(place, NONE)
    return before, outlines(canvas), shown, gesture.made


def differing(session, canvas, count, seed):
    """Pairs of elements for which what was shown is not what was made; and how many lines were made."""
    random, found, made = Random(seed), [], 0
    starts = [one for one in drawn(canvas) if can_start(one)]
    for _time in range(count):
        source = random.choice(starts)
        ends = [one for one in drawn(canvas) if not isinstance(one, LINES) and can_join(source, one)]
        if not ends:
            continue
        head = session.project.head_hash
        before, after, shown, line = drag(canvas, source, target := random.choice(ends), random)
        if session.project.head_hash == head:
            assert line is None  # something that joins nothing lies over the place
            continue
        made += 1
        known = before.keys() & after.keys()
        passing = sorted(before.keys() - known), sorted(after.keys() - known)
        same = [before[one] for one in passing[0]] == [after[one] for one in passing[1]]
        if before[shown] != after[line] or not same or any(before[one] != after[one] for one in known):
            found.append((source.name, target.name))
        session.undo()
    return found, made


def check(session, qtbot, diagrams, count, seed):
    made = 0
    for diagram in diagrams:
        canvas = Canvas(session, diagram.id)
        qtbot.addWidget(canvas)
        canvas.resize(1400, 1000)
        found, here = differing(session, canvas, count, seed)
        assert found == [], diagram.name
        made += here
    assert made > count


def test_a_line_is_made_just_where_it_was_shown(sample, qtbot):
    every = sample.snapshot().of(Diagram)
    check(sample, qtbot, {one.diagram: one for one in every[::-1]}.values(), 6, seed=1)


@pytest.mark.slow
@pytest.mark.timeout(600)
def test_many_lines_are_made_just_where_they_were_shown(sample, qtbot):
    check(sample, qtbot, sample.snapshot().of(Diagram), 30, seed=2)


def square(way):
    return all(one.x == other.x or one.y == other.y for one, other in pairwise(way))


def test_over_free_ground_the_way_is_square_and_goes_round_shapes(bench, overview):
    canvas, _hand = overview
    scene, random = canvas.scene_shown, Random(3)
    shapes = [one for one in bench.model.of(Component) if scene.find(one.id) and can_start(one)]
    extent, seen = scene.extent().adjusted(-80, -80, 80, 80), 0
    before = bench.session.project.head_hash
    for _time in range(40):
        source = random.choice(shapes)
        place = QPointF(
            random.uniform(extent.left(), extent.right()), random.uniform(extent.top(), extent.bottom())
        )
        gesture = Connect(canvas, source)
        canvas.begin(gesture)
        gesture.move(place, NONE)
        if gesture.target is None and not scene.find(source.id).outline().contains(place):
            seen += 1
            way, area = gesture._way, scene.find(source.id).outline()
            assert square(way)
            assert max(abs(way[-1].x - place.x()), abs(way[-1].y - place.y())) <= 0.5
            assert area.adjusted(-1, -1, 1, 1).contains(way[0].x, way[0].y)
            assert not area.adjusted(1, 1, -1, -1).contains(way[0].x, way[0].y)
            for one in shapes:
                inner = scene.find(one.id).outline().adjusted(1, 1, -1, -1)
                holds = inner.contains(place) or inner.contains(way[0].x, way[0].y)
                assert holds or not any(crosses(inner, *part) for part in pairwise(way))
        canvas.cancel()
    assert seen > 10
    assert bench.session.project.head_hash == before
    same_as_drawn_anew(bench, canvas)


def crosses(area, one, other):
    left, right = sorted((one.x, other.x))
    top, bottom = sorted((one.y, other.y))
    return left < area.right() and right > area.left() and top < area.bottom() and bottom > area.top()


def test_ports_that_would_be_made_are_shown_and_go_with_the_pointer(bench, overview):
    canvas, hand = overview
    source, target = bench.plant["component", "Operator"], bench.plant["component", "Disinfection"]
    gesture = Connect(canvas, source)
    canvas.begin(gesture)
    gesture.move(QPointF(*hand.middle(target.id)), NONE)
    passing = [canvas.snapshot_shown[key] for key in canvas.scene_shown.items_by_id if key not in bench.model]
    assert {one.owner for one in passing if isinstance(one, Port)} == {source.id, target.id}
    assert all(canvas.scene_shown.find(one.id).ghost for one in passing if isinstance(one, (*LINES, *BORDER)))
    gesture.move(QPointF(20, 20), NONE)
    assert all(key in bench.model for key in canvas.scene_shown.items_by_id)
    canvas.cancel()
    same_as_drawn_anew(bench, canvas)


def test_a_line_from_a_handle_is_shown_as_it_will_be_made(bench, overview):
    canvas, hand = overview
    source, target = bench.plant["component", "Operator"], bench.plant["component", "Disinfection"]
    area = canvas.scene_shown.find(source.id).outline()
    gesture = Extend(canvas, source, area, QPointF(area.right() + 14, area.center().y()))
    canvas.begin(gesture)
    place = QPointF(*hand.middle(target.id))
    gesture.move(place, NONE)
    shown = outlines(canvas)[gesture.made]
    canvas.finish(place, NONE)
    assert outlines(canvas)[gesture.made] == shown
    same_as_drawn_anew(bench, canvas)


def test_the_way_is_looked_for_again_only_after_eight_px(bench, overview):
    canvas, hand = overview
    gesture = Connect(canvas, bench.plant["component", "Operator"])
    canvas.begin(gesture)
    x, y = hand.middle(bench.plant["component", "Operator"].id)
    gesture.move(QPointF(x, y - 150), NONE)
    way = gesture._way
    gesture.move(QPointF(x + 3, y - 153), NONE)
    assert gesture._way is way
    gesture.move(QPointF(x + 6, y - 156), NONE)
    assert gesture._way is not way
    QTest.keyClick(canvas, Qt.Key.Key_Escape)
    same_as_drawn_anew(bench, canvas)


@pytest.mark.parametrize("key", [Qt.Key.Key_E, Qt.Key.Key_L])
def test_a_line_led_by_typing_is_shown_as_it_will_run(bench, overview, key):
    canvas, hand = overview
    flow = next(one for one in bench.model.of(Connector) if canvas.scene_shown.find(one.id))
    source, ends = bench.plant["component", "Operator"], (bench.model[flow.source], bench.model[flow.target])
    assert source.id not in {one.owner for one in ends}
    known = set(canvas.scene_shown.items_by_id)
    canvas.select([flow.id if key == Qt.Key.Key_E else source.id])
    hand.key(key, NONE if key == Qt.Key.Key_E else Qt.KeyboardModifier.ShiftModifier)
    line = canvas.asking.typing.line
    QTest.keyClicks(line, "Operator" if key == Qt.Key.Key_E else "Disinfection")
    (shown,) = (
        item.item.outline
        for item in canvas.scene_shown.items_by_id.values()
        if item.ghost and item.item.is_line
    )
    QTest.keyClick(line, Qt.Key.Key_Return)
    (made,) = canvas.selection
    assert (made in known) == (key == Qt.Key.Key_E)
    assert outlines(canvas)[made] == shown
    assert not canvas.scene_shown.find(made).ghost
    same_as_drawn_anew(bench, canvas)


def test_leaving_what_was_asked_shows_the_line_as_it_was(bench, overview):
    canvas, hand = overview
    flow = next(one for one in bench.model.of(Connector) if canvas.scene_shown.find(one.id))
    before = outlines(canvas)
    canvas.select([flow.id])
    hand.key(Qt.Key.Key_E)
    QTest.keyClicks(canvas.asking.typing.line, "Operator")
    assert outlines(canvas)[flow.id] != before[flow.id]
    QTest.keyClick(canvas.asking.typing.line, Qt.Key.Key_Escape)
    assert outlines(canvas) == before
    same_as_drawn_anew(bench, canvas)
