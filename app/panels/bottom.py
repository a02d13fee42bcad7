"""The bottom panel: problems, verdicts, threats and history, each tab with its count."""

from collections.abc import Callable

from PySide6.QtCore import QRect, QRectF, QSize, Qt, Signal
from PySide6.QtGui import QFont, QFontMetrics, QPainter, QPaintEvent, QPen, QShowEvent
from PySide6.QtWidgets import QAbstractButton, QFrame, QHBoxLayout, QSizePolicy, QStackedWidget, QWidget

from app.actions.registry import named
from app.panels.computed import status_words
from app.panels.history import HistoryPanel
from app.panels.keyed import keys_heard
from app.panels.labels import Elided, across, down, tool
from app.panels.row_painter import chip_width, draw_chip
from app.panels.rows import Row, RowList
from app.session.results import Results
from app.session.session import Session
from app.theme import colour, font, px, restyled
from core.assistants.known import Plain, reason_of
from core.ground.words import _
from core.model import Requirement, ThreatStatus, name_of

_COLUMNS = (160, 210)

_LEFT, _BETWEEN = 4, 8
"""What a tab leaves free before its title, and between that, the count and its end, in px."""


class TabButton(QAbstractButton):
    """A tab of the bottom panel, with its count."""

    def __init__(self, title: str) -> None:
        super().__init__()
        self.count = ""
        self.setText(title)
        self.setCheckable(True)
        self.setAccessibleName(title)
        self.setFocusPolicy(Qt.FocusPolicy.TabFocus)
        self.setSizePolicy(QSizePolicy.Policy.Maximum, QSizePolicy.Policy.Fixed)
        self.toggled.connect(self.updateGeometry)

    def show_count(self, count: str) -> None:
        """Show a count beside the title."""
        if count != self.count:
            self.count = count
            self.updateGeometry()
            self.update()

    def shown(self) -> str:
        """As much of the title as leaves the count whole."""
        room = self.width() - px(_LEFT) - self._counted()
        return QFontMetrics(self._lettering()).elidedText(self.text(), Qt.TextElideMode.ElideRight, room)

    def sizeHint(self) -> QSize:
        """Title in bold, so that tabs stay where they are when another comes to the front, and the count."""
        words = QFontMetrics(font("strong")).horizontalAdvance(self.text())
        return QSize(words + self._counted() + px(_LEFT + _BETWEEN), px(29))

    def minimumSizeHint(self) -> QSize:
        """The title as it is lettered now, and the count."""
        words = QFontMetrics(self._lettering()).horizontalAdvance(self.text())
        return QSize(words + self._counted() + px(_LEFT) + 1, px(29))

    def _lettering(self) -> QFont:
        return font("strong" if self.isChecked() else "body")

    def _counted(self) -> int:
        """What the count takes behind the title, and what is free behind both."""
        return (px(_BETWEEN) + chip_width(self.count) if self.count else 0) + px(_BETWEEN)

    def paintEvent(self, _event: QPaintEvent) -> None:
        """Title, count, and the line under the tab in front."""
        painter = QPainter(self)
        front, box, shown = self.isChecked(), self.rect(), self.shown()
        lettering = self._lettering()
        painter.setFont(lettering)
        painter.setPen(colour("text.primary" if front else "text.secondary"))
        painter.drawText(box.adjusted(px(_LEFT), 0, 0, 0), Qt.AlignmentFlag.AlignVCenter, shown)
        if self.count:
            left = px(_LEFT + _BETWEEN) + QFontMetrics(lettering).horizontalAdvance(shown)
            draw_chip(painter, left, box, self.count)
        if front:
            painter.fillRect(
                QRect(0, box.height() - px(2), box.width() - px(6), px(2)), colour("accent.mark")
            )
        if self.hasFocus():
            painter.setPen(QPen(colour("line.focus"), 2))
            painter.drawRect(QRectF(box).adjusted(1, 1, -1, -3))


