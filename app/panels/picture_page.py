"""Diagrams to be written as pictures: which ones, in which form, into which folder; each is seen small."""

from collections.abc import Sequence
from pathlib import Path

from PySide6.QtCore import QModelIndex, QPersistentModelIndex, QPointF, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QHideEvent, QIcon, QPainter, QPen, QResizeEvent, QShowEvent
from PySide6.QtWidgets import (
    QFrame,
    QListView,
    QListWidget,
    QListWidgetItem,
    QPushButton,
    QStyle,
    QStyledItemDelegate,
    QStyleOptionViewItem,
    QWidget,
)

from app.panels.flow import Flow
from app.panels.labels import across, down, label
from app.panels.segmented import Segmented
from app.panels.thumbnails import HIGH, WIDE, Thumbnails, blank
from app.session.session import Session
from app.theme import colour, glyph, look, px, restyled
from core.ground.words import _, plural
from core.model import Diagram, Id

_ID = Qt.ItemDataRole.UserRole
_CELL = 252
"""The least width of a diagram with its tick and its name, in px at scale 1."""

_SHAPES = {"hardware": "node", "behaviour": "state machine"}


class PicturePage(QFrame):
    """A list of all diagrams, each with a tick.

    Signals: `placing` when another folder is wanted; `coloured` with "light" or "screen" when other colours
    are; `wanted` with the ids of diagrams, the form, the folder in which they are to be written, and
    whether as plain drawings.
    """

    placing = Signal()
    coloured = Signal(str)
    wanted = Signal(list, str, str, bool)

    def __init__(self, session: Session, colours: str, parent: QWidget | None = None) -> None:
        """`colours` are those wanted last: "light" or "screen"."""
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
                _("One file for each, words as text in SVG and PDF: as its page shows it now, or plain."),
                "paraphrase",
                wraps=True,
            )
        )
        row = QWidget()
        choices = Flow(row, gap=8)
        forms = (("svg", "SVG"), ("pdf", "PDF"), ("png", "PNG"))
        self.form = _choice(_("Form of the pictures"), forms, "svg")
        overs = (("seen", _("As it is seen")), ("plain", _("Plain drawing")))
        self.over = _choice(_("What lies over it"), overs, "seen")
        themes = (("light", _("Light, for paper")), ("screen", _("As on the screen")))
        self.colours = _choice(_("Colours of all pictures"), themes, colours)
        self.colours.setToolTip(_("So are also the picture of the diagram in front and the one copied."))
        self.colours.chosen.connect(self.coloured)
        self.colours.chosen.connect(lambda _value: self.refresh())
        self.everything, self.nothing = QPushButton(_("All")), QPushButton(_("None"))
        self.everything.clicked.connect(lambda: self._tick(Qt.CheckState.Checked))
        self.nothing.clicked.connect(lambda: self._tick(Qt.CheckState.Unchecked))
        for part in (self.form, self.over, self.colours, self.everything, self.nothing):
            choices.addWidget(part)
        column.addWidget(row)
        self.list = PictureList()
        self.list.setAccessibleName(_("Diagrams"))
        self._small = Thumbnails(session, self._theme, self.list)
        self._small.made.connect(self._take)
        self.list.itemChanged.connect(lambda _item: self._count())
        column.addWidget(self.list, 1)
        low = QWidget()
        foot = across(low, gap=8)
        self.place = QPushButton()
        self.place.setProperty("field", True)
        self.place.clicked.connect(self.placing)
        self.write = QPushButton(_("Write"))
        self.write.setProperty("primary", True)
        self.write.clicked.connect(self._write)
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
        self.list.divide()
        ratio = self.devicePixelRatioF()
        for diagram in diagrams:
            sheet = blank(_SHAPES.get(diagram.diagram, "diagram"), ratio)
            item = QListWidgetItem(sheet, diagram.name or _("unnamed"))
            item.setToolTip(item.text())
            item.setData(_ID, diagram.id)
            on = diagram.id in ticked or diagram.id not in self._known
            item.setCheckState(Qt.CheckState.Checked if on else Qt.CheckState.Unchecked)
            self.list.addItem(item)
        self._known = {diagram.id for diagram in diagrams}
        self.list.blockSignals(False)
        self._count()
        if self.isVisible():
            self._small.ask(diagram.id for diagram in diagrams)

    def _theme(self) -> str:
        """The theme in which pictures are painted."""
        return look().theme if self.colours.value == "screen" else "light"

    def _take(self, diagram_id: Id, picture: QIcon) -> None:
        """Show the picture of a diagram."""
        for item in map(self.list.item, range(self.list.count())):
            if item.data(_ID) == diagram_id:
                self.list.blockSignals(True)
                item.setIcon(picture)
                self.list.blockSignals(False)
                self.list.viewport().update()

    def _write(self) -> None:
        plain = self.over.value == "plain"
        self.wanted.emit(self.chosen(), self.form.value, str(self.folder), plain)

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
        """The keyboard begins in the list; the diagrams are painted now that somebody sees them."""
        super().showEvent(event)
        self.list.setFocus()
        self.refresh()

    def hideEvent(self, event: QHideEvent) -> None:
        """Nobody sees the diagrams."""
        super().hideEvent(event)
        self._small.rest()


