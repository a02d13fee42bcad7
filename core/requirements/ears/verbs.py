"""Where "open valve 1 and close valve 2" is two responses: at an "and" with a verb on both sides."""

import re
from collections.abc import Iterator

_VERBS = """
    abort accept acknowledge acquire activate add adjust alarm alert allow annunciate apply archive arm
    assert authenticate authorise authorize back be begin block brake broadcast calculate cancel change
    check clear close collect command compare compute confirm connect continue control convert copy count
    create cut deactivate decrease decrypt delete deliver deny detect determine disable discard disconnect
    display distribute dose drain drop dump enable encrypt energise energize enforce engage enter erase
    establish execute exit export fill filter flag flush forward generate give halt hold identify ignore
    import increase indicate inform inhibit initiate inject install interrupt invalidate isolate keep latch
    leave limit load lock log maintain make measure monitor move notify open operate override pause perform
    permit poll power prevent print process prohibit prompt provide pump purge quarantine raise read receive
    reconnect record reduce refuse regulate reject release reload remain remove repeat replace report
    request require reset respond restart restore resume retain retract retry return reverse revert revoke
    ring rotate run sample save scan select send set shed show shut signal silence sound start stop store
    suspend switch synchronise synchronize terminate test throttle transition transmit treat trigger trip
    turn unlock update use validate vent verify wait warn write
"""
VERBS = frozenset(_VERBS.split())
"""Verbs that begin a response."""

_JOINT = re.compile(r"\s*(?:,\s*)?(?<![\w-])and\s+(?:then\s+)?|\s*,\s+", re.IGNORECASE)
_WORDS = re.compile(r"([^\s,]+)[\s,]+([^\s,]+)")
_NO_OBJECT = frozenset({"of", "and", "or"})


def joints(mask: str) -> Iterator[tuple[int, int]]:
    """Start and end of each "and" or comma in the masked text of a response behind which another one begins.

    Another response begins where the text itself and what follows the joint begin with a verb that
    is followed by more words; a comma is a joint only in a list that an "and" ends.
    """
    if " and " not in mask.lower() or not _begins(mask):
        return
    found = [match for match in _JOINT.finditer(mask) if _begins(mask[match.end() :])]
    last = max((index for index, match in enumerate(found) if "and" in match[0].lower()), default=-1)
    yield from (match.span() for match in found[: last + 1])


def _begins(mask: str) -> bool:
    words = _WORDS.match(mask)
    return words is not None and words[1].lower() in VERBS and words[2].lower() not in _NO_OBJECT
