"""What two sides cannot both have though each is sound alone: facts, removals, circles, keys, doubles."""

from collections.abc import Collection, Iterator
from dataclasses import replace

from core.model import Edit, Element, Id, Placement, Requirement, Snapshot, SystemOfInterest, ThreatDecision
from core.model.integrity import placed_breaches
from core.model.reference import references
from core.project.carrying import leave_to_holders
from core.project.conflict import SIDES, Clash, Conflict
from core.project.removal import causes, leads_astray, turn_away
from core.project.sides import Sides
from core.project.whereabouts import one_question

_Open = Collection[tuple[Id, str]]
"""Element and first fact of the conflicts known already; nothing more is said about these facts."""


def clashes(sides: Sides) -> list[Conflict]:
    """Every conflict that is open, by element."""
    _tidy(sides)
    leave_to_holders(sides, sides.apart)
    apart = sides.apart
    stated = [_offered(sides, one) for element_id in apart for one in sides.united(element_id).conflicts]
    facts = one_question(sides, apart, stated)
    known = {(one.element, one.fields[0]) for one in facts if one.fields}
    changed = [element for one in apart if (element := sides.element(one)) is not None]
    found = [
        *facts,
        *_removals(sides, apart, changed, known),
        *_circles(sides, changed, known),
        *_doubled_keys(sides, changed, known),
        *_twins(sides, changed),
    ]
    return sorted(found, key=lambda one: (one.element, one.clash is not Clash.FACT, one.fields, one.clash))


def unsound(sides: Sides, attempt: Snapshot) -> list[Conflict]:
    """What breaks a rule of the model though nothing else is in conflict."""
    versions = sides.versions
    edits = []
    for element_id in sides.apart:
        before, after = versions.base.get(element_id), attempt.get(element_id)
        if before != after:
            edits.append(Edit(before if after is not None else versions.find(element_id), after))
    found = sorted({element_id for element_id, _breach in placed_breaches(attempt, edits)})
    return [Conflict(one, (), Clash.UNSOUND, *versions.states(one)) for one in found]


def _tidy(sides: Sides) -> None:
    """Nothing leads any more to what both sides let go."""
    strays = {
        element.id
        for one in sides.apart
        if (element := sides.element(one)) is not None
        for way in references(element)
        if sides.either(way.target) is None
    }
    if strays:
        turn_away(sides, strays)


def _offered(sides: Sides, conflict: Conflict) -> Conflict:
    """The conflict without the choice of a base that leads to what neither side has any more."""
    before = sides.versions.base.get(conflict.element)
    if before is None or "base" not in conflict.choices or not conflict.fields:
        return conflict
    astray = any(
        way.field.partition(".")[0] in conflict.fields and leads_astray(sides, before, way)
        for way in references(before)
    )
    return replace(conflict, choices=SIDES) if astray else conflict


def _removals(
    sides: Sides, apart: Collection[Id], changed: Collection[Element], known: _Open
) -> Iterator[Conflict]:
    contested: dict[Id, set[Id]] = {one: {one} for one in apart if sides.united(one).torn}
    for element in changed:
        for way in references(element):
            fact = way.field.partition(".")[0]
            if sides.element(way.target) is None and (element.id, fact) not in known:
                contested.setdefault(way.target, set()).add(element.id)
    users: dict[Id, set[Id]] = {}
    for target, using in contested.items():
        side = next((side for side in SIDES if sides.get(side, target) is None), None)
        if side is not None and target in sides.versions.base and sides.either(target) is not None:
            for cause in causes(sides, side, target):
                users.setdefault(cause, set()).update(using)
    for element_id, using in users.items():
        others = tuple(sorted(using - {element_id}))
        yield Conflict(element_id, (), Clash.REMOVED, *_states(sides, element_id), others)


def _circles(sides: Sides, changed: Collection[Element], known: _Open) -> Iterator[Conflict]:
    seen: set[Id] = set()
    for element in changed:
        before = sides.versions.base.get(element.id)
        if element.id in seen or (before is not None and before.owner == element.owner):
            continue
        circle = _circle(sides, element)
        seen.update(circle)
        if circle and not any((one, "owner") in known for one in circle):
            first, *others = sorted(circle)
            base, ours, theirs = (getattr(one, "owner", None) for one in _states(sides, first))
            yield Conflict(first, ("owner",), Clash.CIRCLE, base, ours, theirs, tuple(others))


def _circle(sides: Sides, element: Element) -> tuple[Id, ...]:
    """The elements that own each other around this one; none where it is in no circle."""
    above: dict[Id, None] = {}
    owner = sides.element(element.owner)
    while owner is not None and owner.id not in above:
        above[owner.id] = None
        if owner.id == element.id:
            return tuple(above)
        owner = sides.element(owner.owner)
    return ()


def _doubled_keys(sides: Sides, changed: Collection[Element], known: _Open) -> Iterator[Conflict]:
    if not any(isinstance(one, Requirement) for one in changed):
        return
    by_key: dict[str, list[Id]] = {}
    for element_id in _all_of(sides, Requirement):
        element = sides.element(element_id)
        if isinstance(element, Requirement) and (element_id, "key") not in known:
            by_key.setdefault(element.key, []).append(element_id)
    for sharing in by_key.values():
        if len(sharing) > 1:
            first, *others = sharing
            base, ours, theirs = (getattr(one, "key", None) for one in _states(sides, first))
            yield Conflict(first, ("key",), Clash.KEY, base, ours, theirs, tuple(others), SIDES)


def _twins(sides: Sides, changed: Collection[Element]) -> Iterator[Conflict]:
    """Two systems of interest, two places of one element on a diagram, two decisions on one threat."""
    found: dict[tuple[object, ...], set[Id]] = {}
    kinds = {type(one) for one in changed} & {SystemOfInterest, ThreatDecision}
    alike = [one for kind in kinds for one in _all_of(sides, kind)]
    places = [
        user for one in changed if isinstance(one, Placement) for user in (one.id, *sides.users(one.element))
    ]
    for element_id in (*alike, *places):
        element = sides.element(element_id)
        if isinstance(element, SystemOfInterest):
            found.setdefault(("system",), set()).add(element_id)
        elif isinstance(element, ThreatDecision):
            found.setdefault(("threat", element.threat), set()).add(element_id)
        elif isinstance(element, Placement):
            found.setdefault((element.owner, element.element), set()).add(element_id)
    versions = sides.versions
    for ids in found.values():
        first, *others = sorted(ids)
        # Where one side has several of them itself, it does not mind.
        own = [sum(one in side for one in ids) for side in (versions.ours, versions.theirs)]
        if others and max(own) < 2:
            yield Conflict(first, (), Clash.TWIN, *_states(sides, first), tuple(others), SIDES)


def _all_of(sides: Sides, kind: type[Element]) -> list[Id]:
    """The elements of a class in any of the versions, in the order of the ids."""
    versions = sides.versions
    models = (versions.base, versions.ours, versions.theirs)
    return sorted({one.id for model in models for one in model.of(kind)})


def _states(sides: Sides, element_id: Id) -> tuple[Element | None, Element | None, Element | None]:
    """The element in the base, and as ours and theirs have it now."""
    return sides.versions.base.get(element_id), sides.get("ours", element_id), sides.get("theirs", element_id)
