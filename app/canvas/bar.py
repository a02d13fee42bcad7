"""What floats over the canvas: the drawing bar with its keys, and the zoom chip.

It leaves the keyboard to the drawing, where Tab adds what is connected: keys and the palette do all of it.
"""

from __future__ import annotations

from PySide6.QtCore import QPoint, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFontMetrics, QPainter, QPaintEvent, QPen
from PySide6.QtWidgets import QFrame, QGraphicsDropShadowEffect, QHBoxLayout, QMenu, QToolButton, QWidget

from app.actions.keymap import keys_of, written
from app.actions.registry import key_of
from app.canvas.keys import TOOL_KEYS
from app.canvas.tools import TOOLS
from app.panels.keyed import keys_heard
from app.theme import colour, font, glyph, icon, look, px, restyled
from core.ground.words import _
from core.model import DiagramType


class ToolButton(QToolButton):
    """An icon with its key beside it."""

    def __init__(self, icon: str, title: str, parent: QWidget) -> None:
        super().__init__(parent)
        self._icon = icon
        self._title = title
        self._key = ""
        self._brief = False
        self.setToolTip(title)
        self.setAccessibleName(title)
        self.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.setAutoRaise(True)

    def show_key(self, key: str, *, beside: bool = True) -> None:
        """Tell the key that does the same, on a hint and beside the icon."""
        self.setToolTip(f"{self._title} ({key})" if key else self._title)
        self._key = key if beside else ""
        self.updateGeometry()

    def shorten(self, brief: bool) -> None:
        """Leave the key to the hint, or show it beside the icon again."""
        if brief != self._brief:
            self._brief = brief
            self.updateGeometry()

    def width_as(self, brief: bool) -> int:
        """The width of the icon alone, or with the key beside it."""
        wide = px(28)
        if self._key and not brief:
            wide += px(8) + QFontMetrics(font("key")).horizontalAdvance(self._key)
        return wide

    def sizeHint(self) -> QSize:
        """Wide enough for icon and key."""
        return QSize(self.width_as(self._brief), px(28))

    def paintEvent(self, event: QPaintEvent) -> None:
        """Icon and key on a ground that tells what is taken up."""
        del event
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        role = "text.secondary"
        if self.isChecked():
            role = "accent.text"
            self._ground(painter, "surface.selected")
        elif self.underMouse() and self.isEnabled():
            self._ground(painter, "surface.hover")
        if not self.isEnabled():
            role = "text.disabled"
        size = px(18)
        keyed = bool(self._key) and not self._brief
        left = px(6) if keyed else (self.width() - size) // 2
        ratio = self.devicePixelRatioF()
        painter.drawPixmap(left, (self.height() - size) // 2, glyph(self._icon, size, role, ratio))
        if keyed:
            painter.setFont(font("key"))
            painter.setPen(colour(role))
            area = self.rect().adjusted(left + size + px(4), 0, 0, 0)
            painter.drawText(area, Qt.AlignmentFlag.AlignVCenter | Qt.AlignmentFlag.AlignLeft, self._key)

    def _ground(self, painter: QPainter, role: str) -> None:
        painter.setPen(Qt.PenStyle.NoPen)
        painter.setBrush(colour(role))
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5), 4, 4)


class Floating(QFrame):
    """A raised strip with rounded corners and a shadow; a border instead in high contrast."""

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.row = QHBoxLayout(self)
        self.row.setContentsMargins(px(5), px(4), px(5), px(4))
        self.row.setSpacing(px(4))
        self.restyle()

    def restyle(self) -> None:
        """Take on the present theme."""
        if look().theme == "high_contrast":
            self.setGraphicsEffect(None)  # type: ignore[arg-type]
        else:
            shadow = QGraphicsDropShadowEffect(self)
            shadow.setBlurRadius(18)
            shadow.setOffset(0, 3)
            tone = colour("text.primary" if look().theme == "light" else "surface.field")
            tone.setAlphaF(0.2 if look().theme == "light" else 0.9)
            shadow.setColor(tone)
            self.setGraphicsEffect(shadow)
        self.update()

    def paintEvent(self, event: QPaintEvent) -> None:
        """The strip."""
        del event
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        painter.setPen(QPen(colour("line.default"), look().line))
        painter.setBrush(colour("surface.raised"))
        painter.drawRoundedRect(QRectF(self.rect()).adjusted(0.5, 0.5, -0.5, -0.5), 8, 8)


