"""A threat rule: to what it applies, when it holds, and what it then says.

The form is described for authors in resources/catalogues/rules/README.md.
"""

import re
from collections.abc import Mapping as Names
from dataclasses import dataclass
from enum import StrEnum

from core.ground.words import _
from core.knowledge.document import Tree
from core.knowledge.expression import NEVER, Expression, Scope, fact_form, read_expression, read_path
from core.knowledge.identifier import names_threat
from core.knowledge.record import Faults, Record
from core.knowledge.vocabulary import SUBJECTS
from core.model import EffectType

PLACEHOLDER = re.compile(r"\{([a-z_]+(?:\.[a-z_]+)*)\}")
"""A part of a template that is filled from the elements bound: {flow} or {flow.data}."""

RULE_ID = re.compile(r"[A-Z]{2,6}-\d{3}")
MITIGATION_ID = re.compile(r"MIT-\d{3}")


class ThreatSeverity(StrEnum):
    """How much harm a threat may do if nothing stands against it."""

    INFO = "info"
    LOW = "low"
    MEDIUM = "medium"
    HIGH = "high"
    CRITICAL = "critical"

    @property
    def rank(self) -> int:
        """0 for info up to 4 for critical."""
        return _RANKS[self]


_RANKS = {severity: rank for rank, severity in enumerate(ThreatSeverity)}


class StrideLetter(StrEnum):
    """The six categories of STRIDE by their letters."""

    SPOOFING = "S"
    TAMPERING = "T"
    REPUDIATION = "R"
    INFORMATION_DISCLOSURE = "I"
    DENIAL_OF_SERVICE = "D"
    ELEVATION_OF_PRIVILEGE = "E"


@dataclass(frozen=True, slots=True)
class RuleEffect:
    """What an attacker could do to the element bound to `on`, at most `budget` times (None: any number)."""

    effect: EffectType
    on: str
    budget: int | None = None


@dataclass(frozen=True, slots=True)
class Raise:
    """The severity where a further condition is stated to hold."""

    severity: ThreatSeverity
    when: Expression


@dataclass(frozen=True, slots=True)
class Rule:
    """One reviewed threat rule; `title` and `why` are templates over the elements bound."""

    id: str
    title: str
    subject: str
    when: Expression
    stride: tuple[StrideLetter, ...]
    severity: ThreatSeverity
    raises: tuple[Raise, ...]
    effect: RuleEffect | None
    references: tuple[str, ...]
    mitigations: tuple[str, ...]
    why: str


def read_rule(tree: Tree, lists: Names[str, tuple[str, ...]], faults: Faults) -> Rule:
    """The rule that an entry of a catalogue spells; what is wrong with it becomes a fault."""
    record = Record(tree, faults, _("A rule"))
    rule_id = record.text("id", RULE_ID, "id: ICS-001")
    subject = record.text("applies_to", example="applies_to: flow")
    if subject and subject not in SUBJECTS:
        names = ", ".join(SUBJECTS)
        faults.add(record.place_of("applies_to"), _("A rule applies to one of {names}").format(names=names))
    scope = SUBJECTS.get(subject, {})
    when = record.tree("when")
    rule = Rule(
        id=rule_id,
        title=_template(record, "title", scope),
        subject=subject,
        when=NEVER if when is None else read_expression(when, scope, lists, faults),
        stride=_stride(record),
        severity=record.choice("severity", ThreatSeverity),
        raises=_raises(record, scope, lists) if record.has("raise") else (),
        effect=_effect(record, scope) if record.has("effect") else None,
        references=record.texts("references", 1, names_threat, "references: [CWE-306, T0855]"),
        mitigations=record.texts(
            "mitigations", 1, lambda text: bool(MITIGATION_ID.fullmatch(text)), "mitigations: [MIT-001]"
        ),
        why=_template(record, "why", scope),
    )
    record.close()
    return rule


def _template(record: Record, name: str, scope: Scope) -> str:
    text = record.text(name)
    rest = PLACEHOLDER.sub("", text)
    fields = [found for found in PLACEHOLDER.findall(text) if not _fillable(found, scope)]
    if fields or "{" in rest or "}" in rest:
        record.faults.add(
            record.place_of(name),
            _("“{name}” holds a placeholder that nothing fills: {fields}").format(
                name=name, fields=", ".join(fields) or "{"
            ),
            hint=_("Bound here: {names}.").format(names=", ".join(scope)),
            example="{flow} carries {flow.data} to {target}",
        )
    return text


def _fillable(written: str, scope: Scope) -> bool:
    if "." not in written:
        return written in scope
    found = read_path(written, scope)
    return found is not None and fact_form(found[1], found[0].last) is not None


def _stride(record: Record) -> tuple[StrideLetter, ...]:
    letters = tuple(letter.value for letter in StrideLetter)
    written = record.texts("stride", 1, lambda text: text in letters, "stride: [S, T]")
    return tuple(StrideLetter(letter) for letter in letters if letter in written)


def _raises(record: Record, scope: Scope, lists: Names[str, tuple[str, ...]]) -> tuple[Raise, ...]:
    raises = []
    for item in record.listing("raise"):
        step = Record(item, record.faults, _("A raise"))
        severity = step.choice("to", ThreatSeverity)
        when = step.tree("when")
        step.close()
        if when is not None:
            raises.append(Raise(severity, read_expression(when, scope, lists, record.faults)))
    return tuple(raises)


def _effect(record: Record, scope: Scope) -> RuleEffect | None:
    tree = record.tree("effect")
    if tree is None:
        return None
    part = Record(tree, record.faults, _("An effect"))
    effect = RuleEffect(
        part.choice("kind", EffectType), part.text("on", example="on: flow"), part.number("budget", 1, 1000)
    )
    if effect.on and effect.on not in scope:
        part.faults.add(part.place_of("on"), _("“{name}” is not bound here").format(name=effect.on))
    part.close()
    return effect
