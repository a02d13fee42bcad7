"""Time bounds whose time is a name or is no time: "within MAX_TIME", "every PERIOD", "within 10 V"."""

import re
from collections.abc import Iterator

from core.requirements.ears.belonging import KEEPING
from core.requirements.ears.masking import evened, masked
from core.requirements.ears.times import NUMBER, OTHER_MEASURE, UNIT
from core.requirements.ears.understanding import Gathered
from core.requirements.ears.values import is_value
from core.requirements.ears.verbs import VERBS
from core.requirements.slots import Slots, Span

_LIMIT = (
    r"(?:at\s+(?:most|least)|up\s+to|(?:(?:no|not)\s+)?(?:more|less|longer|fewer)\s+than|"
    r"an?\s+(?:maximum|minimum|period|time|duration|total)\s+of|half(?:\s+of)?|twice)"
)
_KEYWORD = re.compile(
    rf"(?<![\w-])(?:(?P<within>within(?:\s+{_LIMIT})?|(?:no|not)\s+(?:later|earlier|sooner)\s+than)"
    rf"|(?P<limited>(?:for|in|after)\s+{_LIMIT}|(?P<alone>{_LIMIT})"
    r"|(?:with|after)\s+an?\s+(?:delay|period|latency|interval)\s+of|at\s+intervals\s+of)"
    r"|(?P<every>every|each)|(?P<bare>for|in)|(?P<from>between|after|before|until|till|prior\s+to))\s+",
    re.IGNORECASE,
)
"""What opens a time bound, by how surely what follows is a time."""
_NAME = re.compile(
    r"""
      (?P<article>(?:an?|the|its|their|this|that|any|some)\s+)?
      (?P<name>
          [\[({$#]*["'](?P<quoted>[^"']*)["'](?::(?P<class>[a-z]\w*))?
        | [\[({$#]*(?P<bare>[^\W\d]\w*(?:[-.]\w+)*)[\])}]*(?::(?P<sort>[a-z]\w*))?
      )
    """,
    re.VERBOSE | re.IGNORECASE,
)
_FEW_WORDS = re.compile(
    r"(?P<name>(?:(?!(?:of|in|on|at|for|to|and|or|by|with|from|that|which|when|if|while)\s)[a-z][\w-]*\s+){0,3}?"
    r"(?P<time>[a-z]+))(?![\w-])",
    re.IGNORECASE,
)
_BOUNDARY = re.compile(
    rf"(?:\s+{UNIT})?\s*(?:$|[.,;:!?*/+]|(?:and|or|but|of|after|from|when|whenever|if|while|where|until|before|for|"
    r"unless|upon|once|following|since|starting|at|by|then|otherwise|in|on|as|to)(?![\w-])"
    r"|(?:has|have)\s+(?:passed|elapsed|expired|gone\s+by)|later(?![\w-])"
    r"|(?:allowed|defined|given|permitted|required|set|specified|stated)(?![\w-]))",
    re.IGNORECASE,
)
"""What may stand behind the name of a time; another noun makes it a word of that: "MAX_TIME register"."""
_PARTS = re.compile(r"[A-Z]+(?![a-z])|[A-Z]?[a-z]+|[0-9]+")

