"""How hot each element is, for the one question that heat answers: risk, coverage, allocation or zones.

What is not worked out, or stale, is unknown or stale; it is never shown as cool.
"""

from __future__ import annotations

from collections.abc import Callable, Iterable, Mapping
from typing import TYPE_CHECKING

from app.session.bearing import Bearing
from core.diagram.criteria import is_allocated
from core.diagram.heat import Heat, Step
from core.diagram.places import BORDER, zone_of
from core.ground.words import deferred
from core.model import (
    Actor,
    Asset,
    Bus,
    Component,
    Conduit,
    Connector,
    DataStore,
    Element,
    ExternalSystem,
    Id,
    Link,
    Node,
    Snapshot,
)

if TYPE_CHECKING:
    from app.actions.action import Words

AT_RISK = (Actor, Asset, Bus, Component, Connector, DataStore, ExternalSystem, Link, Node)
"""What threats can be to; of these, what no threat was found for is known to be cool once all is fresh."""

COVERED = (Component, DataStore, Node)
"""What should have a requirement."""

_RISKS: dict[str, Step] = {"critical": 3, "high": 3, "medium": 2, "low": 1, "info": 1}

STEPS: dict[str, tuple[tuple[Step, Words], ...]] = {
    "risk": (
        (3, deferred("critical or high")),
        (2, deferred("medium")),
        (1, deferred("low")),
        (0, deferred("not known")),
    ),
    "coverage": (
        (3, deferred("a requirement is violated")),
        (2, deferred("no requirement")),
        (1, deferred("not decided")),
    ),
    "allocation": ((2, deferred("runs on no node")),),
    "zones": (
        (3, deferred("crosses without a conduit")),
        (2, deferred("in no zone")),
        (1, deferred("crosses by a conduit")),
    ),
}
"""What the steps of each question mean, the hottest first; what has none is cool."""


def heats_for(name: str, bearing: Bearing, drawn: Iterable[Id]) -> dict[Id, Heat]:
    """The heat of the elements drawn, for the question of that name; what is cool is left out."""
    elements = {one: element for one in drawn if (element := bearing.snapshot.get(one)) is not None}
    if name == "risk":
        return _risk(bearing, elements)
    ask = _QUESTIONS[name]
    found = ((one, ask(bearing, element)) for one, element in elements.items())
    return {one: heat for one, heat in found if heat is not None}


def _risk(bearing: Bearing, elements: Mapping[Id, Element]) -> dict[Id, Heat]:
    """How grave the worst open threat to each is; where there may be others now, all else is unknown.

    A threat to a port or an interface is a risk of what that sits on.
    """
    steps: dict[Id, Step] = {}
    for element_id, threats in bearing.threats.items():
        part = bearing.snapshot.get(element_id)
        host = part.owner or element_id if isinstance(part, BORDER) else element_id
        worst = max(_RISKS[threat["severity"]] for threat in threats)
        steps[host] = max(steps.get(host, worst), worst)
    stale = bearing.threats_stale
    found = {one: Heat(step, stale) for one, step in steps.items() if one in elements}
    if stale or not bearing.threats_known:
        for element_id, element in elements.items():
            if isinstance(element, AT_RISK):
                found.setdefault(element_id, Heat(0))
    return found


def _coverage(bearing: Bearing, element: Element) -> Heat | None:
    verdicts = {asked.verdict for asked in bearing.asked_of(element.id)}
    stale = bearing.verdicts_stale and bool(verdicts)
    if "violated" in verdicts:
        return Heat(3, stale)
    if not verdicts:
        return Heat(2) if isinstance(element, COVERED) else None
    return Heat(1, stale) if "unknown" in verdicts else None


def _allocation(bearing: Bearing, element: Element) -> Heat | None:
    carried = isinstance(element, Component | DataStore)
    return Heat(2) if carried and not is_allocated(bearing.snapshot, element) else None


def _zones(bearing: Bearing, element: Element) -> Heat | None:
    snapshot = bearing.snapshot
    if isinstance(element, Connector):
        if not crosses(snapshot, element):
            return None
        return Heat(1 if snapshot.find(Conduit, element.conduit) is not None else 3)
    zoned = hasattr(element, "zone") and not isinstance(element, Asset)
    return Heat(2) if zoned and zone_of(snapshot, element) is None else None


def crosses(snapshot: Snapshot, flow: Connector) -> bool:
    """Whether a flow begins in another zone than it ends in."""
    ends = [snapshot.get(end) for end in (flow.source, flow.target)]
    zones = [None if end is None else zone_of(snapshot, end) for end in ends]
    return zones[0] != zones[1]


_QUESTIONS: dict[str, Callable[[Bearing, Element], Heat | None]] = {
    "coverage": _coverage,
    "allocation": _allocation,
    "zones": _zones,
}
