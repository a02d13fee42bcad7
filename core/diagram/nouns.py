"""What the noun of an engineering name usually names: a "Feed pump" is an actuator, a "Nurse" an actor.

A first guess for a project that has no habits of its own yet. Names in English and German end with their
noun, in German often within the last word ("Dosierpumpe"); names in French begin with it ("Pompe doseuse").
Some nouns are of two words: an "Operator station" is no "station" alone.
"""

import tomllib
from dataclasses import dataclass, field
from functools import cache

from core.diagram.forms import Form, forms_of
from core.ground.resources import resource_folder
from core.model import KINDS, DiagramType


@dataclass(frozen=True, slots=True)
class _Nouns:
    """Forms by the nouns of each tongue; German ones are in the order in which words are tried."""

    english: dict[str, Form] = field(default_factory=dict)
    german: dict[str, Form] = field(default_factory=dict)
    french: dict[str, Form] = field(default_factory=dict)
    abbreviations: dict[str, str] = field(default_factory=dict)
    """Those of any tongue that have capitals, by their small letters."""


def form_named(diagram: DiagramType, name: str) -> Form | None:
    """The form that the noun of a name stands for on such a diagram, None where no noun is known."""
    words = [word for word in name.casefold().split() if len(word) > 1 and not any(map(str.isdigit, word))]
    if not words:
        return None
    nouns, last = _nouns(diagram), words[-1]
    both = " ".join(words[-2:])
    english = next((nouns.english[one] for one in _singular(both, last) if one in nouns.english), None)
    german = (form for noun, form in nouns.german.items() if last.endswith(noun))
    return english or next(german, None) or nouns.french.get(words[0])


def form_begun(diagram: DiagramType, name: str) -> Form | None:
    """The form that the first word of a name says; None where another word of it is the noun.

    It does where it is an abbreviation, as in "PLC north", and where nothing has a capital that would make
    it part of a name, as in "plc level". "Sensor fusion" is no sensor, and "pump controller" no pump.
    """
    first, *rest = name.split() or [""]
    says = (first.isupper() and len(first) > 1) or first.islower()
    if not rest or not says or form_named(diagram, " ".join(rest)) is not None:
        return None
    nouns = _nouns(diagram)
    return nouns.english.get(first.casefold()) or nouns.german.get(first.casefold())


def in_capitals(diagram: DiagramType, name: str) -> str:
    """The name with abbreviations of kinds, typed in small letters, as they are written: "PLC level".

    All else stays as it was typed: a tag or "pH meter" has the letters that its plant gave it.
    """
    known = _nouns(diagram).abbreviations
    return " ".join(known.get(word, word) if word.islower() else word for word in name.split(" "))


def _singular(*words: str) -> list[str]:
    return [one for word in words for one in (word, word.removesuffix("s"))]


@cache
def _nouns(diagram: DiagramType) -> _Nouns:
    found = _Nouns()
    text = (resource_folder("words") / "nouns.toml").read_text(encoding="utf-8")
    for entry in tomllib.loads(text)["nouns"]:
        if diagram.value not in entry:
            continue
        kind, *fact = entry[diagram.value]
        forms = (form for form in forms_of(diagram, KINDS) if form.kind == kind)
        form = next(form for form in forms if [value for _name, value in form.facts] == fact)
        for tongue in ("english", "german", "french"):
            nouns = (noun.replace("_", " ") for noun in entry.get(tongue, "").split())
            for noun in nouns:
                getattr(found, tongue)[noun.casefold()] = form
                if noun != noun.lower():
                    found.abbreviations[noun.casefold()] = noun
    german = sorted(found.german.items(), key=lambda entry: (-len(entry[0]), entry[0]))
    return _Nouns(found.english, dict(german), found.french, found.abbreviations)
