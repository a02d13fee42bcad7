"""Deciding the queries of a UPPAAL file that somebody else wrote."""

from pathlib import Path
from typing import Any

from core.checker import Limits, verdict_to_plain, verify
from core.ground.diagnostic import Refused
from core.ground.words import _
from core.jobs.worker import Report
from core.uppaal.files.reading import read_document


def verify_file(path: Path, report: Report, limits: Limits) -> list[dict[str, Any]]:
    """A row for each query that has a formula; a query that cannot be decided is unknown with the reason.

    Refused where the file cannot be read, or where the model uses what the checker does not support.
    """
    document = read_document(path)
    queries = [query for query in document.queries if query.formula.strip()]
    rows = []
    for done, query in enumerate(queries):
        report(done, len(queries), _("Verifying query {number}").format(number=done + 1))
        try:
            row = verdict_to_plain(verify(document, query.formula, limits), query.formula)
        except Refused as refused:
            if not _about_query(refused):
                raise
            row = _undecided(query.formula, refused)
        rows.append(row | {"comment": query.comment})
    report(len(queries), len(queries), "")
    return rows


def _about_query(refused: Refused) -> bool:
    return all(diagnostic.code.startswith("query") for diagnostic in refused.diagnostics)


def _undecided(formula: str, refused: Refused) -> dict[str, Any]:
    return {
        "formula": formula,
        "requirement": None,
        "verdict": "unknown",
        "value": None,
        "reason": "; ".join(diagnostic.message for diagnostic in refused.diagnostics),
        "engine": None,
        "states": 0,
        "transitions": 0,
        "seconds": 0.0,
        "trace": None,
    }
