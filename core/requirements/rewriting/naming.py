"""Sentences without a verb: "Encryption of all stored data", "Maximum response time 2 s"."""

import re
from collections.abc import Iterator

from core.ground.words import _
from core.requirements.rewriting.demand import Demand, demand, uncapped

_LIMIT = re.compile(
    r"(?P<name>(?:maximum|minimum|max\.?|min\.?)\s+[a-z][\w\s-]*?)(?:\s*[:=]\s*|\s+(?:of\s+)?)(?P<value>[0-9][^,;]*)",
    re.IGNORECASE,
)
_ACTION = re.compile(
    r"(?:(?:automatic|manual|secure|remote|periodic|continuous|local|full|encrypted)\s+)?"
    r"[a-z]+(?:tion|sion|ment|ance|ence|ing|al|age|restart|start|stop|access|control|backup|update|recovery|logging)"
    r"\s+(?:of|for|against|to|from|by|in)\s+.+",
    re.IGNORECASE | re.DOTALL,
)
_NAMED = re.compile(
    r"(?:automatic|manual|secure|remote|periodic|continuous)\s+[a-z]+\s+(?:of|for|to)\s+.+", re.IGNORECASE
)


def named(main: str) -> Iterator[Demand]:
    """What the system shall have or provide, where the text only names it."""
    limit = _LIMIT.fullmatch(main)
    if limit is not None:
        thing = f"a {uncapped(limit['name'])} of {limit['value']}"
        yield demand("", f"have {thing}", _("a limit that is only named"))
    elif _ACTION.fullmatch(main) or _NAMED.fullmatch(main):
        yield demand("", f"provide {uncapped(main)}", _("what is only named, somebody has to provide"))
