"""The words, nouns, numbers, signs and keywords of a ReSA sentence, each with its place."""

import re
from typing import NamedTuple

from core.requirements.ears.items import ALWAYS
from core.requirements.ears.times import UNITS

TIME_UNITS = UNITS
_OTHER_UNITS = (
    *(
        "km/h",
        "mph",
        "m/s",
        "rpm",
        "V",
        "mV",
        "kV",
        "A",
        "mA",
        "W",
        "kW",
        "MW",
        "bar",
        "mbar",
        "kPa",
        "Pa",
        "N",
        "kN",
    ),
    *(
        "Nm",
        "N·m",
        "lx",
        "dB",
        "Hz",
        "kHz",
        "MHz",
        "GHz",
        "%",
        "°C",
        "°",
        "K",
        "m",
        "mm",
        "cm",
        "km",
        "kg",
        "g",
        "mg",
    ),
    *(
        "l",
        "ml",
        "l/s",
        "l/min",
        "m3",
        "m³",
        "m3/h",
        "m³/h",
        "ppm",
        "NTU",
        "mg/l",
        "bit",
        "bits",
        "byte",
        "bytes",
    ),
    *("kB", "MB", "GB", "bit/s", "kbit/s", "Mbit/s", "Gbit/s", "percent", "tick", "ticks", "cycle", "cycles"),
    *("week", "weeks", "month", "months", "year", "years", "times"),
)
_UNIT = "|".join(sorted(map(re.escape, {*UNITS, *_OTHER_UNITS}), key=len, reverse=True))
_END = r"(?![\w-])"
_AMOUNT = r"\s+[-+]?[0-9]"
_MOST = r"(?:at\s+most|up\s+to|(?:no|not)\s+(?:more|longer|later)\s+than)"
_LESS = r"(?:less|shorter)\s+than"
_LEAST = r"(?:at\s+least|(?:no|not)\s+less\s+than)"
_MORE = r"(?:more|longer)\s+than"
_WITHIN = rf"(?:within(?:\s+(?:{_MOST}|{_LESS}))?|in\s+(?:{_MOST}|{_LESS})|(?:no|not)\s+later\s+than)"
_LIMITS = rf"(?:\s+(?:{_MOST}|{_LESS}|{_LEAST}|{_MORE}))?(?={_AMOUNT})"

_ITEM = re.compile(
    rf"""
      (?P<LABEL>\A\s*[a-z][\w./]*-?[0-9]+[a-z]?\s?:(?=\s))
    | (?P<TYPED>(?:"[^"\n]+"|[^\W_][\w.-]*):(?P<class>[a-z]\w*)(?!\w))
    | (?P<QUOTED>"[^"\n]+")
    | (?P<SIGN><=|>=|!=|==|[=<>≤≥≠])
    | (?P<OPEN>\()
    | (?P<CLOSE>\))
    | (?P<COMMA>,)
    | (?P<STOP>[.!]+(?=\s*\Z))
    | (?P<WITHIN>{_WITHIN}(?={_AMOUNT}))
    | (?P<BETWEEN>between(?={_AMOUNT}))
    | (?P<FOR>for{_LIMITS})
    | (?P<EVERY>every(?={_AMOUNT}))
    | (?P<DELAYED>after(?:\s+(?:{_LEAST}|{_MORE}))?(?={_AMOUNT}))
    | (?P<IMMEDIATELY>immediately{_END})
    | (?P<WHERE>where{_END})
    | (?P<WHILE>(?:while|whilst|during){_END})
    | (?P<WHEN>(?:whenever|when|upon|once|as\s+soon\s+as){_END})
    | (?P<AFTER>after{_END})
    | (?P<BEFORE>before{_END})
    | (?P<UNTIL>until{_END})
    | (?P<UNLESS>unless{_END})
    | (?P<IF>(?:iff|if\s+and\s+only\s+(?:if|when)|if){_END})
    | (?P<THEN>then{_END})
    | (?P<ELSE>(?:otherwise|else){_END})
    | (?P<SHALL>shall{ALWAYS}{_END})
    | (?P<MODAL>(?:should|must|will){ALWAYS}{_END})
    | (?P<NOT>not{_END})
    | (?P<ABLE>be\s+(?:able\s+to|capable\s+of){_END})
    | (?P<AND>and{_END})
    | (?P<OR>or{_END})
    | (?P<ARTICLE>(?:the|an|a){_END})
    | (?P<MEASURE>(?P<number>[-+]?[0-9]+(?:\.[0-9]+)?)(?:\s?(?P<unit>{_UNIT})(?![\w/]))?(?![\w/]|\.\w))
    | (?P<WORD>(?:[^\W_]|[_µ°%§&+/'-])(?:[\w.'/&+%°-]*[\w'%°])?)
    | (?P<OTHER>\S)
    """,
    re.VERBOSE | re.IGNORECASE,
)


class Item(NamedTuple):
    """One word, noun, number, sign or keyword of the evened text; places count from 0."""

    kind: str
    start: int
    end: int
    match: re.Match[str]

    @property
    def text(self) -> str:
        """The item as it is written."""
        return self.match[0]


def items_of(even: str) -> list[Item]:
    """All items of the text, whose quotation marks are evened out; only blanks lie between them."""
    found = []
    for match in _ITEM.finditer(even):
        kind = match.lastgroup or ""
        if kind in {"class", "number", "unit"}:
            kind = "TYPED" if match["class"] else "MEASURE"
        found.append(Item(kind, match.start(), match.end(), match))
    return found
