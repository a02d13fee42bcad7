"""Asking by typing for what a key needs: the other end of a line, what to lie in, what to become."""

from __future__ import annotations

from collections.abc import Callable, Iterable
from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint

from app.canvas.typing import TypeToChoose
from app.gestures.foreshowing import foreshow, withdraw
from app.gestures.gesture import Stage
from app.gestures.growing import Start, held_in, join_up
from app.gestures.kind_change import become, forms_instead
from app.gestures.nesting import settle, settles_in
from app.gestures.reconnecting import Line, lead, may_end_at, reconnect
from app.panels.rows import Row
from app.theme.kinds import kind_icon
from core.diagram.keeping import apart
from core.diagram.kind_words import kind_word
from core.diagram.places import BORDER, LINES
from core.ground.fuzzy import fuzzy
from core.ground.words import _
from core.model import Editor, Element, Id, Snapshot, Zone, name_apart, name_of
from core.model.joining import can_join, can_start
from core.model.naming import APART

if TYPE_CHECKING:
    from app.canvas.canvas import Canvas

_MOST = 40

_OUT = "-"
"""The row that stands for no element."""


class Asking:
    """Lines to type in, each for one question about what is selected. `typing` is the one that is open."""

    def __init__(self, canvas: Canvas) -> None:
        self._canvas = canvas
        self.typing: TypeToChoose | None = None

    def connect(self, source_id: Id) -> None:
        """Ask to what a line shall lead from an element; what is nearest comes first, itself last."""
        canvas = self._canvas
        source = canvas.snapshot().get(source_id)
        if source is None or not can_start(source):
            canvas.say(_("No line can begin there"))
            return

        start = Start(canvas.mapToScene(QPoint()), source=source)

        def take(element: Element) -> None:
            made: list[Id | None] = []
            names = [name_of(canvas.snapshot(), one) for one in (source_id, element.id)]
            label = _("Connect {source} to {target}").format(source=names[0], target=names[1])
            if canvas.commit(label, lambda edit: made.append(join_up(edit, element.id, start))):
                canvas.select([line for line in made if line is not None])

        title = _("Connect {name} to").format(name=name_of(canvas.snapshot(), source_id))
        found = [one for one in self._drawn(source_id) if can_join(source, one)]
        if can_join(source, source):
            # Of many, not all are shown before a name is typed; itself always is.
            found.insert(_MOST - 1, source)
        self._ask(
            title,
            "Shift L",
            source_id,
            found,
            take,
            would=lambda edit, element: join_up(edit, element.id, start),
        )

    def reconnect(self, line_id: Id, *, source: bool) -> None:
        """Ask to where one end of a line shall lead instead."""
        canvas = self._canvas
        snapshot = canvas.snapshot()
        line = snapshot.get(line_id)
        if not isinstance(line, Line):
            canvas.say(_("Select a line first"))
            return
        title = _("Lead the beginning of {line} to") if source else _("Lead the end of {line} to")
        found = [one for one in self._drawn(line_id) if may_end_at(snapshot, line, one, source=source)]
        self._ask(
            title.format(line=name_of(snapshot, line_id)),
            "Shift E" if source else "E",
            line_id,
            found,
            lambda element: _led(canvas, line, element, source=source),
            would=lambda edit, element: lead(edit, canvas, line, element, source=source),
        )

    def settle(self, element_ids: Iterable[Id]) -> None:
        """Ask in which zone or container elements shall lie; what holds nothing yet comes last."""
        canvas = self._canvas
        chosen = [one for element_id in element_ids if (one := canvas.snapshot().get(element_id)) is not None]
        found = [one for one in self._holders_near(chosen[-1].id) if settles_in(canvas, chosen, one)]
        outside = any(held_in(canvas, one.id) is not None for one in chosen)
        if not found and not outside:
            canvas.say(_("There is nothing here that it could lie in"))
            return
        self._ask(
            _("Move into"),
            "M",
            chosen[-1].id,
            found,
            lambda element: settle(canvas, chosen, element),
            (_("Nothing: out of what it lies in"), lambda: settle(canvas, chosen, None)) if outside else None,
            _("Zones and containers first, the nearest ahead"),
        )

    def change_kind(self, element_id: Id) -> None:
        """Ask what an element shall be instead."""
        canvas = self._canvas
        element = canvas.snapshot().get(element_id)
        others = forms_instead(canvas, element) if element is not None else ()
        if element is None or not others:
            canvas.say(_("It can be nothing else"))
            return

        def find(typed: str) -> list[Row]:
            fits = [
                (number, found) for number, form in enumerate(others) if (found := fuzzy(typed, form.title))
            ]
            fits.sort(key=lambda entry: -entry[1].worth)
            return [
                Row(
                    str(number),
                    others[number].title,
                    mark=kind_icon(others[number].blank()),
                    spans=tuple((start, length, "accent.text") for start, length in found.spans)
                    or ((0, 0, "text.primary"),),
                )
                for number, found in fits
            ]

        title = _("{name} becomes").format(name=name_of(canvas.snapshot(), element_id))
        self._open(title, "K", element_id, find, lambda row: become(canvas, element, others[int(row)]), "")

    # Inside

    def _holders_near(self, near: Id) -> list[Element]:
        """What is drawn here: zones and what holds shapes, then the rest; by how far the borders are off."""
        snapshot, items = self._canvas.snapshot(), self._canvas.scene_shown.items_by_id
        borders = {port.id for kind in BORDER for port in snapshot.of(kind)}
        holding = {item.item.parent for one, item in items.items() if one not in borders}
        here = items[near].item.bounds

        def unlikely(one: Element) -> tuple[bool, float]:
            holds = isinstance(one, Zone) or one.id in holding
            return not holds, max(apart(here, items[one.id].item.bounds), 0.0)

        return sorted(self._drawn(near), key=unlikely)

    def _drawn(self, near: Id) -> list[Element]:
        """The elements drawn here, lines left out, the nearest to one of them first."""
        canvas = self._canvas
        items = canvas.scene_shown.items_by_id
        here = items[near].item.bounds.centre
        found = [item for item in items.values() if not item.item.is_line and item.element != near]
        found.sort(
            key=lambda item: (
                abs(item.item.bounds.centre.x - here.x) + abs(item.item.bounds.centre.y - here.y),
                item.element,
            )
        )
        elements = (canvas.snapshot().get(item.element) for item in found)
        return [one for one in elements if one is not None and not isinstance(one, LINES)]

    def _ask(
        self,
        title: str,
        key: str,
        near: Id,
        found: list[Element],
        take: Callable[[Element], object],
        nothing: tuple[str, Callable[[], object]] | None = None,
        ranked: str = "",
        would: Callable[[Editor, Element], object] | None = None,
    ) -> None:
        """Ask for one of these elements, by its name, that of its owner, or both.

        What a line `would` become with the one that is chosen is shown meanwhile.
        """
        snapshot = self._canvas.snapshot()
        known = {one.id: one for one in found}

        def find(typed: str) -> list[Row]:
            fits = []
            wanted = typed.replace(APART.strip(), " ")
            for order, one in enumerate(found):
                name = one.name or kind_word(one)
                match = fuzzy(wanted, f"{name} {name_of(snapshot, one.owner)}".strip())
                if match is not None:
                    fits.append((-match.worth if typed else 0, isinstance(one, BORDER), order, one))
            fits.sort(key=lambda entry: entry[:3])
            rows = [_row(snapshot, one, wanted) for *_rank, one in fits[:_MOST]]
            if nothing is not None and (not typed or fuzzy(typed, nothing[0])):
                rows.append(Row(_OUT, nothing[0]))
            return rows

        def chosen(row: str) -> None:
            if row in known:
                take(known[row])
            elif nothing is not None:
                nothing[1]()

        def show(row: str) -> None:
            element = known.get(row)
            if element is not None and would is not None:
                foreshow(self._canvas, lambda edit: would(edit, element))
            else:
                withdraw(self._canvas)

        self._open(title, key, near, find, chosen, ranked or _("Nearest first"), show if would else None)

    def _open(
        self,
        title: str,
        key: str,
        near: Id,
        find: Callable[[str], list[Row]],
        take: Callable[[str], object],
        ranked: str,
        foretell: Callable[[str], None] | None = None,
    ) -> None:
        canvas = self._canvas
        canvas.cancel()

        def taken(row: str, _on: bool) -> None:
            self._leave()
            take(row)

        def show(row: str) -> None:
            if foretell is not None:
                foretell(row)
            canvas.scene_shown.mark_target(row if canvas.scene_shown.find(row) else None)
            canvas.viewport().update()

        self.typing = TypeToChoose(
            canvas, lambda _row: title, key, find, lambda _row: "", lambda _row: ranked
        )
        self.typing.taken.connect(taken)
        self.typing.current.connect(show)
        self.typing.left.connect(self._leave)
        item = canvas.scene_shown.find(near)
        area = item.outline() if item is not None else canvas.visible_area()
        if item is not None:
            canvas.bring_in(area)
        self.typing.show_beside(canvas.mapFromScene(area).boundingRect(), canvas.shapes_under)

    def _leave(self) -> None:
        self.typing = None
        withdraw(self._canvas)
        self._canvas.scene_shown.mark_target(None)
        self._canvas.setFocus()


def _row(snapshot: Snapshot, element: Element, typed: str) -> Row:
    """An element by its name; one at a border with its owner first, as many are called alike."""
    kind, owner = kind_word(element), name_of(snapshot, element.owner)
    title = name_apart(snapshot, element.id) if element.name else kind
    fits = fuzzy(typed, title)
    spans = tuple((start, length, "accent.text") for start, length in fits.spans) if fits is not None else ()
    said = kind if element.name and isinstance(element, BORDER) else owner or kind
    return Row(
        element.id, title, mark=kind_icon(element), spans=spans or ((0, 0, "text.primary"),), aside=said
    )


def _led(stage: Stage, line: Line, element: Element, *, source: bool) -> None:
    if reconnect(stage, line, element, source=source):
        stage.select([line.id])
