"""What a sentence is understood as: its slots, and what each phrase is bound to over the behaviour.

A phrase is bound by confirming an offer, or by hand to whatever a person chooses.
"""

from __future__ import annotations

from collections.abc import Callable, Iterator
from functools import partial
from operator import is_
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, QTimer, Signal
from PySide6.QtWidgets import QApplication, QGridLayout, QMenu, QPushButton, QWidget

from app.panels.clashing import clashing
from app.panels.labels import across, clear, down, label
from app.panels.meant import described, named
from app.panels.rewriting import Rewritings
from app.panels.scrolled import Body, Scrolled
from app.panels.timing_picture import TimingPicture
from app.panels.understood import demanded, said_otherwise
from app.session.lexicon import ProjectWords
from app.session.results import Results
from app.session.session import Session
from app.theme import colour, px, restyled
from core.assistants.sentences import parsed
from core.ground.longest import LONGEST_SENTENCE
from core.ground.words import _, plural
from core.model import Id, Proposition, Requirement, Snapshot

if TYPE_CHECKING:
    from app.panels.binding import BindingPicker
    from core.requirements import Bound, Confirmed, Finding, Offer, Phrase, Vocabulary

_ROLES = {
    "feature": "syntax.trigger",
    "state": "syntax.trigger",
    "trigger": "syntax.trigger",
    "unwanted": "syntax.trigger",
    "response": "syntax.response",
    "deadline": "syntax.quantity",
}
"""The colour of each slot."""


