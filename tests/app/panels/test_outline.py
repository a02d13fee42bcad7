"""How the tree and the fields call what has no name of its own, or a name that many have."""

from PySide6.QtWidgets import QLabel

from app.panels import outline
from app.panels.fields import Chooser, ReferenceField
from app.panels.labels import moment
from app.theme.kinds import kind_icon
from core.model import Component, Connector, Direction, Edge, Location, Port, Snapshot, StateMachine
from core.model.facts import facts_of

PUMP = Component(id="pump", name="Pump")
OUT = Port(id="out", name="out", owner="pump", direction=Direction.OUT)
PERMIT = Port(id="permit", name="permit", owner="pump", direction=Direction.IN)
MACHINE = StateMachine(id="machine", name="Pumping", owner="pump")
IDLE, BUSY = (
    Location(id="idle", name="Idle", owner="machine"),
    Location(id="busy", name="Busy", owner="machine"),
)
STEP = Edge(id="step", owner="machine", source="idle", target="busy")
MODEL = Snapshot((PUMP, OUT, PERMIT, MACHINE, IDLE, BUSY, STEP, Component(id="nameless")))


def shown(key):
    found = outline.branch(MODEL, key, kind_icon)
    return found.title, found.remark


def test_a_port_is_not_called_twice_by_its_direction():
    assert shown("out") == ("out", "")
    assert shown("permit") == ("permit", "in")


def test_edges_are_told_apart_by_their_ends():
    assert shown("step") == ("Idle → Busy", "")


def test_what_has_no_name_is_unnamed():
    assert shown("nameless") == ("unnamed component", "")


def test_an_end_of_a_flow_is_named_with_what_it_belongs_to(qtbot):
    (fact,) = (one for one in facts_of(Connector) if one.name == "source")
    field = ReferenceField(fact, Chooser(lambda *_any: None, lambda _id: None))
    qtbot.addWidget(field)
    field.show_value("out", MODEL)
    assert field.button.text() == "Pump · out"
    field.show_value("pump", MODEL)
    assert field.button.text() == "Pump"


def test_moments_are_told_to_the_minute():
    assert moment("2026-03-01T14:02:33+00:00") == "2026-03-01 14:02"
    assert moment("2026-03-01") == "2026-03-01"


def test_a_filter_that_finds_nothing_says_so(desk):
    panel = desk.shown.model_panel
    panel.filter.setText("zzqqxx")
    shown = panel._stack.currentWidget()
    assert isinstance(shown, QLabel)
    assert shown.text() == "Nothing matches “zzqqxx”."
    panel.filter.setText("laptop")
    assert panel._stack.currentWidget() is panel.found
    panel.filter.setText("")
    assert panel._stack.currentWidget() is panel.tree
