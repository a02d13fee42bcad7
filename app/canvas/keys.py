"""The keys of a drawing as people read them; what they do is in `app.canvas.keyboard`. No Qt."""

from app.actions.registry import Keys
from app.canvas.tools import TOOLS
from core.ground.words import _, deferred
from core.model import DiagramType

_ON_DRAWING = (
    (("Space",), deferred("Create by typing a name")),
    (("Tab",), deferred("Add a connected element")),
    (("F2", "Return"), deferred("Write the name where it stands")),
    (("Left", "Right", "Up", "Down"), deferred("Step to a neighbour")),
    (("Alt+Left", "Alt+Right", "Alt+Up", "Alt+Down"), deferred("Step along a line")),
    (("Shift+Left", "Shift+Right", "Shift+Up", "Shift+Down"), deferred("Move what is selected by the grid")),
    (("Ctrl+Left", "Ctrl+Right", "Ctrl+Up", "Ctrl+Down"), deferred("Move the view")),
    (("Del", "Backspace"), deferred("Remove from the model, and what hangs on it")),
    (("R",), deferred("Straighten a line")),
    (("Ctrl+A",), deferred("Select everything drawn")),
    (("+", "-"), deferred("Show larger or smaller")),
    (("1",), deferred("Show at 100 %")),
    (("Esc",), deferred("Leave what is under way, then the tool, the selection, the filter")),
)

_TITLES = {
    DiagramType.SYSTEM: deferred("Tools of a system diagram"),
    DiagramType.HARDWARE: deferred("Tools of a hardware diagram"),
    DiagramType.BEHAVIOUR: deferred("Tools of a state machine"),
}


def drawing_keys() -> tuple[tuple[str, Keys], ...]:
    """Groups of keys that hold on a drawing, each with its title."""
    shared: Keys = tuple((keys, words()) for keys, words in _ON_DRAWING)
    tools = tuple(
        (_TITLES[sort](), tuple(((tool.key,), tool.title()) for tool in known))
        for sort, known in TOOLS.items()
    )
    return ((_("On a drawing"), shared), *tools)
