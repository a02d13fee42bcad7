"""Editing words where they stand: names, notes, protocols, and the three lines of an edge."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from itertools import count

from PySide6.QtCore import QEvent, QObject, QRectF, Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QLineEdit, QVBoxLayout, QWidget

from app.gestures.code import Code, FaultStrip, Names, before_words
from core.ground.words import _
from core.model import (
    Action,
    Connector,
    Edge,
    Editor,
    Element,
    Event,
    Firmware,
    Location,
    Port,
    Snapshot,
    StateMachine,
    TextNote,
    Zone,
    namesakes,
)

Facts = tuple[str, ...]

_AROUND = 28
"""What a line needs beside its words: border, padding and caret, in px."""

_ENDS = (Qt.Key.Key_Escape, Qt.Key.Key_Return, Qt.Key.Key_Enter)
"""The keys that end writing in place, whatever else they mean in the window."""


class InPlace(QFrame):
    """One or more lines to write in, laid over the words that they stand for.

    Signals: `done` with the words when they are kept and differ, `left` when editing ends either way;
    `kept` are the words then, None where they were dropped.
    """

    done = Signal(tuple)
    left = Signal()

    def __init__(
        self,
        parent: QWidget,
        words: Facts,
        hints: Sequence[str],
        mono: bool = False,
        codes: Sequence[Code | None] = (),
    ) -> None:
        super().__init__(parent)
        self.setObjectName("in_place")
        self._before = words
        self._open = True
        self.kept: Facts | None = None
        column = QVBoxLayout(self)
        column.setContentsMargins(0, 0, 0, 0)
        column.setSpacing(1)
        self.lines: list[QLineEdit] = []
        self.faults: dict[QLineEdit, FaultStrip] = {}
        self.names: dict[QLineEdit, Names] = {}
        for text, hint, code in zip(words, hints, codes or [None] * len(words), strict=True):
            line = QLineEdit(text)
            line.setProperty("mono", mono)
            line.setPlaceholderText(hint)
            line.setAccessibleName(hint)
            line.installEventFilter(self)
            line.selectAll()
            column.addWidget(line)
            self.lines.append(line)
            if code is not None:
                self._judge(line, code, column)

    def show_over(self, area: QRectF, *, at_left: bool = False) -> None:
        """Stand over an area of the parent, wide enough to write in and to read the hints.

        Its middle is that of the area; `at_left`, what is written begins where the area does.
        """
        size = self.sizeHint()
        wide = max(round(area.width()), 136, *(_room(line) for line in self.lines))
        x = round(area.left() - before_words(self.lines[0]) if at_left else area.center().x() - wide / 2)
        parent = self.parentWidget()
        if parent is not None:
            x = max(min(x, parent.width() - wide), 0)
        y = round(area.center().y() - size.height() / 2)
        self.setGeometry(x, y, wide, size.height())
        self.show()
        self.raise_()
        self.lines[0].setFocus()

    def _judge(self, line: QLineEdit, code: Code, column: QVBoxLayout) -> None:
        """Say under a line what is wrong with it, and offer names, while it is written."""
        strip = self.faults[line] = FaultStrip(line)
        column.addWidget(strip)
        names = self.names[line] = Names(line, code, self.parentWidget() or self)

        def judge() -> None:
            strip.show_fault(next(iter(code.judge(line.text())), None))
            self._fit()

        line.textChanged.connect(lambda _text: judge())
        line.textEdited.connect(lambda _text: names.offer())
        judge()

    def _fit(self) -> None:
        """Be wide enough for what is written and high enough for what is said of it."""
        parent = self.parentWidget()
        if not self.isVisible() or parent is None:
            return
        letters = (line.fontMetrics().horizontalAdvance(line.text()) + _AROUND for line in self.lines)
        wide = min(max(self.width(), *letters), parent.width())
        self.resize(wide, self.height())
        for strip in self.faults.values():
            strip.updateGeometry()
        layout = self.layout()
        if layout is not None:
            layout.activate()
        high = self.sizeHint().height()
        top = max(min(self.y(), parent.height() - high), 0)
        self.setGeometry(max(min(self.x(), parent.width() - wide), 0), top, wide, high)

    def keep(self) -> None:
        """End, and keep what was written."""
        if self._open:
            self._open = False
            words = tuple(line.text().strip() for line in self.lines)
            self.kept = words
            if words != self._before:
                self.done.emit(words)
            self._end()

    def drop(self) -> None:
        """End, and leave all as it was."""
        if self._open:
            self._open = False
            self._end()

    def _end(self) -> None:
        self.hide()
        for names in self.names.values():
            names.hide()
            names.deleteLater()
        self.left.emit()
        self.deleteLater()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Enter keeps, Escape leaves, Tab goes to the next line; it ends when the keyboard goes elsewhere.

        The keys end here: a line would hand them on to the drawing, where Enter begins to write again.
        """
        ends = isinstance(event, QKeyEvent) and event.key() in _ENDS
        if event.type() == QEvent.Type.ShortcutOverride and ends:
            event.accept()
            return True
        if isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            if self._press(watched, event):
                return True
        elif event.type() == QEvent.Type.FocusOut and self._open:
            for line, names in self.names.items():
                if line is watched:
                    names.hide()
            focus = self.focusWidget()
            if focus is watched and not any(line.hasFocus() for line in self.lines):
                self.keep()
        return super().eventFilter(watched, event)

    def _press(self, line: QObject, event: QKeyEvent) -> bool:
        """Whether a key ended writing, or went on to another line or to the names offered."""
        names = next((names for known, names in self.names.items() if known is line), None)
        if names is not None and names.press(event):
            return True
        if event.key() in (Qt.Key.Key_Tab, Qt.Key.Key_Backtab) and len(self.lines) > 1:
            self._go_on(line, -1 if event.key() == Qt.Key.Key_Backtab else 1)
        elif event.key() == Qt.Key.Key_Escape:
            self.drop()
        elif event.key() in _ENDS:
            self.keep()
        else:
            return False
        return True

    def _go_on(self, line: QObject, step: int) -> None:
        """Go from a line to the next one, around the end: guard, channel, update."""
        here = next(number for number, known in enumerate(self.lines) if known is line)
        following = self.lines[(here + step) % len(self.lines)]
        following.setFocus()
        following.selectAll()


