"""What analyses found about the open project, kept beside it: never model facts, stale in plain sight."""

from __future__ import annotations

from collections.abc import Sequence
from dataclasses import replace
from functools import partial
from typing import TYPE_CHECKING

from PySide6.QtCore import QObject, Signal

from app.actions.registry import named
from app.jobs import Jobs
from app.session.checking import EvidenceFolders, await_verdicts, evidence_changed, has_checks, payload
from app.session.coming import Coming
from app.session.edited import Edited
from app.session.kinds_read import kinds_read, sentence_kinds
from app.session.lasting import MANY, set_aside
from app.session.precedence import Arrivals, Turn
from app.session.session import Session
from app.session.staleness import FURTHEST, changes_since, stale_words, touched_kinds
from app.session.substance import Substance
from app.session.threat_answers import ThreatAnswers
from core.assistants.known import KEPT, READY, Findings, Known, Plain, findings_of, with_some
from core.ground.words import _

if TYPE_CHECKING:
    from core.assistants.problems import Problem
    from core.jobs import Outcome
    from core.model import Id, Requirement, ThreatStatus
    from core.project import Changed, Project
    from core.requirements import Finding

_QUIET = 1200
"""Milliseconds without a change after which analyses begin by themselves."""

_BREATH = 250
"""Milliseconds without a change after which requirements are read again."""

_TIMEOUT = 60.0
"""Seconds that one query may last."""


