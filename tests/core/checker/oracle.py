"""An oracle that shares nothing with the checker but the parser: UPPAAL's semantics, taken literally.

`Machine` walks the trees of a document with concrete values: clocks are exact fractions, a guard is
arithmetic on them. It can tell what is enabled in a state, carry it out, and let time pass.

`Regions` explores all states of a machine up to region equivalence (Alur and Dill 1994): after each
step, fractional parts are replaced by equally spaced ones in the same order, and clocks beyond the
largest constant by one number. Equivalent states satisfy the same guards now and later, strict ones
included, so this is exact, while plain sampling on a fixed grid would miss orders of fractions that
only a finer grid can hold.
"""

from collections.abc import Iterator
from dataclasses import dataclass, field
from fractions import Fraction
from itertools import product
from typing import Any

from core.uppaal.document import Document, Template, Waiting
from core.uppaal.language import declaration as d
from core.uppaal.language import expression as e
from core.uppaal.language.parsing import (
    parse_declarations,
    parse_expression,
    parse_expressions,
    parse_parameters,
    parse_selections,
    parse_synchronisation,
)


class OutOfRange(Exception):
    """An assignment outside the range of its variable."""


class Returned(Exception):
    def __init__(self, value: Any) -> None:
        self.value = value


Firing = tuple[int, int, tuple[tuple[str, int], ...]]
"""Process, transition of its template, values of the select label."""


@dataclass
class Cell:
    """A variable, clock or channel: `value` is a number, a list of cells, or for channels an identity."""

    name: str
    kind: str
    value: Any
    low: int = 0
    high: int = 0
    first: int = 0
    urgent: bool = False
    broadcast: bool = False


@dataclass
class Instance:
    name: str
    template: Template
    names: dict[str, Any]
    location: int = 0
    edges: list[dict[str, Any]] = field(default_factory=list)
    invariants: list[Any] = field(default_factory=list)


