"""From expressions of a document to code over integers."""

from collections.abc import Callable
from dataclasses import replace

from core.checker.code import (
    ONE,
    ZERO,
    Code,
    binary,
    choice,
    negation,
    negative,
    number,
    truth,
)
from core.checker.context import Context
from core.checker.faults import mistaken, unsupported
from core.checker.kinds import kind_of, values_of
from core.checker.scope import (
    ChannelKind,
    ClockKind,
    Family,
    NamedFunction,
    NamedKind,
    NamedProcess,
    Record,
    Row,
    Stored,
    Whole,
    size,
)
from core.ground.words import _
from core.uppaal.language import expression as e

MOST_INSTANCES = 20_000
"""How many values a quantifier or select label may run over."""


def lower(tree: e.Expression, context: Context) -> Code:
    """The code that gives the value of the expression; clocks have none."""
    match tree:
        case e.Name() | e.Index() | e.Member():
            return _value(tree, context)
        case e.Prefix() | e.Postfix():
            return _unary(tree, context)
        case e.Binary():
            return _binary(tree, context)
        case e.Conditional(test=test, chosen=chosen, otherwise=otherwise):
            return choice(lower(test, context), lower(chosen, context), lower(otherwise, context))
        case e.Assignment():
            return _assignment(tree, context)
        case e.Quantifier():
            return _quantified(tree, context)
        case e.Call():
            return _call(tree, context)
        case _:
            return _literal(tree, context)


def _literal(tree: e.Number | e.Truth | e.Deadlock | e.Real | e.Text, context: Context) -> Code:
    match tree:
        case e.Number(value=value):
            return number(value)
        case e.Truth(value=yes):
            return ONE if yes else ZERO
        case e.Deadlock():
            raise mistaken(
                "deadlock-inside-value",
                _("“deadlock” can only be joined with and, or, not and imply"),
                tree,
                context.where,
            )
        case e.Real(text=text) | e.Text(text=text):
            what = _("“{text}” is no whole number").format(text=text)
            raise unsupported("value", what, tree, context.where)


def place(tree: e.Expression, context: Context) -> Stored:
    """Where the value is that the expression names."""
    match tree:
        case e.Name():
            return _named(tree, context)
        case e.Index(base=base, index=index):
            row = place(base, context)
            if not isinstance(row.kind, Row):
                raise mistaken(
                    "not-an-array", _("“{name}” is no array").format(name=row.name), tree, context.where
                )
            return _element(row, row.kind, lower(index, context), tree, context)
        case e.Member(base=base, name=name):
            owner = process(base, context)
            if owner is not None:
                return _of_process(owner, name, tree, context)
            return _field(place(base, context), tree, context)
        case _:
            raise mistaken("not-a-place", _("This names no variable"), tree, context.where)


def _named(tree: e.Name, context: Context) -> Stored:
    found = context.scope.find(tree.name)
    if isinstance(found, Stored):
        return found
    if found is None:
        raise mistaken(
            "name-unknown",
            _("Nothing is called “{name}” here").format(name=tree.name),
            tree,
            context.where,
            _("Declare it, or check how it is spelt."),
        )
    raise mistaken("name-not-value", _("“{name}” is no value").format(name=tree.name), tree, context.where)


def _field(record: Stored, tree: e.Member, context: Context) -> Stored:
    before = 0
    for name, kind in record.kind.fields if isinstance(record.kind, Record) else ():
        if name == tree.name:
            return record.moved(kind, number(before), f".{name}")
        before += size(kind)
    raise mistaken(
        "member-unknown",
        _("“{base}” has no part “{name}”").format(base=record.name, name=tree.name),
        tree,
        context.where,
    )


def process(tree: e.Expression, context: Context) -> int | None:
    """The number of the process that the expression names, None where it names none."""
    match tree:
        case e.Name(name=name):
            found = context.scope.find(name)
            if isinstance(found, Family):
                raise mistaken(
                    "process-ambiguous",
                    _("“{name}” stands for {count} processes").format(name=name, count=len(found.members)),
                    tree,
                    context.where,
                    _("Say which one, such as {name}(0).").format(name=name),
                )
            return found.number if isinstance(found, NamedProcess) else None
        case e.Call(function=e.Name(name=name), arguments=arguments):
            found = context.scope.find(name)
            if not isinstance(found, Family):
                return None
            values = tuple(context.constant(argument) for argument in arguments)
            if values not in found.members:
                raise mistaken(
                    "process-unknown",
                    _("There is no process {name}({values})").format(
                        name=name, values=", ".join(map(str, values))
                    ),
                    tree,
                    context.where,
                )
            return found.members[values]
        case _:
            return None


