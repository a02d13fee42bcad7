"""How late an answer can come is said in numbers, and its bars fill the time from trigger to answer."""

from itertools import pairwise

import pytest
from hypothesis import given
from hypothesis import strategies as st

from app.panels.lateness import Lateness, WhyLate, lateness_of
from core.model import Duration, Requirement

DOSING = Requirement(
    id="r",
    key="DOS-04",
    text="If the flow permit is lost, then the Dosing controller shall stop the pump within 500 ms.",
)


def verdict(worst, *delays):
    """A violated verdict with its worst case and the spans of time that it is made of."""
    told = [{"length": length, "text": f"{length} pass."} for length in delays]
    return {"verdict": "violated", "worst_case": worst, "explanation": {"delays": told, "steps": []}}


def test_both_numbers_are_said():
    late = lateness_of(DOSING, verdict("620 ms", "300 ms", "200 ms", "120 ms"))
    assert late.words == "it can take 620 ms, 120 ms late"
    assert late.total == "300 ms + 200 ms + 120 ms = 620 ms"


@pytest.mark.parametrize("known", [None, verdict(None), {"verdict": "satisfied"}, verdict("500 ms")])
def test_without_a_missed_deadline_nothing_is_late(known):
    assert lateness_of(DOSING, known) is None


def test_a_sentence_without_a_deadline_is_never_late():
    sentence = Requirement(id="r", key="A", text="The Dosing controller shall hold the dose.")
    assert lateness_of(sentence, verdict("620 ms")) is None


def test_spans_that_do_not_add_up_are_not_drawn():
    assert lateness_of(DOSING, verdict("620 ms", "300 ms", "200 ms")).delays == ()


@given(
    spans=st.lists(st.integers(1, 10**12), min_size=1, max_size=6),
    width=st.integers(300, 2000),
)
def test_the_bars_follow_one_another_and_fill_the_axis_by_their_length(qapp, spans, width):
    delays = tuple((Duration(span), "waits. And more") for span in spans)
    drawn = WhyLate(Lateness(Duration(0), Duration(sum(spans)), delays))
    drawn.resize(width, drawn.sizeHint().height())
    bars = drawn.bars()
    axis = bars[-1].right() - bars[0].left()
    assert all(after.left() == pytest.approx(before.right()) for before, after in pairwise(bars))
    assert [bar.width() / axis for bar in bars] == pytest.approx([span / sum(spans) for span in spans])
    assert 0 < bars[0].left() < bars[-1].right() < width
    drawn.grab()
