"""The history: every change by name, author, time and origin, what it touched, and ways back to it."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QResizeEvent, QShowEvent
from PySide6.QtWidgets import QComboBox, QFrame, QLineEdit, QPushButton, QSplitter, QWidget

from app.panels.compared_list import altered_row
from app.panels.flow import Flow
from app.panels.history_list import DENSE, ORIGINS, HistoryList, label_of, origin_title, origin_words
from app.panels.history_search import Sought, found
from app.panels.labels import Elided, down
from app.panels.rows import Row, RowList
from app.session.pauses import once_after
from app.session.session import Session
from app.theme import px
from core.ground.diagnostic import Refused
from core.ground.words import _, plural
from core.model import ProposedEdit
from core.project.comparison import altered
from core.project.points import is_present

_PAUSE = 120
"""Milliseconds without a keystroke after which the list is narrowed."""

_LIST, _DETAIL = 476, 440
"""The widths that the list needs for its columns, and a change for what can be done with it, in px."""

_MOST = 300
"""Elements of one change that are listed; the comparison lists all."""


class HistoryPanel(QFrame):
    """The list at the left, the change chosen at the right.

    Signals: `asked` with the id of an element to go to; `wanted` with what is to be done about a
    record, "then", "compare", "change" or "restore", and its number; `between` with the numbers of two
    records that are to be compared.
    """

    asked = Signal(str)
    wanted = Signal(str, int)
    between = Signal(int, int)

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self._session = session
        self._stale = True
        self._seen: tuple[object, str | None] = (None, None)
        self._divided = False
        """Whether a person has moved what divides the panel."""
        self._pause = once_after(self, _PAUSE, self._narrow)
        self.list = HistoryList()
        self.words = QLineEdit()
        self.words.setPlaceholderText(_("Filter by name, author, file or day"))
        self.words.setAccessibleName(_("Filter the history"))
        self.words.textChanged.connect(lambda _text: self._pause.start())
        self.origin = QComboBox()
        self.origin.setAccessibleName(_("Where changes come from"))
        self.origin.addItem(_("Every origin"), "")
        for source in ORIGINS:
            self.origin.addItem(origin_title(source), source)
        self.origin.currentIndexChanged.connect(lambda _place: self._narrow())
        self.selected = QPushButton(_("Of what is selected"))
        self.selected.setProperty("chip", True)
        self.selected.setCheckable(True)
        self.selected.toggled.connect(lambda _on: self._narrow())
        left = QWidget()
        column = down(left)
        head = QWidget()
        row = Flow(head, (12, 3, 12, 2), 6)
        self.words.setMinimumWidth(px(260))
        row.addWidget(self.words)
        row.addWidget(self.origin)
        row.addWidget(self.selected)
        column.addWidget(head)
        column.addWidget(self.list, 1)
        sides = self._sides = QSplitter(Qt.Orientation.Horizontal)
        sides.setChildrenCollapsible(False)
        sides.addWidget(left)
        sides.addWidget(self._make_detail())
        sides.setStretchFactor(0, 1)
        sides.splitterMoved.connect(self._divide)
        down(self).addWidget(sides)
        self.list.chosen.connect(lambda _number: self._show_detail())
        self.list.selectionModel().selectionChanged.connect(lambda *_both: self._tell_compare())
        self.list.activated_row.connect(lambda number: self.wanted.emit("change", int(number)))
        self.touched.clicked.connect(lambda _index: self.asked.emit(self.touched.current()))
        self.touched.activated_row.connect(lambda _row: self._ask("change"))
        session.selection_changed.connect(lambda _ids: self._narrow() if self.selected.isChecked() else None)

    @property
    def number(self) -> int:
        """The number of the record chosen; 0 for none."""
        return int(self.list.current() or 0)

    def refresh(self) -> None:
        """Show what there is now, at once where the panel is seen, else as soon as it is."""
        project = self._session.project
        state = (project, project.head_hash if project is not None else None)
        if state == self._seen:
            return
        self._seen, self._stale = state, True
        if self.isVisible():
            self._narrow()

    def _make_detail(self) -> QWidget:
        self._title, self._origin = Elided("strong"), Elided("small")
        self.touched = RowList()
        self.touched.row_height = DENSE
        self.touched.setAccessibleName(_("What the change touched"))
        self.touched.empty = _("Choose a change to see what it touched, and to go back to it.")
        detail = QWidget()
        column = down(detail, (10, 4, 10, 2), 1)
        column.addWidget(self._title)
        column.addWidget(self._origin)
        steps = QWidget()
        row = Flow(steps, (0, 3, 0, 1), 6)
        self.buttons: dict[str, QPushButton] = {}
        for what, words, tip in (
            ("change", _("What it changed"), _("The drawing with what this change did (Enter)")),
            ("then", _("As it was"), _("The drawing as it was after this change")),
            ("compare", _("Since then"), _("What is different now, or between two changes chosen with Ctrl")),
            ("restore", _("Restore"), ""),
        ):
            button = QPushButton(words)
            button.setProperty("compact", True)
            button.setToolTip(tip)
            button.clicked.connect(lambda _on=False, what=what: self._ask(what))
            self.buttons[what] = button
            row.addWidget(button)
        column.addWidget(steps)
        self.touched.setMinimumHeight(px(28))
        column.addWidget(self.touched, 1)
        return detail

    def _ask(self, what: str) -> None:
        chosen = self.list.chosen_numbers()
        if what == "compare" and len(chosen) > 1:
            self.between.emit(chosen[0], chosen[-1])
        elif self.number:
            self.wanted.emit(what, self.number)

    def _tell_compare(self) -> None:
        several = len(self.list.chosen_numbers()) > 1
        self.buttons["compare"].setText(_("Between them") if several else _("Since then"))

    def _narrow(self) -> None:
        """Show the records that answer to the filters."""
        self._stale = False
        project = self._session.project
        among = None
        if self.selected.isChecked() and project is not None:
            among = frozenset().union(*map(project.touching, self._session.selection))
        sought = Sought(self.words.text(), self.origin.currentData() or "", among)
        self.list.show_records(project, found(project.heads, sought) if project is not None else ())
        self._show_detail()

    def _show_detail(self) -> None:
        project, number = self._session.project, self.number
        known = project is not None and 0 < number <= len(project.heads)
        for what, button in self.buttons.items():
            button.setEnabled(known and (what != "restore" or self._session.writable))
        present = project is not None and known and is_present(project, number)
        if present:
            self.buttons["restore"].setEnabled(False)
        self.buttons["restore"].setToolTip(
            _("Nothing differs between this point and now.")
            if present
            else _("One more change that brings the model back to this point")
        )
        if project is None or not known:
            self._title.setText("")
            self._origin.setText("")
            self.touched.show_rows([])
            return
        head = project.heads[number - 1]
        self._title.setText(label_of(head))
        count = plural("{count} element", "{count} elements", head.touched)
        self._origin.setText(f"{head.author} · {head.time:%Y-%m-%d %H:%M} · {origin_words(head)} · {count}")
        self.touched.show_rows(self._touched(number))

    def _touched(self, number: int) -> list[Row]:
        project = self._session.project
        assert project is not None
        try:
            edits = project.edits(number)
        except Refused as refused:
            self._session.refused.emit(refused.diagnostics)
            return []
        shown = edits[:_MOST]
        now = self._session.snapshot()
        proposed = [ProposedEdit(edit.before, edit.after) for edit in shown]
        rows = [altered_row(one) for one in altered(proposed, now, now)]
        left = len(edits) - len(shown)
        if left:
            rows.append(Row("", _("and {count} more").format(count=left), heading=True))
        return rows

    def _divide(self, _place: int, _number: int) -> None:
        self._divided = True

    def resizeEvent(self, event: QResizeEvent) -> None:
        """The list has its columns first, then what a change touched has the ways back in one line."""
        super().resizeEvent(event)
        if not self._divided:
            right = max(min(self.width() - px(_LIST), px(_DETAIL)), px(200))
            self._sides.setSizes([self.width() - right, right])

    def showEvent(self, event: QShowEvent) -> None:
        """Show what was changed while nobody looked."""
        super().showEvent(event)
        if self._stale:
            self._narrow()
