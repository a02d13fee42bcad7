"""What each requirement speaks of: by what its phrases and nouns are bound to, by its links, by names.

Names count so that nobody is told that a requirement is silent about something that it calls by name.
"""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from functools import lru_cache

from core.model import (
    Binding,
    ClockVariable,
    Component,
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
    Term,
    Timer,
    Variable,
    Zone,
)
from core.model.reading import spelt
from core.model.substance import links_at
from core.requirements.nouns import Names, Standing, meaning, names, typed_nouns
from core.requirements.phrases import Phrase, phrases
from core.requirements.propositions import Confirmed, bound, confirmed
from core.requirements.sentence import parse
from core.requirements.wording import stems, words_of

Readable = Mapping[tuple[str, str], tuple[Element, ...]]
"""What expressions can name, by the name before the dot, empty for none, and the name after it."""

PATH = re.compile(r"\w+(?:\s*\.\s*\w+)*")
_PARTS = (Location, Variable, ClockVariable, Timer)


def spoken_of(snapshot: Snapshot) -> dict[Id, frozenset[Id]]:
    """The elements that each requirement speaks of, by the id of the requirement."""
    requirements = snapshot.of(Requirement)
    known, readable, calls = confirmed(snapshot), readable_in(snapshot), _Calls(snapshot)
    typed = names(snapshot)
    return {one.id: frozenset(_of(snapshot, one, known, readable, typed, calls)) for one in requirements}


def bindings_of(requirement: Requirement, known: Confirmed) -> tuple[Proposition, ...]:
    """The confirmed propositions that the phrases of a requirement are bound to, each once."""
    if requirement.language is Language.PLAIN:
        return ()
    _parses, said = understood(requirement.text)
    pieces = (piece for phrase in said for piece in phrase.pieces())
    found = (bound(requirement, piece, known) for piece in pieces)
    return tuple({one.proposition.id: one.proposition for one in found if one is not None}.values())


@lru_cache(maxsize=8192)
def understood(text: str) -> tuple[bool, tuple[Phrase, ...]]:
    """Whether a sentence parses, and its phrases; read once for however often coverage is worked out."""
    parsed = parse(text)
    return parsed.ok, phrases(parsed)


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
    calls: "_Calls",
) -> Iterator[Id]:
    linked = {end for link in links_at(snapshot, requirement.id) for end in (link.source, link.target) if end}
    nouns = [
        element.id
        for noun in (typed_nouns(requirement.text) if ":" in requirement.text else ())
        if (meant := meaning(noun, typed)).standing is Standing.BOUND
        for element in meant.elements
    ]
    bindings = bindings_of(requirement, known)
    parts = [part for one in bindings for part in rests_on(snapshot, one, readable)]
    stated = {*linked, *nouns, *(part.id for part in parts)} - {requirement.id}
    holders = {above.id for part in parts for above in snapshot.owners(part)}
    stated |= holders
    yield from stated | calls.of(snapshot, requirement.text, stated)


class _Calls:
    """Which elements a text calls by their names, or by those of terms that mean them.

    Of a name of several telling words, such as stop_pump, it is enough that the text has them all.
    """

    def __init__(self, snapshot: Snapshot) -> None:
        self._by_first: dict[str, list[tuple[tuple[str, ...], Element]]] = defaultdict(list)
        self._by_stem: dict[str, list[tuple[frozenset[str], Element]]] = defaultdict(list)
        kinds: tuple[type[Element], ...] = (Component, Zone, *_WITHIN)
        for kind in kinds:
            for element in snapshot.of(kind):
                self._add(element.name, element)
        for term in snapshot.of(Term):
            meant = snapshot.get(term.refers_to)
            for name in (term.name, *term.synonyms) if meant is not None else ():
                self._add(name, meant)

    def of(self, snapshot: Snapshot, text: str, stated: Iterable[Id]) -> set[Id]:
        """What the text calls by name; what is inside a machine only beside the machine or its holder.

        `stated` is what the text speaks of anyway.
        """
        said = words_of(text)
        called = [
            element
            for place, word in enumerate(said)
            for name, element in self._by_first.get(word, ())
            if said[place : place + len(name)] == name
        ]
        telling = stems(text) if self._by_stem else frozenset[str]()
        called += [
            element
            for stem in telling
            for several, element in self._by_stem.get(stem, ())
            if several <= telling
        ]
        around = {*stated, *(one.id for one in called if not isinstance(one, _WITHIN))}
        return {
            one.id
            for one in called
            if not isinstance(one, _WITHIN) or any(above.id in around for above in snapshot.owners(one))
        }

    def _add(self, name: str, element: Element | None) -> None:
        words = words_of(name)
        if words and element is not None:
            self._by_first[words[0]].append((words, element))
            several = stems(name) if isinstance(element, _WITHIN) else frozenset[str]()
            if len(several) > 1:
                self._by_stem[min(several)].append((several, element))


_WITHIN: tuple[type[Element], ...] = (Location, Variable, Event)
