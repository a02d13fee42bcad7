"""The runs of a document that rest on nothing but what was stated.

What breaks a requirement in one of them breaks it, whatever the facts are that nobody stated.
"""

from collections.abc import Set as AbstractSet
from dataclasses import dataclass, replace

from core.model import Connector, Id, Snapshot, Truth
from core.uppaal.document import Document, Location, Template, Transition, Waiting
from core.uppaal.generation.surroundings import LOST, OVERRUN
from core.uppaal.trace_map import Origin, Part, TraceMap

_HALT = "halt"


def open_latencies(snapshot: Snapshot) -> tuple[frozenset[Id], frozenset[Id]]:
    """The connectors of which nobody stated how long a message may be under way at most.

    First those that may lose all they carry, as it is stated, then the others.
    """
    found = [connector for connector in snapshot.of(Connector) if connector.latency_max is None]
    losing = frozenset(connector.id for connector in found if connector.may_lose is Truth.YES)
    return losing, frozenset(connector.id for connector in found) - losing


def carried(trace_map: TraceMap, connectors: AbstractSet[Id]) -> frozenset[Id]:
    """The events, as they are sent, that these connectors carry as processes of a document."""
    return frozenset(
        event
        for entry in trace_map.entries
        if entry.part is Part.CHANNEL and entry.origin is Origin.CONNECTOR
        for event, connector in [entry.elements]
        if connector in connectors
    )


def travelling(document: Document, trace_map: TraceMap, events: AbstractSet[Id]) -> dict[str, Id]:
    """Those of the events that are sent in a document to somebody there, by the name of their channel.

    Observers and what tells them of steps hear them as they are sent, however long they travel.
    """
    heard: set[str] = set()
    for template in document.templates:
        entry = trace_map.get(Part.TEMPLATE, template.name)
        if entry is None or entry.origin not in (Origin.OBSERVER, Origin.STEPS):
            heard.update(one.label("synchronisation") for one in template.transitions)
    return {
        entry.name: entry.elements[0]
        for entry in trace_map.entries
        if entry.part is Part.CHANNEL
        and entry.origin is Origin.COPIED
        and entry.elements[0] in events
        and {f"{entry.name}?", f"{entry.name}!"} <= heard
    }


@dataclass(frozen=True, slots=True)
class Doubts:
    """What runs are to do without.

    That `events` are sent to somebody, that messages meet another on the connectors `meeting`, and that
    the connectors `losing` deliver anything.
    """

    events: AbstractSet[Id]
    meeting: AbstractSet[Id]
    losing: AbstractSet[Id]


def certain_runs(document: Document, trace_map: TraceMap, doubts: Doubts) -> Document:
    """The document without the runs that rest on something doubtful.

    A machine may always wait instead of sending as far as its invariants let it, so nothing is added:
    the runs are some of those of the document, but that one which comes to a stop may have gone on.
    """
    quiet = frozenset(f"{name}!" for name in travelling(document, trace_map, doubts.events))
    templates = tuple(_certain(template, trace_map, quiet, doubts) for template in document.templates)
    return document if templates == document.templates else replace(document, templates=templates)


def _certain(template: Template, trace_map: TraceMap, quiet: frozenset[str], doubts: Doubts) -> Template:
    left = tuple(one for one in template.transitions if one.label("synchronisation") not in quiet)
    entry = trace_map.get(Part.TEMPLATE, template.name)
    if entry is None or entry.origin is not Origin.CONNECTOR:
        return replace(template, transitions=left)
    if doubts.losing & {*entry.elements}:
        return replace(template, transitions=tuple(one for one in left if _does(one, LOST, trace_map)))
    if not doubts.meeting & {*entry.elements}:
        return replace(template, transitions=left)
    halt = Location(f"{template.name}.{_HALT}", "Halt", waiting=Waiting.COMMITTED)
    return replace(
        template,
        locations=(*template.locations, halt),
        transitions=tuple(
            replace(one, target=halt.id) if _does(one, OVERRUN, trace_map) else one for one in left
        ),
    )


def _does(transition: Transition, label: str, trace_map: TraceMap) -> bool:
    entry = trace_map.get(Part.TRANSITION, transition.id)
    return entry is not None and entry.label == label
