"""Actions on the past of a project and on other versions of it."""

from app.actions.action import Action, in_project, writing
from core.ground.words import deferred

ACTIONS = (
    Action(
        "history.search",
        deferred("Search the history"),
        "history",
        lambda desk: desk.history.search(),
        ("Ctrl+Shift+H",),
        in_project,
        "project",
    ),
    Action(
        "history.then",
        deferred("Show the change chosen as it was"),
        "history",
        lambda desk: desk.history.ask("then"),
        (),
        in_project,
        "project",
    ),
    Action(
        "history.change",
        deferred("Show what the change chosen did"),
        "history",
        lambda desk: desk.history.ask("change"),
        (),
        in_project,
        "project",
    ),
    Action(
        "history.since",
        deferred("Compare the change chosen with now"),
        "history",
        lambda desk: desk.history.ask("compare"),
        (),
        in_project,
        "project",
    ),
    Action(
        "history.restore",
        deferred("Restore the state after the change chosen"),
        "history",
        lambda desk: desk.history.ask("restore"),
        (),
        writing,
        "project",
    ),
    Action(
        "history.compare",
        deferred("Compare with another project"),
        "split",
        lambda desk: desk.history.compare(),
        ("Ctrl+Shift+D",),
        in_project,
        "project",
    ),
    Action(
        "history.merge",
        deferred("Merge another version"),
        "import",
        lambda desk: desk.history.merge(),
        (),
        writing,
        "project",
    ),
)
