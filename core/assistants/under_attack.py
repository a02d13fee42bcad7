"""Which requirements survive which attack, how long recovery takes, and which mitigation restores them.

Each requirement is decided on the model alone and under each scenario. Where the part of the document that
decides it is the same under an attack, the attack does not reach it, and its verdict stands.
"""

import hashlib
import json
from collections.abc import Iterable, Iterator, Mapping
from typing import Any

from core.assistants.attack_scenarios import Posed, posed_by
from core.assistants.engines import Engine
from core.assistants.proof import Proof, generated_model
from core.assistants.resting import reads_of, rests_on
from core.assistants.verification import explanation_to_plain
from core.assistants.worst_case import longest, worst_case
from core.checker import Limits, Outcome, Verdict, trace_to_plain
from core.ground.diagnostic import Refused
from core.ground.sentences import unworded
from core.ground.words import _
from core.jobs.worker import Found, Report, Telling
from core.model import AttackScenario, Duration, Id, Requirement, Snapshot, from_plain
from core.uppaal.explanation import explain
from core.uppaal.generation.finding import finding_to_plain
from core.uppaal.generation.query import GeneratedQuery, Purpose

Row = dict[str, Any]


def verify_under_attack(
    snapshot: Snapshot,
    posed: Iterable[Posed] | None = None,
    report: Report | None = None,
    limits: Limits = Limits(),  # noqa: B008 - frozen
    known: Iterable[Mapping[str, Any]] = (),
    found: Found | None = None,
) -> list[Row]:
    """One row for each requirement and scenario, those of one requirement together.

    `posed` None: what people kept and what threats make. Of `known`, rows of an earlier call, those are
    kept that rest on what is still so. `found` hears the rows of each scenario as they become known.
    """
    tried = tuple(posed_by(snapshot) if posed is None else posed)
    alone = _Model(snapshot, limits, None, None)
    before = {row["rests"]: dict(row) for row in known if row.get("rests")}
    rows: list[Row] = []
    for done, one in enumerate(tried):
        if report is not None:
            report(done, len(tried), _("Trying “{scenario}”").format(scenario=one.scenario.name))
        fresh = list(_rows(snapshot, one, alone, limits, before))
        if found is not None:
            found(fresh)
        rows += fresh
    if report is not None:
        report(len(tried), len(tried), "")
    order = {one.id: number for number, one in enumerate(snapshot.of(Requirement))}
    return sorted(rows, key=lambda row: order[row["element"]])


def under_attack_task(payload: Any, report: Report) -> Any:
    """The worker's task: `payload` has `elements` (the model, plain), `timeout` (seconds a query), `known`.

    The rows are for keeping: their sentences are put into words where they are shown.
    """
    snapshot = Snapshot(from_plain(plain) for plain in payload["elements"])
    limits = Limits(seconds=payload.get("timeout", 60.0))
    found = report.part if isinstance(report, Telling) else None
    with unworded():
        return verify_under_attack(snapshot, None, report, limits, payload.get("known", ()), found)


def doubts_about(snapshot: Snapshot, scenario: AttackScenario) -> list[Row]:
    """What of a scenario the model cannot show, as rows of the purpose "finding"."""
    before = set(generated_model(snapshot).findings)
    return [
        finding_to_plain(one)
        for one in generated_model(snapshot, scenario).findings
        if one not in before and one.element is not None
    ]


class _Model:
    """The document of a model under one attack or none, with the verdicts on its requirements."""

    def __init__(
        self,
        snapshot: Snapshot,
        limits: Limits,
        scenario: AttackScenario | None,
        alone: "_Model | None",
    ) -> None:
        self.generated = generated_model(snapshot, scenario)
        self.proof = Proof(snapshot, self.generated, Engine(limits), scenario)
        self._alone = alone
        self._grounds: dict[GeneratedQuery, str] = {}
        self._verdicts: dict[str, Verdict] = {}
        self._met = False
        self.queries: dict[Id, list[GeneratedQuery]] = {}
        for query in self.generated.queries:
            if query.purpose is Purpose.REQUIREMENT and query.element is not None:
                self.queries.setdefault(query.element, []).append(query)

    def ground(self, query: GeneratedQuery) -> str:
        """The digest of what decides a query."""
        self._meet()
        if query not in self._grounds:
            self._grounds[query] = rests_on(self.proof, query)
        return self._grounds[query]

    def verdict(self, query: GeneratedQuery) -> Verdict:
        """The verdict, taken from the model alone where that rests on the same."""
        ground = self.ground(query)
        known = self._verdicts.get(ground) or (self._alone and self._alone.known(ground))
        if not known:
            known = self._verdicts[ground] = self._decided(query)
        return known

    def known(self, ground: str) -> Verdict | None:
        """The verdict on whatever rests on that, if it was decided."""
        return self._verdicts.get(ground)

    def _decided(self, query: GeneratedQuery) -> Verdict:
        if query.formula is None:
            return Verdict(Outcome.UNKNOWN, reason=query.reason)
        try:
            return self.proof.verdict(query)
        except Refused as refused:
            return Verdict(Outcome.UNKNOWN, reason="; ".join(one.message for one in refused.diagnostics))

    def _meet(self) -> None:
        """What is found of messages that meet on a connector counts for requirements, so it comes first."""
        if self._met:
            return
        self._met = True
        for query in self.generated.queries:
            if query.purpose is Purpose.OVERRUN:
                self.proof.recall(query, self.verdict(query).outcome)


