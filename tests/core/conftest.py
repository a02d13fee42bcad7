"""Projects whose clock, ids and author repeat."""

from datetime import UTC, datetime, timedelta

import pytest

from core.ground.identity import counted_ids
from core.project import Surroundings


@pytest.fixture
def surroundings() -> Surroundings:
    """A clock that ticks a second a look, counted ids, one author."""
    ticks = iter(range(10**9))
    start = datetime(2026, 1, 1, tzinfo=UTC)
    return Surroundings(lambda: start + timedelta(seconds=next(ticks)), counted_ids(), "author")
