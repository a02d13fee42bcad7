"""What the effects of an attack scenario act on: connectors whose messages are met, machines that are hit.

An effect on messages acts where they come out of a connector, so a connector that takes time has taken it
before. Whoever holds an element speaks on all that leaves it; whoever holds a bus or a link, on all that
runs over it. An effect with a budget of nought does nothing and is left out.
"""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, field

from core.ground.words import _
from core.model import (
    AttackScenario,
    Bus,
    Component,
    Connector,
    Duration,
    Effect,
    EffectType,
    Element,
    HardwareInterface,
    Id,
    Link,
    Node,
    Port,
    Snapshot,
    StateMachine,
)
from core.threats.surroundings import Surroundings
from core.uppaal.generation.expression import both, either, negation
from core.uppaal.generation.finding import Finding, assumption, called, warning
from core.uppaal.generation.flow import Channel, Flow, Means
from core.uppaal.language import expression as tree
from core.uppaal.language.expression import Expression

HOLDING = (EffectType.DROP, EffectType.DELAY, EffectType.TAMPER)
"""Effects that keep single messages from arriving."""

FORGING = (EffectType.DELAY, EffectType.REPLAY, EffectType.SPOOF, EffectType.TAMPER)
"""Effects that let messages arrive which nobody sent just then."""

_ON_MACHINES = (EffectType.STOP, EffectType.RESET, EffectType.SLOW)


@dataclass(frozen=True, slots=True)
class Attack:
    """One effect as the document has it: on one connector, or on machines together.

    `element` is what the scenario names. `lasts` says of a jam that nothing ends it.
    """

    effect: EffectType
    element: Element
    budget: int | None
    delay: Duration | None
    connector: Connector | None = None
    machines: tuple[Id, ...] = ()
    lasts: bool = False


@dataclass(frozen=True, slots=True)
class Attacks:
    """All attacks of a scenario in its order, and what of it the model cannot show."""

    scenario: str = ""
    attacks: tuple[Attack, ...] = ()
    findings: tuple[Finding, ...] = ()

    @property
    def forging(self) -> frozenset[Id]:
        """The connectors over which messages arrive that nobody sent just then."""
        return frozenset(
            one.connector.id for one in self.attacks if one.connector is not None and one.effect in FORGING
        )

    @property
    def times(self) -> list[Duration]:
        """The times that the attacks depend on."""
        return [one.delay for one in self.attacks if one.delay is not None]

    def on_machine(self, machine: Id) -> tuple[Attack, ...]:
        """The attacks that hit a machine."""
        return tuple(one for one in self.attacks if machine in one.machines)


@dataclass(slots=True)
class Barriers:
    """Which messages come through: the flags of attackers that keep them from arriving."""

    flow: Flow
    flags: dict[Attack, str] = field(default_factory=dict)

    def open(self, event: Id, channel: Channel) -> Expression:
        """What must hold so that the event arrives on the channel; true where nobody can hinder it."""
        hindering: tuple[EffectType, ...] = (*HOLDING, EffectType.JAM)
        ways = {
            one.connector
            for one in self.flow.passages
            if one.event == event and channel in (one.channel, one.forged)
        }
        if channel.means is Means.ATTACK:
            hindering = (EffectType.JAM,)
        if not ways:
            return tree.Truth(True)
        return either(*(self._through(connector, hindering) for connector in sorted(ways, key=str)))

    def _through(self, connector: Id | None, hindering: tuple[EffectType, ...]) -> Expression:
        return both(
            *(
                negation(tree.Name(flag))
                for attack, flag in self.flags.items()
                if attack.connector is not None
                and attack.connector.id == connector
                and attack.effect in hindering
            )
        )


def attacks_of(snapshot: Snapshot, scenario: AttackScenario | None) -> Attacks:
    """What the scenario does to the model; nothing where there is none."""
    if scenario is None:
        return Attacks()
    reach = _Reach(snapshot)
    findings: list[Finding] = []
    found: dict[Attack, None] = {}
    for effect in scenario.effects:
        element = snapshot.get(effect.on)
        if element is None or effect.budget == 0:
            continue
        attacks = list(_attacks(effect, element, reach))
        if not attacks:
            findings.append(_out_of_reach(effect, element))
        if effect.effect is EffectType.SLOW and effect.budget is not None:
            findings.append(_not_counted(element))
        found.update(dict.fromkeys(attacks))
    return Attacks(scenario.name, tuple(found), tuple(findings))


