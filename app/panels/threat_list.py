"""The list at the left of the Threats room."""

from collections.abc import Iterable

from PySide6.QtCore import Signal
from PySide6.QtGui import QShowEvent
from PySide6.QtWidgets import QWidget

from app.actions.registry import named
from app.panels.computed import status_words
from app.panels.labels import label
from app.panels.rows import Row, RowList
from app.panels.side import Side
from app.session.results import Results
from app.session.session import Session
from app.theme import px
from core.assistants.known import Plain, decision_on, worst
from core.ground.words import _
from core.model import ThreatStatus


class ThreatList(Side):
    """Every threat, grouped by the element it is about; those that were answered stand last.

    A threat that is decided stays where it is, in sight; it is sorted when the room is entered next,
    or when the threats are worked out anew.

    Signals: `chosen` with a threat's id.
    """

    chosen = Signal(str)

    def __init__(self, session: Session, results: Results, parent: QWidget | None = None) -> None:
        super().__init__(_("Threats"), _("Filter threats"), parent)
        self._session = session
        self._results = results
        self._sorted: object = None
        self._last: frozenset[str] = frozenset()
        self.list = RowList()
        self.list.setAccessibleName(_("Threats"))
        self._words = label("", "hint", wraps=True)
        self._words.setContentsMargins(px(20), px(14), px(16), px(14))
        self.add(self._words)
        self.add(self.list, 1)
        self.list.chosen.connect(self.chosen)
        assert self.filter is not None
        self.filter.textChanged.connect(lambda _text: self.refresh())
        self.filter.down_pressed.connect(self.list.setFocus)
        results.changed.connect(self.refresh)
        session.opened.connect(self.refresh)
        session.altered.connect(self.refresh)
        self.refresh()

    def refresh(self) -> None:
        """Show the threats as they are now."""
        if self._sorted is not self._results.threats:
            self._sort()
        typed = self.filter.text().casefold() if self.filter is not None else ""
        groups: dict[str, list[Plain]] = {}
        answered: list[Plain] = []
        for threat in self._results.threats.records:
            words = f"{threat['title']} {threat['target']['name']} {threat['rule']}".casefold()
            if typed not in words:
                continue
            if threat["id"] not in self._last:
                groups.setdefault(threat["target"]["id"], []).append(threat)
            else:
                answered.append(threat)
        rows: list[Row] = []
        for element_id, threats in groups.items():
            name, waiting = self._name(threats[0]), self._open(threats)
            rows.append(
                Row(
                    f"#{element_id}",
                    name,
                    heading=True,
                    count=str(len(waiting)),
                    right=_(worst(waiting)) if waiting else "",
                )
            )
            rows += [self._row(threat) for threat in threats]
        if answered:
            count = len(answered) - len(self._open(answered))
            rows.append(Row("#answered", _("Answered, with reason"), heading=True, count=str(count)))
            rows += [self._row(threat) for threat in answered]
        self.list.show_rows(rows)
        everything = [*answered, *(threat for threats in groups.values() for threat in threats)]
        unanswered = len(self._open(everything))
        seen = len(everything) - unanswered
        known = self._results.threats.known
        counts = [_("{count} open").format(count=unanswered)] if known else []
        self.show_counts(*counts, *([_("{count} answered").format(count=seen)] if seen else []))
        self._words.setVisible(not rows)
        self._words.setText(_words(self._results, typed))

    def _sort(self) -> None:
        """Put those last that are answered now."""
        found = self._results.threats
        waiting = {threat["id"] for threat in self._open(found.records)}
        self._sorted = found
        self._last = frozenset(threat["id"] for threat in found.records if threat["id"] not in waiting)

    def _open(self, threats: Iterable[Plain]) -> list[Plain]:
        return [threat for threat in threats if self._results.status(threat["id"]) is ThreatStatus.OPEN]

    def _name(self, threat: Plain) -> str:
        """The element a threat is about; what belongs to another is named with its owner."""
        snapshot = self._session.snapshot()
        element = snapshot.get(threat["target"]["id"])
        owner = snapshot.get(element.owner) if element is not None else None
        name: str = threat["target"]["name"] or threat["target"]["kind"]
        return f"{owner.name} · {name}" if owner is not None and owner.name else name

    def _row(self, threat: Plain) -> Row:
        possible = threat["certainty"] == "possible"
        decision = decision_on(self._session.snapshot(), threat["id"])
        status = decision.status if decision is not None else ThreatStatus.OPEN
        due = decision.due if decision is not None and status is ThreatStatus.OPEN else ""
        return Row(
            threat["id"],
            threat["title"],
            detail=f"{_(threat['target']['kind'])} {self._name(threat)}",
            mark=threat["severity"],
            count="?" if possible else "",
            right=_("due {day}").format(day=due) if due else status_words(status),
            right_detail=_("possible") if possible else "",
            tip=threat["title"],
        )

    def showEvent(self, event: QShowEvent) -> None:
        """Whoever enters the room finds the answered threats last."""
        super().showEvent(event)
        if not event.spontaneous():
            self._sorted = None
            self.refresh()


def _words(results: Results, typed: str) -> str:
    if results.fault:
        return results.fault
    if not results.threats.known:
        return _("Threats appear here when the model has been looked at. {key} looks now.").format(
            key=named("prove.recheck")
        )
    return _("No threat fits the filter.") if typed else _("No rule finds a threat in this model.")
