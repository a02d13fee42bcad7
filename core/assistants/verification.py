"""The proof assistant's plan: requirements to properties, properties to queries, queries to verdicts."""

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import replace
from itertools import groupby
from typing import Any

from core.assistants.engines import AUTO, EMBEDDED, Engine, difference_diagnostic, engine_of
from core.assistants.proof import Proof, generated_model
from core.assistants.resting import Known, marked, rests_on
from core.assistants.soundness import remark
from core.assistants.worst_case import WorstCase, worst_case
from core.checker import Limits, Outcome, Verdict, extent_to_plain, trace_to_plain
from core.ground.diagnostic import Refused
from core.ground.sentences import unworded
from core.ground.words import _
from core.jobs.worker import Found, Report, Telling
from core.model import Duration, Requirement, Snapshot, from_plain
from core.uppaal.explanation import Explanation, explain
from core.uppaal.generation.condition import machines_of
from core.uppaal.generation.finding import Finding, finding_to_plain
from core.uppaal.generation.query import GeneratedQuery, Purpose
from core.uppaal.generation.whole import Generated


def verify_model(
    snapshot: Snapshot,
    generated: Generated,
    report: Report | None = None,
    limits: Limits = Limits(),  # noqa: B008 - frozen
    known: Iterable[Mapping[str, Any]] | None = None,
    found: Found | None = None,
    engine: Engine | None = None,
) -> list[dict[str, Any]]:
    """A verdict for every query, and for every requirement that has none the reason why.

    With `known`, rows of an earlier verification, those are kept that rest on what is still so; each
    row then says in `rests` and `reads` what it rests on. `found` hears the rows as they become known.
    `engine` decides, within limits of its own; without one the embedded checker does.
    """
    proof = Proof(snapshot, generated, engine or Engine(limits))
    before = None if known is None else Known(proof, known)
    rows: list[dict[str, Any]] = []
    done, total = 0, len(generated.queries)
    for _about, group in groupby(generated.queries, _group):
        queries = list(group)
        grounds = [""] * len(queries) if before is None else [rests_on(proof, one) for one in queries]
        pairs = list(zip(queries, grounds, strict=True))
        kept = [row for one in pairs if before is not None and (row := before.find(*one)) is not None]
        if len(kept) == len(queries):
            for query, row in zip(queries, kept, strict=True):
                proof.recall(query, Outcome(row["verdict"]))
        fresh: list[dict[str, Any]] = []
        for query, ground in pairs if len(kept) < len(queries) else ():
            key = _key(snapshot, query)
            if report is not None:
                report(done, total, _("Verifying {what}").format(what=key or _(query.purpose.value)))
            row = proof.engine.concluded(_row(proof, query, key))
            if before is not None:
                marked(proof, query, row, ground)
            fresh.append(row)
            done += 1
        remark(fresh, proof.stops)
        if fresh:
            fresh[-1] = proof.engine.remarked(fresh[-1])
        if found is not None:
            found(fresh or kept)
        rows += fresh or kept
        done = len(rows)
    if report is not None:
        report(total, total, "")
    return rows


def _group(query: GeneratedQuery) -> tuple[str | None, bool]:
    """What is decided together: a requirement with whether its trigger ever comes."""
    return query.element, query.purpose in (Purpose.REQUIREMENT, Purpose.TRIGGER)


def verify_task(payload: Any, report: Report) -> Any:
    """The worker's task: `payload` has `elements` (the model, plain) and `timeout` (seconds a query).

    It may have `known`, what an earlier verification gave: what rests on the same is taken from there,
    and `engine`, the name of the one that decides.

    After the verdicts come rows of the purpose "finding": what generation has to say about elements.
    The rows are for keeping: their sentences are put into words where they are shown.
    """
    snapshot = Snapshot(from_plain(plain) for plain in payload["elements"])
    limits = Limits(seconds=payload.get("timeout", 60.0))
    found = report.part if isinstance(report, Telling) else None
    engine = engine_of(payload.get("engine", AUTO), limits)
    return rows_to_keep(snapshot, report, limits, payload.get("known", ()), found, engine)


