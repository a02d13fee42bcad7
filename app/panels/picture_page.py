"""Diagrams to be written as pictures: which ones, in which form, into which folder."""

from pathlib import Path

from PySide6.QtCore import QSize, Qt, Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QFrame, QListWidget, QListWidgetItem, QPushButton, QWidget

from app.panels.labels import across, down, label
from app.panels.segmented import Segmented
from app.session.session import Session
from app.theme import icon, px, restyled
from core.ground.words import _, plural
from core.model import Diagram, Id

_ID = Qt.ItemDataRole.UserRole
_SHAPES = {"hardware": "node", "behaviour": "state machine"}


class PicturePage(QFrame):
    """A list of all diagrams, each with a tick.

    Signals: `placing` when another folder is wanted; `wanted` with the ids of diagrams, the form, and
    the folder in which they are to be written.
    """

    placing = Signal()
    wanted = Signal(list, str, str)

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("canvas_area")
        self._session = session
        self._known: set[Id] = set()
        project = session.project
        self.folder = project.path.with_name("pictures") if project is not None else Path()
        column = down(self, (32, 24, 32, 24), 12)
        column.addWidget(label(_("Diagrams as pictures"), "title"))
        column.addWidget(
            label(
                _("One file for each, exact to the screen, words as text in SVG and PDF."),
                "paraphrase",
                wraps=True,
            )
        )
        row = QWidget()
        choices = across(row, gap=8)
        self.form = Segmented((("svg", "SVG"), ("pdf", "PDF"), ("png", "PNG")))
        self.form.setAccessibleName(_("Form of the pictures"))
        self.form.setMaximumWidth(px(180))
        self.form.show_value("svg")
        self.everything, self.nothing = QPushButton(_("All")), QPushButton(_("None"))
        self.everything.clicked.connect(lambda: self._tick(Qt.CheckState.Checked))
        self.nothing.clicked.connect(lambda: self._tick(Qt.CheckState.Unchecked))
        for part in (self.form, self.everything, self.nothing):
            choices.addWidget(part)
        choices.addStretch(1)
        column.addWidget(row)
        self.list = QListWidget()
        self.list.setAccessibleName(_("Diagrams"))
        self.list.setMinimumHeight(px(28))
        self.list.setIconSize(QSize(px(16), px(16)))
        self.list.itemChanged.connect(lambda _item: self._count())
        column.addWidget(self.list, 1)
        low = QWidget()
        foot = across(low, gap=8)
        self.place = QPushButton()
        self.place.setProperty("field", True)
        self.place.clicked.connect(self.placing)
        self.write = QPushButton(_("Write"))
        self.write.setProperty("primary", True)
        self.write.clicked.connect(lambda: self.wanted.emit(self.chosen(), self.form.value, str(self.folder)))
        foot.addWidget(label(_("Folder"), "fact"))
        foot.addWidget(self.place, 1)
        foot.addWidget(self.write)
        column.addWidget(low)
        session.altered.connect(self.refresh)
        restyled(self, self._restyle)
        self.show_folder(self.folder)
        self.refresh()

    def show_folder(self, folder: Path) -> None:
        """Write into another folder."""
        self.folder = folder
        self.place.setText(str(folder))
        self.place.setAccessibleName(_("Folder: {name}").format(name=folder))

    def chosen(self) -> list[Id]:
        """The diagrams that have a tick, in the order of the model."""
        items = map(self.list.item, range(self.list.count()))
        return [item.data(_ID) for item in items if item.checkState() is Qt.CheckState.Checked]

    def refresh(self) -> None:
        """Show the diagrams as they are now; new ones have a tick, known ones keep theirs."""
        diagrams = self._session.snapshot().of(Diagram)
        ticked = set(self.chosen())
        self.list.blockSignals(True)
        self.list.clear()
        for diagram in diagrams:
            item = QListWidgetItem(
                icon(_SHAPES.get(diagram.diagram, "diagram")), diagram.name or _("unnamed")
            )
            item.setData(_ID, diagram.id)
            on = diagram.id in ticked or diagram.id not in self._known
            item.setCheckState(Qt.CheckState.Checked if on else Qt.CheckState.Unchecked)
            self.list.addItem(item)
        self._known = {diagram.id for diagram in diagrams}
        self.list.blockSignals(False)
        self._count()

    def _restyle(self) -> None:
        self.refresh()

    def _tick(self, state: Qt.CheckState) -> None:
        for number in range(self.list.count()):
            self.list.item(number).setCheckState(state)

    def _count(self) -> None:
        count = len(self.chosen())
        self.write.setText(plural("Write {count} picture", "Write {count} pictures", count))
        self.write.setEnabled(count > 0)

    def showEvent(self, event: QShowEvent) -> None:
        """The keyboard begins in the list."""
        super().showEvent(event)
        self.list.setFocus()
