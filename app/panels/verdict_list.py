"""The list at the left of the Prove room: every requirement by its verdict."""

from PySide6.QtCore import Signal
from PySide6.QtWidgets import QWidget

from app.actions.registry import named
from app.panels.labels import label, tool
from app.panels.lateness import lateness_of
from app.panels.rows import Row, RowList
from app.panels.side import Side
from app.session.results import Results
from app.session.session import Session
from app.theme import px
from core.assistants.known import Plain, reason_of
from core.ground.words import _, decimal, deferred, grouped
from core.model import Requirement

_AGAIN = "again"
"""The group of what held before the model changed under it."""

_GROUPS = (
    ("violated", deferred("Violated")),
    ("unknown", deferred("Unknown")),
    (_AGAIN, deferred("Satisfied before, to be rechecked")),
    ("satisfied", deferred("Satisfied")),
    ("", deferred("Not checked yet")),
)
_UNDER_WAY = deferred("Being checked")


class VerdictList(Side):
    """Every requirement by its verdict, the bad ones first.

    Signals: `chosen` with a requirement's id; `recheck` when all should be verified anew.
    """

    chosen = Signal(str)
    recheck = Signal()

    def __init__(self, session: Session, results: Results, parent: QWidget | None = None) -> None:
        super().__init__(_("Verdicts"), parent=parent)
        self._session = session
        self._results = results
        again = tool("recheck", _("Recheck"), of="prove.recheck")
        again.clicked.connect(self.recheck)
        self.add_tool(again)
        self.list = RowList()
        self.list.setAccessibleName(_("Verdicts"))
        self._stale = label("", "small", wraps=True)
        self._stale.setContentsMargins(px(12), px(6), px(12), px(6))
        self.add(self._stale)
        self.add(self.list, 1)
        self.list.chosen.connect(self.chosen)
        session.opened.connect(self.refresh)
        session.altered.connect(self.refresh)
        results.changed.connect(self.refresh)
        self.refresh()

    def refresh(self) -> None:
        """Show the verdicts as they are now."""
        found: dict[str, list[Row]] = {verdict: [] for verdict, _title in _GROUPS}
        checking = self._results.under_way(self._results.verdicts)
        stale = 0
        for requirement in self._session.snapshot().of(Requirement):
            verdict = self._results.verdict_of(requirement)
            old = self._results.is_verdict_stale(verdict)
            stale += old
            satisfied = verdict is not None and verdict["verdict"] == "satisfied"
            group = _AGAIN if old and satisfied else verdict["verdict"] if verdict else ""
            found[group].append(_row(requirement, verdict, old, checking))
        rows: list[Row] = []
        for verdict_words, group_title in _GROUPS:
            title = group_title if verdict_words or not checking else _UNDER_WAY
            if found[verdict_words]:
                count = "" if verdict_words == _AGAIN else str(len(found[verdict_words]))
                rows.append(Row(f"#{verdict_words}", title(), heading=True, count=count))
                rows += found[verdict_words]
        self.list.show_rows(rows)
        violated, unknown = len(found["violated"]), len(found["unknown"])
        self.show_counts(*(text for text in (_count(violated, "✕"), _count(unknown, "?")) if text))
        words = self._results.stale_sentence(self._results.verdicts) if stale else ""
        self._stale.setText(self._results.fault or words)
        self._stale.setVisible(bool(self._stale.text()))


def engine_words(verdict: Plain) -> str:
    """How much work a verdict was, and for which engine."""
    states = verdict.get("states")
    seconds = verdict.get("seconds")
    parts = [
        _("{count} states").format(count=grouped(states)) if states else "",
        decimal(f"{seconds:.2f} s") if isinstance(seconds, int | float) else "",
        _("confirmed by verifyta") if _is_confirmed(verdict) else _engine(verdict),
    ]
    return ", ".join(part for part in parts if part)


def _engine(verdict: Plain) -> str:
    return _(verdict["engine"]) if verdict.get("engine") else ""


def _is_confirmed(verdict: Plain) -> bool:
    """Whether UPPAAL's own verifier was asked too and says the same."""
    said = verdict.get("verdicts") or {}
    return len(said) > 1 and set(said.values()) == {verdict["verdict"]}


def _row(requirement: Requirement, verdict: Plain | None, stale: bool, checking: bool) -> Row:
    reason = _("is being checked") if checking else _("{key} checks it").format(key=named("prove.recheck"))
    late = lateness_of(requirement, verdict)
    if late is not None:
        reason = late.words
    elif verdict is not None:
        how = (verdict.get("explanation") or {}).get("how")
        reason = engine_words(verdict) if verdict["verdict"] == "satisfied" else how or reason_of(verdict)
    return Row(
        requirement.id,
        requirement.name or requirement.text,
        detail=reason,
        mark=verdict["verdict"] if verdict else "unknown",
        lead=requirement.key,
        stale=verdict is not None and stale,
        tip=f"{requirement.text}\n{reason}",
    )


def _count(number: int, sign: str) -> str:
    return f"{sign} {number}" if number else ""
