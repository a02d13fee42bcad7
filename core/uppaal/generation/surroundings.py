"""Connectors that take time or lose messages, and the environment, as templates.

A connector carries one message at a time. One that is sent while another is under way is lost, and
the flag `overrun` says so for good: a query asks whether that can happen.
"""

from core.ground.words import _
from core.model import Event, Snapshot
from core.uppaal.document import Waiting
from core.uppaal.generation.draft import Draft, TemplateDraft, declared, remarked
from core.uppaal.generation.expression import assigned, compared, named, negation
from core.uppaal.generation.finding import called
from core.uppaal.generation.flow import Carrier, Channel, Flow, Means
from core.uppaal.generation.query import GeneratedQuery, Purpose
from core.uppaal.generation.spelling import Spelling
from core.uppaal.language import expression as tree
from core.uppaal.language.declaration import Formula, Path
from core.uppaal.language.expression import Expression
from core.uppaal.language.printing import print_query
from core.uppaal.trace_map import Origin, Part

LOST, OVERRUN = "lost", "overrun"
"""The labels of edges of a connector that deliver nothing, in the trace map."""


def draw_connector(snapshot: Snapshot, carrier: Carrier, spelling: Spelling, draft: Draft) -> GeneratedQuery:
    """Add the connector's template; returns the query that asks for an overrun."""
    connector = carrier.connector
    ends = " ".join(
        element.name for end in (connector.source, connector.target) if (element := snapshot.get(end))
    )
    process = spelling.template(
        connector.name or f"{ends} connector", "Connector", f"{connector.name} connector"
    )
    template = TemplateDraft(draft, process, Origin.CONNECTOR, (connector.id,))
    inner = spelling.within[process]
    clock, overrun = inner.give("x", "x"), inner.give("overrun", "overrun")
    template.declarations.append(remarked(called(connector)))
    template.declarations.append(declared(f"clock {clock};", _("how long the message has been under way")))
    template.declarations.append(
        declared(f"bool {overrun} = false;", _("a message was lost because another was under way"))
    )
    draft.note(Part.CLOCK, f"{process}.{clock}", Origin.CONNECTOR, (connector.id,), process)
    draft.note(Part.VARIABLE, f"{process}.{overrun}", Origin.CONNECTOR, (connector.id,), process)
    free = template.location(inner.give("Free", "Free"), connector.id)
    instantly = carrier.latest is not None and carrier.latest.nanoseconds == 0
    limit: Expression = tree.Truth(True)
    if carrier.latest is not None and not instantly:
        limit = compared(clock, "<=", spelling.units(carrier.latest))
    least: Expression = tree.Truth(True)
    if carrier.earliest.nanoseconds:
        least = compared(clock, ">=", spelling.units(carrier.earliest))
    sent = [spelling.channels[source] for source, _arrival in carrier.messages]
    for source, arrival in carrier.messages:
        event = snapshot.find(Event, source.event)
        about = (connector.id, source.event)
        carrying = template.location(
            inner.give(f"Carrying {event.name if event else ''}", "Carrying"),
            connector.id,
            Waiting.URGENT if instantly else Waiting.NORMAL,
            limit,
            further=(source.event,),
        )
        taken, given = f"{spelling.channels[source]}?", f"{spelling.channels[arrival]}!"
        template.transition(
            free, carrying, synchronisation=taken, update=[assigned(clock, 0)], elements=about
        )
        template.transition(carrying, free, least, given, elements=about)
        if carrier.loses:
            template.transition(free, free, synchronisation=taken, elements=about, label=LOST)
        for channel in sent:
            template.transition(
                carrying,
                carrying,
                synchronisation=f"{channel}?",
                update=[assigned(overrun, True)],
                elements=about,
                label=OVERRUN,
            )
    template.finished(free)
    formula = Formula(Path.ALWAYS, negation(named(f"{process}.{overrun}")))
    comment = _("{connector} never carries two messages at once").format(connector=called(connector))
    return GeneratedQuery(Purpose.OVERRUN, print_query(formula), comment, connector.id)


def draw_environment(flow: Flow, spelling: Spelling, draft: Draft) -> None:
    """Add one template that sends, at any time, whatever the model leaves open."""
    if not flow.environment:
        return
    template = TemplateDraft(draft, spelling.template("Environment", "Environment"), Origin.ENVIRONMENT)
    template.declarations.append(
        remarked(_("Events that no connector brings, or whose sender has no behaviour, come at any time."))
    )
    inner = spelling.within[template.name]
    only = template.location(inner.give("Outside", "Outside"))
    for channel in flow.environment:
        template.transition(
            only, only, synchronisation=f"{spelling.channels[channel]}!", elements=(channel.event,)
        )
    template.finished(only)


def declare_channels(snapshot: Snapshot, spelling: Spelling, draft: Draft) -> None:
    """Declare a broadcast channel for each way in which a message is heard."""
    for channel, name in spelling.channels.items():
        event = snapshot.find(Event, channel.event)
        assert event is not None
        draft.declare(f"broadcast chan {name};", f"{snapshot.path(event)} {_means(snapshot, channel)}")
        origin = {
            Means.MACHINE: Origin.COPIED,
            Means.CONNECTOR: Origin.CONNECTOR,
            Means.ENVIRONMENT: Origin.ENVIRONMENT,
            Means.ATTACK: Origin.ATTACK,
        }[channel.means]
        draft.note(Part.CHANNEL, name, origin, (channel.event, channel.connector))


def _means(snapshot: Snapshot, channel: Channel) -> str:
    connector = snapshot.get(channel.connector)
    if connector is not None and channel.means is Means.ATTACK:
        return _("arrives over {connector} by an attack").format(connector=called(connector))
    if connector is not None:
        return _("leaves {connector}").format(connector=called(connector))
    return _("is sent") if channel.means is Means.MACHINE else _("comes from outside")
