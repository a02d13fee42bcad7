"""The tab strip over the middle: open diagrams, tables and lists; back and forward at the right."""

from PySide6.QtCore import QEvent, QObject, QPoint, QRect, QSize, Qt, Signal
from PySide6.QtGui import QFontMetrics, QMouseEvent, QPainter, QPaintEvent, QPen, QResizeEvent, QTransform
from PySide6.QtWidgets import QFrame, QTabBar, QToolButton, QWidget

from app.actions.registry import action
from app.panels.labels import across, tool
from app.theme import colour, font, glyph, look, px
from core.ground.words import _


class Tabs(QTabBar):
    """The tabs themselves, painted: the one in front has the colour of the canvas and an accent line.

    Signals: `closed` with the number of the tab whose cross was clicked.
    """

    closed = Signal(int)

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setDrawBase(False)
        self.setExpanding(False)
        self.setUsesScrollButtons(True)
        self.setElideMode(Qt.TextElideMode.ElideRight)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setAccessibleName(_("Pages"))
        self.setMouseTracking(True)
        self._icons: list[str] = []
        for button in self.findChildren(QToolButton):
            button.installEventFilter(self)
            # Arrow keys on the bar go through all tabs; its arrows are for the mouse.
            button.setFocusPolicy(Qt.FocusPolicy.NoFocus)

    def show_tabs(self, tabs: list[tuple[str, str, str]], current: int) -> None:
        """Show tabs, each with title, icon and whole name, and bring one to the front."""
        blocked = self.blockSignals(True)
        self._icons = [icon_name for _title, icon_name, _tip in tabs]
        while self.count() > len(tabs):
            self.removeTab(self.count() - 1)
        for number, (title, _icon, tip) in enumerate(tabs):
            if number >= self.count():
                self.addTab(title)
            elif self.tabText(number) != title:
                self.setTabText(number, title)
            self.setTabToolTip(number, tip)
        self.setCurrentIndex(current)
        self.blockSignals(blocked)
        self.updateGeometry()
        self.update()

    def tabSizeHint(self, index: int) -> QSize:
        """Icon, title, and room for the cross."""
        words = min(QFontMetrics(font("body")).horizontalAdvance(self.tabText(index)), px(200))
        return QSize(px(12) + px(22) + words + px(34), px(32))

    def minimumTabSizeHint(self, index: int) -> QSize:
        """Tabs keep their width; the strip scrolls instead."""
        return self.tabSizeHint(index)

    def _cross(self, index: int) -> QRect:
        box = self.tabRect(index)
        return QRect(box.right() - px(24), box.center().y() - px(8), px(16), px(16))

    def _edge(self) -> int:
        """Where tabs end: at the arrows that scroll them, if there are any."""
        arrows = [one.x() for one in self.findChildren(QToolButton) if one.isVisible()]
        return min(arrows, default=self.width())

    def words(self, number: int) -> QRect:
        """The place of a tab's title, as far as it can be seen."""
        box = self.tabRect(number)
        left = box.left() + px(34)
        right = min(box.right() - px(28), self._edge() - px(6))
        return QRect(left, box.top(), max(right - left, 0), box.height())

    def mousePressEvent(self, event: QMouseEvent) -> None:
        """A click on the cross, or the middle button anywhere, closes the tab."""
        place = event.position().toPoint()
        number = self.tabAt(place)
        crossed = number == self.currentIndex() and number >= 0 and self._cross(number).contains(place)
        if number >= 0 and (crossed or event.button() == Qt.MouseButton.MiddleButton):
            self.closed.emit(number)
        else:
            super().mousePressEvent(event)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Paint the arrows that scroll as large as other icons: those of the style are dots."""
        if isinstance(watched, QToolButton) and event.type() == QEvent.Type.Paint:
            self._paint_arrow(watched)
            return True
        return super().eventFilter(watched, event)

    def _paint_arrow(self, button: QToolButton) -> None:
        painter = QPainter(button)
        painter.fillRect(button.rect(), colour("surface.hover" if button.underMouse() else "surface.window"))
        role, ratio = "text.secondary" if button.isEnabled() else "text.disabled", self.devicePixelRatioF()
        picture = glyph("folded", px(16), role, ratio)
        if button.arrowType() == Qt.ArrowType.LeftArrow:
            picture = picture.transformed(QTransform().scale(-1, 1))
            picture.setDevicePixelRatio(ratio)
        middle = button.rect().center() - QPoint(px(8), px(8)) + QPoint(1, 1)
        painter.drawPixmap(middle, picture)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Paint every tab."""
        painter = QPainter(self)
        painter.setClipRect(QRect(0, 0, self._edge(), self.height()))
        for number in range(self.count()):
            self._paint_tab(painter, number, number == self.currentIndex())

    def _paint_tab(self, painter: QPainter, number: int, front: bool) -> None:
        box = self.tabRect(number)
        if front:
            painter.fillRect(box, colour("surface.canvas"))
            painter.fillRect(QRect(box.left(), 0, box.width(), px(2)), colour("accent.mark"))
        painter.setPen(QPen(colour("line.default"), 1))
        painter.drawLine(box.topRight(), box.bottomRight())
        role = "text.primary" if front else "text.secondary"
        left, ratio = box.left() + px(12), self.devicePixelRatioF()
        painter.drawPixmap(
            left, box.center().y() - px(8) + 1, glyph(self._icons[number], px(16), role, ratio)
        )
        words = self.words(number)
        painter.setFont(font("body"))
        painter.setPen(colour(role))
        metrics = QFontMetrics(font("body"))
        shown = metrics.elidedText(self.tabText(number), Qt.TextElideMode.ElideRight, words.width())
        painter.drawText(words, Qt.AlignmentFlag.AlignVCenter, shown)
        if front:
            cross = self._cross(number)
            painter.drawPixmap(cross.topLeft(), glyph("close", px(16), "text.secondary", ratio))
            if self.hasFocus():
                painter.setPen(QPen(colour("line.focus"), 2))
                painter.drawRect(box.adjusted(2, 3, -2, -2))


class TabStrip(QFrame):
    """Tabs and, at the right, the way back and forward."""

    def __init__(self, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("tab_strip")
        row = across(self, (0, 0, 8, 1), 2)
        self.tabs = Tabs()
        row.addWidget(self.tabs, 1, Qt.AlignmentFlag.AlignLeft | Qt.AlignmentFlag.AlignBottom)
        self.back = self._travel("go.back")
        self.forward = self._travel("go.forward")
        row.addWidget(self.back)
        row.addWidget(self.forward)
        self.split = self._travel("pages.split")
        row.addWidget(self.split)
        self.fold = tool("fold right", _("Fold the inspector"), of="panel.right")
        row.addWidget(self.fold)
        self.help = self._travel("desktop.help")
        row.addWidget(self.help)
        look().changed.connect(self._draw)
        self._draw()

    def _travel(self, action_id: str) -> QToolButton:
        known = action(action_id)
        return tool(known.icon, known.title(), known.key)

    def _draw(self) -> None:
        self.setFixedHeight(px(32) + 1)
        self.tabs.updateGeometry()

    def resizeEvent(self, event: QResizeEvent) -> None:
        """The tabs take what the buttons leave."""
        super().resizeEvent(event)
        self.tabs.setMaximumWidth(max(self.width() - px(168), px(60)))
