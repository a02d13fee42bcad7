"""What a requirement is traced to, in the inspector: each link can be followed, confirmed and taken back."""

from collections.abc import Callable

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QLabel, QPushButton, QSizePolicy, QWidget

from app.actions.registry import action
from app.gestures.confirm import confirm, unconfirmed
from app.panels.labels import across, clear, down, heading, key_label, label, rule, tool
from app.panels.shrinking_button import ShrinkingButton
from app.session.session import Session
from app.theme import icon, mark_picture, px
from app.theme.kinds import kind_icon
from core.assistants.suspicion import ChangedEnd, what_changed
from core.ground.oneline import one_line
from core.ground.words import _, plural
from core.model import Id, Requirement, Snapshot, TraceLink, Truth, name_of
from core.model.substance import confirmed, is_suspect, links_at

_LONGEST = 160
"""So many letters of a text before and after are shown; the whole is the tooltip."""


class Traces(QWidget):
    """The trace links at one requirement, and of each that is suspect what changed since it was confirmed.

    Signals: `asked` with the id of an element to go to; `adding` when another link is wanted.
    """

    asked = Signal(str)
    adding = Signal()

    def __init__(self, session: Session, requirement: Requirement) -> None:
        super().__init__()
        self._session = session
        self._requirement = requirement.id
        self._shown: tuple[object, ...] | None = None
        self._known: dict[tuple[TraceLink, TraceLink], tuple[ChangedEnd, ...]] = {}
        self._list = down(self, gap=4)
        self.refresh()

    def refresh(self) -> None:
        """Show the links there are now; where they are the same nothing is touched."""
        snapshot, writable = self._session.snapshot(), self._session.writable
        links = links_at(snapshot, self._requirement)
        states = [is_suspect(snapshot, link) for link in links]
        changed = [self._changed(link, state) for link, state in zip(links, states, strict=True)]
        called = [self._words(snapshot, link) for link in links]
        shown = (writable, links, tuple(states), tuple(changed), tuple(called))
        if shown == self._shown:
            return
        self._shown = shown
        clear(self._list)
        self._list.addWidget(rule())
        self._list.addWidget(heading(_("Traced to"), _counted(len(links), states.count(Truth.YES))))
        if not links:
            self._list.addWidget(label(_("Nothing yet."), "hint"))
        for link, state, ends in zip(links, states, changed, strict=True):
            self._list.addWidget(self._row(snapshot, link, state, writable))
            if state is Truth.YES:
                self._list.addWidget(_explained(ends))
        if states.count(Truth.NO) < len(states) and writable:
            several = states.count(Truth.NO) < len(states) - 1
            words = _("Confirm all") if several else _("Confirm")
            self._list.addWidget(_offer(words, "require.confirm", "tick", self._confirm_all))
        if writable:
            words = action("require.trace").title()
            self._list.addWidget(_offer(words, "require.trace", "add", self.adding.emit))

    def _changed(self, link: TraceLink, state: Truth) -> tuple[ChangedEnd, ...]:
        """What changed since the link was confirmed.

        The journal is asked about suspect ones alone, and again only when an end says something else.
        """
        project = self._session.project
        if state is not Truth.YES or project is None:
            return ()
        as_now = link, confirmed(project.snapshot(), link)
        if as_now not in self._known:
            self._known[as_now] = what_changed(project, link)
        return self._known[as_now]

    def _row(self, snapshot: Snapshot, link: TraceLink, state: Truth, writable: bool) -> QWidget:
        other, words = snapshot.get(self._other(link)), self._words(snapshot, link)
        frame = QWidget()
        row = across(frame, gap=2)
        if state is Truth.YES:
            mark = QLabel()
            mark.setPixmap(mark_picture("warning", px(14), ratio=self.devicePixelRatioF()))
            row.addWidget(mark)
        button = ShrinkingButton()
        button.setProperty("field", True)
        button.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        button.say(words)
        said = {
            Truth.YES: _("suspect: an end changed since the trace was confirmed"),
            Truth.NO: "",
            Truth.UNKNOWN: _("nobody confirmed the trace yet"),
        }[state]
        spoken = ", ".join(part for part in (words, _(link.relation.value), said) if part)
        frame.setToolTip(spoken)
        button.setAccessibleName(spoken)
        if other is not None:
            button.setIcon(icon(kind_icon(other)))
            button.clicked.connect(lambda: self.asked.emit(other.id))
        row.addWidget(button, 1)
        if writable:
            if state is not Truth.NO:
                tick = tool("tick", _("Confirm the trace to {target}").format(target=words))
                tick.clicked.connect(lambda: self._confirm(link))
                row.addWidget(tick)
            remove = tool("close", _("Take the trace to {target} back").format(target=words))
            remove.clicked.connect(lambda: self._remove(link))
            row.addWidget(remove)
        return frame

    def _confirm(self, link: TraceLink) -> None:
        confirm(self._session, (link,))

    def _confirm_all(self) -> None:
        confirm(self._session, unconfirmed(self._session.snapshot(), (self._requirement,)))

    def _remove(self, link: TraceLink) -> None:
        snapshot = self._session.snapshot()
        what, target = name_of(snapshot, self._requirement), self._words(snapshot, link)
        label_words = _("Take the trace of {what} to {target} back").format(what=what, target=target)
        with self._session.change(label_words) as edit:
            edit.remove(link.id)

    def _other(self, link: TraceLink) -> Id | None:
        return link.target if link.source == self._requirement else link.source

    def _words(self, snapshot: Snapshot, link: TraceLink) -> str:
        return name_of(snapshot, self._other(link)) or link.clause or _("nothing any more")


def change_words(end: ChangedEnd) -> list[str]:
    """What changed about an end of a link, a line a fact."""
    if end.element is None:
        return [_("What it led to is gone.") if not end.name else _("The clause is another one now.")]
    if not end.changes:
        return [_("{name} changed. What it said before is not in the journal.").format(name=end.name)]
    return [
        _("{name}, {fact}: {old} → {new}").format(
            name=end.name,
            fact=change.title,
            old=_cut(change.before) or _("nothing"),
            new=_cut(change.after) or _("nothing"),
        )
        for change in end.changes
    ]


def _counted(count: int, suspect: int) -> str:
    if not suspect:
        return str(count or "")
    return f"{count}, " + plural("{count} suspect", "{count} suspect", suspect)


def _cut(text: str) -> str:
    line = one_line(text)
    return line if len(line) <= _LONGEST else line[: _LONGEST - 1] + "…"


def _explained(ends: tuple[ChangedEnd, ...]) -> QWidget:
    frame = QWidget()
    column = down(frame, (18, 0, 0, 4), 2)
    for words in (line for end in ends for line in change_words(end)):
        column.addWidget(label(words, "warn", wraps=True))
    return frame


def _offer(words: str, action_id: str, icon_name: str, take: Callable[[], None]) -> QWidget:
    """A button of an action, with the key of that if it has one."""
    known = action(action_id)
    frame = QWidget()
    row = across(frame, gap=8)
    add = QPushButton(words)
    add.setToolTip(known.title())
    add.setProperty("link", True)
    add.setIcon(icon(icon_name))
    add.clicked.connect(take)
    row.addWidget(add, 0, Qt.AlignmentFlag.AlignLeft)
    if known.key:
        row.addWidget(key_label(known.key))
    row.addStretch(1)
    return frame
