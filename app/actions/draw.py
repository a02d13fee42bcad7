"""Actions that add to the model and take up drawing tools."""

from app.actions.action import Action, Words, drawn, in_project, looking, one_of, seeing, writing
from core.ground.words import deferred

_NEW = (
    ("port", deferred("New port")),
    ("asset", deferred("New asset")),
    ("conduit", deferred("New conduit")),
    ("term", deferred("New glossary term")),
    ("clock", deferred("New clock of the machine")),
    ("variable", deferred("New variable of the machine")),
    ("timer", deferred("New timer of the machine")),
    ("event", deferred("New event at the port")),
    ("attack scenario", deferred("New attack scenario")),
    ("task", deferred("New task")),
    ("evidence", deferred("New evidence")),
)
"""Kinds of elements that have no place of their own on a drawing, and what adding one is called."""


def _new(kind: str, title: Words) -> Action:
    return Action(
        f"draw.{kind.replace(' ', '_')}",
        title,
        kind,
        lambda desk: desk.model.new_element(kind),
        (),
        writing,
        "draw",
    )


ACTIONS = (
    Action(
        "draw.system",
        deferred("New system diagram"),
        "diagram",
        lambda desk: desk.model.new_diagram("system"),
        ("Ctrl+Shift+N",),
        writing,
        "draw",
    ),
    Action(
        "draw.hardware",
        deferred("New hardware diagram"),
        "node",
        lambda desk: desk.model.new_diagram("hardware"),
        (),
        writing,
        "draw",
    ),
    Action(
        "draw.behaviour",
        deferred("New state machine"),
        "state machine",
        lambda desk: desk.model.new_diagram("behaviour"),
        ("Ctrl+Shift+B",),
        writing,
        "draw",
    ),
    *(_new(kind, title) for kind, title in _NEW),
    Action(
        "draw.allocate_component",
        deferred("Allocate a component"),
        "allocation",
        lambda desk: desk.model.allocate(),
        ("Ctrl+L",),
        one_of("node"),
        "draw",
        context="node",
    ),
    Action(
        "draw.allocate_to_node",
        deferred("Allocate to a node"),
        "allocation",
        lambda desk: desk.model.allocate(),
        ("Ctrl+L",),
        one_of("component", "data store"),
        "draw",
        context="component",
    ),
    Action(
        "draw.fit",
        deferred("Fit the diagram"),
        "fit",
        lambda desk: desk.drawing.fit(),
        ("Ctrl+0",),
        seeing,
        "draw",
    ),
    Action(
        "draw.zone_around",
        deferred("Put a zone around the selection"),
        "zone",
        lambda desk: desk.drawing.zone_around(),
        ("Shift+Z",),
        drawn,
        "draw",
        context="diagram",
    ),
    Action(
        "draw.declare",
        deferred("Clocks and variables of the machine"),
        "clock",
        lambda desk: desk.drawing.declare(),
        ("Ctrl+Alt+V",),
        looking,
        "draw",
    ),
    Action(
        "draw.filter",
        deferred("Filter the list"),
        "filter",
        lambda desk: desk.desktop.focus_filter(),
        ("/",),
        in_project,
        "draw",
    ),
)
