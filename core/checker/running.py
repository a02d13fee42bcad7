"""Running the intermediate form in Python: each code becomes a function of the state and the locals."""

from collections.abc import Callable, Sequence
from functools import partial
from itertools import product
from typing import Any

from core.checker.code import STRICT, Code, Invalid
from core.checker.network import Routine

Values = Any
"""A list or tuple of the state's slots; while updates run, resets of clocks follow them."""

Evaluate = Callable[[Values, Values], int]
Conjunct = tuple[tuple[int, int, int], ...]
"""Clock constraints (i, j, bound) that all hold; (-1, 1, 0) stands for deadlock, (-1, 0, 0) for none."""
Decide = Callable[[Values], list[Conjunct]]

LONGEST_LOOP = 1_000_000
"""Rounds after which a loop inside a function is taken to be endless."""

TRUE: list[Conjunct] = [()]
FALSE: list[Conjunct] = []

_Statement = Callable[[Values, Values], "tuple[int] | None"]
"""Gives the value to return, in a tuple, or None to go on."""


class Program:
    """Compiles codes against the functions of one network."""

    def __init__(self, routines: Sequence[Routine], slots: int) -> None:
        """`slots` is the number of slots of a state: resets are written behind them."""
        self._routines = routines
        self._slots = slots
        self._bodies: dict[int, _Statement] = {}

    def expression(self, code: Code) -> Evaluate:
        """The function that gives the value of the code."""
        kind = code[0]
        maker = _MAKERS.get(kind)
        if maker is not None:
            return maker(self, code)
        function = STRICT[kind]
        return _strict(function, self.expression(code[1]), self.expression(code[2]))

    def predicate(self, code: Code) -> Decide:
        """The function that gives the cases in which the predicate holds, as clock constraints."""
        match code[0]:
            case "int":
                value = self.expression(code[1])
                return lambda state: TRUE if value(state, None) else FALSE
            case "clock":
                return self._constraint(code)
            case "deadlock":
                asked: list[Conjunct] = [((-1, int(code[1]), 0),)]
                return lambda _state: asked
            case "and":
                return _all([self.predicate(part) for part in code[1]])
            case _:
                return _any([self.predicate(part) for part in code[1]])

    def _constraint(self, code: Code) -> Decide:
        _kind, i, j, strict, limit = code
        slack = 0 if strict else 1
        if limit[0] == "n":
            fixed: list[Conjunct] = [((i, j, 2 * limit[1] + slack),)]
            return lambda _state: fixed
        value = self.expression(limit)
        return lambda state: [((i, j, 2 * value(state, None) + slack),)]

    def run(self, routine: int, arguments: list[int]) -> tuple[_Statement, list[int]]:
        """The body of the routine and its frame of locals."""
        facts = self._routines[routine]
        body = self._bodies.get(routine)
        if body is None:
            body = self._bodies[routine] = _statement(self, facts.body)
        for (low, high), value in zip(facts.parameters, arguments, strict=True):
            if not low <= value <= high:
                raise Invalid(f"{facts.name} is called with {value}, outside {low}..{high}")
        return body, arguments + [0] * (facts.frame - len(arguments))

    def clock_slot(self, clock: int) -> int:
        """Where a reset of the clock is written."""
        return self._slots + clock - 1


def _strict(function: Callable[[int, int], int], left: Evaluate, right: Evaluate) -> Evaluate:
    return lambda state, frame: function(left(state, frame), right(state, frame))


def _number(_program: Program, code: Code) -> Evaluate:
    value = code[1]
    return lambda _state, _frame: value


def _slot(_program: Program, code: Code) -> Evaluate:
    slot = code[1]
    return lambda state, _frame: state[slot]


def _element(program: Program, code: Code) -> Evaluate:
    base, offset = code[1], program.expression(code[2])
    return lambda state, frame: state[base + offset(state, frame)]


def _local(_program: Program, code: Code) -> Evaluate:
    slot = code[1]
    return lambda _state, frame: frame[slot]


def _local_element(program: Program, code: Code) -> Evaluate:
    base, offset = code[1], program.expression(code[2])
    return lambda state, frame: frame[base + offset(state, frame)]


def _table(program: Program, code: Code) -> Evaluate:
    values: tuple[int, ...] = code[1]
    offset = program.expression(code[2])
    return lambda state, frame: values[offset(state, frame)]


def _offset(program: Program, code: Code) -> Evaluate:
    index = program.expression(code[1])
    low: int = code[2]
    high: int = code[3]
    width: int = code[4]

    def evaluate(state: Values, frame: Values) -> int:
        value = index(state, frame)
        if not low <= value <= high:
            raise Invalid(f"index {value} outside {low}..{high}")
        return (value - low) * width

    return evaluate


def _and(program: Program, code: Code) -> Evaluate:
    left, right = program.expression(code[1]), program.expression(code[2])
    return lambda state, frame: 1 if left(state, frame) and right(state, frame) else 0


def _or(program: Program, code: Code) -> Evaluate:
    left, right = program.expression(code[1]), program.expression(code[2])
    return lambda state, frame: 1 if left(state, frame) or right(state, frame) else 0


def _not(program: Program, code: Code) -> Evaluate:
    value = program.expression(code[1])
    return lambda state, frame: 0 if value(state, frame) else 1


