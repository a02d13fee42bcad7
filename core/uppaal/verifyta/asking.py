"""Asking verifyta about one formula: on a copy of the document, within limits, nothing left running."""

import tempfile
from collections.abc import Callable
from dataclasses import dataclass, replace
from pathlib import Path

from core.jobs.programs import ProgramOutcome, run_program
from core.uppaal.document import Document, Query
from core.uppaal.files.queries import write_queries
from core.uppaal.files.writing import write_document
from core.uppaal.verifyta.answers import Answer, read_answer
from core.uppaal.verifyta.program import Program
from core.uppaal.verifyta.symbolic import SymbolicTrace, Untold, read_trace

SUMMARY = "-u"
SHORTEST = ("-t", "1")
TRACES = "-f"
COMPILED = {"UPPAAL_COMPILE_ONLY": "1"}
"""In its environment, this makes verifyta write the model in the form in which traces refer to it."""


@dataclass(frozen=True, slots=True)
class Bounds:
    """The most that one run may use: seconds on the wall, megabytes of address space."""

    seconds: float = 60.0
    megabytes: int = 4096


def ask(
    program: Program,
    document: Document,
    formula: str,
    bounds: Bounds = Bounds(),
    cancelled: Callable[[], bool] | None = None,
) -> Answer:
    """What verifyta says about the formula; never raises for anything that it does."""
    with tempfile.TemporaryDirectory(prefix="bartizan-") as folder:
        outcome = _run(program, _copied(Path(folder), document, formula), (), bounds, cancelled)
    return read_answer(outcome, bounds.seconds, bounds.megabytes)


def ask_for_trace(
    program: Program,
    document: Document,
    formula: str,
    bounds: Bounds = Bounds(),
    cancelled: Callable[[], bool] | None = None,
) -> tuple[Answer, SymbolicTrace | None]:
    """The same with the shortest run that shows it; None where it gives none or that cannot be read."""
    with tempfile.TemporaryDirectory(prefix="bartizan-") as name:
        folder = Path(name)
        files = _copied(folder, document, formula)
        traced = (*SHORTEST, TRACES, str(folder / "run"))
        answer = read_answer(
            _run(program, files, traced, bounds, cancelled), bounds.seconds, bounds.megabytes
        )
        found = folder / "run-1.xtr"
        if not answer.decides or not found.is_file():
            return answer, None
        compiled = run_program(
            [str(program.path), str(files[0])],
            folder,
            seconds=bounds.seconds,
            cancelled=cancelled,
            environment=COMPILED,
            megabytes=bounds.megabytes,
        )
        if not compiled.was_successful:
            return answer, None
        (folder / "model.if").write_text(compiled.output, encoding="utf-8", newline="\n")
        try:
            return answer, read_trace(folder / "model.if", found)
        except Untold:
            return answer, None


def _copied(folder: Path, document: Document, formula: str) -> tuple[Path, Path]:
    model, query = folder / "model.xml", folder / "model.q"
    model.write_text(write_document(replace(document, queries=(), query_options=())), encoding="utf-8")
    query.write_text(write_queries([Query(formula)]), encoding="utf-8")
    return model, query


def _run(
    program: Program,
    files: tuple[Path, Path],
    options: tuple[str, ...],
    bounds: Bounds,
    cancelled: Callable[[], bool] | None,
) -> ProgramOutcome:
    return run_program(
        [str(program.path), SUMMARY, *options, *map(str, files)],
        files[0].parent,
        seconds=bounds.seconds,
        cancelled=cancelled,
        megabytes=bounds.megabytes,
    )
