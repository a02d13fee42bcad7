"""Telling observers what happened: the process `Steps`, and the observers as templates.

`Steps` hears every channel on which something happens that an observer looks at; an edge that
sends nothing else says so on `step`. It then stands in a committed location until it has told the
observers by `settled`. As no other process but a committed one may move in between, and committed
locations of the model wait while `settling`, the observers see the state after each single step,
and no time has passed. It begins in that location, so that the first telling is the initial state.
Flags of events are true only until the telling; flags `was_...` keep what held at the last one.
Broadcasts neither block nor force anybody, so the runs of the model stay what they were.
"""

from core.ground.words import _
from core.model import EffectType, Event, Id, Requirement, Snapshot
from core.uppaal.document import Waiting
from core.uppaal.generation.behaviour import Behaviour, committed
from core.uppaal.generation.condition import Watch
from core.uppaal.generation.draft import Draft, TemplateDraft, remarked
from core.uppaal.generation.expression import assigned
from core.uppaal.generation.finding import called
from core.uppaal.generation.flow import Channel, Flow
from core.uppaal.generation.machine import Telling, changes, channels_of
from core.uppaal.generation.observers.automaton import CLOCK, COUNT, LOST, Move, Observer
from core.uppaal.generation.query import Watching
from core.uppaal.generation.under_attack import Assault
from core.uppaal.language import expression as tree
from core.uppaal.language.expression import Expression
from core.uppaal.trace_map import Origin, Part

SETTLING = "settling"
"""The label in the trace map of the flag that keeps committed locations waiting."""


def telling_of(
    watch: Watch, watching: list[Watching], behaviours: tuple[Behaviour, ...], assault: Assault
) -> Telling:
    """Names for telling observers, where there is anything to tell."""
    if not watching and not watch.needed():
        return Telling()
    names = watch.spelling.names
    inner = any(changes(step, watch) and step.event is None for one in behaviours for step in one.steps)
    return Telling(
        step=names.give("step", "step") if inner else "",
        settled=names.give("settled", "settled"),
        settling=names.give("settling", "settling") if assault.committed or committed(behaviours) else "",
    )


def draw_steps(
    snapshot: Snapshot,
    behaviours: tuple[Behaviour, ...],
    assault: Assault,
    watch: Watch,
    telling: Telling,
    draft: Draft,
) -> None:
    """Add `Steps` with the flags that it keeps."""
    if not telling.settled:
        return
    spelling, flow = watch.spelling, assault.barriers.flow
    _declare(snapshot, behaviours, watch, telling, draft)
    template = TemplateDraft(draft, spelling.template("Steps", "Steps"), Origin.STEPS)
    template.declarations.append(remarked(_("Tells the observers of each step of the model.")))
    inner = spelling.within[template.name]
    telling_location = template.location(inner.give("Telling", "Telling"), waiting=Waiting.COMMITTED)
    told = template.location(inner.give("Told", "Told"))
    busy: list[Expression] = [assigned(telling.settling, True)] if telling.settling else []
    mattering = _mattering(behaviours, flow, watch)
    for channel, name in spelling.channels.items():
        marks = [
            assigned(flag, _happens(event, channel, assault))
            for event, flag in watch.events.items()
            if channel in flow.occurrences(event)
        ]
        if marks or channel in mattering:
            template.transition(
                told,
                telling_location,
                synchronisation=f"{name}?",
                update=[*busy, *marks],
                elements=(channel.event,),
            )
    for attack, name in assault.channels.items():
        if attack.effect is EffectType.RESET and _alters(attack.machines, behaviours, watch):
            template.transition(
                told,
                telling_location,
                synchronisation=f"{name}?",
                update=busy,
                elements=(attack.element.id,),
            )
    if telling.step:
        template.transition(told, telling_location, synchronisation=f"{telling.step}?", update=busy)
    quiet = [assigned(telling.settling, False)] if telling.settling else []
    quiet.extend(assigned(flag, False) for flag in watch.events.values())
    quiet.extend(assigned(flag, condition) for flag, condition in watch.memories.values())
    template.transition(telling_location, told, synchronisation=f"{telling.settled}!", update=quiet)
    template.finished(telling_location)


