"""Order: by BM25 alone or with a model, repeatable, and of the same candidates either way."""

import statistics

import numpy as np
import pytest
from hypothesis import example, given
from hypothesis import strategies as st

from core.inference.embedding import Encoder
from core.inference.ranking import Document, Engine, Ranker, local_engine, rank, standardised

DOCUMENTS = [
    Document("b", "Cleartext transmission of passwords over a network"),
    Document("a", "Missing authentication: anyone may command the pump"),
    Document("d", "A buffer overflow when a long name is read"),
    Document("c", "Cleartext transmission of passwords over a network"),
]


def test_without_a_model_the_order_is_that_of_bm25() -> None:
    found = rank("who may command the pump?", DOCUMENTS, Engine())
    assert [ranked.id for ranked in found] == ["a", "b", "d", "c"]
    assert [ranked.score for ranked in found] == [ranked.bm25 for ranked in found]
    assert {ranked.cosine for ranked in found} == {None}


def test_equal_scores_keep_the_order_of_the_documents() -> None:
    assert [ranked.id for ranked in rank("cleartext", DOCUMENTS, Engine())][:2] == ["b", "c"]
    assert [ranked.id for ranked in rank("nothing of it", DOCUMENTS, Engine())] == ["b", "a", "d", "c"]


def test_with_a_model_the_same_candidates_are_ranked(encoder: Encoder) -> None:
    query = "too much input overruns memory"
    alone, together = rank(query, DOCUMENTS, Engine()), rank(query, DOCUMENTS, Engine(encoder))
    assert {ranked.id for ranked in alone} == {ranked.id for ranked in together}
    assert {ranked.id: ranked.bm25 for ranked in alone} == {ranked.id: ranked.bm25 for ranked in together}


def test_a_model_finds_what_shares_no_word(encoder: Encoder) -> None:
    query = "too much input overruns memory"
    assert rank(query, DOCUMENTS, Engine())[0].bm25 == 0
    assert rank(query, DOCUMENTS, Engine(encoder))[0].id == "d"


def test_the_score_is_the_sum_of_both_parts_in_standard_deviations(encoder: Encoder) -> None:
    found = {ranked.id: ranked for ranked in rank("clear text on the network", DOCUMENTS, Engine(encoder))}
    ordered = [found[document.id] for document in DOCUMENTS]

    def deviations(values: list[float]) -> list[float]:
        return [(value - statistics.fmean(values)) / statistics.pstdev(values) for value in values]

    words = deviations([ranked.bm25 for ranked in ordered])
    meaning = deviations([ranked.cosine or 0.0 for ranked in ordered])
    expected = [word + near for word, near in zip(words, meaning, strict=True)]
    assert [ranked.score for ranked in ordered] == pytest.approx(expected, abs=1e-4)


def test_the_cosine_is_that_of_the_two_texts(encoder: Encoder) -> None:
    query, document = "clear text on the network", DOCUMENTS[0]
    vectors = encoder.encode([query, document.text])
    found = next(r for r in rank(query, DOCUMENTS, Engine(encoder)) if r.id == document.id)
    assert found.cosine == pytest.approx(float(np.dot(vectors[0], vectors[1])), abs=1e-5)


def test_a_ranking_can_be_repeated(encoder: Encoder) -> None:
    first = rank("valve", DOCUMENTS, Engine(encoder))
    Ranker(DOCUMENTS[:2], Engine(encoder)).rank("something else")
    assert first == rank("valve", DOCUMENTS, Engine(encoder))


def test_the_method_names_the_model_and_its_digest(encoder: Encoder) -> None:
    assert Engine().method == "BM25"
    assert Engine(encoder).method == f"BM25 + all-minilm-l6-v2 {encoder.manifest.model[:12]}"


def test_the_telling_words_of_a_query_come_first() -> None:
    ranker = Ranker(DOCUMENTS, Engine())
    assert ranker.words("the network passes a Password to the pump", "b") == ("network", "password")


def test_no_documents_give_an_empty_list(encoder: Encoder) -> None:
    assert rank("pump", [], Engine()) == ()
    assert rank("pump", [], Engine(encoder)) == ()


@pytest.mark.usefixtures("no_models")
def test_on_a_machine_without_models_the_engine_is_bm25() -> None:
    assert local_engine() == Engine()


@given(st.lists(st.floats(-1e6, 1e6), min_size=2, max_size=30))
@example([-1000000.0, -999999.9999999999])
def test_standardised_values_have_mean_0_and_deviation_1_or_are_all_0(values: list[float]) -> None:
    found = standardised(values)
    if any(found):
        assert statistics.fmean(found) == pytest.approx(0, abs=1e-6)
        assert statistics.pstdev(found) == pytest.approx(1, abs=1e-6)
    else:
        assert statistics.pstdev(values) == pytest.approx(0, abs=1e-6)
