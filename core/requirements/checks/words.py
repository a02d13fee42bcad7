"""The words of the language of checks, and the sorts of elements that a check speaks of."""

import re

KEYWORDS = frozenset(
    [
        "every",
        "some",
        "no",
        "in",
        "where",
        "and",
        "or",
        "not",
        "the",
        "of",
        "verdict",
        "is",
        "satisfied",
        "setting",
        "as",
        "digest",
        "evidence",
        "unaltered",
        "younger",
        "than",
        "zone",
        "crosses",
        "one",
        "names",
    ]
)
"""Words that the grammar sets aside; a name that is one stands in quotes."""

SORTS: dict[str, str] = {
    "flow": "connector",
    "component": "component",
    "store": "data store",
    "actor": "actor",
    "external": "external system",
    "zone": "zone",
    "conduit": "conduit",
    "asset": "asset",
    "node": "node",
    "interface": "interface",
    "firmware": "firmware",
    "bus": "bus",
    "link": "link",
    "allocation": "allocation",
}
"""What a check calls each kind of element: as threat rules call them, so that there is one word for each."""

PLACED = frozenset(
    (
        "connector",
        "component",
        "data store",
        "actor",
        "external system",
        "node",
        "interface",
        "firmware",
        "bus",
    )
)
"""The kinds that are in a zone, by themselves or by what holds them; a flow by both its ends."""

_WORD = re.compile(r"[A-Za-z_][A-Za-z0-9_]*")


def is_word(text: str) -> bool:
    """Whether the text can stand as a value without quotes."""
    return text == "no" or (_WORD.fullmatch(text) is not None and text.lower() not in KEYWORDS)
