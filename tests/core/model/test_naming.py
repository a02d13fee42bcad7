"""What elements are called."""

from core.model import Component, Connector, Edge, Location, Node, Port, Requirement, Snapshot, name_of


def test_a_line_without_a_name_is_called_after_what_it_joins():
    pump, valve = Component(id="1", name="Pump"), Component(id="2", name="Valve")
    outlet = Port(id="3", name="out", owner="1")
    flow = Connector(id="4", source="3", target="2")
    assert name_of(Snapshot((pump, valve, outlet, flow)), "4") == "Pump → Valve"
    off, on = Location(id="5", name="Off"), Location(id="6", name="On")
    assert name_of(Snapshot((off, on, Edge(id="7", source="5", target="6"))), "7") == "Off → On"


def test_a_requirement_is_called_by_its_key_and_a_thing_without_a_name_by_its_kind_and_owner():
    snapshot = Snapshot(
        (
            Requirement(id="1", key="R-1", text="The pump shall stop."),
            Node(id="2", name="Rack  PLC"),
            Port(id="3", owner="4"),
            Component(id="4", name="Pump"),
            Component(id="5"),
        )
    )
    names = [name_of(snapshot, number) for number in ("1", "2", "3", "5", "6", None)]
    assert names == ["R-1", "Rack PLC", "port (Pump)", "component", "", ""]
