"""The project's own boilerplates as a page: each with its slots, what it means, and who is written so."""

from __future__ import annotations

from collections.abc import Callable, Mapping, Sequence
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import Qt, Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QFrame, QPushButton, QSplitter, QStackedWidget, QWidget

from app.gestures.shaping import keep, remove
from app.jobs.beside import Beside
from app.panels.boilerplate_form import NEW, BoilerplateForm
from app.panels.boilerplate_preview import BoilerplatePreview
from app.panels.empty import empty_page
from app.panels.flow import Flow
from app.panels.labels import Elided, across, down, label, tool
from app.panels.rows import Row, RowList
from app.panels.scrolled import Body, Scrolled
from app.session.pauses import once_after
from app.session.session import Session
from app.theme import px
from core.ground.words import _, plural
from core.model import Boilerplate, Id, Requirement, Snapshot

if TYPE_CHECKING:
    from app.jobs.jobs import Tell
    from core.requirements.boilerplates.judging import Doubt

_BREATH = 400
"""Milliseconds without a change after which it is counted again who is written so."""

_NEW = "new:"
"""The row of the one that is being written and is none of the project yet."""


class BoilerplatesPage(QFrame):
    """The boilerplates at the left with how many requirements use them, one of them at the right.

    Signals: `asked` with the id of a requirement; `choosing` when a file of boilerplates is to be added;
    `shipping` when those that come with the program are.
    """

    asked = Signal(str)
    choosing = Signal()
    shipping = Signal()

    def __init__(self, session: Session, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("canvas_area")
        self._session = session
        self._work = Beside(self)
        self._work.done.connect(self._take)
        self._counted: object = None
        self._uses: Mapping[Id, Sequence[Id]] | None = None
        self._drafts: dict[Id, Boilerplate] = {}
        self._doubts: dict[Boilerplate, Doubt | None] = {}
        self._chosen: Id = ""
        column = down(self)
        self._stack = QStackedWidget()
        column.addWidget(self._stack)
        self._empty = empty_page(
            _("No shape of your own yet"),
            _(
                "Sentences that are neither EARS nor ReSA, as those of a contract, are understood here once"
                " their shape is known: fixed words and slots such as <system>, and what that means."
            ),
            _("Add the boilerplates of Bartizan"),
            "",
            self.shipping.emit,
        )
        whole = QWidget()
        inside = down(whole)
        inside.addWidget(self._head())
        inside.addWidget(self._empty, 1)
        inside.addWidget(self._halves(), 1)
        self.preview = BoilerplatePreview()
        self._take_over: Callable[[], None] = self.leave_preview
        self.preview.taken.connect(self._take_previewed)
        self.preview.left.connect(self.leave_preview)
        self._stack.addWidget(whole)
        self._stack.addWidget(self.preview)
        self._pause = once_after(self, _BREATH, self._count)
        session.altered.connect(self.refresh)
        session.opened.connect(self._begin)
        session.selection_changed.connect(self._follow)
        self._begin()

    def refresh(self) -> None:
        """Show the boilerplates there are now; drafts stay, and who uses them is counted a little later."""
        known = {one.id: one for one in self._session.snapshot().of(Boilerplate)}
        if self._chosen and self._drafts.get("") == NEW:
            del self._drafts[""]
        kept = {one: draft for one, draft in self._drafts.items() if not one or one in known}
        self._drafts = {one: draft for one, draft in kept.items() if draft != known.get(one)}
        rows = self._rows()
        some = bool(rows)
        self._empty.setVisible(not some)
        self._whole.setVisible(some)
        self._new.setEnabled(self._session.writable)
        self._file.setEnabled(self._session.writable)
        self._shipped.setEnabled(self._session.writable)
        self.list.show_rows(rows)
        if self._chosen not in known and not (self._chosen == "" and "" in self._drafts):
            self._chosen = next(iter(known), "")
        self.list.choose(self._chosen or _NEW, quietly=True)
        self._show_chosen()
        self._pause.start()

    def write_new(self) -> None:
        """Begin another boilerplate, and put the caret into it."""
        if not self._session.writable:
            return
        self._drafts.setdefault("", NEW)
        self._chosen = ""
        self.refresh()
        self.form.begin()

    def show_boilerplate(self, boilerplate: Id) -> None:
        """Show one of them."""
        self.leave_preview()
        self._choose(boilerplate)
        self.list.choose(boilerplate, quietly=True)

    def show_preview(
        self,
        file: str,
        several: Sequence[Boilerplate],
        doubts: Sequence[str],
        take_over: Callable[[], None],
    ) -> None:
        """Show what a file would bring, and give the keyboard to the button that takes it over."""
        self._take_over = take_over
        self.preview.show_file(file, several, self._session.snapshot(), doubts)
        self._stack.setCurrentWidget(self.preview)
        self.preview.take_keyboard()

    def leave_preview(self) -> None:
        """Show the boilerplates of the project again."""
        if self._stack.currentWidget() is self.preview:
            self._stack.setCurrentIndex(0)
            self.take_keyboard()

    def _take_previewed(self) -> None:
        self._take_over()

    def take_keyboard(self) -> None:
        """Give the keyboard to the list; where there is none, to what is to be done first."""
        (self._empty if self._whole.isHidden() else self.list).setFocus()

    def _head(self) -> QWidget:
        head = QFrame()
        head.setObjectName("panel_head")
        row = across(head, (12, 4, 8, 4), 8)
        title = label(_("Boilerplates"), "strong")
        title.setContentsMargins(0, px(5), 0, 0)
        row.addWidget(title, 0, Qt.AlignmentFlag.AlignTop)
        holder = QWidget()
        buttons = Flow(holder)
        self._new, self._file, self._shipped = (
            _button(_("Write one"), self.write_new),
            _button(_("Add from a file"), self.choosing.emit),
            _button(_("Add those of Bartizan"), self.shipping.emit),
        )
        for button in (self._new, self._file, self._shipped):
            buttons.addWidget(button)
        row.addWidget(holder, 1)
        self._remove = tool("delete", _("Remove the boilerplate"))
        self._remove.clicked.connect(self._remove_chosen)
        row.addWidget(self._remove, 0, Qt.AlignmentFlag.AlignTop)
        return head

    def _halves(self) -> QWidget:
        self._whole = QSplitter(Qt.Orientation.Horizontal)
        self._whole.setChildrenCollapsible(False)
        self.list, self.users = RowList(), RowList()
        self.list.setAccessibleName(_("Boilerplates"))
        self.list.most_lines = 3
        self.list.chosen.connect(self._choose)
        self.list.activated_row.connect(lambda _row: self.form.begin())
        self.users.setAccessibleName(_("Requirements written so"))
        self.users.activated_row.connect(self.asked)
        left = QSplitter(Qt.Orientation.Vertical)
        left.setChildrenCollapsible(False)
        left.addWidget(self.list)
        below = QWidget()
        column = down(below)
        title = QWidget()
        self._users_title = Elided("strong")
        across(title, (12, 8, 12, 4)).addWidget(self._users_title, 1)
        column.addWidget(title)
        column.addWidget(self.users, 1)
        left.addWidget(below)
        left.setSizes([px(420), px(200)])
        self._whole.addWidget(left)
        self._whole.addWidget(self._right())
        self._whole.setSizes([px(380), px(460)])
        return self._whole

    def _right(self) -> QWidget:
        self.form = BoilerplateForm()
        self.form.drafted.connect(self._draft)
        self.form.kept.connect(self._keep)
        self.form.left.connect(self._leave_draft)
        area = Scrolled()
        area.setAccessibleName(_("The boilerplate"))
        body = Body()
        body.setObjectName("body")
        down(body).addWidget(self.form)
        area.setWidget(body)
        return area

    def _begin(self) -> None:
        self._work.stop()
        self._uses, self._counted, self._drafts, self._chosen = None, None, {}, ""
        self._doubts = {}
        self._stack.setCurrentIndex(0)
        self._follow(self._session.selection)
        self.refresh()

    def _follow(self, selection: tuple[Id, ...]) -> None:
        chosen = selection[0] if len(selection) == 1 else ""
        if chosen != self._chosen and self._session.snapshot().find(Boilerplate, chosen) is not None:
            self.show_boilerplate(chosen)

    def _choose(self, row_id: str) -> None:
        self._chosen = "" if row_id == _NEW else row_id
        if self._chosen:
            self._session.select((self._chosen,))
        if self._chosen and self._drafts.get("") == NEW:
            self.refresh()
        else:
            self._show_chosen()

    def _rows(self) -> list[Row]:
        """Those of the project in their order, then the one that is being written."""
        rows = [self._row(one) for one in self._session.snapshot().of(Boilerplate)]
        written = self._drafts.get("")
        if written is not None:
            rows.append(Row(_NEW, written.name or _("New boilerplate"), written.shape, mark="note"))
        return rows

    def _row(self, one: Boilerplate) -> Row:
        draft, wrong = self._drafts.get(one.id), self._doubt(one)
        mark = wrong.severity.value if wrong is not None else "boilerplate"
        told = "" if self._uses is None else _used(len(self._uses.get(one.id, ())))
        return Row(
            one.id,
            one.name,
            one.shape,
            mark=mark,
            aside=_("being changed") if draft is not None else told,
            tip=wrong.message if wrong is not None else one.note,
        )

    def _doubt(self, one: Boilerplate) -> Doubt | None:
        """What is wrong with it, found once: the rows are made anew with every letter of a draft."""
        from core.requirements.boilerplates.judging import doubt

        if one not in self._doubts:
            self._doubts[one] = doubt(one)
        return self._doubts[one]

    def _show_chosen(self) -> None:
        snapshot = self._session.snapshot()
        known = snapshot.find(Boilerplate, self._chosen) or NEW
        draft = self._drafts.get(self._chosen, known)
        taken = frozenset(one.name for one in snapshot.of(Boilerplate) if one.id != known.id)
        self._remove.setVisible(bool(known.id) and self._session.writable)
        self.form.show_boilerplate(known, draft, taken, self._session.writable)
        users = (self._uses or {}).get(self._chosen, ())
        counted = _("Written so: {count}").format(count=len(users))
        self._users_title.setText(_("Requirements written so") if self._uses is None else counted)
        self.users.empty = (
            _("It is being counted.") if self._uses is None else _("No requirement is written so yet.")
        )
        self.users.show_rows(_user_rows(snapshot, users))

    def _draft(self, draft: Boilerplate) -> None:
        self._drafts[self._chosen] = draft
        self.list.show_rows(self._rows())

    def _keep(self, draft: Boilerplate) -> None:
        held, chosen = self._drafts.pop(self._chosen, draft), self._chosen
        self._chosen = keep(self._session, draft) or chosen
        if self._chosen == chosen and not chosen:
            self._drafts[chosen] = held
        self.refresh()
        if self._chosen:
            self._session.select((self._chosen,))
        self.list.setFocus()

    def _leave_draft(self) -> None:
        self._drafts.pop(self._chosen, None)
        self.refresh()
        self.take_keyboard()

    def _remove_chosen(self) -> None:
        known = self._session.snapshot().find(Boilerplate, self._chosen)
        if known is not None:
            remove(self._session, (known,))
            self.take_keyboard()

    def _count(self) -> None:
        """See beside the window which requirements are written so; not while nobody sees it."""
        snapshot = self._session.snapshot()
        if self.isVisible() and self._counted is not snapshot:
            self._counted = snapshot
            self._work.begin(partial(_counted, snapshot))

    def _take(self, uses: Mapping[Id, Sequence[Id]]) -> None:
        self._uses = uses
        self.refresh()

    # Qt

    def showEvent(self, event: QShowEvent) -> None:
        """What changed while the page was hidden is counted now."""
        super().showEvent(event)
        self._pause.start()


def _counted(snapshot: Snapshot, _tell: Tell) -> Mapping[Id, Sequence[Id]]:
    from core.assistants.shapes import in_use

    return in_use(snapshot)


def _button(words: str, run: Callable[[], None]) -> QPushButton:
    made = QPushButton(words)
    made.setProperty("compact", True)
    made.clicked.connect(lambda _on=False: run())
    return made


def _used(count: int) -> str:
    return plural("{count} requirement", "{count} requirements", count) if count else _("not used")


def _user_rows(snapshot: Snapshot, users: Sequence[Id]) -> list[Row]:
    found = (snapshot.find(Requirement, one) for one in users)
    return [
        Row(one.id, one.text, mark="requirement", lead=one.key, tip=one.text)
        for one in found
        if one is not None
    ]
