"""Any model a command may be given: a project, its text form, or another tool's file."""

from pathlib import Path

from core.ground.identity import counted_ids
from core.model import Snapshot
from core.project import Reading, is_text_folder
from core.project.database import is_project_file
from core.project.points import read_point

PROJECT = ".bzn"
"""How a project's file name ends."""


def model_of(path: Path) -> Reading:
    """The model in a project, now or after a change (PROJECT@NUMBER), a text folder, or a foreign file."""
    if path.is_dir() or is_text_folder(path) or not path.exists() or _claims_project(path):
        return read_point(path)
    from core.exchange.foreign import read_bytes
    from core.exchange.importing import read_foreign

    imported = read_foreign(path, read_bytes(path), Snapshot(), counted_ids())
    return Reading(path, Snapshot(imported.elements), None, 0)


def _claims_project(path: Path) -> bool:
    return path.suffix == PROJECT or is_project_file(path)
