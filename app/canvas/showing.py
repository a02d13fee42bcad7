"""What a canvas shows of the model: as it is, or as a gesture under way would leave it."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace
from typing import TYPE_CHECKING

from app.canvas.covering import covered
from app.canvas.engulfed import Laid, drawn_shapes, engulfed, redrawn
from app.canvas.opening import Drawn
from app.canvas.scene import DiagramScene
from app.gestures.gesture import Apply, Upshot
from app.gestures.making_room import MadeRoom, aside_words, covered_words, make_room, told_elsewhere
from app.gestures.placing import counted, settle_in
from core.diagram import Drawing, Overlays, draw, redraw
from core.diagram.display import Item
from core.ground.identity import Ids
from core.ground.words import _
from core.model import Diagram, Edit, Editor, Element, Id, Snapshot

if TYPE_CHECKING:
    from app.session.session import Session
    from core.project import Changed


VERY_LARGE = 2000
"""With more items than this what lies beyond the holder of a shape waits while that is dragged."""


class Showing:
    """Keeps a scene in step with the session's model and with previews of gestures.

    Attributes: `scene`, `snapshot` that it shows, `overlays` that lie over it; `upshot` is what comes of what
    is under way, or of what was done last.
    """

    def __init__(self, session: Session, diagram_id: Id, drawn: Drawn | None = None) -> None:
        self.scene = DiagramScene() if drawn is None else drawn.scene
        self.overlays = Overlays()
        self._session = session
        self._diagram_id = diagram_id
        self._tentative: set[Id] = set()
        self.upshot = Upshot()
        self._before, self._touched = Laid(), set[Id]()
        """The shapes as they were drawn before the gesture under way, and what that has touched since."""
        self._noted: Drawing | None = None
        """The drawing that shows these shapes just as they were, once a preview was taken back."""
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

    def preview(self, apply: Apply | None, brief: bool = False, words: bool = True) -> set[Id]:
        """Show what the model would be, None as it is; gives the elements that look different now.

        In brief without what lies around; without `words` all lines run as they will then, and only the
        words of those that run otherwise wait.
        """
        base = self._with_first(self._session.snapshot())
        if apply is None:
            self.upshot = Upshot()
            before, self._tentative = self._tentative, set()
            changed = self._take(base, before, brief)
            if before and not redrawn(self.scene, self._before, self._touched | changed):
                self._noted = self.scene.drawing
            return changed
        self._note_shapes()
        editor = Editor(base, _passing_ids())
        apply(editor)
        return self._settle(editor, brief, words)

    def commit(self, label: str, apply: Apply, run: str = "") -> bool:
        """Do it, as one change; where it was refused the model is shown as it is."""
        project = self._session.project
        before = project.head_hash if project is not None else None
        self._note_shapes()
        with self._session.change(label, run=run, settled=True) as edit:
            first = self._session.first_diagram
            if first is not None and first.id == self._diagram_id and edit.get(first.id) is None:
                edit.add(first)
            apply(edit)
            self._settle(edit)
        done = project is not None and project.head_hash != before
        if not done:
            self.preview(None)
        elif self.upshot.covered:
            from app.actions.registry import named

            words = f"{self.upshot.words} · {_('{key} takes it back').format(key=named('edit.undo'))}"
            self.upshot = replace(self.upshot, words=words)
        return done

    def _note_shapes(self) -> None:
        """Keep in mind how shapes are drawn, unless a gesture is under way."""
        if self._tentative:
            return
        if self._noted is None or self._noted is not self.scene.drawing:
            self._before = drawn_shapes(self.scene)
        self._touched = set[Id]()

    def _settle(self, edit: Editor, brief: bool = False, words: bool = True) -> set[Id]:
        """Show what an edit leaves, with what zones come to lie over as part of them; they may then grow.

        What grows with its words is made room for first, so that zones come over nothing by it. Each turn
        puts shapes into a zone further in, so there is a last one. Gives what looks different.

        In brief, on a very large drawing, only what lies in the same holder makes room: the other side of a
        zone may be a thousand shapes away, and waits for the commit.
        """
        near = brief and len(self.scene.items_by_id) > VERY_LARGE
        earlier = self._with_first(self._session.snapshot())
        made = make_room(edit, earlier, near=near)
        taken: dict[tuple[Id, Id], Element] = {}
        changed = self._show_edit(edit, brief, words)
        while not near and (
            found := [
                (element, zone)
                for element, zone in engulfed(self.scene, earlier, edit, self._before, self._redrawn())
                if (element.id, zone.id) not in taken
            ]
        ):
            for element, zone in found:
                taken[element.id, zone.id] = element
                settle_in(edit, element.id, zone)
            changed |= self._show_edit(edit, brief, words)
        lain = () if near else covered(self.scene, self.snapshot, self._before, self._redrawn())
        self.upshot = self._came_of({one.id: one for one in taken.values()}.values(), made, lain)
        return changed

    def _show_edit(self, edit: Editor, brief: bool, words: bool) -> set[Id]:
        touched = {one.id for one in edit.edits()}
        before, self._tentative = self._tentative, touched
        changed = self._take(edit.snapshot, touched | before, brief, words)
        self._touched |= changed
        return changed

    def _redrawn(self) -> dict[Id, Item]:
        """What the gesture under way has redrawn of shapes."""
        return redrawn(self.scene, self._before, self._touched)

    def _came_of(
        self, taken: Iterable[Element], made: MadeRoom, lain: Iterable[tuple[Element, Iterable[Element]]]
    ) -> Upshot:
        held = tuple(taken)
        pairs = {(holder.id, one.id) for holder, over in lain for one in over}
        inner = {one.id for one in held}
        pairs |= {
            pair
            for pair in made.covered(self._diagram_id)
            if pair[::-1] not in pairs and inner.isdisjoint(pair)
        }
        told = [
            aside_words(self.snapshot, made.aside(self._diagram_id)),
            _("Takes in {what}").format(what=counted(list(held))) if held else "",
            *covered_words(self.snapshot, sorted(pairs)),
            *told_elsewhere(self.snapshot, made, self._diagram_id),
        ]
        over = tuple(one for _grown, other in sorted(pairs) if (one := self.snapshot.get(other)) is not None)
        return Upshot(held, over, " · ".join(filter(None, told)))

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

    def _take(
        self, snapshot: Snapshot, touched: Iterable[Id], brief: bool = False, words: bool = True
    ) -> set[Id]:
        """Show another snapshot, which differs from the one shown in the touched elements at most."""
        before, self.snapshot = self.snapshot, snapshot
        return self._advance(
            tuple(
                Edit(before.get(element_id), snapshot.get(element_id))
                for element_id in sorted(touched)
                if before.get(element_id) != snapshot.get(element_id)
            ),
            brief,
            words,
        )

    def _advance(self, edits: tuple[Edit, ...], brief: bool = False, words: bool = True) -> set[Id]:
        drawing = self.scene.drawing
        assert drawing is not None
        after = redraw(drawing, self.snapshot, edits, self.overlays, brief=brief, words=words)
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
