"""What grows by a change though nobody made it larger: shapes with other words, and new ones with theirs."""

from collections.abc import Iterable

from core.diagram.places import SHAPES
from core.diagram.sizes import chips_of, default_size, size_of
from core.model import Allocation, Edit, Element, Firmware, Id, Node, Placement, Snapshot


def grown_on(before: Snapshot, after: Snapshot, edits: Iterable[Edit]) -> dict[Id, list[Id]]:
    """On each diagram the shapes that are larger than they were drawn, or a new one than it was put there."""
    found: dict[Id, list[Id]] = {}
    for element_id in sorted(reached(after, edits)):
        for place in after.uses(element_id, Placement):
            if place.element != element_id or place.owner is None:
                continue
            if _grows(before, after, place) or _has_more_chips(before, after, place):
                found.setdefault(place.owner, []).append(element_id)
    return found


def reached(after: Snapshot, edits: Iterable[Edit]) -> set[Id]:
    """The shapes whose words may be others."""
    found: set[Id] = set()
    for edit in edits:
        for one in (edit.before, edit.after):
            if isinstance(one, Firmware) and one.owner is not None:
                found.add(one.owner)
            elif isinstance(one, Allocation):
                found.update((one.node, one.component))
            elif isinstance(one, SHAPES):
                found.add(one.id)
                for link in after.uses(one.id, Allocation):
                    found.update((link.node, link.component))
            elif isinstance(one, Placement) and _shows_another(edit):
                found.add(one.element)
    return found


def _shows_another(edit: Edit) -> bool:
    """Whether a place on a diagram is new, or shows another element than before."""
    before = edit.before
    return not isinstance(before, Placement) or before.element != getattr(edit.after, "element", None)


def _grows(before: Snapshot, after: Snapshot, place: Placement) -> bool:
    """Whether a shape is larger though nobody placed it otherwise; a new one, than it was put there."""
    now, known = after.get(place.element), before.find(Placement, place.id)
    if not isinstance(now, SHAPES) or place.hidden:
        return False
    if known is None:
        sizes = put_as(now, place), size_of(after, now, place)
    else:
        was = before.get(known.element)
        if known.hidden or stated(known) != stated(place) or not isinstance(was, SHAPES):
            return False
        sizes = size_of(before, was, known), size_of(after, now, place)
    return any(large > small for small, large in zip(*sizes, strict=True))


def _has_more_chips(before: Snapshot, after: Snapshot, place: Placement) -> bool:
    """Whether more runs on a device, so that what it holds may leave it too little room above."""
    now, was = after.find(Node, place.element), before.find(Node, place.element)
    if now is None or was is None or place.hidden:
        return False
    return len(chips_of(after, now)) > len(chips_of(before, was))


def put_as(element: Element, place: Placement) -> tuple[float, float]:
    """How large somebody put a shape."""
    wide, high = default_size(element)
    return place.width or wide, place.height or high


def stated(place: Placement) -> tuple[float | None, ...]:
    """What is stated of where a shape is and how large."""
    return place.x, place.y, place.width, place.height
