"""The sample plant: whole, sound, canonical, and its README true."""

import re
from collections import Counter
from itertools import pairwise

import pytest

from core.ground.resources import sample_folder
from core.model import (
    FAMILIES,
    Allocation,
    Binding,
    Bus,
    Component,
    Conduit,
    Connector,
    Device,
    Diagram,
    DiagramType,
    Direction,
    Edge,
    Event,
    Firmware,
    HardwareInterface,
    InterfaceType,
    Level,
    Location,
    Node,
    Placement,
    Port,
    Proposal,
    ProposalState,
    Proposition,
    Requirement,
    Snapshot,
    StateMachine,
    Truth,
    Zone,
)
from core.model.integrity import all_breaches
from core.project import read_text, text_files
from core.project.text import MARK

FOLDER = sample_folder("water-treatment")


@pytest.fixture(scope="module")
def plant() -> Snapshot:
    return read_text(FOLDER)


@pytest.fixture(scope="module")
def readme() -> str:
    return (FOLDER / "README.md").read_text(encoding="utf-8")


def named(snapshot: Snapshot, kind, name: str):
    (found,) = [element for element in snapshot.of(kind) if element.name == name]
    return found


def argued(readme: str) -> dict[str, str]:
    """The verdict that the README argues for each key."""
    return dict(
        re.findall(r"^\| ([A-Z]{3}-\d\d) \| (satisfied|violated|unknown) \| \S", readme, re.MULTILINE)
    )


def test_the_text_form_is_canonical(plant):
    committed = {file.name: file.read_text(encoding="utf-8") for file in FOLDER.glob("*.[bt]*t")}
    assert MARK in committed
    assert text_files(plant) == committed


def test_the_sample_is_sound(plant):
    assert list(all_breaches(plant)) == []


def test_every_kind_of_element_occurs(plant):
    missing = [kind.kind for family in FAMILIES.values() for kind in family if not plant.of(kind)]
    assert missing == []


def test_the_sample_is_as_large_as_a_practitioner_expects(plant):
    assert len(plant.of(Requirement)) >= 25
    assert len(plant.of(StateMachine)) >= 7
    assert {zone.level for zone in plant.of(Zone)} >= {
        Level.EXTERNAL,
        Level.DMZ,
        Level.LEVEL_3,
        Level.LEVEL_2,
        Level.LEVEL_1,
        Level.LEVEL_0,
        Level.SAFETY,
    }
    assert len(plant.of(Conduit)) >= 5
    assert len(plant.of(Bus)) >= 4
    assert {node.device for node in plant.of(Node)} >= {
        Device.PLC,
        Device.SAFETY_PLC,
        Device.HMI,
        Device.SERVER,
        Device.WORKSTATION,
        Device.GATEWAY,
        Device.FIREWALL,
        Device.SWITCH,
        Device.SENSOR,
        Device.ACTUATOR,
        Device.SUPPLY,
    }


def test_security_facts_are_stated_both_ways_and_some_are_unknown(plant):
    facts = Counter(
        value
        for element in (*plant.of(Component), *plant.of(Connector))
        for name in type(element).__dataclass_fields__
        if isinstance(value := getattr(element, name), Truth)
    )
    assert min(facts[Truth.YES], facts[Truth.NO], facts[Truth.UNKNOWN]) >= 40


def test_each_component_and_store_is_allocated_once(plant):
    allocated = Counter(allocation.component for allocation in plant.of(Allocation))
    assert set(allocated.values()) == {1}
    assert {component.id for component in plant.of(Component)} <= set(allocated)


def test_ports_and_connectors_agree_on_the_direction(plant):
    for connector in plant.of(Connector):
        assert plant[connector.source].direction is not Direction.IN, connector.name
        assert plant[connector.target].direction is not Direction.OUT, connector.name


def test_every_machine_begins_somewhere_and_has_a_diagram_that_shows_all_of_it(plant):
    for machine in plant.of(StateMachine):
        locations = plant.owned(machine.id, Location)
        assert [location.initial for location in locations].count(True) == 1, machine.name
        (diagram,) = plant.owned(machine.id, Diagram)
        shown = {placement.element for placement in plant.owned(diagram.id, Placement)}
        assert {location.id for location in locations} <= shown, machine.name


def test_every_event_is_used_by_an_edge_of_the_element_at_whose_port_it_happens(plant):
    for event in plant.of(Event):
        port = plant.find(Port, event.owner)
        edges = plant.uses(event.id, Edge)
        assert edges, plant.path(event)
        for edge in edges:
            assert plant[edge.owner].owner == port.owner, plant.path(event)


def test_shapes_of_one_level_do_not_overlap_on_any_diagram(plant):
    containers = {"zone", "node"}
    for diagram in plant.of(Diagram):
        shapes = [
            placement
            for placement in plant.owned(diagram.id, Placement)
            if placement.side is None and not placement.bends
        ]
        for index, one in enumerate(shapes):
            for other in shapes[index + 1 :]:
                apart = (
                    one.x + one.width <= other.x
                    or other.x + other.width <= one.x
                    or one.y + one.height <= other.y
                    or other.y + other.height <= one.y
                )
                outer = max(one, other, key=lambda placement: placement.width * placement.height)
                inner = other if outer is one else one
                inside = plant[outer.element].kind in containers and (
                    outer.x <= inner.x
                    and outer.y <= inner.y
                    and inner.x + inner.width <= outer.x + outer.width
                    and inner.y + inner.height <= outer.y + outer.height
                )
                names = f"{diagram.name}: {plant[one.element].name}, {plant[other.element].name}"
                assert apart or inside, names


