"""Which keys matter now in Draw: by the page in front, and on a drawing by what is selected there."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from typing import TYPE_CHECKING

from core.ground.words import deferred

if TYPE_CHECKING:
    from core.model import Element

Hints = tuple[tuple[str, Callable[[], str]], ...]
"""What has the key, or a key that never changes, and what it does."""

_ACTIONS = ("desktop.palette", deferred("every action"))
_HELP = ("desktop.help", deferred("help"))
_RENAME = ("edit.rename", deferred("rename"))
_TYPE = ("canvas.type", deferred("create by typing"))

NOTHING: Hints = (_TYPE, ("canvas.step", deferred("select the nearest")), _ACTIONS)
CONNECTS: Hints = (("canvas.connected", deferred("add connected")), _TYPE, _RENAME)
ZONE: Hints = (("canvas.connected", deferred("create in it")), _RENAME, ("canvas.step", deferred("step")))
LINE: Hints = (
    _RENAME,
    ("canvas.lead_end", deferred("lead its end")),
    ("canvas.straighten", deferred("straighten")),
)
OTHER: Hints = (_RENAME, ("canvas.move", deferred("move")), ("canvas.sibling", deferred("add another")))
SEVERAL: Hints = (
    ("canvas.move", deferred("move")),
    ("layout.selection", deferred("arrange")),
    ("draw.zone_around", deferred("zone around")),
)
MATRIX: Hints = (("Enter", deferred("join, part or show")), ("edit.undo", deferred("undo")), _HELP)
ELSEWHERE: Hints = (_ACTIONS, _HELP)


def hints_for(page: str, chosen: Sequence[Element]) -> Hints:
    """The keys that matter on a page of that sort; `chosen` is what is selected on the drawing in front."""
    from core.diagram.places import LINES
    from core.model import Zone
    from core.model.joining import can_start

    if page != "diagram":
        return MATRIX if page == "matrix" else ELSEWHERE
    if len(chosen) != 1:
        return SEVERAL if chosen else NOTHING
    (element,) = chosen
    if isinstance(element, LINES):
        return LINE
    if isinstance(element, Zone):
        return ZONE
    return CONNECTS if can_start(element) else OTHER
