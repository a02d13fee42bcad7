"""Which boxes come before which: by the tiers that they state, else by the way of the lines."""

from collections.abc import Iterable, Mapping, Sequence

from core.diagram.boxes import Box
from core.model import Id

Pairs = Iterable[tuple[Id, Id]]


def ranks(boxes: Sequence[Box], pairs: Pairs, tiers: Mapping[Id, float], broad: bool) -> dict[Id, int]:
    """The number of the tier of each box, from 0 on without a gap; bars have none.

    Where any box has a tier, others are put beside what they are joined to. Boxes that are joined to
    nothing and have no tier have none here either.
    """
    boxes = [box for box in boxes if not box.bar]
    known = {box.id for box in boxes}
    joins = [(one, other) for one, other in pairs if one in known and other in known and one != other]
    if not tiers:
        return _by_flow([box.id for box in boxes], joins, [box.id for box in boxes if box.first], broad)
    numbers = {tier: number for number, tier in enumerate(sorted(set(tiers.values())))}
    found = {box.id: numbers[tiers[box.id]] for box in boxes if box.id in tiers}
    beside = _neighbours(joins)
    while True:
        reached = [
            box.id for box in boxes if box.id not in found and beside.get(box.id, set()) & found.keys()
        ]
        if not reached:
            return found
        found |= {
            one: round(
                sum(found[near] for near in beside[one] & found.keys()) / len(beside[one] & found.keys())
            )
            for one in reached
        }


def connected(boxes: Sequence[Box], pairs: Pairs) -> list[list[Box]]:
    """The boxes in groups that no line joins, those first that hold the box that comes first."""
    beside = _neighbours(pairs)
    number: dict[Id, int] = {}
    groups: list[list[Box]] = []
    for box in boxes:
        if box.id not in number:
            waiting = [box.id]
            number[box.id] = len(groups)
            groups.append([])
            while waiting:
                for near in beside.get(waiting.pop(), ()):
                    if near not in number:
                        number[near] = number[box.id]
                        waiting.append(near)
    for box in boxes:
        groups[number[box.id]].append(box)
    return groups


def _neighbours(pairs: Pairs) -> dict[Id, set[Id]]:
    beside: dict[Id, set[Id]] = {}
    for one, other in pairs:
        beside.setdefault(one, set()).add(other)
        beside.setdefault(other, set()).add(one)
    return beside


def _by_flow(
    ids: Sequence[Id], joins: Sequence[tuple[Id, Id]], firsts: Sequence[Id], broad: bool
) -> dict[Id, int]:
    """By the longest way from where the flow begins, or with `broad` by the shortest."""
    after: dict[Id, list[Id]] = {one: [] for one in ids}
    entered = set()
    for source, target in dict.fromkeys(joins):
        after[source].append(target)
        entered.add(target)
    starts = [*firsts, *(one for one in ids if one not in entered), *ids]
    return _shortest(after, starts, len(firsts)) if broad else _longest(after, starts)


def _shortest(after: Mapping[Id, list[Id]], starts: Sequence[Id], firsts: int) -> dict[Id, int]:
    found: dict[Id, int] = {}
    heads = [*([list(starts[:firsts])] if firsts else []), *([one] for one in starts[firsts:])]
    for head in heads:
        layer = [one for one in dict.fromkeys(head) if one not in found]
        depth = 0
        while layer:
            found |= dict.fromkeys(layer, depth)
            depth += 1
            layer = list(dict.fromkeys(one for here in layer for one in after[here] if one not in found))
    return found


def _longest(after: Mapping[Id, list[Id]], starts: Sequence[Id]) -> dict[Id, int]:
    """Lines that close a circle, as they are met from the starts, do not count."""
    done: list[Id] = []
    state: dict[Id, int] = {}
    closing: set[tuple[Id, Id]] = set()
    for start in starts:
        if start in state:
            continue
        state[start] = 1
        way = [(start, iter(after[start]))]
        while way:
            here, others = way[-1]
            for other in others:
                if state.get(other) == 1:
                    closing.add((here, other))
                elif other not in state:
                    state[other] = 1
                    way.append((other, iter(after[other])))
                    break
            else:
                state[here] = 2
                done.append(here)
                way.pop()
    found = dict.fromkeys(done, 0)
    for here in reversed(done):
        for other in after[here]:
            if (here, other) not in closing:
                found[other] = max(found[other], found[here] + 1)
    return found
