"""What is known about one threat, at the right of the Threats room, and what was decided about it."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QGridLayout, QLineEdit, QPushButton, QScrollArea, QWidget

from app.panels.computed import status_words
from app.panels.labels import across, clear, down, heading, label, rule
from app.panels.rows import Row, RowList
from app.panels.segmented import Segmented
from app.session.catalogue import entry_title
from app.session.results import Plain, Results, decision_on
from app.session.session import Session
from app.theme import look, mark_picture, px
from core.ground.words import _, deferred, plural
from core.model import Snapshot, ThreatDecision, ThreatStatus, name_of

STRIDE = {
    "S": deferred("Spoofing"),
    "T": deferred("Tampering"),
    "R": deferred("Repudiation"),
    "I": deferred("Information disclosure"),
    "D": deferred("Denial of service"),
    "E": deferred("Elevation of privilege"),
}
_SEVERITY = {
    "critical": deferred("Critical"),
    "high": deferred("High"),
    "medium": deferred("Medium"),
    "low": deferred("Low"),
    "info": deferred("Information"),
}


_MITIGATION = "MIT-"
"""How the ids of mitigations begin."""


class ThreatDetail(QScrollArea):
    """Why a threat applies, what it is known as, what answers it, and what was decided.

    Signals: `asked` with the id of an element that a fact is about; `decided` with a status and
    a reason; `proposing` with the id of a mitigation that should become a proposal.
    """

    asked = Signal(str)
    decided = Signal(str, str)
    proposing = Signal(str)

    def __init__(self, session: Session, results: Results, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("inspector")
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setWidgetResizable(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._session = session
        self._results = results
        self._threat: Plain | None = None
        self._reason: QLineEdit | None = None
        self._state: Segmented | None = None
        body = QWidget()
        body.setObjectName("body")
        self._column = down(body, (14, 12, 14, 14), 0)
        self.setWidget(body)
        results.changed.connect(self._again)
        session.altered.connect(self._show_state)
        look().changed.connect(self._build)
        self._build()

    @property
    def threat(self) -> Plain | None:
        """The threat shown."""
        return self._threat

    def show_threat(self, threat_id: str) -> None:
        """Show a threat; an unknown id shows the words for none."""
        records = self._results.threats.records
        self._threat = next((threat for threat in records if threat["id"] == threat_id), None)
        self._build()

    def decide(self, status: str) -> None:
        """Decide the threat with the reason that was typed; without one the caret goes there."""
        reason = self._reason.text().strip() if self._reason is not None else ""
        if status != ThreatStatus.OPEN.value and not reason and self._reason is not None:
            self._show_state()
            self._reason.setPlaceholderText(_("a reason is needed, then choose again"))
            self._reason.setFocus()
            return
        self.decided.emit(status, reason)

    def _again(self) -> None:
        if self._threat is not None:
            self.show_threat(self._threat["id"])

    def _build(self) -> None:
        clear(self._column)
        self._reason = self._state = None
        threat = self._threat
        if threat is None:
            self._column.addWidget(label(_("Choose a threat. Its reasons appear here."), "hint", wraps=True))
            self._column.addStretch(1)
            return
        head = QWidget()
        row = across(head, gap=10)
        mark = label("")
        mark.setPixmap(mark_picture(threat["severity"], px(22), ratio=self.devicePixelRatioF()))
        row.addWidget(mark, 0, Qt.AlignmentFlag.AlignTop)
        row.addWidget(label(threat["title"], "element", wraps=True), 1)
        self._column.addWidget(head)
        letters = " · ".join(STRIDE[letter]() for letter in threat["stride"] if letter in STRIDE)
        rule_words = _("{stride} · rule {rule}").format(stride=letters, rule=threat["rule"])
        self._column.addWidget(label(rule_words, "small", wraps=True))
        severity = _("{severity}, {certainty}").format(
            severity=_SEVERITY[threat["severity"]](), certainty=_(threat["certainty"])
        )
        self._column.addWidget(label(severity, "small"))
        self._column.addSpacing(px(8))
        self._why(threat)
        self._asks(threat)
        self._entries(_("Known as"), threat["references"])
        self._entries(_("What answers it"), threat["mitigations"])
        self._decision()
        self._column.addStretch(1)

    def _section(self, title: str, right: str = "") -> None:
        self._column.addSpacing(px(6))
        self._column.addWidget(rule())
        self._column.addWidget(heading(title, right))

    def _why(self, threat: Plain) -> None:
        self._section(_("Why it applies"), _("ƒ computed"))
        self._column.addWidget(label(threat["why"].split(". ")[0] + ".", "body", wraps=True))
        snapshot = self._session.snapshot()
        facts = [
            Row(
                f"{fact['element']}|{letter}",
                _("{name}: {field} {value}").format(
                    name=name_of(snapshot, fact["element"]),
                    field=fact["field"].replace("_", " "),
                    value=fact["value"],
                ),
                lead=letter,
            )
            for letter, fact in zip("abcdefghijklmnopqrstuvwxyz", threat.get("facts", ()), strict=False)
        ]
        self._list(facts)

    def _asks(self, threat: Plain) -> None:
        if not threat["asks"]:
            return
        count = plural("{count} question", "{count} questions", len(threat["asks"]))
        self._section(_("What would decide it"), count)
        self._list(
            [
                Row(f"{ask['element']}|{ask['field']}", ask["question"], mark="unknown", tip=ask["question"])
                for ask in threat["asks"]
            ]
        )

    def _entries(self, title: str, entries: list[str]) -> None:
        if not entries:
            return
        self._section(title)
        frame = QWidget()
        grid = QGridLayout(frame)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(px(10))
        grid.setVerticalSpacing(px(4))
        grid.setColumnStretch(1, 1)
        told = [entry for entry in entries if entry_title(entry)]
        for line, entry in enumerate(told):
            code = label(entry, "code")
            grid.addWidget(code, line, 0, Qt.AlignmentFlag.AlignTop)
            grid.addWidget(label(entry_title(entry), "body", wraps=True), line, 1)
            if entry.startswith(_MITIGATION) and self._session.writable:
                grid.addWidget(self._propose(entry), line, 2, Qt.AlignmentFlag.AlignTop)
        self._column.addWidget(frame)
        others = ", ".join(entry for entry in entries if entry not in told)
        if others:
            self._column.addWidget(label(others, "code", wraps=True))

    def _propose(self, mitigation: str) -> QPushButton:
        button = QPushButton(_("propose"))
        button.setProperty("link", True)
        button.setAccessibleName(_("Propose “{title}”").format(title=entry_title(mitigation)))
        button.clicked.connect(lambda: self.proposing.emit(mitigation))
        return button

    def _list(self, rows: list[Row]) -> None:
        if not rows:
            return
        found = RowList()
        found.show_rows(rows)
        found.setFixedHeight(px(28) * len(rows) + 2)
        found.setVerticalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        found.clicked.connect(
            lambda index, found=found: self.asked.emit(found.known.rows[index.row()].id.split("|")[0])
        )
        found.activated_row.connect(lambda row_id: self.asked.emit(row_id.split("|")[0]))
        self._column.addWidget(found)

    def _decision(self) -> None:
        self._section(_("State"))
        self._state = Segmented(
            [(status.value, status_words(status).capitalize()) for status in ThreatStatus],
            tones=("careful", "good", "good", "good"),
        )
        self._state.setAccessibleName(_("State"))
        self._state.chosen.connect(self.decide)
        self._column.addWidget(self._state)
        frame = QWidget()
        row = across(frame, (0, 6, 0, 0), 8)
        name = label(_("Reason"), "fact")
        name.setFixedWidth(px(70))
        self._reason = QLineEdit()
        self._reason.setAccessibleName(_("Reason"))
        self._reason.setPlaceholderText(_("needed to accept or dismiss"))
        row.addWidget(name)
        row.addWidget(self._reason, 1)
        self._column.addWidget(frame)
        self._by = label("", "small", wraps=True)
        self._column.addWidget(self._by)
        self._show_state()

    def _show_state(self) -> None:
        if self._threat is None or self._state is None or self._reason is None:
            return
        decision = decision_on(self._session.snapshot(), self._threat["id"])
        self._state.show_value((decision.status if decision else ThreatStatus.OPEN).value)
        self._state.setEnabled(self._session.writable)
        self._reason.setReadOnly(not self._session.writable)
        if decision is not None and not self._reason.isModified():
            self._reason.setText(decision.reason)
        self._by.setText(_by(decision))


def decide(session: Session, threat: Plain, status: ThreatStatus, reason: str) -> None:
    """Record what a person decided about a threat, as one change."""
    title = _("Decide “{title}”: {status}").format(title=threat["title"], status=status_words(status))
    with session.change(title) as edit:
        snapshot: Snapshot = session.snapshot()
        now = session.project.surroundings.clock().date().isoformat() if session.project else ""
        known = decision_on(snapshot, threat["id"])
        facts = {"status": status, "reason": reason, "decided_by": session.author, "decided_on": now}
        if known is None:
            edit.new(ThreatDecision, name=threat["title"], threat=threat["id"], **facts)
        else:
            edit.set(known, **facts)


def _by(decision: ThreatDecision | None) -> str:
    if decision is None or not decision.decided_by:
        return ""
    return _("decided by {person} on {day}").format(person=decision.decided_by, day=decision.decided_on)
