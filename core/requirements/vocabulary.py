"""The words of a model's behaviour and glossary, gathered once for all the phrases that are compared."""

from collections import defaultdict
from dataclasses import dataclass

from core.ground.words import quoted
from core.model import (
    Actor,
    Component,
    DataStore,
    Element,
    Event,
    ExternalSystem,
    Location,
    Node,
    Snapshot,
    StateMachine,
    Term,
    Variable,
)
from core.requirements.phrases import normalise
from core.requirements.wording import all_stems, identifier, stems

_HOLDERS = (Component, Actor, ExternalSystem, DataStore, Node)


@dataclass(frozen=True, slots=True)
class Entry:
    """A location, event or variable: words of its own name, and of what it is part of.

    `inside` are the normalised names of its owners; `written` is its name in expressions.
    """

    element: Location | Event | Variable
    shown: str
    written: str
    own: frozenset[str]
    around: frozenset[str]
    inside: frozenset[str]


@dataclass(frozen=True, slots=True)
class Vocabulary:
    """Entries by each word of their names; terms of the glossary by their first, with what they stand for.

    `holders` are the normalised names of all that can have a behaviour, also where it has none; `actors`
    those of people.
    """

    by_word: dict[str, tuple[Entry, ...]]
    holders: frozenset[str]
    actors: frozenset[str]
    terms: dict[str, tuple[tuple[str, frozenset[str]], ...]]

    def meant(self, phrase: str) -> frozenset[str]:
        """The words of a normalised phrase, and those that its glossary terms stand for."""
        padded = f" {phrase} "
        likely = (term for word in dict.fromkeys(phrase.split(" ")) for term in self.terms.get(word, ()))
        return stems(phrase).union(*(words for name, words in likely if f" {name} " in padded))

    def entries(self, words: frozenset[str]) -> list[Entry]:
        """Entries that share a word of their own name, or two with what they are part of."""
        found = {entry.element.id: entry for word in words for entry in self.by_word.get(word, ())}
        return [
            entry
            for _id, entry in sorted(found.items())
            if words & entry.own or len(words & entry.around) > 1
        ]


def vocabulary(snapshot: Snapshot) -> Vocabulary:
    """The words of the snapshot."""
    by_word: dict[str, list[Entry]] = defaultdict(list)
    elements: tuple[Location | Event | Variable, ...] = (
        *snapshot.of(Location),
        *snapshot.of(Event),
        *snapshot.of(Variable),
    )
    for element in elements:
        entry = _entry(snapshot, element)
        for word in entry.own | entry.around:
            by_word[word].append(entry)
    holders = {normalise(one.name) for kind in _HOLDERS for one in snapshot.of(kind)} - {""}
    entries = {word: tuple(found) for word, found in by_word.items()}
    actors = frozenset(normalise(one.name) for one in snapshot.of(Actor))
    return Vocabulary(entries, frozenset(holders), actors, _terms(snapshot))


def called(snapshot: Snapshot, element: Element) -> str:
    """Names from the outermost owner to the element, joined by dots.

    A machine that is the only one of its owner is left out: its name says what the owner's says.
    """
    around = [owner.name for owner in snapshot.owners(element) if not _alone(snapshot, owner)]
    return ".".join((*reversed(around), element.name))


def spelt(snapshot: Snapshot, element: Element) -> str:
    """The name of the element in expressions."""
    machine = snapshot.find(StateMachine, element.owner)
    name = identifier(element.name)
    return f"{identifier(machine.name)}.{name}" if machine else name


def _alone(snapshot: Snapshot, owner: Element) -> bool:
    """Whether the owner is a machine that belongs to an element with no other machine."""
    return (
        isinstance(owner, StateMachine)
        and owner.owner in snapshot
        and len(snapshot.owned(owner.owner, StateMachine)) == 1
    )


def _entry(snapshot: Snapshot, element: Location | Event | Variable) -> Entry:
    owners: list[Element] = [owner for owner in snapshot.owners(element) if owner.name]
    around = all_stems(owner.name for owner in owners)
    return Entry(
        element,
        quoted(called(snapshot, element)),
        spelt(snapshot, element),
        stems(element.name) or around,
        around,
        frozenset(normalise(owner.name) for owner in owners),
    )


def _terms(snapshot: Snapshot) -> dict[str, tuple[tuple[str, frozenset[str]], ...]]:
    found: dict[str, list[tuple[str, frozenset[str]]]] = defaultdict(list)
    for term in snapshot.of(Term):
        element = snapshot.get(term.refers_to)
        words = all_stems((term.name, element.name if element else ""))
        for name in map(normalise, (term.name, *term.synonyms)):
            if name:
                found[name.partition(" ")[0]].append((name, words))
    return {first: tuple(terms) for first, terms in found.items()}
