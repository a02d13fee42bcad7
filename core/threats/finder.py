"""Finding threats: every rule is tried on every element it applies to, and says yes, no or perhaps."""

import re
from collections import defaultdict
from collections.abc import Callable, Iterable, Iterator

from core.ground.diagnostic import Cancelled
from core.ground.words import _
from core.knowledge import Rule, threat_rules
from core.knowledge.expression import Path
from core.knowledge.rule import PLACEHOLDER
from core.knowledge.vocabulary import SUBJECTS
from core.model import (
    KINDS,
    Effect,
    Element,
    Snapshot,
    Suppression,
    ThreatDecision,
    ThreatStatus,
    Truth,
    kinds_of,
    name_of,
)
from core.threats.derived import Derivation
from core.threats.evaluation import Bindings, judge, read_fact
from core.threats.judgement import Fact, Judgement
from core.threats.surroundings import Surroundings
from core.threats.threat import Ask, Certainty, Target, Threat, threat_id
from core.threats.words import question, shown, statements

READS = kinds_of("system", "hardware") | {ThreatDecision.kind, Suppression.kind}
"""The kinds that threats depend on: results are cached by `snapshot.digest(READS)`."""

_ALL = "*"
"""Stands for every rule in a suppression."""

_STEP = 256
"""Elements between two looks at `cancelled` and words about progress."""


def find_threats(
    snapshot: Snapshot,
    rules: Iterable[Rule] | None = None,
    progress: Callable[[int, int, str], None] | None = None,
    cancelled: Callable[[], bool] | None = None,
) -> tuple[Threat, ...]:
    """All threats to the system in the snapshot, the gravest first, then the certain ones.

    Equal snapshots and rules give equal answers. `rules` None means all shipped rules. What a
    suppression silences is left out; decisions are joined as the status. Raises Cancelled.
    """
    by_subject: dict[str, list[Rule]] = defaultdict(list)
    for rule in sorted(threat_rules() if rules is None else rules, key=lambda rule: rule.id):
        by_subject[rule.subject].append(rule)
    finder = _Finder(snapshot)
    work = [
        (subject, element)
        for subject in sorted(by_subject)
        for element in snapshot.of(KINDS[next(iter(SUBJECTS[subject].values()))[0]])
    ]
    found: list[Threat] = []
    for done, (subject, element) in enumerate(work):
        if done % _STEP == 0:
            if cancelled is not None and cancelled():
                raise Cancelled
            if progress is not None:
                progress(done, len(work), _("Looking for threats"))
        found.extend(finder.threats(subject, element, by_subject[subject]))
    if progress is not None:
        progress(len(work), len(work), _("Looking for threats"))
    return tuple(sorted(found, key=_order))


def last_decisions(snapshot: Snapshot) -> dict[str, ThreatDecision]:
    """For each threat's id the decision about it that counts: the last."""
    decisions = sorted(snapshot.of(ThreatDecision), key=lambda decision: (decision.decided_on, decision.id))
    return {decision.threat: decision for decision in decisions}


def _order(threat: Threat) -> tuple[int, bool, str, tuple[str, ...]]:
    return -threat.severity.rank, threat.certainty is Certainty.POSSIBLE, threat.rule, threat.elements


class _Finder:
    def __init__(self, snapshot: Snapshot) -> None:
        self._snapshot = snapshot
        self._around = Surroundings(snapshot)
        self._derivation = Derivation(self._around)
        suppressions = snapshot.of(Suppression)
        self._silenced = {(suppression.rule, suppression.element) for suppression in suppressions}
        self._status = {threat: decision.status for threat, decision in last_decisions(snapshot).items()}

    def threats(self, subject: str, element: Element, rules: list[Rule]) -> Iterator[Threat]:
        bindings = self._bind(subject, element)
        if bindings is None:
            return
        for rule in rules:
            if not self._silenced.isdisjoint(
                ((rule.id, None), (rule.id, element.id), (_ALL, element.id), (_ALL, None))
            ):
                continue
            judgement = judge(rule.when, bindings, self._derivation)
            if judgement.truth is not Truth.NO:
                yield self._threat(rule, bindings, judgement)

    def _bind(self, subject: str, element: Element) -> dict[str, Element] | None:
        """The elements for the variables of the subject; None where a flow or part hangs in the air."""
        names = list(SUBJECTS[subject])
        found: dict[str, Element] = {names[0]: element}
        for name in names[1:]:
            other = (
                self._snapshot.get(getattr(element, name))
                if subject == "allocation"
                else self._around.related(element, name)
            )
            if other is None:
                return None
            found[name] = other
        return found

    def _threat(self, rule: Rule, bindings: dict[str, Element], judgement: Judgement) -> Threat:
        target = next(iter(bindings.values()))
        elements = tuple(dict.fromkeys(element.id for element in bindings.values()))
        identity = threat_id(rule.id, elements)
        severity, reasons = rule.severity, list(judgement.facts)
        for step in rule.raises:
            raised = judge(step.when, bindings, self._derivation)
            if raised.truth is Truth.YES:
                severity = max(severity, step.severity, key=lambda value: value.rank)
                reasons.extend(raised.facts)
        facts = tuple(dict.fromkeys(reasons))
        gaps = dict.fromkeys(judgement.gaps)
        asks = tuple(Ask(gap.element, gap.field, question(self._snapshot, gap)) for gap in gaps)
        effect = rule.effect
        return Threat(
            id=identity,
            rule=rule.id,
            title=self._fill(rule.title, bindings),
            stride=rule.stride,
            target=Target(target.id, name_of(self._snapshot, target.id), target.kind),
            elements=elements,
            severity=severity,
            certainty=Certainty.POSSIBLE if gaps else Certainty.CERTAIN,
            why=self._why(rule, bindings, facts, asks),
            facts=facts,
            asks=asks,
            references=rule.references,
            mitigations=rule.mitigations,
            effect=None
            if effect is None
            else Effect(effect=effect.effect, on=bindings[effect.on].id, budget=effect.budget),
            status=self._status.get(identity, ThreatStatus.OPEN),
        )

    def _why(self, rule: Rule, bindings: Bindings, facts: tuple[Fact, ...], asks: tuple[Ask, ...]) -> str:
        """Why the rule applies; what nobody has stated is told as open and never as a fact."""
        lead = self._fill(rule.why, bindings)
        reason = statements(self._snapshot, facts)
        if not asks:
            return _("{lead} {reason}.").format(lead=lead, reason=reason)
        said = [
            _("It is not stated whether this is so: {lead}").format(lead=lead),
            _("Unanswered: {questions}").format(questions=" ".join(ask.question for ask in asks)),
        ]
        if reason:
            said.append(_("Stated: {reason}.").format(reason=reason))
        return " ".join(said)

    def _fill(self, template: str, bindings: Bindings) -> str:
        def fill(match: re.Match[str]) -> str:
            variable, *steps = match[1].split(".")
            if not steps:
                return name_of(self._snapshot, bindings[variable].id)
            path = Path(variable, tuple(steps[:-1]), steps[-1])
            found = read_fact(path, bindings, self._derivation)
            value = found.truth.value if isinstance(found, Judgement) else found.value
            return shown(path.last, None if value is None else str(value))

        return PLACEHOLDER.sub(fill, _(template))
