"""Three-valued facts: what nobody has stated is unknown, and unknown is never read as no.

Connectives after Kleene's strong logic of indeterminacy (Introduction to Metamathematics, section 64).
"""

from collections.abc import Iterable
from enum import StrEnum


class Truth(StrEnum):
    """A stated yes, a stated no, or not stated."""

    YES = "yes"
    NO = "no"
    UNKNOWN = "unknown"

    def __invert__(self) -> "Truth":
        return _NEGATION[self]

    def __and__(self, other: "Truth") -> "Truth":
        return all_of((self, other))

    def __or__(self, other: "Truth") -> "Truth":
        return any_of((self, other))

    @classmethod
    def of(cls, value: bool | None) -> "Truth":
        """Yes for true, no for false, unknown for None."""
        if value is None:
            return cls.UNKNOWN
        return cls.YES if value else cls.NO


_NEGATION = {Truth.YES: Truth.NO, Truth.NO: Truth.YES, Truth.UNKNOWN: Truth.UNKNOWN}


def all_of(values: Iterable[Truth]) -> Truth:
    """No as soon as one is no, else unknown as soon as one is unknown, else yes."""
    found = set(values)
    if Truth.NO in found:
        return Truth.NO
    return Truth.UNKNOWN if Truth.UNKNOWN in found else Truth.YES


def any_of(values: Iterable[Truth]) -> Truth:
    """Yes as soon as one is yes, else unknown as soon as one is unknown, else no."""
    return ~all_of(~value for value in values)
