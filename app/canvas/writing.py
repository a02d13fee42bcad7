"""Where the caret is put on a drawing: words in place, those of elements and of new ones."""

from __future__ import annotations

from collections.abc import Callable
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QPointF, QRectF

from app.gestures.gesture import Apply, Make
from app.gestures.growing import places_on, pointed_at, size_for
from app.gestures.judging import codes_of
from app.gestures.naming import Facts, InPlace, at_least_numbered, rename, words_of
from app.gestures.placing import counted, put
from app.session.named import unnamed_words
from core.diagram.forms import form_of, forms_of
from core.diagram.offers import Offers
from core.diagram.sizes import FIRMWARE_STRIP
from core.ground.words import _
from core.model import Connector, Edge, Editor, Element, Firmware, Id, Location, TextNote, Zone

if TYPE_CHECKING:
    from app.canvas.canvas import Canvas


class Writing:
    """Opens the editors that lie over the drawing."""

    def __init__(self, canvas: Canvas) -> None:
        self._canvas = canvas
        self.editor: InPlace | None = None
        self._shown_again: Apply | None = None

    def write(self, element_id: Id) -> None:
        """Edit the words of an element where they stand."""
        canvas = self._canvas
        element = canvas.snapshot().get(element_id)
        place = self._place_of(element) if element is not None else None
        if not canvas.writable or element is None or place is None:
            return
        editor = self._open(element, place)
        editor.done.connect(lambda written: self._keep(element_id, written))
        editor.left.connect(self._leave)

    def add(self, make: Make, label: Callable[[str], str], words: str = "") -> None:
        """Show a new element, ask for its words, and add it with them; Escape leaves nothing.

        `words` tell what else there is to say of it once it is made.
        """
        canvas = self._canvas
        made: list[Id] = []

        def show(edit: Editor) -> None:
            made.append(make(edit))

        canvas.preview(show)
        element = canvas.snapshot_shown.get(made[-1])
        place = self._place_of(element) if element is not None else None
        if element is None or place is None:
            canvas.commit(label(""), show, words)
            return
        self._shown_again = show
        editor = self._open(element, place)

        def end() -> None:
            self._shown_again = None
            kept, facts = _read(canvas, element, editor.kept)

            def apply(edit: Editor) -> None:
                show(edit)
                new = edit.get(made[-1])
                if new is not None and kept:
                    rename(new, at_least_numbered(edit.snapshot, new, kept))[1](edit)
                    edit.set(new.id, **facts)

            if kept is None:
                canvas.preview(None)
                canvas.way_back.go()
            elif canvas.commit(label(kept[0]), apply, words):
                canvas.select((_seen(canvas, made[-1]),))
                canvas.way_back.keep(made[-1])
            self._leave()

        editor.left.connect(end)

    def show_again(self) -> None:
        """The drawing was brought up to date: an element that is being named stays on it."""
        if self._shown_again is not None:
            self._canvas.preview(self._shown_again)

    def keep(self) -> None:
        """End what is being written, and keep it."""
        if self.editor is not None:
            self.editor.keep()

    def place_known(self, element_id: Id, x: float, y: float) -> None:
        """Draw an element of the model that is not on this diagram yet, where it covers nothing."""
        canvas = self._canvas
        element = canvas.snapshot().get(element_id)
        if element is None:
            return
        around = {owner.id for owner in canvas.snapshot().owners(element)}
        size = size_for(canvas, element)
        area = pointed_at(canvas, element, QPointF(x, y), size, places_on(canvas), around)
        canvas.commit(
            _("Draw {what}").format(what=counted([element])),
            lambda edit: _put(edit, canvas, element_id, area.x, area.y),
        )
        canvas.select([element_id])
        item = canvas.scene_shown.find(element_id)
        if item is not None:
            canvas.bring_in(item.outline(), 24)

    def _open(self, element: Element, place: QRectF) -> InPlace:
        canvas = self._canvas
        words, hints, mono = words_of(canvas.snapshot_shown, element)
        # Over the drawing bar too, which is the view's and lies over all that is the viewport's.
        self.editor = InPlace(canvas, words, hints, mono, codes_of(canvas.snapshot_shown, element))
        area = QRectF(canvas.mapFromScene(place).boundingRect())
        self.editor.show_over(area, at_left=isinstance(element, Zone))
        return self.editor

    def _place_of(self, element: Element) -> QRectF | None:
        """Where the words of an element stand; those of firmware at the foot of its node."""
        find = self._canvas.scene_shown.find
        if isinstance(element, Firmware):
            node = find(element.owner or "")
            area = node.outline() if node is not None else None
            return area.adjusted(0, area.height() - FIRMWARE_STRIP, 0, 0) if area is not None else None
        item = find(element.id)
        if item is None:
            return None
        spot = next((one.area for one in item.item.spots if one.name in ("name", "label")), None)
        return item.outline() if spot is None else QRectF(spot.x, spot.y, spot.width, spot.height)

    def _keep(self, element_id: Id, written: Facts) -> None:
        element = self._canvas.snapshot().get(element_id)
        if element is not None:
            named = not isinstance(element, TextNote | Connector | Edge | Firmware)  # whose words are others
            refusal = unnamed_words(element, written[0]) if named else ""
            if refusal:
                self._canvas.say(refusal)
                return
            label, apply = rename(element, written)
            self._canvas.commit(label, apply)
            self._canvas.telling.tell()

    def _leave(self) -> None:
        self.editor = None
        self._canvas.setFocus()


def _read(canvas: Canvas, element: Element, written: Facts | None) -> tuple[Facts | None, dict[str, Any]]:
    """What was written of a new element, with the facts that its name says: read as what is typed is.

    One of which it was chosen what sort it is stays of that sort.
    """
    diagram = canvas.diagram.diagram
    plain = any(form.kind == element.kind and not form.facts for form in forms_of(diagram))
    if not written or not written[0] or not plain or isinstance(element, Location | TextNote):
        return written, {}
    chosen = form_of(diagram, element)
    name, form = Offers(canvas.snapshot(), diagram, {}).read_as(element.kind, written[0])
    if form is None or (chosen is not None and chosen.facts):
        return written, {}
    return (name, *written[1:]), dict(form.facts)


def _seen(canvas: Canvas, element_id: Id) -> Id:
    """The element, or for firmware, which is drawn as a part of its node, that."""
    element = canvas.snapshot().get(element_id)
    return element.owner if isinstance(element, Firmware) and element.owner else element_id


def _put(edit: Editor, canvas: Canvas, element_id: Id, x: float, y: float) -> None:
    put(edit, canvas.diagram, element_id, x=x, y=y)
