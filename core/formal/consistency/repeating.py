"""Conditions of a requirement that say more than they need, each with the shortest that means the same."""

from collections.abc import Iterator

from core.formal.consistency.abstraction import Abstraction
from core.formal.property import Condition
from core.formal.simplifying import simplified
from core.model import Id


def repeating(known: Abstraction) -> Iterator[tuple[Id, Condition, Condition]]:
    """Each requirement with such a condition as its sentence has it, and with that condition in short."""
    for one in known.demanded:
        for condition in dict.fromkeys(condition for each in one.properties for condition in each.conditions):
            shorter = simplified(condition)
            if shorter is not condition:
                yield one.requirement.id, condition, shorter
