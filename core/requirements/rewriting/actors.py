"""Who of a project may be meant where a sentence names nobody: what can act and shares a word with it."""

from core.model import Component, Device, Node, Role
from core.requirements.nouns import Names
from core.requirements.wording import stems

_MOST = 2
_COMMON = frozenset({"system", "control", "controller", "unit", "the"})
_SENSES = frozenset({Role.SENSOR, Device.SENSOR})


def actors(sentence: str, known: Names | None) -> tuple[str, ...]:
    """The names of at most two components or devices; those with most words of what is done come first.

    None is what something is done to: the dosing pump does not stop the dosing pump. None only senses.
    """
    if known is None:
        return ()
    said, done = stems(sentence), stems(sentence.partition(" shall ")[2])
    found: list[tuple[int, int, int, str]] = []
    for elements in known.elements.values():
        element = elements[0]
        if not isinstance(element, Component | Node) or _only_senses(element):
            continue
        name = stems(element.name)
        telling = name - _COMMON
        if telling & said and not name <= said:
            found.append((-len(telling & done), -len(telling & said), len(name), element.name))
    return tuple(dict.fromkeys(name for *_rank, name in sorted(found)))[:_MOST]


def _only_senses(element: Component | Node) -> bool:
    return (element.role if isinstance(element, Component) else element.device) in _SENSES
