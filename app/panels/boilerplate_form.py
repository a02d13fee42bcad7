"""One boilerplate: its shape, what that means and an example, judged as they are written; and its slots."""

from __future__ import annotations

from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QGridLayout, QLabel, QLineEdit, QPushButton, QWidget

from app.panels.fault_card import FaultCard
from app.panels.labels import across, clear, down, key_label, label, name_width, restyle
from app.panels.lines_edit import LinesEdit
from app.panels.undisturbed import is_written_in
from app.session.pauses import once_after
from app.theme import colour, px, restyled
from core.ground.diagnostic import Diagnostic
from core.ground.words import _, deferred
from core.model import Boilerplate

if TYPE_CHECKING:
    from core.requirements.boilerplates.judging import Doubt, SlotUse

NEW = Boilerplate(id="", name="", shape="", means="")
"""What one begins with that writes another."""

_PAUSE = 120
"""Milliseconds without a keystroke after which what is written is looked at."""

FACTS = (
    ("shape", deferred("Shape"), "<system> is to <response> [within <time>] once <event>"),
    ("means", deferred("Means"), "When <event>, <system> shall <response> [within <time>]"),
    ("example", deferred("Example"), "The pump is to stop within 5 s once the lid opens."),
    ("note", deferred("When to write so"), ""),
)
"""The facts beside the name, each with its title and what stands there while nothing is written."""

_PARTS = {
    "system": ("syntax.system", deferred("the system")),
    "feature": ("syntax.trigger", deferred("what must be there (Where)")),
    "state": ("syntax.trigger", deferred("the state in which it holds (While)")),
    "trigger": ("syntax.trigger", deferred("what calls for it (When)")),
    "unwanted": ("syntax.trigger", deferred("the unwanted that calls for it (If)")),
    "response": ("syntax.response", deferred("the response")),
    "deadline": ("syntax.quantity", deferred("the time it has")),
}
"""The colour and the words of what a slot can be in the sentence that is meant."""


