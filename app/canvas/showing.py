"""What a canvas shows of the model: as it is, or as a gesture under way would leave it."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from PySide6.QtCore import QRectF

from app.canvas.engulfed import engulfed, holders_drawn
from app.canvas.opening import Drawn
from app.canvas.scene import DiagramScene
from app.gestures.gesture import Apply
from app.gestures.placing import settle_in
from core.diagram import Overlays, draw, redraw
from core.ground.identity import Ids
from core.model import Diagram, Edit, Editor, Id, Snapshot, Zone

if TYPE_CHECKING:
    from app.session.session import Session
    from core.project import Changed


_TURNS = 4
"""So often what zones grow over is looked for: each time they grow by a margin at most."""


class Showing:
    """Keeps a scene in step with the session's model and with previews of gestures.

    Attributes: `scene`, `snapshot` that it shows, `overlays` that lie over it.
    """

    def __init__(self, session: Session, diagram_id: Id, drawn: Drawn | None = None) -> None:
        self.scene = DiagramScene() if drawn is None else drawn.scene
        self.overlays = Overlays()
        self._session = session
        self._diagram_id = diagram_id
        self._tentative: set[Id] = set()
        self._holders: dict[Id, QRectF] = {}
        """Where zones and containers were before the gesture under way."""
        present = self._with_first(session.snapshot())
        self.snapshot: Snapshot = present if drawn is None else drawn.snapshot
        if drawn is None:
            self.scene.show_drawing(draw(present, diagram_id))
        else:
            self._take(present, _differing(drawn.snapshot, present))

    @property
    def diagram(self) -> Diagram:
        """The diagram that is drawn; once it is removed, as it was last."""
        found = self._session.snapshot().find(Diagram, self._diagram_id)
        found = found or self.snapshot.find(Diagram, self._diagram_id)
        assert found is not None
        return found

    def show(self, overlays: Overlays) -> None:
        """Lay what analyses found over the drawing."""
        self.overlays = overlays
        self._advance(())

    def preview(self, apply: Apply | None, brief: bool = False) -> set[Id]:
        """Show what the model would be, None as it is; in brief without what lies around.

        Gives the elements that look different now.
        """
        base = self._with_first(self._session.snapshot())
        if apply is None:
            before, self._tentative = self._tentative, set()
            return self._take(base, before, brief)
        self._note_holders()
        editor = Editor(base, _passing_ids())
        apply(editor)
        touched = {edit.id for edit in editor.edits()}
        before, self._tentative = self._tentative, touched
        return self._take(editor.snapshot, touched | before, brief)

    def commit(self, label: str, apply: Apply, run: str = "") -> bool:
        """Do it, as one change; where it was refused the model is shown as it is."""
        project = self._session.project
        before = project.head_hash if project is not None else None
        self._note_holders()
        with self._session.change(label, run=run) as edit:
            first = self._session.first_diagram
            if first is not None and first.id == self._diagram_id and edit.get(first.id) is None:
                edit.add(first)
            apply(edit)
            self._take_in(edit)
        done = project is not None and project.head_hash != before
        if not done:
            self.preview(None)
        return done

    def _note_holders(self) -> None:
        """Keep in mind where zones and containers are, unless a gesture is under way."""
        if not self._tentative:
            self._holders = holders_drawn(self.scene)

    def _take_in(self, edit: Editor) -> None:
        """Make what zones have grown over part of them; they may then grow once more."""
        if not self._holders and not any(isinstance(one.after, Zone) for one in edit.edits()):
            return
        for _turn in range(_TURNS):
            touched = {one.id for one in edit.edits()}
            before, self._tentative = self._tentative, touched
            self._take(edit.snapshot, touched | before)
            earlier = self._session.snapshot()
            found = list(engulfed(self.scene, self._diagram_id, earlier, edit, self._holders))
            if not found:
                return
            for element, zone in found:
                settle_in(edit, element.id, zone)

    def hear(self, changed: Changed) -> bool:
        """Show the model after a change; False where the diagram is gone with it."""
        snapshot = self._with_first(changed.snapshot)
        if snapshot.find(Diagram, self._diagram_id) is None:
            return False
        self._take(snapshot, self._tentative | {edit.id for edit in changed.edits})
        self._tentative = set()
        return True

    def _with_first(self, snapshot: Snapshot) -> Snapshot:
        """The model with the first diagram in it, if that is shown and no gesture has added it yet."""
        first = self._session.first_diagram
        if first is None or first.id != self._diagram_id or first.id in snapshot:
            return snapshot
        return snapshot.after((Edit(None, first),))

    def _take(self, snapshot: Snapshot, touched: Iterable[Id], brief: bool = False) -> set[Id]:
        """Show another snapshot, which differs from the one shown in the touched elements at most."""
        before, self.snapshot = self.snapshot, snapshot
        return self._advance(
            tuple(
                Edit(before.get(element_id), snapshot.get(element_id))
                for element_id in sorted(touched)
                if before.get(element_id) != snapshot.get(element_id)
            ),
            brief,
        )

    def _advance(self, edits: tuple[Edit, ...], brief: bool = False) -> set[Id]:
        drawing = self.scene.drawing
        assert drawing is not None
        after = redraw(drawing, self.snapshot, edits, self.overlays, brief=brief)
        return self.scene.show_drawing(after, brief)


def _differing(before: Snapshot, after: Snapshot) -> set[Id]:
    """The ids of elements that are not the same in both."""
    if before is after:
        return set()
    ids = before.elements.keys() | after.elements.keys()
    return {element_id for element_id in ids if before.get(element_id) is not after.get(element_id)}


def _passing_ids() -> Ids:
    """Identifiers of elements that exist in a preview alone; they come after all others."""
    count = 0

    def next_id() -> str:
        nonlocal count
        count += 1
        return f"~{count}"

    return next_id
