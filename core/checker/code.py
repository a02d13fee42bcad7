"""Expressions over integers as nested tuples: building them, with constants folded, and their ranges.

Operations, with `f` for a frame of locals:

    ("n", k)                        the number k
    ("v", slot)                     a slot of the state
    ("at", base, o, low, high)      the slot base + o, whose values lie in low..high
    ("l", slot)  ("lat", base, o, low, high)  a local of a function
    ("t", values, o)                an entry of a table of constants
    ("off", i, low, high, size)     (i - low) * size, where i must lie in low..high
    (op, a, b)                      + - * / % & | ^ << >> <? >? < <= > >= == != && ||
    ("!", a)  ("neg", a)  ("?", c, a, b)
    ("set", place, a, low, high)    store a, which must lie in low..high; its value is a
    ("step", place, d, low, high, p) add d; its value is the new one, or with p the old one
    ("reset", clock, a)             set a clock
    ("call", routine, arguments, low, high)  what a function returns

Statements: ("do", a), ("block", parts), ("if", c, s, s or None), ("while", c, s), ("until", s, c),
("return", a or None). Predicates: ("int", a), ("clock", i, j, strict, a) for clock i - clock j <= a,
("deadlock", positive), ("and", parts), ("or", parts).
"""

from collections.abc import Callable, Iterator, Sequence
from typing import Any

Code = tuple[Any, ...]

ZERO: Code = ("n", 0)
ONE: Code = ("n", 1)
YES: Code = ("and", ())
NO: Code = ("or", ())

INT16 = (-32768, 32767)
"""The range of `int` without bounds."""


class Invalid(Exception):
    """An evaluation that has no value, such as a division by zero; the text says which."""


def divide(left: int, right: int) -> int:
    """Division as in C, towards zero."""
    if right == 0:
        raise Invalid("division by zero")
    quotient = abs(left) // abs(right)
    return quotient if (left < 0) == (right < 0) else -quotient


def remainder(left: int, right: int) -> int:
    """The remainder as in C, with the sign of `left`."""
    return left - right * divide(left, right)


def shift(left: int, by: int) -> int:
    """`left` shifted to the left, or with a negative number to the right."""
    if abs(by) > 64:
        raise Invalid("shift by more than 64")
    return left << by if by >= 0 else left >> -by


def shift_left(left: int, by: int) -> int:
    """`left << by`."""
    if by < 0:
        raise Invalid("shift by a negative number")
    return shift(left, by)


def shift_right(left: int, by: int) -> int:
    """`left >> by`."""
    if by < 0:
        raise Invalid("shift by a negative number")
    return shift(left, -by)


STRICT: dict[str, Callable[[int, int], int]] = {
    "+": lambda a, b: a + b,
    "-": lambda a, b: a - b,
    "*": lambda a, b: a * b,
    "/": divide,
    "%": remainder,
    "&": lambda a, b: a & b,
    "|": lambda a, b: a | b,
    "^": lambda a, b: a ^ b,
    "<<": shift_left,
    ">>": shift_right,
    "<?": min,
    ">?": max,
    "<": lambda a, b: int(a < b),
    "<=": lambda a, b: int(a <= b),
    ">": lambda a, b: int(a > b),
    ">=": lambda a, b: int(a >= b),
    "==": lambda a, b: int(a == b),
    "!=": lambda a, b: int(a != b),
}
"""Operations that always need both operands."""

_TRUTHS = frozenset(("<", "<=", ">", ">=", "==", "!=", "&&", "||", "!"))


def number(value: int) -> Code:
    """The code of a number."""
    return ("n", value)


def binary(operator: str, left: Code, right: Code) -> Code:
    """The operation on both, folded where both are numbers; an invalid one is left to the run."""
    if operator in ("&&", "||"):
        return _logical(operator, left, right)
    if left[0] == "n" and right[0] == "n":
        try:
            return ("n", STRICT[operator](left[1], right[1]))
        except Invalid:
            return (operator, left, right)
    if operator == "+" and left == ZERO:
        return right
    if operator in ("+", "-") and right == ZERO:
        return left
    return (operator, left, right)


def _logical(operator: str, left: Code, right: Code) -> Code:
    deciding = operator == "||"
    if left[0] == "n":
        return ("n", int(deciding)) if bool(left[1]) is deciding else truth(right)
    if right[0] == "n" and bool(right[1]) is not deciding:
        return truth(left)
    return (operator, left, right)


