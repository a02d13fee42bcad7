"""The tokens of a sentence for ears.lark.

A keyword counts only where it can be one. In front of "shall" clauses begin at the start of the
sentence, behind a comma, or at a clause keyword; behind "shall" a clause or a time bound may begin
anywhere. The comma that ends the last clause is the one behind which the name of the system begins.
"""

from collections.abc import Iterator

from core.requirements.ears.back import back_tokens
from core.requirements.ears.front import front_tokens
from core.requirements.ears.items import CLAUSES, Item, Part, Token, items_of
from core.requirements.ears.labels import label_end
from core.requirements.ears.orders import without_orders


def tokens(mask: str) -> Iterator[Token]:
    """The tokens of the masked text, in order; only blanks lie between them."""
    begin = label_end(mask)
    if begin:
        yield Token("LABEL", len(mask) - len(mask.lstrip()), len(mask[:begin].rstrip()))
    items = items_of(mask, begin)
    modal = _modal(items)
    yield from front_tokens(Part(mask, without_orders(mask, items[:modal])))
    if modal is not None:
        yield from back_tokens(Part(mask, items[modal:]))


def _modal(items: list[Item]) -> int | None:
    """Which item is the "shall" of the sentence, or the should, must or will in its place."""
    for index, item in enumerate(items):
        if item.kind == "SHALL":
            return _repeated(items, index)
    led = bool(items) and items[0].kind in CLAUSES
    commas = (index for index, item in enumerate(items) if item.kind == "COMMA")
    begin = next(commas, 0) if led else 0
    return next((index for index in range(begin, len(items)) if items[index].kind == "MODAL"), None)


def _repeated(items: list[Item], shall: int) -> int:
    """The "must" of "must open the valve and shall close the lid", or the "shall" where it is the first."""
    if items[shall - 1].kind != "AND":
        return shall
    for index in range(shall - 2, -1, -1):
        if items[index].kind == "MODAL":
            return index
        if items[index].kind in {"COMMA", "THEN", *CLAUSES}:
            break
    return shall
