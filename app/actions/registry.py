"""All actions, by subject and by id, and every key with what it does."""

from functools import cache

from app.actions import (
    analysis,
    arrange,
    desktop,
    draw,
    history,
    layers,
    output,
    pages,
    project,
    ways,
)
from app.actions.action import Action
from app.actions.keymap import ARROWS, Binding, keys_of, written
from app.actions.on_drawing import ON_DRAWING
from core.ground.words import _, deferred

ACTIONS: tuple[Action, ...] = (
    *project.ACTIONS,
    *history.ACTIONS,
    *draw.ACTIONS,
    *layers.ACTIONS,
    *pages.ACTIONS,
    *arrange.ACTIONS,
    *analysis.ACTIONS,
    *ways.ACTIONS,
    *output.ACTIONS,
    *desktop.ACTIONS,
)

MENUS = (
    ("project", deferred("Project")),
    ("edit", deferred("Edit")),
    ("draw", deferred("Draw")),
    ("arrange", deferred("Arrange")),
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
_WAYS = ("view.uses", "view.next_diagram", "view.into")
_LOOKING = ("suggest.weaknesses", "suggest.tests")
CONTEXT_MENUS: dict[str, tuple[tuple[str, ...], ...]] = {
    "drawing": (
        ("edit.rename", "edit.cut", "edit.copy", "edit.duplicate"),
        _WAYS,
        _JOINING,
        _LOOKING,
        ("arrange.front", "arrange.back", "arrange.lock", "layout.selection"),
        ("view.why", "view.filter_alike", "draw.connected"),
        ("draw.zone_around", "draw.hide", "draw.hide_kind", "edit.take_off", "edit.remove"),
    ),
    "ground": (
        ("edit.paste", "edit.paste_link"),
        ("draw.fit", "layout.again", "draw.arrange"),
        ("draw.missing", "draw.hidden", "draw.show_hidden", "view.filter"),
        ("draw.system", "draw.hardware"),
    ),
    "machine": (
        ("edit.paste", "edit.paste_link"),
        ("draw.clock", "draw.variable", "draw.timer"),
        ("draw.fit", "layout.again", "draw.arrange"),
    ),
    "tree": (
        ("edit.follow", *_WAYS),
        ("edit.rename", "edit.copy"),
        ("draw.duplicate_diagram", "draw.diagram_up", "draw.diagram_down"),
        _JOINING,
        _LOOKING,
        ("edit.remove",),
    ),
    "requirements": (
        ("require.new", "require.trace", "require.confirm", "require.fold"),
        ("edit.follow", "view.uses", "suggest.tests"),
        ("edit.remove",),
    ),
}
"""Groups of actions in the menu of each place; what cannot be done there is left out."""


@cache
def action(action_id: str) -> Action:
    """The action of that id; KeyError where there is none."""
    return {known.id: known for known in ACTIONS}[action_id]


def in_menu(menu: str) -> tuple[Action, ...]:
    """The actions of a menu in their order."""
    return tuple(known for known in ACTIONS if known.menu == menu)


_IN_LISTS = (
    (("Tab", "Shift+Tab"), deferred("Next or previous control")),
    (("J", "K"), deferred("Next or previous row")),
    (("Left", "Right"), deferred("Fewer or more words of the requirement, a clause at a time")),
    (("Shift+Up", "Shift+Down"), deferred("Select further rows of the history")),
    (("Return",), deferred("Go to the row, or edit it")),
    (("Y", "N", "U"), deferred("Answer yes, no or unknown")),
    (("Ctrl+Return",), deferred("End a longer text")),
    (("Esc",), deferred("Leave a field, a list that is open, or a message")),
    (("Alt",), deferred("Show the menu")),
)
_LISTS = deferred("In lists and fields")
_BY_MOUSE = (
    (("Alt",), deferred("Held while the ground is dragged: a lasso around what is to be selected")),
    (("Alt",), deferred("Held while a shape is dragged: neither the grid nor neighbours attract it")),
    (("Shift",), deferred("Held with a click or a drag: select that too")),
)
_MOUSE = deferred("Held with the mouse on a drawing")
_FIXED = "fixed"


@cache
def bindings() -> tuple[Binding, ...]:
    """Everything that has keys or can be given some: on drawings, by menu, in lists and fields."""
    from app.canvas.keys import drawing_bindings  # a drawing needs the model, the first window does not

    menus = dict(MENUS)
    actions = sorted(ACTIONS, key=lambda known: [*menus, ""].index(known.menu))
    made = [
        Binding(known.id, known.title, known.keys, known.context, menus.get(known.menu, _LISTS))
        for known in actions
    ]
    groups = [(_MOUSE, one) for one in _BY_MOUSE] + [(_LISTS, one) for one in _IN_LISTS]
    fixed = [
        Binding(f"{_FIXED}.{number}", words, keys, _FIXED, group)
        for number, (group, (keys, words)) in enumerate(groups)
    ]
    return (*drawing_bindings(), *made, *fixed)


def can_change(one: Binding) -> bool:
    """Whether its keys can be others: those of lists and fields are the same in every program."""
    return one.context != _FIXED


def key_of(name: str) -> str:
    """The first key of an action, or of what a key does on drawings, as screens write it."""
    drawn = next((one for one in ON_DRAWING if one.id == name), None)
    if drawn is None:
        return action(name).key
    keys = keys_of(drawn)
    if drawn.ways and keys:
        return _("Arrows") if keys[0] == ARROWS[0] else written(key_caps(keys)[0])
    return written(keys[0]) if keys else ""


def named(name: str) -> str:
    """How a sentence calls what does something: by its first key, or by its title where no key does it.

    `name` is that of an action, or of what a key does on drawings.
    """
    if not name.startswith("tool.") and (key := key_of(name)):
        return key
    found = next(one for one in bindings() if one.id == name)
    keys = keys_of(found)
    return written(keys[0]) if keys else _("“{title}”").format(title=found.title())


def key_groups() -> tuple[tuple[str, tuple[Binding, ...]], ...]:
    """All that keys do, in groups with their titles."""
    groups: dict[str, list[Binding]] = {}
    for one in bindings():
        groups.setdefault(one.group(), []).append(one)
    return tuple((title, tuple(held)) for title, held in groups.items())


def key_caps(keys: tuple[str, ...]) -> tuple[str, ...]:
    """Keys as they are written for people: four arrows that mean the same are one."""
    stems = {key.removesuffix(arrow) for key, arrow in zip(keys, ARROWS, strict=False)}
    if len(keys) == len(ARROWS) and len(stems) == 1:
        return (f"{stems.pop()}← → ↑ ↓",)
    return keys


def key_table() -> str:
    """Every shipped key and what it does, as the table of the README."""
    lines = ["| Keys | Action |", "|---|---|"]
    for title, keys in key_groups():
        lines.append(f"| **{title}** | |")
        for known in keys:
            caps = ", ".join(f"`{key}`" for key in key_caps(known.keys))
            if caps:
                lines.append(f"| {caps} | {known.title()} |")
    return "\n".join(lines)