def test_the_overview_draws_every_shape_inside_the_zone_it_belongs_to(plant):
    overview = named(plant, Diagram, "Plant overview")
    assert overview.diagram is DiagramType.SYSTEM
    placed = {placement.element: placement for placement in plant.owned(overview.id, Placement)}
    for component in plant.of(Component):
        shape, zone = placed[component.id], placed[component.zone]
        assert zone.x < shape.x < shape.x + shape.width < zone.x + zone.width, component.name
        assert zone.y < shape.y < shape.y + shape.height < zone.y + zone.height, component.name


def test_the_readme_argues_a_verdict_for_every_requirement_and_for_nothing_else(plant, readme):
    assert sorted(argued(readme)) == sorted(requirement.key for requirement in plant.of(Requirement))
    counts = Counter(argued(readme).values())
    assert (
        f"{len(plant.of(Requirement))} requirements: {counts['satisfied']} satisfied, "
        f"{counts['violated']} violated, {counts['unknown']} unknown." in readme
    )


def test_every_name_in_the_readme_exists(plant, readme):
    keys = {requirement.key for requirement in plant.of(Requirement)}
    assert set(re.findall(r"\b[A-Z]{3}-\d\d\b", readme)) <= keys
    names = {element.name for element in plant}
    machines = {machine.name for machine in plant.of(StateMachine)}
    table = readme.partition("| group | machines |")[2].partition("## Seeded")[0]
    assert set(re.findall(r"`(\w+)`", table)) == machines
    for name in re.findall(r"\*\*([A-Z][a-z][\w ]+)\*\*", readme):
        assert name in names


def test_numbers_of_the_readme_are_those_of_the_model(plant, readme):
    assert f"{len(plant.of(StateMachine))} state machines" in readme
    assert f"{len(plant.of(Diagram))} diagrams" in readme


def test_the_missed_deadline_adds_up_to_620_ms(plant):
    control = named(plant, StateMachine, "DosingControl")
    bounds = {location.name: location.invariant for location in plant.owned(control.id, Location)}
    assert (bounds["Check"], bounds["Retry"]) == ("y <= 300 ms", "y <= 200 ms")
    assert str(named(plant, Connector, "Pump command").latency_max) == "120 ms"
    (requirement,) = [r for r in plant.of(Requirement) if r.key == "DOS-04"]
    assert requirement.text.endswith("within 500 ms.")


def test_the_unprotected_flow_leaves_operations_for_basic_control(plant):
    flow = named(plant, Connector, "Program download")
    ends = [plant[plant[plant[end].owner].zone].name for end in (flow.source, flow.target)]
    assert ends == ["Operations", "Basic control"]
    assert flow.conduit is None
    assert {flow.encrypted, flow.authenticated, flow.integrity_protected} == {Truth.NO}


def test_flows_lead_from_the_vendor_to_the_dosing_pump(plant):
    onward: dict[str, set[str]] = {}
    for flow in plant.of(Connector):
        source, target = (plant[plant[end].owner].name for end in (flow.source, flow.target))
        onward.setdefault(source, set()).add(target)
    way = ["Vendor support", "Vendor gateway", "Engineering station", "Dosing controller", "Dosing pump"]
    for here, there in pairwise(way):
        assert there in onward[here]


def test_one_firmware_is_unsigned_and_one_debug_port_is_open(plant):
    unsigned = [plant[f.owner].name for f in plant.of(Firmware) if f.signed is Truth.NO]
    assert unsigned == ["PLC 03"]
    ports = {
        plant[i.owner].name: (i.enabled, i.authenticated)
        for i in plant.of(HardwareInterface)
        if i.interface is InterfaceType.DEBUG
    }
    assert ports == {"PLC 02": (Truth.YES, Truth.NO), "PLC 01": (Truth.NO, Truth.YES)}


def test_bound_phrases_name_what_they_stand_on_and_one_offer_is_not_confirmed(plant):
    for proposition in plant.of(Proposition):
        stands = {
            Binding.STATE: bool(proposition.locations),
            Binding.EVENT: proposition.event is not None,
            Binding.EXPRESSION: bool(proposition.expression),
        }
        assert stands[proposition.binding], proposition.name
    assert [p.name for p in plant.of(Proposition) if not p.confirmed_by] == ["hold the dose"]


def test_the_open_proposal_edits_the_model_as_it_stands(plant):
    (proposal,) = [p for p in plant.of(Proposal) if p.state is ProposalState.PROPOSED]
    assert proposal.edits
    for edit in proposal.edits:
        assert plant[edit.before.id] == edit.before


def test_the_sample_names_roles_and_nobody(plant):
    people = {e.decided_by for e in plant if hasattr(e, "decided_by")}
    people |= {e.assignee for e in plant if hasattr(e, "assignee")}
    assert people - {""} <= {"Process engineer", "Control engineer", "Security officer", "Maintenance"}
