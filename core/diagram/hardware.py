"""Devices and buses: cut corners, chips of what runs there, the firmware strip, bars with taps."""

from collections.abc import Callable, Iterable, Sequence

from core.diagram.badge_places import on_top
from core.diagram.display import Icon, Item, Mark, Rect, Shape, Spot, Stroke, Text
from core.diagram.geometry import around, box, circle, corners, cut, polyline, rounded
from core.diagram.icons import icon_of
from core.diagram.kind_words import bus_words, firmware_words, kind_line
from core.diagram.lod import FAR, FULL, NAMES, NEAR_NAMES, SHAPES, size_from
from core.diagram.marks import badge_row, badges_of, difference_marks, spoken_badges
from core.diagram.metrics import elided, width
from core.diagram.overlay import Overlay
from core.diagram.places import Place
from core.diagram.shapes import (
    DIMMED,
    border_of,
    far_container_marks,
    far_marks,
    full_name,
    name_lines,
    name_marks,
    spoken,
)
from core.diagram.sizes import (
    AROUND_FIRMWARE,
    CHIP,
    CHIP_STEP,
    DEVICE,
    DEVICE_HEAD,
    FIRMWARE_STRIP,
    HEADER,
    ICON,
    ICON_LEFT,
    TEXT_LEFT,
    WIDEST,
    chips_of,
    device_head,
    device_name_room,
    firmware_of,
)
from core.ground.words import _
from core.model import Bus, Firmware, Node, Point, Snapshot, Truth

CUT = 8.0


def node_item(
    snapshot: Snapshot,
    node: Node,
    place: Place,
    depth: int,
    overlay: Overlay,
    taken: Iterable[Rect] = (),
) -> Item:
    """Everything drawn for a device; `taken` is what lies across its top border."""
    rect = place.rect
    fill = f"diff.{overlay.difference}.tint" if overlay.difference else "node.hardware.fill"
    border = border_of(overlay)
    marks: list[Mark] = []
    if node.redundant is Truth.YES:
        behind = Rect(rect.x + 4, rect.y - 4, rect.width, rect.height)
        marks.append(Shape(cut(behind, CUT), fill, border, smallest=NAMES))
    marks += [
        Shape(cut(rect, CUT), fill, border, smallest=SHAPES),
        *_head(snapshot, node, rect, holds=place.holds),
    ]
    chips, spots = _chips(snapshot, node, rect, holds=place.holds)
    marks += chips
    firmware = firmware_of(snapshot, node)
    if firmware is not None:
        marks += _firmware(firmware, rect)
    if place.holds:
        marks.append(Shape(box(rect), fill, border, largest=SHAPES))
        marks += far_container_marks(rect, overlay)
    else:
        marks += far_marks(rect, overlay, node.name)
    badges, badge_spots = badge_row(on_top(rect, len(badges_of(overlay)), taken), overlay)
    marks += [*badges, *difference_marks(rect, overlay, held=True)]
    name = Spot("name", Rect(rect.x + TEXT_LEFT - 4, rect.y + 8, rect.width - TEXT_LEFT - 4, 20))
    return Item(
        node.id,
        1 if place.holds else 3,
        around([rect, *(spot.area for spot in badge_spots)]).grown(10),
        tuple(marks),
        corners(rect),
        False,
        spoken(snapshot, node, overlay),
        depth,
        (name, *spots, *badge_spots),
        DIMMED if overlay.dimmed else 1.0,
    )


