"""UPPAAL's declarations, statements, edge labels and queries as trees."""

from dataclasses import dataclass
from enum import StrEnum

from core.uppaal.language.expression import Dimension, Expression, Node, Type


@dataclass(frozen=True, slots=True)
class Initialiser(Node):
    """`{...}`: the parts of an array or struct; a part may be named by its field."""

    parts: tuple[tuple[str, "Expression | Initialiser"], ...]


@dataclass(frozen=True, slots=True)
class Declarator(Node):
    """One name of a declaration, with the sizes of an array and a first value."""

    name: str
    dimensions: tuple[Dimension, ...] = ()
    initial: "Expression | Initialiser | None" = None


@dataclass(frozen=True, slots=True)
class Variables(Node):
    """Variables, constants, clocks or channels of one type."""

    type: Type
    declarators: tuple[Declarator, ...]


@dataclass(frozen=True, slots=True)
class TypeDefinition(Node):
    """`typedef`: new names for a type."""

    type: Type
    declarators: tuple[Declarator, ...]


@dataclass(frozen=True, slots=True)
class Parameter(Node):
    """What a function, template or partial instance is given; by reference with `&`."""

    type: Type
    name: str
    dimensions: tuple[Dimension, ...] = ()
    reference: bool = False


@dataclass(frozen=True, slots=True)
class Block(Node):
    """Local declarations and statements in their order."""

    items: tuple["Variables | TypeDefinition | Statement", ...] = ()


@dataclass(frozen=True, slots=True)
class Evaluate(Node):
    """An expression as a statement."""

    expression: Expression


@dataclass(frozen=True, slots=True)
class Empty(Node):
    """A lone semicolon."""


@dataclass(frozen=True, slots=True)
class If(Node):
    """A choice between statements."""

    test: Expression
    chosen: "Statement"
    otherwise: "Statement | None" = None


@dataclass(frozen=True, slots=True)
class While(Node):
    """A loop that tests first; with `after` it tests last (`do ... while`)."""

    test: Expression
    body: "Statement"
    after: bool = False


@dataclass(frozen=True, slots=True)
class For(Node):
    """A loop with its start, test and step."""

    start: Expression
    test: Expression
    step: Expression
    body: "Statement"


@dataclass(frozen=True, slots=True)
class Iteration(Node):
    """A loop over the values of a type."""

    variable: str
    type: Type
    body: "Statement"


@dataclass(frozen=True, slots=True)
class Return(Node):
    """The end of a function."""

    value: Expression | None = None


Statement = Block | Evaluate | Empty | If | While | For | Iteration | Return


@dataclass(frozen=True, slots=True)
class Function(Node):
    """A function of the model."""

    result: Type
    name: str
    parameters: tuple[Parameter, ...]
    body: Block


@dataclass(frozen=True, slots=True)
class Instantiation(Node):
    """`name(parameters) = template(arguments);`: a process, or with parameters a family of them."""

    name: str
    parameters: tuple[Parameter, ...]
    template: str
    arguments: tuple[Expression, ...]


@dataclass(frozen=True, slots=True)
class System(Node):
    """The `system` line: groups of processes, from the lowest priority to the highest."""

    groups: tuple[tuple[str, ...], ...]


@dataclass(frozen=True, slots=True)
class ChannelPriority(Node):
    """`chan priority ...;`."""


@dataclass(frozen=True, slots=True)
class UpdateHook(Node):
    """`before_update` or `after_update`: what is done around each update."""

    name: str
    expressions: tuple[Expression, ...] = ()


@dataclass(frozen=True, slots=True)
class DynamicTemplate(Node):
    """`dynamic T(...);`: a template whose processes come and go."""

    name: str


@dataclass(frozen=True, slots=True)
class Progress(Node):
    """Progress measures, which guide UPPAAL's search and mean nothing else."""


Declaration = (
    Variables
    | TypeDefinition
    | Function
    | Instantiation
    | System
    | ChannelPriority
    | UpdateHook
    | DynamicTemplate
    | Progress
)


@dataclass(frozen=True, slots=True)
class Selection(Node):
    """`variable : type` in a select label."""

    variable: str
    type: Type


@dataclass(frozen=True, slots=True)
class Synchronisation(Node):
    """A channel with `!` for sending or `?` for receiving; an empty direction is CSP's handshake."""

    channel: Expression
    direction: str


class Path(StrEnum):
    """What a query asks of the runs."""

    ALWAYS = "A[]"
    POSSIBLY = "E<>"
    POTENTIALLY_ALWAYS = "E[]"
    EVENTUALLY = "A<>"
    LEADS_TO = "-->"
    SUPREMUM = "sup"
    INFIMUM = "inf"
    BOUNDS = "bounds"


@dataclass(frozen=True, slots=True)
class Formula(Node):
    """A query. `condition` is its state predicate.

    With leads-to, `condition` is what calls for `goal`. With sup, inf and bounds, `measures` are the
    expressions asked for, and `condition` the predicate in braces or None.
    """

    path: Path
    condition: Expression | None
    goal: Expression | None = None
    measures: tuple[Expression, ...] = ()