def rows_to_keep(
    snapshot: Snapshot,
    report: Report,
    limits: Limits,
    known: Iterable[Mapping[str, Any]] = (),
    found: Found | None = None,
    engine: Engine | None = None,
) -> list[dict[str, Any]]:
    """The verdicts on a model and what generation has to say, as the results ledger keeps them.

    `found` hears the verdicts on each requirement as soon as they are known.
    """
    with unworded():
        generated = generated_model(snapshot)
        findings = [finding_to_plain(one) for one in generated.findings if one.element is not None]
        rows = verify_model(snapshot, generated, report, limits, known, found, engine)
        findings += [finding_to_plain(one) for one in _differences(rows)]
        return [*rows, *findings]


def _differences(rows: Iterable[dict[str, Any]]) -> Iterator[Finding]:
    """Where engines differ: a defect that belongs to nobody's model, told at what was asked about."""
    for row in rows:
        if len(set(row.get("verdicts", {}).values())) > 1:
            yield Finding(row["element"], difference_diagnostic(row["verdicts"]))


def _key(snapshot: Snapshot, query: GeneratedQuery) -> str | None:
    requirement = snapshot.find(Requirement, query.element)
    return requirement.key if requirement is not None else None


def _row(proof: Proof, query: GeneratedQuery, key: str | None) -> dict[str, Any]:
    row: dict[str, Any] = {
        "formula": query.formula,
        "unit": Duration(proof.generated.trace_map.nanoseconds).spoken(),
        "requirement": key,
        "element": query.element,
        "purpose": query.purpose.value,
        "machines": machines_of(proof.snapshot, query.property) if query.property is not None else [],
        "comment": query.comment,
        "verdict": "unknown",
        "value": None,
        "extents": [],
        "reason": query.reason or None,
        "engine": None,
        "states": 0,
        "transitions": 0,
        "seconds": 0.0,
        "worst_case": None,
        "trace": None,
        "explanation": None,
    }
    if query.formula is None:
        return row
    try:
        verdict = proof.verdict(query)
        worst = _worst_case(proof, query, verdict)
    except Refused as refused:
        return row | {"reason": "; ".join(diagnostic.message for diagnostic in refused.diagnostics)}
    if worst is not None:
        verdict = replace(verdict, trace=worst.verdict.trace)
        row["worst_case"] = Duration(worst.units * proof.generated.trace_map.nanoseconds).spoken()
    return row | _decided(proof, query, verdict)


def _worst_case(proof: Proof, query: GeneratedQuery, verdict: Verdict) -> WorstCase | None:
    """How late the answer to a missed deadline can come; None where that rests on something unstated."""
    asked = query.property
    if verdict.outcome is not Outcome.VIOLATED or asked is None or asked.at_most is None:
        return None
    part = proof.certain(query)
    if part is None or query.formula is None:
        return None
    return worst_case(query.formula, lambda formula: proof.ask(part, formula))


def _decided(proof: Proof, query: GeneratedQuery, verdict: Verdict) -> dict[str, Any]:
    found: dict[str, Any] = {
        "verdict": verdict.outcome.value,
        "value": verdict.value,
        "extents": [extent_to_plain(extent) for extent in verdict.extents],
        "reason": verdict.reason or None,
        "engine": EMBEDDED,
        "states": verdict.states,
        "transitions": verdict.transitions,
        "seconds": round(verdict.seconds, 6),
    }
    if verdict.trace is not None and query.purpose is Purpose.REQUIREMENT:
        found["trace"] = trace_to_plain(verdict.trace)
        explanation = explain(proof.snapshot, proof.generated.trace_map, verdict.trace, query)
        found["explanation"] = explanation_to_plain(explanation)
    return found


def explanation_to_plain(explanation: Explanation) -> dict[str, Any]:
    """The steps of a run in the words of the model, with the elements that each is about."""
    return {
        "summary": explanation.summary,
        "how": explanation.how,
        "delays": [{"length": delay.length, "text": delay.text} for delay in explanation.delays],
        "steps": [
            {
                "time": step.time,
                "text": step.text,
                "elements": list(step.elements),
                "waits": step.waits,
            }
            for step in explanation.steps
        ],
    }
