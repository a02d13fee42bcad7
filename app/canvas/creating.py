"""Creating by typing: a name, what it may become, and the drawing as it would be."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint, QPointF, QRect, QRectF, QSize, Qt
from PySide6.QtGui import QPainter, QPen

from app.actions.registry import named
from app.canvas import starts
from app.canvas.typing import TypeToChoose
from app.gestures.gesture import Apply, Gesture
from app.gestures.growing import BELOW, RIGHT, Start, add_form, draw_known, holder_for, join_up
from app.gestures.placing import counted, fits_in
from app.panels.rows import Row
from app.theme import colour
from app.theme.kinds import kind_icon
from core.diagram.forms import PARTS, Form, form_of, forms_of
from core.diagram.offers import Becomes, Offer, Offers
from core.diagram.room import Way
from core.ground.words import _, deferred, quoted
from core.model import Editor, Element, Id, TextNote, Zone, name_of
from core.model.joining import can_start

if TYPE_CHECKING:
    from app.canvas.canvas import Canvas

_ASIDES = {
    Becomes.DRAWN: deferred("not drawn here"),
    Becomes.JOINED: deferred("connect to it"),
    Becomes.SHOWN: deferred("is here"),
}


class Creating(Gesture):
    """The course of creating by typing. `typing` is the line while it is open."""

    def __init__(self, canvas: Canvas) -> None:
        super().__init__(canvas)
        self._canvas = canvas
        self.typing: TypeToChoose | None = None
        self._start = Start(QPointF())
        self._known: Offers | None = None
        self._offers: tuple[Offer, ...] = ()
        self._shown: Apply | None = None
        self._new: list[Id] = []
        self._like: tuple[str, Form] | None = None
        """The name and the form of what another one like it is made of."""
        self._grown: dict[Id, tuple[Id, bool]] = {}
        """What each element made from another was joined with, and whether inward."""

    def at(self, point: QPointF) -> None:
        """Ask for the name of something at a place of the drawing."""
        place = self._canvas.mapFromScene(point)
        self._ask(starts.at_point(self._canvas, point), "", "Space", place=place)

    def near_selection(self, *, inside: bool = False) -> None:
        """Ask for the name of something beside what is selected, or in it."""
        start = starts.near_selection(self._canvas, inside=inside)
        self._ask(start, "", "Shift Space" if inside else "Space")

    def connected(self, source_id: Id, way: Way = RIGHT, *, inward: bool = False) -> None:
        """Ask for the name of what a line leads to from an element, or inward of what leads to it.

        No line leads from a zone: there it is the name of something in it.
        """
        start = starts.joined_with(self._canvas, source_id, way, inward=inward)
        if start is None and isinstance(self._canvas.snapshot().get(source_id), Zone):
            self.near_selection(inside=True)
        elif start is None:
            self._canvas.say(_("No line can begin there"))
        else:
            title = _("To {name}") if inward else _("From {name}")
            name = name_of(self._canvas.snapshot(), source_id)
            self._ask(start, title.format(name=name), "Shift Tab" if inward else "Tab")

    def connected_at(self, source_id: Id, point: QPointF) -> None:
        """Ask for the name of what a line leads to from an element, where a person pointed."""
        start = starts.joined_with(self._canvas, source_id)
        if start is not None:
            title = _("From {name}").format(name=name_of(self._canvas.snapshot(), source_id))
            self._ask(replace(start, point=point, exact=True), title, "")

    def sibling(self, element_id: Id, way: Way = BELOW) -> None:
        """Ask for the name of another one like an element, joined as that one was if Tab made it."""
        canvas = self._canvas
        element = canvas.snapshot().get(element_id)
        if element is not None:
            start = starts.beside(canvas, element, self._grown.get(element_id), way)
            title = _("Beside {name}").format(name=name_of(canvas.snapshot(), element_id))
            form = form_of(canvas.diagram.diagram, element)
            like = (name_of(canvas.snapshot(), element_id), form) if form is not None else None
            self._ask(start, title, "Enter", like)

    def with_tool(self, kind: str) -> None:
        """Put what a tool makes beside what is selected or in it, and write its name there."""
        canvas = self._canvas
        start = starts.near_selection(canvas)
        host = start.host
        hosts = (host.kind,) if host is not None else ()
        form = next((one for one in forms_of(canvas.diagram.diagram, hosts) if one.kind == kind), None)
        if form is None:
            canvas.say(_("Select the shape that it belongs to first"))
            return
        canvas.add(lambda edit: add_form(edit, canvas, form, "", start), _label_of(form))

    def show_again(self) -> None:
        """The drawing was brought up to date: what is being typed stays on it."""
        self._canvas.way_back.look_again(self._canvas.snapshot())
        if self._shown is not None:
            self._canvas.preview(self._shown)

    def cancel(self) -> None:
        """Leave it; nothing was made."""
        if self.typing is not None:
            self.typing.close_quietly()
        self._end()
        super().cancel()
        self._canvas.way_back.go()

    def paint(self, painter: QPainter, scale: float) -> None:
        """A frame around what would be made, as around everything that is only proposed."""
        item = self._canvas.scene_shown.find(self._new[-1]) if self._new else None
        if item is not None and not item.item.is_line:
            painter.setPen(QPen(colour("accent.mark"), 2 / scale, Qt.PenStyle.DashLine))
            painter.setBrush(Qt.BrushStyle.NoBrush)
            away = 3 / scale
            painter.drawRoundedRect(item.outline().adjusted(-away, -away, away, away), 8, 8)

    # Inside

    def _ask(
        self,
        start: Start,
        title: str,
        key: str,
        like: tuple[str, Form] | None = None,
        place: QPoint | None = None,
    ) -> None:
        """Open the line; without a title it says of each choice where that goes."""
        canvas = self._canvas
        if not canvas.writable:
            return
        canvas.cancel()
        self._start, self._like = start, like
        among = starts.surrounding(canvas, start)
        self._known = Offers(
            canvas.snapshot(),
            canvas.diagram.diagram,
            self._distances(start),
            source=start.source,
            host=start.host,
            like=like[1] if like is not None else None,
            within=self._fitting(start),
            among=among,
        )
        connects = start.source is not None or (like is None and among is not None and can_start(among))
        ranked = _("Ranked by what connects here") if connects else _("Ranked by what is drawn here")

        def below(row_id: str) -> str:
            offer = self._offer(row_id)
            return (self._taken_over(offer) if offer is not None else "") or ranked

        def above(row_id: str) -> str:
            return title or self._goes(self._offer(row_id))

        self.typing = TypeToChoose(canvas, above, key, self._rows, self._remark, below)
        self.typing.current.connect(self._show)
        self.typing.taken.connect(self._take)
        self.typing.left.connect(self._drop)
        canvas.gesture = self
        self._show_first()
        beside = self._ghost() if place is None else QRect(place, QSize(1, 1))
        self.typing.show_beside(beside, canvas.shapes_under)
        canvas.viewport().update()

    def _fitting(self, start: Start) -> Callable[[Element], bool] | None:
        """Tells what fits in a container in which something is made; a zone takes all."""
        host = start.host
        if host is None or host.id != start.holder or isinstance(host, Zone):
            return None
        return lambda element: fits_in(element, host) or isinstance(element, TextNote)

    def _distances(self, start: Start) -> dict[Id, float]:
        """How far everything drawn is from where something new will be."""
        here = self._canvas.scene_shown.find(start.beside) if start.beside else None
        point = here.outline().center() if here is not None else start.point
        found: dict[Id, float] = {}
        for element_id, item in self._canvas.scene_shown.items_by_id.items():
            middle = item.item.bounds.centre
            found[element_id] = abs(middle.x - point.x()) + abs(middle.y - point.y())
        return found

    def _rows(self, typed: str) -> list[Row]:
        assert self._known is not None
        self._offers = self._known.of(typed)
        return [_row(number, offer) for number, offer in enumerate(self._offers)]

    def _remark(self, row_id: str) -> str:
        """That the name is taken, where something else would be made with it."""
        offer = self._offer(row_id)
        if self._known is None or offer is None or offer.becomes is not Becomes.NEW or offer.form is None:
            return ""
        same = self._known.same_name(offer.name) if offer.form.kind not in PARTS else None
        if same is None:
            return ""
        shape = same.id in self._canvas.scene_shown.items_by_id
        words = _("{name} is on this diagram already") if shape else _("{name} is in the model already")
        return words.format(name=same.name)

    def _goes(self, offer: Offer | None) -> str:
        """Where something new really goes: not every kind fits into what is around the selection."""
        form = offer.form if offer is not None else None
        snapshot, start = self._canvas.snapshot(), self._start
        if form is not None and form.kind in PARTS:
            return _("Create on {name}").format(name=name_of(snapshot, start.host.id if start.host else None))
        holder = holder_for(self._canvas, form.blank(), start) if form is not None else None
        name = name_of(snapshot, holder.id) if holder is not None else ""
        return _("Create in {name}").format(name=name) if name else _("Create by typing")

    def _taken_over(self, offer: Offer) -> str:
        """The sort that something new has because what it was made of has it; empty where that is no sort."""
        if self._like is None or offer.form != self._like[1] or not offer.form.facts:
            return ""
        return _("Like {name}: {kind}").format(name=self._like[0], kind=offer.form.title)

    def _offer(self, row_id: str) -> Offer | None:
        return self._offers[int(row_id)] if row_id and int(row_id) < len(self._offers) else None

    def _apply(self, offer: Offer) -> Apply | None:
        """What taking an offer does to the model; None where it only goes somewhere."""
        start, new = self._start, self._new

        def make(edit: Editor) -> None:
            if offer.form is not None:
                new.append(add_form(edit, self._canvas, offer.form, offer.name, start))
            elif offer.element is not None and offer.becomes is Becomes.DRAWN:
                new.append(draw_known(edit, self._canvas, offer.element.id, start))
            elif offer.element is not None:
                line = join_up(edit, offer.element.id, start)
                new.extend((line,) if line is not None else ())

        return None if offer.becomes is Becomes.SHOWN else make

    def _show(self, row_id: str) -> None:
        """Show the drawing as it would be with this choice."""
        offer = self._offer(row_id)
        apply = self._apply(offer) if offer is not None else None
        self._new.clear()
        self._shown = apply
        self._canvas.preview(apply)
        shown = offer.element.id if offer is not None and offer.element is not None else None
        self._canvas.scene_shown.mark_target(shown if shown not in self._new else None)
        self._canvas.viewport().update()

    def _show_first(self) -> None:
        """Show what Enter would make before anything is typed, where that is seen beside what is there."""
        self._rows("")
        self._show("0" if self._offers else "")
        canvas = self._canvas
        item = canvas.scene_shown.find(self._new[-1]) if self._new else None
        if item is None:
            return
        canvas.way_back.bring(item.outline(), staying=self._origin() or _middle(canvas.visible_area()))
        if not canvas.sees(item.outline()):
            canvas.way_back.go()
            self._show("")

    def _origin(self) -> QRectF | None:
        """The outline of what it is to stand beside or in, if there is any."""
        start = self._start
        item = self._canvas.scene_shown.find(start.beside or start.holder or "")
        return item.outline() if item is not None else None

    def _ghost(self) -> QRect:
        """Where what would be made is seen; where it is not, what it is to stand beside."""
        canvas = self._canvas
        item = canvas.scene_shown.find(self._new[-1]) if self._new else None
        area = item.outline() if item is not None else self._origin()
        if area is None or not canvas.visible_area().intersects(area):
            return QRect(canvas.viewport().rect().center(), QSize(1, 1))
        return canvas.mapFromScene(area).boundingRect()

    def _take(self, row_id: str, on: bool) -> None:
        canvas, offer = self._canvas, self._offer(row_id)
        start = self._start
        self._end()
        canvas.setFocus()
        if offer is None:
            canvas.preview(None)
            canvas.way_back.go()
        elif offer.form is not None and not offer.name:
            self._bring_for_naming(offer)
            canvas.preview(None)
            form = offer.form
            words = self._came_of(offer)
            canvas.add(lambda edit: add_form(edit, canvas, form, "", start), _label_of(form), words)
        elif offer.becomes is Becomes.SHOWN and offer.element is not None:
            canvas.preview(None)
            canvas.way_back.go()
            canvas.reveal(offer.element.id)
        else:
            self._commit(offer, start, on)

    def _bring_for_naming(self, offer: Offer) -> None:
        """Bring in what is named next where it stands: no line is opened out of sight."""
        canvas = self._canvas
        canvas.preview(self._apply(offer))
        item = canvas.scene_shown.find(self._new[-1]) if self._new else None
        if item is not None:
            canvas.way_back.bring(item.outline())
        self._new.clear()

    def _commit(self, offer: Offer, start: Start, on: bool) -> None:
        canvas, apply = self._canvas, self._apply(offer)
        self._new.clear()
        words = self._came_of(offer)
        if apply is None or not canvas.commit(self._label(offer), apply, words) or not self._new:
            return
        made = self._new[-1]
        if start.source is not None and offer.becomes is not Becomes.JOINED:
            self._grown[made] = (start.source.id, start.inward)
        canvas.select([made])
        item = canvas.scene_shown.find(made)
        if item is not None:
            canvas.way_back.bring(item.outline(), made)
        if on:
            self.connected(made)

    def _came_of(self, offer: Offer) -> str:
        """What was taken over, and what changes that."""
        told = self._taken_over(offer)
        changes = _("{key} changes that").format(key=named("canvas.become"))
        return f"{told} · {changes}" if told else ""

    def _label(self, offer: Offer) -> str:
        source, element = self._start.source, offer.element
        snapshot = self._canvas.snapshot()
        if offer.becomes is Becomes.DRAWN and element is not None:
            return _("Draw {what}").format(what=counted([element]))
        if element is not None and source is not None:
            ends = (element.id, source.id) if self._start.inward else (source.id, element.id)
            names = [name_of(snapshot, end) for end in ends]
            return _("Connect {source} to {target}").format(source=names[0], target=names[1])
        assert offer.form is not None
        if offer.form.kind in PARTS and self._start.host is not None:
            host = name_of(snapshot, self._start.host.id)
            return _("Add {kind} to {name}").format(kind=offer.name, name=host)
        if source is not None:
            name = name_of(snapshot, source.id)
            return _("Add {name} to {source}").format(name=offer.name, source=name)
        return _("Add {name}").format(name=offer.name)

    def _drop(self) -> None:
        self._end()
        self._canvas.preview(None)
        self._canvas.way_back.go()
        self._canvas.setFocus()

    def _end(self) -> None:
        canvas = self._canvas
        self.typing = None
        self._shown = None
        canvas.scene_shown.mark_target(None)
        if canvas.gesture is self:
            canvas.gesture = None
        canvas.viewport().update()


def _middle(area: QRectF) -> QRectF:
    """The inner half of an area."""
    wide, high = area.width() / 4, area.height() / 4
    return area.adjusted(wide, high, -wide, -high)


def _label_of(form: Form) -> Callable[[str], str]:
    told = form.kind not in ("note", "firmware")
    return lambda words: _("Add {name}").format(name=words if words and told else _(form.kind))


def _row(number: int, offer: Offer) -> Row:
    """One choice as a row; letters that fit are in the accent."""
    if offer.element is not None:
        spans = tuple((start, length, "accent.text") for start, length in offer.spans)
        aside = _ASIDES[offer.becomes]()
        mark = kind_icon(offer.element)
        return Row(str(number), offer.title, mark=mark, spans=spans or ((0, 0, "text.primary"),), aside=aside)
    assert offer.form is not None
    title = f"{offer.form.title} {quoted(offer.name)}" if offer.name else offer.form.title
    return Row(str(number), title, mark=kind_icon(offer.form.blank()))
