"""As many states and transitions as TChecker: as it published, and beside it where it is built."""

import pytest

from core.checker import Limits, verify
from core.checker.kernel.library import BITS, library
from tests.bench.checker import missing, peer_figures
from tests.core.checker.peers import STORED, peer_model

TWIN_MOST = 1000
"""States up to which the twin in Python is asked too."""

SHORT = 0.02
"""Seconds below which a time says more about the machine's load than about a search."""


@pytest.mark.parametrize(("model", "stored"), STORED.items(), ids=lambda value: str(value).replace(" ", ""))
@pytest.mark.skipif(library(BITS[0]) is None, reason="the kernel is not built")
def test_as_many_states_are_stored_as_tchecker_stores(model: tuple[str, int], stored: int) -> None:
    assert verify(peer_model(*model), "E<> false", Limits(seconds=None)).states == stored


@pytest.mark.parametrize("model", [model for model, stored in STORED.items() if stored <= TWIN_MOST], ids=str)
def test_the_twin_stores_as_many(model: tuple[str, int]) -> None:
    verdict = verify(peer_model(*model), "E<> false", Limits(seconds=None), by_kernel=False)
    assert verdict.states == STORED[model]


@pytest.mark.slow
@pytest.mark.skipif(bool(missing()), reason=missing() or "TChecker is there")
@pytest.mark.skipif(any(library(bits) is None for bits in BITS), reason="the kernel is not built")
@pytest.mark.parametrize("model", STORED, ids=str)
def test_tchecker_beside_us_finds_the_same_and_takes_longer(model: tuple[str, int]) -> None:
    document = peer_model(*model)
    found = [verify(document, "E<> false", Limits(seconds=None)) for _round in range(4)]
    stored, transitions, seconds = peer_figures(*model, rounds=4)
    assert (found[0].states, found[0].transitions) == (stored, transitions)
    assert min(verdict.seconds for verdict in found) <= max(seconds, SHORT)
