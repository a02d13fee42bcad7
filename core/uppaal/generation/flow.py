"""How events travel: what each receiving edge listens to, and who sends what the model leaves open.

A message is a broadcast: whoever sends never waits for a receiver, as a real signal does not, and
every edge that can take it does. An event that is sent has a channel of its own. A connector
that delays or loses messages hears that channel and speaks on one of its own; one that does neither
is no process at all, and the receiver hears the sender. An event received at a port that no
connector reaches, or that only elements without behaviour reach, comes from the environment. What an
attacker lets arrive over a connector has a channel of its own beside those.
"""

from collections.abc import Iterable, Iterator
from collections.abc import Set as AbstractSet
from dataclasses import dataclass
from enum import StrEnum

from core.ground.words import _
from core.model import (
    Action,
    Connector,
    Direction,
    Duration,
    Edge,
    Event,
    Id,
    Port,
    Snapshot,
    StateMachine,
    Truth,
)
from core.uppaal.generation.finding import Finding, assumption, called, fault, warning


class Means(StrEnum):
    """What speaks on a channel."""

    MACHINE = "machine"
    CONNECTOR = "connector"
    ENVIRONMENT = "environment"
    ATTACK = "attack"


@dataclass(frozen=True, slots=True)
class Channel:
    """A broadcast channel: the event it stands for, and the connector that speaks on it, if one does.

    Of an attack it is the connector over which the attacker speaks.
    """

    means: Means
    event: Id
    connector: Id | None = None


@dataclass(frozen=True, slots=True)
class Carrier:
    """A connector that delays or loses messages, with the channels it hears and those it speaks on.

    `latest` is None where nothing bounds the latency.
    """

    connector: Connector
    earliest: Duration
    latest: Duration | None
    loses: bool
    messages: tuple[tuple[Channel, Channel], ...]


@dataclass(frozen=True, slots=True)
class Passage:
    """One way in which an event arrives over a connector: on `channel`, or not at all where that is None.

    `forged` is the channel on which it arrives there by an attack.
    """

    connector: Id
    event: Id
    channel: Channel | None
    forged: Channel


@dataclass(frozen=True, slots=True)
class Flow:
    """All channels: the one an event is sent on, those it is received from, and what is between."""

    sent: dict[Id, Channel]
    heard: dict[Id, tuple[Channel, ...]]
    carriers: tuple[Carrier, ...]
    environment: tuple[Channel, ...]
    findings: tuple[Finding, ...]
    passages: tuple[Passage, ...] = ()

    @property
    def forged(self) -> tuple[Channel, ...]:
        """The channels on which messages arrive by an attack."""
        heard = (channel for channels in self.heard.values() for channel in channels)
        return tuple(dict.fromkeys(channel for channel in heard if channel.means is Means.ATTACK))

    def occurrences(self, event: Id) -> tuple[Channel, ...]:
        """The channels on which the event happens: when it is sent, and when it arrives."""
        sent = self.sent.get(event)
        return (*((sent,) if sent else ()), *self.heard.get(event, ()))

    def origins(self, channel: Channel) -> tuple[Id, ...]:
        """The events that machines send and that lead to something on the channel."""
        if channel.means is Means.ENVIRONMENT:
            return ()
        return (channel.event,)


def flow_of(
    snapshot: Snapshot,
    edges: Iterable[Edge],
    mentioned: Iterable[Id],
    forging: AbstractSet[Id] = frozenset(),
) -> Flow:
    """How the events of `edges`, and those `mentioned` by propositions, travel.

    Over the connectors `forging` messages may arrive by an attack.
    """
    sending: dict[Id, Edge] = {}
    received: set[Id] = set()
    for edge in edges:
        if edge.event is not None and edge.action is Action.SEND:
            sending.setdefault(edge.event, edge)
        elif edge.event is not None and edge.action is Action.RECEIVE:
            received.add(edge.event)
    sent = {event: Channel(Means.MACHINE, event) for event in sorted(sending)}
    findings: list[Finding] = []
    heard: dict[Id, tuple[Channel, ...]] = {}
    messages: dict[Id, dict[Channel, Channel]] = {}
    passages: list[Passage] = []
    for event_id in sorted(received.union(mentioned) - (sent.keys() - received)):
        event = snapshot.find(Event, event_id)
        if event is not None:
            known = len(passages)
            sources = list(
                _sources(snapshot, event, event_id in received, sent, messages, passages, findings, forging)
            )
            forged = (one.forged for one in passages[known:] if one.connector in forging)
            heard[event_id] = tuple(dict.fromkeys((*sources, *forged)))
    spoken = {channel for channels in heard.values() for channel in channels}
    carried = {channel for carried in messages.values() for channel in carried}
    for event_id, channel in sent.items():
        if channel not in spoken | carried:
            findings.append(_unheard(snapshot, sending[event_id]))
    return Flow(
        sent,
        heard,
        tuple(_carriers(snapshot, messages, findings)),
        tuple(sorted((c for c in spoken if c.means is Means.ENVIRONMENT), key=lambda c: c.event)),
        tuple(findings),
        tuple(passages),
    )


