"""The gate a model must pass before it is used: near enough to reference vectors of fixed texts.

The reference vectors were computed with the unquantised weights; the hash of a model file depends on
the versions of what built it, so that nearness decides and the hash only identifies.
"""

import json
from collections.abc import Sequence
from dataclasses import dataclass
from pathlib import Path

import numpy as np

from core.inference.embedding import embed_alone
from core.inference.manifest import Manifest
from core.inference.session import Session
from core.inference.tokenising import Tokeniser
from core.inference.vectors import Vectors

FILE = "reference.json"
SCALE = 10_000
"""Reference vectors are kept as whole numbers of this fraction."""

_UNIT = 1e-5


@dataclass(frozen=True, slots=True)
class Nearness:
    """Cosines between a model's vectors and the reference: on average, and of the farthest text."""

    mean: float
    least: float
    texts: int
    unit: bool
    """Whether every vector has unit length and holds numbers alone."""

    def passes(self, manifest: Manifest) -> bool:
        """Whether the model is near enough."""
        return self.unit and self.mean >= manifest.mean_cosine and self.least >= manifest.least_cosine


def read_reference(folder: Path) -> tuple[list[str], Vectors]:
    """The fixed texts of a shipped recipe and their reference vectors, of unit length."""
    plain = json.loads((folder / FILE).read_text(encoding="utf-8"))
    vectors = np.array(plain["vectors"], np.float32) / np.float32(SCALE)
    return list(plain["texts"]), vectors / np.linalg.norm(vectors, axis=1, keepdims=True)


def nearness(session: Session, tokeniser: Tokeniser, texts: Sequence[str], reference: Vectors) -> Nearness:
    """How near a loaded model is to the reference."""
    found = np.stack([embed_alone(session, tokeniser, text) for text in texts])
    lengths = np.linalg.norm(found, axis=1)
    cosines = np.sum(found * reference, axis=1)
    unit = bool(np.isfinite(found).all() and np.abs(lengths - 1).max() <= _UNIT)
    return Nearness(float(cosines.mean()), float(cosines.min()), len(texts), unit)
