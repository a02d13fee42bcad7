"""What stands at a place of a sentence: a keyword, a number with its unit, a noun, and the phrase around."""

import re
from collections.abc import Iterator
from dataclasses import dataclass
from enum import StrEnum

from core.ground.words import deferred
from core.requirements.ears.masking import evened
from core.requirements.nouns import Names, TypedNoun, typed_nouns
from core.requirements.phrases import Phrase, normalise, phrases
from core.requirements.resa.items import Item, items_of
from core.requirements.slots import Parsed


class Sort(StrEnum):
    """What something in a sentence is."""

    KEYWORD = "keyword"
    MEASURE = "measure"
    NOUN = "noun"
    PHRASE = "phrase"


@dataclass(frozen=True, slots=True)
class Pointed:
    """Something in a sentence, from the character `start`, counted from 0, to before `end`.

    A noun has its `name`, and as a typed noun itself; a measure has its `unit`, a keyword its `meaning`.
    """

    sort: Sort
    start: int
    end: int
    text: str
    name: str = ""
    unit: str = ""
    meaning: str = ""
    noun: TypedNoun | None = None
    phrase: Phrase | None = None


def pointed(parsed: Parsed, place: int, known: Names | None = None) -> tuple[Pointed, ...]:
    """What stands at the place, the narrowest first: at most a word or noun, then the phrases around it.

    With the names of a project a noun may be several words that have no class.
    """
    return tuple(_pointed(parsed, place, known))


def noun_at(text: str, place: int, known: Names | None = None) -> Pointed | None:
    """The noun at the place: one with its class, else the longest name of the project, else the word."""
    for noun in typed_nouns(text):
        start = noun.column - 1
        if start <= place <= start + noun.length:
            return Pointed(Sort.NOUN, start, start + noun.length, noun.text, name=noun.name, noun=noun)
    words = [match.span() for match in _WORD.finditer(text)]
    here = next((number for number, (start, end) in enumerate(words) if start <= place <= end), None)
    if here is None:
        return None
    found = _longest(text, words, here, known) if known is not None else None
    start, end = found or words[here]
    said = text[start:end]
    return Pointed(Sort.NOUN, start, end, said, name=" ".join(said.split()))


def _pointed(parsed: Parsed, place: int, known: Names | None) -> Iterator[Pointed]:
    text = parsed.text
    item = next((one for one in items_of(evened(text)) if one.start <= place < one.end), None)
    found = _of_language(parsed, item) if item is not None else None
    if found is not None:
        yield found
        return
    noun = noun_at(text, place, known)
    if noun is not None and noun.start <= place < noun.end and (noun.noun or _knows(known, noun.name)):
        yield noun
    around = [piece for phrase in phrases(parsed) for piece in phrase.pieces()]
    for piece in sorted(around, key=lambda piece: piece.length):
        start = piece.column - 1
        if start <= place < start + piece.length:
            yield Pointed(Sort.PHRASE, start, start + piece.length, piece.text, phrase=piece)


def _of_language(parsed: Parsed, item: Item) -> Pointed | None:
    """The item as a word of the language; None where it is none, or is one only elsewhere."""
    said = parsed.text[item.start : item.end]
    if item.kind == "MEASURE" and item.match["unit"]:
        return Pointed(Sort.MEASURE, item.start, item.end, said, unit=item.match["unit"])
    if item.kind not in _MEANINGS:
        return None
    places = [(one.column, one.end) for one in parsed.keywords]
    bounds = [one.deadline for one in parsed.slots.responses if one.deadline is not None]
    places += [(one.column, one.end) for one in bounds]
    if not any(begin <= item.start + 1 and item.end + 1 <= end for begin, end in places):
        return None
    return Pointed(Sort.KEYWORD, item.start, item.end, said, meaning=_MEANINGS[item.kind]())


def _longest(text: str, words: list[tuple[int, int]], here: int, known: Names) -> tuple[int, int] | None:
    """The longest run of words around one that is a name of the project."""
    for count in range(_MOST, 0, -1):
        for first in range(max(here - count + 1, 0), here + 1):
            last = first + count - 1
            if last >= len(words):
                break
            start, end = words[first][0], words[last][1]
            if _is_known(text[start:end], known):
                return start, end
    return None


def _knows(known: Names | None, name: str) -> bool:
    return known is not None and _is_known(name, known)


def _is_known(name: str, known: Names) -> bool:
    """Whether the project has a name of just these words, without an article or keyword before them."""
    wanted = normalise(name)
    bare = " ".join(name.casefold().split())
    return wanted == bare and (wanted in known.terms or wanted in known.elements)


_MOST = 6
"""Words of the longest names that are looked for."""
_WORD = re.compile(r"[^\W_](?:[\w.'’-]*\w)?")
_MEANINGS = {
    "WHERE": deferred("Begins what the product must have: the demand holds only where it is fitted."),
    "WHILE": deferred("Begins a state: the demand holds as long as it lasts."),
    "WHEN": deferred("Begins the trigger: the demand holds each time that it happens."),
    "IF": deferred("Begins what is not wanted; “then” begins what is done about it."),
    "THEN": deferred("Begins what is done about what is not wanted."),
    "ELSE": deferred("Begins what holds in all other cases."),
    "SHALL": deferred("Begins what is demanded of the system in front of it."),
    "MODAL": deferred("Demands less clearly than “shall”."),
    "NOT": deferred("Denies what follows."),
    "AND": deferred("Joins: both are meant."),
    "OR": deferred("Joins: at least one is meant."),
    "WITHIN": deferred("Begins a deadline: it has happened by then at the latest, counted from the trigger."),
    "BETWEEN": deferred("Begins a deadline with an earliest and a latest time."),
    "FOR": deferred("Begins how long it lasts."),
    "EVERY": deferred("Begins how often it happens: once in each such time."),
    "DELAYED": deferred("Begins the time that passes first."),
    "IMMEDIATELY": deferred("At the same instant as the trigger."),
    "AFTER": deferred("Begins what must have happened before."),
    "BEFORE": deferred("Begins what must not have happened yet."),
    "UNTIL": deferred("Begins what ends it."),
    "UNLESS": deferred("Begins an exception: where it holds, nothing is demanded."),
}
