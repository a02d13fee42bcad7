"""What analyses found about a model and what was kept of it, as it bears on the model as it is now."""

from __future__ import annotations

from collections.abc import Iterable, Iterator, Mapping
from dataclasses import dataclass, replace
from itertools import chain
from typing import TYPE_CHECKING, Any

from core.assistants.slips import between
from core.ground.packed import Packed
from core.ground.sentences import all_worded
from core.ground.words import _

if TYPE_CHECKING:
    from core.model import Id, Snapshot, ThreatDecision, ThreatStatus
    from core.project import Project, Result
    from core.requirements import Finding

Plain = Mapping[str, Any]

SEVERITIES = ("critical", "high", "medium", "low", "info")
"""How grave a threat can be, the worst first."""

KEPT = {"sentences": "1"}
"""How results are kept: their sentences by what they say, put into words where they are shown."""

FOR = "for"
"""What a verdict that came before the others says: the digest of the model that it is about."""

READY = {"threats": ("id", "rule", "title", "severity", "certainty", "status", "target")}
"""What lists and badges show of the rows of an analysis that finds very many, by its task."""

ANSWERS = ("fail", "incomplete", "pass")
"""What a check of a requirement answers, the worst first."""

_WORST_FIRST = ("violated", "unknown", "satisfied")


@dataclass(frozen=True, slots=True)
class Findings:
    """The results of one analysis of the whole model: plain records, and the digest of what was read.

    `record` is how many records the journal had then; `task` names the analysis. What is not `ours`
    was kept in words once, and nobody knows in which language.
    """

    records: tuple[Plain, ...] = ()
    inputs: str = ""
    time: str = ""
    record: int = 0
    task: str = "verify"
    ours: bool = True

    @property
    def known(self) -> bool:
        """Whether the analysis was ever done."""
        return bool(self.inputs)


NO_THREATS = Findings(task="threats")
"""Nobody looked for threats yet."""

NOT_COMPARED = Findings(task="consistency")
"""Nobody compared the requirements yet."""

NOT_CHECKED = Findings(task="checks")
"""Nobody ran the checks of requirements yet."""


@dataclass(frozen=True, slots=True)
class Known:
    """A model with the threats, the verdicts and the findings about its requirements that are known.

    `edited` is what was edited since the verdicts were found, None where nobody knows; `slips` is what is
    wrong in each state machine as it is now, None where nobody looked. `consistency` is which requirements
    cannot all hold, `checks` what the checks of requirements answered.
    """

    snapshot: Snapshot
    threats: Findings = NO_THREATS
    verdicts: Findings = Findings()
    sentences: tuple[Finding, ...] = ()
    edited: frozenset[Id] | None = None
    slips: tuple[Plain, ...] | None = None
    consistency: Findings = NOT_COMPARED
    checks: Findings = NOT_CHECKED

    def is_same_as(self, other: Known) -> bool:
        """Whether both are about the same model, not only a like one, and of the same findings."""
        names = ("snapshot", "threats", "verdicts", "sentences", "slips", "consistency", "checks")
        same = all(getattr(self, name) is getattr(other, name) for name in names)
        return same and self.edited == other.edited

    def is_stale(self, findings: Findings) -> bool:
        """Whether the model has changed since in anything that the analysis reads."""
        from core.assistants.inputs import kinds_read

        read = kinds_read(findings.task, self.snapshot)
        return findings.known and findings.inputs != self.snapshot.digest(read)

    def is_verdict_stale(self, verdict: Plain | None) -> bool:
        """Whether the model has changed since in anything that one verdict rests on."""
        if verdict is None or self._is_of_now(verdict):
            return False
        if FOR not in verdict and not self.is_stale(self.verdicts):
            return False
        return self.edited is None or "reads" not in verdict or not self.edited.isdisjoint(verdict["reads"])

    def _is_of_now(self, verdict: Plain) -> bool:
        """Whether one verdict came before the others of a verification of the model as it is."""
        from core.assistants.inputs import kinds_read

        return FOR in verdict and verdict[FOR] == self.snapshot.digest(kinds_read("verify", self.snapshot))

    def stale_verdicts(self) -> int:
        """On how many requirements the verdict does not hold for the model as it is."""
        return sum(map(self.is_verdict_stale, self.worst_verdicts().values()))

    def status(self, threat_id: str) -> ThreatStatus:
        """What people decided about a threat; of one that was stated, as it was stated before that."""
        from core.model import ThreatStatus

        return answers_to_threats(self.snapshot).get(threat_id, ThreatStatus.OPEN)

    def open_threats(self) -> tuple[Plain, ...]:
        """Threats that nobody has answered, the worst first."""
        from core.model import ThreatStatus

        answers, waits = answers_to_threats(self.snapshot), ThreatStatus.OPEN
        found = [one for one in self.threats.records if answers.get(one["id"], waits) is waits]
        return tuple(sorted(found, key=lambda threat: SEVERITIES.index(threat["severity"])))

    def bearers(self, threat: Plain) -> tuple[Id, ...]:
        """The element that a threat is to, and before it the node whose firmware it is."""
        target: Id = threat["target"]["id"]
        found = self.snapshot.get(target)
        if found is None or found.kind != "firmware" or found.owner is None:
            return (target,)
        return found.owner, target

    def on_requirements(self) -> Iterator[Plain]:
        """The verdicts on requirements themselves; others say whether a trigger ever comes, and such."""
        return on_requirements(self.verdicts.records)

    def worst_verdicts(self) -> dict[Id, Plain]:
        """The worst verdict on each requirement that was checked."""
        return worst_verdicts(self.verdicts.records)

    def answers(self) -> dict[Id, str]:
        """What the checks of each requirement answered, the worst of them."""
        found: dict[Id, str] = {}
        for row in self.checks.records:
            known = found.get(row["element"], ANSWERS[-1])
            found[row["element"]] = min(known, row["answer"], key=ANSWERS.index)
        return found

    def generation(self) -> Iterator[Plain]:
        """What taking the behaviour over to automata found: faults, likely slips, assumptions.

        Where the model changed since, what is in each machine is read from it as it is now.
        """
        found = (one for one in self.verdicts.records if one.get("purpose") == "finding")
        fresh = self.verdicts.known and self.verdicts.ours and not self.is_stale(self.verdicts)
        if self.slips is None or fresh:
            return found
        return chain(self.slips, between(found))


