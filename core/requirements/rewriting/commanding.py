"""Commands to nobody: "Open the valve", "Never open it", "Do not start", "Make sure to log it"."""

import re
from collections.abc import Iterator

from core.ground.words import _
from core.requirements.rewriting.demand import Demand, demand, uncapped
from core.requirements.rewriting.finite import WORD, finite
from core.requirements.rewriting.inflection import BASES

_DENIES = re.compile(r"(?:never|do\s+not(?:\s+ever)?|don't(?:\s+ever)?|not\s+to)\s+(?=\w)", re.IGNORECASE)
_ALWAYS = re.compile(r"always\s+(?=\w)", re.IGNORECASE)
_NOT_BEHIND = frozenset({"is", "are", "was", "were", "shall", "will", "must", "has", "have", "can", "may"})


def commanded(main: str) -> Iterator[Demand]:
    """The demand of a command."""
    denies = _DENIES.match(main)
    bare = main[denies.end() :] if denies else main[m.end() :] if (m := _ALWAYS.match(main)) else main
    alone = re.match(r"only\s+(?P<verb>\w+)\s+", bare, re.IGNORECASE)
    if alone is not None and alone["verb"].lower() in BASES:
        bare = f"{alone['verb']} only {bare[alone.end() :]}"
    words = [word[0].lower() for word in WORD.finditer(bare)]
    if not words or words[0] not in BASES or (len(words) > 1 and words[1] in _NOT_BEHIND):
        return
    if not denies and words[0] not in {"make", "let", "have", "keep"}:
        verb = finite(bare)
        if verb is not None and verb.begin and not _has_object(words) and "that" not in words:
            return
    yield demand("", uncapped(bare), _("a command: who is to follow it is not said"), bool(denies))


def _has_object(words: list[str]) -> bool:
    """Whether an article or the like follows the first word, so that it is a verb and no name."""
    return len(words) > 1 and (
        words[1] in {"the", "a", "an", "each", "every", "all", "any", "no", "only", "its", "it", "in", "to"}
    )
