"""What there must be: "There must be a backup", "There is an emergency stop at each door"."""

import re
from collections.abc import Iterator

from core.ground.words import _
from core.requirements.rewriting.demand import Demand, demand

_THERE = re.compile(
    r"there\s+(?:(?P<not>(?:must|shall|should|may|can)\s+(?:not|never)\s+be|is\s+not|are\s+not|cannot\s+be)"
    r"|(?:must|shall|should|will|has\s+to|have\s+to|needs\s+to|need\s+to|ought\s+to)\s+(?:always\s+)?be|is\s+to\s+be|is|are)"
    r"\s+(?P<thing>.+)",
    re.IGNORECASE | re.DOTALL,
)


def existing(main: str) -> Iterator[Demand]:
    """What the system shall have, and as another reading what shall exist."""
    match = _THERE.fullmatch(main)
    if match is None:
        return
    denied = bool(match["not"])
    yield demand("", f"have {match['thing']}", _("what there must be, somebody has to have"), denied)
    yield demand("", f"provide {match['thing']}", _("what there must be, somebody has to provide"), denied)
