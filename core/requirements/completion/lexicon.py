"""The names of a project as they are written in requirements, gathered once for all that is typed."""

import re
from bisect import bisect_left
from collections import Counter, defaultdict
from collections.abc import Iterator, Mapping
from dataclasses import dataclass

from core.model import Boilerplate, Element, Location, Requirement, Snapshot, StateMachine, Term
from core.requirements.ears.verbs import VERBS
from core.requirements.nouns import class_of
from core.requirements.ontology import CLASSES, is_a
from core.requirements.sentence import parse


@dataclass(frozen=True, slots=True)
class Name:
    """A name that can stand in a requirement.

    `ontology_class` is the class of what it names. `of` is the name of what a state belongs to.
    """

    text: str
    ontology_class: str
    of: str = ""

    @property
    def acts(self) -> bool:
        """Whether "shall" can be said of it."""
        return self.ontology_class in CLASSES and CLASSES[self.ontology_class].acts

    def is_a(self, wider: str) -> bool:
        """Whether what it names is of the class."""
        return is_a(self.ontology_class, wider)


@dataclass(frozen=True, slots=True)
class Lexicon:
    """Names by the beginnings of their words, verbs in the order of use, and whether nouns are typed."""

    names: tuple[Name, ...]
    verbs: tuple[str, ...]
    typed: bool
    _words: tuple[tuple[str, int], ...]
    _whole: tuple[tuple[str, int], ...]
    _states: Mapping[str, tuple[int, ...]]
    own: tuple[Boilerplate, ...] = ()
    """The project's own boilerplates."""

    def beginning(self, begun: str) -> Iterator[Name]:
        """The names of which a word begins so, the first word first; all where nothing is begun."""
        if not begun:
            yield from self.names
            return
        low = begun.casefold()
        found: dict[int, int] = {}
        for place in range(bisect_left(self._words, (low, -1)), len(self._words)):
            word, number = self._words[place]
            if not word.startswith(low):
                break
            first = self.names[number].text.casefold().startswith(low)
            found[number] = min(found.get(number, 2), 0 if first else 1)
        yield from (
            self.names[number] for number in sorted(found, key=lambda number: (found[number], number))
        )

    def prefixed(self, begun: str) -> list[Name]:
        """The names that begin with these words and go on."""
        low = begun.casefold()
        first = bisect_left(self._whole, (low, -1))
        found = []
        for place in range(first, min(first + _MOST_PREFIXED, len(self._whole))):
            name, number = self._whole[place]
            if not name.startswith(low):
                break
            if name != low:
                found.append(number)
        return [self.names[number] for number in sorted(found)]

    def states(self, owner: str) -> Iterator[Name]:
        """The states of what is called so."""
        yield from (self.names[number] for number in self._states.get(owner.casefold(), ()))


_INNER = frozenset({"state machine", "clock", "timer", "edge", "link"})
"""Kinds whose names are seldom those of anything that a requirement speaks of."""
_SPOKEN_OF = frozenset({kind for one in CLASSES.values() for kind in one.kinds}) - _INNER
READ = frozenset({kind for one in CLASSES.values() for kind in one.kinds}) | {
    "requirement",
    "term",
    "boilerplate",
}
"""The kinds that a lexicon is made from, and what its typed nouns can mean."""
_SHORTEST = 2
_MOST_PREFIXED = 200
"""Names that are looked at of those that begin alike."""
_USUAL = ("open", "close", "start", "stop", "set", "send", "show", "log", "raise", "reject", "enter", "keep")
"""Verbs to begin with where a project has none yet."""


def lexicon(snapshot: Snapshot) -> Lexicon:
    """The names of the snapshot: what is drawn, its states and events, and the glossary with its synonyms.

    Those come first that its requirements use most.
    Verbs are those that its requirements use most, then the other known ones.
    """
    found: dict[tuple[str, str], Name] = {}
    for name in _names(snapshot):
        if name.text.strip():
            found.setdefault((name.text.casefold(), name.ontology_class), name)
    requirements = snapshot.of(Requirement)
    used = _used(requirements, frozenset(name.text.casefold() for name in found.values()))
    names = tuple(sorted(found.values(), key=lambda name: -used[name.text.casefold()]))
    words: list[tuple[str, int]] = []
    states: dict[str, list[int]] = defaultdict(list)
    for number, name in enumerate(names):
        words += ((word, number) for word in name.text.casefold().replace("-", " ").split())
        if name.of:
            states[name.of.casefold()].append(number)
    return Lexicon(
        names,
        _verbs(requirements, snapshot.of(Boilerplate)),
        any('":' in one.text or parse(one.text).language == "resa" for one in requirements[:_SOME]),
        tuple(sorted(words)),
        tuple(sorted((name.text.casefold(), number) for number, name in enumerate(names))),
        {owner: tuple(numbers) for owner, numbers in states.items()},
        snapshot.of(Boilerplate),
    )


_LONGEST = 6
"""Words of the longest names that are counted."""
_SOME = 50
"""Requirements that are looked at to tell whether a project types its nouns."""


def _used(requirements: tuple[Requirement, ...], names: frozenset[str]) -> Counter[str]:
    """How often the requirements have each name."""
    found: Counter[str] = Counter()
    longest = max((name.count(" ") + 1 for name in names), default=0)
    for requirement in requirements:
        words = re.findall(r"[\w-]+", requirement.text.casefold())
        for first in range(len(words)):
            for count in range(1, min(longest, _LONGEST) + 1):
                said = " ".join(words[first : first + count])
                if first + count <= len(words) and said in names:
                    found[said] += 1
    return found


def _names(snapshot: Snapshot) -> Iterator[Name]:
    for element in snapshot:
        if element.kind not in _SPOKEN_OF or len(element.name) < _SHORTEST:
            continue
        owner = _owner_of_state(snapshot, element) if isinstance(element, Location) else ""
        yield Name(element.name, class_of(element), owner)
    for term in snapshot.of(Term):
        meant = snapshot.get(term.refers_to)
        for said in (term.name, *term.synonyms):
            yield Name(said, class_of(meant) if meant is not None else "entity")


def _owner_of_state(snapshot: Snapshot, location: Location) -> str:
    """The name of what has the machine of the location."""
    machine = snapshot.find(StateMachine, location.owner)
    owner: Element | None = snapshot.get(machine.owner) if machine else None
    return owner.name if owner is not None else machine.name if machine else ""


def _verbs(requirements: tuple[Requirement, ...], own: tuple[Boilerplate, ...]) -> tuple[str, ...]:
    used: Counter[str] = Counter()
    for requirement in requirements:
        for response in parse(requirement.text, own).slots.responses:
            word = response.text.split(None, 1)[0].lower()
            used[word] += word.isalpha()
    often = [verb for verb, count in used.most_common() if count]
    return tuple(dict.fromkeys((*often, *_USUAL, *sorted(VERBS))))
