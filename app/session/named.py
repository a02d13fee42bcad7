"""Which elements are told by their names, and so do not do without one."""

from core.ground.words import _
from core.model import Element

_NAMED = frozenset(
    {
        *("actor", "asset", "bus", "clock", "component", "conduit", "data store", "diagram", "event"),
        *("external system", "firmware", "interface", "location", "node", "port", "requirement"),
        *("state machine", "system", "term", "timer", "variable", "zone"),
    }
)
"""Lines are told by their ends, notes by their text, and the rest by what it links."""


def unnamed_words(element: Element, name: str) -> str:
    """Why an element cannot lose its name; an empty text where it can, has none, or keeps one."""
    before = getattr(element, "key", "") if element.kind == "requirement" else element.name
    if name.strip() or not before or element.kind not in _NAMED:
        return ""
    return _("{name} keeps its name: lists, sentences and reports tell it by that.").format(name=before)
