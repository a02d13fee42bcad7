"""Confirming trace links: a person looked at both ends and says that the link still holds, in one change."""

from __future__ import annotations

from collections.abc import Iterable
from typing import TYPE_CHECKING

from core.ground.words import _, plural
from core.model import Id, Snapshot, TraceLink, Truth, name_of
from core.model.substance import confirmed, is_suspect, links_at

if TYPE_CHECKING:
    from app.session.session import Session


def unconfirmed(snapshot: Snapshot, element_ids: Iterable[Id]) -> tuple[TraceLink, ...]:
    """The links at these elements that are suspect or that nobody ever confirmed, each once."""
    found = {link.id: link for one in element_ids for link in links_at(snapshot, one)}
    return tuple(link for link in found.values() if is_suspect(snapshot, link) is not Truth.NO)


def confirm(session: Session, links: Iterable[TraceLink]) -> int:
    """Confirm the links for what their ends say now; returns how many there were."""
    links = tuple(links)
    if links and session.writable:
        with session.change(confirm_label(session.snapshot(), links)) as edit:
            for link in links:
                edit.add(confirmed(edit.snapshot, link))
    return len(links)


def confirm_label(snapshot: Snapshot, links: tuple[TraceLink, ...]) -> str:
    """What the change is called: the one link by its ends, several by their number."""
    if len(links) != 1:
        return plural("Confirm {count} trace", "Confirm {count} traces", len(links))
    (link,) = links
    target = name_of(snapshot, link.target) or link.clause
    words = _("Confirm the trace of {what} to {target}")
    return words.format(what=name_of(snapshot, link.source), target=target)