def is_clock(tree: e.Expression, context: Context) -> Stored | None:
    """The clock that the expression names, None where it names none."""
    if not isinstance(tree, e.Name | e.Index | e.Member):
        return None
    if isinstance(tree, e.Name) and not isinstance(context.scope.find(tree.name), Stored):
        return None
    if isinstance(tree, e.Member) and location_test(tree, context) is not None:
        return None
    found = place(tree, context)
    return found if isinstance(found.kind, ClockKind) else None


def clock_number(stored: Stored, tree: e.Node, context: Context) -> int:
    """The number of a clock; an index that only the run knows is refused."""
    address = stored.address
    if address[0] != "n":
        raise unsupported(
            "clock-index", _("A clock of an array is chosen while the model runs"), tree, context.where
        )
    return int(address[1])


def location_test(tree: e.Member, context: Context) -> Code | None:
    """The code of `process.location`, None where the member is something else."""
    owner = process(tree.base, context)
    if owner is None:
        return None
    return context.building.location_test(owner, tree.name)


def expand(tree: e.Quantifier, context: Context) -> list[Context]:
    """The context of the body for each value of the variable."""
    kind = kind_of(tree.type, context)
    return [
        context.inside(**{tree.variable: constant_place(tree.variable, value)})
        for value in values_of(kind, tree, context, MOST_INSTANCES)
    ]


def constant_place(name: str, value: int) -> Stored:
    """A name that stands for one number."""
    return Stored("constant", Whole(value, value), 0, name, values=(value,))


def _element(row: Stored, kind: Row, index: Code, tree: e.Node, context: Context) -> Stored:
    width = size(kind.element)
    if index[0] != "n":
        return row.moved(kind.element, ("off", index, kind.low, kind.high, width), "[...]")
    if not kind.low <= index[1] <= kind.high:
        raise mistaken(
            "index-outside",
            _("Index {index} of “{name}” is outside {low}..{high}").format(
                index=index[1], name=row.name, low=kind.low, high=kind.high
            ),
            tree,
            context.where,
        )
    return row.moved(kind.element, number((index[1] - kind.low) * width), f"[{index[1]}]")


def _of_process(owner: int, name: str, tree: e.Node, context: Context) -> Stored:
    found = context.building.member(owner, name)
    if found is not None:
        return found
    raise mistaken(
        "member-unknown",
        _("{process} has no location, variable or clock “{name}”").format(
            process=context.building.process_name(owner), name=name
        ),
        tree,
        context.where,
        _("Check how it is spelt, and that the location has a name."),
    )


def _value(tree: e.Name | e.Index | e.Member, context: Context) -> Code:
    if isinstance(tree, e.Member):
        test = location_test(tree, context)
        if test is not None:
            return test
    found = place(tree, context)
    if not isinstance(found.kind, Whole):
        words = {
            ClockKind: _("The clock “{name}” cannot be used as a number"),
            ChannelKind: _("The channel “{name}” cannot be used as a number"),
        }
        message = words.get(type(found.kind), _("“{name}” as a whole cannot be used as a number"))
        raise mistaken("not-a-number", message.format(name=found.name), tree, context.where)
    return read(found, found.kind)


def read(found: Stored, kind: Whole) -> Code:
    """The code of a single value at its place."""
    if found.store == "constant":
        address = found.address
        return number(found.values[address[1]]) if address[0] == "n" else ("t", found.values, address)
    if found.offset[0] == "n":
        return ("v" if found.store == "state" else "l", found.base + found.offset[1])
    return ("at" if found.store == "state" else "lat", found.base, found.offset, kind.low, kind.high)


def _unary(tree: e.Prefix | e.Postfix, context: Context) -> Code:
    match tree.operator:
        case "++" | "--":
            found, kind = _target(tree.operand, context)
            difference = 1 if tree.operator == "++" else -1
            where = read(found, kind)
            return ("step", where, difference, kind.low, kind.high, isinstance(tree, e.Postfix))
        case "!":
            return negation(lower(tree.operand, context))
        case "-":
            return negative(lower(tree.operand, context))
        case "'":
            raise unsupported("stopwatch", _("The rate of a clock is set"), tree, context.where)
        case _:
            return lower(tree.operand, context)


