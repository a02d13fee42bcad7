"""The documents that leave the house: UPPAAL files, the assessment, the report."""

import json
from dataclasses import replace
from datetime import date as day
from pathlib import Path
from typing import Any

from core.assistants.assessment import assess
from core.assistants.places import Writer, check_folder, check_report, write_files
from core.assistants.proof import generated_model
from core.checker import Limits
from core.exchange.settings.folder import usual_folder
from core.ground.files import write_plain
from core.jobs.worker import Report
from core.model import Requirement, Snapshot, SystemOfInterest, from_plain
from core.project import Reading
from core.uppaal.document import Query
from core.uppaal.files.queries import write_queries
from core.uppaal.files.writing import write_document
from core.uppaal.generation.focus import parts
from core.uppaal.generation.naming import identifier
from core.uppaal.generation.query import Purpose
from core.uppaal.generation.whole import Generated
from core.uppaal.trace_map import to_plain

_UPPAAL_FILES = {"trace-map.json": b'{\n "time_unit_ns": ', "model.xml": b"", "model.q": b""}
_ASSESSMENT_FILES = {"assessment.json": b'{\n "requirements": [', "report.pdf": b""}
"""What is written into a folder, the first before the others: where it begins like this, all are ours."""

ASSESS = "bartizan assess plant.bzn --out assessment"
EXPORT = "bartizan export uppaal plant.bzn --out plant-uppaal"
REPORT = "bartizan report plant.bzn --out plant.pdf"
"""Commands as they can be given, shown where one could not be carried out."""


def write_all(
    reading: Reading, folder: Path, report: Report, date: str, author: str, limits: Limits
) -> tuple[dict[str, Any], list[Path]]:
    """Assess the model and write assessment.json, report.pdf and the UPPAAL files into the folder."""
    check_assessment(folder)
    evidence = usual_folder(reading.path)
    assessment, generated = assess(reading.snapshot, report, limits, evidence, day.fromisoformat(date))
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
    return assessment, write_files(files, ASSESS)


def write_uppaal(generated: Generated, folder: Path, whose: Snapshot | None = None) -> list[Path]:
    """Write model.xml, model.q and trace-map.json; Refused where others of that name lie in the folder.

    Where the model is given whose behaviour this is, also for each requirement's query the part of
    the document that decides it, as `parts/KEY.xml`. The whole document multiplies the states of
    machines that have nothing to do with each other; these are what a verifier can explore, and what
    the verdicts here rest on.
    """
    check_folder(folder, EXPORT, _UPPAAL_FILES)
    files = _uppaal_files(generated, folder)
    if whose is not None:
        files |= _parts(whose, generated, folder / "parts")
        names = {str(path.relative_to(folder)): b"" for path in files}
        check_folder(folder, EXPORT, names | _UPPAAL_FILES)
    return write_files(files, EXPORT)


def _parts(snapshot: Snapshot, generated: Generated, folder: Path) -> dict[Path, Writer]:
    files: dict[Path, Writer] = {}
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
    return files


def write_report(reading: Reading, assessment: dict[str, Any], path: Path, date: str, author: str) -> Path:
    """Write the PDF report of an assessment; Refused where other than a report has its place."""
    check_report(path, REPORT)
    write_files({path: _report(reading, assessment, date, author)}, REPORT)
    return path


def report_task(payload: Any, report: Report) -> Any:
    """The worker's task: write the report.

    `payload` has `elements`, `path`, `source`, `journal_head`, `changes`, `date`, `author`, `timeout`, and
    `evidence`, the folder of files that checks read, or None.
    """
    check_report(Path(payload["path"]), REPORT)
    snapshot = Snapshot(from_plain(plain) for plain in payload["elements"])
    reading = Reading(Path(payload["source"]), snapshot, payload["journal_head"], payload["changes"])
    assessment, _generated = assess(
        snapshot,
        report,
        Limits(seconds=payload.get("timeout", 60.0)),
        Path(payload["evidence"]) if payload.get("evidence") else None,
        day.fromisoformat(payload["date"]),
    )
    path = write_report(reading, assessment, Path(payload["path"]), payload["date"], payload["author"])
    return {"path": str(path)}


def uppaal_task(payload: Any, _report: Report) -> Any:
    """The worker's task: write the UPPAAL files of the model of `elements` into `folder`."""
    snapshot = Snapshot(from_plain(plain) for plain in payload["elements"])
    written = write_uppaal(generated_model(snapshot), Path(payload["folder"]))
    return {"files": [str(path) for path in written]}


def check_assessment(folder: Path) -> None:
    """Refused where an assessment cannot be written into the folder, or only over files of others."""
    check_folder(folder, ASSESS, _ASSESSMENT_FILES)
    check_folder(folder / "uppaal", ASSESS, _UPPAAL_FILES)


def _uppaal_files(generated: Generated, folder: Path) -> dict[Path, Writer]:
    return {
        folder / "trace-map.json": _plain(to_plain(generated.trace_map)),
        folder / "model.xml": _text(write_document(generated.document)),
        folder / "model.q": _text(write_queries(generated.document.queries)),
    }


def _report(reading: Reading, assessment: dict[str, Any], date: str, author: str) -> Writer:
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


def _plain(plain: Any) -> Writer:
    return _text(json.dumps(plain, ensure_ascii=False, indent=1))


def _text(content: str) -> Writer:
    return lambda place: write_plain(place, content)
