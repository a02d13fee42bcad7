"""The document of a model, what of it is asked for each query, and what the verdicts rest on."""

from collections.abc import Iterator
from dataclasses import replace
from functools import cached_property
from typing import Any

from core.assistants.assumptions import at_any_time, at_worst, breach_reason, carriers, open_reason, unstated
from core.assistants.certain import Doubts, carried, certain_runs, open_latencies, travelling
from core.assistants.diverging import unhurried, with_bound
from core.assistants.engines import Engine
from core.assistants.soundness import meeting_reason, standstill, ticking, without_time
from core.checker import Ending, Outcome, Verdict
from core.formal import Formalised, formalise
from core.ground.diagnostic import Refused
from core.ground.words import _, deferred
from core.model import AttackScenario, Id, Requirement, Snapshot, name_of
from core.uppaal.document import Document
from core.uppaal.generation.focus import parts
from core.uppaal.generation.query import GeneratedQuery, Purpose
from core.uppaal.generation.whole import NO_STOP, Generated, generate
from core.uppaal.trace_map import Origin, Part

_TIMELESS = deferred(
    "The run found that breaks it goes on for ever without time passing; whether one in which time goes "
    "on breaks it was not decided."
)


def generated_model(snapshot: Snapshot, scenario: AttackScenario | None = None) -> Generated:
    """The UPPAAL document of the model, under an attack if one is given, with all requirements' queries."""
    properties: dict[Id, Formalised] = {
        requirement.id: formalise(snapshot, requirement) for requirement in snapshot.of(Requirement)
    }
    return generate(snapshot, properties, scenario)


