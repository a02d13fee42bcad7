"""What a drawing writes on an element apart from its name: a person who looks at it searches for that too."""

from collections.abc import Iterator

from core.diagram.kind_words import (
    bus_words,
    edge_words,
    firmware_words,
    invariant_text,
    kind_line,
    zone_title,
)
from core.diagram.sizes import chips_of, firmware_of
from core.model import Bus, Edge, Element, Location, Node, Snapshot, TextNote, Zone


def written_on(snapshot: Snapshot, element: Element) -> str:
    """The words, a line each, in the language of the screen."""
    return "\n".join(_lines(snapshot, element))


def _lines(snapshot: Snapshot, element: Element) -> Iterator[str]:
    yield kind_line(snapshot, element)
    if isinstance(element, Zone):
        yield zone_title(element)
    elif isinstance(element, Node):
        yield from (chip.name for chip in chips_of(snapshot, element))
        firmware = firmware_of(snapshot, element)
        if firmware is not None:
            yield from firmware_words(firmware)
    elif isinstance(element, Bus):
        yield bus_words(element)
    elif isinstance(element, Location):
        yield invariant_text(element)
    elif isinstance(element, Edge):
        yield from edge_words(snapshot, element)
    elif isinstance(element, TextNote):
        yield element.text
