"""What is known about one threat, at the right of the Threats room, and what was decided about it."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QFrame, QGridLayout, QPushButton, QScrollArea, QWidget

from app.panels.computed import status_words
from app.panels.labels import across, clear, down, heading, label, rule
from app.panels.passage import Passage
from app.panels.rows import Row
from app.panels.threat_form import ThreatForm
from app.panels.undisturbed import undisturbed
from app.session.catalogue import entry_title
from app.session.results import Plain, Results, decision_on
from app.session.session import Session
from app.theme import mark_picture, px, restyled
from core.ground.words import _, deferred, plural
from core.model import Snapshot, ThreatDecision, ThreatStatus, name_of
from core.model.facts import title_of
from core.threats.words import value_words

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
    a reason; `assigned` with who sees to it and the date; `proposing` with the id of a mitigation
    that should become a proposal; `message` with why something typed was not taken.
    """

    asked = Signal(str)
    decided = Signal(str, str)
    assigned = Signal(str, str)
    proposing = Signal(str)
    message = Signal(str)

    def __init__(self, session: Session, results: Results, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("inspector")
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setWidgetResizable(True)
        self.setHorizontalScrollBarPolicy(Qt.ScrollBarPolicy.ScrollBarAlwaysOff)
        self._session = session
        self._results = results
        self._threat: Plain | None = None
        self._told: object = None
        body = QWidget()
        body.setObjectName("body")
        column = down(body, (14, 12, 14, 14), 0)
        self._facts = QWidget()
        self._column = down(self._facts)
        self._foot = QWidget()
        foot = down(self._foot, (0, 6, 0, 0), 0)
        foot.addWidget(rule())
        foot.addWidget(heading(_("State")))
        self.form = ThreatForm()
        self.form.decided.connect(self.decided)
        self.form.assigned.connect(self.assigned)
        self.form.refused.connect(self.message)
        foot.addWidget(self.form)
        column.addWidget(self._facts)
        column.addWidget(self._foot)
        column.addStretch(1)
        self.setWidget(body)
        results.changed.connect(self._again)
        session.altered.connect(self._refresh)
        restyled(self, self._build)
        self._build()
        self._show_decision()

    @property
    def threat(self) -> Plain | None:
        """The threat shown."""
        return self._threat

    def show_threat(self, threat_id: str) -> None:
        """Show a threat; an unknown id shows the words for none."""
        records = self._results.threats.records
        before = self._threat["id"] if self._threat is not None else ""
        self._threat = next((threat for threat in records if threat["id"] == threat_id), None)
        self._refresh()
        if threat_id != before:
            self.verticalScrollBar().setValue(0)

    def decide(self, status: str) -> None:
        """Decide the threat with the reason that was typed; without one the caret goes there."""
        self.form.decide(status)

    def _again(self) -> None:
        if self._threat is not None:
            self.show_threat(self._threat["id"])

    def _refresh(self) -> None:
        """Show what is known now; only what differs is made anew."""
        if self._tell() != self._told:
            self._build()
        self._show_decision()

    def _tell(self) -> object:
        """Everything that the facts are made from."""
        threat = self._threat
        return threat, self._session.writable, self._facts_of(threat) if threat is not None else ()

    def _show_decision(self) -> None:
        threat = self._threat
        self._foot.setVisible(threat is not None)
        if threat is not None:
            decision = decision_on(self._session.snapshot(), threat["id"])
            self.form.show_decision(threat["id"], decision, self._session.writable)

    def _build(self) -> None:
        self._told = self._tell()
        with undisturbed(self._facts):
            clear(self._column)
            self._write()

    def _write(self) -> None:
        threat = self._threat
        if threat is None:
            self._column.addWidget(label(_("Choose a threat. Its reasons appear here."), "hint", wraps=True))
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

    def _section(self, title: str, right: str = "") -> None:
        self._column.addSpacing(px(6))
        self._column.addWidget(rule())
        self._column.addWidget(heading(title, right))

    def _why(self, threat: Plain) -> None:
        self._section(_("Why it applies"), _("ƒ computed"))
        self._column.addWidget(label(threat["why"].split(". ")[0] + ".", "body", wraps=True))
        self._list(_("Why it applies"), self._facts_of(threat))

    def _facts_of(self, threat: Plain) -> list[Row]:
        snapshot = self._session.snapshot()
        return [
            Row(
                f"{fact['element']}|{letter}",
                _("{name}: {field} {value}").format(
                    name=name_of(snapshot, fact["element"]),
                    field=title_of(fact["field"]),
                    value=value_words(fact["field"], fact["value"]),
                ),
                lead=letter,
            )
            for letter, fact in zip("abcdefghijklmnopqrstuvwxyz", threat.get("facts", ()), strict=False)
        ]

    def _asks(self, threat: Plain) -> None:
        if not threat["asks"]:
            return
        count = plural("{count} question", "{count} questions", len(threat["asks"]))
        self._section(_("What would decide it"), count)
        self._list(
            _("What would decide it"),
            [
                Row(f"{ask['element']}|{ask['field']}", ask["question"], mark="unknown", tip=ask["question"])
                for ask in threat["asks"]
            ],
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

    def _list(self, title: str, rows: list[Row]) -> None:
        if not rows:
            return
        found = Passage(rows)
        found.setAccessibleName(title)
        found.clicked.connect(
            lambda index, found=found: self.asked.emit(found.known.rows[index.row()].id.split("|")[0])
        )
        found.activated_row.connect(lambda row_id: self.asked.emit(row_id.split("|")[0]))
        self._column.addWidget(found)


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


def assign(session: Session, threat: Plain, assignee: str, due: str) -> None:
    """Record who sees to a threat and until when, as one change; its state stays as it is."""
    known = decision_on(session.snapshot(), threat["id"])
    with session.change(_("Assign “{title}”").format(title=threat["title"])) as edit:
        if known is None:
            edit.new(ThreatDecision, name=threat["title"], threat=threat["id"], assignee=assignee, due=due)
        else:
            edit.set(known, assignee=assignee, due=due)
