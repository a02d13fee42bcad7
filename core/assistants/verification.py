"""The proof assistant's plan: requirements to properties, properties to queries, queries to verdicts."""

from dataclasses import replace
from typing import Any

from core.assistants.worst_case import WorstCase, worst_case
from core.checker import Limits, Outcome, Verdict, trace_to_plain, verify
from core.formal import Formalised, formalise
from core.ground.diagnostic import Refused
from core.ground.words import _
from core.jobs.worker import Report
from core.model import Duration, Id, Requirement, Snapshot, from_plain
from core.uppaal.explanation import Explanation, explain
from core.uppaal.generation.finding import Finding
from core.uppaal.generation.focus import parts
from core.uppaal.generation.query import GeneratedQuery, Purpose
from core.uppaal.generation.whole import Generated, generate

ENGINE = "embedded"


def generated_model(snapshot: Snapshot) -> Generated:
    """The UPPAAL document of the model, with the queries of all its requirements."""
    properties: dict[Id, Formalised] = {
        requirement.id: formalise(snapshot, requirement) for requirement in snapshot.of(Requirement)
    }
    return generate(snapshot, properties)


def verify_model(
    snapshot: Snapshot,
    generated: Generated,
    report: Report | None = None,
    limits: Limits = Limits(),  # noqa: B008 - frozen
) -> list[dict[str, Any]]:
    """A verdict for every query, and for every requirement that has none the reason why."""
    rows = []
    total = len(generated.queries)
    for done, query in enumerate(generated.queries):
        key = _key(snapshot, query)
        if report is not None:
            report(done, total, _("Verifying {what}").format(what=key or query.purpose.value))
        rows.append(_row(snapshot, generated, query, key, limits))
    if report is not None:
        report(total, total, "")
    return rows


def verify_task(payload: Any, report: Report) -> Any:
    """The worker's task: `payload` has `elements` (the model, plain) and `timeout` (seconds a query).

    After the verdicts come rows of the purpose "finding": what generation has to say about elements.
    """
    snapshot = Snapshot(from_plain(plain) for plain in payload["elements"])
    limits = Limits(seconds=payload.get("timeout", 60.0))
    generated = generated_model(snapshot)
    findings = [finding_to_plain(finding) for finding in generated.findings if finding.element is not None]
    return [*verify_model(snapshot, generated, report, limits), *findings]


def _key(snapshot: Snapshot, query: GeneratedQuery) -> str | None:
    requirement = snapshot.find(Requirement, query.element)
    return requirement.key if requirement is not None else None


def _row(
    snapshot: Snapshot, generated: Generated, query: GeneratedQuery, key: str | None, limits: Limits
) -> dict[str, Any]:
    row: dict[str, Any] = {
        "formula": query.formula,
        "unit": Duration(generated.trace_map.nanoseconds).spoken(),
        "requirement": key,
        "element": query.element,
        "purpose": query.purpose.value,
        "comment": query.comment,
        "verdict": "unknown",
        "value": None,
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
        verdict = _verdict(generated, query.formula, limits)
        worst = _worst_case(generated, query, verdict, limits)
    except Refused as refused:
        return row | {"reason": "; ".join(diagnostic.message for diagnostic in refused.diagnostics)}
    if worst is not None:
        verdict = replace(verdict, trace=worst.verdict.trace)
        row["worst_case"] = Duration(worst.units * generated.trace_map.nanoseconds).spoken()
    return row | _decided(snapshot, generated, query, verdict)


def _worst_case(
    generated: Generated, query: GeneratedQuery, verdict: Verdict, limits: Limits
) -> WorstCase | None:
    """How late the answer to a missed deadline can come."""
    asked = query.property
    if verdict.outcome is not Outcome.VIOLATED or asked is None or asked.at_most is None:
        return None
    assert query.formula is not None
    (part, *_others) = parts(generated.document, generated.trace_map, query.formula)
    return worst_case(query.formula, lambda formula: verify(part, formula, limits))


def _verdict(generated: Generated, formula: str, limits: Limits) -> Verdict:
    """The verdict on the parts of the document that the formula depends on, taken together.

    Satisfied where all parts satisfy it; what one part violates is violated.
    """
    verdicts = []
    for part in parts(generated.document, generated.trace_map, formula):
        verdict = verify(part, formula, limits)
        if verdict.outcome is Outcome.VIOLATED:
            return verdict
        verdicts.append(verdict)
    undecided = [verdict for verdict in verdicts if verdict.outcome is Outcome.UNKNOWN]
    return replace(
        (undecided or verdicts)[0],
        states=sum(verdict.states for verdict in verdicts),
        transitions=sum(verdict.transitions for verdict in verdicts),
        seconds=sum(verdict.seconds for verdict in verdicts),
    )


def _decided(
    snapshot: Snapshot, generated: Generated, query: GeneratedQuery, verdict: Verdict
) -> dict[str, Any]:
    found: dict[str, Any] = {
        "verdict": verdict.outcome.value,
        "value": verdict.value,
        "reason": verdict.reason or None,
        "engine": ENGINE,
        "states": verdict.states,
        "transitions": verdict.transitions,
        "seconds": round(verdict.seconds, 6),
    }
    if verdict.trace is not None and query.purpose is Purpose.REQUIREMENT:
        found["trace"] = trace_to_plain(verdict.trace)
        explanation = explain(snapshot, generated.trace_map, verdict.trace, query)
        found["explanation"] = explanation_to_plain(explanation)
    return found


def finding_to_plain(finding: Finding) -> dict[str, Any]:
    """A finding of the generation as a row beside the verdicts."""
    diagnostic = finding.diagnostic
    return {
        "purpose": "finding",
        "element": finding.element,
        "code": diagnostic.code,
        "severity": diagnostic.severity.value,
        "message": diagnostic.message,
        "hint": diagnostic.hint or "",
    }


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
