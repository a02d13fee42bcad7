"""What a decision on a conflict makes of the two sides, so that they no longer contradict each other."""

from collections.abc import Iterable
from dataclasses import replace

from core.model import Id, Requirement
from core.model.reference import references
from core.project.conflict import SIDES, Choice, Clash, Conflict, other_side
from core.project.removal import as_before, bring_back, let_go, turn_away
from core.project.sides import Sides
from core.project.whereabouts import stand_as


def settle(sides: Sides, conflict: Conflict, choice: Choice, again: int = 0) -> None:
    """Make the sides agree about what the conflict is about.

    `again` counts how often that was done and was not enough: then all around it is as it is in the
    version chosen, and further around each time.
    """
    does = {
        Clash.FACT: _fact,
        Clash.REMOVED: _removal,
        Clash.KIND: _kind,
        Clash.CIRCLE: _circle,
        Clash.KEY: _key,
        Clash.TWIN: _twin,
        Clash.UNSOUND: _whole,
    }
    if again:
        _around(sides, conflict, choice, again)
    else:
        does[conflict.clash](sides, conflict, choice)


def _fact(sides: Sides, conflict: Conflict, choice: Choice) -> None:
    """Both sides state the fact as it was chosen."""
    value = conflict.says(choice)
    values = value if len(conflict.fields) > 1 else (value,)
    stated = dict(zip(conflict.fields, values, strict=True))
    for side in SIDES:
        element = sides.get(side, conflict.element)
        if element is not None:
            sides.put(side, replace(element, **stated))
    stand_as(sides, conflict, choice)


def _removal(sides: Sides, conflict: Conflict, choice: Choice) -> None:
    """Either both remove it, or neither."""
    element_id = conflict.element
    # Another decision may have brought it back meanwhile: who removed it is what the question says.
    remover: Choice = "ours" if conflict.ours is None else "theirs"
    if sides.either(element_id) is None:
        return
    if choice == remover:
        let_go(sides, [element_id], remover)
        return
    gone = sides.get(remover, element_id) is None
    back = bring_back(sides, remover, element_id) if gone else [element_id]
    if choice == "base":
        as_before(sides, back)


def _kind(sides: Sides, conflict: Conflict, choice: Choice) -> None:
    """The chosen element stands on both sides, without what refers to the other one."""
    chosen = conflict.says(choice)
    sides.put_both(chosen)
    sides.removers[chosen.id] = choice if choice in SIDES else "ours"
    turn_away(sides, [chosen.id, *sides.users(chosen.id)])


def _circle(sides: Sides, conflict: Conflict, choice: Choice) -> None:
    """All members of the circle have the owners that they have in one version."""
    source = sides.versions.of(choice)
    members = [source[one] for one in (conflict.element, *conflict.others) if one in source]
    for member in members:
        for side in SIDES:
            element = sides.get(side, member.id)
            if element is not None:
                sides.put(side, replace(element, owner=member.owner))
    turn_away(sides, [member.id for member in members])


def _key(sides: Sides, conflict: Conflict, choice: Choice) -> None:
    """What has the key in the version chosen keeps it; the others get one that they had, or a new one."""
    versions = sides.versions
    ids = [one for one in (conflict.element, *conflict.others) if sides.element(one) is not None]
    key = next((getattr(sides.element(one), "key", "") for one in ids), "")
    keepers = [one for one in ids if getattr(versions.of(choice).get(one), "key", None) == key] or ids
    taken = {
        one.key
        for side in SIDES
        for known in versions.of(side).of(Requirement)
        if isinstance(one := sides.element(known.id), Requirement)
    }
    for element_id in ids:
        if element_id == keepers[0]:
            continue
        known = (versions.of(one).get(element_id) for one in (choice, other_side(choice), "base"))
        own = (getattr(one, "key", key) for one in known if one is not None)
        free = next((one for one in own if one not in taken), None) or _free(key, taken)
        taken.add(free)
        for side in SIDES:
            element = sides.get(side, element_id)
            if isinstance(element, Requirement):
                sides.put(side, replace(element, key=free))


def _free(key: str, taken: Iterable[str]) -> str:
    """The key with the first number behind it that is free, such as DOS-01-2."""
    used = set(taken)
    number = 2
    while f"{key}-{number}" in used:
        number += 1
    return f"{key}-{number}"


def _twin(sides: Sides, conflict: Conflict, choice: Choice) -> None:
    """The chosen side's own stays, those that it does not have go."""
    ids = [one for one in (conflict.element, *conflict.others) if sides.element(one) is not None]
    kept = [one for one in ids if one in sides.versions.of(choice)] or ids[:1]
    let_go(sides, [one for one in ids if one not in kept], choice)


def _whole(sides: Sides, conflict: Conflict, choice: Choice) -> None:
    """The element is on both sides as it is in one version."""
    _take(sides, {conflict.element}, choice)


def _around(sides: Sides, conflict: Conflict, choice: Choice, steps: int) -> None:
    """What it is about, and all within so many steps from it, is as it is in one version."""
    source = sides.versions.of(choice)
    found = {conflict.element, *conflict.others}
    for _step in range(steps):
        here = [one for element_id in found for one in (source.get(element_id), sides.either(element_id))]
        found |= {way.target for one in here if one is not None for way in references(one)}
        found |= {user for element_id in tuple(found) for user in sides.users(element_id)}
    _take(sides, found, choice)


def _take(sides: Sides, element_ids: Iterable[Id], choice: Choice) -> None:
    source = sides.versions.of(choice)
    gone = []
    for element_id in sorted(element_ids):
        element = source.get(element_id)
        if element is not None:
            sides.put_both(element)
            sides.removers.pop(element_id, None)
        elif sides.either(element_id) is not None:
            gone.append(element_id)
    let_go(sides, gone, choice if choice in SIDES else "ours")
