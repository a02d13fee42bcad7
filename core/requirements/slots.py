"""What a requirement sentence is understood to say: its slots, each with its place in the text."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from decimal import Decimal
from enum import StrEnum
from typing import Any

from core.ground.diagnostic import Diagnostic, Severity


class EarsPattern(StrEnum):
    """The six patterns of EARS (Mavin and others, RE 2009); complex means more than one clause."""

    UBIQUITOUS = "ubiquitous"
    EVENT = "event"
    STATE = "state"
    OPTIONAL = "optional"
    UNWANTED = "unwanted"
    COMPLEX = "complex"


class BoundKind(StrEnum):
    """How a response is bound in time."""

    WITHIN = "within"
    AT_LEAST = "at_least"
    """Not before so much time has passed since the trigger."""
    FOR = "for"
    EVERY = "every"
    UNTIL = "until"
    BEFORE = "before"
    AFTER = "after"


@dataclass(frozen=True, slots=True)
class Span:
    """A piece of the sentence. `column` counts characters from 1 in the text as it was given.

    A response that a time bound interrupts has its pieces joined in `text`; its `length` then
    reaches over the bound. `negated` says that a word outside the piece denies it: the "not" of
    "shall not", or "unless".
    """

    text: str
    column: int
    length: int
    negated: bool = False

    @property
    def end(self) -> int:
        """The column after the last character."""
        return self.column + self.length

    def to_plain(self) -> dict[str, Any]:
        """The documented JSON object."""
        return {
            "text": self.text,
            "column": self.column,
            "length": self.length,
            "negated": self.negated,
        }


@dataclass(frozen=True, slots=True)
class Quantity:
    """A number exactly as written and a unit of `core.model.duration.NANOSECONDS`."""

    value: Decimal
    unit: str

    def __str__(self) -> str:
        return f"{self.value} {self.unit}"


@dataclass(frozen=True, slots=True)
class Deadline:
    """A time bound. `value` is a number of `unit`, or a phrase (`unit` empty) where a condition bounds.

    `limit` qualifies a duration: empty, "at least", "at most" or "more than". `earliest` is the
    lower end of "between 5 ms and 15 ms", whose upper end is `value`. A `strict` bound, such as "less
    than 5 s", does not allow the time itself.
    """

    kind: BoundKind
    value: Decimal | str
    unit: str
    column: int
    length: int
    limit: str = ""
    earliest: Quantity | None = None
    strict: bool = False

    @property
    def end(self) -> int:
        """The column after the last character."""
        return self.column + self.length

    @property
    def phrase(self) -> Span | None:
        """The condition that bounds; it ends where the bound ends."""
        if not isinstance(self.value, str):
            return None
        return Span(self.value, self.end - len(self.value), len(self.value))

    def to_plain(self) -> dict[str, Any]:
        """The documented JSON object; `limit`, `earliest` and `strict` only where they say something."""
        plain: dict[str, Any] = {
            "kind": self.kind.value,
            "value": plain_number(self.value) if isinstance(self.value, Decimal) else self.value,
            "unit": self.unit,
            "column": self.column,
            "length": self.length,
        }
        if self.limit:
            plain["limit"] = self.limit
        if self.strict:
            plain["strict"] = True
        if self.earliest:
            plain["earliest"] = {
                "value": plain_number(self.earliest.value),
                "unit": self.earliest.unit,
            }
        return plain


@dataclass(frozen=True, slots=True)
class Response(Span):
    """What the system shall do, or with `negated` shall not do, and the bound that applies to it."""

    deadline: Deadline | None = None

    def to_plain(self) -> dict[str, Any]:
        """The documented JSON object."""
        bound = self.deadline.to_plain() if self.deadline else None
        return {
            "text": self.text,
            "column": self.column,
            "length": self.length,
            "negated": self.negated,
            "deadline": bound,
        }


@dataclass(frozen=True, slots=True)
class Slots:
    """The parts of a requirement sentence; a part that the sentence does not have is empty."""

    system: Span | None = None
    features: tuple[Span, ...] = ()
    states: tuple[Span, ...] = ()
    trigger: Span | None = None
    unwanted: Span | None = None
    responses: tuple[Response, ...] = ()

    @property
    def deadline(self) -> Deadline | None:
        """The time bound of the sentence; where responses have bounds of their own, the first."""
        return next((response.deadline for response in self.responses if response.deadline), None)

    def spans(self) -> Iterator[Span]:
        """Every piece, time bounds included, in the order of the roles."""
        named = (self.system, *self.features, *self.states, self.trigger, self.unwanted)
        yield from (span for span in named if span)
        for response in self.responses:
            yield response
            if response.deadline:
                yield Span("", response.deadline.column, response.deadline.length)

    def to_plain(self) -> dict[str, Any]:
        """The documented JSON object."""
        return {
            "system": self.system and self.system.to_plain(),
            "features": [span.to_plain() for span in self.features],
            "states": [span.to_plain() for span in self.states],
            "trigger": self.trigger and self.trigger.to_plain(),
            "unwanted": self.unwanted and self.unwanted.to_plain(),
            "responses": [response.to_plain() for response in self.responses],
            "deadline": self.deadline and self.deadline.to_plain(),
        }


class ThematicRole(StrEnum):
    """What a piece of a ReSA sentence is to the action that its phrase tells of."""

    AGENT = "agent"
    """Who acts."""
    ACTION = "action"
    THEME = "theme"
    """What is acted on, or what something is said of."""
    RECIPIENT = "recipient"
    SOURCE = "source"
    GOAL = "goal"
    """The state, mode or value that is reached or compared with."""
    INSTRUMENT = "instrument"
    LOCATION = "location"


@dataclass(frozen=True, slots=True)
class RoleSpan(Span):
    """A piece with its role; the class is empty where the piece is no typed noun."""

    role: ThematicRole = ThematicRole.THEME
    ontology_class: str = ""

    def to_plain(self) -> dict[str, Any]:
        """The documented JSON object."""
        return {
            "role": self.role.value,
            "text": self.text,
            "class": self.ontology_class,
            "column": self.column,
            "length": self.length,
        }


@dataclass(frozen=True, slots=True)
class Parsed:
    """The answer for one sentence. `ok` means that all of it is understood: no diagnostic is an error.

    Every character belongs to a slot, to one of the `keywords` (which include punctuation) or to a
    diagnostic; nothing is passed over. `language` is "ears", "resa" where a noun has its class behind it,
    or "plain": no requirement could be made out, and `pattern` is None. The roles are those of ReSA.
    `boilerplate` names the project's own boilerplate in whose shape the sentence is, if it is in one.
    """

    text: str
    pattern: EarsPattern | None = None
    slots: Slots = field(default_factory=Slots)
    diagnostics: tuple[Diagnostic, ...] = ()
    keywords: tuple[Span, ...] = ()
    language: str = "plain"
    roles: tuple[RoleSpan, ...] = ()
    boilerplate: str = ""

    @property
    def ok(self) -> bool:
        """Whether the whole sentence is understood."""
        return not any(diagnostic.severity is Severity.ERROR for diagnostic in self.diagnostics)

    def to_plain(self) -> dict[str, Any]:
        """The documented JSON object without `id` and `text`, which the reader of records adds."""
        return {
            "ok": self.ok,
            "language": self.language,
            "pattern": self.pattern and self.pattern.value,
            "slots": {**self.slots.to_plain(), **self._roles()},
            "diagnostics": [diagnostic.to_plain() for diagnostic in self.diagnostics],
            **({"boilerplate": self.boilerplate} if self.boilerplate else {}),
        }

    def _roles(self) -> dict[str, Any]:
        return {"roles": [role.to_plain() for role in self.roles]} if self.language == "resa" else {}


def plain_number(value: Decimal) -> int | float:
    """The number for JSON: whole where it is written whole."""
    return int(value) if value == value.to_integral_value() else float(value)
