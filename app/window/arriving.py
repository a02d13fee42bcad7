"""Badges come to a drawing a few at a time, what is seen first, so that many of them hold nothing up."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from dataclasses import replace
from itertools import chain, islice
from time import perf_counter
from typing import TYPE_CHECKING, TypeVar

from PySide6.QtCore import QObject

from app.session.pauses import once_after
from core.diagram import Overlays
from core.model import Id

if TYPE_CHECKING:
    from app.canvas.canvas import Canvas

AT_ONCE = 24
"""How many elements get other badges in the first go; later ones go by the time that it took."""

_FEWEST, _MOST = 4, 200
_TIME = 0.03
"""How long one go should take, in s."""

_GESTURE = 150
"""How long badges wait for a gesture to end before they look again, in ms."""

V = TypeVar("V")


class Arriving(QObject):
    """Brings the badges of one canvas to what they should be."""

    def __init__(self, parent: QObject, canvas: Callable[[], Canvas | None]) -> None:
        super().__init__(parent)
        self._canvas = canvas
        self._wanted = Overlays()
        self._laid: Overlays | None = None
        self._waiting: set[Id] | None = None
        """What is laid over the drawing, if that was done here, and which elements then still wait."""
        self._count = AT_ONCE
        self._turn = once_after(self, 0, self._go_on)

    @property
    def under_way(self) -> bool:
        """Whether some badges are still to come."""
        return self._turn.isActive()

    def show(self, wanted: Overlays) -> None:
        """Show these badges; all at once where they are few."""
        if wanted is not self._wanted:
            self._wanted, self._laid = wanted, None
        self._go_on()

    def _take(self, canvas: Canvas, overlays: Overlays, waiting: set[Id] | None) -> None:
        """Lay these over the drawing, of which so many elements then wait."""
        canvas.set_overlays(overlays)
        self._laid, self._waiting = canvas.overlays, set() if waiting is None else waiting

    def _go_on(self) -> None:
        canvas = self._canvas()
        if canvas is None:
            return
        self._turn.stop()
        present = canvas.overlays
        waiting = self._waiting if present is self._laid else self._wanted.differing(present)
        if waiting is None or len(waiting) <= AT_ONCE:
            self._take(canvas, self._wanted, None)
            return
        if canvas.gesture is not None:
            self._turn.start(_GESTURE)
            return
        items = canvas.scene_shown.all_in(canvas.visible_area())
        seen = (item.element for item in items if item.element in waiting)
        first = list(islice(dict.fromkeys(chain(seen, waiting)), self._count))
        began = perf_counter()
        waiting.difference_update(first)
        self._take(canvas, partly(present, self._wanted, first), waiting)
        took = max(perf_counter() - began, 0.001)
        self._count = min(max(round(len(first) * _TIME / took), _FEWEST), _MOST)
        self._turn.start(0)


def partly(before: Overlays, after: Overlays, element_ids: list[Id]) -> Overlays:
    """The overlays after, as far as these elements go; of all others those before."""
    return replace(
        after,
        threats=_mixed(before.threats, after.threats, element_ids),
        verdicts=_mixed(before.verdicts, after.verdicts, element_ids),
        problems=_mixed(before.problems, after.problems, element_ids),
        faulty=_mixed(before.faulty, after.faulty, element_ids),
    )


def _mixed(before: Mapping[Id, V], after: Mapping[Id, V], element_ids: list[Id]) -> dict[Id, V]:
    found = dict(before)
    for element_id in element_ids:
        if element_id in after:
            found[element_id] = after[element_id]
        else:
            found.pop(element_id, None)
    return found
