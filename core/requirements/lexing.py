"""The tokens of a sentence for ears.lark.

A keyword counts only where it can be one. In front of "shall" clauses begin at the start of the
sentence, behind a comma, or at a clause keyword; behind "shall" a clause or a time bound may begin
anywhere. The comma that ends the last clause is the one behind which the name of the system begins.
"""

import re
from collections.abc import Iterator

from core.requirements.back import back_tokens
from core.requirements.front import front_tokens
from core.requirements.items import CLAUSES, Item, Part, Token, items_of

_LABEL = re.compile(
    r"\s*(?:(?:[-–*•·]|\(?(?:[0-9]{1,3}|[a-z])\)|[0-9]{1,3}(?:\.[0-9]{1,3})*\.?)\s+)?"
    r"(?:(?=[^\s:]{0,40}[0-9])[a-z][\w./-]*\s?:(?=\s))?",
    re.IGNORECASE,
)


def tokens(mask: str) -> Iterator[Token]:
    """The tokens of the masked text, in order; only blanks lie between them."""
    label = _LABEL.match(mask)
    begin = label.end() if label else 0
    if mask[:begin].strip():
        yield Token("LABEL", len(mask) - len(mask.lstrip()), len(mask[:begin].rstrip()))
    items = items_of(mask, begin)
    modal = _modal(items)
    yield from front_tokens(Part(mask, items[:modal]))
    if modal is not None:
        yield from back_tokens(Part(mask, items[modal:]))


def label_end(mask: str) -> int:
    """How many characters an identifier such as "DOS-04: " takes at the start, zero where there is none."""
    label = _LABEL.match(mask)
    return label.end() if label and mask[: label.end()].strip() else 0


def _modal(items: list[Item]) -> int | None:
    """Which item is the "shall" of the sentence, or the should, must or will in its place."""
    for index, item in enumerate(items):
        if item.kind == "SHALL":
            return index
    led = bool(items) and items[0].kind in CLAUSES
    commas = (index for index, item in enumerate(items) if item.kind == "COMMA")
    begin = next(commas, 0) if led else 0
    return next((index for index in range(begin, len(items)) if items[index].kind == "MODAL"), None)
