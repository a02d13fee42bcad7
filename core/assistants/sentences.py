"""Requirement sentences as the open project understands them, each parsed once."""

from functools import lru_cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from core.model import Boilerplate, MetricLimit
    from core.requirements import Parsed

_in_use: "tuple[Boilerplate, ...]" = ()
_limits: "tuple[MetricLimit, ...]" = ()


def use_customs(own: "tuple[Boilerplate, ...]" = (), limits: "tuple[MetricLimit, ...]" = ()) -> None:
    """Read sentences from now on with the boilerplates and limits of this project, the one that is open."""
    global _in_use, _limits
    _in_use, _limits = own, limits


def limits_in_use() -> "tuple[MetricLimit, ...]":
    """What the project that is open states of how far metrics may go."""
    return _limits


def boilerplates_in_use() -> "tuple[Boilerplate, ...]":
    """The boilerplates of the project that is open."""
    return _in_use


def parsed(text: str, own: "tuple[Boilerplate, ...] | None" = None) -> "Parsed":
    """The sentence as `core.requirements` understands it; the parser is loaded with the first one.

    `own` are the boilerplates of the project, where it is not the open one.
    """
    return _parsed(text, _in_use if own is None else own)


@lru_cache(maxsize=4096)
def _parsed(text: str, own: "tuple[Boilerplate, ...]") -> "Parsed":
    from core.requirements import parse

    return parse(text, own)
