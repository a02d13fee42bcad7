"""The names of the project as sentences have them, gathered beside the window and kept until they change."""

from __future__ import annotations

from functools import cache, partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from app.jobs.beside import Beside
from app.session.session import Session

if TYPE_CHECKING:
    from app.jobs.jobs import Tell
    from core.model import Snapshot
    from core.requirements.completion import Lexicon
    from core.requirements.nouns import Meaning, Names, TypedNoun
    from core.requirements.plain_nouns import PlainNoun


class ProjectWords(QObject):
    """What `core.requirements.completion` and `core.requirements.nouns` gather of the model.

    Nobody waits for it: until the names of the model as it is are there, those known before are given.
    Signal: `changed` when others are known.
    """

    changed = Signal()

    def __init__(self, session: Session) -> None:
        super().__init__(session)
        self._session = session
        self._snapshot: Snapshot | None = None
        self._digest = ""
        self._known: tuple[Lexicon, Names] | None = None
        self._meant: dict[tuple[str, str], Meaning] = {}
        self._work = Beside(self)
        self._work.done.connect(self._take)
        session.opened.connect(self._forget)

    def lexicon(self) -> Lexicon | None:
        """The names, verbs and states; None before they were ever gathered."""
        self._gather()
        return self._known[0] if self._known is not None else None

    def names(self) -> Names | None:
        """The names that nouns with a class can bind to; None before they were ever gathered."""
        self._gather()
        return self._known[1] if self._known is not None else None

    def meaning(self, noun: TypedNoun | PlainNoun) -> Meaning | None:
        """What a noun means in the project; None before its names were ever gathered."""
        from core.requirements.nouns import meaning

        self._gather()
        if self._known is None:
            return None
        if not noun.ontology_class:  # what a plain noun means depends on its sentence
            return meaning(noun, self._known[1])
        asked = noun.name, noun.ontology_class
        if asked not in self._meant:
            self._meant[asked] = meaning(noun, self._known[1])
        return self._meant[asked]

    def _gather(self) -> None:
        snapshot = self._session.snapshot()
        if snapshot is self._snapshot:
            return
        self._snapshot = snapshot
        digest = snapshot.digest(_kinds())
        if digest != self._digest:
            self._digest = digest
            self._work.begin(partial(_gathered, snapshot))

    def _take(self, known: tuple[Lexicon, Names]) -> None:
        self._known, self._meant = known, {}
        self.changed.emit()

    def _forget(self) -> None:
        self._work.stop()
        self._known, self._snapshot, self._digest = None, None, ""
        self._meant = {}


@cache
def _kinds() -> frozenset[str]:
    """The kinds that are read."""
    from core.requirements import plain_nouns
    from core.requirements.completion.lexicon import READ

    return READ | plain_nouns.READ


def _gathered(snapshot: Snapshot, _tell: Tell) -> tuple[Lexicon, Names]:
    from core.requirements.completion import lexicon
    from core.requirements.nouns import names

    return lexicon(snapshot), names(snapshot)
