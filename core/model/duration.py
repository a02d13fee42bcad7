"""Spans of time, exact, written with their unit."""

import re
from dataclasses import dataclass
from fractions import Fraction

from core.ground.words import _, decimal

NANOSECONDS = {
    "ns": 1,
    "us": 1_000,
    "ms": 1_000_000,
    "s": 1_000_000_000,
    "min": 60_000_000_000,
    "h": 3_600_000_000_000,
    "d": 86_400_000_000_000,
}
"""Nanoseconds in one of each unit, from the smallest unit to the largest."""

_WRITTEN = re.compile(r"\s*(\d+(?:\.\d+)?)\s*([a-zµ]+)\s*")


@dataclass(frozen=True, slots=True, order=True)
class Duration:
    """A non-negative span of time in whole nanoseconds."""

    nanoseconds: int

    @classmethod
    def parse(cls, text: str) -> "Duration":
        """Read "250 ms" or "1.5 s"; raise ValueError for anything else."""
        match = _WRITTEN.fullmatch(text.replace("µs", "us"))
        if match is None or match[2] not in NANOSECONDS:
            words = _("“{text}” is no time: write a number and one of {units}")
            raise ValueError(words.format(text=text, units=", ".join(NANOSECONDS)))
        nanoseconds = Fraction(match[1]) * NANOSECONDS[match[2]]
        if nanoseconds.denominator != 1:
            raise ValueError(_("“{text}” is finer than a nanosecond").format(text=text))
        return cls(int(nanoseconds))

    def spoken(self) -> str:
        """The span as one reads it best, in every language the same: "620 ms", "600.01 s", "10 min"."""
        written = str(self)
        if self.nanoseconds < NANOSECONDS["s"] or written.endswith((" s", " min", " h", " d")):
            return written
        whole, rest = divmod(self.nanoseconds, NANOSECONDS["s"])
        return f"{whole}.{rest:09d}".rstrip("0") + " s"

    def told(self) -> str:
        """The same for a reader, with the reader's decimal sign; it cannot be parsed again."""
        return decimal(self.spoken())

    def __str__(self) -> str:
        for unit, size in reversed(NANOSECONDS.items()):
            if self.nanoseconds % size == 0 and (self.nanoseconds or unit == "ms"):
                return f"{self.nanoseconds // size} {unit}"
        raise AssertionError("every whole number of nanoseconds has a unit")
