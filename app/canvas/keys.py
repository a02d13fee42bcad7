"""The keys that take up the tools of each sort of diagram, beside those that hold on every drawing."""

from app.actions.keymap import DRAWING, Binding
from app.actions.on_drawing import ON_DRAWING
from app.canvas.tools import TOOLS
from core.ground.words import deferred
from core.model import DiagramType

_TITLES = {
    DiagramType.SYSTEM: deferred("Tools of a system diagram"),
    DiagramType.HARDWARE: deferred("Tools of a hardware diagram"),
    DiagramType.BEHAVIOUR: deferred("Tools of a state machine"),
}

TOOL_KEYS: dict[DiagramType, tuple[Binding, ...]] = {
    sort: tuple(
        Binding(f"tool.{sort}.{tool.name}", tool.title, (tool.key,), f"{DRAWING}: {sort}", _TITLES[sort])
        for tool in tools
    )
    for sort, tools in TOOLS.items()
}
"""The keys that take up the tools of each sort of diagram, in the order of its tools."""


def drawing_bindings() -> tuple[Binding, ...]:
    """Everything that keys do on drawings."""
    return (*ON_DRAWING, *(binding for bindings in TOOL_KEYS.values() for binding in bindings))
