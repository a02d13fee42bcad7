"""What a sentence says of time beyond what was read of it; it is told, so that no bound is lost."""

import re
from collections.abc import Iterator

from core.requirements.ears.masking import BRACKETED, masked
from core.requirements.ears.times import CALENDAR, OTHER_UNIT, SOME_TIME, UNIT
from core.requirements.ears.understanding import Gathered
from core.requirements.ears.values import is_value, opens_bound
from core.requirements.slots import BoundKind, Deadline, Response, Slots, Span

_READ = "\ue000"
"""Stands in a response for the characters of a time bound inside it."""

_QUALIFIER = (
    r"(?:at\s+(?:the\s+)?(?:most|least|latest|earliest)|(?:no|not)\s+(?:more|less|longer|later|earlier|sooner)\s+than|"
    r"(?:more|less|longer|fewer)\s+than|up\s+to|exactly|precisely|only|about|max(?:imum|\.)?|(?<![0-9]\s)min(?:imum|\.)?|"
    r"an?\s+(?:maximum|minimum|delay|period|time)\s+of|the\s+(?:end|last|first|next)(?:\s+of)?|waiting|between)"
)
_TIME = re.compile(rf"(?<![\w.-]){SOME_TIME}(?![\w-])", re.IGNORECASE)
_ORDINAL = re.compile(r"an?\s+second\s+(?!(?:and|or|of|after|from|later|before|until)\b)[a-z]", re.IGNORECASE)
_FRACTIONS = "½¼¾⅐-⅞"
_UNIT = re.compile(
    rf"(?:[\s{_FRACTIONS}0-9-]|[0-9{_FRACTIONS}][\w.'/–{_FRACTIONS}-]*)(?:{UNIT}|{OTHER_UNIT})", re.IGNORECASE
)
"""What every time has, and few phrases: looked for first, since it is found much sooner."""
_AHEAD_OF_TIME = re.compile(rf"(?:{_QUALIFIER}\s+)*$", re.IGNORECASE)
_PASSED = re.compile(
    r"\s*(?:(?:has|have)\s+(?:passed|elapsed|expired|gone\s+by)|(?:after|from|before|since|and|but|to)\b.*)?[\s.,;]*$",
    re.IGNORECASE,
)
_TIMES = r"(?:once|twice|thrice|(?:[0-9]+(?:\s+more)?|two|three|four|five|ten|one|several|many)\s+times?)"
_NEAR = 60
"""Characters in front of a bound in which the words about it stand."""
_REPEATED = re.compile(rf"(?:at\s+least\s+)?{_TIMES}\s*", re.IGNORECASE)
"""How often something is demanded altogether: "ring the bell twice within 2 s" says what it says."""
_OFTEN = re.compile(rf"{_TIMES}\s*$", re.IGNORECASE)
_AHEAD = re.compile(
    r"(?<![\w-])(?:(?:(?:no|not)\s+)?(?:\w+\s+){0,2}than|(?:no|not)\s+(?:once|later)|"
    rf"(?:{_QUALIFIER}|than)(?:\s+{_TIMES})?|{_TIMES}|"
    r"not|never|just|shortly|right|directly|soon|even|nearly|almost|approximately|around|roughly|"
    r"within|after|before|until|in|for|every|and|or|but|by|from|since|starting|beginning|of)\s*,?\s*$",
    re.IGNORECASE,
)
"""Words right in front of a time bound that say another bound than the one read."""
_BEHIND = re.compile(
    r"\s*,?\s*(?:at\s+the\s+(?:latest|earliest|most|least)|at\s+(?:most|least|maximum|minimum)|maximum|minimum|max|min|"
    r"tops|exactly|precisely|sharp|on\s+average|or\s+(?:so|thereabouts|not\s+at\s+all|faster|slower|quicker)|(?:has|have)\s+(?:passed|elapsed|expired)|"
    r"apart|in\s+advance|later|earlier|sooner|ahead|beforehand|but|only|latency|lag|at\s+a\s+time|each|whichever|(?:or|and)(?=\s+(?:when|if|while|until|before|after|for|within)\b)|of|then|following|since|(?:and\s+)?(?:no|not)\s+\w+\s+than|"
    r"per(?=\s)|in\s+(?:any|each|every)(?![\w-])|intervals?|steps|increments|time|cycles|slots|periods|windows|delay)(?![\w-])",
    re.IGNORECASE,
)
_ANOTHER = re.compile(
    r"(?<![\w-])(?:and|or|but)\s+(?:(?:before|after|until|within|for|at\s+(?:most|least))(?![\w-])|"
    r"(?:no|not)\s+\w+\s+than(?![\w-])|[0-9][\w.]*\s*[a-zµ]+$)",
    re.IGNORECASE,
)
"""What in a condition begins another bound: "until the tank is full or for 2 s"."""
_TRAILS = re.compile(rf"(?!\s*of\b){_BEHIND.pattern}", re.IGNORECASE)
_RELATED = re.compile(
    r"\s*(?:later|earlier|sooner|afterwards?|thereafter|following|since|from|past|hence|in\s+advance|ahead|beforehand|"
    r"prior\s+to|before|after)(?![\w-])",
    re.IGNORECASE,
)
"""Words behind a time that count it from something."""
_RATE = re.compile(
    rf"(?<![\w-])(?:{_TIMES}|often)\s+(?:per|an?|each|every|in)\s+(?:{SOME_TIME}|{UNIT})(?![\w-])",
    re.IGNORECASE,
)
_LONG_UNIT = r"(?:(?:nano|micro|milli)?seconds?|minutes?|hours?|days?)(?![\w-])"
_UNNUMBERED = re.compile(
    rf"(?<![\w-])(?:within|for|every|no\s+later\s+than)\s+{BRACKETED}+|"
    r"(?<![\w-])within\s+(?:the|an?|its|their|this)\s+(?:[\w-]+\s+){0,3}(?:time|period|deadline|interval|duration)(?![\w-])|"
    r"(?<![\w-])(?:at|in|with|on)\s+an?\s+[0-9][\w.]*[\s-]+[a-zµ]+[\s-]+"
    r"(?:interval|period|cycle|basis|delay|latency|rate|deadline)s?(?![\w-])|"
    r"(?<![\w-])every\s+time(?![\w-])|"
    r"(?<![\w-])(?:no|not)\s+(?:later|earlier|sooner)\s+than(?!\s+[0-9])(?:\s+[\w-]+)?|"
    rf"(?<![\w-])(?:within\s+|every\s+(?:second|third|other|few)\s+|for\s+[0-9][\w.]*\s+(?:[a-z-]+\s+){{1,2}}){_LONG_UNIT}|"
    r"(?<![\w-])for\s+(?:some|a\s+(?:short|long|certain))\s+(?:time|while)(?![\w-])|"
    r"(?<![\w-])(?:by|at|from)\s+[0-9]{1,2}:[0-9]{2}(?![\w:])",
    re.IGNORECASE,
)
"""A bound without a number, with one in brackets, or by the clock."""
_OFTEN_CUE = re.compile("once|twice|thrice|time|often", re.IGNORECASE)
_UNNUMBERED_CUE = re.compile(f"[0-9{BRACKETED}]|within|every|than|time|while", re.IGNORECASE)
"""Letters or signs of which what the patterns find has some: told much sooner."""
_YEAR_CUE = re.compile("month|year|decade", re.IGNORECASE)
_EACH_YEAR = re.compile(r"(?<![\w-])(?:every|each|per)\s+(?:month|year|decade)(?![\w-])", re.IGNORECASE)
_BRACKETED = re.compile(
    r"[(\[]\s*(?:within|for|every|after|in|at\s+(?:most|least)|up\s+to|max\.?|<=?|≤)?\s*"
    rf"[0-9][\w.]*\s*(?:{UNIT})\s*[)\]]",
    re.IGNORECASE,
)
"""A bound in brackets, which hide what stands in them."""
_WAITS = frozenset({"wait", "pause", "rest", "idle"})


