"""What lies over the drawing of a page: badges, heat and a filter, kept in step with model and results."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, QPoint, QTimer, Signal

from app.canvas.legend import Legend, LegendRow
from app.panels.filter_strip import FilterStrip, kept_words
from app.panels.overlay_chips import ChipState, OverlayChips
from app.panels.reason_list import ReasonList
from app.session.bearing import Bearing, bearing_of
from app.session.choice import OverlayChoice
from app.session.heats import STEPS, heats_for
from app.session.overlays import HEATS, OVERLAYS, overlays_for, switched
from app.session.reasons import Reason, every_reason, reasons_for
from app.session.results import Results
from app.session.session import Session
from app.window.arriving import Arriving
from core.diagram.criteria import Criteria, matching
from core.diagram.heat import SPOT, Heat
from core.diagram.veil import kept_with
from core.ground.words import _
from core.model import Filter, Id, Snapshot, name_of

if TYPE_CHECKING:
    from app.canvas import Canvas

_OVERLAY_OF = {"threats": "threats", "verdict": "verdicts", "problem": "problems"}
"""The overlay that each badge belongs to."""

_PORTS = 4
"""The layer of ports, which follow their shapes and are not counted."""


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
        self._own: frozenset[str] | None = None
        self.heats: dict[Id, Heat] = {}
        self.chips = OverlayChips(
            (name, title(), action(f"view.overlay_{name}").key) for name, title in OVERLAYS
        )
        self.chips.switched.connect(self.switch)
        self.strip = FilterStrip(self._drawn)
        self.strip.hide()
        self.legend = Legend()
        self.strip.changed.connect(self._lay)
        self.strip.left.connect(self._leave_strip)
        self.chips.filtering.connect(self.toggle_filter)
        self._arriving = Arriving(self, lambda: self._canvas)
        self._soon = QTimer(self)
        self._soon.setSingleShot(True)
        self._soon.setInterval(0)
        self._soon.timeout.connect(self.refresh)
        session.altered.connect(self._stir)
        results.changed.connect(self._stir)
        choice.changed.connect(self.refresh)

    @property
    def wanted(self) -> frozenset[str]:
        """The overlays that are on: as switched here, as stated for the diagram, or as the person likes."""
        if self._own is not None:
            return self._own
        return stated_overlays(self._session.snapshot(), self._diagram_id) or self._choice.wanted

    @property
    def heat(self) -> str:
        """The name of the overlay that is heat now; an empty text for none."""
        return next((name for name in HEATS if name in self.wanted), "")

    def take(self, canvas: Canvas) -> None:
        """Show on this canvas from now on."""
        self._canvas = canvas
        canvas.reason.connect(self._explain)
        canvas.viewport().installEventFilter(self)
        self.refresh()

    def switch(self, overlay: str) -> None:
        """Switch an overlay; where the diagram states its own this holds for the page alone."""
        if stated_overlays(self._session.snapshot(), self._diagram_id):
            self._own = switched(self.wanted, overlay)
            self.refresh()
        else:
            self._choice.switch(overlay)
        self._show_chips()

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
        self._show_chips()

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
        self._bearing = bearing_of(self._session.snapshot(), self._results)
        self._arriving.show(overlays_for(self._bearing, self.wanted))
        self._lay()

    def _stir(self) -> None:
        """Model or results are others."""
        self._bearing = None
        self._soon.start()

    def _known(self) -> Bearing:
        """What results bear on the model as it is."""
        if self._bearing is None:
            self._bearing = bearing_of(self._session.snapshot(), self._results)
        return self._bearing

    def _drawn(self) -> tuple[Snapshot, list[Id]]:
        """The model, and what of it is drawn here, but for ports."""
        canvas = self._canvas
        items = {} if canvas is None else canvas.scene_shown.items_by_id
        drawn = [element_id for element_id, item in items.items() if item.item.layer != _PORTS]
        return self._session.snapshot(), drawn

    def _lay(self) -> None:
        """Lay filter and heat over the drawing."""
        canvas = self._canvas
        if canvas is None or canvas.scene_shown.drawing is None:
            return
        snapshot, drawn = self._drawn()
        criteria = self.strip.criteria
        kept, words = None, ""
        if not criteria.empty:
            found = matching(snapshot, criteria, self._known().found(), drawn)
            kept = kept_with(canvas.scene_shown.drawing, snapshot, found)
            words = kept_words(len(found), len(drawn))
        self.heats = heats_for(self.heat, self._known(), drawn) if self.heat else {}
        canvas.scene_shown.lay(kept, self.strip.hide_others, self.heats)
        self.strip.show_count(words)
        self._show_chips()
        self._show_legend()

    def _leave_strip(self) -> None:
        if self.strip.criteria.empty:
            self.strip.hide()
        self.legend = Legend()
        if self._canvas is not None:
            self._canvas.setFocus()
        self._show_chips()

    def _show_chips(self) -> None:
        from app.actions.registry import action

        shown = self._canvas is not None and self._bearing is not None
        states = {
            name: self._state(name) if shown else ChipState(name in self.wanted) for name, _t in OVERLAYS
        }
        self.chips.show_states(states)
        filtering = self.strip.count.text() or (_("Filter") if self.strip.isVisible() else "")
        self.chips.show_filter(filtering, action("view.filter").key)

    def _state(self, name: str) -> ChipState:
        """What the chip of an overlay says: how many elements here have it, and whether that still holds."""
        bearing, drawn = self._known(), self._drawn()[1]
        on = name in self.wanted
        if name in ("threats", "risk") and not bearing.threats_known:
            return ChipState(on, "?", why=_("Threats are not worked out yet. F5 looks for them."))
        if name == "verdicts" and not bearing.verdicts_known:
            return ChipState(on, "?", why=_("Nothing is verified yet. F5 does."))
        findings = self._results.verdicts if name in ("verdicts", "coverage") else self._results.threats
        stale = bearing.verdicts_stale if name in ("verdicts", "coverage") else bearing.threats_stale
        stale = stale and name in ("threats", "risk", "verdicts", "coverage")
        count = self._count(name, bearing, drawn)
        why = self._results.stale_sentence(findings) if stale else ""
        return ChipState(on, str(count) if count is not None else "", stale, why)

    def _count(self, name: str, bearing: Bearing, drawn: list[Id]) -> int | None:
        """How many elements drawn have a badge; of heat, how many are not known to be cool."""
        if name == "problems":
            return sum(element_id in bearing.problems for element_id in drawn)
        if name == "threats":
            return sum(element_id in bearing.threats for element_id in drawn)
        if name == "verdicts":
            verdicts = bearing.verdicts()
            return sum(element_id in verdicts for element_id in drawn)
        return len(self.heats) if name == self.heat else None

    def _show_legend(self) -> None:
        name = self.heat
        steps = [heat.step for heat in self.heats.values()]
        rows = [
            LegendRow(step, words(), steps.count(step))
            for step, words in STEPS.get(name, ())
            if step or 0 in steps
        ]
        bearing = self._known()
        stale = bearing.threats_stale if name == "risk" else bearing.verdicts_stale and name == "coverage"
        unknown = name == "risk" and not bearing.threats_known
        remark = _("not worked out, F5") if unknown else _("stale, F5 rechecks") if stale else ""
        self.legend.show_rows(_title(name), rows, remark)

    def _explain(self, element_id: Id, spot: str, place: QPoint) -> None:
        about = self.heat if spot == SPOT else _OVERLAY_OF[spot]
        found = reasons_for(self._known(), self._results, element_id, about)
        self._open(element_id, _title(about), found, place)

    def _open(self, element_id: Id, about: str, reasons: list[Reason], place: QPoint) -> None:
        if self._canvas is None or not reasons:
            return
        name = name_of(self._session.snapshot(), element_id)
        popup = ReasonList(name, about, reasons, self._canvas)
        popup.asked.connect(self.asked)
        popup.open_at(place, self._canvas.screen().availableGeometry())

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Catch up when the page is seen."""
        if event.type() == QEvent.Type.Show and self._bearing is None:
            self.refresh()
        return super().eventFilter(watched, event)


def _title(overlay: str) -> str:
    """What an overlay is called; an empty text for none."""
    return next((title() for name, title in OVERLAYS if name == overlay), "")


def stated_overlays(snapshot: Snapshot, diagram_id: Id) -> frozenset[str]:
    """The overlays that a diagram states for everybody; none where it leaves that to each person."""
    return frozenset(name for stated in snapshot.owned(diagram_id, Filter) for name in stated.overlays)
