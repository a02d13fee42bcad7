"""What names stand for while a document is made into a network: types, places of values, scopes."""

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from typing import Literal

from core.checker.code import INT16, ZERO, Code, binary, number
from core.uppaal.language.declaration import Function


@dataclass(frozen=True, slots=True)
class Whole:
    """Whole numbers in a range; truth values are 0 and 1."""

    low: int = INT16[0]
    high: int = INT16[1]
    truth: bool = False
    """Whether any other value than 0 becomes 1 when stored."""


@dataclass(frozen=True, slots=True)
class ClockKind:
    """A clock."""


@dataclass(frozen=True, slots=True)
class ChannelKind:
    """A channel."""

    urgent: bool = False
    broadcast: bool = False


@dataclass(frozen=True, slots=True)
class Nothing:
    """The type of a function without a value."""


@dataclass(frozen=True, slots=True)
class Row:
    """An array; its indices run from `low` to `high`."""

    element: "Kind"
    low: int
    high: int


@dataclass(frozen=True, slots=True)
class Record:
    """A struct."""

    fields: tuple[tuple[str, "Kind"], ...]


Kind = Whole | ClockKind | ChannelKind | Nothing | Row | Record


def size(kind: Kind) -> int:
    """How many single values a value of the type has."""
    if isinstance(kind, Row):
        return max(0, kind.high - kind.low + 1) * size(kind.element)
    if isinstance(kind, Record):
        return sum(size(part) for _name, part in kind.fields)
    return 0 if isinstance(kind, Nothing) else 1


def leaves(kind: Kind, name: str) -> Iterator[tuple[str, Kind]]:
    """The single values of a type in their order, each with its name and type."""
    if isinstance(kind, Row):
        for index in range(kind.low, kind.high + 1):
            yield from leaves(kind.element, f"{name}[{index}]")
    elif isinstance(kind, Record):
        for part, inner in kind.fields:
            yield from leaves(inner, f"{name}.{part}")
    else:
        yield name, kind


Store = Literal["state", "local", "constant", "clock", "channel"]


@dataclass(frozen=True, slots=True)
class Stored:
    """Where a value is: `base` and the computed `offset` in its store; `values` are those of constants."""

    store: Store
    kind: Kind
    base: int
    name: str
    offset: Code = ZERO
    values: tuple[int, ...] = ()
    by_value: bool = False
    """Whether it is a parameter given by value, which a template may not assign to here."""

    def moved(self, kind: Kind, by: Code, suffix: str) -> "Stored":
        """A part of the value."""
        name = self.name + suffix
        if by[0] == "n" and self.offset[0] == "n":
            return replace(self, kind=kind, base=self.base + by[1], name=name)
        return replace(self, kind=kind, offset=binary("+", self.offset, by), name=name)

    @property
    def address(self) -> Code:
        """The number of the slot, clock or channel."""
        return binary("+", number(self.base), self.offset)


@dataclass(frozen=True, slots=True)
class NamedKind:
    """A name that stands for a type."""

    kind: Kind


@dataclass(frozen=True, slots=True, eq=False)
class NamedFunction:
    """A function, and where its body finds its names."""

    function: Function
    scope: "Scope"
    where: str


@dataclass(frozen=True, slots=True)
class NamedProcess:
    """A process of the network, by number; only queries see it."""

    number: int


@dataclass(frozen=True, slots=True)
class Family:
    """The processes of a template with parameters, by the values of these."""

    members: dict[tuple[int, ...], int]


Symbol = Stored | NamedKind | NamedFunction | NamedProcess | Family


@dataclass(slots=True, eq=False)
class Scope:
    """Names and what they stand for; what is not found is looked for around."""

    around: "Scope | None" = None
    names: dict[str, Symbol] = field(default_factory=dict)

    def find(self, name: str) -> Symbol | None:
        """What the name stands for here."""
        scope: Scope | None = self
        while scope is not None:
            found = scope.names.get(name)
            if found is not None:
                return found
            scope = scope.around
        return None
