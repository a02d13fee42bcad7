"""Numbers with units, compared exactly: a small table of what is linear, for bounds and values in files."""

import re
from decimal import Decimal
from fractions import Fraction

from core.requirements.checks.tree import Comparison, Quantity

_FAMILIES: dict[str, dict[str, str]] = {
    "time": {
        "ns": "1",
        "us": "1e3",
        "µs": "1e3",
        "ms": "1e6",
        "s": "1e9",
        "min": "60e9",
        "h": "3600e9",
        "d": "86400e9",
        "week": "604800e9",
        "weeks": "604800e9",
    },
    "length": {"mm": "1", "cm": "10", "m": "1e3", "km": "1e6"},
    "mass": {"mg": "1", "g": "1e3", "kg": "1e6"},
    "volume": {"ml": "1", "l": "1e3", "m3": "1e6", "m³": "1e6"},
    "flow": {"l/s": "3600", "l/min": "60", "l/h": "1", "m3/h": "1e3", "m³/h": "1e3"},
    "speed": {"m/s": "18", "km/h": "5"},
    "rotation": {"rpm": "1"},
    "frequency": {"Hz": "1", "kHz": "1e3", "MHz": "1e6", "GHz": "1e9"},
    "voltage": {"mV": "1", "V": "1e3", "kV": "1e6"},
    "current": {"mA": "1", "A": "1e3"},
    "power": {"W": "1", "kW": "1e3", "MW": "1e6"},
    "pressure": {"Pa": "1", "mbar": "100", "kPa": "1e3", "bar": "1e5"},
    "force": {"N": "1", "kN": "1e3"},
    "torque": {"Nm": "1", "N·m": "1"},
    "data": {
        "bit": "1",
        "bits": "1",
        "byte": "8",
        "bytes": "8",
        "B": "8",
        "kB": "8e3",
        "MB": "8e6",
        "GB": "8e9",
        "KiB": "8192",
        "MiB": "8388608",
        "GiB": "8589934592",
    },
    "data rate": {"bit/s": "1", "kbit/s": "1e3", "Mbit/s": "1e6", "Gbit/s": "1e9"},
    "share": {"ppm": "1", "%": "1e4", "percent": "1e4"},
    "temperature": {"°C": "1"},
    "angle": {"°": "1"},
    "turbidity": {"NTU": "1"},
    "concentration": {"mg/l": "1", "g/l": "1e3"},
    "sound": {"dB": "1"},
}
"""By what is measured, how many of the smallest unit each unit is."""

UNITS: dict[str, tuple[str, Fraction]] = {
    unit: (family, Fraction(factor)) for family, units in _FAMILIES.items() for unit, factor in units.items()
}

_WRITTEN = re.compile(r"\s*([+-]?[0-9]{1,15}(?:\.[0-9]{1,15})?)\s*(\S{0,12})\s*")


def quantity_in(text: str) -> Quantity | None:
    """The number, with its unit if it has one, that a text is; None for anything else."""
    found = _WRITTEN.fullmatch(text)
    if found is None or (found[2] and found[2] not in UNITS):
        return None
    return Quantity(Decimal(found[1]), found[2])


def comparable(one: Quantity, other: Quantity) -> bool:
    """Whether both measure the same, or neither has a unit."""
    return _family(one) == _family(other)


def compares(value: Quantity, comparison: Comparison, bound: Quantity) -> bool:
    """Whether the value is to the bound as the comparison says; both measure the same."""
    mine, limit = _exact(value), _exact(bound)
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
    return _exact(value) if _family(value) == "time" else None


def _family(value: Quantity) -> str:
    return UNITS[value.unit][0] if value.unit else ""


def _exact(value: Quantity) -> Fraction:
    return Fraction(value.number) * (UNITS[value.unit][1] if value.unit else 1)