def truth(code: Code) -> Code:
    """1 for any value but 0."""
    if code[0] == "n":
        return ("n", int(code[1] != 0))
    return code if code[0] in _TRUTHS else ("!=", code, ZERO)


def negation(code: Code) -> Code:
    """The logical negation."""
    if code[0] == "n":
        return ("n", int(code[1] == 0))
    return ("!", code)


def negative(code: Code) -> Code:
    """The number with the other sign."""
    return ("n", -code[1]) if code[0] == "n" else ("neg", code)


def choice(test: Code, chosen: Code, otherwise: Code) -> Code:
    """One of two values."""
    if test[0] == "n":
        return chosen if test[1] else otherwise
    return ("?", test, chosen, otherwise)


def conjunction(parts: Sequence[Code]) -> Code:
    """The predicate that all parts hold."""
    return _joined("and", NO, parts)


def disjunction(parts: Sequence[Code]) -> Code:
    """The predicate that a part holds."""
    return _joined("or", YES, parts)


def _joined(kind: str, deciding: Code, parts: Sequence[Code]) -> Code:
    flat: list[Code] = []
    for part in parts:
        for piece in part[1] if part[0] == kind else (part,):
            if piece == deciding:
                return deciding
            if piece[0] == "int" and flat and flat[-1][0] == "int":
                flat[-1] = ("int", binary("&&" if kind == "and" else "||", flat[-1][1], piece[1]))
            else:
                flat.append(piece)
    return flat[0] if len(flat) == 1 else (kind, tuple(flat))


def integer_predicate(code: Code) -> Code:
    """The predicate that a value is not 0."""
    if code[0] == "n":
        return YES if code[1] else NO
    return ("int", code)


def atoms(predicate: Code) -> Iterator[Code]:
    """The parts of the predicate that are neither "and" nor "or"."""
    if predicate[0] in ("and", "or"):
        for part in predicate[1]:
            yield from atoms(part)
    else:
        yield predicate


def has_clock(predicate: Code) -> bool:
    """Whether the predicate speaks of clocks."""
    return any(atom[0] == "clock" for atom in atoms(predicate))


def has_deadlock(predicate: Code) -> bool:
    """Whether the predicate speaks of deadlock."""
    return any(atom[0] == "deadlock" for atom in atoms(predicate))


def parts(code: Any) -> Iterator[Code]:
    """The code and all code inside it."""
    if isinstance(code, tuple):
        if code and isinstance(code[0], str):
            yield code
        for part in code:
            yield from parts(part)


def reads_state(code: Code) -> bool:
    """Whether the value depends on the state."""
    return any(part[0] in ("v", "at", "call") for part in parts(code))


def bounds(code: Code, ranges: Sequence[tuple[int, int]]) -> tuple[int, int]:
    """An interval that the value never leaves; `ranges` are those of the slots of the state."""
    match code[0]:
        case "n":
            return code[1], code[1]
        case "v":
            return ranges[code[1]]
        case "t":
            return min(code[1]), max(code[1])
        case "at" | "call":
            return code[3], code[4]
        case "off":
            return 0, (code[3] - code[2]) * code[4]
        case "?":
            one, other = bounds(code[2], ranges), bounds(code[3], ranges)
            return min(one[0], other[0]), max(one[1], other[1])
        case kind if kind in _TRUTHS:
            return 0, 1
        case _:
            return _arithmetic(code, ranges)


_WIDEST = (-(1 << 31), (1 << 31) - 1)


def _arithmetic(code: Code, ranges: Sequence[tuple[int, int]]) -> tuple[int, int]:
    if code[0] == "neg":
        low, high = bounds(code[1], ranges)
        return -high, -low
    if code[0] not in ("+", "-", "*", "<?", ">?", "/", "%"):
        return _WIDEST
    left, right = bounds(code[1], ranges), bounds(code[2], ranges)
    if code[0] == "-":
        return left[0] - right[1], left[1] - right[0]
    if code[0] in ("/", "%"):
        most = max(map(abs, left if code[0] == "/" else right))
        return -most, most
    ends = [STRICT[code[0]](a, b) for a in left for b in right]
    return min(ends), max(ends)
