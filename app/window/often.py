"""What is looked for most on a drawing, each with a name of its own."""

from collections.abc import Iterable

from core.diagram.criteria import Criteria
from core.model import Truth

_UNKNOWN = frozenset((("encrypted", Truth.UNKNOWN), ("authenticated", Truth.UNKNOWN)))
_FLOWS = frozenset(("connector", "link"))

_OFTEN = {
    "unprotected": Criteria(kinds=_FLOWS, facts=frozenset((("encrypted", Truth.NO),))),
    "unknown": Criteria(kinds=_FLOWS, facts=_UNKNOWN),
    "crossing": Criteria(crossing=True),
    "threatened": Criteria(threats=frozenset(("critical", "high"))),
    "unsettled": Criteria(verdicts=frozenset(("violated", "unknown"))),
    "unallocated": Criteria(unallocated=True),
}


def criteria_for(name: str, kinds: Iterable[str]) -> Criteria:
    """The criteria of that name; of "alike" the kinds of what is selected."""
    return Criteria(kinds=frozenset(kinds)) if name == "alike" else _OFTEN[name]
