"""Binding a phrase by hand: a line to type into, and what of the behaviour fits it."""

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QResizeEvent
from PySide6.QtWidgets import QFrame, QLineEdit, QWidget

from app.panels.expressions import faults
from app.panels.fault_card import FaultCard
from app.panels.labels import across, down, key_label, label, restyle
from app.panels.rows import Row, RowList
from app.panels.steering import steered
from app.theme import px
from app.theme.kinds import kind_icon
from core.ground.words import _
from core.model import Snapshot
from core.model.search import LETTERS, Entry, SearchIndex, words_of
from core.requirements import Choice, Phrase, choices, expressed

_MOST = 6
"""How many rows are seen at once."""

_WRITTEN = "="
"""The id of the row that takes what was typed as an expression; no element has it."""


class BindingPicker(QFrame):
    """Says by typing what a phrase stands on: a location, an event, or an expression.

    Signals: `taken` with the offer that was chosen, `left` when the phrase stays as it is,
    `resized` when it got another size.
    """

    taken = Signal(object)
    left = Signal()
    resized = Signal()

    def __init__(self, snapshot: Snapshot, phrase: Phrase, expression: str = "") -> None:
        super().__init__()
        self._snapshot = snapshot
        self._phrase = phrase
        self._known = {choice.element.id: choice for choice in choices(snapshot)}
        self._index = SearchIndex()
        for key, choice in self._known.items():
            self._index.put(Entry(key, "", choice.shown, (("", _(choice.element.kind)),)))
        column = down(self, (0, 2, 0, 6), 4)
        head = QWidget()
        row = across(head, gap=6)
        self.line = QLineEdit(expression)
        self.line.setPlaceholderText(_("A location, an event or an expression"))
        self.line.setAccessibleName(_("What “{phrase}” stands on").format(phrase=phrase.text))
        row.addWidget(self.line, 1)
        for key, words in (("Enter", _("bind")), ("Esc", _("as it was"))):
            row.addWidget(key_label(key))
            row.addWidget(label(words, "small"))
        self.list = RowList()
        self.list.setObjectName("inset")
        self.list.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.list.setAccessibleName(_("What it can be bound to"))
        self.card = FaultCard()
        for widget in (head, self.list, self.card):
            column.addWidget(widget)
        self.line.textChanged.connect(self._find)
        self.line.installEventFilter(self)
        self.list.clicked.connect(lambda index: self._take(self.list.known.rows[index.row()].id))
        self._find(expression)

    def _find(self, typed: str) -> None:
        """Show what fits, and what is wrong with the expression where nothing does."""
        named = all(map(words_of, typed.split()))  # a sign such as ">" stands in no name
        found = self._index.find(typed, 40) if named else []
        rows = [_row(self._known[one.entry.key]) for one in found if one.rank < LETTERS]
        wrong = faults(self._snapshot, typed, "proposition")
        if typed.strip() and not wrong:
            rows.append(Row(_WRITTEN, typed.strip(), mark="mdi6.memory", aside=_("as an expression")))
        self.list.show_rows(rows)
        if rows:
            self.list.choose(rows[0].id, quietly=True)
        self.list.setVisible(bool(rows))
        self.list.setFixedHeight(px(28) * min(len(rows), _MOST) + 2)
        fault = wrong[0] if wrong and not rows else None
        self.line.setProperty("wrong", fault is not None)
        restyle(self.line)
        self.card.show_fault(fault, _("Expression"), False)

    def _take(self, row_id: str) -> None:
        if row_id == _WRITTEN:
            self.taken.emit(expressed(self._phrase, self.line.text().strip()))
            return
        choice = self._known.get(row_id)
        if choice is None:
            return
        offer = choice.offer(self._phrase)
        if offer is not None:
            self.taken.emit(offer)
        else:
            self.line.setText(f"{choice.written} == ")
            self.line.setFocus()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """There are more or fewer rows, or another width."""
        super().resizeEvent(event)
        self.resized.emit()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Arrows move in the list, Enter takes, Escape leaves."""
        if watched is self.line and steered(event, self.list, self._take, self.left.emit):
            return True
        return super().eventFilter(watched, event)


def _row(choice: Choice) -> Row:
    return Row(choice.element.id, choice.shown, mark=kind_icon(choice.element), aside=_(choice.element.kind))
