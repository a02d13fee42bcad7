"""Any model a command may be given: a project, its text form, or another tool's file."""

from pathlib import Path

from core.ground.identity import counted_ids
from core.model import Snapshot
from core.project import Reading, is_text_folder, read_model
from core.project.database import is_project_file


def model_of(path: Path) -> Reading:
    """The model in a project, a text folder, or a foreign file that holds one."""
    if path.is_dir() or is_text_folder(path) or not path.exists() or is_project_file(path):
        return read_model(path)
    from core.exchange.foreign import read_bytes
    from core.exchange.importing import read_foreign

    imported = read_foreign(path, read_bytes(path), Snapshot(), counted_ids())
    return Reading(path, Snapshot(imported.elements), None, 0)
