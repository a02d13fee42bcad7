"""Models of our own for the tests, built rather than read."""

from core.uppaal.document import Document, Label, Location, Template, Transition, Waiting


def location(name: str, invariant: str = "", waiting: Waiting = Waiting.NORMAL) -> Location:
    """A location whose id is its name."""
    labels = (Label("invariant", invariant),) if invariant else ()
    return Location(name, name, labels, waiting)


def edge(source: str, target: str, **labels: str) -> Transition:
    """An edge with guard, select, synchronisation and assignment by keyword."""
    return Transition(source, target, tuple(Label(kind, text) for kind, text in labels.items()))


def automaton(
    name: str, *parts: Location | Transition, declaration: str = "", parameter: str = ""
) -> Template:
    """A template of locations, the first of which is initial, and edges."""
    places = tuple(part for part in parts if isinstance(part, Location))
    edges = tuple(part for part in parts if isinstance(part, Transition))
    return Template(name, parameter, declaration, places, (), places[0].id, edges)


def network(declaration: str, *templates: Template, system: str = "") -> Document:
    """A document of the templates, with the system line that lists them unless another is given."""
    line = system or f"system {', '.join(template.name for template in templates)};"
    return Document(declaration, templates, line)


def fischer(processes: int, most: int = 10) -> Document:
    """Fischer's protocol: a process writes its number and waits longer than any other needs to write."""
    contender = automaton(
        "Contender",
        location("idle"),
        location("asking", f"since <= {most}"),
        location("waiting"),
        location("inside"),
        edge("idle", "asking", guard="turn == 0", assignment="since = 0"),
        edge("asking", "waiting", guard=f"since <= {most}", assignment="since = 0, turn = me"),
        edge("waiting", "asking", guard="turn == 0", assignment="since = 0"),
        edge("waiting", "inside", guard=f"turn == me && since > {most}"),
        edge("inside", "idle", assignment="turn = 0"),
        declaration="clock since;",
        parameter="const number me",
    )
    return network(f"typedef int[1,{processes}] number; int[0,{processes}] turn;", contender)
