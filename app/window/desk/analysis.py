"""What actions ask of analyses and of those who decide on what they found."""

from __future__ import annotations

from typing import TYPE_CHECKING

from app.window import history
from core.ground.words import _

if TYPE_CHECKING:
    from app.window.window import Window


class AnalysisDesk:
    """What actions ask of analyses and of those who decide on what they found."""

    def __init__(self, window: Window) -> None:
        self._window = window

    def recheck(self) -> None:
        """Work out everything that is stale."""
        self._window.results.recheck()

    def run_checks(self) -> None:
        """Run the checks that requirements carry, or say that there are none."""
        from app.session.checking import has_checks

        if has_checks(self._window.session.snapshot()):
            self._window.results.run_checks()
        else:
            self._window.status.say(_("No requirement carries a check yet."))

    def write_check(self) -> None:
        """Give the requirement selected a check, and put the caret into it."""
        if self._window.frame.right_hidden:
            self._window.frame.fold("right")
        checks = self._window.shown.inspector.checks
        if checks is not None:
            checks.write_check("verdict is satisfied")

    def choose_evidence(self) -> None:
        """Ask for the folder in which files are handed in that checks read."""
        from app.window.evidence import choose_evidence

        choose_evidence(self._window)

    def choose_verifyta(self) -> None:
        """Ask where UPPAAL's own verifier is, whose verdicts are to be compared with ours."""
        from app.window.second_opinion import choose_verifyta

        choose_verifyta(self._window)

    def cancel(self) -> None:
        """Stop the work under way."""
        self._window.jobs.cancel_all()

    def step(self, forward: bool) -> None:
        """Go to the next or previous row of the page in front or, where it has none, of the room's list."""
        if history.step(self._window, forward):
            return
        if self._window.pages.current.sort == "requirements":
            self._window.shown.requirements_page().step(forward)
            return
        rows = getattr(self._window.left(), "list", None)
        if rows is not None:
            rows.step(forward)
        else:
            self._window.shown.bottom.front.step(forward)

    def suggest(self, topic: str) -> None:
        """Rank weaknesses or tests for what is selected, and say how many there are."""
        from app.window.suggestions import suggest

        suggest(self._window, topic)

    def show_suggestions(self) -> None:
        """Show the suggestions that were ranked last."""
        self._window.status.take_offer()

    def decide_threat(self, status: str) -> None:
        """Decide the threat shown."""
        if self._window.shown.threat is not None:
            self._window.shown.threat_detail.decide(status)

    def accept(self) -> None:
        """Accept the proposal shown."""
        from app.window import decisions

        decisions.accept(self._window)

    def edit_proposal(self) -> None:
        """Open what the proposal would put into the model to edit, where it stands."""
        if self._window.shown.open_proposal is not None:
            self._window.shown.proposal_page().edit()

    def reject(self) -> None:
        """Reject the proposal shown; the reason is asked for where it stands."""
        from app.window import decisions

        decisions.reject(self._window)