def draw_observer(snapshot: Snapshot, watching: Watching, telling: Telling, draft: Draft) -> None:
    """Add an observer as a template."""
    observer = watching.observer
    watched = snapshot.find(Requirement, watching.requirement)
    template = TemplateDraft(draft, watching.process, Origin.OBSERVER, (watching.requirement,))
    if watched is not None:
        template.declarations.append(remarked(f"{called(watched)}, {watched.key}: {watched.text}"))
    for clock in observer.clocks:
        template.declarations.append(f"clock {clock};")
        _note_own(draft, watching, Part.CLOCK, clock)
    if observer.most is not None:
        template.declarations.append(f"int[0, {observer.most}] {COUNT} = 0;")
        _note_own(draft, watching, Part.VARIABLE, COUNT)
    ids = {name: template.location(name) for name in observer.locations}
    judging = {
        one.location: template.location(one.location, waiting=Waiting.COMMITTED)
        for one in observer.judgements
    }
    for move in observer.moves:
        if move.guard != tree.Truth(False):
            template.transition(
                ids[move.source],
                (ids | judging)[move.target],
                move.guard,
                f"{telling.settled}?",
                _update(move, observer),
            )
    if judging:
        lost = template.location(LOST)
    for one in observer.judgements:
        source = judging[one.location]
        template.transition(
            source, ids[one.kept], one.in_time, update=[assigned(CLOCK, 0)] if one.resets else []
        )
        template.transition(source, ids[one.broken], one.late)
        template.transition(source, lost, synchronisation=f"{telling.settled}?")
    template.finished(ids[observer.first])


def _update(move: Move, observer: Observer) -> list[Expression]:
    """What a move sets: its clock, and the count."""
    clocks = [assigned(move.clock, 0)] if move.resets and move.clock in observer.clocks else []
    if observer.most is None or not (move.resets or move.counts):
        return clocks
    one = tree.Number(1)
    more = one if move.resets else tree.Binary("+", tree.Name(COUNT), one)
    return [*clocks, assigned(COUNT, more if move.counts else 0)]


def _note_own(draft: Draft, watching: Watching, part: Part, name: str) -> None:
    draft.note(part, f"{watching.process}.{name}", Origin.OBSERVER, (watching.requirement,), watching.process)


def _happens(event: Id, channel: Channel, assault: Assault) -> Expression:
    """Whether an event happens on the channel: sent it always is, and it arrives unless it is held back."""
    if channel == assault.barriers.flow.sent.get(event):
        return tree.Truth(True)
    return assault.barriers.open(event, channel)


def _alters(machines: tuple[Id, ...], behaviours: tuple[Behaviour, ...], watch: Watch) -> bool:
    """Whether a reset of the machines alters anything that an observer looks at."""
    return any(
        element.id in watch.flags or element.id in watch.variables
        for one in behaviours
        if one.machine.id in machines
        for element in (*one.locations, *one.variables)
    )


def _mattering(behaviours: tuple[Behaviour, ...], flow: Flow, watch: Watch) -> set[Channel]:
    """The channels on which a message can alter anything that an observer looks at."""
    return {
        channel
        for one in behaviours
        for step in one.steps
        if changes(step, watch)
        for channel in channels_of(step, flow)
    }


def _declare(
    snapshot: Snapshot, behaviours: tuple[Behaviour, ...], watch: Watch, telling: Telling, draft: Draft
) -> None:
    if telling.step:
        draft.declare(f"broadcast chan {telling.step};", _("an edge was taken that sends nothing else"))
        draft.note(Part.CHANNEL, telling.step, Origin.STEPS)
    draft.declare(f"broadcast chan {telling.settled};", _("tells the observers that a step was taken"))
    draft.note(Part.CHANNEL, telling.settled, Origin.STEPS)
    if telling.settling:
        draft.declare(f"bool {telling.settling} = true;", _("observers have not been told yet"))
        draft.note(Part.VARIABLE, telling.settling, Origin.STEPS, label=SETTLING)
    initial = {one.initial for one in behaviours}
    for location, flag in watch.flags.items():
        element = snapshot.get(location)
        words = _("whether the machine is in {location}").format(
            location=snapshot.path(element) if element else ""
        )
        _flag(draft, flag, location in initial, words, (location,))
    for event, flag in watch.events.items():
        found = snapshot.find(Event, event)
        words = _("whether {event} happened in this step").format(event=snapshot.path(found) if found else "")
        _flag(draft, flag, False, words, (event,))
    for flag, _condition in watch.memories.values():
        _flag(draft, flag, False, _("what held before this step"), ())


def _flag(draft: Draft, name: str, first: bool, words: str, elements: tuple[Id, ...]) -> None:
    draft.declare(f"bool {name} = {str(first).lower()};", words)
    draft.note(Part.VARIABLE, name, Origin.STEPS, elements)