class BottomPanel(QFrame):
    """Lists of what deserves a look.

    Signals: `asked` with the id of an element, or of a threat behind “threat:”, to go to; `folding`
    when the panel should be folded or unfolded.
    """

    asked = Signal(str)
    folding = Signal()

    def __init__(self, session: Session, results: Results, parent: QWidget | None = None) -> None:
        super().__init__(parent)
        self.setObjectName("bottom")
        self.setAccessibleName(_("Findings"))
        self._session = session
        self._results = results
        column = down(self)
        head = QWidget()
        self._head = across(head, (10, 0, 8, 0), 4)
        self._remark = Elided("small")
        self._fold = tool("fold", _("Fold the bottom panel"), of="panel.bottom")
        self._fold.clicked.connect(self.folding)
        self._stack = QStackedWidget()
        self.lists: dict[str, RowList] = {}
        self.tabs: dict[str, TabButton] = {}
        self._behind: set[str] = set()
        """The tabs whose lists show what was once."""
        self._made_of: dict[str, object] = {}
        self.history = HistoryPanel(session)
        self.history.asked.connect(self.asked)
        for tab, title in _tabs():
            self._add(self._head, tab, title)
        self._head.addStretch(1)
        self._head.addWidget(self._remark)
        self._head.addWidget(self._fold)
        column.addWidget(head)
        column.addWidget(self._stack, 1)
        session.opened.connect(self.refresh)
        session.altered.connect(self.refresh)
        results.changed.connect(self.refresh)
        restyled(self, self._anew)
        keys_heard().changed.connect(self._say_empty)
        self._say_empty()
        self.show_tab("problems")

    def show_tab(self, tab: str) -> None:
        """Bring a list to the front."""
        for known, button in self.tabs.items():
            button.setChecked(known == tab)
        self._stack.setCurrentWidget(self.history if tab == "history" else self.lists[tab])
        self._fill()

    @property
    def front(self) -> RowList:
        """The list in front."""
        return next(self.lists[tab] for tab, button in self.tabs.items() if button.isChecked())

    def folded_height(self) -> int:
        """The height of the tabs alone."""
        return px(30)

    def unfold(self, wanted: bool) -> None:
        """Show the lists below the tabs, or the tabs alone."""
        self._stack.setVisible(wanted)
        self._fill()

    def refresh(self) -> None:
        """Show what there is now: the counts, and the rows of the list that is seen."""
        found, threats = self._results.problems(), self._results.open_threats()
        project = self._session.project
        heads = project.heads if project is not None else ()
        self.history.refresh()
        self._behind = set(self.lists) - {"history"}
        self._fill()
        violated = self._results.counts()["violated"]
        self.tabs["problems"].show_count(str(len(found)) if found else "")
        self.tabs["verdicts"].show_count(_("{count} violated").format(count=violated) if violated else "")
        self.tabs["threats"].show_count(str(len(threats)) if threats else "")
        self.tabs["history"].show_count(str(len(heads)) if heads else "")
        why_stale = self._results.why_stale(self._results.verdicts)
        again = self._results.under_way(self._results.verdicts)
        words = (
            _("verdicts are being checked again")
            if again
            else _("verdicts are stale, {key} rechecks").format(key=named("prove.recheck"))
        )
        stale = bool(why_stale) and self._results.stale_verdicts() > 0
        self._remark.setText(words if stale else "")
        self._remark.setToolTip(f"{words}\n{why_stale}" if stale else "")
        self._remark.setVisible(stale)

    def _fill(self) -> None:
        """Bring the list in front up to date where it is seen; a list that nobody sees makes no rows."""
        if not self._stack.isVisibleTo(self.window()):
            return
        tab = next((tab for tab, button in self.tabs.items() if button.isChecked()), "")
        if tab not in self._behind:
            return
        self._behind.discard(tab)
        made_of, rows = self._source(tab)
        if made_of is None or made_of is not self._made_of.get(tab):
            self._made_of[tab] = made_of
            self.lists[tab].show_rows(rows())

    def _source(self, tab: str) -> tuple[object, Callable[[], list[Row]]]:
        """What the rows of a tab are made of, where they are the same as long as that is; and the rows."""
        if tab == "problems":
            return self._results.problems(), self._problem_rows
        if tab == "threats":
            return self._results.open_threats(), lambda: [
                self._threat_row(threat) for threat in self._results.open_threats()
            ]
        return None, self._verdict_rows

    def _problem_rows(self) -> list[Row]:
        snapshot = self._session.snapshot()
        return [
            Row(
                f"{problem.element}|{problem.code}|{number}",
                problem.message,
                mark=problem.mark,
                columns=(name_of(snapshot, problem.element), problem.code),
                tip=problem.hint,
            )
            for number, problem in enumerate(self._results.problems())
        ]

    def _verdict_rows(self) -> list[Row]:
        rows = [self._verdict_row(one) for one in self._session.snapshot().of(Requirement)]
        return sorted(rows, key=lambda row: ("violated", "unknown", "satisfied").index(row.mark))

    def showEvent(self, event: QShowEvent) -> None:
        """Catch up when the lists are seen."""
        super().showEvent(event)
        self._fill()

    def _verdict_row(self, requirement: Requirement) -> Row:
        verdict = self._results.verdict_of(requirement)
        return Row(
            requirement.id,
            requirement.name or requirement.text,
            mark=verdict["verdict"] if verdict else "unknown",
            lead=requirement.key,
            columns=(_("not checked yet") if verdict is None else verdict.get("reason") or "", ""),
            stale=self._results.is_verdict_stale(verdict),
            tip=reason_of(verdict) if verdict is not None else requirement.text,
        )

    def _threat_row(self, threat: Plain) -> Row:
        """The row of a threat that nobody has answered."""
        return Row(
            f"threat:{threat['id']}",
            threat["title"],
            mark=threat["severity"],
            columns=(threat["target"]["name"], threat["rule"]),
            right=status_words(ThreatStatus.OPEN),
            tip=str(threat["title"]),
        )

    def _add(self, row: QHBoxLayout, tab: str, title: str) -> None:
        button = TabButton(title)
        button.clicked.connect(lambda: self.show_tab(tab))
        row.addWidget(button)
        self.tabs[tab] = button
        if tab == "history":
            self.lists[tab] = self.history.list
            self._stack.addWidget(self.history)
            return
        found = RowList(_COLUMNS)
        found.setAccessibleName(title)
        found.activated_row.connect(self._activate)
        found.clicked.connect(lambda index: self._activate(found.known.rows[index.row()].id))
        self.lists[tab] = found
        self._stack.addWidget(found)

    def _anew(self) -> None:
        """Make all rows anew: they look or read otherwise."""
        self._made_of = {}
        self.refresh()

    def _say_empty(self) -> None:
        for tab, words in _empty().items():
            self.lists[tab].empty = words
            self.lists[tab].viewport().update()
        self._anew()

    def _activate(self, row_id: str) -> None:
        self.asked.emit(row_id.split("|", maxsplit=1)[0])


def _empty() -> dict[str, str]:
    """What each list says while it is empty."""
    return {
        "problems": _(
            "What is missing or contradicts itself in the model appears here. {key} looks again."
        ).format(key=named("prove.recheck")),
        "verdicts": _("The verdict on each requirement appears here. {key} writes a requirement.").format(
            key=named("require.new")
        ),
        "threats": _("What an attacker could do to the model appears here. {key} looks for threats.").format(
            key=named("prove.recheck")
        ),
    }


def _tabs() -> tuple[tuple[str, str], ...]:
    return (
        ("problems", _("Problems")),
        ("verdicts", _("Verdicts")),
        ("threats", _("Threats")),
        ("history", _("History")),
    )
