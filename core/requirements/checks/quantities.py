"""Numbers with units, compared exactly: bounds, and values in files."""

import re
from decimal import Decimal
from fractions import Fraction

from core.model.duration import NANOSECONDS
from core.requirements.checks.tree import Comparison, Quantity
from core.requirements.ears.times import UNITS as TIMES
from core.requirements.units import in_base_units

UNITS = (
    *("ns", "us", "µs", "ms", "s", "min", "h", "d", "week", "weeks"),
    *("mm", "cm", "m", "km", "mg", "g", "kg", "ml", "l", "m3", "m³"),
    *("l/s", "l/min", "l/h", "m3/h", "m³/h", "m/s", "km/h", "rpm", "Hz", "kHz", "MHz", "GHz"),
    *("mV", "V", "kV", "mA", "A", "W", "kW", "MW", "Pa", "mbar", "kPa", "bar", "N", "kN", "Nm", "N·m"),
    *("bit", "bits", "byte", "bytes", "B", "kB", "MB", "GB", "KiB", "MiB", "GiB"),
    *("bit/s", "kbit/s", "Mbit/s", "Gbit/s", "ppm", "%", "percent", "°C", "°", "NTU", "mg/l", "g/l", "dB"),
)
"""The units that a check, and a value in a file, may have."""

_SECOND = "second"
_TIMES = {word: NANOSECONDS[unit] for word, unit in TIMES.items()}
_TIMES |= dict.fromkeys(("week", "weeks"), 7 * NANOSECONDS["d"])
"""Nanoseconds."""

_WRITTEN = re.compile(r"\s*([+-]?[0-9]{1,15}(?:\.[0-9]{1,15})?)\s*(\S{0,12})\s*")


def quantity_in(text: str) -> Quantity | None:
    """The number, with its unit if it has one, that a text is; None for anything else."""
    found = _WRITTEN.fullmatch(text)
    if found is None or (found[2] and found[2] not in UNITS):
        return None
    return Quantity(Decimal(found[1]), found[2])


def comparable(one: Quantity, other: Quantity) -> bool:
    """Whether both measure the same, or neither has a unit."""
    return one.unit == other.unit or _in_base(one)[1] == _in_base(other)[1]


def compares(value: Quantity, comparison: Comparison, bound: Quantity) -> bool:
    """Whether the value is to the bound as the comparison says; both measure the same."""
    mine, limit = Fraction(value.number), Fraction(bound.number)
    if value.unit != bound.unit:
        mine, limit = _in_base(value)[0], _in_base(bound)[0]
    match comparison:
        case Comparison.BELOW:
            return mine < limit
        case Comparison.AT_MOST:
            return mine <= limit
        case Comparison.ABOVE:
            return mine > limit
        case Comparison.AT_LEAST:
            return mine >= limit
        case _:
            return mine == limit


def nanoseconds(value: Quantity) -> Fraction | None:
    """The time in nanoseconds; None where it is no time."""
    number, unit = _in_base(value)
    return number * 10**9 if unit == _SECOND else None


def _in_base(value: Quantity) -> tuple[Fraction, str]:
    """The number in base units, and their name; times without the help of pint, which takes long to load."""
    length = _TIMES.get(value.unit)
    if length is not None:
        return Fraction(value.number) * length / 10**9, _SECOND
    return in_base_units(Fraction(value.number), value.unit)
