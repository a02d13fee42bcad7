"""Another tool's file read by a worker, so that a large one blocks no gesture."""

from collections.abc import Sequence
from pathlib import Path
from typing import Any

from core.exchange.foreign import read_bytes
from core.exchange.importing import read_file
from core.exchange.mappings import fitting
from core.ground.diagnostic import Diagnostic, Refused
from core.ground.identity import uuid7_source
from core.jobs.worker import Report
from core.model import Snapshot, from_plain, to_plain


def read_task(payload: Any, _report: Report) -> Any:
    """What the file at `path` would bring into the model of `elements`; nothing is changed here.

    `mapping` says what its columns hold, else one of those `known` by the names of files. The answer has
    `elements`, `changed` (as they shall be), `digest` (of the file), `dropped` and `diagnostics`, all plain
    data. Where no column or attribute is known to hold the sentences it has `samples` of each, the `likely`
    mapping, and `diagnostics`; so it has, without diagnostics, where they are known from headers in another
    language than English, and nobody said before what this file holds.
    """
    # The readers take long to load.
    from core.requirements.headers import guessed

    snapshot = Snapshot(from_plain(plain) for plain in payload["elements"])
    path = Path(payload["path"])
    mapping, known = payload.get("mapping"), payload.get("known", ())
    try:
        imported, origin = read_file(path, snapshot, uuid7_source(), mapping, known)
    except Refused as refused:
        if _no_text(refused.diagnostics):
            return _question(path, refused.diagnostics)
        raise
    if _no_text(imported.diagnostics):
        return _question(path, imported.diagnostics)
    stated = mapping or fitting(known, path.name, read_bytes(path))
    if not stated and any(map(guessed, imported.mapping)):
        return _question(path, ())
    return {
        "elements": [to_plain(element) for element in imported.elements],
        "changed": [to_plain(element) for element in imported.changed],
        "digest": origin.digest,
        "dropped": list(imported.dropped),
        "diagnostics": [diagnostic.to_plain() for diagnostic in imported.diagnostics],
    }


def _no_text(diagnostics: Sequence[Diagnostic]) -> bool:
    return any(one.code in ("records-columns", "reqif-no-text") for one in diagnostics)


def _question(path: Path, diagnostics: Sequence[Diagnostic]) -> dict[str, Any]:
    from core.requirements.attributes import attributes
    from core.requirements.headers import roles
    from core.requirements.likely import likely

    samples = attributes(read_bytes(path), path.name)
    known = dict(zip(samples, roles(tuple(samples)), strict=True))
    return {
        "samples": samples,
        "likely": likely(samples, {one: role for one, role in known.items() if role}),
        "diagnostics": [diagnostic.to_plain() for diagnostic in diagnostics],
    }
