"""What can be found: elements, threats, verdicts and actions, in one index that keeps in step."""

from __future__ import annotations

import time
from collections.abc import Callable, Iterable, Iterator, Mapping
from typing import TYPE_CHECKING, Any

from PySide6.QtCore import QObject, Signal

from app.actions.deeds import Deed, deeds
from app.session.precedence import Turn
from app.session.results import Results
from app.session.session import Session
from core.assistants.known import Plain, reason_of
from core.ground.words import _, untranslated
from core.model import KINDS, ThreatDecision, name_of
from core.model.search import Entry, Found, ModelIndex, SearchIndex

if TYPE_CHECKING:
    from core.project import Changed

ACTION, THREAT, VERDICT = "action", "threat", "verdict"
"""Groups of what is no element; those of elements are their kinds."""

ELEMENTS = tuple(KINDS)

DO, THREAT_AT, VERDICT_AT = "do:", "threat:", "verdict:"
"""How the keys of actions, threats and verdicts begin; those of elements are their ids."""

_REST = 400
"""Milliseconds after which reading begins, so that the first view of a project comes first."""

_PART = 60
"""So many elements are read before the clock is looked at."""

_BRIEF, _LONG = 0.006, 0.025
"""Seconds that reading may take at once: while nobody waits, and while somebody types."""

COUNTED = 200
"""Of what fits so many things are counted."""

_REMEMBERED = 30
"""How many things are remembered as used."""


class Search(QObject):
    """Finds by a few letters. What a change touches is read in pauses, and before anything is found.

    Signal: `read` when there is more to be found than before without a change, as after opening.
    """

    read = Signal()

    def __init__(self, session: Session, results: Results) -> None:
        super().__init__(session)
        self._session = session
        self._results = results
        self._model = ModelIndex()
        self._deeds = SearchIndex()
        self._others: dict[str, Plain] = {}
        self._due: dict[str, None] = {}
        self._seen: tuple[object, ...] = ()
        self.recent: list[str] = []
        """Keys of what was used, the last first."""
        self._pause = Turn(self, 0, self._go_on, session.precedence)
        for deed in deeds():
            also = (("also", words),) if (words := _also(deed)) else ()
            self._deeds.put(Entry(DO + deed.id, ACTION, deed.title, also))
        session.opened.connect(self._begin)
        session.changed.connect(self._hear)
        results.changed.connect(self._take)
        self._begin()

    @property
    def waiting(self) -> int:
        """How much is still to be read."""
        return self._model.waiting + len(self._due)

    def find(self, typed: str, most: int, groups: Iterable[str]) -> tuple[list[Found], int]:
        """The `most` things of these groups that fit best, out of what was read by now; and how many fit.

        They are counted up to `COUNTED`.
        """
        self._work(_LONG)
        return self._model.index.find_counted(typed, most, tuple(groups), self.recent, counted=COUNTED)

    def deeds(self, typed: str, most: int, fits: Callable[[Entry], bool]) -> list[Found]:
        """The `most` actions that fit best, of those that `fits` says can be done."""
        return self._deeds.find(typed, most, None, self.recent, fits)

    def entry(self, key: str) -> Entry | None:
        """What is found under a key, if it is there now."""
        return self._deeds.get(key) or self._model.index.get(key)

    def use(self, key: str) -> None:
        """Remember that something was gone to or done; it comes first among what fits as well."""
        self.recent = [key, *(one for one in self.recent if one != key)][:_REMEMBERED]

    def _begin(self) -> None:
        self._model.begin(self._session.snapshot())
        self.recent = []
        self._take()
        self._pause.start(_REST)

    def _hear(self, changed: Changed) -> None:
        self._model.show(changed.snapshot, [edit.id for edit in changed.edits])
        decided = [one for edit in changed.edits for one in (edit.before, edit.after)]
        for one in decided:
            if isinstance(one, ThreatDecision) and THREAT_AT + one.threat in self._others:
                self._due[THREAT_AT + one.threat] = None
        self._pause.start(_REST)

    def _take(self) -> None:
        """Look which threats and verdicts are others than before."""
        seen = (self._results.threats.records, self._results.verdicts.records)
        if len(self._seen) == len(seen) and all(map(_same, seen, self._seen)):
            return
        self._seen = seen
        found = dict(_records(self._results))
        for key in (*self._others, *found):  # in their order: what is kept together is read together
            if found.get(key) is not self._others.get(key) and found.get(key) != self._others.get(key):
                self._due[key] = None
        self._others = found
        self._pause.start(_REST)

    def _go_on(self) -> None:
        before = self.waiting
        if self._work(_BRIEF):
            self._pause.start(0)
        else:
            self._model.index.prepare()
        if before:
            self.read.emit()

    def _work(self, seconds: float) -> bool:
        """Read for so long; whether there is more to read."""
        until = time.perf_counter() + seconds
        while self._model.go_on(_PART):
            if time.perf_counter() > until:
                return True
        while self._due:
            self._read(self._due.popitem()[0])
            if time.perf_counter() > until:
                return bool(self._due)
        return False

    def _read(self, key: str) -> None:
        record = self._others.get(key)
        if record is None:
            self._model.index.drop(key)
        elif key.startswith(THREAT_AT):
            self._model.index.put(self._threat(key, record))
        else:
            self._model.index.put(self._verdict(key, record))

    def _threat(self, key: str, threat: Plain) -> Entry:
        from app.panels.computed import status_words

        texts = {
            "kind": _("threat"),
            "target": threat["target"]["name"],
            "rule": threat["rule"],
            "references": ", ".join(threat.get("references", ())),
            "severity": _(threat["severity"]),
            "status": status_words(self._results.status(threat["id"])),
            "reason": threat.get("why", ""),
        }
        return Entry(key, THREAT, threat["title"], _said(texts))

    def _verdict(self, key: str, verdict: Plain) -> Entry:
        name = name_of(self._session.snapshot(), verdict["element"])
        texts = {"kind": _("verdict"), "reason": reason_of(verdict), "formula": verdict.get("formula") or ""}
        return Entry(key, VERDICT, f"{name} {_(verdict['verdict'])}", _said(texts))


def _also(deed: Deed) -> str:
    """Other words for an action: synonyms, and in another language what it is called in English."""
    with untranslated():
        english = deed.title
    return ", ".join(words for words in (deed.also, english if english != deed.title else "") if words)


def _records(results: Results) -> Iterator[tuple[str, Plain]]:
    for threat in results.threats.records:
        yield THREAT_AT + threat["id"], threat
    order = ("satisfied", "unknown", "violated")
    decided = [one for one in results.verdicts.records if one.get("purpose") == "requirement"]
    for verdict in sorted(decided, key=lambda one: order.index(one["verdict"])):
        yield VERDICT_AT + verdict["element"], verdict  # the worst of a requirement comes last, and stays


def _said(texts: Mapping[str, Any]) -> tuple[tuple[str, str], ...]:
    return tuple((where, str(text)) for where, text in texts.items() if text)


def _same(one: object, other: object) -> bool:
    return one is other
