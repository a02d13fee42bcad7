"""Cuts what stands from "shall" on into responses, time bounds and late clauses."""

import re
from collections.abc import Iterator

from core.requirements.ears.belonging import belongs_to_clause, goes_on_demanding, is_nearness
from core.requirements.ears.bounds import behind, is_tolerance, timed_bound
from core.requirements.ears.front import opens_another
from core.requirements.ears.items import CLAUSES, TIMED, Part, Token
from core.requirements.ears.masking import BRACKETED
from core.requirements.ears.times import CALENDAR, FURTHER, QUANTITY, is_time

_ASKING = (
    "ask asks check checks decide decides detect detects determine determines know see test "
    "tests verify verifies indicate indicates indicating"
)
_ASKS = frozenset(_ASKING.split())
"""Verbs behind which "if" means whether."""
_JOINTS = frozenset({"that", "which", "."})
"""Words behind which another requirement may begin; the dot is one that ends no sentence by itself."""
_OTHER = re.compile(r"otherwise|else|other\s+cases|if\s+not", re.IGNORECASE)
_RESPONSE, _CLAUSE, _CONDITION = "response", "clause", "condition"


def back_tokens(part: Part) -> Iterator[Token]:
    """The tokens from "shall" to the end of the text."""
    yield Token("SHALL", *part.items[0][1:])
    at = 1
    if part.kind(at) == "NOT":
        yield part.token("NOT", at, at + 1)
        at += 1
    if part.kind(at) == "WORD" and _is_bracketed(part, at) and at + 1 < len(part):
        yield part.token("NOTE", at, at + 1)
        at += 1
    yield from _Back(part, at).tokens()


