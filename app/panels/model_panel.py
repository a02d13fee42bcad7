"""The left panel of Draw: the model as a tree, or what the filter finds in it."""

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtWidgets import QStackedWidget, QWidget

from app.actions.registry import named
from app.panels import outline
from app.panels.keyed import keys_heard
from app.panels.labels import down, label, tool
from app.panels.menu import offer_menu
from app.panels.rows import Row, RowList
from app.panels.side import Side
from app.panels.tree import Tree
from app.panels.tree_model import KEY
from app.session.results import Results
from app.session.search import ELEMENTS, Search
from app.session.session import Session
from app.theme import px
from app.theme.kinds import kind_icon
from core.assistants.laid import element_verdicts
from core.ground.words import _
from core.model import Diagram, Id, Proposal, Requirement, StateMachine
from core.model.search import LETTERS

_IN_TREE = tuple(kind for kind in ELEMENTS if kind not in (Requirement.kind, Proposal.kind))


class ModelPanel(Side):
    """The tree of the model.

    Signals: `opened` with the id of an element that a person wants to go to; `adding` when the plus
    was clicked; `menu` with the place on the screen where a menu of what is selected was wanted.
    """

    opened = Signal(str)
    adding = Signal()
    menu = Signal(QPoint)

    def __init__(
        self, session: Session, results: Results, search: Search, parent: QWidget | None = None
    ) -> None:
        super().__init__(_("Model"), _("Filter model"), parent)
        self._session = session
        self._search = search
        self._results = results
        add = tool("add", _("Add to the model"))
        add.clicked.connect(self.adding)
        self.add_tool(add)
        self.tree = Tree()
        self.tree.setAccessibleName(_("Model"))
        self.found = RowList()
        self._empty = QWidget()
        column = down(self._empty, (20, 16, 16, 16), 12)
        column.addWidget(label(_("Elements you draw appear here as a tree."), "hint", wraps=True))
        self._begun = label("", "hint", wraps=True)
        column.addWidget(self._begun)
        column.addStretch(1)
        self._nothing = label("", "hint", wraps=True)
        self._nothing.setContentsMargins(px(20), px(16), px(16), px(16))
        self._nothing.setAlignment(Qt.AlignmentFlag.AlignTop)
        self._stack = QStackedWidget()
        for widget in (self.tree, self.found, self._nothing, self._empty):
            self._stack.addWidget(widget)
        self._undrawn = label("", "hint", wraps=True)
        self._undrawn.setContentsMargins(px(20), px(8), px(16), px(14))
        self.add(self._stack, 1)
        self.add(self._undrawn)
        assert self.filter is not None
        self.filter.textChanged.connect(lambda _text: self._refresh())
        self.filter.down_pressed.connect(self._enter_list)
        self.tree.chosen.connect(lambda element_id: session.select((element_id,) if element_id else ()))
        self.tree.opened.connect(self.opened)
        self.tree.clicked.connect(lambda index: self._click(index.data(KEY)))
        for view in (self.tree, self.found):
            offer_menu(view, self.menu)
        self.found.chosen.connect(lambda element_id: session.select((element_id,)))
        self.found.activated_row.connect(self.opened)
        session.opened.connect(self._begin)
        session.altered.connect(self._refresh)
        search.read.connect(self._look_again)
        session.selection_changed.connect(self._select)
        results.changed.connect(self._show_marks)
        keys_heard().changed.connect(self._say_how)
        self._say_how()
        self._refresh()

    def _say_how(self) -> None:
        """How a model begins."""
        words = _("{component} and a click draw a component, {type} creates by typing a name.").format(
            component=named("tool.system.component"), type=named("canvas.type")
        )
        self._begun.setText(words)
        self._undrawn.setText(words)

    def _begin(self) -> None:
        self.tree.known.start_over()
        self._refresh()
        self._show_marks()

    def _refresh(self) -> None:
        snapshot = self._session.snapshot()
        assert self.filter is not None
        typed = self.filter.text()
        self._undrawn.setVisible(not typed and len(snapshot) > 0 and not outline.trunk(snapshot))
        if typed:
            rows = self._matching(typed)
            self.found.show_rows(rows)
            self._nothing.setText(_("Nothing matches “{typed}”.").format(typed=typed))
            self._stack.setCurrentWidget(self.found if rows else self._nothing)
            return
        if len(snapshot):
            self.tree.show_snapshot(snapshot)
        self._stack.setCurrentWidget(self.tree if len(snapshot) else self._empty)
        # Where rows came, went or moved, Qt has highlighted whichever stood beside them.
        self._select(self._session.selection)

    def _look_again(self) -> None:
        """More can be found than before."""
        if self.filter is not None and self.filter.text():
            self._refresh()

    def _matching(self, typed: str) -> list[Row]:
        snapshot = self._session.snapshot()
        return [
            Row(
                one.entry.key,
                one.entry.title,
                detail=one.entry.group,
                mark=kind_icon(snapshot[one.entry.key]),
                spans=tuple((start, length, "accent.text") for start, length in one.fits.title),
            )
            for one in self._search.find(typed, 100, _IN_TREE)[0]
            if one.entry.key in snapshot and one.rank < LETTERS
        ]

    def _select(self, selection: tuple[Id, ...]) -> None:
        if self._stack.currentWidget() is self.tree:
            self.tree.show_selection(self._session.element(selection[0]) if len(selection) == 1 else None)

    def _show_marks(self) -> None:
        """A verdict that is not good stands beside its element and the diagram of its machine."""
        snapshot = self._session.snapshot()
        marks: dict[Id, str] = {
            element_id: verdict
            for element_id, verdict in element_verdicts(self._results.known).items()
            if verdict != "satisfied"
        }
        for diagram in snapshot.of(Diagram):
            machine = snapshot.find(StateMachine, diagram.owner)
            if machine is not None and machine.id in marks:
                marks[diagram.id] = marks[machine.id]
        self.tree.known.show_marks(marks)

    def _click(self, key: str) -> None:
        """A diagram is opened by a click; other elements are selected by it."""
        if isinstance(self._session.element(key), Diagram):
            self.opened.emit(key)

    def _enter_list(self) -> None:
        if self._stack.currentWidget() is self.found:
            self.found.setFocus()
            self.found.step(True)
        else:
            self.tree.setFocus()
