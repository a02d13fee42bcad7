"""One verdict in the middle of the Prove room: its reason, why it is late, and its steps."""

from __future__ import annotations

from collections.abc import Callable
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QRect, QSize, Qt, Signal
from PySide6.QtGui import QKeySequence, QPainter, QPaintEvent, QResizeEvent, QShortcut
from PySide6.QtWidgets import QFrame, QLabel, QPushButton, QScrollArea, QVBoxLayout, QWidget

from app.actions.registry import key_of
from app.panels.labels import across, clear, down, heading, key_label, label, retype, rule
from app.panels.lateness import Lateness, WhyLate, lateness_of
from app.panels.row_painter import draw_spans
from app.panels.rows import Row, RowList
from app.panels.sentence import coloured
from app.panels.steps import Step, steps_of
from app.panels.transport import Transport
from app.panels.undisturbed import undisturbed
from app.panels.verdict_list import engine_words
from app.session.results import Results
from app.session.session import Session
from app.theme import mark_picture, px, restyled
from core.assistants.known import Plain, reason_of
from core.assistants.sentences import parsed
from core.ground.words import _, decimal, plural
from core.model import Id, Requirement, Snapshot

if TYPE_CHECKING:
    from core.requirements import Phrase


class VerdictPage(QFrame):
    """One requirement: its sentence, its verdict, why, and the steps of a counterexample.

    Signals: `asked` with the id of an element that a step is about; `binding` with a requirement's id
    and the normalised phrase of it that should be bound; `recheck`; `stepped` with the steps up to
    the one shown, so that the `stage` below can show them on a diagram.
    """

    asked = Signal(str)
    binding = Signal(str, str)
    recheck = Signal()
    stepped = Signal(object)

    def __init__(self, session: Session, results: Results, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("canvas_area")
        self._session = session
        self._results = results
        self._requirement: Id = ""
        self._steps: tuple[Step, ...] = ()
        self._told: object = None
        column = down(self)
        self._banner = _Banner()
        column.addWidget(self._banner)
        column.addWidget(rule())
        area = QScrollArea()
        area.setAccessibleName(_("Reasons of the verdict"))
        area.setFrameShape(QFrame.Shape.NoFrame)
        area.setWidgetResizable(True)
        body = QWidget()
        body.setObjectName("body")
        inside = down(body, (20, 12, 20, 16), 0)
        self._words = _Words()
        self._body = down(self._words)
        self._run, self.stage = QWidget(), QWidget()
        self._engine = label("", "small")
        self._list = RowList((170, 90))
        self._list.setAccessibleName(_("Steps of the counterexample"))
        self._transport = Transport()
        self._make_run()
        inside.addWidget(self._words)
        inside.addWidget(self._run, 1)
        inside.addStretch(0)
        area.setWidget(body)
        column.addWidget(area, 1)
        session.altered.connect(self._refresh)
        session.opened.connect(self._forget)
        results.changed.connect(self._refresh)
        restyled(self, self._build)
        self._build()

    def show_requirement(self, requirement_id: Id) -> None:
        """Show another requirement's verdict, from its first step on."""
        if requirement_id != self._requirement:
            self._requirement, self._steps = requirement_id, ()
        self._refresh()

    def _forget(self) -> None:
        self.show_requirement("")

    def step(self, forward: bool) -> None:
        """Show the next or previous step of the counterexample."""
        self._transport.go("step" if forward else "step back")

    def _make_run(self) -> None:
        """The lasting part: the steps, the bar to go through them, and the stage of the drawing."""
        column = down(self._run)
        column.addWidget(rule())
        head = heading(_("Counterexample"))
        self._count = head.findChild(QLabel, "remark")
        column.addWidget(head)
        column.addWidget(self._list)
        column.addWidget(self._transport)
        down(self.stage, (0, 4, 0, 0))
        column.addWidget(self.stage, 1)
        self._list.chosen.connect(self._choose)
        self._list.activated_row.connect(lambda row_id: self._go(int(row_id)))
        self._transport.asked.connect(lambda number: self._list.choose(str(number)))
        for key, name in (("Left", "step back"), ("Right", "step"), ("Home", "first"), ("End", "last")):
            for holder in (self._list, self._transport):
                shortcut = QShortcut(QKeySequence(key), holder)
                shortcut.setContext(Qt.ShortcutContext.WidgetWithChildrenShortcut)
                shortcut.activated.connect(partial(self._transport.go, name))

    def _refresh(self) -> None:
        """Show what is known now; only what differs is made anew."""
        if self._tell() != self._told:
            self._build()
            return
        requirement, verdict = self._shown()
        self._show_banner(requirement, verdict)
        if verdict is not None:
            self._engine.setText(engine_words(verdict))

    def _shown(self) -> tuple[Requirement | None, Plain | None]:
        requirement = self._session.snapshot().find(Requirement, self._requirement)
        return requirement, self._results.verdict_of(requirement) if requirement is not None else None

    def _tell(self) -> object:
        """Everything that the page is made from, but for the effort of the engine."""
        requirement, verdict = self._shown()
        effort = ("states", "transitions", "seconds", "trace")
        lasting = {name: value for name, value in (verdict or {}).items() if name not in effort}
        why_stale = self._results.why_verdict_stale(verdict)
        steps = steps_of((verdict or {}).get("explanation"))
        lost = unbound_phrases(self._session.snapshot(), requirement) if requirement and verdict else ()
        return requirement, lasting, why_stale, lost, self._rows(steps)

    def _show_banner(self, requirement: Requirement | None, verdict: Plain | None) -> None:
        self._banner.show_verdict(requirement, verdict, self._results.is_verdict_stale(verdict))

    def _build(self) -> None:
        self._told = self._tell()
        requirement, verdict = self._shown()
        self._show_banner(requirement, verdict)
        with undisturbed(self._words):
            clear(self._body)
            late = self._write(requirement, verdict)
        self._show_steps(steps_of((verdict or {}).get("explanation")), px(180) if late else px(270))

    def _write(self, requirement: Requirement | None, verdict: Plain | None) -> bool:
        """Write the words above the steps; says whether they tell why an answer is late."""
        if requirement is None:
            self._body.addWidget(label(_("Choose a verdict at the left. Its reasons appear here."), "hint"))
            return False
        if verdict is None:
            if self._results.under_way(self._results.verdicts):
                self._body.addWidget(label(_("This requirement is being checked."), "body"))
                return False
            self._body.addWidget(label(_("This requirement was not checked yet."), "body"))
            self._offer_recheck()
            return False
        self._why(self._body, verdict)
        if verdict["verdict"] == "unknown" and not verdict.get("formula"):
            self._offer_binding(requirement)
        return self._why_late(lateness_of(requirement, verdict))

    def _why(self, column: QVBoxLayout, verdict: Plain) -> None:
        why_stale = self._results.why_verdict_stale(verdict)
        if why_stale:
            column.addWidget(label(why_stale, "fact", wraps=True))
            column.addSpacing(px(8))
        head = heading(_("Why"), engine_words(verdict))
        self._engine = head.findChild(QLabel, "remark") or self._engine
        column.addWidget(head)
        column.addWidget(label(reason_of(verdict), "paraphrase", wraps=True))
        column.addSpacing(px(8))
        if verdict.get("formula"):
            unit = verdict.get("unit")
            words = (
                _("ƒ computed, 1 is {unit} on a clock").format(unit=decimal(unit))
                if unit
                else _("ƒ computed")
            )
            column.addWidget(heading(_("Formula"), words))
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

    def _offer_binding(self, requirement: Requirement) -> None:
        """A way to each phrase that has no meaning yet; where all have one, to the sentence."""
        phrases = unbound_phrases(self._session.snapshot(), requirement)
        for phrase in phrases:
            words = _("Bind “{phrase}”").format(phrase=phrase.text)
            way = _way(words, self.binding.emit, requirement.id, phrase.normalised)
            self._body.addWidget(way, 0, Qt.AlignmentFlag.AlignLeft)
        if not phrases:
            way = _way(_("Go to the sentence"), self.asked.emit, requirement.id)
            self._body.addWidget(way, 0, Qt.AlignmentFlag.AlignLeft)

    def _offer_recheck(self) -> None:
        button = QPushButton(_("Recheck"))
        button.setProperty("primary", True)
        button.clicked.connect(self.recheck)
        line = QWidget()
        row = across(line, (0, 10, 0, 0))
        row.addWidget(button)
        row.addWidget(key_label(key_of("prove.recheck")))
        row.addStretch(1)
        self._body.addWidget(line)

    def _show_steps(self, steps: tuple[Step, ...], room: int) -> None:
        """Show the steps; where they are the same as before, the one that was current stays so."""
        same, self._steps = steps == self._steps, steps
        self._run.setVisible(bool(steps))
        if not steps:
            return
        assert self._count is not None
        self._count.setText(plural("{count} step", "{count} steps", len(steps)))
        self._list.setFixedHeight(min(px(44) * len(steps) + 2, room))
        blocked = self._list.blockSignals(True)
        self._list.show_rows(self._rows(steps))
        if not same or not self._list.current():
            self._list.choose("1")
        self._list.blockSignals(blocked)
        self._choose(self._list.current())

    def _rows(self, steps: tuple[Step, ...]) -> list[Row]:
        snapshot = self._session.snapshot()
        return [step.row(number, _subject(snapshot, step)) for number, step in enumerate(steps, start=1)]

    def _choose(self, row_id: str) -> None:
        number = int(row_id)
        self._transport.show_step(number, len(self._steps), self._steps[number - 1].time)
        self.stepped.emit(self._steps[:number])

    def _go(self, number: int) -> None:
        elements = self._steps[number - 1].elements
        if elements:
            self.asked.emit(elements[0])


class _Words(QWidget):
    """Words that ask for the height that they have at their width, and leave the rest to the drawing."""

    def minimumSizeHint(self) -> QSize:
        """As high as the words are now, not as they would be in a narrow column."""
        return QSize(px(240), self.heightForWidth(max(self.width(), px(240))))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Another width wraps differently."""
        super().resizeEvent(event)
        self.updateGeometry()


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
        restyled(self, self._size)
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


def unbound_phrases(snapshot: Snapshot, requirement: Requirement) -> tuple[Phrase, ...]:
    """The phrases of the requirement that nothing in the behaviour stands for yet."""
    from core.requirements import confirmed, phrases, unbound

    known = confirmed(snapshot)
    return tuple(
        lost for phrase in phrases(parsed(requirement.text)) for lost in unbound(requirement, phrase, known)
    )


def _way(words: str, told: Callable[..., object], *what: str) -> QPushButton:
    """A link that tells something to whoever shows the way there."""
    button = QPushButton(words)
    button.setProperty("link", True)
    button.clicked.connect(lambda: told(*what))
    return button


def _subject(snapshot: Snapshot, step: Step) -> str:
    """The machine that a step is about, or what it is about itself."""
    element = snapshot.get(step.elements[0]) if step.elements else None
    owner = snapshot.get(element.owner) if element is not None else None
    shown = owner or element
    return shown.name if shown is not None else ""
