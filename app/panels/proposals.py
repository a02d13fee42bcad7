"""The Review room: proposals at the left, and one with its claims, evidence and checks in the middle."""

from collections import Counter

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import (
    QApplication,
    QFrame,
    QGridLayout,
    QLabel,
    QLineEdit,
    QPushButton,
    QScrollArea,
    QWidget,
)

from app.actions.caps import cap
from app.actions.registry import key_of, named
from app.panels.flow import Flow
from app.panels.grounds import claim_card
from app.panels.keyed import keys_heard
from app.panels.labels import across, clear, down, heading, label, moment, name_width, rule
from app.panels.proposal_form import ProposalForm
from app.panels.rows import Row, RowList
from app.panels.scrolled import Body
from app.panels.side import Side
from app.panels.undisturbed import undisturbed
from app.session.session import Session
from app.theme import mark_picture, px, restyled
from app.theme.kinds import kind_icon
from core.ground.words import _, deferred, plural
from core.knowledge.retelling import as_read
from core.model import Decision, Id, Outcome, Proposal, ProposalState, ProposedEdit
from core.model.differences import Difference, differences

_MARKS = {Outcome.PASSED: "satisfied", Outcome.FAILED: "violated", Outcome.UNDECIDED: "unknown"}
_STATES = {
    ProposalState.PROPOSED: deferred("To decide"),
    ProposalState.ACCEPTED: deferred("Accepted"),
    ProposalState.EDITED: deferred("Edited and accepted"),
    ProposalState.REJECTED: deferred("Rejected"),
    ProposalState.SUPERSEDED: deferred("Superseded"),
}
_SIGNS = {"added": "+", "removed": "−", "changed": "~"}


class ProposalList(Side):
    """What assistants offer, by state.

    Signals: `chosen` with a proposal's id.
    """

    chosen = Signal(str)

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(_("Proposals"), parent=parent)
        self._session = session
        self.list = RowList()
        self.list.setAccessibleName(_("Proposals"))
        self._empty = label("", "hint", wraps=True)
        self._empty.setContentsMargins(px(20), px(14), px(16), px(14))
        self.add(self._empty)
        self.add(self.list, 1)
        self.list.chosen.connect(self.chosen)
        session.opened.connect(self.refresh)
        session.altered.connect(self.refresh)
        keys_heard().changed.connect(self._say_empty)
        self._say_empty()
        self.refresh()

    def _say_empty(self) -> None:
        self._empty.setText(
            _(
                "What assistants propose appears here; nothing is changed until you accept. Select an element"
                " and press {weaknesses} for weaknesses of it, or propose a mitigation in Threats, {threats}."
            ).format(weaknesses=named("suggest.weaknesses"), threats=named("room.threats"))
        )

    def refresh(self) -> None:
        """Show the proposals as they are now."""
        proposals = self._session.snapshot().of(Proposal)
        rows: list[Row] = []
        for state, title in _STATES.items():
            group = [one for one in proposals if one.state is state]
            if group:
                rows.append(Row(f"#{state.value}", title(), heading=True, count=str(len(group))))
                rows += [_row(one) for one in sorted(group, key=lambda one: (one.rank or 0, one.id))]
        self.list.show_rows(rows)
        waiting = sum(one.state is ProposalState.PROPOSED for one in proposals)
        self.show_counts(*([_("{count} to decide").format(count=waiting)] if waiting else []))
        self._empty.setVisible(not rows)


