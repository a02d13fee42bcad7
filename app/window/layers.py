"""What lies over the drawing of a page: badges, heat and a filter, kept in step with model and results."""

from __future__ import annotations

from collections.abc import Mapping
from dataclasses import dataclass
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, QPoint, Signal

from app.actions.registry import named
from app.canvas.legend import Legend
from app.panels.filter_strip import FilterStrip, kept_words
from app.panels.keyed import keys_heard
from app.panels.overlay_chips import ChipState, OverlayChips
from app.panels.reason_list import ReasonList
from app.session.choice import OverlayChoice
from app.session.precedence import Turn
from app.session.reasons import Reason, every_reason, reasons_for
from app.session.results import Results
from app.session.session import Session
from app.window.arriving import Arriving
from app.window.chip_states import chip_states
from core.assistants.bearing import Bearing, bearing_of
from core.assistants.heats import heats_for, legend_of
from core.assistants.laid import OVERLAYS, overlay_title, overlays_for, switched
from core.assistants.seen import Look, drawn_on, kept_by, stated_overlays
from core.diagram import Drawing
from core.diagram.criteria import Criteria, Found
from core.diagram.heat import SPOT, Heat
from core.diagram.veil import parents_of
from core.ground.words import _
from core.model import Id, name_of

if TYPE_CHECKING:
    from app.canvas.canvas import Canvas
    from core.assistants.known import Known
    from core.diagram import Overlays

_OVERLAY_OF = {"threats": "threats", "verdict": "verdicts", "problem": "problems"}
"""The overlay that each badge belongs to."""


@dataclass(frozen=True, slots=True)
class _Drawn:
    """A drawing, what is drawn on it but for ports, and in what each lies."""

    drawing: Drawing | None
    drawn: frozenset[Id]
    parents: Mapping[Id, Id]


