"""What fits at a place in a sentence, the likeliest first."""

from collections.abc import Callable, Iterator
from dataclasses import dataclass
from enum import StrEnum

from core.requirements.completion.lexicon import Lexicon, Name
from core.requirements.completion.where import Where
from core.requirements.ears.verbs import VERBS
from core.requirements.resa.items import Item


class CompletionKind(StrEnum):
    """What is offered."""

    KEYWORD = "keyword"
    NAME = "name"
    STATE = "state"
    VERB = "verb"
    UNIT = "unit"
    CLASS = "class"


@dataclass(frozen=True, slots=True)
class Offered:
    """Something that fits; with the class of what it names."""

    text: str
    kind: CompletionKind
    ontology_class: str = ""


@dataclass(frozen=True, slots=True)
class Asked:
    """What stands in front, and what is begun of the next word."""

    items: list[Item]
    begun: str
    known: Lexicon

    @property
    def last(self) -> str:
        """The last word in front in lower case; empty at the beginning."""
        return self.items[-1].text.lower() if self.items else ""

    @property
    def article(self) -> bool:
        """Whether an article stands right in front."""
        return bool(self.items) and self.items[-1].kind == "ARTICLE"

    @property
    def typed(self) -> bool:
        """Whether nouns are written with their classes here."""
        quoted = self.begun.startswith('"')
        return self.known.typed or quoted or any(item.kind == "TYPED" for item in self.items)


_RANK = {"WHERE": 0, "WHILE": 1, "WHEN": 2, "IF": 2}
_LEADS_TO_NOUN = frozenset({"to", "in", "on", "of", "from", "with", "by", "at", "into", "and", "or", "than"})
_AHEAD_OF_VERB = frozenset({"SHALL", "MODAL", "NOT", "ABLE", "AND"})
_UNITS = ("ms", "s", "min", "h", "d", "us", "ns")
_OPENS_TIME = frozenset({"WITHIN", "FOR", "EVERY", "DELAYED", "BETWEEN"})
_OF_DIMENSION = {
    "temperature": ("°C", "K"),
    "voltage": ("V", "mV", "kV"),
    "current": ("A", "mA"),
    "pressure": ("bar", "kPa", "mbar"),
    "speed": ("km/h", "m/s", "rpm"),
    "level": ("m", "cm", "%"),
    "flow": ("l/s", "l/min", "m³/h"),
    "frequency": ("Hz", "kHz"),
    "torque": ("Nm",),
    "force": ("N", "kN"),
    "power": ("W", "kW"),
    "distance": ("m", "mm", "km"),
    "slip": ("%",),
    "dose": ("mg/l", "ppm"),
    "chlorine": ("mg/l", "ppm"),
    "turbidity": ("NTU",),
    "mass": ("kg", "g"),
    "volume": ("l", "m³"),
    "illuminance": ("lx",),
    "noise": ("dB",),
}
"""Units of what is measured, by how its word begins; the usual first."""
_GOING_ON = {
    "at": ("least", "most"),
    "no": ("later than", "more than", "longer than"),
    "not": ("later than", "more than"),
    "later": ("than",),
    "more": ("than",),
    "less": ("than",),
    "longer": ("than",),
    "for": ("at least", "at most", "more than"),
    "able": ("to",),
}
"""What follows the first word of a phrase that the grammar has as one."""
_LESS_OFTEN = ("no later than", "between", "after", "for at least", "for at most", "at least", "in")
_LONGEST = 5
"""Words of the longest name that is looked for in front of its states."""


def offers(place: Where, asked: Asked) -> Iterator[Offered]:
    """What fits at the place."""
    yield from _AT[place](asked)


def _begin(asked: Asked) -> Iterator[Offered]:
    yield from _keywords("When", "While", "If", "Where", "The")
    yield from _names(asked, acting=True)
    yield from _keywords("Unless", "After")


def _condition(asked: Asked) -> Iterator[Offered]:
    yield from _article(asked)
    yield from _keywords("not")
    yield from _names(asked)


def _inside(asked: Asked) -> Iterator[Offered]:
    yield from _states(asked)
    yield from _going_on(asked)
    if asked.last in {"is", "are"}:
        yield from _keywords("in", "not")
    elif asked.last not in {"in", *_GOING_ON}:
        yield from _keywords("is", "is not", "exceeds", "falls below", "and", "or", "for at least")
        yield from _keywords("for", "in", "at least", "at most")
    yield from _article(asked)
    yield from _names(asked)


def _late(asked: Asked) -> Iterator[Offered]:
    yield from _inside(asked)
    yield from _keywords("and shall", "within")


def _going_on(asked: Asked) -> Iterator[Offered]:
    """The rest of a phrase of several words that is begun, such as the "least" of "at least"."""
    yield from _keywords(*_GOING_ON.get(asked.last, ()))


