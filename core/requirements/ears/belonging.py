"""Whether a "within" and a time belong to the clause or the response they stand in, or bound the response."""

from core.requirements.ears.bounds import behind, timed_bound
from core.requirements.ears.items import CLAUSES, TIMED, Part
from core.requirements.ears.times import OTHER_MEASURE
from core.requirements.ears.verbs import VERBS

_DENYING_WORDS = "no none nothing nobody neither nor without cannot lack lacks unable absent missing"
_DENYING = frozenset(_DENYING_WORDS.split())
_FAILING = frozenset({"fail", "fails", "failed", "failing"})
"""Verbs that deny together with the "to" behind them."""
_NUMBER_WORDS = (
    "two three four five six seven eight nine ten eleven twelve several many multiple twice repeatedly"
)
_NUMBERS = frozenset(_NUMBER_WORDS.split())
_COMPARING = frozenset({"than", "least", "most", "to", "of", "any", "all", "the", "exactly", "only", "after"})
"""Words behind which a number counts things and is no part of a name such as "valve 2"."""
_REACH = 3
"""Words behind a number among which the things stand that it counts."""
_KEEPING_WORDS = (
    "agree align hold keep lie maintain match remain run stay synchronise synchronize synchronised "
    "synchronized track"
)
KEEPING = frozenset(_KEEPING_WORDS.split())
"""Verbs behind which "within 100 ms of" says how near something stays."""
_TIMEKEEPERS = frozenset({"clock", "clocks", "reference", "utc"})
"""What never happens, so that no time counts from it."""
_EVENT_WORDS = (
    "alarm arrival call change command edge end entry event expiry failure fault interrupt loss press "
    "pulse receipt release request reset signal start startup stop trigger trip"
)
_EVENTS = frozenset(_EVENT_WORDS.split())
_EVENT_ENDINGS = ("tion", "sion", "ing", "ment", "down", "-up", "-on", "-off")
_FINITE = frozenset({"is", "are", "was", "were", "has", "have", "being"})

_SINGULAR = frozenset(
    {*_FINITE, "been", "exceeds", "reaches", "falls", "rises", "drops", "fails", "opens", "closes"}
)
"""Words of a clause that no verb in its plain form goes on with."""
_OBJECTS = frozenset({"the", "a", "an", "it", "its", "them", "their", "all", "each", "every", "both"})


def belongs_to_clause(part: Part, clause: str, begin: int, at: int, said: bool) -> bool:
    """Whether the time at the index is told of in the clause of the kind that begins at `begin`.

    It is where the clause denies or counts something, as "no reply" within a time and "three
    errors" within a time, and where a comma behind the time ends a clause inside the response. Right
    behind a comma, or behind another time of the clause, it is none of the clause.
    """
    before = range(begin, at)
    if part.kind(at - 1) == "COMMA" or any(part.kind(index) in TIMED for index in before):
        return False
    if not said and part.kind(behind(part, list(timed_bound(part, at))[-1])) == "COMMA":
        return True
    return clause == "UNLESS" or any(_denies(part, index) or _counts(part, index) for index in before)


def is_nearness(part: Part, begin: int, at: int) -> bool:
    """Whether the response from `begin` says how near and not how soon: "within 1 ms of the master clock"."""
    *_bound, last = timed_bound(part, at)
    after = behind(part, last)
    if last.kind != "ANCHOR" or part.word(after - 1) != "of":
        return False
    noun = after
    while part.kind(noun + 1) == "WORD" and part.word(noun + 1) != "of":
        noun += 1
        if part.word(noun) in _FINITE:
            return False
    head = part.word(noun)
    if head in _TIMEKEEPERS:
        return True
    keeps = part.word(begin) in KEEPING or part.word(at - 1) in {"be", *KEEPING}
    return keeps and noun > after and head not in _EVENTS and not head.endswith(_EVENT_ENDINGS)


def goes_on_demanding(part: Part, begin: int, at: int) -> bool:
    """Whether the "and" at the index goes on with the response and not with the clause from `begin`.

    A verb in its plain form with an object, as in "and report the fault", cannot go on with
    "the plug has been unlocked", nor with "of the detection".
    """
    if part.word(at + 1) not in VERBS:
        return False
    if part.word(at + 2) not in _OBJECTS and part.kind(at + 2) not in CLAUSES:
        return False
    return part.word(begin - 1) == "of" or any(part.word(index) in _SINGULAR for index in range(begin, at))


def _denies(part: Part, index: int) -> bool:
    word = part.word(index)
    failing = word in _FAILING and part.word(index + 1) == "to"
    return part.kind(index) == "NOT" or word in _DENYING or word.endswith("n't") or failing


def _counts(part: Part, index: int) -> bool:
    """Whether the item is a number of things or of times."""
    word = part.word(index)
    if word in _NUMBERS:
        return True
    if not word.isdigit() or OTHER_MEASURE.match(part.mask, part.items[index].end):
        return False
    before = part.word(index - 1)
    counting = part.kind(index - 1) != "WORD" or before in _COMPARING or before.endswith(("s", "ed"))
    return counting and any(_plural(part.word(index + ahead)) for ahead in range(1, _REACH + 1))


def _plural(word: str) -> bool:
    return len(word) > 3 and word.isalpha() and word.endswith("s")
