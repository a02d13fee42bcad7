"""How large shapes are: what a person set, and at least what their words need."""

import math

from core.diagram.kind_words import SIGNED, firmware_words, invariant_text, kind_line, zone_title
from core.diagram.metrics import width
from core.ground.words import untranslated
from core.model import (
    Actor,
    Allocation,
    Asset,
    Bus,
    Component,
    Element,
    ExternalSystem,
    Firmware,
    Location,
    Node,
    Placement,
    Snapshot,
    TextNote,
    Waiting,
    Zone,
)

WIDEST = 336.0
"""Wider than this no name makes a shape; longer names have two lines, and are elided only then.

A name makes a shape no wider than a person did where it has room in two lines, and no wider than these need
where it has not: a shape that is renamed would come to lie over its neighbour.
"""

NODE = (176.0, 52.0)
DEVICE = (168.0, 52.0)
LOCATION = (128.0, 44.0)
BUS = (480.0, 6.0)
ZONE = (400.0, 136.0)
NOTE = (176.0, 64.0)

ICON_LEFT = 12.0
ICON = 18.0
TEXT_LEFT = 38.0
"""Where the name begins in a node of a system diagram, from its left border."""

CHIP = 24.0
CHIP_STEP = 28.0
FIRMWARE_STRIP = 24.0
AROUND_FIRMWARE = 52.0
"""What the words at the foot of a device leave free before, between and behind them."""

DEVICE_HEAD, _SECOND_LINE = 44.0, 12.0
"""What stands above the chips of a device, and what a second line of its name adds to that."""

_DEVICE_RIGHT = 7.0

HEADER = {"zone": 32.0, "component": 44.0, "node": 44.0}
"""How much a container keeps free above what is in it; a device more, for its chips."""

PADDING = {"zone": 16.0, "component": 12.0, "node": 12.0}


def default_size(element: Element) -> tuple[float, float]:
    """Width and height of a shape for which nothing is stated."""
    if isinstance(element, Node):
        return DEVICE
    if isinstance(element, Location):
        return LOCATION
    if isinstance(element, Bus):
        return BUS
    if isinstance(element, Zone):
        return ZONE
    return NOTE if isinstance(element, TextNote) else NODE


def least_size(snapshot: Snapshot, element: Element, stated: float = 0.0) -> tuple[float, float]:
    """What the words of the element need, measured in the language of the source.

    A drawing is shared: in every language its shapes are as large, and longer words are elided. `stated` is
    the width that a person gave it.
    """
    with untranslated():
        return _needed(snapshot, element, stated)


def size_of(snapshot: Snapshot, element: Element, placement: Placement) -> tuple[float, float]:
    """Width and height in which the element is drawn: as placed, grown by steps of 8 px where it must."""
    default = default_size(element)
    wide, high = placement.width or default[0], placement.height or default[1]
    if isinstance(element, Bus):
        return (wide, 6.0) if wide >= high else (6.0, high)
    least = least_size(snapshot, element, placement.width or 0.0)
    return (_grown(wide, least[0]), _grown(high, least[1]))


def device_name_room(wide: float) -> float:
    """The room of a name in a device of this width."""
    return wide - TEXT_LEFT - _DEVICE_RIGHT


def device_head(node: Node, wide: float) -> float:
    """How high the name and kind of a device of this width stand: more where the name has two lines."""
    two = width(node.name, 12, bold=True) > device_name_room(wide)
    return DEVICE_HEAD + (_SECOND_LINE if two else 0.0)


def header_of(snapshot: Snapshot, element: Element) -> float:
    """How much a container keeps free above what is in it: its name, and of a device its chips."""
    head = HEADER.get(element.kind, 32.0)
    chips = len(chips_of(snapshot, element)) if isinstance(element, Node) else 0
    return head + chips * CHIP_STEP + (4 if chips else 0)


def chips_of(snapshot: Snapshot, node: Node) -> list[Element]:
    """The components and data stores that run on a node, in the order of their allocation."""
    found = (
        snapshot.get(link.component) for link in snapshot.uses(node.id, Allocation) if link.node == node.id
    )
    return [element for element in found if element is not None]


def firmware_of(snapshot: Snapshot, node: Node) -> Firmware | None:
    """The firmware shown at the foot of a node."""
    return next(iter(snapshot.owned(node.id, Firmware)), None)


def _needed(snapshot: Snapshot, element: Element, stated: float) -> tuple[float, float]:
    if isinstance(element, TextNote):
        return (48.0, 32.0)
    if isinstance(element, Bus):
        return (64.0, 6.0)
    if isinstance(element, Zone):
        return (min(width(zone_title(element), 11, bold=True) + 120, WIDEST), 64.0)
    if isinstance(element, Location):
        margins = 40.0 if element.waiting is Waiting.NORMAL else 64.0
        name, second = _name(element.name, margins, stated)
        high = (60.0 if second else 44.0) if element.invariant else (44.0 if second else 36.0)
        return (min(max(name, width(invariant_text(element), 11, mono=True) + margins), WIDEST), high)
    margins = sum(_margins(element))
    name, second = _name(element.name, margins, stated)
    wide = max(name, width(kind_line(snapshot, element), 11) + margins)
    least = (min(wide, WIDEST), 52.0 if second else 44.0)
    return _device_size(snapshot, element, least, stated) if isinstance(element, Node) else least


def _name(name: str, margins: float, stated: float) -> tuple[float, bool]:
    """How wide a name makes a shape of a stated width, and whether it has two lines then."""
    wide = width(name, 12, bold=True) + margins
    if wide > stated > 0:
        parted = max(stated, _in_two_lines(name) + margins)
        if parted < wide:
            return parted, True
    return wide, wide > WIDEST


def _in_two_lines(name: str) -> float:
    """The least width in which a name has room in two lines."""
    words = name.split()
    lines = ((" ".join(words[:part]), " ".join(words[part:])) for part in range(1, max(len(words), 2)))
    return min(max(width(line, 12, bold=True) for line in pair) for pair in lines)


def _margins(element: Element) -> tuple[float, float]:
    if isinstance(element, Actor):
        return (TEXT_LEFT + 6, 22.0)
    if isinstance(element, ExternalSystem):
        return (TEXT_LEFT + 2, 14.0)
    if isinstance(element, Asset | Component):
        return (TEXT_LEFT, 10.0)
    return (TEXT_LEFT, 10.0)


def _device_size(
    snapshot: Snapshot, node: Node, least: tuple[float, float], stated: float
) -> tuple[float, float]:
    chips = chips_of(snapshot, node)
    high = len(chips) * CHIP_STEP + (4 if chips else 0)
    wide = max([least[0], *(width(chip.name, 11) + 60 for chip in chips)])
    firmware = firmware_of(snapshot, node)
    if firmware is not None:
        high += FIRMWARE_STRIP + (0 if chips else 4)
        # Room for any answer: that firmware is signed makes no device another size.
        signed = max(width(words(), 11, bold=True) for words in SIGNED.values())
        wide = max(wide, width(firmware_words(firmware)[0], 11) + signed + AROUND_FIRMWARE)
    wide = min(wide, WIDEST)
    if not high:
        return (wide, max(least[1], 48.0))
    return (wide, high + device_head(node, _grown(stated or DEVICE[0], wide)))


def _grown(placed: float, least: float) -> float:
    return placed if placed >= least else placed + 8 * math.ceil((least - placed) / 8)
