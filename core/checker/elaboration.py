"""From a document to its network: templates are given their parameters and become processes."""

from collections.abc import Iterator
from dataclasses import dataclass, field, replace
from itertools import product

from core.checker.building import Building, Standing
from core.checker.code import YES, Code, has_clock
from core.checker.context import Context
from core.checker.faults import mistaken, unsupported
from core.checker.kinds import kind_of, values_of
from core.checker.lowering import MOST_INSTANCES, constant_place, lower, place
from core.checker.network import Edge, Network, Place, Process
from core.checker.predicates import convex, lower_predicate
from core.checker.scope import (
    ChannelKind,
    Family,
    NamedProcess,
    Row,
    Scope,
    Stored,
    Whole,
)
from core.checker.templates import ReadLocation, ReadTemplate, ReadTransition, read_templates
from core.ground.words import _
from core.uppaal.document import Document, Waiting
from core.uppaal.language import declaration as d
from core.uppaal.language.parsing import parse_declarations

MOST_PROCESSES = 2_000
MOST_EDGES = 200_000


@dataclass(frozen=True, slots=True)
class Elaborated:
    """The network of a document, and what its queries need to be read."""

    network: Network
    building: Building
    scope: Scope


@dataclass(frozen=True, slots=True)
class _Instance:
    """A name that processes are made from: a template, or an instantiation of another such name."""

    parameters: tuple[d.Parameter, ...]
    template: ReadTemplate | None = None
    made: d.Instantiation | None = None


def elaborate(document: Document) -> Elaborated:
    """The network; Refused, with the place, where the document is wrong or not supported."""
    return _Elaboration(document).run()