def bus_item(
    bus: Bus, rect: Rect, area: Rect, depth: int, overlay: Overlay, taken: Iterable[Rect] = ()
) -> Item:
    """A bus: a bar with its name above the left end, in the area found for it.

    `taken` are the lines that tap it.
    """
    role = "edge.path" if overlay.on_path else "bus.line"
    name = _bus_name(bus)
    spoken_name = bus.name or _("unnamed")
    after = area.x + width(name, 11, bold=True) + 6
    marks: list[Mark] = [
        Shape(rounded(rect, 3), role, smallest=SHAPES),
        Shape(box(rect.grown(2)), role, largest=SHAPES),
        Text(area.x, area.y + 11.5, name, "node.text", 11, bold=True, smallest=FULL),
        Text(after, area.y + 11.5, bus_words(bus), "node.subtext", 11, smallest=FULL),
        Text(
            area.x,
            area.y + 11.5,
            name,
            "node.text",
            10,
            bold=True,
            smallest=SHAPES,
            largest=FULL,
            screen_size=True,
            room=max(rect.width, 80),
        ),
    ]
    squares = on_top(_badge_border(rect), len(badges_of(overlay)), (area, *taken))
    badges, spots = badge_row(squares, overlay)
    marks += [*badges, *difference_marks(rect, overlay, held=True)]
    words = ", ".join(
        part for part in (spoken_name, _("bus"), bus_words(bus), spoken_badges(overlay)) if part
    )
    return Item(
        bus.id,
        3,
        around([rect, area, *squares]).grown(10),
        tuple(marks),
        corners(rect),
        False,
        words,
        depth,
        (Spot("name", area), *spots),
        DIMMED if overlay.dimmed else 1.0,
    )


def bus_label_area(
    bus: Bus, rect: Rect, taps: Sequence[float], passing: Callable[[Rect], Iterable[float]] = lambda _area: ()
) -> Rect:
    """Where the name of a bus stands: above it, in the first gap between the lines that come from there.

    `taps` are where lines tap it from above, `passing` tells where upright lines run in an area: the name
    keeps off those too where it can. An upright bus has its name right of its upper end.
    """
    wide = width(_bus_name(bus), 11, bold=True) + 6 + width(bus_words(bus), 11)
    if rect.height > rect.width:
        return Rect(rect.right + 6, rect.y, wide, 15)
    strip = Rect(rect.x, rect.y - 20, rect.width, 15)
    gaps = (_gap(rect, wide, lines) for lines in ([*taps, *passing(strip)], taps))
    return Rect(next((x for x in gaps if x is not None), rect.x + 4), strip.y, wide, strip.height)


def _gap(rect: Rect, wide: float, lines: Sequence[float]) -> float | None:
    """Where the first gap between lines begins that is as wide, if one lies above the bus."""
    x = rect.x + 4
    for line in sorted(lines):
        if line > x + wide + 4:
            break
        x = max(x, line + 10)
    return x if x + wide <= rect.right else None


def _bus_name(bus: Bus) -> str:
    """The name of a bus as far as it is written."""
    return elided(bus.name or _("unnamed"), 11, WIDEST, bold=True)


def joint(point: Point) -> list[Mark]:
    """The dot where a line taps a bus."""
    return [Shape(circle(point, 2.6), "surface.canvas", Stroke("bus.line", 1.5), smallest=NAMES)]


def _badge_border(rect: Rect) -> Rect:
    """The border that the badges of a bus straddle; above its upper end for an upright one."""
    if rect.width >= rect.height:
        return rect
    return Rect(rect.centre.x - 72, rect.y - 12, 90, 0)


def _head(snapshot: Snapshot, node: Node, rect: Rect, holds: bool) -> list[Mark]:
    name, kind = node.name or _("unnamed"), kind_line(snapshot, node)
    room = device_name_room(rect.width)
    bare = rect.height <= 56 and not holds
    head = DEVICE_HEAD if bare or holds else device_head(node, rect.width)
    last, line = (19, 35) if len(name_lines(name, room)) == 1 else (27, 40.5)
    if head > DEVICE_HEAD:
        last, line = 33, 48
    top = rect.y + (rect.height - DEVICE_HEAD) / 2 if bare else rect.y
    below = rect if bare else Rect(rect.x, top, rect.width, head)
    return [
        Icon(
            icon_of(node),
            rect.x + ICON_LEFT,
            top + (13 if bare else 11),
            ICON,
            "text.secondary",
            smallest=NAMES,
        ),
        *full_name(name, rect.x + TEXT_LEFT, top + last, room),
        Text(rect.x + TEXT_LEFT, top + line, elided(kind, 11, room), "node.subtext", 11, smallest=FULL),
        *(_far_head(name, rect) if holds else name_marks(name, rect.x + TEXT_LEFT, below, 6)),
    ]


