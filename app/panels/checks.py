"""The checks of a requirement, in the inspector: what each says and answered, and what is at fault."""

from __future__ import annotations

from collections.abc import Callable, Mapping
from functools import partial
from typing import Any

from PySide6.QtCore import QPoint, Signal
from PySide6.QtWidgets import QLabel, QMenu, QSizePolicy, QWidget

from app.actions.registry import action
from app.panels.check_field import CheckField
from app.panels.labels import across, clear, down, heading, key_label, label, rule, tool
from app.panels.shrinking_button import ShrinkingButton
from app.session.results import Results
from app.session.session import Session
from app.theme import icon, mark_picture, px
from app.theme.kinds import kind_icon
from core.ground.words import _, deferred, plural
from core.model import Id, Requirement, RequirementCheck, name_of

ANSWERS = {
    "pass": ("satisfied", deferred("passes")),
    "fail": ("violated", deferred("fails")),
    "incomplete": ("unknown", deferred("incomplete")),
}
"""The mark and the word of each answer."""

_SHOWN = 6
"""Elements at fault, or questions, that are shown of one check."""

TEMPLATES = (
    (deferred("Every element of a sort"), "every flow where crosses_zone is yes: encrypted is yes"),
    (deferred("No element of a sort"), "no interface where reachable is yes: authenticated is no"),
    (deferred("One element by its name"), 'the node "PLC 01": watchdog is yes'),
    (deferred("The verdict on this requirement"), "verdict is satisfied"),
    (deferred("A setting in a file"), 'setting "PasswordAuthentication" in "sshd_config" is "no"'),
    (deferred("A bound on a setting"), 'setting "session/timeout" in "panel.json" as s <= 10 min'),
    (deferred("Evidence that still counts"), 'evidence "Factory test" is younger than 365 d'),
)
"""What a check may begin with: each is a whole one, to be changed."""


