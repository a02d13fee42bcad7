"""Time bounds out of the syntax tree."""

import re
from collections.abc import Sequence
from dataclasses import replace
from decimal import Decimal

from core.model.duration import NANOSECONDS
from core.requirements.ears.grammar import Token, Tree
from core.requirements.ears.masking import masked
from core.requirements.ears.times import FURTHER, QUANTITY, UNITS, is_compound, is_range, is_time, quantity
from core.requirements.ears.understanding import Gathered, end, start, tokens_of, words
from core.requirements.slots import BoundKind, Deadline, Quantity, Response, Span

BOUNDS = frozenset({"within", "at_least", "duration", "period", "between", "condition_bound", "delay"})
"""Names of the trees that hold a time bound."""

_KINDS = {
    "within": BoundKind.WITHIN,
    "at_least": BoundKind.AT_LEAST,
    "duration": BoundKind.FOR,
    "period": BoundKind.EVERY,
    "between": BoundKind.WITHIN,
    "delay": BoundKind.AFTER,
}
SHARED = re.compile(r",\s*(?:both|each|all)[\s,]*$", re.IGNORECASE)
"""How a bound that follows is given to all responses in front of it."""
_CONDITIONS = {"UNTIL": BoundKind.UNTIL, "BEFORE": BoundKind.BEFORE, "AFTER": BoundKind.AFTER}
_CLASHES = {
    frozenset({BoundKind.FOR, BoundKind.BEFORE}): "ears-lasts-before",
    frozenset({BoundKind.FOR, BoundKind.WITHIN}): "ears-within-for",
}
"""What is said of two bounds that together are one demand."""
_AT_LEAST = ("at least", "no less than", "not less than", "a minimum of")
_DECIMAL_COMMA = re.compile(r"(?<=\d)'(?=\d)")
"""As `masked` leaves it."""
_MORE_THAN = ("more than", "longer than", "over")
_SPAN = re.compile(r"\s*[0-9.]+\s*[-–]\s*[0-9.]+\s*[a-zµ]", re.IGNORECASE)
_FRACTION = re.compile(r"\s*(?:[0-9]+/[0-9]+|[0-9]*\s*[⅓⅔⅙⅚⅐⅑])")
_STRICT = re.compile(r"(?<!\bno )(?<!\bnot )\b(?:less|fewer|more|longer) than$|\b(?:under|over)$")
"""How words end that leave no room for the time itself."""
_DENIED_MORE = re.compile(r"\b(?:no|not) (?:more|longer) than$")


def deadline(gathered: Gathered, tree: Tree[Token]) -> tuple[Deadline | None, Span | None]:
    """The bound, and the phrase from which its time counts ("within 5 s of the alarm")."""
    keyword, *rest = tokens_of(tree)
    if tree.data == "condition_bound":
        return _condition_bound(gathered, keyword, rest[0]), None
    phrases = [token for token in rest if token.type == "PHRASE"]
    quantities = [_quantity(gathered, token) for token in rest if token.type == "QUANTITY"]
    counted = [token for token in rest if token.type != "PHRASE"]
    if not all(quantities):
        gathered.keyword(keyword, *(token for token in counted if token.type != "QUANTITY"))
        return None, _anchor(gathered, phrases)
    *earliest, latest = (found for found in quantities if found)
    if earliest and _nanoseconds(earliest[0]) > _nanoseconds(latest):
        upper = [token for token in counted if token.type == "QUANTITY"][-1]
        gathered.keyword(*(token for token in counted if token.type == "ANCHOR"))
        turned = f"between {latest} and {earliest[0]}"
        gathered.note("ears-bound-order", start(keyword), end(upper), turned)
        return None, _anchor(gathered, phrases)
    bound = Deadline(
        _KINDS[tree.data],
        latest.value,
        latest.unit,
        start(keyword) + 1,
        end(counted[-1]) - start(keyword),
        _limit(keyword) if tree.data == "duration" else "",
        earliest[0] if earliest else None,
        _STRICT.search(words(keyword)) is not None,
    )
    if not latest.value:
        gathered.note(
            "ears-zero-time", bound.column - 1, bound.end - 1, gathered.text[bound.column - 1 : bound.end - 1]
        )
    return bound, _anchor(gathered, phrases)


def with_shared_bound(responses: Sequence[Response], shalls: Sequence[int]) -> list[Response]:
    """The responses, each with the time bound that binds it.

    A bound at the end binds every response in front of it that stands behind the same "shall" and has none
    of its own; behind a "shall" of its own a response keeps its bound for itself, unless the words in front
    of the bound give it to all, as in "both within 5 s". `shalls` are the columns of each "shall".
    """
    last: Response | None = None
    bound = []
    for response in reversed(responses):
        if response.deadline:
            last = response
        shares = last is not None and _share(last, response, shalls)
        bound.append(replace(response, deadline=last.deadline) if last and shares else response)
    return bound[::-1]


