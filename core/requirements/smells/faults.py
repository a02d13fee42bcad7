"""Faults of a sentence beyond the words that NALABS counts: what is missing, left open or cannot be tested.

Kinds after what ISO/IEC/IEEE 29148:2018 (5.2.7) advises against, and after the gaps that users of smell
counters name.
"""

import re
import tomllib
from collections.abc import Iterator
from functools import cache
from typing import NamedTuple

from core.ground.resources import resource_folder
from core.requirements.ears.masking import masked
from core.requirements.smells.words import lowered, sentences, words_in


class Fault(NamedTuple):
    """A weak place; places count from 0. `better` may be empty: leave it out."""

    kind: str
    start: int
    end: int
    better: str


class _Pattern(NamedTuple):
    kind: str
    cues: frozenset[str]
    found: re.Pattern[str]
    better: str


LONGEST = 40
"""Words of one sentence above which it is long."""

_PLAIN = re.compile(r"[a-z]+")
_SHALL = re.compile(r"(?<![\w-])(?:shall|must|should|will)(?![\w-])")
_DEMAND = re.compile(r"(?<![\w-])(?:shall|must|should|will|(?:is|are) required to|ha(?:s|ve) to)(?![\w-])")
_PASSIVE = re.compile(
    r"(?<![\w-])(?:shall|must|should|will)\s+(?:not\s+)?be\s+(?:\w+ly\s+)?(?P<done>\w{2,}ed|built|chosen|done|"
    r"drawn|driven|given|held|kept|made|put|read|run|sent|set|shown|shut|taken|told|written)(?![\w-])"
)
_BY = re.compile(r"(?<![\w-])by\s+(?!at\b|[0-9]|\w+ing\b|default\b|means\b)\w")
_STATES = frozenset(
    {"armed", "closed", "energised", "energized", "enabled", "disabled", "locked", "connected"}
)
"""Participles that say how something is, as often as what is done to it."""
_MEASURES = (
    "size|time|timeout|delay|period|rate|length|width|height|weight|speed|voltage|current|power|pressure|"
    "temperature|distance|torque|force|frequency|bandwidth|latency|capacity"
)
_UNITLESS = re.compile(
    rf"(?<![\w-])(?:(?:within|every)\s+|(?:{_MEASURES})\s+(?:of|is|to|=|<|>|<=|>=)\s+|(?:shall|must|should|will)\s+"
    r"(?:not\s+)?be\s+(?:(?:at\s+(?:most|least)|(?:(?:no|not)\s+)?(?:more|less|greater|higher|lower)\s+than|below|above|"
    r"equal\s+to|exactly)\s+)?)"
    r"(?P<number>[0-9]+(?:\.[0-9]+)?)(?=\s*(?:[.,;](?![0-9])|$|\s(?:and|or|after)(?![\w-])))"
)


def faults(text: str) -> Iterator[Fault]:
    """The faults of the sentence, kind by kind. What stands in quotes or brackets is not looked at."""
    mask = lowered(masked(text))
    said = {*_PLAIN.findall(mask)}
    for pattern in _patterns():
        if not pattern.cues.isdisjoint(said):
            for match in pattern.found.finditer(mask):
                yield Fault(pattern.kind, match.start(), match.end(), pattern.better)
    yield from _demands(mask)
    for match in _UNITLESS.finditer(mask):
        yield Fault("missing-unit", *match.span("number"), f"{match['number']} <unit>")
    for start, end in sentences(mask):
        if len(words_in(mask[start:end])) > LONGEST:
            yield Fault("long", start, end, "<a requirement for each demand>")


def _demands(mask: str) -> Iterator[Fault]:
    """Demands that are missing, several, or of nobody."""
    if not _DEMAND.search(mask):
        begin, end = len(mask) - len(mask.lstrip()), len(mask.rstrip())
        if begin < end:
            yield Fault("no-demand", begin, end, "the <system> shall <verb>")
        return
    for match in list(_SHALL.finditer(mask))[1:]:
        yield Fault("several-demands", match.start(), match.end(), "<a requirement of its own>")
    for passive in _PASSIVE.finditer(mask):
        if passive["done"] not in _STATES and not _BY.search(mask, passive.end()):
            better = f"the <system> shall <verb, not “be {passive['done']}”>"
            yield Fault("passive", passive.start(), passive.end(), better)


@cache
def _patterns() -> tuple[_Pattern, ...]:
    """The entries of faults.toml; one without a pattern is its cues."""
    text = (resource_folder("words") / "faults.toml").read_text(encoding="utf-8")
    found = []
    for entry in tomllib.loads(text)["faults"]:
        cues = entry["cues"].split()
        unless = rf"(?!\s+(?:{entry['unless']})\b)" if "unless" in entry else ""
        pattern = entry.get("pattern", "|".join(cues)).replace(" ", r"\s+")
        whole = re.compile(rf"(?<![\w-])(?:{pattern})(?![\w-]){unless}")
        found.append(_Pattern(entry["kind"], frozenset(cues), whole, entry["better"]))
    return tuple(found)
