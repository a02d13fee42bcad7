"""The panels and pages that rooms show, each made when it is first asked for; and what they show."""

from __future__ import annotations

from collections.abc import Callable
from functools import cached_property, partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QPoint

from app.actions.action import SEEN
from app.theme import px
from app.window import history
from app.window.attention import give_keyboard
from app.window.pages import Page
from core.assistants.known import Plain

if TYPE_CHECKING:
    from app.canvas.canvas import Canvas
    from app.panels.bottom import BottomPanel
    from app.panels.inspector import Inspector
    from app.panels.model_panel import ModelPanel
    from app.panels.proposal_aside import ProposalAside
    from app.panels.proposals import ProposalPage
    from app.panels.requirements import RequirementsPage
    from app.panels.threat_detail import ThreatDetail
    from app.panels.verdicts import VerdictPage
    from app.session.search import Search
    from app.window.comparison_page import Comparison
    from app.window.merge_answers import Answers
    from app.window.merging import Merging
    from app.window.palette import Palette
    from app.window.threat_page import ThreatPage
    from app.window.window import Window
    from core.model import Element, Id, Proposal


class Shown:
    """What a project needs; nothing of it is made before there is one, so that the first window is quick."""

    def __init__(self, window: Window) -> None:
        self._window = window
        self.printed: Id = ""
        """The diagram that was in front when printing was asked for."""
        self.comparisons: dict[Page, Comparison] = {}
        """What each page of a comparison shows."""
        self.merges: dict[Page, Merging] = {}
        """Base and theirs of each page of a merge."""
        self.answers: dict[tuple[str, str], Answers] = {}
        """What was decided in merges, by the digests of base and theirs; kept when the page is closed."""

    @cached_property
    def model_panel(self) -> ModelPanel:
        """The tree of the model."""
        from app.panels.model_panel import ModelPanel

        window = self._window
        made = ModelPanel(window.session, window.results, self.search)
        made.opened.connect(window.go_to)
        made.menu.connect(partial(window.show_context, "tree"))
        made.adding.connect(lambda: window.popup("draw", made.mapToGlobal(QPoint(px(120), px(32)))))
        return made

    @cached_property
    def inspector(self) -> Inspector:
        """The panel of facts."""
        from app.panels.fields import Chooser
        from app.panels.inspector import Inspector

        window = self._window
        made = Inspector(window.session, window.results, Chooser(self._choose, window.go_to))
        made.asked.connect(window.go_to)
        made.tracing.connect(window.desk.model.trace)
        made.running.connect(window.desk.analysis.run_checks)
        made.handing.connect(window.desk.analysis.choose_evidence)
        made.message.connect(window.status.say)
        return made

    @cached_property
    def bottom(self) -> BottomPanel:
        """The lists of findings."""
        from app.panels.bottom import BottomPanel

        window = self._window
        made = BottomPanel(window.session, window.results)
        made.asked.connect(window.go_to)
        made.folding.connect(lambda: window.frame.fold("bottom"))
        made.history.wanted.connect(partial(history.go, window))
        made.history.between.connect(partial(history.compare_between, window))
        window.frame.add_bottom(made)
        return made

    @cached_property
    def search(self) -> Search:
        """What can be found in the project, kept in step with it."""
        from app.session.search import Search

        return Search(self._window.session, self._window.results)

    @cached_property
    def palette(self) -> Palette:
        """The palette over everything."""
        from app.window.palette import Palette

        window = self._window
        made = Palette(window.frame, window.session, window.results, self.search)
        made.action_chosen.connect(self._window.run)
        made.element_chosen.connect(self._window.go_to)
        made.element_chosen.connect(lambda _address: give_keyboard(window))
        return made

    @cached_property
    def threat_detail(self) -> ThreatDetail:
        """The panel that shows a threat."""
        from app.panels.threat_detail import ThreatDetail
        from app.window import decisions

        window = self._window
        made = ThreatDetail(window.session, window.results)
        made.asked.connect(window.go_to)
        made.decided.connect(partial(decisions.decide_threat, window))
        made.assigned.connect(partial(decisions.assign_threat, window))
        made.message.connect(window.status.say)
        made.proposing.connect(partial(decisions.propose_mitigation, window))
        return made

    @cached_property
    def proposal_aside(self) -> ProposalAside:
        """The panel that shows what stands behind a proposal."""
        from app.panels.proposal_aside import ProposalAside

        return ProposalAside(self._window.session, self._window.results)

    @property
    def furnished(self) -> bool:
        """Whether there is or was a project, and so all panels."""
        return self._window.session.project is not None or "bottom" in self.__dict__

    @property
    def threat(self) -> Plain | None:
        """The threat shown."""
        return self.threat_detail.threat if "threat_detail" in self.__dict__ else None

    @property
    def open_proposal(self) -> Proposal | None:
        """The proposal shown, while it is not decided."""
        if self._window.pages.widget(Page("proposal")) is None:
            return None
        from core.model import ProposalState

        proposal = self.proposal_page().proposal
        return proposal if proposal is not None and proposal.state is ProposalState.PROPOSED else None

    def canvas(self) -> Canvas | None:
        """The drawing area in front."""
        if self._window.pages.current.sort != "diagram":
            return None
        from app.window.diagram_page import DiagramPage

        page = self._window.pages.widget(self._window.pages.current)
        return page.canvas if isinstance(page, DiagramPage) else None

    def seen(self) -> Canvas | None:
        """The drawing that is seen of the page in front, also one that is only looked at."""
        page = self._window.pages.widget(self._window.pages.current)
        if page is None or self._window.pages.current.sort not in SEEN:
            return None
        from app.canvas.canvas import Canvas

        return next((one for one in page.findChildren(Canvas) if one.isVisibleTo(page)), None)

    def chosen(self) -> list[Element]:
        """What is selected on the drawing in front."""
        canvas = self.canvas()
        if canvas is None:
            return []
        drawn = filter(canvas.scene_shown.find, self._window.session.selection)
        return [one for one in map(canvas.snapshot().get, drawn) if one is not None]

    def requirements_page(self) -> RequirementsPage:
        """The page of requirements; there is one while it is open."""
        from app.panels.requirements import RequirementsPage

        page = self._window.pages.widget(Page("requirements"))
        assert isinstance(page, RequirementsPage)
        return page

    def threat_page(self) -> ThreatPage:
        """The page that shows a threat; there is one while it is open."""
        from app.window.threat_page import ThreatPage

        page = self._window.pages.widget(Page("threat"))
        assert isinstance(page, ThreatPage)
        return page

    def verdict_page(self) -> VerdictPage:
        """The page that shows a verdict; there is one while it is open."""
        from app.panels.verdicts import VerdictPage

        page = self._window.pages.widget(Page("verdict"))
        assert isinstance(page, VerdictPage)
        return page

    @property
    def review_step(self) -> str:
        """What is being done in Review, as the keys of rooms are told apart by it."""
        if self.open_proposal is None:
            return ", decided"
        return ", editing" if self.proposal_page().editing else ""

    def proposal_page(self) -> ProposalPage:
        """The page that shows a proposal; there is one while it is open."""
        from app.panels.proposals import ProposalPage

        page = self._window.pages.widget(Page("proposal"))
        assert isinstance(page, ProposalPage)
        return page

    def _choose(self, kinds: tuple[str, ...], title: str, pick: Callable[[Id], None]) -> None:
        self.palette.choose(kinds, title, pick)
