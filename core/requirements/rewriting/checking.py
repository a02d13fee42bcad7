"""What is looked at in a proposal: nothing of the sentence may be lost, turned round or invented."""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from typing import Any

from core.ground.diagnostic import Severity
from core.requirements.ears.times import UNITS
from core.requirements.rewriting.demand import ANYBODY
from core.requirements.rewriting.inflection import BASES, base_of_participle, base_of_third_person
from core.requirements.rewriting.inverting import spelt_out
from core.requirements.rewriting.lexicon import words
from core.requirements.slots import Parsed
from core.requirements.smells.measuring import Smell

_UNTESTABLE = frozenset(
    {"immeasurable", "vagueness", "subjectivity", "weakness", "loophole", "comparison", "superlative"}
)
_WORD = re.compile(r"[A-Za-zÀ-ÿ][\w'’-]*")
_NUMBER = re.compile(r"(?<![\w.])[-+]?[0-9]+(?:[.,][0-9]+)*")
_ONE = re.compile(r"(?<![\w-])(?:every|each|per|an?|one|once|1)(?![\w-])", re.IGNORECASE)
"""What says one without the number, as "every hour" does."""
_ONES = (
    "zero",
    "one",
    "two",
    "three",
    "four",
    "five",
    "six",
    "seven",
    "eight",
    "nine",
    "ten",
    "eleven",
    "twelve",
)
_RECURRING = frozenset({"weekly", "monthly", "yearly"})
_IDLE = words("idle")
"""Words that a rewording may leave out."""
_GLUE = words("glue")
"""Words that a rewording may add."""
_DENIES = re.compile(
    r"(?<![\w-])(?:not|never|no|nobody|none|nor|cannot|can't|don't|doesn't|without|forbidden|prohibited|unless|except"
    r"|only\s+(?:[^,.]*\s)?(?:when|whenever|while|if|during|once))(?![\w-])",
    re.IGNORECASE,
)


@dataclass(frozen=True, slots=True)
class TextCheck:
    """Something that was looked at in a proposal, and whether it holds; `detail` names what does not."""

    name: str
    passed: bool
    detail: str = ""

    def to_plain(self) -> dict[str, Any]:
        """The documented JSON object."""
        return {"name": self.name, "passed": self.passed, "detail": self.detail}


def faithful(text: str, parts: Sequence[str], reason: str = "") -> tuple[TextCheck, ...]:
    """The checks of all the sentences together against the text: they hold of each or of none."""
    text = spelt_out(text)
    said = " ".join((*parts, reason))
    lost, added = _without(text, said, _IDLE), _without(said, text, _IDLE | _GLUE)
    numbers = sorted(_numbers(text) ^ _numbers(said))
    if numbers == ["1"] and all(_ONE.search(one) for one in (text, said)):
        numbers = []
    turned = bool(_DENIES.search(text)) != bool(_DENIES.search(" ".join(parts)))
    return (
        TextCheck("nothing lost", not lost, ", ".join(lost)),
        TextCheck("nothing added", not added, ", ".join(added)),
        TextCheck("numbers kept", not numbers, ", ".join(numbers)),
        TextCheck("polarity kept", not turned),
    )


def well_written(parsed: Parsed, smells: Sequence[Smell], asks_who: bool) -> tuple[TextCheck, ...]:
    """The checks of one sentence by itself; `asks_who` says that its actor is a question."""
    vague = [smell.text for smell in smells if smell.kind in _UNTESTABLE]
    several = [smell.text for smell in smells if smell.kind == "several-demands"]
    system = parsed.slots.system.text if parsed.slots.system else ""
    nobody = system.lower() in {"system", ANYBODY, "system:system"}
    remarks = [one.message for one in parsed.diagnostics if one.severity is Severity.WARNING]
    return (
        TextCheck("parses", parsed.ok, "; ".join(remarks)),
        TextCheck("one demand", not several and len(parsed.slots.responses) == 1),
        TextCheck("actor named", not nobody and not asks_who),
        TextCheck("measurable", not vague, ", ".join(dict.fromkeys(vague))),
    )


def _without(text: str, other: str, idle: frozenset[str]) -> tuple[str, ...]:
    """The telling words of the text that the other has not, whatever their form."""
    kept = {stem(word) for word in _words(other)}
    return tuple(dict.fromkeys(word for word in _words(text) if word not in idle and stem(word) not in kept))


def _words(text: str) -> Iterator[str]:
    yield from (word[0].lower() for word in _WORD.finditer(_CLASS.sub("", text)))


_CLASS = re.compile(r"(?<=[\w\"]):[a-zA-Z]+")


def stem(word: str) -> str:
    """What the forms of a word share: the base of a verb, the singular of a noun, the short unit."""
    bare = word.removesuffix("'s").removesuffix("’s")
    if bare in UNITS:
        return UNITS[bare]
    if bare in _RECURRING:
        return bare.removesuffix("ly")
    base = base_of_third_person(bare) or base_of_participle(bare)
    if base or bare in BASES:
        return base or bare
    return bare.removesuffix("s") if len(bare) > 3 and not bare.endswith(("ss", "us", "is")) else bare


def _numbers(text: str) -> set[str]:
    """The numbers of the text in digits, those of one and more written in words too."""
    found = {match[0].replace(",", "").lstrip("+") for match in _NUMBER.finditer(text)}
    lower = {match[0].lower() for match in _WORD.finditer(text)}
    return found | {str(value) for value, word in enumerate(_ONES) if word in lower and value > 1}
