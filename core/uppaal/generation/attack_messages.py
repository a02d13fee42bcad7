"""Attackers on a connector as templates: what they let through, hold back, and let arrive.

An attacker who may hold back a single message makes up their mind before it comes: while their flag is
set, no edge hears it from this connector, and hearing it themselves they make up their mind about the
next. So nothing is added to what happens in a step, and an attacker who never sets the flag leaves every
run as it is.
"""

from collections.abc import Iterator

from core.ground.words import _
from core.model import EffectType, Event, Id, Snapshot
from core.uppaal.document import Waiting
from core.uppaal.generation.attack import HOLDING, Attack, Attacks, Barriers
from core.uppaal.generation.draft import Draft, TemplateDraft, declared, remarked
from core.uppaal.generation.expression import assigned, both, compared, negation
from core.uppaal.generation.finding import called
from core.uppaal.generation.flow import Flow, Passage
from core.uppaal.generation.naming import Names
from core.uppaal.generation.spelling import Spelling
from core.uppaal.language import expression as tree
from core.uppaal.language.expression import Expression
from core.uppaal.trace_map import Origin, Part

BEGINS, ENDS, HELD, LATE, STOPS, RESETS, DECIDES = (
    "begins",
    "ends",
    "held",
    "late",
    "stops",
    "resets",
    "decides",
)
"""The labels of edges of attackers in the trace map, besides the effects themselves."""

VERBS = {
    EffectType.DROP: "drops",
    EffectType.DELAY: "delays",
    EffectType.REPLAY: "replays",
    EffectType.SPOOF: "spoofs",
    EffectType.JAM: "jams",
    EffectType.TAMPER: "tampers",
    EffectType.STOP: "stops",
    EffectType.RESET: "resets",
}


def barriers_of(attacks: Attacks, flow: Flow, spelling: Spelling) -> Barriers:
    """The flags of those attackers who keep messages from arriving, named."""
    barriers = Barriers(flow)
    for attack in attacks.attacks:
        if (
            attack.connector is not None
            and acts(attack, flow)
            and attack.effect in (*HOLDING, EffectType.JAM)
        ):
            name = f"{VERBS[attack.effect]} {attack.connector.name}"
            barriers.flags[attack] = spelling.names.give(name, VERBS[attack.effect])
    return barriers


def acts(attack: Attack, flow: Flow) -> bool:
    """Whether the attacker finds anything on the connector to act on."""
    found = list(_messages(attack, flow))
    if attack.effect is EffectType.SPOOF:
        return bool(found)
    if attack.effect is EffectType.TAMPER and len(found) < 2:
        return False
    return any(one.channel is not None for one in found)


def draw_attacker(
    snapshot: Snapshot,
    attack: Attack,
    barriers: Barriers,
    spelling: Spelling,
    settling: str,
    scenario: str,
    draft: Draft,
) -> None:
    """Add the template of an attacker on a connector."""
    attacker = _Attacker(snapshot, attack, barriers, spelling, scenario, draft)
    match attack.effect:
        case EffectType.DROP:
            attacker.drop()
        case EffectType.DELAY:
            attacker.delay()
        case EffectType.REPLAY:
            attacker.replay()
        case EffectType.SPOOF:
            attacker.spoof()
        case EffectType.JAM:
            attacker.jam()
        case EffectType.TAMPER:
            attacker.tamper(settling)


def _messages(attack: Attack, flow: Flow) -> Iterator[Passage]:
    """The messages of the connector: one passage for each channel that they would arrive on by an attack."""
    assert attack.connector is not None
    known: dict[object, Passage] = {}
    for one in flow.passages:
        if one.connector == attack.connector.id:
            known.setdefault(one.forged, one)
    yield from known.values()


class Budget:
    """Counts in a template how often an attacker has acted; nothing where there is no limit."""

    def __init__(self, template: TemplateDraft, inner: Names, budget: int | None) -> None:
        self._most = budget
        self._name = ""
        if budget is not None:
            self._name = inner.give("used", "used")
            text = f"int[0,{budget}] {self._name} = 0;"
            template.declarations.append(declared(text, _("how often it has been done")))
            template.draft.note(
                Part.VARIABLE,
                f"{template.name}.{self._name}",
                Origin.ATTACK,
                template.elements,
                template.name,
            )

    def left(self, more: int = 0) -> Expression:
        """Whether it may be done once more, after `more` times that are not counted yet."""
        return tree.Truth(True) if self._most is None else compared(self._name, "<", self._most - more)

    @property
    def spent(self) -> list[Expression]:
        """The update that counts."""
        if self._most is None:
            return []
        return [assigned(self._name, tree.Binary("+", tree.Name(self._name), tree.Number(1)))]


