"""From trees back to UPPAAL's texts, with as few brackets as keep the tree."""

from core.uppaal.language import declaration as d
from core.uppaal.language import expression as e

_LEVEL = {operator: level for level, group in enumerate(e.LEVELS) for operator in group}
_QUANTIFIER, _ASSIGNMENT, _CONDITIONAL, _BINARY = 0, 0, 1, 2
_UNARY = _BINARY + len(e.LEVELS)
_POSTFIX = _UNARY + 1
_PRIMARY = _POSTFIX + 1


def print_expression(tree: e.Expression) -> str:
    """The text of the expression; parsing it gives an equal tree."""
    return _expression(tree, 0)


def print_query(formula: d.Formula) -> str:
    """The text of the query on one line."""
    if formula.path is d.Path.LEADS_TO:
        assert formula.condition is not None
        assert formula.goal is not None
        return f"{print_expression(formula.condition)} --> {print_expression(formula.goal)}"
    if formula.measures:
        where = f"{{{print_expression(formula.condition)}}}" if formula.condition is not None else ""
        return f"{formula.path}{where}: {', '.join(map(print_expression, formula.measures))}"
    assert formula.condition is not None
    return f"{formula.path} {print_expression(formula.condition)}"


def print_type(tree: e.Type) -> str:
    """The text of the type."""
    base = tree.base
    match base:
        case e.NamedType(name=name):
            text = name
        case e.IntegerRange(low=low, high=high):
            text = f"int[{print_expression(low)},{print_expression(high)}]"
        case e.ScalarSet(size=size):
            text = f"scalar[{print_expression(size)}]"
        case e.Struct(fields=fields):
            inside = " ".join(
                f"{print_type(field.type)} {field.name}{_dimensions(field.dimensions)};" for field in fields
            )
            text = f"struct {{ {inside} }}"
    return " ".join((*tree.prefixes, text))


def _dimensions(dimensions: tuple[e.Dimension, ...]) -> str:
    return "".join(
        f"[{print_type(size) if isinstance(size, e.Type) else print_expression(size)}]" for size in dimensions
    )


def _expression(tree: e.Expression, least: int) -> str:
    text, level = _printed(tree)
    return f"({text})" if level < least else text


def _printed(tree: e.Expression) -> tuple[str, int]:
    """The text and how tightly it holds together."""
    match tree:
        case e.Index(base=base, index=index):
            return f"{_expression(base, _POSTFIX)}[{_expression(index, 0)}]", _POSTFIX
        case e.Member(base=base, name=name):
            return f"{_expression(base, _POSTFIX)}.{name}", _POSTFIX
        case e.Call(function=function, arguments=arguments):
            inside = ", ".join(_expression(argument, 0) for argument in arguments)
            return f"{_expression(function, _POSTFIX)}({inside})", _POSTFIX
        case e.Postfix(operator=operator, operand=operand):
            return f"{_expression(operand, _POSTFIX)}{operator}", _POSTFIX
        case e.Prefix(operator=operator, operand=operand):
            inner = _expression(operand, _UNARY)
            # Two signs in a row would read as one step.
            gap = " " if operator[0] in "+-" and inner[0] in "+-" else ""
            return f"{operator}{gap}{inner}", _UNARY
        case e.Binary() | e.Conditional() | e.Assignment() | e.Quantifier():
            return _joined(tree)
        case _:
            return _primary(tree), _PRIMARY


def _primary(tree: e.Number | e.Real | e.Text | e.Truth | e.Deadlock | e.Name) -> str:
    match tree:
        case e.Number(value=value):
            return str(value)
        case e.Real(text=text):
            return text
        case e.Text(text=text):
            return f'"{text}"'
        case e.Truth(value=truth):
            return "true" if truth else "false"
        case e.Deadlock():
            return "deadlock"
        case e.Name(name=name):
            return name


def _joined(tree: e.Binary | e.Conditional | e.Assignment | e.Quantifier) -> tuple[str, int]:
    match tree:
        case e.Binary(operator=operator, left=left, right=right):
            level = _BINARY + _LEVEL[operator]
            return f"{_expression(left, level)} {operator} {_expression(right, level + 1)}", level
        case e.Conditional(test=test, chosen=chosen, otherwise=otherwise):
            parts = (_expression(test, _BINARY), _expression(chosen, 0), _expression(otherwise, _CONDITIONAL))
            return "{} ? {} : {}".format(*parts), _CONDITIONAL
        case e.Assignment(operator=operator, target=target, value=value):
            return f"{_expression(target, _UNARY)} {operator} {_expression(value, _ASSIGNMENT)}", _ASSIGNMENT
        case e.Quantifier(kind=kind, variable=variable, type=type_, body=body):
            text = f"{kind} ({variable} : {print_type(type_)}) {_expression(body, 0)}"
            return text, _QUANTIFIER
