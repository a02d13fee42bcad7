"""Propositions whose binding is broken, contradictory, or of no use."""

import re
from collections import defaultdict
from collections.abc import Collection, Iterator
from dataclasses import dataclass

from core.ground.diagnostic import Severity
from core.ground.words import _, deferred
from core.model import (
    Binding,
    ClockVariable,
    Element,
    Location,
    Proposition,
    Snapshot,
    StateMachine,
    Timer,
    Variable,
)
from core.requirements.phrases import normalise
from core.requirements.wording import identifier


@dataclass(frozen=True, slots=True)
class Fault:
    """One fault of a proposition; `kind` is one of those of `bartizan requirements check`."""

    proposition: Proposition
    kind: str
    code: str
    message: str
    hint: str
    severity: Severity = Severity.ERROR


_NAME = re.compile(r"[A-Za-z_]\w*(?:\s*\.\s*[A-Za-z_]\w*)?", re.ASCII)
_WORDS_OF_UPPAAL = frozenset({"and", "or", "not", "imply", "true", "false"})
_BOUND = {
    Binding.STATE: deferred("a state"),
    Binding.EXPRESSION: deferred("an expression"),
    Binding.EVENT: deferred("an event"),
}
_UNITS = frozenset({"ns", "us", "ms", "s", "min", "h", "d"})


def broken(snapshot: Snapshot, used: Collection[str]) -> Iterator[Fault]:
    """The faults of all propositions. `used` are the normalised phrases that requirements have."""
    names = _names(snapshot)
    for proposition in snapshot.of(Proposition):
        yield from _binding_faults(snapshot, proposition, names)
        if proposition.confirmed_by and normalise(proposition.name) not in used:
            yield Fault(
                proposition,
                "incomplete",
                "proposition-unused",
                _("No requirement has the phrase “{phrase}”").format(phrase=proposition.name),
                _("Remove the binding, or name it as the requirement has it now."),
                Severity.WARNING,
            )
    yield from _rivals(snapshot)


def _binding_faults(snapshot: Snapshot, proposition: Proposition, names: frozenset[str]) -> Iterator[Fault]:
    name = proposition.name
    stated = {
        Binding.STATE: bool(proposition.locations),
        Binding.EXPRESSION: bool(proposition.expression.strip()),
        Binding.EVENT: proposition.event is not None,
    }
    if proposition.binding is Binding.NONE:
        if proposition.confirmed_by:
            yield Fault(
                proposition,
                "incomplete",
                "proposition-empty",
                _("“{phrase}” is confirmed, but bound to nothing").format(phrase=name),
                _("Choose a state, an event or an expression."),
            )
        return
    if not stated[proposition.binding]:
        yield Fault(
            proposition,
            "incomplete",
            "proposition-empty",
            _("“{phrase}” is bound to {kind}, but none is named").format(
                phrase=name, kind=_BOUND[proposition.binding]()
            ),
            _("What it was bound to may have been removed: choose anew."),
        )
    others = [_BOUND[kind]() for kind, given in stated.items() if given and kind is not proposition.binding]
    if others:
        yield Fault(
            proposition,
            "incomplete",
            "proposition-contradictory",
            _("“{phrase}” is bound to {kind}, yet names {others} too").format(
                phrase=name, kind=_BOUND[proposition.binding](), others=", ".join(others)
            ),
            _("Keep one of them."),
        )
    if proposition.binding is Binding.STATE and _always(snapshot, proposition):
        yield Fault(
            proposition,
            "vacuity",
            "proposition-constant",
            _("“{phrase}” is bound to every location of its machine, so it is always true").format(
                phrase=name
            ),
            _("Leave out the locations in which it does not hold."),
            Severity.WARNING,
        )
    if proposition.binding is Binding.EXPRESSION and stated[Binding.EXPRESSION]:
        yield from _expression_faults(proposition, names)


def _always(snapshot: Snapshot, proposition: Proposition) -> bool:
    """Whether the locations are all that some machine has: it is always in one of them."""
    chosen = set(proposition.locations)
    owners = {location.owner for location in snapshot.of(Location) if location.id in chosen}
    return any(
        chosen.issuperset(location.id for location in snapshot.owned(machine, Location)) for machine in owners
    )


def _expression_faults(proposition: Proposition, names: frozenset[str]) -> Iterator[Fault]:
    expression = proposition.expression
    if expression.count("(") != expression.count(")"):
        yield Fault(
            proposition,
            "incomplete",
            "proposition-expression",
            _("“{expression}” has brackets that are not closed").format(expression=expression),
            _("Close each bracket."),
        )
    for match in _NAME.finditer(expression):
        name = "".join(match[0].split())
        before = expression[: match.start()].rstrip()
        if name in _WORDS_OF_UPPAAL or name in names or (name in _UNITS and before[-1:].isdigit()):
            continue
        yield Fault(
            proposition,
            "incomplete",
            "proposition-unknown-name",
            _("Nothing in the behaviour is called “{name}”").format(name=name),
            _("Write Machine.variable or Machine.Location, with _ for blanks in names."),
        )


def _names(snapshot: Snapshot) -> frozenset[str]:
    """How expressions may name variables, clocks, timers and locations."""
    found: set[str] = set()
    for machine in snapshot.of(StateMachine):
        owned: tuple[Element, ...] = tuple(
            element
            for element in snapshot.owned(machine.id)
            if isinstance(element, Variable | ClockVariable | Timer | Location)
        )
        found |= {f"{identifier(machine.name)}.{identifier(element.name)}" for element in owned}
    return frozenset(found)


def _rivals(snapshot: Snapshot) -> Iterator[Fault]:
    """Confirmed propositions for a phrase that has another one with equal right."""
    same: dict[tuple[str | None, str], list[Proposition]] = defaultdict(list)
    for proposition in snapshot.of(Proposition):
        if proposition.confirmed_by and proposition.binding is not Binding.NONE:
            same[proposition.owner, normalise(proposition.name)].append(proposition)
    for _first, *others in same.values():
        for other in others:
            yield Fault(
                other,
                "incomplete",
                "proposition-rival",
                _("“{phrase}” has two confirmed bindings; the older one is used").format(phrase=other.name),
                _("Remove one, or give it to the one requirement it is meant for."),
            )