def _share(last: Response, response: Response, shalls: Sequence[int]) -> bool:
    """Whether the bound of the last response binds the one in front of it too."""
    apart = any(response.column < column < last.column for column in shalls)
    return not apart or SHARED.search(last.text) is not None


def note_reach(gathered: Gathered, responses: Sequence[Response]) -> None:
    """Say of a bound at the end which of several responses it binds: it may be meant otherwise."""
    bounds = [response.deadline for response in responses]
    for index, bound in enumerate(bounds[1:]):
        if bound is not None and bounds[index] in (None, bound):
            code = "ears-shared-bound" if bounds[index] else "ears-own-bound"
            gathered.note(code, bound.column - 1, bound.end - 1)
            return


def note_second(gathered: Gathered, first: Deadline, second: Deadline) -> None:
    """Say that a response has one bound, and how to write both."""
    code = _CLASHES.get(frozenset({first.kind, second.kind}), "ears-several-bounds")
    begin, until = second.column - 1, second.end - 1
    gathered.note(code, begin, until, gathered.text[begin:until])


def _condition_bound(gathered: Gathered, keyword: Token, phrase: Token) -> Deadline | None:
    if start(phrase) == end(phrase):
        gathered.keyword(keyword)
        gathered.note_on("ears-empty-phrase", keyword, words(keyword))
        return None
    length = end(phrase) - start(keyword)
    return Deadline(_CONDITIONS[keyword.type], str(phrase), "", start(keyword) + 1, length)


def _nanoseconds(time: Quantity) -> Decimal:
    return time.value * NANOSECONDS[time.unit]


def _anchor(gathered: Gathered, phrases: list[Token]) -> Span | None:
    filled = [token for token in phrases if end(token) > start(token)]
    return gathered.phrase(filled[0]) if filled else None


def _quantity(gathered: Gathered, token: Token) -> Quantity | None:
    """The quantity of the token; a note where it has no unit, an unknown one, or no plain number."""
    mask = masked(token).rstrip(" ;:")
    match = QUANTITY.match(mask)
    unit = str(token)[match.end() :].strip(" ;:") if match else mask.strip().lower()
    if match is None and unit in UNITS:
        return quantity(f"one {unit}")
    if match is None and unit.isalpha():
        gathered.note_on("ears-unknown-unit", token, str(token))
        return None
    if match is not None and match["time"] and not _further(match, mask) and not unit:
        return _sum(gathered, token, match["time"])
    code, about = _fault(match, mask, unit)
    gathered.note_on(code, token, about or str(token))
    return None


def _fault(match: re.Match[str] | None, mask: str, unit: str) -> tuple[str, str]:
    """Why the masked quantity is no time, and what the message shows if it is not the whole of it."""
    if match is not None and _further(match, mask):
        return "ears-inexact-time", ""
    if match is None or (is_time(match) and unit):
        return "ears-notation", ""
    if _SPAN.match(mask):
        return "ears-inexact-time", ""
    if mask.lstrip().startswith(("~", "≈")):
        return "ears-vague-time", ""
    if mask.strip().startswith(("-", "–")):
        return "ears-negative-time", ""
    if _DECIMAL_COMMA.search(mask):
        return "ears-decimal-comma", _DECIMAL_COMMA.sub(".", mask)
    if match["vague"]:
        return "ears-vague-time", ""
    if match["unit"]:
        return ("ears-number" if _FRACTION.match(mask) else "ears-notation"), ""
    return ("ears-unknown-unit", unit) if unit else ("ears-missing-unit", "")


def _further(match: re.Match[str], mask: str) -> bool:
    return is_range(match) or FURTHER.match(mask, match.end()) is not None


def _sum(gathered: Gathered, token: Token, written: str) -> Quantity | None:
    """The sum of a time of several parts."""
    found = quantity(written)
    if found is None:
        code = "ears-several-times" if is_compound(written) else "ears-number"
        gathered.note_on(code, token, str(token))
    return found


def _limit(keyword: Token) -> str:
    written = words(keyword)
    if written.endswith(_AT_LEAST):
        return "at least"
    if written.endswith(_MORE_THAN) and not _DENIED_MORE.search(written):
        return "more than"
    return "" if written == "for" or (written.endswith(" of") and "maximum" not in written) else "at most"
