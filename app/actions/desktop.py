"""Actions on the desktop itself: rooms, panels, tabs, look and help."""

from app.actions.action import Action, State, in_project
from core.ground.words import LANGUAGES, _, deferred


def tabbed(state: State) -> bool:
    """Needs a page that is not the first."""
    return state.page != "start"


def touring(state: State) -> bool:
    """Needs the tour to be on."""
    return state.touring


ROOMS = (
    ("draw", deferred("Draw"), "diagram"),
    ("require", deferred("Require"), "requirement"),
    ("prove", deferred("Prove"), "verdict"),
    ("threats", deferred("Threats"), "threat"),
    ("comply", deferred("Comply"), "clause"),
    ("review", deferred("Review"), "proposal"),
    ("hand over", deferred("Hand over"), "hand over"),
)
"""Id, title and icon of each room, in the order of the command bar."""

THEMES = (
    ("light", deferred("Light")),
    ("dark", deferred("Dark")),
    ("high_contrast", deferred("High contrast")),
)
"""Id and title of each theme."""

_GO_TO = {
    "draw": deferred("Go to Draw"),
    "require": deferred("Go to Require"),
    "prove": deferred("Go to Prove"),
    "threats": deferred("Go to Threats"),
    "comply": deferred("Go to Comply"),
    "review": deferred("Go to Review"),
    "hand over": deferred("Go to Hand over"),
}

_USE = {
    "light": deferred("Use the light theme"),
    "dark": deferred("Use the dark theme"),
    "high_contrast": deferred("Use the high-contrast theme"),
}


def _room(number: int, room: str, icon: str) -> Action:
    return Action(
        f"room.{room.replace(' ', '_')}",
        _GO_TO[room],
        icon,
        lambda desk: desk.desktop.show_room(room),
        (f"Ctrl+{number}",),
        in_project,
        "go",
    )


def _theme(theme: str) -> Action:
    return Action(
        f"theme.{theme}", _USE[theme], "theme", lambda desk: desk.desktop.use_theme(theme), menu="view"
    )


def _language(code: str, name: str) -> Action:
    return Action(
        f"language.{code}",
        lambda: _("Language: {name}").format(name=name),
        "language",
        lambda desk: desk.desktop.use_language(code),
        menu="view",
    )


ACTIONS = (
    *(_room(number, room, icon) for number, (room, _title, icon) in enumerate(ROOMS, start=1)),
    Action(
        "go.back",
        deferred("Back"),
        "back",
        lambda desk: desk.desktop.travel(True),
        ("Ctrl+Alt+PgUp", "Alt+Left"),
        tabbed,
        "go",
    ),
    Action(
        "go.forward",
        deferred("Forward"),
        "forward",
        lambda desk: desk.desktop.travel(False),
        ("Ctrl+Alt+PgDown", "Alt+Right"),
        tabbed,
        "go",
    ),
    Action(
        "tab.next",
        deferred("Next tab"),
        "forward",
        lambda desk: desk.desktop.next_tab(True),
        ("Ctrl+Tab",),
        tabbed,
        "go",
    ),
    Action(
        "tab.previous",
        deferred("Previous tab"),
        "back",
        lambda desk: desk.desktop.next_tab(False),
        ("Ctrl+Shift+Tab",),
        tabbed,
        "go",
    ),
    Action(
        "tab.close",
        deferred("Close the tab"),
        "close",
        lambda desk: desk.desktop.close_tab(),
        ("Ctrl+W",),
        tabbed,
        "go",
    ),
    Action(
        "panel.next",
        deferred("Next panel"),
        "forward",
        lambda desk: desk.desktop.next_panel(True),
        ("F6",),
        menu="view",
    ),
    Action(
        "panel.previous",
        deferred("Previous panel"),
        "back",
        lambda desk: desk.desktop.next_panel(False),
        ("Shift+F6",),
        menu="view",
    ),
    Action(
        "panel.left",
        deferred("Fold the left panel"),
        "fold left",
        lambda desk: desk.desktop.fold("left"),
        ("Ctrl+B",),
        menu="view",
    ),
    Action(
        "panel.bottom",
        deferred("Fold the bottom panel"),
        "fold bottom",
        lambda desk: desk.desktop.fold("bottom"),
        ("Ctrl+J",),
        menu="view",
    ),
    Action(
        "panel.right",
        deferred("Fold the inspector"),
        "fold right",
        lambda desk: desk.desktop.fold("right"),
        ("Ctrl+Shift+I", "F4"),
        menu="view",
    ),
    Action(
        "bottom.problems",
        deferred("Show problems"),
        "filter",
        lambda desk: desk.desktop.show_bottom("problems"),
        ("Ctrl+Shift+M",),
        in_project,
        "view",
    ),
    Action(
        "bottom.history",
        deferred("Show the history"),
        "history",
        lambda desk: desk.desktop.show_bottom("history"),
        ("Ctrl+H",),
        in_project,
        "view",
    ),
    Action(
        "desktop.palette",
        deferred("Find or run"),
        "find",
        lambda desk: desk.desktop.show_palette(""),
        ("Ctrl+K",),
        menu="help",
        palette=False,
    ),
    Action(
        "desktop.menu",
        deferred("Show the menu"),
        "menu",
        lambda desk: desk.desktop.show_menu(),
        ("F10",),
        palette=False,
    ),
    Action(
        "desktop.help",
        deferred("Help for this panel"),
        "help",
        lambda desk: desk.desktop.show_help(),
        ("F1",),
        menu="help",
    ),
    Action(
        "desktop.tour", deferred("Take the tour"), "tour", lambda desk: desk.desktop.start_tour(), menu="help"
    ),
    Action(
        "tour.next",
        deferred("Next step of the tour"),
        "forward",
        lambda desk: desk.desktop.tour(True),
        ("Ctrl+Alt+Right",),
        touring,
        "help",
    ),
    Action(
        "tour.back",
        deferred("Previous step of the tour"),
        "back",
        lambda desk: desk.desktop.tour(False),
        ("Ctrl+Alt+Left",),
        touring,
        "help",
    ),
    Action(
        "desktop.keys",
        deferred("Every key"),
        "keys",
        lambda desk: desk.desktop.show_keys(),
        ("Ctrl+F1",),
        menu="help",
    ),
    Action(
        "desktop.export_keys",
        deferred("Print or export every key"),
        "print",
        lambda desk: desk.output.keys(),
        (),
        menu="help",
    ),
    *(_theme(theme) for theme, _title in THEMES),
    Action(
        "theme.next",
        deferred("Next theme"),
        "theme",
        lambda desk: desk.desktop.use_theme(""),
        ("Ctrl+Shift+L",),
        menu="view",
    ),
    Action(
        "scale.larger",
        deferred("Larger text"),
        "add",
        lambda desk: desk.desktop.use_scale(1),
        ("Ctrl++", "Ctrl+="),
        menu="view",
    ),
    Action(
        "scale.smaller",
        deferred("Smaller text"),
        "layout",
        lambda desk: desk.desktop.use_scale(-1),
        ("Ctrl+-",),
        menu="view",
    ),
    Action(
        "scale.normal",
        deferred("Text at 100 %"),
        "fit",
        lambda desk: desk.desktop.use_scale(0),
        (),
        menu="view",
    ),
    *(_language(code, name) for code, name in LANGUAGES.items()),
    Action(
        "motion",
        deferred("Motion on or off"),
        "play",
        lambda desk: desk.desktop.use_motion(),
        (),
        menu="view",
    ),
)
