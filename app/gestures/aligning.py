"""Putting several shapes in line: aligned, with equal gaps, and of the same size."""

from __future__ import annotations

from collections.abc import Iterable, Mapping
from itertools import accumulate
from typing import Literal, TypeVar

from PySide6.QtCore import QRectF

from app.gestures.enclosing import settle, stretched
from app.gestures.following import following
from app.gestures.gesture import Stage
from app.gestures.locking import is_locked, say_locked
from app.gestures.move import heads, shift_placements
from app.gestures.placing import counted, put
from core.diagram.places import SHAPES
from core.ground.words import _, deferred
from core.model import Bus, Editor, Element, Id

K = TypeVar("K")

Edge = Literal["left", "centre", "right", "top", "middle", "bottom"]
Way = Literal["across", "down"]

_ALIGNED = {
    "left": deferred("Align {what} at the left"),
    "centre": deferred("Align {what} by their centres"),
    "right": deferred("Align {what} at the right"),
    "top": deferred("Align {what} at the top"),
    "middle": deferred("Align {what} by their middles"),
    "bottom": deferred("Align {what} at the bottom"),
}


def align(stage: Stage, element_ids: Iterable[Id], edge: Edge) -> bool:
    """Move shapes so that they have an edge or middle in common: that of the frame around all of them.

    Where one of them is locked it stays, and the others are aligned with it.
    """
    areas = _areas(stage, element_ids)
    if len(areas) < 2:
        stage.say(_("Select two shapes or more to align them"))
        return False
    frame = QRectF()
    for area in _locked(stage, areas) or areas.values():
        frame = frame.united(area)
    shifts = {shape: _to_edge(area, frame, edge) for shape, area in areas.items()}
    return _move(stage, areas, shifts, _ALIGNED[edge]())


def distribute(stage: Stage, element_ids: Iterable[Id], way: Way) -> bool:
    """Move shapes so that the gaps between them are equal; the first and the last one stay."""
    areas = _areas(stage, element_ids)
    if len(areas) < 3:
        stage.say(_("Select three shapes or more to give them equal gaps"))
        return False
    across = way == "across"
    spans = {
        shape: (area.left(), area.right()) if across else (area.top(), area.bottom())
        for shape, area in areas.items()
    }
    shifts = {
        shape: (shift, 0.0) if across else (0.0, shift) for shape, shift in equally_spaced(spans).items()
    }
    return _move(stage, areas, shifts, _("Space {what} across") if across else _("Space {what} down"))


def same_size(stage: Stage, element_ids: Iterable[Id]) -> bool:
    """Make shapes as large as the one selected last; buses and what is locked stay as they are."""
    chosen = list(element_ids)
    snapshot = stage.snapshot()
    found = ((snapshot.get(one), stage.scene_shown.find(one)) for one in chosen)
    sized = [(shape, item.outline()) for shape, item in found if item and isinstance(shape, SHAPES)]
    sized = [(shape, area) for shape, area in sized if not isinstance(shape, Bus)]
    if len(sized) < 2:
        stage.say(_("Select two shapes or more to make them equal"))
        return False
    *others, (_model, wanted) = sized
    altered = [
        (shape, area)
        for shape, area in others
        if area.size() != wanted.size() and not is_locked(snapshot, stage.diagram.id, shape.id)
    ]
    if not altered:
        stage.say(_("They are of the same size, or locked"))
        return False

    taken = {
        shape.id: stretched(stage, shape, QRectF(area.topLeft(), wanted.size())) for shape, area in altered
    }

    def apply(edit: Editor) -> None:
        for shape, area in altered:
            size = {"width": wanted.width(), "height": wanted.height()}
            put(edit, stage.diagram, shape.id, x=area.x(), y=area.y(), **size)
        for holder, held in taken.items():
            settle(edit, held, holder)

    what = counted([shape for shape, _area in sized])
    return stage.commit(_("Make {what} of the same size").format(what=what), apply)


def equally_spaced(spans: Mapping[K, tuple[float, float]]) -> dict[K, float]:
    """How far each span moves so that all gaps between them are equal, up to the whole px.

    The spans are taken in the order of their middles; the first and the last one do not move.
    """
    order = sorted(spans, key=lambda one: sum(spans[one]))
    lengths = [spans[one][1] - spans[one][0] for one in order]
    start = spans[order[0]][0]
    gap = (spans[order[-1]][1] - start - sum(lengths)) / (len(order) - 1)
    before = [0.0, *accumulate(lengths)]
    # Not each gap is rounded but where it ends: so none is off by more than one px.
    return {
        one: round(start + before[place] + gap * place) - spans[one][0] if 0 < place < len(order) - 1 else 0.0
        for place, one in enumerate(order)
    }


def _areas(stage: Stage, element_ids: Iterable[Id]) -> dict[Element, QRectF]:
    """The shapes that move by themselves, and where they are drawn."""
    found = ((shape, stage.scene_shown.find(shape.id)) for shape in heads(stage, element_ids))
    return {shape: item.outline() for shape, item in found if item is not None}


def _locked(stage: Stage, areas: Mapping[Element, QRectF]) -> list[QRectF]:
    snapshot, diagram = stage.snapshot(), stage.diagram.id
    return [area for shape, area in areas.items() if is_locked(snapshot, diagram, shape.id)][:1]


def _to_edge(area: QRectF, frame: QRectF, edge: Edge) -> tuple[float, float]:
    """How far an area goes to have this edge in common with a frame, in whole px."""
    across = {
        "left": frame.left() - area.left(),
        "centre": frame.center().x() - area.center().x(),
        "right": frame.right() - area.right(),
    }
    down = {
        "top": frame.top() - area.top(),
        "middle": frame.center().y() - area.center().y(),
        "bottom": frame.bottom() - area.bottom(),
    }
    return across.get(edge, 0.0), down.get(edge, 0.0)


def _move(
    stage: Stage, areas: Mapping[Element, QRectF], shifts: Mapping[Element, tuple[float, float]], label: str
) -> bool:
    """Move each shape by its own shift, with what lies in it; those that are locked stay."""
    snapshot, diagram = stage.snapshot(), stage.diagram.id
    moving = {shape: shift for shape, shift in shifts.items() if any(shift)}
    fixed = [shape for shape in moving if is_locked(snapshot, diagram, shape.id)]
    if fixed:
        say_locked(stage, fixed)
    moving = {shape: shift for shape, shift in moving.items() if shape not in fixed}
    if not moving:
        if not fixed:
            stage.say(_("{what}: in line already").format(what=counted(list(areas))))
        return False

    def apply(edit: Editor) -> None:
        for shape, (dx, dy) in moving.items():
            shift_placements(edit, stage, stage.scene_shown.within((shape.id,)), dx, dy)

    found = following(stage, moving, stage.scene_shown.within(shape.id for shape in moving))
    lost = [element for one, _home in found.homes if (element := snapshot.get(one))]
    lost += stage.preview(apply).taken
    if lost:
        stage.preview(None)
        words = _("Not done: {what} would come into another zone. Drag it there if that is meant.")
        stage.say(words.format(what=counted(list(dict.fromkeys(lost)))))
        return False
    return stage.commit(label.format(what=counted(list(areas))), apply)