class _Back:
    """Walks over the items and remembers where the present phrase began and what it belongs to."""

    def __init__(self, part: Part, at: int) -> None:
        self.part = part
        self.at = at
        self.begin = at
        self.inside = _RESPONSE
        self.clause = ""
        """The kind of the last clause."""
        self.said = False
        """Whether the present response has text already; before it has, a comma ends an insertion."""

        self.denied = part.kind(1) == "NOT"
        """Whether the present response is forbidden."""
        self.led = False
        """Whether the present response has a time bound in front of its text."""
        self.other = _OTHER.search(part.mask, part.items[0].end) is not None
        """Whether any word could tell of all other cases, which is dear to look for at each."""

    def tokens(self) -> Iterator[Token]:
        part = self.part
        while self._next_keyword():
            kind = part.kind(self.at)
            if kind == "STOP":
                yield from self._flush()
                yield from self._remainder()
                return
            if kind == "SHALL" and part.kind(self.at - 1) != "AND":
                yield from self._second_requirement()
                return
            if self._is_otherwise(self.at):
                yield from self._other_case()
                return
            if (kind == "AND" and self._begins_response()) or (kind == "COMMA" and self._leads_another()):
                yield from self._next_response()
            elif kind in CLAUSES and self._opens_clause():
                yield from self._keyword(_CLAUSE)
            elif kind in {"UNTIL", "BEFORE", "AFTER"} and self._opens_condition():
                yield from self._keyword(_CONDITION)
            elif kind in {*TIMED, "LASTING", "AFTER"} and self._opens_time():
                yield from self._time()
            elif kind == "COMMA" and self._comma_separates():
                yield from self._flush()
                yield part.token("COMMA", self.at, self.at + 1)
                self._continue_at(self.at + 1, _RESPONSE)
            else:
                self.at += 1
        yield from self._flush()

    def _next_keyword(self) -> bool:
        """Step over bare words, where none can tell of other cases; whether anything is left."""
        while not self.other and self.part.kind(self.at) == "WORD":
            self.at += 1
        return self.at < len(self.part)

    def _flush(self) -> Iterator[Token]:
        if self.begin < self.at or self.inside is not _RESPONSE:
            yield self.part.phrase(self.begin, self.at)
        if self.inside is _RESPONSE and self.begin < self.at:
            self.said = True

    def _continue_at(self, at: int, inside: str) -> None:
        self.at = self.begin = at
        self.inside = inside

    def _begins_response(self) -> bool:
        """Whether "and" is followed by a response of its own: "and shall", "and not", "within 5 s and"."""
        following = self.part.kind(self.at + 1)
        if following == "SHALL":
            return True
        if self._is_otherwise(self.at + 1):
            return False
        if self.part.word(self.at) != "and":
            return False
        if self.inside is not _RESPONSE:
            return not self.denied and goes_on_demanding(self.part, self.begin, self.at)
        if self._leads_another():
            return True
        behind_bound = self.said and self.at == self.begin and not self._another_subject()
        return following == "NOT" or (behind_bound and following not in {*CLAUSES, ""})

    def _another_subject(self) -> bool:
        """Whether what follows the "and" is the name of another system with a "shall" of its own."""
        for index in range(self.at + 1, len(self.part)):
            if self.part.kind(index) != "WORD":
                return self.part.kind(index) == "SHALL"
        return False

    def _leads_another(self) -> bool:
        """Whether the joint is followed by the bound of another response, as the present one begins."""
        following = self.part.kind(self.at + 1)
        present = self.led and self.inside is _RESPONSE and (self.said or self.begin < self.at)
        return present and (following in TIMED or self._delays(self.at + 1))

    def _next_response(self) -> Iterator[Token]:
        part = self.part
        yield from self._flush()
        yield part.token("AND", self.at, self.at + 1)
        at = self.at + 1
        for kind in ("SHALL", "NOT"):
            if part.kind(at) == kind:
                yield part.token(kind, at, at + 1)
                self.denied = kind == "NOT"
                at += 1
        self.said = self.led = False
        self._continue_at(at, _RESPONSE)

    def _opens_clause(self) -> bool:
        part = self.part
        if part.kind(self.at + 1) in {"", "STOP", "COMMA", "AND"}:
            return part.word(self.at) not in {"once", "upon"}
        if part.kind(self.at) == "IF" and part.word(self.at - 1) in _ASKS:
            return False
        return self.inside is _RESPONSE or part.kind(self.at - 1) != "AND" or self._joined()

    def _joined(self) -> bool:
        """Whether an "and" joins a clause of another kind to the present one."""
        part = self.part
        return (
            self.inside is _CLAUSE
            and part.kind(self.at - 1) == "AND"
            and opens_another(part, self.at, self.clause)
        )

    def _keyword(self, inside: str) -> Iterator[Token]:
        joined = inside is _CLAUSE and self._joined()
        if joined:
            self.at -= 1
        yield from self._flush()
        if joined:
            yield self.part.token("COMMA", self.at, self.at + 1)
            self.at += 1
        self.clause = self.part.kind(self.at)
        yield self.part.token(self.clause, self.at, self.at + 1)
        self._continue_at(self.at + 1, inside)

    def _opens_condition(self) -> bool:
        if self.inside is not _RESPONSE or self.part.kind(self.at + 1) in {"", "STOP", "COMMA", "AND"}:
            return False
        return self.part.kind(self.at) != "AFTER" or not self._delay()

    def _delays(self, at: int) -> bool:
        """Whether the item is an "after" with a number behind it."""
        number = self.part.kind(at) == "AFTER" and QUANTITY.match(self.part.mask, self.part.items[at].end)
        return bool(number) and is_time(number)  # type: ignore[arg-type]

    def _delay(self) -> bool:
        """Whether "after" is followed by a time alone, as in "after 5 s" but not "after 5 s of idling"."""
        match = self._calendar() or QUANTITY.match(self.part.mask, self.part.items[self.at].end)
        if match is not None and not self._calendar() and not is_time(match):
            match = FURTHER.match(self.part.mask, match.end())
        if match is None:
            return False
        rest = self.part.mask[match.end() :].split(None, 1)
        return not rest or rest[0].lower() not in {"of", "from", "without", "in"}

    def _calendar(self) -> re.Match[str] | None:
        """The months or years behind the place, which are words of the response."""
        return CALENDAR.match(self.part.mask, self.part.items[self.at].end)

    def _opens_time(self) -> bool:
        kind = self.part.kind(self.at)
        if self._calendar():
            return False
        if kind == "WITHIN":
            return not is_tolerance(self.part, self.at) and not self._within_phrase()
        return self.inside is _RESPONSE and (kind != "AFTER" or self._delay())

    def _within_phrase(self) -> bool:
        """Whether the "within" at the place and its time are words of the phrase they stand in."""
        if self.inside is _RESPONSE:
            return is_nearness(self.part, self.begin, self.at)
        clause = self.clause if self.inside is _CLAUSE else ""
        return belongs_to_clause(self.part, clause, self.begin, self.at, self.said)

    def _time(self) -> Iterator[Token]:
        yield from self._flush()
        self.led = self.led or not self.said
        tokens = list(timed_bound(self.part, self.at))
        yield from tokens
        inside = _CONDITION if tokens[-1].kind == "ANCHOR" else _RESPONSE
        self._continue_at(behind(self.part, tokens[-1]), inside)

    def _comma_separates(self) -> bool:
        if self.inside is _RESPONSE:
            return self.begin == self.at
        return not self.said

    def _second_requirement(self) -> Iterator[Token]:
        """All from the joint before a "shall" with a subject of its own, which is another requirement."""
        joint = self.at
        for index in range(self.at - 1, self.begin - 1, -1):
            if self.part.kind(index) in {"AND", "COMMA"} or self.part.word(index) in _JOINTS:
                joint = index
                break
        self.at, last = joint, len(self.part)
        yield from self._flush()
        yield self.part.token("REST", joint, last)

    def _is_otherwise(self, at: int) -> bool:
        """Whether what follows is demanded in all other cases."""
        if not self.other:
            return False
        part = self.part
        word = part.word(at).rstrip(",;")
        if part.kind(at) == "IF" and part.kind(at + 1) == "NOT" and part.kind(at + 2) == "COMMA":
            return True
        if word in {"in", "for"}:
            following = [part.word(at + ahead) for ahead in (1, 2, 3)]
            return ["other", "cases"] in (following[:2], following[1:])
        if word == "else":
            return not part.word(at - 1).endswith(("thing", "one", "body", "where", "what", "who"))
        return word == "otherwise" and (
            part.kind(at - 1) not in {*CLAUSES, "NOT"}
            and part.word(at - 1) != "or"
            and not part.word(at + 1).endswith("ed")
        )

    def _other_case(self) -> Iterator[Token]:
        """All from the joint in front of "otherwise" on."""
        joint, last = self.at, len(self.part)
        while joint > self.begin and self.part.kind(joint - 1) in {"AND", "COMMA"}:
            joint -= 1
        self.at = joint
        yield from self._flush()
        yield self.part.token("REST", joint, last)

    def _remainder(self) -> Iterator[Token]:
        """The full stop, cross references in brackets, and whatever else follows."""
        part, at = self.part, self.at
        yield part.token("STOP", at, at + 1)
        note = at = at + 1
        while at < len(part) and (part.kind(at) == "STOP" or _is_bracketed(part, at)):
            at += 1
        if at > note:
            yield part.token("NOTE", note, at)
        if at < len(part):
            yield part.token("REST", at, len(part))


def otherwise(words: str) -> bool:
    """Whether the remainder of a sentence, in lower case, is about all other cases."""
    return (
        re.match(
            r"(?:[,;]\s*)?(?:(?:and|or|but)\s+)?(?:otherwise|else|if\s+not,|(?:in|for)\s+(?:\w+\s+)?other\s+cases)(?![\w-])",
            words,
        )
        is not None
    )


def _is_bracketed(part: Part, index: int) -> bool:
    return set(part.word(index)) == {BRACKETED}
