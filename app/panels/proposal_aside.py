"""The right panel of Review: where a proposal comes from, and what became of others of its kind."""

from PySide6.QtCore import QRectF
from PySide6.QtGui import QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QFrame, QScrollArea, QWidget

from app.panels.computed import status_words
from app.panels.labels import across, clear, down, heading, label, rule
from app.panels.undisturbed import undisturbed
from app.session.results import Results, decision_on
from app.session.session import Session
from app.theme import colour, px, restyled
from core.ground.words import _
from core.knowledge.retelling import as_read
from core.model import Proposal, ProposalState
from core.model.facts import title_of


class ProposalAside(QScrollArea):
    """What stands behind one proposal."""

    def __init__(self, session: Session, results: Results, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("inspector")
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setWidgetResizable(True)
        self._session = session
        self._results = results
        self._proposal = ""
        body = QWidget()
        body.setObjectName("body")
        self._column = down(body, (14, 10, 14, 14), 0)
        self.setWidget(body)
        session.altered.connect(self._build)
        restyled(self, self._build)
        self._build()

    def show_proposal(self, proposal_id: str) -> None:
        """Show what stands behind another proposal."""
        self._proposal = proposal_id
        self._build()

    def _build(self) -> None:
        with undisturbed(self):
            clear(self._column)
            self._write()

    def _write(self) -> None:
        proposal = self._session.snapshot().find(Proposal, self._proposal)
        if proposal is None:
            self._column.addWidget(label(_("Where a proposal comes from appears here."), "hint", wraps=True))
            self._column.addStretch(1)
            return
        self._column.addWidget(heading(_("Where it comes from")))
        self._fact(_("Assistant"), proposal.assistant)
        self._fact(_("Ranked by"), as_read(proposal).method or _("rule order"))
        if proposal.rank is not None:
            self._fact(_("Rank"), str(proposal.rank))
        self._past(proposal)
        self._concerns(proposal)
        self._column.addStretch(1)

    def _past(self, proposal: Proposal) -> None:
        from core.assistants.proposals import past_decisions

        past = past_decisions(self._session.snapshot(), proposal.topic)
        counts = [
            past[state] for state in (ProposalState.ACCEPTED, ProposalState.EDITED, ProposalState.REJECTED)
        ]
        self._rule(_("This kind of proposal here"), _("counted"))
        if not sum(counts):
            self._column.addWidget(label(_("None was decided yet."), "fact"))
            return
        self._column.addWidget(_Shares(counts))
        words = _("{accepted} accepted, {edited} edited, {rejected} rejected of {all}").format(
            accepted=counts[0], edited=counts[1], rejected=counts[2], all=sum(counts)
        )
        self._column.addWidget(label(words, "small", wraps=True))

    def _concerns(self, proposal: Proposal) -> None:
        snapshot = self._session.snapshot()
        elements = [snapshot.get(element_id) for element_id in proposal.concerns]
        named = [element for element in elements if element is not None]
        if not named:
            return
        self._rule(_("What it is about"))
        for element in named:
            self._fact(title_of(element.kind), getattr(element, "key", "") or element.name)
            for threat in self._results.threats_of(element.id):
                decision = decision_on(snapshot, threat["id"])
                state = status_words(self._results.status(threat["id"])) if decision else _("open")
                self._fact(_("Threat"), _("{title}: {state}").format(title=threat["title"], state=state))

    def _rule(self, title: str, right: str = "") -> None:
        self._column.addSpacing(px(8))
        self._column.addWidget(rule())
        self._column.addWidget(heading(title, right))

    def _fact(self, title: str, words: str) -> None:
        frame = QWidget()
        row = across(frame, (0, 3, 0, 3), 8)
        name = label(title, "fact", wraps=True)
        name.setFixedWidth(px(92))
        row.addWidget(name)
        row.addWidget(label(words, "body", wraps=True), 1)
        self._column.addWidget(frame)


class _Shares(QWidget):
    """Accepted, edited and rejected as parts of one bar: filled, hatched and empty."""

    def __init__(self, counts: list[int]) -> None:
        super().__init__()
        self._counts = counts
        self.setFixedHeight(px(12))

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint the three parts."""
        painter = QPainter(self)
        whole, left = sum(self._counts), 0.0
        for place, count in enumerate(self._counts):
            width = self.width() * count / whole
            box = QRectF(left, px(2), max(width - 1, 0), px(7))
            if place == 0:
                painter.fillRect(box, colour("status.ok.mark"))
            elif place == 1 and count:
                painter.save()
                painter.setClipRect(box)
                painter.setPen(QPen(colour("status.warn.mark"), 2))
                for at in range(round(box.left()) - px(8), round(box.right()) + px(8), px(5)):
                    painter.drawLine(at, round(box.bottom()), at + px(7), round(box.top()))
                painter.restore()
            elif count:
                painter.setPen(QPen(colour("status.error.mark"), 1))
                painter.drawRect(box.adjusted(0.5, 0.5, -1, -0.5))
            left += width
