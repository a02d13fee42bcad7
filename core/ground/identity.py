"""Clock, identifiers and author are given, never taken, so that tests and text forms can repeat."""

import os
import time
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


def counted_ids(start: int = 1) -> Ids:
    """Repeatable identifiers of version 7, for tests, samples and text forms."""
    count = start - 1

    def next_id() -> str:
        nonlocal count
        count += 1
        return uuid7_text(1_767_225_600_000 + count, count.to_bytes(10, "big"))

    return next_id
