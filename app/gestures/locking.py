"""Locking shapes on a diagram: what is locked is not moved, resized or removed there by accident."""

from __future__ import annotations

from collections.abc import Callable, Iterable

from app.gestures.gesture import Stage
from app.gestures.placing import counted, placement_of
from core.diagram.places import BORDER, SHAPES
from core.ground.words import _
from core.model import Editor, Element, Id, Placement, Snapshot
from core.model.copying import family


def is_locked(snapshot: Snapshot, diagram: Id, element_id: Id) -> bool:
    """Whether a shape is locked on a diagram; ports and interfaces are as locked as what they sit on."""
    element = snapshot.get(element_id)
    shape = element.owner if isinstance(element, BORDER) else element_id
    placement = placement_of(snapshot, diagram, shape) if shape is not None else None
    return placement is not None and placement.locked


def free(stage: Stage, elements: Iterable[Element]) -> list[Element]:
    """Those of the elements that are not locked here; the others are named in the status line."""
    snapshot, diagram = stage.snapshot(), stage.diagram.id
    return _apart_from(stage, list(elements), lambda one: is_locked(snapshot, diagram, one.id))


def removable(stage: Stage, elements: Iterable[Element]) -> list[Element]:
    """Those of the elements that are not locked here and own nothing that is; the others are named."""
    snapshot = stage.snapshot()
    locked = {
        placement.element for placement in snapshot.owned(stage.diagram.id, Placement) if placement.locked
    }
    if not locked:
        return list(elements)
    return _apart_from(
        stage, list(elements), lambda one: not locked.isdisjoint((one.id, *family(snapshot, (one.id,))))
    )


def say_locked(stage: Stage, elements: list[Element]) -> None:
    """Say that elements are locked, and what unlocks them."""
    from app.actions.registry import key_of

    what, key = counted(elements), key_of("arrange.lock")
    words = _("{what}: locked here. {key} unlocks.") if key else _("{what}: locked here")
    stage.say(words.format(what=what, key=key))


def say_reading(stage: Stage) -> None:
    """Say that nothing can be changed here, and what makes a copy in which it can."""
    from app.actions.registry import named

    words = _("Opened for reading only. {key} makes an editable copy.")
    stage.say(words.format(key=named("project.copy")))


def lock_or_unlock(stage: Stage, element_ids: Iterable[Id]) -> bool:
    """Lock shapes, as one change; where all of them are locked, unlock them."""
    snapshot, diagram = stage.snapshot(), stage.diagram.id
    found = [(snapshot.get(one), placement_of(snapshot, diagram, one)) for one in dict.fromkeys(element_ids)]
    placed = [
        (shape, placement)
        for shape, placement in found
        if placement is not None and isinstance(shape, SHAPES)
    ]
    if not placed:
        stage.say(_("Shapes alone can be locked"))
        return False
    locking = not all(placement.locked for _shape, placement in placed)
    label = _("Lock {what}") if locking else _("Unlock {what}")

    def apply(edit: Editor) -> None:
        for _shape, placement in placed:
            edit.set(placement, locked=locking)

    return stage.commit(label.format(what=counted([shape for shape, _placement in placed])), apply)


def _apart_from(stage: Stage, chosen: list[Element], held: Callable[[Element], bool]) -> list[Element]:
    kept = [one for one in chosen if held(one)]
    if kept:
        say_locked(stage, kept)
    return [one for one in chosen if one not in kept]
