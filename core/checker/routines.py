"""From functions of a document to routines of the network."""

from dataclasses import replace

from core.checker.code import ZERO, Code
from core.checker.context import Context, Frame
from core.checker.faults import mistaken, unsupported
from core.checker.kinds import kind_of, values_of
from core.checker.lowering import MOST_INSTANCES, constant_place, lower, place
from core.checker.network import Routine
from core.checker.scope import (
    ClockKind,
    Kind,
    NamedFunction,
    NamedKind,
    Nothing,
    Record,
    Row,
    Scope,
    Stored,
    Whole,
    leaves,
    size,
)
from core.ground.words import _
from core.uppaal.language import declaration as d
from core.uppaal.language import expression as e

_Value = tuple[d.Parameter, Whole, Code]
"""A parameter given by value, its type, and what it is given."""


class Routines:
    """The functions that are called, each made once for each choice of what it is given by reference."""

    def __init__(self) -> None:
        self.finished: list[Routine | None] = []
        self._numbers: dict[object, int] = {}

    def call(self, named: NamedFunction, tree: e.Call, context: Context) -> Code:
        """The code that calls the function with these arguments."""
        function = named.function
        if len(tree.arguments) != len(function.parameters):
            raise mistaken(
                "arguments-wrong",
                _("“{name}” takes {count} arguments").format(
                    name=function.name, count=len(function.parameters)
                ),
                tree,
                context.where,
            )
        inside = Context(Scope(named.scope), context.building, named.where, Frame(), effects=context.effects)
        values: list[_Value] = []
        references: dict[str, Stored] = {}
        for parameter, argument in zip(function.parameters, tree.arguments, strict=True):
            kind = kind_of(parameter.type, inside, parameter.dimensions)
            if parameter.reference or isinstance(kind, Row | Record):
                references[parameter.name] = self._reference(parameter, kind, argument, context)
            elif isinstance(kind, Whole):
                values.append((parameter, kind, lower(argument, context)))
            else:
                raise mistaken(
                    "parameter-needs-reference",
                    _("“{name}” must be given by reference").format(name=parameter.name),
                    parameter,
                    named.where,
                )
        result = kind_of(function.result, inside)
        if not isinstance(result, Whole | Nothing):
            raise unsupported("result", _("A function returns an array or struct"), function, named.where)
        number = self._number(named, references, values, result, inside)
        low, high = (result.low, result.high) if isinstance(result, Whole) else (0, 0)
        return ("call", number, tuple(code for _parameter, _kind, code in values), low, high)

    def _reference(
        self, parameter: d.Parameter, kind: Kind, argument: e.Expression, context: Context
    ) -> Stored:
        found = place(argument, context)
        if found.offset != ZERO or found.store == "local":
            raise unsupported(
                "reference",
                _("What “{name}” refers to is only known while the model runs").format(name=parameter.name),
                argument,
                context.where,
            )
        if not parameter.reference and "const" not in parameter.type.prefixes:
            raise unsupported(
                "array-argument",
                _("The array or struct “{name}” is given by value").format(name=parameter.name),
                argument,
                context.where,
            )
        if size(found.kind) != size(kind) or isinstance(found.kind, ClockKind) != isinstance(kind, ClockKind):
            raise mistaken(
                "argument-wrong",
                _("“{name}” is given something of another type").format(name=parameter.name),
                argument,
                context.where,
            )
        return found

    def _number(
        self,
        named: NamedFunction,
        references: dict[str, Stored],
        values: list[_Value],
        result: Whole | Nothing,
        inside: Context,
    ) -> int:
        key = (
            named,
            inside.effects,
            tuple((name, found.store, found.base) for name, found in references.items()),
        )
        if key in self._numbers:
            number = self._numbers[key]
            if self.finished[number] is None:
                raise unsupported(
                    "recursion",
                    _("“{name}” calls itself").format(name=named.function.name),
                    named.function,
                    named.where,
                )
            return number
        number = self._numbers[key] = len(self.finished)
        self.finished.append(None)
        assert inside.frame is not None
        inside.scope.names.update(references)
        for parameter, kind, _code in values:
            inside.scope.names[parameter.name] = Stored("local", kind, inside.frame.size, parameter.name)
            inside.frame.size += 1
        body = _statement(named.function.body, inside, result)
        self.finished[number] = Routine(
            named.function.name,
            inside.frame.size,
            tuple((kind.low, kind.high) for _parameter, kind, _code in values),
            body,
            (result.low, result.high) if isinstance(result, Whole) else None,
        )
        return number


def _statement(tree: d.Statement, context: Context, result: Whole | Nothing) -> Code:
    match tree:
        case d.Block(items=items):
            return _block(items, replace(context, scope=Scope(context.scope)), result)
        case d.Evaluate(expression=expression):
            return ("do", lower(expression, context))
        case d.Empty():
            return ("block", ())
        case d.If(test=test, chosen=chosen, otherwise=otherwise):
            other = _statement(otherwise, context, result) if otherwise is not None else None
            return ("if", lower(test, context), _statement(chosen, context, result), other)
        case d.While(test=test, body=body, after=after):
            inner = _statement(body, context, result)
            return ("until", inner, lower(test, context)) if after else ("while", lower(test, context), inner)
        case d.For(start=start, test=test, step=step, body=body):
            inner = ("block", (_statement(body, context, result), ("do", lower(step, context))))
            return ("block", (("do", lower(start, context)), ("while", lower(test, context), inner)))
        case d.Iteration(variable=variable, type=type_, body=body):
            values = values_of(kind_of(type_, context), tree, context, MOST_INSTANCES)
            rounds = [context.inside(**{variable: constant_place(variable, value)}) for value in values]
            return ("block", tuple(_statement(body, inner, result) for inner in rounds))
        case d.Return(value=value):
            if value is None or isinstance(result, Nothing):
                return ("return", None)
            return ("return", lower(value, context))


def _block(
    items: tuple[d.Variables | d.TypeDefinition | d.Statement, ...], context: Context, result: Whole | Nothing
) -> Code:
    parts: list[Code] = []
    for item in items:
        if isinstance(item, d.TypeDefinition):
            for declarator in item.declarators:
                kind = kind_of(item.type, context, declarator.dimensions)
                context.scope.names[declarator.name] = NamedKind(kind)
        elif isinstance(item, d.Variables):
            for declarator in item.declarators:
                parts.extend(_local(item, declarator, context))
        else:
            parts.append(_statement(item, context, result))
    return ("block", tuple(parts))


def _local(item: d.Variables, declarator: d.Declarator, context: Context) -> list[Code]:
    """Declare a local and give the code that sets it each time the block begins."""
    assert context.frame is not None
    kind = kind_of(item.type, context, declarator.dimensions)
    if isinstance(declarator.initial, d.Initialiser) or (
        declarator.initial is not None and not isinstance(kind, Whole)
    ):
        raise unsupported("local-array", _("A local array has first values"), declarator, context.where)
    initial = lower(declarator.initial, context) if declarator.initial is not None else None
    base = context.frame.size
    context.frame.size += size(kind)
    context.scope.names[declarator.name] = Stored("local", kind, base, declarator.name)
    codes: list[Code] = []
    for offset, (_name, leaf) in enumerate(leaves(kind, declarator.name)):
        if not isinstance(leaf, Whole):
            raise unsupported(
                "local-clock", _("A clock or channel is local to a function"), declarator, context.where
            )
        value = initial if initial is not None else ("n", max(leaf.low, min(0, leaf.high)))
        codes.append(("do", ("set", ("l", base + offset), value, leaf.low, leaf.high)))
    return codes
