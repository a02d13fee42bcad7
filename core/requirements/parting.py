"""The requirements that one sentence holds, each a sentence of its own; nothing of it may be lost."""

import re
from collections.abc import Iterator, Sequence

from core.requirements.ears.parsing import another, set_right, understand
from core.requirements.ears.splitting import reaction_and_duration
from core.requirements.ears.understanding import Note, Understood
from core.requirements.ears.ways import Way, bound_ways, clause_ways
from core.requirements.ears.writing import each_alone, sentence
from core.requirements.sentence import parse

_DEEPEST = 24
"""Requirements behind each other in one sentence; of a sentence with more nothing is made."""
_CHOICE = "ears-choice"
"""An "or" between demands: to write both would demand more than the sentence does."""
_TWO_BOUNDS = "ears-within-for"
_MARK = re.compile(r"(?:(?<=\s)|^)\(?(?P<mark>[a-z]|[0-9]{1,2}|[ivx]{1,4})\)\s+")
_LISTS = re.compile(
    r"(?<![\w-])(?:shall|must|should|will)(?:\s+not)?(?:\s+[\w-]+){0,6}\s*:?\s*$", re.IGNORECASE
)
"""How the words in front of a list of demands end."""
_EITHER = re.compile(r"(?<![\w-])or[\s,;]*$", re.IGNORECASE)
"""An "or" in front of an entry leaves open which is demanded."""
_ROMAN = ["i", "ii", "iii", "iv", "v", "vi", "vii", "viii", "ix", "x"]
_BETWEEN = re.compile(r"[\s,;.]+(?:and|or)?\s*$", re.IGNORECASE)
"""What parts two entries."""
_WORD = re.compile(r"[^\W_][\w'’.%-]*")
_JOINING_WORDS = """
    a an the and or nor then also both each all it shall must should will not that which
    where while whilst when whenever if unless once upon as
    in within no later than more less at most
"""
_JOINING = frozenset(_JOINING_WORDS.split())


def parted(text: str) -> list[str]:
    """The requirements that the sentence holds, each in the order and with the keywords of EARS.

    Each has the time bound that binds it. Empty where none is understood, where an "or" leaves open which is
    demanded, and where there are more than can be told apart.
    """
    alone = []
    for said, outcome in _chain(text):
        bounded = _of_two_bounds(said, outcome) or each_alone(outcome.slots, outcome.article)
        alone += bounded or [sentence(outcome.slots, outcome.article)]
    return list(dict.fromkeys(alone))


def entries(text: str) -> tuple[str, ...]:
    """The requirements of a list such as "The S shall: (a) ...; (b) ...", each with what stands ahead of it.

    Empty where there is no list behind "shall", or where an entry is not understood alone or loses a word.
    """
    marks = list(_MARK.finditer(text))
    first = marks[0] if marks else None
    if (
        first is None
        or not _in_order([mark["mark"] for mark in marks])
        or not _LISTS.search(text[: first.start()])
    ):
        return ()
    lead = text[: first.start()].rstrip(" :,")
    ends = [*(mark.start() for mark in marks[1:]), len(text)]
    if any(_EITHER.search(text[:end]) for end in ends[:-1]):
        return ()
    said = [_BETWEEN.sub("", text[mark.end() : end]).strip() for mark, end in zip(marks, ends, strict=True)]
    parts = tuple(set_right(f"{lead} {one}.") or f"{lead} {one}." for one in said)
    return parts if _says_all(_MARK.sub(" ", text), parts) else ()


def _in_order(marks: Sequence[str]) -> bool:
    """Whether the marks count (a), (b), (c) or 1), 2), 3), two at least."""
    counted = ([str(number) for number in range(1, 100)], list("abcdefghijklmnopqrstuvwxyz"), _ROMAN)
    return len(marks) > 1 and any(list(marks) == known[: len(marks)] for known in counted)


def ways(text: str, bound: bool) -> tuple[Way, ...]:
    """What a sentence of several demands can mean by its time bound, or by its clause behind "shall".

    First it is as it is read. Each way is the requirements to be written; those of which a part is not
    understood, or that would lose a word, are left out.
    """
    chain = [outcome for _said, outcome in _chain(text)]
    alone = bound_ways(chain[0]) if len(chain) == 1 else ()
    found = alone if bound else clause_ways(chain)
    return tuple(way for way in found if _says_all(text, way))


def _chain(text: str, depth: int = 0) -> list[tuple[str, Understood]]:
    """The sentence and those that it holds, each with what it says; empty where `parted` is."""
    outcome = understand(text)
    if isinstance(outcome, Note) or outcome.slots.system is None or depth > _DEEPEST:
        return []
    if any(note.code == _CHOICE for note in outcome.notes):
        return []
    further = _chain(another(outcome), depth + 1) if outcome.rest else []
    return [(text, outcome), *further] if further or not outcome.rest else []


def several(text: str) -> tuple[str, ...]:
    """The requirements that the sentence holds, where they are two or more and say all that it says.

    Empty where it holds one, where a part would not be understood wholly, or where a word would be lost.
    """
    parts = tuple(parted(text))
    return parts if _says_all(text, parts) else ()


def _says_all(text: str, parts: Sequence[str]) -> bool:
    """Whether the parts are several, all understood, and hold every telling word of the text."""
    if len(parts) < 2 or not all(parse(part).ok for part in parts):
        return False
    said = set(_telling(" ".join(parts)))
    return all(word in said for word in _telling(text))


def _of_two_bounds(text: str, outcome: Understood) -> list[str]:
    """How soon a response comes and how long it lasts, where the sentence bounds its one response by both."""
    places = [note for note in outcome.notes if note.code == _TWO_BOUNDS]
    if len(places) != 1 or len(outcome.slots.responses) != 1:
        return []
    return reaction_and_duration(text[places[0].start : places[0].end], outcome.slots, outcome.article)


def _telling(text: str) -> Iterator[str]:
    """The words and numbers of a text that say something by themselves, in lower case."""
    for match in _WORD.finditer(text):
        word = match[0].lower().rstrip(".'’-")
        if word not in _JOINING:
            yield word
