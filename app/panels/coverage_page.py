"""Coverage and traces as a page: shares with their gaps, and what stands around one requirement."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QPushButton, QSplitter, QWidget

from app.gestures.confirm import confirm, unconfirmed
from app.jobs.beside import Beside
from app.panels.coverage_rows import GAPS, gap_rows, share_rows
from app.panels.labels import Elided, across, down, label, tool
from app.panels.overview_page import OverviewPage
from app.panels.rows import RowList
from app.panels.scrolled import Scrolled
from app.panels.trace_graph import TraceGraph
from app.session.results import Results
from app.session.session import Session
from app.theme import px
from core.assistants.covering import MATTERS, Covering, Matter, covering
from core.assistants.trace_sketch import sketch
from core.ground.words import _, plural
from core.model import Id, Requirement, Snapshot, TraceLink

if TYPE_CHECKING:
    from app.jobs.jobs import Tell
    from core.requirements.coverage import Coverage

_BREATH = 250
"""Milliseconds without a change after which coverage is worked out again."""


class CoveragePage(OverviewPage):
    """What is covered, what is not, and the traces of one requirement."""

    def __init__(self, session: Session, results: Results, parent: QWidget | None = None) -> None:
        words = _(
            "Here will stand how far requirements are traced, formalised and verified, and what none"
            " of them speaks of."
        )
        super().__init__(session, words, _BREATH, parent)
        self._results = results
        self._work = Beside(self)
        self._work.done.connect(self._take)
        self._worked_out: object = None
        self._coverage: Coverage | None = None
        self._found: Covering | None = None
        self._matter: Matter = "linked"
        self._requirement: Id = ""
        self._divide(self._upper(), self._lower(), (330, 430))
        results.changed.connect(self._pause.start)
        session.opened.connect(self._begin)
        session.selection_changed.connect(self._follow)
        self._begin()

    def refresh(self) -> None:
        """Show what is covered; it is found anew beside the window, and what was known stays."""
        if not self.isVisible():
            return
        if not self._has_some():
            return
        snapshot = self._session.snapshot()
        self._work_out(snapshot)
        self._show_shares()
        if snapshot.find(Requirement, self._requirement) is None:
            self._requirement = snapshot.of(Requirement)[0].id
        self._show_traces()

    def _work_out(self, snapshot: Snapshot) -> None:
        if self._worked_out is not snapshot:
            self._worked_out = snapshot
            self._work.begin(partial(_worked_out, snapshot))

    def _take(self, found: Coverage) -> None:
        self._coverage = found
        if self.isVisible():
            self._show_shares()

    def _show_shares(self) -> None:
        if self._coverage is None:
            return
        self._found = covering(self._results.known, self._coverage)
        self.shares.show_rows(share_rows(self._found))
        self.shares.choose(self._matter, quietly=True)
        self._show_gaps()

    def centre(self, requirement_id: Id) -> None:
        """Show the traces of another requirement."""
        if self._session.snapshot().find(Requirement, requirement_id) is not None:
            self._requirement = requirement_id
            self._session.select((requirement_id,))
            self._show_traces()

    @property
    def first(self) -> QWidget:
        """The shares."""
        return self.shares

    @property
    def requirement(self) -> Id:
        """The requirement in the middle of the picture."""
        return self._requirement

    def _upper(self) -> QWidget:
        halves = QSplitter(Qt.Orientation.Horizontal)
        halves.setChildrenCollapsible(False)
        self.shares, self.gaps = RowList(), RowList()
        self.shares.setAccessibleName(_("How much is covered"))
        self.gaps.setAccessibleName(_("What is not covered"))
        self.shares.empty = _("The coverage is being worked out.")
        self.shares.folds = False
        self.shares.chosen.connect(self._choose_share)
        self.shares.activated_row.connect(lambda _row: self._enter_gaps())
        self.gaps.chosen.connect(self._choose_gap)
        self.gaps.activated_row.connect(self._open_gap)
        self._gap_title = label("", "strong")
        for title, rows in ((label(_("Coverage"), "strong"), self.shares), (self._gap_title, self.gaps)):
            part = QWidget()
            inside = down(part)
            head = QWidget()
            across(head, (12, 8, 12, 4)).addWidget(title, 1)
            inside.addWidget(head)
            inside.addWidget(rows, 1)
            halves.addWidget(part)
        halves.setSizes([px(460), px(380)])
        return halves

    def _lower(self) -> QWidget:
        part = QWidget()
        inside = down(part)
        head = QFrame()
        head.setObjectName("panel_head")
        row = across(head, (12, 4, 8, 4), 8)
        self._what = Elided("strong")
        self._confirm = QPushButton()
        self._confirm.setProperty("link", True)
        self._confirm.clicked.connect(self._confirm_traces)
        back, forward = (
            tool("back", _("Previous requirement"), "K"),
            tool("forward", _("Next requirement"), "J"),
        )
        back.clicked.connect(lambda: self._step(-1))
        forward.clicked.connect(lambda: self._step(1))
        row.addWidget(self._what, 1)
        for part_of_head in (self._confirm, back, forward):
            row.addWidget(part_of_head)
        inside.addWidget(head)
        self.graph = TraceGraph()
        self.graph.setObjectName("body")
        self.graph.asked.connect(self.asked)
        self.graph.centred.connect(self.centre)
        area = Scrolled()
        area.setWidget(self.graph)
        inside.addWidget(area, 1)
        return part

    def _begin(self) -> None:
        """Begin with the requirement that is selected, or the first."""
        self._requirement = ""
        self._matter = "linked"
        self._work.stop()
        self._worked_out, self._coverage, self._found = None, None, None
        self.shares.show_rows([])
        self.gaps.show_rows([])
        self.gaps.empty = ""
        self._gap_title.setText("")
        self._follow(self._session.selection)
        self.refresh()

    def _follow(self, selection: tuple[Id, ...]) -> None:
        chosen = selection[0] if len(selection) == 1 else ""
        if chosen != self._requirement and self._session.snapshot().find(Requirement, chosen) is not None:
            self._requirement = chosen
            self._show_traces()

    def _choose_share(self, matter: str) -> None:
        self._matter = next(one for one in MATTERS if one == matter)
        self._show_gaps()

    def _enter_gaps(self) -> None:
        self.gaps.setFocus()
        self.gaps.begin()

    def _show_gaps(self) -> None:
        if self._found is None:
            return
        rows = gap_rows(self._session.snapshot(), self._found, self._matter)
        self.gaps.empty = _("Nothing is missing here.")
        self.gaps.show_rows(rows)
        count = len(self._found.share(self._matter).unmet)
        title = GAPS[self._matter]()
        self._gap_title.setText(_("{title}: {count}").format(title=title, count=count))

    def _choose_gap(self, row_id: str) -> None:
        """A requirement, or that of a link, comes into the middle; anything else is selected."""
        snapshot = self._session.snapshot()
        element_id = row_id.rpartition("|")[2]
        link = snapshot.find(TraceLink, element_id)
        ends = (element_id,) if link is None else (link.source, link.target or "")
        requirement = next((one for one in ends if snapshot.find(Requirement, one) is not None), None)
        if requirement is not None:
            self.centre(requirement)
        else:
            self._session.select((element_id,))

    def _open_gap(self, row_id: str) -> None:
        element_id = row_id.rpartition("|")[2]
        if self._session.snapshot().find(TraceLink, element_id) is None:
            self.asked.emit(element_id)
        else:
            self.graph.take_keyboard()

    def _show_traces(self) -> None:
        snapshot = self._session.snapshot()
        one = snapshot.find(Requirement, self._requirement)
        if one is None or not self.isVisible():
            return
        self.graph.show_sketch(sketch(self._results.known, one), snapshot)
        self._what.setText(_("Traces of {key}").format(key=one.key))
        open_links = unconfirmed(snapshot, (one.id,))
        self._confirm.setText(plural("Confirm {count} trace", "Confirm {count} traces", len(open_links)))
        self._confirm.setVisible(bool(open_links) and self._session.writable)

    def _confirm_traces(self) -> None:
        confirm(self._session, unconfirmed(self._session.snapshot(), (self._requirement,)))
        self.refresh()
        self.graph.take_keyboard()

    def _step(self, by: int) -> None:
        """Show the traces of the next or previous requirement, in the order of the model."""
        ids = [one.id for one in self._session.snapshot().of(Requirement)]
        if self._requirement in ids:
            self.centre(ids[(ids.index(self._requirement) + by) % len(ids)])

    # Qt

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """J and K go to the next and previous requirement."""
        if event.key() in (Qt.Key.Key_J, Qt.Key.Key_K) and not event.modifiers():
            held = self.graph.isAncestorOf(self.focusWidget()) if self.focusWidget() is not None else False
            self._step(1 if event.key() == Qt.Key.Key_J else -1)
            if held:
                self.graph.take_keyboard()
        else:
            super().keyPressEvent(event)


def _worked_out(snapshot: Snapshot, _tell: Tell) -> Coverage:
    from core.requirements.coverage import coverage

    return coverage(snapshot)
