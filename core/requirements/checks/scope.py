"""What is spoken of at a place of a check that is not whole yet. Import late: lark is loaded with it."""

from collections.abc import Iterator
from dataclasses import dataclass

from lark import Token, Tree, UnexpectedInput

from core.requirements.checks.assembly import Assembly
from core.requirements.checks.meaning import Kinds
from core.requirements.checks.parsing import lowered, parser
from core.requirements.checks.tree import Comparison, Value

_PROBE = "probe__"
_HOLDS = ": kind is component"
"""Holds of nothing or of anything, and is meant by every sort."""


@dataclass(frozen=True, slots=True)
class Scope:
    """The kinds at the end of the path at the place, and the path; no kinds outside of every colon."""

    kinds: Kinds = ()
    path: tuple[str, ...] = ()


def accepted(before: str) -> frozenset[str]:
    """The terminals of the grammar of which one may come next; none where what is written is none."""
    try:
        state = parser().parse_interactive(lowered(before))
        state.exhaust_lexer()
    except UnexpectedInput:
        return frozenset()
    return frozenset(state.accepts())  # type: ignore[no-untyped-call]


def tails(before: str) -> Iterator[str]:
    """What can end a check in which parentheses, or what “where” narrows, are open."""
    bare = "".join(before.split('"')[::2])
    many = max(bare.count("(") - bare.count(")"), 0)
    yield ")" * many
    for place in range(many + 1):
        yield f"{')' * place}{_HOLDS}{')' * (many - place)}"
    yield f"{')' * many}{_HOLDS}{_HOLDS}"


def scope_of_fact(before: str) -> Scope:
    """What a fact that is written next would be one of."""
    return _probed(before, f"{_PROBE} is yes", fact=True)


def scope_of_value(before: str) -> Scope:
    """The fact with which a value that is written next would be compared."""
    return _probed(before, _PROBE, fact=False)


def _probed(before: str, probe: str, fact: bool) -> Scope:
    for tail in tails(before):
        whole = f"{before}{probe}{tail}"
        try:
            tree = parser().parse(lowered(whole))
        except UnexpectedInput:
            continue
        found = _Probing(whole, fact)
        found.check(tree.children[0])
        return found.scope
    return Scope()


class _Probing(Assembly):
    """Reads a check in which the probe stands, and keeps where that is."""

    def __init__(self, statement: str, fact: bool) -> None:
        super().__init__(statement)
        self.scope = Scope()
        self._as_fact = fact

    def _fits(
        self,
        tree: Tree[Token],
        path: tuple[str, ...],
        comparison: Comparison,
        values: tuple[Value, ...],
        kinds: Kinds,
    ) -> None:
        if (path[-1] == _PROBE) if self._as_fact else (_PROBE in values):
            self.scope = Scope(self._read(path, kinds) or (), path)
            return
        super()._fits(tree, path, comparison, values, kinds)
