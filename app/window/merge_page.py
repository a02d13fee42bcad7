"""Merging another version: the conflicts one by one, then what the merge would change, then one change.

The merge is worked out beside the window, and always with the project as it is now: a decision is taken
at once, what comes of it follows.
"""

from dataclasses import dataclass
from functools import partial

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QKeyEvent, QShowEvent
from PySide6.QtWidgets import QFrame, QPushButton, QStackedWidget, QWidget

from app.jobs.beside import Beside
from app.jobs.jobs import Tell
from app.panels.conflict_cards import KEYS, ConflictCards, side_title
from app.panels.labels import across, down, label
from app.panels.rows import Row, RowList
from app.session.session import Session
from app.theme import px
from app.window.compared import Between, Compared, between
from app.window.merge_answers import Answers
from app.window.merging import Merging
from core.assistants.drawn_apart import drawn_apart, told
from core.ground.words import _, plural
from core.model import Snapshot
from core.project.conflict import Choice, Conflict, Versions
from core.project.conflict_words import subject
from core.project.merging import Merged, merge


@dataclass(frozen=True, slots=True)
class Found:
    """A merge, with what ours said then, and how the result is shown if there is one.

    `beside` tells of shapes that got room beside others, where both sides had put something.
    """

    ours: Snapshot
    merged: Merged
    beside: list[str]
    result: Between | None


def merge_found(
    base: Snapshot,
    ours: Snapshot,
    theirs: Snapshot,
    decided: dict[str, Choice],
    otherwise: Choice | None,
    tell: Tell,
) -> Found:
    """Merge, with one choice for whatever was not decided, if that is wanted."""
    merged = merge(base, ours, theirs, lambda one: decided.get(one.key) or otherwise, tell)
    merged, apart = drawn_apart(Versions(base, ours, theirs), merged)
    result = merged.snapshot
    return Found(ours, merged, told(result, apart), None if result is None else between(ours, result))


