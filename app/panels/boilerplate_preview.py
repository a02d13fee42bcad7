"""What a reviewed file of boilerplates would bring, before any of it is taken over."""

from __future__ import annotations

from collections.abc import Sequence

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QFrame, QPushButton

from app.panels.labels import Elided, across, down, label
from app.panels.rows import Row, RowList
from core.ground.words import _, plural
from core.model import Boilerplate, Snapshot


class BoilerplatePreview(QFrame):
    """The boilerplates of a file that the project has not, or has otherwise.

    Signals: `taken` when a person wants them; `left` when not.
    """

    taken = Signal()
    left = Signal()

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("canvas_area")
        column = down(self)
        head = QFrame()
        head.setObjectName("panel_head")
        row = across(head, (12, 6, 12, 6), 8)
        self._title = Elided("strong")
        self.take = QPushButton()
        self.take.setProperty("primary", True)
        leave = QPushButton(_("Leave it"))
        self.take.clicked.connect(self.taken)
        leave.clicked.connect(self.left)
        row.addWidget(self._title, 1)
        row.addWidget(leave)
        row.addWidget(self.take)
        column.addWidget(head)
        self._doubts = label("", "small", wraps=True)
        column.addWidget(self._doubts)
        self.list = RowList()
        self.list.most_lines = 4
        self.list.setAccessibleName(_("What the file would bring"))
        column.addWidget(self.list, 1)

    def show_file(
        self, file: str, several: Sequence[Boilerplate], snapshot: Snapshot, doubts: Sequence[str] = ()
    ) -> None:
        """Show what the file would put into the project; `doubts` are what is worth a look."""
        self._title.setText(_("What {file} would bring").format(file=file))
        self.take.setText(plural("Take {count} over", "Take {count} over", len(several)))
        self._doubts.setText("\n".join(doubts))
        self._doubts.setVisible(bool(doubts))
        new = [one for one in several if one.id not in snapshot]
        changed = [one for one in several if one.id in snapshot]
        rows = []
        if new:
            rows.append(Row("#new", _("New"), heading=True, count=str(len(new))))
            rows += [Row(one.id, one.name, _meant(one), mark="add", tip=one.example) for one in new]
        if changed:
            rows.append(
                Row("#changed", _("The project has them otherwise"), heading=True, count=str(len(changed)))
            )
            rows += [
                Row(one.id, one.name, _differs(snapshot[one.id], one), mark="note", tip=one.example)
                for one in changed
            ]
        self.list.show_rows(rows)

    def take_keyboard(self) -> None:
        """Give the keyboard to what takes the file over."""
        self.take.setFocus()

    # Qt

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Escape leaves the file."""
        if event.key() == Qt.Key.Key_Escape:
            self.left.emit()
        else:
            super().keyPressEvent(event)


def _meant(one: Boilerplate) -> str:
    return _("{shape} → {means}").format(shape=one.shape, means=one.means)


def _differs(before: object, after: Boilerplate) -> str:
    """What the file says otherwise: the shape, the meaning, or only words about them."""
    if not isinstance(before, Boilerplate):
        return _meant(after)
    pairs = ((before.shape, after.shape), (before.means, after.means))
    now = _("{before}, now {after}")
    told = [now.format(before=one, after=other) for one, other in pairs if one != other]
    return "; ".join(told) or _("only its example or its note is another")
