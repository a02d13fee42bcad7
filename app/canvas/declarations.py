"""The clocks, variables and timers of a machine, over its drawing, edited where they stand."""

from __future__ import annotations

from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, Qt
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QLineEdit, QPushButton, QWidget

from app.gestures.code import FaultStrip, Names
from app.gestures.judging import declaration_code
from app.panels.labels import clear, down
from app.theme import icon, px, restyled
from core.ground.diagnostic import Refused
from core.ground.words import _
from core.model import ClockVariable, Element, Id, StateMachine, Timer, Variable

if TYPE_CHECKING:
    from app.canvas.canvas import Canvas

_KINDS = (ClockVariable.kind, Variable.kind, Timer.kind)
_KEYS = (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Escape)


class Declarations(QFrame):
    """A line for each declaration and one for the next; folded to a button while nobody writes there."""

    def __init__(self, canvas: Canvas) -> None:
        super().__init__(canvas)
        self.setObjectName("declarations")
        self._canvas = canvas
        self._read = ""
        self.lines: dict[Id, QLineEdit] = {}
        self.faults: dict[QLineEdit, FaultStrip] = {}
        self._names: dict[QLineEdit, Names] = {}
        column = down(self, (6, 4, 6, 4), 2)
        self.head = QPushButton()
        self.head.setProperty("crumb", True)
        self.head.setCheckable(True)
        self.head.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.head.toggled.connect(lambda _on: self.show_again(anew=True))
        column.addWidget(self.head)
        self._body = QWidget()
        self._rows = down(self._body, gap=1)
        column.addWidget(self._body)
        restyled(self, self._restyle)
        canvas.session.altered.connect(self.show_again)
        self.show_again(anew=True)

    @property
    def machine(self) -> StateMachine | None:
        """The machine that is drawn."""
        return self._canvas.snapshot().find(StateMachine, self._canvas.diagram.owner)

    def begin(self) -> None:
        """Open, and put the caret where the next declaration is written."""
        self.head.setChecked(True)
        if "" in self.lines:
            self.lines[""].setFocus()

    def show_again(self, anew: bool = False) -> None:
        """Show the declarations as they are now; what is being written stays."""
        machine = self.machine
        self.setVisible(machine is not None)
        read = self._canvas.snapshot().digest(_KINDS)
        if machine is None or (read == self._read and not anew):
            return
        self._read = read
        from core.uppaal.declared import declared_in, line_of

        known = declared_in(self._canvas.snapshot(), machine.id)
        names = ", ".join(one.name for one in known)
        self.head.setText(_("Clocks and variables: {names}").format(names=names or _("none")))
        self.head.setIcon(icon("fold" if self.head.isChecked() else "folded"))
        had = next((key for key, line in self.lines.items() if line.hasFocus()), None)
        for names_offered in self._names.values():
            names_offered.deleteLater()
        # Lines that go lose the keyboard; by then they are no longer known, and what they say is not kept.
        self.lines, self.faults, self._names = {}, {}, {}
        clear(self._rows)
        self._body.setVisible(self.head.isChecked())
        if self.head.isChecked():
            for one in known:
                self._add(machine, one.id, line_of(one), one)
            if self._canvas.writable:
                self._add(machine, "", "", None)
        if had is not None:
            self.lines.get(had, self.lines.get("", self.head)).setFocus()
        self.fit()

    def _add(self, machine: StateMachine, key: Id, text: str, element: Element | None) -> None:
        line = QLineEdit(text)
        line.setProperty("mono", True)
        line.setReadOnly(not self._canvas.writable)
        line.setPlaceholderText(_("clock x, int[0,3] n = 0, or timer t = 500 ms"))
        words = _("Declaration {name}").format(name=element.name) if element else _("New declaration")
        line.setAccessibleName(words)
        line.installEventFilter(self)
        strip = self.faults[line] = FaultStrip(line)
        code = declaration_code(self._canvas.snapshot(), machine, key or None)
        offered = self._names[line] = Names(line, code, self._canvas)

        def judge() -> None:
            strip.show_fault(next(iter(code.judge(line.text())), None))
            self.fit()

        line.textChanged.connect(lambda _text: judge())
        line.textEdited.connect(lambda _text: offered.offer())
        self.lines[key] = line
        self._rows.addWidget(line)
        self._rows.addWidget(strip)
        line.show()  # the keyboard goes to what is shown alone

    def _keep(self, key: Id) -> bool:
        """Declare what a line says, in one change; an emptied line declares nothing any more."""
        from core.uppaal.declared import declare, line_of, parse_line

        machine, snapshot = self.machine, self._canvas.snapshot()
        text = self.lines[key].text().strip()
        before = snapshot.get(key)
        if machine is None or not self._canvas.writable or text == (line_of(before) if before else ""):
            return True
        if not text:
            self._canvas.commit(
                _("Remove {name}").format(name=before.name if before else ""), lambda edit: edit.remove(key)
            )
            return True
        try:
            line = parse_line(text, snapshot, machine.id, key or None)
        except Refused:
            return False
        label = _("Declare {name}").format(name=line.name)
        return self._canvas.commit(label, lambda edit: _discard(declare(edit, machine.id, line, key or None)))

    def _restyle(self) -> None:
        self.show_again(anew=True)

    def fit(self) -> None:
        """Be as large as the lines need, at the top left of the drawing."""
        widest = max(
            (line.fontMetrics().horizontalAdvance(line.text()) for line in self.lines.values()), default=0
        )
        wide = max(self.head.sizeHint().width() + px(12), px(320) if self.lines else 0, widest + px(48))
        room = self._canvas.viewport().width() - px(24)
        self.resize(min(wide, max(room, px(120))), self.height())
        layout = self.layout()
        if layout is not None:
            layout.activate()
        self.setGeometry(px(12), px(8), min(wide, max(room, px(120))), self.sizeHint().height())
        self.raise_()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Enter declares, Escape takes back what was written and goes back to the drawing."""
        key = next((key for key, line in self.lines.items() if line is watched), None)
        if key is None:
            return False
        line = self.lines[key]
        if isinstance(event, QKeyEvent) and event.key() in _KEYS:
            if event.type() == QEvent.Type.ShortcutOverride:
                event.accept()
                return True
            if event.type() == QEvent.Type.KeyPress:
                if self._names[line].press(event):
                    return True
                if event.key() == Qt.Key.Key_Escape:
                    self.show_again(anew=True)
                    self._canvas.setFocus()
                elif self._keep(key) and "" in self.lines:
                    self.lines[""].setFocus()
                return True
        if (
            isinstance(event, QKeyEvent)
            and event.type() == QEvent.Type.KeyPress
            and self._names[line].press(event)
        ):
            return True
        if event.type() == QEvent.Type.FocusOut:
            self._names[line].hide()
            self._keep(key)
        return False


def _discard(_made: object) -> None:
    """Changes give nothing back."""
