"""The "then" of "pressed and then released", which says an order and does not end the clause."""

from core.requirements.ears.items import Item

_DETERMINERS = frozenset({"the", "a", "an", "each", "every", "all"})
_FINITE = frozenset({"is", "are", "was", "were", "has", "have", "had"})


def without_orders(mask: str, items: list[Item]) -> list[Item]:
    """The items in front of "shall", where a "then" that only says an order is a word like others."""
    return [
        item._replace(kind="WORD") if item.kind == "THEN" and _orders(mask, items, index) else item
        for index, item in enumerate(items)
    ]


def _orders(mask: str, items: list[Item], index: int) -> bool:
    """Whether the "then" goes on with the clause: behind "and", or where a comma and a name follow.

    In "If it rains, then pump 1, the valve and the mixer" all that follows is the name.
    """
    before = index - 1
    if before >= 0 and items[before].kind == "AND":
        return True
    commas = [place for place in range(index + 1, len(items) - 1) if items[place].kind == "COMMA"]
    if not commas:
        return False
    words = [mask[item.start : item.end].lower() for item in items]
    name = items[commas[-1] + 1 :]
    if words[commas[-1] + 1] not in _DETERMINERS or any(item.kind == "AND" for item in name):
        return False
    inside = words[index + 1 : commas[-1]]
    return bool(inside) and (inside[0] not in _DETERMINERS or not _FINITE.isdisjoint(inside))
