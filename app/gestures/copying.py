"""Shapes drawn once more, with what lies in them and what they own: duplicated, or pasted as a copy."""

from __future__ import annotations

import re
from collections.abc import Collection, Iterable, Mapping

from PySide6.QtCore import QPointF

from app.canvas.tools import SHOWN_BY_HAND
from app.gestures.clip import Clip, clip_of
from app.gestures.company import company
from app.gestures.gesture import Stage, snapped
from app.gestures.growing import BELOW, RIGHT, held_in, lines_on, places_on, pointed_at
from app.gestures.move import holders
from app.gestures.placing import counted, fits_in, placement_of, put, settle_in
from core.diagram.display import Rect
from core.diagram.geometry import around
from core.diagram.places import LINES, SHAPES
from core.diagram.room import place_again, place_at, room_of
from core.diagram.sizes import default_size, size_of
from core.ground.words import _
from core.model import (
    Actor,
    Asset,
    Bus,
    Component,
    DataStore,
    Diagram,
    Edge,
    Editor,
    Element,
    ExternalSystem,
    Id,
    Location,
    Node,
    Placement,
    Point,
    Snapshot,
    StateMachine,
    TextNote,
    Zone,
)
from core.model.copying import copy_into
from core.model.namesakes import named_after, reread
from core.model.reading import spelt
from core.model.zoning import zone_of

_BESIDE = QPointF(24, 24)
"""How far from its original, or from the copy before, a copy on the same diagram lies, in px."""

_CALLED = (Actor, Asset, Bus, Component, DataStore, Diagram, ExternalSystem, Node, StateMachine, Zone)
"""What is known by its name alone, wherever it is."""

_NUMBERED = re.compile(r"(.*\D)(\d+)")
"""A name that ends in a number, which copies go on counting: the copy of PLC 01 is PLC 02."""

_RUN_TOGETHER = re.compile(r"\w*[^\W\d_A-Z][A-Z]\w*")
"""A name of several words without a gap, as machines often have."""


def clip_on(stage: Stage, element_ids: Iterable[Id]) -> Clip:
    """What a copy of shapes of this diagram takes along."""
    heads = list(element_ids)
    return clip_of(stage.snapshot(), heads, company(stage, heads), stage.diagram.id)


def duplicate(stage: Stage, element_ids: Iterable[Id]) -> tuple[Id, ...]:
    """Draw shapes once more beside themselves, as one change; the ids of the new ones."""
    clip = clip_on(stage, element_ids)
    chosen = shown_of(stage, clip)
    if clip.heads and not chosen:
        stage.say(_("{what}: no shape of its own here, so nothing to duplicate").format(what=_heads(clip)))
        return ()
    return _copy(stage, clip, chosen, _("Duplicate {what}"), _free_beside(stage, clip, chosen), beside=True)


def paste(stage: Stage, clip: Clip, middle: QPointF, into: Zone | None = None) -> tuple[Id, ...]:
    """Draw copies of shapes: in a zone if one is named, beside them if they are here, or around a place."""
    chosen = shown_of(stage, clip)
    if not chosen:
        stage.say(_("What was copied cannot be drawn on this diagram"))
        return ()
    beside = into is None and _unmoved(stage, clip, chosen)
    if beside:
        return _copy(stage, clip, chosen, _("Paste {what}"), _free_beside(stage, clip, chosen), beside=True)
    shift = shift_into(stage, clip, chosen, into) if into else shift_to(stage, clip, chosen, middle)
    everywhere = dict.fromkeys((one.id for one in clip.model), shift)
    return _copy(stage, clip, chosen, _("Paste {what}"), everywhere, beside=False, into=into)


def shown_of(stage: Stage, clip: Clip) -> list[Element]:
    """What of a clip the diagram can show as shapes."""
    kinds = (*SHOWN_BY_HAND[stage.diagram.diagram], TextNote)
    found = (clip.model[element_id] for element_id in clip.heads)
    return [element for element in found if isinstance(element, kinds)]


