"""What a requirement is traced to, in the inspector: each link can be followed and taken back."""

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QPushButton, QWidget

from app.actions.registry import action
from app.panels.labels import across, clear, down, heading, key_label, label, rule, tool
from app.session.session import Session
from app.theme import icon
from app.theme.kinds import kind_icon
from core.ground.words import _
from core.model import Id, Requirement, Snapshot, TraceLink, name_of


class Traces(QWidget):
    """The trace links that lead from one requirement.

    Signals: `asked` with the id of an element to go to; `adding` when another link is wanted.
    """

    asked = Signal(str)
    adding = Signal()

    def __init__(self, session: Session, requirement: Requirement) -> None:
        super().__init__()
        self._session = session
        self._requirement = requirement.id
        self._shown: tuple[object, ...] | None = None
        self._list = down(self, gap=4)
        self.refresh()

    def refresh(self) -> None:
        """Show the links there are now; where they are the same nothing is touched."""
        snapshot, writable = self._session.snapshot(), self._session.writable
        links = traces_of(snapshot, self._requirement)
        shown = (writable, *((link, _words(snapshot, link)) for link in links))
        if shown == self._shown:
            return
        self._shown = shown
        clear(self._list)
        self._list.addWidget(rule())
        self._list.addWidget(heading(_("Traced to"), str(len(links) or "")))
        if not links:
            self._list.addWidget(label(_("Nothing yet."), "hint"))
        for link in links:
            self._list.addWidget(self._row(snapshot, link, writable))
        if writable:
            self._list.addWidget(self._add())

    def _row(self, snapshot: Snapshot, link: TraceLink, writable: bool) -> QWidget:
        target, words = snapshot.get(link.target), _words(snapshot, link)
        frame = QWidget()
        row = across(frame, gap=2)
        button = QPushButton(words)
        button.setProperty("field", True)
        button.setToolTip(f"{words}, {_(link.relation.value)}")
        if target is not None:
            button.setIcon(icon(kind_icon(target)))
            button.clicked.connect(lambda: self.asked.emit(target.id))
        row.addWidget(button, 1)
        if writable:
            remove = tool("close", _("Take the trace to {target} back").format(target=words))
            remove.clicked.connect(lambda: self._remove(link))
            row.addWidget(remove)
        return frame

    def _add(self) -> QWidget:
        known = action("require.trace")
        frame = QWidget()
        row = across(frame, gap=8)
        add = QPushButton(known.title())
        add.setProperty("link", True)
        add.setIcon(icon("add"))
        add.clicked.connect(self.adding)
        row.addWidget(add, 0, Qt.AlignmentFlag.AlignLeft)
        row.addWidget(key_label(known.key))
        row.addStretch(1)
        return frame

    def _remove(self, link: TraceLink) -> None:
        snapshot = self._session.snapshot()
        what, target = name_of(snapshot, self._requirement), _words(snapshot, link)
        label_words = _("Take the trace of {what} to {target} back").format(what=what, target=target)
        with self._session.change(label_words) as edit:
            edit.remove(link.id)


def traces_of(snapshot: Snapshot, element_id: Id) -> tuple[TraceLink, ...]:
    """The trace links that lead from an element, in the order in which they were made."""
    return tuple(
        sorted(
            (link for link in snapshot.uses(element_id, TraceLink) if link.source == element_id),
            key=lambda link: link.id,
        )
    )


def _words(snapshot: Snapshot, link: TraceLink) -> str:
    return name_of(snapshot, link.target) or link.clause
