"""What two changes break together though each is sound alone: removals, circles, keys, doubles."""

from collections.abc import Collection, Iterator, Sequence

from core.model import Edit, Element, Id, Placement, Requirement, Snapshot, SystemOfInterest, ThreatDecision
from core.model.integrity import placed_breaches
from core.model.reference import references
from core.project.conflict import CHOICES, Choice, Clash, Conflict, Versions
from core.project.removal import causes

_Open = Collection[tuple[Id, tuple[str, ...]]]
"""Element and fact of the conflicts known already; nothing is said about these facts here."""


def structural(
    versions: Versions, attempt: Snapshot, apart: Collection[Id], torn: Collection[Id], known: _Open
) -> Iterator[Conflict]:
    """The conflicts that lie in what elements are to each other.

    `apart` are the elements that are not the same in all versions, `torn` those that one side removed
    and the other changed.
    """
    changed = [attempt[one] for one in apart if one in attempt]
    removals = _removals(versions, attempt, changed, torn, known)
    yield from removals
    told = {user for one in removals for user in (one.element, *one.others)}
    circles = list(_circles(versions, attempt, changed, known))
    yield from circles
    doubles = [*_doubled_keys(versions, attempt, known), *_twins(versions, attempt, changed)]
    yield from doubles
    told |= {user for one in (*circles, *doubles) for user in (one.element, *one.others)}
    told |= {element for element, _fields in known}
    yield from _unsound(versions, attempt, changed, told)


def _removals(
    versions: Versions, attempt: Snapshot, changed: Sequence[Element], torn: Collection[Id], known: _Open
) -> list[Conflict]:
    contested: dict[Id, set[Id]] = {}
    for element_id in torn:
        contested.setdefault(element_id, set()).add(element_id)
    for element in changed:
        for reference in references(element):
            fact = reference.field.partition(".")[0]
            if reference.target not in attempt and (element.id, (fact,)) not in known:
                contested.setdefault(reference.target, set()).add(element.id)
    users: dict[Id, set[Id]] = {}
    for target, using in contested.items():
        side = versions.ours if target not in versions.ours else versions.theirs
        if target in versions.base and target not in side:
            for cause in causes(versions.base, side, target):
                users.setdefault(cause, set()).update(using)
    return [
        Conflict(
            element_id,
            (),
            Clash.REMOVED,
            *versions.states(element_id),
            tuple(sorted(using - {element_id})),
        )
        for element_id, using in sorted(users.items())
        if element_id in versions.ours or element_id in versions.theirs
    ]


def _circles(
    versions: Versions, attempt: Snapshot, changed: Sequence[Element], known: _Open
) -> Iterator[Conflict]:
    seen: set[Id] = set()
    for element in changed:
        before = versions.base.get(element.id)
        if element.id in seen or (before is not None and before.owner == element.owner):
            continue
        circle = _circle(attempt, element)
        seen.update(circle)
        if circle and not any((one, ("owner",)) in known for one in circle):
            first, *others = sorted(circle)
            base, ours, theirs = (getattr(one, "owner", None) for one in versions.states(first))
            yield Conflict(first, ("owner",), Clash.CIRCLE, base, ours, theirs, tuple(others))


def _circle(attempt: Snapshot, element: Element) -> tuple[Id, ...]:
    """The elements that own each other around this one; none where it is in no circle."""
    above = [owner.id for owner in attempt.owners(element)]
    last = attempt[above[-1]].owner if above else None
    return (element.id, *above) if last == element.id else ()


def _doubled_keys(versions: Versions, attempt: Snapshot, known: _Open) -> Iterator[Conflict]:
    by_key: dict[str, list[Requirement]] = {}
    for requirement in attempt.of(Requirement):
        if (requirement.id, ("key",)) not in known:
            by_key.setdefault(requirement.key, []).append(requirement)
    for sharing in by_key.values():
        if len(sharing) > 1:
            first, *others = (one.id for one in sharing)
            base, ours, theirs = (getattr(one, "key", None) for one in versions.states(first))
            yield Conflict(first, ("key",), Clash.KEY, base, ours, theirs, tuple(others), _EITHER)


def _twins(versions: Versions, attempt: Snapshot, changed: Sequence[Element]) -> Iterator[Conflict]:
    """Two systems of interest, two places of one element on a diagram, two decisions on one threat."""
    if not any(isinstance(one, SystemOfInterest | Placement | ThreatDecision) for one in changed):
        return
    found: dict[tuple[object, ...], list[Id]] = {}
    for system in attempt.of(SystemOfInterest):
        found.setdefault(("system",), []).append(system.id)
    for placement in attempt.of(Placement):
        found.setdefault((placement.owner, placement.element), []).append(placement.id)
    for decision in attempt.of(ThreatDecision):
        found.setdefault(("threat", decision.threat), []).append(decision.id)
    for ids in found.values():
        first, *others = ids
        if others and not all(one in side for side in (versions.ours, versions.theirs) for one in ids):
            if _are_twice(versions.ours, ids) or _are_twice(versions.theirs, ids):
                continue
            yield Conflict(first, (), Clash.TWIN, *versions.states(first), tuple(others), _EITHER)


def _are_twice(side: Snapshot, ids: list[Id]) -> bool:
    """Whether one side has several of them itself, and so does not mind."""
    return sum(one in side for one in ids) > 1


def _unsound(
    versions: Versions, attempt: Snapshot, changed: Sequence[Element], told: Collection[Id]
) -> Iterator[Conflict]:
    edits = [
        Edit(before, after)
        for after in changed
        if (before := versions.base.get(after.id)) != after and after.id not in told
    ]
    found = sorted({element_id for element_id, _breach in placed_breaches(attempt, edits)} - set(told))
    for element_id in found:
        yield Conflict(element_id, (), Clash.UNSOUND, *versions.states(element_id))


_EITHER: tuple[Choice, ...] = CHOICES[:2]
