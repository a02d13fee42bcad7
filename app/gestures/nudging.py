"""Moving by keys whatever is selected: shapes by the grid, a port along its border, a line by its middle.

Presses on the same selection in quick succession are one step of undo.
"""

from __future__ import annotations

from collections.abc import Iterable, Sequence
from itertools import pairwise

from PySide6.QtCore import QPointF, QRectF

from app.gestures.bend import Bend
from app.gestures.company import company
from app.gestures.enclosing import prospect, settle, stretched
from app.gestures.following import following
from app.gestures.gesture import GRID, Stage
from app.gestures.locking import free
from app.gestures.move import heads, shift_placements
from app.gestures.placing import counted, put
from app.gestures.resize import least_side
from core.diagram.places import BORDER, LINES, SHAPES
from core.diagram.room import Way
from core.ground.words import _
from core.model import Editor, Element, Id, Side


def nudge_any(stage: Stage, element_ids: Sequence[Id], way: Way) -> bool:
    """Move what is selected one step in a direction, as one change."""
    element = stage.snapshot().get(element_ids[0]) if len(element_ids) == 1 else None
    if isinstance(element, BORDER):
        return _slide(stage, element, way)
    if isinstance(element, LINES):
        return _shift_line(stage, element, way)
    return nudge(stage, element_ids, way[0] * GRID, way[1] * GRID)


def nudge(stage: Stage, element_ids: Sequence[Id], dx: float, dy: float) -> bool:
    """Move shapes with their company so far, as one change."""
    placed = free(stage, heads(stage, element_ids))
    if not placed:
        return False
    moved = company(stage, (element.id for element in placed))
    found = following(stage, dict.fromkeys(placed, (dx, dy)), moved)

    def apply(edit: Editor) -> None:
        shift_placements(edit, stage, moved, dx, dy)
        found.apply(edit)

    what = _("Move {what}").format(what=counted(placed))
    return stage.commit(what, apply, found.words(stage), _run("move", element_ids))


def resize_by(stage: Stage, element_ids: Sequence[Id], way: Way) -> bool:
    """Make one shape wider, narrower, higher or lower by a step of the grid; its top left stays."""
    element = stage.snapshot().get(element_ids[0]) if len(element_ids) == 1 else None
    item = stage.scene_shown.find(element_ids[0])
    if not isinstance(element, SHAPES) or item is None:
        stage.say(_("Select one shape first"))
        return False
    if not free(stage, (element,)):
        return False
    area = item.outline()
    wide = max(area.width() + way[0] * GRID, least_side())
    high = max(area.height() + way[1] * GRID, least_side())
    taken = stretched(stage, element, QRectF(area.x(), area.y(), wide, high))

    def apply(edit: Editor) -> None:
        put(edit, stage.diagram, element.id, x=area.x(), y=area.y(), width=wide, height=high)
        settle(edit, taken, element.id)

    what = _("Resize {what}").format(what=counted([element]))
    return stage.commit(what, apply, prospect(taken), _run("resize", element_ids))


def _slide(stage: Stage, element: Element, way: Way) -> bool:
    """Along the side that it is on; across it, to the side that lies there."""
    owner, item = stage.scene_shown.find(element.owner or ""), stage.scene_shown.find(element.id)
    if owner is None or item is None:
        return False
    border, here = owner.outline(), item.outline().center()
    ways = {
        Side.LEFT: abs(here.x() - border.left()),
        Side.RIGHT: abs(here.x() - border.right()),
        Side.TOP: abs(here.y() - border.top()),
        Side.BOTTOM: abs(here.y() - border.bottom()),
    }
    side = min(ways, key=lambda one: ways[one])
    upright = side in (Side.LEFT, Side.RIGHT)
    step = way[1] if upright else way[0]
    length = border.height() if upright else border.width()
    offset = (here.y() - border.top()) if upright else (here.x() - border.left())
    offset = round(offset / GRID) * GRID + step * GRID
    if not step:
        towards = {(-1, 0): Side.LEFT, (1, 0): Side.RIGHT, (0, -1): Side.TOP, (0, 1): Side.BOTTOM}[way]
        if towards is side:
            return False
        side, offset, length = towards, GRID, border.width() if upright else border.height()
    offset = min(max(offset, GRID), length - GRID)

    def apply(edit: Editor) -> None:
        put(edit, stage.diagram, element.id, side=side, offset=offset)

    return stage.commit(
        _("Move {what}").format(what=counted([element])), apply, run=_run("move", [element.id])
    )


def _shift_line(stage: Stage, line: Element, way: Way) -> bool:
    """Move the longest part that lies across the direction by a step; the line keeps that bend."""
    item = stage.scene_shown.find(line.id)
    if item is None:
        return False
    points = item.item.outline
    across = [
        (abs(after.x - before.x) + abs(after.y - before.y), number)
        for number, (before, after) in enumerate(pairwise(points))
        if (before.x == after.x) == bool(way[0])
    ]
    if not across:
        return False
    number = max(across)[1]
    before, after = points[number], points[number + 1]
    middle = QPointF((before.x + after.x) / 2, (before.y + after.y) / 2)
    bend = Bend(stage, line, middle)
    to = middle + QPointF(way[0] * GRID, way[1] * GRID)
    return not bend.empty and bend.shift(to, _run("move", [line.id]))


def _run(what: str, element_ids: Iterable[Id]) -> str:
    """The name of what goes on with each press on the same selection."""
    return " ".join((what, *sorted(element_ids)))
