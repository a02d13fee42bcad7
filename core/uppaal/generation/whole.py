"""State machines, connectors and requirements as a UPPAAL document with queries.

Each state machine is a template and one process. Messages are broadcasts (`flow`),
connectors that delay or lose them are processes (`surroundings`), requirements are
queries over locations where that says it all (`query`), and otherwise observers
(`observers`), which are told of each step they could care about (`steps`). Who attacks is a
process (`under_attack`). What the model leaves open is stated as an assumption; what cannot be
taken over is a fault, and requirements that depend on it have a reason in the place of a formula.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass

from core.formal.property import Formalised, Property
from core.ground.diagnostic import Diagnostic, Refused
from core.ground.words import _
from core.model import AttackScenario, Diagram, DiagramType, Id, Placement, Requirement, Snapshot
from core.uppaal.document import Document, Place, Query, Template
from core.uppaal.generation.attack import attacks_of
from core.uppaal.generation.behaviour import Behaviour, behaviours_of
from core.uppaal.generation.condition import Fact, Watch, fact_of, mentioned
from core.uppaal.generation.dependence import Dependence
from core.uppaal.generation.draft import Draft, TemplateDraft, plain, remarked
from core.uppaal.generation.finding import Finding
from core.uppaal.generation.flow import flow_of
from core.uppaal.generation.machine import draw_machine
from core.uppaal.generation.placement import placed
from core.uppaal.generation.query import GeneratedQuery, Purpose, Watching, missing, queries_of
from core.uppaal.generation.scope import Vocabulary
from core.uppaal.generation.spelling import GREATEST_BOUND, Spelling, spelling_of, times_of, unit_of
from core.uppaal.generation.steps import draw_observer, draw_steps, telling_of
from core.uppaal.generation.surroundings import declare_channels, draw_connector, draw_environment
from core.uppaal.generation.under_attack import Assault
from core.uppaal.trace_map import Origin, Part, TraceMap

NO_STOP = "A[] not deadlock"

_SCALE = 1.4
"""How much larger than the model's own drawing: UPPAAL writes more beside an edge."""


@dataclass(frozen=True, slots=True)
class Generated:
    """The document, its queries in the order of the document, where all came from, and what to know.

    Every requirement has at least one query of purpose REQUIREMENT, without a formula where there
    is none.
    """

    document: Document
    queries: tuple[GeneratedQuery, ...]
    trace_map: TraceMap
    findings: tuple[Finding, ...]


def generate(
    snapshot: Snapshot, properties: Mapping[Id, Formalised], scenario: AttackScenario | None = None
) -> Generated:
    """The document for the model and for the properties of its requirements, under an attack if one is given.

    Never refuses: what is wrong with the model is among the findings.
    """
    vocabulary = Vocabulary(snapshot)
    behaviours, wrong = behaviours_of(snapshot, vocabulary)
    wanted = [one for formalised in properties.values() for one in formalised.properties]
    facts, unclear = _facts(snapshot, vocabulary, wanted)
    edges = [step.edge for behaviour in behaviours for step in behaviour.steps]
    attacks = attacks_of(snapshot, scenario)
    asked = [fact.event for fact in facts.values() if fact.event is not None]
    flow = flow_of(snapshot, edges, asked, attacks.forging)
    times = [*times_of(behaviours, flow), *attacks.times]
    times += [time for fact in facts.values() for time in fact.phrase.times]
    times += [time for one in wanted for time in (one.at_least, one.at_most) if time is not None]
    unit = unit_of(times)
    spelling = spelling_of(snapshot, behaviours, flow, unit)
    assault = Assault(attacks, behaviours, flow, spelling)
    findings = [*dict.fromkeys((*wrong, *flow.findings, *assault.findings))]
    too_long = max(times, default=unit).nanoseconds // unit.nanoseconds > GREATEST_BOUND
    if too_long:
        findings.append(_too_far_apart(spelling))
    watch = Watch(spelling, facts)
    dependence = Dependence(snapshot, behaviours, flow)
    queries: list[GeneratedQuery] = []
    watching: list[Watching] = []
    for requirement in snapshot.of(Requirement):
        formalised = properties.get(requirement.id, Formalised(requirement.id))
        if not formalised.properties:
            queries.append(missing(requirement, formalised.reason or _("It has not been made precise")))
        for one in formalised.properties:
            spoilt = _spoilt(one, facts, unclear, dependence, findings) or (too_long and findings[-1])
            if spoilt:
                queries.append(missing(requirement, spoilt.diagnostic.message, one))
                continue
            own, observers = queries_of(requirement, one, watch)
            queries.extend(own)
            watching.extend(observers)
    draft = Draft()
    telling = telling_of(watch, watching, behaviours, assault)
    declare_channels(snapshot, spelling, draft)
    for behaviour in behaviours:
        draw_machine(snapshot, behaviour, assault, watch, telling, draft)
    overruns = [draw_connector(snapshot, carrier, spelling, draft) for carrier in flow.carriers]
    draw_environment(flow, spelling, draft)
    draw_steps(snapshot, behaviours, assault, watch, telling, draft)
    for observing in watching:
        draw_observer(snapshot, observing, telling, draft)
    assault.draw(snapshot, spelling, telling.settling, draft)
    queries = [*_deadlock(behaviours), *overruns, *queries]
    for query in queries:
        if query.formula is not None:
            origin = Origin.OBSERVER if query.purpose is Purpose.REQUIREMENT else Origin.CHECK
            draft.note(Part.QUERY, query.formula, origin, (query.element,))
    return Generated(
        _document(snapshot, draft, spelling, queries),
        tuple(queries),
        TraceMap(tuple(draft.entries), unit.nanoseconds),
        tuple(findings),
    )


