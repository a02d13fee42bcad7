"""A counterexample on a state machine's diagram: where each machine is, and which edges were taken."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject
from PySide6.QtWidgets import QSizePolicy, QWidget

from app.panels.labels import clear
from app.panels.steps import Step
from app.session.session import Session
from app.theme import px, restyled
from app.window.diagram_page import make_canvas
from core.model import Diagram, Edge, Id, Location, Snapshot, StateMachine

if TYPE_CHECKING:
    from app.canvas.canvas import Canvas


class Replay(QObject):
    """Shows the steps so far on the diagram of the machine that moved last."""

    def __init__(self, session: Session, stage: QWidget) -> None:
        super().__init__(stage)
        self._session = session
        self._stage = stage
        self._diagram: Id | None = None
        self._canvas: Canvas | None = None
        restyled(stage, self._restyle)

    def show_steps(self, steps: Sequence[Step]) -> None:
        """Show the machine of the last step that moved one."""
        from core.diagram.overlay import Overlays

        snapshot = self._session.snapshot()
        diagram = diagram_of(snapshot, steps)
        layout = self._stage.layout()
        if diagram is None or layout is None:
            return
        if diagram != self._diagram or self._canvas is None:
            clear(layout)
            self._canvas = make_canvas(self._session, diagram, self._stage, drawable=False)
            # The drawing takes what the list leaves; its own size would push everything away.
            self._canvas.setSizePolicy(QSizePolicy.Policy.Expanding, QSizePolicy.Policy.Ignored)
            self._canvas.setMinimumHeight(px(220))
            layout.addWidget(self._canvas)
            self._diagram = diagram
        taken, current = course(snapshot, steps)
        self._canvas.set_overlays(Overlays(current=current, taken=taken))

    def _restyle(self) -> None:
        if self._canvas is not None:
            self._canvas.restyle()


def diagram_of(snapshot: Snapshot, steps: Sequence[Step]) -> Id | None:
    """The diagram of the machine whose edge was taken last; before any was, of one that waits."""
    for kind in (Edge, Location):
        for step in reversed(steps):
            for element in step.of(snapshot, kind):
                diagrams = snapshot.owned(snapshot[element].owner, Diagram)
                if diagrams:
                    return diagrams[0].id
    return None


def course(snapshot: Snapshot, steps: Sequence[Step]) -> tuple[dict[Id, tuple[int, ...]], frozenset[Id]]:
    """The numbers of the steps on each edge taken, and the location where each machine is then."""
    taken: dict[Id, tuple[int, ...]] = {}
    places = {
        machine.id: location.id
        for machine in snapshot.of(StateMachine)
        for location in snapshot.owned(machine.id, Location)
        if location.initial
    }
    for number, step in enumerate(steps, start=1):
        for edge_id in step.of(snapshot, Edge):
            edge = snapshot.find(Edge, edge_id)
            if edge is not None and edge.owner is not None:
                taken[edge_id] = (*taken.get(edge_id, ()), number)
                places[edge.owner] = edge.target
    return taken, frozenset(places.values())