class SlotsView(Scrolled):
    """A line a phrase: its slot, its words, what it is bound to, and what it could be bound to.

    Signals: `leaving` when the lines that hold the keyboard are about to be made anew; `rewritten` with a
    requirement that is to be written in place of the sentence, and the reason that this gave; `divided` with
    several that are; `asked` with the id of another requirement.
    """

    leaving = Signal()
    rewritten = Signal(str, str)
    divided = Signal(object)
    asked = Signal(str)

    def __init__(
        self, session: Session, results: Results, words: ProjectWords, parent: QWidget | None = None
    ) -> None:
        super().__init__(parent)
        self._results = results
        self._words = words
        self._rewriting = False
        self.rewritings: Rewritings | None = None
        """What an ordinary sentence could be written as, while that is shown."""
        self.setAccessibleName(_("What the sentence is understood as"))
        self._session = session
        self._shown: tuple[object, ...] = ()
        self._choosing: Phrase | None = None
        self._divided: frozenset[str] = frozenset()
        self.picker: BindingPicker | None = None
        """The line in which a phrase is bound by hand, while one is."""
        body = Body()
        body.setObjectName("body")
        self._column = down(body, (12, 4, 12, 12), 4)
        self.setWidget(body)
        restyled(self, self._again)
        words.changed.connect(self._know)

    def show_sentence(self, text: str, requirement: Id) -> None:
        """Show what the sentence is understood as."""
        from core.requirements.timing import timings

        shown = (text, requirement, self._session.snapshot(), self._results.consistency)
        if shown[:2] == self._shown[:2] and all(map(is_, shown[2:], self._shown[2:])):
            return
        if shown[:2] != self._shown[:2]:
            self._choosing, self._divided, self._rewriting = None, frozenset(), False
        self._shown = shown
        self.picker, self.rewritings = None, None
        focus = QApplication.focusWidget()
        if focus is not None and self.isAncestorOf(focus):
            self.leaving.emit()
        clear(self._column)
        self._column.addWidget(label(_("Understood as"), "section"))
        if not text.strip() or parsed(text).pattern is None:
            self._column.addWidget(label(_nothing(text), "hint", wraps=True))
        if text.strip() and len(text) <= LONGEST_SENTENCE and (self._rewriting or _is_plain(text)):
            self._column.addWidget(self._rewritten(text))
        if text.strip() and parsed(text).pattern is not None:
            self._column.addWidget(said_otherwise(text))
            if clashes := self._clashes(requirement):
                self._column.addWidget(clashing(shown[2], requirement, clashes, self.asked.emit))
            self._column.addWidget(self._lines(text, requirement))
            for timing in timings(parsed(text)):
                self._column.addWidget(TimingPicture(timing))
            found = shown[2].find(Requirement, requirement) or Requirement(id="", key="", text=text)
            self._column.addWidget(demanded(shown[2], found, text))
        self._column.addStretch(1)

    def rewrite(self) -> None:
        """Show what the sentence could be written as, and give the keyboard to the best of it."""
        if not self._shown or not str(self._shown[0]).strip():
            return
        self._rewriting = True
        self._again()
        if self.rewritings is not None and self.rewritings.buttons:
            self.rewritings.buttons[0].setFocus()
            # Only once it is laid out is it known where it stands.
            QTimer.singleShot(0, self, self._show_best)

    def _show_best(self) -> None:
        if self.rewritings is not None and self.rewritings.buttons:
            self.ensureWidgetVisible(self.rewritings.buttons[0], 0, px(12))

    def bind(self, name: str = "") -> None:
        """Begin to bind the phrase of that normalised name by hand; without a name the first unbound one."""
        from core.requirements import bound, confirmed, phrases

        text, requirement_id = str(self._shown[0]), str(self._shown[1])
        snapshot = self._session.snapshot()
        requirement = snapshot.find(Requirement, requirement_id)
        if requirement is None or not self._session.writable:
            return
        known = confirmed(snapshot)
        said = phrases(parsed(text))
        found = [piece for phrase in said for piece in self._pieces(requirement, phrase, known)]
        lost = [piece for piece in found if bound(requirement, piece, known) is None]
        named = [piece for piece in found if piece.normalised == name]
        if named or lost or found:
            self._choose((named or lost or found)[0])

    def _know(self) -> None:
        """Names came to be known: proposals have their classes, unless a person is about to take one."""
        focus = QApplication.focusWidget()
        if self.rewritings is not None and not (focus is not None and self.isAncestorOf(focus)):
            self._again()

    def _again(self) -> None:
        if self._shown:
            text, requirement, *_rest = self._shown
            self._shown = (text, requirement, None, None)
            self.show_sentence(str(text), str(requirement))

    def _clashes(self, requirement: Id) -> tuple[Finding, ...]:
        """Why the requirement cannot hold, as far as that is known."""
        from core.assistants.clashes import clashes_with

        known = self._results.known
        return clashes_with(known, requirement) if known.consistency.records else ()

    def _rewritten(self, text: str) -> QWidget:
        self.rewritings = Rewritings(text, self._words.names(), self._session.writable)
        self.rewritings.taken.connect(self.rewritten)
        self.rewritings.divided.connect(self.divided)
        return self.rewritings

    def _lines(self, text: str, requirement_id: Id) -> QWidget:
        from core.requirements import confirmed, phrases, vocabulary

        snapshot = self._session.snapshot()
        frame = QWidget()
        grid = QGridLayout(frame)
        grid.setContentsMargins(0, px(4), 0, 0)
        grid.setHorizontalSpacing(px(12))
        grid.setVerticalSpacing(px(5))
        grid.setColumnStretch(1, 3)
        grid.setColumnStretch(2, 4)
        slots = parsed(text).slots
        line = 0
        if slots.system is not None:
            self._put(
                grid,
                line,
                _("system"),
                slots.system.text,
                "syntax.system",
                named(snapshot, slots.system.text),
            )
            line += 1
        known, words = confirmed(snapshot), vocabulary(snapshot)
        requirement = snapshot.find(Requirement, requirement_id) or Requirement(id="", key="", text=text)
        system = slots.system.text if slots.system is not None else ""
        for phrase in phrases(parsed(text)):
            for piece in self._pieces(requirement, phrase, known):
                bound = self._bound(snapshot, requirement, piece, known, system, words)
                said = _("not: {words}").format(words=piece.text) if piece.negated else piece.text
                self._put(grid, line, _(phrase.role.value), said, _ROLES[phrase.role.value], bound)
                line += 1
                if piece == self._choosing:
                    grid.addWidget(self._picker(snapshot, piece, requirement, known), line, 1, 1, 2)
                    line += 1
        deadline = slots.deadline
        if deadline is not None and deadline.phrase is None:
            said = text[deadline.column - 1 : deadline.column - 1 + deadline.length]
            self._put(grid, line, _("deadline"), said, "syntax.quantity", label("", "small"))
        return frame

    def _put(self, grid: QGridLayout, line: int, role: str, words: str, tone: str, bound: QWidget) -> None:
        name = label(role, "fact")
        name.setMinimumWidth(px(84))
        name.setMinimumHeight(px(22))
        grid.addWidget(name, line, 0, Qt.AlignmentFlag.AlignTop)
        phrase = label(words, "body", wraps=True)
        phrase.setStyleSheet(f"color: {colour(tone).name()};")
        grid.addWidget(phrase, line, 1, Qt.AlignmentFlag.AlignVCenter)
        grid.addWidget(bound, line, 2)

    def _bound(
        self,
        snapshot: Snapshot,
        requirement: Requirement,
        phrase: Phrase,
        known: Confirmed,
        system: str,
        words: Vocabulary,
    ) -> QWidget:
        from core.requirements import bound, offers

        found = bound(requirement, phrase, known)
        offered = offers(snapshot, phrase, system, words)
        frame = QWidget()
        row = across(frame, gap=8)
        writable = self._session.writable
        if found is not None:
            denied = _("not ") if found.denies else ""
            row.addWidget(label(denied + described(snapshot, found.proposition), "fact", wraps=True), 1)
            if writable:
                row.addWidget(self._menu(_("change"), phrase, offered, found))
            return frame
        if not offered:
            row.addWidget(label(_("? nothing in the behaviour shares a word with it"), "hint", wraps=True), 1)
        elif offered[0].doubt:
            said = _("? perhaps {offer}. {doubt}").format(offer=offered[0].said, doubt=offered[0].doubt)
            row.addWidget(label(said, "hint", wraps=True), 1)
        else:
            row.addWidget(label(_("? {offer}").format(offer=offered[0].said), "hint", wraps=True), 1)
        if not writable:
            return frame
        certain = bool(offered) and not offered[0].doubt
        if certain:
            confirm = QPushButton(_("Confirm"))
            confirm.setAccessibleName(
                _("Bind “{phrase}” to {offer}").format(phrase=phrase.text, offer=offered[0].said)
            )
            confirm.setToolTip(offered[0].reason)
            confirm.clicked.connect(partial(self._confirm, phrase, offered[0], None))
            row.addWidget(confirm)
        if len(offered) > certain:
            more = plural("{count} offer", "{count} offers", len(offered))
            row.addWidget(self._menu(more, phrase, offered, None))
        row.addWidget(_link(_("choose"), _choosing_words(phrase), partial(self._choose, phrase)))
        if phrase.parts:
            parts = _("Bind the parts of “{phrase}” one by one").format(phrase=phrase.text)
            row.addWidget(_link(_("divide"), parts, partial(self._divide, phrase)))
        return frame

    def _menu(
        self, words: str, phrase: Phrase, offered: tuple[Offer, ...], present: Bound | None
    ) -> QPushButton:
        button = QPushButton(words)
        button.setProperty("link", True)
        menu = QMenu(button)
        for offer in offered:
            entry = menu.addAction(offer.said)
            entry.setToolTip(" ".join(filter(None, (offer.reason, offer.doubt))))
            entry.triggered.connect(partial(self._confirm, phrase, offer, present))
        if present is not None:
            menu.addSeparator()
            choose = menu.addAction(_("Choose a location, an event or an expression"))
            choose.triggered.connect(partial(self._choose, phrase))
            menu.addAction(_("Take the binding back")).triggered.connect(
                partial(self._unbind, present.proposition)
            )
        button.clicked.connect(lambda: menu.popup(button.mapToGlobal(button.rect().bottomLeft())))
        return button

    def _picker(
        self, snapshot: Snapshot, phrase: Phrase, requirement: Requirement, known: Confirmed
    ) -> BindingPicker:
        """The line in which the phrase is bound by hand; an expression it stands on is there to be mended."""
        from app.panels.binding import BindingPicker
        from core.requirements import bound

        present = bound(requirement, phrase, known)
        own = present is not None and not present.denies
        written = present.proposition.expression if present is not None and own else ""
        self.picker = BindingPicker(snapshot, phrase, written)
        self.picker.taken.connect(lambda offer: self._confirm(phrase, offer, present))
        self.picker.left.connect(self._leave)
        # It is laid out from within the scroll area, which knows only then how far it can scroll.
        self.picker.resized.connect(self._show_picker, Qt.ConnectionType.QueuedConnection)
        return self.picker

    def _choose(self, phrase: Phrase, _on: bool = False) -> None:
        self._choosing = phrase
        self._again()
        if self.picker is not None:
            self.picker.line.setFocus()

    def _show_picker(self) -> None:
        if self.picker is not None:
            self.ensureWidgetVisible(self.picker)

    def _leave(self) -> None:
        self._choosing = None
        self._again()

    def _divide(self, phrase: Phrase, _on: bool = False) -> None:
        self._divided |= {phrase.normalised}
        self._again()

    def _pieces(self, requirement: Requirement, phrase: Phrase, known: Confirmed) -> Iterator[Phrase]:
        """The phrase where it is bound as a whole or not at all; otherwise, or once divided, its parts."""
        from core.requirements import bound, unbound

        lost = unbound(requirement, phrase, known)
        apart = lost != (phrase,) or phrase.normalised in self._divided
        if phrase.parts and bound(requirement, phrase, known) is None and apart:
            for part in phrase.parts:
                yield from self._pieces(requirement, part, known)
        else:
            yield phrase

    def _confirm(self, phrase: Phrase, offer: Offer, present: Bound | None, _on: bool = False) -> None:
        """Bind the phrase, as one change; the name of whoever confirms it stands with it.

        A phrase that denies what is bound gets a binding of its own: the other is that of its opposite.
        """
        author = self._session.author
        self._choosing = None
        with self._session.change(_("Bind “{phrase}”").format(phrase=phrase.normalised)) as edit:
            if present is not None and not present.denies:
                facts = {"locations": offer.locations, "expression": offer.expression, "event": offer.event}
                edit.set(
                    present.proposition.id,
                    binding=offer.binding,
                    negated=False,
                    confirmed_by=author,
                    **facts,
                )
            else:
                made = edit.new(Proposition, name=phrase.normalised)
                bound = offer.proposition(made.id)
                edit.add(bound)
                edit.set(bound.id, confirmed_by=author)

    def _unbind(self, present: Proposition, _on: bool = False) -> None:
        with self._session.change(
            _("Take back the binding of “{phrase}”").format(phrase=present.name)
        ) as edit:
            edit.set(present.id, confirmed_by="")


def _link(words: str, spoken: str, then: Callable[[], None]) -> QPushButton:
    button = QPushButton(words)
    button.setProperty("link", True)
    button.setAccessibleName(spoken)
    button.setToolTip(spoken)
    button.clicked.connect(then)
    return button


def _choosing_words(phrase: Phrase) -> str:
    return _("Bind “{phrase}” by hand to a location, an event or an expression").format(phrase=phrase.text)


def _is_plain(text: str) -> bool:
    """Whether it is a whole sentence and no requirement; one that is being written is no sentence yet."""
    return text.rstrip().endswith((".", "!")) and parsed(text).pattern is None


def _nothing(text: str) -> str:
    if not text.strip():
        return _("Write a sentence. Its parts appear here as they are understood.")
    return _("Nothing of the sentence is understood yet.")
