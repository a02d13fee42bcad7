"""One conflict: what it is about; what ours, the base and theirs say, and what taking each does, by key."""

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtWidgets import QFrame, QPushButton, QWidget

from app.actions.caps import cap
from app.panels.labels import across, clear, down, key_label, label, restyle, words_in
from app.panels.place_picture import PlacePicture
from app.theme import px
from core.ground.words import _
from core.project.conflict import Choice, Conflict, Versions
from core.project.conflict_words import effects, reason, side_words, subject
from core.project.place_sketch import sketch

ORDER: tuple[Choice, ...] = ("ours", "base", "theirs")
"""The cards from left to right."""

KEYS: dict[Choice, str] = {"ours": "O", "base": "B", "theirs": "T"}


class ConflictCards(QWidget):
    """Shows a conflict.

    Signals: `chosen` with "ours", "base" or "theirs"; `reopened` where it is to be open again.
    """

    chosen = Signal(str)
    reopened = Signal()

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        column = down(self, (18, 12, 18, 12), 6)
        self._subject = label("", "heading", wraps=True)
        self._reason = label("", "fact", wraps=True)
        column.addWidget(self._subject)
        column.addWidget(self._reason)
        cards = QWidget()
        self._row = across(cards, (0, 8, 0, 0), 12)
        column.addWidget(cards)
        self.picture = PlacePicture(KEYS)
        column.addSpacing(px(6))
        column.addWidget(self.picture, 1)
        column.addStretch(0)
        self.buttons: dict[Choice, QPushButton] = {}
        self.cards: dict[Choice, QFrame] = {}
        self.again: QPushButton | None = None

    def show_conflict(self, versions: Versions, conflict: Conflict | None, decided: Choice | None) -> None:
        """Show a conflict, and what was decided; nothing for none."""
        clear(self._row)
        self.buttons, self.cards, self.again = {}, {}, None
        self._subject.setText(subject(versions, conflict) if conflict is not None else "")
        self._reason.setText(
            reason(versions, conflict) if conflict is not None else _("No conflict is open.")
        )
        found = sketch(versions, conflict) if conflict is not None else None
        self.picture.show_sketch(found, {choice: side_title(choice) for choice in ORDER}, decided)
        if conflict is None:
            return
        for choice in ORDER:
            self._row.addWidget(self._card(versions, conflict, choice, choice == decided), 1)

    def words(self) -> list[str]:
        """Everything that is shown."""
        return [self._subject.text(), self._reason.text(), *words_in(self._row)]

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """The picture shows the version whose card the pointer or the keyboard is on."""
        kind = event.type()
        # On a button the pointer is still on its card.
        begun, ended = (
            (QEvent.Type.FocusIn, QEvent.Type.FocusOut)
            if isinstance(watched, QPushButton)
            else (QEvent.Type.Enter, QEvent.Type.Leave)
        )
        if kind == begun:
            pairs = [*self.cards.items(), *self.buttons.items()]
            self.picture.point_at(next((choice for choice, one in pairs if one is watched), None))
        elif kind == ended:
            self.picture.point_at(None)
        return super().eventFilter(watched, event)

    def _card(self, versions: Versions, conflict: Conflict, choice: Choice, chosen: bool) -> QFrame:
        card = QFrame()
        card.setObjectName("card")
        card.setProperty("chosen", chosen)
        column = down(card, (12, 10, 12, 10), 8)
        column.addWidget(label(side_title(choice), "section"))
        said = label(side_words(versions, conflict, choice), "body", wraps=True)
        said.setTextInteractionFlags(Qt.TextInteractionFlag.TextSelectableByMouse)
        column.addWidget(said)
        for sentence in effects(versions, conflict, choice):
            column.addWidget(label(sentence, "fact", wraps=True))
        column.addStretch(1)
        foot = QWidget()
        row = across(foot, gap=6)
        button = QPushButton(_("Taken") if chosen else _("Take this"))
        button.setAccessibleName(_("Take {side}").format(side=side_title(choice)))
        button.setEnabled(choice in conflict.choices)
        button.clicked.connect(lambda _on=False: self.chosen.emit(choice))
        self.buttons[choice], self.cards[choice] = button, card
        for watched in (card, button):
            watched.installEventFilter(self)
        row.addWidget(button)
        if choice in conflict.choices:
            row.addWidget(key_label(KEYS[choice]))
        if chosen:
            self.again = QPushButton(_("Open again"))
            self.again.clicked.connect(lambda _on=False: self.reopened.emit())
            row.addWidget(self.again)
            row.addWidget(key_label(cap("Delete")))
        row.addStretch(1)
        column.addWidget(foot)
        restyle(card)
        return card


def side_title(choice: Choice) -> str:
    """What a side is called."""
    return {"ours": _("Ours: this project"), "base": _("Base: before both"), "theirs": _("Theirs")}[choice]
