"""The pages in the middle of the window, made when they are first shown: one function for each sort."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QWidget

from app.actions.registry import action
from app.window import history, routes
from app.window.pages import Page
from core.ground.words import _

if TYPE_CHECKING:
    from app.window.window import Window


def make_page(window: Window, page: Page) -> QWidget:
    """What shows a page."""
    return MAKERS[page.sort](window, page)


def _diagram(window: Window, page: Page) -> QWidget:
    from app.window.diagram_page import DiagramPage

    drawn = DiagramPage(window.session, window.results, page.id, window.overlays)
    drawn.message.connect(partial(window.say_from, page))
    drawn.asked.connect(window.run)
    drawn.menu.connect(window.show_context)
    drawn.wanted.connect(window.go_to)
    window.lighting.take(drawn)
    return drawn


def _requirements(window: Window, _page: Page) -> QWidget:
    from app.panels.requirements import RequirementsPage

    requirements = RequirementsPage(window.session, window.results)
    requirements.message.connect(window.status.say)
    requirements.wanted.connect(window.go_to)
    requirements.widened.connect(partial(widen_sections, window))
    requirements.menu.connect(partial(window.show_context, "requirements"))
    return requirements


def widen_sections(window: Window) -> None:
    """Let the list at the left say that the table shows all again."""
    left = window.left()
    if window.room == "require":
        from app.panels.requirement_sections import RequirementSections

        assert isinstance(left, RequirementSections)
        left.widen()


def _verdict(window: Window, _page: Page) -> QWidget:
    from app.panels.verdicts import VerdictPage
    from app.window.replay import Replay

    verdict = VerdictPage(window.session, window.results)
    verdict.asked.connect(window.go_to)
    verdict.binding.connect(partial(routes.bind_phrase, window))
    verdict.recheck.connect(window.results.verify)
    verdict.stepped.connect(Replay(window.session, verdict.stage).show_steps)
    return verdict


def _threat(window: Window, _page: Page) -> QWidget:
    from app.window.threat_page import ThreatPage

    return ThreatPage(window.session, window.results)


def _proposal(window: Window, _page: Page) -> QWidget:
    from app.panels.proposals import ProposalPage

    proposal = ProposalPage(window.session)
    proposal.asked.connect(window.go_to)
    proposal.accepted.connect(window.desk.analysis.accept)
    proposal.turned.connect(window.show_keys)
    proposal.message.connect(window.status.say)
    proposal.rejected.connect(window.desk.analysis.reject)
    return proposal


def _help(window: Window, _page: Page) -> QWidget:
    from app.panels.help_page import HelpPage

    read = HelpPage()
    read.asked.connect(window.run)
    return read


def _keys(window: Window, _page: Page) -> QWidget:
    from app.panels.key_page import KeyPage

    keys = KeyPage()
    keys.asked.connect(window.run)
    keys.message.connect(window.status.say)
    return keys


def _matrix(window: Window, page: Page) -> QWidget:
    from app.panels.matrix import MatrixPage
    from app.window.exports import write_matrix

    table = MatrixPage(window.session)
    table.asked.connect(window.go_to)
    table.message.connect(partial(window.say_from, page))
    table.exporting.connect(partial(write_matrix, window, table))
    return table


def _coverage(window: Window, _page: Page) -> QWidget:
    from app.panels.coverage_page import CoveragePage

    covered = CoveragePage(window.session, window.results)
    covered.asked.connect(window.go_to)
    covered.running.connect(window.run)
    return covered


def _quality(window: Window, _page: Page) -> QWidget:
    from app.panels.quality_page import QualityPage

    weak = QualityPage(window.session, window.jobs)
    weak.asked.connect(window.go_to)
    weak.running.connect(window.run)
    weak.compared.connect(partial(history.compare_since, window))
    return weak


def _boilerplates(window: Window, _page: Page) -> QWidget:
    from app.window.shapes import make_page as make_boilerplates

    return make_boilerplates(window)


def _print(window: Window, _page: Page) -> QWidget:
    from app.window.printing import make_print_page

    return make_print_page(window)


def _pictures(window: Window, _page: Page) -> QWidget:
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


def _documents(window: Window, _page: Page) -> QWidget:
    from app.panels.hand_over import HandOverPage

    documents = HandOverPage(window.session, window.results)
    documents.asked.connect(window.run)
    return documents


def _clauses(_window: Window, _page: Page) -> QWidget:
    from app.panels.empty import empty_page

    return empty_page(
        _("No framework is loaded"),
        _(
            "Clauses of a regulation or standard will stand here, each with what it asks, whether it"
            " applies, and its evidence. No framework catalogue is shipped yet."
        ),
    )


def _start(window: Window, _page: Page) -> QWidget:
    """What to begin with: projects where none is open, and the first diagram in one that has none."""
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


MAKERS: dict[str, Callable[[Window, Page], QWidget]] = {
    "start": _start,
    "diagram": _diagram,
    "requirements": _requirements,
    "verdict": _verdict,
    "threat": _threat,
    "comply": _clauses,
    "proposal": _proposal,
    "hand over": _documents,
    "keys": _keys,
    "help": _help,
    "matrix": _matrix,
    "coverage": _coverage,
    "quality": _quality,
    "boilerplates": _boilerplates,
    "pictures": _pictures,
    "print": _print,
    history.COMPARED: history.make_page,
    history.MERGED: history.make_page,
}
