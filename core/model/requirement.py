"""Requirements, the words they use, and what their phrases mean over the behaviour."""

from dataclasses import dataclass
from enum import StrEnum
from typing import Annotated, ClassVar

from core.model.element import Element, Id, To


class Language(StrEnum):
    """The language a requirement is meant to be written in."""

    EARS = "ears"
    RESA = "resa"
    PLAIN = "plain"


class Category(StrEnum):
    """What a requirement is about."""

    FUNCTION = "function"
    TIMING = "timing"
    SAFETY = "safety"
    SECURITY = "security"
    RESILIENCE = "resilience"


class Binding(StrEnum):
    """What a proposition stands on."""

    NONE = "none"
    STATE = "state"
    EXPRESSION = "expression"
    EVENT = "event"


class Relation(StrEnum):
    """How the source of a trace link serves its target."""

    REFINES = "refines"
    SATISFIES = "satisfies"
    VERIFIES = "verifies"
    MITIGATES = "mitigates"
    COVERS = "covers"


@dataclass(frozen=True, slots=True)
class Formatted:
    """How a field of a requirement was formatted in the file that it came from: its name, and XHTML.

    It counts while its words are those of the field, and no longer once somebody writes others.
    """

    field: str
    markup: str


@dataclass(frozen=True, slots=True)
class Foreign:
    """An attribute that a file gave a requirement and that no field holds: its name and what it says.

    It belongs to the file: it is shown and written out again, and nobody edits it. `markup` is the XHTML that
    the value was formatted with, if it was.
    """

    name: str
    value: str
    markup: str = ""


@dataclass(frozen=True, slots=True)
class Said:
    """What a file said of a field when it came last, where the requirement says otherwise since.

    So a person kept the field against the file, and is asked again only once the file says something else. A
    parent is said by its key.
    """

    file: str
    field: str
    value: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Requirement(Element):
    """One sentence that the system must meet."""

    kind: ClassVar[str] = "requirement"
    owners: ClassVar[tuple[str, ...]] = ("", "requirement")

    key: str
    """What people call it, such as LM-001; kept on import and unique in the project."""
    text: str
    language: Language = Language.EARS
    category: Category = Category.FUNCTION
    section: str = ""
    priority: str = ""
    source: str = ""
    rationale: str = ""
    formatted: tuple[Formatted, ...] = ()
    said: tuple[Said, ...] = ()
    attributes: tuple[Foreign, ...] = ()


@dataclass(frozen=True, slots=True, kw_only=True)
class RequirementCheck(Element):
    """What decides, without a person, whether the project meets a requirement: pass, fail or incomplete.

    `statement` is written in the language of checks (`core.requirements.checks`): data that is read, never
    code. Several checks of one requirement must all pass.
    """

    kind: ClassVar[str] = "check"
    owners: ClassVar[tuple[str, ...]] = ("requirement",)

    statement: str


@dataclass(frozen=True, slots=True, kw_only=True)
class Boilerplate(Element):
    """A shape of sentences that a project takes beside EARS and ReSA, such as "<system> is to <response>".

    `means` is the sentence of EARS or ReSA that such a sentence stands for, with the same slots; `example` is
    a sentence in the shape.
    """

    kind: ClassVar[str] = "boilerplate"
    owners: ClassVar[tuple[str, ...]] = ("",)

    shape: str
    means: str
    example: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class MetricLimit(Element):
    """Up to where a metric of requirement sentences, such as "vagueness", is good enough in this project."""

    kind: ClassVar[str] = "metric limit"
    owners: ClassVar[tuple[str, ...]] = ("",)

    metric: str
    limit: float


@dataclass(frozen=True, slots=True, kw_only=True)
class Term(Element):
    """A word of the project's glossary and the element it means, if any."""

    kind: ClassVar[str] = "term"
    owners: ClassVar[tuple[str, ...]] = ("",)

    definition: str = ""
    synonyms: tuple[str, ...] = ()
    refers_to: Annotated[Id | None, To()] = None


@dataclass(frozen=True, slots=True, kw_only=True)
class Proposition(Element):
    """A phrase of requirements bound to the behaviour, so that a verdict can be computed.

    The name is the phrase as `core.requirements` normalises it. Without an owner it holds wherever
    the phrase occurs; with one it holds in that requirement alone.
    STATE: true while `machine` is in one of `locations`. EXPRESSION: true while `expression`, a
    UPPAAL expression over variables and locations, holds. EVENT: true at the instant `event` occurs.
    """

    kind: ClassVar[str] = "proposition"
    owners: ClassVar[tuple[str, ...]] = ("", "requirement")

    binding: Binding = Binding.NONE
    locations: Annotated[tuple[Id, ...], To(("location",))] = ()
    expression: str = ""
    event: Annotated[Id | None, To(("event",))] = None
    negated: bool = False
    confirmed_by: str = ""
    """Who confirmed the binding; while it is empty the binding is an offer and is not used."""


@dataclass(frozen=True, slots=True, kw_only=True)
class TraceLink(Element):
    """States that `source` serves `target`, an element, or `clause`, a rule outside the model."""

    kind: ClassVar[str] = "trace"
    owners: ClassVar[tuple[str, ...]] = ("",)

    source: Annotated[Id, To()]
    target: Annotated[Id | None, To()] = None
    clause: str = ""
    relation: Relation = Relation.SATISFIES
    source_confirmed: str = ""
    """Digest of what the source said when a person made or last confirmed the link; empty where nobody did.

    See `core.model.substance`. It tells whether the link is suspect, wherever the model is taken."""
    target_confirmed: str = ""
    """The same of the target, or of the clause where there is no target."""
