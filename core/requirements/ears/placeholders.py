"""Values that a sentence leaves open: "TBD", "X s", "<limit>"."""

import re

from core.requirements.ears.masking import BRACKETED, masked
from core.requirements.ears.times import UNIT
from core.requirements.ears.understanding import Gathered
from core.requirements.slots import Slots

_WRITTEN = re.compile(
    r"(?<!\w)(?:TBD|TBC|TBA|TBR|tbd|tbc)(?!\w)|\?\?+|(?<![\w>])<[A-Za-z][\w -]{0,30}>(?!\w)"
)
_SYMBOL = re.compile(
    r"(?<![\w-])(?:within|for|every|after|before|until|in|than|most|least|of|to)\s+(?:(?:an?|the)\s+)?"
    rf"(?P<open>(?:(?-i:(?!A\s)[A-Z]{{1,2}}[0-9]?|[xyntkT](?:[0-9]|_\w+)?|xx+)|\$\w+|\{{+[^{{}}]{{0,30}}\}}+|[#*]|n/a|_+|\.\.+|…|{BRACKETED}+)(?:\s+|-)(?:{UNIT})(?![\w/]))"
    r"|(?<![\w-])(?:within|every|(?:no|not)\s+later\s+than|at\s+most|at\s+least)\s+"
    r"(?P<time>t(?:_\w+|[0-9]+|max|min)?)(?=[\s.,;]|$)"
    r"|(?<![\w-])(?:within|for|every|after|in|than|most|least)\s+(?:an?\s+(?:time|period)\s+)?"
    r"(?P<later>to\s+be\s+(?:determined|defined|decided|confirmed|agreed|specified))",
    re.IGNORECASE,
)
_SIGNS = ("TB", "tb", "??", "<")
"""Of these each value that is written to be open has one."""
_LIKELY = re.compile(
    r"\s(?:[A-Z]{1,2}[0-9]?[\s-]|[xyntkT](?:[0-9]|_\w+)?[\s-]|xx|[${#*_…]|[nN]/|\.\."
    rf"|{BRACKETED}|[tT](?:[_0-9mM\s.,;]|$)|[bB][eE]\s)"
)
"""What every symbol has, and few sentences: looked for first, since it is found much sooner."""


def leave_open(gathered: Gathered, slots: Slots) -> None:
    """Note each value in a slot that is not given yet."""
    mask = masked(gathered.text)
    written = any(sign in gathered.text for sign in _SIGNS) and _WRITTEN.search(gathered.text)
    if not written and (_LIKELY.search(mask) is None or _SYMBOL.search(mask) is None):
        return
    for span in slots.spans():
        begin, until = span.column - 1, span.end - 1
        places = [match.span() for match in _WRITTEN.finditer(gathered.text, begin, until)]
        for match in _SYMBOL.finditer(mask, begin, until):
            first, last = match.span(match.lastgroup or 0)
            if not any(start < last and first < end for start, end in places):
                places.append((first, last))
        for first, last in places:
            told = any(
                note.code == "ears-placeholder" and note.start <= first < note.end for note in gathered.notes
            )
            if not told:
                gathered.note("ears-placeholder", first, last, gathered.text[first:last])
