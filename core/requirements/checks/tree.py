"""What a check says, as a tree: conditions over the model, verdicts, settings in files, connectives."""

from dataclasses import dataclass, field
from decimal import Decimal
from enum import StrEnum


class Comparison(StrEnum):
    """How a value is compared; the last four are for numbers."""

    IS = "is"
    NAMES = "names"
    BELOW = "<"
    AT_MOST = "<="
    ABOVE = ">"
    AT_LEAST = ">="


class Quantifier(StrEnum):
    """Of how many elements something must hold."""

    EVERY = "every"
    SOME = "some"
    NO = "no"


@dataclass(frozen=True, slots=True)
class Quantity:
    """A number and its unit, an empty text where it has none."""

    number: Decimal
    unit: str = ""


Value = str | Quantity


@dataclass(frozen=True, slots=True)
class Span:
    """Where something stands in the statement: from `start`, before `end`, counted from 0."""

    start: int = 0
    end: int = 0


@dataclass(frozen=True, slots=True)
class FactTest:
    """A fact of the element in question, or of one that relations lead to, compared with values."""

    path: tuple[str, ...]
    comparison: Comparison
    values: tuple[Value, ...]
    span: Span = field(default=Span(), compare=False)


@dataclass(frozen=True, slots=True)
class InZone:
    """The element at the end of the relations is in the zone of that name, or in one inside it."""

    path: tuple[str, ...]
    zone: str
    span: Span = field(default=Span(), compare=False)


@dataclass(frozen=True, slots=True)
class CrossesZone:
    """One end of the flow is in the zone of that name and the other is not."""

    zone: str
    span: Span = field(default=Span(), compare=False)


@dataclass(frozen=True, slots=True)
class Each:
    """Every, some or no element of a sort that meets `where` meets `holds`.

    `among` leads from the element in question to those that are meant; empty for all of the model.
    """

    quantifier: Quantifier
    sort: str
    among: tuple[str, ...]
    where: "Check | None"
    holds: "Check"
    span: Span = field(default=Span(), compare=False)


@dataclass(frozen=True, slots=True)
class Named:
    """The one element of a sort that has the name, of the owner where one is named, meets `holds`."""

    sort: str
    name: str
    owner: str
    holds: "Check"
    span: Span = field(default=Span(), compare=False)


@dataclass(frozen=True, slots=True)
class VerdictTest:
    """The verdict on a requirement, by its key, is satisfied; on the requirement of the check where empty."""

    requirement: str
    span: Span = field(default=Span(), compare=False)


@dataclass(frozen=True, slots=True)
class SettingTest:
    """The value at a key of a file that is handed in, compared; `unit` is that of a number that has none."""

    key: str
    file: str
    unit: str
    comparison: Comparison
    values: tuple[Value, ...]
    span: Span = field(default=Span(), compare=False)


@dataclass(frozen=True, slots=True)
class DigestTest:
    """A file that is handed in has this SHA-256."""

    file: str
    digest: str
    span: Span = field(default=Span(), compare=False)


@dataclass(frozen=True, slots=True)
class EvidenceTest:
    """Evidence of the model still counts: it is younger than `age`, or (None) its file is as recorded."""

    name: str
    age: Quantity | None
    span: Span = field(default=Span(), compare=False)


@dataclass(frozen=True, slots=True)
class AllOf:
    """All parts hold."""

    parts: tuple["Check", ...]


@dataclass(frozen=True, slots=True)
class AnyOf:
    """Some part holds."""

    parts: tuple["Check", ...]


@dataclass(frozen=True, slots=True)
class Denial:
    """The part does not hold."""

    part: "Check"


Leaf = Each | Named | VerdictTest | SettingTest | DigestTest | EvidenceTest
"""What is decided by itself; connectives join them."""

Condition = FactTest | InZone | CrossesZone
"""What is said of one element, behind a colon."""

Check = Leaf | Condition | AllOf | AnyOf | Denial
