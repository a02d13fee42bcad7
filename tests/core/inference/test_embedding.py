"""Vectors: of unit length, near the reference, and the same whatever else is asked."""

from pathlib import Path

import numpy as np
import pytest

from core.ground.diagnostic import Cancelled, Refused
from core.ground.resources import resource_folder
from core.inference.embedding import Encoder
from core.inference.gate import nearness, read_reference
from core.inference.registry import Content
from core.inference.session import Session
from core.inference.tokenising import Tokeniser
from core.inference.vectors import VectorCache

TEXTS = ["A pump.", "The controller accepts commands from anybody on the plant network.", "A pump.", ""]


@pytest.fixture(scope="module")
def tokeniser(content: Content) -> Tokeniser:
    return Tokeniser(content.tokenizer, content.manifest.maximum_length)


def test_a_short_text_is_not_padded_and_a_long_one_is_cut_at_the_maximum(tokeniser: Tokeniser) -> None:
    assert tokeniser.encode("hi") == [101, 7632, 102]
    assert len(tokeniser.encode("pump " * 5000)) == 256


def test_a_damaged_tokeniser_is_refused() -> None:
    with pytest.raises(Refused):
        Tokeniser(b'{"model": 3}', 256)
    with pytest.raises(Refused):
        Tokeniser(b"\xff", 256)


def test_a_damaged_model_is_refused() -> None:
    with pytest.raises(Refused):
        Session(b"no model")


def test_the_model_is_near_the_reference(content: Content, tokeniser: Tokeniser) -> None:
    texts, reference = read_reference(resource_folder("models") / content.manifest.name)
    near = nearness(Session(content.model), tokeniser, texts, reference)
    assert near.passes(content.manifest), near


def test_the_gate_fails_a_model_whose_vectors_are_wrong(content: Content, tokeniser: Tokeniser) -> None:
    texts, reference = read_reference(resource_folder("models") / content.manifest.name)
    near = nearness(Session(content.model), tokeniser, texts, np.roll(reference, 1, axis=0))
    assert not near.passes(content.manifest)


def test_the_published_example_comes_out(encoder: Encoder) -> None:
    """The similarities on the model's card are 0.6660, 0.1046 and 0.1411; 8 bits cost up to 0.03."""
    vectors = encoder.encode(
        ["The weather is lovely today.", "It's so sunny outside!", "He drove to the stadium."]
    )
    cosines = vectors @ vectors.T
    assert pytest.approx([cosines[0, 1], cosines[0, 2], cosines[1, 2]], abs=0.03) == [0.6660, 0.1046, 0.1411]


def test_a_vector_depends_on_its_text_alone(encoder: Encoder) -> None:
    together = encoder.encode(TEXTS)
    alone = np.stack([encoder.encode([text])[0] for text in TEXTS])
    assert np.array_equal(together, alone)
    assert np.array_equal(together[0], together[2])
    assert np.linalg.norm(together, axis=1) == pytest.approx(1, abs=1e-5)


def test_padding_and_batch_mates_shift_a_vector_only_a_little(content: Content, tokeniser: Tokeniser) -> None:
    """An 8-bit model scales over the whole batch; how far that reaches is why texts are run alone."""
    session = Session(content.model)
    rows = [tokeniser.encode(text) for text in TEXTS]
    width = max(map(len, rows))
    tokens = np.array([row + [0] * (width - len(row)) for row in rows], np.int64)
    mask = np.array([[1] * len(row) + [0] * (width - len(row)) for row in rows], np.int64)
    batch = session.run(tokens, mask)
    alone = np.stack([session.run(np.array([row]), np.ones((1, len(row)), np.int64))[0] for row in rows])
    assert (batch * alone).sum(axis=1).min() > 0.95
    assert np.linalg.norm(batch, axis=1) == pytest.approx(1, abs=1e-5)


def test_no_texts_give_no_vectors(encoder: Encoder) -> None:
    assert (0, encoder.manifest.dimensions) == encoder.encode([]).shape


def test_a_cached_vector_is_the_one_that_was_computed(content: Content, tmp_path: Path) -> None:
    path = tmp_path / "cache" / "vectors.sqlite"
    first = Encoder(content, VectorCache(path)).encode(TEXTS)
    second = Encoder(content, VectorCache(path))
    assert np.array_equal(first, second.encode(TEXTS))
    assert second._session is None


def test_a_damaged_cache_is_as_good_as_none(content: Content, tmp_path: Path) -> None:
    path = tmp_path / "vectors.sqlite"
    path.write_bytes(b"this is no database" * 100)
    expected = Encoder(content).encode(TEXTS)
    for _round in range(2):
        assert np.array_equal(expected, Encoder(content, VectorCache(path)).encode(TEXTS))
    assert VectorCache(path).find([Encoder(content)._key("A pump.")])


def test_a_folder_that_cannot_be_written_to_is_no_error(content: Content, tmp_path: Path) -> None:
    (tmp_path / "file").write_text("in the way")
    cache = VectorCache(tmp_path / "file" / "vectors.sqlite")
    assert Encoder(content, cache).encode(["A pump."]).shape == (1, 384)


def test_encoding_tells_how_far_it_is_and_can_be_cancelled(content: Content) -> None:
    heard: list[tuple[int, int]] = []
    Encoder(content).encode(
        [f"pump {i}" for i in range(40)], lambda done, total, _: heard.append((done, total))
    )
    assert heard == [(32, 40), (40, 40)]
    with pytest.raises(Cancelled):
        Encoder(content).encode(["pump"], cancelled=lambda: True)
