"""Names of times that the project gives a value: "within the closing time", where the glossary says 5 s.

A name has its value from a timer of the model that is called so, or from a word of the glossary whose
definition begins with a time or that refers to a timer. A name with two values has none.
"""

import re
from collections.abc import Iterator, Mapping, Sequence

from core.model import Boilerplate, Snapshot, Term, Timer
from core.requirements.ears.times import QUANTITY, is_time
from core.requirements.phrases import normalise
from core.requirements.sentence import parse
from core.requirements.slots import Parsed

NAMED_TIME = "ears-named-time"
_ARTICLE = re.compile(r"(?:the|its|their|this|that)\s+", re.IGNORECASE)


def time_values(snapshot: Snapshot) -> dict[str, str]:
    """The times that names stand for, as a sentence has them, by the normalised names."""
    found: dict[str, set[str]] = {}
    for name, value in _stated(snapshot):
        found.setdefault(_plain(name), set()).add(value)
    return {name: next(iter(values)) for name, values in found.items() if len(values) == 1}


def parse_valued(
    text: str, own: Sequence[Boilerplate], values: Mapping[str, str]
) -> tuple[Parsed, tuple[tuple[str, str], ...]]:
    """What the sentence says with each name of a time replaced by its value, and which names those are.

    Places count in the text as it is written, as long as no value is longer than its name.
    """
    parsed = parse(text, own)
    replaced: dict[str, str] = {}
    for name, column, length in reversed(named_times(parsed, values)):
        value = values[_plain(name)]
        replaced[name] = value
        text = f"{text[: column - 1]}{value.ljust(length)}{text[column - 1 + length :]}"
    return (parse(text, own), tuple(replaced.items())) if replaced else (parsed, ())


def named_times(parsed: Parsed, values: Mapping[str, str]) -> list[tuple[str, int, int]]:
    """The names of times in the sentence that have a value, each with its column and length."""
    found = []
    for one in parsed.diagnostics if values else ():
        column, length = one.column or 1, one.length or 0
        name = parsed.text[column - 1 : column - 1 + length]
        if one.code == NAMED_TIME and _plain(name) in values:
            found.append((name, column, length))
    return found


def value_of(name: str, values: Mapping[str, str]) -> str:
    """The value of a name as the sentence has it; empty where it has none."""
    return values.get(_plain(name), "")


def _stated(snapshot: Snapshot) -> Iterator[tuple[str, str]]:
    for timer in snapshot.of(Timer):
        yield timer.name, timer.duration.spoken()
    for term in snapshot.of(Term):
        meant = snapshot.get(term.refers_to)
        value = meant.duration.spoken() if isinstance(meant, Timer) else _defined(term.definition)
        if value:
            yield from ((said, value) for said in (term.name, *term.synonyms))


def _defined(definition: str) -> str:
    """The time that a definition begins with, as in "5 s, from the call to the closed valve"."""
    match = QUANTITY.match(definition)
    if match is None or not is_time(match) or not match["time"]:
        return ""
    rest = definition[match.end() :].lstrip()
    return " ".join(match[0].split()) if not rest or rest[0] in ".,;:(" else ""


def _plain(name: str) -> str:
    return normalise(_ARTICLE.sub("", name.strip(), count=1))
