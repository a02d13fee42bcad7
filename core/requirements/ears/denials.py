"""Responses whose words turn the sentence: a denied "and", "not only", "neither", and the order of "then"."""

import re
from collections.abc import Iterator
from dataclasses import replace

from core.requirements.ears.masking import masked
from core.requirements.ears.understanding import Gathered
from core.requirements.ears.verbs import VERBS
from core.requirements.ears.writing import sentence
from core.requirements.slots import Response, Slots

_JOINT = re.compile(r"\s*,?\s+and\s+(?:also\s+)?", re.IGNORECASE)
_TOGETHER = re.compile(
    r"both\s|.*(?:at\s+the\s+same\s+time|simultaneously|together|at\s+once)\W*$", re.IGNORECASE
)
_NOT_ONLY = re.compile(r"(?:only|just|merely|simply)\s", re.IGNORECASE)
_BUT = re.compile(r",?\s+but\s+(?!for\b|not\b|no\b)", re.IGNORECASE)
_DENIES = re.compile(
    r"(?:(?:neither|under\s+no\s+circumstances?|in\s+no\s+(?:case|event|way)|at\s+no\s+time|by\s+no\s+means|"
    r"on\s+no\s+account|no\s+longer)(?![\w-])|nothing\s|no\s+(?!more|less|later|earlier|sooner))",
    re.IGNORECASE,
)
_DENIES_LATE = re.compile(
    r"^(?:also|always|then|still|normally|usually)\s+(?:not|never)(?![\w-])|"
    r"(?:(?<![\w-])but\s+|,\s*)(?:not|never)(?![\w-])(?!\s+(?:necessarily|only|always|limited|yet)(?![\w-]))",
    re.IGNORECASE,
)
_NO_OBJECT = re.compile(
    r"(?P<verb>[a-z]+)\s+(?P<no>no)\s+(?!(?:more|less|later|earlier|sooner|longer|fewer|greater|higher|lower|smaller|"
    r"larger|other|one|matter|doubt)(?![\w-]))[a-z]",
    re.IGNORECASE,
)
"""A "no" behind the verb, as in "open no valve": the response is forbidden."""
_NEITHER = re.compile(r"neither\s+", re.IGNORECASE)
_NOR = re.compile(r",?\s+nor\s+", re.IGNORECASE)
_DETERMINERS = frozenset(
    {"the", "a", "an", "any", "all", "each", "every", "its", "their", "this", "that", "both"}
)
_JOINING = ("and", "or", "but")
_DANGLING = re.compile(r"(?<![\w-])(and|or|but)[\s,;]*$", re.IGNORECASE)
_THEN = re.compile(r"(?:,\s*|;\s*|(?<![\w-])and\s+|,\s*and\s+)then(?![\w-])", re.IGNORECASE)


def denials(gathered: Gathered, slots: Slots) -> None:
    """Note where the words of a response say another thing than what is read of it."""
    whole = masked(gathered.text)
    for response in slots.responses:
        begin = response.column - 1
        mask = whole[begin : response.end - 1]
        dangling = mask.lower().rstrip(" ,;").endswith(_JOINING) and _DANGLING.search(mask)
        if dangling:
            word = dangling[1]
            gathered.note("ears-empty-phrase", begin + dangling.start(1), begin + dangling.end(1), word)
        for code, first, last in _found(mask, response):
            gathered.note(code, begin + first, begin + last, gathered.text[begin + first : begin + last])
    if slots.responses:
        begin, until = slots.responses[0].column - 1, slots.responses[-1].end - 1
        said = whole[begin:until]
        order = "then" in said.lower() and _THEN.search(said)
        if order:
            gathered.note("ears-order", begin + order.start(), begin + order.end(), "then")


def readings(slots: Slots, article: str) -> list[str]:
    """What "shall not A and B" can mean: each is forbidden, only both together, or the second is demanded."""
    for response in slots.responses:
        joint = _JOINT.search(masked(response.text)) if response.negated else None
        if joint is None:
            continue
        first, second = response.text[: joint.start()], response.text[joint.end() :]
        if _is_object(second, first):
            second = f"{first.split(None, 1)[0]} {second}"
        alone = replace(response, text=first)
        other = replace(response, text=second)
        both = replace(response, text=f"both {response.text}")
        meant = ((alone, other), (both,), (alone, replace(other, negated=False)))
        return [sentence(replace(slots, responses=said), article) for said in meant]
    return []


def forbidden(slots: Slots, article: str) -> str:
    """The sentence with "shall not" in place of "neither ... nor" and of the "no" behind a verb."""
    responses = [one for response in slots.responses for one in _forbidden(response)]
    return sentence(replace(slots, responses=tuple(responses)), article)


def _forbidden(response: Response) -> Iterator[Response]:
    mask = masked(response.text)
    neither, nothing = _NEITHER.match(mask), _NO_OBJECT.match(mask)
    if response.negated or not (neither or nothing):
        yield response
    elif neither:
        places = [neither.end(), *(place for nor in _NOR.finditer(mask) for place in nor.span()), len(mask)]
        pieces = [response.text[first:last] for first, last in zip(places[::2], places[1::2], strict=True)]
        verb = pieces[0].split(None, 1)[0]
        for piece in pieces:
            said = f"{verb} {piece}" if piece is not pieces[0] and _is_object(piece, pieces[0]) else piece
            yield replace(response, text=said, negated=True)
    elif nothing:
        said = f"{response.text[: nothing.start('no')]}any{response.text[nothing.end('no') :]}"
        yield replace(response, text=said, negated=True)


def _is_object(piece: str, first: str) -> bool:
    """Whether the piece is a further object of the verb that the first one begins with, without one itself.

    Behind a first piece that is a verb alone, as in "neither flash nor blink", it is a verb too.
    """
    verb, *objects = first.split()
    word = piece.split(None, 1)[0].lower()
    return bool(objects) and (word in _DETERMINERS or (word not in VERBS and verb.lower() in VERBS))


def _found(mask: str, response: Response) -> Iterator[tuple[str, int, int]]:
    if not response.negated:
        likely = "not" in mask.lower() or "never" in mask.lower()
        denies = _DENIES.match(mask) or (likely and _DENIES_LATE.search(mask))
        nothing = None if denies else _NO_OBJECT.match(mask)
        if nothing and nothing["verb"].lower() in VERBS:
            yield "ears-denied-response", *nothing.span("no")
        elif denies:
            yield "ears-denied-response", *denies.span()
        return
    only = _NOT_ONLY.match(mask)
    but = _BUT.search(mask)
    if only or but:
        yield "ears-not-but", *(only or but).span()  # type: ignore[union-attr]
        return
    joint = _JOINT.search(mask)
    if joint and not _TOGETHER.match(mask):
        yield "ears-denied-joint", 0, len(mask)