def _before_system(asked: Asked) -> Iterator[Offered]:
    kinds = [item.kind for item in asked.items]
    if "IF" in kinds and kinds[-1] == "COMMA":
        yield from _keywords("then")
    yield from _names(asked, acting=True)
    if max((_RANK.get(kind, 0) for kind in kinds), default=0) < _RANK["WHEN"]:
        yield from _keywords("while", "when", "if")
    yield from _article(asked)


def _system(asked: Asked) -> Iterator[Offered]:
    yield from _keywords("shall", "shall not")
    yield from _names(asked, acting=True)


def _shall(asked: Asked) -> Iterator[Offered]:
    yield from _keywords("not")
    yield from _keywords(*(("be", "be able to") if asked.begun else ()))
    yield from (Offered(verb, CompletionKind.VERB) for verb in asked.known.verbs)


def _action(asked: Asked) -> Iterator[Offered]:
    yield from _going_on(asked)
    if asked.last in {"be", "remain", "stay"}:
        yield from _states(asked)
        yield from _keywords("in", "between")
    if asked.last in {"and", "or"}:
        yield from _keywords("shall", "not")
    verb = asked.last in VERBS and len(asked.items) > 1 and asked.items[-2].kind in _AHEAD_OF_VERB
    if verb or asked.article or asked.last in _LEADS_TO_NOUN:
        yield from _names(asked)
    yield from _keywords("within", "for", "every", "until", "before", "and", "and shall", "the")
    yield from _keywords(*(_LESS_OFTEN if asked.begun else ()))
    yield from _names(asked)
    yield from _keywords(*_LESS_OFTEN)


def _bound(asked: Asked) -> Iterator[Offered]:
    yield from _going_on(asked)
    if asked.begun.replace(".", "", 1).isdigit():
        yield from (Offered(f"{asked.begun} {unit}", CompletionKind.UNIT) for unit in _UNITS)


def _number(asked: Asked) -> Iterator[Offered]:
    """Units, those of the right dimension first: of time behind a bound, else of what is compared."""
    timed = any(item.kind in _OPENS_TIME for item in asked.items[-5:-1])
    told = "" if timed else _dimension(asked.items)
    units = (*_OF_DIMENSION.get(told, ()), *(() if told else _UNITS))
    yield from (Offered(unit, CompletionKind.UNIT) for unit in units)
    yield from _keywords("and", "or", "within", "for", "and shall")


def _dimension(items: list[Item]) -> str:
    """What is measured, as far as a word in front of the number tells it."""
    words = [word for item in items[-9:] for word in item.text.lower().replace('"', " ").split()]
    return next((told for word in reversed(words) for told in _OF_DIMENSION if word.startswith(told)), "")


def _end(_asked: Asked) -> Iterator[Offered]:
    yield from _keywords("and shall", "and", "later", "and not")


_AT: dict[Where, Callable[[Asked], Iterator[Offered]]] = {
    Where.BEGIN: _begin,
    Where.CONDITION: _condition,
    Where.INSIDE: _inside,
    Where.BEFORE_SYSTEM: _before_system,
    Where.SYSTEM: _system,
    Where.SHALL: _shall,
    Where.ACTION: _action,
    Where.LATE: _late,
    Where.BOUND: _bound,
    Where.NUMBER: _number,
    Where.END: _end,
}


def _keywords(*words: str) -> Iterator[Offered]:
    yield from (Offered(word, CompletionKind.KEYWORD) for word in words)


def _article(asked: Asked) -> Iterator[Offered]:
    if not asked.article:
        yield from _keywords("the")


def _names(asked: Asked, *, acting: bool = False) -> Iterator[Offered]:
    for name in asked.known.beginning(asked.begun.strip('"')):
        if not acting or name.acts:
            kind = CompletionKind.STATE if name.of else CompletionKind.NAME
            yield Offered(written(name, asked.typed, asked.article), kind, name.ontology_class)


def _states(asked: Asked) -> Iterator[Offered]:
    """States of what the clause is about, with the words that lead to them."""
    nouns = [item for item in asked.items if item.kind in {"TYPED", "QUOTED", "WORD"}]
    leads = "" if asked.last == "in" else "in " if asked.last in {"is", "be"} else "is in "
    for count in range(min(_LONGEST, len(nouns)), 0, -1):
        words = [
            item.text.rpartition(":")[0] if item.kind == "TYPED" else item.text for item in nouns[-count:]
        ]
        while words and words[-1].lower() in {"is", "in", "be"}:
            words.pop()
        for state in asked.known.states(" ".join(word.strip('"') for word in words)):
            said = written(state, asked.typed, article=True)
            yield Offered(f"{leads}{said}", CompletionKind.STATE, state.ontology_class)


def written(name: Name, typed: bool, article: bool) -> str:
    """The name as a sentence has it: typed in ReSA, with an article in EARS unless one stands there."""
    if typed:
        bare = name.text.replace("-", "").replace(".", "").isalnum()
        return f"{name.text}:{name.ontology_class}" if bare else f'"{name.text}":{name.ontology_class}'
    return name.text if article or name.is_a("state") else f"the {name.text}"
