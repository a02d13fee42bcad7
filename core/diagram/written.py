"""What a drawing writes on an element apart from its name: a person who looks at it searches for that too."""

from collections.abc import Iterable, Iterator

from core.diagram.display import Item, Text, text_size, visible
from core.diagram.kind_words import (
    bus_words,
    edge_words,
    firmware_words,
    invariant_text,
    kind_line,
    zone_title,
)
from core.diagram.metrics import ELLIPSIS, width
from core.diagram.sizes import chips_of, firmware_of
from core.model import Bus, Edge, Element, Location, Node, Snapshot, TextNote, Zone


def written_on(snapshot: Snapshot, element: Element) -> str:
    """The words, a line each, in the language of the screen."""
    return "\n".join(_lines(snapshot, element))


def shortened(snapshot: Snapshot, item: Item, scale: float) -> list[str]:
    """The whole of what is written on a shape, or beside it, of which only a part is seen at a scale."""
    element = snapshot.get(item.element)
    if element is None or item.is_line:
        return []
    whole = [" ".join(line.split()) for line in (element.name, *_lines(snapshot, element)) if line]
    found = (_whole(mark, scale, whole) for mark in item.marks if isinstance(mark, Text))
    return list(dict.fromkeys(filter(None, found)))


def _whole(mark: Text, scale: float, whole: Iterable[str]) -> str:
    """That of the words of which a mark shows a part; empty where it shows them whole."""
    if not visible(mark, scale):
        return ""
    if width(mark.text, text_size(mark, scale), mark.bold, mark.mono) > mark.room:
        return mark.text
    part, cut, _rest = mark.text.partition(ELLIPSIS)
    return next((words for words in whole if part in words and mark.text not in words), "") if cut else ""


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