class Layers(QObject):
    """Shows on one canvas what is wanted. Signal: `asked` with the address that a reason leads to.

    Attributes: `chips` and `strip`, which steer it, `legend` of the heat; `heats` of the elements drawn.
    """

    asked = Signal(str)

    def __init__(
        self, session: Session, results: Results, diagram_id: Id, choice: OverlayChoice, parent: QObject
    ) -> None:
        super().__init__(parent)
        from app.actions.registry import action

        self._session, self._results, self._choice = session, results, choice
        self._diagram_id = diagram_id
        self._canvas: Canvas | None = None
        self._bearing: Bearing | None = None
        self._said: Found | None = None
        self._about: Known | None = None
        self._laid: tuple[frozenset[str], Overlays] | None = None
        self._stirred = False
        self._looked: _Drawn | None = None
        self._own: frozenset[str] | None = None
        self.heats: dict[Id, Heat] = {}
        known = ((name, title(), action(f"view.overlay_{name}")) for name, title in OVERLAYS)
        self.chips = OverlayChips((name, title, found.key, found.icon) for name, title, found in known)
        self.chips.switched.connect(self.switch)
        self.strip = FilterStrip(lambda: (self._session.snapshot(), self._look().drawn))
        self.strip.hide()
        self.legend = Legend()
        self.strip.changed.connect(self._lay)
        self.strip.left.connect(self._leave_strip)
        self.chips.filtering.connect(self.toggle_filter)
        self.arriving = Arriving(self, lambda: self._canvas)
        self._soon = Turn(self, 0, self.refresh, session.precedence)
        session.altered.connect(self._stir)
        results.changed.connect(self._stir)
        choice.changed.connect(self.refresh)
        keys_heard().changed.connect(self.refresh)

    @property
    def wanted(self) -> frozenset[str]:
        """The overlays that are on: as switched here, as stated for the diagram, or as the person likes."""
        if self._own is not None:
            return self._own
        return stated_overlays(self._session.snapshot(), self._diagram_id) or self._choice.wanted

    @property
    def heat(self) -> str:
        """The name of the overlay that is heat now; an empty text for none."""
        return self.seen.heat

    @property
    def seen(self) -> Look:
        """How the diagram is looked at on this page."""
        return Look(self.wanted, self.strip.criteria, self.strip.hide_others)

    def take(self, canvas: Canvas) -> None:
        """Show on this canvas from now on."""
        self._canvas = canvas
        canvas.reason.connect(self._explain)
        canvas.telling.problems = lambda element_id: len(self._known().problems.get(element_id, ()))
        canvas.tips.words = lambda one: [found.message for found in self._known().problems.get(one, ())]
        canvas.viewport().installEventFilter(self)
        self.refresh()

    def switch(self, overlay: str) -> None:
        """Switch an overlay; where the diagram states its own this holds for the page alone."""
        if stated_overlays(self._session.snapshot(), self._diagram_id):
            self._own = switched(self.wanted, overlay)
            self.refresh()
        else:
            self._choice.switch(overlay)

    def toggle_filter(self) -> None:
        """Show the filter with the caret in it; where it is shown already, leave it."""
        if self.strip.isVisible():
            self.strip.clear()
        else:
            self.ask_filter()

    def ask_filter(self) -> None:
        """Show the filter with the caret in it."""
        self.strip.show()
        self.strip.line.setFocus()
        self.strip.line.selectAll()
        self._show_filter()

    def no_filter(self) -> None:
        """Look for nothing any more."""
        self.strip.clear()

    def look_for(self, criteria: Criteria) -> None:
        """Look for this instead of what was looked for; for nothing, where that was the same."""
        if criteria == self.strip.criteria:
            self.strip.clear()
            return
        self.strip.show()
        self.strip.show_criteria(criteria)

    def explain(self) -> None:
        """Give the reasons of the element selected."""
        canvas = self._canvas
        items = [] if canvas is None else canvas.selected_items()
        if canvas is None or not items:
            return
        element_id = items[-1].element
        corner = canvas.mapFromScene(items[-1].outline().bottomLeft())
        found = every_reason(self._known(), self._results, element_id, self.heat)
        self._open(element_id, _("everything known"), found, canvas.viewport().mapToGlobal(corner))

    def refresh(self) -> None:
        """Look at model and results anew, as soon as the page is seen."""
        self._soon.stop()
        if self._canvas is None or not self._canvas.isVisible():
            self._bearing = None
            self._show_chips()
            return
        self._show()

    def _stir(self) -> None:
        """Model or results are others."""
        self._stirred = True
        self._soon.start()

    def _known(self) -> Bearing:
        """What results bear on the model as it is; worked out anew where something else is known."""
        if self._bearing is None or self._stirred:
            known = self._results.known_in_substance
            if self._bearing is None or self._about is None or not self._about.is_same_as(known):
                self._about, self._said, self._laid = known, None, None
                self._bearing = bearing_of(known, self._results.problems())
            self._stirred = False
        return self._bearing

    def _found(self) -> Found:
        """The same as a filter asks for it."""
        bearing = self._known()
        if self._said is None:
            self._said = bearing.found()
        return self._said

    def _look(self) -> _Drawn:
        """What is drawn, looked up once for each drawing."""
        drawing = None if self._canvas is None else self._canvas.scene_shown.drawing
        if self._looked is None or self._looked.drawing is not drawing:
            drawn = frozenset[Id]() if drawing is None else drawn_on(drawing)
            self._looked = _Drawn(drawing, drawn, {} if drawing is None else parents_of(drawing))
        return self._looked

    def _lay(self) -> None:
        """Lay the filter over the drawing, and heat as it is."""
        canvas, look = self._canvas, self._look()
        if canvas is None or look.drawing is None:
            return
        snapshot, criteria = self._session.snapshot(), self.strip.criteria
        kept = None
        words = self._not_known(criteria)
        if not words and not criteria.empty:
            met, kept = kept_by(criteria, snapshot, self._found(), look.drawn, look.parents)
            words = kept_words(len(met), len(look.drawn))
        canvas.scene_shown.lay(kept, self.strip.hide_others, self.heats)
        self.strip.show_count(words)
        self._show_filter()

    def _not_known(self, criteria: Criteria) -> str:
        """Why nobody can say yet what meets criteria; nothing is left out then. Empty where one can."""
        bearing = self._known()
        for asked, known, findings in (
            (criteria.verdicts, bearing.verdicts_known, self._results.verdicts),
            (criteria.threats, bearing.threats_known, self._results.threats),
        ):
            if asked and not known:
                return (
                    _("Not known yet: it is being worked out")
                    if self._results.under_way(findings)
                    else _("Not known yet. {key} works it out.").format(key=named("prove.recheck"))
                )
        return ""

    def _show(self) -> None:
        """Show what is wanted, as results are known."""
        bearing, heat = self._known(), self.heat
        if self._laid is None or self._laid[0] != self.wanted:
            self._laid = self.wanted, overlays_for(bearing, self.wanted)
        self.arriving.show(self._laid[1])
        self.heats = heats_for(heat, bearing, self._look().drawn) if heat else {}
        self._lay()
        self._show_chips()
        self._show_legend()

    def _leave_strip(self) -> None:
        if self.strip.criteria.empty:
            self.strip.hide()
        if self._canvas is not None:
            self._canvas.setFocus()
        self._show_filter()

    def _show_chips(self) -> None:
        """Say what is on and how many elements have it; of a page that nobody sees, only what is on."""
        wanted = self.wanted
        if self._bearing is None:
            self.chips.show_states({name: ChipState(name in wanted) for name, _title in OVERLAYS})
            return
        drawn = self._look().drawn
        self.chips.show_states(chip_states(self._bearing, self._results, drawn, wanted, self.heats))

    def _show_filter(self) -> None:
        from app.actions.registry import action

        words = self.strip.count.text() or (_("Filter") if self.strip.isVisible() else "")
        self.chips.show_filter(words, action("view.filter").key)

    def _show_legend(self) -> None:
        name = self.heat
        bearing = self._known()
        stale = bearing.threats_stale if name == "risk" else bearing.verdicts_stale and name == "coverage"
        unknown = name == "risk" and not bearing.threats_known
        remark = _("not worked out, {key}") if unknown else _("stale, {key} rechecks") if stale else ""
        remark = remark.format(key=named("prove.recheck"))
        self.legend.show_rows(overlay_title(name), legend_of(name, self.heats.values()), remark)

    def _explain(self, element_id: Id, spot: str, place: QPoint) -> None:
        about = self.heat if spot == SPOT else _OVERLAY_OF[spot]
        found = reasons_for(self._known(), self._results, element_id, about)
        self._open(element_id, overlay_title(about), found, place)

    def _open(self, element_id: Id, about: str, reasons: list[Reason], place: QPoint) -> None:
        if self._canvas is None or not reasons:
            return
        name = name_of(self._session.snapshot(), element_id)
        popup = ReasonList(name, about, reasons, self._canvas.window())
        popup.asked.connect(self.asked)
        popup.open_at(place)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Catch up when the page is seen."""
        if event.type() == QEvent.Type.Show and self._bearing is None:
            self.refresh()
        return super().eventFilter(watched, event)
