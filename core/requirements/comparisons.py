"""Phrases that compare a quantity with a number, such as "the tank level falls below 2.0 m".

What a system is to do compares too: it keeps the level above 2.0 m, or is the level and shall be above 2.0 m.
"""

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
_NUMBER = r"(?P<number>-?[0-9]+(?:\.[0-9]+)?)\s*(?P<unit>\S*)"
_BETWEEN = (
    r"(?:between|from)\s+(?P<low>-?[0-9]+(?:\.[0-9]+)?)\s*(?P<low_unit>\S*?)\s+(?:and|to)\s+"
    r"(?P<number>-?[0-9]+(?:\.[0-9]+)?)\s*(?P<unit>\S*)"
)
_KEPT = "kept|held|maintained|set|limited|regulated|restricted"
_DOES = r"(?:keep|hold|maintain|set|limit|regulate|control|adjust|restrict)\s+(?P<quantity>.+?)"
_IS = rf"(?:be(?:\s+(?:{_KEPT}))?|stay|remain|lie|fall|drop|sink|rise|climb|go)"
_BOUNDS: tuple[tuple[str, str], ...] = (
    (r"(?:to |at )?(?:at most|(?:no|not) (?:more|greater|higher) than|up to)|<=|≤", "<="),
    (r"(?:to |at )?(?:at least|(?:no|not) (?:less|lower) than)|>=|≥", ">="),
    (r"(?:to )?(?:above|over|(?:more|greater|higher) than)|>", ">"),
    (r"(?:to )?(?:below|under|(?:less|lower|smaller) than)|<", "<"),
    (r"to|at|equal to|==|=", "=="),
)
_DEMANDED = (
    *(
        (re.compile(rf"{lead}\s*{_NUMBER}"), sign)
        for lead, sign in (
            (r"(?:limit|restrict)\s+(?P<quantity>.+?)\s+to", "<="),
            (r"be (?:limited|restricted) to", "<="),
            ("exceed", ">"),
            ("reach", ">="),
            ("(?:equal|be)", "=="),
        )
    ),
    *((re.compile(rf"(?:{_DOES}|{_IS})\s+(?:{words})\s*{_NUMBER}"), sign) for words, sign in _BOUNDS),
)
_SHALL = "shall"
"""Marks a quantity of which something is demanded; no name of another has this word among its stems."""
_SPAN = re.compile(rf"(?P<quantity>.+?)\s+(?:is|stays|remains|lies)\s+{_BETWEEN}")
_DEMANDED_SPAN = re.compile(rf"(?:{_DOES}|{_IS})\s+{_BETWEEN}")


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


def comparisons(phrase: str, actor: str = "") -> tuple[Compared, ...]:
    """What a normalised phrase compares, all of it at once: a span between two numbers compares with both.

    With an `actor`, who shall do it, the phrase is a response. Then the quantity is the actor, where it
    shall be so itself, or one of the actor's: the speeds that two systems set are two. Nor is it the quantity
    that others only observe: who says what a level shall not exceed may say too what is done if it does.
    """
    if actor:
        for pattern, sign in ((_DEMANDED_SPAN, ""), *_DEMANDED):
            match = pattern.fullmatch(phrase)
            if match:
                quantity = match.groupdict().get("quantity") or ""
                return _of(match, " ".join(sorted({_SHALL, *stems(quantity), *stems(actor)})), sign)
    match = _SPAN.fullmatch(phrase)
    if match:
        return _of(match, " ".join(sorted(stems(match["quantity"]))), "")
    one = compared(phrase)
    return (one,) if one else ()


def _of(match: re.Match[str], quantity: str, sign: str) -> tuple[Compared, ...]:
    """The comparison of the quantity with the sign; without any, with the two ends of a span."""
    if not quantity:
        return ()
    number, unit = Fraction(Decimal(match["number"])), match["unit"]
    if sign:
        return (Compared(quantity, sign, number, unit),)
    low = Fraction(Decimal(match["low"]))
    return Compared(quantity, ">=", low, match["low_unit"] or unit), Compared(quantity, "<=", number, unit)


def in_one_unit(several: Iterable[Compared]) -> dict[Compared, Compared]:
    """Each comparison, in base units where its quantity is compared in more than one unit."""
    by_quantity: dict[str, list[Compared]] = defaultdict(list)
    for one in several:
        by_quantity[one.quantity].append(one)
    found: dict[Compared, Compared] = {}
    for alike in by_quantity.values():
        mixed = len({one.unit for one in alike}) > 1
        found |= {one: _converted(one) if mixed else one for one in alike}
    return found


def _converted(one: Compared) -> Compared:
    number, unit = in_base_units(one.number, one.unit)
    return replace(one, number=number, unit=unit)
