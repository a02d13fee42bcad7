"""When a demand holds: the clauses around it with the keywords of EARS, and how else they may be read."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from core.ground.words import _
from core.requirements.ears.times import TIME
from core.requirements.rewriting.clauses import Part
from core.requirements.rewriting.finite import WORD, Form, finite, passive
from core.requirements.rewriting.lexicon import words
from core.requirements.slots import Slots, Span

_WITHIN = re.compile(rf"\s+(?:with)?in\s+{TIME}$", re.IGNORECASE)
_DENIES = re.compile(r"(?<![\w-])(?:not|never|no)(?![\w-])", re.IGNORECASE)
_SINCE = frozenset({"after", "following"})
_MOMENT = frozenset({"on", "upon", "at", *_SINCE})
_UNWISHED = frozenset({"in case of", "in the event of"})
_REASONS = frozenset({"so that", "in order to", "in order that", "because"})


@dataclass(frozen=True, slots=True)
class Around:
    """Clauses for the front, words for the end, and the reason that was given."""

    front: tuple[str, ...]
    behind: tuple[str, ...]
    reason: str


def around(leads: tuple[Part, ...], tails: tuple[Part, ...], lasting: bool) -> Around:
    """The clauses and times of a sentence, each where EARS has it; `lasting` is a demand for a state."""
    front: list[str] = []
    behind: list[str] = []
    reason = ""
    for written in (*leads, *tails):
        part = written
        if part.opener in _REASONS:
            reason = part.text
            continue
        if part.opener in {"", "until", "before"} or _is_delay(part):
            behind.append(part.text)
            continue
        # In front, and behind a denial, a time belongs to the condition: "if it does not close within 5 s".
        late = _WITHIN.search(part.body) if written in tails and not _DENIES.search(part.body) else None
        if late is not None:
            behind.insert(0, late[0].strip())
            part = replace(part, body=part.body[: late.start()])
        front.append(_clause(part, lasting))
    return Around(tuple(front), tuple(behind), reason)


def _is_delay(part: Part) -> bool:
    return part.opener == "after" and re.fullmatch(TIME, part.body, re.IGNORECASE) is not None


def _clause(part: Part, lasting: bool) -> str:
    """The clause with a keyword that the grammar has; a name becomes a clause."""
    opener, body = part.opener, part.body
    whole = finite(body) is not None
    if opener in _UNWISHED or (opener == "in case" and not whole):
        return f"if {body}" if whole else f"if {re.sub(r'^of ', '', body)} {_occurs(body)}"
    if opener in _MOMENT:
        if whole:
            return f"when {body}"
        if opener in _SINCE:
            passed = "passed" if re.match(TIME, body, re.IGNORECASE) else "occurred"
            return f"when {body} {'have' if _several(body) else 'has'} {passed}"
        return f"when {body} {_occurs(body)}"
    if opener == "on receipt of":
        return f"when receipt of {body} occurs"
    if opener == "during" and not whole:
        return f"while {body} {'are' if _several(body) else 'is'} under way"
    if opener == "whenever":
        verb = finite(body)
        tells = holds_for_a_while(body) or (verb is not None and verb.form is Form.BEING)
        return f"{'while' if tells and lasting else 'when'} {body}"
    if opener in {"once", "as soon as"}:
        return f"when {body}"
    if opener in {"as long as", "for as long as", "whilst"}:
        return f"while {body}"
    return f"{opener} {body}"


def _several(name: str) -> bool:
    head = re.split(r"\s+(?:of|without|with|in|on|for|from)\s+", name, maxsplit=1)[0]
    return head.endswith("s") and not head.endswith(("ss", "us", "is"))


def _occurs(name: str) -> str:
    return "occur" if _several(name) else "occurs"


def holds_for_a_while(clause: str) -> bool:
    """Whether the clause tells a state, such as "the tank is empty", and no event."""
    verb = finite(clause)
    if verb is None:
        return False
    if verb.form is Form.BEING:
        first = WORD.match(verb.rest)
        done = passive(verb.rest)
        return done is None or (first is not None and first[0].lower() in words("states"))
    if verb.base == "have" and passive(verb.rest.removeprefix("been ")):
        return False
    return verb.denied or (verb.form is Form.DOING and verb.base in words("states_told"))


def is_unwanted(clause: str) -> bool:
    """Whether the clause tells of a failure, a loss, an excess or an attack."""
    return any(match[0].lower() in words("unwanted") for match in WORD.finditer(clause))


def others(slots: Slots) -> Iterator[tuple[Slots, str]]:
    """The slots with another keyword for the trigger, the likelier first, and how the clause is read then."""
    called = slots.trigger or slots.unwanted
    if called is None or called.negated:
        return
    bare = replace(slots, trigger=None, unwanted=None)
    state = replace(bare, states=(*slots.states, Span(called.text, called.column, called.length)))
    event, fault = replace(bare, trigger=called), replace(bare, unwanted=called)
    as_state = (state, _("the condition read as a state: it holds as long as it lasts"))
    as_event = (event, _("the condition read as an event: it holds from that moment"))
    as_fault = (fault, _("the condition read as something unwanted"))
    if slots.unwanted is not None:
        yield as_event
        if holds_for_a_while(called.text):
            yield as_state
        return
    if holds_for_a_while(called.text):
        yield as_state
    if is_unwanted(called.text):
        yield as_fault
