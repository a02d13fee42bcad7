"""A UPPAAL document as it is written: everything the format holds, nothing interpreted.

Element names follow the format (nta, template, location, transition, label, nail); texts of
declarations and labels are kept as they stand.
"""

from dataclasses import dataclass
from enum import StrEnum


class Waiting(StrEnum):
    """Whether time may pass in a location."""

    NORMAL = "normal"
    URGENT = "urgent"
    COMMITTED = "committed"


@dataclass(frozen=True, slots=True)
class Place:
    """A place on the canvas of a template, in UPPAAL's px."""

    x: int
    y: int


@dataclass(frozen=True, slots=True)
class Label:
    """A text at a location or transition.

    Kinds at a location: invariant, exponentialrate, comments. At a transition: select, guard,
    synchronisation, assignment, probability, comments.
    """

    kind: str
    text: str
    place: Place | None = None
    attributes: tuple[tuple[str, str], ...] = ()
    """What the format allows besides, such as a colour."""


@dataclass(frozen=True, slots=True)
class Location:
    """A location of a template; `name` may be empty."""

    id: str
    name: str = ""
    labels: tuple[Label, ...] = ()
    waiting: Waiting = Waiting.NORMAL
    place: Place | None = None
    name_place: Place | None = None
    colour: str = ""
    attributes: tuple[tuple[str, str], ...] = ()
    other: tuple[str, ...] = ()
    """Serialised elements that are kept but not understood."""

    def label(self, kind: str) -> str:
        """The text of the label of that kind, empty where there is none."""
        return next((label.text for label in self.labels if label.kind == kind), "")


@dataclass(frozen=True, slots=True)
class BranchPoint:
    """A point at which a probabilistic transition branches."""

    id: str
    place: Place | None = None
    attributes: tuple[tuple[str, str], ...] = ()


@dataclass(frozen=True, slots=True)
class Transition:
    """An edge of a template. `attributes` holds what the format allows besides, such as controllable."""

    source: str
    target: str
    labels: tuple[Label, ...] = ()
    nails: tuple[Place, ...] = ()
    id: str = ""
    colour: str = ""
    attributes: tuple[tuple[str, str], ...] = ()
    other: tuple[str, ...] = ()
    """Serialised elements that are kept but not understood."""

    def label(self, kind: str) -> str:
        """The text of the label of that kind, empty where there is none."""
        return next((label.text for label in self.labels if label.kind == kind), "")


@dataclass(frozen=True, slots=True)
class Template:
    """A timed automaton with parameters and declarations of its own."""

    name: str
    parameter: str = ""
    declaration: str = ""
    locations: tuple[Location, ...] = ()
    branchpoints: tuple[BranchPoint, ...] = ()
    initial: str = ""
    transitions: tuple[Transition, ...] = ()
    name_place: Place | None = None
    parameter_place: Place | None = None
    attributes: tuple[tuple[str, str], ...] = ()
    other: tuple[str, ...] = ()
    """Serialised elements that are kept but not understood (live sequence charts)."""


@dataclass(frozen=True, slots=True)
class Expectation:
    """What a query is expected to answer."""

    outcome: str
    type: str = ""
    value: str = ""
    resources: tuple[tuple[str, str, str], ...] = ()
    """Type, value and unit of each resource."""


@dataclass(frozen=True, slots=True)
class Query:
    """A property to be checked; an empty formula makes it a heading whose text is the comment."""

    formula: str
    comment: str = ""
    options: tuple[tuple[str, str], ...] = ()
    expectation: Expectation | None = None
    results: tuple[str, ...] = ()
    """Serialised result elements, kept as they are."""


@dataclass(frozen=True, slots=True)
class Document:
    """A network of templates, the processes made from them, and queries about it."""

    declaration: str = ""
    templates: tuple[Template, ...] = ()
    system: str = ""
    queries: tuple[Query, ...] = ()
    instantiation: str = ""
    imports: str = ""
    query_options: tuple[tuple[str, str], ...] = ()
    doctype: str = ""
    """The document type declaration as it was read; empty for the one that Bartizan writes itself."""
