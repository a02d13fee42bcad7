"""What a removal takes along, and the two ways out where the other side still uses what was removed.

Either it is gone: what led to it leads where the side that removed it has it lead, and what that side
does not have and cannot stand alone goes too. Or it is back, with what the removal took along.
"""

from collections.abc import Iterable, Iterator
from dataclasses import replace
from typing import Any

from core.model import Element, Id
from core.model.plain import Field, fields_of
from core.model.reference import Reference, references, without_targets
from core.project.conflict import SIDES, Choice, other_side
from core.project.sides import Sides


def needs(element: Element) -> Iterator[Id]:
    """The elements without which this one cannot stand: its owner, and what it must refer to."""
    for reference in references(element):
        name = reference.field.partition(".")[0]
        field = next(one for one in fields_of(type(element)) if one.name == name)
        if name == "owner" or not (field.many or field.optional):
            yield reference.target


def causes(sides: Sides, side: Choice, element_id: Id) -> set[Id]:
    """The removals on that side that took the element along: itself, where it was removed for itself."""
    base, other = sides.versions.base, other_side(side)
    found: set[Id] = set()
    seen = {element_id}
    waiting = [element_id]
    while waiting:
        here = waiting.pop()
        above = [
            one
            for one in needs(base[here])
            if one in base and sides.get(side, one) is None and sides.get(other, one) is not None
        ]
        if not above:
            found.add(here)
        waiting += [one for one in above if one not in seen]
        seen.update(above)
    return found or {element_id}


def let_go(sides: Sides, element_ids: Iterable[Id], remover: Choice) -> None:
    """Neither side has these elements any more."""
    waiting: list[Id] = []
    for element_id in element_ids:
        waiting += sides.users(element_id)
        sides.drop(element_id, remover)
    turn_away(sides, waiting)


def turn_away(sides: Sides, element_ids: Iterable[Id]) -> None:
    """What in these elements leads to nothing leads elsewhere; what cannot stand then goes, and so on."""
    waiting = sorted(set(element_ids), reverse=True)
    while waiting:
        element_id = waiting.pop()
        stated = [(side, one) for side in SIDES if (one := sides.get(side, element_id)) is not None]
        standing = [(side, _standing(sides, one)) for side, one in stated]
        lost = next((found for _side, found in standing if isinstance(found, str)), None)
        if lost is not None:
            sides.drop(element_id, sides.removers.get(lost, "ours"))
            waiting += sorted(sides.users(element_id), reverse=True)
            continue
        for side, element in standing:
            assert isinstance(element, Element)
            sides.put(side, element)


def leads_astray(sides: Sides, element: Element, reference: Reference) -> bool:
    """Whether neither side has what the element refers to, or has something there that does not fit."""
    target = sides.either(reference.target)
    if target is None:
        return True
    if reference.allowed.kinds and target.kind not in reference.allowed.kinds:
        return True
    return reference.field == "owner" and bool(element.owners) and target.kind not in element.owners


def bring_back(sides: Sides, side: Choice, element_id: Id) -> list[Id]:
    """A side has an element that it removed, as the base has it; gives the ids of all that is back.

    Back is also what the removal took along, as far as it can stand, and every reference to it; what was
    removed beside it, and could stand without it, stays gone.
    """
    base = sides.versions.base
    back: dict[Id, None] = {element_id: None}
    waiting = [element_id]
    while waiting:
        here = waiting.pop()
        for user in (*base.owned(here), *base.uses(here)):
            taken = sides.get(side, user.id) is None and user.id not in (*back, *sides.removers)
            if (
                taken
                and here in needs(user)
                and all(one in back or sides.get(side, one) is not None for one in needs(user))
            ):
                back[user.id] = None
                waiting.append(user.id)

    def is_lost(target: Id) -> bool:
        return target not in back and sides.get(side, target) is None

    users = {user.id for one in back for user in base.uses(one)} - back.keys()
    for user_id in sorted(users):
        now = sides.get(side, user_id)
        if now is not None:
            sides.put(side, _referring_again(base[user_id], now, back, is_lost))
    for one in back:
        lost = frozenset(way.target for way in references(base[one]) if is_lost(way.target))
        sides.put(side, without_targets(base[one], lost) or base[one])
    return list(back)


def as_before(sides: Sides, element_ids: Iterable[Id]) -> None:
    """Both sides have these elements as the base has them, as far as what they lead to is there."""
    base = sides.versions.base
    wanted = [base[one] for one in element_ids]
    for element in wanted:
        for side in SIDES:
            now = sides.get(side, element.id)
            if now is None or type(now) is not type(element):
                sides.put(side, element)
            else:
                sides.put(side, _with_facts(sides, now, element))
    turn_away(sides, [element.id for element in wanted])


def _with_facts(sides: Sides, now: Element, before: Element) -> Element:
    """The element as it was before, but for facts that led to what neither side has."""
    kept = {
        way.field: getattr(now, way.field)
        for way in references(before)
        if "." not in way.field and leads_astray(sides, before, way)
    }
    return replace(before, **kept) if kept else before


def _standing(sides: Sides, element: Element) -> Element | Id:
    """The element with nothing in it that leads astray; what it led to, where it cannot stand then."""
    facts: dict[str, Any] = {}
    gone: set[Id] = set()
    for way in references(element):
        if not leads_astray(sides, element, way):
            continue
        name = way.field.partition(".")[0]
        field = next(one for one in fields_of(type(element)) if one.name == name)
        if field.many:
            gone.add(way.target)
            continue
        found = next(_elsewhere(sides, element, way, field), None)
        if found is None:
            return way.target
        facts[name] = found[0]
    if facts:
        element = replace(element, **facts)
    return (without_targets(element, frozenset(gone)) or next(iter(gone))) if gone else element


def _elsewhere(sides: Sides, element: Element, way: Reference, field: Field) -> Iterator[tuple[Id | None]]:
    """Where the fact may lead instead: where the remover has it lead, or another version, or nowhere."""
    remover = sides.removers.get(way.target, "ours")
    versions = sides.versions
    known = [sides.get(remover, element.id)]
    known += [versions.of(one).get(element.id) for one in (remover, other_side(remover), "base")]
    for one in known:
        if type(one) is not type(element):
            continue
        target = getattr(one, field.name)
        if target is None:
            if field.name != "owner" or not element.owners or "" in element.owners:
                yield (None,)
        elif not leads_astray(sides, element, Reference(way.field, target, way.allowed)):
            yield (target,)
    if field.optional and field.name != "owner":
        yield (None,)


def _referring_again(before: Element, now: Element, back: Iterable[Id], is_lost: Any) -> Element:
    """The element with the facts in which nothing was changed but that what is gone is missing."""
    if type(before) is not type(now):
        return now
    lost = frozenset(way.target for way in references(before) if is_lost(way.target))
    bare, again = without_targets(before, lost.union(back)), without_targets(before, lost)
    if bare is None or again is None:
        return now
    facts = {field.name: getattr(now, field.name) for field in fields_of(type(now))}
    for name, value in facts.items():
        if value == getattr(bare, name):
            facts[name] = getattr(again, name)
    return type(now)(**facts)
