"""The document of a model, what of it is asked for each query, and what the verdicts rest on."""

from dataclasses import replace
from functools import cached_property
from typing import Any

from core.assistants.assumptions import at_worst, carriers, open_reason, unstated
from core.assistants.soundness import standstill, ticking, without_time
from core.checker import Limits, Outcome, Verdict, verify
from core.formal import Formalised, formalise
from core.ground.diagnostic import Refused
from core.ground.words import _
from core.model import Id, Requirement, Snapshot, name_of
from core.uppaal.document import Document
from core.uppaal.generation.focus import parts
from core.uppaal.generation.query import GeneratedQuery, Purpose
from core.uppaal.generation.whole import NO_STOP, Generated, generate
from core.uppaal.trace_map import Origin, Part


def generated_model(snapshot: Snapshot) -> Generated:
    """The UPPAAL document of the model, with the queries of all its requirements."""
    properties: dict[Id, Formalised] = {
        requirement.id: formalise(snapshot, requirement) for requirement in snapshot.of(Requirement)
    }
    return generate(snapshot, properties)


class Proof:
    """The document of a model, what of it is asked, and what verdicts on it rest on."""

    def __init__(self, snapshot: Snapshot, generated: Generated, limits: Limits) -> None:
        self.snapshot, self.generated = snapshot, generated
        self._limits = limits
        self._unstated = unstated(snapshot)
        self._stopping: list[Document] = []
        self._stops: dict[frozenset[str], bool | None] = {}

    def verdict(self, query: GeneratedQuery) -> Verdict:
        """The verdict on the part of the document that the query depends on.

        A requirement that holds only as long as what nobody stated is taken to be harmless is unknown.
        """
        assert query.formula is not None
        document, formula = self.generated.document, query.formula
        found = parts(document, self.generated.trace_map, formula)
        if query.purpose is Purpose.DEADLOCK:
            verdict, self._stopping = standstill(found, document, lambda one: self.ask(one, formula))
            return replace(verdict, reason=verdict.reason or self._where(verdict))
        verdict = self.ask(found[0], formula)
        if query.purpose is not Purpose.REQUIREMENT:
            return verdict
        if verdict.outcome is Outcome.SATISFIED:
            return self._either_way(query, verdict)
        if without_time(verdict):
            reason = _(
                "The run found that breaks it goes on for ever without time passing; whether one in which "
                "time goes on breaks it was not decided."
            )
            return replace(verdict, outcome=Outcome.UNKNOWN, reason=reason, trace=None)
        return verdict

    def ask(self, document: Document, formula: str) -> Verdict:
        """The verdict on a document."""
        return verify(document, formula, self._limits)

    def stops(self, row: dict[str, Any]) -> bool | None:
        """Whether time can stop in the part of the document that decided a row; None where that is open."""
        part, trace_map = self._part(row), self.generated.trace_map
        entries = [trace_map.get(Part.TEMPLATE, template.name) for template in part.templates]
        origins = {one.name: one.origin for one in entries if one is not None}
        # Observers hold up nobody, so requirements on the same machines share the answer.
        machines = frozenset(name for name, origin in origins.items() if origin is not Origin.OBSERVER)
        if machines not in self._stops:
            environment = [name for name, origin in origins.items() if origin is Origin.ENVIRONMENT]
            try:
                found = self.ask(ticking(part, environment), NO_STOP).outcome
            except Refused:
                found = Outcome.UNKNOWN
            self._stops[machines] = None if found is Outcome.UNKNOWN else found is Outcome.VIOLATED
        return self._stops[machines]

    def overrun(self, row: dict[str, Any], connectors: set[str]) -> str:
        """The names of those of the connectors that the verdict of a row rests on."""
        found = carriers(self._part(row), self.generated.trace_map, frozenset(connectors))
        return ", ".join(name_of(self.snapshot, one) for one in found)

    def _part(self, row: dict[str, Any]) -> Document:
        (part,) = parts(self.generated.document, self.generated.trace_map, row["formula"])
        return part

    def _either_way(self, query: GeneratedQuery, verdict: Verdict) -> Verdict:
        if not self._unstated:
            return verdict
        worst = self._at_worst
        other = _counterpart(query, self.generated, worst)
        if other is None:
            return verdict
        (part,) = parts(worst.document, worst.trace_map, other)
        open_ones = carriers(part, worst.trace_map, self._unstated)
        if not open_ones:
            return verdict
        found = self.ask(part, other).outcome
        if found is Outcome.SATISFIED:
            return verdict
        reason = open_reason(self.snapshot, open_ones, can_fail=found is Outcome.VIOLATED)
        return replace(verdict, outcome=Outcome.UNKNOWN, reason=reason)

    @cached_property
    def _at_worst(self) -> Generated:
        return generated_model(at_worst(self.snapshot))

    def _where(self, verdict: Verdict) -> str:
        """Which machines can come to a stop, though the whole may go on for ever."""
        machines = {
            name_of(self.snapshot, entry.elements[0])
            for part in self._stopping
            for template in part.templates
            if (entry := self.generated.trace_map.get(Part.TEMPLATE, template.name)) is not None
            and entry.origin is Origin.COPIED
        }
        if not machines:
            return ""
        words = _("These can come to a stop: {machines}")
        if verdict.outcome is Outcome.SATISFIED:
            words = _("The whole never stops; these parts can: {machines}.")
        return words.format(machines=", ".join(sorted(machines)))


def _counterpart(query: GeneratedQuery, one: Generated, other: Generated) -> str | None:
    """The formula that asks in another document of the same model what a query asks in the one."""
    mine, theirs = (
        [known for known in each.queries if (known.purpose, known.element) == (query.purpose, query.element)]
        for each in (one, other)
    )
    return theirs[mine.index(query)].formula if len(mine) == len(theirs) else None
