"""All actions, by subject and by id, and the table of their keys."""

from functools import cache

from app.actions import analysis, desktop, draw, project
from app.actions.action import Action
from core.ground.words import deferred

ACTIONS: tuple[Action, ...] = (*project.ACTIONS, *draw.ACTIONS, *analysis.ACTIONS, *desktop.ACTIONS)

MENUS = (
    ("project", deferred("Project")),
    ("edit", deferred("Edit")),
    ("draw", deferred("Draw")),
    ("analysis", deferred("Analyse")),
    ("go", deferred("Go")),
    ("view", deferred("View")),
    ("help", deferred("Help")),
)
"""Id and title of each menu, from left to right."""


@cache
def action(action_id: str) -> Action:
    """The action of that id; KeyError where there is none."""
    return {known.id: known for known in ACTIONS}[action_id]


def in_menu(menu: str) -> tuple[Action, ...]:
    """The actions of a menu in their order."""
    return tuple(known for known in ACTIONS if known.menu == menu)


def key_table() -> str:
    """Every action that has a key, as the table of the README."""
    rows = [
        f"| {', '.join(f'`{key}`' for key in known.keys)} | {known.title()} |"
        for known in ACTIONS
        if known.keys
    ]
    return "\n".join(["| Keys | Action |", "|---|---|", *rows])
