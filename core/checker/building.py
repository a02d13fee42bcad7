"""Building a network: declarations take slots, clocks and channels; expressions are made code."""

from dataclasses import dataclass, field

from core.checker.code import Code, Invalid, reads_state
from core.checker.context import Context
from core.checker.faults import mistaken, unsupported
from core.checker.kinds import kind_of
from core.checker.lowering import lower
from core.checker.network import Channel, Routine
from core.checker.routines import Routines
from core.checker.running import Program
from core.checker.scope import (
    ChannelKind,
    ClockKind,
    Kind,
    NamedFunction,
    NamedKind,
    Record,
    Row,
    Scope,
    Stored,
    Whole,
    leaves,
)
from core.ground.words import _
from core.uppaal.language import declaration as d
from core.uppaal.language import expression as e


@dataclass(slots=True)
class Standing:
    """A process as far as expressions need it: its name, its scope and its locations."""

    name: str
    scope: Scope
    locations: dict[str, int]


@dataclass(slots=True)
class Building:
    """What has been declared so far."""

    variables: list[str] = field(default_factory=list)
    ranges: list[tuple[int, int]] = field(default_factory=list)
    initial: list[int] = field(default_factory=list)
    clocks: list[str] = field(default_factory=list)
    channels: list[Channel] = field(default_factory=list)
    routines: Routines = field(default_factory=Routines)
    standing: list[Standing] = field(default_factory=list)

    def constant(self, tree: e.Expression, context: Context) -> int:
        """The value of an expression that does not depend on the state."""
        code = lower(tree, context)
        if code[0] == "n":
            return int(code[1])
        if self._depends(code):
            raise mistaken(
                "value-not-constant",
                _("This must be known before the model runs"),
                tree,
                context.where,
                _("Use numbers and constants only."),
            )
        return self._evaluate(code, tree, context)

    def call(self, function: NamedFunction, tree: e.Call, context: Context) -> Code:
        """The code of a call."""
        return self.routines.call(function, tree, context)

    def location_test(self, process: int, name: str) -> Code | None:
        """The code that tells whether the process is in that location, None where it has none such."""
        location = self.standing[process].locations.get(name)
        if location is None:
            return None
        return ("==", ("v", len(self.variables) + process), ("n", location))

    def member(self, process: int, name: str) -> Stored | None:
        """A variable, clock or constant of the process."""
        found = self.standing[process].scope.names.get(name)
        return found if isinstance(found, Stored) else None

    def process_name(self, process: int) -> str:
        """The name of the process."""
        return self.standing[process].name

    def finished_routines(self) -> tuple[Routine, ...]:
        """The functions that are called."""
        return tuple(routine for routine in self.routines.finished if routine is not None)

    def declare(self, declarations: tuple[d.Declaration, ...], context: Context, prefix: str = "") -> None:
        """Enter the declarations into the scope of the context; names in states begin with `prefix`."""
        for item in declarations:
            match item:
                case d.TypeDefinition(type=type_, declarators=declarators):
                    for declarator in declarators:
                        kind = kind_of(type_, context, declarator.dimensions)
                        self._enter(declarator.name, NamedKind(kind), declarator, context)
                case d.Variables(type=type_, declarators=declarators):
                    for declarator in declarators:
                        self._variable(type_, declarator, context, prefix)
                case d.Function(name=name):
                    self._enter(name, NamedFunction(item, context.scope, context.where), item, context)
                case d.ChannelPriority():
                    raise unsupported("priority", _("Channels have priorities"), item, context.where)
                case d.UpdateHook(name=name):
                    raise unsupported(
                        "update-hook", _("{name} is used").format(name=name), item, context.where
                    )
                case d.DynamicTemplate():
                    raise unsupported(
                        "dynamic", _("Processes come and go while the model runs"), item, context.where
                    )
                case _:
                    # Instantiations and the system line are read where processes are made.
                    continue

    def _enter(
        self, name: str, symbol: Stored | NamedKind | NamedFunction, node: e.Node, context: Context
    ) -> None:
        if name in context.scope.names:
            raise mistaken(
                "name-twice", _("“{name}” is declared twice").format(name=name), node, context.where
            )
        context.scope.names[name] = symbol

    def _variable(self, type_: e.Type, declarator: d.Declarator, context: Context, prefix: str) -> None:
        kind = kind_of(type_, context, declarator.dimensions)
        name = prefix + declarator.name
        parts = list(leaves(kind, name))
        kinds = {type(leaf) for _part, leaf in parts}
        if kinds <= {Whole}:
            stored = self._whole(type_, kind, parts, name, declarator, context)
        elif declarator.initial is not None:
            raise mistaken(
                "initial-not-allowed",
                _("A clock or channel has no first value to choose"),
                declarator,
                context.where,
            )
        elif kinds == {ClockKind}:
            stored = Stored("clock", kind, len(self.clocks) + 1, name)
            self.clocks.extend(part for part, _leaf in parts)
        elif kinds == {ChannelKind}:
            stored = Stored("channel", kind, len(self.channels), name)
            for part, leaf in parts:
                assert isinstance(leaf, ChannelKind)
                self.channels.append(Channel(part, leaf.urgent, leaf.broadcast))
        else:
            raise unsupported(
                "mixed-struct", _("A struct mixes clocks or channels with numbers"), declarator, context.where
            )
        self._enter(declarator.name, stored, declarator, context)

    def _whole(
        self,
        type_: e.Type,
        kind: Kind,
        parts: list[tuple[str, Kind]],
        name: str,
        declarator: d.Declarator,
        context: Context,
    ) -> Stored:
        constant = "const" in type_.prefixes
        if constant and declarator.initial is None:
            raise mistaken(
                "constant-without-value",
                _("The constant “{name}” has no value").format(name=declarator.name),
                declarator,
                context.where,
            )
        values = self._first(kind, declarator.initial, declarator, context)
        for (part, leaf), value in zip(parts, values, strict=True):
            assert isinstance(leaf, Whole)
            if not leaf.low <= value <= leaf.high:
                raise mistaken(
                    "value-outside",
                    _("The first value {value} of “{name}” is outside {low}..{high}").format(
                        value=value, name=part, low=leaf.low, high=leaf.high
                    ),
                    declarator,
                    context.where,
                )
        if constant:
            return Stored("constant", kind, 0, name, values=tuple(values))
        stored = Stored("state", kind, len(self.variables), name)
        for (part, leaf), value in zip(parts, values, strict=True):
            assert isinstance(leaf, Whole)
            self.variables.append(part)
            self.ranges.append((leaf.low, leaf.high))
            self.initial.append(value)
        return stored

    def _first(
        self, kind: Kind, initial: e.Expression | d.Initialiser | None, node: e.Node, context: Context
    ) -> list[int]:
        """The first values, in the order of the leaves."""
        if initial is None:
            # Zero, or where the range leaves it out the value closest to it.
            return [
                min(max(0, leaf.low), leaf.high)
                for _name, leaf in leaves(kind, "")
                if isinstance(leaf, Whole)
            ]
        if isinstance(initial, d.Initialiser):
            return self._listed(kind, initial, context)
        if not isinstance(kind, Whole):
            raise unsupported("initial", _("An array is set to another"), node, context.where)
        value = self.constant(initial, context)
        return [int(value != 0) if kind.truth else value]

    def _listed(self, kind: Kind, initial: d.Initialiser, context: Context) -> list[int]:
        expected: list[tuple[str, Kind]]
        if isinstance(kind, Row):
            expected = [("", kind.element)] * (kind.high - kind.low + 1)
        elif isinstance(kind, Record):
            expected = list(kind.fields)
        else:
            expected = []
        given = list(initial.parts)
        if any(name for name, _part in given):
            order = [name for name, _kind in expected]
            if sorted(order) != sorted(name for name, _part in given):
                expected = []
            given.sort(key=lambda part: order.index(part[0]) if part[0] in order else -1)
        if len(expected) != len(given):
            raise mistaken(
                "initial-wrong",
                _("The first values do not match the type: {count} are expected").format(count=len(expected)),
                initial,
                context.where,
            )
        values: list[int] = []
        for (_name, inner), (_field, part) in zip(expected, given, strict=True):
            values.extend(self._first(inner, part, initial, context))
        return values

    def _depends(self, code: Code) -> bool:
        """Whether the value depends on the state, functions included."""
        if code[0] == "call":
            body = self.routines.finished[code[1]]
            if body is None or reads_state(body.body):
                return True
            return any(self._depends(argument) for argument in code[2])
        return reads_state(code)

    def _evaluate(self, code: Code, tree: e.Expression, context: Context) -> int:
        try:
            return Program(self.finished_routines(), 0).expression(code)((), None)
        except Invalid as error:
            raise mistaken(
                "value-invalid", _("This has no value: {reason}").format(reason=error), tree, context.where
            ) from error
