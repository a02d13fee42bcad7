"""What each requirement speaks of: by what its phrases and nouns are bound to, by its links, by names.

Names count so that nobody is told that a requirement is silent about something that it calls by name.
"""

import re
from collections import defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache

from core.model import (
    Binding,
    Boilerplate,
    ClockVariable,
    Connector,
    Element,
    Event,
    Id,
    Language,
    Location,
    Port,
    Proposition,
    Requirement,
    Snapshot,
    StateMachine,
    Timer,
    Variable,
)
from core.model.reading import spelt
from core.model.substance import links_at
from core.requirements.calling import Calls
from core.requirements.nouns import Names, Standing, meaning, names, typed_nouns
from core.requirements.offers import offers
from core.requirements.phrases import Phrase, phrases
from core.requirements.propositions import Confirmed, bound, confirmed, unbound
from core.requirements.sentence import parse
from core.requirements.vocabulary import vocabulary

Readable = Mapping[tuple[str, str], tuple[Element, ...]]
"""What expressions can name, by the name before the dot, empty for none, and the name after it."""

PATH = re.compile(r"\w+(?:\s*\.\s*\w+)*")
_PARTS = (Location, Variable, ClockVariable, Timer)


@dataclass(frozen=True, slots=True)
class Understood:
    """Whether a sentence parses, its phrases, and the system that it demands something of."""

    parses: bool
    phrases: tuple[Phrase, ...]
    system: str


def spoken_of(snapshot: Snapshot) -> dict[Id, frozenset[Id]]:
    """The elements that each requirement speaks of, by the id of the requirement."""
    requirements = snapshot.of(Requirement)
    known, readable, calls = confirmed(snapshot), readable_in(snapshot), Calls(snapshot)
    typed = names(snapshot)
    return {one.id: frozenset(_of(snapshot, one, known, readable, typed, calls)) for one in requirements}


def bindings_of(
    requirement: Requirement, known: Confirmed, own: tuple[Boilerplate, ...]
) -> tuple[Proposition, ...]:
    """The confirmed propositions that the phrases of a requirement are bound to, each once."""
    if requirement.language is Language.PLAIN:
        return ()
    pieces = (piece for phrase in understood(requirement.text, own).phrases for piece in phrase.pieces())
    found = (bound(requirement, piece, known) for piece in pieces)
    return tuple({one.proposition.id: one.proposition for one in found if one is not None}.values())


@lru_cache(maxsize=8192)
def understood(text: str, own: tuple[Boilerplate, ...]) -> Understood:
    """What a sentence is understood as, in the boilerplates of its project too; read once for all who ask."""
    parsed = parse(text, own)
    system = parsed.slots.system
    return Understood(parsed.ok, phrases(parsed), system.text if system else "")


def perhaps_spoken_of(
    snapshot: Snapshot, known: Confirmed, readable: Readable, spoken: Mapping[Id, frozenset[Id]]
) -> frozenset[Id]:
    """What requirements may speak of: nobody knows, so nobody is told that they do not.

    It is on offer for a phrase that is not bound yet, or its name is one word that a text has in another
    form, as "approves" is one of `approve`, beside what it belongs to. `spoken` is what `spoken_of` gave.
    """
    words, calls, own = vocabulary(snapshot), Calls(snapshot), snapshot.of(Boilerplate)
    found: set[Id] = set()
    for requirement in snapshot.of(Requirement):
        found |= calls.perhaps(snapshot, requirement.text, spoken[requirement.id])
        if requirement.language is Language.PLAIN:
            continue
        read = understood(requirement.text, own)
        for phrase in read.phrases:
            for missing in unbound(requirement, phrase, known):
                for offer in offers(snapshot, missing, read.system, words):
                    found.update((*offer.locations, *((offer.event,) if offer.event is not None else ())))
                    found.update(part.id for part in read_in(offer.expression, readable))
    return frozenset(found)


def rests_on(snapshot: Snapshot, proposition: Proposition, readable: Readable) -> Iterator[Element]:
    """The locations, variables, clocks, timers or the event that a proposition is about."""
    if proposition.binding is Binding.STATE:
        yield from (snapshot[one] for one in proposition.locations if one in snapshot)
    elif proposition.binding is Binding.EVENT:
        event = snapshot.get(proposition.event)
        yield from () if event is None else (event,)
    elif proposition.binding is Binding.EXPRESSION:
        yield from read_in(proposition.expression, readable)


def readable_in(snapshot: Snapshot) -> Readable:
    """What expressions outside every machine can name: parts of machines, behind a machine's name or alone.

    A machine is also known by the name of what it belongs to.
    """
    found: dict[tuple[str, str], dict[Id, Element]] = defaultdict(dict)
    for machine in snapshot.of(StateMachine):
        holder = snapshot.get(machine.owner)
        around = {"", spelt(machine.name), spelt(holder.name) if holder is not None else ""}
        for part in snapshot.owned(machine.id):
            if isinstance(part, _PARTS):
                for before in around:
                    found[before, spelt(part.name)][part.id] = part
    return {name: tuple(parts.values()) for name, parts in found.items()}


def read_in(expression: str, readable: Readable) -> Iterator[Element]:
    """The elements that an expression names, as it is read outside every machine."""
    for path in PATH.findall(expression):
        *before, last = (spelt(part) for part in path.split("."))
        yield from readable.get((before[-1] if before else "", last), ())


def same_events(snapshot: Snapshot, event: Event) -> frozenset[Id]:
    """The event, and those of its name at the other ends of the connectors at its port or its owner."""
    port = snapshot.find(Port, event.owner)
    found = {event.id}
    if port is None or not event.name.strip():
        return frozenset(found)
    here = (port.id, *((port.owner,) if port.owner is not None else ()))
    for connector in {line for end in here for line in snapshot.uses(end, Connector)}:
        for end in {connector.source, connector.target} - set(here):
            ports = [end] if snapshot.find(Port, end) else [one.id for one in snapshot.owned(end, Port)]
            events = [other for at in ports for other in snapshot.owned(at, Event)]
            found.update(other.id for other in events if other.name == event.name)
    return frozenset(found)


def _of(
    snapshot: Snapshot,
    requirement: Requirement,
    known: Confirmed,
    readable: Readable,
    typed: Names,
    calls: Calls,
) -> Iterator[Id]:
    linked = {end for link in links_at(snapshot, requirement.id) for end in (link.source, link.target) if end}
    nouns = [
        element.id
        for noun in (typed_nouns(requirement.text) if ":" in requirement.text else ())
        if (meant := meaning(noun, typed)).standing is Standing.BOUND
        for element in meant.elements
    ]
    bindings = bindings_of(requirement, known, snapshot.of(Boilerplate))
    parts = [part for one in bindings for part in rests_on(snapshot, one, readable)]
    stated = {*linked, *nouns, *(part.id for part in parts)} - {requirement.id}
    holders = {above.id for part in parts for above in snapshot.owners(part)}
    stated |= holders
    yield from stated | calls.of(snapshot, requirement.text, stated)
