"""The command bar: mark and project name, the rooms with their counts, undo, search, theme, settings."""

from PySide6.QtCore import QPoint, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import (
    QAbstractButton,
    QFrame,
    QHBoxLayout,
    QLabel,
    QPushButton,
    QSizePolicy,
    QWidget,
)

from app.actions.action import Action
from app.actions.desktop import ROOMS
from app.actions.registry import action
from app.panels.labels import across, key_label, label, tool
from app.panels.row_painter import draw_chip
from app.theme import colour, font, glyph, icon, look, px
from app.theme.marks import turret_picture
from core.ground.words import _

NARROW = 1120
"""Below this width of the window room names shorten to icons."""


class RoomButton(QAbstractButton):
    """The way into a room: its name, bold and underlined when one is in it, and a count."""

    def __init__(self, title: str, icon_name: str, key: str) -> None:
        super().__init__()
        self._icon_name = icon_name
        self._narrow = False
        self.count = ""
        self.setText(title)
        self.setCheckable(True)
        self.setAccessibleName(title)
        self.setToolTip(f"{title} ({key})")
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Expanding)

    def show_count(self, count: str) -> None:
        """Show a count beside the name, or none."""
        if count != self.count:
            self.count = count
            self.updateGeometry()
            self.update()

    def shorten(self, narrow: bool) -> None:
        """Show the icon in place of the name, or the name again."""
        if narrow != self._narrow:
            self._narrow = narrow
            self.updateGeometry()

    def sizeHint(self) -> QSize:
        """The name in bold, so that nothing moves when it becomes so, and the count."""
        words = px(20) if self._narrow else QFontMetrics(font("strong")).horizontalAdvance(self.text())
        count = QFontMetrics(font("small")).horizontalAdvance(self.count) + px(18) if self.count else 0
        return QSize(words + count + px(20), px(40))

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Name or icon, count, line, focus."""
        painter = QPainter(self)
        here, box = self.isChecked(), self.rect()
        if self.underMouse() and not here and self.isEnabled():
            painter.fillRect(box.adjusted(0, 0, 0, -1), colour("surface.hover"))
        lettering = font("strong" if here else "body")
        role = "text.primary" if here else "text.secondary" if self.isEnabled() else "text.disabled"
        left = px(10)
        if self._narrow:
            painter.drawPixmap(left, (self.height() - px(18)) // 2, glyph(self._icon_name, px(18), role))
            left += px(20)
        else:
            painter.setFont(lettering)
            painter.setPen(colour(role))
            painter.drawText(
                QRect(left, 0, box.width(), box.height()), Qt.AlignmentFlag.AlignVCenter, self.text()
            )
            left += QFontMetrics(lettering).horizontalAdvance(self.text())
        if self.count:
            draw_chip(painter, left + px(8), box, self.count)
        if here:
            painter.fillRect(
                QRect(px(8), box.height() - px(3), box.width() - px(16), px(3)), colour("accent.mark")
            )
        if self.hasFocus():
            painter.setPen(QPen(colour("line.focus"), 2))
            painter.drawRect(QRectF(box).adjusted(2, 2, -2, -3))


class CommandBar(QFrame):
    """The bar over everything.

    Signals: `asked` with the id of the action that a person wants done.
    """

    asked = Signal(str)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("command_bar")
        row = across(self, (10, 0, 10, 1), 4)
        self._place = QWidget()
        place = across(self._place, gap=4)
        self._mark = QLabel()
        self._mark.setAccessibleName("Bartizan")
        place.addWidget(self._mark)
        self.project = QPushButton()
        self.project.setProperty("project", True)
        self.project.setLayoutDirection(Qt.LayoutDirection.RightToLeft)
        self.project.setAccessibleName(_("Project"))
        place.addWidget(self.project)
        place.addStretch(1)
        row.addWidget(self._place)
        self.rooms: dict[str, RoomButton] = {}
        for number, (room, title, icon_name) in enumerate(ROOMS, start=1):
            self._room(row, room, title(), icon_name, f"Ctrl {number}")
        row.addStretch(1)
        self.undo = self._action(row, action("edit.undo"))
        self.redo = self._action(row, action("edit.redo"))
        row.addSpacing(px(8))
        self.search = _Search()
        self.search.clicked.connect(lambda: self.asked.emit("desktop.palette"))
        row.addWidget(self.search)
        row.addSpacing(px(4))
        self._action(row, action("theme.next"))
        self.settings = tool("settings", _("Settings"))
        row.addWidget(self.settings)
        look().changed.connect(self._draw)
        self._draw()

    def show_project(self, name: str, place: str) -> None:
        """Show the project's name, and on a hint the whole of it and its file."""
        shown = QFontMetrics(font("strong")).elidedText(name, Qt.TextElideMode.ElideRight, px(240))
        self.project.setText(shown)
        self.project.setToolTip("\n".join(words for words in (name, place) if words))

    def below_project(self) -> QPoint:
        """Where the project's menu opens."""
        return self.project.mapToGlobal(self.project.rect().bottomLeft())

    def show_room(self, room: str) -> None:
        """Show which room one is in."""
        for known, button in self.rooms.items():
            button.setChecked(known == room)

    def shorten(self, width: int) -> None:
        """Fit a window of that width."""
        for button in self.rooms.values():
            button.shorten(width < px(NARROW))
        self._place.setMinimumWidth(px(244) if width >= px(1360) else 0)
        self.search.setFixedWidth(px(248) if width >= px(1360) else px(176))

    def _room(self, row: QHBoxLayout, room: str, title: str, icon_name: str, key: str) -> None:
        button = RoomButton(title, icon_name, key)
        button.clicked.connect(lambda: self.asked.emit(f"room.{room.replace(' ', '_')}"))
        self.rooms[room] = button
        row.addWidget(button)

    def _action(self, row: QHBoxLayout, known: Action) -> QAbstractButton:
        button = tool(known.icon, known.title(), known.key)
        button.clicked.connect(lambda: self.asked.emit(known.id))
        row.addWidget(button)
        return button

    def _draw(self) -> None:
        self.setFixedHeight(px(40) + 1)
        for button in self.rooms.values():
            button.updateGeometry()
        self._mark.setPixmap(turret_picture(px(20), self.devicePixelRatioF()))
        self.project.setIcon(icon("fold"))
        self.search.draw()


class _Search(QPushButton):
    """Looks like a field, opens the palette."""

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("search")
        self.setAccessibleName(_("Find or run"))
        self.setToolTip(_("Every action and every element (Ctrl K)"))
        row = across(self, (8, 0, 6, 0), 8)
        self._icon = QLabel()
        row.addWidget(self._icon)
        row.addWidget(label(_("Find or run"), "hint"), 1)
        row.addWidget(key_label("Ctrl K"))

    def draw(self) -> None:
        """Draw the icon in the present theme."""
        self._icon.setPixmap(glyph("find", px(14), "text.secondary", self.devicePixelRatioF()))
        self.setFixedHeight(px(26))