class PictureList(QListWidget):
    """Diagrams beside and below each other, as many in a row as there is room for, each with a tick."""

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("pictures")
        self.setMinimumHeight(px(28))
        self.setWrapping(True)
        self.setWordWrap(True)
        self.setFlow(QListView.Flow.LeftToRight)
        self.setResizeMode(QListView.ResizeMode.Adjust)
        self.setVerticalScrollMode(QListView.ScrollMode.ScrollPerPixel)
        self.setItemDelegate(_Sheet(self))

    def divide(self) -> None:
        """Share the width out among as many diagrams as have room in it."""
        wide = self.viewport().width() - px(16)  # a list wraps before its last px
        self.setIconSize(QSize(px(WIDE), px(HIGH)))
        self.setGridSize(QSize(wide // max(wide // px(_CELL), 1), px(HIGH) + px(16)))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """There is room for more or fewer."""
        super().resizeEvent(event)
        self.divide()


class _Sheet(QStyledItemDelegate):
    """A diagram in the list, with a tick in a box that is seen in every theme."""

    def __init__(self, owner: PictureList) -> None:
        super().__init__(owner)
        self._owner = owner

    def sizeHint(self, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex) -> QSize:
        """As large as the list divides its width."""
        del option, index
        return self._owner.gridSize()

    def paint(
        self, painter: QPainter, option: QStyleOptionViewItem, index: QModelIndex | QPersistentModelIndex
    ) -> None:
        """The row as ever, and over it the box."""
        super().paint(painter, option, index)
        full = QStyleOptionViewItem(option)
        self.initStyleOption(full, index)
        part = QStyle.SubElement.SE_ItemViewItemCheckIndicator
        box = self._owner.style().subElementRect(part, full, self._owner)
        on = full.checkState is Qt.CheckState.Checked
        painter.save()
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(colour("accent.mark" if on else "line.control"), look().line))
        painter.setBrush(colour("accent.fill" if on else "surface.field"))
        square = QRectF(0, 0, px(15), px(15))
        square.moveCenter(QRectF(box).center())
        painter.drawRoundedRect(square, 3, 3)
        if on:
            ratio = self._owner.devicePixelRatioF()
            tick = glyph("tick", px(13), "text.on_accent", ratio)
            painter.drawPixmap(square.topLeft() + QPointF(px(1), px(1)), tick)
        painter.restore()


def _choice(words: str, options: Sequence[tuple[str, str]], value: str) -> Segmented:
    made = Segmented(options)
    made.setAccessibleName(words)
    made.show_value(value)
    return made