class Checks(QWidget):
    """The checks of one requirement.

    Signals: `asked` with the id of an element to go to; `running` when all checks are to be run; `handing`
    when the folder of evidence is to be chosen.
    """

    asked = Signal(str)
    running = Signal()
    handing = Signal()

    def __init__(self, session: Session, results: Results, requirement: Requirement) -> None:
        super().__init__()
        self._session, self._results, self._requirement = session, results, requirement.id
        self.cards: dict[Id, CheckCard] = {}
        self._shown: tuple[object, ...] | None = None
        column = down(self, gap=4)
        column.addWidget(rule())
        self._head = QWidget()
        self._heading = down(self._head)
        column.addWidget(self._head)
        holder = QWidget()
        self._list = down(holder, gap=10)
        column.addWidget(holder)
        foot = QWidget()
        self._foot = down(foot, (0, 4, 0, 0), 2)
        column.addWidget(foot)
        self.refresh()

    def refresh(self) -> None:
        """Show the checks and answers there are now; what is being written stays."""
        snapshot, writable = self._session.snapshot(), self._session.writable
        checks = snapshot.owned(self._requirement, RequirementCheck)
        rows = {row["check"]: row for row in self._results.checks.records}
        busy = self._results.under_way(self._results.checks)
        for gone in self.cards.keys() - {one.id for one in checks}:
            card = self.cards.pop(gone)
            self._list.removeWidget(card)
            card.deleteLater()
        for one in checks:
            card = self.cards.get(one.id) or self._add(one.id)
            row = rows.get(one.id)
            stale = row is not None and (
                row["statement"] != one.statement or self._results.is_answer_stale(row)
            )
            card.show_check(one, row, stale, busy, writable)
        answered = [rows[one.id]["answer"] for one in checks if one.id in rows]
        folder = self._results.evidence.of(self._session.project) if checks else None
        shown = (writable, len(checks), tuple(answered), busy, folder, folder is not None and folder.is_dir())
        if shown != self._shown:
            self._shown = shown
            self._write_round(len(checks), answered, writable)

    def write_check(self, statement: str) -> None:
        """Give the requirement another check, and put the caret into it."""
        requirement = self._session.element(self._requirement)
        if not isinstance(requirement, Requirement):
            return
        made: list[Id] = []
        with self._session.change(_("Write a check of {key}").format(key=requirement.key)) as edit:
            made.append(edit.new(RequirementCheck, owner=requirement.id, statement=statement).id)
        self.refresh()
        card = self.cards.get(made[0]) if made else None
        if card is not None:
            card.field.text.setFocus()
            card.field.text.selectAll()

    def _add(self, check: Id) -> CheckCard:
        card = self.cards[check] = CheckCard(self._session)
        card.asked.connect(self.asked)
        card.field.edited.connect(partial(self._edit, check))
        card.removed.connect(partial(self._remove, check))
        self._list.addWidget(card)
        return card

    def _write_round(self, many: int, answered: list[str], writable: bool) -> None:
        """The head with the count, and below the list what can be done."""
        counts = [
            plural("{count} passes", "{count} pass", answered.count("pass")),
            plural("{count} fails", "{count} fail", answered.count("fail")),
            plural("{count} incomplete", "{count} incomplete", answered.count("incomplete")),
        ]
        told = [said for said, answer in zip(counts, ANSWERS, strict=True) if answer in answered]
        clear(self._heading)
        self._heading.addWidget(heading(_("Checks"), ", ".join(told)))
        clear(self._foot)
        if not many:
            self._foot.addWidget(
                label(_("Nothing decides this requirement without a person yet."), "hint", True)
            )
        if writable:
            self._foot.addWidget(_alone(_link(_("Write a check"), "add", self._offer_templates)))
        if many:
            self._foot.addWidget(_of_action("require.run", "recheck", self.running.emit))
            folder = self._results.evidence.of(self._session.project)
            there = folder is not None and folder.is_dir()
            name = folder.name if folder is not None else ""
            words = _("Evidence: {folder}") if there else _("Evidence: {folder}, which is not there")
            self._foot.addWidget(_alone(_link(words.format(folder=name), "folder", self.handing.emit)))

    def _offer_templates(self) -> None:
        menu = QMenu(self)
        for words, statement in TEMPLATES:
            entry = menu.addAction(words())
            entry.setToolTip(statement)
            entry.triggered.connect(partial(self._take, statement))
        menu.setToolTipsVisible(True)
        menu.popup(self.mapToGlobal(QPoint(0, self.height())))

    def _take(self, statement: str, _on: bool = False) -> None:
        self.write_check(statement)

    def _edit(self, check: Id, statement: str) -> None:
        key = self._key()
        with self._session.change(_("Change a check of {key}").format(key=key)) as edit:
            edit.set(check, statement=statement)

    def _remove(self, check: Id) -> None:
        with self._session.change(_("Remove a check of {key}").format(key=self._key())) as edit:
            edit.remove(check)

    def _key(self) -> str:
        found = self._session.element(self._requirement)
        return found.key if isinstance(found, Requirement) else ""


