"""What a claim rests on, in the words of the model."""

import re

from core.ground.words import _, deferred
from core.model.facts import title_of
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


def ground_words(snapshot: Snapshot, ground: Ground) -> str:
    """A ground as one line; an element of the model is called by its name, one referred to in words so."""
    source = _SOURCES[ground.source]() if ground.source in _SOURCES else ground.source
    if ground.source not in _OF_THE_MODEL or not _ID.fullmatch(ground.reference):
        parts = (source, ground.reference, ground.version, ground.text)
        return " ".join(part for part in parts if part)
    name = name_of(snapshot, ground.reference) or _("an element that is gone")
    field, colon, value = ground.text.partition(": ")
    if colon:
        value = _(value) if value in tuple(Truth) else value
        return _("{source} {name}: {field} {value}").format(
            source=source, name=name, field=title_of(field), value=value
        )
    words = ground.text if ground.text != name else ""
    return ": ".join(part for part in (f"{source} {name}", words) if part)
