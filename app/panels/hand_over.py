"""The Hand over room: what can be given to a reviewer, each with what it holds and its key."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QFrame, QLabel, QPushButton, QScrollArea, QWidget

from app.actions.registry import action
from app.panels.labels import across, clear, down, key_label, label, name_width, rule
from app.panels.scrolled import Body
from app.panels.undisturbed import undisturbed
from app.session.results import Results
from app.session.session import Session
from app.theme import glyph, px, restyled
from core.ground.words import _, grouped, plural
from core.model import Diagram, Requirement, StateMachine


class HandOverPage(QFrame):
    """Documents and files for others.

    Signals: `asked` with the id of the action a person chose.
    """

    asked = Signal(str)

    def __init__(self, session: Session, results: Results, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("canvas_area")
        self._session = session
        self._results = results
        column = down(self)
        area = QScrollArea()
        area.setAccessibleName(_("What can be handed over"))
        area.setFrameShape(QFrame.Shape.NoFrame)
        area.setWidgetResizable(True)
        body = Body()
        body.setObjectName("body")
        self._body = down(body, (32, 24, 32, 24), 0)
        area.setWidget(body)
        column.addWidget(area)
        self._told: object = None
        session.altered.connect(self._refresh)
        session.opened.connect(self._refresh)
        results.changed.connect(self._refresh)
        restyled(self, self._build)
        self._build()

    def _refresh(self) -> None:
        """Show what there is now; only what differs is made anew."""
        if (self._files(), self._facts()) != self._told:
            self._build()

    def _build(self) -> None:
        self._told = (self._files(), self._facts())
        with undisturbed(self):
            clear(self._body)
            self._write()

    def _write(self) -> None:
        self._body.addWidget(label(_("Hand it over"), "title", wraps=True))
        self._body.addWidget(
            label(
                _("What a reviewer can check without this program, and without you."),
                "paraphrase",
                wraps=True,
            )
        )
        self._body.addSpacing(px(16))
        for one in self._files():
            self._body.addWidget(rule())
            self._body.addWidget(self._line(*one))
        self._body.addWidget(rule())
        self._body.addSpacing(px(16))
        self._provenance()
        self._body.addStretch(1)

    def _files(self) -> tuple[tuple[str, str, str, str], ...]:
        """What can be handed over: the action, its icon, its title, and what it holds."""
        snapshot = self._session.snapshot()
        diagrams = plural("{count} diagram", "{count} diagrams", len(snapshot.of(Diagram)))
        report = _(
            "Cover, contents, {diagrams}, {requirements} with verdicts and reasons, threats, provenance."
        ).format(
            diagrams=diagrams,
            requirements=plural("{count} requirement", "{count} requirements", len(snapshot.of(Requirement))),
        )
        uppaal = _(
            "model.xml, model.q and the trace map: {machines} as timed automata, ready for UPPAAL."
        ).format(
            machines=plural("{count} state machine", "{count} state machines", len(snapshot.of(StateMachine)))
        )
        text = _("Every fact on a line of its own, in stable order: for review and for git diff.")
        paper = _("{diagrams}, or one of them, on paper or as PDF: fitted to pages or in tiles.")
        pictures = _("{diagrams}, a file for each: SVG, PDF or PNG.")
        return (
            ("export.report", "evidence", _("Report (PDF)"), report),
            ("print", "print", _("Print diagrams"), paper.format(diagrams=diagrams)),
            ("export.pictures", "diagram", _("Diagrams as pictures"), pictures.format(diagrams=diagrams)),
            ("export.uppaal", "state machine", _("UPPAAL files"), uppaal),
            ("export.text", "requirement", _("Text form"), text),
        )

    def _line(self, action_id: str, icon_name: str, title: str, words: str) -> QWidget:
        frame = QWidget()
        row = across(frame, (0, 12, 0, 12), 14)
        picture = QLabel()
        picture.setPixmap(glyph(icon_name, px(22), "text.secondary", self.devicePixelRatioF()))
        row.addWidget(picture)
        column = QWidget()
        lines = down(column, gap=2)
        lines.addWidget(label(title, "strong", wraps=True))
        lines.addWidget(label(words, "fact", wraps=True))
        row.addWidget(column, 1)
        key = action(action_id).key
        if key:
            row.addWidget(key_label(key))
        printing = action_id == "print"
        button = QPushButton(_("Print") if printing else _("Export"))
        button.setMinimumWidth(
            max(QPushButton(words).sizeHint().width() for words in (_("Print"), _("Export")))
        )
        spoken = _("Print: {title}") if printing else _("Export: {title}")
        button.setAccessibleName(spoken.format(title=title))
        button.setEnabled(self._session.project is not None)
        button.clicked.connect(lambda: self.asked.emit(action_id))
        row.addWidget(button)
        return frame

    def _facts(self) -> tuple[tuple[str, str], ...]:
        """What a document names as its origin; nothing where no project is open."""
        project = self._session.project
        if project is None:
            return ()
        head = project.head_hash
        return (
            (_("Journal head"), head[:16] + " …" if head else _("nothing was changed yet")),
            (_("Changes made"), grouped(len(project.heads))),
            (_("Threats"), _age(self._results, "threats")),
            (_("Verdicts"), _age(self._results, "verdicts")),
        )

    def _provenance(self) -> None:
        facts = self._facts()
        if facts:
            self._body.addWidget(label(_("What they will name"), "section"))
        width = name_width((title for title, _words in facts), 120)
        for title, words in facts:
            frame = QWidget()
            row = across(frame, (0, 3, 0, 3), 8)
            name = label(title, "fact")
            name.setFixedWidth(width)
            row.addWidget(name)
            row.addWidget(label(words, "code"), 1)
            self._body.addWidget(frame)


def _age(results: Results, which: str) -> str:
    findings = results.threats if which == "threats" else results.verdicts
    if not findings.known:
        return _("not worked out yet; the export does it")
    words = findings.time[:16].replace("T", " ")
    return (
        _("{time}, stale").format(time=words)
        if results.is_stale(findings)
        else _("{time}, up to date").format(time=words)
    )