_SPAN_WORDS = "delay delays duration durations interval intervals latency period periods time times"
_SPANS = frozenset(_SPAN_WORDS.split())
"""Words that mean a length of time."""
_LIMITS = frozenset({"deadline", "deadlines", "timeout", "timeouts"})
"""Words that mean a length of time, or what happens at its end."""
_SHORT = frozenset({"fdti", "fhti", "frti", "ftti", "wcet", "wcrt"})
"""Intervals of fault handling (ISO 26262) and times of execution, as they are called for short."""
_TIMES = _SPANS | _LIMITS | _SHORT
_TRAILING_PARTS = "max min limit value const ns us ms s sec secs h d"
_TRAILING = frozenset(_TRAILING_PARTS.split())
"""Parts of an identifier behind the word that says what it is."""
_INSTANT_PARTS = "start begin stop end finish open close current local system"
_INSTANTS = frozenset(_INSTANT_PARTS.split())
"""Parts that make an identifier such as START_TIME a point of the clock."""
_PLACE_WORDS = (
    "asil can dmz ecu eeprom fpga hmi hsm lan nvm nvram pcb plc ram rom scada sil sram tee usa vlan vpn wan"
)
_PLACES = frozenset(_PLACE_WORDS.split())
"""What is written in capitals, and is somewhere and not sometime."""
_TIMELESS = "action component device event function indevice mode outdevice state system user"
_NO_TIMES = frozenset(_TIMELESS.split())
"""Classes of a typed noun that is no length of time."""
_STORES = frozenset({"hold", "keep", "log", "note", "put", "record", "save", "set", "store", "write"})
"""Verbs behind which "in" a name says where."""
_TOLD = frozenset({"ears-placeholder", "ears-named-time", "ears-no-time"})
"""What says of a name already that it is no time."""

_FOREIGN = re.compile(
    rf"(?<![\w-])(?:within(?:\s+{_LIMIT})?|(?:no|not)\s+later\s+than)\s+"
    rf"(?P<name>[-+]?{NUMBER}{OTHER_MEASURE.pattern})(?P<behind>\s+[\w±]+)?",
    re.IGNORECASE,
)
_NEARNESS = (
    "of from to around about above below over under between at per on along either away accuracy tolerance"
)
_NEAR_WHAT = frozenset(_NEARNESS.split())
"""Words behind which it is said what something is near to."""
_NEAR_WORDS = (
    "accurate balance be control controlled estimate held kept limit limited maintained measure measured "
    "position regulate regulated remains settle stabilise stabilize stays"
)
_NEAR = KEEPING | frozenset(_NEAR_WORDS.split())
"""Words of a response that says how near something is."""


def name_times(gathered: Gathered, slots: Slots) -> None:
    """Note each bound whose time is a name or has a unit of something else, which no slot holds.

    What stands in a clause in front of the system is a word of its phrase, and told as that.
    """
    mask, even = masked(gathered.text), evened(gathered.text)
    ahead = (*slots.features, *slots.states, slots.trigger, slots.unwanted)
    first = min((one.column for one in slots.responses), default=0)
    clauses = [one for one in ahead if one]
    for span in clauses:
        if span.column < first:
            _in_clause(gathered, even, span)
    late = [one for one in clauses if one.column > first]
    bounds = [one.deadline for one in slots.responses if one.deadline]
    conditions = [Span("", bound.column, bound.length) for bound in dict.fromkeys(bounds) if bound.phrase]
    opening = [slots.system] if slots.system else []
    for span in (*opening, *slots.responses, *late, *conditions):
        _note_all(gathered, mask, even, span)


def _note_all(gathered: Gathered, mask: str, even: str, span: Span) -> None:
    begin, until = span.column - 1, span.end - 1
    for first, last in _named(mask, even, begin, until):
        _note(gathered, "ears-named-time", first, last)
    for first, last in _foreign(mask, begin, until):
        _note(gathered, "ears-no-time", first, last)


def _note(gathered: Gathered, code: str, first: int, last: int) -> None:
    told = [note for note in gathered.notes if note.code in _TOLD]
    if not any(note.start < last and first < note.end for note in told):
        gathered.note(code, first, last, gathered.text[first:last])


def _in_clause(gathered: Gathered, even: str, span: Span) -> None:
    """An identifier that is the whole clause is a time where a condition is asked for."""
    begin, until = span.column - 1, span.end - 1
    whole = _NAME.fullmatch(even, begin, until)
    if whole and _is_length(whole):
        _note(gathered, "ears-named-time", *whole.span("name"))


