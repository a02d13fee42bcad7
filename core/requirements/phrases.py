"""The phrases of a requirement that need a meaning over the behaviour, and how they are compared."""

import re
from dataclasses import dataclass
from enum import StrEnum
from functools import lru_cache

from core.requirements.ears.masking import masked
from core.requirements.ontology import CLASSES
from core.requirements.slots import Parsed, Span


class Role(StrEnum):
    """Which slot a phrase stands in."""

    FEATURE = "feature"
    STATE = "state"
    TRIGGER = "trigger"
    UNWANTED = "unwanted"
    RESPONSE = "response"
    DEADLINE = "deadline"


@dataclass(frozen=True, slots=True)
class Phrase:
    """A piece of the sentence that a proposition may stand for; columns count in the sentence.

    `negated` says that a word outside the piece denies it ("shall not", "unless"). A piece that denies
    something itself, such as "the lamp is not ready", may also be bound by its opposite: `affirmed`
    is then the normalised "lamp is ready". With a `connective`, "and" or "or", the phrase may be
    bound as a whole or by its `parts`, which may be divided again.
    """

    role: Role
    text: str
    normalised: str
    column: int
    length: int
    negated: bool = False
    affirmed: str = ""
    connective: str = ""
    parts: tuple["Phrase", ...] = ()

    def pieces(self) -> tuple["Phrase", ...]:
        """The phrase, its parts, their parts, and so on."""
        return (self, *(piece for part in self.parts for piece in part.pieces()))


_CLASS = re.compile(rf"(?<=[\w\"”»]):(?:{'|'.join(CLASSES)})(?![\w-])")
_TYPED = re.compile(rf"""["“”„‟«»]([^"“”„‟«»]+)["“”„‟«»]{_CLASS.pattern}""")
_QUOTES = re.compile("[\"'“”‘’„‟«»`]")
_ARTICLE = re.compile(r"\b(?:the|a|an)\b(?!-)")
_LETTER_A = re.compile(r"(?<=\S )A\b(?!-)")
_LEADING = re.compile(r"^(?:(?:if|when|while|where|that|then|both|either)\s+)+")
_NOT_AHEAD = re.compile(r"\s*(?:not|never)\s+", re.IGNORECASE)
_NOT_INSIDE = re.compile(
    r"\b(is|are|was|were|has|have)\s+not\s+(?!yet\b|only\b|just\b|always\b|all\b)|\b(is|are|was|were)n[’']t\s+"
)
_JOINTS = {
    "or": re.compile(r",?\s+or\s+", re.IGNORECASE),
    "and": re.compile(r",?\s+and\s+(?!then\b)(?:also\s+)?", re.IGNORECASE),
}
_SPAN_BEGINS = re.compile(r"\bbetween\s+[-+]?[0-9][0-9.]*(?:\s*[^\s,]+)?$", re.IGNORECASE)
_SPAN_ENDS = re.compile(r"[-+]?[0-9]")


@lru_cache(maxsize=65536)
def normalise(phrase: str) -> str:
    """The phrase as phrases are compared: lower case, without articles, quotes, classes and needless blanks.

    Two phrases mean the same to Bartizan when they normalise to the same text; so this is the name
    of a proposition. Normalising twice changes nothing. The A of "valve A" is no article and stays.
    """
    while True:
        bare = " ".join(_QUOTES.sub("", _CLASS.sub("", phrase)).split())
        text = "A".join(piece.casefold() for piece in _LETTER_A.split(bare))
        text = _ARTICLE.sub(" ", _LEADING.sub("", text.strip(" ,;:.!?\t\n\r")))
        text = " ".join(text.split())
        if text == phrase:
            return text
        phrase = text


def spoken(phrase: str) -> str:
    """The phrase as one would say it: nouns without their class and its quotes, and no needless blanks."""
    return " ".join(_CLASS.sub("", _TYPED.sub(r"\1", phrase)).split())


def phrases(parsed: Parsed) -> tuple[Phrase, ...]:
    """Every phrase of the sentence, in the order in which they stand there."""
    slots = parsed.slots
    found = [
        *((Role.FEATURE, span) for span in slots.features),
        *((Role.STATE, span) for span in slots.states),
        *((Role.TRIGGER, span) for span in (slots.trigger,) if span),
        *((Role.UNWANTED, span) for span in (slots.unwanted,) if span),
    ]
    for response in slots.responses:
        found.append((Role.RESPONSE, response))
        bound = response.deadline.phrase if response.deadline else None
        if bound and (Role.DEADLINE, bound) not in found:
            found.append((Role.DEADLINE, bound))
    found.sort(key=lambda pair: pair[1].column)
    return tuple(phrase_of(role, span) for role, span in found)


def phrase_of(role: Role, span: Span) -> Phrase:
    """The phrase that stands in a slot."""
    return _divided(role, span.text, span.column, span.length, span.negated)


def _divided(role: Role, text: str, column: int, length: int, negated: bool) -> Phrase:
    mask = masked(text)
    for connective, joint in _JOINTS.items():
        cuts = [match.span() for match in joint.finditer(mask) if not _in_span(mask, *match.span())]
        places = [0, *(place for cut in cuts for place in cut), len(text)]
        pieces = list(zip(places[::2], places[1::2], strict=True))
        if len(pieces) > 1 and all(mask[begin:until].strip() for begin, until in pieces):
            parts = tuple(
                _divided(role, text[begin:until], column + begin, until - begin, False)
                for begin, until in pieces
            )
            return Phrase(role, text, normalise(text), column, length, negated, "", connective, parts)
    return Phrase(role, text, normalise(text), column, length, negated, normalise(_affirmed(text)))


def _in_span(mask: str, begin: int, until: int) -> bool:
    """Whether the joint between the columns stands between two numbers, as in "between 3 V and 5 V"."""
    return bool(_SPAN_BEGINS.search(mask[:begin]) and _SPAN_ENDS.match(mask[until:]))


def _affirmed(text: str) -> str:
    """What the phrase denies; nothing where it denies nothing."""
    opening = _LEADING.sub("", text.strip(" ,;"))
    ahead = _NOT_AHEAD.match(opening)
    if ahead:
        return opening[ahead.end() :]
    inside = _NOT_INSIDE.search(opening)
    if inside:
        verb = inside[1] or inside[2]
        return f"{opening[: inside.start()]}{verb} {opening[inside.end() :]}"
    return ""