class MergePage(QFrame):
    """Merges another version into the open project; `answers` is what was decided.

    Signals: `done` with words about the change that was made; `told` with how many conflicts there are,
    once that is known; `decided` after each step that was decided, taken back or done again.
    """

    done = Signal(str)
    told = Signal(str)
    decided = Signal()

    def __init__(
        self,
        session: Session,
        merging: Merging,
        answers: Answers,
        parent: QWidget | None = None,
    ) -> None:
        super().__init__(parent)
        self.setObjectName("canvas_area")
        self._session = session
        self._merging = merging
        self._base, self._theirs = merging.base, merging.theirs
        self._answers = answers
        self._kept = ""
        self._ours = session.snapshot()
        self._merged = Merged(None, (), ())
        self._beside: list[str] = []
        self._known: dict[str, Conflict] = {}
        self._begun = self._stands = self._onward = self._at_once = False
        self._work = Beside(self)
        self._work.progressed.connect(self._tell)
        self._work.done.connect(self._show)
        column = down(self)
        column.addWidget(self._make_head())
        self._stack = QStackedWidget()
        self._conflicts = self._make_conflicts()
        self.result = Compared()
        self._stack.addWidget(self._conflicts)
        self._stack.addWidget(self.result)
        column.addWidget(self._stack, 1)
        self.setFocusProxy(self.list)
        session.altered.connect(self._look_again)
        self._merge()

    @property
    def settled(self) -> bool:
        """Whether what is shown is the merge with the project as it is now, and with every decision."""
        return self._stands and self._ours is self._session.snapshot()

    # What is asked

    def decide(self, choice: Choice) -> None:
        """Decide the conflict chosen, and go to the next open one."""
        conflict = self._known.get(self.list.current())
        if conflict is None or choice not in conflict.choices:
            return
        self._answers.decide(conflict.key, choice)
        self._follow()
        self._onward = not self._next_open() or self._onward

    def reopen(self) -> None:
        """Leave the conflict chosen open again."""
        conflict = self._known.get(self.list.current())
        if conflict is not None and conflict.key in self._answers.now:
            self._answers.decide(conflict.key, None)
            self._follow()

    def decide_all(self, choice: Choice) -> None:
        """Take one side in every conflict that is open, also in those that come up then."""
        self._merge(otherwise=choice)

    @property
    def undoable(self) -> bool:
        """Whether a decision can be taken back."""
        return self._answers.back

    @property
    def redoable(self) -> bool:
        """Whether a decision that was taken back can be made again."""
        return self._answers.ahead

    def undo(self) -> str:
        """Take the last decision back; gives words about it. The project is not touched."""
        key = self._answers.take_back()
        return _("There is no decision to take back.") if key is None else self._gone_to(key, _("Open again"))

    def redo(self) -> str:
        """Decide again what was taken back last; gives words about it."""
        key = self._answers.do_again()
        return _("No decision was taken back.") if key is None else self._gone_to(key, _("Decided again"))

    def show_result(self, shown: bool) -> None:
        """Show what the merge would change, or the conflicts again."""
        self._stack.setCurrentWidget(self.result if shown and self._merged.snapshot else self._conflicts)
        self._tell()

    def apply(self) -> None:
        """Make the merge one change of the project."""
        self._look_again()
        merged = self._merged.snapshot
        if merged is None or not self.settled or not self._session.writable:
            return
        edits, beside = self._ours.edits_to(self._merging.settled(merged)), self._beside
        project = self._session.project
        before = project.head_hash if project is not None else None
        with self._session.change(self._merging.label, self._merging.origin) as edit:
            edit.put(edits)
        if project is not None and project.head_hash != before:
            words = plural(
                "Merged: {count} element is different now",
                "Merged: {count} elements are different now",
                len(edits),
            )
            self.done.emit(". ".join([words, *beside]))
        elif not edits:
            self.done.emit(_("The project says all that already"))

    def step_through(self, forward: bool) -> None:
        """Go to the next or previous conflict, or change of the result."""
        if self._stack.currentWidget() is self.result:
            self.result.step_through(forward)
        else:
            self.list.step(forward)

    # Inside

    def _follow(self) -> None:
        """Merge with what is decided now."""
        self._kept = ""
        self._merge()
        self._list_conflicts()
        self._show_conflict()
        self.decided.emit()

    def _gone_to(self, key: str, done: str) -> str:
        """Go to the conflict of which a step was taken back or done again, and say what was done."""
        self.show_result(False)
        self._onward = False
        self._follow()
        conflict = self._known.get(key)
        if conflict is None:
            return done
        self.list.choose(key)
        choice = self._answers.now.get(key)
        if choice is not None:
            done = _("Decided: {side}").format(side=side_title(choice))
        return _("{what}: {words}").format(what=done, words=subject(self._versions, conflict))

    def _make_head(self) -> QWidget:
        band = QFrame()
        band.setProperty("band", "readonly")
        row = across(band, (12, 3, 12, 3), 8)
        self.words = label("", wraps=True)
        row.addWidget(self.words, 1)
        self.all_ours, self.all_theirs = QPushButton(_("All ours")), QPushButton(_("All theirs"))
        self.all_ours.clicked.connect(lambda: self.decide_all("ours"))
        self.all_theirs.clicked.connect(lambda: self.decide_all("theirs"))
        self.turn = QPushButton()
        self.turn.clicked.connect(lambda: self.show_result(self._stack.currentWidget() is self._conflicts))
        self.merge_button = QPushButton(_("Merge"))
        self.merge_button.setProperty("primary", True)
        self.merge_button.setToolTip(_("One change, which undo takes back (Ctrl Enter)"))
        self.merge_button.clicked.connect(self.apply)
        self.stop_button = QPushButton(_("Stop"))
        self.stop_button.clicked.connect(self._stop)
        for button in (self.stop_button, self.all_ours, self.all_theirs, self.turn, self.merge_button):
            row.addWidget(button)
        return band

    def _make_conflicts(self) -> QWidget:
        frame = QWidget()
        row = across(frame, gap=0)
        self.list = RowList()
        self.list.setFixedWidth(px(360))
        self.list.setAccessibleName(_("Conflicts"))
        self.list.empty = _("Nothing was changed on both sides in a way that contradicts.")
        self.list.installEventFilter(self)
        self.list.chosen.connect(lambda _key: self._show_conflict())
        self.cards = ConflictCards()
        self.cards.chosen.connect(self.decide)
        self.cards.reopened.connect(self.reopen)
        row.addWidget(self.list)
        row.addWidget(self.cards, 1)
        return frame

    def _merge(self, otherwise: Choice | None = None) -> None:
        """Merge with what the project says now and with what was decided."""
        self._at_once = otherwise is not None
        self._ours = self._session.snapshot()
        self._stands = False
        models = (self._base, self._ours, self._theirs)
        self._work.begin(partial(merge_found, *models, dict(self._answers.now), otherwise))
        self._tell()

    def _show(self, found: Found) -> None:
        """Show how far the merge goes."""
        first = not self._begun
        self._begun = self._stands = True
        self._merged, self._beside = found.merged, found.beside
        decided = {one.key: choice for one, choice in found.merged.decided}
        (self._answers.take if self._at_once else self._answers.amend)(self._answers.now | decided)
        known = {one.key: one for one, _choice in found.merged.decided}
        self._known = known | {one.key: one for one in found.merged.conflicts}
        self._list_conflicts()
        if first:
            self._kept = self._kept_words()
        if self._onward or (first and self._kept):
            self._onward = False
            self._next_open()
        if found.result is not None:
            self.result.show_between(found.result)
        if first or found.result is None:
            self.show_result(first and found.result is not None)
        self._show_conflict()
        self._tell()
        self.told.emit(" ".join(filter(None, (self._left_words(), self._kept if first else ""))))
        self.decided.emit()

    def _kept_words(self) -> str:
        """How much of what was decided when the page was open before still holds."""
        kept = len(self._known.keys() & self._answers.now.keys())
        if not kept:
            return ""
        return _("Decided before and kept: {kept} of {count}.").format(kept=kept, count=len(self._known))

    def _left_words(self) -> str:
        """How many conflicts are left to decide."""
        left = len(self._merged.conflicts)
        if left:
            return plural("{count} conflict to decide.", "{count} conflicts to decide.", left)
        words = _("Every conflict is decided.") if self._known else _("There is no conflict.")
        return " ".join([words, *(f"{one}." for one in self._beside)])

    def _list_conflicts(self) -> None:
        versions = self._versions
        left = {one.key for one in self._merged.conflicts}
        self.list.show_rows(
            [
                Row(
                    key,
                    subject(versions, self._known[key]),
                    mark="unknown" if key in left else "satisfied",
                    right=self._taken(key),
                )
                for key in sorted(self._known)
            ]
        )
        self.list.begin()

    def _taken(self, key: str) -> str:
        """Which side was taken in a conflict, in a word."""
        choice = self._answers.now.get(key)
        if choice is None or choice not in self._known[key].choices:
            return ""
        return side_title(choice).partition(":")[0]

    @property
    def _versions(self) -> Versions:
        return Versions(self._base, self._ours, self._theirs, self._merging.reasons)

    def _show_conflict(self) -> None:
        conflict = self._known.get(self.list.current())
        taken = self._answers.now.get(conflict.key) if conflict is not None else None
        self.cards.show_conflict(self._versions, conflict, taken)

    def _next_open(self) -> bool:
        """Stay at a conflict that is open, or go to the next one that is, if there is one."""
        keys = [row.id for row in self.list.known.rows]
        here = keys.index(self.list.current()) if self.list.current() in keys else 0
        wanted = {one.key for one in self._merged.conflicts if not self._taken(one.key)}
        following = next((key for key in (*keys[here:], *keys[:here]) if key in wanted), None)
        return following is not None and self.list.choose(following)

    def _tell(self, done: int = 0, total: int = 0) -> None:
        left = len(self._merged.conflicts)
        at_result = self._stack.currentWidget() is self.result
        if self._work.running:
            state = _("Merging…")
            if total:
                state = _("Merging, {done} of {total}").format(done=done, total=total)
        elif not self.settled:
            state = _("The merge was stopped.")
        else:
            state = self._left_words()
        self.words.setText(" ".join(filter(None, (self._merging.words, state, self._kept))))
        self.turn.setText(_("Conflicts") if at_result else _("Show the result"))
        self.turn.setEnabled(bool(self._known) if at_result else self._merged.snapshot is not None)
        for button in (self.all_ours, self.all_theirs):
            button.setVisible(not at_result)
            button.setEnabled(bool(left))
        self.stop_button.setText(_("Stop") if self._work.running else _("Go on"))
        self.stop_button.setVisible(not self.settled and (bool(total) or not self._work.running))
        self.merge_button.setEnabled(self.settled and not left and self._session.writable)

    def _stop(self) -> None:
        """Leave the merge that is under way, or begin it again."""
        if self._work.running:
            self._work.stop()
            self._tell()
        else:
            self._merge()

    def _look_again(self) -> None:
        """The project may have changed meanwhile: merge with what it says now, go to what is open."""
        if self._session.snapshot() is not self._ours and self.isVisible():
            self._onward = True
            self._merge()

    def showEvent(self, event: QShowEvent) -> None:
        """Merge with what the project says now."""
        super().showEvent(event)
        self._look_again()

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """O, B and T decide the conflict chosen in the list, Delete opens it again."""
        if watched is self.list and isinstance(event, QKeyEvent) and event.type() == QEvent.Type.KeyPress:
            letter = event.text().upper()
            choice = next((one for one, key in KEYS.items() if key == letter), None)
            if choice is not None:
                self.decide(choice)
                return True
            if event.key() == Qt.Key.Key_Delete:
                self.reopen()
                return True
        return super().eventFilter(watched, event)

    def keyPressEvent(self, event: QKeyEvent) -> None:
        """Ctrl Enter merges."""
        control = bool(event.modifiers() & Qt.KeyboardModifier.ControlModifier)
        if control and event.key() in (Qt.Key.Key_Return, Qt.Key.Key_Enter):
            self.apply()
        else:
            super().keyPressEvent(event)