def on_requirements(records: Iterable[Plain]) -> Iterator[Plain]:
    """Those of the records of a verification that are verdicts on requirements themselves."""
    return (one for one in records if one.get("purpose") == "requirement")


def worst_verdicts(records: Iterable[Plain]) -> dict[Id, Plain]:
    """The worst verdict on each requirement that records of a verification tell one of."""
    found: dict[Id, Plain] = {}
    for one in on_requirements(records):
        known = found.setdefault(one["element"], one)
        found[one["element"]] = min(known, one, key=lambda each: _WORST_FIRST.index(each["verdict"]))
    return found


def findings_of(kept: Result) -> Findings:
    """What the ledger keeps, in the words of the reader."""
    time, rows = kept.time.isoformat(timespec="seconds"), kept.outcome
    records = tuple(rows) if isinstance(rows, Packed) else tuple(all_worded(rows))
    return Findings(records, kept.inputs, time, kept.record or 0, kept.room, kept.tools == KEPT)


def with_some(findings: Findings, rows: Iterable[Plain], inputs: str) -> Findings:
    """The verdicts, with those on some requirements from a verification of another state under way.

    `inputs` is the digest of that state. What was known before of the same requirements goes.
    """
    found = [{**row, FOR: inputs} for row in all_worded(list(rows))]
    again = {(row.get("element"), row.get("purpose")) for row in found}
    kept = (row for row in findings.records if (row.get("element"), row.get("purpose")) not in again)
    return replace(findings, records=(*kept, *found))


def known_of(project: Project) -> Known:
    """What the ledger of a project keeps: of each analysis what was found last about the model as it is.

    Where nothing was found about that, what was found last.
    """
    from core.assistants.inputs import kinds_read

    snapshot = project.snapshot()
    found: dict[str, Findings] = {}
    for task in ("threats", "verify", "consistency", "checks"):
        inputs = snapshot.digest(kinds_read(task, snapshot))
        ready = READY.get(task, ())
        kept = project.last_result(task, inputs, ready) or project.last_result(task, ready=ready)
        if kept is not None:
            found[task] = findings_of(kept)
    return Known(
        snapshot,
        found.get("threats", NO_THREATS),
        found.get("verify", Findings()),
        consistency=found.get("consistency", NOT_COMPARED),
        checks=found.get("checks", NOT_CHECKED),
    )


def worst(threats: Iterable[Plain]) -> str:
    """The worst severity among threats; an empty text for none."""
    return min((threat["severity"] for threat in threats), key=SEVERITIES.index, default="")


def answers_to_threats(snapshot: Snapshot) -> dict[str, ThreatStatus]:
    """What people decided about threats, by their ids; of those that were stated, as they were stated."""
    from core.model import StatedThreat, ThreatDecision

    found: dict[str, ThreatStatus] = {one.id: one.status for one in snapshot.of(StatedThreat)}
    found.update((decision.threat, decision.status) for decision in snapshot.of(ThreatDecision))
    return found


def decision_on(snapshot: Snapshot, threat_id: str) -> ThreatDecision | None:
    """The last decision about a threat, if there is one."""
    from core.model import ThreatDecision

    found = [decision for decision in snapshot.of(ThreatDecision) if decision.threat == threat_id]
    return found[-1] if found else None


def reason_of(verdict: Plain) -> str:
    """Why a verdict is what it is: the reason given, or the counterexample in one sentence."""
    told = verdict.get("explanation") or {}
    reason = verdict.get("reason") or told.get("summary")
    if reason:
        return str(reason)
    return _("No run of the model breaks it.") if verdict["verdict"] == "satisfied" else ""
