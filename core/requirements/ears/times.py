"""Numbers and units of time as people write them."""

import re
from decimal import Decimal

from core.model.duration import NANOSECONDS
from core.requirements.slots import Quantity

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

_ONES = ("one", "two", "three", "four", "five", "six", "seven", "eight", "nine")
_TEENS = (
    *("ten", "eleven", "twelve", "thirteen", "fourteen", "fifteen"),
    *("sixteen", "seventeen", "eighteen", "nineteen"),
)
_TENS = ("twenty", "thirty", "forty", "fifty", "sixty", "seventy", "eighty", "ninety")
_WORDS = {
    **{word: number for number, word in enumerate([*_ONES, *_TEENS], 1)},
    **{word: 10 * number for number, word in enumerate(_TENS, 2)},
    "a": 1,
    "an": 1,
    "hundred": 100,
}
_FRACTIONS = {
    "½": "0.5", "¼": "0.25", "¾": "0.75", "⅕": "0.2", "⅖": "0.4", "⅗": "0.6", "⅘": "0.8",
    "⅛": "0.125", "⅜": "0.375", "⅝": "0.625", "⅞": "0.875", "⅒": "0.1",
}  # fmt: skip
_SHARES = {"half a": "0.5", "quarter of a": "0.25", "three quarters of a": "0.75"}
"""What stands in front of "hour", without the "n" of "an"."""

LONGEST_NUMBER = 15
"""Digits a number may have; beyond that it would not survive JSON."""

_FRACTION = rf"[{''.join(_FRACTIONS)}]"
_BELOW_HUNDRED = rf"(?:(?:{'|'.join(_TENS)})(?:[\s-](?:{'|'.join(_ONES)}))?|{'|'.join([*_TEENS, *_ONES])})"
_WORDED = (
    rf"(?:(?:(?:a\s+)?quarter|three\s+quarters)\s+of\s+an?|half\s+an?"
    rf"|(?:(?:an?|{'|'.join(_ONES)})\s+hundred(?:\s+(?:and\s+)?{_BELOW_HUNDRED})?|{_BELOW_HUNDRED}|an?)"
    r"(?:\s+and\s+a\s+half)?)(?=[\s-])"
)
NUMBER = rf"(?:[0-9][0-9_]*(?:\.[0-9]+|\s*{_FRACTION})?|{_FRACTION}|{_WORDED})"
_UNIT_WORDS = "|".join(sorted(UNITS, key=len, reverse=True))
UNIT = rf"(?:{_UNIT_WORDS})(?:(?![\w/%°-])|(?=[0-9][0-9.]*\s*(?:{_UNIT_WORDS})(?![\w/%°-])))"
_PART = rf"{NUMBER}\s*-?\s*{UNIT}"
_HALF_MORE = r"\s+and\s+a\s+half(?=\s*(?:[.,;]|$)|\s+(?:of|after|from)\b)"
_RUN = rf"{_PART}(?:\s*,?\s*{_PART})*"
_AND = rf"\s*,?\s+and\s+(?!{_PART}\s+later\s+\w)"
TIME = rf"{_PART}(?:(?:{_AND}|\s*,?\s*){_PART})*(?:{_HALF_MORE})?"
"""Patterns over masked text, ignoring case: a number, a unit, and a time such as "1 h and 30 min"."""

_HEDGE = (
    r"(?:about|approximately|around|roughly|circa|nearly|almost|a\s+few|few|several|some|many|"
    r"(?:a\s+)?couple\s+of|a\s+number\s+of|the\s+(?:same|first|following|next)|a\s+fraction\s+of\s+an?|another)\s+"
)
_LOOSE = r"(?:[-+±~≈<≤=]{0,2}\s*[\d½¼¾⅐-⅞](?:[\w.'/–½¼¾⅐-⅞-]*[\w½¼¾⅐-⅞])?|[-+]?\.[0-9]+)(?:\s+to\s+[0-9]+)?"
OTHER_UNIT = r"(?:weeks?|fortnights?|months?|years?|decades?|ticks?|cycles?)(?![\w/%°-])"
"""Units whose length is not always the same, or that we do not count in."""
_CALENDAR_UNIT = r"(?:months?|years?|decades?)(?![\w/%°-])"
CALENDAR = re.compile(rf"\s*(?:{NUMBER}\s*-?\s*)?{_CALENDAR_UNIT}", re.IGNORECASE)
"""A time of the calendar, whose length is not always the same; it bounds nothing."""
SOME_TIME = (
    rf"(?:{TIME}|{_LOOSE}\s*-?\s*{UNIT}|{_HEDGE}(?:{NUMBER}\s*|{_LOOSE}\s*)?-?\s*{UNIT}"
    rf"|(?:{_HEDGE}(?:{NUMBER}|{_LOOSE})?|{NUMBER}|{_LOOSE})\s*-?\s*{OTHER_UNIT})"
)
"""What is meant for a time, though it may be none that can be kept: "1,5 s", "a few minutes", "2 weeks"."""

