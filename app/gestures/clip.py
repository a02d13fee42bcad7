"""A part of a model on the clipboard: shapes with all that lies in them, what they own, and where it stands.

It is whole in itself, so that it can be pasted after the originals changed, and into another project.
"""

from __future__ import annotations

import json
from collections.abc import Iterable, Iterator
from dataclasses import dataclass

from PySide6.QtCore import QMimeData

from app.gestures.carried import carry
from app.gestures.placing import placement_of
from core.model import (
    Diagram,
    Element,
    FactError,
    Id,
    Placement,
    Snapshot,
    from_plain,
    name_of,
    to_plain,
)
from core.model.copying import family

MODEL_MIME = "application/x-bartizan-model"


@dataclass(frozen=True, slots=True)
class Clip:
    """What was copied: `heads` are the shapes meant, `whole` these and all that lies in them.

    `model` holds them, what they own, the lines between them, and their placements on the `diagram` on
    which they were copied, if on any. What was `cut` there is itself meant, and not a copy of it.
    """

    heads: tuple[Id, ...]
    whole: tuple[Id, ...]
    diagram: Id
    model: Snapshot
    cut: bool = False

    def placement(self, element_id: Id) -> Placement | None:
        """Where an element stood on the diagram on which it was copied.

        A machine that was copied along has a diagram of its own, whose placements say nothing of that.
        """
        return placement_of(self.model, self.diagram, element_id)


def clip_of(snapshot: Snapshot, heads: Iterable[Id], whole: Iterable[Id], diagram: Id) -> Clip:
    """What a copy of these shapes takes along, as they stand on a diagram."""
    heads = tuple(one for one in dict.fromkeys(heads) if one in snapshot)
    taken = family(snapshot, {*heads, *whole})
    places = (one for element_id in taken for one in snapshot.uses(element_id, Placement))
    held = {one.id: one for one in places if one.owner == diagram and one.element in taken}
    return Clip(
        heads,
        tuple(sorted({*heads, *whole})),
        diagram,
        Snapshot((*(snapshot[element_id] for element_id in taken), *held.values())),
    )


def clip_from_model(snapshot: Snapshot, heads: Iterable[Id]) -> Clip:
    """The clip of shapes that are copied elsewhere than on a drawing, as a diagram shows them that does."""
    from core.diagram.arranging import places_of

    heads = tuple(one for one in heads if one in snapshot)
    placed = [place for one in heads[:1] for place in snapshot.uses(one, Placement) if place.element == one]
    diagram = next((found for one in placed if (found := snapshot.find(Diagram, one.owner))), None)
    if diagram is None:
        return clip_of(snapshot, heads, heads, "")
    places = places_of(snapshot, diagram)
    whole = list(heads)
    for one in whole:
        whole += (child for child in places.children(one) if child not in whole)
    return clip_of(snapshot, heads, whole, diagram.id)


def to_mime(clip: Clip, snapshot: Snapshot) -> QMimeData:
    """A clip as the clipboard keeps it; other programs get the names."""
    data = carry(clip.heads)
    parts = {
        "heads": clip.heads,
        "whole": clip.whole,
        "diagram": clip.diagram,
        "cut": clip.cut,
        "elements": [to_plain(element) for element in clip.model],
    }
    data.setData(MODEL_MIME, json.dumps(parts, ensure_ascii=False).encode())
    data.setText("\n".join(name_of(snapshot, one) for one in clip.heads))
    return data


def from_mime(data: QMimeData | None) -> Clip | None:
    """The clip on the clipboard; None where there is none that can be read."""
    if data is None or not data.hasFormat(MODEL_MIME):
        return None
    try:
        parts = json.loads(bytes(data.data(MODEL_MIME).data()))
        elements: dict[Id, Element] = {one.id: one for one in map(from_plain, parts["elements"])}
        heads, whole = tuple(_ids(parts["heads"])), tuple(_ids(parts["whole"]))
        known = elements.keys() >= {*heads, *whole}
        if not known:
            return None
        cut = parts.get("cut") is True
        return Clip(heads, whole, str(parts["diagram"]), Snapshot(elements.values()), cut)
    except (FactError, ValueError, KeyError, TypeError, RecursionError):
        return None


def _ids(listed: Iterable[object]) -> Iterator[Id]:
    return (str(one) for one in listed)