def _far_head(name: str, rect: Rect) -> list[Mark]:
    """The name of a cabinet far out, at its top left."""
    x, baseline, room = rect.x + TEXT_LEFT, rect.y + 24, rect.width - TEXT_LEFT - 8
    return [
        Text(
            x,
            baseline,
            name,
            "node.text",
            11,
            bold=True,
            smallest=FAR,
            largest=FULL,
            screen_size=True,
            room=room,
        )
    ]


def chip_areas(snapshot: Snapshot, node: Node, rect: Rect, *, holds: bool) -> list[Rect]:
    """Where the chips of a device stand; in one that `holds` others they leave lines room beside them."""
    head = HEADER[Node.kind] if holds else device_head(node, rect.width)
    wide = min(rect.width, DEVICE[0]) if holds else rect.width
    rows = range(len(chips_of(snapshot, node)))
    return [Rect(rect.x + 12, rect.y + head + row * CHIP_STEP, wide - 24, CHIP) for row in rows]


def _chips(snapshot: Snapshot, node: Node, rect: Rect, *, holds: bool) -> tuple[list[Mark], list[Spot]]:
    """What runs on the device, one chip each; below full size without icons."""
    marks: list[Mark] = []
    spots: list[Spot] = []
    areas = chip_areas(snapshot, node, rect, holds=holds)
    for element, chip in zip(chips_of(snapshot, node), areas, strict=True):
        name = elided(element.name or _("unnamed"), 11, chip.width - 34)
        marks += [
            Shape(rounded(chip, 4), "surface.canvas", Stroke("node.border", 1.0), smallest=NAMES),
            Icon(icon_of(element), chip.x + 7, chip.y + 5, 14, "text.secondary", smallest=FULL),
            Text(chip.x + 27, chip.y + 16, name, "node.text", 11, smallest=FULL),
            *_smaller(element.name, chip, "node.text"),
        ]
        spots.append(Spot(f"chip:{element.id}", chip))
    return marks, spots


def _smaller(words: str, strip: Rect, role: str) -> list[Mark]:
    """Words in a strip of the height of a chip as they are seen below full size."""
    found: list[Mark] = []
    for low, high in ((NAMES, NEAR_NAMES), (NEAR_NAMES, FULL)):
        size = size_from(low)
        shown = elided(words, size, strip.width - 16)
        line = strip.centre.y + size * 0.36
        found.append(Text(strip.x + 8, line, shown, role, size, smallest=low, largest=high))
    return found


def _firmware(firmware: Firmware, rect: Rect) -> list[Mark]:
    top = rect.bottom - FIRMWARE_STRIP
    words, signed = firmware_words(firmware)
    role = {Truth.YES: "status.ok.text", Truth.NO: "status.warn.text", Truth.UNKNOWN: "status.unknown.text"}[
        firmware.signed
    ]
    taken = width(signed, 11, bold=True)
    return [
        Shape(
            polyline((Point(rect.x, top), Point(rect.right, top))),
            stroke=Stroke("line.default", 1.0),
            smallest=NAMES,
        ),
        Icon("mdi6.memory", rect.x + 12, top + 5, 14, "text.secondary", smallest=FULL),
        Text(
            rect.x + 32,
            top + 16,
            elided(words, 11, rect.width - AROUND_FIRMWARE - taken),
            "node.subtext",
            11,
            smallest=FULL,
        ),
        Text(rect.right - 12, top + 16, signed, role, 11, bold=True, anchor="right", smallest=FULL),
        *_smaller(words, Rect(rect.x, top, rect.width, FIRMWARE_STRIP), "node.subtext"),
    ]
