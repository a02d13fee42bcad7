"""Cuts what stands in front of "shall" into clauses and the name of the system."""

from collections.abc import Iterator

from core.requirements.ears.bounds import behind, timed_bound
from core.requirements.ears.items import CLAUSES, TIMED, Part, Token

_OPENERS = CLAUSES | TIMED | {"AFTER", "BEFORE", "UNTIL"}
_LEADABLE = CLAUSES | {"AFTER", "BEFORE", "UNTIL"}
_FEW = 4
"""Words in front of a keyword that are taken for such; with more, the sentence begins otherwise."""
_INNER = frozenset({"when", "whenever", "while", "whilst", "if", "unless"})
"""Keywords that open a clause even where no comma stands in front of them."""
_DETERMINERS = frozenset({"the", "a", "an", "each", "every", "all"})
_FINITE = frozenset({"is", "are", "was", "were", "has", "have", "had", "not", "it"})
"""Words that no name of a system holds."""
_JOINING = (
    "if that unless when where which while about above after all and any are as at be before below "
    "between both by each every for from has have in into is its no of off on onto or over than the "
    "their this to toward towards under upon via was were with within without exceeds reaches equals "
    "leaves enters receives detects"
)
_JOINED_TO_NOUN = frozenset(_JOINING.split())
"""Words behind which "the" goes on with the phrase and begins no new one."""
_PREPOSITION_WORDS = (
    "according along as at based besides by despite due for from given in like on out over per since "
    "less more not through throughout to under up using via with within without"
)
_PREPOSITIONS = frozenset(_PREPOSITION_WORDS.split())


def front_tokens(part: Part) -> Iterator[Token]:
    """The tokens in front of "shall"; the last one is the phrase that names the system."""
    at = _margin(part)
    if at:
        yield part.token("EARLIER" if part.kind(at - 1) == "STOP" else "HEADING", 0, at)
    keyword = _keyword_behind(part, at)
    if keyword > at:
        yield part.token("LEADING", at, keyword)
        at = keyword
    openers = _openers(part, at)
    subject = _subject(part, at, openers)
    if subject > at and (not openers or openers[0] > at):
        end = openers[0] if openers else subject
        yield part.phrase(at, end)
        yield _comma(part, end)
        at = end
    for index, opener in enumerate(openers):
        end = openers[index + 1] if index + 1 < len(openers) else subject
        yield from _lead(part, opener, end)
        at = end
    yield part.phrase(max(at, subject), len(part))


def begins_with_preposition(words: str) -> bool:
    """Whether the words cannot be the name of a system because they begin like "in normal mode"."""
    return words.split(" ", 1)[0].lower() in _PREPOSITIONS


def opens_another(part: Part, index: int, present: str) -> bool:
    """Whether the keyword behind an "and" begins another clause than the `present` kind: "and while".

    With a keyword of the same kind the present clause goes on with the next entry of its list.
    """
    return part.word(index) in _INNER and part.kind(index) in CLAUSES - {present}


def _margin(part: Part) -> int:
    """Behind earlier sentences, or behind a heading such as "Dosing – "."""
    stops = [index for index, item in enumerate(part.items) if item.kind == "STOP"]
    if stops:
        return stops[-1] + 1
    for index in range(min(len(part), 9)):
        if part.kind(index) in CLAUSES:
            return 0
        if index and part.word(index) in {"-", "–"}:
            return index + 1
    return 0


def _keyword_behind(part: Part, begin: int) -> int:
    """The keyword of the first clause where a few words stand in front of it, as in "Immediately when".

    They are the words of a name where no other name begins behind the clause.
    """
    for index in range(begin, min(len(part), begin + _FEW + 1)):
        if part.kind(index) in _LEADABLE:
            return index if index > begin and _names_behind(part, begin, index) else begin
        if part.kind(index) not in {"WORD", "PLAIN", "NOT", "AND", "THEN"}:
            return begin
    return begin


