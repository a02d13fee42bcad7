"""Requirements that say nearly the same, and a glossary that says something twice or not at all."""

import time

from hypothesis import given
from hypothesis import strategies as some

from core.ground.identity import counted_ids
from core.model import Component, Element, Requirement, Snapshot, Term
from core.requirements import findings
from core.requirements.glossary import term_faults
from core.requirements.likeness import Alike, alike
from tests.core.requirements.sentences import OWN

CLOSE = "When the level is high, the inlet controller shall close the inlet valve within 2 s."


def test_the_same_with_other_numbers_is_told_with_the_numbers() -> None:
    assert list(alike([CLOSE, CLOSE.replace("2 s", "5 s"), CLOSE.replace("2 s", "9 s")])) == [
        Alike(0, 1, (("2", "5"),)),
        Alike(0, 2, (("2", "9"),)),
    ]


def test_the_same_but_for_a_word_is_nearly_the_same() -> None:
    assert list(alike([CLOSE, CLOSE.replace("inlet valve", "valve")])) == [Alike(0, 1)]


def test_the_same_to_the_word_a_denial_and_something_else_are_no_near_doubles() -> None:
    assert list(alike([CLOSE, CLOSE])) == []
    assert list(alike([CLOSE, CLOSE.replace("shall close", "shall not close")])) == []
    assert list(alike([text for text, _pattern in OWN])) == []


def test_five_hundred_alike_are_told_in_no_time() -> None:
    texts = [
        f"When sensor {n} is high, the controller shall open valve {n % 40} within {n} s." for n in range(500)
    ]
    begin = time.process_time()
    assert len(list(alike(texts))) == 499
    assert time.process_time() - begin < 0.5


@given(
    some.lists(
        some.sampled_from([text for text, _pattern in OWN] + [CLOSE, CLOSE.replace("2", "4")]), max_size=9
    )
)
def test_each_text_is_set_against_one_before_it_at_most(texts: list[str]) -> None:
    pairs = list(alike(texts))
    assert len({pair.second for pair in pairs}) == len(pairs)
    assert all(pair.first < pair.second for pair in pairs)


def glossary(*terms: tuple[str, str, tuple[str, ...]]) -> Snapshot:
    ids = counted_ids()
    valve = Component(id=ids(), name="Inlet valve")
    elements: list[Element] = [valve, Requirement(id=ids(), name="", key="R1", text=CLOSE)]
    elements += (
        Term(id=ids(), name=name, definition=meaning, synonyms=synonyms) for name, meaning, synonyms in terms
    )
    return Snapshot(elements)


def test_a_word_with_two_meanings_and_one_without_any_are_faults() -> None:
    snapshot = glossary(
        ("level", "height of the water", ()), ("height", "of a wall", ("level",)), ("rinse", "", ())
    )
    assert [(one.code, one.term.name) for one in term_faults(snapshot)] == [
        ("term-doubled", "height"),
        ("term-undefined", "rinse"),
    ]
    assert {"term-doubled", "term-undefined"} <= {one.code for one in findings(snapshot)}
