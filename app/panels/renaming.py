"""A name changed everywhere: the new name, and all that it changes, each to be looked at and left out."""

from __future__ import annotations

from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent
from PySide6.QtWidgets import QFrame, QLineEdit, QPushButton, QWidget

from app.jobs.beside import Beside
from app.panels.key_hints import KeyHints
from app.panels.labels import across, down, label
from app.panels.rows import Row, RowList
from app.session.pauses import once_after
from app.session.session import Session
from app.theme import px
from core.ground.words import _, plural
from core.model import Element, Id, Snapshot

if TYPE_CHECKING:
    from app.jobs.jobs import Tell
    from core.requirements.renaming import Named, Renaming, Rewritten

Spans = tuple[tuple[int, int, str], ...]

_PAUSE = 150
"""Milliseconds without a keystroke after which it is worked out what the name would change."""
_SYNONYM = "synonym:"
"""The id of the row that keeps the old name in the glossary; no element has it."""
_STAYS = "stays:"
"""Before the id of what stays as it is."""
_TICK = 36
"""How far from the left a click turns the tick, in px at scale 1."""


class TickList(RowList):
    """Rows with a tick: Space, Enter or a click on the tick turns it.

    Signal: `turned` with the id of a row.
    """

    turned = Signal(str)

    def __init__(self) -> None:
        super().__init__()
        self.activated_row.connect(self.turned)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Space turns the current row."""
        if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
            event.ignore()  # whatever holds the list does it all
        elif event.key() == Qt.Key.Key_Space and self.current():
            self.turned.emit(self.current())
        else:
            super().keyPressEvent(event)

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """A click on the tick turns its row."""
        super().mousePressEvent(event)
        index = self.indexAt(event.position().toPoint())
        if index.isValid() and event.position().x() < px(_TICK) and self.current():
            self.turned.emit(self.current())


class RenamingPane(QFrame):
    """The line of the new name, and below it a row for each thing that it changes.

    Signals: `left` when it is to be closed; `renamed` with words for what was done.
    """

    left = Signal()
    renamed = Signal(str)

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._named: Named | None = None
        self._plan: Renaming | None = None
        self._waits = False
        """Whether it is to be done as soon as it is worked out."""
        self._off: set[Id] = set()
        """What is not ticked."""
        self._pause = once_after(self, _PAUSE, self.look)
        self._work = Beside(self)
        self._work.done.connect(self._take)
        self.setObjectName("body")
        self.setAccessibleName(_("Rename everywhere"))
        column = down(self, (12, 8, 12, 8), 6)
        self._title = label("", "strong", wraps=True)
        column.addWidget(self._title)
        column.addWidget(self._line())
        self._told = label("", "hint", wraps=True)
        column.addWidget(self._told)
        self.list = TickList()
        self.list.setObjectName("inset")
        self.list.folds = False
        self.list.most_lines = 6
        self.list.setAccessibleName(_("What the new name changes"))
        self.list.turned.connect(self._turn)
        column.addWidget(self.list, 1)
        foot = QWidget()
        low = across(foot, gap=8)
        self._count = label("", "small")
        hints = KeyHints()
        hints.show_keys([("Ctrl+Return", _("rename")), ("Space", _("leave out")), ("Esc", _("as it was"))])
        low.addWidget(self._count)
        low.addWidget(hints, 1)
        column.addWidget(foot)
        session.altered.connect(self._again)

    def _line(self) -> QWidget:
        """The new name, and what takes it or leaves the old one."""
        line = QWidget()
        low = across(line, gap=8)
        self.name = QLineEdit()
        self.name.setAccessibleName(_("New name"))
        self.name.setPlaceholderText(_("New name"))
        self.apply = QPushButton(_("Rename"))
        self.apply.setProperty("primary", True)
        leave = QPushButton(_("Leave as it is"))
        low.addWidget(self.name, 1)
        low.addWidget(self.apply)
        low.addWidget(leave)
        self.name.textEdited.connect(self._typed)
        self.name.returnPressed.connect(self.finish)
        self.apply.clicked.connect(self.finish)
        leave.clicked.connect(self.left)
        return line

    @property
    def written(self) -> str:
        """The new name as it is written."""
        return " ".join(self.name.text().split())

    def begin(self, name: str, of: Id = "") -> None:
        """Begin to rename what is called so; `of` is the term or element from which that was asked."""
        from core.requirements.renaming import named

        self._named = named(self._session.snapshot(), name)
        self._off = {_SYNONYM}
        if len(self._named.elements) > 1:  # which of several is meant only a person knows
            self._off |= {one.id for one in self._named.elements if one.id != of}
        self._title.setText(_("Rename “{name}” everywhere").format(name=self._named.name))
        self.name.setText(self._named.name)
        self.name.selectAll()
        self.name.setFocus()
        self._waits, self._plan = False, None
        self.look()

    def look(self) -> None:
        """Work out beside the window what the name would change."""
        self._pause.stop()
        self._plan = None
        if self._named is not None:
            self._work.begin(partial(_planned, self._session.snapshot(), self._named, self.written))
        self._show()

    def finish(self) -> None:
        """Make one change of all that is ticked; where it is not worked out yet, as soon as it is."""
        if self._named is None or self._same or self._fault():
            return
        if self._plan is None:
            self._waits = True
            self.look()
            return
        from core.requirements.renaming import rename

        plan, counted = self._plan, self._counted()
        words = _("Rename {old} to {new}").format(old=plan.named.name, new=plan.new)
        self._named = None
        with self._session.change(words) as edit:
            rename(edit, plan, self._off, synonym=_SYNONYM not in self._off)
        self.left.emit()
        self.renamed.emit(_("{words}: {place}").format(words=words, place=counted))

    def _typed(self) -> None:
        self._waits, self._plan = False, None
        self._work.stop()
        self._show()
        self._pause.start()

    def _again(self) -> None:
        """The model was changed meanwhile: what bears the name may be others."""
        if self._named is not None:
            from core.requirements.renaming import named

            self._named = named(self._session.snapshot(), self._named.name)
            self.look()

    def _fault(self) -> str:
        from core.requirements.renaming import fault

        return fault(self.written)

    @property
    def _same(self) -> bool:
        """Whether the name is as it was."""
        return self._named is not None and self.written == self._named.name

    def _take(self, found: tuple[Renaming | None, tuple[Element, ...]]) -> None:
        """What the name would change is known."""
        self._plan, taken = found
        self._show(() if self._same else taken)
        if self._waits and self._plan is not None:
            self._waits = False
            self.finish()

    def _show(self, taken: tuple[Element, ...] = ()) -> None:
        """Show what is known: while it is worked out, the rows stay as they were."""
        told = self._fault()
        words = _("“{name}” is a name already: {kind}. The two could not be told apart.")
        for one in taken[:1]:
            told = words.format(name=one.name, kind=_(one.kind))
        self._told.setText(told)
        self._told.setVisible(bool(told))
        self.apply.setEnabled(self._plan is not None and not self._same)
        if self._plan is not None:
            self.list.show_rows(self._rows(self._plan))
            self._count.setText(self._counted())

    def _rows(self, plan: Renaming) -> list[Row]:
        """The glossary, the model and the sentences, and what stays as it is."""
        what, rows = plan.named, []
        if what.term is not None:
            rows.append(self._row(what.term.id, _("Glossary: {name}").format(name=what.term.name)))
            words = _("Keep “{name}” as a synonym in the glossary").format(name=what.name)
            rows.append(self._row(_SYNONYM, words))
        rows += [self._row(one.id, _borne(one)) for one in what.elements]
        for one in plan.rewritten:
            before = one.requirement.text if one.text != one.requirement.text else ""
            rows.append(self._row(one.requirement.id, one.text, before, one.requirement.key, _new(one)))
        stays = [(one.id, one.key, one.text, _("would not say the same")) for one in plan.kept]
        stays += [(one.id, "", _borne(one), _("read by expressions")) for one in what.held]
        if stays:
            rows.append(Row("#stays", _("Stays as it is"), heading=True))
        return rows + [
            Row(_STAYS + one, text, lead=key, detail=why, faint=True) for one, key, text, why in stays
        ]

    def _row(self, row_id: str, words: str, before: str = "", key: str = "", spans: Spans = ()) -> Row:
        on = row_id not in self._off
        mark = "mdi6.checkbox-marked-outline" if on else "mdi6.checkbox-blank-outline"
        old = _("before: {words}").format(words=before) if before else ""
        return Row(row_id, words, old if on else _("left out"), mark, lead=key, faint=not on, spans=spans)

    def _turn(self, row_id: str) -> None:
        if not row_id.startswith(_STAYS):
            self._off ^= {row_id}
            self._show()

    def _counted(self) -> str:
        """How many sentences the change takes."""
        rewritten = self._plan.rewritten if self._plan is not None else ()
        count = sum(one.requirement.id not in self._off for one in rewritten)
        return plural("{count} sentence", "{count} sentences", count)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Escape leaves; Ctrl Enter renames from the list too; down goes into the list."""
        if event.key() == Qt.Key.Key_Escape:
            self.left.emit()
        elif event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            if event.modifiers() & Qt.KeyboardModifier.ControlModifier:
                self.finish()
        elif event.key() == Qt.Key.Key_Down and self.name.hasFocus():
            self.list.setFocus()
            self.list.begin()
        else:
            super().keyPressEvent(event)


def _new(one: Rewritten) -> Spans:
    """Where the new name stands in a sentence, to be seen at once."""
    return tuple((start, length, "accent.text") for start, length in one.places)


def _borne(element: Element) -> str:
    words = _("{kind}: {name}").format(kind=_(element.kind), name=element.name)
    return f"{words[:1].upper()}{words[1:]}"


def _planned(
    snapshot: Snapshot, what: Named, new: str, tell: Tell
) -> tuple[Renaming | None, tuple[Element, ...]]:
    from core.requirements.renaming import fault, renaming, taken

    if fault(new):
        return None, ()
    return renaming(snapshot, what, new, tell), taken(snapshot, what, new)
