"""Whether a time in the words of a response is a value, as in "set the delay to 5 s", or bounds it."""

import re

_MEASURES = (
    "time|timeout|delay|period|interval|duration|latency|age|pulse|gap|lag|span|window|width|lifetime|jitter|timer|"
    "counter|clock|deadline|limit|threshold|value|parameter|point|rate|setting|average|length|margin|resolution|accuracy"
)
_QUALIFIED = re.compile(
    r"\s*(?<![\w-])(?:at\s+(?:most|least)|(?:(?:no|not)\s+)?(?:more|less|longer|shorter|greater|smaller|larger|higher|better|worse|"
    r"lower|later|earlier|sooner|fewer)\s+than|up\s+to|exactly|precisely|only|max(?:imum|\.)?|min(?:imum|\.)?|minus)\s*$",
    re.IGNORECASE,
)
"""Words between a preposition and its time."""
_SOONER = re.compile(r"(?:later|earlier|sooner)\s+than\s*$", re.IGNORECASE)
_MEASURE = re.compile(rf"(?<![\w-])(?:{_MEASURES})s?(?![\w-])", re.IGNORECASE)
_MEASURED = re.compile(rf"(?<![\w-])(?:{_MEASURES})s?(?:\s+(?:of|is|be|are|that\s+is))?\s*$", re.IGNORECASE)
_BOUND_NOUN = re.compile(
    r"(?<![\w-])(?:for|within|in|after|with|at|over|by|during|before|every)\s+(?:(?:an?|the)\s+)?(?:\w+\s+){0,2}?"
    r"(?:period|delay|time|duration|latency|lag|intervals?|window|span|lapse|total|maximum|minimum|end|pause)(?:\s+of)?\s*$",
    re.IGNORECASE,
)
"""What makes the time behind "of" a bound: "with a maximum delay of"."""
_ALTERING = frozenset(
    (
        *(
            "increase",
            "decrease",
            "reduce",
            "extend",
            "shorten",
            "raise",
            "lower",
            "delay",
            "shift",
            "adjust",
        ),
        *(
            "advance",
            "postpone",
            "prolong",
            "correct",
            "change",
            "offset",
            "vary",
            "move",
            "round",
            "lengthen",
        ),
    )
)
"""Verbs behind which "by" a time says by how much."""
_SAYS_VALUE = frozenset(
    ("to", "=", "<", ">", "≤", "≥", "exceed", "exceeds", "is", "be", "are", "as", "and", "or")
)
_OPENS = frozenset(
    (
        *("for", "within", "in", "after", "at", "by", "every", "each", "per", "until", "before", "during"),
        *("over", "under", "throughout", "from", "minus", "times"),
    )
)


def opens_bound(before: str) -> bool:
    """Whether the words in front of a time are such as open a time bound."""
    words = before.split()
    return bool(words) and (words[-1].lower() in _OPENS or _QUALIFIED.search(before) is not None)


def is_value(before: str) -> bool:
    """Whether a time behind the words `before` of the response is a value that the response speaks of."""
    if _SOONER.search(before):
        return False
    bare = _QUALIFIED.sub("", before)
    words = bare.lower().split()
    if not words:
        return False
    if words[-1] in _SAYS_VALUE:
        return True
    if _BOUND_NOUN.search(bare):
        return False
    if words[-1] == "of":
        return True
    if bare != before and _MEASURED.search(bare):
        return True
    if words[-1] in {"by", "from"}:
        return words[0] in _ALTERING
    return words[-1] == "at" and _MEASURE.search(before) is not None
