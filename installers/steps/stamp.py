"""Remembers in the environment which steps were done, and with what; what has not changed is not redone."""

import hashlib
import json
from pathlib import Path

FILE = "bartizan-setup.json"


def digest(*parts: str | bytes | Path) -> str:
    """SHA-256 over texts and the contents of files; a file that is not there counts as empty."""
    total = hashlib.sha256()
    for part in parts:
        if isinstance(part, Path):
            content = part.read_bytes() if part.is_file() else b""
        else:
            content = part.encode() if isinstance(part, str) else part
        total.update(hashlib.sha256(content).digest())
    return total.hexdigest()


def is_done(environment: Path, step: str, inputs: str) -> bool:
    """Whether the step was finished with these inputs."""
    return _read(environment).get(step) == inputs


def mark_done(environment: Path, step: str, inputs: str) -> None:
    """Remember that the step was finished with these inputs."""
    steps = {**_read(environment), step: inputs}
    path = environment / FILE
    unfinished = path.with_suffix(".new")
    unfinished.write_text(json.dumps(steps, indent=1, sort_keys=True) + "\n", encoding="utf-8")
    unfinished.replace(path)


def _read(environment: Path) -> dict[str, str]:
    try:
        steps = json.loads((environment / FILE).read_text(encoding="utf-8"))
    except (OSError, ValueError):
        return {}
    return steps if isinstance(steps, dict) else {}
