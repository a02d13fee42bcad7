"""What the units of requirements measure, and how they convert."""

from collections.abc import Callable
from fractions import Fraction
from functools import cache
from typing import Any

from core.ground.words import deferred
from core.requirements.ears.times import UNITS

_MEASURED: tuple[tuple[Callable[[], str], str], ...] = (
    (deferred("time"), "week weeks month months year years"),
    (deferred("speed"), "km/h mph m/s"),
    (deferred("speed of rotation"), "rpm"),
    (deferred("voltage"), "V mV kV"),
    (deferred("electric current"), "A mA"),
    (deferred("power"), "W kW MW"),
    (deferred("pressure"), "bar mbar MPa kPa Pa"),
    (deferred("force"), "N kN"),
    (deferred("torque"), "Nm N·m"),
    (deferred("illuminance"), "lx"),
    (deferred("level of sound"), "dB"),
    (deferred("frequency"), "Hz kHz MHz GHz"),
    (deferred("a share"), "% percent ppm"),
    (deferred("temperature"), "°C K"),
    (deferred("an angle"), "°"),
    (deferred("length"), "m mm cm km"),
    (deferred("mass"), "kg g mg"),
    (deferred("volume"), "l ml m3 m³"),
    (deferred("rate of flow"), "l/s l/min m3/h m³/h"),
    (deferred("turbidity"), "NTU"),
    (deferred("concentration"), "mg/l"),
    (deferred("an amount of data"), "bit bits byte bytes kB MB GB"),
    (deferred("a rate of data"), "bit/s kbit/s Mbit/s Gbit/s"),
    (deferred("a count"), "tick ticks cycle cycles times"),
)
_BY_UNIT = {unit: said for said, units in _MEASURED for unit in units.split()} | dict.fromkeys(
    UNITS, _MEASURED[0][0]
)
_BY_ANY_CASE = {unit.casefold(): said for unit, said in reversed(_BY_UNIT.items())}


def measured(unit: str) -> str:
    """What the unit measures, in a word; empty for one that is not known."""
    said = _BY_UNIT.get(unit) or _BY_ANY_CASE.get(unit.casefold())
    return said() if said else ""


_CONVERTED = {
    "%": "percent", "percent": "percent", "ppm": "ppm",
    "°c": "degC", "k": "kelvin",
    "km/h": "kilometer/hour", "mph": "mile/hour", "m/s": "meter/second",
    "v": "volt", "mv": "millivolt", "kv": "kilovolt", "A": "ampere", "ma": "milliampere",
    "w": "watt", "kw": "kilowatt",
    "bar": "bar", "mbar": "millibar", "mpa": "megapascal", "kpa": "kilopascal", "pa": "pascal",
    "n": "newton", "kn": "kilonewton",
    "hz": "hertz", "khz": "kilohertz", "mhz": "megahertz", "ghz": "gigahertz",
    "m": "meter", "mm": "millimeter", "cm": "centimeter", "km": "kilometer",
    "kg": "kilogram", "g": "gram", "mg": "milligram",
    "l": "liter", "ml": "milliliter", "m3": "meter**3", "m³": "meter**3",
    "l/s": "liter/second", "l/min": "liter/minute", "m3/h": "meter**3/hour", "m³/h": "meter**3/hour",
    "mg/l": "milligram/liter",
    "bit/s": "bit/second", "kbit/s": "kilobit/second", "mbit/s": "megabit/second", "gbit/s": "gigabit/second",
    "week": "week", "weeks": "week",
} | {
    written: unit
    for unit, several in (
        ("meter", "metre metres meter meters"), ("liter", "litre litres liter liters"),
        ("volt", "volt volts"), ("ampere", "ampere amperes"), ("watt", "watt watts"),
        ("pascal", "pascal pascals"), ("hertz", "hertz"), ("newton", "newton newtons"),
    )
    for written in several.split()
} | {
    written: {"us": "microsecond", "min": "minute", "h": "hour", "d": "day"}.get(unit, unit)
    for written, unit in UNITS.items()
}  # fmt: skip
"""The names that pint has for units as normalised phrases write them.

Where two units differ in upper and lower case alone, such as bits and bytes, or convert by no rational
number, such as turns and radians, neither is here.
"""


_AS_WRITTEN = {
    "bit": "bit", "bits": "bit", "byte": "byte", "bytes": "byte", "B": "byte",
    "kB": "kilobyte", "MB": "megabyte", "GB": "gigabyte",
    "KiB": "kibibyte", "MiB": "mebibyte", "GiB": "gibibyte",
    "MW": "megawatt", "Nm": "newton*meter", "N·m": "newton*meter", "l/h": "liter/hour", "g/l": "gram/liter",
}  # fmt: skip
"""The same of units whose letters are known as they were written."""


def in_base_units(number: Fraction, unit: str) -> tuple[Fraction, str]:
    """The number in base units of the SI, exactly, and their name; as given where it is not known."""
    known = _AS_WRITTEN.get(unit) or _CONVERTED.get(unit) or _CONVERTED.get(unit.casefold())
    if known is None:
        return number, unit
    base = _registry().Quantity(number, known).to_base_units()
    powers = sorted(base.unit_items())
    name = "·".join(base if power == 1 else f"{base}^{power}" for base, power in powers)
    return Fraction(base.magnitude), name or "1"


@cache
def _registry() -> Any:
    """Pint's units, over fractions. It takes a third of a second to load, so only who converts has it."""
    import pint

    return pint.UnitRegistry(non_int_type=Fraction)
