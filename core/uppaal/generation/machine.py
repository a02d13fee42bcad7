"""A state machine as a template that looks like its drawing.

A timer is a clock with a flag that says whether it runs. Where it may be running, time cannot pass
beyond its duration; then the edges that wait for it are taken, or, where none of them can be, the
timer has run out unheard and stops.
"""

from dataclasses import dataclass

from core.model import Event, Id, Location, Snapshot, Timer, Waiting
from core.uppaal.document import Waiting as Mark
from core.uppaal.generation.attack_machines import draw_hits, slowed
from core.uppaal.generation.behaviour import Behaviour, Step
from core.uppaal.generation.condition import Watch
from core.uppaal.generation.draft import Draft, TemplateDraft, declared, plain, remarked
from core.uppaal.generation.expression import assigned, both, compared, either, negation
from core.uppaal.generation.finding import called
from core.uppaal.generation.flow import Channel, Flow
from core.uppaal.generation.spelling import Spelling
from core.uppaal.generation.under_attack import Assault
from core.uppaal.language import expression as tree
from core.uppaal.language.expression import Expression
from core.uppaal.trace_map import Origin, Part


@dataclass(frozen=True, slots=True)
class Telling:
    """The names by which steps are told to observers; all empty where nobody watches."""

    step: str = ""
    """The channel on which an edge says that it was taken, where it sends nothing else."""
    settled: str = ""
    settling: str = ""
    """The flag that keeps committed locations waiting until observers were told; empty if there are none."""


def changes(step: Step, watch: Watch) -> bool:
    """Whether the step alters anything that an observer looks at."""
    source, target = step.edge.source, step.edge.target
    moved = source != target and (source in watch.flags or target in watch.flags)
    return moved or not watch.variables.isdisjoint(step.update.writes)


def channels_of(step: Step, flow: Flow) -> tuple[Channel, ...]:
    """The channels that the step synchronises on, one edge of the document for each."""
    if step.event is None:
        return ()
    return (flow.sent[step.event],) if step.sends else flow.heard.get(step.event, ())


def draw_machine(
    snapshot: Snapshot,
    behaviour: Behaviour,
    assault: Assault,
    watch: Watch,
    telling: Telling,
    draft: Draft,
) -> None:
    """Add the machine's template and its variables to the draft."""
    spelling = watch.spelling
    machine = behaviour.machine
    name = spelling.templates[machine.id]
    template = TemplateDraft(draft, name, Origin.COPIED, (machine.id,))
    draft.drawn[name] = machine.id
    template.declarations.append(remarked(f"{called(machine)}, {snapshot.path(machine)}"))
    _declare(behaviour, spelling, template)
    ids = {
        location.id: template.location(
            spelling.locations[location.id],
            location.id,
            Mark(location.waiting.value),
            slowed(behaviour, assault.attacks, spelling, _bounds(behaviour, location, spelling)),
            plain(location.name) if location.name != spelling.locations[location.id] else "",
        )
        for location in behaviour.locations
    }
    for step in behaviour.steps:
        _draw_step(snapshot, step, ids, behaviour, assault, watch, telling, template)
    for timer in behaviour.timers:
        for location in _paced(behaviour, timer):
            _draw_unheard(behaviour, timer, location, ids[location.id], spelling, template)
    draw_hits(behaviour, assault.attacks, assault.channels, watch, ids, template)
    template.finished(ids[behaviour.initial])


def _declare(behaviour: Behaviour, spelling: Spelling, template: TemplateDraft) -> None:
    for clock in behaviour.clocks:
        local = spelling.clocks[clock.id]
        template.declarations.append(declared(f"clock {local};", called(clock)))
        template.draft.note(Part.CLOCK, f"{template.name}.{local}", Origin.COPIED, (clock.id,), template.name)
    for timer in behaviour.timers:
        local, flag = spelling.clocks[timer.id], spelling.running[timer.id]
        template.declarations.append(declared(f"clock {local};", f"{called(timer)}, {timer.duration}"))
        template.declarations.append(declared(f"bool {flag} = false;", called(timer)))
        template.draft.note(Part.CLOCK, f"{template.name}.{local}", Origin.COPIED, (timer.id,), template.name)
        template.draft.note(
            Part.VARIABLE, f"{template.name}.{flag}", Origin.COPIED, (timer.id,), template.name
        )
    for variable in behaviour.variables:
        name = spelling.variables[variable.id]
        template.draft.declare(
            f"int[{variable.low},{variable.high}] {name} = {variable.initial};",
            f"{called(variable)} of {called(behaviour.machine)}",
        )
        template.draft.note(Part.VARIABLE, name, Origin.COPIED, (variable.id,))


