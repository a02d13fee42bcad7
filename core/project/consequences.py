"""What a choice in a conflict brings with it: what goes, what comes back, and what leads elsewhere then."""

from collections.abc import Iterable
from dataclasses import dataclass

from core.model import Element
from core.model.plain import fields_of
from core.project.conflict import SIDES, Choice, Clash, Conflict, Versions
from core.project.settling import settle
from core.project.sides import Sides


@dataclass(frozen=True, slots=True)
class Consequences:
    """What becomes of other elements than the one that the conflict is about.

    `gone` was added or changed by a side and goes; `back` had been removed and is back, without what it
    holds; `turned` are elements, as they are then, with the facts in which what a side changed gives way, and
    of a circle the others in it with what they are part of then.
    """

    gone: tuple[Element, ...] = ()
    back: tuple[Element, ...] = ()
    turned: tuple[tuple[Element, tuple[str, ...]], ...] = ()


def consequences(versions: Versions, conflict: Conflict, choice: Choice) -> Consequences:
    """What the choice does beside what it says, were it the only one."""
    sides = Sides(versions)
    settle(sides, conflict, choice)
    gone: list[Element] = []
    back: list[Element] = []
    turned: list[tuple[Element, tuple[str, ...]]] = []
    # That what led to a removed element leads to it again when it is back goes without saying.
    telling = [side for side in SIDES if side == choice or conflict.element in versions.of(side)]
    # Of a circle it is to be seen at each side what becomes of the others in it.
    circle = {*conflict.others} if conflict.clash is Clash.CIRCLE else set()
    for element_id in sorted((sides.altered | circle) - {conflict.element}):
        now = sides.either(element_id)
        before = versions.base.get(element_id)
        stated = [one for side in SIDES if (one := versions.of(side).get(element_id)) is not None]
        if now is None:
            gone += [one for one in stated[:1] if any(other != before for other in stated)]
        elif before is not None and len(stated) < len(SIDES):
            back.append(now)
        elif facts := _turned(sides, telling, now) or (("owner",) if element_id in circle else ()):
            turned.append((now, facts))
    held = {conflict.element, *(one.id for one in back)}
    return Consequences(tuple(gone), tuple(one for one in back if one.owner not in held), tuple(turned))


def _turned(sides: Sides, telling: Iterable[Choice], now: Element) -> tuple[str, ...]:
    """The facts that a side changed, and that are otherwise now."""
    before = sides.versions.base.get(now.id)
    altered: dict[str, None] = {}
    for side in telling:
        was = sides.versions.of(side).get(now.id)
        if was is None or type(was) is not type(now):
            continue
        for field in fields_of(type(now)):
            stated = getattr(was, field.name)
            if stated != getattr(sides.get(side, now.id), field.name) and (
                before is None or stated != getattr(before, field.name, None)
            ):
                altered[field.name] = None
    return tuple(altered)
