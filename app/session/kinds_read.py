"""Which kinds of elements analyses read, known without loading any of them."""

from __future__ import annotations

from functools import cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from core.model import Snapshot


def kinds_read(task: str, snapshot: Snapshot) -> frozenset[str]:
    """The kinds of elements that an analysis reads; a change of any other makes nothing stale."""
    from core.assistants.inputs import kinds_read as read

    return read(task, snapshot)


@cache
def sentence_kinds() -> frozenset[str]:
    """The kinds that the findings about requirements are made from."""
    from core.model import kinds_of

    return kinds_of("system", "hardware", "behaviour", "requirements")
