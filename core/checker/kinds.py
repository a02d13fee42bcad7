"""From the types of a document to kinds."""

from core.checker.context import Context
from core.checker.faults import mistaken, unsupported
from core.checker.scope import ChannelKind, ClockKind, Kind, NamedKind, Nothing, Record, Row, Whole, size
from core.ground.words import _
from core.uppaal.language import expression as e

TRUTH = Whole(0, 1, truth=True)
LARGEST = 100_000
"""How many single values a variable may have."""


def kind_of(tree: e.Type, context: Context, dimensions: tuple[e.Dimension, ...] = ()) -> Kind:
    """The kind of a type, made an array by its dimensions."""
    if "hybrid" in tree.prefixes:
        raise unsupported("hybrid", _("A hybrid clock is used"), tree, context.where)
    kind = _base(tree, context)
    if isinstance(kind, ChannelKind):
        kind = ChannelKind("urgent" in tree.prefixes, "broadcast" in tree.prefixes)
    for dimension in reversed(dimensions):
        low, high = _extent(dimension, context)
        kind = Row(kind, low, high)
        if size(kind) > LARGEST:
            raise unsupported(
                "size",
                _("An array has more than {count} elements").format(count=LARGEST),
                tree,
                context.where,
            )
    return kind


def values_of(kind: Kind, tree: e.Node, context: Context, most: int) -> range:
    """The values of a type that can be run through."""
    if not isinstance(kind, Whole):
        raise mistaken(
            "type-not-bounded", _("Only bounded whole numbers can be run through"), tree, context.where
        )
    if kind.high - kind.low >= most:
        raise unsupported(
            "size", _("More than {count} values would be run through").format(count=most), tree, context.where
        )
    return range(kind.low, kind.high + 1)


def _base(tree: e.Type, context: Context) -> Kind:
    base = tree.base
    match base:
        case e.IntegerRange(low=low, high=high):
            least, most = context.constant(low), context.constant(high)
            if least > most:
                raise mistaken(
                    "range-empty",
                    _("The range {low}..{high} is empty").format(low=least, high=most),
                    base,
                    context.where,
                )
            return Whole(least, most)
        case e.ScalarSet(size=count):
            return Whole(0, context.constant(count) - 1)
        case e.Struct(fields=fields):
            return Record(
                tuple((field.name, kind_of(field.type, context, field.dimensions)) for field in fields)
            )
        case e.NamedType(name=name):
            return _named(name, base, context)


def _named(name: str, tree: e.NamedType, context: Context) -> Kind:
    match name:
        case "int":
            return Whole()
        case "bool":
            return TRUTH
        case "clock":
            return ClockKind()
        case "chan":
            return ChannelKind()
        case "void":
            return Nothing()
        case "double" | "string":
            raise unsupported(name, _("The type {name} is used").format(name=name), tree, context.where)
    found = context.scope.find(name)
    if isinstance(found, NamedKind):
        return found.kind
    raise mistaken("type-unknown", _("There is no type “{name}”").format(name=name), tree, context.where)


def _extent(dimension: e.Dimension, context: Context) -> tuple[int, int]:
    if isinstance(dimension, e.Type):
        kind = kind_of(dimension, context)
    else:
        named = context.scope.find(dimension.name) if isinstance(dimension, e.Name) else None
        if not isinstance(named, NamedKind):
            count = context.constant(dimension)
            if count < 0:
                raise mistaken("size-negative", _("An array has a negative size"), dimension, context.where)
            return 0, count - 1
        kind = named.kind
    values = values_of(kind, dimension, context, LARGEST)
    return values.start, values.stop - 1
