"""The words by which ordinary sentences are understood, from `resources/words/rewriting.toml`."""

import re
import tomllib
from functools import cache

from core.ground.resources import resource_folder

_OF_IT = re.compile(r"\s+(?:with|without|of|in|on|at|from|who|that|for)\s+", re.IGNORECASE)


@cache
def words(name: str) -> frozenset[str]:
    """The list of that name."""
    text = (resource_folder("words") / "rewriting.toml").read_text(encoding="utf-8")
    lists: dict[str, str] = tomllib.loads(text)
    return frozenset(lists[name].split())


def names_people(subject: str) -> bool:
    """Whether the words name people, whatever is said of them: "a technician with a valid key"."""
    head = _OF_IT.split(subject.strip(), maxsplit=1)[0]
    return holds("people", head.rsplit(" ", 1)[-1])


def holds(name: str, word: str) -> bool:
    """Whether the word, or what it is the plural of, is in the list of that name."""
    lower, known = word.lower(), words(name)
    return lower in known or any(
        lower.endswith(ending) and lower.removesuffix(ending) + instead in known
        for ending, instead in (("s", ""), ("es", ""), ("ies", "y"), ("men", "man"))
    )