def _sources(
    snapshot: Snapshot,
    event: Event,
    received: bool,
    sent: dict[Id, Channel],
    messages: dict[Id, dict[Channel, Channel]],
    passages: list[Passage],
    findings: list[Finding],
    forging: AbstractSet[Id],
) -> Iterator[Channel]:
    """The channels on which the event arrives; notes the messages that connectors carry, and how."""
    ways = list(_ways(snapshot, event))
    from_outside = not ways
    silent: list[Connector] = []
    for connector, source in ways:
        channel = sent.get(source.id) if source else None
        if channel is not None and _direct(connector):
            findings.extend(_taken_as_direct(connector))
            passages.append(_passage(connector, event, channel, source))
            yield channel
        elif channel is not None:
            arrival = Channel(Means.CONNECTOR, channel.event, connector.id)
            messages.setdefault(connector.id, {})[channel] = arrival
            passages.append(_passage(connector, event, arrival, source))
            yield arrival
        elif _behaves(snapshot, connector.source):
            passages.append(_passage(connector, event, None, source))
            silent.append(connector)
        else:
            from_outside = True
    port = snapshot.find(Port, event.owner)
    if from_outside and (received or port is None or port.direction is not Direction.OUT):
        if ways:
            findings.append(_left_open(event))
        yield Channel(Means.ENVIRONMENT, event.id)
    elif len(silent) == len(ways) and forging.isdisjoint(one.id for one in silent):
        findings.append(_never(event))


def _passage(connector: Connector, event: Event, channel: Channel | None, source: Event | None) -> Passage:
    forged = Channel(Means.ATTACK, source.id if source else event.id, connector.id)
    return Passage(connector.id, event.id, channel, forged)


def _ways(snapshot: Snapshot, event: Event) -> Iterator[tuple[Connector, Event | None]]:
    """Connectors that reach the event's port, each with the event of the same name where it begins."""
    port = snapshot.find(Port, event.owner)
    if port is None:
        return
    ends = [end for end in (port.id, port.owner) if end is not None]
    connectors = {c.id: c for end in ends for c in snapshot.uses(end, Connector) if c.target == end}
    for connector_id in sorted(connectors):
        connector = connectors[connector_id]
        found = [
            e for e in _events_at(snapshot, connector.source) if e.name == event.name and e.id != event.id
        ]
        if found and event.name.strip():
            yield from ((connector, source) for source in found)
        else:
            yield connector, None


def _events_at(snapshot: Snapshot, end: Id) -> Iterator[Event]:
    """The events of a port, or of all ports of an element."""
    ports = [end] if snapshot.find(Port, end) else [port.id for port in snapshot.owned(end, Port)]
    for port in ports:
        yield from snapshot.owned(port, Event)


def _behaves(snapshot: Snapshot, end: Id) -> bool:
    """Whether the element at the end of a connector has a state machine."""
    port = snapshot.find(Port, end)
    owner = port.owner if port else end
    return bool(owner is not None and snapshot.owned(owner, StateMachine))


def _direct(connector: Connector) -> bool:
    """Whether sender and receiver meet in one step: no time passes, as stated or as taken to be so."""
    least, most = connector.latency_min, connector.latency_max
    unbounded = least is not None and most is None
    takes_time = any(bound is not None and bound.nanoseconds for bound in (least, most))
    return connector.may_lose is not Truth.YES and not unbounded and not takes_time


def _carriers(
    snapshot: Snapshot, messages: dict[Id, dict[Channel, Channel]], findings: list[Finding]
) -> Iterator[Carrier]:
    for connector_id in sorted(messages):
        connector = snapshot.find(Connector, connector_id)
        assert connector is not None
        earliest = connector.latency_min or Duration(0)
        latest = connector.latency_max
        if latest is None and connector.latency_min is None:
            latest = earliest
        findings.extend(_carried_as(connector))
        if latest is not None and earliest > latest:
            findings.append(
                fault(
                    connector,
                    "generation-latency",
                    _("{connector} takes longer at best than at worst: {least} and {most}").format(
                        connector=called(connector), least=earliest, most=latest
                    ),
                    _("Give it a least latency that is not above its greatest one."),
                )
            )
            earliest = latest
        yield Carrier(
            connector,
            earliest,
            latest,
            connector.may_lose is Truth.YES,
            tuple(messages[connector_id].items()),
        )


def _taken_as_direct(connector: Connector) -> Iterator[Finding]:
    if connector.latency_max is None:
        yield assumption(
            connector,
            "generation-latency-unknown",
            _("{connector} has no latency stated; it is taken to be instantaneous").format(
                connector=called(connector)
            ),
            _("State its least and greatest latency."),
        )
    yield from _loss_unknown(connector)


def _carried_as(connector: Connector) -> Iterator[Finding]:
    if connector.latency_max is None:
        words = (
            _("{connector} has no latency stated; it is taken to be instantaneous")
            if connector.latency_min is None
            else _("{connector} has no greatest latency stated; its messages may take any time")
        )
        yield assumption(
            connector,
            "generation-latency-unknown",
            words.format(connector=called(connector)),
            _("State its least and greatest latency."),
        )
    yield from _loss_unknown(connector)


def _loss_unknown(connector: Connector) -> Iterator[Finding]:
    if connector.may_lose is Truth.UNKNOWN:
        yield assumption(
            connector,
            "generation-loss-unknown",
            _("Whether {connector} may lose messages is not stated; it is taken to lose none").format(
                connector=called(connector)
            ),
            _("State whether it may lose messages."),
        )


def _left_open(event: Event) -> Finding:
    return assumption(
        event,
        "generation-open-source",
        _("What sends {event} has no behaviour; it may come at any time").format(event=called(event)),
        _("Give the element at the other end a state machine to say when it sends."),
    )


def _never(event: Event) -> Finding:
    return warning(
        event,
        "generation-never-sent",
        _("{event} never comes: no edge sends an event of that name to it").format(event=called(event)),
        _("Let an edge at the other end of the connector send it."),
    )


def _unheard(snapshot: Snapshot, edge: Edge) -> Finding:
    event = snapshot.find(Event, edge.event)
    return warning(
        edge,
        "generation-unheard",
        _("{event} is sent, but no edge hears it").format(event=called(event) if event else _("an event")),
        _("Draw a connector from its port to where an event of the same name is received."),
    )
