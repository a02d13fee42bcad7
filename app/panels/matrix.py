"""The matrix as a page: what is set against what, how it is grouped, what is looked for, and the table."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QApplication, QFrame, QWidget

from app.actions.registry import named
from app.gestures.cell import joining
from app.panels.flow import Flow
from app.panels.labels import Elided, across, down, label, tool
from app.panels.matrix_view import MatrixView
from app.panels.segmented import Segmented
from app.panels.side import FilterLine
from app.session.session import Session
from app.theme import px
from core.diagram.matrix import Subject, Wish, matrix
from core.diagram.matrix_axes import Grouping
from core.diagram.matrix_table import WRITTEN_BY, comma_separated, tab_separated, table
from core.ground.words import _, plural
from core.model import Id, kinds_of

_EVERYTHING = kinds_of("system", "hardware", "behaviour", "requirements", "security")
"""What a trace may lead to can be of any of these kinds, and is suspect when it says something else."""


class MatrixPage(QFrame):
    """One matrix at a time; what was folded and looked for stays while the page is open.

    Signals: `asked` with the id of an element that is to be shown on its drawing; `message` with words
    for the status line; `exporting` when the table is to be written to a file.
    """

    asked = Signal(str)
    message = Signal(str)
    exporting = Signal()

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("canvas_area")
        self._session = session
        self.subject, self.grouping = Subject.ALLOCATIONS, Grouping.ZONE
        self._folded: dict[tuple[Subject, Grouping], tuple[set[str], set[str]]] = {}
        self._read = ""
        self._flow: Id = ""
        column = down(self)
        self.subjects = Segmented(
            (
                (Subject.ALLOCATIONS, _("Allocations")),
                (Subject.CONNECTORS, _("Connectors")),
                (Subject.TRACES, _("Traces")),
                (Subject.RELATIONS, _("Requirements")),
            )
        )
        self.subjects.setAccessibleName(_("What the cells say"))
        self.groupings = Segmented(((Grouping.ZONE, _("By zone")), (Grouping.OWNER, _("By owner"))))
        self.groupings.setAccessibleName(_("How rows and columns are grouped"))
        self.row_filter, self.column_filter = FilterLine(_("Rows")), FilterLine(_("Columns"))
        self.copying = tool("copy", _("Copy the table"), of="edit.copy")
        self.writing = tool("hand over", _("Write the table as CSV"))
        head = QWidget()
        row = Flow(head, (12, 8, 12, 6))
        self._count = label("", "small")
        for part in (self.subjects, self.groupings, self.copying, self.writing, self._count):
            row.addWidget(part)
        column.addWidget(head)
        narrowing = QWidget()
        lines = across(narrowing, (12, 0, 12, 6), 8)
        for line in (self.row_filter, self.column_filter):
            line.setMaximumWidth(px(240))
            lines.addWidget(line, 1)
        lines.addStretch(1)
        column.addWidget(narrowing)
        self.view = MatrixView()
        column.addWidget(self.view, 1)
        self._empty = label("", "hint", wraps=True)
        self._empty.setContentsMargins(px(18), px(12), px(18), px(12))
        self._empty.setAlignment(Qt.AlignmentFlag.AlignTop | Qt.AlignmentFlag.AlignLeft)
        column.addWidget(self._empty, 1)
        foot = QWidget()
        foot.setObjectName("panel_head")
        low = across(foot, (12, 4, 12, 4), 12)
        self.said = Elided("small")
        self._keys = Elided("small")
        low.addWidget(self.said, 1)
        low.addWidget(self._keys)
        column.addWidget(foot)
        self._wire()
        self.show_subject(Subject.ALLOCATIONS)

    def show_subject(self, subject: str) -> None:
        """Set other elements against each other."""
        self.subject = Subject(subject)
        self.subjects.show_value(self.subject)
        self.groupings.show_value(self.grouping)
        self._again()
        self.view.put_cursor(*self._first_cell())

    def refresh(self) -> None:
        """Show the model as it is now, if anything shown has changed; the cursor stays where it was."""
        snapshot = self._session.snapshot()
        read = snapshot.digest(_EVERYTHING)
        if read == self._read or not self.isVisible():
            return
        self._again()

    def rows(self) -> list[list[str]]:
        """The table as it is shown, as rows of text."""
        titles = {
            Subject.ALLOCATIONS: _("Allocations"),
            Subject.CONNECTORS: _("Connectors from row to column"),
            Subject.TRACES: _("Traces"),
            Subject.RELATIONS: _("Traces from row to column"),
        }
        return table(self.view.known.shown, f"{WRITTEN_BY}: {titles[self.subject]}")

    def copy(self) -> None:
        """Put the table on the clipboard, as spreadsheets take it."""
        QApplication.clipboard().setText(tab_separated(self.rows()))
        self.message.emit(_("Copied the table"))

    def comma_separated(self) -> str:
        """The table as it is written to a file."""
        return comma_separated(self.rows())

    def take(self, row: int, column: int) -> None:
        """Join the two elements of a cell or part them, in one change; a flow that is there is shown."""
        shown = self.view.known.shown
        first, second = shown.rows[row].element, shown.columns[column].element
        if first is None or second is None:
            return
        snapshot = self._session.snapshot()
        cell = shown.cell(row, column)
        if cell.links and self.subject is not Subject.CONNECTORS and not self._session.writable:
            return
        does = joining(snapshot, self.subject, first, second, cell, self._flow)
        if does.refusal:
            self.message.emit(does.refusal)
        elif does.shows is not None:
            self._show_flow(does.shows)
        elif does.apply is not None:
            if not self._session.writable:
                self.message.emit(
                    _("For reading only. Make an editable copy to write: {key}.").format(
                        key=named("project.copy")
                    )
                )
                return
            made: list[Id | None] = []
            with self._session.change(does.label) as edit:
                made.append(does.apply(edit))
            if self.subject is Subject.CONNECTORS and made and made[0] in self._session.snapshot():
                self._show_flow(str(made[0]))

    def _wire(self) -> None:
        view = self.view
        self.subjects.chosen.connect(self.show_subject)
        self.groupings.chosen.connect(self._group)
        for line in (self.row_filter, self.column_filter):
            line.textChanged.connect(lambda _text: self._again())
            line.down_pressed.connect(view.setFocus)
        self.copying.clicked.connect(self.copy)
        self.writing.clicked.connect(self.exporting)
        view.taken.connect(self.take)
        view.shown_wanted.connect(self._show)
        view.row_folding.connect(lambda number: self._fold(number, 0))
        view.column_folding.connect(lambda number: self._fold(number, 1))
        view.row_chosen.connect(lambda number: self._choose(self.view.known.shown.rows[number].element))
        view.column_chosen.connect(lambda number: self._choose(self.view.known.shown.columns[number].element))
        view.pointed.connect(self._say)
        view.copied.connect(self.copy)
        view.searching.connect(self.row_filter.setFocus)
        self._session.altered.connect(self.refresh)
        self._session.opened.connect(self._begin_again)

    def _begin_again(self) -> None:
        self._folded.clear()
        self._read = ""

    @property
    def _folds(self) -> tuple[set[str], set[str]]:
        return self._folded.setdefault((self.subject, self.grouping), (set(), set()))

    def _group(self, grouping: str) -> None:
        self.grouping = Grouping(grouping)
        self._again()

    def _fold(self, number: int, side: int) -> None:
        shown = self.view.known.shown
        key = (shown.rows, shown.columns)[side][number].id
        self._folds[side].symmetric_difference_update({key})
        self._again()

    def _again(self) -> None:
        """Work the matrix out again; the cursor stays on the two elements that it was on."""
        snapshot = self._session.snapshot()
        self._read = snapshot.digest(_EVERYTHING)
        view = self.view
        before, index = view.known.shown, view.currentIndex()
        at = (before.rows[index.row()].id, before.columns[index.column()].id) if index.isValid() else ("", "")
        rows, columns = self._folds
        shown = matrix(
            snapshot,
            Wish(
                self.subject,
                self.grouping,
                frozenset(rows),
                frozenset(columns),
                self.row_filter.text(),
                self.column_filter.text(),
            ),
        )
        view.known.show(shown, snapshot)
        view.fit_heads()
        if not view.currentIndex().isValid() and shown.rows and shown.columns:
            row = next((n for n, head in enumerate(shown.rows) if head.id == at[0]), 0)
            column = next((n for n, head in enumerate(shown.columns) if head.id == at[1]), 0)
            view.put_cursor(row, column)
        elif (index := view.currentIndex()).isValid():
            self._say(index.row(), index.column())
        self._tell(not (shown.rows and shown.columns))
        view.point()  # what the cell says may be another although the cursor stays

    def _tell(self, empty: bool) -> None:
        shown = self.view.known.shown
        lone = sum(head.empty for head in shown.rows)
        words = {
            Subject.ALLOCATIONS: (
                plural("{count} allocation", "{count} allocations", shown.links),
                plural("{count} not allocated", "{count} not allocated", lone),
                _("Space allocates or takes off"),
                _("Components and data stores stand here against the nodes they run on. Draw both first."),
            ),
            Subject.CONNECTORS: (
                plural("{count} flow", "{count} flows", shown.links),
                plural("{count} without a flow", "{count} without a flow", lone),
                _("Rows send, columns receive. Space adds a flow or shows it"),
                _("Components stand here against each other, with the flows between them. Draw some first."),
            ),
            Subject.TRACES: (
                plural("{count} trace", "{count} traces", shown.links),
                plural("{count} not traced", "{count} not traced", lone),
                _("Space traces or parts"),
                _("Requirements stand here against the elements they are about. Write or draw both first."),
            ),
            Subject.RELATIONS: (
                plural("{count} trace", "{count} traces", shown.links),
                plural("{count} not traced", "{count} not traced", lone),
                _("Rows refine columns. Space traces or parts"),
                _("Requirements stand here against each other, with the traces between. Write some first."),
            ),
        }
        links, alone, keys, nothing = words[self.subject]
        doubted = plural("{count} suspect", "{count} suspect", shown.suspect)
        self._count.setText(
            ", ".join([links, *([alone] if lone else []), *([doubted] if shown.suspect else [])])
        )
        self._keys.setText(keys)
        looked_for = self.row_filter.text() or self.column_filter.text()
        self._empty.setText(_("Nothing has these words in its name.") if looked_for else nothing)
        self._empty.setVisible(empty)
        self.view.setVisible(not empty)

    def _first_cell(self) -> tuple[int, int]:
        """The first cell that belongs to elements."""
        shown = self.view.known.shown
        row = next((n for n, head in enumerate(shown.rows) if head.members), 0)
        return row, next((n for n, head in enumerate(shown.columns) if head.members), 0)

    def _say(self, row: int, column: int) -> None:
        self.said.setText(self.view.known.said(row, column))

    def _choose(self, element_id: Id | None) -> None:
        if element_id is not None:
            self._session.select((element_id,))

    def _show_flow(self, flow: Id) -> None:
        self._flow = flow
        self._session.select((flow,))

    def _show(self, row: int, column: int) -> None:
        """Show on a drawing what joins two elements; where nothing does, the row's element."""
        shown = self.view.known.shown
        cell = shown.cell(row, column)
        link = next(iter((*cell.links, *cell.back)), None)
        on_drawing = link if self.subject is Subject.CONNECTORS else None
        element = on_drawing or shown.rows[row].element or shown.columns[column].element
        if element is not None:
            self.asked.emit(element)

    def showEvent(self, event: QShowEvent) -> None:
        """What changed while the page was hidden is shown now."""
        super().showEvent(event)
        self.refresh()
