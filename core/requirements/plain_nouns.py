"""Nouns without a class, such as "the pump": what of a model they may mean, where it is not one thing alone.

A noun is the whole name of things, in the singular or plural, or the last words of their names: "the pump" of
an inlet pump and a dosing pump. What else the sentence says decides between them where it can.
"""

import re
from collections import defaultdict
from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass
from functools import lru_cache

from core.model import (
    Actor,
    Allocation,
    Asset,
    Bus,
    Component,
    Connector,
    DataStore,
    Element,
    ExternalSystem,
    Firmware,
    Id,
    Node,
    Snapshot,
    SystemOfInterest,
    Term,
    Zone,
)
from core.requirements.ears.masking import masked
from core.requirements.phrases import Phrase, normalise, phrases
from core.requirements.propositions import confirmed
from core.requirements.slots import Parsed, Span
from core.requirements.wording import stems

_KINDS = (SystemOfInterest, Component, DataStore, ExternalSystem, Actor, Node, Firmware, Bus, Asset, Zone)
"""What a noun can mean by itself; what is inside a machine has a phrase to itself, which is bound."""
READ = frozenset({"term", "proposition", "connector", "port", "allocation"} | {one.kind for one in _KINDS})
"""The kinds that `things` reads."""
_MOST = 5
"""Words of the longest names that are looked for."""

_DETERMINED = re.compile(r"\b(?:the|a|an|each|every|all|any|both|no|its|their)\s+(?=[^\W\d_])", re.IGNORECASE)
_WORD = re.compile(r"[^\W_][\w-]*")
_ENDING = (
    "a above after an and are at be been before below beside between by can cannot could during for from had"
    " has have if in inside into is it its may might must near never no nor not of off on onto or out over"
    " shall should so that the their then they this to too under unless until upon via was were when where"
    " whether which while who will with within without would again already"
)
_ENDS = frozenset(_ENDING.split())
"""Words that no longer belong to the noun in front of them."""


@dataclass(frozen=True, slots=True)
class PlainNoun(Span):
    """A noun in its place with its `name` in the singular, as names are compared.

    `beside` are the telling words of the rest of the sentence, `system` is what it demands something of, and
    `within` are the phrases that the noun stands in, as they are compared.
    """

    name: str = ""
    ontology_class: str = ""
    beside: frozenset[str] = frozenset()
    system: str = ""
    within: tuple[str, ...] = ()


@dataclass(frozen=True, slots=True)
class Things:
    """What plain nouns can mean.

    `called` are things by their whole names, `ending` by the last words of longer ones. `terms` are the terms
    of a word, `meant` what the glossary says that it means. `bound` are the phrases whose meaning somebody
    confirmed. `near` are the things that flows join to one, or that are one with it seen otherwise, and
    `around` the telling words of what a thing lies in.
    """

    called: Mapping[str, tuple[Element, ...]]
    ending: Mapping[str, tuple[Element, ...]]
    terms: Mapping[str, tuple[Term, ...]]
    meant: Mapping[str, tuple[Element, ...]]
    bound: frozenset[str]
    joined: Mapping[Id, frozenset[Id]]
    same: Mapping[Id, frozenset[Id]]
    around: Mapping[Id, frozenset[str]]

    def knows(self, name: str) -> bool:
        """Whether something is called so, wholly or by its last words."""
        return name in self.called or name in self.terms or len(self.ending.get(name, ())) > 1


def things(snapshot: Snapshot) -> Things:
    """What plain nouns can mean in the model."""
    called: dict[str, list[Element]] = defaultdict(list)
    ending: dict[str, list[Element]] = defaultdict(list)
    around: dict[Id, frozenset[str]] = {}
    for element in (one for kind in _KINDS for one in snapshot.of(kind)):
        name = normalise(element.name)
        if not name:
            continue
        called[name].append(element)
        words = name.split(" ")
        for first in range(1, len(words)):
            ending[" ".join(words[first:])].append(element)
        inside = [owner.name for owner in snapshot.owners(element)]
        zone = snapshot.get(getattr(element, "zone", None))
        around[element.id] = stems(" ".join((*inside, zone.name if zone else "")))
    terms: dict[str, list[Term]] = defaultdict(list)
    meant: dict[str, dict[Id, Element]] = defaultdict(dict)
    for term in snapshot.of(Term):
        target = snapshot.get(term.refers_to)
        for name in dict.fromkeys(map(normalise, (term.name, *term.synonyms))):
            terms[name].append(term)
            if target is not None:
                meant[name][target.id] = target
    return Things(
        {name: tuple(found) for name, found in called.items()},
        {name: tuple(found) for name, found in ending.items()},
        {name: tuple(found) for name, found in terms.items()},
        {name: tuple(found.values()) for name, found in meant.items()},
        frozenset(name for _owner, name in confirmed(snapshot)),
        _joined(snapshot),
        _same(snapshot),
        around,
    )


def plain_nouns(parsed: Parsed, known: Things) -> Iterator[PlainNoun]:
    """The nouns of a sentence that the model knows, each the longest of its place; none in quotes."""
    text = parsed.text
    mask = masked(text)
    system = parsed.slots.system
    named = normalise(system.text) if system else ""
    pieces = [piece for phrase in phrases(parsed) for piece in phrase.pieces()]
    for match in _DETERMINED.finditer(mask):
        start = match.end()
        within = tuple(_around(pieces, start))
        subject = system is not None and system.column - 1 <= start < system.column - 1 + system.length
        found = _longest(mask, start, known) if within or subject else None
        if found is not None:
            name, end = found
            rest = stems(f"{text[:start]} {text[end:]}")
            yield PlainNoun(
                text[start:end],
                start + 1,
                end - start,
                name=name,
                beside=rest,
                system=named,
                within=within,
            )


