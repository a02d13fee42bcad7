"""The lists at the left and the pages in the middle, made when they are first shown."""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from app.actions.registry import action
from app.panels.labels import down, label
from app.panels.side import Side
from app.window import history, routes
from app.window.pages import Page
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


def make_page(window: Window, page: Page) -> QWidget:
    """What shows a page."""
    session, results = window.session, window.results
    if page.sort == "diagram":
        from app.window.diagram_page import DiagramPage

        drawn = DiagramPage(session, results, page.id, window.overlays)
        drawn.message.connect(partial(window.say_from, page))
        drawn.asked.connect(window.run)
        drawn.menu.connect(window.show_context)
        drawn.wanted.connect(window.go_to)
        window.lighting.take(drawn)
        return drawn
    if page.sort == "requirements":
        from app.panels.requirements import RequirementsPage

        requirements = RequirementsPage(session, results)
        requirements.message.connect(window.status.say)
        requirements.wanted.connect(window.go_to)
        requirements.menu.connect(partial(window.show_context, "requirements"))
        return requirements
    if page.sort == "verdict":
        from app.panels.verdicts import VerdictPage
        from app.window.replay import Replay

        verdict = VerdictPage(session, results)
        verdict.asked.connect(window.go_to)
        verdict.binding.connect(partial(routes.bind_phrase, window))
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
        proposal.accepted.connect(window.desk.analysis.accept)
        proposal.turned.connect(window.show_keys)
        proposal.message.connect(window.status.say)
        proposal.rejected.connect(window.desk.analysis.reject)
        return proposal
    if page.sort in (history.COMPARED, history.MERGED):
        return history.make_page(window, page)
    return _make_plain(window, page)


def _make_plain(window: Window, page: Page) -> QWidget:
    if page.sort == "help":
        from app.panels.help_page import HelpPage

        read = HelpPage()
        read.asked.connect(window.run)
        return read
    if page.sort == "keys":
        from app.panels.key_page import KeyPage

        keys = KeyPage()
        keys.asked.connect(window.run)
        keys.message.connect(window.status.say)
        return keys
    if page.sort == "matrix":
        from app.panels.matrix import MatrixPage
        from app.window.exports import write_matrix

        table = MatrixPage(window.session)
        table.asked.connect(window.go_to)
        table.message.connect(partial(window.say_from, page))
        table.exporting.connect(partial(write_matrix, window, table))
        return table
    if page.sort == "coverage":
        from app.panels.coverage_page import CoveragePage

        covered = CoveragePage(window.session, window.results)
        covered.asked.connect(window.go_to)
        covered.running.connect(window.run)
        return covered
    if page.sort == "print":
        from app.window.printing import make_print_page

        return make_print_page(window)
    if page.sort == "pictures":
        return _make_picture_page(window)
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
        )
    if window.session.project is not None:
        from app.panels.empty import empty_page

        return empty_page(
            _("Nothing is drawn yet"),
            _("A diagram shows the part of the model that you place on it, or draw there."),
            _("Draw the system"),
            action("draw.system").key,
            partial(window.run, "draw.system"),
        )
    from app.panels.start import StartPage

    start = StartPage(window.preferences.recent)
    start.asked.connect(window.run)
    start.wanted.connect(window.desk.projects.open_recent)
    return start


def _make_picture_page(window: Window) -> QWidget:
    from app.panels.picture_page import PicturePage
    from app.window.pictures import write_many

    pictures = PicturePage(window.session, window.preferences.pictures)

    def place() -> None:
        from app.window.file_dialogs import ask_folder

        folder = ask_folder(window, _("The folder of the pictures"), pictures.folder.parent)
        if folder is not None:
            pictures.show_folder(folder)

    pictures.placing.connect(place)
    pictures.coloured.connect(
        lambda value: window.save_preferences(replace(window.preferences, pictures=value))
    )
    pictures.wanted.connect(
        lambda ids, form, folder, plain: write_many(window, ids, form, Path(folder), plain=plain)
    )
    return pictures


def _show_requirements(window: Window, shown: str, text: str | None = None) -> None:
    window.show_room("require")
    window.shown.requirements_page().show_look(shown, text)
