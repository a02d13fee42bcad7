"""Spans of time."""

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.model import Duration


@given(st.integers(0, 10**18))
def test_what_is_written_reads_back(nanoseconds):
    assert Duration.parse(str(Duration(nanoseconds))) == Duration(nanoseconds)


def test_the_largest_unit_that_needs_no_fraction_is_written():
    texts = ["1500 ms", "1.5 s", "90 min", "0 s", "48 h", "250ms", "3 µs"]
    assert [str(Duration.parse(text)) for text in texts] == [
        "1500 ms",
        "1500 ms",
        "90 min",
        "0 ms",
        "2 d",
        "250 ms",
        "3 us",
    ]


@pytest.mark.parametrize("text", ["", "5", "ms", "-1 s", "5 parsecs", "1e3 s", "0.1 ns", "1 s 2 s"])
def test_what_is_no_time_is_refused_with_a_reason(text):
    with pytest.raises(ValueError, match=r"“.*”"):
        Duration.parse(text)
