"""What may stand in guards, invariants, updates and propositions of the model, and what it means.

Only what UPPAAL decides exactly is let through: clocks are compared with times, and joined by `&&`
alone; a time has a unit, because a bare number would change its meaning with the unit of the
document. Everything else is a diagnostic that points at the place.
"""

import re
from enum import StrEnum

from core.ground.diagnostic import Diagnostic, Refused
from core.ground.words import _
from core.model import ClockVariable, Duration, Id, Location, Timer, Variable
from core.uppaal.generation.expression import Meaning, Phrase, Start, literal, path_of
from core.uppaal.generation.scope import Vocabulary
from core.uppaal.language import expression as tree
from core.uppaal.language.expression import Expression, Span
from core.uppaal.language.parsing import parse_expression, parse_expressions


class Use(StrEnum):
    """What an expression is for, which decides what may stand in it."""

    GUARD = "guard"
    INVARIANT = "invariant"
    UPDATE = "update"
    PROPOSITION = "proposition"


class Sort(StrEnum):
    """What an expression is: a number, a truth, a span of time, a clock, or a bound on clocks.

    It is unknown where a name in it means nothing, which is said once and not again of what holds it.
    """

    NUMBER = "number"
    ZERO = "zero"
    TRUTH = "truth"
    TIME = "time"
    CLOCK = "clock"
    BOUND = "bound"
    UNKNOWN = "unknown"


def phrase_of(text: str, use: Use, vocabulary: Vocabulary, machine: Id | None = None) -> Phrase:
    """The expression as a phrase, empty for an empty text; Refused with all that is wrong with it."""
    if not text.strip():
        return Phrase()
    masked, times = _masked(text)
    reader = _Reader(text, times, use, vocabulary, machine)
    trees = parse_expressions(masked) if use is Use.UPDATE else (parse_expression(masked),)
    for one in trees:
        reader.top(one)
    if reader.wrong:
        raise Refused(*reader.wrong)
    return Phrase(trees, reader.found, frozenset(reader.writes), reader.clocks)


def is_unknown(wrong: Diagnostic) -> bool:
    """Whether an expression names what does not exist; its message then tells the name and no more."""
    return wrong.hint == _name_it()


def _name_it() -> str:
    return _("Name a clock, timer or variable of this machine, or write Machine.variable.")


_TIME = re.compile(r"(?<![\w.])([0-9]+(?:\.[0-9]+)?)(\s*)(ns|us|µs|ms|s|min|h|d)(?![\w.])")


def _masked(text: str) -> tuple[str, dict[tuple[int, int], Duration]]:
    """The text with a plain number, just as long, for each time; and the times by line and column."""
    times: dict[tuple[int, int], Duration] = {}

    def mask(match: re.Match[str]) -> str:
        line = text.count("\n", 0, match.start()) + 1
        column = match.start() - (text.rfind("\n", 0, match.start()) + 1) + 1
        try:
            times[line, column] = Duration.parse(match[0])
        except ValueError as error:
            raise Refused(
                Diagnostic("generation-time", str(error), None, line, column, len(match[0]), example="250 ms")
            ) from None
        return "1" + "".join(letter if letter.isspace() else " " for letter in match[0][1:])

    return _TIME.sub(mask, text), times


