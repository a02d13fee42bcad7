"""What verdicts are worth: triggers that never come, and behaviour that can come to a stop.

An A[] holds of a run that ends early, and a response to what never happens is always in time. Both
are true of the formula and say little of the system, so the verdict says so beside itself.
"""

from collections.abc import Callable
from typing import Any

from core.checker import Outcome, Verdict
from core.ground.words import _
from core.uppaal.document import Document
from core.uppaal.generation.query import Purpose

Row = dict[str, Any]


def remark(rows: list[Row], stops: Callable[[Row], bool]) -> None:
    """Give satisfied requirements the reason why that may mean little.

    `stops` tells whether the behaviour that the verdict of a row rests on can come to a stop.
    """
    silent = {
        row["requirement"]
        for row in rows
        if row["purpose"] == Purpose.TRIGGER.value and row["verdict"] == "violated"
    }
    for row in rows:
        if row["purpose"] != Purpose.REQUIREMENT.value or row["verdict"] != "satisfied":
            continue
        if row["requirement"] in silent:
            row["reason"] = _("Its trigger can never happen in this model, so nothing is ever demanded.")
        elif stops(row):
            row["reason"] = _(
                "The behaviour that it rests on can come to a stop; nothing is known of what would follow."
            )


def standstill(
    parts: tuple[Document, ...], document: Document, ask: Callable[[Document], Verdict]
) -> tuple[Verdict, list[Document]]:
    """Whether a document can come to a stop, and the parts of it that can.

    Where no part can, the document cannot. Where one can, the others may go on, so the document
    itself is asked.
    """
    verdicts = [ask(part) for part in parts]
    outcomes = [verdict.outcome for verdict in verdicts]
    stopping = [part for part, found in zip(parts, outcomes, strict=True) if found is Outcome.VIOLATED]
    if not stopping:
        undecided = [verdict for verdict in verdicts if verdict.outcome is Outcome.UNKNOWN]
        return (undecided or verdicts)[0], []
    if len(parts[0].templates) == len(document.templates):
        return verdicts[0], stopping
    return ask(document), stopping
