"""What a claim rests on, in the words of the model."""

import re
from functools import cache

from core.ground.words import _, deferred
from core.model.facts import facts_of, field_title, title_of
from core.model.kinds import KINDS
from core.model.naming import name_of
from core.model.proposal import Ground
from core.model.snapshot import Snapshot
from core.model.truth import Truth

_ID = re.compile(r"[0-9a-f]{8}(?:-[0-9a-f]{4}){3}-[0-9a-f]{12}")
"""The form of the ids of elements; any other reference is words."""

_SOURCES = {
    "catalogue": deferred("catalogue"),
    "element": deferred("element"),
    "fact": deferred("fact"),
    "model": deferred("model"),
    "rule": deferred("rule"),
    "verdict": deferred("verdict"),
    "words": deferred("words"),
}
"""What a claim can rest on."""

_OF_THE_MODEL = ("fact", "element")
"""Sources of grounds that refer to an element of the model."""


def source_words(source: str) -> str:
    """What sort of ground it is."""
    return _SOURCES[source]() if source in _SOURCES else source


def fact_words(text: str) -> str:
    """A fact as suggestions state it, “checks input: yes”, in the words of screens."""
    field, colon, value = text.partition(": ")
    title = field_title(field.replace(" ", "_"))
    return _("{title}: {state}").format(title=title, state=_value(value)) if colon else text


def ground_words(snapshot: Snapshot, ground: Ground) -> str:
    """A ground as one line; an element of the model is called by its name, one referred to in words so."""
    source = source_words(ground.source)
    if ground.source not in _OF_THE_MODEL or not _ID.fullmatch(ground.reference):
        parts = (source, ground.reference, ground.version, ground.text)
        return " ".join(part for part in parts if part)
    name = name_of(snapshot, ground.reference) or _("an element that is gone")
    field, colon, value = ground.text.partition(": ")
    if colon:
        return _("{source} {name}: {field} {value}").format(
            source=source, name=name, field=field_title(field), value=_value(value)
        )
    words = ground.text if ground.text != name else ""
    named = f"{source} {name}"
    return _("{title}: {state}").format(title=named, state=words) if words else named


def _value(value: str) -> str:
    """An answer or an option in the language in use; what people wrote as it is."""
    return _(value) if value in tuple(Truth) else title_of(value) if value in _options() else value


@cache
def _options() -> frozenset[str]:
    """Every value that is chosen from a list, as grounds write it."""
    facts = (fact for kind in KINDS.values() for fact in facts_of(kind))
    return frozenset(str(option.value).replace("_", " ") for fact in facts for option in fact.options)