class Machine:
    """The network of a document, with one present state that can be read, set and changed."""

    def __init__(self, document: Document) -> None:
        self.globals: dict[str, Any] = {}
        self.cells: list[Cell] = []
        self.instances: list[Instance] = []
        self.declare(parse_declarations(document.declaration), [self.globals], "")
        system_names: dict[str, Any] = {}
        system = parse_declarations(document.system)
        self.declare(system, [system_names, self.globals], "")
        templates = {template.name: template for template in document.templates}
        made = {item.name: item for item in system if isinstance(item, d.Instantiation)}
        around = [system_names, self.globals]
        (line,) = (item for item in system if isinstance(item, d.System))
        for name in line.groups[0]:
            if name in made:
                item = made[name]
                template = templates[item.template]
                spans = [self.span(parameter.type, around) for parameter in item.parameters]
                for values in product(*spans):
                    own = {p.name: value for p, value in zip(item.parameters, values, strict=True)}
                    full = f"{name}({', '.join(map(str, values))})" if values else name
                    parameters = parse_parameters(template.parameter)
                    given = {
                        parameter.name: self.cell_of(argument, [own, *around])
                        if parameter.reference
                        else self.value(argument, [own, *around])
                        for parameter, argument in zip(parameters, item.arguments, strict=True)
                    }
                    self.make(full, template, given)
            else:
                template = templates[name]
                parameters = parse_parameters(template.parameter)
                spans = [self.span(parameter.type, [self.globals]) for parameter in parameters]
                for values in product(*spans):
                    full = f"{name}({', '.join(map(str, values))})" if values else name
                    given = {p.name: value for p, value in zip(parameters, values, strict=True)}
                    self.make(full, template, given)

    def make(self, name: str, template: Template, given: dict[str, Any]) -> None:
        names = dict(given)
        self.declare(parse_declarations(template.declaration), [names, self.globals], f"{name}.")
        ids = [location.id for location in template.locations]
        instance = Instance(name, template, names, ids.index(template.initial))
        for location in template.locations:
            text = location.label("invariant")
            instance.invariants.append(parse_expression(text) if text else None)
        for transition in template.transitions:
            synchronisation = transition.label("synchronisation")
            guard = transition.label("guard")
            instance.edges.append(
                {
                    "source": ids.index(transition.source),
                    "target": ids.index(transition.target),
                    "select": parse_selections(transition.label("select")),
                    "guard": parse_expression(guard) if guard else None,
                    "sync": parse_synchronisation(synchronisation) if synchronisation else None,
                    "updates": parse_expressions(transition.label("assignment")),
                }
            )
        self.instances.append(instance)

    def declare(self, items: Any, scopes: list[dict[str, Any]], prefix: str) -> None:
        for item in items:
            if isinstance(item, d.TypeDefinition):
                for declarator in item.declarators:
                    scopes[0][declarator.name] = ("type", item.type)
            elif isinstance(item, d.Function):
                scopes[0][item.name] = ("function", item, scopes)
            elif isinstance(item, d.Variables):
                for declarator in item.declarators:
                    initial = (
                        self.value(declarator.initial, scopes) if declarator.initial is not None else None
                    )
                    if "const" in item.type.prefixes:
                        scopes[0][declarator.name] = initial
                        continue
                    name = prefix + declarator.name
                    cell = self.new(item.type, list(declarator.dimensions), name, initial, scopes)
                    scopes[0][declarator.name] = cell

    def new(self, type_: e.Type, dimensions: list[Any], name: str, initial: Any, scopes: Any) -> Cell:
        if dimensions:
            size = dimensions[0]
            if isinstance(size, e.Type):
                span = self.span(size, scopes)
            elif isinstance(size, e.Name) and isinstance(self.find(size.name, scopes), tuple):
                span = self.span(e.Type(e.NamedType(size.name)), scopes)
            else:
                span = range(self.value(size, scopes))
            firsts = initial if isinstance(initial, list) else [initial] * len(span)
            inner = [
                self.new(type_, dimensions[1:], f"{name}[{i}]", first, scopes)
                for i, first in zip(span, firsts, strict=True)
            ]
            return Cell(name, "row", inner, first=span.start)
        base = type_.base
        while isinstance(base, e.NamedType) and base.name not in ("int", "bool", "clock", "chan"):
            base = self.find(base.name, scopes)[1].base
        if isinstance(base, e.NamedType) and base.name in ("clock", "chan"):
            cell = Cell(name, base.name, Fraction(0))
            cell.urgent, cell.broadcast = "urgent" in type_.prefixes, "broadcast" in type_.prefixes
        else:
            low, high = self.limits(base, scopes)
            cell = Cell(name, "int", initial if initial is not None else min(max(0, low), high), low, high)
        self.cells.append(cell)
        return cell

    def limits(self, base: Any, scopes: Any) -> tuple[int, int]:
        if isinstance(base, e.IntegerRange):
            return self.value(base.low, scopes), self.value(base.high, scopes)
        if base.name == "bool":
            return 0, 1
        return (-32768, 32767)

    def span(self, type_: e.Type, scopes: Any) -> range:
        base: Any = type_.base
        while isinstance(base, e.NamedType) and base.name not in ("int", "bool"):
            base = self.find(base.name, scopes)[1].base
        low, high = self.limits(base, scopes)
        return range(low, high + 1)

    def find(self, name: str, scopes: list[dict[str, Any]]) -> Any:
        return next(scope[name] for scope in scopes if name in scope)

    # Evaluation, with concrete values everywhere.

    def cell_of(self, tree: Any, scopes: Any) -> Cell:
        if isinstance(tree, e.Index):
            row = self.cell_of(tree.base, scopes)
            return row.value[self.value(tree.index, scopes) - row.first]
        if isinstance(tree, e.Member):
            return self.instance_of(tree.base, scopes).names[tree.name]
        return self.find(tree.name, scopes)

    def instance_of(self, tree: Any, scopes: Any) -> Instance:
        if isinstance(tree, e.Call):
            name = f"{tree.function.name}({', '.join(str(self.value(a, scopes)) for a in tree.arguments)})"
        else:
            name = tree.name
        return next(instance for instance in self.instances if instance.name == name)

    def value(self, tree: Any, scopes: Any) -> Any:  # noqa: C901 - a case a construct
        match tree:
            case e.Number(value=value):
                return value
            case e.Truth(value=value):
                return int(value)
            case d.Initialiser(parts=parts):
                return [self.value(part, scopes) for _field, part in parts]
            case e.Name(name=name):
                found = self.find(name, scopes)
                return found.value if isinstance(found, Cell) else found
            case e.Member(base=base, name=name):
                instance = self.instance_of(base, scopes)
                locations = [location.name for location in instance.template.locations]
                if name in locations:
                    return int(instance.location == locations.index(name))
                found = instance.names[name]
                return found.value if isinstance(found, Cell) else found
            case e.Index():
                return self.cell_of(tree, scopes).value
            case e.Prefix(operator="!", operand=operand):
                return int(not self.value(operand, scopes))
            case e.Prefix(operator="-", operand=operand):
                return -self.value(operand, scopes)
            case e.Prefix(operator="++" | "--") | e.Postfix():
                cell = self.cell_of(tree.operand, scopes)
                before = cell.value
                self.store(cell, before + (1 if tree.operator == "++" else -1))
                return before if isinstance(tree, e.Postfix) else cell.value
            case e.Binary(operator=operator, left=left, right=right):
                return self.binary(operator, left, right, scopes)
            case e.Conditional():
                return self.value(tree.chosen if self.value(tree.test, scopes) else tree.otherwise, scopes)
            case e.Assignment(operator=operator, target=target, value=value):
                result = self.value(value, scopes)
                cell = self.cell_of(target, scopes)
                if operator != "=":
                    result = self.arithmetic(operator[:-1], cell.value, result)
                self.store(cell, result)
                return result
            case e.Quantifier(kind=kind, variable=variable, type=type_, body=body):
                values = [self.value(body, [{variable: v}, *scopes]) for v in self.span(type_, scopes)]
                return {"forall": int(all(values)), "exists": int(any(values))}.get(kind, sum(values))
            case e.Call(function=e.Name(name=name), arguments=arguments):
                _kind, function, around = self.find(name, scopes)
                names = {
                    p.name: self.cell_of(a, scopes)
                    if p.reference or p.dimensions
                    else Cell(p.name, "int", self.value(a, scopes), -32768, 32767)
                    for p, a in zip(function.parameters, arguments, strict=True)
                }
                try:
                    self.execute(function.body, [names, *around])
                except Returned as returned:
                    return returned.value
                return 0
        raise AssertionError(tree)

    def binary(self, operator: str, left: Any, right: Any, scopes: Any) -> Any:
        if operator == "&&":
            return int(bool(self.value(left, scopes)) and bool(self.value(right, scopes)))
        if operator == "||":
            return int(bool(self.value(left, scopes)) or bool(self.value(right, scopes)))
        if operator == "imply":
            return int(not self.value(left, scopes) or bool(self.value(right, scopes)))
        return self.arithmetic(operator, self.value(left, scopes), self.value(right, scopes))

    def arithmetic(self, operator: str, a: Any, b: Any) -> Any:  # noqa: C901 - a case a construct
        match operator:
            case "+":
                return a + b
            case "-":
                return a - b
            case "*":
                return a * b
            case "/":
                return int(Fraction(a, b))
            case "%":
                return a - b * int(Fraction(a, b))
            case "<":
                return int(a < b)
            case "<=":
                return int(a <= b)
            case ">":
                return int(a > b)
            case ">=":
                return int(a >= b)
            case "==":
                return int(a == b)
            case "!=":
                return int(a != b)
        raise AssertionError(operator)

    def store(self, cell: Cell, value: Any) -> None:
        if cell.kind == "int" and not cell.low <= value <= cell.high:
            raise OutOfRange(cell.name)
        cell.value = Fraction(value) if cell.kind == "clock" else value

    def execute(self, statement: Any, scopes: Any) -> None:  # noqa: C901 - a case a construct
        match statement:
            case d.Block(items=items):
                inner: list[dict[str, Any]] = [{}, *scopes]
                for item in items:
                    if isinstance(item, d.Variables):
                        before = len(self.cells)
                        self.declare([item], inner, "")
                        # Locals are no part of the state.
                        del self.cells[before:]
                    else:
                        self.execute(item, inner)
            case d.Evaluate(expression=expression):
                self.value(expression, scopes)
            case d.While(test=test, body=body, after=False):
                while self.value(test, scopes):
                    self.execute(body, scopes)
            case d.For(start=start, test=test, step=step, body=body):
                self.value(start, scopes)
                while self.value(test, scopes):
                    self.execute(body, scopes)
                    self.value(step, scopes)
            case d.If(test=test, chosen=chosen, otherwise=otherwise):
                if self.value(test, scopes):
                    self.execute(chosen, scopes)
                elif otherwise is not None:
                    self.execute(otherwise, scopes)
            case d.Return(value=value):
                raise Returned(self.value(value, scopes) if value is not None else 0)

    # States and what can happen in them.

    def get(self) -> Any:
        return (
            tuple(instance.location for instance in self.instances),
            tuple(cell.value for cell in self.cells),
        )

    def set(self, state: Any) -> None:
        for instance, location in zip(self.instances, state[0], strict=True):
            instance.location = location
        for cell, value in zip(self.cells, state[1], strict=True):
            cell.value = value

    def named(self) -> Any:
        """Locations, variables and clocks by name."""
        locations = {
            instance.name: instance.template.locations[instance.location].name
            or instance.template.locations[instance.location].id
            for instance in self.instances
        }
        variables = {cell.name: cell.value for cell in self.cells if cell.kind == "int"}
        clocks = {cell.name: cell.value for cell in self.cells if cell.kind == "clock"}
        return locations, variables, clocks

    def scopes(self, instance: Instance) -> list[dict[str, Any]]:
        return [instance.names, self.globals]

    def admitted(self) -> bool:
        """Whether all invariants hold."""
        return all(
            instance.invariants[instance.location] is None
            or self.value(instance.invariants[instance.location], self.scopes(instance))
            for instance in self.instances
        )

    def waiting(self, instance: Instance) -> Waiting:
        return instance.template.locations[instance.location].waiting

    def open_edges(self) -> Iterator[tuple[Firing, dict[str, Any], Cell | None]]:
        """Edges whose guards hold, each with its channel."""
        for number, instance in enumerate(self.instances):
            for index, edge in enumerate(instance.edges):
                if edge["source"] != instance.location:
                    continue
                spans = [self.span(s.type, self.scopes(instance)) for s in edge["select"]]
                for values in product(*spans):
                    chosen = {s.variable: v for s, v in zip(edge["select"], values, strict=True)}
                    scopes = [chosen, *self.scopes(instance)]
                    if edge["guard"] is None or self.value(edge["guard"], scopes):
                        channel = self.cell_of(edge["sync"].channel, scopes) if edge["sync"] else None
                        yield (number, index, tuple(chosen.items())), edge, channel

    def enabled(self) -> list[tuple[Firing, ...]]:
        """What can be taken together as guards, channels and committed locations allow."""
        edges = list(self.open_edges())
        found: list[tuple[Firing, ...]] = []
        for firing, edge, channel in edges:
            if channel is None:
                found.append((firing,))
            elif edge["sync"].direction == "!":
                hearing = [
                    other
                    for other, o_edge, o_channel in edges
                    if o_channel is channel and o_edge["sync"].direction == "?" and other[0] != firing[0]
                ]
                if channel.broadcast:
                    groups = [[h for h in hearing if h[0] == p] for p in sorted({h[0] for h in hearing})]
                    found.extend((firing, *group) for group in product(*groups))
                else:
                    found.extend((firing, other) for other in hearing)
        committed = {
            number
            for number, instance in enumerate(self.instances)
            if self.waiting(instance) is Waiting.COMMITTED
        }
        return [f for f in found if not committed or any(part[0] in committed for part in f)]

    def still(self) -> bool:
        """Whether time stands still."""
        if any(self.waiting(instance) is not Waiting.NORMAL for instance in self.instances):
            return True
        edges = {(f[0], f[1], f[2]): channel for f, _edge, channel in self.open_edges()}
        return any(
            (channel := edges[firings[0]]) is not None and channel.urgent for firings in self.enabled()
        )

    def fire(self, firings: tuple[Firing, ...]) -> bool:
        """Take the transitions; whether the state after them is admitted."""
        for number, index, chosen in firings:
            instance = self.instances[number]
            for update in instance.edges[index]["updates"]:
                self.value(update, [dict(chosen), *self.scopes(instance)])
        for number, index, _chosen in firings:
            self.instances[number].location = self.instances[number].edges[index]["target"]
        return self.admitted()

    def delay(self, by: Fraction) -> None:
        for cell in self.cells:
            if cell.kind == "clock":
                cell.value += by

    def value_of(self, expression: str) -> Fraction:
        return Fraction(self.value(parse_expression(expression), [self.globals]))

    def holds(self, condition: str) -> bool:
        return bool(self.value(parse_expression(condition), [self.globals]))


