"""The parts of a generated document that can influence the answer to one query.

Left out are observers of other requirements, and machines, connectors and environments from which no
message and no variable leads to what the query is about. Nobody hears or reads those left out, and
they block nobody, so the others run as they would with them; only by stopping time, or by an
invariant that a message would break, could one left out forbid a run. Hence an A[] that holds of the
part holds of the whole in any case, and one that a run of the part violates is violated unless the
model has such a fault, which the query for deadlocks would show. Names, ids and times are those of
the document.

For deadlocks there is one part for each process that can hold up time, or that sets a variable whose
value may leave its range, with all that influences it.
If none of them comes to a stop, the whole does not: of the next steps that the parts can take, the
earliest can be taken, as no other process forbids to wait for it.
"""

from collections.abc import Iterator
from dataclasses import dataclass, fields, is_dataclass, replace
from functools import lru_cache
from typing import Any

from core.uppaal.document import Document, Template, Transition, Waiting
from core.uppaal.generation.draft import listed
from core.uppaal.generation.steps import SETTLING
from core.uppaal.language import expression as tree
from core.uppaal.language.expression import Expression
from core.uppaal.language.parsing import parse_expression, parse_expressions, parse_query
from core.uppaal.language.printing import print_expression
from core.uppaal.trace_map import Origin, Part, TraceMap


@dataclass(frozen=True, slots=True)
class _Edge:
    """What an edge of the document reads, writes and synchronises on."""

    reads: frozenset[str]
    writes: tuple[tuple[str, frozenset[str]], ...]
    """Each variable that is set, with what its new value is made of."""
    channel: str
    sends: bool

    @property
    def written(self) -> frozenset[str]:
        return frozenset(name for name, _value in self.writes)


def parts(document: Document, trace_map: TraceMap, formula: str) -> tuple[Document, ...]:
    """Documents that together answer the query: it is satisfied if all satisfy it.

    More than one only where the query speaks of deadlocks; a part that violates it can come to a stop.
    """
    parsed = parse_query(formula)
    if not any(isinstance(node, tree.Deadlock) for node in _nodes(parsed)):
        return (_focused(document, _Cone(document, trace_map, frozenset(_names(parsed)))),)
    telling = {one.name for one in trace_map.entries if one.origin in (Origin.STEPS, Origin.OBSERVER)}
    acting = [template for template in document.templates if template.name not in telling]
    holding = [one for one in acting if _holds_up(one) or _may_fail(one, trace_map)] or acting
    cones = [_Cone(document, trace_map, frozenset({template.name})) for template in holding]
    largest = {
        frozenset(cone.processes): cone
        for cone in cones
        if not any(cone.processes < other.processes for other in cones)
    }
    return tuple(_focused(document, cone) for cone in largest.values()) or (document,)


def _focused(document: Document, cone: "_Cone") -> Document:
    templates = tuple(
        cone.trimmed(template) for template in document.templates if template.name in cone.processes
    )
    if not templates:
        return document
    system = "system " + ", ".join(template.name for template in templates) + ";"
    return replace(document, templates=templates, system=system, queries=())


def _holds_up(template: Template) -> bool:
    """Whether a process of the template can ever keep time or others from going on."""
    return any(
        location.waiting is not Waiting.NORMAL or location.label("invariant")
        for location in template.locations
    )


def _may_fail(template: Template, trace_map: TraceMap) -> bool:
    """Whether the template sets variables of the model, whose values may leave their ranges."""
    variables = {
        one.name for one in trace_map.entries if one.part is Part.VARIABLE and one.origin is Origin.COPIED
    }
    local = {name.rpartition(".")[2] for name in variables if name.startswith(f"{template.name}.")}
    known = variables | local
    return any(edge.written & known for edge in _edges(template))