def _room(line: QLineEdit) -> int:
    """The width at which the hint of a line can be read."""
    line.ensurePolished()
    return line.fontMetrics().horizontalAdvance(line.placeholderText()) + _AROUND


def words_of(snapshot: Snapshot, element: Element) -> tuple[Facts, Facts, bool]:
    """What of an element is edited in place, what each line is called, and whether it is code."""
    if isinstance(element, TextNote):
        return (element.text,), (_("Note"),), False
    if isinstance(element, Connector):
        return (element.protocol, element.data), (_("Protocol"), _("Data")), False
    if isinstance(element, Edge):
        event = snapshot.find(Event, element.event)
        sign = {Action.SEND: "!", Action.RECEIVE: "?"}.get(element.action, "")
        channel = event.name + sign if event is not None else ""
        hints = (_("Guard, such as x >= 500 ms"), _("Event, such as permit?"), _("Update, such as x := 0"))
        return (element.guard, channel, element.update), hints, True
    if isinstance(element, Firmware):
        return (element.version,), (_("Version"),), False
    if isinstance(element, Location):
        return (element.name, element.invariant), (_("Name"), _("Invariant, such as x <= 2 s")), False
    return (element.name,), (_("Name"),), False


def at_least_numbered(snapshot: Snapshot, element: Element, words: Facts) -> Facts:
    """The words of a new element; a zone that was given no name has a number: it is told by its title."""
    if not isinstance(element, Zone) or words[0]:
        return words
    taken = {zone.name for zone in snapshot.of(Zone)}
    names = (_("Zone {number}").format(number=number) for number in count(1))
    return (next(name for name in names if name not in taken),)


def rename(element: Element, words: Facts) -> tuple[str, Callable[[Editor], None]]:
    """The undo label and the change that the words written mean."""
    if isinstance(element, TextNote):
        return _("Write a note"), lambda edit: _set(edit, element, text=words[0])
    if isinstance(element, Connector):
        label = _("Describe {name}").format(name=words[0] or _(element.kind))
        return label, lambda edit: _set(edit, element, protocol=words[0], data=words[1])
    if isinstance(element, Firmware):
        label = _("State the version of {name}").format(name=element.name)
        return label, lambda edit: _set(edit, element, version=words[0])
    if isinstance(element, Edge):
        return _("Write an edge"), lambda edit: _set_edge(edit, element, words)
    if isinstance(element, Location):
        label = _("Rename {before} to {after}").format(before=element.name or _(element.kind), after=words[0])
        if words[0] == element.name:
            label = _("Write the invariant of {name}").format(name=element.name or _(element.kind))
        return label, lambda edit: _set(edit, element, name=words[0], invariant=words[1])
    before = element.name or _(element.kind)
    label = _("Rename {before} to {after}").format(before=before, after=words[0])
    if not element.name:
        label = _("Name {after}").format(after=words[0])
    return label, lambda edit: _rename(edit, element, words[0])


def _rename(edit: Editor, element: Element, name: str) -> None:
    namesakes.rename(edit, element, name)


def _set(edit: Editor, element: Element, **facts: str) -> None:
    edit.set(element, **facts)


def _set_edge(edit: Editor, edge: Edge, words: Facts) -> None:
    guard, channel, update = words
    action = {"!": Action.SEND, "?": Action.RECEIVE}.get(channel[-1:], Action.NONE)
    name = channel.rstrip("!?").strip()
    if not name:
        edit.set(edge, guard=guard, update=update, event=None, action=Action.NONE)
        return
    if action is Action.NONE:
        action = edge.action if edge.action is not Action.NONE else Action.RECEIVE
    edit.set(edge, guard=guard, update=update, action=action, event=_event(edit, edge, name))


def _event(edit: Editor, edge: Edge, name: str) -> str | None:
    """The event of that name at a port of the machine's owner; a new one where there is none."""
    snapshot = edit.snapshot
    machine = snapshot.find(StateMachine, edge.owner)
    subject = machine.owner if machine is not None else None
    ports = snapshot.owned(subject, Port)
    for port in ports:
        for event in snapshot.owned(port.id, Event):
            if event.name == name:
                return event.id
    port_id = ports[0].id if ports else edit.new(Port, owner=subject, name=_("signals")).id
    return edit.new(Event, owner=port_id, name=name).id
