"""BM25 and its stems against their definitions."""

import math
from collections import Counter

import pytest
from hypothesis import given
from hypothesis import strategies as st

from core.inference.bm25 import K1, B, Bm25
from core.inference.stemming import stem, stems, words_by_stem

WORDS = st.sampled_from(["pump", "pumps", "valve", "tank", "the", "of", "alarm", "password", "passwords"])
TEXTS = st.lists(WORDS, max_size=12).map(" ".join)


def by_definition(documents: list[str], query: str) -> list[float]:
    """Robertson and Zaragoza 2009, equation 3.15, summed word by word with nothing prepared."""
    bags = [stems(document) for document in documents]
    average = sum(map(len, bags)) / len(bags) or 1.0
    scores = []
    for bag in bags:
        score = 0.0
        for word in stems(query):
            having = sum(word in other for other in bags)
            rarity = math.log(1 + (len(bags) - having + 0.5) / (having + 0.5))
            count = bag.count(word)
            score += rarity * count * (K1 + 1) / (count + K1 * (1 - B + B * len(bag) / average))
        scores.append(score)
    return scores


@given(st.lists(TEXTS, min_size=1, max_size=6), TEXTS)
def test_scores_equal_the_definition(documents: list[str], query: str) -> None:
    assert Bm25(documents).scores(query) == pytest.approx(by_definition(documents, query))


@given(st.lists(TEXTS, min_size=1, max_size=6), TEXTS)
def test_the_shares_of_the_words_make_up_the_score(documents: list[str], query: str) -> None:
    index = Bm25(documents)
    for place, score in enumerate(index.scores(query)):
        assert sum(index.shares(query, place).values()) == pytest.approx(score)


def test_no_documents_and_no_words_are_no_error() -> None:
    assert Bm25([]).scores("pump") == []
    assert Bm25(["", "the of"]).scores("pump") == [0.0, 0.0]


@pytest.mark.parametrize(
    "family",
    [
        ("authenticates", "authenticated", "authentication", "authenticating"),
        ("password", "passwords", "password's"),
        ("stop", "stops", "stopped", "stopping"),
        ("valve", "valves"),
        ("encrypt", "encrypted", "encryption", "encrypts"),
        ("organise", "organized", "organises"),
        ("analyse", "analyzed", "analysing"),
        ("boundary", "boundaries"),
    ],
)
def test_forms_of_one_word_share_a_stem(family: tuple[str, ...]) -> None:
    assert len({stem(word) for word in family}) == 1


@pytest.mark.parametrize(
    "word", ["sha256", "cwe", "tls", "3des", "水処理", "größe", "status", "access", "bus"]
)
def test_names_and_short_words_keep_their_form(word: str) -> None:
    assert word == stem(word)


@given(st.text(max_size=200))
def test_any_text_has_stems_and_each_comes_from_a_word_of_it(text: str) -> None:
    found = words_by_stem(text)
    assert set(found) == set(Counter(stems(text)))
    assert all(word in text.lower() for word in found.values())
