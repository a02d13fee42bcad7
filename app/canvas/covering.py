"""What zones and containers come to lie over without taking it in: they are as large as what is in them."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING

from app.canvas.engulfed import Laid, beside
from app.gestures.enclosing import Sides, area_of
from core.diagram.display import Item
from core.diagram.places import SHAPES
from core.model import Element, Id, Snapshot, TextNote, Zone

if TYPE_CHECKING:
    from app.canvas.scene import DiagramScene


def covered(
    scene: DiagramScene, snapshot: Snapshot, before: Laid, changed: Mapping[Id, Item]
) -> list[tuple[Element, list[Element]]]:
    """The zones, and the containers that grew, that lie over neighbours now and did not before.

    A neighbour lies in the same holder: what lies in one is not counted once more. A container that was moved
    was put where it is by a person. `changed` is what is redrawn since `before`.
    """
    found: list[tuple[Element, list[Element]]] = []
    told: set[frozenset[Id]] = set()
    for holder_id, item in sorted(changed.items(), key=lambda entry: entry[0]):
        holder, then = snapshot.get(holder_id), before.items.get(holder_id)
        if holder is None or item.layer not in (0, 1):
            continue
        now, was = area_of(item), area_of(then) if then is not None else None
        if now == was or (not isinstance(holder, Zone) and _size(now) == _size(was)):
            continue
        over: list[Element] = []
        for other_id, other in beside(scene, before, changed, item.parent).items():
            element, known = snapshot.get(other_id), before.items.get(other_id)
            pair = frozenset((holder_id, other_id))
            if len(pair) == 1 or pair in told:
                continue
            if not isinstance(element, SHAPES) or isinstance(element, TextNote):
                continue
            stood = area_of(known) if known is not None else None
            if _touch(now, area_of(other)) and not (was and stood and _touch(was, stood)):
                told.add(pair)
                over.append(element)
        if over:
            found.append((holder, over))
    return found


def _size(area: Sides | None) -> tuple[float, float] | None:
    return None if area is None else (area[2] - area[0], area[3] - area[1])


def _touch(one: Sides, other: Sides) -> bool:
    return one[0] < other[2] and other[0] < one[2] and one[1] < other[3] and other[1] < one[3]
