"""Very many rows are kept small and read as any others."""

import json

from hypothesis import given
from hypothesis import strategies as st

from core.ground.packed import PART, Packed
from core.ground.sentences import all_worded, unworded
from core.ground.words import _

READY = ("id", "severity", "target")
TEXTS = st.text(max_size=6)
ROWS = st.lists(
    st.fixed_dictionaries(
        {
            "id": TEXTS,
            "severity": st.sampled_from(["high", "low"]),
            "target": st.fixed_dictionaries({"id": TEXTS, "name": TEXTS}),
            "why": TEXTS,
            "asks": st.lists(TEXTS, max_size=3),
        }
    ),
    max_size=12,
).map(lambda rows: rows * 40)


@given(ROWS)
def test_a_packed_row_reads_as_the_row_did(rows):
    packed = Packed.of(rows, READY)
    assert [dict(row) for row in packed] == rows
    assert [row["why"] for row in packed] == [row["why"] for row in rows]
    assert list(packed) == rows


@given(ROWS)
def test_what_was_kept_of_packed_rows_is_packed_again_the_same(rows):
    text = Packed.of(rows, READY).text()
    assert json.loads(text) == rows
    assert Packed.read(text, READY).text() == text


def test_sentences_that_are_kept_by_what_they_say_are_read_in_words():
    with unworded():
        kept = _("{name} is unnamed").format(name="Pump")
    rows = [{"id": kept, "why": kept}]
    packed = Packed.of(rows, ("id",))
    assert kept != all_worded(kept)
    assert (packed[0]["id"], packed[0]["why"]) == (all_worded(kept), all_worded(kept))
    assert json.loads(packed.text()) == rows


def test_what_many_rows_have_alike_is_there_once():
    rows = [
        {"id": str(n), "severity": "high", "target": {"id": "t", "name": "T"}, "why": "so"}
        for n in range(3 * PART)
    ]
    rows = json.loads(json.dumps(rows))
    packed = Packed.of(rows, READY)
    assert len({id(row["target"]) for row in packed}) == 1
    assert len({id(row["severity"]) for row in packed}) == 1
