"""Which models are used: built and untouched, or not at all."""

import json
import shutil
from pathlib import Path

import pytest

from core.ground.diagnostic import Refused
from core.ground.resources import resource_folder
from core.inference.manifest import FILE, MODEL_FILE, TOKENIZER_FILE, read_manifest
from core.inference.places import ONLY, model_folders, record, user_models
from core.inference.registry import Content, State, embedding_model, models, open_model

NAME = "all-minilm-l6-v2"


@pytest.fixture
def copy(content: Content, no_models: Path) -> Path:
    """A copy of the verified model in the only folder that is looked in."""
    folder = no_models / content.manifest.name
    folder.mkdir()
    (folder / FILE).write_text(content.manifest.written(), encoding="utf-8")
    (folder / MODEL_FILE).write_bytes(content.model)
    (folder / TOKENIZER_FILE).write_bytes(content.tokenizer)
    return folder


def test_a_built_model_is_verified(copy: Path) -> None:
    (found,) = models()
    assert (found.name, found.state, found.reason) == (NAME, State.VERIFIED, "")
    assert found.to_plain()["known_build"] is True or found.to_plain()["verification"]


@pytest.mark.usefixtures("no_models")
def test_where_no_model_was_built_the_recipe_is_listed_as_absent() -> None:
    (found,) = models()
    assert (found.name, found.state) == (NAME, State.ABSENT)
    assert "has not been built" in found.reason
    assert embedding_model() is None


@pytest.mark.parametrize("file", [MODEL_FILE, TOKENIZER_FILE])
def test_one_altered_bit_rejects_the_model(copy: Path, file: str) -> None:
    content = bytearray((copy / file).read_bytes())
    content[len(content) // 2] ^= 1
    (copy / file).write_bytes(content)
    (found,) = models()
    assert found.state == State.REJECTED
    assert f"{file} has the SHA-256" in found.reason
    assert embedding_model() is None


@pytest.mark.parametrize("file", [MODEL_FILE, TOKENIZER_FILE])
def test_a_missing_file_rejects_the_model(copy: Path, file: str) -> None:
    (copy / file).unlink()
    (found,) = models()
    assert found.state == State.REJECTED


def test_a_rejected_model_does_not_hide_a_good_one(copy: Path) -> None:
    bad = copy.with_name("a-bad-one")
    shutil.copytree(copy, bad)
    (bad / MODEL_FILE).write_bytes(b"nothing")
    assert [model.state for model in models()] == [State.REJECTED, State.VERIFIED]
    assert embedding_model() is not None


@pytest.mark.parametrize(
    ("change", "words"),
    [
        ({"task": "divination"}, "is not known"),
        ({"dimensions": 768}, "not those of a sentence encoder"),
        ({"maximum_length": 100_000}, "no whole number from 1 to 512"),
        ({"name": "../elsewhere"}, "no name of a model"),
        ({"sha256": {"weights": "", "tokenizer": "", "model": "short"}}, "no SHA-256 digest"),
        ({"sha256": {}}, "is missing"),
        ({"title": 3}, "is no text"),
    ],
)
def test_a_manifest_that_does_not_fit_is_refused_with_its_reason(
    copy: Path, change: dict[str, object], words: str
) -> None:
    plain = json.loads((copy / FILE).read_text(encoding="utf-8"))
    (copy / FILE).write_text(json.dumps({**plain, **change}), encoding="utf-8")
    with pytest.raises(Refused, match=words):
        open_model(copy)


@pytest.mark.parametrize("content", [b"", b"[]", b"{", b"\xff\xfe", b"[" * 5000, b" " * 100_000, b"null"])
def test_a_manifest_that_is_none_is_refused(no_models: Path, content: bytes) -> None:
    folder = no_models / "x"
    folder.mkdir()
    (folder / FILE).write_bytes(content)
    with pytest.raises(Refused) as refused:
        read_manifest(folder)
    assert refused.value.diagnostics[0].code == "model-manifest"
    assert models()[0].state == State.REJECTED


def test_a_written_manifest_reads_back(copy: Path, content: Content) -> None:
    assert content.manifest == read_manifest(copy)


def test_models_of_set_up_are_found_whatever_home_says(
    tmp_path: Path, monkeypatch: pytest.MonkeyPatch
) -> None:
    monkeypatch.delenv(ONLY, raising=False)
    monkeypatch.setattr("sys.prefix", str(tmp_path / "environment"))
    record(tmp_path / "built")
    monkeypatch.setenv("HOME", str(tmp_path / "home"))
    monkeypatch.setenv("XDG_DATA_HOME", str(tmp_path / "data"))
    monkeypatch.setenv("BARTIZAN_HOME", str(tmp_path / "moved"))
    expected = (tmp_path / "moved" / "models", user_models(), tmp_path / "built", resource_folder("models"))
    assert expected == model_folders()