class _Cone:
    """Follows variables and messages back from what is mentioned."""

    def __init__(self, document: Document, trace_map: TraceMap, mentioned: frozenset[str]) -> None:
        known = trace_map.entries
        origins = {one.name: one.origin for one in known if one.part is Part.TEMPLATE}
        self._steps = next((name for name, origin in origins.items() if origin is Origin.STEPS), "")
        self._watchers = {name for name, origin in origins.items() if origin is Origin.OBSERVER}
        local = {one.name for one in known if one.part in (Part.VARIABLE, Part.CLOCK) and one.template}
        variables = [one for one in known if one.part is Part.VARIABLE]
        self._settling = {one.name for one in variables if one.label == SETTLING}
        self._flags = {one.name for one in variables if one.origin is not Origin.COPIED} - self._settling
        """Flags that the generator added: nobody misses one that nobody reads."""
        self._edges = {
            template.name: [_qualified(edge, template.name, local) for edge in _edges(template)]
            for template in document.templates
        }
        self._senders: dict[str, set[str]] = {}
        for name, edges in self._edges.items():
            for edge in edges:
                if edge.sends:
                    self._senders.setdefault(edge.channel, set()).add(name)
        self._invariants = {
            template.name: _qualify(_invariants(template), template.name, local)
            for template in document.templates
        }
        self.processes = {template.name for template in document.templates if template.name in mentioned}
        self.variables = set(mentioned)
        size = -1
        while size != (size := len(self.processes) + len(self.variables)):
            self._follow()

    def trimmed(self, template: Template) -> Template:
        """The template without what only others look at."""
        pairs = zip(template.transitions, self._edges[template.name], strict=True)
        kept = tuple(
            self._without_dead(transition, edge)
            for transition, edge in pairs
            if template.name != self._steps or self._tells(edge)
        )
        return replace(template, transitions=kept)

    def _follow(self) -> None:
        for name in tuple(self.processes - {self._steps}):
            self._follow_process(name)
        if not self._settling.isdisjoint(self.variables):
            # Committed locations wait for the first telling; without `Steps` they would for ever.
            self.processes.add(self._steps)
        for name, edges in self._edges.items():
            if name == self._steps:
                for edge in edges:
                    self._follow_step(edge)
            elif any(not edge.written.isdisjoint(self.variables) for edge in edges):
                self.processes.add(name)

    def _follow_process(self, name: str) -> None:
        """It needs what it reads, and whoever sends what it hears."""
        self.variables |= self._invariants[name]
        for edge in self._edges[name]:
            self.variables |= edge.reads
            for target, value in edge.writes:
                if target in self.variables or target not in self._flags:
                    self.variables |= value
            if edge.channel and not edge.sends:
                self._need_senders(edge.channel)

    def _follow_step(self, edge: _Edge) -> None:
        """`Steps` keeps flags: of events, which come by a channel, and of what held before."""
        for target, value in edge.writes:
            if target in self.variables - self._settling:
                self.processes.add(self._steps)
                self.variables |= value
                if not edge.sends:
                    self._need_senders(edge.channel)

    def _need_senders(self, channel: str) -> None:
        self.processes |= self._senders.get(channel, set())

    def _tells(self, edge: _Edge) -> bool:
        """Whether an edge of `Steps` is about anything that is looked at."""
        if edge.sends or not edge.written.isdisjoint(self.variables - self._settling):
            return True
        observed = self._observed()
        return any(
            other.channel == edge.channel and not other.written.isdisjoint(observed)
            for name in self.processes - {self._steps}
            for other in self._edges[name]
        )

    def _observed(self) -> set[str]:
        """The variables that observers read, or that flags of what held before are made of."""
        seen: set[str] = set()
        for name in self.processes & self._watchers:
            for edge in self._edges[name]:
                seen |= edge.reads
        for edge in self._edges.get(self._steps, ()):
            for target, value in edge.writes:
                if target in self.variables:
                    seen |= value
        return seen

    def _without_dead(self, transition: Transition, edge: _Edge) -> Transition:
        """The edge without assignments to flags that nobody looks at."""
        dead = [target in self._flags - self.variables for target, _value in edge.writes]
        if not any(dead):
            return transition
        steps = parse_expressions(transition.label("assignment"))
        text = listed([print_expression(one) for one, gone in zip(steps, dead, strict=True) if not gone])
        labels = (
            replace(label, text=text) if label.kind == "assignment" else label for label in transition.labels
        )
        return replace(transition, labels=tuple(label for label in labels if label.text))


def _qualified(edge: _Edge, template: str, local: set[str]) -> _Edge:
    return replace(
        edge,
        reads=_qualify(edge.reads, template, local),
        writes=tuple(
            (name, _qualify(value, template, local))
            for target, value in edge.writes
            for name in _qualify(frozenset({target}), template, local)
        ),
    )


def _qualify(names: frozenset[str], template: str, local: set[str]) -> frozenset[str]:
    """The names, those that are local to the template with its name before them."""
    return frozenset(inner if (inner := f"{template}.{name}") in local else name for name in names)


@lru_cache(maxsize=1000)
def _edges(template: Template) -> tuple[_Edge, ...]:
    return tuple(_edge(transition) for transition in template.transitions)


def _edge(transition: Transition) -> _Edge:
    guard, update = transition.label("guard"), transition.label("assignment")
    synchronisation = transition.label("synchronisation")
    return _Edge(
        frozenset(_names(parse_expression(guard))) if guard else frozenset(),
        tuple(_written(one) for one in parse_expressions(update)),
        synchronisation[:-1],
        synchronisation.endswith("!"),
    )


def _written(step: Expression) -> tuple[str, frozenset[str]]:
    """What one part of an update sets, and what the value is made of."""
    if isinstance(step, tree.Assignment):
        read = frozenset(_names(step.value))
        target = next(iter(_names(step.target)))
        return target, read if step.operator == "=" else read | {target}
    (target,) = _names(step)
    return target, frozenset({target})


@lru_cache(maxsize=1000)
def _invariants(template: Template) -> frozenset[str]:
    texts = [location.label("invariant") for location in template.locations]
    return frozenset(name for text in texts if text for name in _names(parse_expression(text)))


def _names(node: Any) -> Iterator[str]:
    """Every name in the tree; `process.name` counts as itself and as the process."""
    for one in _nodes(node):
        if isinstance(one, tree.Name):
            yield one.name
        elif isinstance(one, tree.Member) and isinstance(one.base, tree.Name):
            yield f"{one.base.name}.{one.name}"


def _nodes(node: Any) -> Iterator[Any]:
    if isinstance(node, tuple):
        for part in node:
            yield from _nodes(part)
    elif is_dataclass(node):
        yield node
        for field in fields(node):
            yield from _nodes(getattr(node, field.name))
