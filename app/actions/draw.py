"""Actions that add to the model and take up drawing tools."""

from app.actions.action import Action, State, in_project, writing
from core.ground.words import deferred


def drawing(state: State) -> bool:
    """Needs a diagram in front, in a project that can be changed."""
    return state.writable and state.page == "diagram"


def viewing(state: State) -> bool:
    """Needs a diagram in front."""
    return state.project and state.page == "diagram"


ACTIONS = (
    Action(
        "draw.system",
        deferred("New system diagram"),
        "diagram",
        lambda desk: desk.new_diagram("system"),
        ("Ctrl+Shift+N",),
        writing,
        "draw",
    ),
    Action(
        "draw.hardware",
        deferred("New hardware diagram"),
        "node",
        lambda desk: desk.new_diagram("hardware"),
        (),
        writing,
        "draw",
    ),
    Action(
        "draw.behaviour",
        deferred("New state machine"),
        "state machine",
        lambda desk: desk.new_diagram("behaviour"),
        (),
        writing,
        "draw",
    ),
    Action(
        "draw.asset",
        deferred("New asset"),
        "asset",
        lambda desk: desk.new_element("asset"),
        (),
        writing,
        "draw",
    ),
    Action(
        "draw.conduit",
        deferred("New conduit"),
        "conduit",
        lambda desk: desk.new_element("conduit"),
        (),
        writing,
        "draw",
    ),
    Action(
        "draw.term",
        deferred("New glossary term"),
        "term",
        lambda desk: desk.new_element("term"),
        (),
        writing,
        "draw",
    ),
    Action(
        "draw.fit", deferred("Fit the diagram"), "fit", lambda desk: desk.fit(), ("Ctrl+0",), viewing, "draw"
    ),
    Action(
        "draw.filter",
        deferred("Filter the list"),
        "filter",
        lambda desk: desk.focus_filter(),
        ("/",),
        in_project,
        "draw",
    ),
)