def _facts(
    snapshot: Snapshot, vocabulary: Vocabulary, properties: Iterable[Property]
) -> tuple[dict[Id, Fact], dict[Id, Finding]]:
    """What the propositions of the properties stand on, and why some stand on nothing."""
    facts: dict[Id, Fact] = {}
    unclear: dict[Id, Finding] = {}
    for one in properties:
        for proposition in mentioned(one):
            try:
                facts[proposition] = fact_of(snapshot, vocabulary, proposition)
            except Refused as refused:
                unclear[proposition] = Finding(proposition, refused.diagnostics[0])
    return facts, unclear


def _spoilt(
    p: Property,
    facts: dict[Id, Fact],
    unclear: dict[Id, Finding],
    dependence: Dependence,
    findings: list[Finding],
) -> Finding | None:
    """Why the property cannot be asked: a proposition that stands on nothing, or a faulty machine."""
    propositions = list(mentioned(p))
    nothing = next((unclear[one] for one in propositions if one in unclear), None)
    return nothing or dependence.fault([facts[one] for one in propositions], findings)


def _too_far_apart(spelling: Spelling) -> Finding:
    return Finding(
        None,
        Diagnostic(
            "generation-times",
            _("The times of the model are too far apart: counted in {unit}, some exceed {most}").format(
                unit=spelling.unit, most=GREATEST_BOUND
            ),
            hint=_("Round the finest times."),
        ),
    )


def _deadlock(behaviours: tuple[Behaviour, ...]) -> list[GeneratedQuery]:
    """The query for deadlocks; UPPAAL refuses it where a receiver bounds clocks."""
    if not behaviours:
        return []
    comment = _("The model never comes to a stop")
    bounded = any(step.receives and step.guard.clocks for one in behaviours for step in one.steps)
    if bounded:
        reason = _("A receiving edge has a guard over clocks; UPPAAL finds no deadlocks in such models")
        return [GeneratedQuery(Purpose.DEADLOCK, None, comment, reason=reason)]
    return [GeneratedQuery(Purpose.DEADLOCK, NO_STOP, comment)]


def _document(
    snapshot: Snapshot, draft: Draft, spelling: Spelling, queries: list[GeneratedQuery]
) -> Document:
    templates = [
        placed(template, _drawing(snapshot, draft.drawn.get(template.name), draft, template.name))
        for template in draft.templates
    ] or [_nothing(draft, spelling)]
    head = [
        remarked(_("Generated by Bartizan. Remarks name the elements of the model.")),
        remarked(_("One unit of time is {unit}.").format(unit=spelling.unit)),
        "",
    ]
    return Document(
        declaration="\n".join([*head, *draft.declarations]),
        templates=tuple(templates),
        system="system " + ", ".join(template.name for template in templates) + ";",
        queries=tuple(_query(query) for query in queries),
    )


def _query(query: GeneratedQuery) -> Query:
    if query.formula is None:
        reason = _("Not asked: {reason}").format(reason=plain(query.reason))
        return Query("", f"{plain(query.comment)}\n{reason}")
    return Query(query.formula, plain(query.comment))


def _nothing(draft: Draft, spelling: Spelling) -> Template:
    """The one template of a model without behaviour, as the format demands one."""
    template = TemplateDraft(draft, spelling.template("Nothing", "Nothing"), Origin.ENVIRONMENT)
    template.finished(template.location("Still"))
    return placed(draft.templates[0])


def _drawing(snapshot: Snapshot, machine: Id | None, draft: Draft, template: str) -> dict[str, Place] | None:
    """Where the model's own diagram of the machine has its locations."""
    if machine is None:
        return None
    diagrams = [one for one in snapshot.owned(machine, Diagram) if one.diagram is DiagramType.BEHAVIOUR]
    if not diagrams:
        return None
    placements = {
        placement.element: Place(
            round(_SCALE * (placement.x + placement.width / 2)),
            round(_SCALE * (placement.y + placement.height / 2)),
        )
        for diagram in diagrams[:1]
        for placement in snapshot.owned(diagram.id, Placement)
    }
    return {
        entry.name: placements[entry.elements[0]]
        for entry in draft.entries
        if entry.part is Part.LOCATION
        and entry.template == template
        and entry.elements
        and entry.elements[0] in placements
    }