@dataclass(slots=True)
class _Elaboration:
    document: Document
    building: Building = field(default_factory=Building)
    outer: Scope = field(default_factory=Scope)
    processes: list[Process] = field(default_factory=list)
    edges: int = 0

    def run(self) -> Elaborated:
        where = _("declarations")
        self.building.declare(
            parse_declarations(self.document.declaration, where), Context(self.outer, self.building, where)
        )
        instances = {
            name: _Instance(template.parameters, template)
            for name, template in read_templates(self.document).items()
        }
        where = _("system declarations")
        listed = parse_declarations(
            f"{self.document.instantiation}\n{self.document.system}"
            if self.document.instantiation.strip()
            else self.document.system,
            where,
        )
        inner = Context(Scope(self.outer), self.building, where)
        self.building.declare(listed, inner)
        for item in listed:
            if isinstance(item, d.Instantiation):
                if item.template not in instances:
                    raise mistaken(
                        "template-unknown",
                        _("There is no template “{name}”").format(name=item.template),
                        item,
                        where,
                    )
                instances[item.name] = _Instance(item.parameters, made=item)
        queries = Scope(inner.scope)
        for name in self._listed(listed, where):
            if name not in instances:
                raise mistaken(
                    "process-unknown",
                    _("The system line names “{name}”, which is no process").format(name=name),
                )
            self._make(name, instances, inner, queries)
        return Elaborated(self._network(), self.building, queries)

    def _listed(self, listed: tuple[d.Declaration, ...], where: str) -> tuple[str, ...]:
        lines = [item for item in listed if isinstance(item, d.System)]
        if len(lines) != 1:
            raise mistaken(
                "system-missing",
                _("There must be one system line"),
                where=where,
                hint=_("End the system declarations with such a line: system A, B;"),
            )
        if len(lines[0].groups) > 1:
            raise unsupported("priority", _("Processes have priorities"), lines[0], where)
        names = lines[0].groups[0]
        if len(set(names)) != len(names):
            raise mistaken("process-twice", _("A process is listed twice"), lines[0], where)
        return names

    def _network(self) -> Network:
        building = self.building
        return Network(
            tuple(self.processes),
            tuple(building.channels),
            tuple(building.clocks),
            tuple(building.variables),
            tuple(building.ranges),
            tuple(building.initial),
            building.finished_routines(),
        )

    def _make(self, name: str, instances: dict[str, _Instance], context: Context, queries: Scope) -> None:
        """Make the process or processes that a name on the system line stands for."""
        instance = instances[name]
        if not instance.parameters:
            queries.names[name] = NamedProcess(self._process(name, instance, {}, instances, context))
            return
        choices = []
        for parameter in instance.parameters:
            kind = kind_of(parameter.type, context, parameter.dimensions)
            if parameter.reference or not isinstance(kind, Whole):
                raise mistaken(
                    "parameter-not-given",
                    _("“{name}” has the parameter “{parameter}”, which must be given").format(
                        name=name, parameter=parameter.name
                    ),
                    parameter,
                    context.where,
                    _("Make a process of it: P = {name}(...);").format(name=name),
                )
            choices.append(values_of(kind, parameter, context, MOST_PROCESSES))
        family = Family({})
        for values in product(*choices):
            given = {
                parameter.name: replace(constant_place(parameter.name, value), by_value=True)
                for parameter, value in zip(instance.parameters, values, strict=True)
            }
            full = f"{name}({', '.join(map(str, values))})"
            family.members[values] = self._process(full, instance, given, instances, context)
        queries.names[name] = family

    def _process(
        self,
        name: str,
        instance: _Instance,
        given: dict[str, Stored],
        instances: dict[str, _Instance],
        context: Context,
    ) -> int:
        depth = 0
        while instance.made is not None:
            depth += 1
            if depth > len(instances):
                raise mistaken(
                    "instantiation-circular",
                    _("“{name}” is made from itself").format(name=name),
                    instance.made,
                )
            base = instances[instance.made.template]
            given = self._given(
                base.parameters, instance.made, replace(context, scope=Scope(context.scope, dict(given)))
            )
            instance = base
        assert instance.template is not None
        if len(self.processes) >= MOST_PROCESSES:
            raise unsupported("size", _("There are more than {count} processes").format(count=MOST_PROCESSES))
        return self._instantiate(name, instance.template, given)

    def _given(
        self, parameters: tuple[d.Parameter, ...], made: d.Instantiation, context: Context
    ) -> dict[str, Stored]:
        if len(parameters) != len(made.arguments):
            raise mistaken(
                "arguments-wrong",
                _("“{template}” takes {count} arguments").format(
                    template=made.template, count=len(parameters)
                ),
                made,
                context.where,
            )
        found: dict[str, Stored] = {}
        for parameter, argument in zip(parameters, made.arguments, strict=True):
            # The type of a parameter may use the parameters before it.
            inside = Context(Scope(self.outer, dict(found)), self.building, context.where)
            kind = kind_of(parameter.type, inside, parameter.dimensions)
            if parameter.reference or not isinstance(kind, Whole):
                stored = place(argument, context)
                if stored.offset[0] != "n":
                    raise unsupported("reference", _("A reference is computed"), argument, context.where)
                if not _fits(stored, kind):
                    raise mistaken(
                        "argument-wrong",
                        _("“{name}” is given something of another type").format(name=parameter.name),
                        argument,
                        context.where,
                    )
                found[parameter.name] = replace(stored, by_value=not parameter.reference)
                continue
            value = context.constant(argument)
            if not kind.low <= value <= kind.high:
                raise mistaken(
                    "value-outside",
                    _("“{name}” is given {value}, outside {low}..{high}").format(
                        name=parameter.name, value=value, low=kind.low, high=kind.high
                    ),
                    argument,
                    context.where,
                )
            found[parameter.name] = replace(constant_place(parameter.name, value), by_value=True)
        return found

    def _instantiate(self, name: str, template: ReadTemplate, given: dict[str, Stored]) -> int:
        # Members of the process are its parameters and its own declarations.
        scope = Scope(self.outer, dict(given))
        context = Context(scope, self.building, template.where)
        self.building.declare(template.declarations, context, f"{name}.")
        places = [self._place(read, context) for read in template.locations]
        edges: list[Edge] = []
        numbers = {read.location.id: number for number, read in enumerate(template.locations)}
        for transition in template.transitions:
            for edge in self._edges(transition, numbers, context):
                self.edges += 1
                if self.edges > MOST_EDGES:
                    raise unsupported("size", _("There are more than {count} edges").format(count=MOST_EDGES))
                edges.append(edge)
        named = {
            read.location.name: number for number, read in enumerate(template.locations) if read.location.name
        }
        self.processes.append(Process(name, template.name, tuple(places), template.initial, tuple(edges)))
        self.building.standing.append(Standing(name, scope, named))
        return len(self.processes) - 1

    def _place(self, read: ReadLocation, context: Context) -> Place:
        inside = replace(context, where=read.where)
        invariant: Code = YES
        if read.invariant is not None:
            invariant = lower_predicate(read.invariant, inside)
            if not convex(invariant):
                raise unsupported(
                    "invariant-disjunction",
                    _("An invariant joins clocks with “or”"),
                    read.invariant,
                    read.where,
                )
        waiting = read.location.waiting
        return Place(
            read.location.name or read.location.id,
            waiting is Waiting.URGENT,
            waiting is Waiting.COMMITTED,
            invariant,
        )

    def _edges(self, read: ReadTransition, numbers: dict[str, int], context: Context) -> Iterator[Edge]:
        """The edges of a transition: one for each choice of its select label."""
        inside = replace(context, where=read.where)
        choices = [
            values_of(kind_of(selection.type, inside), selection, inside, MOST_INSTANCES)
            for selection in read.selections
        ]
        for values in product(*choices):
            selected = tuple(
                (selection.variable, value) for selection, value in zip(read.selections, values, strict=True)
            )
            chosen = inside.inside(**{name: constant_place(name, value) for name, value in selected})
            guard = lower_predicate(read.guard, chosen) if read.guard is not None else YES
            direction, channel = self._channel(read, guard, chosen)
            changing = replace(chosen, effects=True)
            updates = tuple(lower(update, changing) for update in read.updates)
            yield Edge(
                numbers[read.transition.source],
                numbers[read.transition.target],
                guard,
                direction,
                channel,
                updates,
                frozenset(update[1] for update in updates if update[0] == "reset"),
                read.index,
                read.transition.id,
                read.transition.label("synchronisation").strip(),
                selected,
            )

    def _channel(self, read: ReadTransition, guard: Code, context: Context) -> tuple[str, Code]:
        synchronisation = read.synchronisation
        if synchronisation is None:
            return "", ("n", -1)
        found = place(synchronisation.channel, context)
        if not isinstance(found.kind, ChannelKind):
            raise mistaken(
                "not-a-channel",
                _("“{name}” is no channel").format(name=found.name),
                synchronisation,
                context.where,
            )
        if found.kind.urgent and has_clock(guard):
            raise unsupported(
                "urgent-clock-guard",
                _("An edge on the urgent channel “{name}” has a clock in its guard").format(name=found.name),
                read.guard,
                context.where,
            )
        return synchronisation.direction, found.address


def _fits(stored: Stored, kind: object) -> bool:
    have = stored.kind
    while isinstance(have, Row) and isinstance(kind, Row):
        if have.high - have.low != kind.high - kind.low:
            return False
        have, kind = have.element, kind.element
    return type(have) is type(kind)
