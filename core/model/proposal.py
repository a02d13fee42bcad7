"""What an assistant suggests, on what grounds, and what a person decided about it."""

from dataclasses import dataclass
from enum import StrEnum
from typing import Annotated, ClassVar

from core.model.element import Element, Id, To


class ProposalState(StrEnum):
    """Where a proposal stands."""

    PROPOSED = "proposed"
    ACCEPTED = "accepted"
    EDITED = "edited"
    REJECTED = "rejected"
    SUPERSEDED = "superseded"


class Outcome(StrEnum):
    """What came of a named check."""

    PASSED = "passed"
    FAILED = "failed"
    UNDECIDED = "undecided"


@dataclass(frozen=True, slots=True)
class ProposedEdit:
    """One element as it is and as it would be; None before an addition and after a removal."""

    before: Element | None
    after: Element | None


@dataclass(frozen=True, slots=True)
class Ground:
    """A piece of evidence: a rule, a catalogue entry, a fact of the model, a verdict or a model file."""

    source: str
    reference: str
    version: str = ""
    text: str = ""


@dataclass(frozen=True, slots=True)
class Claim:
    """Something the proposal holds to be true, and on what grounds."""

    text: str
    grounds: tuple[Ground, ...] = ()


@dataclass(frozen=True, slots=True)
class Check:
    """A named test of the proposal that can fail."""

    name: str
    outcome: Outcome
    detail: str = ""


@dataclass(frozen=True, slots=True, kw_only=True)
class Proposal(Element):
    """A change that an assistant offers; nothing of it is in the model before a person accepts it."""

    kind: ClassVar[str] = "proposal"
    owners: ClassVar[tuple[str, ...]] = ("",)

    assistant: str
    topic: str = ""
    """The sort of proposal, by which past acceptance is counted."""
    concerns: Annotated[tuple[Id, ...], To()] = ()
    state: ProposalState = ProposalState.PROPOSED
    edits: tuple[ProposedEdit, ...] = ()
    claims: tuple[Claim, ...] = ()
    checks: tuple[Check, ...] = ()
    questions: tuple[str, ...] = ()
    rank: int | None = None
    """Its place among the proposals made with it, from 1."""
    method: str = ""
    """What ranked it: rule order, BM25, or the name and hash of a model."""


@dataclass(frozen=True, slots=True, kw_only=True)
class Decision(Element):
    """What a person decided about a proposal, and why."""

    kind: ClassVar[str] = "decision"
    owners: ClassVar[tuple[str, ...]] = ("proposal",)

    outcome: ProposalState
    reason: str = ""
    decided_by: str = ""
    decided_on: str = ""
    """Date and time, ISO 8601."""
