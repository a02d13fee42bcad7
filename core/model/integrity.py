"""What must hold of every snapshot: references lead somewhere, owners fit, ownership has no circle."""

from collections import Counter
from collections.abc import Iterable, Iterator, Mapping

from core.ground.diagnostic import Diagnostic
from core.ground.words import _
from core.model.edit import Edit
from core.model.element import Element, Id
from core.model.reference import Reference, references
from core.model.requirement import Requirement
from core.model.snapshot import Snapshot
from core.model.system import SystemOfInterest


def breaches(after: Snapshot, edits: Iterable[Edit]) -> Iterator[Diagnostic]:
    """What the edits that led to `after` broke; nothing where the snapshot is still sound."""
    return (breach for _element, breach in placed_breaches(after, edits))


def all_breaches(snapshot: Snapshot) -> Iterator[tuple[Id, Diagnostic]]:
    """Everything unsound in a snapshot that came from outside, each with the element that it is about."""
    return placed_breaches(snapshot, [Edit(None, element) for element in snapshot])


def placed_breaches(after: Snapshot, edits: Iterable[Edit]) -> Iterator[tuple[Id, Diagnostic]]:
    """What the edits that led to `after` broke, each with the element that it is about."""
    circles: set[frozenset[Id]] = set()
    edits = tuple(edits)
    keys: Counter[str] = Counter()
    if any(isinstance(edit.after, Requirement) for edit in edits):
        keys.update(requirement.key for requirement in after.of(Requirement))
    for edit in edits:
        for breach in _breaches_of(after, edit, keys):
            yield edit.id, breach
        circle = _circle(after, edit.after) if edit.after is not None else ()
        if circle and frozenset(circle) not in circles:
            circles.add(frozenset(circle))
            yield circle[0], _circular(after, circle)


def _breaches_of(after: Snapshot, edit: Edit, keys: Mapping[str, int]) -> Iterator[Diagnostic]:
    if edit.after is None:
        yield from _dangling(after, edit)
        return
    for reference in references(edit.after):
        yield from _misled(after, edit.after, reference)
    yield from _misowned(after, edit.after)
    if isinstance(edit.after, SystemOfInterest) and len(after.of(SystemOfInterest)) > 1:
        yield Diagnostic("model-system", _("A project has one system of interest, not several"))
    if isinstance(edit.after, Requirement) and keys[edit.after.key] > 1:
        yield _doubled(edit.after)


def described(snapshot: Snapshot, element: Element) -> str:
    """The element as messages name it, such as "component “Dosing controller”"."""
    name = element.key if isinstance(element, Requirement) else snapshot.path(element) or element.id
    return _("{kind} “{name}”").format(kind=_(element.kind), name=name)


def _dangling(after: Snapshot, edit: Edit) -> Iterator[Diagnostic]:
    for user in (*after.uses(edit.id), *after.owned(edit.id)):
        yield Diagnostic(
            "model-dangling",
            _("{user} still refers to {target}, which was removed").format(
                user=described(after, user), target=edit.id
            ),
            hint=_("Remove through the change's remove(), which takes along what cannot stand alone."),
        )


def _misled(after: Snapshot, element: Element, reference: Reference) -> Iterator[Diagnostic]:
    target = after.get(reference.target)
    if target is None:
        yield Diagnostic(
            "model-reference",
            _("{element} refers in “{field}” to {target}, which does not exist").format(
                element=described(after, element), field=reference.field, target=reference.target
            ),
            hint=_("Name an element of the project, or leave the fact out."),
        )
    elif reference.allowed.kinds and target.kind not in reference.allowed.kinds:
        yield Diagnostic(
            "model-reference-kind",
            _("“{field}” of {element} leads to {target}").format(
                field=reference.field,
                element=described(after, element),
                target=described(after, target),
            ),
            hint=_("It may lead to: {kinds}.").format(kinds=", ".join(reference.allowed.kinds)),
        )


def _misowned(after: Snapshot, element: Element) -> Iterator[Diagnostic]:
    owner = after.get(element.owner)
    owner_kind = owner.kind if owner else ""
    if element.owners and owner_kind not in element.owners and (owner or element.owner is None):
        yield Diagnostic(
            "model-owner",
            _("{element} cannot be owned by {owner}").format(
                element=described(after, element),
                owner=described(after, owner) if owner else _("nothing"),
            ),
            hint=_("It belongs to: {kinds}.").format(
                kinds=", ".join(kind or _("nothing") for kind in element.owners)
            ),
        )


def _circle(after: Snapshot, element: Element) -> tuple[Id, ...]:
    """The elements above this one that own each other in a circle, the smallest id first; mostly none."""
    seen: dict[Id, int] = {}
    above: Element | None = element
    while above is not None:
        if above.id in seen:
            circle = list(seen)[seen[above.id] :]
            first = circle.index(min(circle))
            return (*circle[first:], *circle[:first])
        seen[above.id] = len(seen)
        above = after.get(above.owner)
    return ()


def _circular(after: Snapshot, circle: tuple[Id, ...]) -> Diagnostic:
    first, *others = (after[member] for member in circle)
    return Diagnostic(
        "model-owner-circle",
        _("{kind} “{name}” would own itself through {owner}").format(
            kind=first.kind,
            name=first.name,
            owner=", ".join(f"{owner.kind} “{owner.name}”" for owner in others or [first]),
        ),
        hint=_("Give it an owner that is not inside it."),
    )


def _doubled(requirement: Requirement) -> Diagnostic:
    return Diagnostic(
        "model-requirement-key",
        _("Two requirements have the key {key}").format(key=requirement.key),
        hint=_("Give each requirement a key of its own."),
        example="DOS-12",
    )
