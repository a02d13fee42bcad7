"""What may come next at a place in a requirement, as far as it can be ended so that it parses.

Each kind of offer is tried first: with it and the shortest ending that its place needs the sentence must
parse without an error, or it is not offered.
"""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace
from functools import lru_cache
from itertools import chain

from core.model import Boilerplate
from core.requirements.completion.lexicon import Lexicon
from core.requirements.completion.offering import Asked, CompletionKind, Offered, offers, written
from core.requirements.completion.own import begun_shapes
from core.requirements.completion.where import Where, begun, where
from core.requirements.ears.labels import label_end
from core.requirements.ears.masking import evened
from core.requirements.ontology import CLASSES
from core.requirements.resa.items import items_of
from core.requirements.sentence import parse

MOST = 12
"""Offers at once."""


@dataclass(frozen=True, slots=True)
class Completion:
    """`text` in place of the characters from `start` to before `end`, counted from 0."""

    text: str
    kind: CompletionKind
    start: int
    end: int
    ontology_class: str = ""


_NOUN, _CONDITION = ("", " lid"), (" is shut", " lid is shut", "")
_IN_SLOT = {
    Where.BEGIN: _NOUN,
    Where.CONDITION: _CONDITION,
    Where.INSIDE: ("", " shut", " lid is shut", " lid"),
    Where.BEFORE_SYSTEM: _NOUN,
    Where.SYSTEM: _NOUN,
    Where.SHALL: ("", " the lid", " glow"),
    Where.ACTION: ("", " the lid", " lid"),
    Where.LATE: ("", " shut", " lid is shut", " lid"),
    Where.BOUND: ("", " s"),
    Where.NUMBER: ("",),
    Where.END: ("",),
}
"""What a slot of a shape may still need behind an offer."""
_MOST_TRIED = 8
"""Words at the end of a text that are looked at for the place from which it can be no requirement."""
_MOST_WORDS = 4
"""Words of a name that may be written in front of the one that is begun."""
_ENDINGS = {
    Where.BEGIN: (" the lid is shut, the lamp shall glow.", " shall glow.", " lid shall glow."),
    Where.CONDITION: (
        *(" is shut, the lamp shall glow.", " lid is shut, the lamp shall glow."),
        *(" is shut.", " lid is shut.", " the lid is shut, the lamp shall glow."),
    ),
    Where.INSIDE: (
        *(", the lamp shall glow.", " shut, the lamp shall glow.", " 5 s, the lamp shall glow."),
        *(" is shut, the lamp shall glow.", " the lid is shut, the lamp shall glow."),
    ),
    Where.BEFORE_SYSTEM: (
        *(" shall glow.", " the lid is shut, the lamp shall glow.", " the lamp shall glow."),
        " lid shall glow.",
    ),
    Where.SYSTEM: (" glow.", " shall glow."),
    Where.SHALL: (" the lid.", " glow."),
    Where.ACTION: (
        *(".", " the lid.", " 5 s.", " the lid is shut.", " log it.", " lid.", " 5 s later."),
        *(" 5 s and 9 s.", " 5 V and 9 V."),
    ),
    Where.LATE: (".", " shut.", " the lid is shut.", " is shut.", " lid is shut.", " log it.", " 5 s."),
    Where.BOUND: (".", " 5 s.", " 5 s later."),
    Where.NUMBER: (
        *(".", ", the lamp shall glow.", " and 900 s.", " and 900 s, the lamp shall glow.", " later."),
        *(" is shut, the lamp shall glow.", " 5 s, the lamp shall glow.", " log it.", " 5 s.", " lid."),
    ),
    Where.END: (" log it.", ".", " 900 s."),
}


def completions(text: str, place: int, known: Lexicon) -> list[Completion]:
    """What may be written at the place of the text, the likeliest first.

    What is begun there is completed, be it the second word of a name; behind a blank all that fits is
    offered.
    """
    *_steps, found = completing(text, place, known)
    return found or []


def completing(text: str, place: int, known: Lexicon) -> Iterator[list[Completion] | None]:
    """The same in steps, for whoever must not be kept waiting: None after each try, at last what there is.

    Trying takes as long as parsing the sentence does, which in a long one is too long for one go.
    """
    even = evened(text[:place])
    start = begun(even)
    if ":" in even[start:]:
        yield _classes(text, start, place)
        return
    asked = Asked(items_of(even[:start]), text[start:place], known)
    found = list(_names_begun(text, even, start, place, known))
    yield None
    seen = {one.text.casefold() for one in found}
    for one, endings, own in _fitting(text[:start], asked):
        if len(found) == MOST:
            break
        new = one.text.casefold() not in seen and _begins(one.text, asked.begun)
        if not new:
            continue
        for ending in endings:
            fits = _parses(text[:start], _tried(one), ending, own)
            yield None
            if fits:
                seen.add(one.text.casefold())
                said = _cased(one, text[:start])
                found.append(Completion(said, one.kind, start, place, one.ontology_class))
                break
    yield found


_Own = tuple[Boilerplate, ...]
_Fitting = tuple[Offered, tuple[str, ...], _Own]


