"""The palette: every action and every element, found by typing a few letters of their names."""

from collections.abc import Callable, Iterable, Sequence

from PySide6.QtCore import QEvent, QObject, Qt, Signal
from PySide6.QtGui import QPalette
from PySide6.QtWidgets import QFrame, QGraphicsDropShadowEffect, QLabel, QLineEdit, QWidget

from app.actions.action import Action, State
from app.actions.match import Match, best, match
from app.actions.registry import ACTIONS
from app.panels import outline
from app.panels.labels import across, down, key_label, label
from app.panels.rows import Row, RowList
from app.panels.steering import steered
from app.theme import colour, font, glyph, look, px, restyled
from app.theme.kinds import kind_icon
from core.ground.words import _
from core.model import Element, Id, Placement, Proposal, Requirement, Snapshot

MOST = 9
"""How many rows of a group are offered."""

_NAMED = 3
"""Of at most so many kinds the palette says which it offers."""

_HIDDEN = (Placement, Proposal)


class Palette(QFrame):
    """A field and what it finds, over everything else.

    Signals: `action_chosen` with an action's id, `element_chosen` with an element's id.
    """

    action_chosen = Signal(str)
    element_chosen = Signal(str)

    def __init__(self, parent: QWidget) -> None:
        super().__init__(parent)
        self.setObjectName("popup")
        self._over = parent
        self._state = State()
        self._snapshot = Snapshot()
        self._kinds: tuple[str, ...] | None = None
        self._pick: Callable[[Id], None] | None = None
        self._ranked: tuple[Row, ...] = ()
        self._before: QWidget | None = None
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
        foot = QFrame()
        foot.setObjectName("popup_foot")
        low = across(foot, (12, 5, 12, 5), 6)
        self._signs = QWidget()
        signs = across(self._signs, gap=6)
        for key, words in ((">", _("actions only")), ("#", _("requirements")), ("@", _("elements"))):
            signs.addWidget(key_label(key))
            signs.addWidget(label(words, "small"))
            signs.addSpacing(px(8))
        low.addWidget(self._signs)
        low.addStretch(1)
        self._count = label("", "small")
        low.addWidget(self._count)
        column.addWidget(head)
        column.addWidget(self.list)
        column.addWidget(foot)
        self.line.textChanged.connect(self._find)
        self.line.installEventFilter(self)
        self.list.clicked.connect(lambda index: self._take(self.list.known.rows[index.row()].id))
        restyled(self, self._draw)
        self._draw()
        self.hide()

    def ask(self, state: State, snapshot: Snapshot, start: str = "") -> None:
        """Open for actions and elements, with `start` in the field."""
        self._state, self._snapshot, self._kinds, self._pick = state, snapshot, None, None
        self._ranked = ()
        self.line.setPlaceholderText(_("Find or run"))
        self.scope.setText(_("actions and elements"))
        self._open(start)

    def choose(
        self, snapshot: Snapshot, kinds: tuple[str, ...], title: str, pick: Callable[[Id], None]
    ) -> None:
        """Open for elements of some kinds (none named: of all); `pick` hears which one was chosen."""
        self._snapshot, self._kinds, self._pick, self._ranked = snapshot, kinds, pick, ()
        self.line.setPlaceholderText(title)
        self.scope.setText(", ".join(kinds) if 0 < len(kinds) <= _NAMED else _("any element"))
        self._open("")

    def offer(self, title: str, rows: Sequence[Row], pick: Callable[[str], None]) -> None:
        """Open for rows that were ranked already; `pick` hears the id of the one that was chosen."""
        self._kinds, self._pick, self._ranked = None, pick, tuple(rows)
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
        width = min(px(520), window.width() - px(40))
        self.setFixedWidth(width)
        self.move((window.width() - width) // 2, px(56))
        self._signs.setVisible(self._pick is None)
        self.line.setText(start)
        self._find(start)
        self.show()
        self.raise_()
        self.line.setFocus()

    def _find(self, typed: str) -> None:
        rows, known = self._rows(typed.lstrip())
        self.list.show_rows(rows)
        chosen = next((row for row in rows if not row.heading), None)
        if chosen is not None:
            self.list.choose(chosen.id, quietly=True)
        found = sum(not row.heading for row in rows)
        self._count.setText(_("{found} of {known}").format(found=found, known=known))
        height = sum(px(44 if row.detail else 28) for row in rows) + px(6)
        room = self._over.height() - px(180)
        self.list.setFixedHeight(max(min(height, room), px(28)))
        self.resize(self.width(), self.sizeHint().height())

    def _rows(self, typed: str) -> tuple[list[Row], int]:
        if self._ranked:
            kept = [row for row in self._ranked if match(typed, row, row.title, row.detail) is not None]
            return kept, len(self._ranked)
        if self._kinds is not None:
            found = best(
                (_fits(typed, element, self._snapshot) for element in self._candidates(self._kinds)), 40
            )
            return [self._element_row(one) for one in found], len(self._snapshot)
        sign, query = (typed[:1], typed[1:]) if typed[:1] in (">", "#", "@") else ("", typed)
        possible = [known for known in ACTIONS if known.palette and known.when(self._state)]
        elements: list[Match[Element]] = []
        actions: list[Match[Action]] = []
        if sign != ">" and (query.strip() or sign):
            kinds = (Requirement.kind,) if sign == "#" else ()
            elements = best(
                (_fits(query, element, self._snapshot) for element in self._candidates(kinds)),
                40 if sign else MOST,
            )
        if sign in ("", ">"):
            actions = best((match(query, known, known.title()) for known in possible), 40 if sign else MOST)
        rows: list[Row] = []
        if elements:
            rows.append(Row("#go", _("Go to"), heading=True))
            rows += [self._element_row(one) for one in elements]
        if actions:
            rows.append(Row("#do", _("Do"), heading=True))
            rows += [_action_row(one) for one in actions]
        return rows, len(possible) + len(self._snapshot)

    def _candidates(self, kinds: Sequence[str]) -> Iterable[Element]:
        for element in self._snapshot:
            if (element.kind in kinds or not kinds) and not isinstance(element, _HIDDEN):
                yield element

    def _element_row(self, found: Match[Element]) -> Row:
        element = found.thing
        owner = self._snapshot.get(element.owner or getattr(element, "zone", None))
        place = (
            _("{kind} in {place}").format(kind=element.kind, place=owner.name)
            if owner and owner.name
            else element.kind
        )
        title = _title(element, self._snapshot)
        spans = tuple((start, length, "accent.text") for start, length in found.title)
        return Row(
            element.id, title, mark=kind_icon(element), spans=spans or ((0, 0, "text.primary"),), aside=place
        )

    def _take(self, row_id: str) -> None:
        if not row_id or row_id.startswith("#"):
            return
        pick = self._pick
        self.close_quietly()
        if pick is not None:
            pick(row_id)
        elif row_id.startswith("do:"):
            self.action_chosen.emit(row_id.removeprefix("do:"))
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


def _fits(query: str, element: Element, snapshot: Snapshot) -> Match[Element] | None:
    title = _title(element, snapshot)
    return match(query, element, title, element.kind) if title else None


def _title(element: Element, snapshot: Snapshot) -> str:
    if isinstance(element, Requirement):
        return f"{element.key} {element.name or element.text}"
    return outline.branch(snapshot, element.id, kind_icon).title if not element.name else element.name


def _action_row(found: Match[Action]) -> Row:
    known = found.thing
    spans = tuple((start, length, "accent.text") for start, length in found.title)
    return Row(
        f"do:{known.id}",
        known.title(),
        mark=known.icon,
        key=known.key,
        spans=spans or ((0, 0, "text.primary"),),
    )
