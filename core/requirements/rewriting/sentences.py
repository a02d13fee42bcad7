"""Several sentences, and lists of demands, as sentences of their own."""

import re
from collections.abc import Iterator

from core.requirements.ears.masking import masked
from core.requirements.rewriting.finite import finite
from core.requirements.rewriting.inflection import BASES

_STOP = re.compile(
    r"(?<![\s.]\w)(?<!e\.g)(?<!i\.e)(?<!etc)(?<!approx)(?<!max)(?<!min)[.!?]+\s+(?=[\"“(]?[A-Z0-9])"
)
_LISTED = re.compile(
    r"(?P<head>[^:]*?\b(?:must|shall|should|will|has\s+to|have\s+to|needs?\s+to))\s*:\s*(?P<items>\S.*)",
    re.IGNORECASE | re.DOTALL,
)
_ITEM = re.compile(
    r"\s*(?:;|\n)\s*(?:(?:and|or)\s+)?(?:[-–*•·]\s+|\(?[0-9a-z]\)\s+)?|\s+[-–*•·]\s+", re.IGNORECASE
)
_MOST = 12
"""Sentences that are told apart; what is longer is no requirement."""


def sentences(text: str) -> list[str]:
    """The sentences of the text without their full stops; the entries of a list each behind its head."""
    found: list[str] = []
    for sentence in _apart(text):
        listed = _LISTED.fullmatch(sentence)
        if listed is None:
            found.append(sentence)
            continue
        items = [item.strip(" ,.-–*•·") for item in _ITEM.split(listed["items"])]
        found += [f"{listed['head']} {item}" for item in items if item]
    return found[:_MOST]


def _apart(text: str) -> Iterator[str]:
    mask = masked(text)
    begin = 0
    for match in _STOP.finditer(mask):
        yield _bare(text[begin : match.start()])
        begin = match.end()
    rest = _bare(text[begin:])
    pieces = [_bare(piece) for piece in rest.split(";")]
    if len(pieces) > 1 and ":" not in rest and all(map(_whole, pieces)):
        yield from pieces
    elif rest:
        yield rest


def _whole(piece: str) -> bool:
    first = piece.split(" ", 1)[0].lower()
    return finite(piece) is not None or first in BASES


def _bare(text: str) -> str:
    return " ".join(text.split()).rstrip(" .;!?")