def _bounds(behaviour: Behaviour, location: Location, spelling: Spelling) -> Expression:
    return both(_invariant(behaviour, location, spelling), _timer_bounds(behaviour, location, spelling))


def _invariant(behaviour: Behaviour, location: Location, spelling: Spelling) -> Expression:
    phrase = behaviour.invariants.get(location.id)
    return phrase.spelt(spelling.spell) if phrase else tree.Truth(True)


def _paced(behaviour: Behaviour, timer: Timer) -> list[Location]:
    """Where time passes while the timer may be running, if anything waits for it at all."""
    if not any(step.timer == timer for step in behaviour.steps):
        return []
    running = behaviour.running(timer.id)
    return [one for one in behaviour.locations if one.id in running and one.waiting is Waiting.NORMAL]


def _timer_bounds(behaviour: Behaviour, location: Location, spelling: Spelling) -> Expression:
    bounds = [
        either(
            negation(tree.Name(spelling.running[timer.id])),
            compared(spelling.clocks[timer.id], "<=", spelling.units(timer.duration)),
        )
        for timer in behaviour.timers
        if location in _paced(behaviour, timer)
    ]
    return both(*bounds)


def _run_out(timer: Timer, spelling: Spelling) -> Expression:
    return both(
        tree.Name(spelling.running[timer.id]),
        compared(spelling.clocks[timer.id], ">=", spelling.units(timer.duration)),
    )


def _draw_step(
    snapshot: Snapshot,
    step: Step,
    ids: dict[Id, str],
    behaviour: Behaviour,
    assault: Assault,
    watch: Watch,
    telling: Telling,
    template: TemplateDraft,
) -> None:
    spelling = watch.spelling
    edge = step.edge
    guard: Expression = tree.Truth(True)
    update: list[Expression] = []
    if step.timer is not None:
        guard = _run_out(step.timer, spelling)
        update.append(assigned(spelling.running[step.timer.id], False))
    if step.guard:
        guard = both(guard, step.guard.spelt(spelling.spell))
    update.extend(step.update.steps(spelling.spell, spelling.begin))
    if edge.source != edge.target:
        update.extend(
            assigned(watch.flags[end], end == edge.target)
            for end in (edge.source, edge.target)
            if end in watch.flags
        )
    if telling.settling and not step.receives and _committed(behaviour, edge.source):
        guard = both(guard, negation(tree.Name(telling.settling)))
    ways: list[tuple[str, Expression]] = [
        (f"{spelling.channels[channel]}!", tree.Truth(True))
        if step.sends or step.event is None
        else (f"{spelling.channels[channel]}?", assault.barriers.open(step.event, channel))
        for channel in channels_of(step, assault.barriers.flow)
    ]
    if step.event is None:
        ways = [(f"{telling.step}!" if telling.step and changes(step, watch) else "", tree.Truth(True))]
    event = snapshot.find(Event, step.event)
    for synchronisation, comes_through in ways:
        template.transition(
            ids[edge.source],
            ids[edge.target],
            both(guard, comes_through),
            synchronisation,
            update,
            (edge.id, event.id if event else None, step.timer.id if step.timer else None),
            remark=plain(edge.name),
        )


def _committed(behaviour: Behaviour, location_id: Id) -> bool:
    return any(
        location.id == location_id and location.waiting is Waiting.COMMITTED
        for location in behaviour.locations
    )


def _draw_unheard(
    behaviour: Behaviour,
    timer: Timer,
    location: Location,
    location_id: str,
    spelling: Spelling,
    template: TemplateDraft,
) -> None:
    """The timer runs out where no edge that waits for it can be taken."""
    waiting = [step for step in behaviour.steps if step.timer == timer and step.edge.source == location.id]
    guards = [step.guard.spelt(spelling.spell) if step.guard else tree.Truth(True) for step in waiting]
    if tree.Truth(True) in guards:
        return
    template.transition(
        location_id,
        location_id,
        both(_run_out(timer, spelling), *(negation(guard) for guard in guards)),
        update=[assigned(spelling.running[timer.id], False)],
        elements=(timer.id,),
        label="unheard",
    )
