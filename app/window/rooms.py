"""The rooms: which list stands at the left, what stands at the right, and which page is in the middle."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from app.panels.labels import down, label
from app.panels.side import Side
from app.window.pages import START, Page
from core.ground.words import _, deferred
from core.model import Diagram, DiagramType, Id, Snapshot, StateMachine

if TYPE_CHECKING:
    from app.window.window import Window

PAGES = {
    "require": Page("requirements"),
    "prove": Page("verdict"),
    "threats": Page("threat"),
    "comply": Page("comply"),
    "review": Page("proposal"),
    "hand over": Page("hand over"),
}
"""The page that each room begins with; Draw begins with a diagram."""

ROOM_OF = {page.sort: room for room, page in PAGES.items()}
"""The room that a page belongs to; diagrams belong to every room."""

BOTTOM = ("draw",)
"""The rooms that show the bottom panel."""

LEFT_WIDTHS = {"threats": 330, "review": 300, "prove": 288}
"""The width of the left panel in px at scale 1 where it is not 256."""

RIGHT_WIDTHS = {"threats": 344}
"""The width of the right panel in px at scale 1 where it is not 304."""

_TITLES = {
    "start": (deferred("Start"), "diagram"),
    "requirements": (deferred("Requirements"), "requirement"),
    "verdict": (deferred("Verdict"), "verdict"),
    "threat": (deferred("Threat"), "threat"),
    "comply": (deferred("Clauses"), "clause"),
    "proposal": (deferred("Proposal"), "proposal"),
    "hand over": (deferred("Documents"), "hand over"),
}
_SHAPES = {DiagramType.HARDWARE: "mdi6.chip", DiagramType.BEHAVIOUR: "state machine"}

KEYS = {
    "draw": (
        ("Tab", deferred("add connected")),
        ("Enter", deferred("add sibling")),
        ("F2", deferred("rename")),
    ),
    "require": (
        ("Ctrl R", deferred("new requirement")),
        ("Enter", deferred("done")),
        ("F12", deferred("show")),
    ),
    "prove": (("F8", deferred("next verdict")), ("F5", deferred("recheck")), ("F12", deferred("show"))),
    "threats": (
        ("J K", deferred("next, previous")),
        ("F5", deferred("look again")),
        ("F12", deferred("show")),
    ),
    "comply": (("Ctrl K", deferred("every action")), ("F1", deferred("keys"))),
    "review": (("A", deferred("accept")), ("E", deferred("edit")), ("R", deferred("reject"))),
    "hand over": (("Ctrl P", deferred("report")), ("Ctrl U", deferred("UPPAAL"))),
    "start": (("Ctrl K", deferred("every action")), ("F1", deferred("keys"))),
}
"""The keys that matter in each room."""


def describe(snapshot: Snapshot, page: Page) -> tuple[str, str, str] | None:
    """Title, icon and whole name of a page; None where its diagram is gone."""
    if page.sort != "diagram":
        title, icon_name = _TITLES[page.sort]
        return title(), icon_name, title()
    diagram = snapshot.find(Diagram, page.id)
    if diagram is None:
        return None
    return diagram.name or _("unnamed"), _SHAPES.get(diagram.diagram, "diagram"), snapshot.path(diagram)


def first_diagram(snapshot: Snapshot) -> Page:
    """The diagram to begin with; the first page where there is none."""
    order = list(DiagramType)
    diagrams = sorted(snapshot.of(Diagram), key=lambda one: (order.index(one.diagram), one.id))
    return Page("diagram", diagrams[0].id) if diagrams else START


def diagrams_showing(snapshot: Snapshot, element_id: Id) -> list[Id]:
    """The diagrams on which the element, or else what owns it, is drawn."""
    element = snapshot.get(element_id)
    while element is not None:
        if isinstance(element, Diagram):
            return [element.id]
        if isinstance(element, StateMachine):
            inside = [diagram.id for diagram in snapshot.owned(element.id, Diagram)]
            if inside:
                return inside
        placed = [user.owner for user in snapshot.uses(element.id) if user.kind == "placement"]
        if placed:
            return [owner for owner in placed if owner is not None]
        ends = [getattr(element, end, None) for end in ("source", "target")]
        nearby = [diagram for end in ends if end for diagram in diagrams_showing(snapshot, end)]
        if nearby:
            return nearby
        element = snapshot.get(element.owner)
    return []


def make_left(window: Window, room: str) -> QWidget:
    """The list at the left of a room."""
    session, results = window.session, window.results
    if room == "start":
        return _make_empty_side()
    if room == "require":
        from app.panels.requirement_sections import RequirementSections

        sections = RequirementSections(session, results)
        sections.chosen.connect(lambda look: window.requirements().show_look(look))
        sections.typed.connect(lambda text: window.requirements().show_look("section:", text))
        sections.adding.connect(window.desk.new_requirement)
        sections.term_asked.connect(window.go_to)
        return sections
    if room == "prove":
        from app.panels.verdicts import VerdictList

        verdicts = VerdictList(session, results)
        verdicts.chosen.connect(window.show_verdict)
        verdicts.recheck.connect(results.verify)
        return verdicts
    if room == "threats":
        from app.panels.threats import ThreatList

        threats = ThreatList(session, results)
        threats.chosen.connect(window.show_threat)
        return threats
    if room == "review":
        from app.panels.proposals import ProposalList

        proposals = ProposalList(session)
        proposals.chosen.connect(window.show_proposal)
        return proposals
    return window.model_panel


def _make_empty_side() -> QWidget:
    side = Side(_("Model"))
    words = QWidget()
    column = down(words, (20, 16, 16, 16), 12)
    column.addWidget(label(_("Elements you draw appear here as a tree."), "hint", wraps=True))
    column.addWidget(label(_("Nothing yet."), "hint"))
    column.addStretch(1)
    side.add(words, 1)
    return side


def make_page(window: Window, page: Page) -> QWidget:
    """What shows a page."""
    session, results = window.session, window.results
    if page.sort == "diagram":
        from app.window.diagram_page import DiagramPage

        drawn = DiagramPage(session, results, page.id)
        drawn.message.connect(partial(window.say_from, page))
        return drawn
    if page.sort == "requirements":
        from app.panels.requirements import RequirementsPage

        return RequirementsPage(session, results)
    if page.sort == "verdict":
        from app.panels.verdicts import VerdictPage
        from app.window.replay import Replay

        verdict = VerdictPage(session, results)
        verdict.asked.connect(window.go_to)
        verdict.recheck.connect(results.verify)
        verdict.stepped.connect(Replay(session, verdict.stage).show_steps)
        return verdict
    if page.sort == "threat":
        from app.window.threat_page import ThreatPage

        return ThreatPage(session, results)
    if page.sort == "proposal":
        from app.panels.proposals import ProposalPage

        proposal = ProposalPage(session)
        proposal.asked.connect(window.go_to)
        proposal.accepted.connect(window.desk.accept)
        proposal.editing.connect(window.desk.edit_proposal)
        proposal.rejected.connect(window.desk.reject_with)
        return proposal
    return _make_plain(window, page)


def _make_plain(window: Window, page: Page) -> QWidget:
    if page.sort == "hand over":
        from app.panels.hand_over import HandOverPage

        documents = HandOverPage(window.session, window.results)
        documents.asked.connect(window.run)
        return documents
    if page.sort == "comply":
        from app.panels.empty import empty_page

        return empty_page(
            _("No framework is loaded"),
            _(
                "Clauses of a regulation or standard will stand here, each with what it asks, whether it"
                " applies, and its evidence. No framework catalogue is shipped yet."
            ),
            _("Write a requirement"),
            "Ctrl R",
            window.desk.new_requirement,
        )
    from app.panels.start import StartPage

    start = StartPage(window.preferences.recent)
    start.asked.connect(window.run)
    start.wanted.connect(window.desk.open_recent)
    return start
