"""The document of a model, what of it is asked for each query, and what the verdicts rest on."""

from dataclasses import replace
from functools import cached_property
from typing import Any

from core.assistants.assumptions import at_worst, carriers, open_reason, unstated
from core.assistants.soundness import standstill
from core.checker import Limits, Outcome, Verdict, verify
from core.formal import Formalised, formalise
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

    def verdict(self, query: GeneratedQuery) -> Verdict:
        """The verdict on the part of the document that the query depends on.

        A requirement that holds only as long as what nobody stated is taken to be harmless is unknown.
        """
        assert query.formula is not None
        document, formula = self.generated.document, query.formula
        found = parts(document, self.generated.trace_map, formula)
        if query.purpose is Purpose.DEADLOCK:
            verdict, self._stopping = standstill(found, document, lambda one: self.ask(one, formula))
            return replace(verdict, reason=verdict.reason or self._where())
        verdict = self.ask(found[0], formula)
        if query.purpose is Purpose.REQUIREMENT and verdict.outcome is Outcome.SATISFIED:
            return self._either_way(query, verdict)
        return verdict

    def ask(self, document: Document, formula: str) -> Verdict:
        """The verdict on a document."""
        return verify(document, formula, self._limits)

    def stops(self, row: dict[str, Any]) -> bool:
        """Whether the part of the document that decided a row can come to a stop."""
        if not self._stopping:
            return False
        (part,) = parts(self.generated.document, self.generated.trace_map, row["formula"])
        return self.ask(part, NO_STOP).outcome is Outcome.VIOLATED

    def _either_way(self, query: GeneratedQuery, verdict: Verdict) -> Verdict:
        if not self._unstated:
            return verdict
        worst = self._at_worst
        other = _counterpart(query, self.generated, worst)
        if other is None:
            return verdict
        (part,) = parts(worst.document, worst.trace_map, other)
        open_ones = carriers(part, worst.trace_map, self._unstated)
        if not open_ones or self.ask(part, other).outcome is Outcome.SATISFIED:
            return verdict
        reason = open_reason(self.snapshot, open_ones)
        return replace(verdict, outcome=Outcome.UNKNOWN, reason=reason)

    @cached_property
    def _at_worst(self) -> Generated:
        return generated_model(at_worst(self.snapshot))

    def _where(self) -> str:
        """Which machines can come to a stop."""
        machines = {
            name_of(self.snapshot, entry.elements[0])
            for part in self._stopping
            for template in part.templates
            if (entry := self.generated.trace_map.get(Part.TEMPLATE, template.name)) is not None
            and entry.origin is Origin.COPIED
        }
        if not machines:
            return ""
        return _("These can come to a stop: {machines}").format(machines=", ".join(sorted(machines)))


def _counterpart(query: GeneratedQuery, one: Generated, other: Generated) -> str | None:
    """The formula that asks in another document of the same model what a query asks in the one."""
    mine, theirs = (
        [known for known in each.queries if (known.purpose, known.element) == (query.purpose, query.element)]
        for each in (one, other)
    )
    return theirs[mine.index(query)].formula if len(mine) == len(theirs) else None
