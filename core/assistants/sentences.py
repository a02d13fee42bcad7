"""Requirement sentences as they are understood, each parsed once."""

from functools import lru_cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from core.requirements import Parsed


@lru_cache(maxsize=4096)
def parsed(text: str) -> "Parsed":
    """The sentence as `core.requirements` understands it; the parser is loaded with the first one."""
    from core.requirements import parse

    return parse(text)
