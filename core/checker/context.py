"""Where an expression stands while a document is made into a network."""

from dataclasses import dataclass, replace
from typing import Protocol

from core.checker.code import Code
from core.checker.scope import NamedFunction, Scope, Stored
from core.uppaal.language import expression as e


@dataclass(slots=True)
class Frame:
    """How many locals a function has so far."""

    size: int = 0


class Building(Protocol):
    """What expressions need of the network that is being built."""

    def constant(self, tree: e.Expression, context: "Context") -> int:
        """The value of an expression that does not depend on the state."""

    def call(self, function: NamedFunction, tree: e.Call, context: "Context") -> Code:
        """The code of a call."""

    def location_test(self, process: int, name: str) -> Code | None:
        """The code that tells whether the process is in that location, None where it has none such."""

    def member(self, process: int, name: str) -> Stored | None:
        """A variable, clock or constant of the process."""

    def process_name(self, process: int) -> str:
        """The name of the process."""


@dataclass(frozen=True, slots=True)
class Context:
    """The names that an expression sees, the network being built, and words for errors."""

    scope: Scope
    building: Building
    where: str
    frame: Frame | None = None
    """The locals, inside a function."""
    effects: bool = False
    """Whether the expression may change the state."""

    def inside(self, **names: Stored) -> "Context":
        """The context with further names."""
        return replace(self, scope=Scope(self.scope, dict(names)))

    def constant(self, tree: e.Expression) -> int:
        """The value of an expression that does not depend on the state; Refused where it does."""
        return self.building.constant(tree, self)
