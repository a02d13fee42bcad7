"""What verifyta writes about one formula, in the words of UPPAAL 4.1 and 5.0.

The formats are those that its users publish; nothing that is not understood counts as a verdict.
"""

import re
from dataclasses import dataclass
from enum import StrEnum

from core.ground.words import _, deferred
from core.jobs.programs import ProgramOutcome


class Kind(StrEnum):
    """What came of asking; only the first two decide."""

    SATISFIED = "satisfied"
    VIOLATED = "violated"
    MAYBE = "maybe"
    REFUSED = "refused"
    """It found errors in the model or the formula."""
    LICENCE = "licence"
    LIMIT = "limit"
    """It ran out of time or memory."""
    CANCELLED = "cancelled"
    FAILED = "failed"
    """It did not start, crashed, or said nothing that can be understood."""


@dataclass(frozen=True, slots=True)
class Answer:
    """What came of asking about one formula."""

    kind: Kind
    value: str | None = None
    """The number of a sup or inf query, or the range of a bounds query."""
    reason: str = ""
    states: int = 0
    seconds: float = 0.0

    @property
    def decides(self) -> bool:
        """Whether it says how the formula stands."""
        return self.kind in (Kind.SATISFIED, Kind.VIOLATED)


_TOO_LONG = deferred("verifyta needed more than {seconds:g} s")
_TOO_LARGE = deferred("verifyta needed more than {size} MB of memory")

_CONTROL = re.compile(r"\x1b\[[0-9;?]*[A-Za-z]")
_SAID = re.compile(r"^\s*--\s*(?:Formula|Property)\s+(is NOT|MAY NOT be|is|MAY be) satisfied", re.MULTILINE)
_KINDS = {"is": Kind.SATISFIED, "is NOT": Kind.VIOLATED, "MAY be": Kind.MAYBE, "MAY NOT be": Kind.MAYBE}
_VALUE = re.compile(
    r"^\s*(?:--\s*)?(?:sup|inf|bounds)\b[^\n]*?([<>]=?|=|:|\bin)\s*"
    r"([<>]?-?\d+(?:\.\d+)?|[\[(]\s*-?\d+\s*,\s*-?\d+\s*[\])])\s*$",
    re.MULTILINE | re.IGNORECASE,
)
_STATES = re.compile(r"^\s*--\s*States stored\s*:\s*(\d+)", re.MULTILINE)
_ERROR = re.compile(r"^(.*?):?\s*\[error\]\s*(.+?)\s*$", re.MULTILINE)
_LICENCE = re.compile(r"licen[sc]e|--lease", re.IGNORECASE)
_MEMORY = re.compile(r"out of memory|bad_alloc|memory exhausted|cannot allocate memory", re.IGNORECASE)


def read_answer(outcome: ProgramOutcome, seconds: float, megabytes: int) -> Answer:
    """What a run of the program within these limits says about the one formula that it was asked about."""
    answer = _read(outcome, seconds, megabytes)
    states = _STATES.search(plain(outcome.output))
    return Answer(answer.kind, answer.value, answer.reason, int(states[1]) if states else 0, outcome.seconds)


def reached_bound(reason: str) -> bool:
    """Whether the reason of an answer is that verifyta ran out of time or memory."""
    return any(
        re.fullmatch(r"[\d.e+-]+".join(map(re.escape, re.split(r"\{.*?\}", said()))), reason)
        for said in (_TOO_LONG, _TOO_LARGE)
    )


def plain(text: str) -> str:
    """The text without what moves a cursor; what was overwritten on its line stands on a line of its own."""
    return _CONTROL.sub("", text).replace("\r", "\n")


def _read(outcome: ProgramOutcome, seconds: float, megabytes: int) -> Answer:
    if outcome.state == "absent":
        reason = _("verifyta could not be started: {reason}").format(reason=outcome.errors.strip())
        return Answer(Kind.FAILED, reason=reason)
    if outcome.state == "cancelled":
        return Answer(Kind.CANCELLED, reason=_("it was stopped"))
    if outcome.state == "overdue":
        return Answer(Kind.LIMIT, reason=_TOO_LONG().format(seconds=seconds))
    if outcome.state == "flooding":
        return Answer(Kind.FAILED, reason=_("verifyta wrote without end and was stopped"))
    output, errors = plain(outcome.output), plain(outcome.errors)
    said = {_KINDS[found] for found in _SAID.findall(output)}
    if len(said) == 1 and outcome.status == 0:
        (kind,) = said
        value = _VALUE.search(output)
        reason = _("verifyta cannot tell for certain") if kind is Kind.MAYBE else ""
        return Answer(kind, _number(value) if value else None, reason)
    return _without_verdict(output + "\n" + errors, outcome.status, megabytes)


def _number(found: re.Match[str]) -> str:
    """What was found without its blanks; a sign in front says that the end itself is not reached."""
    sign = found[1] if found[1] in ("<", ">") and found[2][0] not in "<>[(" else ""
    return sign + found[2].replace(" ", "")


def _without_verdict(text: str, status: int | None, megabytes: int) -> Answer:
    wrong = _ERROR.search(text)
    if wrong is not None:
        reason = _("verifyta finds an error: {error}").format(error=_short(wrong[2]))
        return Answer(Kind.REFUSED, reason=reason)
    if _LICENCE.search(text):
        return Answer(Kind.LICENCE, reason=_("verifyta has no valid licence on this machine"))
    if _MEMORY.search(text):
        return Answer(Kind.LIMIT, reason=_TOO_LARGE().format(size=megabytes))
    words = next((line for line in reversed(text.splitlines()) if line.strip()), "")
    if status is not None and status < 0:
        return Answer(Kind.FAILED, reason=_("verifyta crashed (signal {number})").format(number=-status))
    if not words:
        return Answer(Kind.FAILED, reason=_("verifyta ended without a word"))
    reason = _("verifyta gave no verdict; its last words: {words}").format(words=_short(words))
    return Answer(Kind.FAILED, reason=reason)


def _short(words: str) -> str:
    words = " ".join(words.split())
    return words if len(words) <= 160 else f"{words[:159]}…"
