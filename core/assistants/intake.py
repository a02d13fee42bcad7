"""Another tool's file read by a worker, so that a large one blocks no gesture."""

from pathlib import Path
from typing import Any

from core.exchange.importing import read_file
from core.ground.identity import uuid7_source
from core.jobs.worker import Report
from core.model import Snapshot, from_plain, to_plain


def read_task(payload: Any, _report: Report) -> Any:
    """What the file at `path` would bring into the model of `elements`; nothing is changed here.

    The answer has `elements`, `changed` (as they shall be), `digest` (of the file), `dropped` and
    `diagnostics`, all plain data.
    """
    snapshot = Snapshot(from_plain(plain) for plain in payload["elements"])
    imported, origin = read_file(Path(payload["path"]), snapshot, uuid7_source())
    return {
        "elements": [to_plain(element) for element in imported.elements],
        "changed": [to_plain(element) for element in imported.changed],
        "digest": origin.digest,
        "dropped": list(imported.dropped),
        "diagnostics": [diagnostic.to_plain() for diagnostic in imported.diagnostics],
    }
