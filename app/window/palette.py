"""The palette: everything there is and everything that can be done, found by typing a few letters."""

from __future__ import annotations

from collections.abc import Callable, Sequence
from dataclasses import replace
from typing import TYPE_CHECKING

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QPalette
from PySide6.QtWidgets import QFrame, QGraphicsDropShadowEffect, QLabel, QLineEdit, QWidget

from app.actions.action import State
from app.actions.deeds import deed, deeds
from app.panels.key_hints import KeyHints
from app.panels.labels import across, down, key_label, label
from app.panels.rows import Row, RowList
from app.panels.steering import steered
from app.session.search import ACTION, COUNTED, DO, ELEMENTS, THREAT, VERDICT, VERDICT_AT, Search
from app.theme import colour, font, glyph, look, px, restyled
from app.window.palette_rows import SIGNS, row_of, sign_rows
from core.ground.words import _
from core.model import Id, Requirement
from core.model.search import LETTERS, WORDS, Entry, Explained, Found, SearchIndex

if TYPE_CHECKING:
    from app.session.results import Results
    from app.session.session import Session

MOST = 9
"""How many rows of a group are offered; with a sign or where one element is chosen, more."""

_MANY = 40

_COUNTED = 130
"""What the count of what was found takes beside the signs, in px."""

_EMPTY = 40
"""The height of the list where nothing was found, in px."""

_MORE = "#more"
"""The row that shows the rest of what was found."""

_INITIAL = 2
"""So few letters begin many a name: what cannot be done is no likelier for it."""

_NAMED = 3
"""Of at most so many kinds the palette says which it offers."""

_RECENT = 5
"""How many things used last are offered before anything is typed."""

_FINDABLE = (*ELEMENTS, THREAT, VERDICT)


def _count_words(shown: int, known: int | None) -> str:
    """How many of the things that fit are shown; nothing where nothing was looked for."""
    if known is None:
        return ""
    counted = str(known) if known < COUNTED else _("more than {count}").format(count=COUNTED - 1)
    return (_("{found} of {known}") if known > shown else _("{known} found")).format(
        found=shown, known=counted
    )


