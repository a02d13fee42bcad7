"""Pasting as a copy and as a link, on the same and on another diagram, and into another project."""

import json
from itertools import combinations

import pytest
from PySide6.QtCore import QMimeData
from PySide6.QtWidgets import QApplication

from app.gestures.clip import MODEL_MIME, from_mime
from app.gestures.placing import placement_of
from app.window.pages import Page
from core.model import (
    Component,
    Connector,
    Diagram,
    DiagramType,
    Edge,
    Location,
    Placement,
    Port,
    StateMachine,
    Zone,
)
from tests.app.conftest import element


@pytest.fixture
def drawing(desk):
    """The window on a diagram with the control zone, and in it the dosing controller and the pump."""
    with desk.session.change("Draw") as edit:
        diagram = edit.new(Diagram, name="Dosing")
        zone = element(desk, "Basic control")
        edit.new(Placement, owner=diagram.id, element=zone.id, x=0, y=0, width=600, height=200)
        for x, name in ((40.0, "Dosing controller"), (340.0, "Dosing pump")):
            shape = element(desk, name).id
            edit.new(Placement, owner=diagram.id, element=shape, x=x, y=60, width=176, height=52)
    desk.pages.show_page(Page("diagram", diagram.id))
    return desk


def outline(window, element_id):
    """The rectangle of a shape on the diagram in front; None where it is not drawn."""
    item = window.shown.canvas().scene_shown.find(element_id)
    return item.outline() if item is not None else None


def drawn_on(window):
    """The names of what is placed on the diagram in front."""
    snapshot, diagram = window.session.snapshot(), window.shown.canvas().diagram_id
    return sorted(snapshot[one.element].name for one in snapshot.owned(diagram, Placement))


def test_a_link_draws_the_same_elements_on_another_diagram_with_what_lies_in_them(drawing):
    drawing.session.select((element(drawing, "Basic control").id,))
    drawing.run("edit.copy")
    drawing.run("draw.system")
    before = len(drawing.session.snapshot())
    drawing.run("edit.paste_link")
    assert drawn_on(drawing) == ["Basic control", "Dosing controller", "Dosing pump"]
    assert len(drawing.session.snapshot()) == before + 3
    assert drawing.session.project.undoable.label == "Paste Basic control as a link"
    canvas = drawing.shown.canvas()
    flow = next(one for one in drawing.session.snapshot().of(Connector) if one.name == "Dose command")
    assert canvas.scene_shown.find(flow.id) is not None
    zone, pump = (
        placement_of(drawing.session.snapshot(), canvas.diagram_id, element(drawing, name).id)
        for name in ("Basic control", "Dosing pump")
    )
    assert (pump.x - zone.x, pump.y - zone.y) == (340, 60)


def test_what_is_drawn_already_is_selected_and_not_drawn_twice(drawing):
    pump = element(drawing, "Dosing pump").id
    drawing.session.select((pump,))
    drawing.run("edit.copy")
    before = drawing.session.snapshot()
    said = []
    drawing.shown.canvas().message.connect(said.append)
    drawing.run("edit.paste_link")
    assert drawing.session.snapshot() is before
    assert said[-1] == "Dosing pump: drawn here already"


def test_a_zone_is_copied_to_another_diagram_with_what_lies_in_it_and_the_lines_between(drawing):
    drawing.session.select((element(drawing, "Basic control").id,))
    drawing.run("edit.copy")
    drawing.run("draw.system")
    drawing.run("edit.paste")
    snapshot = drawing.session.snapshot()
    zone = element(drawing, "Basic control 2")
    inner = [one for one in snapshot.of(Component) if one.zone == zone.id]
    assert sorted(one.name for one in inner) == ["Dosing controller 2", "Dosing pump 2"]
    flows = [one for one in snapshot.of(Connector) if one.name == "Dose command"]
    assert len(flows) == 2
    assert {flows[1].source, flows[1].target} == {one.id for one in inner}


def test_a_copy_is_as_its_original_was_when_it_was_copied(drawing):
    pump = element(drawing, "Dosing pump").id
    drawing.session.select((pump,))
    drawing.run("edit.copy")
    with drawing.session.change("Remove") as edit:
        edit.remove(pump)
    drawing.run("edit.paste")
    copy = element(drawing, "Dosing pump")
    assert copy.id != pump
    assert drawing.session.snapshot()[copy.zone].name == "Basic control"


