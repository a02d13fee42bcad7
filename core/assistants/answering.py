"""From what threatens an element to a proposal: a requirement in the words of a mitigation, or a task.

Boilerplates of mitigations are filled from the model. What the model does not say is asked, never
made up: a sentence without its deadline says so, and one that cannot be filled becomes a task, of
which nothing is asked.
"""

from dataclasses import dataclass
from typing import Any

from core.assistants.boilerplate import fill
from core.ground.identity import Ids
from core.ground.words import _
from core.inference.suggesting import Topic
from core.knowledge import Mitigation, mitigations, suggested_tests, weaknesses
from core.model import (
    Boilerplate,
    Category,
    Check,
    Claim,
    Element,
    Ground,
    Id,
    Outcome,
    Proposal,
    ProposedEdit,
    Relation,
    Requirement,
    Snapshot,
    Task,
    TraceLink,
)
from core.requirements import normalise, parse

SECTION = "SEC"
"""The section in which requirements that answer threats are put."""


@dataclass(frozen=True, slots=True)
class Cause:
    """Why something is proposed for an element: a claim with its grounds, and what found it.

    `source` is the id of the rule or catalogue entry; `rank` its place in the list it came from.
    """

    element: Element
    claim: Claim
    assistant: str
    topic: str
    source: str
    method: str
    rank: int | None = None


def answer_threat(snapshot: Snapshot, ids: Ids, threat: dict[str, Any], mitigation_id: str) -> Proposal:
    """The proposal to counter a threat (as `threats_of` gives it) by one of its mitigations."""
    facts = [
        Ground("fact", fact["element"], text=f"{fact['field']}: {fact['value']}") for fact in threat["facts"]
    ]
    cause = Cause(
        element=snapshot[threat["target"]["id"]],
        claim=Claim(
            _("The threat “{title}” applies").format(title=threat["title"]),
            (Ground("rule", threat["rule"], text=threat["why"]), *facts),
        ),
        assistant="threats",
        topic="mitigation",
        source=threat["rule"],
        method=_("rule order"),
    )
    return _countering(snapshot, ids, cause, _mitigation(mitigation_id))


def answer_suggestion(
    snapshot: Snapshot, ids: Ids, element_id: Id, topic: Topic, suggestion: dict[str, Any], rank: int
) -> Proposal:
    """The proposal that follows from a suggestion (as `Suggestion.to_plain` gives it) for an element.

    A weakness is answered by its first mitigation; a test becomes a task.
    """
    element, title = snapshot[element_id], suggestion["title"]
    words = (
        _("{element} may have the weakness “{title}”")
        if topic == "weaknesses"
        else _("The test “{title}” tells something about {element}")
    )
    cause = Cause(
        element=element,
        claim=Claim(
            words.format(element=element.name, title=title),
            tuple(Ground(**ground) for ground in suggestion["evidence"]),
        ),
        assistant="suggestions",
        topic=topic,
        source=suggestion["id"],
        method=suggestion["method"],
        rank=rank,
    )
    if topic == "tests":
        test = next(one for one in suggested_tests() if one.id == suggestion["id"])
        return _task(snapshot, ids, cause, f"{test.id}: {test.title}", f"{test.action} {test.observe}")
    weakness = next(one for one in weaknesses() if one.id == suggestion["id"])
    if weakness.mitigations:
        return _countering(snapshot, ids, cause, _mitigation(weakness.mitigations[0]))
    return _task(snapshot, ids, cause, _("Examine: {title}").format(title=title), weakness.description)


def _mitigation(mitigation_id: str) -> Mitigation:
    return next(one for one in mitigations() if one.id == mitigation_id)


def _countering(snapshot: Snapshot, ids: Ids, cause: Cause, mitigation: Mitigation) -> Proposal:
    filled = fill(snapshot, cause.element, mitigation.requirement)
    if filled.open_slots:
        return _task(snapshot, ids, cause, mitigation.title, mitigation.text)
    key = _free_key(snapshot)
    requirement = Requirement(
        id=ids(),
        name=key,
        key=key,
        text=filled.text,
        category=Category.SECURITY,
        section=SECTION,
        source=f"{mitigation.id}, {cause.source}",
        rationale=cause.claim.text,
    )
    trace = TraceLink(id=ids(), source=requirement.id, target=cause.element.id, relation=Relation.MITIGATES)
    remedy = Ground("catalogue", mitigation.id, text=mitigation.text)
    return _proposal(
        ids,
        cause,
        _("{title} for {element}").format(title=mitigation.title, element=cause.element.name),
        edits=(ProposedEdit(None, requirement), ProposedEdit(None, trace)),
        claims=(cause.claim, Claim(_("{title} counters it").format(title=mitigation.title), (remedy,))),
        checks=_checks(snapshot, requirement),
        questions=filled.questions,
    )


def _task(snapshot: Snapshot, ids: Ids, cause: Cause, title: str, note: str) -> Proposal:
    """The proposal of a task; it holds no sentence, so nothing of one is asked."""
    task = Task(id=ids(), name=title, note=note, concerns=(cause.element.id,))
    name = _("{title} for {element}").format(title=title, element=cause.element.name)
    checks = _task_checks(snapshot, task, cause)
    return _proposal(ids, cause, name, (ProposedEdit(None, task),), (cause.claim,), checks, ())


def _proposal(
    ids: Ids,
    cause: Cause,
    name: str,
    edits: tuple[ProposedEdit, ...],
    claims: tuple[Claim, ...],
    checks: tuple[Check, ...],
    questions: tuple[str, ...],
) -> Proposal:
    return Proposal(
        id=ids(),
        name=name,
        assistant=cause.assistant,
        topic=cause.topic,
        concerns=(cause.element.id,),
        edits=edits,
        claims=claims,
        checks=checks,
        questions=questions,
        rank=cause.rank,
        method=cause.method,
    )


def _checks(snapshot: Snapshot, requirement: Requirement) -> tuple[Check, ...]:
    parsed = parse(requirement.text, snapshot.of(Boilerplate))
    text = normalise(requirement.text)
    twins = [other.key for other in snapshot.of(Requirement) if normalise(other.text) == text]
    system = parsed.slots.system.text if parsed.slots.system else ""
    known = {normalise(element.name) for element in snapshot if element.name}
    return (
        _check(_("Parses as EARS"), parsed.ok, _(parsed.pattern.value) if parsed.pattern else ""),
        _check(_("Names an element of the model"), normalise(system) in known, system),
        _check(_("No requirement says the same"), not twins, ", ".join(twins)),
    )


def _task_checks(snapshot: Snapshot, task: Task, cause: Cause) -> tuple[Check, ...]:
    title = normalise(task.name)
    twins = [
        other.name
        for other in snapshot.of(Task)
        if normalise(other.name) == title and cause.element.id in other.concerns
    ]
    grounds = len(cause.claim.grounds)
    return (
        _check(_("Rests on grounds"), grounds > 0, str(grounds)),
        _check(_("Says what is to be done"), bool(task.note.strip()), ""),
        _check(_("No task for it says the same"), not twins, ", ".join(twins)),
    )


def _check(name: str, passed: bool, detail: str) -> Check:
    return Check(name, Outcome.PASSED if passed else Outcome.FAILED, detail)


def _free_key(snapshot: Snapshot) -> str:
    taken = {requirement.key for requirement in snapshot.of(Requirement)}
    number = 1
    while f"{SECTION}-{number:02}" in taken:
        number += 1
    return f"{SECTION}-{number:02}"