def _named(mask: str, even: str, begin: int, until: int) -> Iterator[tuple[int, int]]:
    """Where the names of times stand behind a word that opens a bound."""
    for keyword in _KEYWORD.finditer(mask, begin, until):
        found = _NAME.match(even, keyword.end(), until)
        ends = found and (
            _BOUNDARY.match(mask, found.end(), until)
            or (keyword.start() == begin and _acts(mask, found.end(), until))
        )
        if found and ends and _is_named(keyword, found, mask, begin):
            yield found.span("name")
            continue
        words = _FEW_WORDS.match(mask, keyword.end(), until)
        while words and not (_BOUNDARY.match(mask, words.end(), until) and _told_in_words(keyword, words)):
            words = _longer(mask, words, until)
        if words:
            yield words.span("name")


def _acts(mask: str, place: int, until: int) -> bool:
    """Whether a verb follows, as behind a bound in front of its response."""
    words = mask[place:until].split(None, 1)
    return bool(words) and words[0].lower() in VERBS


def _longer(mask: str, words: re.Match[str], until: int) -> re.Match[str] | None:
    """The words with one more behind them, while there are few."""
    count = len(words["name"].split())
    if count > 3:
        return None
    more = re.compile(_FEW_WORDS.pattern.replace("{0,3}?", f"{{{count}}}"), re.IGNORECASE)
    return more.match(mask, words.start(), until)


def _is_named(keyword: re.Match[str], found: re.Match[str], mask: str, begin: int) -> bool:
    """Whether what follows the keyword is the name of a time; most surely it is behind "within"."""
    sort = (found["class"] or found["sort"] or "").lower()
    if sort in _NO_TIMES:
        return False
    name = found["quoted"] or found["bare"] or ""
    if keyword["within"]:
        return _means_time(name) or (bool(found["bare"]) and not found["article"] and _is_constant(name))
    if keyword["limited"]:
        return _means_time(name) and not (keyword["alone"] and is_value(mask[begin : keyword.start()]))
    if keyword["bare"] and keyword["bare"].lower() == "in":
        verb = mask[begin : keyword.start()].split(None, 1)
        return _is_length(found) and not (verb and verb[0].lower() in _STORES)
    return _is_length(found)


def _told_in_words(keyword: re.Match[str], words: re.Match[str]) -> bool:
    last = words["time"].lower()
    if keyword["within"]:
        return last in _TIMES
    if keyword["alone"]:
        return False
    if keyword["limited"]:
        return (
            last in _SPANS and len(words["name"].split()) > 1 and not words["name"].lower().endswith("times")
        )
    return bool(keyword["every"]) and last in {"period", "interval"}


def _is_length(found: re.Match[str]) -> bool:
    """Whether the name is an identifier that means a length of time, and no point in it."""
    name = found["bare"] or found["quoted"] or ""
    parts = _parts(name)
    identifier = "_" in name or (name.isupper() and len(name) > 1) or len(parts) > 1
    if " " in name or not identifier or not _means_time(name) or _INSTANTS.intersection(parts):
        return False
    return len(parts) > 1 or parts[0] not in _LIMITS


def _means_time(name: str) -> bool:
    parts = _parts(name)
    while len(parts) > 1 and (parts[-1] in _TRAILING or parts[-1].isdigit()):
        parts.pop()
    return bool(parts) and parts[-1] in _TIMES


def _is_constant(name: str) -> bool:
    """Whether the name is written as programs write a constant, and is no place that is known so."""
    if "_" in name.strip("_"):
        return True
    letters = name.rstrip("0123456789")
    return len(letters) > 2 and letters.isupper() and letters.lower() not in _PLACES


def _parts(name: str) -> list[str]:
    return [part.lower() for part in _PARTS.findall(name)]


def _foreign(mask: str, begin: int, until: int) -> Iterator[tuple[int, int]]:
    """Where a number has a unit that is none of time, and nothing says what is so near to what."""
    for found in _FOREIGN.finditer(mask, begin, until):
        ahead = mask[begin : found.start()].lower().split()
        near = bool(ahead) and (ahead[0] in _NEAR or ahead[-1] in _NEAR)
        behind = (found["behind"] or "").strip().lower()
        if not near and behind not in _NEAR_WHAT and not behind.startswith("±"):
            yield found.span("name")
