"""Where shapes lie: what is drawn, what lies in what, and rectangles that hold all that is in them."""

from bisect import bisect
from collections.abc import Container, Iterable, Iterator, Sequence
from dataclasses import dataclass, replace
from typing import Any

from core.diagram.display import Rect
from core.diagram.geometry import around
from core.diagram.kept import Kept
from core.diagram.sizes import FIRMWARE_STRIP, PADDING, firmware_of, header_of, size_of
from core.model import (
    Actor,
    Asset,
    Bus,
    Component,
    Connector,
    DataStore,
    Diagram,
    Edge,
    Element,
    ExternalSystem,
    Filter,
    HardwareInterface,
    Id,
    Link,
    Location,
    Node,
    Placement,
    Port,
    Snapshot,
    TextNote,
    Zone,
)
from core.model.zoning import zone_of

SHAPES = (Actor, Asset, Bus, Component, DataStore, ExternalSystem, Location, Node, TextNote, Zone)
"""Elements drawn as shapes of their own."""

BORDER = (Port, HardwareInterface)
"""Elements drawn on the border of their owner."""

LINES = (Connector, Link, Edge)
"""Elements drawn as lines between others."""

HOLDERS = (Zone, Component, Node)
"""Shapes that others lie in."""


@dataclass(frozen=True, slots=True)
class Place:
    """Where one shape is drawn; `parent` is the shape around it."""

    element: Id
    rect: Rect
    parent: Id | None
    holds: bool = False


class Places:
    """The shapes of a diagram; `update` changes only what the named elements touch."""

    __slots__ = ("_children", "_places", "hidden", "placements")

    def __init__(self) -> None:
        self.placements: Kept[Id, Placement] = Kept()
        """The placement of each element that is to be seen."""
        self.hidden: Kept[Id, bool] = Kept()
        """Elements that a person took off the diagram without removing them."""
        self._places: Kept[Id, Place] = Kept()
        self._children: Kept[Id, tuple[Id, ...]] = Kept()

    @property
    def stores(self) -> tuple[Kept[Any, Any], ...]:
        """All that they keep."""
        return (self.placements, self.hidden, self._places, self._children)

    def __contains__(self, element_id: object) -> bool:
        return element_id in self._places

    def __getitem__(self, element_id: Id) -> Place:
        return self._places[element_id]

    def __iter__(self) -> Iterator[Id]:
        return iter(self._places)

    def get(self, element_id: Id | None) -> Place | None:
        """The place of a shape, or None where it is not drawn."""
        return None if element_id is None else self._places.get(element_id)

    def children(self, element_id: Id) -> tuple[Id, ...]:
        """The shapes that lie directly in a shape, by id."""
        return self._children.get(element_id, ())

    def above(self, element_id: Id) -> list[Id]:
        """The shapes around a shape, the nearest first; a circle, which no sound model has, is cut."""
        found: list[Id] = []
        place = self._places.get(element_id)
        while place is not None and place.parent is not None and place.parent not in found:
            found.append(place.parent)
            place = self._places.get(place.parent)
        return found

    def note(self, snapshot: Snapshot, diagram: Diagram, element_id: Id) -> None:
        """Look up the placement of an element on the diagram."""
        self.placements.pop(element_id, None)
        self.hidden.pop(element_id, None)
        for placement in snapshot.uses(element_id, Placement):
            if placement.owner == diagram.id and placement.element == element_id:
                if placement.hidden:
                    self.hidden[element_id] = True
                else:
                    self.placements[element_id] = placement
                return

    def update(self, snapshot: Snapshot, element_ids: Iterable[Id]) -> set[Id]:
        """Place these elements anew, and whatever is around them; tells which places differ after."""
        waiting = set(element_ids)
        before = {element_id: self._places.get(element_id) for element_id in waiting}
        for element_id in sorted(waiting):
            self._settle(snapshot, element_id)
        stale = set(waiting)
        for element_id in waiting:
            stale.update(self.above(element_id))
            old = before[element_id]
            if old is not None and old.parent is not None:
                stale.update((old.parent, *self.above(old.parent)))
        for element_id in stale:
            before.setdefault(element_id, self._places.get(element_id))
        for element_id in sorted(stale, key=lambda stale_id: (-len(self.above(stale_id)), stale_id)):
            self._measure(snapshot, element_id)
        return {element_id for element_id, old in before.items() if old != self._places.get(element_id)}

    def _settle(self, snapshot: Snapshot, element_id: Id) -> None:
        """Find the parent of one element; its rectangle comes later."""
        old = self._places.pop(element_id, None)
        if old is not None and old.parent is not None:
            left = tuple(child for child in self._children[old.parent] if child != element_id)
            if left:
                self._children[old.parent] = left
            else:
                del self._children[old.parent]
        element = snapshot.get(element_id)
        if element_id not in self.placements or not isinstance(element, SHAPES):
            return
        parent = parent_of(snapshot, element, self.placements)
        self._places[element_id] = Place(element_id, Rect(0, 0, 0, 0), parent)
        if parent is not None:
            beside = self._children.get(parent, ())
            spot = bisect(beside, element_id)
            self._children[parent] = (*beside[:spot], element_id, *beside[spot:])

    def _measure(self, snapshot: Snapshot, element_id: Id) -> None:
        """Find the rectangle of a shape; those of the shapes in it are known."""
        place = self._places.get(element_id)
        if place is None:
            return
        children = self.children(element_id)
        element = snapshot[element_id]
        placement = self.placements[element_id]
        held = [self._places[child].rect for child in children if child in self._places]
        rect = measured(snapshot, element, placement, held)
        self._places[element_id] = replace(place, rect=rect, holds=bool(held))


def parent_of(snapshot: Snapshot, element: Element, placed: Container[object]) -> Id | None:
    """The nearest owner that has a place on a diagram, else the nearest zone that has."""
    for owner in snapshot.owners(element):
        if isinstance(owner, HOLDERS) and owner.id in placed:
            return owner.id
    zone = zone_of(snapshot, element)
    while zone is not None:
        if zone.id in placed:
            return zone.id
        zone = snapshot.find(Zone, zone.owner)
    return None


def measured(snapshot: Snapshot, element: Element, placement: Placement, held: Sequence[Rect]) -> Rect:
    """The rectangle of a shape with what lies directly in it."""
    rect = Rect(placement.x, placement.y, *size_of(snapshot, element, placement))
    if not held:
        return rect
    margin = PADDING.get(element.kind, 12.0)
    inner = around(held).grown(margin)
    head = header_of(snapshot, element) - margin
    foot = FIRMWARE_STRIP if isinstance(element, Node) and firmware_of(snapshot, element) else 0.0
    return around((rect, replace(inner, y=inner.y - head, height=inner.height + head + foot)))


def hidden_kinds(snapshot: Snapshot, diagram: Diagram) -> frozenset[str]:
    """The kinds that the filters of a diagram leave out."""
    return frozenset(kind for found in snapshot.owned(diagram.id, Filter) for kind in found.hides)
