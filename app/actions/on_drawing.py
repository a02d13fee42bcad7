"""The keys of drawings: what each is called; `app.canvas.keyboard` does what it means. No model, no Qt."""

from collections.abc import Callable

from app.actions.keymap import ARROWS, DRAWING, Binding
from core.ground.words import deferred

Words = Callable[[], str]

_MAKING = deferred("Drawing")
_GOING = deferred("Going about on a drawing")
_ALTERING = deferred("What is selected on a drawing")


def _key(name: str, group: Words, keys: tuple[str, ...], words: Words) -> Binding:
    return Binding(f"canvas.{name}", words, keys, DRAWING, group)


def _ways(name: str, group: Words, held: str, words: Words) -> Binding:
    keys = tuple(held + arrow for arrow in ARROWS)
    return Binding(f"canvas.{name}", words, keys, DRAWING, group, ways=True)


ON_DRAWING: tuple[Binding, ...] = (
    _key("type", _MAKING, ("Space",), deferred("Create by typing a name")),
    _key("type_inside", _MAKING, ("Shift+Space",), deferred("Create in what is selected")),
    _key("tools", _MAKING, ("T",), deferred("Choose a tool of the drawing bar")),
    _key("connected", _MAKING, ("Tab",), deferred("Add a connected element")),
    _key("connected_from", _MAKING, ("Shift+Tab",), deferred("Add an element that leads here")),
    _key("sibling", _MAKING, ("Return",), deferred("Add a sibling, or use the tool in hand")),
    _key("sibling_above", _MAKING, ("Shift+Return",), deferred("Add a sibling above")),
    _key("connect", _MAKING, ("Shift+L",), deferred("Connect to an element by its name")),
    _key(
        "escape", _MAKING, ("Esc",), deferred("Leave what is under way, the tool, the selection, the filter")
    ),
    _ways("move", _ALTERING, "Shift+", deferred("Move it; a port along its border, a line by its middle")),
    _ways("resize", _ALTERING, "Ctrl+Shift+", deferred("Wider, narrower, higher, lower")),
    _key("settle", _ALTERING, ("M",), deferred("Move into a zone or container by its name")),
    _key("become", _ALTERING, ("K",), deferred("Change its kind")),
    _key("lead_end", _ALTERING, ("E",), deferred("Lead the end of a line elsewhere")),
    _key("lead_beginning", _ALTERING, ("Shift+E",), deferred("Lead the beginning of a line elsewhere")),
    _key("straighten", _ALTERING, ("R",), deferred("Straighten a line")),
    _key("remove", _ALTERING, ("Del", "Backspace"), deferred("Remove it, and what hangs on it")),
    _ways("step", _GOING, "", deferred("Step to a neighbour")),
    _ways("along", _GOING, "Alt+", deferred("Step along a line")),
    _ways("extend", _GOING, "Alt+Shift+", deferred("Select a neighbour too")),
    _key("next_part", _GOING, ("PgDown",), deferred("Next line or port of it; the end of a line")),
    _key("previous_part", _GOING, ("PgUp",), deferred("Previous line or port; the beginning of a line")),
    _key("outwards", _GOING, ("U",), deferred("What it lies in or belongs to")),
    _key("inwards", _GOING, ("D",), deferred("The first shape in it")),
    _key("select_all", _GOING, ("Ctrl+A",), deferred("Select everything drawn")),
    _ways("pan", _GOING, "Ctrl+", deferred("Move the view")),
    _key("larger", _GOING, ("+",), deferred("Show larger")),
    _key("smaller", _GOING, ("-",), deferred("Show smaller")),
    _key("whole", _GOING, ("1",), deferred("Show at 100 %")),
)
"""What keys mean on every drawing."""
