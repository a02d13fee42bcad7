"""What a sentence is understood as: its slots, and what each phrase is bound to over the behaviour."""

from __future__ import annotations

from collections.abc import Iterator
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QApplication, QFrame, QGridLayout, QMenu, QPushButton, QScrollArea, QWidget

from app.panels.labels import across, clear, down, label
from app.session.sentences import parsed
from app.session.session import Session
from app.theme import colour, px, restyled
from core.ground.words import _, plural
from core.model import Binding, Element, Id, Proposition, Requirement, Snapshot

if TYPE_CHECKING:
    from core.requirements import Confirmed, Offer, Phrase, Vocabulary

_ROLES = {
    "feature": "syntax.trigger",
    "state": "syntax.trigger",
    "trigger": "syntax.trigger",
    "unwanted": "syntax.trigger",
    "response": "syntax.response",
    "deadline": "syntax.quantity",
}
"""The colour of each slot."""


class SlotsView(QScrollArea):
    """A line a phrase: its slot, its words, what it is bound to, and what it could be bound to.

    Signals: `leaving` when the lines that hold the keyboard are about to be made anew.
    """

    leaving = Signal()

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setFrameShape(QFrame.Shape.NoFrame)
        self.setWidgetResizable(True)
        self._session = session
        self._shown: tuple[object, ...] = ()
        body = QWidget()
        body.setObjectName("body")
        self._column = down(body, (12, 4, 12, 12), 4)
        self.setWidget(body)
        restyled(self, self._again)

    def show_sentence(self, text: str, requirement: Id) -> None:
        """Show what the sentence is understood as."""
        shown = (text, requirement, self._session.snapshot())
        if shown[:2] == self._shown[:2] and shown[2] is self._shown[2]:
            return
        self._shown = shown
        focus = QApplication.focusWidget()
        if focus is not None and self.isAncestorOf(focus):
            self.leaving.emit()
        clear(self._column)
        self._column.addWidget(label(_("Understood as"), "section"))
        if not text.strip() or parsed(text).pattern is None:
            self._column.addWidget(label(_nothing(text), "hint", wraps=True))
        else:
            self._column.addWidget(self._lines(text, requirement))
        self._column.addStretch(1)

    def _again(self) -> None:
        if self._shown:
            text, requirement, _snapshot = self._shown
            self._shown = ()
            self.show_sentence(str(text), str(requirement))

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
                _named(snapshot, slots.system.text),
            )
            line += 1
        known, words = confirmed(snapshot), vocabulary(snapshot)
        requirement = snapshot.find(Requirement, requirement_id) or Requirement(id="", key="", text=text)
        system = slots.system.text if slots.system is not None else ""
        for phrase in phrases(parsed(text)):
            for piece in _pieces(requirement, phrase, known):
                bound = self._bound(snapshot, requirement, piece, known, system, words)
                said = _("not: {words}").format(words=piece.text) if piece.negated else piece.text
                self._put(grid, line, _(phrase.role.value), said, _ROLES[phrase.role.value], bound)
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
        if found is not None:
            denied = _("not ") if found.denies else ""
            row.addWidget(label(denied + described(snapshot, found.proposition), "fact", wraps=True), 1)
            if self._session.writable:
                row.addWidget(self._menu(_("change"), phrase, offered, found.proposition))
        elif offered:
            row.addWidget(label(_("? {offer}").format(offer=offered[0].shown), "hint", wraps=True), 1)
            if self._session.writable:
                confirm = QPushButton(_("Confirm"))
                confirm.setAccessibleName(
                    _("Bind “{phrase}” to {offer}").format(phrase=phrase.text, offer=offered[0].shown)
                )
                confirm.setToolTip(offered[0].reason)
                confirm.clicked.connect(partial(self._confirm, phrase, offered[0], None))
                row.addWidget(confirm)
                more = plural("{count} offer", "{count} offers", len(offered))
                row.addWidget(self._menu(more, phrase, offered, None))
        else:
            row.addWidget(label(_("? nothing in the behaviour shares a word with it"), "hint", wraps=True), 1)
        return frame

    def _menu(
        self, words: str, phrase: Phrase, offered: tuple[Offer, ...], present: Proposition | None
    ) -> QPushButton:
        button = QPushButton(words)
        button.setProperty("link", True)
        menu = QMenu(button)
        for offer in offered:
            entry = menu.addAction(offer.shown)
            entry.setToolTip(offer.reason)
            entry.triggered.connect(partial(self._confirm, phrase, offer, present))
        if present is not None:
            menu.addSeparator()
            menu.addAction(_("Take the binding back")).triggered.connect(partial(self._unbind, present))
        button.clicked.connect(lambda: menu.popup(button.mapToGlobal(button.rect().bottomLeft())))
        return button

    def _confirm(self, phrase: Phrase, offer: Offer, present: Proposition | None, _on: bool = False) -> None:
        """Bind the phrase, as one change; the name of whoever confirms it stands with it."""
        author = self._session.author
        with self._session.change(_("Bind “{phrase}”").format(phrase=phrase.normalised)) as edit:
            if present is not None:
                facts = {"locations": offer.locations, "expression": offer.expression, "event": offer.event}
                edit.set(present.id, binding=offer.binding, confirmed_by=author, **facts)
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


def described(snapshot: Snapshot, proposition: Proposition) -> str:
    """What a proposition stands on, in the words of the model."""
    denied = _("not ") if proposition.negated else ""
    if proposition.binding is Binding.STATE:
        names = ", ".join(_path(snapshot, snapshot.get(one)) for one in proposition.locations)
        return _("{denied}in state {names}").format(denied=denied, names=names)
    if proposition.binding is Binding.EVENT:
        return _("{denied}event {name}").format(
            denied=denied, name=_path(snapshot, snapshot.get(proposition.event))
        )
    if proposition.binding is Binding.EXPRESSION:
        return f"{denied}{proposition.expression}"
    return _("bound to nothing")


def _pieces(requirement: Requirement, phrase: Phrase, known: Confirmed) -> Iterator[Phrase]:
    """The phrase where it is bound as a whole or not at all; otherwise its parts."""
    from core.requirements import bound, unbound

    lost = unbound(requirement, phrase, known)
    if phrase.parts and bound(requirement, phrase, known) is None and lost != (phrase,):
        for part in phrase.parts:
            yield from _pieces(requirement, part, known)
    else:
        yield phrase


def _path(snapshot: Snapshot, element: Element | None) -> str:
    if element is None:
        return "?"
    owner = snapshot.get(element.owner)
    return f"{owner.name}.{element.name}" if owner is not None and owner.name else element.name


def _named(snapshot: Snapshot, name: str) -> QWidget:
    found = [one for one in snapshot if one.name.casefold() == name.casefold() and one.kind != "port"]
    return label(found[0].kind if found else _("nothing in the model is called so"), "fact", wraps=True)


def _nothing(text: str) -> str:
    if not text.strip():
        return _("Write a sentence. Its parts appear here as they are understood.")
    return _("Nothing of the sentence is understood yet.")
