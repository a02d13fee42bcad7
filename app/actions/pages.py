"""Actions on the pages in the middle of the window: matrices, and two pages side by side."""

from app.actions.action import Action, in_project
from core.ground.words import deferred

ACTIONS = (
    Action(
        "matrix.allocations",
        deferred("Matrix of allocations"),
        "matrix",
        lambda desk: desk.pages.matrix("allocations"),
        ("Ctrl+Alt+X",),
        in_project,
        "view",
    ),
    Action(
        "matrix.connectors",
        deferred("Matrix of connectors"),
        "matrix",
        lambda desk: desk.pages.matrix("connectors"),
        ("Ctrl+Alt+C",),
        in_project,
        "view",
    ),
    Action(
        "matrix.traces",
        deferred("Matrix of traces"),
        "matrix",
        lambda desk: desk.pages.matrix("traces"),
        ("Ctrl+Alt+T",),
        in_project,
        "view",
    ),
    Action(
        "matrix.relations",
        deferred("Matrix of requirements"),
        "matrix",
        lambda desk: desk.pages.matrix("relations"),
        ("Ctrl+Alt+Q",),
        in_project,
        "view",
    ),
    Action(
        "pages.split",
        deferred("Two pages side by side"),
        "split",
        lambda desk: desk.pages.split(),
        ("Ctrl+\\",),
        in_project,
        "view",
    ),
)
