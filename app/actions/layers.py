"""Actions on what lies over the diagram in front, and on what of the model it shows."""

from app.actions.action import Action, Words, drawing, drawn, looking
from core.ground.words import deferred

_OVERLAYS = (
    ("problems", deferred("Problems on the drawing"), "mdi6.alert-outline"),
    ("threats", deferred("Threats on the drawing"), "threat"),
    ("verdicts", deferred("Verdicts on the drawing"), "verdict"),
    ("risk", deferred("Risk as heat"), "mdi6.thermometer"),
    ("coverage", deferred("Coverage as heat"), "requirement"),
    ("allocation", deferred("What is not allocated as heat"), "allocation"),
    ("zones", deferred("Crossings of zones as heat"), "zone"),
)

_FILTERS = (
    ("unprotected", deferred("Show only flows that are not encrypted"), "connector"),
    ("unknown", deferred("Show only flows of which encryption or authentication is unknown"), "connector"),
    ("crossing", deferred("Show only flows that cross a border"), "zone"),
    ("threatened", deferred("Show only what has critical or high threats"), "threat"),
    ("unsettled", deferred("Show only what has violated or unknown verdicts"), "verdict"),
    ("unallocated", deferred("Show only what is not allocated"), "allocation"),
    ("alike", deferred("Show only what is of the kind selected"), "filter"),
)


def _overlay(number: int, name: str, title: Words, icon: str) -> Action:
    return Action(
        f"view.overlay_{name}",
        title,
        icon,
        lambda desk: desk.layers.switch(name),
        (f"Ctrl+Alt+{number}",),
        looking,
        "view",
    )


def _filter(name: str, title: Words, icon: str) -> Action:
    return Action(
        f"view.filter_{name}", title, icon, lambda desk: desk.layers.look_for(name), (), looking, "view"
    )


ACTIONS = (
    *(_overlay(number, *one) for number, one in enumerate(_OVERLAYS, start=1)),
    Action(
        "view.keep_overlays",
        deferred("Keep these overlays with the diagram"),
        "on disk",
        lambda desk: desk.layers.keep_overlays(),
        (),
        drawing,
        "view",
    ),
    Action(
        "view.why",
        deferred("Why: reasons of the selection"),
        "find",
        lambda desk: desk.layers.explain(),
        ("Ctrl+E",),
        looking,
        "view",
    ),
    Action(
        "view.filter",
        deferred("Filter the drawing"),
        "filter",
        lambda desk: desk.layers.filter(),
        ("Ctrl+Shift+F",),
        looking,
        "view",
    ),
    Action(
        "view.no_filter",
        deferred("Clear the filter of the drawing"),
        "close",
        lambda desk: desk.layers.no_filter(),
        (),
        looking,
        "view",
    ),
    *(_filter(*one) for one in _FILTERS),
    Action(
        "draw.connected",
        deferred("Draw what is connected"),
        "connector",
        lambda desk: desk.layers.draw_connected(),
        ("Shift+C",),
        drawn,
        "draw",
        context="diagram",
    ),
    Action(
        "draw.missing",
        deferred("Draw what the diagram does not show"),
        "diagram",
        lambda desk: desk.layers.ask_missing(),
        ("Shift+D",),
        drawing,
        "draw",
    ),
    Action(
        "draw.hide_kind",
        deferred("Hide everything of this kind"),
        "layout",
        lambda desk: desk.layers.hide_kind(),
        (),
        drawn,
        "draw",
        context="diagram",
    ),
    Action(
        "draw.hide",
        deferred("Hide the selection on this diagram"),
        "layout",
        lambda desk: desk.layers.hide_selected(),
        ("Shift+H",),
        drawn,
        "draw",
        context="diagram",
    ),
    Action(
        "draw.show_hidden",
        deferred("Show what is hidden on this diagram"),
        "diagram",
        lambda desk: desk.layers.show_hidden(),
        ("Ctrl+Alt+H",),
        drawing,
        "draw",
    ),
    Action(
        "draw.hidden",
        deferred("List what is hidden on this diagram"),
        "filter",
        lambda desk: desk.layers.ask_hidden(),
        (),
        drawing,
        "draw",
    ),
)
