"""Bringing a foreign file into a project: find out what it is, read it, make one change of it."""

import hashlib
from pathlib import Path

from core.exchange.foreign import parse_json, read_bytes
from core.exchange.imported import Imported
from core.exchange.requirement_list.reader import read_requirement_list
from core.exchange.threat_dragon.reader import is_threat_dragon, read_threat_dragon
from core.ground.diagnostic import Diagnostic, Refused
from core.ground.identity import Ids
from core.ground.words import _
from core.model import Origin, Snapshot
from core.project import Project

KNOWN = ("Threat Dragon v2 (.json)", "requirements (.csv, .txt)")


def import_file(project: Project, path: Path) -> Imported:
    """Take the file over in one change; Refused, and nothing changed, where it cannot be read."""
    imported, origin = read_file(path, project.snapshot(), project.surroundings.ids)
    with project.change(change_label(path), origin) as edit:
        for element in imported.elements:
            edit.add(element)
    return imported


def read_file(path: Path, snapshot: Snapshot, ids: Ids) -> tuple[Imported, Origin]:
    """What the file would bring into the model, and where it would then come from."""
    content = read_bytes(path)
    imported = read_foreign(path, content, snapshot, ids)
    return imported, Origin("import", path.name, hashlib.sha256(content).hexdigest())


def change_label(path: Path) -> str:
    """What the change that takes a file over is called."""
    return _("Import {file}").format(file=path.name)


def read_foreign(path: Path, content: bytes, snapshot: Snapshot, ids: Ids) -> Imported:
    """What the file would bring into the model, by what it holds rather than what it is called."""
    suffix = path.suffix.lower()
    if suffix in (".csv", ".txt"):
        return read_requirement_list(path, content, snapshot, ids)
    if suffix == ".json":
        plain = parse_json(content, str(path))
        if is_threat_dragon(plain):
            return read_threat_dragon(plain, str(path), snapshot, ids)
    raise Refused(
        Diagnostic(
            "import-format",
            _("This kind of file is not understood yet"),
            str(path),
            hint=_("These are: {formats}.").format(formats="; ".join(KNOWN)),
            example="bartizan import model.json requirements.csv --into plant.bzn",
        )
    )
