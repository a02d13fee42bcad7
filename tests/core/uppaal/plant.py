"""A small plant of two machines: a level controller takes away a permit, a dosing controller obeys."""

from core.formal.property import Atom, Formalised, Pattern, Property
from core.ground.identity import counted_ids
from core.model import (
    Action,
    Binding,
    ClockVariable,
    Component,
    Connector,
    Duration,
    Edge,
    Event,
    Location,
    Port,
    Proposition,
    Requirement,
    Snapshot,
    StateMachine,
    Timer,
    Truth,
    Variable,
)


class Builder:
    """Adds elements one by one under repeatable ids."""

    def __init__(self):
        self.ids = counted_ids()
        self.elements = []

    def add(self, kind, name="", owner=None, **facts):
        element = kind(id=self.ids(), name=name, owner=owner.id if owner else None, **facts)
        self.elements.append(element)
        return element

    def edge(self, machine, source, target, **facts):
        return self.add(Edge, "", machine, source=source.id, target=target.id, **facts)

    def state(self, phrase, *locations, negated=False):
        return self.add(
            Proposition,
            phrase,
            binding=Binding.STATE,
            locations=tuple(location.id for location in locations),
            negated=negated,
            confirmed_by="Tester",
        )

    def event(self, phrase, event):
        return self.add(Proposition, phrase, binding=Binding.EVENT, event=event.id, confirmed_by="Tester")

    def expression(self, phrase, expression):
        return self.add(
            Proposition, phrase, binding=Binding.EXPRESSION, expression=expression, confirmed_by="Tester"
        )

    @property
    def snapshot(self):
        return Snapshot(self.elements)


def plant(latency="200 ms", may_lose=Truth.NO, deadline="500 ms"):
    """The plant, its properties, and its parts by name."""
    b = Builder()
    level = b.add(Component, "Level controller")
    dosing = b.add(Component, "Dosing controller")
    out = b.add(Port, "permit out", level)
    into = b.add(Port, "permit in", dosing)
    lost, lost_in = b.add(Event, "permit lost", out), b.add(Event, "permit lost", into)
    given, given_in = b.add(Event, "permit given", out), b.add(Event, "permit given", into)
    wire = b.add(
        Connector,
        "Permit line",
        source=out.id,
        target=into.id,
        latency_min=Duration.parse("100 ms"),
        latency_max=Duration.parse(latency),
        may_lose=may_lose,
    )
    watching = b.add(StateMachine, "Level controller", level)
    b.add(ClockVariable, "x", watching)
    good = b.add(Location, "Good", watching, initial=True, invariant="x <= 10 s")
    low = b.add(Location, "Low", watching, invariant="x <= 5 s")
    b.edge(watching, good, low, guard="x >= 2 s", event=lost.id, action=Action.SEND, update="x = 0")
    b.edge(watching, low, good, guard="x >= 5 s", event=given.id, action=Action.SEND, update="x = 0")
    machine = b.add(StateMachine, "Behaviour", dosing)
    stopping = b.add(Timer, "stop time", machine, duration=Duration.parse("100 ms"))
    b.add(Variable, "doses", machine, high=3)
    dosing_on = b.add(Location, "Dosing", machine, initial=True)
    closing = b.add(Location, "Closing", machine)
    off = b.add(Location, "Off", machine)
    b.edge(machine, dosing_on, closing, event=lost_in.id, action=Action.RECEIVE, update="start(stop_time)")
    b.edge(machine, closing, off, timer=stopping.id, update="doses = doses < 3 ? doses + 1 : 3")
    b.edge(machine, off, dosing_on, event=given_in.id, action=Action.RECEIVE)
    gone = b.event("the permit is lost", lost)
    stopped = b.state("dosing is stopped", off)
    running = b.state("dosing runs", dosing_on)
    bounded = b.expression("the doses are within bounds", "doses <= 3")
    deadline_requirement = b.add(
        Requirement,
        "LM-001",
        key="LM-001",
        text=f"When the permit is lost, the dosing controller shall stop dosing within {deadline}.",
    )
    bounds = b.add(Requirement, "LM-002", key="LM-002", text="The doses shall stay within bounds.")
    unbound = b.add(Requirement, "LM-003", key="LM-003", text="The system shall be friendly.")
    properties = {
        deadline_requirement.id: Formalised(
            deadline_requirement.id,
            (
                Property(
                    deadline_requirement.id,
                    Pattern.RESPONSE,
                    Atom(stopped.id),
                    trigger=Atom(gone.id),
                    at_most=Duration.parse(deadline),
                ),
            ),
        ),
        bounds.id: Formalised(bounds.id, (Property(bounds.id, Pattern.UNIVERSALITY, Atom(bounded.id)),)),
        unbound.id: Formalised(unbound.id, (), "“be friendly” is not bound", ("be friendly",)),
    }
    parts = {
        "wire": wire,
        "dosing": machine,
        "level": watching,
        "deadline": deadline_requirement,
        "bounds": bounds,
        "unbound": unbound,
        "running": running,
        "closing": closing,
        "off": off,
        "good": good,
        "low": low,
        "lost": lost,
    }
    return b.snapshot, properties, parts
