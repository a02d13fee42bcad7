"""Actions that put diagrams on paper and into pictures."""

from app.actions.action import Action, State, in_project
from core.ground.words import deferred


def looking_at_selection(state: State) -> bool:
    """Needs something selected while a diagram is in front."""
    return state.project and state.page == "diagram" and state.selected > 0


ACTIONS = (
    Action(
        "export.selection",
        deferred("Export the selection as a picture"),
        "diagram",
        lambda desk: desk.output.picture("selection"),
        ("Ctrl+Alt+S",),
        looking_at_selection,
        "project",
    ),
    Action(
        "export.pictures",
        deferred("Export diagrams as pictures"),
        "diagram",
        lambda desk: desk.output.pictures(),
        ("Ctrl+Alt+E",),
        in_project,
        "project",
    ),
    Action(
        "print",
        deferred("Print diagrams"),
        "print",
        lambda desk: desk.output.print(),
        ("Ctrl+Alt+P",),
        in_project,
        "project",
    ),
)
