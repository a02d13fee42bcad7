"""What is wrong in the state machines as they are now, read at once and not by way of a verification."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from typing import TYPE_CHECKING, Any

if TYPE_CHECKING:
    from core.model import Snapshot

_BETWEEN = frozenset(
    f"generation-{name}"
    for name in (
        *("latency", "latency-unknown", "loss-unknown", "open-source", "never-sent", "unheard"),
        "times",
    )
)
"""The codes of findings that lie between machines: these are found by generating the whole alone."""


def slips_of(snapshot: Snapshot) -> tuple[Mapping[str, Any], ...]:
    """The findings in each machine by itself, as a verification would give them."""
    from core.uppaal.generation.behaviour import behaviours_of
    from core.uppaal.generation.finding import finding_to_plain
    from core.uppaal.generation.scope import Vocabulary

    _behaviours, found = behaviours_of(snapshot, Vocabulary(snapshot))
    return tuple(finding_to_plain(one) for one in found if one.element is not None)


def between(rows: Iterable[Mapping[str, Any]]) -> Iterator[Mapping[str, Any]]:
    """Those of a verification's findings that no machine by itself could show."""
    return (row for row in rows if row["code"] in _BETWEEN)
