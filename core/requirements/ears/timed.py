"""The keywords that open a time bound; they count as such only in front of a time."""

import re

from core.requirements.ears.times import NUMBER, OTHER_UNIT, TIME_AHEAD, UNIT

MOST = r"at\s+most|up\s+to|(?:less|fewer)\s+than|under|(?:no|not)\s+(?:more|longer)\s+than|a\s+maximum\s+of"
LEAST = r"at\s+least|(?:more|longer)\s+than|over|(?:no|not)\s+less\s+than|a\s+minimum\s+of"
"""Words in front of a time that make it the longest or the shortest."""

_PERIOD = r"an?\s+(?:period|duration|time|total)\s+of"
_NEARNESS = "tolerance|range|band|margin|factor|radius|distance|limit"
_SOONEST = r"(?:no|not)\s+(?:earlier|sooner)\s+than"

# Each look ahead is made ready once: they are long, and the first sentence waits for them.
_TIME = re.compile(
    rf"\s+(?!an?\s+second\s+(?!(?:and|or|of|after|from|later|before|until|when|while|if)\b)[a-z]){TIME_AHEAD}",
    re.IGNORECASE,
)
"""A time; the second of "for a second step" is none."""
_UNIT_ALONE = re.compile(rf"\s+(?:{UNIT}|{OTHER_UNIT})\s*(?:[.,;]|$)", re.IGNORECASE)
_UNIT = re.compile(rf"\s+(?:{UNIT}|{OTHER_UNIT})", re.IGNORECASE)
_NUMBER = re.compile(rf"\s+(?:{NUMBER}|[-+]?[0-9])", re.IGNORECASE)
_RANGE = re.compile(rf"(?=\s)(?:[\s,]*{TIME_AHEAD}){{1,4}}?\s+(?:and|but)(?![\w-])", re.IGNORECASE)
_BARE = re.compile(r"\s+[0-9][0-9.]*\s+and(?![\w-])", re.IGNORECASE)
_FROM = re.compile(
    rf"(?=\s)(?:[\s,]*(?:and\s+)?{TIME_AHEAD}){{1,5}}?\s+(?:after|from|later)(?![\w-])", re.IGNORECASE
)
_UPPER = re.compile(r"\s+(?:no|not)\s+later\s+than", re.IGNORECASE)

_KEYWORDS = {
    kind: re.compile(pattern, re.IGNORECASE | re.VERBOSE)
    for kind, pattern in {
        "EVERY": r"""(?:at\s+least\s+)?(?:(?:once\s+)?(?:every|each)|once\s+(?:in\s+every|per|an?))
                   | at\s+intervals\s+of(?:\s+at\s+most)?""",
        "FOR": rf"for(?:\s+{_PERIOD})?(?:\s+(?:{MOST}|{LEAST}))?",
        "BETWEEN": rf"between|{_SOONEST}",
        "AT_LEAST": rf"at\s+least|{_SOONEST}",
        "LASTING": r"(?<!\bof\s)(?<!\bto\s)(?<!\bby\s)(?<!\bis\s)(?<!\bbe\s)at\s+(?:least|most)",
        "WITHIN": rf"""within(?!\s+an?\s+(?:{_NEARNESS})(?![\w-]))
                         (?:\s+(?:{_PERIOD}|the\s+next))?(?:\s+(?:{MOST}))?
                     | (?:in|with)\s+(?:less|(?:no|not)\s+more)\s+than|in\s+at\s+most|in\s+under
                     | in\s+{_PERIOD}(?:\s+(?:{MOST}))?
                     | (?:after(?:\s+a\s+delay\s+of)?|with\s+a\s+delay\s+of)\s+(?:{MOST})
                     | (?:no|not)\s+later\s+than|in""",
        "AFTER": rf"(?:after(?:\s+a\s+delay\s+of)?|with\s+a\s+delay\s+of)(?:\s+(?:{LEAST}))?",
    }.items()
}
_FIRST_WORDS = re.compile(
    r"(?:after|at|between|each|every|for|in|not?|once|with(?:in)?)(?=\s)", re.IGNORECASE
)


def timed_keyword(mask: str, at: int) -> tuple[str, int] | None:
    """The kind of the keyword at the place, and where it ends; None where it opens no time bound."""
    if _FIRST_WORDS.match(mask, at) is None:
        return None
    for kind, keyword in _KEYWORDS.items():
        found = keyword.match(mask, at)
        if found and _opens(kind, mask, at, found.end()):
            return kind, found.end()
    return None


def _opens(kind: str, mask: str, at: int, end: int) -> bool:
    """Whether what follows the keyword makes it one."""
    if kind == "BETWEEN":
        lower = _RANGE.match(mask, end) or _BARE.match(mask, end)
        upper = lower and (_UPPER.match(mask, lower.end()) or lower)
        return upper is not None and _TIME.match(mask, upper.end()) is not None
    if kind == "AT_LEAST" and mask[end - 5 : end].lower() == "least":
        return _FROM.match(mask, end) is not None
    if _TIME.match(mask, end):
        return True
    if kind == "EVERY" and mask[end - 3 : end].lower() == "per":
        return _UNIT.match(mask, end) is not None
    if kind == "EVERY":
        return _UNIT_ALONE.match(mask, end) is not None
    within = kind == "WITHIN" and mask[at : at + 6].lower() == "within"
    return within and _NUMBER.match(mask, end) is not None
