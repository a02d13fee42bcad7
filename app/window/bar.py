"""The command bar: mark and project name, the rooms with their counts, undo, search, theme, settings."""

from enum import Enum

from PySide6.QtCore import QEvent, QPoint, QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent, QPen, QResizeEvent
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
from app.panels.labels import Elided, across, key_label, tool
from app.panels.row_painter import chip_width, draw_chip
from app.theme import colour, font, glyph, icon, look, px
from app.theme.marks import turret_picture
from core.ground.words import _

NARROW = 1120
"""Below this width of the window room names shorten to icons, and where they do not fit beside the rest."""

ROOMY = 1360
"""From this width of the window the project and the search field have their whole width."""


_WORDED, _SEARCH, _KEYED = 248, 176, 92
"""The widths of the search field: with room to spare, with its words, and with icon and key alone, in px."""


class Form(Enum):
    """How the rooms are shown: by their names or by icons, with room beside them or close together."""

    WIDE = "wide"
    CLOSE = "close"
    ICONS = "icons"
    DENSE = "dense"

    @property
    def is_icon(self) -> bool:
        """Whether icons stand in place of the names."""
        return self in (Form.ICONS, Form.DENSE)


class RoomButton(QAbstractButton):
    """The way into a room: its name, bold and underlined when one is in it, and a count.

    Of a count in words the number alone stands beside an icon; its tooltip has the whole.
    """

    def __init__(self, title: str, icon_name: str) -> None:
        super().__init__()
        self._icon_name = icon_name
        self._form = Form.WIDE
        self._hint = ""
        self.count = ""
        self.setText(title)
        self.setCheckable(True)
        self.setAccessibleName(title)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setSizePolicy(QSizePolicy.Policy.Fixed, QSizePolicy.Policy.Expanding)

    def show_count(self, count: str) -> None:
        """Show a count beside the name, or none."""
        if count != self.count:
            self.count = count
            self.show_hint(self._hint)
            self.updateGeometry()
            self.update()

    def show_hint(self, hint: str) -> None:
        """Say on the tooltip where it leads, and the count."""
        self._hint = hint
        self.setToolTip("\n".join(words for words in (hint, self.count) if words))

    @property
    def is_icon(self) -> bool:
        """Whether an icon stands in place of the name."""
        return self._form.is_icon

    def show_as(self, form: Form) -> None:
        """Show the name with much or little room beside it, or the icon in place of it."""
        if form is not self._form:
            self._form = form
            self.updateGeometry()

    def sizeHint(self) -> QSize:
        """The name in bold, so that nothing moves when it becomes so, and the count."""
        return QSize(self.width_as(self._form), px(40))

    def width_as(self, form: Form) -> int:
        """The width with the name, or with an icon in place of it."""
        icons = form.is_icon
        words = px(20) if icons else QFontMetrics(font("strong")).horizontalAdvance(self.text())
        count = px(8) + chip_width(self._counted(form)) if self.count else 0
        return words + count + 2 * _beside(form)

    def _counted(self, form: Form) -> str:
        """The count as it is shown."""
        return "".join(filter(str.isdigit, self.count)) if form.is_icon else self.count

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Name or icon, count, line, focus."""
        painter = QPainter(self)
        here, box = self.isChecked(), self.rect()
        if self.underMouse() and not here and self.isEnabled():
            painter.fillRect(box.adjusted(0, 0, 0, -1), colour("surface.hover"))
        lettering = font("strong" if here else "body")
        role = "text.primary" if here else "text.secondary" if self.isEnabled() else "text.disabled"
        left = _beside(self._form)
        if self._form.is_icon:
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
            draw_chip(painter, left + px(8), box, self._counted(self._form))
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
        self._width = 0
        self._name = ""
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
        self._actions: list[tuple[QAbstractButton, Action]] = []
        for room, title, icon_name in ROOMS:
            self._room(row, room, title(), icon_name)
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
        self.show_keys()
        self._draw()

    def show_undo(self, undo: str, redo: str) -> None:
        """Say what the last change was, and what was undone last, with their keys."""
        for button, known, words, done in (
            (self.undo, action("edit.undo"), _("Undo: {label}"), undo),
            (self.redo, action("edit.redo"), _("Redo: {label}"), redo),
        ):
            button.setToolTip(_with_key(words.format(label=done) if done else known.title(), known.key))

    def show_keys(self) -> None:
        """Show the keys as they are now."""
        for room, title, _icon in ROOMS:
            self.rooms[room].show_hint(_with_key(title(), action(_room_action(room)).key))
        for button, known in self._actions:
            button.setToolTip(_with_key(known.title(), known.key))
        self.search.show_key(action("desktop.palette").key)

    def show_project(self, name: str, place: str) -> None:
        """Show the project's name, and on a hint the whole of it and its file."""
        self._name = name
        self.project.setToolTip("\n".join(words for words in (name, place) if words))
        self._fit()

    def below_project(self) -> QPoint:
        """Where the project's menu opens."""
        return self.project.mapToGlobal(self.project.rect().bottomLeft())

    def show_room(self, room: str) -> None:
        """Show which room one is in."""
        for known, button in self.rooms.items():
            button.setChecked(known == room)

    def shorten(self, width: int) -> None:
        """Fit a window of that width."""
        self._width = width
        self._fit()

    def _fit(self) -> None:
        """Share the width out: the search field gives way first, then room names, then the project's name."""
        roomy = self._width >= px(ROOMY) and self._left(px(_WORDED), Form.WIDE) >= px(244)
        whole = QFontMetrics(font("strong")).horizontalAdvance(self._name)
        wanted = min(whole, px(240)) + self._around_name()
        worded = ((_SEARCH, Form.WIDE), (_SEARCH, Form.CLOSE), (_KEYED, Form.CLOSE))
        icons = ((_SEARCH, Form.ICONS), (_KEYED, Form.ICONS), (_KEYED, Form.DENSE))
        ways = icons if self._width < px(NARROW) else (*worded, *icons)
        fitting = (way for way in ways if self._left(px(way[0]), way[1]) >= wanted)
        least, form = next(fitting, ways[-1])
        search = px(_WORDED if roomy else least)
        spare = self._left(search, form) - wanted
        search = min(search + max(spare, 0), px(_WORDED))
        place = min(px(240), max(self._left(search, form) - self._around_name(), px(40)))
        self.project.setText(
            QFontMetrics(font("strong")).elidedText(self._name, Qt.TextElideMode.ElideRight, place)
        )
        for button in self.rooms.values():
            button.show_as(form)
        self._place.setMinimumWidth(px(244) if roomy else 0)
        self.search.setFixedWidth(search)

    def _left(self, search: int, form: Form) -> int:
        """What is left for mark and project beside a search field of that width."""
        row = self.layout()
        assert isinstance(row, QHBoxLayout)
        entries = [entry for number in range(row.count()) if (entry := row.itemAt(number)) is not None]
        widgets = [entry for entry in entries if entry.widget() is not None]
        spaces = sum(entry.sizeHint().width() for entry in entries if entry.spacerItem() is not None)
        rooms = sum(button.width_as(form) for button in self.rooms.values())
        margins = row.contentsMargins().left() + row.contentsMargins().right()
        tools = (len(widgets) - len(self.rooms) - 2) * px(26)
        return self._width - rooms - search - tools - spaces - margins - (len(widgets) - 1) * row.spacing()

    def _around_name(self) -> int:
        """The widths of the mark, of the button's edges and of its icon."""
        words = QFontMetrics(font("strong")).horizontalAdvance(self.project.text())
        return px(24) + self.project.sizeHint().width() - words

    def _room(self, row: QHBoxLayout, room: str, title: str, icon_name: str) -> None:
        button = RoomButton(title, icon_name)
        button.clicked.connect(lambda: self.asked.emit(_room_action(room)))
        self.rooms[room] = button
        row.addWidget(button)

    def _action(self, row: QHBoxLayout, known: Action) -> QAbstractButton:
        button = tool(known.icon, known.title())
        button.clicked.connect(lambda: self.asked.emit(known.id))
        self._actions.append((button, known))
        row.addWidget(button)
        return button

    def _draw(self) -> None:
        self.setFixedHeight(px(40) + 1)
        for button in self.rooms.values():
            button.updateGeometry()
        self._mark.setPixmap(turret_picture(px(20), self.devicePixelRatioF()))
        self.project.setIcon(icon("fold"))
        self.search.draw()
        self._fit()

    def event(self, event: QEvent) -> bool:
        """A count that came or went leaves the rest another width."""
        if event.type() == QEvent.Type.LayoutRequest:
            self._fit()
        return super().event(event)