def test_copies_go_into_another_project_and_links_do_not(drawing, tmp_path):
    drawing.session.select((element(drawing, "Dosing controller").id, element(drawing, "Dosing pump").id))
    drawing.run("edit.copy")
    assert drawing.session.create(tmp_path / "other.bzn")
    said = []
    drawing.shown.canvas().message.connect(said.append)
    drawing.run("edit.paste_link")
    assert said[-1] == "What was copied is not in this project; it can be pasted as a copy"
    assert not len(drawing.session.snapshot())
    drawing.run("edit.paste")
    snapshot = drawing.session.snapshot()
    parts = snapshot.of(Component)
    assert sorted(one.name for one in parts) == ["Dosing controller", "Dosing pump"]
    assert {one.zone for one in parts} == {None}
    assert not snapshot.of(Zone)
    assert [one.name for one in snapshot.of(Port)] == ["flow permit"]
    (flow,) = snapshot.of(Connector)
    assert {flow.source, flow.target} == {one.id for one in parts}
    assert drawn_on(drawing) == ["Dosing controller", "Dosing pump"]
    assert drawing.session.project.undoable.label == "Paste 2 components"


def test_a_copy_has_a_machine_with_its_own_diagram_and_nothing_of_that_is_drawn_here(drawing):
    with drawing.session.change("Draw the machine") as edit:
        machine = element(drawing, "Dosing")
        inner = edit.new(Diagram, owner=machine.id, name="Dosing behaviour", diagram=DiagramType.BEHAVIOUR)
        for x, name in ((1000.0, "Idle"), (1400.0, "Held")):
            edit.new(Placement, owner=inner.id, element=element(drawing, name).id, x=x, y=900)
        ends = [element(drawing, name).id for name in ("Idle", "Held")]
        edit.new(Edge, owner=machine.id, source=ends[0], target=ends[1])
    canvas = drawing.shown.canvas()
    controller = element(drawing, "Dosing controller").id
    original = canvas.scene_shown.find(controller)
    layer, high = original.item.layer, original.outline().height()
    before = len(canvas.scene_shown.items_by_id)
    for action in ("edit.duplicate", "edit.paste"):
        drawing.session.select((controller,))
        drawing.run("edit.copy")
        drawing.run(action)
        (made,) = drawing.session.selection
        snapshot = drawing.session.snapshot()
        drawn_copy = canvas.scene_shown.find(made)
        assert drawn_copy.item.layer == layer
        assert drawn_copy.outline().height() == high
        (machine,) = snapshot.owned(made, StateMachine)
        (copied,) = snapshot.owned(machine.id, Diagram)
        drawn = {snapshot[one.element] for one in snapshot.owned(copied.id, Placement)}
        assert drawn == set(snapshot.owned(machine.id, Location))
        assert sorted(one.name for one in drawn) == ["Held", "Idle"]
        (edge,) = snapshot.owned(machine.id, Edge)
        assert {edge.source, edge.target} == {one.id for one in drawn}
    shown = canvas.scene_shown.items_by_id.keys()
    assert not any(isinstance(snapshot[one], Location | Edge) for one in shown)
    assert len(shown) == before + 2


def test_a_link_to_a_component_with_a_machine_draws_nothing_of_the_machine(drawing):
    with drawing.session.change("Draw the machine") as edit:
        machine = element(drawing, "Dosing")
        inner = edit.new(Diagram, owner=machine.id, name="Dosing behaviour", diagram=DiagramType.BEHAVIOUR)
        edit.new(Placement, owner=inner.id, element=element(drawing, "Idle").id, x=1000, y=900)
    drawing.session.select((element(drawing, "Dosing controller").id,))
    drawing.run("edit.copy")
    drawing.run("draw.system")
    drawing.run("edit.paste_link")
    assert drawn_on(drawing) == ["Dosing controller"]


def test_pasting_keeps_what_was_copied_so_that_a_link_is_to_that(drawing):
    pump = element(drawing, "Dosing pump")
    drawing.session.select((pump.id,))
    drawing.run("edit.copy")
    drawing.run("edit.paste")
    drawing.run("draw.system")
    drawing.run("edit.paste_link")
    assert drawn_on(drawing) == ["Dosing pump"]


def test_a_link_to_what_was_copied_can_be_pasted_after_the_copy_was_undone(drawing):
    drawing.session.select((element(drawing, "Dosing pump").id,))
    drawing.run("edit.copy")
    drawing.run("edit.paste")
    drawing.run("edit.undo")
    drawing.run("draw.system")
    drawing.run("edit.paste_link")
    assert drawn_on(drawing) == ["Dosing pump"]


