"""Expressions of the model as phrases: names resolved to elements, times kept until the unit is known."""

from collections.abc import Callable
from dataclasses import dataclass, field, replace

from core.model import ClockVariable, Duration, Id, Location, Timer, Variable
from core.uppaal.language import expression as tree
from core.uppaal.language.expression import Expression, Span

Meaning = ClockVariable | Timer | Variable | Location


@dataclass(frozen=True, slots=True)
class Start:
    """A timer is started, or stopped."""

    timer: Id
    stops: bool = False


@dataclass(frozen=True, slots=True)
class Phrase:
    """One expression, or the steps of an update, with what the names and times in it stand for."""

    trees: tuple[Expression, ...] = ()
    meanings: dict[Span, Meaning | Duration | Start] = field(default_factory=dict)
    writes: frozenset[Id] = frozenset()
    """The variables, clocks and timers that an update sets."""
    clocks: bool = False
    """Whether a guard or invariant bounds clocks."""

    def __bool__(self) -> bool:
        return bool(self.trees)

    @property
    def elements(self) -> tuple[Meaning, ...]:
        """The elements named in it."""
        return tuple(one for one in self.meanings.values() if not isinstance(one, Duration | Start))

    @property
    def times(self) -> tuple[Duration, ...]:
        """The times written in it."""
        return tuple(one for one in self.meanings.values() if isinstance(one, Duration))

    def spelt(self, spell: Callable[[Meaning | Duration], Expression]) -> Expression:
        """The expression of a guard, invariant or proposition in the words of the document."""
        (only,) = self.trees
        return self._rewritten(only, spell)

    def steps(
        self,
        spell: Callable[[Meaning | Duration], Expression],
        begin: Callable[[Start], tuple[Expression, ...]],
    ) -> tuple[Expression, ...]:
        """The assignments of an update in the words of the document."""
        done: list[Expression] = []
        for one in self.trees:
            meaning = self.meanings.get(one.span)
            done.extend(begin(meaning) if isinstance(meaning, Start) else (self._rewritten(one, spell),))
        return tuple(done)

    def _rewritten(self, node: Expression, spell: Callable[[Meaning | Duration], Expression]) -> Expression:
        meaning = self.meanings.get(node.span) if isinstance(node, _LEAVES) else None
        if meaning is not None and not isinstance(meaning, Start):
            return spell(meaning)
        match node:
            case tree.Prefix() | tree.Postfix():
                return replace(node, operand=self._rewritten(node.operand, spell))
            case tree.Binary():
                return replace(
                    node, left=self._rewritten(node.left, spell), right=self._rewritten(node.right, spell)
                )
            case tree.Conditional():
                return tree.Conditional(
                    self._rewritten(node.test, spell),
                    self._rewritten(node.chosen, spell),
                    self._rewritten(node.otherwise, spell),
                )
            case tree.Assignment():
                return replace(
                    node, target=self._rewritten(node.target, spell), value=self._rewritten(node.value, spell)
                )
        return node


_LEAVES = (tree.Number, tree.Name, tree.Member)


def named(name: str) -> Expression:
    """The identifier, or `process.name` with a dot."""
    first, *rest = name.split(".")
    node: Expression = tree.Name(first)
    for part in rest:
        node = tree.Member(node, part)
    return node


def both(*parts: Expression) -> Expression:
    """All parts joined by `&&`; true where there are none."""
    return _joined("&&", True, parts)


def either(*parts: Expression) -> Expression:
    """All parts joined by `||`; false where there are none."""
    return _joined("||", False, parts)


def negation(part: Expression) -> Expression:
    """The part denied; a denial of a denial is taken away."""
    match part:
        case tree.Truth(value=value):
            return tree.Truth(not value)
        case tree.Prefix(operator="!", operand=operand):
            return operand
        case tree.Binary(operator="==", left=left, right=right):
            return tree.Binary("!=", left, right)
        case tree.Binary(operator="!=", left=left, right=right):
            return tree.Binary("==", left, right)
    return tree.Prefix("!", part)


def implies(condition: Expression, consequence: Expression) -> Expression:
    """`condition imply consequence`, without a condition that always holds."""
    return consequence if condition == tree.Truth(True) else tree.Binary("imply", condition, consequence)


def assigned(name: str, value: Expression | int | bool) -> Expression:
    """`name = value`."""
    if isinstance(value, bool):
        value = tree.Truth(value)
    elif isinstance(value, int):
        value = tree.Number(value)
    return tree.Assignment("=", tree.Name(name), value)


def compared(name: str, operator: str, value: int) -> Expression:
    """`name operator value`."""
    return tree.Binary(operator, tree.Name(name), tree.Number(value))


def literal(node: Expression | None, otherwise: int) -> int:
    """The number that is written there, with its sign, and another for anything else."""
    match node:
        case tree.Number(value=value):
            return value
        case tree.Prefix(operator="-", operand=tree.Number(value=value)):
            return -value
    return otherwise


def path_of(node: Expression) -> tuple[str, ...] | None:
    """The names of a path such as `Machine.variable`; None for anything else."""
    match node:
        case tree.Name(name=name):
            return (name,)
        case tree.Member(base=base, name=name):
            outer = path_of(base)
            return None if outer is None else (*outer, name)
    return None


def _joined(operator: str, neutral: bool, parts: tuple[Expression, ...]) -> Expression:
    whole: Expression | None = None
    for part in dict.fromkeys(parts):
        if part == tree.Truth(not neutral):
            return part
        if part != tree.Truth(neutral):
            whole = part if whole is None else tree.Binary(operator, whole, part)
    return tree.Truth(neutral) if whole is None else whole