class Palette(QFrame):
    """A field and what it finds, over everything else.

    Signals: `action_chosen` with an action's id, `element_chosen` with the address of what to go to: an
    element's id, or a threat or verdict behind its word.
    """

    action_chosen = Signal(str)
    element_chosen = Signal(str)

    def __init__(self, parent: QWidget, session: Session, results: Results, search: Search) -> None:
        super().__init__(parent)
        self.setObjectName("popup")
        self._over = parent
        self._session, self._results, self._search = session, results, search
        self._state = State()
        self._kinds: tuple[str, ...] | None = None
        self._pick: Callable[[Id], None] | None = None
        self._ranked: tuple[Row, ...] = ()
        self._narrowing = SearchIndex()
        self._before: QWidget | None = None
        self._most = MOST
        self._typed: dict[str, str] = {}
        """What the key does that was typed, each with that key."""
        column = down(self, (1, 1, 1, 1))
        head = QFrame()
        head.setObjectName("popup_head")
        row = across(head, (14, 8, 10, 8), 10)
        self._icon = QLabel()
        self.line = QLineEdit()
        self.line.setAccessibleName(_("Find or run"))
        self.line.setFont(font("element", False))
        self.scope = label("", "small")
        for widget in (self._icon, self.line, self.scope, key_label("Esc")):
            row.addWidget(widget)
        row.setStretch(1, 1)
        self.list = RowList()
        self.list.setFocusPolicy(Qt.FocusPolicy.NoFocus)
        self.list.folds = False
        self.list.setAccessibleName(_("What was found"))
        self._foot = foot = QFrame()
        foot.setObjectName("popup_foot")
        low = across(foot, (12, 5, 12, 5), 6)
        self._signs = KeyHints(leads=True)
        self._signs.show_keys([(key, words()) for key, _groups, words, _mark in SIGNS])
        low.addWidget(self._signs, 1)
        self._count = label("", "small")
        low.addWidget(self._count, 0, Qt.AlignmentFlag.AlignRight)
        column.addWidget(head)
        column.addWidget(self.list)
        column.addWidget(foot)
        self.line.textChanged.connect(self._begin)
        self.line.installEventFilter(self)
        self.list.clicked.connect(lambda index: self._take(self.list.known.rows[index.row()].id))
        search.read.connect(self._look_again)
        restyled(self, self._draw)
        self._draw()
        self.hide()

    def ask(self, state: State, start: str = "") -> None:
        """Open for everything there is and can be done, with `start` in the field."""
        self._state, self._kinds, self._pick, self._ranked = state, None, None, ()
        self.line.setPlaceholderText(_("Find or run"))
        self.scope.setText(_("actions and elements"))
        self._open(start)

    def choose(self, kinds: tuple[str, ...], title: str, pick: Callable[[Id], None]) -> None:
        """Open for elements of some kinds (none named: of all); `pick` hears which one was chosen."""
        self._kinds, self._pick, self._ranked = kinds, pick, ()
        self.line.setPlaceholderText(title)
        self.scope.setText(", ".join(map(_, kinds)) if 0 < len(kinds) <= _NAMED else _("any element"))
        self._open("")

    def offer(self, title: str, rows: Sequence[Row], pick: Callable[[str], None]) -> None:
        """Open for rows that were ranked already; `pick` hears the id of the one that was chosen."""
        self._kinds, self._pick, self._ranked = None, pick, tuple(rows)
        self._narrowing = SearchIndex()
        for row in rows:
            if not row.heading:
                texts = (row.lead, row.aside, row.detail)
                self._narrowing.put(Entry(row.id, "", row.title, tuple(("", text) for text in texts)))
        self.line.setPlaceholderText(_("Narrow the list"))
        self.scope.setText(title)
        self._open("")

    def close_quietly(self) -> None:
        """Close, and give the keyboard back to where it was."""
        self.hide()
        if self._before is not None:
            self._before.setFocus()

    def _open(self, start: str) -> None:
        window = self._over
        self._before = window.window().focusWidget()
        self._signs.setVisible(self._pick is None)
        self.line.setText(start)
        self._begin(start)
        wanted = self._signs.sizeHint().width() + px(_COUNTED)
        width = min(max(px(560), wanted), window.width() - px(40))
        self.setFixedWidth(width)
        self.move((window.width() - width) // 2, px(56))
        self.show()
        self.raise_()
        self.line.setFocus()

    def _look_again(self) -> None:
        """More can be found than before."""
        if self.isVisible():
            self._find(self.line.text())

    def _begin(self, typed: str) -> None:
        """Something else is looked for: first the best of it."""
        self._most = MOST
        self._find(typed)

    def _find(self, typed: str) -> None:
        rows, known = self._rows(typed.lstrip())
        self.list.empty = _("Nothing matches “{typed}”.").format(typed=typed.strip())
        self.list.show_rows(rows)
        takeable = [row for row in rows if not row.heading]
        if takeable:
            # What cannot be done leads where it is meant: Enter does nothing else instead.
            self.list.choose(takeable[0].id, quietly=True)
        self._count.setText(_count_words(sum(row.id != _MORE for row in takeable), known))
        height = sum(px(44 if row.detail else 28) for row in rows) + px(6) if rows else px(_EMPTY)
        room = self._over.height() - px(180)
        self.list.setFixedHeight(max(min(height, room), px(28)))
        self.resize(self.width(), self.sizeHint().height())

    def _rows(self, typed: str) -> tuple[list[Row], int | None]:
        """What is offered for what was typed, and of how many things it is the best."""
        self._typed = {}
        if self._ranked:
            return self._narrowed(typed), len(self._narrowing)
        if self._kinds is not None:
            return self._many(self._kinds or ELEMENTS, typed)
        if not typed:
            return self._offered()
        for sign, groups, _words, _mark in SIGNS:
            if typed.startswith(sign):
                wanted = groups or ELEMENTS
                if ACTION in wanted:
                    found = self._done(typed[1:], COUNTED)
                    return self._shown(found), len(found)
                return self._many(wanted, typed[1:])
        things, fitting = self._search.find(typed, self._most, _FINDABLE)
        done = self._done(typed, MOST)
        groups_found = [("#go", _("Go to"), things), ("#do", _("Do"), done)]
        groups_found.sort(key=lambda group: self._first_rank(group[2], typed.strip()))
        best = min((one.rank for one in (*things, *done)), default=LETTERS)
        rows: list[Row] = []
        known = 0
        for key, title, found in groups_found:
            kept = [one for one in found if one.rank < LETTERS or best == LETTERS]
            if not kept:
                continue
            rows += [Row(key, title, heading=True), *self._shown(kept)]
            more = fitting - len(kept) if found is things else 0
            known += len(kept) + more
            if more:
                rows.append(self._more(fitting))
        return rows, known

    def _many(self, groups: Sequence[str], typed: str) -> tuple[list[Row], int]:
        """What of some groups fits, more of it than where actions fit too."""
        found, fitting = self._search.find(typed, max(self._most, _MANY), groups)
        rows = self._shown(found)
        return [*rows, self._more(fitting)] if fitting > len(found) else rows, fitting

    def _more(self, fitting: int) -> Row:
        words = _("Show all {count}") if fitting < COUNTED else _("Show the first {count}")
        return Row(_MORE, words.format(count=fitting), mark="find")

    def _offered(self) -> tuple[list[Row], None]:
        """What is offered before anything is typed: what was used last, signs, and actions."""
        entries = (self._search.entry(key) for key in self._search.recent)
        recent = [one for one in entries if one is not None and self._possible(one)][:_RECENT]
        known = (self._search.entry(DO + one.id) for one in deeds())
        possible = [one for one in known if one is not None and self._possible(one)][:MOST]
        groups = (
            (Row("#recent", _("Used last"), heading=True), self._untyped(recent)),
            (Row("#sign", _("Begin with"), heading=True), sign_rows()),
            (Row("#do", _("Do"), heading=True), self._untyped(possible)),
        )
        return [row for head, rows in groups if rows for row in (head, *rows)], None

    def _narrowed(self, typed: str) -> list[Row]:
        """Those of the rows that were ranked already that fit, under the heads of their groups."""
        fitting = {one.entry.key for one in self._narrowing.find(typed, len(self._narrowing))}
        kept: list[Row] = []
        for row in self._ranked:
            if row.heading and kept and kept[-1].heading:
                kept.pop()
            if row.heading or row.id in fitting:
                kept.append(row)
        return kept[:-1] if kept and kept[-1].heading else kept

    def _untyped(self, entries: Sequence[Entry]) -> list[Row]:
        return self._shown([Found(entry, Explained()) for entry in entries])

    def _shown(self, found: Sequence[Found]) -> list[Row]:
        snapshot = self._session.snapshot()
        rows = [row_of(one, snapshot, self._verdict_mark, self._state) for one in found]
        return [replace(row, key=self._typed.get(row.id, row.key)) for row in rows]

    def _done(self, typed: str, most: int) -> list[Found]:
        """What can be done now and behind it what cannot, first what has the words typed in its name."""
        keys = ((DO + one.id, one.key_typed(typed)) for one in deeds())
        keyed = self._typed = {entry: key for entry, key in keys if key}
        can = self._search.deeds(typed, most, lambda entry: self._possible(entry) and entry.key not in keyed)
        by_key = [Found(entry, Explained()) for key in keyed if (entry := self._search.entry(key))]
        # A letter begins many a name: what cannot be done with it is not in the way of those.
        first = [one for one in by_key if len(typed.strip()) > 1 or self._possible(one.entry)]
        can = [*first, *can]
        names = {one.entry.title for one in can}
        cannot = self._search.deeds(typed, most, lambda entry: not self._possible(entry))
        cannot = [*(one for one in by_key if one not in first), *cannot]
        # A tool of several sorts of diagrams is there once, and what is only spelled alike is not asked for.
        kept = {one.entry.title: one for one in reversed(cannot) if one.rank < LETTERS}
        cannot = [one for title, one in reversed(kept.items()) if title not in names]
        # What is called so is meant, though it cannot be done now, before what other words lead to.
        whole = len(typed.strip()) > _INITIAL
        return sorted([*can, *cannot], key=lambda one: whole and one.rank > WORDS)

    def _first_rank(self, found: Sequence[Found], typed: str) -> int:
        """How well the first fits that can be taken; of one letter more is meant than a key."""
        keyed = self._typed if len(typed) == 1 else {}
        fitting = (one for one in found if self._possible(one.entry) and one.entry.key not in keyed)
        return min((one.rank for one in fitting), default=LETTERS + 1)

    def _possible(self, entry: Entry) -> bool:
        """Whether it can be done now; other things are always there to be gone to."""
        return entry.group != ACTION or deed(entry.key.removeprefix(DO)).when(self._state)

    def _verdict_mark(self, key: str) -> str:
        requirement = self._session.snapshot().find(Requirement, key.removeprefix(VERDICT_AT))
        verdict = self._results.verdict_of(requirement) if requirement is not None else None
        return "unknown" if verdict is None else str(verdict["verdict"])

    def _take(self, row_id: str) -> None:
        row = next((one for one in self.list.known.rows if one.id == row_id), None)
        if row is None or row.heading or row.faint:
            return
        if row_id == _MORE:
            first = next((one.id for one in reversed(self.list.known.rows[:-1]) if not one.heading), "")
            self._most = COUNTED
            self._find(self.line.text())
            self.list.choose(first, quietly=True)
            return
        if row_id.startswith("sign:"):
            self.line.setText(row_id.removeprefix("sign:"))
            return
        pick = self._pick
        self.close_quietly()
        if pick is not None:
            pick(row_id)
            return
        self._search.use(row_id)
        if row_id.startswith(DO):
            self.action_chosen.emit(row_id.removeprefix(DO))
        else:
            self.element_chosen.emit(row_id)

    def _draw(self) -> None:
        self._icon.setPixmap(glyph("find", px(16), "text.secondary", self.devicePixelRatioF()))
        self.line.setFont(font("element", False))
        if look().theme == "high_contrast":
            self.setGraphicsEffect(None)  # type: ignore[arg-type]
            return
        shadow = QGraphicsDropShadowEffect(self)
        shadow.setBlurRadius(px(24))
        shadow.setOffset(0, px(6))
        tone = (
            colour("text.primary")
            if look().theme == "light"
            else self.palette().color(QPalette.ColorRole.Shadow)
        )
        tone.setAlpha(70)
        shadow.setColor(tone)
        self.setGraphicsEffect(shadow)

    def eventFilter(self, watched: QObject, event: QEvent) -> bool:
        """Arrows move in the list, Enter takes, Escape and leaving close."""
        if watched is self.line and steered(event, self.list, self._take, self.close_quietly):
            return True
        if watched is self.line and event.type() == QEvent.Type.FocusOut and self.isVisible():
            self.hide()
        return super().eventFilter(watched, event)
