"""What is computed about one element, from the model and from results, as titles and values."""

from dataclasses import dataclass

from app.actions.registry import named
from app.panels.rows import Row
from app.session.results import Results
from core.assistants.known import reason_of
from core.ground.words import _, deferred, plural
from core.model import (
    Allocation,
    Component,
    Connector,
    DataStore,
    Element,
    Link,
    Node,
    Port,
    Requirement,
    Snapshot,
    StateMachine,
    ThreatStatus,
    TraceLink,
    Zone,
)
from core.model.zoning import zone_at

STATUS_WORDS = {
    ThreatStatus.OPEN: deferred("open"),
    ThreatStatus.MITIGATED: deferred("mitigated"),
    ThreatStatus.RISK_ACCEPTED: deferred("accepted"),
    ThreatStatus.NOT_APPLICABLE: deferred("not applicable"),
}


def status_words(status: ThreatStatus) -> str:
    """A threat's state as lists write it."""
    return STATUS_WORDS[status]()


@dataclass(frozen=True, slots=True)
class Computed:
    """One computed fact; `why_stale` says what changed since, of a fact that comes from older results."""

    title: str
    value: str
    why_stale: str = ""


def computed_facts(snapshot: Snapshot, element: Element, results: Results) -> list[Computed]:
    """Each computed fact that has something to say; those of the model itself are never stale."""
    threats = results.why_stale(results.threats)
    own = results.verdict_of(element) if isinstance(element, Requirement) else None
    verdicts = results.why_stale(results.verdicts) if results.is_verdict_stale(own) else ""
    facts = [
        Computed(_("Flows"), _flows(snapshot, element)),
        Computed(_("Crosses"), _crossings(snapshot, element)),
        Computed(_("Allocated to"), _nodes(snapshot, element)),
        Computed(_("Runs"), _allocated(snapshot, element)),
        Computed(_("Holds"), _members(snapshot, element)),
        Computed(
            _("Behaviour"), ", ".join(machine.name for machine in snapshot.owned(element.id, StateMachine))
        ),
        Computed(_("Formula"), _formula(element, results), verdicts),
        Computed(_("Verdict"), _verdict(element, results), verdicts),
        Computed(_("Threats"), _threats(element, results), threats),
    ]
    return [fact for fact in facts if fact.value]


def requirements_of(snapshot: Snapshot, element: Element, results: Results) -> list[Row]:
    """Rows for the requirements that are traced to the element or name it."""
    traced = {link.source for link in snapshot.uses(element.id, TraceLink)}
    traced |= {
        link.target
        for link in snapshot.uses(element.id, TraceLink)
        if link.source == element.id and link.target
    }
    traced.discard(element.id)
    named = element.name.casefold() if isinstance(element, Component | DataStore | Node) else ""
    return [
        requirement_row(requirement, results)
        for requirement in snapshot.of(Requirement)
        if requirement.id in traced or (named and named in requirement.text.casefold())
    ]


def requirement_row(requirement: Requirement, results: Results) -> Row:
    """A requirement with its verdict, as one row."""
    verdict = results.verdict_of(requirement)
    return Row(
        requirement.id,
        requirement.name or requirement.text,
        mark=verdict["verdict"] if verdict else "unknown",
        lead=requirement.key,
        stale=results.is_verdict_stale(verdict),
        tip=requirement.text,
    )


def _flows(snapshot: Snapshot, element: Element) -> str:
    ends = {element.id, *(port.id for port in snapshot.owned(element.id, Port))}
    flows = {flow.id: flow for end in ends for flow in snapshot.uses(end, Connector)}.values()
    incoming = sum(flow.target in ends for flow in flows)
    outgoing = sum(flow.source in ends for flow in flows)
    if not incoming and not outgoing:
        return ""
    return _("{incoming} in, {outgoing} out").format(incoming=incoming, outgoing=outgoing)


def _crossings(snapshot: Snapshot, element: Element) -> str:
    if not isinstance(element, Connector):
        return ""
    zones = [zone_at(snapshot, end) for end in (element.source, element.target)]
    names = [zone.name if zone is not None else _("no zone") for zone in zones]
    return "" if names[0] == names[1] else _("{source} to {target}").format(source=names[0], target=names[1])


def _nodes(snapshot: Snapshot, element: Element) -> str:
    if not isinstance(element, Component | DataStore):
        return ""
    allocations = [one for one in snapshot.uses(element.id, Allocation) if one.component == element.id]
    return ", ".join(snapshot[one.node].name for one in allocations) or _("nothing yet")


def _allocated(snapshot: Snapshot, element: Element) -> str:
    if not isinstance(element, Node):
        return ""
    running = [one for one in snapshot.uses(element.id, Allocation) if one.node == element.id]
    links = snapshot.uses(element.id, Link)
    parts = [snapshot[one.component].name for one in running]
    if links:
        parts.append(plural("{count} link", "{count} links", len(links)))
    return ", ".join(parts)


def _members(snapshot: Snapshot, element: Element) -> str:
    if not isinstance(element, Zone):
        return ""
    members = sum(1 for user in snapshot.uses(element.id) if getattr(user, "zone", None) == element.id)
    return plural("{count} element", "{count} elements", members)


def _formula(element: Element, results: Results) -> str:
    verdict = results.verdict_of(element) if isinstance(element, Requirement) else None
    return (verdict or {}).get("formula") or ""


def _verdict(element: Element, results: Results) -> str:
    if not isinstance(element, Requirement):
        return ""
    verdict = results.verdict_of(element)
    if verdict is None:
        if results.under_way(results.verdicts):
            return _("is being checked")
        return _("not checked yet, {key} checks").format(key=named("prove.recheck"))
    words = _(verdict["verdict"])
    if results.is_verdict_stale(verdict):
        words = _("{verdict}, stale").format(verdict=words)
    reason = reason_of(verdict)
    return _("{title}: {state}").format(title=words, state=reason) if reason else words


def _threats(element: Element, results: Results) -> str:
    threats = results.threats_of(element.id)
    if not threats:
        return ""
    unanswered = sum(results.status(threat["id"]) is ThreatStatus.OPEN for threat in threats)
    return _("{open} open of {all}").format(open=unanswered, all=len(threats))
