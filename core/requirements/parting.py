"""The requirements that one sentence holds, each a sentence of its own; nothing of it may be lost."""

import re
from collections.abc import Iterator

from core.requirements.ears.parsing import another, understand
from core.requirements.ears.splitting import reaction_and_duration
from core.requirements.ears.understanding import Note, Understood
from core.requirements.ears.writing import each_alone, sentence
from core.requirements.sentence import parse

_DEEPEST = 24
"""Requirements behind each other in one sentence; of a sentence with more nothing is made."""
_CHOICE = "ears-choice"
"""An "or" between demands: to write both would demand more than the sentence does."""
_TWO_BOUNDS = "ears-within-for"
_WORD = re.compile(r"[^\W_][\w'’.%-]*")
_JOINING_WORDS = """
    a an the and or nor then also both each all it shall must should will not that which
    where while whilst when whenever if unless once upon as
    in within no later than more less at most
"""
_JOINING = frozenset(_JOINING_WORDS.split())


def parted(text: str, depth: int = 0) -> list[str]:
    """The requirements that the sentence holds, each in the order and with the keywords of EARS.

    A time bound stays with the demand that it is written at. Empty where none is understood, where an "or"
    leaves open which is demanded, and where there are more than can be told apart.
    """
    outcome = understand(text)
    if isinstance(outcome, Note) or outcome.slots.system is None or depth > _DEEPEST:
        return []
    if any(note.code == _CHOICE for note in outcome.notes):
        return []
    alone = _of_two_bounds(text, outcome) or each_alone(outcome.slots, outcome.article, outcome.shalls)
    alone = alone or [sentence(outcome.slots, outcome.article)]
    if outcome.rest:
        further = parted(another(outcome), depth + 1)
        if not further:
            return []
        alone += further
    return list(dict.fromkeys(alone))


def several(text: str) -> tuple[str, ...]:
    """The requirements that the sentence holds, where they are two or more and say all that it says.

    Empty where it holds one, where a part would not be understood wholly, or where a word would be lost.
    """
    parts = tuple(parted(text))
    if len(parts) < 2 or not all(parse(part).ok for part in parts):
        return ()
    said = set(_telling(" ".join(parts)))
    return parts if all(word in said for word in _telling(text)) else ()


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