def place_as_copied(edit: Editor, stage: Stage, element_id: Id, known: Placement, shift: QPointF) -> None:
    """Put an element that is not drawn here where another one stood, so much further on; not locked."""
    edit.new(
        Placement,
        owner=stage.diagram.id,
        element=element_id,
        x=known.x + shift.x(),
        y=known.y + shift.y(),
        width=known.width,
        height=known.height,
        side=known.side,
        offset=known.offset,
        bends=tuple(Point(bend.x + shift.x(), bend.y + shift.y()) for bend in known.bends),
        hidden=known.hidden,
        order=known.order,
    )


def _copy(
    stage: Stage,
    clip: Clip,
    chosen: list[Element],
    label: str,
    shifts: Mapping[Id, QPointF],
    *,
    beside: bool,
    into: Zone | None = None,
) -> tuple[Id, ...]:
    """Draw copies so far away: beside their originals in what these are part of, else in what lies there."""
    if not chosen:
        return ()
    made: list[Id] = []

    def apply(edit: Editor) -> None:
        made.clear()
        before = edit.snapshot
        new = copy_into(edit, _with_inner(clip, chosen), clip.model)
        _name(edit, before, clip.model, new, {one.id for one in chosen})
        for number, one in enumerate(chosen):
            copied = new[one.id]
            made.append(copied)
            if clip.placement(one.id) is None:
                shift = shifts[one.id]
                put(edit, stage.diagram, copied, x=shift.x(), y=shift.y() + number * 72)
        for old, copied in new.items():
            _belong(edit, stage, copied, set(new.values()))
            known, moved = clip.placement(old), _shift_of(clip, old, shifts)
            if known is not None and moved is not None:
                place_as_copied(edit, stage, copied, known, moved)
        for one in () if beside else chosen:
            _settle(edit, stage, new[one.id], clip.placement(one.id), shifts[one.id], into)

    if not stage.commit(label.format(what=counted(chosen)), apply):
        return ()
    stage.select(made)
    return tuple(made)


def _heads(clip: Clip) -> str:
    return counted([clip.model[one] for one in clip.heads])


def _shift_of(clip: Clip, element_id: Id, shifts: Mapping[Id, QPointF]) -> QPointF | None:
    """How far something goes; None for the bends of a line whose ends go different ways."""
    element = clip.model[element_id]
    if isinstance(element, LINES):
        ends = [shifts.get(one) for one in (element.source, element.target)]
        return ends[0] if ends[0] == ends[1] else None
    return shifts.get(element_id)


def _free_beside(stage: Stage, clip: Clip, chosen: list[Element]) -> dict[Id, QPointF]:
    """How far from the originals on this diagram there is room for copies that cover nothing.

    Those of one zone or container stay together, and in it.
    """
    scene = stage.scene_shown
    inside = {one.id: scene.within((one.id,)) for one in chosen}
    tops = [one for one in chosen if not any(one.id in inside[other.id] for other in chosen if other != one)]
    outlines = {one.id: item.outline() for one in tops if (item := scene.find(one.id)) is not None}
    if len(outlines) != len(tops):
        return dict.fromkeys((one.id for one in clip.model), _apart(stage, clip, chosen))
    together: dict[Id | None, list[Id]] = {}
    for one in tops:
        together.setdefault(held_in(stage, one.id), []).append(one.id)
    shifts: dict[Id, QPointF] = {}
    for holder, members in together.items():
        areas = (outlines[one] for one in members)
        source = around(Rect(one.x(), one.y(), one.width(), one.height()) for one in areas)
        room = room_of(stage.snapshot(), places_on(stage), holder, lines_on(stage))
        found = place_again(room, source, BELOW if source.width > source.height else RIGHT)
        shift = QPointF(found.x - source.x, found.y - source.y)
        company_of = company(stage, members)
        shifts |= dict.fromkeys(company_of, shift)
        shifts |= {one.id: shift for one in clip.model if one.owner in company_of}
    return shifts


