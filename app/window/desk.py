"""What actions do to the window and the project; the window's answer to `app.actions.action.Desk`."""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING

from PySide6.QtWidgets import QMenu, QWidget

from app.session.results import Plain
from app.theme import look
from app.theme.tokens import THEMES
from app.window import projects
from app.window.pages import Page
from core.ground.diagnostic import Diagnostic, Severity
from core.ground.words import _
from core.model import (
    KINDS,
    Diagram,
    DiagramType,
    Duration,
    Element,
    Id,
    Proposal,
    ProposalState,
    Snapshot,
    StateMachine,
    ThreatStatus,
    Timer,
)

if TYPE_CHECKING:
    from app.canvas import Canvas
    from app.panels.proposal_aside import ProposalAside
    from app.panels.proposals import ProposalPage
    from app.panels.threats import ThreatDetail
    from app.panels.verdicts import VerdictPage
    from app.window.threat_page import ThreatPage
    from app.window.window import Window


class WindowDesk:
    """Does what actions ask for."""

    def __init__(self, window: Window) -> None:
        self._window = window
        self._detail: ThreatDetail | None = None
        self._aside: ProposalAside | None = None

    # Projects

    def new_project(self) -> None:
        """Ask for a file, make a project there, and begin with an empty system diagram."""
        path = projects.ask_new(self._window)
        if path is not None and self._window.session.create(path):
            self.new_diagram("system")

    def open_project(self) -> None:
        """Ask for a project and open it."""
        path = projects.ask_open(self._window)
        if path is not None:
            self._window.session.open(path)

    def open_recent(self, path: str) -> None:
        """Open a project that was open before."""
        self._window.session.open(Path(path))

    def open_sample(self) -> None:
        """Open a working copy of the water-treatment sample."""
        projects.sample_copy(self._window.session)

    def import_files(self) -> None:
        """Ask for files of other tools and bring them in; without a project, into a new one."""
        if self._window.session.project is None:
            self.new_project()
        if self._window.session.writable:
            projects.bring_in(self._window, self._window.session, self._window.messages)

    def copy_project(self) -> None:
        """Make an editable copy and open it."""
        projects.copy_here(self._window, self._window.session)

    def close_project(self) -> None:
        """Leave the project."""
        self._window.jobs.cancel_all()
        self._window.session.close()

    def quit(self) -> None:
        """Leave the program."""
        self._window.close()

    def add_recent(self, menu: QMenu) -> None:
        """Add the projects that were open before to a menu."""
        known = [path for path in self._window.preferences.recent if Path(path).exists()]
        if known:
            menu.addSeparator()
        for path in known:
            entry = menu.addAction(Path(path).name)
            entry.setToolTip(path)
            entry.triggered.connect(partial(self.open_recent, path))

    # Changes

    def undo(self) -> None:
        """Take back the last change."""
        self._window.session.undo()

    def redo(self) -> None:
        """Do again what was undone."""
        self._window.session.redo()

    def rename(self) -> None:
        """Edit the name where it stands: in the inspector."""
        self._window.show_side(self._window.inspector)
        self._window.inspector.edit_name()

    def remove(self) -> None:
        """Remove what is selected, and what cannot stand without it."""
        session = self._window.session
        gone = session.selection
        first = session.element(gone[0]) if gone else None
        if first is None:
            return
        name = first.name or first.kind
        label = (
            _("Remove {name}").format(name=name)
            if len(gone) == 1
            else _("Remove {count} elements").format(count=len(gone))
        )
        with session.change(label) as edit:
            edit.remove(*gone)

    def follow(self) -> None:
        """Go to what is selected on a diagram that shows it."""
        if self._window.session.selection:
            self._window.go_to(self._window.session.selection[0])

    def new_diagram(self, sort: str) -> None:
        """Add a diagram, or a state machine with one, and open it."""
        session = self._window.session
        names = {"system": _("System"), "hardware": _("Hardware"), "behaviour": _("Behaviour")}
        taken = {diagram.name for diagram in session.snapshot().of(Diagram)}
        name = _free(names[sort], taken)
        made: list[Id] = []
        with session.change(_("Add diagram {name}").format(name=name)) as edit:
            owner = None
            if sort == "behaviour":
                subject = session.element(session.selection[0]) if session.selection else None
                if subject is None or subject.kind not in StateMachine.owners:
                    self._say(_("Select the component whose behaviour it is, then add the state machine."))
                    return
                owner = edit.new(
                    StateMachine, owner=subject.id, name=_("{name} behaviour").format(name=subject.name)
                ).id
                name = _free(_("{name} behaviour").format(name=subject.name), taken)
            made.append(edit.new(Diagram, name=name, owner=owner, diagram=DiagramType(sort)).id)
        if made and made[0] in session.snapshot():
            self._window.pages.show_page(Page("diagram", made[0]))

    def new_element(self, kind: str) -> None:
        """Add an element that has no place on a diagram, and put the caret into its name."""
        session = self._window.session
        made = KINDS[kind]
        owner = _owner_for(session.snapshot(), made, session.selection)
        if owner is None and "" not in made.owners:
            self._say(_("Select the {owner} it belongs to first.").format(owner=made.owners[0]))
            return
        added: list[Id] = []
        facts = {"duration": Duration.parse("1 s")} if made is Timer else {}
        with session.change(_("Add {kind}").format(kind=kind)) as edit:
            added.append(edit.new(made, owner=owner, name=_("New {kind}").format(kind=kind), **facts).id)
        if added[0] in session.snapshot():
            session.select((added[0],))
            self.rename()

    # Drawing

    def canvas(self) -> Canvas | None:
        """The drawing area in front."""
        if self._window.pages.current.sort != "diagram":
            return None
        from app.window.diagram_page import DiagramPage

        page = self._window.pages.widget(self._window.pages.current)
        return page.canvas if isinstance(page, DiagramPage) else None

    def tool(self, name: str) -> None:
        """Take up a drawing tool."""
        canvas = self.canvas()
        if canvas is not None:
            canvas.set_tool(name)

    def fit(self) -> None:
        """Show the whole diagram."""
        canvas = self.canvas()
        if canvas is not None:
            canvas.fit()

    # Analysis

    def new_requirement(self) -> None:
        """Begin a new requirement."""
        self._window.show_room("require")
        self._window.requirements().begin_new()

    def recheck(self) -> None:
        """Work out everything that is stale."""
        self._window.results.recheck()

    def cancel_jobs(self) -> None:
        """Stop the work under way."""
        self._window.jobs.cancel_all()

    def step(self, forward: bool) -> None:
        """Go to the next or previous row of the room's list."""
        rows = getattr(self._window.left(), "list", None)
        if rows is not None:
            rows.step(forward)
        else:
            self._window.bottom.front.step(forward)

    def threat(self) -> Plain | None:
        """The threat shown."""
        return self._detail.threat if self._detail is not None else None

    def threat_detail(self) -> ThreatDetail:
        """The panel that shows a threat."""
        if self._detail is None:
            from app.panels.threats import ThreatDetail

            self._detail = ThreatDetail(self._window.session, self._window.results)
            self._detail.asked.connect(self._window.go_to)
            self._detail.decided.connect(self._decided)
            self._detail.proposing.connect(self._propose_mitigation)
        return self._detail

    def proposal_aside(self) -> ProposalAside:
        """The panel that shows what stands behind a proposal."""
        if self._aside is None:
            from app.panels.proposal_aside import ProposalAside

            self._aside = ProposalAside(self._window.session, self._window.results)
        return self._aside

    def threat_page(self) -> ThreatPage:
        """The page that shows a threat."""
        from app.window.threat_page import ThreatPage

        page = self._window.pages.widget(Page("threat"))
        assert isinstance(page, ThreatPage)
        return page

    def verdict_page(self) -> VerdictPage:
        """The page that shows a verdict."""
        from app.panels.verdicts import VerdictPage

        page = self._window.pages.widget(Page("verdict"))
        assert isinstance(page, VerdictPage)
        return page

    def decide_threat(self, status: str) -> None:
        """Decide the threat shown."""
        if self._detail is not None:
            self._detail.decide(status)

    def _decided(self, status: str, reason: str) -> None:
        from app.panels.threats import decide

        threat = self.threat()
        if threat is not None:
            decide(self._window.session, threat, ThreatStatus(status), reason)

    # Proposals

    def suggest(self, topic: str) -> None:
        """Rank weaknesses or tests for what is selected, and offer them."""
        from app.window.suggestions import suggest

        suggest(self._window, topic)

    def propose(self, proposal: Proposal) -> None:
        """Put a proposal into the project and show it; nothing else changes before it is accepted."""
        session = self._window.session
        with session.change(_("Propose “{name}”").format(name=proposal.name)) as edit:
            edit.add(proposal)
        if proposal.id in session.snapshot():
            self._window.show_room("review")
            rows = getattr(self._window.left(), "list", None)
            if rows is not None:
                rows.choose(proposal.id)

    def _propose_mitigation(self, mitigation: str) -> None:
        from core.assistants.answering import answer_threat

        threat, project = self.threat(), self._window.session.project
        if threat is not None and project is not None:
            self.propose(
                answer_threat(project.snapshot(), project.surroundings.ids, dict(threat), mitigation)
            )

    def proposals(self) -> tuple[Proposal, ...]:
        """Everything that assistants offered."""
        return self._window.session.snapshot().of(Proposal)

    def open_proposal(self) -> Proposal | None:
        """The proposal shown, while it is not decided."""
        from app.panels.proposals import ProposalPage

        page = self._window.pages.widget(Page("proposal"))
        proposal = page.proposal if isinstance(page, ProposalPage) else None
        return proposal if proposal is not None and proposal.state is ProposalState.PROPOSED else None

    def proposal_page(self) -> ProposalPage:
        """The page that shows a proposal."""
        from app.panels.proposals import ProposalPage

        page = self._window.pages.widget(Page("proposal"))
        assert isinstance(page, ProposalPage)
        return page

    def accept(self) -> None:
        """Accept the proposal shown."""
        from core.assistants.proposals import accept

        proposal, project = self.open_proposal(), self._window.session.project
        if proposal is not None and project is not None:
            reason = self.proposal_page().reason.text().strip()
            self._window.session.attempt(lambda: accept(project, proposal.id, reason))

    def edit_proposal(self) -> None:
        """Change what the proposal would put into the model, then accept that."""
        from app.window.proposal_edit import edit_and_accept

        proposal = self.open_proposal()
        if proposal is not None:
            edit_and_accept(self._window, self._window.session, proposal)

    def reject(self) -> None:
        """Reject the proposal shown; the reason is asked for where it stands."""
        page = self.proposal_page()
        if page.reason.text().strip():
            self.reject_with(page.reason.text().strip())
        else:
            page.ask_reason()

    def reject_with(self, reason: str) -> None:
        """Reject the proposal shown, with a reason."""
        from core.assistants.proposals import reject

        proposal, project = self.open_proposal(), self._window.session.project
        if not reason:
            self.proposal_page().ask_reason()
        elif proposal is not None and project is not None:
            self._window.session.attempt(lambda: reject(project, proposal.id, reason))

    def export(self, what: str) -> None:
        """Write the report, the UPPAAL files or the text form where the person says."""
        from app.window.exports import export

        export(self._window, what)

    # The desktop itself

    def show_room(self, room: str) -> None:
        """Go to a room."""
        self._window.show_room(room)

    def show_bottom(self, tab: str) -> None:
        """Show a tab of the bottom panel."""
        self._window.show_bottom(tab)

    def fold(self, panel: str) -> None:
        """Fold or unfold a panel."""
        self._window.fold(panel)

    def next_panel(self, forward: bool) -> None:
        """Give the keyboard to the next panel."""
        panels = self._window.visible_panels()
        focus = self._window.focusWidget()
        here = next(
            (n for n, panel in enumerate(panels) if focus and (panel is focus or panel.isAncestorOf(focus))),
            0,
        )
        target = panels[(here + (1 if forward else -1)) % len(panels)]
        _first_focus(target).setFocus()

    def next_tab(self, forward: bool) -> None:
        """Go to the next tab."""
        self._window.pages.step(forward)

    def close_tab(self) -> None:
        """Close the tab shown."""
        self._window.pages.close_page(self._window.pages.current)

    def travel(self, back: bool) -> None:
        """Go back to the page shown before, or forward again."""
        self._window.pages.travel(back)

    def focus_filter(self) -> None:
        """Put the caret into the filter of the left panel."""
        line = getattr(self._window.left(), "filter", None)
        if line is not None:
            line.setFocus()
            line.selectAll()

    def show_palette(self, start: str) -> None:
        """Open the palette."""
        self._window.palette_popup.ask(self._window.state(), self._window.session.snapshot(), start)

    def show_menu(self) -> None:
        """Show the menu bar."""
        self._window.show_menu_bar()

    def show_keys(self) -> None:
        """List every action with its key."""
        self.show_palette(">")

    def use_theme(self, theme: str) -> None:
        """Take on a theme; an empty name takes the next one."""
        following = THEMES[(THEMES.index(look().theme) + 1) % len(THEMES)]
        look().use(theme=theme or following)
        self._window.save_preferences(replace(self._window.preferences, theme=look().theme))

    def use_scale(self, step: int) -> None:
        """Make everything larger or smaller by a tenth; 0 goes back to 100 %."""
        look().use(scale=round(look().scale + step / 10, 1) if step else 1.0)
        self._window.save_preferences(replace(self._window.preferences, scale=look().scale))

    def use_motion(self) -> None:
        """Switch motion on or off."""
        look().motion = not look().motion
        self._window.save_preferences(replace(self._window.preferences, motion=look().motion))
        self._window.status.say(_("Motion is on") if look().motion else _("Motion is off"))

    def _say(self, words: str) -> None:
        self._window.messages.tell((Diagnostic("desktop", words, severity=Severity.INFO),))


def _owner_for(snapshot: Snapshot, kind: type[Element], selection: tuple[Id, ...]) -> Id | None:
    """What of the selection, or of what owns it, may own an element of that kind."""
    selected = snapshot.get(selection[0]) if selection else None
    around = [selected, *snapshot.owners(selected)] if selected is not None else []
    return next((one.id for one in around if one is not None and one.kind in kind.owners), None)


def _free(name: str, taken: set[str]) -> str:
    """The name, with a number behind it where it is taken."""
    number, free = 1, name
    while free in taken:
        number += 1
        free = f"{name} {number}"
    return free


def _first_focus(panel: QWidget) -> QWidget:
    """The first widget in a panel that can have the keyboard."""
    from PySide6.QtCore import Qt

    inside = [panel, *panel.findChildren(QWidget)]
    return next(
        (
            one
            for one in inside
            if one.focusPolicy() & Qt.FocusPolicy.TabFocus and one.isVisible() and one.isEnabled()
        ),
        panel,
    )
