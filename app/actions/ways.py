"""Actions that lead from one view of the model to another."""

from app.actions.action import Action, State, looking, selecting
from core.ground.words import deferred


def ordering(state: State) -> bool:
    """Needs a diagram in front or selected, in a project that can be changed."""
    return state.writable and (state.page == "diagram" or state.kind == "diagram")


ACTIONS = (
    Action(
        "view.uses",
        deferred("List every use"),
        "find",
        lambda desk: desk.ways.list_uses(),
        ("Shift+F12",),
        selecting,
        "go",
    ),
    Action(
        "view.next_diagram",
        deferred("Next diagram that shows it"),
        "diagram",
        lambda desk: desk.ways.next_diagram(),
        ("Ctrl+F12",),
        selecting,
        "go",
    ),
    Action(
        "view.into",
        deferred("Go into its own diagram"),
        "state machine",
        lambda desk: desk.ways.go_into(),
        ("Alt+Return",),
        selecting,
        "go",
    ),
    Action(
        "view.minimap",
        deferred("Map of the drawing"),
        "minimap",
        lambda desk: desk.ways.fold_map(),
        ("Ctrl+M",),
        looking,
        "view",
    ),
    Action(
        "draw.duplicate_diagram",
        deferred("Duplicate the diagram"),
        "copy",
        lambda desk: desk.ways.duplicate_diagram(),
        (),
        ordering,
        "draw",
    ),
    Action(
        "draw.diagram_up",
        deferred("Move the diagram up in the tree"),
        "mdi6.arrow-up",
        lambda desk: desk.ways.move_diagram(False),
        ("Ctrl+Alt+Up",),
        ordering,
        "draw",
    ),
    Action(
        "draw.diagram_down",
        deferred("Move the diagram down in the tree"),
        "mdi6.arrow-down",
        lambda desk: desk.ways.move_diagram(True),
        ("Ctrl+Alt+Down",),
        ordering,
        "draw",
    ),
)
