"""What each part of a check says of a project: of its model, its verdicts, and the files that are handed in.

Unknown is not no: what nobody stated, verified or handed in leaves the part undecided, with the reason.
"""

import re
from collections.abc import Mapping
from dataclasses import dataclass
from datetime import date
from typing import Any

from core.exchange.settings.folder import EvidenceFolder
from core.ground.diagnostic import Refused
from core.ground.oneline import one_line
from core.ground.words import _, plural, quoted
from core.model import Evidence, Id, Requirement, Snapshot, Truth
from core.requirements.checks.printing import printed
from core.requirements.checks.quantities import comparable, compares, nanoseconds, quantity_in
from core.requirements.checks.tree import (
    AllOf,
    AnyOf,
    Check,
    Comparison,
    Denial,
    DigestTest,
    Each,
    EvidenceTest,
    Leaf,
    Named,
    Quantifier,
    Quantity,
    SettingTest,
    Value,
    VerdictTest,
)
from core.requirements.checks.words import SORTS
from core.threats.conditions import Examination, Examined, Telling
from core.threats.judgement import Gap
from core.threats.words import placed_name, question, statements

_SHOWN = 4
"""Names, and reasons of parts, that one sentence tells."""
_LONGEST = 80
"""Characters of a value from a file that are told."""
_DAY = 86_400 * 10**9
"""Nanoseconds."""


@dataclass(frozen=True, slots=True)
class Part:
    """How one part of a check was decided; `sought` is whether the whole wants it to hold, or not to."""

    statement: str
    truth: Truth
    reason: str
    sought: bool = True
    telling: tuple[Telling, ...] = ()
    gaps: tuple[Gap, ...] = ()

    @property
    def serves(self) -> Truth:
        """Whether the part speaks for the whole."""
        return self.truth if self.sought else ~self.truth