class DrawingBar(Floating):
    """The tools of a diagram; those without room are in a menu at the end.

    Signals: `chosen` with a tool's name, `typing` when a name is to be typed.
    """

    chosen = Signal(str)
    typing = Signal()

    def __init__(self, sort: DiagramType, parent: QWidget) -> None:
        super().__init__(parent)
        self.setAccessibleName(_("Drawing tools"))
        self._sort = sort
        self.buttons: dict[str, ToolButton] = {}
        for tool in TOOLS[sort]:
            button = ToolButton(tool.icon, tool.title(), self)
            button.setCheckable(True)
            button.clicked.connect(lambda _on=False, name=tool.name: self.chosen.emit(name))
            self.buttons[tool.name] = button
            self.row.addWidget(button)
        self.more = ToolButton("menu", _("More tools"), self)
        self.more.setCheckable(True)
        self.more.clicked.connect(self.offer)
        self.row.addWidget(self.more)
        self._tool = ""
        self._space = ToolButton("add", _("Create by typing a name"), self)
        self._space.clicked.connect(self.typing)
        self.row.addSpacing(px(6))
        self.row.addWidget(self._space)
        self._show_keys()
        keys_heard().changed.connect(self._show_keys)

    def _show_keys(self) -> None:
        for tool, known in zip(TOOLS[self._sort], TOOL_KEYS[self._sort], strict=True):
            self.buttons[tool.name].show_key(", ".join(map(written, keys_of(known)[:1])))
        self._space.show_key(key_of("canvas.type"))
        self.more.show_key(key_of("canvas.tools"), beside=False)
        self.fit(self.width())

    def fit(self, room: int) -> None:
        """Be as wide as there is room: first the keys give way, then the last tools go into the menu."""
        brief = self._taken(False) + sum(self._wide(False).values()) > room
        taken, wide = self._taken(brief), self._wide(brief)
        crowded = taken + sum(wide.values()) > room
        left = room - taken - (self.more.sizeHint().width() + self.row.spacing() if crowded else 0)
        for name, button in self.buttons.items():
            left -= wide[name]
            button.shorten(brief)
            button.setVisible(not crowded or left >= 0)
        self._space.shorten(brief)
        self.more.setVisible(crowded)
        self.show_tool(self._tool)
        self.adjustSize()

    def least(self) -> int:
        """The width of all tools without their keys."""
        return self._taken(True) + sum(self._wide(True).values())

    def _taken(self, brief: bool) -> int:
        """What the bar takes besides its tools."""
        margins = self.row.contentsMargins()
        gaps = margins.left() + margins.right() + px(6) + self.row.spacing()
        return gaps + self._space.width_as(brief)

    def _wide(self, brief: bool) -> dict[str, int]:
        """What each tool takes."""
        return {name: button.width_as(brief) + self.row.spacing() for name, button in self.buttons.items()}

    def menu(self) -> QMenu:
        """The tools without room, or all of them where there is room for each."""
        menu = QMenu(self)
        hidden = [name for name, button in self.buttons.items() if button.isHidden()]
        for tool, known in zip(TOOLS[self._sort], TOOL_KEYS[self._sort], strict=True):
            if tool.name in (hidden or self.buttons):
                keys = ", ".join(map(written, keys_of(known)[:1]))
                entry = menu.addAction(icon(tool.icon), f"{tool.title()}\t{keys}" if keys else tool.title())
                entry.setCheckable(True)
                entry.setChecked(tool.name == self._tool)
                entry.triggered.connect(lambda _on=False, name=tool.name: self.chosen.emit(name))
        return menu

    def offer(self) -> None:
        """Open the menu of tools over the bar."""
        self.show_tool(self._tool)
        menu = self.menu()
        menu.aboutToHide.connect(menu.deleteLater)
        beside = self if self.more.isHidden() else self.more
        menu.popup(beside.mapToGlobal(QPoint(0, -menu.sizeHint().height() - px(6))))

    def show_tool(self, name: str) -> None:
        """Show which tool is taken up."""
        self._tool = name
        for known, button in self.buttons.items():
            button.setChecked(known == name)
        self.more.setChecked(name in self.buttons and self.buttons[name].isHidden())


class ZoomChip(Floating):
    """Smaller, the scale, larger, fit, map. Signals: `stepped` with -1 or 1, `fitted`, `reset`, `mapped`."""

    stepped = Signal(int)
    fitted = Signal()
    reset = Signal()
    mapped = Signal()

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setAccessibleName(_("Zoom"))
        self.row.setSpacing(0)
        smaller = ToolButton("mdi6.minus", _("Smaller"), self)
        smaller.clicked.connect(lambda: self.stepped.emit(-1))
        self.scale = QToolButton(self)
        self.scale.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.scale.setAutoRaise(True)
        self.scale.clicked.connect(self.reset)
        larger = ToolButton("add", _("Larger"), self)
        larger.clicked.connect(lambda: self.stepped.emit(1))
        fit = ToolButton("fit", _("Fit the diagram"), self)
        fit.clicked.connect(self.fitted)
        self.map = ToolButton("minimap", _("Map of the drawing"), self)
        self.map.clicked.connect(self.mapped)
        for button in (smaller, self.scale, larger, fit, self.map):
            self.row.addWidget(button)
        self._known = {
            smaller: "canvas.smaller",
            larger: "canvas.larger",
            fit: "draw.fit",
            self.map: "view.minimap",
        }
        self._show_keys()
        keys_heard().changed.connect(self._show_keys)
        restyled(self, self._size)
        self._size()

    def _show_keys(self) -> None:
        for button, name in self._known.items():
            button.show_key(key_of(name), beside=False)
        key = key_of("canvas.whole")
        self.scale.setToolTip(_("Show at 100 % ({key})").format(key=key) if key else _("Show at 100 %"))

    def _size(self) -> None:
        self.scale.setFont(font("small"))
        self.scale.setMinimumWidth(px(52))

    def show_scale(self, scale: float) -> None:
        """Write the scale."""
        self.scale.setText(f"{round(scale * 100)} %")
        self.scale.setAccessibleName(_("Scale {percent} %").format(percent=round(scale * 100)))
