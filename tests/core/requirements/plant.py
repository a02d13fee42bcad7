"""A small plant to bind phrases to: a dosing controller, its pump, and an operator panel."""

from core.ground.identity import counted_ids
from core.model import (
    Binding,
    Component,
    Element,
    Event,
    Location,
    Port,
    Proposition,
    Requirement,
    Snapshot,
    StateMachine,
    Term,
    Variable,
)


class Plant:
    """Elements with readable names, and requirements and bindings that a test adds."""

    def __init__(self) -> None:
        self.ids = counted_ids()
        self.elements: list[Element] = []
        self.controller = self.new(Component, name="Dosing controller")
        self.panel = self.new(Component, name="Operator panel")
        self.machine = self.new(StateMachine, name="Dosing control", owner=self.controller.id)
        self.idle = self.new(Location, name="Idle", owner=self.machine.id, initial=True)
        self.dosing = self.new(Location, name="Dosing", owner=self.machine.id)
        self.stopped = self.new(Location, name="PumpStopped", owner=self.machine.id)
        self.level = self.new(Variable, name="tank level", owner=self.machine.id, low=0, high=100)
        self.alarm = self.new(Variable, name="alarm", owner=self.machine.id)
        self.port = self.new(Port, name="level in", owner=self.controller.id)
        self.high = self.new(Event, name="level_high", owner=self.port.id)
        self.key = self.new(Event, name="StopKey", owner=self.new(Port, name="keys", owner=self.panel.id).id)

    def new(self, kind: type, **facts) -> Element:
        element = kind(id=self.ids(), **facts)
        self.elements.append(element)
        return element

    def requirement(self, text: str, key: str = "", **facts) -> Requirement:
        return self.new(Requirement, key=key or f"R{len(self.elements)}", text=text, **facts)

    def term(self, name: str, refers_to: Element, *synonyms: str) -> Term:
        return self.new(Term, name=name, refers_to=refers_to.id, synonyms=synonyms)

    def state(self, phrase: str, *locations: Location, **facts) -> Proposition:
        places = tuple(location.id for location in locations)
        return self._bound(phrase, Binding.STATE, locations=places, **facts)

    def event(self, phrase: str, event: Event, **facts) -> Proposition:
        return self._bound(phrase, Binding.EVENT, event=event.id, **facts)

    def expression(self, phrase: str, expression: str, **facts) -> Proposition:
        return self._bound(phrase, Binding.EXPRESSION, expression=expression, **facts)

    def _bound(self, phrase: str, binding: Binding, **facts) -> Proposition:
        return self.new(Proposition, name=phrase, binding=binding, **{"confirmed_by": "someone", **facts})

    @property
    def snapshot(self) -> Snapshot:
        return Snapshot(self.elements)
