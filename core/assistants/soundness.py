"""What verdicts are worth: triggers that never come, time that can stop, messages that meet another.

An A[] holds of a run that ends early, and a response to what never happens is always in time. Both
are true of the formula and say little of the system, so the verdict says so beside itself.
"""

import re
from collections.abc import Callable, Iterable
from dataclasses import replace
from typing import Any

from core.checker import Ending, Outcome, Verdict
from core.ground.words import _
from core.uppaal.document import Document, Label, Location, Template, Transition
from core.uppaal.generation.query import Purpose

Row = dict[str, Any]

_TICKING = "Ticking"
_SILENT = "silent"


def remark(rows: list[Row], stops: Callable[[Row], bool | None]) -> None:
    """Give satisfied requirements the reason why that may mean little, or is not proven yet.

    `stops` tells whether time can stop in the behaviour that the verdict of a row rests on, None where
    that cannot be told.
    """
    silent = {row["requirement"] for row in rows if _is(row, Purpose.TRIGGER, "violated")}
    for row in rows:
        if not _is(row, Purpose.REQUIREMENT, "satisfied"):
            continue
        if row["requirement"] in silent:
            row["reason"] = _(
                "What calls for it can never happen in this model, so nothing is ever demanded."
            )
            continue
        found = stops(row)
        if found:
            row["verdict"] = Outcome.UNKNOWN.value
            row["reason"] = _(
                "It holds as far as the behaviour that it rests on goes, which can come to a stop; nothing "
                "is known of what would follow."
            )
        elif found is None:
            row["reason"] = _("Whether the behaviour that it rests on can come to a stop was not decided.")


def meeting_reason(connectors: str, found: bool) -> str:
    """Why nothing is proven where messages meet on these connectors; `found` where they are known to."""
    words = (
        _(
            "A message can be sent while another is under way on {connectors}; the model carries one "
            "at a time and loses it, so what it would do is not known."
        )
        if found
        else _(
            "Whether a message can be sent while another is under way on {connectors} was not decided; "
            "the model carries one at a time."
        )
    )
    return words.format(connectors=connectors)


def _is(row: Row, purpose: Purpose, verdict: str) -> bool:
    return (row["purpose"], row["verdict"]) == (purpose.value, verdict)


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


def ticking(document: Document, environment: Iterable[str]) -> Document:
    """A document that comes to a stop exactly where time can stop in the one given.

    A clock that always ticks again keeps what merely waits from being a stop, and the templates of the
    environment may fall silent for good, so that what they could still send hides none. The period
    lies beyond every number of the document: ticks add few states.
    """
    beyond = 1 + greatest_number(document)
    templates = [
        _silenced(template) if template.name in set(environment) else template
        for template in document.templates
    ]
    process = unused(document, _TICKING)
    tick = Template(
        name=process,
        declaration="clock ticked;",
        locations=(Location("ticking", "Ticking", (Label("invariant", f"ticked <= {beyond}"),)),),
        initial="ticking",
        transitions=(
            Transition(
                "ticking",
                "ticking",
                labels=(Label("guard", f"ticked >= {beyond}"), Label("assignment", "ticked = 0")),
            ),
        ),
    )
    system = document.system.replace("system ", f"system {process}, ", 1)
    return replace(document, templates=(*templates, tick), system=system, queries=())


def unused(document: Document, name: str) -> str:
    """The name, longer where the document has a use for it."""
    used = set(re.findall(r"\w+", f"{document.system} {_text(document)}"))
    while name in used:
        name += "_"
    return name


def greatest_number(document: Document) -> int:
    """The greatest number written in a document."""
    return max((int(number) for number in re.findall(r"\d+", _text(document))), default=0)


def without_time(verdict: Verdict) -> bool:
    """Whether the run that breaks something goes on for ever without time passing."""
    trace = verdict.trace
    if verdict.outcome is not Outcome.VIOLATED or trace is None or trace.ending is not Ending.LOOP:
        return False
    return all(step.delay == 0 for step in trace.steps[trace.loop or 0 :])


def _silenced(template: Template) -> Template:
    silent = Location(f"{template.name}.{_SILENT}", "Silent")
    edge = Transition(template.initial, silent.id)
    return replace(
        template, locations=(*template.locations, silent), transitions=(*template.transitions, edge)
    )


def _text(document: Document) -> str:
    labels: list[Label] = []
    for template in document.templates:
        for location in template.locations:
            labels += location.labels
        for transition in template.transitions:
            labels += transition.labels
    declarations = (template.declaration for template in document.templates)
    return " ".join((document.declaration, *declarations, *(label.text for label in labels)))