def doubt(gathered: Gathered, slots: Slots) -> None:
    """Note the times and words about time that no slot holds as what they say."""
    mask = masked(gathered.text)
    bounds = list(dict.fromkeys(one.deadline for one in slots.responses if one.deadline))
    for bound in bounds:
        _beside(gathered, mask, bound)
        if bound.phrase:
            _condition(gathered, mask, bound.phrase, bound)
    for condition in (*slots.features, *slots.states, slots.trigger, slots.unwanted):
        if condition:
            _condition(gathered, mask, condition)
    for response in slots.responses:
        _response(gathered, _unread(mask, response, bounds), response.column - 1, bounds)


def _beside(gathered: Gathered, mask: str, bound: Deadline) -> None:
    """Words in front of the bound or behind it that turn it into another."""
    begin, until = bound.column - 1, bound.end - 1
    ahead = _AHEAD.search(mask, max(0, begin - _NEAR), begin)
    while ahead and _is_keyword(gathered, ahead.start()):
        ahead = _AHEAD.search(mask, ahead.start() + 1, begin)
    if ahead and bound.kind is not BoundKind.EVERY and _REPEATED.fullmatch(ahead[0]):
        ahead = None
    if ahead:
        begin = ahead.start()
    anchored = mask[begin:until].lower().endswith((" after", " of", " from"))
    behind = None if bound.phrase or anchored else _BEHIND.match(mask, until)
    if behind:
        until = behind.end()
    if ahead or behind:
        often = bound.kind is BoundKind.EVERY or (ahead and _OFTEN.search(ahead[0]))
        code = "ears-frequency" if often else "ears-bound-words"
        gathered.note(code, begin, until, gathered.text[begin:until])


