"""Phrases that compare a quantity with a number, such as "the tank level falls below 2.0 m"."""

import re
from collections import defaultdict
from collections.abc import Iterable
from dataclasses import dataclass, replace
from decimal import Decimal
from fractions import Fraction

from core.requirements.units import in_base_units
from core.requirements.wording import stems

_SIGNS: tuple[tuple[str, str], ...] = (
    (r"does not exceed|is at most|is not (?:more|greater|higher) than|is no more than|<=|≤", "<="),
    (r"is at least|is not (?:less|lower) than|is no less than|reach(?:es|ed)|>=|≥", ">="),
    (r"exceeds?|(?:is|rises|goes|climbs) (?:above|over)|is (?:more|greater|higher) than|>", ">"),
    (r"(?:is|falls|drops|goes|sinks) (?:below|under)|is (?:less|lower|smaller) than|<", "<"),
    (r"differs from|is not equal to|!=|≠", "!="),
    (r"equals|is equal to|==|=", "=="),
)
_COMPARED = tuple(
    (
        re.compile(rf"(?P<quantity>.+?)\s*(?:{words})\s*(?P<number>-?[0-9]+(?:\.[0-9]+)?)\s*(?P<unit>\S*)"),
        sign,
    )
    for words, sign in _SIGNS
)


@dataclass(frozen=True, slots=True)
class Compared:
    """A quantity, by the stems of its name, compared with a number in a unit, which may be empty."""

    quantity: str
    sign: str
    number: Fraction
    unit: str

    @property
    def group(self) -> str:
        """What the comparison is about; of two groups nothing is known of how they compare."""
        return f"quantity:{self.quantity} in {self.unit}"


def compared(phrase: str) -> Compared | None:
    """What a normalised phrase compares."""
    for pattern, sign in _COMPARED:
        match = pattern.fullmatch(phrase)
        name = " ".join(sorted(stems(match["quantity"]))) if match else ""
        if match and name:
            return Compared(name, sign, Fraction(Decimal(match["number"])), match["unit"])
    return None


def in_one_unit(comparisons: Iterable[Compared]) -> dict[Compared, Compared]:
    """Each comparison, in base units where its quantity is compared in more than one unit."""
    by_quantity: dict[str, list[Compared]] = defaultdict(list)
    for one in comparisons:
        by_quantity[one.quantity].append(one)
    found: dict[Compared, Compared] = {}
    for several in by_quantity.values():
        mixed = len({one.unit for one in several}) > 1
        found |= {one: _converted(one) if mixed else one for one in several}
    return found


def _converted(one: Compared) -> Compared:
    number, unit = in_base_units(one.number, one.unit)
    return replace(one, number=number, unit=unit)
