"""Quality of requirements as a page: in what they are weak, by which limits, and how that went over time."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from PySide6.QtCore import Qt, Signal
from PySide6.QtWidgets import QDoubleSpinBox, QFrame, QPushButton, QSplitter, QWidget

from app.gestures.limiting import state_limit, stated_limits, withdraw_limit
from app.jobs.jobs import Job, Jobs
from app.panels.labels import Elided, across, down, label
from app.panels.overview_page import OverviewPage
from app.panels.rows import Row, RowList
from app.panels.trend_chart import TrendChart
from app.session.session import Session
from app.theme import px
from core.ground.words import _, decimal, plural
from core.model import Id, Requirement
from core.requirements.smells.names import smell_name
from core.requirements.smells.reasons import reason

if TYPE_CHECKING:
    from core.jobs import Outcome

Plain = dict[str, Any]

_BREATH = 400
"""Milliseconds without a change after which everything is measured again."""


class QualityPage(OverviewPage):
    """Metrics and faults with their limits, the requirements that are weak in one, and the trend.

    Signal: `compared` with the number of a change since which differences are wanted.
    """

    compared = Signal(int)

    def __init__(self, session: Session, jobs: Jobs, parent: QWidget | None = None) -> None:
        words = _("Here will stand in what requirements are weak, and whether they get better.")
        super().__init__(session, words, _BREATH, parent)
        self._jobs = jobs
        self._job: Job | None = None
        self._measured: object = None
        self._found: dict[str, Plain] = {}
        self._points: list[Plain] = []
        self._key = ""
        self._divide(self._upper(), self._lower(), (460, 240))
        session.opened.connect(self._begin)
        self._begin()

    def refresh(self) -> None:
        """Measure the requirements in a worker; nothing is measured while nobody sees it."""
        project = self._session.project
        snapshot = self._session.snapshot()
        some = self._has_some()
        if project is None or not some or not self.isVisible() or self._measured is snapshot:
            return
        if self._job is not None and self._job.running:
            self._jobs.cancel(self._job)
        self._measured = snapshot
        self._job = self._jobs.start(
            "quality", {"path": str(project.path)}, _("Measuring the requirements"), self._take
        )

    @property
    def first(self) -> QWidget:
        """The list of metrics and faults."""
        return self.list

    def _upper(self) -> QWidget:
        halves = QSplitter(Qt.Orientation.Horizontal)
        halves.setChildrenCollapsible(False)
        self.list, self.weak = RowList(), RowList()
        self.list.setAccessibleName(_("Metrics and faults"))
        self.weak.setAccessibleName(_("Weak requirements"))
        self.list.folds = False
        self.list.chosen.connect(self._choose)
        self.list.activated_row.connect(lambda _row: self._enter_weak())
        self.weak.activated_row.connect(self.asked)
        left = QWidget()
        inside = down(left)
        head = QWidget()
        across(head, (12, 8, 12, 4)).addWidget(label(_("Quality"), "strong"), 1)
        self.failed = label("", "warn", wraps=True)
        self.failed.setContentsMargins(px(12), 0, px(12), px(8))
        inside.addWidget(head)
        inside.addWidget(self.failed)
        inside.addWidget(self.list, 1)
        halves.addWidget(left)
        halves.addWidget(self._right())
        halves.setSizes([px(400), px(440)])
        return halves

    def _right(self) -> QWidget:
        part = QWidget()
        inside = down(part)
        head = QWidget()
        row = across(head, (12, 8, 12, 4), 8)
        self._title = Elided("strong")
        row.addWidget(self._title, 1)
        self._limited = label(_("Limit"), "small")
        self.limit = QDoubleSpinBox()
        self.limit.setRange(0, 999)
        self.limit.setDecimals(1)
        self.limit.setKeyboardTracking(False)
        self.limit.setAccessibleName(_("Limit"))
        self._limited.setBuddy(self.limit)
        self.limit.valueChanged.connect(self._state)
        self.withdraw = QPushButton(_("As NALABS"))
        self.withdraw.setProperty("link", True)
        self.withdraw.clicked.connect(self._withdraw)
        for widget in (self._limited, self.limit, self.withdraw):
            row.addWidget(widget)
        inside.addWidget(head)
        self._reason = label("", "small", wraps=True)
        self._reason.setContentsMargins(px(12), 0, px(12), px(6))
        inside.addWidget(self._reason)
        inside.addWidget(self.weak, 1)
        return part

    def _lower(self) -> QWidget:
        part = QWidget()
        inside = down(part)
        head = QFrame()
        head.setObjectName("panel_head")
        row = across(head, (12, 4, 12, 4), 12)
        row.addWidget(label(_("Trend"), "strong"))
        self.told = Elided("small")
        row.addWidget(self.told, 1)
        inside.addWidget(head)
        self.chart = TrendChart()
        self.chart.pointed.connect(self.told.setText)
        self.chart.opened.connect(self.compared)
        inside.addWidget(self.chart, 1)
        return part

    def _begin(self) -> None:
        self._found, self._points, self._key, self._measured = {}, [], "", None
        self._tell("")
        self._show()
        self.refresh()

    def _take(self, outcome: Outcome) -> None:
        if outcome.state != "done":
            if outcome.state != "cancelled":
                self._measured = None
                self._tell(_failure(outcome))
            return
        self._tell("")
        self._found = {one["key"]: one for one in outcome.result["shortfalls"]}
        self._points = outcome.result["trend"]
        self._show()

    def _tell(self, failure: str) -> None:
        """Say above the list why the last measurement failed; what was measured before it stays there."""
        self.failed.setText(failure)
        self.failed.setVisible(bool(failure))
        measuring = _("The requirements are being measured.")
        self.list.empty = _("The next change has them measured again.") if failure else measuring

    def _show(self) -> None:
        self.list.show_rows(list(self._rows()))
        if self._found:
            if self._key not in self._found:
                self._key = next((key for key, one in self._found.items() if one["worst"]), "ari")
            self.list.choose(self._key, quietly=True)
        self._show_chosen()

    def _rows(self) -> list[Row]:
        rows = []
        worst_first = sorted(self._found.values(), key=lambda one: -len(one["worst"]))
        metrics = [one for one in worst_first if one["limit"] is not None]
        faults = [one for one in worst_first if one["limit"] is None]
        if metrics:
            rows.append(Row("#metrics", _("Metrics"), heading=True))
        for one in metrics:
            limit = _("at most {limit}").format(limit=decimal(f"{one['limit']:g}"))
            own = bool(stated_limits(self._session, one["key"]))
            rows.append(_row(one, _("{limit}, own").format(limit=limit) if own else limit))
        if faults:
            rows.append(Row("#faults", _("Faults beyond words"), heading=True))
        return rows + [_row(one, "") for one in faults]

    def _choose(self, key: str) -> None:
        self._key = key
        self._show_chosen()

    def _enter_weak(self) -> None:
        self.weak.setFocus()
        self.weak.begin()

    def _show_chosen(self) -> None:
        one = self._found.get(self._key)
        self._reason.setText(reason(self._key) if one else "")
        self._title.setText(smell_name(self._key) if one else "")
        limited = one is not None and one["limit"] is not None
        for widget in (self._limited, self.limit):
            widget.setVisible(limited)
        self.withdraw.setVisible(limited and bool(stated_limits(self._session, self._key)))
        for control in (self.limit, self.withdraw):
            control.setEnabled(self._session.writable)
        if one is not None and limited:
            blocked = self.limit.blockSignals(True)
            self.limit.setValue(one["limit"])
            self.limit.blockSignals(blocked)
        self.weak.empty = _("No requirement is weak in this.") if one else ""
        self.weak.show_rows(self._weak_rows(one) if one else [])
        self.chart.show_trend(self._points, self._key)

    def _weak_rows(self, one: Plain) -> list[Row]:
        snapshot = self._session.snapshot()
        rows = []
        for element_id, number in one["worst"]:
            requirement = snapshot.find(Requirement, Id(element_id))
            if requirement is not None:
                rows.append(
                    Row(
                        requirement.id,
                        requirement.text,
                        mark="requirement",
                        lead=requirement.key,
                        right=decimal(f"{number:g}"),
                        tip=requirement.text,
                    )
                )
        return rows

    def _state(self, limit: float) -> None:
        if self._key:
            state_limit(self._session, self._key, limit)

    def _withdraw(self) -> None:
        withdraw_limit(self._session, self._key)


def _failure(outcome: Outcome) -> str:
    first = next(iter(outcome.diagnostics), None)
    why = " ".join(filter(None, (first.message, first.hint))) if first is not None else ""
    return " ".join((_("The requirements could not be measured."), why)).strip()


def _row(one: Plain, limit: str) -> Row:
    weak = len(one["worst"])
    told = plural("{count} weak", "{count} weak", weak) if weak else _("none weak")
    return Row(
        one["key"],
        smell_name(one["key"]),
        aside=limit,
        mark="warning" if weak else "tick",
        right=told,
        tip=reason(one["key"]),
    )
