"""What verdicts rest on without anybody having stated it, and whether they hold without it too.

The generated document takes a connector of which no latency is stated to be instantaneous, and one
that nobody says can lose messages to lose none. A requirement that holds only so is not satisfied:
it is open until somebody says how it is. Whether it holds either way is decided on a second document
in which such connectors may lose messages and take any time: it has every run of the first, so what
no run of it breaks no run of the first breaks. Where messages can meet that the model cannot carry
together, a third one lets the connector deliver anything at any time. What is broken is violated if
a run breaks it that rests on none of this (`certain`).
"""

from collections.abc import Set as AbstractSet
from dataclasses import replace

from core.ground.words import _
from core.model import Connector, Duration, Id, Snapshot, Truth, name_of
from core.uppaal.document import Document, Label, Template, Transition
from core.uppaal.trace_map import Origin, Part, TraceMap

_NAMED = 3
"""Connectors that are named in one reason."""


def unstated(snapshot: Snapshot) -> frozenset[Id]:
    """The connectors of which latency or loss is not stated."""
    return frozenset(
        connector.id
        for connector in snapshot.of(Connector)
        if _no_latency(connector) or connector.may_lose is Truth.UNKNOWN
    )


def at_worst(snapshot: Snapshot) -> Snapshot:
    """The model in which whatever is not stated of a connector is as bad as it can be."""
    changed = [
        replace(
            connector,
            may_lose=Truth.YES if connector.may_lose is Truth.UNKNOWN else connector.may_lose,
            latency_min=Duration(0) if _no_latency(connector) else connector.latency_min,
        )
        for connector in snapshot.of(Connector)
        if _no_latency(connector) or connector.may_lose is Truth.UNKNOWN
    ]
    others = {connector.id: connector for connector in changed}
    return Snapshot(others.get(element.id, element) for element in snapshot)


def at_any_time(document: Document, trace_map: TraceMap, connectors: AbstractSet[Id]) -> Document:
    """The document in which each of these connectors delivers whatever it carries as often as it likes.

    It has every run in which any number of messages are under way there, one upon the other, and more.
    """

    def loosened(template: Template) -> Template:
        entry = trace_map.get(Part.TEMPLATE, template.name)
        if entry is None or entry.origin is not Origin.CONNECTOR or not connectors & {*entry.elements}:
            return template
        given = (one.label("synchronisation") for one in template.transitions)
        delivered = dict.fromkeys(text for text in given if text.endswith("!"))
        here = template.initial
        transitions = tuple(Transition(here, here, (Label("synchronisation", text),)) for text in delivered)
        locations = tuple(one for one in template.locations if one.id == here)
        return replace(template, locations=locations, transitions=transitions)

    return replace(document, templates=tuple(loosened(template) for template in document.templates))


def carriers(part: Document, trace_map: TraceMap, connectors: frozenset[Id]) -> list[Id]:
    """Those of the connectors that have a template in this part of the document, in its order."""
    entries = (trace_map.get(Part.TEMPLATE, template.name) for template in part.templates)
    return [
        entry.elements[0]
        for entry in entries
        if entry is not None and entry.origin is Origin.CONNECTOR and connectors & {*entry.elements}
    ]


def open_reason(snapshot: Snapshot, connectors: list[Id], can_fail: bool) -> str:
    """Why a requirement that holds in the document is not satisfied yet.

    `can_fail` where it was found broken at worst; else that was not decided.
    """
    words = (
        _(
            "Not stated: {facts}. It holds if nothing is lost and nothing takes time there, "
            "and can fail if not."
        )
        if can_fail
        else _(
            "Not stated: {facts}. It holds if nothing is lost and nothing takes time there; whether it holds "
            "otherwise was not decided."
        )
    )
    return words.format(facts=_facts(snapshot, connectors, loss=True))


def breach_reason(snapshot: Snapshot, connectors: list[Id]) -> str:
    """Why a requirement that is broken in the document is not violated yet.

    That messages may be lost only adds runs, so the loss that nobody stated does not matter here.
    """
    words = _(
        "Not stated: {facts}. It fails as the model takes that; whether it fails however long messages "
        "take there was not decided."
    )
    return words.format(facts=_facts(snapshot, connectors, loss=False))


def _facts(snapshot: Snapshot, connectors: list[Id], loss: bool) -> str:
    """What is not stated of the connectors, the first of them by name."""
    parts = []
    for connector_id in connectors[:_NAMED]:
        connector = snapshot.find(Connector, connector_id)
        if connector is None:
            continue
        name = name_of(snapshot, connector_id)
        if _no_latency(connector):
            parts.append(_("the latency of “{name}”").format(name=name))
        elif connector.latency_max is None:
            parts.append(_("the greatest latency of “{name}”").format(name=name))
        if loss and connector.may_lose is Truth.UNKNOWN:
            parts.append(_("whether “{name}” may lose messages").format(name=name))
    if len(connectors) > _NAMED:
        parts.append(_("{count} more").format(count=len(connectors) - _NAMED))
    return ", ".join(parts)


def _no_latency(connector: Connector) -> bool:
    return connector.latency_min is None and connector.latency_max is None