def _times(mask: str, begin: int, until: int) -> Iterator[re.Match[str]]:
    """The times between the places; "a second pump" holds none."""
    if _UNIT.search(mask, begin, until) is None:
        return
    for found in _TIME.finditer(mask, begin, until):
        if not _ORDINAL.match(mask, found.start()):
            yield found


def _is_keyword(gathered: Gathered, place: int) -> bool:
    return any(span.column - 1 <= place < span.end - 1 for span in gathered.keywords)


def _condition(gathered: Gathered, mask: str, span: Span, bound: Deadline | None = None) -> None:
    """A time in a phrase that a proposition stands for, or in the place of one."""
    begin, until = span.column - 1, span.end - 1
    time = next(_times(mask, begin, until), None)
    leads = time and _AHEAD_OF_TIME.match(mask, begin, time.start())
    if time and leads and _PASSED.match(mask, time.end(), until):
        place = bound.column - 1 if bound else begin
        gathered.note("ears-time-condition", place, until, gathered.text[place:until])
        return
    joined = _ANOTHER.search(mask, begin, until) if bound else None
    if joined:
        gathered.note("ears-bound-words", joined.start(), until, gathered.text[joined.start() : until])
    elif time:
        gathered.note("ears-time-in-phrase", time.start(), time.end(), time[0])


def _unread(mask: str, response: Response, bounds: list[Deadline]) -> str:
    """The masked text of the response; what is read as a bound, or is told already, is covered."""
    begin, until = response.column - 1, response.end - 1
    text = mask[begin:until]
    for bound in bounds:
        first, last = max(bound.column - 1 - begin, 0), min(bound.end - 1 - begin, len(text))
        if first < last:
            text = text[:first] + _READ * (last - first) + text[last:]
    return text


def _response(gathered: Gathered, text: str, place: int, bounds: list[Deadline]) -> None:
    noted = [(note.start - place, note.end - place) for note in gathered.notes]
    behind = {one.column - 1: one for one in bounds if one.phrase}
    brackets = "(" in gathered.text or "[" in gathered.text
    for hidden in _BRACKETED.finditer(gathered.text, place, place + len(text)) if brackets else ():
        if not any(note.start < hidden.end() and hidden.start() < note.end for note in gathered.notes):
            gathered.note("ears-loose-time", *hidden.span(), hidden[0])
            noted.append((hidden.start() - place, hidden.end() - place))
    for code, begin, until, about in _doubts(gathered.text, text, place, behind):
        if not any(first < until and begin < last for first, last in noted):
            noted.append((begin, until))
            shown = about or gathered.text[place + begin : place + until]
            gathered.note(code, place + begin, place + until, shown)


def _doubts(
    whole: str, text: str, place: int, behind_it: dict[int, Deadline]
) -> Iterator[tuple[str, int, int, str]]:
    """Code and place in the text of a response, and what the message shows if it is more than that.

    `behind_it` are the conditions that bound, by where they begin in the whole sentence.
    """
    for cue, pattern in ((_OFTEN_CUE, _RATE), (_UNNUMBERED_CUE, _UNNUMBERED)):
        for found in pattern.finditer(text) if cue.search(text) else ():
            yield "ears-loose-time", *found.span(), ""
    for found in _EACH_YEAR.finditer(text) if _YEAR_CUE.search(text) else ():
        yield "ears-calendar-time", *found.span(), ""
    for time in _times(text, 0, len(text)):
        before, behind = text[: time.start()], text[time.end() :]
        rest = whole[place + time.end() :]
        follows = behind_it.get(len(whole) - len(rest.lstrip()))
        alone = not before.strip() or not behind.strip(f" .,;{_READ}") or _TRAILS.match(behind)
        bare = (alone or opens_bound(before)) and not is_value(before)
        ahead = follows is not None and follows.kind is not BoundKind.AFTER
        if bare and not ahead and CALENDAR.fullmatch(time[0]):
            yield "ears-calendar-time", *time.span(), ""
            continue
        related = _RELATED.match(behind)
        if related:
            yield "ears-loose-time", time.start(), time.end() + related.end(), ""
            continue
        if follows and not _waits(text):
            yield "ears-offset", time.start(), time.end(), f"{time[0]} {follows.kind.value}"
            continue
        near = before.lower().rstrip().endswith("within") and behind.lower().startswith(" of ")
        if bare and not near:
            yield "ears-loose-time", *time.span(), ""


def _waits(text: str) -> bool:
    return text.split(None, 1)[0].lower() in _WAITS