class Decider:
    """Decides checks of one project in one state.

    `verdicts` are the worst verdicts by the id of their requirement, None where the model was not
    verified as it is.
    """

    def __init__(
        self,
        snapshot: Snapshot,
        verdicts: Mapping[Id, Mapping[str, Any]] | None,
        evidence: EvidenceFolder,
        today: date,
    ) -> None:
        self.snapshot = snapshot
        self.evidence = evidence
        self._verdicts = verdicts
        self._today = today
        self._examination = Examination(snapshot)
        self._questions: dict[Gap, str] = {}
        self._told_of: dict[Each | Named, str] = {}

    def decide(self, check: Check, requirement: Requirement) -> tuple[Truth, tuple[Part, ...]]:
        """Whether a check of the requirement holds, by Kleene's connectives, and each of its parts."""
        parts: list[Part] = []
        return self._decide(check, requirement, True, parts), tuple(parts)

    def _decide(self, check: Check, requirement: Requirement, sought: bool, parts: list[Part]) -> Truth:
        match check:
            case AllOf(inner):
                truth = Truth.YES
                for one in inner:
                    truth &= self._decide(one, requirement, sought, parts)
                return truth
            case AnyOf(inner):
                truth = Truth.NO
                for one in inner:
                    truth |= self._decide(one, requirement, sought, parts)
                return truth
            case Denial(one):
                return ~self._decide(one, requirement, not sought, parts)
        found = self._leaf(check, requirement, sought)
        parts.append(found)
        return found.truth

    def _leaf(self, check: Check, requirement: Requirement, sought: bool) -> Part:
        assert isinstance(check, Leaf)
        telling: tuple[Telling, ...] = ()
        gaps: tuple[Gap, ...] = ()
        match check:
            case Each() | Named():
                found = self._examination.examine(check)
                truth, reason, telling, gaps = (
                    found.truth,
                    self._told_once(check, found),
                    found.telling,
                    found.gaps,
                )
            case VerdictTest():
                truth, reason = self._verdict(check.requirement or requirement.key)
            case SettingTest():
                truth, reason = self._setting(check)
            case DigestTest():
                truth, reason = self._digest(check)
            case EvidenceTest():
                truth, reason = self._evidence(check)
        said = check if sought else Denial(check)
        return Part(printed(said), truth, reason, sought, telling, gaps)

    def _told_once(self, check: Each | Named, found: Examined) -> str:
        told = self._told_of.get(check)
        if told is None:
            told = self._told_of[check] = self._told(check, found)
        return told

    def _told(self, check: Each | Named, found: Examined) -> str:
        """How the model decides a condition, as a sentence."""
        if found.missing:
            return _("The model has nothing called “{name}”").format(name=found.missing)
        if found.truth is Truth.UNKNOWN:
            return self._asked(found.gaps)
        if isinstance(check, Named):
            told = self.statement(found.telling[0]) if found.telling else ""
            return told or _("“{name}” is so").format(name=check.name)
        if found.telling:
            many = len(found.telling)
            met = check.quantifier is not Quantifier.EVERY
            told = (
                plural("{count} meets it", "{count} meet it", many)
                if met
                else plural("{count} does not meet it", "{count} do not meet it", many)
            )
            return _("{count}: {names}").format(count=told, names=self._names(found.telling))
        if not found.concerned:
            return _("No {kind} is concerned").format(kind=_(SORTS[check.sort]))
        if check.quantifier is Quantifier.EVERY:
            return plural(
                "{count} is concerned, and meets it",
                "{count} are concerned, and all meet it",
                found.concerned,
            )
        return plural(
            "{count} is concerned, and does not meet it",
            "{count} are concerned, and none meets it",
            found.concerned,
        )

    def statement(self, telling: Telling) -> str:
        """The facts by which an element decides, as a sentence."""
        return statements(self.snapshot, telling.facts)

    def name(self, element: Id) -> str:
        """The name of an element as it can stand alone."""
        return placed_name(self.snapshot, self.snapshot[element])

    def asked(self, gap: Gap) -> str:
        """The question that would decide what is open."""
        found = self._questions.get(gap)
        if found is None:
            found = self._questions[gap] = question(self.snapshot, gap)
        return found

    def _asked(self, gaps: tuple[Gap, ...]) -> str:
        asked = list(dict.fromkeys(map(self.asked, gaps)))
        if len(asked) == 1:
            return asked[0]
        more = plural("And {count} more question.", "And {count} more questions.", len(asked) - 1)
        return f"{asked[0]} {more}"

    def _names(self, telling: tuple[Telling, ...]) -> str:
        names = [self.name(one.element) for one in telling[:_SHOWN]]
        return ", ".join(names) + (", …" if len(telling) > _SHOWN else "")

    def _verdict(self, key: str) -> tuple[Truth, str]:
        named = next((one for one in self.snapshot.of(Requirement) if one.key == key), None)
        if named is None:
            return Truth.UNKNOWN, _("There is no requirement {key}").format(key=key)
        if self._verdicts is None:
            return Truth.UNKNOWN, _("{key} was not verified since the model changed").format(key=key)
        found = self._verdicts.get(named.id)
        if found is None:
            return Truth.UNKNOWN, _("There is no verdict on {key}").format(key=key)
        if found["verdict"] == "satisfied":
            return Truth.YES, _("{key} is satisfied in every run of the model").format(key=key)
        if found["verdict"] == "violated":
            told = (found.get("explanation") or {}).get("summary") or found.get("reason") or ""
            return Truth.NO, told or _("{key} is violated").format(key=key)
        words = _("The verdict on {key} is unknown: {why}")
        return Truth.UNKNOWN, words.format(key=key, why=found.get("reason") or "")

    def _setting(self, check: SettingTest) -> tuple[Truth, str]:
        try:
            values = self.evidence.settings(check.file).at(check.key)
        except Refused as refused:
            return Truth.UNKNOWN, _reasons(refused)
        if not values:
            words = _("{file} does not state “{key}”, and what holds then is not known")
            return Truth.UNKNOWN, words.format(file=check.file, key=check.key)
        shown = ", ".join(quoted(_short(value)) for value in values[:_SHOWN])
        if len(values) > 1:
            words = _("{file} states “{key}” several times: {values}")
            return Truth.UNKNOWN, words.format(file=check.file, key=check.key, values=shown)
        judged = [_fits(values[0], check.comparison, bound, check.unit) for bound in check.values]
        truth = Truth.NO
        for one in judged:
            truth |= one
        words = (
            _("“{key}” in {file} is {values}, which cannot be compared with {bound}")
            if truth is Truth.UNKNOWN
            else _("“{key}” in {file} is {values}")
        )
        (bound, *_rest) = check.values
        said = f"{bound.number:f} {bound.unit}".strip() if isinstance(bound, Quantity) else bound
        return truth, words.format(file=check.file, key=check.key, values=shown, bound=said)

    def _digest(self, check: DigestTest) -> tuple[Truth, str]:
        try:
            found = self.evidence.digest(check.file)
        except Refused as refused:
            return Truth.UNKNOWN, _reasons(refused)
        if found == check.digest:
            return Truth.YES, _("{file} has that digest").format(file=check.file)
        words = _("{file} has another digest: {digest}…")
        return Truth.NO, words.format(file=check.file, digest=found[:16])

    def _evidence(self, check: EvidenceTest) -> tuple[Truth, str]:
        """Evidence that no longer counts decides nothing: it shows no requirement to be unmet."""
        found = [one for one in self.snapshot.of(Evidence) if one.name == check.name]
        if len(found) != 1:
            words = (
                _("The model has no evidence “{name}”")
                if not found
                else _("Several pieces are called “{name}”")
            )
            return Truth.UNKNOWN, words.format(name=check.name)
        if check.age is not None:
            return self._aged(found[0], check.age)
        if not found[0].digest:
            words = _("No digest of “{name}” is recorded")
            return Truth.UNKNOWN, words.format(name=check.name)
        try:
            digest = self.evidence.digest(found[0].reference)
        except Refused as refused:
            return Truth.UNKNOWN, _reasons(refused)
        if digest != found[0].digest.lower():
            words = _("{file} is not as it was recorded")
            return Truth.UNKNOWN, words.format(file=found[0].reference)
        return Truth.YES, _("{file} is as it was recorded").format(file=found[0].reference)

    def _aged(self, evidence: Evidence, age: Quantity) -> tuple[Truth, str]:
        try:
            days = (self._today - date.fromisoformat(evidence.dated)).days
        except ValueError:
            return Truth.UNKNOWN, _("“{name}” has no date").format(name=evidence.name)
        limit = nanoseconds(age)
        if days < 0:
            words = _("“{name}” is dated {date}, which is yet to come")
        elif limit is not None and days * _DAY < limit:
            return Truth.YES, _("“{name}” is of {date}").format(name=evidence.name, date=evidence.dated)
        else:
            words = _("“{name}” is stale: it is of {date}")
        return Truth.UNKNOWN, words.format(name=evidence.name, date=evidence.dated)


def _fits(value: str, comparison: Comparison, bound: Value, unit: str) -> Truth:
    """Whether a value of a file is to a bound as it should be; unknown where they cannot be compared."""
    if isinstance(bound, str):
        if comparison is Comparison.NAMES:
            word = rf"(?<![a-z0-9]){re.escape(bound)}(?![a-z0-9])"
            return Truth.of(re.search(word, value[:10_000], re.IGNORECASE) is not None)
        return Truth.of(value == bound)
    found = quantity_in(value)
    if found is not None and not found.unit and unit:
        found = Quantity(found.number, unit)
    if found is None and comparison is Comparison.IS:
        return Truth.NO
    if found is None or not comparable(found, bound):
        return Truth.UNKNOWN
    return Truth.of(compares(found, comparison, bound))


def _short(value: str) -> str:
    value = one_line(value[: _LONGEST + 1])
    return value if len(value) <= _LONGEST else value[:_LONGEST] + "…"


def _reasons(refused: Refused) -> str:
    return "; ".join(diagnostic.message for diagnostic in refused.diagnostics)
