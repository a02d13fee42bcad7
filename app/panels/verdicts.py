"""One verdict in the middle of the Prove room: its reason, why it is late, and its steps."""

from PySide6.QtCore import QRect, Signal
from PySide6.QtGui import QPainter, QPaintEvent
from PySide6.QtWidgets import QFrame, QLabel, QPushButton, QScrollArea, QVBoxLayout, QWidget

from app.panels.labels import across, clear, down, heading, key_label, label, retype, rule
from app.panels.lateness import Lateness, WhyLate, lateness_of
from app.panels.row_painter import draw_spans
from app.panels.rows import RowList
from app.panels.sentence import coloured
from app.panels.steps import Step, steps_of
from app.panels.verdict_list import engine_words
from app.session.results import Plain, Results, reason_of
from app.session.session import Session
from app.theme import look, mark_picture, px
from core.ground.words import _, plural
from core.model import Id, Requirement, Snapshot


class VerdictPage(QFrame):
    """One requirement: its sentence, its verdict, why, and the steps of a counterexample.

    Signals: `asked` with the id of an element that a step is about; `recheck`; `stepped` with the
    steps up to the one shown, so that the `stage` below can show them on a diagram.
    """

    asked = Signal(str)
    recheck = Signal()
    stepped = Signal(object)

    def __init__(self, session: Session, results: Results, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("canvas_area")
        self._session = session
        self._results = results
        self._requirement: Id = ""
        self._steps: tuple[Step, ...] = ()
        column = down(self)
        self._banner = _Banner()
        column.addWidget(self._banner)
        column.addWidget(rule())
        area = QScrollArea()
        area.setFrameShape(QFrame.Shape.NoFrame)
        area.setWidgetResizable(True)
        body = QWidget()
        body.setObjectName("body")
        self._body = down(body, (20, 12, 20, 16), 0)
        area.setWidget(body)
        column.addWidget(area, 1)
        self._list = RowList((150, 90))
        self.stage = QWidget(self)
        self.stage.hide()
        down(self.stage, (0, 10, 0, 0))
        session.altered.connect(self._build)
        session.opened.connect(self._forget)
        results.changed.connect(self._build)
        look().changed.connect(self._build)
        self._build()

    def show_requirement(self, requirement_id: Id) -> None:
        """Show another requirement's verdict."""
        self._requirement = requirement_id
        self._build()

    def _forget(self) -> None:
        self.show_requirement("")

    def step(self, forward: bool) -> None:
        """Show the next or previous step of the counterexample."""
        self._list.step(forward)

    def _build(self) -> None:
        requirement = self._session.snapshot().find(Requirement, self._requirement)
        self.stage.hide()
        self.stage.setParent(self)  # it is kept; all else on the page is made anew
        clear(self._body)
        verdict = self._results.verdict_of(requirement) if requirement is not None else None
        self._banner.show_verdict(requirement, verdict, self._results.is_stale(self._results.verdicts))
        if requirement is None:
            self._body.addWidget(label(_("Choose a verdict at the left. Its reasons appear here."), "hint"))
            self._body.addStretch(1)
            return
        if verdict is None:
            self._body.addWidget(label(_("This requirement was not checked yet."), "body"))
            self._offer_recheck()
            self._body.addStretch(1)
            return
        self._why(self._body, verdict)
        late = self._why_late(lateness_of(requirement, verdict))
        self._steps = steps_of(verdict.get("explanation"))
        if self._steps:
            self._show_steps(px(180) if late else px(270))
        else:
            self._body.addStretch(1)

    def _why(self, column: QVBoxLayout, verdict: Plain) -> None:
        column.addWidget(heading(_("Why"), engine_words(verdict)))
        column.addWidget(label(reason_of(verdict), "paraphrase", wraps=True))
        column.addSpacing(px(8))
        if verdict.get("formula"):
            column.addWidget(heading(_("Formula"), _("ƒ computed")))
            column.addWidget(label(verdict["formula"], "code", wraps=True))
        else:
            column.addWidget(label(_("No formula: the reason above says why."), "fact", wraps=True))
        column.addSpacing(px(8))

    def _why_late(self, lateness: Lateness | None) -> bool:
        """Show where the time goes; False where nothing is late or it is not known."""
        if lateness is not None and lateness.delays:
            self._body.addWidget(rule())
            self._body.addWidget(heading(_("Why late"), lateness.total))
            self._body.addWidget(WhyLate(lateness))
            self._body.addSpacing(px(8))
        return lateness is not None and bool(lateness.delays)

    def _offer_recheck(self) -> None:
        button = QPushButton(_("Recheck"))
        button.setProperty("primary", True)
        button.clicked.connect(self.recheck)
        line = QWidget()
        row = across(line, (0, 10, 0, 0))
        row.addWidget(button)
        row.addWidget(key_label("F5"))
        row.addStretch(1)
        self._body.addWidget(line)

    def _show_steps(self, room: int) -> None:
        self._body.addWidget(rule())
        count = plural("{count} step", "{count} steps", len(self._steps))
        self._body.addWidget(heading(_("Counterexample"), count))
        self._list = RowList((170, 90))
        self._list.setAccessibleName(_("Steps of the counterexample"))
        snapshot = self._session.snapshot()
        self._list.show_rows(
            [step.row(number, _subject(snapshot, step)) for number, step in enumerate(self._steps, start=1)]
        )
        self._list.chosen.connect(self._choose)
        self._list.activated_row.connect(lambda row_id: self._go(int(row_id)))
        self._list.setFixedHeight(min(px(44) * len(self._steps) + 2, room))
        self._body.addWidget(self._list)
        self._body.addWidget(self.stage, 1)
        self.stage.show()
        self._list.choose("1")

    def _choose(self, row_id: str) -> None:
        self.stepped.emit(self._steps[: int(row_id)])

    def _go(self, number: int) -> None:
        elements = self._steps[number - 1].elements
        if elements:
            self.asked.emit(elements[0])


class _Banner(QWidget):
    """The sentence in colours, with its mark and key, on top of the page."""

    def __init__(self) -> None:
        super().__init__()
        row = across(self, (16, 0, 16, 0), 10)
        self._mark = QLabel()
        self._key = label("", "code")
        self._sentence = _Sentence()
        self._remark = label("", "strong")
        row.addWidget(self._mark)
        row.addWidget(self._key)
        row.addWidget(self._sentence, 1)
        row.addWidget(self._remark)
        look().changed.connect(self._size)
        self._size()

    def _size(self) -> None:
        self.setFixedHeight(px(44))

    def show_verdict(self, requirement: Requirement | None, verdict: Plain | None, stale: bool) -> None:
        """Show a requirement and what was found about it."""
        words = verdict["verdict"] if verdict else "unknown"
        self._mark.setVisible(requirement is not None)
        self._mark.setPixmap(mark_picture(words, px(18), ratio=self.devicePixelRatioF()))
        self._key.setText(requirement.key if requirement else "")
        self._sentence.show_text(requirement.text if requirement else "")
        late = lateness_of(requirement, verdict) if requirement is not None else None
        found = (late.words if late is not None else _(words)) if requirement and verdict else ""
        parts = [found, _("stale") if stale and verdict else ""]
        self._remark.setText(", ".join(part for part in parts if part))
        retype(self._remark, "bad" if late is not None else "strong")


class _Sentence(QWidget):
    """One line of coloured sentence; the whole as tooltip."""

    def __init__(self) -> None:
        super().__init__()
        self._text = ""

    def show_text(self, text: str) -> None:
        """Show another sentence."""
        self._text = text
        self.setToolTip(text)
        self.setAccessibleName(text)
        self.update()

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint the sentence, elided where it is too long."""
        painter = QPainter(self)
        draw_spans(
            painter, QRect(0, 0, self.width(), self.height()), self._text, coloured(self._text), "paraphrase"
        )


def _subject(snapshot: Snapshot, step: Step) -> str:
    """The machine that a step is about, or what it is about itself."""
    element = snapshot.get(step.elements[0]) if step.elements else None
    owner = snapshot.get(element.owner) if element is not None else None
    shown = owner or element
    return shown.name if shown is not None else ""
