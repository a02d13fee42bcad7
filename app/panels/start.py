"""The first page: what can be begun here, what five minutes give, recent projects, this machine."""

from collections.abc import Callable
from functools import partial
from pathlib import Path

from PySide6.QtCore import QPointF, Qt, QTimer, Signal
from PySide6.QtGui import QKeyEvent, QMouseEvent, QPainter, QPaintEvent
from PySide6.QtWidgets import QFrame, QGridLayout, QLabel, QPushButton, QScrollArea, QSizePolicy, QWidget

from app.actions.registry import action, key_of, named
from app.jobs.machine import look_at_machine
from app.panels.labels import across, clear, down, key_label, label, rule
from app.theme import colour, glyph, mark_picture, px, restyled
from app.theme.marks import turret_picture
from core.ground.words import _

_WIDTH = 700
_LATER = 400
"""Milliseconds that the window is left alone before this machine is looked at."""

_STATES = {"ok": "satisfied", "limited": "information", "missing": "warning"}


class StartPage(QScrollArea):
    """Shown while no project is open.

    Signals: `asked` with the id of the action a person chose, `wanted` with the path of a project.
    """

    asked = Signal(str)
    wanted = Signal(str)

    def __init__(self, recent: tuple[str, ...], parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setWidgetResizable(True)
        self._recent = recent
        self._checks: list[tuple[str, str]] = []
        self._body = _Dotted()
        self._body.setObjectName("canvas_area")
        self.setWidget(self._body)
        outer = across(self._body, (24, 0, 24, 24), 0)
        self._page = QWidget()
        self._page.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Minimum)
        outer.addStretch(1)
        outer.addWidget(self._page, 8)
        outer.addStretch(1)
        self._column = down(self._page, (0, 40, 0, 0), 0)
        restyled(self, self._build)
        self._build()
        QTimer.singleShot(_LATER, self, lambda: look_at_machine(self.show_checks))

    def show_checks(self, checks: list[tuple[str, str]]) -> None:
        """Show what works on this machine: pairs of a state and words."""
        self._checks = checks
        self._build()

    def _build(self) -> None:
        clear(self._column)
        self._page.setMaximumWidth(px(_WIDTH))
        self._page.setMinimumWidth(min(px(_WIDTH), px(520)))
        self._column.addWidget(self._head())
        self._column.addSpacing(px(24))
        self._column.addWidget(self._cards())
        self._column.addSpacing(px(28))
        self._column.addWidget(self._five_minutes())
        self._column.addSpacing(px(6))
        for number, (icon_name, title, words, key) in enumerate(_steps(), start=1):
            self._column.addWidget(rule())
            self._column.addWidget(self._step(number, icon_name, title, words, key))
        self._column.addSpacing(px(20))
        self._column.addWidget(self._foot())
        self._column.addStretch(1)

    def _head(self) -> QWidget:
        frame = QWidget()
        row = across(frame, gap=16)
        mark = QLabel()
        mark.setPixmap(turret_picture(px(44), self.devicePixelRatioF()))
        row.addWidget(mark)
        words = QWidget()
        column = down(words, gap=2)
        column.addWidget(label(_("Draw the system. The rest follows."), "title", wraps=True))
        remark = label(
            _("One model carries requirements, proofs and threats. It stays on this machine."),
            "paraphrase",
            wraps=True,
        )
        column.addWidget(remark)
        row.addWidget(words, 1)
        return frame

    def _five_minutes(self) -> QWidget:
        frame = QWidget()
        row = across(frame, gap=8)
        row.addWidget(label(_("What five minutes give you"), "strong"))
        row.addStretch(1)
        tour = QPushButton(_("Take the tour"))
        tour.setProperty("link", True)
        tour.setToolTip(_("Eight small steps, on a copy of the water plant"))
        tour.clicked.connect(lambda: self.asked.emit("desktop.tour"))
        row.addWidget(tour)
        return frame

    def _cards(self) -> QWidget:
        frame = QWidget()
        grid = QGridLayout(frame)
        grid.setContentsMargins(0, 0, 0, 0)
        grid.setHorizontalSpacing(px(12))
        grid.setVerticalSpacing(px(12))
        cards = (
            (
                "project.new",
                "component",
                _("Start drawing"),
                _("Name a file, then type a name anywhere on the canvas. The first box is one key away."),
            ),
            (
                "project.sample",
                "water",
                _("Open the water plant"),
                _("A finished sample with seeded defects, and a page on where to find each."),
            ),
            (
                "project.brakes",
                "brakes",
                _("Open brake by wire"),
                _("The brakes of a car, with requirements in ReSA: typed nouns, bound to the model."),
            ),
            (
                "project.import",
                "import",
                _("Bring in files"),
                _("Threat Dragon models and lists of requirements. You see what was kept."),
            ),
        )
        for place, (action_id, icon_name, title, words) in enumerate(cards):
            card = _Card(
                icon_name,
                title,
                words,
                action(action_id).key,
                partial(self.asked.emit, action_id),
            )
            card.setProperty("current", place == 0)
            grid.addWidget(card, place // 2, place % 2)
            grid.setColumnStretch(place % 2, 1)
        return frame

    def _step(self, number: int, icon_name: str, title: str, words: str, key: str) -> QWidget:
        frame = QWidget()
        row = across(frame, (0, 6, 0, 6), 12)
        row.addWidget(label(str(number), "code"))
        picture = QLabel()
        picture.setPixmap(glyph(icon_name, px(18), "text.secondary", self.devicePixelRatioF()))
        row.addWidget(picture)
        column = QWidget()
        lines = down(column)
        lines.addWidget(label(title, "body", wraps=True))
        lines.addWidget(label(words, "small", wraps=True))
        row.addWidget(column, 1)
        row.addWidget(key_label(key))
        return frame

    def _foot(self) -> QWidget:
        frame = QWidget()
        row = across(frame, gap=24)
        left, right = QWidget(), QWidget()
        recent, machine = down(left, gap=4), down(right, gap=4)
        recent.addWidget(label(_("Recent"), "section"))
        known = [path for path in self._recent if Path(path).exists()]
        for path in known[:5]:
            button = QPushButton(Path(path).name)
            button.setProperty("link", True)
            button.setToolTip(path)
            button.clicked.connect(lambda _on=False, path=path: self.wanted.emit(path))
            recent.addWidget(button, 0, Qt.AlignmentFlag.AlignLeft)
        if not known:
            recent.addWidget(label(_("No project has been opened on this machine."), "fact", wraps=True))
        recent.addStretch(1)
        machine.addWidget(label(_("This machine"), "section"))
        for state, words in self._checks:
            line = QWidget()
            checks = across(line, gap=6)
            mark = QLabel()
            mark.setPixmap(mark_picture(_STATES[state], px(13), ratio=self.devicePixelRatioF()))
            checks.addWidget(mark, 0, Qt.AlignmentFlag.AlignTop)
            checks.addWidget(label(words, "fact", wraps=True), 1)
            machine.addWidget(line)
        machine.addStretch(1)
        row.addWidget(left, 1)
        row.addWidget(right, 1)
        return frame


class _Dotted(QWidget):
    """The ground of an empty canvas."""

    def paintEvent(self, _event: QPaintEvent) -> None:
        """The canvas and its grid of dots."""
        painter = QPainter(self)
        painter.fillRect(self.rect(), colour("surface.canvas"))
        painter.setPen(colour("grid.dot"))
        step = px(16)
        dots = [
            QPointF(x, y) for x in range(step, self.width(), step) for y in range(step, self.height(), step)
        ]
        painter.drawPoints(dots)


class _Card(QFrame):
    """Something to begin with: icon, title, a few words, key. It is clicked or entered as a whole."""

    def __init__(self, icon_name: str, title: str, words: str, key: str, begin: Callable[[], None]) -> None:
        super().__init__()
        self._begin = begin
        self.setProperty("card", True)
        self.setFocusPolicy(Qt.FocusPolicy.StrongFocus)
        self.setAccessibleName(f"{title}. {words}")
        self.setCursor(Qt.CursorShape.PointingHandCursor)
        column = down(self, (16, 14, 12, 14), 8)
        head = QWidget()
        row = across(head, gap=8)
        picture = QLabel()
        picture.setPixmap(glyph(icon_name, px(18), "accent.text", self.devicePixelRatioF()))
        row.addWidget(picture)
        row.addWidget(label(title, "strong", wraps=True), 1)
        column.addWidget(head)
        told = label(words, "fact", wraps=True)
        told.setAlignment(Qt.AlignmentFlag.AlignTop)
        column.addWidget(told, 1)
        column.addWidget(key_label(key))

    def mousePressEvent(self, _event: QMouseEvent) -> None:
        """A click begins."""
        self._begin()

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Enter or the space bar begins."""
        if event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter, Qt.Key.Key_Space):
            self._begin()
        else:
            super().keyPressEvent(event)


def _steps() -> tuple[tuple[str, str, str, str], ...]:
    return (
        (
            "diagram",
            _("Draw two components and connect them"),
            _("{key} adds a connected one. Say what you know; unknown stays unknown.").format(
                key=named("canvas.connected")
            ),
            key_of("canvas.connected"),
        ),
        (
            "requirement",
            _("Write one requirement"),
            _("When the level is above 4.2 m, the Level controller shall stop the inlet pump within 2 s."),
            key_of("room.require"),
        ),
        (
            "verdict",
            _("See the verdict"),
            _("Satisfied, violated with a replay, or unknown with a reason."),
            key_of("room.prove"),
        ),
        (
            "threat",
            _("See what threatens it"),
            _("Each threat names the facts that made it apply."),
            key_of("room.threats"),
        ),
        (
            "hand over",
            _("Hand it over"),
            _("A report and a UPPAAL model a reviewer can check."),
            key_of("room.hand_over"),
        ),
    )