class Proof:
    """The document of a model, what of it is asked, and what verdicts on it rest on."""

    def __init__(
        self,
        snapshot: Snapshot,
        generated: Generated,
        engine: Engine,
        scenario: AttackScenario | None = None,
    ) -> None:
        """`scenario` is the attack under which the document was generated."""
        self.snapshot, self.generated = snapshot, generated
        self._scenario = scenario
        self.engine = engine
        self._unstated = unstated(snapshot)
        self._losing, self._open = open_latencies(snapshot)
        self._meetings: dict[Id, Outcome] = {}
        """For each connector that was asked about, whether it never carries two messages at once."""
        self._meetings_at_worst: dict[Id, Outcome] = {}
        self._grounds: dict[GeneratedQuery, tuple[Document, ...]] = {}
        self._stopping: list[Document] = []
        self._stops: dict[frozenset[str], bool | None] = {}

    def verdict(self, query: GeneratedQuery) -> Verdict:
        """The verdict on the part of the document that the query depends on.

        A requirement that holds, or is broken, only as what nobody stated is taken to be, is unknown.
        Queries are to be asked in their order: what is found of connectors counts for requirements.
        """
        assert query.formula is not None
        document, formula = self.generated.document, query.formula
        found = parts(document, self.generated.trace_map, formula)
        if query.purpose is Purpose.DEADLOCK:
            verdict, self._stopping = standstill(found, document, lambda one: self.ask(one, formula))
            return replace(verdict, reason=verdict.reason or self._where(verdict))
        verdict = self.ask(found[0], formula)
        if query.purpose is Purpose.OVERRUN and query.element is not None:
            self._meetings[query.element] = verdict.outcome
        if query.purpose is not Purpose.REQUIREMENT or verdict.outcome is Outcome.UNKNOWN:
            return verdict
        if verdict.outcome is Outcome.SATISFIED:
            return self._in_all_cases(query, found[0], verdict)
        if without_time(verdict):
            return self._in_diverging_runs(query, found[0], verdict)
        return self._in_certain_runs(formula, found[0], verdict)

    def ground(self, query: GeneratedQuery) -> tuple[Document, ...]:
        """All parts of documents that can decide a query: of this one, and of the one at worst.

        With them go the parts that tell whether messages meet on a connector in them.
        """
        found = self._grounds.get(query)
        if found is None:
            found = self._grounds[query] = tuple(self._ground(query))
        return found

    @property
    def open_facts(self) -> list[list[Id]]:
        """The connectors of which nobody stated what verdicts could rest on."""
        return [sorted(one) for one in (self._unstated, self._losing, self._open)]

    def meetings(self, query: GeneratedQuery) -> list[tuple[Id, str]]:
        """What was found so far of connectors in the parts of a query."""
        known = frozenset(self._meetings)
        carrying = {
            one for part in self.ground(query) for one in carriers(part, self.generated.trace_map, known)
        }
        return [(one, self._meetings[one].value) for one in sorted(carrying)]

    def recall(self, query: GeneratedQuery, outcome: Outcome) -> None:
        """The verdict on a query is known from before; what it tells of a connector counts from now on."""
        if query.purpose is Purpose.OVERRUN and query.element is not None:
            self._meetings[query.element] = outcome

    def _ground(self, query: GeneratedQuery) -> Iterator[Document]:
        if query.formula is None:
            return
        own = parts(self.generated.document, self.generated.trace_map, query.formula)
        yield from own
        if query.purpose is not Purpose.REQUIREMENT:
            return
        other = _counterpart(query, self.generated, self._at_worst) if self._unstated else None
        worst = self._at_worst if other is not None else self.generated
        found = own if other is None else parts(worst.document, worst.trace_map, other)
        if other is not None:
            yield from found
        overruns = {one.element: one.formula for one in worst.queries if one.purpose is Purpose.OVERRUN}
        asked = frozenset(one for one in overruns if one is not None)
        for part in found:
            for connector in carriers(part, worst.trace_map, asked):
                yield from parts(worst.document, worst.trace_map, overruns[connector] or "")

    def certain(self, query: GeneratedQuery) -> Document | None:
        """The part of the document that decides the query; None where it has other runs than certain ones."""
        assert query.formula is not None
        (part,) = parts(self.generated.document, self.generated.trace_map, query.formula)
        return part if self._certain_runs(part) == part else None

    def ask(self, document: Document, formula: str) -> Verdict:
        """The verdict on a document."""
        return self.engine.ask(document, formula)

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

    def _part(self, row: dict[str, Any]) -> Document:
        (part,) = parts(self.generated.document, self.generated.trace_map, row["formula"])
        return part

    def _in_all_cases(self, query: GeneratedQuery, part: Document, verdict: Verdict) -> Verdict:
        """What holds, if it also holds where the facts that nobody stated are as bad as they can be."""
        meeting = self._meeting(part)
        if meeting and not self._holds_at_any_time(query.formula, part, self.generated, meeting):
            return _unknown(verdict, self._meeting_reason(meeting))
        worst = self._at_worst
        other = _counterpart(query, self.generated, worst) if self._unstated else None
        if other is None:
            return verdict
        (part,) = parts(worst.document, worst.trace_map, other)
        open_ones = carriers(part, worst.trace_map, self._unstated)
        if not open_ones:
            return verdict
        found = self.ask(part, other)
        if found.outcome is Outcome.SATISFIED:
            meeting = self._meeting_at_worst(part)
            if not meeting or self._holds_at_any_time(other, part, worst, meeting):
                return verdict
        can_fail = found.outcome is Outcome.VIOLATED and not without_time(found)
        return _unknown(verdict, open_reason(self.snapshot, open_ones, can_fail=can_fail))

    def _holds_at_any_time(
        self, formula: str | None, part: Document, generated: Generated, connectors: list[Id]
    ) -> bool:
        assert formula is not None
        loosened = at_any_time(part, generated.trace_map, frozenset(connectors))
        return self.ask(loosened, formula).outcome is Outcome.SATISFIED

    def _in_diverging_runs(self, query: GeneratedQuery, part: Document, verdict: Verdict) -> Verdict:
        """What is broken only by a run without time, decided on the runs in which time goes on."""
        formula = query.formula or ""
        bounded = with_bound(formula, part)
        if bounded and self.ask(part, bounded).outcome is Outcome.SATISFIED:
            held = replace(verdict, outcome=Outcome.SATISFIED, trace=None)
            return self._in_all_cases(query, part, held)
        entries = (self.generated.trace_map.get(Part.TEMPLATE, template.name) for template in part.templates)
        environment = [one.name for one in entries if one is not None and one.origin is Origin.ENVIRONMENT]
        slowed = unhurried(part, environment)
        found = self.ask(slowed, formula)
        if found.outcome is Outcome.VIOLATED and not without_time(found):
            return self._in_certain_runs(formula, slowed, found)
        return _unknown(verdict, _TIMELESS())

    def _in_certain_runs(self, formula: str, part: Document, verdict: Verdict) -> Verdict:
        """What is broken, if a run breaks it that rests on nothing unstated."""
        certain = self._certain_runs(part)
        if certain == part:
            return verdict
        found = self.ask(certain, formula)
        breaks = found.outcome is Outcome.VIOLATED and not without_time(found)
        if breaks and (found.trace is None or found.trace.ending is not Ending.DEADLOCK):
            return found
        open_ones = self._open_in(part) or carriers(part, self.generated.trace_map, self._losing)
        if open_ones:
            return _unknown(verdict, breach_reason(self.snapshot, open_ones))
        meeting = self._meeting(part)
        return _unknown(verdict, self._meeting_reason(meeting)) if meeting else verdict

    def _certain_runs(self, part: Document) -> Document:
        doubts = Doubts(self._open_events, frozenset(self._meeting(part)), self._losing)
        return certain_runs(part, self.generated.trace_map, doubts)

    def _meeting(self, part: Document) -> list[Id]:
        """The connectors of a part on which messages can meet, or may for all we know."""
        return [
            one
            for one in carriers(part, self.generated.trace_map, frozenset(self._meetings))
            if self._meetings[one] is not Outcome.SATISFIED
        ]

    def _meeting_reason(self, connectors: list[Id]) -> str:
        names = ", ".join(name_of(self.snapshot, one) for one in connectors)
        return meeting_reason(names, all(self._meetings[one] is Outcome.VIOLATED for one in connectors))

    def _meeting_at_worst(self, part: Document) -> list[Id]:
        """The same of a part of the document at worst."""
        worst, found = self._at_worst, []
        formulas = {one.element: one.formula for one in worst.queries if one.purpose is Purpose.OVERRUN}
        for connector in carriers(part, worst.trace_map, frozenset(one for one in formulas if one)):
            if connector not in self._meetings_at_worst:
                formula = formulas[connector] or ""
                (whole,) = parts(worst.document, worst.trace_map, formula)
                self._meetings_at_worst[connector] = self.ask(whole, formula).outcome
            if self._meetings_at_worst[connector] is not Outcome.SATISFIED:
                found.append(connector)
        return found

    def _open_in(self, part: Document) -> list[Id]:
        """The connectors with an open latency over which something that the part sends travels."""
        sent = {*travelling(part, self.generated.trace_map, self._open_events).values()}
        worst = self._at_worst.trace_map
        return [one for one in sorted(self._open) if carried(worst, {one}) & sent]

    @cached_property
    def _open_events(self) -> frozenset[Id]:
        return carried(self._at_worst.trace_map, self._open) if self._open else frozenset()

    @cached_property
    def _at_worst(self) -> Generated:
        return generated_model(at_worst(self.snapshot), self._scenario)

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


def _unknown(verdict: Verdict, reason: str) -> Verdict:
    return replace(verdict, outcome=Outcome.UNKNOWN, reason=reason, trace=None)


def _counterpart(query: GeneratedQuery, one: Generated, other: Generated) -> str | None:
    """The formula that asks in another document of the same model what a query asks in the one."""
    mine, theirs = (
        [known for known in each.queries if (known.purpose, known.element) == (query.purpose, query.element)]
        for each in (one, other)
    )
    return theirs[mine.index(query)].formula if len(mine) == len(theirs) else None