def _binary(tree: e.Binary, context: Context) -> Code:
    if tree.operator in ("&&", "||"):
        # Long chains lean to the left; taking them apart in a loop keeps them from nesting too deep.
        chain: list[e.Expression] = []
        left: e.Expression = tree
        while isinstance(left, e.Binary) and left.operator == tree.operator:
            chain.append(left.right)
            left = left.left
        code = lower(left, context)
        for part in reversed(chain):
            code = binary(tree.operator, code, lower(part, context))
        return code
    left_code, right = lower(tree.left, context), lower(tree.right, context)
    if tree.operator == "imply":
        return binary("||", negation(left_code), right)
    if tree.operator == "xor":
        return binary("!=", truth(left_code), truth(right))
    return binary(tree.operator, left_code, right)


def _target(tree: e.Expression, context: Context) -> tuple[Stored, Whole]:
    found = place(tree, context)
    if not context.effects and found.store != "local":
        raise mistaken(
            "effect-not-allowed",
            _("Nothing may be changed here"),
            tree,
            context.where,
            _("Change variables in the update of an edge."),
        )
    if found.by_value:
        raise unsupported(
            "parameter-assigned",
            _("The parameter “{name}” is given by value and assigned to").format(name=found.name),
            tree,
            context.where,
        )
    if found.store == "constant" or not isinstance(found.kind, Whole):
        raise mistaken(
            "not-assignable", _("“{name}” cannot be assigned to").format(name=found.name), tree, context.where
        )
    return found, found.kind


def _assignment(tree: e.Assignment, context: Context) -> Code:
    clock = is_clock(tree.target, context)
    if clock is not None:
        if tree.operator != "=":
            raise mistaken("clock-changed", _("A clock can only be set with ="), tree, context.where)
        if not context.effects:
            raise mistaken("effect-not-allowed", _("Nothing may be changed here"), tree, context.where)
        if is_clock(tree.value, context) is not None:
            raise unsupported("clock-copy", _("A clock is set to another clock"), tree, context.where)
        return ("reset", clock_number(clock, tree, context), lower(tree.value, context))
    _refuse_whole(tree, context)
    found, kind = _target(tree.target, context)
    value = lower(tree.value, context)
    where = read(found, kind)
    if tree.operator != "=":
        value = binary(tree.operator[:-1], where, value)
    if kind.truth:
        value = truth(value)
    return ("set", where, value, kind.low, kind.high)


def _refuse_whole(tree: e.Assignment, context: Context) -> None:
    if not isinstance(tree.target, e.Name | e.Index | e.Member):
        return
    found = place(tree.target, context)
    if isinstance(found.kind, Row | Record):
        raise unsupported(
            "whole-assigned",
            _("“{name}” is assigned as a whole").format(name=found.name),
            tree,
            context.where,
        )


def _quantified(tree: e.Quantifier, context: Context) -> Code:
    joined: dict[str, tuple[str, Code]] = {"forall": ("&&", ONE), "exists": ("||", ZERO), "sum": ("+", ZERO)}
    operator, code = joined[tree.kind]
    for inner in expand(tree, replace(context, effects=False)):
        code = binary(operator, code, lower(tree.body, inner))
    return code


def _call(tree: e.Call, context: Context) -> Code:
    if not isinstance(tree.function, e.Name):
        raise mistaken("not-a-function", _("This is no function"), tree, context.where)
    name = tree.function.name
    found = context.scope.find(name)
    if isinstance(found, NamedFunction):
        return context.building.call(found, tree, context)
    if found is None and name in _BUILT_IN and len(tree.arguments) == _BUILT_IN[name][0]:
        return _BUILT_IN[name][1](*(lower(argument, context) for argument in tree.arguments))
    if process(tree, context) is not None or isinstance(found, NamedKind):
        raise mistaken("not-a-number", _("“{name}” is no number").format(name=name), tree, context.where)
    if name in ("spawn", "exit", "numOf"):
        raise unsupported("dynamic", _("Processes come and go while the model runs"), tree, context.where)
    raise mistaken(
        "function-unknown", _("There is no function “{name}”").format(name=name), tree, context.where
    )


_BUILT_IN: dict[str, tuple[int, Callable[..., Code]]] = {
    "abs": (1, lambda value: binary(">?", value, negative(value))),
}
"""Functions over whole numbers that the language brings along, with the number of their arguments."""
