"""Turns what the grammar recognised into the trees of `expression` and `declaration`."""

from collections.abc import Callable
from typing import Any

from lark import Token, Tree
from lark.tree import Meta

from core.uppaal.language import declaration as d
from core.uppaal.language import expression as e
from core.uppaal.language.expression import NOWHERE, Span

RESERVED = frozenset(
    (
        *("assign", "branchpoint", "break", "case", "commit", "continue", "default", "do", "else", "enum"),
        *("for", "guard", "if", "import", "init", "meta", "not", "priority", "process", "rate", "return"),
        *("state", "struct", "switch", "sync", "trans", "typedef", "while"),
    )
)
"""Words of the language that the grammar could take for names."""

_SPELLING = {"and": "&&", "or": "||", "not": "!", ":=": "="}

_Items = list[Any]


class ReservedWord(Exception):
    """A word of the language stands where a name should."""

    def __init__(self, word: str, span: Span) -> None:
        super().__init__(word)
        self.word = word
        self.span = span


def build(recognised: "Tree[Token] | Token | None") -> Any:
    """The tree for what the grammar recognised; tokens are texts."""
    if recognised is None:
        return None
    if isinstance(recognised, Token):
        if recognised.type == "NAME" and recognised in RESERVED:
            raise _reserved(recognised)
        return _SPELLING.get(recognised, str(recognised))
    items = [build(child) for child in recognised.children]
    return _BUILDERS[str(recognised.data)](_span(recognised.meta), items)


def _span(meta: Meta) -> Span:
    if meta.empty:
        return NOWHERE
    return Span(meta.line, meta.column, meta.end_pos - meta.start_pos)


def _reserved(word: Token) -> ReservedWord:
    return ReservedWord(str(word), Span(word.line or 0, word.column or 0, len(word)))


def _listed(_span: Span, items: _Items) -> tuple[Any, ...]:
    return () if items == [None] else tuple(items)


def _fields(span: Span, items: _Items) -> list[e.StructField]:
    return [e.StructField(items[0], named.name, named.dimensions, span=span) for named in items[1:]]


def _channel(span: Span, items: _Items) -> e.Expression:
    tree: e.Expression = e.Name(items[0], span=span)
    for index in items[1:]:
        tree = e.Index(tree, index, span=span)
    return tree


def _system(span: Span, items: _Items) -> d.System:
    groups: list[list[str]] = [[]]
    for item in items:
        if item == "<":
            groups.append([])
        else:
            groups[-1].append(item)
    return d.System(tuple(map(tuple, groups)), span=span)


def _measure(span: Span, word: str, condition: e.Expression | None, measures: _Items) -> d.Formula:
    if word not in (d.Path.SUPREMUM, d.Path.INFIMUM, d.Path.BOUNDS):
        raise ReservedWord(word, Span(span.line, span.column, len(word)))
    return d.Formula(d.Path(word), condition, measures=tuple(measures), span=span)


_BUILDERS: dict[str, Callable[[Span, _Items], Any]] = {
    "number": lambda span, items: e.Number(int(items[0]), span=span),
    "real": lambda span, items: e.Real(items[0], span=span),
    "text": lambda span, items: e.Text(items[0][1:-1], span=span),
    "truth": lambda span, items: e.Truth(items[0] == "true", span=span),
    "deadlock": lambda span, _items: e.Deadlock(span=span),
    "name": lambda span, items: e.Name(items[0], span=span),
    "index": lambda span, items: e.Index(items[0], items[1], span=span),
    "member": lambda span, items: e.Member(items[0], items[1], span=span),
    "call": lambda span, items: e.Call(items[0], items[1], span=span),
    "prefix": lambda span, items: e.Prefix(items[0], items[1], span=span),
    "postfixed": lambda span, items: e.Postfix(items[1], items[0], span=span),
    "binary": lambda span, items: e.Binary(items[1], items[0], items[2], span=span),
    "conditional": lambda span, items: e.Conditional(items[0], items[2], items[3], span=span),
    "assign": lambda span, items: e.Assignment(items[1], items[0], items[2], span=span),
    "quantifier": lambda span, items: e.Quantifier(*items, span=span),
    "named_type": lambda span, items: e.NamedType(items[0], span=span),
    "builtin_name": lambda span, items: e.NamedType(items[0], span=span),
    "integer": lambda span, _items: e.NamedType("int", span=span),
    "channel_type": lambda span, _items: e.NamedType("chan", span=span),
    "integer_range": lambda span, items: e.IntegerRange(items[0], items[1], span=span),
    "scalar_set": lambda span, items: e.ScalarSet(items[0], span=span),
    "struct": lambda span, items: e.Struct(tuple(field for group in items for field in group), span=span),
    "field": _fields,
    "type": lambda span, items: e.Type(items[-1], tuple(items[:-1]), span=span),
    "builtin_type": lambda span, items: e.Type(items[-1], tuple(items[:-1]), span=span),
    "variables": lambda span, items: d.Variables(items[0], tuple(items[1:]), span=span),
    "type_definition": lambda span, items: d.TypeDefinition(items[0], tuple(items[1:]), span=span),
    "declarator": lambda span, items: d.Declarator(items[0], items[1], items[3], span=span),
    "plain_declarator": lambda span, items: d.Declarator(items[0], items[1], span=span),
    "dimensions": _listed,
    "initialiser": lambda span, items: d.Initialiser(tuple(items), span=span),
    "part": lambda _span, items: (items[0], items[1]) if len(items) == 2 else ("", items[0]),
    "function": lambda span, items: d.Function(*items, span=span),
    "parameter": lambda span, items: d.Parameter(
        items[0], items[2], items[3], items[1] is not None, span=span
    ),
    "instantiation": lambda span, items: d.Instantiation(
        items[0], items[1] or (), items[3], items[4], span=span
    ),
    "instance_parameters": lambda _span, items: items[0],
    "system": _system,
    "channel_priority": lambda span, _items: d.ChannelPriority(span=span),
    "channel_or_default": lambda _span, items: items,
    "channel": _channel,
    "synchronisation": lambda span, items: d.Synchronisation(items[0], items[1] or "", span=span),
    "update_hook": lambda span, items: d.UpdateHook(items[0], items[1], span=span),
    "dynamic_template": lambda span, items: d.DynamicTemplate(items[0], span=span),
    "progress": lambda span, _items: d.Progress(span=span),
    "selection": lambda span, items: d.Selection(items[0], items[1], span=span),
    "block": lambda span, items: d.Block(tuple(items), span=span),
    "evaluate": lambda span, items: d.Evaluate(items[0], span=span),
    "empty": lambda span, _items: d.Empty(span=span),
    "if": lambda span, items: d.If(*items, span=span),
    "while": lambda span, items: d.While(items[0], items[1], span=span),
    "do_while": lambda span, items: d.While(items[1], items[0], after=True, span=span),
    "for": lambda span, items: d.For(*items, span=span),
    "iteration": lambda span, items: d.Iteration(*items, span=span),
    "return": lambda span, items: d.Return(items[0], span=span),
    "path_query": lambda span, items: d.Formula(d.Path("".join(items[0].split())), items[1], span=span),
    "leads_to": lambda span, items: d.Formula(d.Path.LEADS_TO, items[0], items[1], span=span),
    "measure": lambda span, items: _measure(span, items[0], None, items[1:]),
    "measure_where": lambda span, items: _measure(span, items[0], items[1], items[2:]),
    "declarations": _listed,
    "expressions": _listed,
    "selections": _listed,
    "parameters": _listed,
}
"""What each rule of grammar.lark becomes, from its place and its finished parts."""
