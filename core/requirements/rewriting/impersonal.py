"""Frames around a demand: "It is necessary that", "It must be possible to", "Make sure that"."""

import re
from collections.abc import Iterator

from core.ground.words import _
from core.requirements.rewriting.demand import Demand, demand

_HAS = r"(?:is|are|must\s+be|should\s+be|shall\s+be|will\s+be|has\s+to\s+be|needs\s+to\s+be)"
_FRAME = re.compile(
    rf"""(?:please\s+)?(?:
      it\s+{_HAS}\s+(?:absolutely\s+|very\s+|also\s+)?(?:necessary|important|essential|required|mandatory|vital|crucial|critical
        |imperative|desirable|desired|needed|ensured|guaranteed|assured|made\s+sure|compulsory)\s+that
    | (?:make\s+(?:absolutely\s+)?sure|ensure|see\s+to\s+it|take\s+care|guarantee|be\s+sure|assure)
      (?:\s+that)?
    | (?:we|you|one)\s+(?:must|should|need\s+to|have\s+to)\s+(?:make\s+sure|ensure|guarantee)(?:\s+that)?
    | the\s+(?:requirement|goal|aim|idea|point|intention)\s+is\s+that
    | we\s+(?:need|want|require|expect|demand)\s+that
    )\s+(?P<inner>.+)""",
    re.VERBOSE | re.IGNORECASE | re.DOTALL,
)
_POSSIBLE = re.compile(
    rf"it\s+(?:(?P<be>{_HAS})|(?P<not>(?:must|should|shall|may|can)\s+not\s+be|cannot\s+be|is\s+not|must\s+never\s+be))"
    r"\s+possible\s+(?:for\s+(?P<who>.+?)\s+)?to\s+(?P<does>.+)",
    re.IGNORECASE | re.DOTALL,
)
_TO = re.compile(
    rf"it\s+(?:(?P<must>{_HAS}\s+(?:necessary|important|essential|required|mandatory|vital|crucial|needed))"
    r"|is\s+(?P<forbidden>forbidden|prohibited|not\s+(?:allowed|permitted)))"
    r"\s+(?:for\s+(?P<who>.+?)\s+)?to\s+(?P<does>.+)",
    re.IGNORECASE | re.DOTALL,
)


def unframed(text: str) -> str:
    """What stands in a frame that only says that it matters; the text itself where it stands in none."""
    match = _FRAME.fullmatch(text)
    return match["inner"] if match else text


def possible(main: str) -> Iterator[Demand]:
    """What it must be possible, necessary or forbidden to do."""
    match = _POSSIBLE.fullmatch(main)
    if match is not None:
        does = (
            f"allow {match['who']} to {match['does']}"
            if match["who"]
            else f"make it possible to {match['does']}"
        )
        yield demand("", does, _("a possibility: what provides it is not said"), bool(match["not"]))
        if not match["who"]:
            able = f"be able to {match['does']}"
            yield demand("", able, _("an ability of the system itself"), bool(match["not"]))
        return
    match = _TO.fullmatch(main)
    if match is not None:
        why = _("“it is …” names nobody") if not match["who"] else _("“it is … for” names who is meant")
        yield demand(match["who"] or "", match["does"], why, bool(match["forbidden"]))