def idle(attacks: Attacks, flow: Flow) -> Iterator[Finding]:
    """Attacks on connectors over which nothing travels that the model describes."""
    busy = {one.connector for one in flow.passages}
    for connector in {one.connector.id: one.connector for one in attacks.attacks if one.connector}.values():
        if connector.id not in busy:
            yield assumption(
                connector,
                "attack-nothing-carried",
                _(
                    "No machine sends anything over {connector} that another hears, so an attack on it "
                    "changes no verdict"
                ).format(connector=called(connector)),
                _("Let an edge send an event at its begin, and one receive it at its end."),
            )


def alone(attack: Attack) -> Finding:
    """A connector with a single message, which nothing else can take the place of."""
    assert attack.connector is not None
    return assumption(
        attack.connector,
        "attack-nothing-to-tamper",
        _(
            "{connector} carries one message only, so the model cannot tell what an altered one would do"
        ).format(connector=called(attack.connector)),
        _("Give its port an event for each value that makes a difference."),
    )


def _attacks(effect: Effect, element: Element, reach: "_Reach") -> Iterator[Attack]:
    if effect.effect in _ON_MACHINES and not isinstance(element, _WAYS):
        machines = tuple(reach.machines(element))
        if machines:
            yield Attack(effect.effect, element, effect.budget, effect.delay, machines=machines)
        return
    kind = _AS_MESSAGES.get(effect.effect, effect.effect)
    if kind is EffectType.RESET:
        return
    for connector in reach.connectors(element):
        lasts = effect.effect is EffectType.STOP
        delay = None if lasts else effect.delay
        yield Attack(kind, element, effect.budget, delay, connector, lasts=lasts)


_WAYS = (Connector, Port, Bus, Link, HardwareInterface)
"""What messages run over; everything else is hit by its machines."""

_AS_MESSAGES: Mapping[EffectType, EffectType] = {
    EffectType.STOP: EffectType.JAM,
    EffectType.SLOW: EffectType.DELAY,
}
"""What stopping or slowing a connector or bus does to its messages."""


class _Reach:
    """Follows an element to its machines and connectors."""

    def __init__(self, snapshot: Snapshot) -> None:
        self._snapshot = snapshot
        self._around = Surroundings(snapshot)

    def machines(self, element: Element) -> Iterator[Id]:
        """The machines of the element and of all inside it; of a node, those of what runs on it."""
        held = {one.id for one in self._held(element)}
        for machine in self._snapshot.of(StateMachine):
            if machine.id in held or machine.owner in held:
                yield machine.id

    def connectors(self, element: Element) -> Iterator[Connector]:
        """The connectors that messages of the element run over."""
        connectors = self._snapshot.of(Connector)
        match element:
            case Connector():
                yield element
            case Port():
                yield from (one for one in connectors if element.id in (one.source, one.target))
            case Bus() | Link():
                yield from (
                    one for one in connectors if element.id in {m.id for m in self._around.media(one)}
                )
            case HardwareInterface():
                media = {
                    end
                    for link in self._snapshot.of(Link)
                    if element.id in (link.source, link.target)
                    for end in (link.id, link.source, link.target)
                }
                yield from (
                    one
                    for one in connectors
                    if media & {m.id for m in self._around.media(one)} and self._runs_on(one, element.owner)
                )
            case _:
                held = {one.id for one in self._held(element)}
                yield from (one for one in connectors if self._owner(one.source) in held)

    def _runs_on(self, connector: Connector, node: Id | None) -> bool:
        """Whether the connector begins or ends on the node."""
        ends = [self._around.end(end) for end in (connector.source, connector.target)]
        return any(host.id == node for end in ends if end is not None for host in self._around.hosts(end.id))

    def _owner(self, end: Id) -> Id | None:
        port = self._snapshot.find(Port, end)
        return port.owner if port is not None else end

    def _held(self, element: Element) -> Iterable[Element]:
        waiting, held = [element], dict[Id, Element]()
        while waiting:
            one = waiting.pop()
            if one.id in held:
                continue
            held[one.id] = one
            waiting.extend(self._snapshot.owned(one.id, Component))
            if isinstance(one, Node):
                waiting.extend(self._snapshot.owned(one.id, Node))
                waiting.extend(self._around.hosted(one.id))
        return held.values()


def _out_of_reach(effect: Effect, element: Element) -> Finding:
    return warning(
        element,
        "attack-out-of-reach",
        _("The attack “{effect}” on {element} meets no machine and no connector").format(
            effect=_(effect.effect.value), element=called(element)
        ),
        _("Name a connector, or an element with behaviour or with something that runs on it."),
    )


def _not_counted(element: Element) -> Finding:
    return assumption(
        element,
        "attack-slow-throughout",
        _("{element} is taken to be slow at any time, however often; its budget is not counted").format(
            element=called(element)
        ),
    )