_GIVE_OR_TAKE = r"(?:±|\+\s?/?\s?[-–]|plus\s+or\s+minus|give\s+or\s+take)"
TIME_AHEAD = (
    rf"(?:{_HEDGE}(?:{NUMBER}|{_LOOSE})?|(?:{NUMBER}|{_LOOSE})(?:\s*(?:{_GIVE_OR_TAKE}|or)\s*{NUMBER})?)"
    rf"\s*-?\s*(?:{UNIT}|{OTHER_UNIT})"
)
"""The beginning of SOME_TIME, for looking ahead: a third as long, and as much quicker to make ready."""

QUANTITY = re.compile(
    rf"\s*(?:(?P<time>{TIME})|(?P<vague>{_HEDGE}(?:{NUMBER}\s*|{_LOOSE}\s*)?-?\s*(?:{UNIT}|{OTHER_UNIT}))"
    rf"|(?P<number>{_LOOSE}|{NUMBER})(?:\s*-?\s*(?P<unit>{UNIT}))?)",
    re.IGNORECASE,
)
"""A time, a number with a unit that cannot be kept, or a number with no known unit; for masked text."""

FURTHER = re.compile(
    rf"\s*,?\s*(?:(?:{_GIVE_OR_TAKE}|or(?:\s+within)?|to|[-–])\s*{SOME_TIME}|{_GIVE_OR_TAKE}\s*[0-9][0-9.]*(?:\s*%)?"
    r"|or\s+(?:less|more|sooner|earlier|later|longer|shorter)(?![\w-]))",
    re.IGNORECASE,
)
"""What makes a time more than one: "± 0.5 s", "or 3 s", "to 3 s", "or less"."""

LOWER_END = re.compile(rf"\s*(?P<time>{_RUN})", re.IGNORECASE)
"""The first time of "between 1 h 30 min and 2 h", which no "and" goes on."""

_PARTS = re.compile(rf"(?P<number>{NUMBER})\s*-?\s*(?P<unit>{UNIT})|(?P<half>{_HALF_MORE})", re.IGNORECASE)

OTHER_MEASURE = re.compile(
    r"\s*(?:%|°|percent|mm|cm|km|kg|mg|ppm|ppb|NTU|bar|mbar|kPa|Pa|V|mV|kV|A|mA|W|kW|Hz|kHz|MHz|K|rpm|lx|dB|"
    r"litres?|liters?|metres?|meters?|volts?|degrees?)(?![A-Za-z])",
    re.IGNORECASE,
)
"""What makes "within 5" a tolerance and not a time."""


def is_time(match: re.Match[str]) -> bool:
    """Whether what QUANTITY found has a unit of time."""
    return any(match[group] is not None for group in ("time", "vague", "unit"))


def is_range(match: re.Match[str]) -> bool:
    """Whether the number that QUANTITY found is none but two, as in "2 to 3 s"."""
    return "to" in (match["number"] or "").split()


def is_compound(written: str) -> bool:
    """Whether a time that matches TIME has several parts."""
    return len(_PARTS.findall(written)) > 1


def quantity(written: str) -> Quantity | None:
    """The sum of a time that matches TIME, in its smallest unit.

    None where a number cannot be kept exactly, and where the units do not go from larger to smaller,
    so that it is no one time.
    """
    total: Decimal | None = None
    unit = ""
    for match in _PARTS.finditer(written):
        if match["half"]:
            if total is None:
                return None
            value, of = Decimal("0.5"), unit
        else:
            number = _number(match["number"])
            if number is None:
                return None
            value, of = number, UNITS[match["unit"].lower()]
            if unit and NANOSECONDS[of] >= NANOSECONDS[unit]:
                return None
        if total is not None:
            value += total * (NANOSECONDS[unit] // NANOSECONDS[of])
        total, unit = value, of
    if total is None or len(total.as_tuple().digits) > LONGEST_NUMBER:
        return None
    return Quantity(total, unit)


def _number(written: str) -> Decimal | None:
    words = " ".join(written.lower().replace("-", " ").split())
    for share, value in _SHARES.items():
        if words.removeprefix("a ").removesuffix("n") == share:
            return Decimal(value)
    if words[0].isalpha():
        named = [word for word in words.removesuffix(" and a half").split() if word != "and"]
        total = Decimal(0)
        for word in named:
            total = total * 100 if word == "hundred" else total + _WORDS[word]
        return total + Decimal("0.5") if words.endswith(" and a half") else total
    fraction = Decimal(_FRACTIONS.get(words[-1], "0"))
    digits = words.rstrip("".join(_FRACTIONS)).strip().replace("_", "") or "0"
    if re.fullmatch(r"\d+(?:\.\d+)?", digits, re.ASCII) is None or len(digits) > LONGEST_NUMBER:
        return None
    return Decimal(digits) + fraction if fraction else Decimal(digits)
