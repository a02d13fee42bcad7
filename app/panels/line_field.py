"""Fields of one line: texts, numbers, times, lists of words, and expressions with what is wrong in them."""

from typing import Any

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QLineEdit, QWidget

from app.panels.expressions import Wanted, faults, wanted
from app.panels.fault_card import FaultCard
from app.panels.labels import down, restyle
from app.panels.typed import decoded, encoded
from app.session.pauses import once_after
from core.ground.words import _
from core.model import ClockVariable, Id, Snapshot
from core.model.facts import Fact

EXPRESSIONS = {"guard": "guard", "invariant": "invariant", "update": "update", "expression": "proposition"}
"""The facts that are expressions, and what each is for."""

_PAUSE = 60
"""Milliseconds without a keystroke after which an expression is looked at."""


class Field(QWidget):
    """Shows and edits one fact.

    Signals: `edited` with the new value, `refused` with why what was typed is no value, `made` with the
    clock or variable that the machine should get.
    """

    edited = Signal(object)
    refused = Signal(str)
    made = Signal(object)

    def __init__(self, fact: Fact, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.fact = fact
        self.setAccessibleName(fact.title)

    def show_value(self, value: Any, snapshot: Snapshot) -> None:
        """Show the value that the model has now."""
        raise NotImplementedError

    def finish(self) -> None:
        """Make a change of what was typed, if anything was; most fields have done so at once."""

    def allow(self, writable: bool) -> None:
        """Let the fact be edited or only read."""
        self.setEnabled(writable)


class LineField(Field):
    """A text, number, time or list of words in one line; Enter or leaving it makes the change."""

    def __init__(self, fact: Fact) -> None:
        super().__init__(fact)
        self.line = QLineEdit()
        self.line.setAccessibleName(fact.title)
        self.line.setProperty("mono", fact.sort in ("code", "number", "measure", "duration"))
        self._example = _("Such as 250 ms") if fact.sort == "duration" else ""
        if fact.sort in ("number", "measure", "duration"):
            self.line.setPlaceholderText(_("? not stated"))
        elif fact.sort == "texts":
            self.line.setPlaceholderText(_("separated by commas"))
        self._column = down(self, gap=4)
        self._column.addWidget(self.line)
        self.setFocusProxy(self.line)
        self.line.editingFinished.connect(self.finish)
        self._shown = ""

    def show_value(self, value: Any, snapshot: Snapshot) -> None:  # noqa: ARG002 - the same for all fields
        """Show the value, unless a person is typing another."""
        text = encoded(self.fact, value)
        if not (self.line.hasFocus() and self.line.isModified()) or self._shown != text:
            self.line.setText(text)
            self.line.setCursorPosition(0)
        self._shown = text
        self._mark(False)
        self.line.setToolTip(text or self._example)

    def allow(self, writable: bool) -> None:
        """Read-only lines can still be selected and copied."""
        self.line.setReadOnly(not writable)
        restyle(self.line)

    def finish(self) -> None:
        """Make the change, where what stands here is a value."""
        text = self.line.text()
        if text == self._shown or self.line.isReadOnly():
            self._mark(False)
            return
        try:
            value = decoded(self.fact, text)
        except ValueError as error:
            self._mark(True)
            self.refused.emit(str(error))
            return
        self._mark(False)
        self._shown = text
        self.edited.emit(value)

    def _mark(self, wrong: bool) -> None:
        if bool(self.line.property("wrong")) != wrong:
            self.line.setProperty("wrong", wrong)
            restyle(self.line)


class ExpressionField(LineField):
    """An expression over the behaviour: what is wrong with it is told below as soon as it is typed.

    It is kept all the same, since a half-written model is a model; the verdicts stay unknown.
    """

    def __init__(self, fact: Fact, machine: Id | None) -> None:
        super().__init__(fact)
        self._machine = machine
        self._snapshot = Snapshot()
        self.card = FaultCard(narrow=True)
        self._wanted: tuple[Wanted, ...] = ()
        self.card.accepted.connect(lambda number: self.made.emit(self._wanted[number]))
        self._column.addWidget(self.card)
        self._pause = once_after(self, _PAUSE, self.look)
        self.line.textChanged.connect(self._pause.start)

    def show_value(self, value: Any, snapshot: Snapshot) -> None:
        """Show the expression; names in it are those of this snapshot."""
        self._snapshot = snapshot
        super().show_value(value, snapshot)
        self._pause.start()

    def finish(self) -> None:
        """Make the change."""
        super().finish()
        self.look()

    def look(self) -> None:
        """Read the expression as it stands, and say what is wrong."""
        self._pause.stop()
        use, text = EXPRESSIONS[self.fact.name], self.line.text()
        wrong = faults(self._snapshot, text, use, self._machine)
        writable = not self.line.isReadOnly()
        self._wanted = wanted(self._snapshot, text, use, self._machine) if wrong and writable else ()
        offered = [_offer(one) for one in self._wanted]
        if bool(self.line.property("faulty")) != bool(wrong):
            self.line.setProperty("faulty", bool(wrong))
            restyle(self.line)
        self.card.show_fault(wrong[0] if wrong else None, self.fact.title, False, offered)


def _offer(one: Wanted) -> str:
    """What the button says that makes it."""
    if one.kind is ClockVariable:
        return _("Make clock {name}").format(name=one.name)
    return _("Make variable {name}, {low} to {high}").format(name=one.name, low=one.low, high=one.high)
