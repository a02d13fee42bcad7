"""Propositions and conditions over them, in the words of the document.

A condition *lasts* if it is about states alone: locations and variables. It is *instant* if it
cannot hold without an event: then it holds at the step at which the event happens, and what else it
says is about the state in which the event found the system, the one before the step. One of several
alternatives may last while another is instant; any other mixture says nothing definite.
"""

import re
from collections.abc import Callable, Iterator
from dataclasses import dataclass, field

from core.formal.condition import atoms
from core.formal.property import All, Any, Atom, Condition, Property
from core.ground.diagnostic import Diagnostic, Refused
from core.ground.words import _, quoted
from core.model import (
    Binding,
    Duration,
    Edge,
    Element,
    Event,
    Id,
    Location,
    Proposition,
    Snapshot,
    StateMachine,
    Variable,
)
from core.uppaal.generation.expression import Meaning, Phrase, both, either, negation
from core.uppaal.generation.scope import Vocabulary
from core.uppaal.generation.sorts import Use, phrase_of
from core.uppaal.generation.spelling import Spelling
from core.uppaal.language import expression as tree
from core.uppaal.language.expression import Expression
from core.uppaal.language.printing import print_expression


@dataclass(frozen=True, slots=True)
class Fact:
    """What a proposition stands on: locations, an expression, or an event; `denied` turns it round."""

    proposition: Proposition
    locations: tuple[Id, ...] = ()
    phrase: Phrase = field(default_factory=Phrase)
    event: Id | None = None
    event_names: tuple[str, ...] = ()
    """What the event is called, and with the owner of its port."""

    @property
    def denied(self) -> bool:
        """Whether the proposition holds where the binding does not."""
        return self.proposition.negated

    @property
    def watched(self) -> tuple[Id, ...]:
        """Locations and variables that it depends on."""
        return (*self.locations, *(element.id for element in self.phrase.elements))


def fact_of(snapshot: Snapshot, vocabulary: Vocabulary, proposition_id: Id) -> Fact:
    """What the proposition stands on; Refused with the reason where that is nothing definite."""
    proposition = snapshot.find(Proposition, proposition_id)
    if proposition is None:
        raise Refused(Diagnostic("proposition-missing", _("A proposition of it is no longer in the model")))
    if proposition.binding is Binding.STATE:
        known = [one for one in proposition.locations if snapshot.find(Location, one)]
        if known:
            return Fact(proposition, locations=tuple(known))
    event = snapshot.find(Event, proposition.event)
    if proposition.binding is Binding.EVENT and event is not None:
        port = snapshot.get(event.owner)
        owner = snapshot.get(port.owner) if port is not None else None
        names = (event.name, f"{owner.name if owner is not None else ''} {event.name}")
        return Fact(proposition, event=event.id, event_names=names)
    if proposition.binding is Binding.EXPRESSION and proposition.expression.strip():
        try:
            return Fact(proposition, phrase=phrase_of(proposition.expression, Use.PROPOSITION, vocabulary))
        except Refused as refused:
            raise Refused(*(_in_phrase(proposition, one) for one in refused.diagnostics)) from None
    raise Refused(
        Diagnostic(
            "proposition-unbound",
            _("The phrase “{phrase}” is bound to nothing").format(phrase=proposition.name),
            hint=_("Bind it to locations, an expression or an event."),
        )
    )


def _in_phrase(proposition: Proposition, wrong: Diagnostic) -> Diagnostic:
    message = _("The phrase “{phrase}” is bound to “{expression}”: {message}").format(
        phrase=proposition.name, expression=proposition.expression, message=wrong.message
    )
    return Diagnostic(
        wrong.code, message, None, wrong.line, wrong.column, wrong.length, wrong.hint, wrong.example
    )


