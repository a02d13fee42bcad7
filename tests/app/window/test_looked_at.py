"""A drawing that is only looked at has room, and is looked at with the keys of every drawing."""

import pytest
from PySide6.QtCore import QRect, Qt
from PySide6.QtTest import QTest

from app.canvas.canvas import Canvas
from app.panels.rows import RowList
from app.window import history
from core.assistants.inputs import VERDICTS
from core.assistants.known import Findings
from core.diagram.lod import NAMES
from core.ground.resources import sample_folder
from core.model import Component, Diagram, DiagramType, Edge, Placement, StateMachine
from core.project import copy_project, open_project, project_from_text
from tests.app.conftest import element

CONTROL = Qt.KeyboardModifier.ControlModifier


@pytest.fixture
def drawn(desk):
    """The window with a diagram of three components, one of them renamed since."""
    with desk.session.change("Draw") as edit:
        diagram = edit.new(Diagram, name="Plant")
        for at, name in enumerate(("Dosing controller", "Dosing pump", "Laptop")):
            part = element(desk, name)
            edit.new(Placement, owner=diagram.id, element=part.id, x=240 * at, y=0, width=176, height=52)
    with desk.session.change("Rename") as edit:
        edit.set(element(desk, "Dosing pump"), name="Pump 1")
    return desk


def compared(window, _qtbot, _tmp_path):
    history.compare_between(window, 2, 3)


def then(window, _qtbot, _tmp_path):
    history.show_then(window, 2)


def merged(window, qtbot, tmp_path):
    path = tmp_path / "theirs.bzn"
    copy_project(path, window.session.project.path).close()
    with open_project(path) as theirs, theirs.change("Rename") as edit:
        edit.set(next(one for one in edit.snapshot.of(Component) if one.name == "Laptop"), name="Notebook")
    history.merge_with(window, path)
    qtbot.waitUntil(lambda: getattr(front(window), "settled", False))


def replayed(window, _qtbot, _tmp_path):
    machine = window.session.snapshot().of(StateMachine)[0]
    idle, held = element(window, "Idle"), element(window, "Held")
    with window.session.change("Draw it") as edit:
        edge = edit.new(Edge, owner=machine.id, source=idle.id, target=held.id)
        drawing = edit.new(Diagram, owner=machine.id, name="Dosing behaviour", diagram=DiagramType.BEHAVIOUR)
        for at, place in enumerate((idle, held)):
            edit.new(Placement, owner=drawing.id, element=place.id, x=240 * at, y=0, width=120, height=52)
    verdict = {
        "formula": "A[] not late",
        "requirement": "DOS-01",
        "element": element(window, "DOS-01").id,
        "purpose": "requirement",
        "verdict": "violated",
        "reason": None,
        "explanation": {
            "summary": "DOS-01 is violated.",
            "steps": [{"time": "5 s", "text": "Dosing goes from Idle to Held.", "elements": [edge.id]}],
        },
        "engine": "embedded",
        "states": 12,
        "seconds": 0.04,
    }
    digest = window.session.snapshot().digest(VERDICTS)
    window.results._set("verify", Findings((verdict,), digest, "now"))
    window.results.changed.emit()
    window.show_room("prove")
    window.left().list.choose(verdict["element"])


def front(window):
    return window.pages.widget(window.pages.current)


@pytest.mark.parametrize("show", [compared, then, merged, replayed])
def test_keys_of_the_view_reach_the_drawing_from_anywhere_on_its_page(drawn, qtbot, tmp_path, show):
    show(drawn, qtbot, tmp_path)
    qtbot.wait(20)
    canvas = next(one for one in front(drawn).findChildren(Canvas) if one.isVisible())
    for holder in (*(one for one in front(drawn).findChildren(RowList) if one.isVisible()), canvas):
        holder.setFocus()
        QTest.keyClick(holder, Qt.Key.Key_0, CONTROL)
        whole, scale = canvas.visible_area(), canvas.scale_now()
        QTest.keyClick(holder, "+")
        assert canvas.scale_now() == pytest.approx(scale * 1.2)
        QTest.keyClick(holder, "-")
        QTest.keyClick(holder, "-")
        assert canvas.scale_now() == pytest.approx(scale / 1.2)
        if show is not replayed or holder is canvas:  # there the page itself scrolls
            before = canvas.visible_area().x()
            QTest.keyClick(holder, Qt.Key.Key_Right, CONTROL)
            assert canvas.visible_area().x() > before
        QTest.keyClick(holder, Qt.Key.Key_0, CONTROL)
        assert canvas.visible_area() == whole
    leftmost = min(canvas.scene_shown.items_by_id.values(), key=lambda item: item.outline().left())
    canvas.select([leftmost.element])
    QTest.keyClick(canvas, Qt.Key.Key_Right)
    (found,) = canvas.selection
    assert canvas.scene_shown.find(found).outline().left() > leftmost.outline().left()
    drawn.run("canvas.larger")
    assert canvas.scale_now() > scale


def test_a_page_of_a_merge_with_conflicts_alone_says_that_it_shows_no_drawing(drawn, qtbot, tmp_path):
    merged(drawn, qtbot, tmp_path)
    front(drawn).show_result(False)
    drawn.run("draw.fit")
    assert drawn.status._reason.text() == "No drawing is shown here"


def test_the_inspector_leaves_its_place_to_pages_that_tell_all_facts_themselves(drawn, qtbot, tmp_path):
    diagram = drawn.pages.current
    seen = [drawn.frame.right.isVisible()]
    for show in (compared, merged):
        show(drawn, qtbot, tmp_path)
        seen.append(drawn.frame.right.isVisible())
    drawn.run("panel.right")
    seen.append(drawn.frame.right.isVisible())
    drawn.run("panel.right")
    seen.append(drawn.frame.right.isVisible())
    drawn.pages.show_page(diagram)
    seen.append(drawn.frame.right.isVisible())
    assert seen == [True, False, False, True, False, True]


def test_names_can_be_read_on_a_comparison_of_a_plant_in_a_window_of_1600_by_900(window, qtbot, tmp_path):
    path = tmp_path / "water.bzn"
    project_from_text(path, sample_folder("water-treatment")).close()
    window.resize(1600, 900)
    window.session.open(path)
    window.results._pause.stop()
    history.show_then(window, 1)
    qtbot.wait(20)
    canvas = front(window).compared.canvas
    assert canvas.diagram.name == "Plant overview"
    assert canvas.visible_area().contains(canvas.scene_shown.extent())
    assert canvas.scale_now() >= NAMES * 0.85


@pytest.mark.parametrize("scale", [0.4, 0.6, 1.0, 2.0])
def test_the_sign_of_what_changed_stays_in_front_of_the_frame_of_the_selection(drawn, qtbot, scale):
    compared(drawn, qtbot, None)
    canvas = front(drawn).compared.canvas
    canvas.zoom_to(scale)
    pump = canvas.scene_shown.find(element(drawn, "Pump 1").id)
    # Below full size it stands below what is held in a zone, off the title of that.
    whole = scale >= 1
    place = pump.outline().topLeft() if whole else pump.outline().bottomLeft()
    canvas.centerOn(place)
    corner = canvas.mapFromScene(place)
    side = round((16 if whole else 20) * scale)
    top = corner.y() - round(side - 3 * scale if whole else 3 * scale)
    tag = QRect(corner.x() - round(6 * scale) + 2, top + 2, side - 4, side - 4)
    pictures = []
    for chosen in ((), (pump.element,)):
        canvas.select(chosen)
        pictures.append(canvas.viewport().grab(tag).toImage())
    assert pictures[0] == pictures[1]
