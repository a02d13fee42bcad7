"""Which models are there, and whether each is what its manifest says.

A model file is read once: the bytes that were hashed and looked into are the bytes that are loaded.
"""

import hashlib
from collections.abc import Iterator
from dataclasses import dataclass, replace
from enum import StrEnum
from pathlib import Path
from typing import Any

from core.ground.diagnostic import Diagnostic, Refused
from core.ground.words import _
from core.inference.graph import LARGEST, Signature, look_inside
from core.inference.manifest import (
    EMBEDDING,
    FILE,
    MODEL_FILE,
    TOKENIZER_FILE,
    Manifest,
    read_manifest,
)
from core.inference.places import model_folders

_FLOAT, _INT64 = 1, 7
"""Element types of onnx.proto."""


class State(StrEnum):
    """Where a model stands: not built here, what its manifest says, or not to be used."""

    ABSENT = "absent"
    VERIFIED = "verified"
    REJECTED = "rejected"


@dataclass(frozen=True, slots=True)
class Model:
    """A model as it was found; `reason` says why it is absent or rejected."""

    name: str
    folder: Path
    state: State
    reason: str = ""
    manifest: Manifest | None = None

    def to_plain(self) -> dict[str, Any]:
        """The JSON object that `bartizan models` prints."""
        known = self.manifest
        return {
            "name": self.name,
            "folder": str(self.folder),
            "state": self.state.value,
            "reason": self.reason,
            "task": known.task if known else "",
            "version": known.version if known else "",
            "licence": known.licence if known else "",
            "source": known.source if known else "",
            "sha256": known.model if known else "",
            "known_build": bool(known and known.model in known.known_builds),
            "verification": dict(known.verification) if known else {},
        }


@dataclass(frozen=True, slots=True)
class Content:
    """A verified model and the very bytes that were verified."""

    manifest: Manifest
    model: bytes
    tokenizer: bytes


def models() -> tuple[Model, ...]:
    """Every model of every folder, in the order in which they are looked for.

    A shipped recipe is listed as absent only where no folder holds what it makes.
    """
    found = [_examined(folder) for folder in _candidates()]
    built = {model.name for model in found if model.state is not State.ABSENT}
    listed = [model for model in found if model.state is not State.ABSENT or model.name not in built]
    return tuple(listed)


def embedding_model() -> Content | None:
    """The first verified model that embeds sentences, ready to load; None where there is none."""
    for folder in _candidates():
        try:
            content = open_model(folder)
        except Refused:
            continue
        if content.manifest.task == EMBEDDING:
            return content
    return None


def open_model(folder: Path) -> Content:
    """The model of a folder with the bytes that were verified; Refused where it must not be used."""
    manifest = read_manifest(folder)
    if not manifest.model:
        raise Refused(_absent(manifest, folder))
    model = _read(folder / MODEL_FILE)
    tokenizer = _read(folder / TOKENIZER_FILE)
    for name, content, expected in (
        (MODEL_FILE, model, manifest.model),
        (TOKENIZER_FILE, tokenizer, manifest.tokenizer),
    ):
        digest = hashlib.sha256(content).hexdigest()
        if digest != expected:
            raise Refused(_altered(folder / name, expected, digest))
    _check_graph(folder / MODEL_FILE, model, manifest)
    return Content(manifest, model, tokenizer)


def recipe(name: str, folder: Path) -> Manifest:
    """The manifest, without a model file, from which set-up builds the model of that name."""
    return replace(read_manifest(folder / name), model="", builder={}, verification={})


def _candidates() -> Iterator[Path]:
    for home in model_folders():
        if home.is_dir():
            yield from sorted(folder for folder in home.iterdir() if (folder / FILE).is_file())


def _examined(folder: Path) -> Model:
    try:
        manifest = read_manifest(folder)
    except Refused as refused:
        return Model(folder.name, folder, State.REJECTED, str(refused))
    if not manifest.model:
        return Model(manifest.name, folder, State.ABSENT, _absent(manifest, folder).message, manifest)
    try:
        open_model(folder)
    except Refused as refused:
        return Model(manifest.name, folder, State.REJECTED, str(refused), manifest)
    return Model(manifest.name, folder, State.VERIFIED, "", manifest)


def _read(path: Path) -> bytes:
    try:
        with path.open("rb") as file:
            content = file.read(LARGEST + 1)
    except OSError as error:
        raise Refused(_broken(path, error.strerror or str(error))) from error
    if len(content) > LARGEST:
        raise Refused(_broken(path, _("it has more than {count} bytes").format(count=LARGEST)))
    return content


def _check_graph(path: Path, model: bytes, manifest: Manifest) -> None:
    inside = look_inside(model)
    if inside.objections:
        raise Refused(_broken(path, "; ".join(inside.objections)))
    if manifest.task != EMBEDDING:
        raise Refused(_broken(path, _("the task “{task}” is not known").format(task=manifest.task)))
    free = (-1, -1)
    inputs = sorted(inside.inputs, key=lambda signature: signature.name)
    expected = [Signature("attention_mask", _INT64, free), Signature("input_ids", _INT64, free)]
    outputs = [Signature("sentence_embedding", _FLOAT, (-1, manifest.dimensions))]
    if inputs != expected or inside.outputs != outputs:
        raise Refused(_broken(path, _("its inputs or outputs are not those of a sentence encoder")))


def _absent(manifest: Manifest, folder: Path) -> Diagnostic:
    return Diagnostic(
        "model-absent",
        _("The model {name} has not been built on this machine").format(name=manifest.name),
        str(folder),
        hint=_("Suggestions are ranked by BM25 alone until set-up has built it:"),
        example="python3 installers/bootstrap.py setup",
    )


def _broken(path: Path, reason: str) -> Diagnostic:
    return Diagnostic(
        "model-rejected",
        _("The model is not used: {reason}").format(reason=reason),
        str(path),
        hint=_("Remove its folder and build it anew:"),
        example="python3 installers/bootstrap.py setup",
    )


def _altered(path: Path, expected: str, found: str) -> Diagnostic:
    return _broken(
        path,
        _("{file} has the SHA-256 {found}…, its manifest says {expected}…").format(
            file=path.name, found=found[:12], expected=expected[:12]
        ),
    )
