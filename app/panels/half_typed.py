"""Faults of a sentence that is still typed: only what cannot become a requirement any more is marked."""

from __future__ import annotations

from dataclasses import replace
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Sequence

    from core.requirements.remarks import Remark

_UNFINISHED = "ears-no-shall"


def gently(remarks: Sequence[Remark], text: str, caret: int) -> tuple[Remark, ...]:
    """The remarks without the one that no “shall” has come yet, while the caret stands at the end.

    Where what is typed can be the beginning of no requirement, that remark stays, from that place on.
    """
    if not any(one.diagnostic.code == _UNFINISHED for one in remarks):
        return tuple(remarks)
    from core.requirements.completion import stops

    end = len(text.rstrip())
    begin = stops(text)
    if begin is None:
        if caret >= end:
            return tuple(one for one in remarks if one.diagnostic.code != _UNFINISHED)
        begin = max(text.rfind(" ", 0, end) + 1, 0)
    column, length = begin + 1, max(end - begin, 1)
    return tuple(
        replace(one, diagnostic=replace(one.diagnostic, column=column, length=length))
        if one.diagnostic.code == _UNFINISHED
        else one
        for one in remarks
    )
