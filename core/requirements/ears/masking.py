"""A copy of a sentence that is safe to look for keywords in: same length, other languages' signs evened out.

Typed nouns, quoted and bracketed text, abbreviations and commas inside numbers are covered, so that the
"when" of “when to stop” is no keyword and the dot of "e.g." ends no sentence.
"""

import re
from functools import lru_cache

from core.requirements.ontology import CLASSES

_EVEN = str.maketrans(
    {
        **dict.fromkeys("“”„‟«»", '"'),
        **dict.fromkeys("‘’‚‛", "'"),
        **dict.fromkeys("–—―−", "–"),
        "\u03bc": "µ",
    }
)
_BLANK = re.compile(r"[\s\x00-\x1f\x7f-\x9f\u200b\u2060\ufeff]")
_TYPED = rf"""(?:"[^"]*"|(?<![\w.-])[^\W_][\w.-]*):(?:{"|".join(CLASSES)})(?![\w-])"""
_COVERED = re.compile(
    rf"""
      {_TYPED}
    | "[^"]*"
    | (?<![\w'])'[^'\s](?:[^']*[^'\s])?'(?!\w)
    | \((?:[^()]|\([^()]*\))*\)
    | \[[^\[\]]*\]
    | (?<!\w)(?:e\.g|i\.e|etc|cf|vs|fig|ref|approx|resp|pub|no)\.(?=\s+\S)
    """,
    re.VERBOSE | re.IGNORECASE,
)
_COVERED_SIGNS = frozenset("\"'([:")
"""Signs of which what is covered has one, or else a dot within the text."""
_THOUSANDS = re.compile(r"(?<![\d.,])\d{1,3}(?:,\d{3})+(?![\d,])")
_DECIMAL_COMMA = re.compile(r"(?<=\d),(?=\d)")

QUOTED, BRACKETED = "x", "¤"
"""What stands for a covered character."""


def evened(text: str) -> str:
    """The text with blanks, quotation marks and dashes of one kind each; character for character."""
    even = text if text.isascii() else text.translate(_EVEN)
    # What can be shown, other than a blank, is none of the blanks.
    return even if even.isprintable() else _BLANK.sub(" ", even)


@lru_cache(maxsize=256)
def masked(text: str) -> str:
    """The copy; character for character it stands for `text`."""
    even = evened(text)
    if not _COVERED_SIGNS.isdisjoint(even) or ". " in even.rstrip(" "):
        even = _COVERED.sub(_cover, even)
    if "," in even:
        even = _THOUSANDS.sub(lambda match: match[0].replace(",", "_"), even)
        even = _DECIMAL_COMMA.sub("'", even)
    return even


def _cover(match: re.Match[str]) -> str:
    return (BRACKETED if match[0][0] in "([" else QUOTED) * len(match[0])
