"""Attacks on machines: stopped for good, thrown back to where they began, or slower than promised.

A machine that is stopped stands where it was, in a twin of its location that nothing leaves and in which
time goes on; queries take both for the one place. A stop or a reset never comes between two steps of which
the model says, by a committed location, that nothing comes between them.
"""

from dataclasses import replace

from core.ground.words import _
from core.model import EffectType, Id, Location, Waiting
from core.uppaal.generation.attack import Attack, Attacks
from core.uppaal.generation.attack_messages import RESETS, STOPS, VERBS, Budget
from core.uppaal.generation.behaviour import Behaviour
from core.uppaal.generation.condition import Watch
from core.uppaal.generation.draft import Draft, TemplateDraft, remarked
from core.uppaal.generation.expression import assigned
from core.uppaal.generation.finding import called
from core.uppaal.generation.spelling import Spelling
from core.uppaal.language import expression as tree
from core.uppaal.language.expression import Expression
from core.uppaal.trace_map import Origin, Part

_HITTING = (EffectType.STOP, EffectType.RESET)


def name_hits(attacks: Attacks, behaviours: tuple[Behaviour, ...], spelling: Spelling) -> dict[Attack, str]:
    """A channel for each attack that hits machines at an instant; twins of locations get their names."""
    channels = {
        attack: spelling.names.give(f"{attack.effect.value} {attack.element.name}", attack.effect.value)
        for attack in attacks.attacks
        if attack.effect in _HITTING
    }
    for behaviour in behaviours:
        if any(one.effect is EffectType.STOP for one in attacks.on_machine(behaviour.machine.id)):
            names = spelling.within[spelling.templates[behaviour.machine.id]]
            for location in _hit(behaviour):
                spelling.stopped[location.id] = names.give(f"{location.name} stopped", "stopped")
    return channels


def draw_hits(
    behaviour: Behaviour,
    attacks: Attacks,
    channels: dict[Attack, str],
    watch: Watch,
    ids: dict[Id, str],
    template: TemplateDraft,
) -> None:
    """Let a machine be stopped and reset; `ids` are those of its locations."""
    spelling = watch.spelling
    stopped = {
        location.id: template.location(
            spelling.stopped[location.id], location.id, further=(behaviour.machine.id,), origin=Origin.ATTACK
        )
        for location in behaviour.locations
        if location.id in spelling.stopped
    }
    for attack in attacks.on_machine(behaviour.machine.id):
        if attack.effect not in _HITTING:
            continue
        for location in _hit(behaviour):
            ends = [(ids[location.id], stopped.get(location.id, ""))]
            update: list[Expression] = []
            if attack.effect is EffectType.RESET:
                ends = [(source, ids[behaviour.initial]) for source, _end in ends]
                if location.id in stopped:
                    ends.append((stopped[location.id], ids[behaviour.initial]))
                update = _afresh(behaviour, watch)
            for source, target in ends:
                template.transition(
                    source,
                    target,
                    synchronisation=f"{channels[attack]}?",
                    update=update,
                    elements=(behaviour.machine.id,),
                    label=STOPS if attack.effect is EffectType.STOP else RESETS,
                    origin=Origin.ATTACK,
                )


def draw_hitter(attack: Attack, attacks: Attacks, channel: str, spelling: Spelling, draft: Draft) -> None:
    """Add the template of who stops or resets machines, with the channel on which they hear of it."""
    element, verb = attack.element, VERBS[attack.effect]
    draft.declare(f"broadcast chan {channel};", f"{_(attack.effect.value)}: {called(element)}")
    draft.note(Part.CHANNEL, channel, Origin.ATTACK, (element.id,))
    name = spelling.template(f"Attacker {verb} {element.name}", "Attacker")
    template = TemplateDraft(draft, name, Origin.ATTACK, (element.id,))
    words = _("Attack scenario “{scenario}”: {effect} on {element}")
    template.declarations.append(
        remarked(
            words.format(scenario=attacks.scenario, effect=_(attack.effect.value), element=called(element))
        )
    )
    ready = template.location(spelling.within[name].give("Ready", "Ready"))
    again = attack.effect is EffectType.RESET or any(
        one.effect is EffectType.RESET for machine in attack.machines for one in attacks.on_machine(machine)
    )
    budget = Budget(template, spelling.within[name], attack.budget if again else None)
    target = ready if again else template.location(spelling.within[name].give("Done", "Done"))
    template.transition(ready, target, budget.left(), f"{channel}!", budget.spent, label=attack.effect.value)
    template.finished(ready)


def slowed(behaviour: Behaviour, attacks: Attacks, spelling: Spelling, invariant: Expression) -> Expression:
    """An invariant of a machine with its upper bounds put off by as much as attacks make it slow."""
    for attack in attacks.on_machine(behaviour.machine.id):
        if attack.effect is EffectType.SLOW:
            owned = (*behaviour.clocks, *behaviour.timers)
            clocks = frozenset(spelling.clocks[one.id] for one in owned)
            more = None if attack.delay is None else spelling.units(attack.delay)
            invariant = _later(invariant, clocks, more)
    return invariant


def _hit(behaviour: Behaviour) -> list[Location]:
    """Where a machine can be met: nothing comes between its committed steps."""
    return [one for one in behaviour.locations if one.waiting is not Waiting.COMMITTED]


def _afresh(behaviour: Behaviour, watch: Watch) -> list[Expression]:
    """The update that sets a machine as it was at the beginning."""
    spelling = watch.spelling
    flags = (one.id for one in behaviour.locations if one.id in watch.flags)
    return [
        *(assigned(spelling.clocks[one.id], 0) for one in (*behaviour.clocks, *behaviour.timers)),
        *(assigned(spelling.running[one.id], False) for one in behaviour.timers),
        *(assigned(spelling.variables[one.id], one.initial) for one in behaviour.variables),
        *(assigned(watch.flags[one], one == behaviour.initial) for one in flags),
    ]


def _later(node: Expression, clocks: frozenset[str], units: int | None) -> Expression:
    """The expression with every upper bound on one of the clocks put off, or without any where None."""
    if not isinstance(node, tree.Binary):
        return node
    if node.operator in ("&&", "||", "and", "or", "imply"):
        return replace(node, left=_later(node.left, clocks, units), right=_later(node.right, clocks, units))
    if node.operator in ("<=", "<") and _is_clock(node.left, clocks):
        return tree.Truth(True) if units is None else replace(node, right=_plus(node.right, units))
    if node.operator in (">=", ">") and _is_clock(node.right, clocks):
        return tree.Truth(True) if units is None else replace(node, left=_plus(node.left, units))
    return node


def _is_clock(node: Expression, clocks: frozenset[str]) -> bool:
    return isinstance(node, tree.Name) and node.name in clocks


def _plus(node: Expression, units: int) -> Expression:
    if isinstance(node, tree.Number):
        return tree.Number(node.value + units)
    return tree.Binary("+", node, tree.Number(units))
