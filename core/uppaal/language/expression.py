"""UPPAAL's expressions as trees. Equality ignores where a node was written and how it was spelt.

Spellings of the same operator are one: `and` is `&&`, `or` is `||`, `not` is `!`, `:=` is `=`.
"""

from dataclasses import dataclass, field


@dataclass(frozen=True, slots=True)
class Span:
    """Where something was written: line and column from 1, and length in characters."""

    line: int = 0
    column: int = 0
    length: int = 0


NOWHERE = Span()


@dataclass(frozen=True, slots=True)
class Node:
    """Any part of a text, with its place."""

    span: Span = field(default=NOWHERE, compare=False, repr=False, kw_only=True)


@dataclass(frozen=True, slots=True)
class Number(Node):
    """A whole number, not negative."""

    value: int


@dataclass(frozen=True, slots=True)
class Real(Node):
    """A floating-point number as it was written."""

    text: str


@dataclass(frozen=True, slots=True)
class Text(Node):
    """A string, without its quotes."""

    text: str


@dataclass(frozen=True, slots=True)
class Truth(Node):
    """`true` or `false`."""

    value: bool


@dataclass(frozen=True, slots=True)
class Deadlock(Node):
    """The state predicate `deadlock`."""


@dataclass(frozen=True, slots=True)
class Name(Node):
    """An identifier."""

    name: str


@dataclass(frozen=True, slots=True)
class Index(Node):
    """`base[index]`."""

    base: "Expression"
    index: "Expression"


@dataclass(frozen=True, slots=True)
class Member(Node):
    """`base.name`: a field of a struct, or a location or variable of a process."""

    base: "Expression"
    name: str


@dataclass(frozen=True, slots=True)
class Call(Node):
    """`function(arguments)`; in queries also a process of a template with parameters."""

    function: "Expression"
    arguments: tuple["Expression", ...] = ()


@dataclass(frozen=True, slots=True)
class Prefix(Node):
    """An operator before its operand: `-`, `+`, `!`, `++` or `--`."""

    operator: str
    operand: "Expression"


@dataclass(frozen=True, slots=True)
class Postfix(Node):
    """An operator after its operand: `++`, `--`, or `'` for the rate of a clock."""

    operator: str
    operand: "Expression"


@dataclass(frozen=True, slots=True)
class Binary(Node):
    """Two operands and the operator between them."""

    operator: str
    left: "Expression"
    right: "Expression"


@dataclass(frozen=True, slots=True)
class Conditional(Node):
    """`test ? chosen : otherwise`."""

    test: "Expression"
    chosen: "Expression"
    otherwise: "Expression"


@dataclass(frozen=True, slots=True)
class Assignment(Node):
    """`target operator value`, such as `x = 0` or `i += 2`."""

    operator: str
    target: "Expression"
    value: "Expression"


@dataclass(frozen=True, slots=True)
class Quantifier(Node):
    """`forall`, `exists` or `sum` over the values of a type."""

    kind: str
    variable: str
    type: "Type"
    body: "Expression"


Expression = (
    Number
    | Real
    | Text
    | Truth
    | Deadlock
    | Name
    | Index
    | Member
    | Call
    | Prefix
    | Postfix
    | Binary
    | Conditional
    | Assignment
    | Quantifier
)


@dataclass(frozen=True, slots=True)
class NamedType(Node):
    """A type by its name: int, bool, clock, chan, void, double, string, or one that was defined."""

    name: str


@dataclass(frozen=True, slots=True)
class IntegerRange(Node):
    """`int[low,high]`."""

    low: Expression
    high: Expression


@dataclass(frozen=True, slots=True)
class ScalarSet(Node):
    """`scalar[size]`: values that can only be told apart."""

    size: Expression


@dataclass(frozen=True, slots=True)
class Struct(Node):
    """A record; each field has its type and the sizes of an array where it is one."""

    fields: tuple["StructField", ...]


@dataclass(frozen=True, slots=True)
class Type(Node):
    """A type with its prefixes: const, meta, urgent, broadcast, hybrid."""

    base: NamedType | IntegerRange | ScalarSet | Struct
    prefixes: tuple[str, ...] = ()


Dimension = Expression | Type
"""The size of an array, or the type whose values index it."""


@dataclass(frozen=True, slots=True)
class StructField(Node):
    """A field of a struct."""

    type: Type
    name: str
    dimensions: tuple[Dimension, ...] = ()


LEVELS = (
    ("||", "imply", "xor"),
    ("&&",),
    ("|",),
    ("^",),
    ("&",),
    ("==", "!="),
    ("<", "<=", ">", ">="),
    ("<?", ">?"),
    ("<<", ">>"),
    ("+", "-"),
    ("*", "/", "%"),
)
"""Operators between two operands, from the loosest to the tightest; all group to the left."""
