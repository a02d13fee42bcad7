"""The documents that leave the house: UPPAAL files, the assessment, the report."""

import json
from collections.abc import Callable
from dataclasses import replace
from pathlib import Path
from typing import Any

from core.assistants.assessment import assess
from core.assistants.proof import generated_model
from core.checker import Limits
from core.ground.diagnostic import Diagnostic, Refused
from core.ground.files import together, write_plain
from core.ground.words import _
from core.jobs.worker import Report
from core.model import Requirement, Snapshot, SystemOfInterest, from_plain
from core.project import Reading
from core.uppaal.document import Query
from core.uppaal.files.writing import write_document, write_queries
from core.uppaal.generation.focus import parts
from core.uppaal.generation.naming import identifier
from core.uppaal.generation.query import Purpose
from core.uppaal.generation.whole import Generated
from core.uppaal.trace_map import to_plain

_UPPAAL_FILES = ("trace-map.json", "model.xml", "model.q")
_ASSESSMENT_FILES = ("assessment.json", "report.pdf")
"""What is written into a folder, the first before the others: where it is there, so are they ours."""

ASSESS = "bartizan assess plant.bzn --out assessment"
EXPORT = "bartizan export uppaal plant.bzn --out plant-uppaal"
REPORT = "bartizan report plant.bzn --out plant.pdf"
"""Commands as they can be given, shown where one could not be carried out."""

_Writer = Callable[[Path], None]


def write_all(
    reading: Reading, folder: Path, report: Report, date: str, author: str, limits: Limits
) -> tuple[dict[str, Any], list[Path]]:
    """Assess the model and write assessment.json, report.pdf and the UPPAAL files into the folder."""
    prepare_assessment(folder)
    assessment, generated = assess(reading.snapshot, report, limits)
    assessment["provenance"] |= {
        "source": reading.path.name,
        "journal_head": reading.journal_head,
        "changes": reading.changes,
    }
    files = {
        folder / "assessment.json": _plain(assessment),
        **_uppaal_files(generated, folder / "uppaal"),
        folder / "report.pdf": _report(reading, assessment, date, author),
    }
    return assessment, _write(files, ASSESS)


def write_uppaal(generated: Generated, folder: Path) -> list[Path]:
    """Write model.xml, model.q and trace-map.json; Refused where others of that name lie in the folder."""
    prepare(folder, EXPORT, _UPPAAL_FILES)
    return _write(_uppaal_files(generated, folder), EXPORT)


def write_parts(snapshot: Snapshot, generated: Generated, folder: Path) -> list[Path]:
    """Write for each requirement's query the part of the document that decides it, as `KEY.xml`.

    The whole document multiplies the states of machines that have nothing to do with each other;
    these are what a verifier can explore, and what the verdicts here rest on.
    """
    prepare(folder, EXPORT)
    files: dict[Path, _Writer] = {}
    for query in generated.queries:
        requirement = snapshot.find(Requirement, query.element)
        if requirement is None or query.formula is None or query.purpose is not Purpose.REQUIREMENT:
            continue
        (part,) = parts(generated.document, generated.trace_map, query.formula)
        asked = replace(part, queries=(Query(query.formula, query.comment),))
        name = identifier(requirement.key, "requirement")
        number = sum(path.stem.partition("-")[0] == name for path in files)
        path = folder / (f"{name}-{number + 1}.xml" if number else f"{name}.xml")
        files[path] = _text(write_document(asked))
    return _write(files, EXPORT)


def write_report(reading: Reading, assessment: dict[str, Any], path: Path, date: str, author: str) -> Path:
    """Write the PDF report of an assessment."""
    _write({path: _report(reading, assessment, date, author)}, REPORT)
    return path


def report_task(payload: Any, report: Report) -> Any:
    """The worker's task: write the report.

    `payload` has `elements`, `path`, `source`, `journal_head`, `changes`, `date`, `author`, `timeout`.
    """
    snapshot = Snapshot(from_plain(plain) for plain in payload["elements"])
    reading = Reading(Path(payload["source"]), snapshot, payload["journal_head"], payload["changes"])
    assessment, _generated = assess(snapshot, report, Limits(seconds=payload.get("timeout", 60.0)))
    path = write_report(reading, assessment, Path(payload["path"]), payload["date"], payload["author"])
    return {"path": str(path)}


def uppaal_task(payload: Any, _report: Report) -> Any:
    """The worker's task: write the UPPAAL files of the model of `elements` into `folder`."""
    snapshot = Snapshot(from_plain(plain) for plain in payload["elements"])
    written = write_uppaal(generated_model(snapshot), Path(payload["folder"]))
    return {"files": [str(path) for path in written]}


def prepare_assessment(folder: Path) -> None:
    """Make the folders of an assessment; Refused where somebody else's files would be written over."""
    prepare(folder, ASSESS, _ASSESSMENT_FILES)
    prepare(folder / "uppaal", ASSESS, _UPPAAL_FILES)


def prepare(folder: Path, example: str, names: tuple[str, ...] = ()) -> None:
    """Make the folder if it is not there; Refused where that cannot be, with the command as an example.

    Refused too where files of these names lie in it without the first of them, which says that they
    were written here before.
    """
    if names and not (folder / names[0]).exists():
        for name in names[1:]:
            if (folder / name).exists():
                raise Refused(
                    Diagnostic(
                        "output-taken",
                        _("The folder holds a {name} that was not written by Bartizan").format(name=name),
                        str(folder / name),
                        hint=_("Name a new or empty folder, or move that file elsewhere."),
                        example=example,
                    )
                )
    try:
        folder.mkdir(parents=True, exist_ok=True)
    except OSError as error:
        raise Refused(_not_written(folder, example, error)) from error


def _uppaal_files(generated: Generated, folder: Path) -> dict[Path, _Writer]:
    return {
        folder / "trace-map.json": _plain(to_plain(generated.trace_map)),
        folder / "model.xml": _text(write_document(generated.document)),
        folder / "model.q": _text(write_queries(generated.document.queries)),
    }


def _report(reading: Reading, assessment: dict[str, Any], date: str, author: str) -> _Writer:
    from core.reports import Subject, write_assessment_report

    system = next(iter(reading.snapshot.of(SystemOfInterest)), None)
    subject = Subject(
        name=system.name if system else reading.path.stem,
        purpose=system.purpose if system else "",
        organisation=system.organisation if system else "",
        revision=system.revision if system else "",
        classification=system.classification if system else "",
        source=reading.path.name,
        digest=reading.digest,
        journal_head=reading.journal_head or "",
        changes=reading.changes,
        date=date,
        author=author,
    )
    return lambda place: write_assessment_report(place, reading.snapshot, assessment, subject)


def _plain(plain: Any) -> _Writer:
    return _text(json.dumps(plain, ensure_ascii=False, indent=1))


def _text(content: str) -> _Writer:
    return lambda place: write_plain(place, content)


def _write(files: dict[Path, _Writer], example: str) -> list[Path]:
    """Write the files, none of which takes its place before all are written; the first does so first."""
    path = next(iter(files), Path())
    try:
        with together() as beside:
            for path, write in files.items():
                write(beside(path))
    except OSError as error:
        raise Refused(_not_written(path, example, error)) from error
    return list(files)


def _not_written(path: Path, example: str, error: OSError) -> Diagnostic:
    return Diagnostic(
        "output-not-written",
        _("It could not be written: {reason}").format(reason=error.strerror or error),
        str(path),
        hint=_("Name a folder that you may write to, on a disk with room."),
        example=example,
    )