def _apart(stage: Stage, clip: Clip, chosen: list[Element]) -> QPointF:
    """A small shift, and so much more that no copy hides the one that was put there before it."""
    snapshot, shift = stage.snapshot(), _BESIDE
    taken = {(one.x, one.y) for one in snapshot.owned(stage.diagram.id, Placement) if one.side is None}
    stood = [(known.x, known.y) for one in chosen if (known := clip.placement(one.id)) is not None]
    while any((x + shift.x(), y + shift.y()) in taken for x, y in stood):
        shift = shift + _BESIDE
    return shift


def shift_to(stage: Stage, clip: Clip, chosen: list[Element], middle: QPointF) -> QPointF:
    """How far what was copied is moved to lie around a place, or as near to that as it covers nothing.

    What was taken off this diagram comes back to where it was.
    """
    frame = frame_of(clip, chosen)
    if clip.diagram == stage.diagram.id:
        middle = QPointF(frame.centre.x, frame.centre.y)
    ground = next((one for one in chosen if isinstance(one, Zone)), chosen[0])
    places, size = places_on(stage), (frame.width, frame.height)
    around = [zone.id for zone in zones_at(stage, ground, middle)]
    found = pointed_at(stage, ground, middle, size, places, around)
    return QPointF(snapped(found.x - frame.x), snapped(found.y - frame.y))


def shift_into(stage: Stage, clip: Clip, chosen: list[Element], zone: Zone) -> QPointF:
    """How far what was copied is moved to lie in free room in a zone."""
    frame, item = frame_of(clip, chosen), stage.scene_shown.find(zone.id)
    middle = item.outline().center() if item is not None else QPointF(0, 0)
    room = room_of(stage.snapshot(), places_on(stage), zone.id)
    found = place_at(room, middle.x(), middle.y(), (frame.width, frame.height))
    return QPointF(snapped(found.x - frame.x), snapped(found.y - frame.y))


def zones_at(stage: Stage, element: Element, point: QPointF) -> list[Zone]:
    """The zones at a point that take an element, the innermost first.

    What is pasted becomes part of no component that happens to lie there: nobody pointed at it.
    """
    snapshot = stage.snapshot()
    found = (snapshot.get(one) for area, one in holders(stage) if area.contains(point))
    return [one for one in found if isinstance(one, Zone) and fits_in(element, one)]


def frame_of(clip: Clip, chosen: Iterable[Element]) -> Rect:
    """The frame around shapes and what lies in them as they stood where they were copied."""
    heads = {one.id: one for one in chosen}
    areas = [Rect(0.0, 0.0, *default_size(one)) for one in heads.values() if clip.placement(one.id) is None]
    for element in clip.model:
        known = clip.placement(element.id)
        if known is not None and isinstance(element, SHAPES) and head_of(clip, element) in heads:
            areas.append(Rect(known.x, known.y, *size_of(clip.model, element, known)))
    return around(areas)


def head_of(clip: Clip, element: Element) -> Id:
    """The shape meant with which another one was copied, or a line by where it begins; "" for none."""
    model, here = clip.model, element
    seen: set[Id] = set()
    while here.id not in clip.heads and here.id not in seen:
        seen.add(here.id)
        if isinstance(here, LINES):
            found = model.get(here.source)
        else:
            found = model.get(here.owner) or zone_of(model, here)
        if found is None:
            return ""
        here = found
    return here.id


def _unmoved(stage: Stage, clip: Clip, chosen: Iterable[Element]) -> bool:
    """Whether shapes still stand on this diagram where they stood when they were copied."""
    places = (
        (clip.placement(one.id), placement_of(stage.snapshot(), stage.diagram.id, one.id)) for one in chosen
    )
    return all(then is not None and then == now for then, now in places)


def _with_inner(clip: Clip, chosen: list[Element]) -> tuple[Id, ...]:
    """The shapes, and all that lies in them; of shapes that cannot be drawn here nothing."""
    if len(chosen) == len(clip.heads):
        return clip.whole
    return tuple(one.id for one in chosen)