def _fitting(before: str, asked: Asked) -> Iterator[_Fitting]:
    """What fits behind the text, with endings of which one completes the sentence, if it can be completed.

    The last of each are the boilerplates in which it is to be read.
    """
    shapes = begun_shapes(before, asked.known.own)
    inside = any(one.runs for one in shapes)
    at = where(asked.items)
    usual: Iterator[_Fitting] = iter(()) if inside else ((one, _ENDINGS[at], ()) for one in offers(at, asked))
    own = (
        (Offered(one.words, CompletionKind.KEYWORD), (one.ending,), (one.boilerplate,))
        for one in shapes
        if one.words
    )
    if not any(one.begun for one in shapes):
        # Nothing was said yet that only a shape has: the keywords of the languages come first.
        first, usual = _split_keywords(usual)
        yield from first
    yield from own
    yield from usual
    for one in shapes:
        if inside and not one.words:
            meant = replace(asked, items=items_of(one.meant))
            there = where(meant.items)
            for offered in offers(there, meant):
                yield offered, tuple(f"{more}{one.ending}" for more in _IN_SLOT[there]), (one.boilerplate,)


def _split_keywords(usual: Iterator[_Fitting]) -> tuple[list[_Fitting], Iterator[_Fitting]]:
    """The keywords that are offered first, and the rest."""
    first: list[_Fitting] = []
    for one in usual:
        if one[0].kind is not CompletionKind.KEYWORD:
            return first, chain((one,), usual)
        first.append(one)
    return first, iter(())


def stops(text: str) -> int | None:
    """From where on the text can begin no requirement, from 0; None where it can go on to be one."""
    ends = [match.end() for match in re.finditer(r"\S+", text)][-_MOST_TRIED:]
    for end in reversed(ends):
        if _goes_on(text[:end]):
            return None if end == ends[-1] else end + len(text[end:]) - len(text[end:].lstrip())
    return 0 if ends and len(ends) < _MOST_TRIED else (ends[0] if ends else None)


def _goes_on(text: str) -> bool:
    if text.endswith((".", "!", "?")):
        return parse(text).ok
    at = where(items_of(evened(text)))
    return parse(text).ok or _fits(text, "", at) or _fits(f"{text} ", "", at)


def _names_begun(text: str, even: str, start: int, place: int, known: Lexicon) -> list[Completion]:
    """Names of which more than one word is written already."""
    places = [match.start() for match in re.finditer(r"\S+", even[:start])][-_MOST_WORDS:]
    for begins in places:
        names = known.prefixed(text[begins:place])
        if names:
            said = (written(name, known.typed, article=True) for name in names[:MOST])
            return [
                Completion(one, CompletionKind.NAME, begins, place, name.ontology_class)
                for one, name in zip(said, names, strict=False)
                if _fits(text[:begins], "lid", where(items_of(even[:begins])))
            ]
    return []


def _begins(offered: str, typed: str) -> bool:
    """Whether what is begun begins the offer, or one of its words."""
    low, sought = offered.casefold(), typed.casefold().strip('"')
    words = (low, *low.split(), low.removeprefix("the "))
    return not sought or any(word.strip('"').startswith(sought) for word in words)


def _tried(one: Offered) -> str:
    """What stands for the offer when it is tried: names are all alike in this."""
    if one.kind is CompletionKind.VERB:
        return "open"
    named = one.kind in {CompletionKind.NAME, CompletionKind.STATE}
    if not named or one.text.startswith(("is ", "in ")):
        return one.text
    head, _colon, ontology_class = one.text.rpartition(":")
    if head and ontology_class in CLASSES:
        return '"lid":entity'
    return "the lid" if one.text.startswith("the ") else "lid"


def _fits(before: str, offered: str, at: Where) -> bool:
    """Whether the sentence with the offer can be ended so that it parses."""
    return any(_parses(before, offered, ending) for ending in _ENDINGS[at])


@lru_cache(maxsize=4096)
def _parses(before: str, offered: str, ending: str, own: _Own = ()) -> bool:
    return parse(f"{before}{offered}{ending}", own).ok


def _classes(text: str, start: int, end: int) -> list[Completion]:
    """The classes that a noun can have whose colon is written."""
    name, _colon, begun_class = text[start:end].rpartition(":")
    before = text[:start]
    at = where(items_of(evened(before)))
    named = [item.kind in {"WORD", "QUOTED"} for item in items_of(evened(name))]
    labelled = not (before.strip() or begun_class) and label_end(f"{name}: ") > 0
    if (
        named != [True]
        or labelled
        or not any(_parses(before, f"{name}:system", ending) for ending in _ENDINGS[at])
    ):
        return []  # the colon is that of a key, of a list or of a time
    return [
        Completion(f"{name}:{one}", CompletionKind.CLASS, start, end, one)
        for one in CLASSES
        if one.casefold().startswith(begun_class.casefold())
    ][:MOST]


def _cased(one: Offered, before: str) -> str:
    """The offer with a capital where it opens the sentence; a typed name keeps its letters."""
    if before.strip() or ":" in one.text or one.kind is CompletionKind.KEYWORD:
        return one.text
    return f"{one.text[:1].upper()}{one.text[1:]}"
