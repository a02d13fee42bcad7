"""Reading what was typed for a new element: which words say what it is, and which are its name."""

from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from enum import IntEnum

from core.diagram.forms import Form
from core.model import HardwareInterface, Port


class Likely(IntEnum):
    """How likely a way is to be what was meant; the whole of what was typed is the name if in doubt."""

    TWICE = 0
    """A kind was said before a name that ends with it."""
    SAID = 1
    """A kind was said beside the name."""
    CALLED = 2
    """The name ends with what such elements are called."""
    BEGUN = 3
    """The name begins with what such elements are called."""
    LESS = 4
    """A word of the name may as well say what it is."""


@dataclass(frozen=True, slots=True)
class Reading:
    """One way to understand what was typed: an element of this form with this name."""

    form: Form
    name: str
    likely: Likely = Likely.SAID


def readings(typed: str, forms: Iterable[Form]) -> tuple[Reading, ...]:
    """The ways in which words before or after a name say what it is, the likeliest first.

    "plc level" is a PLC named "level": its word begins few names. "Level sensor" is a sensor of that name,
    "Sensor fusion" may be anything, and "sensor Level" is a sensor named "Level", as only the name has a
    capital. "Zone ECU" is an ECU rather than a zone, unlike "zone ECU". A name is never a number alone:
    "PLC 01" is a PLC of that name. The word of a kind alone is an element that is still to be named.
    "Controller Pressure controller" says what it is and then its whole name. "USB service" on a device is
    an interface of that name, unlike an "Ethernet switch", whose last word says that it is none.
    """
    words, forms = typed.split(), tuple(forms)
    whole = " ".join(words)
    found: dict[tuple[Form, str], Likely] = {}
    for form in forms:
        for reading in _ways(words, whole, form, forms):
            key = reading.form, reading.name
            found[key] = min(reading.likely, found.get(key, reading.likely))
    if Likely.CALLED in found.values() and whole[:1].isupper() and not words[0].isupper():
        found = {key: Likely.LESS if likely is Likely.SAID else likely for key, likely in found.items()}
    ordered = sorted(found.items(), key=lambda entry: (entry[1], -_length(whole, entry[0][0])))
    return tuple(Reading(form, name, likely) for (form, name), likely in ordered)


def _ways(words: list[str], whole: str, form: Form, forms: Iterable[Form]) -> Iterator[Reading]:
    """The ways in which one form is named before a name or after it, or alone."""
    if form.called(whole.casefold()):
        yield Reading(form, "" if _is_kind(form) else whole)
    for size in range(len(words) - 1, 0, -1):
        before, after = " ".join(words[:size]), " ".join(words[-size:])
        if form.called(before.casefold()):
            name = " ".join(words[size:])
            if form.kind != Port.kind and not any(map(str.isalpha, name)):
                yield Reading(form, whole)
            elif any(form.called(" ".join(words[last:]).casefold()) for last in range(size + 1, len(words))):
                yield Reading(form, name, Likely.TWICE)
            elif _says(form, before) or (before.islower() and name[0].isupper()):
                yield Reading(form, name)
            else:
                says = form.kind == HardwareInterface.kind and not _says_other(form, words[size - 1], forms)
                yield Reading(form, whole, Likely.BEGUN if says else Likely.LESS)
                yield Reading(form, name, Likely.LESS)
        if form.called(after.casefold()):
            name = " ".join(words[:-size])
            if _says(form, after) and _is_kind(form):
                yield Reading(form, name)
            else:
                yield Reading(form, whole, Likely.CALLED)
                yield Reading(form, name, Likely.LESS)


def _says(form: Form, word: str) -> bool:
    """Whether a word says that something is of this form, and is seldom part of a name."""
    if form.kind == HardwareInterface.kind and " " in word:
        return word.casefold() == form.title.casefold()
    return form.wanted and (form.kind == Port.kind or word.casefold() == form.title.casefold())


def _says_other(form: Form, word: str, forms: Iterable[Form]) -> bool:
    """Whether a word by itself says that something is of another form, as the second of "field bus" does."""
    return any(other.kind != form.kind and other.called(word.casefold()) for other in forms)


def _is_kind(form: Form) -> bool:
    """Whether a form is a kind, or a way of a port, and no sort that names are made of."""
    return form.wanted and (not form.facts or form.kind == Port.kind)


def _length(whole: str, form: Form) -> int:
    """How many of the letters typed name the form: "data store" says more than "store"."""
    text = whole.casefold()
    named = (word().casefold() for word in form.words)
    return max((len(word) for word in named if text.startswith(word) or text.endswith(word)), default=0)
