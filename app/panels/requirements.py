"""The page of Require: the table, the editor below it, and what the sentence is understood as."""

from dataclasses import replace

from PySide6.QtCore import QPoint, Qt, Signal
from PySide6.QtWidgets import QApplication, QFrame, QSizePolicy, QSplitter, QStackedWidget, QWidget

from app.actions.registry import named
from app.panels.completing import CompletionList, in_sentences, kind_words
from app.panels.folds import Folds
from app.panels.hover_card import HoverCard
from app.panels.labels import across, down, label
from app.panels.menu import offer_menu
from app.panels.pointed_words import Told, told
from app.panels.renaming import RenamingPane
from app.panels.requirement_editor import RequirementEditor
from app.panels.requirement_sections import ALL, fits
from app.panels.requirement_table import NEW, RequirementTable
from app.panels.slots import SlotsView
from app.panels.taken_reason import TakenReason
from app.session.lexicon import ProjectWords
from app.session.results import Results
from app.session.session import Session
from app.theme import px
from core.assistants.sentences import parsed
from core.ground.words import _, plural
from core.model import Id, Requirement, Term


class RequirementsPage(QFrame):
    """All requirements, and the one that is written.

    Signals: `counted` when the number shown changed; `menu` with the place on the screen where a menu
    of the current row was wanted; `message` with why what was typed was not taken; `wanted` with the id of
    an element that a person wants to see; `widened` when all are let through again to show one.
    """

    counted = Signal(str)
    menu = Signal(QPoint)
    message = Signal(str)
    wanted = Signal(str)
    widened = Signal()
    _menu_wanted = Signal(QPoint)
    _reason = TakenReason()

    def __init__(self, session: Session, results: Results, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("canvas_area")
        self._session = session
        self._results = results
        self._look = ALL
        self._typed = ""
        self._current: Id = NEW
        self._place = 0
        """Where the current row stood last: it may be gone from the list once it was mended."""
        self._drafts: dict[Id, tuple[str, str]] = {}
        column = down(self)
        head = QWidget()
        row = across(head, (12, 8, 12, 4), 8)
        self._title = label(_("All"), "strong")
        self._count = label("", "small")
        row.addWidget(self._title)
        row.addStretch(1)
        row.addWidget(self._count)
        column.addWidget(head)
        splitter = QSplitter(Qt.Orientation.Vertical)
        splitter.setChildrenCollapsible(False)
        self.folds = Folds(self)
        self.table = RequirementTable(results, self.folds)
        self.table.setAccessibleName(_("Requirements"))
        lower = QWidget()
        lower.setObjectName("body")
        low = down(lower)
        self.words = ProjectWords(session)
        self.editor = RequirementEditor(self.words.meaning, self.words.names, self.folds)
        self.completion = CompletionList(self.editor.sentence, in_sentences(self.words), kind_words)
        self.words.changed.connect(self.completion.come)
        self.card = HoverCard(self.editor.sentence, self._told)
        self.slots = SlotsView(session, results, self.words)
        # Where there is little room, the sentence and what is wrong with it go first.
        self.slots.setMinimumHeight(px(24))
        self.slots.setSizePolicy(QSizePolicy.Policy.Preferred, QSizePolicy.Policy.Ignored)
        low.addWidget(self.editor)
        low.addWidget(self.slots, 1)
        splitter.addWidget(self.table)
        self.renaming = RenamingPane(session)
        self._lower = QStackedWidget()
        self._lower.addWidget(lower)
        self._lower.addWidget(self.renaming)
        splitter.addWidget(self._lower)
        splitter.setStretchFactor(0, 1)
        splitter.setStretchFactor(1, 1)
        splitter.setSizes([px(380), px(420)])
        column.addWidget(splitter, 1)
        self._listen()
        self.refresh()
        self._begin()

    def _listen(self) -> None:
        """Do what the parts of the page ask for."""
        session, results = self._session, self._results
        offer_menu(self.table, self._menu_wanted)
        self._menu_wanted.connect(self._offer_menu)
        self.table.chosen.connect(self._show)
        self.table.entered.connect(self._enter)
        self.editor.committed.connect(self._commit)
        self.editor.termed.connect(self._add_term)
        self.editor.divided.connect(self._divide)
        self.editor.explained.connect(self._explain)
        self.words.changed.connect(self.editor.look)
        self.editor.changed.connect(lambda text: self.slots.show_sentence(text, self._current))
        self.editor.sentence.barred.connect(
            lambda: self.message.emit(
                _("For reading only. Make an editable copy to write: {key}.").format(
                    key=named("project.copy")
                )
            )
        )
        self.editor.sentence.overlong.connect(self._say_overlong)
        self.slots.leaving.connect(self.table.setFocus)
        self.slots.rewritten.connect(self._take_proposed)
        self.slots.divided.connect(self.editor.divide)
        self.slots.asked.connect(self.go_to)
        self.card.wanted.connect(self.wanted)
        self.renaming.left.connect(self._end_renaming)
        self.renaming.renamed.connect(self.message)
        session.opened.connect(self._end_renaming)
        session.leaving.connect(self.editor.finish)
        session.altered.connect(self.refresh)
        session.selection_changed.connect(self._follow)
        results.changed.connect(self.refresh)

    def show_look(self, look: str, typed: str | None = None) -> None:
        """Narrow the table to a section or to what needs a look, and to what was typed."""
        self._look = look
        self._typed = self._typed if typed is None else typed.casefold()
        self.refresh()
        known = self.table.known
        if self._current and known.place(self._current) < 0 and known.requirements and not self.editor.dirty:
            self.table.choose(known.requirements[0].id)

    @property
    def whole(self) -> bool:
        """Whether all requirements are let through."""
        return self._look == ALL and not self._typed

    def refresh(self) -> None:
        """Show the requirements as they are now."""
        snapshot = self._session.snapshot()
        everything = snapshot.of(Requirement)
        shown = [
            one
            for one in everything
            if fits(self._look, one, snapshot, self._results)
            and self._typed in f"{one.key} {one.name} {one.text}".casefold()
        ]
        current, ids = self._current, [one.id for one in self.table.known.requirements]
        if current in ids:
            self._place = ids.index(current)
        self.table.known.show(shown)
        if current and self.table.known.place(current) >= 0:
            self.table.choose(current)
        title = self._look.removeprefix("section:") if self._look.startswith("section:") else ""
        self._title.setText(title or (_("All") if self._look == ALL else _("Needs a look")))
        well = sum(parsed(one.text).ok for one in shown)
        count = plural("{count} requirement", "{count} requirements", len(shown))
        self._count.setText(_("{count}, {well} parse").format(count=count, well=well))
        if not self.editor.dirty:
            self._show(self._current)

    def step(self, forward: bool) -> None:
        """Make the next or previous requirement current; from one that is gone, what took its place."""
        ids = [one.id for one in self.table.known.requirements]
        if self._current in ids:
            place = ids.index(self._current) + (1 if forward else -1)
        else:
            place = self._place if forward else self._place - 1
        if 0 <= place < len(ids):
            self.table.choose(ids[place])

    def begin_new(self) -> None:
        """Go to the row of the next requirement and put the caret into the editor."""
        self.table.choose(NEW)
        self._session.select(())
        self.table.scrollToBottom()
        self._show(NEW)
        self.editor.sentence.setFocus()

    def take_keyboard(self) -> None:
        """Give the keyboard to the table; where it is empty, to the editor of the first requirement."""
        if self.table.known.requirements:
            self.table.setFocus()
        else:
            self.begin_new()

    def go_to(self, requirement_id: Id) -> None:
        """Make a requirement current, letting everything through if it is hidden."""
        if self.table.known.place(requirement_id) < 0:
            self.show_look(ALL, "")
            self.widened.emit()
        self.table.choose(requirement_id)
        self.table.scrollTo(self.table.currentIndex())
        if self._current != requirement_id:
            self._show(requirement_id)

    def _begin(self) -> None:
        selected = self._session.element(self._session.selection[0]) if self._session.selection else None
        if isinstance(selected, Requirement):
            self.go_to(selected.id)
        elif self.table.known.requirements:
            self.table.choose(self.table.known.requirements[0].id)
        else:
            self.table.choose(NEW)
            self._show(NEW)

    def _follow(self, selection: tuple[Id, ...]) -> None:
        chosen = selection[0] if len(selection) == 1 else ""
        if chosen != self._current and isinstance(self._session.element(chosen), Requirement):
            self.go_to(chosen)

    def _show(self, requirement_id: Id) -> None:
        if requirement_id != self._current and self.editor.dirty:
            self.editor.leave()
        self._keep_draft()
        one = self._session.snapshot().find(Requirement, requirement_id)
        self._current = one.id if one is not None else NEW
        self.editor.show_requirement(*self._stated(), self._session.writable, self._drafts.get(self._current))
        if one is not None and self.isVisible():
            self._session.select((one.id,))
        self.slots.show_sentence(self.editor.text, self._current)

    def _keep_draft(self) -> None:
        """Keep what is written and not in the model: it is shown again until it is mended or taken back."""
        draft = self.editor.draft
        if draft is not None:
            self._drafts[self._current] = draft
        else:
            self._drafts.pop(self._current, None)

    def _stated(self) -> tuple[str, str]:
        """Key and sentence of the current row as the model has them; the next key for a new one."""
        one = self._session.snapshot().find(Requirement, self._current)
        return (one.key, one.text) if one is not None else (next_key(self._session, self._look), "")

    def _offer_menu(self, place: QPoint) -> None:
        """The row of the next requirement has no menu: there is nothing in it yet."""
        if self._current:
            self._session.select((self._current,))
            self.menu.emit(place)

    def _enter(self, _requirement_id: Id) -> None:
        self.editor.sentence.setFocus()

    def offer_fixes(self) -> None:
        """Open what would mend the place of the caret, or say that nothing is known to."""
        self.editor.sentence.setFocus()
        if not self.editor.offer_fixes():
            self.message.emit(_("Nothing is known here that could be mended at once."))

    def fold(self) -> None:
        """Fold or unfold the clause of the caret; from elsewhere, all clauses of the current row."""
        writing = self.editor.sentence.hasFocus()
        done = self.editor.sentence.turn_fold() if writing else self.folds.turn_all(self.editor.text)
        if not done:
            self.message.emit(_("There is no clause here that is long enough to be folded."))

    def explain(self) -> None:
        """Say what stands at the caret of the sentence, or that nothing is known of it."""
        self.editor.sentence.setFocus()
        self.completion.leave()
        if not self.card.ask():
            self.message.emit(_("Nothing is known of what stands at the caret."))

    def _told(self, place: int) -> tuple[tuple[int, int], tuple[Told, ...]] | None:
        """What is told of a place of the sentence as it stands."""
        snapshot, text = self._session.snapshot(), self.editor.sentence.toPlainText()
        one = snapshot.find(Requirement, self._current) or Requirement(id="", key="", text=text)
        return told(snapshot, replace(one, text=text), place, self.words.names())

    def rename(self, of: Id = "") -> bool:
        """Begin to rename everywhere: a term or element, or what stands in the sentence that is written.

        False where neither is there.
        """
        element = self._session.element(of)
        name = element.name if element is not None else self.editor.name_at_caret(self.words.names())
        if not name or not self._session.writable:
            return False
        self.editor.leave()
        self._lower.setCurrentWidget(self.renaming)
        self.renaming.begin(name, of)
        return True

    def _end_renaming(self) -> None:
        """Show the sentence again."""
        had = self.renaming.isAncestorOf(QApplication.focusWidget() or self)
        self._lower.setCurrentIndex(0)
        if had:
            self.editor.sentence.setFocus()

    def rewrite(self) -> None:
        """Show what the sentence as it stands could be written as."""
        self.editor.look()
        self.slots.rewrite()

    def _add_term(self, name: str, refers_to: Id) -> None:
        """Give the glossary a word; one that is there already is told what it means."""
        from core.requirements import normalise

        terms = self._session.snapshot().of(Term)
        there = next((one for one in terms if normalise(one.name) == normalise(name)), None)
        words = _("Say in the glossary what “{name}” means") if there else _("Add “{name}” to the glossary")
        with self._session.change(words.format(name=name)) as edit:
            if there is not None:
                edit.set(there.id, refers_to=refers_to or None)
            else:
                edit.new(Term, name=name, refers_to=refers_to or None)

    def _take_proposed(self, text: str, reason: str) -> None:
        """Write the proposal in place of the sentence; its reason becomes a rationale when it is finished."""
        self._reason = TakenReason(text, reason)
        self.editor.rewrite(text)

    def _commit(self, key: str, text: str) -> None:
        present = self._session.snapshot().find(Requirement, self._current) if self._current else None
        rationale = self._reason.rationale(present.rationale if present is not None else "", text)
        if self._current:
            with self._session.change(_("Write {key}").format(key=key)) as edit:
                edit.set(self._current, key=key, text=text, rationale=rationale)
            if self._stated() != (key, text):
                self.editor.refuse(*self._stated())
            return
        section = self._section()
        made: list[Id] = []
        with self._session.change(_("Add {key}").format(key=key)) as edit:
            stated = {"key": key, "text": text, "section": section, "rationale": rationale}
            made.append(edit.new(Requirement, **stated).id)
        if made and made[0] in self._session.snapshot():
            self.begin_new()
            if self.table.known.place(made[0]) < 0:
                self.message.emit(
                    _("{key} is written; what the list shows now leaves it out.").format(key=key)
                )
        else:
            self.editor.refuse(*self._stated())

    def _explain(self, key: str, text: str, rationale: str) -> None:
        """Write the sentence, and put what stood beside it to its rationale, as one change."""
        with self._session.change(_("Write {key}").format(key=key)) as edit:
            first = self._current or edit.new(Requirement, key=key, text=text, section=self._section()).id
            known = edit.snapshot.find(Requirement, first)
            kept = " ".join(filter(None, (known.rationale if known else "", rationale)))
            edit.set(first, key=key, text=text, rationale=kept)
        if first not in self._session.snapshot():
            self.editor.refuse(*self._stated())
            return
        self.go_to(first)
        self.editor.sentence.setFocus()

    def _say_overlong(self, _letters: int) -> None:
        """Say that what was pasted is no single requirement, in the words of the grammar."""
        from core.ground.longest import LONGEST_SENTENCE
        from core.requirements import parse

        self.message.emit(f"{parse('x' * (LONGEST_SENTENCE + 1)).diagnostics[0].message}.")

    def _section(self) -> str:
        return self._look.removeprefix("section:") if self._look.startswith("section:") else ""

    def _divide(self, key: str, sentences: tuple[str, ...]) -> None:
        """Make requirements of the sentences, as one change: the first is the current one."""
        from core.requirements.dividing import divide

        made: list[Requirement] = []
        first = self._current
        with self._session.change(_("Write {key} as several requirements").format(key=key)) as edit:
            if first:
                edit.set(first, key=key)
            else:
                first = edit.new(Requirement, key=key, text=sentences[0], section=self._section()).id
            made += divide(edit, first, sentences)
        if not made or made[0].id not in self._session.snapshot():
            self.editor.refuse(*self._stated())
            return
        self.go_to(first)
        self.editor.sentence.setFocus()
        keys = ", ".join(one.key for one in made)
        self.message.emit(
            _("{key} has the first sentence; new behind it: {keys}.").format(key=key, keys=keys)
        )


def next_key(session: Session, look: str) -> str:
    """The key after the last one of the section, such as DOS-08 after DOS-07."""
    from core.requirements.keys import next_key as following

    section = look.removeprefix("section:") if look.startswith("section:") else ""
    return following(session.snapshot().of(Requirement), section)
