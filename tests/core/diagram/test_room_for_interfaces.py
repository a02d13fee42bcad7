"""Shapes are arranged so far apart that what stands out from their borders touches nothing, with its name."""

import pytest
from hypothesis import given, settings
from hypothesis import strategies as st

from core.diagram import draw
from core.diagram.arranging import arrange_diagram, places_of
from core.diagram.borders import LOLLIPOPS
from core.diagram.geometry import inside
from core.diagram.rearranging import arrange_part
from core.ground.identity import counted_ids
from core.ground.resources import sample_folder
from core.model import (
    Bus,
    Diagram,
    DiagramType,
    Edit,
    Editor,
    HardwareInterface,
    InterfaceType,
    Link,
    Node,
    Placement,
    Side,
    Snapshot,
    Zone,
)
from core.project import read_text

NAMES = ("", "USB", "Service port", "Wireless maintenance of the vendor")


@st.composite
def halls(draw):
    """Devices in cabinets or in none, on a bus or joined, with interfaces that stand out anywhere."""
    edit = Editor(Snapshot(), counted_ids())
    diagram = edit.new(Diagram, name="Hall", diagram=DiagramType.HARDWARE)

    def put(element, **facts):
        edit.new(Placement, owner=diagram.id, element=element.id, **({"x": 0.0, "y": 0.0} | facts))
        return element

    cabinets = [put(edit.new(Node, name=f"Cabinet {n}")) for n in range(draw(st.integers(0, 2)))]
    holders = [None, *(one.id for one in cabinets)]
    devices = [
        put(edit.new(Node, name=f"PLC {n}", owner=draw(st.sampled_from(holders))))
        for n in range(draw(st.integers(2, 6)))
    ]
    bus = put(edit.new(Bus, name="Control network"))
    for device in devices:
        for name in draw(st.lists(st.sampled_from(NAMES), max_size=2)):
            kind = draw(st.sampled_from(LOLLIPOPS))
            made = edit.new(HardwareInterface, owner=device.id, name=name, interface=kind)
            side = draw(st.sampled_from([None, *Side]))
            put(made, side=side, offset=24.0)
        if draw(st.booleans()):
            edit.new(Link, source=device.id, target=bus.id)
    one, other = draw(st.permutations(devices))[:2]
    edit.new(Link, source=one.id, target=other.id)
    return edit.snapshot, diagram


def crowded(snapshot, diagram):
    """The interfaces that stand out over a device beside their own, or out of the cabinet of theirs."""
    places = places_of(snapshot, diagram)
    found = []
    for item in draw(snapshot, diagram.id).items:
        interface = snapshot.find(HardwareInterface, item.element)
        if interface is None or interface.interface not in LOLLIPOPS:
            continue
        host, area = interface.owner, item.bounds.grown(-4)
        around = places.above(host)
        found += [(interface.name, one) for one in around if not inside(places[one].rect, area)]
        found += [
            (interface.name, one)
            for one in places
            if one not in (host, *around, *places.children(host)) and places[one].rect.touches(area)
        ]
    return found


def after(snapshot, changed):
    return snapshot.after(tuple(Edit(snapshot[key], one) for key, one in changed.items()))


@settings(max_examples=30, deadline=None)
@given(halls())
def test_no_name_or_knob_of_an_interface_touches_another_device_or_leaves_its_cabinet(hall):
    snapshot, diagram = hall
    assert crowded(after(snapshot, arrange_diagram(snapshot, diagram.id)), diagram) == []


@pytest.mark.parametrize("sample", ["water-treatment", "brake-by-wire"])
def test_the_interfaces_of_a_sample_have_room_once_it_is_arranged(sample):
    snapshot = read_text(sample_folder(sample))
    found = 0
    for diagram in snapshot.of(Diagram):
        if diagram.diagram is DiagramType.HARDWARE:
            found += 1
            assert crowded(after(snapshot, arrange_diagram(snapshot, diagram.id)), diagram) == []
    assert found


def test_a_part_of_a_diagram_keeps_room_for_its_interfaces_as_well():
    edit = Editor(Snapshot(), counted_ids())
    diagram = edit.new(Diagram, name="Hall", diagram=DiagramType.HARDWARE)
    zone = edit.new(Zone, name="Process")
    devices = [edit.new(Node, name=f"PLC {n}", zone=zone.id) for n in range(3)]
    for place, shape in enumerate((zone, *devices)):
        edit.new(Placement, owner=diagram.id, element=shape.id, x=180.0 * place, y=0.0)
    for device in devices:
        made = edit.new(HardwareInterface, owner=device.id, name="Service port", interface=InterfaceType.USB)
        edit.new(Placement, owner=diagram.id, element=made.id)
    snapshot = edit.snapshot
    ids = {one.id for one in devices}
    assert ids & {other for _name, other in crowded(snapshot, diagram)}
    changed = arrange_part(snapshot, diagram.id, ids)
    assert not ids & {other for _name, other in crowded(after(snapshot, changed), diagram)}
