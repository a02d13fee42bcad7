"""The tour: a few small things to do in the sample, each pointed at, going on when it was done.

It only looks on: it writes nothing, holds nothing up and never takes the keyboard.
"""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, Qt, QTimer
from PySide6.QtGui import QKeyEvent
from PySide6.QtWidgets import QApplication

from app.canvas.tools import SELECT
from app.panels.undisturbed import is_written_in
from app.session.pauses import once_after
from app.theme import look
from app.window.tour_callout import Callout
from app.window.tour_of_writing import WRITING
from app.window.tour_steps import STEPS, Step, floor_of, moment
from core.ground.words import _

if TYPE_CHECKING:
    from app.window.window import Window

LOOKS = 150
"""Milliseconds between two looks at what was done."""

PRAISE = 700
"""Milliseconds for which a step is shown as done before the next; none where motion is off."""


class Tour(QObject):
    """The course of the tour in one window."""

    def __init__(self, window: Window, steps: tuple[Step, ...] = STEPS) -> None:
        super().__init__(window)
        self._window = window
        self.steps = steps
        self.number = 0
        self._before = moment(window)
        self._done = False
        self.callout = Callout(window)
        self.callout.on.connect(self.next)
        self.callout.back.connect(self.back)
        self.callout.left.connect(self.leave)
        self._looks = QTimer(self)
        self._looks.setInterval(LOOKS)
        self._looks.timeout.connect(self._look)
        self._onward = once_after(self, 0, self.next)
        window.session.opened.connect(self.leave)
        application = QApplication.instance()
        assert application is not None
        application.installEventFilter(self)
        self._begin(0)
        self._looks.start()

    @property
    def step(self) -> Step:
        """The step that is shown."""
        return self.steps[self.number]

    def next(self) -> None:
        """Go on, done or not; after the last step the tour ends."""
        if self.number + 1 < len(self.steps):
            self._begin(self.number + 1)
            return
        self.leave()
        self._window.status.say(_("That was the tour; the Help menu has it again."))

    def back(self) -> None:
        """Go back to the step before."""
        if self.number:
            self._begin(self.number - 1)

    def leave(self) -> None:
        """End the tour."""
        if self._window.tour is not self:
            return
        self._window.tour = None
        self._looks.stop()
        self._onward.stop()
        application = QApplication.instance()
        if application is not None:
            application.removeEventFilter(self)
        self.callout.hide()
        self.callout.deleteLater()
        self.deleteLater()
        self._window.keymap.refresh()

    def _begin(self, number: int) -> None:
        self._onward.stop()
        self.number = number
        self._before = moment(self._window)
        self._done = self.step.done(self._window, self._before)
        self._show()
        self.callout.raise_()  # once: what opens over the window later stays above

    def _look(self) -> None:
        """See whether the step was done; keep in mind which threats were looked at on the way."""
        window = self._window
        if not self._done and self.step.done(window, self._before):
            self._done = True
            self._onward.start(PRAISE if look().motion else 0)
        self._before = replace(self._before, threats=self._before.threats | moment(window).threats)
        self._show()

    def _show(self) -> None:
        step = self.step
        place = (self.number + 1, len(self.steps))
        self.callout.tell(step.title(), step.words(), step.keys, place, self._done)
        self.callout.show()
        target = step.at(self._window)
        self.callout.point_at(target, floor_of(self._window, target))

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Escape leaves the tour where nothing else is there to be left by it."""
        if (
            event.type() == QEvent.Type.KeyPress
            and isinstance(event, QKeyEvent)
            and event.key() == Qt.Key.Key_Escape
            and not event.modifiers()
            and watched is self._window.windowHandle()
            and not self._needed_elsewhere()
        ):
            self.leave()
            return True
        return super().eventFilter(watched, event)

    def _needed_elsewhere(self) -> bool:
        window = self._window
        canvas = window.shown.canvas()
        under_way = canvas is not None and (canvas.gesture is not None or canvas.tool != SELECT)
        writing = is_written_in(window.focusWidget())
        open_above = QApplication.activePopupWidget() is not None or window.messages.shown is not None
        return under_way or writing or open_above


def offer_tour(window: Window) -> None:
    """Offer the tour in the status line where the sample was opened by somebody who has not seen it."""
    from app.actions.registry import action
    from app.window.projects import sample_of

    project = window.session.project
    if project is None or not window.session.writable:
        return
    if sample_of(project) and not tour_seen(window):
        window.status.offer(_("Take the tour"), action("suggest.show").key, lambda: start_tour(window))


def tour_seen(window: Window) -> bool:
    """Whether the tour of the sample that is open was seen: each sample has its own."""
    from app.window.projects import BRAKES, sample_of

    seen = window.preferences
    return seen.writing_tour_seen if sample_of(window.session.project) == BRAKES else seen.tour_seen


def start_tour(window: Window) -> None:
    """Begin the tour of the sample that is open; of the water plant, which is opened, where none is."""
    from app.window.projects import BRAKES, sample_copy, sample_of

    if not sample_of(window.session.project):
        sample_copy(window.session)
    if window.session.project is None or not window.session.writable:
        return
    if window.tour is not None:
        window.tour.leave()
    writing = sample_of(window.session.project) == BRAKES
    known = window.preferences
    seen = replace(known, writing_tour_seen=True) if writing else replace(known, tour_seen=True)
    window.save_preferences(seen)
    window.status.withdraw()
    window.show_room("draw")
    canvas = window.shown.canvas()
    if canvas is not None:
        canvas.setFocus()
    window.tour = Tour(window, WRITING if writing else STEPS)
    window.keymap.refresh()
