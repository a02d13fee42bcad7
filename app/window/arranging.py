"""The diagram in front arranged anew in one change: a small one at once, a large one by a worker."""

from __future__ import annotations

from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication

from app.canvas.standpoint import Standpoint, go_back_to, standpoint
from core.ground.words import _

if TYPE_CHECKING:
    from collections.abc import Iterable

    from app.jobs.jobs import Job
    from app.window.window import Window
    from core.jobs import Outcome
    from core.model import Id, Placement, Snapshot

AT_ONCE = 24
"""So many shapes are arranged before the next picture; more are left to a worker, as trying several layouts
of them can take seconds where lines cross."""


@dataclass(frozen=True, slots=True)
class Layout:
    """A way to arrange: what is `selected` alone, or the whole; `downwards` or to the right.

    Where neither way is said, flows run as the sort of the diagram has it.
    """

    selected: bool = False
    downwards: bool | None = None


class Arranging(QObject):
    """Layouts of one window: the one under way, and from where drawings were seen before their layout."""

    def __init__(self, window: Window) -> None:
        super().__init__(window)
        self._window = window
        self._job: Job | None = None
        self._seen: dict[int, tuple[Id, Standpoint]] = {}

    @property
    def running(self) -> bool:
        """Whether a layout is being worked out."""
        return self._job is not None and self._job.running and self._job.wanted

    def arrange(self, layout: Layout) -> None:
        """Arrange the diagram in front, or what of it is selected."""
        from core.diagram.places import SHAPES
        from core.model import Placement

        window = self._window
        canvas, snapshot = window.shown.canvas(), window.session.snapshot()
        if canvas is None:
            return
        self.cancel()
        drawn = [placement.element for placement in snapshot.owned(canvas.diagram_id, Placement)]
        if not drawn:
            window.status.say(_("Nothing is drawn here yet."))
            return
        known = set(drawn)
        chosen = [element_id for element_id in canvas.selection if element_id in known]
        if layout.selected and len(chosen) < 2:
            window.status.say(_("Select two shapes or more to arrange them."))
            return
        chosen = chosen if layout.selected else []
        if sum(isinstance(snapshot.get(one), SHAPES) for one in drawn) <= AT_ONCE:
            self._put(canvas.diagram_id, bool(chosen), _found(snapshot, canvas.diagram_id, chosen, layout))
        else:
            self._begin(snapshot, canvas.diagram_id, chosen, layout)

    def cancel(self) -> bool:
        """Leave the layout under way; False where there is none."""
        if not self.running or self._job is None:
            return False
        self._window.jobs.cancel(self._job)
        self._window.status.say(_("The layout was cancelled."))
        return True

    def show_before(self, number: int) -> None:
        """Show the drawing from where it was seen before the change of that number arranged it."""
        diagram, place = self._seen.get(number, ("", None))
        canvas = self._window.shown.canvas()
        if canvas is not None and place is not None and canvas.diagram_id == diagram:
            go_back_to(canvas, place)

    def show_after(self, number: int) -> None:
        """Show all of the drawing again that the change of that number arranged."""
        canvas = self._window.shown.canvas()
        if canvas is not None and self._seen.get(number, ("", None))[0] == canvas.diagram_id:
            canvas.fit()

    def _begin(self, snapshot: Snapshot, diagram: Id, chosen: list[Id], layout: Layout) -> None:
        from core.assistants.plans import plain_model

        payload = {
            "elements": plain_model(snapshot),
            "diagram": diagram,
            "chosen": chosen,
            "downwards": layout.downwards,
        }
        title = _("Arranging the selection") if chosen else _("Arranging the diagram")
        QApplication.instance().installEventFilter(self)  # type: ignore[union-attr]
        self._job = self._window.jobs.start(
            "arrange", payload, title, lambda outcome: self._end(snapshot, diagram, bool(chosen), outcome)
        )

    def _end(self, before: Snapshot, diagram: Id, part: bool, outcome: Outcome) -> None:
        from core.model import Placement, from_plain

        if not self.running:
            QApplication.instance().removeEventFilter(self)  # type: ignore[union-attr]
        if outcome.state != "done":
            if outcome.state != "cancelled":
                self._window.messages.tell(outcome.diagnostics)
            return
        if _differ(before, self._window.session.snapshot(), diagram):
            # A layout of another drawing than the one in front would put shapes over one another.
            self._window.status.say(_("The diagram was changed meanwhile, so it was not arranged."))
            return
        found = (from_plain(plain) for plain in outcome.result)
        self._put(diagram, part, [place for place in found if isinstance(place, Placement)])

    def _put(self, diagram: Id, part: bool, places: Iterable[Placement]) -> None:
        """Commit places in one change, and show all of the drawing if all of it was arranged."""
        window = self._window
        places = list(places)
        if not places:
            window.status.say(_("The diagram is arranged already."))
            return
        canvas = window.shown.canvas()
        front = canvas if canvas is not None and canvas.diagram_id == diagram else None
        seen = standpoint(front) if front is not None else None
        label = _("Arrange a part of {name}") if part else _("Arrange {name}")
        with window.session.change(label.format(name=window.session.snapshot()[diagram].name)) as edit:
            for place in places:
                edit.set(
                    place.id,
                    x=place.x,
                    y=place.y,
                    width=place.width,
                    height=place.height,
                    side=place.side,
                    offset=place.offset,
                    bends=place.bends,
                )
        project = window.session.project
        if front is not None and seen is not None and not part and project is not None and project.undoable:
            self._seen[project.undoable.number] = diagram, seen
            front.fit()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Escape leaves the layout under way, whatever has the keyboard."""
        asked = event.type() in (QEvent.Type.ShortcutOverride, QEvent.Type.KeyPress)
        if asked and isinstance(event, QKeyEvent) and event.key() == Qt.Key.Key_Escape and self.running:
            if event.type() == QEvent.Type.KeyPress:
                self.cancel()
            event.accept()
            return True
        return super().eventFilter(watched, event)


def _found(snapshot: Snapshot, diagram: Id, chosen: list[Id], layout: Layout) -> Iterable[Placement]:
    from core.diagram.arranging import arrange_diagram
    from core.diagram.rearranging import arrange_part

    if chosen:
        return arrange_part(snapshot, diagram, chosen).values()
    return arrange_diagram(snapshot, diagram, downwards=layout.downwards).values()


def _differ(before: Snapshot, after: Snapshot, diagram: Id) -> bool:
    """Whether what is drawn on the diagram, or where, was changed."""
    from core.model import Placement

    if before is after:
        return False
    places = before.owned(diagram, Placement)
    if places != after.owned(diagram, Placement):
        return True
    return any(before.get(place.element) != after.get(place.element) for place in places)
