"""Any model a command may be given: a project, its text form, or another tool's file."""

from pathlib import Path

from core.ground.identity import counted_ids
from core.model import Snapshot
from core.project import Reading, is_text_folder, read_model
from core.project.database import is_project_file

PROJECT = ".bzn"
"""How a project's file name ends."""


def model_of(path: Path) -> Reading:
    """The model in a project, a text folder, or a foreign file that holds one."""
    if path.is_dir() or is_text_folder(path) or not path.exists() or _claims_project(path):
        return read_model(path)
    from core.exchange.foreign import read_bytes
    from core.exchange.importing import read_foreign

    imported = read_foreign(path, read_bytes(path), Snapshot(), counted_ids())
    return Reading(path, Snapshot(imported.elements), None, 0)


def _claims_project(path: Path) -> bool:
    return path.suffix == PROJECT or is_project_file(path)