class Regions:
    """All states of a machine up to region equivalence, and the steps between them."""

    def __init__(self, machine: Machine, largest: int) -> None:
        self.machine = machine
        self.largest = largest
        self.actions: dict[Any, list[Any]] = {}
        self.later: dict[Any, Any] = {}
        """The next region as time passes: a state, itself where time changes nothing any more, or None."""
        self.start = None
        if machine.admitted():
            self.start = self.canonical(machine.get())
            self._explore()

    def canonical(self, state: Any) -> Any:
        values = list(state[1])
        clocks = [i for i, cell in enumerate(self.machine.cells) if cell.kind == "clock"]
        near = [i for i in clocks if values[i] <= self.largest]
        parts = sorted({values[i] % 1 for i in near} - {0})
        for i in clocks:
            if i in near:
                rank = parts.index(values[i] % 1) + 1 if values[i] % 1 else 0
                values[i] = values[i] // 1 + Fraction(rank, len(parts) + 1)
            else:
                values[i] = Fraction(self.largest + 1)
        return (state[0], tuple(values))

    def _explore(self) -> None:
        waiting = [self.start]
        while waiting:
            state = waiting.pop()
            if state in self.actions:
                continue
            self.actions[state] = self._actions(state)
            self.later[state] = self._later(state)
            waiting.extend(self.actions[state])
            if self.later[state] is not None:
                waiting.append(self.later[state])

    def _actions(self, state: Any) -> list[Any]:
        machine = self.machine
        machine.set(state)
        found = []
        for firings in machine.enabled():
            machine.set(state)
            if machine.fire(firings):
                found.append(self.canonical(machine.get()))
        return found

    def _later(self, state: Any) -> Any:
        machine = self.machine
        machine.set(state)
        if machine.still():
            return None
        near = [c for c in machine.cells if c.kind == "clock" and c.value <= self.largest]
        if near:
            furthest = max(c.value % 1 for c in near)
            at_whole = any(c.value % 1 == 0 for c in near)
            machine.delay((1 - furthest) / 2 if at_whole else 1 - furthest)
        return self.canonical(machine.get()) if machine.admitted() else None

    # Queries, by their definitions on the graph.

    def fewest(self, condition: str) -> int | None:
        """The fewest actions after which the condition can hold; None where it never can."""
        level, seen, actions = [self.start], set(), 0
        while level:
            following = []
            while level:
                state = level.pop()
                if state is None or state in seen:
                    continue
                seen.add(state)
                if self.satisfies(state, condition):
                    return actions
                level.append(self.later[state])
                following += self.actions[state]
            level, actions = following, actions + 1
        return None

    def reachable(self, condition: str) -> bool:
        return any(self.satisfies(state, condition) for state in self.actions)

    def satisfies(self, state: Any, condition: str) -> bool:
        self.machine.set(state)
        return self.machine.holds(condition)

    def deadlocked(self, state: Any) -> bool:
        seen = set()
        while state is not None and state not in seen:
            if self.actions[state]:
                return False
            seen.add(state)
            state = self.later[state]
        return True

    def deadlock(self) -> bool:
        return any(self.deadlocked(state) for state in self.actions)

    def lasting(self, condition: str, starts: list[Any] | None = None) -> bool:
        """Whether a maximal run satisfies the condition all along, from one of the starts."""
        good = {state for state in self.actions if self.satisfies(state, condition)}
        begin = [state for state in ([self.start] if starts is None else starts) if state in good]
        reached: set[Any] = set()
        waiting = list(begin)
        while waiting:
            state = waiting.pop()
            if state in reached:
                continue
            reached.add(state)
            waiting.extend(after for after in self._after(state) if after in good)
        return any(self._ends(state, good) for state in reached) or self._loops(reached)

    def _after(self, state: Any) -> list[Any]:
        later = self.later[state]
        return self.actions[state] + ([later] if later is not None and later != state else [])

    def _ends(self, state: Any, good: set[Any]) -> bool:
        """Whether a run may end here: it stays for ever, or time leads nowhere else and nothing happens."""
        if self.later[state] == state:
            return True
        while state is not None:
            if state not in good or self.actions[state]:
                return False
            if self.later[state] == state:
                return True
            state = self.later[state]
        return True

    def _loops(self, reached: set[Any]) -> bool:
        """Whether some states can be run through again and again."""
        left = set(reached)
        while True:
            ending = {s for s in left if not any(after in left for after in self._after(s))}
            if not ending:
                return bool(left)
            left -= ending

    def leads_to(self, trigger: str, goal: str) -> bool:
        starts = [state for state in self.actions if self.satisfies(state, trigger)]
        return not self.lasting(f"!({goal})", starts)