class BoilerplateForm(QWidget):
    """What is written is a draft until it is kept: a change of the shape alone would lose words.

    Signals: `drafted` with the draft as it is now; `kept` with a draft that holds; `left` when the draft is
    to be as the project has it.
    """

    drafted = Signal(object)
    kept = Signal(object)
    left = Signal()

    def __init__(self) -> None:
        super().__init__()
        self._known, self._draft = NEW, NEW
        self._taken: frozenset[str] = frozenset()
        self._filling = False
        self.doubt: Doubt | None = None
        column = down(self, (16, 12, 16, 16), 8)
        column.addWidget(self._fields())
        self.card = FaultCard(narrow=True)
        column.addWidget(self.card)
        column.addWidget(self._buttons())
        below = QWidget()
        self._below = down(below, gap=4)
        column.addWidget(below)
        column.addStretch(1)
        self._pause = once_after(self, _PAUSE, self.look)
        restyled(self, self._show_slots)

    @property
    def draft(self) -> Boilerplate:
        """What is written."""
        return self._draft

    def show_boilerplate(
        self, known: Boilerplate, draft: Boilerplate, taken: frozenset[str], writable: bool
    ) -> None:
        """Show a boilerplate of the project, or NEW, with what was drafted of it; `taken` are other names."""
        self._known, self._draft, self._taken = known, draft, taken
        self._filling = True
        if self.name.text() != draft.name:
            self.name.setText(draft.name)
            self.name.setCursorPosition(0)
        self.name.setReadOnly(not writable)
        for fact, field in self.fields.items():
            text = getattr(draft, fact)
            if " ".join(field.toPlainText().split()) != text:
                field.setPlainText(text)
            field.setReadOnly(not writable)
        self._filling = False
        self.look()

    def begin(self) -> None:
        """Put the caret where writing begins."""
        self.name.setFocus()
        self.name.selectAll()

    def keep(self) -> None:
        """Have the draft kept, where it differs and holds."""
        self.look()
        if self.add.isEnabled() and not self.add.isHidden():
            self.kept.emit(self._draft)

    def look(self) -> None:
        """Judge what is written."""
        from core.requirements.boilerplates.judging import doubt

        self._pause.stop()
        empty = not any(getattr(self._draft, fact) for fact in ("shape", "means", "example"))
        self.doubt = None if empty else doubt(self._draft)
        for fact, field in self.fields.items():
            here = self.doubt is not None and self.doubt.fact == fact
            field.show_faults((_told(self.doubt),) if here and self.doubt is not None else ())
        unnamed = self._unnamed()
        if bool(self.name.property("faulty")) != (bool(unnamed) and not empty):
            self.name.setProperty("faulty", bool(unnamed) and not empty)
            restyle(self.name)
        self._show_card(empty, unnamed)
        changed = self._draft != self._known
        bad = self.doubt is not None and self.doubt.severity.value == "error"
        for widget in (self.add, self.leave, self._key):
            widget.setVisible(changed and not self.name.isReadOnly())
        self.add.setEnabled(changed and not empty and not bad and not unnamed)
        self.add.setText(_("Keep the change") if self._known.id else _("Add the boilerplate"))
        self._show_slots()

    def _unnamed(self) -> str:
        """Why the name is none."""
        if not self._draft.name.strip():
            return _("A boilerplate has a name")
        if self._draft.name.strip() in self._taken:
            return _("Another boilerplate is called so")
        return ""

    def _show_card(self, empty: bool, unnamed: str) -> None:
        if self.doubt is not None:
            titles = {fact: title() for fact, title, _words in FACTS}
            self.card.show_fault(_told(self.doubt), titles[self.doubt.fact], False)
        elif unnamed and not empty:
            told = Diagnostic("boilerplate-name", unnamed, example=_("Response to an event"))
            self.card.show_fault(told, _("Name"), False)
        else:
            self.card.show_fault(None, "", False)

    def _fields(self) -> QWidget:
        frame = QWidget()
        grid = QGridLayout(frame)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(px(10))
        grid.setVerticalSpacing(px(6))
        grid.setColumnStretch(1, 1)
        self.name = QLineEdit()
        self.name.setAccessibleName(_("Name"))
        self.name.setPlaceholderText(_("What such sentences are for"))
        self.name.textEdited.connect(lambda text: self._write("name", text.strip()))
        self.name.returnPressed.connect(self.keep)
        titles = [_("Name"), *(title() for _fact, title, _words in FACTS)]
        width = name_width(titles, 92)
        self.fields: dict[str, LinesEdit] = {}
        for line, words in enumerate(titles):
            name = label(words, "fact", wraps=True)
            name.setFixedWidth(width)
            name.setContentsMargins(0, px(3), 0, 0)
            grid.addWidget(name, line, 0, Qt.AlignmentFlag.AlignTop)
        grid.addWidget(self.name, 0, 1)
        for line, (fact, title, example) in enumerate(FACTS, start=1):
            field = self.fields[fact] = LinesEdit(title(), mono=fact != "note")
            field.setPlaceholderText(example or _("Sentences of contracts, for instance"))
            field.textChanged.connect(partial(self._written, fact))
            field.finished.connect(self.look)
            field.left.connect(self.left)
            grid.addWidget(field, line, 1)
        return frame

    def _buttons(self) -> QWidget:
        frame = QWidget()
        row = across(frame, gap=8)
        self.add, self.leave = QPushButton(), QPushButton(_("Take the draft back"))
        self.add.setProperty("primary", True)
        self.leave.setProperty("link", True)
        self.add.clicked.connect(self.keep)
        self.leave.clicked.connect(self.left)
        self._key = key_label("Ctrl+Return")
        for widget in (self.add, self._key, self.leave):
            row.addWidget(widget)
        row.addStretch(1)
        return frame

    def _written(self, fact: str) -> None:
        self._write(fact, " ".join(self.fields[fact].toPlainText().split()))

    def _write(self, fact: str, text: str) -> None:
        if not self._filling and getattr(self._draft, fact) != text:
            self._draft = replace(self._draft, **{fact: text})
            self.drafted.emit(self._draft)
            self._pause.start()

    def _show_slots(self) -> None:
        """What each slot is in the sentence that is meant, and what the example is understood as."""
        from core.requirements.boilerplates.judging import slot_uses
        from core.requirements.paraphrase import paraphrase
        from core.requirements.sentence import parse

        clear(self._below)
        uses = slot_uses(self._draft)
        if not uses:
            return
        self._below.addWidget(label(_("Slots"), "section"))
        self._below.addWidget(_slots(uses))
        known = parse(self._draft.example, (self._draft,)) if self._draft.example else None
        if known is not None and known.boilerplate and known.pattern is not None:
            self._below.addSpacing(px(8))
            self._below.addWidget(label(_("The example is understood as"), "section"))
            language = "ReSA" if known.language == "resa" else "EARS"
            words = _("{language}, {pattern}").format(language=language, pattern=_(known.pattern.value))
            self._below.addWidget(label(words, "small"))
            self._below.addWidget(label(paraphrase(known), "paraphrase", wraps=True))

    # Qt

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Ctrl Enter keeps the draft, Escape takes it back."""
        enter = event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter)
        if enter and event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            self.keep()
        elif event.key() == Qt.Key.Key_Escape and is_written_in(self.focusWidget()):
            self.left.emit()
        else:
            super().keyPressEvent(event)


def _told(doubt: Doubt) -> Diagnostic:
    """A doubt as what fields and cards show."""
    return Diagnostic(
        doubt.code,
        doubt.message,
        None,
        1,
        doubt.column,
        doubt.length,
        hint=_("It can be so; look at what sentences in this shape are understood as from now on.")
        if doubt.severity.value == "warning"
        else None,
        example=doubt.right or None,
        severity=doubt.severity,
    )


def _slots(uses: tuple[SlotUse, ...]) -> QWidget:
    frame = QWidget()
    grid = QGridLayout(frame)
    grid.setContentsMargins(0, 0, 0, 0)
    grid.setHorizontalSpacing(px(12))
    grid.setVerticalSpacing(px(3))
    grid.setColumnStretch(2, 1)
    for line, use in enumerate(uses):
        role, words = _PARTS.get(use.part, ("text.secondary", deferred("the example does not tell")))
        name = label(f"<{use.name}>", "code")
        _paint(name, role)
        said = _("{part}, may be left out").format(part=words()) if use.optional else words()
        grid.addWidget(name, line, 0, Qt.AlignmentFlag.AlignTop)
        grid.addWidget(label(said, "body"), line, 1, Qt.AlignmentFlag.AlignTop)
        grid.addWidget(label(use.words, "fact", wraps=True), line, 2)
    return frame


def _paint(name: QLabel, role: str) -> None:
    name.setStyleSheet(f"color: {colour(role).name()}")
