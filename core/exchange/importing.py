"""Bringing a foreign file into a project: find out what it is, read it, make one change of it."""

import hashlib
from collections.abc import Callable, Iterable, Mapping
from dataclasses import replace
from pathlib import Path

from core.exchange.foreign import parse_json, read_bytes
from core.exchange.fret.reader import is_fret, read_fret
from core.exchange.imported import Imported
from core.exchange.mappings import Known, fitting, remember, remembered
from core.exchange.reimport import meeting
from core.exchange.requirement_list.reader import read_requirement_list
from core.exchange.threat_dragon.reader import is_threat_dragon, is_threat_dragon_1, read_threat_dragon
from core.ground.diagnostic import Diagnostic, Refused
from core.ground.identity import Ids
from core.ground.words import _
from core.model import Origin, Snapshot
from core.project import Project
from core.project.conflict import Versions
from core.project.journal import Head, Steps
from core.project.merging import Decide, merge

KNOWN = (
    "Threat Dragon v2 (.json)",
    "requirements (.csv, .tsv, .txt, .md, .xlsx, .json)",
    "ReqIF (.reqif, .reqifz)",
    "FRET (.json)",
    "boilerplates (.yaml)",
)


def import_file(
    project: Project,
    path: Path,
    again: bool = False,
    mapping: Mapping[str, str] | None = None,
    dry: bool = False,
    deciding: Callable[[Versions], Decide] = lambda _versions: lambda _conflict: None,
) -> Imported:
    """Take the file over in one change; Refused, and nothing changed, where it cannot be read.

    A file whose content was taken over already, and not undone, is refused too, unless `again`.
    `mapping` says which fields the columns of a table or the attributes of a ReqIF file fill; what it says
    is remembered for the next time, when it may be left out. A `dry` run changes nothing. What the
    project has is merged with what the file says (see `reimport`): while what `deciding` gives leaves a
    conflict open, nothing is changed, and `conflicts` tells it.
    """
    known = remembered(project)
    imported, origin = read_file(path, project.snapshot(), project.surroundings.ids, mapping, known)
    met = meeting(project, path.name, imported)
    found = met.versions
    merged = merge(found.base, found.ours, found.theirs, deciding(found))
    imported = replace(imported, versions=found, conflicts=merged.conflicts)
    if merged.snapshot is None:
        return replace(imported, elements=(), changed=())
    edits = found.ours.edits_to(met.settled(merged.snapshot))
    imported = replace(imported, changed=tuple(one.after for one in edits if one.before and one.after))
    if dry:
        return imported
    if not again:
        require_new(project.heads, path, origin.digest)
    with project.change(change_label(path), origin) as edit:
        edit.put(edits)
    if mapping:
        remember(project, path.name, mapping)
    return imported


def require_new(heads: Iterable[Head], path: Path, digest: str) -> None:
    """Refuse a file whose content one of the records took over, unless that was undone."""
    steps, taken = Steps(), {}
    for head in heads:
        steps.follow(head)
        if head.origin.source == "import" and head.origin.digest == digest and head.action == "change":
            taken[head.number] = head
    standing = [head for number, head in taken.items() if number in steps.undoable]
    if standing:
        raise Refused(
            Diagnostic(
                "import-again",
                _("This file was taken over on {date} as “{name}”").format(
                    date=standing[-1].time.date().isoformat(), name=standing[-1].origin.reference
                ),
                str(path),
                hint=_("Taking it over once more would double what it brought; to do so say --again."),
                example=f"bartizan import {path} --into plant.bzn --again",
            )
        )


def read_file(
    path: Path,
    snapshot: Snapshot,
    ids: Ids,
    mapping: Mapping[str, str] | None = None,
    known: Known = (),
) -> tuple[Imported, Origin]:
    """What the file would bring into the model, and where it would then come from.

    Where no `mapping` is given, one of the `known` ones is taken that fits the file.
    """
    content = read_bytes(path)
    mapping = mapping or fitting(known, path.name, content)
    imported = read_foreign(path, content, snapshot, ids, mapping)
    return imported, Origin("import", path.name, hashlib.sha256(content).hexdigest())


def change_label(path: Path) -> str:
    """What the change that takes a file over is called."""
    return _("Import {file}").format(file=path.name)


def read_foreign(
    path: Path, content: bytes, snapshot: Snapshot, ids: Ids, mapping: Mapping[str, str] | None = None
) -> Imported:
    """What the file would bring into the model; its ending says which reader knows what it holds."""
    suffix = path.suffix.lower()
    if suffix in (".csv", ".tsv", ".txt", ".xlsx", ".md", ".markdown", ".reqif", ".reqifz"):
        return read_requirement_list(path, content, snapshot, ids, mapping)
    if suffix in (".yaml", ".yml"):
        # YAML takes long to load.
        from core.exchange.boilerplates.reader import read_boilerplates

        return read_boilerplates(content, str(path), snapshot, ids)
    if suffix == ".json":
        plain = parse_json(content, str(path))
        if is_threat_dragon_1(plain):
            raise Refused(_version_1(path))
        if is_threat_dragon(plain):
            return read_threat_dragon(plain, str(path), snapshot, ids)
        if is_fret(plain):
            return read_fret(plain, str(path), snapshot, ids)
        if isinstance(plain, list) and any(isinstance(entry, str | dict) for entry in plain):
            return read_requirement_list(path, content, snapshot, ids, mapping)
    raise Refused(
        Diagnostic(
            "import-format",
            _("This kind of file is not understood yet"),
            str(path),
            hint=_("These are: {formats}.").format(formats="; ".join(KNOWN)),
            example="bartizan import model.json requirements.csv --into plant.bzn",
        )
    )


def _version_1(path: Path) -> Diagnostic:
    return Diagnostic(
        "threat-dragon-version",
        _("This is a Threat Dragon file of version 1, of which only version 2 is read"),
        str(path),
        hint=_("Open it in Threat Dragon 2, save it there, and bring in what that wrote."),
    )
