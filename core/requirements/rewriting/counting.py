"""Limits: "No more than three attempts are allowed", "Two retries are permitted"."""

import re
from collections.abc import Iterator

from core.ground.words import _
from core.requirements.rewriting.demand import Demand, demand, uncapped

_LIMITED = re.compile(
    r"(?P<thing>.+?)\s+(?:is|are|(?:must|shall|should|will)\s+be)\s+(?P<not>not\s+|never\s+)?(?P<only>only\s+)?"
    r"(?P<verb>allowed|permitted|tolerated|accepted)(?!\s+to\b)(?P<rest>.*)",
    re.IGNORECASE | re.DOTALL,
)
_VERB = {"allowed": "allow", "permitted": "permit", "tolerated": "tolerate", "accepted": "accept"}


def limited(main: str) -> Iterator[Demand]:
    """What shall be allowed, how many or at all."""
    match = _LIMITED.fullmatch(main)
    if match is None:
        return
    only = " only" if match["only"] else ""
    does = f"{_VERB[match['verb'].lower()]} {uncapped(match['thing'])}{only}{match['rest']}"
    yield demand("", does, _("what is allowed, somebody has to allow"), bool(match["not"]))
