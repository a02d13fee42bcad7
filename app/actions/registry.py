"""All actions, by subject and by id, and every key with what it does."""

from functools import cache

from app.actions import analysis, desktop, draw, layers, project
from app.actions.action import Action
from core.ground.words import _, deferred

ACTIONS: tuple[Action, ...] = (
    *project.ACTIONS,
    *draw.ACTIONS,
    *layers.ACTIONS,
    *analysis.ACTIONS,
    *desktop.ACTIONS,
)

Keys = tuple[tuple[tuple[str, ...], str], ...]
"""Keys that mean the same, and what that is."""

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


_JOINING = (
    "draw.port",
    "draw.behaviour",
    "draw.allocate_component",
    "draw.allocate_to_node",
    "require.trace_back",
)
_LOOKING = ("suggest.weaknesses", "suggest.tests")
CONTEXT_MENUS: dict[str, tuple[tuple[str, ...], ...]] = {
    "drawing": (
        ("edit.rename", "edit.copy", "edit.duplicate"),
        _JOINING,
        _LOOKING,
        ("view.why", "view.filter_alike", "draw.connected"),
        ("draw.zone_around", "draw.hide", "draw.hide_kind", "edit.take_off", "edit.remove"),
    ),
    "ground": (
        ("edit.paste",),
        ("draw.fit", "draw.arrange"),
        ("draw.missing", "draw.show_hidden", "view.filter"),
        ("draw.system", "draw.hardware"),
    ),
    "machine": (
        ("edit.paste",),
        ("draw.clock", "draw.variable", "draw.timer"),
        ("draw.fit", "draw.arrange"),
    ),
    "tree": (("edit.follow", "edit.rename", "edit.copy"), _JOINING, _LOOKING, ("edit.remove",)),
    "requirements": (("require.new", "require.trace"), ("edit.follow", "suggest.tests"), ("edit.remove",)),
}
"""Groups of actions in the menu of each place; what cannot be done there is left out."""


@cache
def action(action_id: str) -> Action:
    """The action of that id; KeyError where there is none."""
    return {known.id: known for known in ACTIONS}[action_id]


def in_menu(menu: str) -> tuple[Action, ...]:
    """The actions of a menu in their order."""
    return tuple(known for known in ACTIONS if known.menu == menu)


_ARROWS = ("Left", "Right", "Up", "Down")

_IN_LISTS = (
    (("J", "K"), deferred("Next or previous row")),
    (("Return",), deferred("Go to the row, or edit it")),
    (("Y", "N", "U"), deferred("Answer yes, no or unknown")),
    (("Ctrl+Return",), deferred("End a longer text")),
    (("Esc",), deferred("Leave a field, a list that is open, or a message")),
    (("Alt",), deferred("Show the menu")),
)


def key_groups() -> tuple[tuple[str, Keys], ...]:
    """Every key, in groups with their titles: those of drawings, of actions by menu, of lists and fields."""
    from app.canvas.keys import drawing_keys  # a drawing needs the model, the first window does not

    menus = (
        (
            title(),
            tuple((known.keys, known.title()) for known in ACTIONS if known.menu == menu and known.keys),
        )
        for menu, title in MENUS
    )
    elsewhere = tuple((known.keys, known.title()) for known in ACTIONS if not known.menu)
    lists = tuple((keys, words()) for keys, words in _IN_LISTS)
    return (*drawing_keys(), *menus, (_("In lists and fields"), (*lists, *elsewhere)))


def key_caps(keys: tuple[str, ...]) -> tuple[str, ...]:
    """Keys as they are written for people: four arrows that mean the same are one."""
    stems = {key.removesuffix(arrow) for key, arrow in zip(keys, _ARROWS, strict=False)}
    if len(keys) == len(_ARROWS) and len(stems) == 1:
        return (f"{stems.pop()}← → ↑ ↓",)
    return keys


def key_table() -> str:
    """Every key and what it does, as the table of the README."""
    lines = ["| Keys | Action |", "|---|---|"]
    for title, keys in key_groups():
        lines.append(f"| **{title}** | |")
        for known, words in keys:
            caps = ", ".join(f"`{key}`" for key in key_caps(known))
            lines.append(f"| {caps} | {words} |")
    return "\n".join(lines)
