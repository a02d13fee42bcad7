"""The lists at the left of each room, made when they are first shown."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from app.actions.registry import action
from app.panels.labels import down, label
from app.panels.side import Side
from app.window import routes
from core.ground.words import _

if TYPE_CHECKING:
    from app.window.window import Window


def make_left(window: Window, room: str) -> QWidget:
    """The list at the left of a room."""
    session, results = window.session, window.results
    if room == "start":
        return _make_empty_side()
    if room == "require":
        from app.panels.requirement_sections import RequirementSections

        sections = RequirementSections(session, results)
        sections.chosen.connect(lambda look: _show_requirements(window, look))
        sections.typed.connect(lambda text: _show_requirements(window, "section:", text))
        sections.adding.connect(window.desk.model.new_requirement)
        sections.covering.connect(window.desk.pages.coverage)
        sections.measuring.connect(window.desk.pages.quality)
        sections.shaping.connect(window.desk.pages.boilerplates)
        sections.term_asked.connect(window.go_to)
        return sections
    if room == "prove":
        from app.panels.verdict_list import VerdictList

        verdicts = VerdictList(session, results)
        verdicts.chosen.connect(partial(routes.show_verdict, window))
        verdicts.recheck.connect(results.verify)
        return verdicts
    if room == "threats":
        from app.panels.threat_list import ThreatList

        threats = ThreatList(session, results)
        threats.chosen.connect(partial(routes.show_threat, window))
        return threats
    if room == "review":
        from app.panels.proposals import ProposalList

        proposals = ProposalList(session)
        proposals.chosen.connect(partial(routes.show_proposal, window))
        return proposals
    return window.shown.model_panel


def _make_empty_side() -> QWidget:
    side = Side(_("Model"))
    words = QWidget()
    column = down(words, (20, 16, 16, 16), 12)
    column.addWidget(label(_("Elements you draw appear here as a tree."), "hint", wraps=True))
    words_of_keys = _("{new} makes a new project, {open} opens one.").format(
        new=action("project.new").key, open=action("project.open").key
    )
    column.addWidget(label(words_of_keys, "hint", wraps=True))
    column.addStretch(1)
    side.add(words, 1)
    return side


def _show_requirements(window: Window, shown: str, text: str | None = None) -> None:
    window.show_room("require")
    window.shown.requirements_page().show_look(shown, text)