class _Attacker:
    """The template of one attacker in the making."""

    def __init__(
        self,
        snapshot: Snapshot,
        attack: Attack,
        barriers: Barriers,
        spelling: Spelling,
        scenario: str,
        draft: Draft,
    ) -> None:
        assert attack.connector is not None
        self._snapshot, self._attack, self._spelling = snapshot, attack, spelling
        connector, verb = attack.connector, VERBS[attack.effect]
        name = spelling.template(f"Attacker {verb} {connector.name}", "Attacker")
        self._inner = spelling.within[name]
        self._template = TemplateDraft(draft, name, Origin.ATTACK, (connector.id,))
        words = _("Attack scenario “{scenario}”: {effect} on {element}")
        self._template.declarations.append(
            remarked(
                words.format(scenario=scenario, effect=_(attack.effect.value), element=called(connector))
            )
        )
        self._budget = Budget(self._template, self._inner, attack.budget)
        self._messages = tuple(_messages(attack, barriers.flow))
        self._flag = barriers.flags.get(attack, "")
        if self._flag:
            draft.declare(f"bool {self._flag} = false;", _("an attacker keeps messages from arriving"))
            draft.note(Part.VARIABLE, self._flag, Origin.ATTACK, (connector.id,))

    def drop(self) -> None:
        passing, armed = self._minds("Dropping")
        for one in self._sent():
            self._choose_at(one, passing, armed)
            self._after(one, armed, passing, armed, self._heard(one), EffectType.DROP)
        self._begin(passing, armed)

    def delay(self) -> None:
        clock, limit = self._timed()
        passing, armed = self._minds("Withholding")
        for one in self._sent():
            self._choose_at(one, passing, armed)
            holding = self._location(f"Holding {self._event(one)}", limit, one.forged.event)
            update = [assigned(clock, 0)] if clock else []
            self._template.transition(
                armed,
                holding,
                synchronisation=self._heard(one),
                update=[assigned(self._flag, False), *update, *self._budget.spent],
                elements=self._about(one),
                label=EffectType.DELAY.value,
            )
            self._let_arrive(one, holding, passing, LATE)
            self._let_arrive(one, holding, armed, LATE, self._budget.left(), [assigned(self._flag, True)])
        self._begin(passing, armed)

    def replay(self) -> None:
        listening = self._location("Listening")
        for one in self._sent():
            seen = self._inner.give(f"seen {self._event(one)}", "seen")
            self._declare(f"bool {seen} = false;", seen)
            self._template.transition(
                listening,
                listening,
                negation(tree.Name(seen)),
                self._heard(one),
                [assigned(seen, True)],
                self._about(one),
                label=DECIDES,
            )
            guard = both(tree.Name(seen), self._budget.left())
            self._let_arrive(one, listening, listening, EffectType.REPLAY, guard, self._budget.spent)
        self._template.finished(listening)

    def spoof(self) -> None:
        ready = self._location("Ready")
        for one in self._messages:
            self._let_arrive(one, ready, ready, EffectType.SPOOF, self._budget.left(), self._budget.spent)
        self._template.finished(ready)

    def jam(self) -> None:
        clock, limit = self._timed()
        quiet, jamming = self._location("Quiet"), self._location("Jamming", limit)
        update = [assigned(self._flag, True), *([assigned(clock, 0)] if clock else []), *self._budget.spent]
        self._template.transition(quiet, jamming, self._budget.left(), update=update, label=BEGINS)
        if not self._attack.lasts:
            self._template.transition(jamming, quiet, update=[assigned(self._flag, False)], label=ENDS)
        for one in self._sent():
            self._template.transition(
                jamming,
                jamming,
                synchronisation=self._heard(one),
                elements=self._about(one),
                label=EffectType.JAM.value,
            )
        self._template.finished(quiet)

    def tamper(self, settling: str) -> None:
        passing, armed = self._minds("Altering")
        told: Expression = negation(tree.Name(settling)) if settling else tree.Truth(True)
        for one in self._sent():
            self._choose_at(one, passing, armed)
            altered = self._location(
                f"Altered {self._event(one)}", about=one.forged.event, waiting=Waiting.COMMITTED
            )
            self._template.transition(
                armed,
                altered,
                synchronisation=self._heard(one),
                update=[assigned(self._flag, False), *self._budget.spent],
                elements=self._about(one),
                label=HELD,
            )
            for other in self._messages:
                if other != one:
                    self._let_arrive(other, altered, passing, EffectType.TAMPER, told)
                    again = both(told, self._budget.left())
                    update = [assigned(self._flag, True)]
                    self._let_arrive(other, altered, armed, EffectType.TAMPER, again, update)
        self._begin(passing, armed)

    def _minds(self, name: str) -> tuple[str, str]:
        return self._location("Passing"), self._location(name)

    def _begin(self, passing: str, armed: str) -> None:
        """They make up their mind about the first message before anything happens."""
        first = self._location("Deciding", waiting=Waiting.COMMITTED)
        self._template.transition(first, passing, label=DECIDES)
        self._template.transition(first, armed, update=[assigned(self._flag, True)], label=DECIDES)
        self._template.finished(first)

    def _choose_at(self, one: Passage, passing: str, armed: str) -> None:
        """They let a message pass, and make up their mind about the next."""
        heard, about = self._heard(one), self._about(one)
        self._template.transition(passing, passing, synchronisation=heard, elements=about, label=DECIDES)
        self._template.transition(
            passing,
            armed,
            self._budget.left(),
            heard,
            [assigned(self._flag, True)],
            about,
            label=DECIDES,
        )

    def _after(
        self, one: Passage, source: str, passing: str, armed: str, synchronisation: str, label: str
    ) -> None:
        """They have acted, and let the next message pass, or not."""
        about, spent = self._about(one), self._budget.spent
        self._template.transition(
            source,
            passing,
            synchronisation=synchronisation,
            update=[assigned(self._flag, False), *spent],
            elements=about,
            label=label,
        )
        self._template.transition(
            source, armed, self._budget.left(1), synchronisation, spent, about, label=label
        )

    def _let_arrive(
        self,
        one: Passage,
        source: str,
        target: str,
        label: str,
        guard: Expression = tree.Truth(True),  # noqa: B008 - frozen
        update: list[Expression] | None = None,
    ) -> None:
        channel = f"{self._spelling.channels[one.forged]}!"
        self._template.transition(source, target, guard, channel, update or [], self._about(one), str(label))

    def _timed(self) -> tuple[str, Expression]:
        """A clock and the bound on it, where the attack says how long it may take."""
        if self._attack.delay is None:
            return "", tree.Truth(True)
        clock = self._inner.give("x", "x")
        self._template.declarations.append(declared(f"clock {clock};", _("how long it has lasted")))
        about = self._template.elements
        self._template.draft.note(
            Part.CLOCK, f"{self._template.name}.{clock}", Origin.ATTACK, about, self._template.name
        )
        return clock, compared(clock, "<=", self._spelling.units(self._attack.delay))

    def _location(
        self,
        name: str,
        limit: Expression = tree.Truth(True),  # noqa: B008 - frozen
        about: Id | None = None,
        waiting: Waiting = Waiting.NORMAL,
    ) -> str:
        further = (about,) if about is not None else ()
        return self._template.location(
            self._inner.give(name, "Location"), waiting=waiting, invariant=limit, further=further
        )

    def _declare(self, text: str, name: str) -> None:
        template = self._template
        template.declarations.append(text)
        template.draft.note(
            Part.VARIABLE, f"{template.name}.{name}", Origin.ATTACK, template.elements, template.name
        )

    def _sent(self) -> Iterator[Passage]:
        """The messages that are sent at all."""
        yield from (one for one in self._messages if one.channel is not None)

    def _heard(self, one: Passage) -> str:
        assert one.channel is not None
        return f"{self._spelling.channels[one.channel]}?"

    def _about(self, one: Passage) -> tuple[Id, ...]:
        assert self._attack.connector is not None
        return (self._attack.connector.id, one.forged.event)

    def _event(self, one: Passage) -> str:
        event = self._snapshot.find(Event, one.forged.event)
        return event.name if event else ""