def test_no_copy_covers_its_original_or_the_copies_before_it(drawing):
    pump = element(drawing, "Dosing pump").id
    drawing.session.select((pump,))
    drawing.run("edit.copy")
    areas = [outline(drawing, pump)]
    for _time in range(4):
        drawing.run("edit.paste")
        areas.append(outline(drawing, drawing.session.selection[0]))
    assert (areas[1].x(), areas[1].y()) == (areas[0].x(), areas[0].y() + 80)
    assert not any(one.intersects(other) for one, other in combinations(areas, 2))
    seen = drawing.shown.canvas().scene_shown
    (zone,) = {seen.find(one).item.parent for one in (pump, *drawing.session.selection)}
    assert zone == element(drawing, "Basic control").id


def test_a_copy_becomes_part_of_what_it_is_put_into_on_another_diagram(drawing, tmp_path):
    drawing.session.select((element(drawing, "Dosing pump").id,))
    drawing.run("edit.copy")
    assert drawing.session.create(tmp_path / "other.bzn")
    canvas = drawing.shown.canvas()
    middle = canvas.visible_area().center()
    with drawing.session.change("Draw a hall") as edit:
        edit.add(drawing.session.first_diagram)
        hall = edit.new(Zone, name="Hall")
        edit.new(
            Placement,
            owner=canvas.diagram_id,
            element=hall.id,
            x=middle.x() - 300,
            y=middle.y() - 200,
            width=600,
            height=400,
        )
    drawing.run("edit.paste")
    assert element(drawing, "Dosing pump").zone == hall.id


@pytest.mark.parametrize(
    "content",
    [
        b"\xff\xfe",
        b"[]",
        b'{"heads": ["x"], "whole": [], "diagram": "", "elements": []}',
        json.dumps({"heads": [], "whole": [], "diagram": "", "elements": [{"kind": "gadget"}]}).encode(),
        b"[" * 100_000,
    ],
)
def test_what_is_no_clip_is_not_pasted(drawing, content):
    data = QMimeData()
    data.setData(MODEL_MIME, content)
    assert from_mime(data) is None
    QApplication.clipboard().setMimeData(data)
    before = drawing.session.snapshot()
    drawing.run("edit.paste")
    assert drawing.session.snapshot() is before
    QApplication.clipboard().clear()


def test_what_is_cut_stays_in_the_model_and_is_pasted_as_itself(drawing):
    pump = element(drawing, "Dosing pump")
    drawing.session.select((pump.id,))
    drawing.run("edit.cut")
    assert drawn_on(drawing) == ["Basic control", "Dosing controller"]
    assert drawing.session.element(pump.id) == pump
    drawing.run("draw.system")
    drawing.run("edit.paste")
    assert drawn_on(drawing) == ["Dosing pump"]
    assert drawing.session.selection == (pump.id,)
    assert len([one for one in drawing.session.snapshot().of(Component) if "pump" in one.name]) == 1
    drawing.run("edit.paste")
    assert drawn_on(drawing) == ["Dosing pump", "Dosing pump 2"]


def test_cutting_is_one_change_and_takes_what_lies_in_a_shape_along(drawing):
    zone = element(drawing, "Basic control").id
    count = len(drawing.session.project.heads)
    drawing.session.select((zone,))
    drawing.run("edit.cut")
    assert drawn_on(drawing) == []
    assert len(drawing.session.project.heads) == count + 1
    drawing.run("edit.paste")
    assert drawn_on(drawing) == ["Basic control", "Dosing controller", "Dosing pump"]


def test_what_is_locked_is_not_cut(drawing):
    drawing.session.select((element(drawing, "Dosing pump").id,))
    drawing.run("arrange.lock")
    count = len(drawing.session.project.heads)
    drawing.run("edit.cut")
    assert len(drawing.session.project.heads) == count
    assert "Dosing pump" in drawn_on(drawing)


@pytest.mark.parametrize("order", ["edit.copy", "edit.cut"])
def test_what_is_pasted_with_a_zone_selected_lies_in_that_zone(drawing, order):
    with drawing.session.change("Another zone") as edit:
        zone = edit.new(Zone, name="Field")
        edit.new(
            Placement,
            owner=drawing.shown.canvas().diagram_id,
            element=zone.id,
            x=0,
            y=300,
            width=600,
            height=200,
        )
    pump = element(drawing, "Dosing pump")
    drawing.session.select((pump.id,))
    drawing.run(order)
    drawing.session.select((zone.id,))
    drawing.run("edit.paste")
    (made,) = drawing.session.selection
    assert (made == pump.id) == (order == "edit.cut")
    assert drawing.session.element(made).zone == zone.id
    assert outline(drawing, zone.id).contains(outline(drawing, made))
