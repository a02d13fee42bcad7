"""The middle of the Threats room: the elements that a threat binds, lit on a diagram that shows them."""

from PySide6.QtWidgets import QFrame, QWidget

from app.panels.labels import across, clear, down, label
from app.session.results import Results
from app.session.session import Session
from app.theme import restyled
from app.window.diagram_page import make_canvas
from core.assistants.known import Plain
from core.assistants.laid import threat_overlay
from core.ground.words import _
from core.model import Diagram, Id, Placement, Snapshot


class ThreatPage(QFrame):
    """A diagram on which all but the elements of one threat is dimmed."""

    def __init__(self, session: Session, results: Results, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("canvas_area")
        self._session = session
        self._results = results
        self._threat: Plain | None = None
        self._diagram: Id | None = None
        column = down(self)
        head = QWidget()
        row = across(head, (18, 8, 12, 6), 8)
        self._where = label("", "strong")
        self._words = label("", "fact")
        row.addWidget(self._where)
        row.addWidget(self._words, 1)
        column.addWidget(head)
        self._holder = QWidget()
        self._inside = down(self._holder)
        column.addWidget(self._holder, 1)
        restyled(self, self._restyle)
        self.show_threat(None)

    def show_threat(self, threat: Plain | None) -> None:
        """Light the elements of a threat, on the diagram that shows most of them."""
        self._threat = threat
        snapshot = self._session.snapshot()
        elements = _elements(threat)
        diagram = best_diagram(snapshot, elements)
        if diagram is None:
            self._show_nothing(threat)
            return
        if diagram != self._diagram:
            clear(self._inside)
            self._canvas = make_canvas(self._session, diagram, self._holder, drawable=False)
            self._canvas.selected.connect(self._selected)
            self._inside.addWidget(self._canvas)
            self._diagram = diagram
        lit = shown_on(snapshot, diagram, elements)
        self._canvas.set_overlays(threat_overlay(self._results.known, frozenset(lit)))
        self._canvas.show_together(lit)
        self._where.setText(_("On {diagram}").format(diagram=snapshot[diagram].name))
        self._words.setText(threat["title"] if threat is not None else _("Choose a threat at the left."))

    def _show_nothing(self, threat: Plain | None) -> None:
        clear(self._inside)
        self._diagram = None
        self._where.setText("")
        words = (
            _("Choose a threat at the left.")
            if threat is None
            else _("No diagram shows what this threat is about.")
        )
        self._words.setText(words)
        self._inside.addStretch(1)

    def _selected(self, ids: list[Id]) -> None:
        self._session.select(tuple(ids))

    def _restyle(self) -> None:
        if self._diagram is not None:
            self._canvas.restyle()


def best_diagram(snapshot: Snapshot, elements: tuple[Id, ...]) -> Id | None:
    """The diagram that shows most of the elements; the first one where none is named or shown."""
    diagrams = [diagram.id for diagram in snapshot.of(Diagram)]
    return max(diagrams, key=lambda one: len(shown_on(snapshot, one, elements)), default=None)


def shown_on(snapshot: Snapshot, diagram: Id, elements: tuple[Id, ...]) -> tuple[Id, ...]:
    """Which of the elements a diagram shows, in their order; what it does not show stands for its owner."""
    placed = {placement.element for placement in snapshot.owned(diagram, Placement)}
    found: list[Id] = []
    for element_id in elements:
        element = snapshot.get(element_id)
        while element is not None and element.id not in placed and not hasattr(element, "source"):
            element = snapshot.get(element.owner)
        if element is None:
            continue
        ends = {getattr(element, "source", element.id), getattr(element, "target", element.id)}
        owners = {snapshot[end].owner for end in ends if end in snapshot}
        if ends & placed or owners & placed:
            found.append(element.id)
    return tuple(dict.fromkeys(found))


def _elements(threat: Plain | None) -> tuple[Id, ...]:
    if threat is None:
        return ()
    return tuple(threat.get("elements") or (threat["target"]["id"],))
