"""What an element belongs to and where it is drawn, as one matter: a shape lies in the zone that it is of.

Two sides that disagree about both are asked once, and what is decided holds for the zone, the owner and
every place on a drawing that shows one of these.
"""

from collections.abc import Iterable
from dataclasses import replace
from itertools import islice
from typing import Any

from core.model import Element, Id, Placement
from core.model.plain import fields_of
from core.project.conflict import CHOICES, SIDES, Choice, Clash, Conflict
from core.project.sides import Sides

_HOLDERS = ("owner", "zone")
_PLACE = ("x", "y")


def one_question(sides: Sides, apart: Iterable[Id], facts: list[Conflict]) -> list[Conflict]:
    """Conflicts of facts, with one for all that both sides say about the whereabouts of an element.

    Where both gave it the same new holder, a place that the base has is none to choose.
    """
    asked = {(one.element, one.fields) for one in facts}
    told: set[tuple[Id, tuple[str, ...]]] = set()
    settled: set[Id] = set()
    added: list[Conflict] = []
    for element_id in apart:
        before, mine, other = (
            _held(one)
            for one in (sides.versions.base.get(element_id), *(sides.get(side, element_id) for side in SIDES))
        )
        if mine == other == before or not (places := _places(sides, element_id)):
            continue
        if mine == other:
            settled.update(places)
            continue
        held = [(element_id, (name,)) for name in _HOLDERS if (element_id, (name,)) in asked]
        told.update([*held[1:], *((one, _PLACE) for one in places)])
        if not held:
            disputed = (_disputed(sides, element_id, one) for one in places)
            added += list(islice((one for one in disputed if one is not None), 1))
    return [
        replace(one, choices=SIDES) if one.element in settled and one.fields == _PLACE else one
        for one in (*facts, *added)
        if one in added or (one.element, one.fields) not in told
    ]


def stand_as(sides: Sides, conflict: Conflict, choice: Choice) -> None:
    """Where a decision is about whereabouts, all that is one matter with it is as in the version chosen."""
    if conflict.fields == _PLACE:
        element_id = next(iter(conflict.others), None)
    else:
        element_id = conflict.element if conflict.fields[0] in _HOLDERS else None
    places = [] if element_id is None else _places(sides, element_id)
    if element_id is None or not places:
        return
    source = sides.versions.of(choice)
    _state(sides, source.get(element_id), _HOLDERS)
    for one in places:
        _state(sides, source.get(one), _PLACE)


def _state(sides: Sides, stated: Element | None, names: tuple[str, ...]) -> None:
    """Both sides say these facts as an element does, as far as it has them."""
    for side in SIDES:
        element = None if stated is None else sides.get(side, stated.id)
        if stated is not None and type(element) is type(stated):
            known = {field.name for field in fields_of(type(stated))}
            sides.put(side, replace(element, **{one: getattr(stated, one) for one in names if one in known}))


def _held(element: Element | None) -> tuple[Any, ...]:
    return tuple(getattr(element, name, None) for name in _HOLDERS)


def _places(sides: Sides, element_id: Id) -> list[Id]:
    """The places of an element that both sides have, on drawings that show what a version has it in."""
    versions = sides.versions
    models = (versions.base, versions.ours, versions.theirs)
    holders = {holder for one in models for holder in _held(one.get(element_id)) if holder is not None}
    shown = {place.owner for one in models for holder in holders for place in one.uses(holder, Placement)}
    found = []
    for one in sorted({place.id for model in models for place in model.uses(element_id, Placement)}):
        both = [sides.get(side, one) for side in SIDES]
        if all(isinstance(place, Placement) and place.owner in shown for place in both):
            found.append(one)
    return found


def _disputed(sides: Sides, element_id: Id, place: Id) -> Conflict | None:
    """The question of a place that goes with a holder; None where one side left both as they were."""
    base = sides.versions.base
    before = base.get(place)
    states = [_where(sides.get(side, element_id), sides.get(side, place)) for side in SIDES]
    was = _where(base.get(element_id), before)
    if was in states or states[0][1] == states[1][1]:
        return None
    choices = SIDES if before is None or _astray(sides, base.get(element_id)) else CHOICES
    at = None if before is None else was[1]
    return Conflict(place, _PLACE, Clash.FACT, at, states[0][1], states[1][1], (element_id,), choices)


def _where(element: Element | None, place: Element | None) -> tuple[Any, Any]:
    return _held(element), tuple(getattr(place, name, None) for name in _PLACE)


def _astray(sides: Sides, before: Element | None) -> bool:
    """Whether what it was in is gone on both sides."""
    return any(one is not None and sides.either(one) is None for one in _held(before))