def _names_behind(part: Part, begin: int, keyword: int) -> bool:
    """Whether the name of the system stands behind the clause, and not in front of the keyword."""
    bare = part.word(begin) not in _DETERMINERS
    ends = [at for at in range(keyword, len(part)) if part.kind(at) in {"COMMA", "THEN"}]
    if not ends:
        return bare and _noun_phrase(part, keyword, begin) > keyword
    return bare or part.word(ends[0] + 1) in _DETERMINERS


def _openers(part: Part, begin: int) -> list[int]:
    """Where clauses and leading time bounds begin."""
    found: list[int] = []
    for index in range(begin, len(part)):
        if part.kind(index) not in _OPENERS:
            continue
        if part.kind(index - 1) == "AND":
            if found and opens_another(part, index, part.kind(found[-1])):
                found.append(index)
            continue
        first = index == begin or part.kind(index - 1) in {"COMMA", "THEN"}
        if first or (found and part.kind(index) in CLAUSES and part.word(index) in _INNER):
            found.append(index)
    return found


def _subject(part: Part, begin: int, openers: list[int]) -> int:
    """Where the name of the system begins; the length of the part where no place can be told."""
    last = openers[-1] if openers else begin
    for index in range(len(part) - 1, last, -1):
        if part.kind(index) == "THEN":
            return index + 1
    if not openers and not begins_with_preposition(part.word(begin)):
        return begin
    commas = [index for index in range(last, len(part)) if part.kind(index) == "COMMA"]
    if commas:
        return _closing(part, commas) + 1
    return _noun_phrase(part, last, begin if not openers else len(part))


def _closing(part: Part, commas: list[int]) -> int:
    """The comma that ends the last clause: no comma of a list or of an insertion into the name."""
    if commas[-1] == len(part) - 1:
        return commas[-3] if len(commas) > 2 else commas[-1]
    for comma in commas[:-1]:
        starts = [comma, *(other for other in commas if other > comma)]
        joined = any(part.kind(index) == "AND" for index in range(commas[-1], len(part)))
        if joined and all(part.word(start + 1) in _DETERMINERS for start in starts):
            return comma
    return commas[-1]


def _noun_phrase(part: Part, last: int, otherwise: int) -> int:
    """Where a name begins that no comma sets off: at its article."""
    for index in range(len(part) - 2, last + 1, -1):
        if part.word(index) in _FINITE:
            break
        if part.word(index) in _DETERMINERS and part.word(index - 1) not in _JOINED_TO_NOUN:
            return index
    return otherwise


def _lead(part: Part, opener: int, end: int) -> Iterator[Token]:
    """One clause or bound with the comma and the "then" behind it."""
    then = end
    joined = part.kind(end - 1) == "AND" and part.kind(end) in CLAUSES
    if joined:
        end -= 1
        yield from _lead(part, opener, end - (part.kind(end - 1) == "COMMA"))
        yield part.token("COMMA", end - (part.kind(end - 1) == "COMMA"), end + 1)
        return
    while then > opener + 1 and part.kind(then - 1) in {"THEN", "COMMA"}:
        then -= 1
    kind = part.kind(opener)
    content = opener + 1
    if kind in TIMED:
        tokens = list(timed_bound(part, opener))
        yield from tokens
        content = behind(part, tokens[-1])
        if tokens[-1].kind == "ANCHOR":
            yield part.phrase(content, then)
        elif content < then:
            yield part.phrase(content, then)
            closed = part.kind(then) == "COMMA"
            then += closed
            yield _comma(part, then)
    else:
        yield part.token("WHEN" if kind == "AFTER" else kind, opener, content)
        yield part.phrase(content, then)
    for index in range(max(then, content), end):
        yield part.token(part.kind(index), index, index + 1)


def _comma(part: Part, end: int) -> Token:
    """The comma before the index, or the place where one is missing."""
    if part.kind(end - 1) == "COMMA":
        return part.token("COMMA", end - 1, end)
    return Token("COMMA", part.items[end - 1].end, part.items[end - 1].end)
