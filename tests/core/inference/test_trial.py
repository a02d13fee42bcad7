"""Models from outside: tried in a child with limits, kept only when they pass."""

import json
import shutil
from dataclasses import replace
from hashlib import sha256
from pathlib import Path

import onnx
import pytest
from onnx import TensorProto, helper

from core.ground.diagnostic import LimitReached, Refused
from core.ground.resources import resource_folder
from core.inference.manifest import FILE, MODEL_FILE, TOKENIZER_FILE
from core.inference.places import ONLY
from core.inference.registry import Content, embedding_model
from core.inference.trial import admit, tried

NAME = "all-minilm-l6-v2"


def offered(folder: Path, content: Content, model: bytes) -> Path:
    """A folder that offers `model` under the known name, with a manifest that fits it."""
    folder.mkdir()
    manifest = replace(content.manifest, model=sha256(model).hexdigest())
    (folder / FILE).write_text(manifest.written(), encoding="utf-8")
    (folder / MODEL_FILE).write_bytes(model)
    (folder / TOKENIZER_FILE).write_bytes(content.tokenizer)
    return folder


def hungry(elements: int) -> bytes:
    """A model of a few hundred bytes, of allowed operators alone, that makes `elements` numbers."""
    constants = [
        helper.make_tensor("zero", TensorProto.INT64, [], [0]),
        helper.make_tensor("many", TensorProto.INT64, [], [elements]),
        helper.make_tensor("one", TensorProto.INT64, [], [1]),
    ]
    nodes = [
        helper.make_node("Range", ["zero", "many", "one"], ["long"]),
        helper.make_node("Cast", ["long"], ["sentence_embedding"], to=TensorProto.FLOAT),
    ]
    free = ["batch", "sequence"]
    graph = helper.make_graph(
        nodes,
        "hungry",
        [
            helper.make_tensor_value_info(name, TensorProto.INT64, free)
            for name in ("input_ids", "attention_mask")
        ],
        [helper.make_tensor_value_info("sentence_embedding", TensorProto.FLOAT, ["batch", 384])],
        constants,
    )
    model = helper.make_model(graph, opset_imports=[helper.make_opsetid("", 20)], ir_version=9)
    return model.SerializeToString()


def test_a_good_model_is_admitted_and_then_found(
    content: Content, tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    folder = offered(tmp_path / "offered", content, content.model)
    monkeypatch.setenv("BARTIZAN_HOME", str(tmp_path / "home"))
    accepted = admit(folder)
    monkeypatch.setenv(ONLY, str(tmp_path / "home" / "models"))
    found = embedding_model()
    assert found is not None
    assert found.manifest == accepted
    assert accepted.verification["least_cosine"] >= accepted.least_cosine


def test_a_model_that_wants_too_much_memory_reaches_its_limit(content: Content, tmp_path: Path) -> None:
    folder = offered(tmp_path / "offered", content, hungry(1 << 30))
    assert (folder / MODEL_FILE).stat().st_size < 1000
    with pytest.raises(LimitReached, match="did not stay within 1024 MB"):
        tried(folder, resource_folder("models") / NAME, megabytes=1024)


def test_a_model_that_takes_too_long_reaches_its_limit(content: Content, tmp_path: Path) -> None:
    folder = offered(tmp_path / "offered", content, content.model)
    with pytest.raises(LimitReached, match=r"longer than 0\.05 s"):
        tried(folder, resource_folder("models") / NAME, seconds=0.05)


@pytest.mark.parametrize("elements", [384, 1 << 30])
def test_a_model_that_fails_its_trial_leaves_nothing(
    content: Content, tmp_path: Path, monkeypatch: pytest.MonkeyPatch, elements: int
) -> None:
    monkeypatch.setenv("BARTIZAN_HOME", str(tmp_path / "home"))
    with pytest.raises(Refused):
        admit(offered(tmp_path / "offered", content, hungry(elements)))
    assert list((tmp_path / "home" / "models").iterdir()) == []


def test_a_model_far_from_the_reference_is_refused(content: Content, tmp_path: Path) -> None:
    model = onnx.load_from_string(content.model)
    tensor = next(tensor for tensor in model.graph.initializer if tensor.name == "position_emb")
    tensor.raw_data = bytes(len(tensor.raw_data))
    folder = offered(tmp_path / "offered", content, model.SerializeToString())
    with pytest.raises(Refused, match="too far from the reference"):
        tried(folder, resource_folder("models") / NAME)


def test_a_model_of_an_unknown_name_or_other_weights_is_refused(content: Content, tmp_path: Path) -> None:
    folder = offered(tmp_path / "offered", content, content.model)
    plain = json.loads((folder / FILE).read_text(encoding="utf-8"))
    (folder / FILE).write_text(json.dumps({**plain, "name": "oracle"}), encoding="utf-8")
    with pytest.raises(Refused, match="no use for a model called “oracle”"):
        admit(folder)
    plain["sha256"]["weights"] = "0" * 64
    (folder / FILE).write_text(json.dumps(plain), encoding="utf-8")
    with pytest.raises(Refused, match="not made from the pinned weights"):
        admit(folder)


def test_a_model_with_data_outside_its_file_is_refused_before_it_is_tried(
    content: Content, tmp_path: Path
) -> None:
    model = onnx.load_from_string(content.model)
    tensor = next(tensor for tensor in model.graph.initializer if tensor.name == "position_emb")
    tensor.ClearField("raw_data")
    tensor.data_location = TensorProto.EXTERNAL
    tensor.external_data.add(key="location", value="weights.bin")
    folder = offered(tmp_path / "offered", content, model.SerializeToString())
    shutil.copy(folder / MODEL_FILE, folder / "weights.bin")
    with pytest.raises(Refused, match="keeps data outside the file"):
        admit(folder)
