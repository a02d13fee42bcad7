"""Requirement sentences as the open project understands them, each parsed once."""

from functools import lru_cache
from typing import TYPE_CHECKING

if TYPE_CHECKING:
    from collections.abc import Mapping

    from core.model import Boilerplate, MetricLimit
    from core.requirements import Parsed

_in_use: "tuple[Boilerplate, ...]" = ()
_limits: "tuple[MetricLimit, ...]" = ()
_times: "tuple[tuple[str, str], ...]" = ()


def use_customs(
    own: "tuple[Boilerplate, ...]" = (),
    limits: "tuple[MetricLimit, ...]" = (),
    times: "Mapping[str, str] | None" = None,
) -> None:
    """Read sentences from now on with the customs of this project, the one that is open.

    They are its boilerplates, its limits of metrics, and the values of its names of times.
    """
    global _in_use, _limits, _times
    _in_use, _limits, _times = own, limits, tuple(sorted((times or {}).items()))


def times_in_use() -> "dict[str, str]":
    """The values of names of times in the project that is open."""
    return dict(_times)


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
    return _parsed(text, _in_use, _times) if own is None else _parsed(text, own, ())


@lru_cache(maxsize=4096)
def _parsed(text: str, own: "tuple[Boilerplate, ...]", times: "tuple[tuple[str, str], ...]") -> "Parsed":
    from core.requirements import parse

    if not times:
        return parse(text, own)
    from core.requirements.time_values import parse_valued

    return parse_valued(text, own, dict(times))[0]
