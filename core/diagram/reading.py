"""Reading what was typed for a new element: which words say what it is, and which are its name."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from core.diagram.forms import Form
from core.model import Port


@dataclass(frozen=True, slots=True)
class Reading:
    """One way to understand what was typed: an element of this form with this name."""

    form: Form
    name: str


def readings(typed: str, forms: Iterable[Form]) -> tuple[Reading, ...]:
    """The ways in which words before or after a name say what it is, the likeliest first.

    "plc level" is a PLC named "level", and so is "level plc". A word that names are often made of stays
    in the name where it stands at the end: "Level sensor" is a sensor of that name, and may be one named
    "Level". A name is never a number alone: "PLC 01" is a PLC of that name. The
    word alone is an element that is still to be named.
    """
    words = typed.split()
    whole = " ".join(words)
    found: dict[tuple[Form, str], None] = {}
    for form in forms:
        if form.called(whole.casefold()):
            found[form, "" if form.wanted else whole] = None
        for name, before in _apart(words, form):
            numbered = form.kind != Port.kind and not any(map(str.isalpha, name))
            if numbered or (not before and not form.wanted):
                found[form, whole] = None
            if not numbered:
                found[form, name] = None
    ordered = sorted(found, key=lambda reading: _length(whole, reading[0]), reverse=True)
    return tuple(Reading(form, name) for form, name in ordered)


def _apart(words: list[str], form: Form) -> Iterator[tuple[str, bool]]:
    """The name that is left where a form is named before it or after it, and which of both."""
    for size in range(len(words) - 1, 0, -1):
        if form.called(" ".join(words[:size]).casefold()):
            yield " ".join(words[size:]), True
        if form.called(" ".join(words[-size:]).casefold()):
            yield " ".join(words[:-size]), False


def _length(whole: str, form: Form) -> int:
    """How many of the letters typed name the form: "data store" says more than "store"."""
    text = whole.casefold()
    named = (word().casefold() for word in form.words)
    return max((len(word) for word in named if text.startswith(word) or text.endswith(word)), default=0)
