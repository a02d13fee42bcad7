"""Where a name stands in a sentence as whole words, and the sentence with another name in those places."""

import re
from collections.abc import Iterable
from dataclasses import dataclass
from enum import StrEnum

from core.requirements.ears.masking import evened
from core.requirements.resa.items import items_of


class Manner(StrEnum):
    """How a name stands there."""

    PLAIN = "plain"
    """Among other words."""
    QUOTED = "quoted"
    """Alone between quotation marks."""
    TYPED = "typed"
    """In front of the colon of its class, without quotation marks."""


@dataclass(frozen=True, slots=True)
class Occurrence:
    """The characters from `start` to before `end`, from 0, without quotation marks and class."""

    start: int
    end: int
    manner: Manner


def occurrences(text: str, name: str, others: Iterable[str] = ()) -> tuple[Occurrence, ...]:
    """Every place where the name stands as whole words, whatever its case and blanks, in their order.

    A noun with a class and words in quotation marks are a name of their own: they are the name wholly or not
    at all. Where the name is a part of one of the `others`, that other one is meant.
    """
    if not name.split():
        return ()
    even = evened(text)
    pattern = _pattern(name)
    found = []
    covered = list(even)
    for item in items_of(even):
        if item.kind not in ("TYPED", "QUOTED"):
            continue
        covered[item.start : item.end] = "\0" * (item.end - item.start)
        said = item.text.rpartition(":")[0] if item.kind == "TYPED" else item.text
        bare = said.strip('"')
        if pattern.fullmatch(bare.strip()):
            marks = len(said) - len(said.lstrip('"'))
            begin = item.start + marks + len(bare) - len(bare.lstrip())
            manner = Manner.QUOTED if marks else Manner.TYPED
            found.append(Occurrence(begin, begin + len(bare.strip()), manner))
    plain = "".join(covered)
    for other in sorted(others, key=len, reverse=True):
        plain = _pattern(other).sub(lambda match: "\0" * len(match[0]), plain)
    found += (Occurrence(*match.span(), Manner.PLAIN) for match in pattern.finditer(plain))
    return tuple(sorted(found, key=lambda one: one.start))


def replaced(
    text: str, found: Iterable[Occurrence], old: str, new: str, quoted: bool = False
) -> tuple[str, tuple[tuple[int, int], ...]]:
    """The sentence with the new name in these places, in the case of the old one, and where it stands then.

    A noun with a class gets quotation marks where the new name needs them; `quoted` gives them to plain
    words too, so that no word of the name is taken for a keyword. Places are start and length, from 0.
    """
    pieces: list[str] = []
    places: list[tuple[int, int]] = []
    done = length = 0
    for one in sorted(found, key=lambda one: one.start):
        said = recased(text[one.start : one.end], old, new)
        marked = one.manner is Manner.TYPED and not _UNQUOTED.fullmatch(new)
        if marked or (quoted and one.manner is Manner.PLAIN):
            said = f'"{said}"'
        pieces += (text[done : one.start], said)
        length += one.start - done
        places.append((length, len(said)))
        length, done = length + len(said), one.end
    return "".join((*pieces, text[done:])), tuple(places)


def recased(said: str, old: str, new: str) -> str:
    """The new name, written to the old one as `said` is: with a first capital, in small letters, in capitals.

    A word with capitals inside, such as PLC, keeps them.
    """
    said, old = " ".join(said.split()), " ".join(old.split())
    if said == old:
        return new
    for shape in (_first_small, _first_large, _small, str.upper):
        if said == shape(old):
            return shape(new)
    if said == said.casefold():
        return _small(new)
    return _first_large(new) if said[:1].isupper() else new


_UNQUOTED = re.compile(r"[^\W_][\w.-]*")
"""A noun that can stand before its class without quotation marks."""


def _pattern(name: str) -> re.Pattern[str]:
    """The name as whole words: no part of a longer word, of one with a hyphen, or of a path."""
    words = r"\s+".join(map(re.escape, name.split()))
    return re.compile(rf"(?<![\w-])(?<!\w\.){words}(?![\w-])(?!\.\w)", re.IGNORECASE)


def _small(name: str) -> str:
    return " ".join(word if word[1:] != word[1:].lower() else word.lower() for word in name.split(" "))


def _first_small(name: str) -> str:
    first = name.partition(" ")[0]
    return name if first[1:] != first[1:].lower() else f"{name[:1].lower()}{name[1:]}"


def _first_large(name: str) -> str:
    return f"{name[:1].upper()}{name[1:]}"
