"""What deserves a look: sentences, verdicts that fail, faults of behaviour, flows that no conduit allows."""

from collections.abc import Iterator
from dataclasses import dataclass
from typing import TYPE_CHECKING

from core.assistants.known import Known, reason_of
from core.ground.diagnostic import Severity
from core.ground.words import _, plural
from core.model import Connector, Id, Requirement, Snapshot, name_of
from core.model.substance import changed_ends, suspects
from core.model.zoning import zone_at

if TYPE_CHECKING:
    # The whole drawing machinery comes with it.
    from core.diagram.overlay import ProblemMark
    from core.requirements import Finding

_MARKS: dict[Severity, "ProblemMark"] = {
    Severity.ERROR: "error",
    Severity.WARNING: "warning",
    Severity.INFO: "information",
}


@dataclass(frozen=True, slots=True)
class Problem:
    """One problem: how grave, what it is, which element it is about, and what would be right.

    `fact` names the expression of the element in which it is, if it is in one.
    """

    mark: "ProblemMark"
    message: str
    element: Id
    code: str
    hint: str = ""
    fact: str = ""


def problems(known: Known) -> list[Problem]:
    """All problems, the gravest first, each group in the order of the model."""
    found = [
        *_sentences(known),
        *_verdicts(known),
        *_behaviour(known),
        *_suspects(known.snapshot),
        *_flows(known.snapshot),
    ]
    order = ("error", "warning", "information")
    return sorted(found, key=lambda problem: order.index(problem.mark))


def _sentences(known: Known) -> Iterator[Problem]:
    for finding in (*known.sentences, *_clashes(known)):
        if finding.element in known.snapshot:
            keys = ", ".join(finding.keys)
            named = not keys or finding.message.startswith(keys)
            message = _("{keys}: {message}").format(keys=keys, message=finding.message)
            yield Problem(
                _MARKS[finding.severity],
                finding.message if named else message,
                finding.element,
                finding.code,
                finding.hint,
            )


def _clashes(known: Known) -> Iterator["Finding"]:
    """Which requirements cannot all hold; most often there are none, and nothing is loaded for that."""
    if known.consistency.records:
        from core.assistants.clashes import clashes_of

        yield from clashes_of(known)


def _verdicts(known: Known) -> Iterator[Problem]:
    worst = known.worst_verdicts()
    for requirement in known.snapshot.of(Requirement):
        verdict = worst.get(requirement.id)
        if verdict is not None and verdict["verdict"] == "violated":
            message = reason_of(verdict) or _("{key} is violated").format(key=requirement.key)
            yield Problem("error", message, requirement.id, "verdict-violated")


def _behaviour(known: Known) -> Iterator[Problem]:
    for finding in known.generation():
        if finding["element"] in known.snapshot:
            mark = _MARKS[Severity(finding["severity"])]
            message, fact = finding["message"], finding.get("fact", "")
            yield Problem(mark, message, finding["element"], finding["code"], finding["hint"], fact)


def _suspects(snapshot: Snapshot) -> Iterator[Problem]:
    """One problem an end that changed, however many links it has."""
    changed: dict[Id, list[Id]] = {}
    for link in suspects(snapshot):
        for end in changed_ends(snapshot, link):
            mine, other = link.source, link.target
            if end == "target" and link.target is not None:
                mine, other = link.target, link.source
            changed.setdefault(mine, []).append(other or "")
    for element_id, others in changed.items():
        names = ", ".join(name_of(snapshot, other) or _("a clause") for other in others)
        traces = plural("{count} trace", "{count} traces", len(others))
        message = _("{name} changed after {traces} had been confirmed: {others}").format(
            name=name_of(snapshot, element_id), traces=traces, others=names
        )
        hint = _("Look whether what it is traced to still fits, and confirm it.")
        yield Problem("warning", message, element_id, "trace-suspect", hint)


def _flows(snapshot: Snapshot) -> Iterator[Problem]:
    for flow in snapshot.of(Connector):
        source, target = (zone_at(snapshot, end) for end in (flow.source, flow.target))
        if flow.conduit is None and source is not None and target is not None and source.id != target.id:
            name = flow.name or flow.protocol or _("A flow")
            message = _("{flow} leaves {source} for {target} and no conduit allows it").format(
                flow=name, source=source.name, target=target.name
            )
            hint = _("State the conduit it belongs to.")
            yield Problem("warning", message, flow.id, "flow-no-conduit", hint)