class _Reader:
    """Walks the tree, collects what stands in it, and notes what cannot be taken over."""

    def __init__(
        self,
        text: str,
        times: dict[tuple[int, int], Duration],
        use: Use,
        vocabulary: Vocabulary,
        machine: Id | None,
    ) -> None:
        self._text = text
        self._times = times
        self._use = use
        self._vocabulary = vocabulary
        self._machine = machine
        self.found: dict[Span, Meaning | Duration | Start] = {}
        self.wrong: list[Diagnostic] = []
        self.writes: set[Id] = set()
        self.clocks = False

    def top(self, node: Expression) -> None:
        """A whole guard, invariant or proposition, or one part of an update."""
        if self._use is Use.UPDATE:
            self._step(node)
            return
        sort = self._sort(node)
        if sort in (Sort.CLOCK, Sort.TIME):
            self._refuse(node, _("This is a time, not something that holds or does not"), None, "x >= 500 ms")
        if sort is Sort.BOUND:
            self.clocks = True
            if self._use is Use.PROPOSITION:
                self._refuse(
                    node,
                    _("A proposition cannot compare clocks"),
                    _("Bind the phrase to a location or variable that changes when the time has come."),
                )

    def _step(self, node: Expression) -> None:
        match node:
            case tree.Call(function=tree.Name(name=("start" | "stop") as name), arguments=(argument,)):
                timer = self._element(argument)
                if isinstance(timer, Timer):
                    self.found[node.span] = Start(timer.id, stops=name == "stop")
                    self.writes.add(timer.id)
                elif timer is not None:
                    self._refuse(
                        argument,
                        _("“{name}” is no timer").format(name=self._written(argument)),
                        None,
                        "start(t)",
                    )
            case tree.Assignment(operator=operator, target=target, value=value):
                self._assigned(target, value, operator)
            case (tree.Prefix(operator="++" | "--", operand=target)) | tree.Postfix(
                operator="++" | "--", operand=target
            ):
                self._assigned(target, None, "+=")
            case _:
                self._refuse(
                    node,
                    _("An update sets variables and clocks, and starts or stops timers"),
                    None,
                    "n = n + 1, x = 0, start(t)",
                )

    def _assigned(self, target: Expression, value: Expression | None, operator: str) -> None:
        element = self._element(target)
        sort = self._sort(value) if value is not None else Sort.NUMBER
        if element is None or sort is Sort.UNKNOWN:
            return
        if isinstance(element, Variable) and element.owner in (self._machine, None):
            if sort not in (*_NUMBERS, Sort.TRUTH):
                self._refuse(value or target, _("A variable holds whole numbers"), None, "n = n + 1")
            elif operator == "=" and not element.low <= literal(value, element.low) <= element.high:
                words = _("“{name}” holds numbers from {low} to {high}")
                words = words.format(name=element.name, low=element.low, high=element.high)
                self._refuse(value or target, words, _("Set it to one of these, or widen its range."))
        elif isinstance(element, Variable):
            self._refuse(
                target,
                _("Only its own machine may set “{name}”").format(name=element.name),
                _("Send that machine an event, and set the variable there."),
            )
        elif isinstance(element, ClockVariable):
            if operator != "=" or sort not in _TIMES:
                self._refuse(target, _("A clock can only be set to a time"), None, "x = 0")
        else:
            self._refuse(
                target, _("“{name}” cannot be set").format(name=element.name), None, "start(t), n = 1, x = 0"
            )
        self.writes.add(element.id)

    def _sort(self, node: Expression) -> Sort:
        match node:
            case tree.Number(value=value, span=span):
                time = self._times.get((span.line, span.column))
                if time is not None:
                    self.found[span] = time
                    return Sort.TIME
                return Sort.NUMBER if value else Sort.ZERO
            case tree.Truth():
                return Sort.TRUTH
            case tree.Name() | tree.Member():
                return self._named(node)
            case tree.Prefix(operator="!", operand=operand):
                return self._logical(node, (operand,), joins=False)
            case tree.Prefix(operator="-" | "+", operand=operand):
                return self._same(node, (operand,))
            case tree.Binary(operator=operator, left=left, right=right):
                return self._binary(node, operator, left, right)
            case tree.Conditional(test=test, chosen=chosen, otherwise=otherwise):
                self._logical(node, (test,), joins=False)
                return self._same(node, (chosen, otherwise))
        self._refuse(
            node,
            _("“{text}” cannot be used here").format(text=self._written(node)),
            _("Use clocks, variables, numbers, times and the operators between them."),
            "n > 2 && x >= 500 ms",
        )
        return Sort.NUMBER

    def _binary(self, node: Expression, operator: str, left: Expression, right: Expression) -> Sort:
        if operator == "&&":
            return self._logical(node, (left, right), joins=True)
        if operator in ("||", "imply", "xor"):
            return self._logical(node, (left, right), joins=False)
        if operator in ("==", "!=", "<", "<=", ">", ">="):
            return self._compared(node, operator, left, right)
        if operator in ("+", "-", "<?", ">?"):
            return self._same(node, (left, right))
        sorts = (self._sort(left), self._sort(right))
        if Sort.UNKNOWN in sorts:
            return Sort.UNKNOWN
        if operator == "*" and Sort.TIME in sorts and (sorts[0] in _NUMBERS or sorts[1] in _NUMBERS):
            return Sort.TIME
        if not (sorts[0] in _NUMBERS and sorts[1] in _NUMBERS):
            self._refuse(
                node,
                _("“{operator}” needs numbers; a time can only be multiplied by one").format(
                    operator=operator
                ),
                None,
                "x >= n * 100 ms",
            )
        return Sort.NUMBER

    def _logical(self, node: Expression, parts: tuple[Expression, ...], joins: bool) -> Sort:
        sorts = [self._sort(part) for part in parts]
        if Sort.BOUND in sorts:
            if not joins:
                self._refuse(
                    node,
                    _("Bounds on clocks can only be joined by “&&”"),
                    _("Draw one edge for each alternative."),
                    "n > 2 && x >= 500 ms",
                )
            return Sort.BOUND
        for part, sort in zip(parts, sorts, strict=True):
            if sort in (Sort.TIME, Sort.CLOCK):
                self._refuse(
                    part, _("This is a time, not something that holds or does not"), None, "x >= 500 ms"
                )
        return Sort.UNKNOWN if Sort.UNKNOWN in sorts else Sort.TRUTH

    def _same(self, node: Expression, parts: tuple[Expression, ...]) -> Sort:
        sorts = {self._sort(part) for part in parts}
        if Sort.UNKNOWN in sorts:
            return Sort.UNKNOWN
        if Sort.CLOCK in sorts or Sort.BOUND in sorts:
            self._refuse(
                node,
                _("Clocks can only be compared with times, not calculated with"),
                None,
                "x >= 500 ms",
            )
            return Sort.NUMBER
        if Sort.TIME in sorts and not sorts <= _TIMES:
            self._refuse(
                node, _("A time and a number do not go together"), _("Give both a unit."), "n * 100 ms"
            )
        if Sort.TIME in sorts:
            return Sort.TIME
        return Sort.ZERO if sorts == {Sort.ZERO} else Sort.NUMBER

    def _compared(self, node: Expression, operator: str, left: Expression, right: Expression) -> Sort:
        sorts = (self._sort(left), self._sort(right))
        if Sort.UNKNOWN in sorts:
            return Sort.UNKNOWN
        if Sort.BOUND in sorts:
            self._refuse(node, _("A comparison of clocks cannot be compared again"), None, "x >= 500 ms")
        if Sort.CLOCK not in sorts:
            if Sort.TIME in sorts and not set(sorts) <= _TIMES:
                self._refuse(node, _("A time and a number do not go together"), _("Give both a unit."))
            return Sort.TRUTH
        if sorts == (Sort.CLOCK, Sort.CLOCK):
            self._refuse(
                node,
                _("Two clocks cannot be compared"),
                _("Compare each of them with a time."),
                "x >= 500 ms",
            )
            return Sort.BOUND
        other = right if sorts[0] is Sort.CLOCK else left
        if (sorts[1] if other is right else sorts[0]) not in _TIMES:
            self._refuse(
                other,
                _("A clock is compared with a time, and “{text}” has no unit").format(
                    text=self._written(other)
                ),
                _("Write its unit: ns, us, ms, s, min, h or d."),
                f"{self._written(other)} ms",
            )
        self._bound(node, operator if sorts[0] is Sort.CLOCK else _TURNED[operator])
        return Sort.BOUND

    def _bound(self, node: Expression, operator: str) -> None:
        if operator == "!=":
            self._refuse(
                node, _("A clock cannot be compared by “!=”"), _("Draw one edge for less and one for more.")
            )
        if self._use is Use.INVARIANT and operator not in ("<", "<="):
            self._refuse(
                node,
                _("An invariant can only bound a clock from above"),
                _("Put a least time into the guards of the edges that leave the location."),
                "x <= 500 ms",
            )

    def _named(self, node: Expression) -> Sort:
        element = self._element(node)
        if element is None:
            return Sort.UNKNOWN
        if isinstance(element, ClockVariable | Timer):
            if element.owner != self._machine and self._use is not Use.PROPOSITION:
                self._refuse(
                    node,
                    _("The clock “{name}” belongs to another machine").format(name=element.name),
                    _("Use a clock of this machine."),
                )
            return Sort.CLOCK
        if isinstance(element, Location):
            if self._use is not Use.PROPOSITION:
                self._refuse(
                    node,
                    _("“{name}” is a location; machines read one another’s variables only").format(
                        name=element.name
                    ),
                    _("Set a variable on the edges into that location, and read the variable."),
                )
            return Sort.TRUTH
        return Sort.NUMBER

    def _element(self, node: Expression) -> Meaning | None:
        path = path_of(node)
        if path is None:
            self._refuse(
                node,
                _("“{text}” is no name").format(text=self._written(node)),
                _("Name a clock, timer or variable."),
            )
            return None
        found = self._vocabulary.meanings(path, self._machine)
        if len(found) != 1:
            words = (
                _("Nothing here is called “{name}”") if not found else _("“{name}” can mean several things")
            )
            hint = (
                _name_it()
                if not found
                else _("Write Machine.variable, or give the elements names that differ.")
            )
            self._refuse(node, words.format(name=".".join(path)), hint)
            return None
        self.found[node.span] = found[0]
        return found[0]

    def _written(self, node: Expression) -> str:
        line = self._text.split("\n")[node.span.line - 1] if node.span.line else self._text
        start = max(node.span.column - 1, 0)
        time = _TIME.match(line, start)
        return time[0] if time else line[start : start + node.span.length].strip()

    def _refuse(
        self, node: Expression, message: str, hint: str | None = None, example: str | None = None
    ) -> None:
        self.wrong.append(
            Diagnostic(
                f"generation-{self._use.value}",
                message,
                line=node.span.line,
                column=node.span.column,
                length=max(node.span.length, 1),
                hint=hint,
                example=example,
            )
        )


_NUMBERS = frozenset({Sort.NUMBER, Sort.ZERO})
_TIMES = frozenset({Sort.TIME, Sort.ZERO})
_TURNED = {"<": ">", "<=": ">=", ">": "<", ">=": "<=", "==": "==", "!=": "!="}
