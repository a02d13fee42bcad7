"""What is known of a model: its task, its pins, its signature, who built it and how it was verified."""

import json
import re
from dataclasses import dataclass, field
from pathlib import Path
from typing import Any

from core.ground.diagnostic import Diagnostic, Refused
from core.ground.words import _

FILE = "manifest.json"
MODEL_FILE = "model.onnx"
TOKENIZER_FILE = "tokenizer.json"

EMBEDDING = "sentence-embedding"
"""The task of turning a text into a vector of unit length."""

_LARGEST = 64 * 1024
_DIGEST = re.compile(r"[0-9a-f]{64}")
_NAME = re.compile(r"[a-z0-9][a-z0-9.-]{0,60}")


@dataclass(frozen=True, slots=True)
class Manifest:
    """One model. Digests are SHA-256 in hexadecimal; `model` is empty until the model was built."""

    name: str
    task: str
    version: str
    title: str
    licence: str
    source: str
    weights: str
    tokenizer: str
    model: str
    dimensions: int
    maximum_length: int
    """Tokens of one text, the two that mark its ends included; the rest is cut off."""
    mean_cosine: float
    least_cosine: float
    """What the model must reach against its reference vectors, on average and for each text."""
    known_builds: tuple[str, ...] = ()
    """Digests of model files that the project built and looked at itself."""
    builder: dict[str, str] = field(default_factory=dict)
    """Versions of what built the model file."""
    verification: dict[str, float] = field(default_factory=dict)
    """What the model reached when it was last verified."""

    def to_plain(self) -> dict[str, Any]:
        """The JSON object of the manifest file."""
        return {
            "name": self.name,
            "task": self.task,
            "version": self.version,
            "title": self.title,
            "licence": self.licence,
            "source": self.source,
            "sha256": {"weights": self.weights, "tokenizer": self.tokenizer, "model": self.model},
            "inputs": {"input_ids": "int64[batch, sequence]", "attention_mask": "int64[batch, sequence]"},
            "outputs": {"sentence_embedding": f"float32[batch, {self.dimensions}]"},
            "dimensions": self.dimensions,
            "maximum_length": self.maximum_length,
            "required": {"mean_cosine": self.mean_cosine, "least_cosine": self.least_cosine},
            "known_builds": list(self.known_builds),
            "builder": dict(self.builder),
            "verification": dict(self.verification),
        }

    def written(self) -> str:
        """The manifest file's text."""
        return json.dumps(self.to_plain(), ensure_ascii=False, indent=2) + "\n"


def read_manifest(folder: Path) -> Manifest:
    """The manifest of a model's folder; Refused where there is none that can be read."""
    path = folder / FILE
    try:
        with path.open("rb") as file:
            content = file.read(_LARGEST + 1)
        if len(content) > _LARGEST:
            raise ValueError(_("it has more than {count} bytes").format(count=_LARGEST))
        return _manifest(json.loads(content))
    except OSError as error:
        raise Refused(_unreadable(path, error.strerror or str(error))) from error
    except KeyError as error:
        raise Refused(_unreadable(path, _("{name} is missing").format(name=error))) from error
    except (ValueError, TypeError, RecursionError) as error:
        raise Refused(_unreadable(path, str(error))) from error


def _manifest(plain: Any) -> Manifest:
    if not isinstance(plain, dict):
        raise TypeError(_("it holds no named facts"))
    digests, required = plain["sha256"], plain["required"]
    manifest = Manifest(
        name=_text(plain, "name"),
        task=_text(plain, "task"),
        version=_text(plain, "version"),
        title=_text(plain, "title"),
        licence=_text(plain, "licence"),
        source=_text(plain, "source"),
        weights=_text(digests, "weights"),
        tokenizer=_text(digests, "tokenizer"),
        model=_text(digests, "model"),
        dimensions=_count(plain, "dimensions", 8192),
        maximum_length=_count(plain, "maximum_length", 512),
        mean_cosine=float(required["mean_cosine"]),
        least_cosine=float(required["least_cosine"]),
        known_builds=tuple(str(digest) for digest in plain.get("known_builds", [])),
        builder={str(name): str(version) for name, version in plain.get("builder", {}).items()},
        verification={str(name): float(value) for name, value in plain.get("verification", {}).items()},
    )
    if not _NAME.fullmatch(manifest.name):
        raise ValueError(_("“{name}” is no name of a model").format(name=manifest.name[:60]))
    for digest in filter(None, (manifest.weights, manifest.tokenizer, manifest.model)):
        if not _DIGEST.fullmatch(digest):
            raise ValueError(_("“{digest}” is no SHA-256 digest").format(digest=digest[:70]))
    return manifest


def _text(plain: Any, name: str) -> str:
    value = plain[name]
    if not isinstance(value, str):
        raise TypeError(_("{name} is no text").format(name=name))
    return value


def _count(plain: Any, name: str, most: int) -> int:
    value = plain[name]
    if not isinstance(value, int) or not 1 <= value <= most:
        raise ValueError(_("{name} is no whole number from 1 to {most}").format(name=name, most=most))
    return value


def _unreadable(path: Path, reason: str) -> Diagnostic:
    return Diagnostic(
        "model-manifest",
        _("The manifest of the model cannot be read: {reason}").format(reason=reason),
        str(path),
        hint=_("A model is a folder with manifest.json, model.onnx and tokenizer.json; set-up makes one:"),
        example="python3 installers/bootstrap.py setup",
    )
