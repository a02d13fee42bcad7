"""Who of a project may be meant where a sentence names nobody: what acts there and shares a word with it."""

from core.model import Component, Node
from core.requirements.nouns import Names
from core.requirements.wording import stems

_MOST = 2
_COMMON = frozenset({"system", "control", "controller", "unit", "the"})


def actors(does: str, known: Names | None) -> tuple[str, ...]:
    """The names of at most two components or devices, those with the most telling words in common first."""
    if known is None:
        return ()
    said = stems(does)
    found: list[tuple[int, int, str]] = []
    for elements in known.elements.values():
        for element in elements[:1]:
            if not isinstance(element, Component | Node) or not element.name:
                continue
            name = stems(element.name)
            shared = len((name & said) - _COMMON)
            whole = name <= said
            if shared and not whole:
                found.append((-shared, len(name), element.name))
    return tuple(dict.fromkeys(name for _shared, _length, name in sorted(found)))[:_MOST]
