"""Which machines can influence which, so that a fault in one spoils no verdict that does not depend on it."""

from collections import defaultdict
from collections.abc import Iterable

from core.model import Connector, Id, Snapshot, StateMachine
from core.uppaal.generation.behaviour import Behaviour
from core.uppaal.generation.condition import Fact
from core.uppaal.generation.finding import Finding
from core.uppaal.generation.flow import Channel, Flow, Means


class Dependence:
    """Follows messages and variables back to where they come from.

    A machine depends on those whose variables it reads and on those that send what it receives.
    """

    def __init__(self, snapshot: Snapshot, behaviours: tuple[Behaviour, ...], flow: Flow) -> None:
        self._snapshot = snapshot
        self._flow = flow
        self._senders: defaultdict[Id, set[Id]] = defaultdict(set)
        for behaviour in behaviours:
            for step in behaviour.steps:
                if step.sends and step.event is not None:
                    self._senders[step.event].add(behaviour.machine.id)
        self._causes: dict[Id, set[Id]] = {
            behaviour.machine.id: self._direct(behaviour) for behaviour in behaviours
        }

    def fault(self, facts: Iterable[Fact], findings: Iterable[Finding]) -> Finding | None:
        """The first fault in anything that the facts depend on."""
        reached = self._reached({cause for fact in facts for cause in self._of(fact)})
        return next((one for one in findings if one.fault and self._holder(one.element) in reached), None)

    def _direct(self, behaviour: Behaviour) -> set[Id]:
        causes = {
            element.owner
            for phrase in behaviour.phrases
            for element in phrase.elements
            if element.owner is not None
        }
        for step in behaviour.steps:
            if step.receives and step.event is not None:
                for channel in self._flow.heard.get(step.event, ()):
                    causes |= self._behind(channel)
        return causes

    def _of(self, fact: Fact) -> set[Id]:
        elements = [self._snapshot.get(one) for one in fact.watched]
        causes = {element.owner for element in elements if element is not None and element.owner is not None}
        if fact.event is not None:
            for channel in self._flow.occurrences(fact.event):
                causes |= self._behind(channel)
        return causes

    def _behind(self, channel: Channel) -> set[Id]:
        if channel.means is Means.ENVIRONMENT:
            return set()
        behind = set(self._senders[channel.event])
        if channel.connector is not None:
            behind.add(channel.connector)
        return behind

    def _reached(self, waiting: set[Id]) -> set[Id]:
        reached: set[Id] = set()
        while waiting:
            one = waiting.pop()
            if one not in reached:
                reached.add(one)
                waiting |= self._causes.get(one, set())
        return reached

    def _holder(self, element_id: Id | None) -> Id | None:
        """The machine that the element is part of, or the connector that it is."""
        element = self._snapshot.get(element_id)
        while element is not None and not isinstance(element, StateMachine | Connector):
            element = self._snapshot.get(element.owner)
        return element.id if element is not None else None