def _negative(program: Program, code: Code) -> Evaluate:
    value = program.expression(code[1])
    return lambda state, frame: -value(state, frame)


def _choice(program: Program, code: Code) -> Evaluate:
    test, chosen, otherwise = (program.expression(part) for part in code[1:])
    return lambda state, frame: chosen(state, frame) if test(state, frame) else otherwise(state, frame)


def _place(program: Program, place: Code) -> tuple[bool, Evaluate]:
    """Whether the place is in the state, and the function that gives its slot."""
    if place[0] in ("v", "l"):
        return place[0] == "v", _number(program, ("n", place[1]))
    base, offset = place[1], program.expression(place[2])
    return place[0] == "at", lambda state, frame: base + offset(state, frame)


def _set(program: Program, code: Code) -> Evaluate:
    in_state, slot = _place(program, code[1])
    value, low, high = program.expression(code[2]), code[3], code[4]

    def evaluate(state: Values, frame: Values) -> int:
        where, result = slot(state, frame), value(state, frame)
        if not low <= result <= high:
            raise Invalid(f"value {result} outside {low}..{high}")
        (state if in_state else frame)[where] = result
        return result

    return evaluate


def _step(program: Program, code: Code) -> Evaluate:
    in_state, slot = _place(program, code[1])
    difference, low, high, old = code[2:]

    def evaluate(state: Values, frame: Values) -> int:
        where, values = slot(state, frame), state if in_state else frame
        before: int = values[where]
        after = before + difference
        if not low <= after <= high:
            raise Invalid(f"value {after} outside {low}..{high}")
        values[where] = after
        return before if old else after

    return evaluate


def _reset(program: Program, code: Code) -> Evaluate:
    slot, value = program.clock_slot(code[1]), program.expression(code[2])

    def evaluate(state: Values, frame: Values) -> int:
        result = value(state, frame)
        if result < 0:
            raise Invalid(f"a clock is set to {result}")
        state[slot] = result
        return result

    return evaluate


def _call(program: Program, code: Code) -> Evaluate:
    routine, arguments = code[1], [program.expression(part) for part in code[2]]
    low, high = code[3], code[4]

    def evaluate(state: Values, frame: Values) -> int:
        body, inner = program.run(routine, [argument(state, frame) for argument in arguments])
        returned = body(state, inner)
        result = returned[0] if returned is not None else 0
        if not low <= result <= high:
            raise Invalid(f"result {result} outside {low}..{high}")
        return result

    return evaluate


_MAKERS: dict[str, Callable[[Program, Code], Evaluate]] = {
    "n": _number,
    "v": _slot,
    "at": _element,
    "l": _local,
    "lat": _local_element,
    "t": _table,
    "off": _offset,
    "&&": _and,
    "||": _or,
    "!": _not,
    "neg": _negative,
    "?": _choice,
    "set": _set,
    "step": _step,
    "reset": _reset,
    "call": _call,
}


def _all(parts: list[Decide]) -> Decide:
    if not parts:
        return lambda _state: TRUE

    def decide(state: Values) -> list[Conjunct]:
        cases = TRUE
        for part in parts:
            found = part(state)
            if not found:
                return FALSE
            if found is not TRUE:
                cases = found if cases is TRUE else [one + two for one, two in product(cases, found)]
        return cases

    return decide


def _any(parts: list[Decide]) -> Decide:
    def decide(state: Values) -> list[Conjunct]:
        cases: list[Conjunct] = []
        for part in parts:
            found = part(state)
            if () in found:
                return TRUE
            cases.extend(found)
        return cases

    return decide


def _statement(program: Program, code: Code) -> _Statement:
    match code[0]:
        case "do":
            return partial(_run_expression, program.expression(code[1]))
        case "block":
            return partial(_run_block, [_statement(program, part) for part in code[1]])
        case "if":
            test = program.expression(code[1])
            chosen = _statement(program, code[2])
            otherwise = _statement(program, code[3]) if code[3] is not None else None
            return partial(_run_if, test, chosen, otherwise)
        case "while":
            return partial(_run_loop, program.expression(code[1]), _statement(program, code[2]), True)
        case "until":
            return partial(_run_loop, program.expression(code[2]), _statement(program, code[1]), False)
        case _:
            value = program.expression(code[1]) if code[1] is not None else _number(program, ("n", 0))
            return lambda state, frame: (value(state, frame),)


def _run_expression(value: Evaluate, state: Values, frame: Values) -> None:
    value(state, frame)


def _run_block(parts: list[_Statement], state: Values, frame: Values) -> tuple[int] | None:
    for part in parts:
        returned = part(state, frame)
        if returned is not None:
            return returned
    return None


def _run_if(
    test: Evaluate, chosen: _Statement, otherwise: _Statement | None, state: Values, frame: Values
) -> tuple[int] | None:
    if test(state, frame):
        return chosen(state, frame)
    return otherwise(state, frame) if otherwise is not None else None


def _run_loop(
    test: Evaluate, body: _Statement, first: bool, state: Values, frame: Values
) -> tuple[int] | None:
    if first and not test(state, frame):
        return None
    for _round in range(LONGEST_LOOP):
        returned = body(state, frame)
        if returned is not None:
            return returned
        if not test(state, frame):
            return None
    raise Invalid("a loop that does not end")