class Results(QObject):
    """Threats, verdicts and clashes of requirements as they were last worked out.

    Signals: `changed` after new results and when results became stale.
    """

    changed = Signal()

    def __init__(self, session: Session, jobs: Jobs) -> None:
        super().__init__(session)
        self._session = session
        self._jobs = jobs
        self._touched: dict[int, frozenset[str]] = {}
        self._edited = Edited(session)
        self._substance = Substance(session)
        self._begun: dict[str, str] = {}
        self._rerun = False
        self.evidence = EvidenceFolders()
        """Where files are handed in that checks read."""
        self._found = _nothing()
        self._answers = ThreatAnswers()
        self.sentences: tuple[Finding, ...] = ()
        """What is wrong with the requirements, as of the last pause."""
        self._slips: tuple[Plain, ...] | None = None
        """The same of the state machines; None where the verdicts are of the model as it is."""
        self.fault = ""
        self._arrivals = Arrivals(self, session.precedence)
        self._coming = Coming(self, self._show_some, session.precedence)
        self._pause = Turn(self, _QUIET, self._work_quietly, session.precedence)
        self._breath = Turn(self, _BREATH, self._read_sentences, session.precedence)
        session.opened.connect(self._begin)
        session.changed.connect(self._hear)

    @property
    def threats(self) -> Findings:
        """The threats as they were last worked out."""
        return self._found["threats"]

    @property
    def verdicts(self) -> Findings:
        """The verdicts on queries and requirements, and what taking the behaviour over found."""
        return self._found["verify"]

    @property
    def consistency(self) -> Findings:
        """Which requirements cannot all hold."""
        return self._found["consistency"]

    @property
    def checks(self) -> Findings:
        """What the checks of requirements answered."""
        return self._found["checks"]

    def is_answer_stale(self, row: Plain) -> bool:
        """Whether the model, or a file that the check read, has changed since it answered."""
        return self.is_stale(self.checks) or evidence_changed(row, self.evidence.of(self._session.project))

    def is_stale(self, findings: Findings) -> bool:
        """Whether the model has changed since in anything that the analysis reads."""
        return self.known_in_substance.is_stale(findings)

    def is_verdict_stale(self, verdict: Plain | None) -> bool:
        """Whether the model has changed since in anything that one verdict rests on."""
        return self.known_in_substance.is_verdict_stale(verdict)

    def stale_verdicts(self) -> int:
        """On how many requirements the verdict does not hold for the model as it is."""
        return self.known_in_substance.stale_verdicts()

    def why_verdict_stale(self, verdict: Plain | None) -> str:
        """What changed since, and what becomes of one verdict; an empty text where it holds."""
        return self.stale_sentence(self.verdicts) if self.is_verdict_stale(verdict) else ""

    def why_stale(self, findings: Findings) -> str:
        """What changed since in what the analysis reads, as one sentence; an empty text for nothing."""
        project = self._session.project
        if project is None or not self.is_stale(findings):
            return ""
        kinds = kinds_read(findings.task, project.snapshot())
        many = len(project.heads) - findings.record > FURTHEST
        return stale_words(changes_since(project, findings.record, kinds, self._touched), many)

    def under_way(self, findings: Findings) -> bool:
        """Whether they are being worked out for the model as it is now."""
        return self._begun.get(findings.task) == self._inputs(findings.task)

    def stale_sentence(self, findings: Findings) -> str:
        """What changed since, and what becomes of it; an empty text for nothing."""
        if not (why := self.why_stale(findings)):
            return ""
        again = self.under_way(findings)
        words = _("{why} It is being checked again.") if again else _("{why} {key} rechecks.")
        return words.format(why=why, key=named("prove.recheck"))

    @property
    def known(self) -> Known:
        """The model with what is known about it now."""
        return replace(self.known_in_substance, snapshot=self._session.snapshot())

    @property
    def known_in_substance(self) -> Known:
        """The same, but of a model that stays the same object while only shapes and lines are moved."""
        found = (self.threats, self.verdicts, self.sentences, self._edited.since(self.verdicts.record))
        return Known(self._substance.snapshot(), *found, self._slips, self.consistency, self.checks)

    def problems(self) -> list[Problem]:
        """All problems, the gravest first."""
        return self._substance.problems(self.known_in_substance)

    def status(self, threat_id: str) -> ThreatStatus:
        """What people decided about a threat; of one that was stated, as it was stated before that."""
        return self._answers.take(self.known_in_substance).status(threat_id)

    def open_threats(self) -> tuple[Plain, ...]:
        """Threats that nobody has answered, the worst first."""
        return self._answers.take(self.known_in_substance).open

    def threats_of(self, element_id: Id) -> tuple[Plain, ...]:
        """The threats to one element; to a node also those to its firmware, which is drawn at its foot."""
        known = self.known_in_substance
        return self._answers.take(known).borne_by(known, element_id)

    def verdict_of(self, requirement: Requirement) -> Plain | None:
        """The worst verdict on a requirement; None where it was never checked."""
        found = [one for one in self.known_in_substance.on_requirements() if one["element"] == requirement.id]
        order = ("violated", "unknown", "satisfied")
        return min(found, key=lambda one: order.index(one["verdict"]), default=None)

    def worst_verdicts(self) -> dict[Id, Plain]:
        """The worst verdict on each requirement that was checked."""
        return self.known_in_substance.worst_verdicts()

    def counts(self) -> dict[str, int]:
        """How many verdicts there are of each sort; a stale one never counts as satisfied."""
        counted = {"violated": 0, "unknown": 0, "satisfied": 0}
        known = self.known_in_substance
        for one in known.on_requirements():
            stale = one["verdict"] == "satisfied" and known.is_verdict_stale(one)
            counted["unknown" if stale else one["verdict"]] += 1
        return counted

    def look_for_threats(self) -> None:
        """Work out the threats anew, in the background."""
        self._work("threats", _("Looking for threats"))

    def verify(self) -> None:
        """Verify every requirement anew."""
        self._work("verify", _("Rechecking requirements"))

    def compare(self) -> None:
        """Look anew for requirements that cannot all hold."""
        self._work("consistency", _("Comparing requirements"))

    def run_checks(self) -> None:
        """Run the checks of all requirements anew, as soon as the verdicts that they rest on are known."""
        snapshot = self._session.snapshot()
        self._rerun = has_checks(snapshot)
        if not self._rerun:
            return
        fresh = self._is_fresh(self.verdicts)
        if fresh or not await_verdicts(snapshot):
            self._rerun = False
            self._work("checks", _("Running checks"), self.verdicts.records if fresh else ())
        elif not self.under_way(self.verdicts):
            self.verify_touched()

    def verify_touched(self) -> None:
        """Verify the requirements whose verdicts rest on anything that changed since."""
        project = self._session.project
        kept = project.last_result("verify") if project is not None else None
        known = [row for row in kept.outcome if row.get("rests")] if kept is not None else []
        self._work("verify", _("Rechecking requirements"), [*known, *self._coming.known.values()])

    def recheck(self) -> None:
        """Work out everything anew."""
        self._pause.stop()
        self.look_for_threats()
        self.verify()
        self.compare()
        self.run_checks()

    def _work(self, task: str, title: str, known: Sequence[Plain] = ()) -> None:
        project = self._session.project
        if project is None:
            return
        self._stop(task)
        snapshot = project.snapshot()
        inputs = self._begun[task] = self._inputs(task)
        record = len(project.heads)
        from core.assistants.plans import plain_model

        elements = plain_model(snapshot)
        then = self._arrivals.later(partial(self._take, project, task, inputs, record))
        if task == "verify":
            asked = {"elements": elements, "timeout": _TIMEOUT, "known": list(known)}
            self._jobs.start(task, asked, title, then, found=partial(self._hear_some, inputs), quiet=True)
        elif task == "checks":
            folder = self.evidence.of(project)
            self._jobs.start(task, payload(elements, known or None, folder), title, then, quiet=True)
        else:
            self._jobs.start(task, elements, title, then, quiet=True, ready=READY.get(task, ()))
        self.changed.emit()

    def _hear_some(self, inputs: str, rows: list[Plain]) -> None:
        """Some verdicts are known; they count as long as nothing of what they are about was edited."""
        if self._begun.get("verify") == inputs == self._inputs("verify"):
            self._coming.take(rows)

    def _show_some(self, rows: list[Plain]) -> None:
        """Show verdicts before the rest is known."""
        inputs = self._begun.get("verify")
        if inputs is not None:
            self._set("verify", with_some(self.verdicts, rows, inputs))
            self.changed.emit()

    def _stop(self, task: str) -> None:
        """Nobody waits any more for what is being worked out."""
        self._begun.pop(task, None)
        if task == "verify":
            self._coming.stop()
        for job in self._jobs.running:
            if job.task == task:
                self._jobs.cancel(job)

    def _work_quietly(self) -> None:
        """What is done without being asked: what is stale or missing, of verdicts what rests on it.

        Work on a state of the model that was left is stopped, and begun anew where it is still needed.
        """
        works = self.look_for_threats, self.verify_touched, self.compare
        for findings, work in zip(self._by_themselves(), works, strict=True):
            begun = self._begun.get(findings.task)
            if begun == self._inputs(findings.task):
                continue
            self._stop(findings.task)
            if not self._is_fresh(findings):
                work()
        if self._rerun or self._is_to_check():
            self.run_checks()

    def _is_to_check(self) -> bool:
        """Whether there are checks without an answer for the model as it is, and nobody is at it."""
        if not has_checks(self._session.snapshot()) or self.under_way(self.checks):
            return False
        self._stop("checks")
        return not self._is_fresh(self.checks)

    def _inputs(self, task: str) -> str:
        """The digest of what an analysis would read now."""
        snapshot = self._session.snapshot()
        return snapshot.digest(kinds_read(task, snapshot))

    def _is_fresh(self, findings: Findings) -> bool:
        return findings.known and findings.ours and not self.is_stale(findings)

    def _read_sentences(self) -> None:
        from core.assistants.slips import slips_of
        from core.requirements import findings

        snapshot = self._session.snapshot()
        found, slips = findings(snapshot), None if self._is_fresh(self.verdicts) else slips_of(snapshot)
        self.sentences = self.sentences if found == self.sentences else found  # nothing is made anew of it
        self._slips = self._slips if slips == self._slips else slips
        self.changed.emit()

    def _take(self, project: Project, task: str, inputs: str, record: int, outcome: Outcome) -> None:
        from core.project import Result

        if self._session.project is not project:
            return
        left = inputs != self._inputs(task)
        if self._begun.get(task) == inputs and (outcome.state == "cancelled" or not left):
            del self._begun[task]
        if outcome.state == "cancelled":
            self.changed.emit()
            return
        if left:
            self._pause.start()
        if outcome.state != "done":
            self.fault = outcome.diagnostics[0].message if outcome.diagnostics else _("The work failed")
            self.changed.emit()
            return
        self.fault = ""
        if task == "verify":
            self._coming.forget()
            self._pause.start()  # checks may rest on the verdicts
        now = project.surroundings.clock()
        kept = Result(task, "", inputs, KEPT, now, outcome.result, record)
        found = findings_of(kept)
        # What was found out about a state that was left never takes the place of what holds now.
        if not left or not self._is_fresh(self._found[task]):
            self._set(task, found)
        self._session.attempt(lambda: project.keep([kept]))
        if len(found.records) > MANY:
            set_aside()
        self.changed.emit()

    def _set(self, task: str, found: Findings) -> None:
        self._found[task] = replace(found, task=task)

    def _begin(self) -> None:
        """Show what the ledger remembers, and work out what is missing or stale."""
        for task in self._found:
            self._stop(task)
        self._found = _nothing()
        self._rerun = False
        self._touched = {}
        self._coming.forget()
        self._edited.forget()
        self.sentences = ()
        self._slips = None
        self.fault = ""
        self._pause.stop()
        self._breath.stop()
        project = self._session.project
        if project is not None:
            for task in tuple(self._found):
                kept = project.last_result(task, ready=READY.get(task, ()))
                if kept is not None:
                    self._set(task, findings_of(kept))
            self._recall(project)
            self._breath.start()
            if self._is_to_check() or not all(map(self._is_fresh, self._by_themselves())):
                self._pause.start()
        self.changed.emit()

    def _by_themselves(self) -> tuple[Findings, ...]:
        """What is worked out of every model."""
        return self.threats, self.verdicts, self.consistency

    def _recall(self, project: Project) -> None:
        """Where the model is as it was before, show what was found out about it then."""
        for findings in tuple(self._found.values()):
            if not self._is_fresh(findings):
                task, ready = findings.task, READY.get(findings.task, ())
                kept = project.last_result(task, self._inputs(task), ready)
                if kept is not None:
                    self._set(task, replace(findings_of(kept), record=len(project.heads)))

    def _hear(self, changed: Changed) -> None:
        from core.model import ThreatDecision

        touched = self._touched[changed.head.number] = touched_kinds(changed.edits)
        read = frozenset[str]().union(*(kinds_read(task, changed.snapshot) for task in self._found))
        if touched & read:
            if self._session.project is not None:
                self._recall(self._session.project)
            self._pause.start()
        if touched & sentence_kinds():
            self._breath.start()
        if touched & (read | sentence_kinds() | {ThreatDecision.kind}):
            self.changed.emit()


def _nothing() -> dict[str, Findings]:
    """What is known before anything was worked out, by task."""
    return {task: Findings(task=task) for task in ("threats", "verify", "consistency", "checks")}
