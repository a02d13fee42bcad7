"""What is told of the checker is told of the kernel in C and of its twin in Python."""

import pytest

from core.checker.kernel import search
from core.checker.kernel.library import BITS, library


@pytest.fixture(params=["kernel", "twin"])
def engine(request: pytest.FixtureRequest, monkeypatch: pytest.MonkeyPatch) -> str:
    """Which of the two decides."""
    if request.param == "twin":
        monkeypatch.setattr(search, "library", lambda _bits: None)
    elif any(library(bits) is None for bits in BITS):
        pytest.skip("the kernel is not built: python3 installers/bootstrap.py setup, with a C compiler")
    return str(request.param)
