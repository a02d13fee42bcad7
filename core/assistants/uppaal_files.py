"""Deciding the queries of a UPPAAL file that somebody else wrote."""

import re
from dataclasses import replace
from pathlib import Path
from typing import Any

from core.assistants.engines import Engine
from core.checker import Limits, require_verifiable, verdict_to_plain
from core.ground.diagnostic import Diagnostic, Refused
from core.ground.words import _
from core.jobs.worker import Report
from core.uppaal.document import Document
from core.uppaal.files.queries import read_queries
from core.uppaal.files.reading import read_document

_COMMENT = re.compile(r"//[^\n]*|/\*.*?\*/", re.DOTALL)


def document_asked(path: Path, queries: Path | None = None) -> Document:
    """The document of a file with the queries that are asked about it.

    Those of the file named for them, else its own, else those of the file beside it that UPPAAL keeps for
    a model that can hold none: `plant.q` for `plant.xta`.
    """
    document = read_document(path)
    beside = path.with_suffix(".q")
    if queries is None and not document.queries and beside.is_file():
        queries = beside
    return document if queries is None else replace(document, queries=read_queries(queries))


def verify_file(
    path: Path,
    report: Report,
    limits: Limits,
    queries_from: Path | None = None,
    engine: Engine | None = None,
) -> list[dict[str, Any]]:
    """A row for each query that asks something; what cannot be decided is unknown with the reason.

    Refused where the file cannot be read, or where the model uses what the checker does not support and
    nobody else is asked; a query that is wrong, or a fault that the model shows under it, concerns that query
    alone. `engine` decides, within limits of its own; without one the embedded checker does.
    """
    engine = engine or Engine(limits)
    document = document_asked(path, queries_from)
    queries = [query for query in document.queries if _COMMENT.sub("", query.formula).strip()]
    if not queries:
        return []
    try:
        if engine.program is None:
            require_verifiable(document)
    except Refused as refused:
        raise Refused(*(_in_file(path, diagnostic) for diagnostic in refused.diagnostics)) from refused
    rows = []
    for done, query in enumerate(queries):
        report(done, len(queries), _("Verifying query {number}").format(number=done + 1))
        try:
            row = verdict_to_plain(engine.ask(document, query.formula), query.formula)
        except Refused as refused:
            row = _undecided(query.formula, done + 1, refused)
        rows.append(engine.concluded(row) | {"comment": query.comment})
    report(len(queries), len(queries), "")
    return rows


def _in_file(path: Path, diagnostic: Diagnostic) -> Diagnostic:
    """The diagnostic about a text inside the document: the file, and in words where in it."""
    message = _placed(diagnostic, diagnostic.file or "")
    hint = diagnostic.hint or _("Mend the model in UPPAAL and save it again.")
    return replace(
        diagnostic, message=message, file=str(path), line=None, column=None, length=None, hint=hint
    )


def _placed(diagnostic: Diagnostic, where: str) -> str:
    places = [where] if where else []
    if diagnostic.line and diagnostic.line > 1:
        places.append(_("line {line}").format(line=diagnostic.line))
    if diagnostic.column:
        places.append(_("column {column}").format(column=diagnostic.column))
    return ": ".join(part for part in (", ".join(places), diagnostic.message) if part)


def _undecided(formula: str, number: int, refused: Refused) -> dict[str, Any]:
    query = _("query {number}").format(number=number)
    return {
        "formula": formula,
        "requirement": None,
        "verdict": "unknown",
        "value": None,
        "extents": [],
        "reason": "; ".join(_placed(diagnostic, query) for diagnostic in refused.diagnostics),
        "engine": None,
        "states": 0,
        "transitions": 0,
        "seconds": 0.0,
        "trace": None,
    }
