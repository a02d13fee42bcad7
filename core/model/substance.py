"""What an element says, apart from where it stands and how it is called in lists; trace links rest on it.

A link keeps a digest of what each of its ends said when a person made or last confirmed it. Where an end
says something else today, the link is suspect until somebody looks at it again.
"""

import hashlib
import json
from collections.abc import Iterator
from dataclasses import replace
from functools import lru_cache

from core.model.behaviour import StateMachine
from core.model.element import Element, Id
from core.model.plain import to_plain
from core.model.requirement import Requirement, Term, TraceLink
from core.model.security import Evidence, StatedThreat, ThreatDecision
from core.model.snapshot import Snapshot
from core.model.truth import Truth

_DIGITS = 16
"""Hexadecimal digits of a digest: 64 bits tell apart whatever an element can ever have said."""

_ASIDE = frozenset({"id", "owner", "note", "source_confirmed", "target_confirmed"})
"""Facts that say nothing of what an element is: who it is, what holds it, remarks, and confirmations."""

_RESTED_ON: dict[type[Element], tuple[str, ...]] = {
    Requirement: ("text",),
    Term: ("name", "definition", "refers_to"),
    ThreatDecision: ("threat",),
    StatedThreat: ("name", "target", "stride", "description"),
    Evidence: ("name", "reference", "digest"),
}
"""Kinds of which only some facts count; how far the work on one is, or its rank, alters nothing it says."""


def substance(snapshot: Snapshot, element: Element) -> str:
    """A digest of what the element says; of a state machine also of all that is in it."""
    inside = [f"{part.id}{_own(part)}" for part in said_inside(snapshot, element)]
    return _digest("".join((_own(element), *inside))) if inside else _own(element)


def confirmed(snapshot: Snapshot, link: TraceLink) -> TraceLink:
    """The link as it is when a person says that it holds for what both its ends say in this model."""
    source, target = (_said(snapshot, link, end) for end in ("source", "target"))
    return replace(link, source_confirmed=source, target_confirmed=target)


def changed_ends(snapshot: Snapshot, link: TraceLink) -> tuple[str, ...]:
    """Which ends of the link, "source" and "target", say something else than when it was confirmed.

    An end of which nobody has kept what it said is not among them.
    """
    return tuple(
        end
        for end in ("source", "target")
        if (kept := getattr(link, f"{end}_confirmed")) and kept != _said(snapshot, link, end)
    )


def is_suspect(snapshot: Snapshot, link: TraceLink) -> Truth:
    """Whether an end changed since the link was confirmed; unknown where nobody ever confirmed an end."""
    if changed_ends(snapshot, link):
        return Truth.YES
    return Truth.NO if link.source_confirmed and link.target_confirmed else Truth.UNKNOWN


def suspects(snapshot: Snapshot) -> Iterator[TraceLink]:
    """The links of which an end changed since they were confirmed, in the order in which they were made."""
    return (link for link in snapshot.of(TraceLink) if changed_ends(snapshot, link))


def counts(element: Element, fact: str) -> bool:
    """Whether a fact of the element is part of what it says."""
    rested = _RESTED_ON.get(type(element))
    return fact not in _ASIDE and (rested is None or fact in rested)


def said_inside(snapshot: Snapshot, element: Element) -> tuple[Element, ...]:
    """What else is part of what an element says: of a state machine all that is in it but drawings."""
    if not isinstance(element, StateMachine):
        return ()
    return tuple(part for part in snapshot.owned(element.id) if part.kind in _BEHAVIOUR)


def links_at(snapshot: Snapshot, element_id: Id) -> tuple[TraceLink, ...]:
    """Every trace link that begins or ends at an element, each once, in the order in which they were made."""
    return tuple(sorted(snapshot.uses(element_id, TraceLink), key=lambda link: link.id))


_BEHAVIOUR = frozenset({"location", "edge", "clock", "timer", "variable"})
"""What is in a state machine but for the drawing of it."""


def _said(snapshot: Snapshot, link: TraceLink, end: str) -> str:
    """The digest of what an end of the link says now; a link to a clause alone ends at its words."""
    element = snapshot.get(getattr(link, end))
    return _digest(link.clause) if element is None else substance(snapshot, element)


@lru_cache(maxsize=65536)
def _own(element: Element) -> str:
    plain = to_plain(element)
    if isinstance(element, Requirement):
        plain["text"] = " ".join(element.text.split())  # where a line ends says nothing
    kept = {name: value for name, value in plain.items() if name == "kind" or counts(element, name)}
    return _digest(json.dumps(kept, ensure_ascii=False, sort_keys=True, separators=(",", ":")))


def _digest(text: str) -> str:
    return hashlib.sha256(text.encode()).hexdigest()[:_DIGITS]
