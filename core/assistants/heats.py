"""How hot each element is, for the one question that heat answers: risk, coverage, allocation or zones.

What is not worked out, or stale, is unknown or stale; it is never shown as cool.
"""

from __future__ import annotations

from collections.abc import Callable, Collection, Iterable, Mapping
from functools import cache, partial

from core.assistants.bearing import Bearing
from core.diagram.criteria import CARRIED, allocated_in
from core.diagram.heat import Heat, Step
from core.diagram.legend import LegendRow
from core.diagram.places import BORDER
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
from core.model.zoning import zone_at

AT_RISK = (Actor, Asset, Bus, Component, Connector, DataStore, ExternalSystem, Link, Node)
"""What threats can be to; of these, what no threat was found for is known to be cool once all is fresh."""

COVERED = (Component, DataStore, Node)
"""What should have a requirement."""

Words = Callable[[], str]

Question = Callable[[Element], Heat | None]
"""Tells how hot an element is; None where it is cool."""

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


def legend_of(name: str, heats: Collection[Heat]) -> tuple[LegendRow, ...]:
    """The steps of a question with how many of the heats have each; “not known” only where some have it."""
    steps = [heat.step for heat in heats]
    return tuple(
        LegendRow(step, words(), steps.count(step))
        for step, words in STEPS.get(name, ())
        if step or 0 in steps
    )


def heats_for(name: str, bearing: Bearing, drawn: Iterable[Id]) -> dict[Id, Heat]:
    """The heat of the elements drawn, for the question of that name; what is cool is left out."""
    known = bearing.snapshot.elements
    elements = {one: known[one] for one in drawn if one in known}
    if name == "risk":
        return _risk(bearing, elements)
    ask = _QUESTIONS[name](bearing)
    return {one: heat for one, element in elements.items() if (heat := ask(element)) is not None}


def _risk(bearing: Bearing, elements: Mapping[Id, Element]) -> dict[Id, Heat]:
    """How grave the worst open threat to each is; where there may be others now, all else is unknown.

    A threat to a port or an interface is a risk of what that sits on.
    """
    steps: dict[Id, Step] = {}
    for element_id, threats in bearing.threats.items():
        part = elements.get(element_id) or bearing.snapshot.get(element_id)
        host = part.owner or element_id if isinstance(part, BORDER) else element_id
        # The worst threat to an element comes first.
        worst = _RISKS[threats[0]["severity"]]
        if worst > steps.get(host, 0):
            steps[host] = worst
    stale = bearing.threats_stale
    heats = {step: Heat(step, stale) for step in _RISKS.values()}
    found = {one: heats[step] for one, step in steps.items() if one in elements}
    if stale or not bearing.threats_known:
        unknown = Heat(0)
        for element_id, element in elements.items():
            if isinstance(element, AT_RISK):
                found.setdefault(element_id, unknown)
    return found


def _coverage(bearing: Bearing) -> Question:
    uncovered = Heat(2)

    def ask(element: Element) -> Heat | None:
        asked = bearing.asked_of(element.id)
        if not asked:
            return uncovered if isinstance(element, COVERED) else None
        verdicts = {one.verdict for one in asked}
        if "violated" in verdicts:
            return Heat(3, bearing.verdicts_stale)
        return Heat(1, bearing.verdicts_stale) if "unknown" in verdicts else None

    return ask


def _allocation(bearing: Bearing) -> Question:
    allocated, on_none = allocated_in(bearing.snapshot), Heat(2)

    def ask(element: Element) -> Heat | None:
        return on_none if isinstance(element, CARRIED) and not allocated(element) else None

    return ask


def _zones(bearing: Bearing) -> Question:
    snapshot = bearing.snapshot
    around = cache(partial(zone_at, snapshot))

    def ask(element: Element) -> Heat | None:
        if isinstance(element, Connector):
            if around(element.source) == around(element.target):
                return None
            return Heat(1 if snapshot.find(Conduit, element.conduit) is not None else 3)
        zoned = hasattr(element, "zone") and not isinstance(element, Asset)
        return Heat(2) if zoned and around(element.id) is None else None

    return ask


def crosses(snapshot: Snapshot, flow: Connector) -> bool:
    """Whether a flow begins in another zone than it ends in."""
    return zone_at(snapshot, flow.source) != zone_at(snapshot, flow.target)


_QUESTIONS: dict[str, Callable[[Bearing], Question]] = {
    "coverage": _coverage,
    "allocation": _allocation,
    "zones": _zones,
}
