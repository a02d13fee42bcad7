"""Phrases that join with "and" and with "or": which belong together is not said by the words alone."""

import re

from core.requirements.ears.masking import masked
from core.requirements.ears.understanding import Gathered
from core.requirements.ears.verbs import VERBS
from core.requirements.phrases import Phrase, Role, phrase_of
from core.requirements.slots import Slots, Span

_GROUPED = re.compile(r"(?:both|either)\s", re.IGNORECASE)
_CHOICE = re.compile(r"(?<![\w-])or\s+(?P<verb>[a-z]+)\s", re.IGNORECASE)
_SAYS = re.compile(
    r"(?<![\w-])(?:is|are|was|were|has|have|does|do|can|[a-z]{2,}s)(?![\w-])|[<>=≤≥]", re.IGNORECASE
)
"""What a part has that says something of something; without it it is a piece of what stands in front."""


def mixed(gathered: Gathered, slots: Slots) -> None:
    """Note the conditions and responses in which "and" and "or" stand side by side without a grouping."""
    low = gathered.text.lower()
    if "or" not in low or "and" not in low:
        return
    for span in (*slots.features, *slots.states, slots.trigger, slots.unwanted):
        if span is not None and _is_mixed(phrase_of(Role.TRIGGER, span)):
            gathered.note("ears-mixed-joints", span.column - 1, span.end - 1)
    for response, following in zip(slots.responses, slots.responses[1:], strict=False):
        choice = _CHOICE.search(masked(response.text))
        between = gathered.text[response.end - 1 : following.column - 1].lower()
        if choice and choice["verb"].lower() in VERBS and "shall" not in between:
            gathered.note("ears-mixed-joints", response.column - 1, following.end - 1)


def grouped(phrase: str) -> tuple[str, ...]:
    """The two things that a mixed condition can mean, each so that only that can be read; the read one first.

    "A or B and C" is read as "A, or both B and C"; else it is "both A and C, or both B and C". Empty where
    it is longer than that, or where a part leaves out what an earlier one says.
    """
    whole = phrase_of(Role.TRIGGER, Span(phrase, 1, len(phrase)))
    parts = [[part.text.strip(" ,") for part in one.parts] or [one.text.strip(" ,")] for one in whole.parts]
    told = all(_SAYS.search(text) for part in parts for text in part)
    if not told or sorted(map(len, parts)) != [1, 2]:
        return ()
    if len(parts[0]) == 1:
        (alone,), (first, second) = parts
        read, other = f"{alone}, or {_both(first, second)}", (_both(alone, second), _both(first, second))
    else:
        (first, second), (alone,) = parts
        read, other = f"{_both(first, second)}, or {alone}", (_both(first, second), _both(first, alone))
    return read, ", or ".join(other)


def _both(first: str, second: str) -> str:
    return f"both {first} and {second}"


def _is_mixed(phrase: Phrase) -> bool:
    return phrase.connective == "or" and any(
        part.connective == "and" and not _GROUPED.match(part.text.lstrip()) for part in phrase.parts
    )