def _rows(
    snapshot: Snapshot, one: Posed, alone: _Model, limits: Limits, before: dict[str, Row]
) -> Iterator[Row]:
    under = _Model(snapshot, limits, one.scenario, alone)
    lessened: dict[AttackScenario, _Model] = {}
    for element, queries in under.queries.items():
        mine = alone.queries.get(element, [])
        grounds = [alone.ground(query) for query in mine], [under.ground(query) for query in queries]
        reached = grounds[0] != grounds[1]
        rests = _digest([*grounds, one.scenario.id, one.scenario.name, [repr(a) for a in one.answers]])
        if rests in before:
            yield before[rests]
            continue
        requirement = snapshot.find(Requirement, element)
        assert requirement is not None
        before_it = _outcome([alone.verdict(query) for query in mine])
        verdicts = [under.verdict(query) for query in queries]
        outcome = _outcome(verdicts)
        row: Row = {
            "purpose": "attack",
            "requirement": requirement.key,
            "element": element,
            "scenario": one.scenario.name,
            "attack": one.scenario.id,
            "kept": one.kept,
            "threats": list(one.scenario.threats),
            "alone": before_it.value,
            "reached": reached,
            "verdict": outcome.value,
            "reason": next((v.reason for v in verdicts if v.outcome is outcome and v.reason), None),
            "recovery": None,
            "recovery_reason": None,
            "restored_by": [],
            "trace": None,
            "explanation": None,
            "rests": rests,
            "reads": sorted({read for query in queries for read in reads_of(under.proof, query)}),
        }
        if reached:
            row |= _recovery(under, queries, verdicts)
        if reached and outcome is Outcome.VIOLATED:
            row |= _shown(under, queries, verdicts)
        if before_it is Outcome.SATISFIED and outcome is not Outcome.SATISFIED:
            for answer in one.answers:
                model = lessened.get(answer.left)
                if model is None:
                    model = lessened[answer.left] = _Model(snapshot, limits, answer.left, alone)
                if _outcome([model.verdict(q) for q in model.queries[element]]) is Outcome.SATISFIED:
                    row["restored_by"].append({"id": answer.id, "title": answer.title})
        yield row


def _outcome(verdicts: list[Verdict]) -> Outcome:
    """A requirement is violated if one of its queries is, and met if all of them are."""
    outcomes = {one.outcome for one in verdicts}
    for outcome in (Outcome.VIOLATED, Outcome.UNKNOWN):
        if outcome in outcomes:
            return outcome
    return Outcome.SATISFIED


def _recovery(under: _Model, queries: list[GeneratedQuery], verdicts: list[Verdict]) -> Row:
    """How long the answer that a requirement demands in time can take under the attack."""
    for query, verdict in zip(queries, verdicts, strict=True):
        asked = query.property
        if query.formula is None or asked is None or asked.at_most is None:
            continue
        if verdict.outcome is Outcome.UNKNOWN:
            return {"recovery_reason": verdict.reason}
        part = under.proof.certain(query)
        if part is None:
            return {"recovery_reason": _("It rests on what nobody stated")}

        def ask(formula: str, document: Any = part) -> Verdict:
            return under.proof.ask(document, formula)

        if verdict.outcome is Outcome.VIOLATED:
            worst = worst_case(query.formula, ask)
            units = worst.units if worst is not None else None
        else:
            units = longest(query.formula, ask)
        if units is not None:
            spoken = Duration(units * under.generated.trace_map.nanoseconds).spoken()
            return {"recovery": spoken}
        if verdict.outcome is Outcome.VIOLATED:
            return {"recovery_reason": _("No time was found within which it always recovers")}
    return {}


def _shown(under: _Model, queries: list[GeneratedQuery], verdicts: list[Verdict]) -> Row:
    """The run that breaks a requirement, and what happens in it."""
    for query, verdict in zip(queries, verdicts, strict=True):
        if verdict.outcome is Outcome.VIOLATED and verdict.trace is not None:
            told = explain(under.proof.snapshot, under.generated.trace_map, verdict.trace, query)
            return {
                "trace": trace_to_plain(verdict.trace),
                "explanation": explanation_to_plain(told),
            }
    return {}


def _digest(ground: Any) -> str:
    return hashlib.sha256(json.dumps(ground, sort_keys=True).encode()).hexdigest()
