"""Clock, identifiers and author are given, never taken, so that tests and text forms can repeat."""

import os
import time
import uuid
from collections.abc import Callable
from datetime import UTC, datetime

Clock = Callable[[], datetime]
"""Tells the present time, aware of its zone."""

Ids = Callable[[], str]
"""Gives an identifier that was never given before."""


def system_clock() -> datetime:
    """The machine's clock in UTC."""
    return datetime.now(UTC)


def uuid7_text(milliseconds: int, random: bytes) -> str:
    """The UUID of version 7 (RFC 9562, section 5.7) for a Unix time and ten random bytes."""
    value = bytearray(milliseconds.to_bytes(6, "big") + random)
    value[6] = (value[6] & 0x0F) | 0x70
    value[8] = (value[8] & 0x3F) | 0x80
    text = value.hex()
    return f"{text[:8]}-{text[8:12]}-{text[12:16]}-{text[16:20]}-{text[20:]}"


def uuid7_source() -> Ids:
    """Identifiers of version 7 that grow within this process, also within one millisecond."""
    last = 0

    def next_id() -> str:
        nonlocal last
        last = max(last + 1, time.time_ns() // 1_000_000)
        return uuid7_text(last, os.urandom(10))

    return next_id


def behind(fresh: str, present: str, following: str = "") -> str:
    """The fresh identifier moved to right behind a present one, and in front of the one that follows it.

    Its random bits choose the place, so two that are moved behind the same one will not meet. What is no
    UUID of version 7, and a gap in which there is too little room for that, leave it as it is.
    """
    low, drawn = _bits(present), _bits(fresh)
    high = _bits(following) if following else None
    if low is None or drawn is None or (following and high is None):
        return fresh
    end = min((low | _LATEST) + 1, high if high is not None else 1 << _BITS)
    if end - low <= _LEAST_ROOM:
        return fresh
    place = low + 1 + drawn % (end - low - 1)
    milliseconds, random = place >> 74, place & _LATEST
    high_part, low_part = random >> 62, random & ((1 << 62) - 1)
    return uuid7_text(milliseconds, high_part.to_bytes(2, "big") + low_part.to_bytes(8, "big"))


_BITS = 122
"""Bits of a UUID of version 7 without those that tell its version."""
_LATEST = (1 << 74) - 1
"""The bits that are not the time."""
_LEAST_ROOM = 1 << 48


def _bits(identifier: str) -> int | None:
    """The time and the random bits as one number, which orders as the text does."""
    try:
        value = uuid.UUID(identifier)
    except ValueError:
        return None
    if value.version != 7 or str(value) != identifier:
        return None
    number = value.int
    return (number >> 80) << 74 | ((number >> 64) & 0xFFF) << 62 | number & ((1 << 62) - 1)


def counted_ids(start: int = 1) -> Ids:
    """Repeatable identifiers of version 7, for tests, samples and text forms."""
    count = start - 1

    def next_id() -> str:
        nonlocal count
        count += 1
        return uuid7_text(1_767_225_600_000 + count, count.to_bytes(10, "big"))

    return next_id
