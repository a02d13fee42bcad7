"""What people decided about threats, and the work and evidence that follow."""

from dataclasses import dataclass
from enum import StrEnum
from typing import Annotated, ClassVar

from core.model.duration import Duration
from core.model.element import Element, Id, To


class ThreatStatus(StrEnum):
    """Where a threat stands."""

    OPEN = "open"
    MITIGATED = "mitigated"
    RISK_ACCEPTED = "risk_accepted"
    NOT_APPLICABLE = "not_applicable"


class EffectType(StrEnum):
    """What an attacker or a fault does to the element it acts on."""

    DROP = "drop"
    DELAY = "delay"
    REPLAY = "replay"
    SPOOF = "spoof"
    JAM = "jam"
    TAMPER = "tamper"
    STOP = "stop"
    RESET = "reset"
    SLOW = "slow"


class TaskStatus(StrEnum):
    """How far a task is."""

    OPEN = "open"
    STARTED = "started"
    DONE = "done"


@dataclass(frozen=True, slots=True, kw_only=True)
class ThreatDecision(Element):
    """What a person decided about one computed threat."""

    kind: ClassVar[str] = "threat decision"
    owners: ClassVar[tuple[str, ...]] = ("",)

    threat: str
    """The id of the threat: the hash of its rule and of the elements bound."""
    status: ThreatStatus = ThreatStatus.OPEN
    reason: str = ""
    decided_by: str = ""
    decided_on: str = ""
    """Date, ISO 8601."""
    assignee: str = ""
    """Who sees to what was decided."""
    due: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class StatedThreat(Element):
    """A threat that a person wrote down or another tool's file brought along; no rule computed it."""

    kind: ClassVar[str] = "stated threat"
    owners: ClassVar[tuple[str, ...]] = ("",)

    target: Annotated[Id, To()]
    stride: tuple[str, ...] = ()
    """Letters out of S, T, R, I, D, E."""
    severity: str = ""
    """info, low, medium, high or critical; empty where none is stated."""
    description: str = ""
    mitigation: str = ""
    status: ThreatStatus = ThreatStatus.OPEN


@dataclass(frozen=True, slots=True, kw_only=True)
class Suppression(Element):
    """Silences a rule ("*": every rule) for one element, or everywhere where `element` is None."""

    kind: ClassVar[str] = "suppression"
    owners: ClassVar[tuple[str, ...]] = ("",)

    rule: str
    element: Annotated[Id | None, To()] = None
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Effect:
    """One thing an attacker or a fault does, at most `budget` times (None: without limit)."""

    effect: EffectType
    on: Annotated[Id, To()]
    budget: int | None = None
    delay: Duration | None = None


@dataclass(frozen=True, slots=True, kw_only=True)
class AttackScenario(Element):
    """An attack or a fault under which requirements are verified again."""

    kind: ClassVar[str] = "attack scenario"
    owners: ClassVar[tuple[str, ...]] = ("",)

    effects: tuple[Effect, ...] = ()
    threats: tuple[str, ...] = ()
    """Ids of the threats it was made from."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Task(Element):
    """Work that somebody has to do."""

    kind: ClassVar[str] = "task"
    owners: ClassVar[tuple[str, ...]] = ("",)

    concerns: Annotated[tuple[Id, ...], To()] = ()
    assignee: str = ""
    due: str = ""
    status: TaskStatus = TaskStatus.OPEN


@dataclass(frozen=True, slots=True, kw_only=True)
class Evidence(Element):
    """Something a reviewer can look at: a test result, a document, a verdict."""

    kind: ClassVar[str] = "evidence"
    owners: ClassVar[tuple[str, ...]] = ("",)

    supports: Annotated[tuple[Id, ...], To()] = ()
    reference: str = ""
    digest: str = ""
    """SHA-256 of the file it names, in hexadecimal."""
    dated: str = ""
