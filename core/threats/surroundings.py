"""Who stands where, what runs on what, and which flows run between whom, indexed once for a snapshot."""

from collections import defaultdict
from collections.abc import Callable, Iterable
from functools import cached_property
from typing import TypeVar

from core.model import (
    Actor,
    Allocation,
    Asset,
    Bus,
    Component,
    Conduit,
    Connector,
    DataStore,
    Element,
    ExternalSystem,
    Firmware,
    HardwareInterface,
    Id,
    Level,
    Link,
    Node,
    Port,
    Snapshot,
    Zone,
)
from core.model.zoning import zone_of

E = TypeVar("E", bound=Element)

Endpoint = Actor | ExternalSystem | Component | DataStore
"""What flows run between once ports are replaced by their owners."""

Placed = Endpoint | Node | Bus
"""What can be in a zone."""


class Surroundings:
    """Answers of structure, as opposed to stated truths: what is not drawn is not there.

    An element without a zone of its own is in the zone of its owner. The flows of a part count for
    the part alone.
    """

    def __init__(self, snapshot: Snapshot) -> None:
        self.snapshot = snapshot
        self.zones = snapshot.of(Zone)
        self._inputs: dict[Id, list[Connector]] = defaultdict(list)
        self._outputs: dict[Id, list[Connector]] = defaultdict(list)
        for flow in snapshot.of(Connector):
            source, target = self.end(flow.source), self.end(flow.target)
            if source is not None and target is not None:
                self._outputs[source.id].append(flow)
                self._inputs[target.id].append(flow)

    def end(self, element_id: Id) -> Endpoint | None:
        """The end of a flow, a port replaced by its owner."""
        element = self.snapshot.get(element_id)
        if isinstance(element, Port):
            element = self.snapshot.get(element.owner)
        return element if isinstance(element, Endpoint) else None

    def zone_of(self, element: Placed) -> Zone | None:
        """The zone the element is in, by its own statement or by that of its nearest owner."""
        return zone_of(self.snapshot, element)

    def within(self, zone: Zone) -> tuple[Id, ...]:
        """The zone and every zone around it."""
        return (zone.id, *(owner.id for owner in self.snapshot.owners(zone)))

    @cached_property
    def may_be_outside(self) -> bool:
        """Whether some zone lies outside or may do so, so that an element without a zone could be in it."""
        return any(zone.level in (Level.EXTERNAL, Level.NONE) for zone in self.zones)

    def related(self, element: Element, relation: str) -> Element | None:
        """The one element to which the relation leads (`vocabulary.RELATIONS`), or None."""
        if isinstance(element, Connector):
            if relation == "conduit":
                return self.snapshot.find(Conduit, element.conduit)
            return self.end(element.source if relation == "source" else element.target)
        return self.snapshot.find(Node, element.owner)

    def members(self, element: Element, collection: str) -> tuple[Element, ...]:
        """The elements of a collection (`vocabulary.COLLECTIONS`), in a stable order."""
        return tuple(_MEMBERS[collection](self, element))

    def inputs(self, end_id: Id) -> tuple[Connector, ...]:
        """The flows that end there."""
        return tuple(self._inputs.get(end_id, ()))

    def outputs(self, end_id: Id) -> tuple[Connector, ...]:
        """The flows that begin there."""
        return tuple(self._outputs.get(end_id, ()))

    def hosts(self, element_id: Id) -> tuple[Node, ...]:
        """The nodes on which a component or data store runs."""
        allocations = self.snapshot.uses(element_id, Allocation)
        nodes = (self.snapshot.find(Node, allocation.node) for allocation in allocations)
        return _distinct(node for node in nodes if node is not None)

    def hosted(self, node_id: Id) -> tuple[Component | DataStore, ...]:
        """The components and data stores that run on a node."""
        allocations = self.snapshot.uses(node_id, Allocation)
        parts = (self.snapshot.get(allocation.component) for allocation in allocations)
        return _distinct(part for part in parts if isinstance(part, Component | DataStore))

    def media(self, flow: Connector) -> tuple[Bus | Link, ...]:
        """The buses and links that join a node of the flow's source with a node of its target."""
        source, target = self.end(flow.source), self.end(flow.target)
        if source is None or target is None:
            return ()
        there = {node.id for node in self.hosts(target.id)}
        return _distinct(
            medium
            for node in self.hosts(source.id)
            for medium in self._joints.get(node.id, ())
            if there & (self._attached[medium.id].keys() - {node.id})
        )

    def attached(self, medium_id: Id) -> tuple[Node, ...]:
        """The nodes that a bus or link joins."""
        return tuple(self._attached.get(medium_id, {}).values())

    def buses_of(self, node_id: Id) -> tuple[Bus, ...]:
        """The buses that a node is attached to."""
        return tuple(medium for medium in self._joints.get(node_id, ()) if isinstance(medium, Bus))

    def neighbours(self, node_id: Id) -> tuple[Node, ...]:
        """The nodes at the other ends of a node's own links."""
        links = (medium for medium in self._joints.get(node_id, ()) if isinstance(medium, Link))
        ends = (end for link in links for end in self.attached(link.id))
        return _distinct(end for end in ends if end.id != node_id)

    @cached_property
    def _attached(self) -> dict[Id, dict[Id, Node]]:
        """The nodes joined by each bus and by each link that runs from node to node."""
        found: dict[Id, dict[Id, Node]] = defaultdict(dict)
        for link in self.snapshot.of(Link):
            ends = [self.snapshot.get(link.source), self.snapshot.get(link.target)]
            nodes = {node.id: node for end in ends if (node := self._node(end)) is not None}
            buses: list[Bus | Link] = [end for end in ends if isinstance(end, Bus)]
            for holder in buses or [link]:
                found[holder.id].update(nodes)
        return found

    @cached_property
    def _joints(self) -> dict[Id, list[Bus | Link]]:
        """The buses and links at each node."""
        found: dict[Id, list[Bus | Link]] = defaultdict(list)
        for medium_id, nodes in self._attached.items():
            medium = self.snapshot[medium_id]
            assert isinstance(medium, Bus | Link)
            for node_id in nodes:
                found[node_id].append(medium)
        return found

    def _node(self, end: Element | None) -> Node | None:
        if isinstance(end, HardwareInterface):
            end = self.snapshot.get(end.owner)
        return end if isinstance(end, Node) else None


def _distinct(elements: Iterable[E]) -> tuple[E, ...]:
    return tuple({element.id: element for element in elements}.values())


_MEMBERS: dict[str, Callable[[Surroundings, Element], Iterable[Element]]] = {
    "inputs": lambda around, element: around.inputs(element.id),
    "outputs": lambda around, element: around.outputs(element.id),
    "assets": lambda around, element: around.snapshot.uses(element.id, Asset),
    "flows": lambda around, element: around.snapshot.uses(element.id, Connector),
    "interfaces": lambda around, element: around.snapshot.owned(element.id, HardwareInterface),
    "firmware": lambda around, element: around.snapshot.owned(element.id, Firmware),
    "components": lambda around, element: around.hosted(element.id),
    "neighbours": lambda around, element: around.neighbours(element.id),
    "nodes": lambda around, element: (
        around.attached(element.id) if isinstance(element, Bus) else around.hosts(element.id)
    ),
    "media": lambda around, element: around.media(element) if isinstance(element, Connector) else (),
}
"""How each collection of `vocabulary.COLLECTIONS` is found."""
