"""The callout of the tour: what to do now, with an arrow to where; it floats and never takes the keyboard."""

from PySide6.QtCore import QPoint, QPointF, QRect, QRectF, Qt, Signal, SignalInstance
from PySide6.QtGui import QPainter, QPainterPath, QPaintEvent, QPen
from PySide6.QtWidgets import QFrame, QHBoxLayout, QPushButton, QWidget

from app.actions.caps import cap
from app.panels.help_text import key_now
from app.panels.labels import across, chip, clear, down, key_label, label
from app.theme import colour, look, px, restyled
from app.window.tour_steps import WIDTH
from core.ground.words import _

_ARROW, _EDGE = 10, 8


class Callout(QFrame):
    """Title, words and keys of a step, and the ways on, back and out.

    Signals: `on`, `back` and `left` when a button was pressed.
    """

    on = Signal()
    back = Signal()
    left = Signal()

    def __init__(self, window: QWidget) -> None:
        super().__init__(window)
        self.setAccessibleName(_("Tour"))
        self._window = window
        self._target = QRect()
        self._under = True
        self._shown: tuple[str, str, tuple[str, ...], tuple[int, int], bool] | None = None
        self._column = down(self, (16, 12 + _ARROW, 16, 12 + _ARROW), 8)
        self.next = self._button(_("Next"), self.on)
        self.before = self._button(_("Back"), self.back)
        self.leave = self._button(_("Leave the tour"), self.left)
        self.next.setProperty("primary", True)
        head = QWidget()
        row = across(head, gap=8)
        self._title, self._place = label("", "strong", wraps=True), label("", "small")
        row.addWidget(self._title, 1)
        row.addWidget(self._place, 0, Qt.AlignmentFlag.AlignTop)
        self._words = label("", "body", wraps=True)
        caps = QWidget()
        row = across(caps, gap=6)
        self._caps = QHBoxLayout()
        self._caps.setSpacing(px(6))
        row.addLayout(self._caps)
        row.addStretch(1)
        self._done = chip(_("Done"))
        row.addWidget(self._done)
        for part in (head, self._words, caps):
            self._column.addWidget(part)
        foot = QWidget()
        row = across(foot, (0, 4, 0, 0), 6)
        for button in (self.next, self.before):
            row.addWidget(button)
        row.addStretch(1)
        row.addWidget(self.leave)
        self._column.addWidget(foot)
        self._parts = (head, caps, foot)
        QWidget.setTabOrder(self.next, self.before)
        QWidget.setTabOrder(self.before, self.leave)
        restyled(self, self._draw)
        self.hide()

    def tell(self, title: str, words: str, keys: tuple[str, ...], place: tuple[int, int], done: bool) -> None:
        """Say a step; `keys` are ids of what has keys, `place` is which step of how many it is."""
        told = (title, words, keys, place, done)
        if told != self._shown:
            self._shown = told
            self._draw()

    def point_at(self, target: QRect, floor: int) -> None:
        """Point at a part of the window from under it, or from over it where the floor leaves no room."""
        window = self._window
        self.setFixedWidth(min(px(WIDTH), window.width() - 2 * px(_EDGE)))
        for part in self._parts:  # what was put into them now is known to the column only later
            part.updateGeometry()
        self.resize(self.width(), self._column.heightForWidth(self.width()))
        under = target.bottom() + self.height() + px(_EDGE) <= floor
        left = min(max(target.center().x() - px(40), px(_EDGE)), window.width() - self.width() - px(_EDGE))
        top = target.bottom() + 1 if under else max(target.top() - self.height(), 0)
        moved = (target, under) != (self._target, self._under)
        self._target, self._under = target, under
        self.move(QPoint(left, top))
        if moved:
            self.update()

    def _button(self, words: str, told: SignalInstance) -> QPushButton:
        button = QPushButton(words)
        button.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        button.clicked.connect(told)
        return button

    def _draw(self) -> None:
        if self._shown is None:
            return
        title, words, keys, (number, count), done = self._shown
        self._title.setText(title)
        self._place.setText(_("Step {number} of {count}").format(number=number, count=count))
        self._words.setText(words)
        clear(self._caps)
        for key in filter(None, map(key_now, keys)):
            made = key_label(key)
            self._caps.addWidget(made)
            made.show()  # at once, so that it takes its room when this is measured
        self._done.setVisible(done)
        for button, words_of, key in (
            (self.next, _("End") if number == count else _("Next"), key_now("tour.next")),
            (self.before, _("Back"), key_now("tour.back")),
            (self.leave, _("Leave the tour"), "Esc"),
        ):
            button.setText(words_of)
            button.setToolTip(f"{words_of} ({cap(key)})" if key else words_of)
            button.setAccessibleName(words_of)
        self.before.setEnabled(number > 1)
        self.setAccessibleDescription(f"{title}. {words}")

    def paintEvent(self, _event: QPaintEvent) -> None:
        """A raised panel with an arrow."""
        painter = QPainter(self)
        painter.setRenderHint(QPainter.RenderHint.Antialiasing)
        arrow = px(_ARROW)
        box = QRectF(self.rect()).adjusted(1, arrow, -1, -arrow)
        outline = QPainterPath()
        outline.addRoundedRect(box, px(8), px(8))
        tip = self._target.center().x() - self.x()
        at = min(max(tip, px(20)), self.width() - px(20))
        edge = box.top() if self._under else box.bottom()
        end = 1.0 if self._under else self.height() - 1.0
        pointer = QPainterPath(QPointF(at - arrow, edge))
        pointer.lineTo(at, end)
        pointer.lineTo(at + arrow, edge)
        pointer.closeSubpath()
        painter.setPen(QPen(colour("accent.mark"), max(look().line, 1) * 1.5))
        painter.setBrush(colour("surface.raised"))
        painter.drawPath(outline.united(pointer))