class _Search(QPushButton):
    """Looks like a field, opens the palette."""

    def __init__(self) -> None:
        super().__init__()
        self.setObjectName("search")
        self.setAccessibleName(_("Find or run"))
        row = across(self, (8, 0, 6, 0), 8)
        self._icon = QLabel()
        row.addWidget(self._icon)
        self._words = Elided("hint")
        self._words.setText(_("Find or run"))
        self._words.setToolTip("")  # the field has one of its own
        row.addWidget(self._words, 1)
        self._key = key_label("")
        row.addWidget(self._key)

    def show_key(self, key: str) -> None:
        """Show the key that does the same."""
        self._key.setText(key)
        self._key.setVisible(bool(key))
        self.setToolTip(_with_key(_("Every action and every element"), key))

    def draw(self) -> None:
        """Draw the icon in the present theme."""
        self._icon.setPixmap(glyph("find", px(14), "text.secondary", self.devicePixelRatioF()))
        self.setFixedHeight(px(26))

    def resizeEvent(self, event: QResizeEvent) -> None:
        """Below the width for its words icon and key stand alone."""
        super().resizeEvent(event)
        self._words.setVisible(self.width() >= px(_SEARCH))


def _beside(form: Form) -> int:
    """The room at each side of a room's name or icon."""
    return px({Form.CLOSE: 6, Form.DENSE: 3}.get(form, 10))


def _room_action(room: str) -> str:
    return f"room.{room.replace(' ', '_')}"


def _with_key(words: str, key: str) -> str:
    return f"{words} ({key})" if key else words