class CheckCard(QWidget):
    """One check with its answer.

    Signals: `asked` with the id of an element to go to; `removed` when the check is to go.
    """

    asked = Signal(str)
    removed = Signal()

    def __init__(self, session: Session) -> None:
        super().__init__()
        self._session = session
        self._shown: tuple[object, ...] | None = None
        column = down(self, gap=4)
        head = QWidget()
        row = across(head, gap=6)
        self._mark = QLabel()
        self.answer = label("", "strong")
        self._when = label("", "small", wraps=True)
        self._remove = tool("close", _("Remove the check"))
        self._remove.clicked.connect(self.removed)
        row.addWidget(self._mark)
        row.addWidget(self.answer)
        row.addWidget(self._when, 1)
        row.addWidget(self._remove)
        column.addWidget(head)
        self.field = CheckField(session)
        self.field.wanted.connect(self.asked)
        column.addWidget(self.field)
        self.reason = label("", "fact", wraps=True)
        column.addWidget(self.reason)
        holder = QWidget()
        self._told = down(holder, gap=2)
        column.addWidget(holder)

    def show_check(
        self, check: RequirementCheck, row: Mapping[str, Any] | None, stale: bool, busy: bool, writable: bool
    ) -> None:
        """Show a check, and the answer to it; None where it never was run."""
        self.field.show_statement(check.statement, writable)
        self._remove.setVisible(writable)
        shown = (row, stale, busy)
        if shown == self._shown:
            return
        self._shown = shown
        mark, words = ANSWERS[row["answer"]] if row is not None else ("unknown", deferred("not run yet"))
        picture = mark_picture("stale" if stale else mark, px(16), ratio=self.devicePixelRatioF())
        self._mark.setPixmap(picture)
        self.answer.setText(words())
        when = _("being run") if busy else _("stale: the model or a file changed since") if stale else ""
        self._when.setText(when)
        self.reason.setText(row["reason"] if row is not None else "")
        self.reason.setVisible(row is not None)
        clear(self._told)
        if row is not None:
            self._tell(row)

    def _tell(self, row: Mapping[str, Any]) -> None:
        """The elements at fault or the open questions, each a way to its element; the parts; the files."""
        told = [(one["element"], one["name"], one["why"]) for one in row["at_fault"]]
        told += [(one["element"], self._asked(one, row), one["question"]) for one in row["asks"]]
        for element, words, why in told[:_SHOWN]:
            self._told.addWidget(self._way(element, words, why))
        if len(told) > _SHOWN:
            more = len(told) - _SHOWN
            self._told.addWidget(label(_("and {count} more").format(count=more), "small"))
        if len(row["parts"]) > 1:
            for part in row["parts"]:
                _mark, said = ANSWERS[part["answer"]]
                words = _("{answer}: {statement}").format(answer=said(), statement=part["statement"])
                line = label(words, "small", wraps=True)
                line.setToolTip(part["reason"])
                self._told.addWidget(line)
        for one in row["evidence"]:
            words = _("{file}, SHA-256 {digest}…").format(file=one["file"], digest=one["digest"][:12])
            line = label(words, "small", wraps=True)
            line.setToolTip(one["digest"])
            self._told.addWidget(line)

    def _asked(self, ask: Mapping[str, Any], row: Mapping[str, Any]) -> str:
        """The question, or the name of its element where the reason asks it already."""
        name = name_of(self._session.snapshot(), ask["element"])
        return name if ask["question"] == row["reason"] and name else str(ask["question"])

    def _way(self, element_id: Id, words: str, why: str) -> QWidget:
        button = ShrinkingButton()
        button.setProperty("field", True)
        button.setSizePolicy(QSizePolicy.Policy.Ignored, QSizePolicy.Policy.Fixed)
        button.say(words)
        button.setToolTip(why or words)
        button.setAccessibleName(_("Go to {element}").format(element=words))
        element = self._session.element(element_id)
        if element is not None:
            button.setIcon(icon(kind_icon(element)))
            button.clicked.connect(lambda: self.asked.emit(element_id))
        return button


def _link(words: str, icon_name: str, then: Callable[[], None]) -> ShrinkingButton:
    """A button that looks like a link, and gives way where the panel is narrow."""
    button = ShrinkingButton()
    button.setProperty("link", True)
    button.setIcon(icon(icon_name))
    button.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Fixed)
    button.say(words)
    button.clicked.connect(lambda _on=False: then())
    return button


def _alone(button: QWidget) -> QWidget:
    """A button as wide as its words, at the left."""
    frame = QWidget()
    row = across(frame, gap=8)
    row.addWidget(button)
    row.addStretch(1)
    return frame


def _of_action(action_id: str, icon_name: str, then: Callable[[], None]) -> QWidget:
    """A button of an action, with its key if it has one."""
    known = action(action_id)
    frame = _alone(_link(known.title(), icon_name, then))
    row = frame.layout()
    if known.key and row is not None:
        row.addWidget(key_label(known.key))
    return frame
