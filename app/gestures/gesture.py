"""What every gesture is, and what it may ask of the canvas."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from dataclasses import dataclass
from typing import TYPE_CHECKING, Protocol

from PySide6.QtCore import QPointF, Qt
from PySide6.QtGui import QPainter

from core.model import Diagram, Editor, Element, Id, Snapshot

if TYPE_CHECKING:
    from app.canvas.scene import DiagramScene

Apply = Callable[[Editor], None]
"""What a gesture does to the model; the preview and the change call the same function."""

Make = Callable[[Editor], Id]
"""What adds one element, and tells its id."""

GRID = 8.0
"""What is dragged snaps to multiples of this, in px."""


@dataclass(frozen=True, slots=True)
class Upshot:
    """What comes of a change beside what is meant by it, and the words that tell it.

    `taken` is what zones take in, `covered` what they, and containers that grow, come to lie over.
    """

    taken: tuple[Element, ...] = ()
    covered: tuple[Element, ...] = ()
    words: str = ""


class Stage(Protocol):
    """What a gesture asks of the canvas."""

    scene_shown: DiagramScene

    @property
    def diagram(self) -> Diagram:
        """The diagram that is drawn."""

    def snapshot(self) -> Snapshot:
        """The model without what the gesture has under way."""

    def scale_now(self) -> float:
        """How many px on the screen one of the drawing is."""

    def preview(self, apply: Apply | None, *, whole: bool = False) -> Upshot:
        """Show what the model would be, and tell what would come of it; None shows it as it is.

        On a large drawing what lies around waits for the commit, unless the `whole` is asked for: then
        only the words of lines that run otherwise do.
        """

    def carry(self, element_ids: set[Id]) -> None:
        """Leave to the gesture under way to paint these elements."""

    def commit(self, label: str, apply: Apply, words: str = "", run: str = "") -> bool:
        """Do it, as one change, and say what came of it behind `words` in the status line.

        False where it was refused, and nothing has happened. `run` names what it goes on with, if that was
        the last change: both are one step of undo then.
        """

    def say(self, words: str) -> None:
        """Put words into the status line."""

    def select(self, element_ids: Iterable[Id]) -> None:
        """Select these elements."""

    def ask_connected(self, source: Id, place: QPointF) -> None:
        """Ask for kind and name of something new at a place, and for a line to it from `source`."""

    def add(self, make: Make, label: Callable[[str], str], words: str = "") -> None:
        """Show a new element and ask for its words where it stands; with them it becomes one change.

        `label` is the undo label for the first of the words, `words` are said then. Escape leaves nothing.
        """


class Gesture:
    """Something under way between a press and a release.

    A gesture that is cancelled leaves nothing. `paint` adds what is seen of it alone, in the
    coordinates of the drawing.
    """

    def __init__(self, stage: Stage) -> None:
        self.stage = stage

    def move(self, point: QPointF, modifiers: Qt.KeyboardModifier) -> None:
        """The pointer is here now."""

    def end(self) -> None:
        """The pointer was released where it was last."""

    def cancel(self) -> None:
        """Leave everything as it was; what releasing would have done is said no more."""
        self.stage.scene_shown.mark_target(None)
        self.stage.scene_shown.mark_ghosts(())
        self.stage.preview(None)
        self.stage.say("")

    def paint(self, painter: QPainter, scale: float) -> None:
        """Paint what belongs to the gesture alone."""


def snapped(value: float) -> float:
    """The nearest multiple of the grid."""
    return round(value / GRID) * GRID
