"""Going from element to element by the keyboard: by where they are, and along their lines."""

from PySide6.QtCore import QPointF, QRectF

from app.canvas.scene import DiagramScene
from app.canvas.shape_item import ShapeItem
from core.model import Connector, Edge, Id, Link, Snapshot

WAYS = {"Left": (-1, 0), "Right": (1, 0), "Up": (0, -1), "Down": (0, 1)}
"""The direction of each arrow."""


def first(scene: DiagramScene) -> ShapeItem | None:
    """The shape nearest to the top left, or else the zone: where the keyboard begins."""
    return min(
        _shapes(scene) or _zones(scene),
        key=lambda item: (_middle(item).y() + _middle(item).x(), item.element),
        default=None,
    )


def neighbour(scene: DiagramScene, item: ShapeItem, way: tuple[int, int]) -> ShapeItem | None:
    """The nearest shape in a direction, from a zone the nearest zone; None where none has its middle there.

    What lies in the cone of 45 degrees to either side of the edge that faces there comes first; what is
    beside it alone comes where nothing does. Near is measured from edge to edge: ahead, and on top of that
    aside, which is nothing for what lies straight ahead in part.
    """
    others = _zones(scene) if item.item.layer == 0 else _shapes(scene)
    found = ((_farness(item.outline(), one.outline(), way), one.element, one) for one in others)
    ahead = [(far, element, one) for far, element, one in found if far is not None and one is not item]
    return min(ahead, key=lambda each: each[:2])[2] if ahead else None


def along_line(
    scene: DiagramScene, snapshot: Snapshot, item: ShapeItem, way: tuple[int, int]
) -> ShapeItem | None:
    """The shape at the other end of the line that leaves most in a direction."""
    here = _middle(item)
    partners = {partner for partner in _partners(scene, snapshot, item.element) if partner != item.element}
    best: tuple[float, str, ShapeItem] | None = None
    for partner in sorted(partners):
        other = scene.find(partner)
        if other is None:
            continue
        shift = _middle(other) - here
        far = abs(shift.x()) + abs(shift.y()) or 1.0
        found = (-(shift.x() * way[0] + shift.y() * way[1]) / far, partner, other)
        if found[0] < -0.2 and (best is None or found[:2] < best[:2]):
            best = found
    return best[2] if best else None


def _farness(here: QRectF, there: QRectF, way: tuple[int, int]) -> tuple[bool, float, float] | None:
    """Whether it lies outside of the cone, how far it is, and how far aside its middle is; None if behind."""
    shift = there.center() - here.center()
    ahead = shift.x() * way[0] + shift.y() * way[1]
    aside = abs(shift.x() * way[1]) + abs(shift.y() * way[0])
    if ahead <= 0:
        return None
    if here.contains(there) or there.contains(here):
        return aside > ahead, ahead + aside, aside
    across = max(there.left() - here.right(), here.left() - there.right(), 0.0)
    down = max(there.top() - here.bottom(), here.top() - there.bottom(), 0.0)
    gap, off = (across, down) if way[0] else (down, across)
    return off > gap, gap + off, aside


def _partners(scene: DiagramScene, snapshot: Snapshot, element_id: Id) -> set[Id]:
    ends = {element_id, *(part.id for part in snapshot.owned(element_id))}
    found: set[Id] = set()
    for end in ends:
        for line in snapshot.uses(end):
            if isinstance(line, Connector | Link | Edge):
                found.update((line.source, line.target))
    hosts: set[Id | None] = set(found - ends)
    hosts.update(element.owner for end in found - ends if (element := snapshot.get(end)) is not None)
    shown = ((host, scene.find(host)) for host in hosts if host is not None)
    return {host for host, item in shown if item is not None and item.item.layer in (1, 3)}


def _shapes(scene: DiagramScene) -> list[ShapeItem]:
    """The shapes that are seen; zones and ports are no steps."""
    found = (item for item in scene.items_by_id.values() if not item.item.is_line)
    return [item for item in found if item.item.layer in (1, 3) and not scene.veil.is_hidden(item.item)]


def _zones(scene: DiagramScene) -> list[ShapeItem]:
    return [item for item in scene.items_by_id.values() if item.item.layer == 0]


def _middle(item: ShapeItem) -> QPointF:
    return item.outline().center()