class ProposalPage(QFrame):
    """One proposal: what would change, on what grounds, and the decision.

    Signals: `asked` with the id of an element; `accepted` and `rejected` when a person decides;
    `message` with why something typed was not taken; `turned` when another proposal is shown, or it is
    read, edited or decided otherwise than before.
    """

    asked = Signal(str)
    accepted = Signal()
    rejected = Signal()
    message = Signal(str)
    turned = Signal()

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("canvas_area")
        self._session = session
        self._proposal: Id = ""
        column = down(self)
        area = self._area = QScrollArea()
        area.setAccessibleName(_("The proposal and its grounds"))
        area.setFrameShape(QFrame.Shape.NoFrame)
        area.setWidgetResizable(True)
        body = Body()
        body.setObjectName("body")
        inside = down(body, (24, 16, 24, 16), 0)
        self._forms: dict[Id, ProposalForm] = {}
        above, below = QWidget(), QWidget()
        self._inside, self._upper, self._body = body, down(above), down(below)
        inside.addWidget(above)
        place = QWidget()
        self._place = down(place)
        inside.addWidget(place)
        inside.addWidget(below, 1)
        area.setWidget(body)
        column.addWidget(area, 1)
        self._foot = self._decide_bar()
        column.addWidget(self._foot)
        session.altered.connect(self._build)
        session.opened.connect(self._forget)
        restyled(self, self._build)
        keys_heard().changed.connect(self._build)
        self._build()

    @property
    def proposal(self) -> Proposal | None:
        """The proposal shown."""
        return self._session.snapshot().find(Proposal, self._proposal)

    def show_proposal(self, proposal_id: Id) -> None:
        """Show another proposal."""
        if proposal_id != self._proposal:
            if self._form is not None:
                self._form.hide()
            self._proposal = proposal_id
            self._empty_reason()
            if self._form is not None:
                self._form.show()
        self._build()

    @property
    def editing(self) -> bool:
        """Whether what the proposal would change is open to edit."""
        return self._form is not None

    @property
    def edits(self) -> tuple[ProposedEdit, ...] | None:
        """What the person made of what the proposal would change; None where it is as it was proposed."""
        proposal = self.proposal
        if self._form is None or proposal is None or self._form.edits == proposal.edits:
            return None
        return self._form.edits

    def settle(self) -> bool:
        """Take what is being typed; False where something typed is no value."""
        return self._form is None or self._form.settle()

    def edit(self) -> None:
        """Open what the proposal would change to edit, where it stands; or leave it as it was proposed."""
        proposal = self.proposal
        if self._form is not None:
            self._leave()
        elif proposal is not None and any(edit.after is not None for edit in proposal.edits):
            form = self._forms[proposal.id] = ProposalForm(proposal, self._session.snapshot())
            form.accepted.connect(self.accepted)
            form.left.connect(self._leave)
            form.message.connect(self.message)
            self._place.addWidget(form)
            self._build()
            form.show()
            form.begin()

    def _leave(self) -> None:
        self._end_edit(self._proposal)
        self._build()
        self._edit.setFocus()

    @property
    def _form(self) -> ProposalForm | None:
        """The form of the proposal shown; that of another is kept as it was left, out of sight."""
        return self._forms.get(self._proposal)

    def _end_edit(self, proposal_id: Id) -> None:
        form = self._forms.pop(proposal_id)
        self._place.removeWidget(form)
        form.hide()
        form.deleteLater()

    def _end_decided(self) -> None:
        """Let the forms go of proposals that are decided, or gone."""
        for proposal_id in tuple(self._forms):
            proposal = self._session.snapshot().find(Proposal, proposal_id)
            if proposal is None or proposal.state is not ProposalState.PROPOSED:
                self._end_edit(proposal_id)

    def _forget(self) -> None:
        for proposal_id in tuple(self._forms):
            self._end_edit(proposal_id)
        self.show_proposal("")

    def _empty_reason(self) -> None:
        """A reason is typed when it is asked for; until then the keyboard is where one reads."""
        here = self.reason.hasFocus()
        self.reason.clear()
        self.reason.setPlaceholderText(_("reason"))
        self.reason.clearFocus()  # also where the page is out of sight: it would go on there
        if here:
            self._area.setFocus()

    def ask_reason(self) -> None:
        """Put the caret where the reason for a rejection goes."""
        self.reason.setPlaceholderText(_("why not? Enter rejects"))
        self.reason.setFocus()

    def _decide_bar(self) -> QFrame:
        foot = QFrame()
        foot.setObjectName("foot")
        row = Flow(foot, (24, 10, 24, 10))
        self._accept, self._edit, self._reject = QPushButton(), QPushButton(), QPushButton()
        self._accept.setProperty("primary", True)
        self.reason = QLineEdit()
        self.reason.setPlaceholderText(_("reason"))
        self.reason.setAccessibleName(_("Reason"))
        self.reason.setMinimumWidth(px(240))
        self._accept.clicked.connect(self.accepted)
        self._edit.clicked.connect(self.edit)
        self._reject.clicked.connect(self.rejected)
        self.reason.returnPressed.connect(self.rejected)
        for widget in (self._accept, self._edit, self._reject):
            row.addWidget(widget)
        row.addWidget(self.reason)
        row.addWidget(label(_("One change, one undo"), "small"))
        return foot

    def _build(self) -> None:
        self._end_decided()
        with undisturbed(self._inside):
            clear(self._upper)
            clear(self._body)
            self._write()
        if self.editing:
            _rename(self._accept, _("Accept as edited"), "Ctrl Enter")
            _rename(self._edit, _("Leave as proposed"), "Esc")
        else:
            _rename(self._accept, _("Accept"), key_of("review.accept"))
            _rename(self._edit, _("Edit, then accept"), key_of("review.edit"))
        _rename(self._reject, _("Reject with reason"), key_of("review.reject"))
        self.turned.emit()

    def _write(self) -> None:
        proposal = None if self.proposal is None else as_read(self.proposal)
        undecided = proposal is not None and proposal.state is ProposalState.PROPOSED
        open_ = undecided and self._session.writable
        if not open_ and self._foot.isAncestorOf(QApplication.focusWidget() or self):
            self._empty_reason()
            self._area.setFocus()  # Qt would give the keyboard to whatever comes first in the window
        self._foot.setVisible(open_)
        if proposal is None:
            self._body.addWidget(label(_("Choose a proposal at the left. Its grounds appear here."), "hint"))
            self._body.addStretch(1)
            return
        self._upper.addWidget(self._head(proposal))
        self._upper.addSpacing(px(10))
        self._upper.addWidget(rule())
        self._upper.addWidget(heading(_("What would change") if undecided else _("What it changes")))
        if self._form is None:
            self._changes(proposal)
        if proposal.claims:
            self._section(
                _("Claims and evidence"), plural("{count} claim", "{count} claims", len(proposal.claims))
            )
            for number, claim in enumerate(proposal.claims, start=1):
                self._body.addWidget(claim_card(self._session.snapshot(), number, claim))
        if proposal.checks:
            counted = Counter(check.outcome for check in proposal.checks)
            words = _("{passed} passed, {failed} failed, {undecided} not decided").format(
                passed=counted[Outcome.PASSED],
                failed=counted[Outcome.FAILED],
                undecided=counted[Outcome.UNDECIDED],
            )
            self._section(_("Checks"), words)
            self._body.addWidget(self._checks(proposal))
        for question in proposal.questions:
            self._section(_("One question before you decide"))
            card = QFrame()
            card.setProperty("question", True)
            down(card, (14, 10, 14, 10)).addWidget(label(question, "strong", wraps=True))
            self._body.addWidget(card)
        self._decisions(proposal)
        self._body.addStretch(1)

    def _changes(self, proposal: Proposal) -> None:
        changes = differences(self._session.snapshot(), proposal.edits)
        for one in changes:
            self._upper.addWidget(self._difference(one))
        if not changes:
            self._upper.addWidget(
                label(_("It changes nothing in the model; it asks for a decision."), "fact", wraps=True)
            )

    def _head(self, proposal: Proposal) -> QWidget:
        frame = QWidget()
        row = across(frame, gap=12)
        words = QWidget()
        column = down(words, gap=2)
        column.addWidget(label(proposal.name or _("Proposal"), "heading", wraps=True))
        origin = _("{assistant} assistant, {method}").format(
            assistant=proposal.assistant, method=proposal.method or _("rule order")
        )
        column.addWidget(label(origin, "fact", wraps=True))
        row.addWidget(words, 1)
        undecided = proposal.state is ProposalState.PROPOSED
        state = label(
            _("proposed, nothing is changed") if undecided else _STATES[proposal.state]().lower(),
            "proposed" if undecided else "chip",
        )
        row.addWidget(state, 0, Qt.AlignmentFlag.AlignTop)
        return frame

    def _section(self, title: str, right: str = "") -> None:
        self._body.addSpacing(px(10))
        self._body.addWidget(rule())
        self._body.addWidget(heading(title, right))

    def _difference(self, one: Difference) -> QWidget:
        frame = QFrame()
        frame.setProperty("diff", one.sort)
        row = across(frame, (12, 5, 12, 5), 10)
        sign = label(_SIGNS[one.sort], "strong")
        sign.setFixedWidth(px(12))
        kind = label(one.subject, "fact", wraps=True)
        kind.setFixedWidth(name_width((one.subject,), 150))
        row.addWidget(sign, 0, Qt.AlignmentFlag.AlignTop)
        row.addWidget(kind, 0, Qt.AlignmentFlag.AlignTop)
        row.addWidget(label(one.words, "body", wraps=True), 1)
        return frame

    def _checks(self, proposal: Proposal) -> QWidget:
        frame = QWidget()
        grid = QGridLayout(frame)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setVerticalSpacing(px(6))
        grid.setColumnStretch(1, 1)
        for line, check in enumerate(proposal.checks):
            mark = QLabel()
            mark.setPixmap(mark_picture(_MARKS[check.outcome], px(16), ratio=self.devicePixelRatioF()))
            grid.addWidget(mark, line, 0, Qt.AlignmentFlag.AlignTop)
            failed = check.outcome is Outcome.FAILED
            grid.addWidget(label(check.name, "strong" if failed else "body", wraps=True), line, 1)
            grid.addWidget(label(check.detail, "small"), line, 2, Qt.AlignmentFlag.AlignRight)
        return frame

    def _decisions(self, proposal: Proposal) -> None:
        for decision in self._session.snapshot().owned(proposal.id, Decision):
            self._section(_("Decided"), moment(decision.decided_on))
            words = _("{outcome} by {person}. {reason}").format(
                outcome=_STATES[decision.outcome](), person=decision.decided_by or "?", reason=decision.reason
            )
            self._body.addWidget(label(words, "body", wraps=True))


def _row(proposal: Proposal) -> Row:
    proposal = as_read(proposal)
    counted = Counter(check.outcome for check in proposal.checks)
    signs = ((Outcome.PASSED, "✓"), (Outcome.FAILED, "✕"), (Outcome.UNDECIDED, "?"))
    checks = "  ".join(f"{sign} {counted[outcome]}" for outcome, sign in signs if counted[outcome])
    subject = next((edit.after or edit.before for edit in proposal.edits if edit.after or edit.before), None)
    return Row(
        proposal.id,
        proposal.name or _("Proposal"),
        detail=", ".join(part for part in (proposal.assistant, checks) if part),
        mark=kind_icon(subject) if subject is not None else "proposal",
        tip=proposal.name,
    )


def _rename(button: QPushButton, words: str, key: str) -> None:
    button.setText(f"{words}   {key}".rstrip())
    button.setAccessibleName(words)
    button.setToolTip(f"{words} ({cap(key)})" if key else words)
