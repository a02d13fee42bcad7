"""Which elements were edited since a record of the journal, so that what rests on others still holds."""

from __future__ import annotations

from collections.abc import Collection, Iterable
from typing import TYPE_CHECKING

from app.session.kinds_read import kinds_read
from app.session.session import Session
from app.session.staleness import FURTHEST

if TYPE_CHECKING:
    from core.model import Edit, Id


class Edited:
    """Looks at each record once, and at no more than `FURTHEST`."""

    def __init__(self, session: Session) -> None:
        self._session = session
        self._ids: dict[int, frozenset[Id]] = {}
        self._since: tuple[tuple[int, int], frozenset[Id]] | None = None

    def forget(self) -> None:
        """Another project begins."""
        self._ids, self._since = {}, None

    def since(self, record: int) -> frozenset[Id] | None:
        """What verdicts could rest on and was edited since; None after too many changes."""
        project = self._session.project
        if project is None or len(project.heads) - record > FURTHEST:
            return None
        between = (record, len(project.heads))
        if self._since is None or self._since[0] != between:
            kinds = kinds_read("verify", project.snapshot())
            found: set[Id] = set()
            for head in project.heads[record:]:
                if head.number not in self._ids:
                    self._ids[head.number] = edited_ids(project.edits(head.number), kinds)
                found |= self._ids[head.number]
            self._since = (between, frozenset(found))
        return self._since[1]


def edited_ids(edits: Iterable[Edit], kinds: Collection[str]) -> frozenset[Id]:
    """The elements of these kinds that were edited, and those that one was put to or taken from."""
    from core.model.reference import references

    found: set[Id] = set()
    for edit in edits:
        if not any(one is not None and one.kind in kinds for one in (edit.before, edit.after)):
            continue
        before, after = (
            {one.target for one in references(each)} if each is not None else set()
            for each in (edit.before, edit.after)
        )
        owners = {each.owner for each in (edit.before, edit.after) if each is not None and each.owner}
        found |= {edit.id, *owners, *(before ^ after)}
    return frozenset(found)
