"""Which records of a history answer to what a person looks for: words, where they come from, an element."""

from collections.abc import Collection, Sequence
from dataclasses import dataclass

from app.panels.history_list import label_of
from core.project import Head


@dataclass(frozen=True, slots=True)
class Sought:
    """Words that label, author or origin hold; the origin; the numbers to choose from, None for all."""

    words: str = ""
    origin: str = ""
    among: Collection[int] | None = None


def found(heads: Sequence[Head], sought: Sought) -> Sequence[int]:
    """The numbers of the records that answer, the newest first."""
    if sought == Sought():
        return range(len(heads), 0, -1)
    words = sought.words.casefold().split()
    return [head.number for head in reversed(heads) if _answers(head, words, sought)]


def _answers(head: Head, words: list[str], sought: Sought) -> bool:
    if sought.origin and head.origin.source != sought.origin:
        return False
    if sought.among is not None and head.number not in sought.among:
        return False
    if not words:
        return True
    label = head.label if head.action == "change" else label_of(head)
    text = f"{label}\n{head.author}\n{head.origin.reference}\n{head.time.isoformat()}".casefold()
    return all(word in text for word in words)
