"""What goes along with shapes that are moved or copied: what lies in them, and what is noted on them."""

from __future__ import annotations

from collections.abc import Iterable

from app.gestures.gesture import Stage
from app.gestures.placing import HOLDERS
from core.model import Id, TextNote


def company(stage: Stage, element_ids: Iterable[Id]) -> set[Id]:
    """These shapes, every shape that lies in one of them, and the notes that lie wholly on one.

    What is locked goes along too: a lock holds a shape where it lies in its zone or container, and would
    tear it out of that if it stayed behind.
    """
    scene, snapshot = stage.scene_shown, stage.snapshot()
    found = scene.within(element_ids)
    notes = [
        (item.outline(), note.id)
        for note in snapshot.owned(stage.diagram.id, TextNote)
        if note.id not in found and (item := scene.find(note.id)) is not None
    ]
    if notes:
        held = [one for one in found if isinstance(snapshot.get(one), HOLDERS)]
        areas = [item.outline() for one in held if (item := scene.find(one)) is not None]
        found.update(note for outline, note in notes if any(area.contains(outline) for area in areas))
    return found