def candidates(noun: PlainNoun, known: Things) -> tuple[Element, ...]:
    """The things, or terms, that the noun may mean; one alone where it is clear, or somebody has said so."""
    meant = known.meant.get(noun.name, ())
    terms = known.terms.get(noun.name, ())
    if meant or terms:
        return meant if meant else terms
    found = known.called.get(noun.name, ())
    if not found and noun.name != noun.system:
        found = known.ending.get(noun.name, ())
    found = tuple(_apart(found, known))
    if len(found) < 2 or any(name in known.bound for name in noun.within):
        return found[:1]
    for likely in (_told(noun, found, known), _joined_to(noun, found, known)):
        if len(likely) == 1:
            return likely
    return found


def _longest(mask: str, start: int, known: Things) -> tuple[str, int] | None:
    """The longest name that stands there and ends there, in the singular, and where it ends."""
    words: list[tuple[int, int]] = []
    place = start
    while len(words) < _MOST + 1 and (match := _WORD.match(mask, place)):
        words.append(match.span())
        place = match.end()
        if mask[place : place + 1] != " ":
            break
        place += 1
    for count in range(min(len(words), _MOST), 0, -1):
        end = words[count - 1][1]
        following = mask[slice(*words[count])] if count < len(words) else ""
        if following and not _ends(following.casefold()):
            continue
        said = normalise(mask[start:end])
        name = next((one for one in _singular(said) if known.knows(one)), None)
        if name is not None:
            return name, end
    return None


@lru_cache(maxsize=4096)
def _ends(word: str) -> bool:
    """Whether the word begins something else than a further part of the noun in front of it."""
    # Rewriting reads the names of a project, of which these are some.
    from core.requirements.rewriting.inflection import BASES, base_of_participle, base_of_third_person

    return (
        word in _ENDS or word in BASES or bool(base_of_third_person(word)) or bool(base_of_participle(word))
    )


def _singular(name: str) -> Iterator[str]:
    yield name
    for ending, instead in (("ies", "y"), ("es", ""), ("s", "")):
        if name.endswith(ending) and len(name) > len(ending) + 2:
            yield name.removesuffix(ending) + instead


def _around(pieces: Iterable[Phrase], start: int) -> Iterator[str]:
    for piece in pieces:
        if piece.column - 1 <= start < piece.column - 1 + piece.length:
            yield piece.normalised
            if piece.affirmed:
                yield piece.affirmed


def _apart(found: tuple[Element, ...], known: Things) -> Iterator[Element]:
    """Of things that are one seen twice, such as a component and the device that it runs on, the first."""
    taken: set[Id] = set()
    for one in found:
        if taken.isdisjoint(known.same.get(one.id, ())):
            taken.add(one.id)
            yield one


def _told(noun: PlainNoun, found: tuple[Element, ...], known: Things) -> tuple[Element, ...]:
    """Those of which the rest of the sentence says another word of the name, or what they lie in."""
    own = stems(noun.name)
    common = frozenset.intersection(*(stems(one.name) for one in found)) | own

    def words(one: Element) -> frozenset[str]:
        return stems(one.name) - common or known.around.get(one.id, frozenset()) - own

    return tuple(one for one in found if words(one) & noun.beside)


def _joined_to(noun: PlainNoun, found: tuple[Element, ...], known: Things) -> tuple[Element, ...]:
    """Those that flows join to the system of the sentence, or that are it."""
    systems = {one.id for one in (*known.called.get(noun.system, ()), *known.meant.get(noun.system, ()))}
    near = systems.union(*(known.joined.get(one, frozenset()) for one in systems))
    return tuple(one for one in found if one.id in near)


def _joined(snapshot: Snapshot) -> dict[Id, frozenset[Id]]:
    joined: dict[Id, set[Id]] = defaultdict(set)
    for flow in snapshot.of(Connector):
        first, second = (_holder(snapshot, end) for end in (flow.source, flow.target))
        joined[first].add(second)
        joined[second].add(first)
    return {one: frozenset(others) for one, others in joined.items()}


def _holder(snapshot: Snapshot, end: Id) -> Id:
    element = snapshot.get(end)
    return element.owner if element is not None and element.kind == "port" and element.owner else end


def _same(snapshot: Snapshot) -> dict[Id, frozenset[Id]]:
    """What a thing is together with: its device, what it carries, and what it lies in or holds."""
    same: dict[Id, set[Id]] = defaultdict(set)
    pairs = [(one.component, one.node) for one in snapshot.of(Allocation)]
    pairs += [(asset.id, one) for asset in snapshot.of(Asset) for one in asset.carried_by]
    for kind in _KINDS:
        for element in snapshot.of(kind):
            above = (*(owner.id for owner in snapshot.owners(element)), getattr(element, "zone", None))
            pairs += [(element.id, one) for one in above if one]
    for first, second in pairs:
        same[first].add(second)
        same[second].add(first)
    return {one: frozenset(others) for one, others in same.items()}
