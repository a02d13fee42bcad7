"""The keyboard alone draws both diagrams of the water-treatment sample, from nothing."""

import pytest

from core.diagram.forms import form_of
from core.model import (
    Actor,
    Allocation,
    Bus,
    Component,
    Conduit,
    Connector,
    DataStore,
    DiagramType,
    ExternalSystem,
    Firmware,
    HardwareInterface,
    Id,
    Link,
    Node,
    Port,
    TextNote,
    Zone,
)
from tests.journeys.drawn import as_drawn, canonical_text, corner, sample, told
from tests.journeys.hand import HELD, KEY, Keys

pytestmark = pytest.mark.qt_log_ignore("This plugin does not support", extend=True)
"""The list of a choice opens over the window, where the offscreen platform has less to offer."""

CTRL, SHIFT = HELD.ControlModifier, HELD.ShiftModifier
SYSTEM, HARDWARE = DiagramType.SYSTEM, DiagramType.HARDWARE
IN_ZONES = (Component, DataStore, Actor, ExternalSystem)


class Drawer:
    """Draws what a plan says, and knows which new element stands for which of the plan."""

    def __init__(self, keys: Keys, plan) -> None:
        self.keys, self.plan = keys, plan
        self.new: dict[Id, Id] = {}

    def create(self, sort, element, key=KEY.Key_Space, held=HELD.NoModifier) -> None:
        form = form_of(sort, element)
        self.new[element.id] = self.keys.create(form.words[-1](), element.name, form, key, held)

    def go(self, element) -> None:
        if self.keys.canvas.selection != [self.new[element.id]]:
            self.keys.go(self.new[element.id])

    def state(self, element, *names) -> None:
        facts = {name: getattr(element, name) for name in names}
        for name in ("conduit", "zone"):
            if facts.get(name) is not None:
                facts[name] = self.new[facts[name]]
        if "zones" in facts:
            facts["zones"] = tuple(self.new[zone] for zone in facts["zones"])
        self.keys.state(facts)

    def system(self) -> None:
        """Zones, what lies in them with its ports, conduits, flows, a note."""
        plan, keys = self.plan, self.keys
        for number, zone in enumerate(plan.of(Zone)):
            self.create(SYSTEM, zone, KEY.Key_Return if number else KEY.Key_Space)
            self.state(zone, "level", "target_level")
        for zone in plan.of(Zone):
            for kind in IN_ZONES:
                for element in plan.of(kind):
                    if element.zone == zone.id:
                        self.go(zone)
                        self.create(SYSTEM, element)
                        for port in plan.owned(element.id, Port):
                            self.create(SYSTEM, port)
        for conduit in plan.of(Conduit):
            keys.press(KEY.Key_K, CTRL)
            keys.type(">New conduit")
            keys.press(KEY.Key_Return)
            keys.press(KEY.Key_A, CTRL)
            keys.type(conduit.name)
            keys.press(KEY.Key_Return)
            self.new[conduit.id] = keys.selected
            self.state(conduit, "zones")
        for flow in plan.of(Connector):
            self.go(plan[flow.source])
            self.new[flow.id] = keys.connect(self.new[flow.target])
            keys.press(KEY.Key_F2)
            keys.type(flow.protocol)
            keys.press(KEY.Key_Tab)
            keys.type(flow.data)
            keys.press(KEY.Key_Return)
            self.state(
                flow, "conduit", "encrypted", "authenticated", "may_lose", "latency_min", "latency_max"
            )
        for note in plan.of(TextNote):
            keys.press(KEY.Key_N)
            keys.press(KEY.Key_Return)
            keys.type(note.text)
            keys.press(KEY.Key_Return)

    def hardware(self) -> None:
        """Racks and what is in them, with interfaces and firmware; buses, links, what runs where."""
        plan, keys = self.plan, self.keys
        keys.press(KEY.Key_K, CTRL)
        keys.type(">New hardware")
        keys.press(KEY.Key_Return)
        (process,) = (zone for zone in plan.of(Zone) if zone.name == "Process")
        keys.draw(self.new[process.id])
        for node in sorted(plan.of(Node), key=lambda node: (node.owner is not None, node.id)):
            if node.owner is not None:
                self.go(plan[node.owner])
                self.create(HARDWARE, node, held=SHIFT)
            elif node.zone == process.id:
                self.go(process)
                self.create(HARDWARE, node)
            else:
                keys.press(KEY.Key_Escape)
                self.create(HARDWARE, node)
            self.state(node, "zone", "product", "redundant")
            for firmware in plan.owned(node.id, Firmware):
                keys.press(KEY.Key_F)
                keys.press(KEY.Key_Return)
                keys.type(firmware.version)
                keys.press(KEY.Key_Return)
                (made,) = keys.model.owned(self.new[node.id], Firmware)
                self.new[firmware.id] = made.id
                keys.find(made.id)
                self.state(firmware, "signed")
                self.go(node)
            for interface in plan.owned(node.id, HardwareInterface):
                self.create(HARDWARE, interface)
                self.state(interface, "enabled", "authenticated")
        for bus in plan.of(Bus):
            keys.press(KEY.Key_Escape)
            self.create(HARDWARE, bus)
            self.state(bus, "medium", "protocol", "bits_per_second")
        for link in plan.of(Link):
            self.go(plan[link.source])
            self.new[link.id] = keys.connect(self.new[link.target])
            if link.name:
                keys.press(KEY.Key_F2)
                keys.type(link.name)
                keys.press(KEY.Key_Return)
        for allocation in plan.of(Allocation):
            self.go(plan[allocation.node])
            keys.press(KEY.Key_L, CTRL)
            keys._choose_element(self.new[allocation.component])
            keys.to_canvas()


CORNER = (
    *("Basic control", "Process", "Level controller", "Level sensor"),
    *("Process hall cabinet", "PLC 01", "LT 201", "Control network"),
)
"""Enough of the sample for one of every kind that is drawn, and a flow that crosses between zones."""


def draws_all_of(plan, keys, qtbot):
    """Draw a plan, let the layout run, and compare the canonical texts."""
    drawer = Drawer(keys, plan)
    drawer.system()
    drawer.hardware()
    keys.press(KEY.Key_A, CTRL | SHIFT)
    qtbot.waitUntil(lambda: not keys.window.jobs.running, timeout=60_000)
    drawn = as_drawn(keys.model)
    assert told(drawn) == told(plan)
    assert canonical_text(drawn) == canonical_text(plan)


def test_the_keyboard_alone_draws_a_corner_of_the_sample(keys, qtbot):
    draws_all_of(corner(as_drawn(sample()), CORNER), keys, qtbot)


@pytest.mark.slow
@pytest.mark.timeout(1800)
def test_the_keyboard_alone_draws_both_diagrams_of_the_sample(keys, qtbot):
    draws_all_of(as_drawn(sample()), keys, qtbot)