def _settle(
    edit: Editor, stage: Stage, copied: Id, known: Placement | None, shift: QPointF, into: Zone | None
) -> None:
    """Make a copy that came from elsewhere part of what it is put into."""
    element = edit.get(copied)
    if element is None or isinstance(element, Location | TextNote):
        return
    wide, high = default_size(element)
    corner = QPointF(known.x, known.y) if known is not None else QPointF(0, 0)
    if known is not None and known.width and known.height:
        wide, high = known.width, known.height
    middle = corner + shift + QPointF(wide / 2, high / 2)
    settle_in(edit, copied, into or next(iter(zones_at(stage, element, middle)), None))


def _name(
    edit: Editor, before: Snapshot, source: Snapshot, new: Mapping[Id, Id], heads: Collection[Id]
) -> None:
    """Give copies what they cannot share: names of their own, and that a machine begins there.

    What is called after a copied element is called after the copy. Ports, and locations of a machine
    that is copied whole, are told apart by what they belong to.
    """
    taken: dict[type[Element], set[str]] = {}
    respelt: dict[str, str] = {}
    for old in sorted(new, key=lambda one: (_rank(source[one]), one not in heads, one)):
        original = source[old]
        if isinstance(original, TextNote) or not (old in heads or isinstance(original, _CALLED)):
            continue
        names = taken.setdefault(type(original), {one.name for one in before.of(type(original))})
        name = _free_name(_called_after(edit, source, original, new), names)
        names.add(name)
        edit.set(new[old], name=name)
        if isinstance(original, Location):
            edit.set(new[old], initial=False)
        if isinstance(original, StateMachine):
            respelt[spelt(original.name)] = spelt(name)
            respelt |= _holder_respelt(edit, source, original, new)
    reread(edit, new.values(), respelt)


def _rank(element: Element) -> int:
    """Elements are named before their machines, and these before the drawings of them."""
    return 1 if isinstance(element, StateMachine) else 2 if isinstance(element, Diagram) else 0


def _called_after(edit: Editor, source: Snapshot, original: Element, new: Mapping[Id, Id]) -> str:
    """The name of a machine or of a diagram of it after the copy of what it belongs to; else its own."""
    if not isinstance(original, StateMachine | Diagram):
        return original.name
    holders = (one for one in source.owners(original) if not isinstance(one, StateMachine))
    holder = next(holders, None)
    copied = edit.get(new.get(holder.id, "")) if holder is not None else None
    if holder is None or copied is None:
        return original.name
    return named_after(original.name, holder.name, copied.name)


def _holder_respelt(
    edit: Editor, source: Snapshot, machine: StateMachine, new: Mapping[Id, Id]
) -> dict[str, str]:
    """How expressions spell what a machine belongs to, and how they spell its copy."""
    holder = source.get(machine.owner)
    copied = edit.get(new.get(holder.id, "")) if holder is not None else None
    return {spelt(holder.name): spelt(copied.name)} if holder is not None and copied is not None else {}


def _free_name(name: str, taken: Collection[str]) -> str:
    """The name with the next number that is free; the name itself where it is free, or none.

    One whose words run together goes on so: the next "LevelControl" is "LevelControl2".
    """
    counted_on, gap = _NUMBERED.fullmatch(name), "" if _RUN_TOGETHER.fullmatch(name) else " "
    stem, digits = (counted_on[1], counted_on[2]) if counted_on else (f"{name}{gap}", "1")
    number, found = int(digits), name
    while found and found in taken:
        number += 1
        found = f"{stem}{number:0{len(digits)}d}"
    return found


def _belong(edit: Editor, stage: Stage, copied: Id, made: set[Id]) -> None:
    """Locations, edges and notes belong to the machine or diagram on which they are drawn."""
    element = edit.get(copied)
    if element is None or element.owner in made:
        return
    if isinstance(element, Location | Edge):
        edit.set(copied, owner=stage.diagram.owner)
    elif isinstance(element, TextNote):
        edit.set(copied, owner=stage.diagram.id)
