"""Which element of the model each part of a generated UPPAAL document came from, and in what role."""

from collections.abc import Iterable
from dataclasses import dataclass, field
from enum import StrEnum
from typing import Any

from core.model import Id


class Part(StrEnum):
    """What part of a document an entry is about."""

    TEMPLATE = "template"
    LOCATION = "location"
    TRANSITION = "transition"
    CHANNEL = "channel"
    CLOCK = "clock"
    VARIABLE = "variable"
    QUERY = "query"


class Origin(StrEnum):
    """Why the part is in the document.

    COPIED stands for an element of the model itself, CONNECTOR carries messages, ENVIRONMENT sends
    what the model leaves open, ATTACK does what an attack scenario says, STEPS tells observers that
    something happened, OBSERVER watches for one requirement, CHECK asks whether the model is fit to
    be asked.
    """

    COPIED = "copied"
    CONNECTOR = "connector"
    ENVIRONMENT = "environment"
    ATTACK = "attack"
    STEPS = "steps"
    OBSERVER = "observer"
    CHECK = "check"


@dataclass(frozen=True, slots=True)
class Entry:
    """One part of the document and the element behind it.

    `name` is the identifier in the document: of a location or transition its id, of a query its
    formula. `template` names the template it is part of, empty for what is global. `elements` are
    model elements, the one it stands for first; empty where nothing of the model is meant.
    """

    part: Part
    name: str
    origin: Origin
    elements: tuple[Id, ...] = ()
    template: str = ""
    label: str = ""
    """The identifier of a location, or what a transition does, in words of the document."""


@dataclass(frozen=True, slots=True)
class TraceMap:
    """All entries, in the order of the document, and the length of one time unit."""

    entries: tuple[Entry, ...] = ()
    nanoseconds: int = 1_000_000
    """The length of one time unit of the document."""
    _index: dict[tuple[Part, str], Entry] = field(default_factory=dict, init=False, repr=False, compare=False)

    def __post_init__(self) -> None:
        for entry in self.entries:
            self._index.setdefault((entry.part, entry.name), entry)

    def get(self, part: Part, name: str) -> Entry | None:
        """The entry of that part, or None for something the document does not have."""
        return self._index.get((part, name))

    def of(self, element: Id) -> tuple[Entry, ...]:
        """Everything in the document that came from the element."""
        return tuple(entry for entry in self.entries if element in entry.elements)

    def location(self, template: str, label: str) -> Entry | None:
        """The location of that identifier in that template."""
        return next(
            (
                entry
                for entry in self.entries
                if entry.part is Part.LOCATION and (entry.template, entry.label) == (template, label)
            ),
            None,
        )


def to_plain(trace_map: TraceMap) -> dict[str, Any]:
    """The map as plain JSON, one object an entry; empty parts of an entry are left out."""
    return {
        "time_unit_ns": trace_map.nanoseconds,
        "entries": [_plain(entry) for entry in trace_map.entries],
    }


def from_plain(plain: dict[str, Any]) -> TraceMap:
    """The map that `to_plain` wrote."""
    return TraceMap(tuple(_entries(plain["entries"])), plain["time_unit_ns"])


def _plain(entry: Entry) -> dict[str, Any]:
    content = {
        "part": entry.part.value,
        "name": entry.name,
        "template": entry.template,
        "label": entry.label,
        "origin": entry.origin.value,
        "elements": list(entry.elements),
    }
    return {key: value for key, value in content.items() if value}


def _entries(plain: Iterable[dict[str, Any]]) -> Iterable[Entry]:
    for entry in plain:
        yield Entry(
            part=Part(entry["part"]),
            name=entry["name"],
            origin=Origin(entry["origin"]),
            elements=tuple(entry.get("elements", ())),
            template=entry.get("template", ""),
            label=entry.get("label", ""),
        )
