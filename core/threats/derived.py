"""Facts that follow from several elements: levels, borders, conduits, ways from outside, essential functions.

Each is unknown only where a fact that somebody could still state would decide it. In a project
without zones there is no border to cross.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass

from core.ground.words import _
from core.model import (
    Allocation,
    Asset,
    Bus,
    Component,
    Connector,
    DataStore,
    Element,
    Firmware,
    HardwareInterface,
    Id,
    Level,
    Node,
    Role,
    Truth,
    Zone,
)
from core.threats.judgement import NO, Fact, Gap, Judgement, some
from core.threats.reach import Reach, outside
from core.threats.surroundings import Endpoint, Placed, Surroundings

DEPTH = {
    Level.EXTERNAL: 0,
    Level.LEVEL_4: 1,
    Level.DMZ: 2,
    Level.LEVEL_3: 3,
    Level.LEVEL_2: 4,
    Level.LEVEL_1: 5,
    Level.LEVEL_0: 6,
    Level.SAFETY: 7,
}
"""How far inside each level lies, counted from outside (Purdue model, the DMZ above level 3)."""


@dataclass(frozen=True, slots=True)
class Reading:
    """The value of a fact that is no truth; None where it is unknown, and then `gaps` says why.

    A reading without value and without gaps is of a fact that does not exist there.
    """

    value: str | int | None = None
    facts: tuple[Fact, ...] = ()
    gaps: tuple[Gap, ...] = ()


ABSENT = Reading()


class Derivation:
    """Computes derived facts over one snapshot, each at most once for an element."""

    def __init__(self, around: Surroundings) -> None:
        self.around = around
        self._known: dict[tuple[str, Id], Judgement | Reading] = {}
        self._reach: Reach | None = None

    def derive(self, name: str, element: Element) -> Judgement | Reading:
        """The fact `name` of the element: a judgement for a truth, a reading for anything else."""
        key = (name, element.id)
        found = self._known.get(key)
        if found is None:
            found = self._known[key] = DERIVED_FACTS[name](self, element)
        return found

    def judge(self, name: str, element: Element) -> Judgement:
        """A derived truth."""
        found = self.derive(name, element)
        assert isinstance(found, Judgement)
        return found

    def reachable(self, element: Element) -> Judgement:
        """Whether the end of a flow can be reached from outside."""
        if self._reach is None:
            self._reach = Reach(self.around)
        return self._reach.judge(element) if isinstance(element, Endpoint) else NO


def _level(derivation: Derivation, element: Element) -> Reading:
    zone = _zone(derivation, element)
    if zone is None:
        return _no_zone(derivation, element)
    if zone.level is Level.NONE:
        return Reading(gaps=(Gap(zone.id, "level"),))
    return Reading(zone.level.value, (Fact(element.id, "level", zone.level.value),))


def _security_level(derivation: Derivation, element: Element) -> Reading:
    zone = _zone(derivation, element)
    if zone is None:
        return _no_zone(derivation, element)
    if zone.target_level is None:
        return Reading(gaps=(Gap(zone.id, "target_level"),))
    fact = Fact(element.id, "security_level", f"SL {zone.target_level}")
    return Reading(zone.target_level, (fact,))


def _outside(derivation: Derivation, element: Element) -> Judgement:
    return outside(derivation.around, element) if isinstance(element, Endpoint) else NO


def _serves_essential(derivation: Derivation, element: Element) -> Judgement:
    around = derivation.around
    match element:
        case Connector():
            ends = [around.end(element.source), around.end(element.target)]
            served: Iterable[Element] = [end for end in ends if isinstance(end, Component | DataStore)]
        case Node():
            served = around.hosted(element.id)
        case Bus():
            served = [part for node in around.attached(element.id) for part in around.hosted(node.id)]
        case HardwareInterface() | Firmware():
            owner = around.snapshot.get(element.owner)
            served = () if owner is None else (owner,)
        case _:
            served = ()
    return some(
        [*_own_importance(around, element), *(derivation.judge("serves_essential", part) for part in served)]
    )


def _own_importance(around: Surroundings, element: Element) -> list[Judgement]:
    found = [
        stated_truth(asset.id, "safety", asset.safety) for asset in around.snapshot.uses(element.id, Asset)
    ]
    if isinstance(element, Component):
        if element.role is Role.SAFETY:
            return [Judgement(Truth.YES, (Fact(element.id, "role", element.role.value),))]
        found.append(stated_truth(element.id, "essential", element.essential))
    return found


def stated_truth(element: Id, field: str, value: Truth) -> Judgement:
    """The judgement that a stated truth gives by itself."""
    if value is Truth.UNKNOWN:
        return Judgement(value, gaps=(Gap(element, field),))
    return Judgement(value, (Fact(element, field, value.value),))


def _crosses_zone(derivation: Derivation, flow: Element) -> Judgement:
    source, target = _ends(derivation, flow)
    if source is None or target is None:
        return NO
    return _differ(derivation, flow, "crosses_zone", (source, target))


def _differ(derivation: Derivation, about: Element, field: str, placed: Iterable[Placed]) -> Judgement:
    """Whether the elements are not all in one zone."""
    around = derivation.around
    elements = tuple(placed)
    zones = {element.id: around.zone_of(element) for element in elements}
    known = {zone.id: zone for zone in zones.values() if zone is not None}
    if len(known) > 1:
        names = " / ".join(zone.name or _(zone.kind) for zone in known.values())
        return Judgement(Truth.YES, (Fact(about.id, field, names),))
    lacking = tuple(Gap(element_id, "zone") for element_id, zone in zones.items() if zone is None)
    if lacking and len(zones) > 1 and around.zones:
        return Judgement(Truth.UNKNOWN, gaps=lacking)
    return Judgement(Truth.NO, (Fact(about.id, field, "no"),) if known else ())


def _in_conduit(derivation: Derivation, flow: Element) -> Judgement:
    around = derivation.around
    conduit = around.related(flow, "conduit")
    source, target = _ends(derivation, flow)
    if conduit is None or source is None or target is None:
        return Judgement(Truth.NO, (Fact(flow.id, "in_conduit", "no"),))
    joined = frozenset(getattr(conduit, "zones", ()))
    if not joined:
        return Judgement(Truth.UNKNOWN, gaps=(Gap(conduit.id, "zones"),))
    zones = {end.id: around.zone_of(end) for end in (source, target)}
    strays = [zone for zone in zones.values() if zone is not None and joined.isdisjoint(around.within(zone))]
    if strays:
        return Judgement(Truth.NO, (Fact(flow.id, "in_conduit", "no"),))
    lacking = tuple(Gap(end_id, "zone") for end_id, zone in zones.items() if zone is None)
    if lacking:
        return Judgement(Truth.UNKNOWN, gaps=lacking)
    return Judgement(Truth.YES, (Fact(flow.id, "in_conduit", conduit.name or "yes"),))


def _levels_inward(derivation: Derivation, flow: Element) -> Reading:
    return _difference(derivation, flow, "level", lambda value: DEPTH[Level(str(value))])


def _security_level_step(derivation: Derivation, flow: Element) -> Reading:
    return _difference(derivation, flow, "security_level", int)


def _difference(
    derivation: Derivation, flow: Element, name: str, measure: Callable[[str | int], int]
) -> Reading:
    """How much greater the fact is at the target of a flow than at its source."""
    readings = []
    for end in _ends(derivation, flow):
        reading = ABSENT if end is None else derivation.derive(name, end)
        assert isinstance(reading, Reading)
        readings.append(reading)
    source, target = readings
    gaps = source.gaps + target.gaps
    if source.value is None or target.value is None:
        absent = any(reading.value is None and not reading.gaps for reading in readings)
        return ABSENT if absent else Reading(gaps=gaps)
    return Reading(measure(target.value) - measure(source.value), source.facts + target.facts)


def _on_one_node(derivation: Derivation, flow: Element) -> Judgement:
    source, target = _ends(derivation, flow)
    if source is None or target is None:
        return NO
    around = derivation.around
    here = {node.id for node in around.hosts(source.id)}
    shared = [node.name or _(node.kind) for node in around.hosts(target.id) if node.id in here]
    return Judgement(Truth.YES, (Fact(flow.id, "on_one_node", ", ".join(shared)),)) if shared else NO


def _joins_zones(derivation: Derivation, node: Element) -> Judgement:
    return _differ(derivation, node, "joins_zones", derivation.around.buses_of(node.id))


def _hosts_zones(derivation: Derivation, node: Element) -> Judgement:
    return _differ(derivation, node, "hosts_zones", derivation.around.hosted(node.id))


def _zones_differ(derivation: Derivation, allocation: Element) -> Judgement:
    assert isinstance(allocation, Allocation)
    snapshot = derivation.around.snapshot
    ends = (snapshot.get(allocation.component), snapshot.get(allocation.node))
    return _differ(derivation, allocation, "zones_differ", [end for end in ends if isinstance(end, Placed)])


def _ends(derivation: Derivation, flow: Element) -> tuple[Endpoint | None, Endpoint | None]:
    assert isinstance(flow, Connector)
    return derivation.around.end(flow.source), derivation.around.end(flow.target)


def _zone(derivation: Derivation, element: Element) -> Zone | None:
    return derivation.around.zone_of(element) if isinstance(element, Placed) else None


def _no_zone(derivation: Derivation, element: Element) -> Reading:
    return Reading(gaps=(Gap(element.id, "zone"),)) if derivation.around.zones else ABSENT


DERIVED_FACTS: dict[str, Callable[[Derivation, Element], Judgement | Reading]] = {
    "level": _level,
    "security_level": _security_level,
    "outside": _outside,
    "reachable_from_outside": Derivation.reachable,
    "serves_essential": _serves_essential,
    "crosses_zone": _crosses_zone,
    "in_conduit": _in_conduit,
    "levels_inward": _levels_inward,
    "security_level_step": _security_level_step,
    "on_one_node": _on_one_node,
    "joins_zones": _joins_zones,
    "hosts_zones": _hosts_zones,
    "zones_differ": _zones_differ,
}
"""How each fact of `vocabulary.DERIVED` is computed."""
