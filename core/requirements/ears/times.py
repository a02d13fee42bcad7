"""Numbers and units of time as people write them."""

import re
from decimal import Decimal

from core.requirements.ears.slots import Quantity

_UNITS = {
    "ns": "ns nanosecond nanoseconds",
    "us": "us µs microsecond microseconds",
    "ms": "ms msec msecs millisecond milliseconds",
    "s": "s sec secs second seconds",
    "min": "min mins minute minutes",
    "h": "h hr hrs hour hours",
    "d": "d day days",
}
UNITS = {word: unit for unit, words in _UNITS.items() for word in words.split()}
"""The unit of `core.model.duration` for each way to write it."""

_NUMBER_WORDS = (
    "one two three four five six seven eight nine ten eleven twelve thirteen fourteen fifteen "
    "sixteen seventeen eighteen nineteen twenty"
)
WORDS = {
    **{word: number for number, word in enumerate(_NUMBER_WORDS.split(), 1)},
    "a": 1,
    "an": 1,
    "thirty": 30,
    "forty": 40,
    "fifty": 50,
    "sixty": 60,
    "ninety": 90,
}
"""Numbers written as words."""

LONGEST_NUMBER = 15
"""Digits a number may have; beyond that it would not survive JSON."""

NUMBER = rf"(?:[0-9][0-9_]*(?:\.[0-9]+)?|(?:{'|'.join(WORDS)})(?=\s))"
UNIT = rf"(?:{'|'.join(sorted(UNITS, key=len, reverse=True))})(?![\w/%°-])"
TIME = rf"{NUMBER}\s*-?\s*{UNIT}"
"""Patterns over masked text, ignoring case: a number, a unit, and a number with its unit."""

QUANTITY = re.compile(
    rf"\s*(?P<number>{NUMBER}|[-+]?[0-9][\w.']*)(?:\s*-?\s*(?P<unit>{UNIT}))?", re.IGNORECASE
)
"""A number with a unit, or a number with none that is known; for masked text."""

OTHER_MEASURE = re.compile(
    r"\s*(?:%|°|percent|mm|cm|km|kg|mg|ppm|ppb|NTU|bar|mbar|kPa|Pa|V|mV|kV|A|mA|W|kW|Hz|kHz|MHz|K|rpm|lx|dB|"
    r"litres?|liters?|metres?|meters?|volts?|degrees?)(?![A-Za-z])",
    re.IGNORECASE,
)
"""What makes "within 5" a tolerance and not a time."""


def quantity(number: str, unit: str) -> Quantity | None:
    """The quantity that masked text states; None where the number is none that can be kept exactly."""
    word = WORDS.get(number.lower())
    if word is not None:
        return Quantity(Decimal(word), UNITS[unit.lower()])
    digits = number.replace("_", "")
    if re.fullmatch(r"\d+(?:\.\d+)?", digits, re.ASCII) is None or len(digits) > LONGEST_NUMBER:
        return None
    return Quantity(Decimal(digits), UNITS[unit.lower()])