@dataclass(slots=True)
class Watch:
    """What observers look at: it decides which steps tell them, and which flags the machines keep."""

    spelling: Spelling
    facts: dict[Id, Fact]
    flags: dict[Id, str] = field(default_factory=dict)
    """The flag of each location that an observer looks at."""
    variables: set[Id] = field(default_factory=set)
    events: dict[Id, str] = field(default_factory=dict)
    """The flag of each event; it is true while the step in which the event happened is told."""
    memories: dict[str, tuple[str, Expression]] = field(default_factory=dict)
    """For each condition whose earlier value is asked for, its flag and the condition."""

    def lasting(self, condition: Condition) -> bool:
        """Whether the condition is about states alone."""
        return all(self.facts[atom.proposition].event is None for atom in atoms(condition))

    def instant(self, condition: Condition) -> bool:
        """Whether the condition cannot hold without an event."""
        if isinstance(condition, Atom):
            fact = self.facts[condition.proposition]
            return fact.event is not None and fact.denied == condition.negated
        together = any if isinstance(condition, All) else all
        return bool(condition.parts) and together(self.instant(part) for part in condition.parts)

    def asked(self, condition: Condition) -> Expression:
        """A lasting condition as a query asks it, over the locations themselves."""
        return self._rendered(condition, self.spelling.located, observed=False)

    def now(self, condition: Condition) -> Expression:
        """A lasting condition as an observer sees it after the step that it is told of."""
        return self._rendered(condition, self._flag, observed=True)

    def before(self, condition: Condition) -> Expression:
        """A lasting condition as it was before the step; false before the run began."""
        expression = self.now(condition)
        if isinstance(expression, tree.Truth):
            return expression
        return self._memory(expression)

    def at(self, condition: Condition) -> Expression:
        """An instant condition at the step that the observer is told of."""
        if isinstance(condition, Atom):
            fact = self.facts[condition.proposition]
            if fact.event is None:
                return self.before(condition)
            happened: Expression = tree.Name(self._event(fact.event, fact.event_names))
            return happened if fact.denied == condition.negated else negation(happened)
        if self.lasting(condition):
            return self.before(condition)
        parts = [self.at(part) for part in condition.parts]
        return both(*parts) if isinstance(condition, All) else either(*parts)

    def met(self, condition: Condition, state: Condition | None = None) -> Expression:
        """The condition at this step: an instant one while `state` held, a lasting one where it holds."""
        return self._each(
            condition,
            lambda lasting: self.now(_with(lasting, state)),
            lambda instant: both(self.at(instant), self.before(state) if state else tree.Truth(True)),
        )

    def raised(self, condition: Condition, state: Condition | None = None) -> Expression:
        """The condition comes to hold: an event happens while `state` held, or both become true."""
        return self._each(
            condition,
            lambda lasting: both(
                self.now(_with(lasting, state)), negation(self.before(_with(lasting, state)))
            ),
            lambda instant: both(self.at(instant), self.before(state) if state else tree.Truth(True)),
        )

    def begun(self, condition: Condition, state: Condition | None = None) -> Expression:
        """The condition holds as the scope begins; an event that opened the scope came before it."""
        return self._each(
            condition, lambda lasting: self.now(_with(lasting, state)), lambda _instant: tree.Truth(False)
        )

    def needed(self) -> bool:
        """Whether anything is looked at."""
        return bool(self.flags or self.variables or self.events or self.memories)

    def _each(
        self,
        condition: Condition,
        lasting: Callable[[Condition], Expression],
        instant: Callable[[Condition], Expression],
    ) -> Expression:
        if self.lasting(condition):
            return lasting(condition)
        if self.instant(condition):
            return instant(condition)
        if isinstance(condition, Any):
            return either(*(self._each(part, lasting, instant) for part in condition.parts))
        names = ", ".join(quoted(self.facts[atom.proposition].proposition.name) for atom in atoms(condition))
        raise Refused(
            Diagnostic(
                "condition-mixed",
                _("The absence of an event is no event: {names} hold at no definite instant").format(
                    names=names
                ),
                hint=_("Bind the phrase to a location that the event leads to."),
            )
        )

    def _rendered(
        self, condition: Condition, spell_location: Callable[[Id], Expression], observed: bool
    ) -> Expression:
        if isinstance(condition, Atom):
            fact = self.facts[condition.proposition]
            expression = self._stated(fact, spell_location, observed)
            return expression if fact.denied == condition.negated else negation(expression)
        parts = [self._rendered(part, spell_location, observed) for part in condition.parts]
        return both(*parts) if isinstance(condition, All) else either(*parts)

    def _stated(self, fact: Fact, spell_location: Callable[[Id], Expression], observed: bool) -> Expression:
        if fact.locations:
            return either(*(spell_location(location) for location in fact.locations))

        def spell(meaning: Meaning | Duration) -> Expression:
            if isinstance(meaning, Location):
                return spell_location(meaning.id)
            if isinstance(meaning, Variable) and observed:
                self.variables.add(meaning.id)
            return self.spelling.spell(meaning)

        return fact.phrase.spelt(spell)

    def _flag(self, location: Id) -> Expression:
        if location not in self.flags:
            template, name = self.spelling.processes[location], self.spelling.locations[location]
            self.flags[location] = self.spelling.names.give(f"in {name}", "in", (f"in {template} {name}",))
        return tree.Name(self.flags[location])

    def _event(self, event: Id, names: tuple[str, ...]) -> str:
        if event not in self.events:
            first, *further = (f"{name} now" for name in names)
            self.events[event] = self.spelling.names.give(first, "event_now", further)
        return self.events[event]

    def _memory(self, expression: Expression) -> Expression:
        text = print_expression(expression)
        if text not in self.memories:
            short = text if len(text) <= 40 else f"condition {len(self.memories) + 1}"
            self.memories[text] = (self.spelling.names.give(f"was {short}", "was"), expression)
        return tree.Name(self.memories[text][0])


def _with(condition: Condition, state: Condition | None) -> Condition:
    return condition if state is None else All((condition, state))


def mentioned(p: Property) -> Iterator[Id]:
    """The propositions of all conditions of a property."""
    for condition in p.conditions:
        yield from (atom.proposition for atom in atoms(condition))


def machines_of(snapshot: Snapshot, p: Property) -> list[Id]:
    """The state machines that the propositions of a property stand on, in the order of their ids."""
    found: set[Id | None] = set()
    for proposition_id in mentioned(p):
        proposition = snapshot.find(Proposition, proposition_id)
        if proposition is None:
            continue
        elements: list[Element | None] = [snapshot.get(one) for one in proposition.locations]
        if proposition.event is not None:
            elements += snapshot.uses(proposition.event, Edge)
        names = set(_NAME.findall(proposition.expression))
        elements += [one for one in snapshot.of(Variable) if one.name in names]
        found.update(one.owner for one in elements if one is not None)
    return sorted(one for one in found if one is not None and snapshot.find(StateMachine, one) is not None)


_NAME = re.compile(r"[^\W\d]\w*")
