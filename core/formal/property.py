"""A requirement made precise: a specification pattern, its scope, and conditions over propositions.

Patterns and scopes after Dwyer, Avrunin and Corbett (ICSE 1999), real-time patterns after Konrad
and Cheng (ICSE 2005).
"""

from dataclasses import dataclass
from enum import StrEnum

from core.model import Duration, Id


class Pattern(StrEnum):
    """What is demanded inside the scope."""

    ABSENCE = "absence"
    UNIVERSALITY = "universality"
    EXISTENCE = "existence"
    RESPONSE = "response"
    PRECEDENCE = "precedence"
    MINIMUM_DURATION = "minimum duration"
    MAXIMUM_DURATION = "maximum duration"
    RECURRENCE = "recurrence"


class Scope(StrEnum):
    """When it is demanded."""

    GLOBALLY = "globally"
    BEFORE = "before"
    AFTER = "after"
    BETWEEN = "between"
    AFTER_UNTIL = "after until"


@dataclass(frozen=True, slots=True)
class Atom:
    """One proposition of the model, by id, as it stands or denied."""

    proposition: Id
    negated: bool = False


@dataclass(frozen=True, slots=True)
class All:
    """All parts hold."""

    parts: tuple["Condition", ...]


@dataclass(frozen=True, slots=True)
class Any:
    """At least one part holds."""

    parts: tuple["Condition", ...]


Condition = Atom | All | Any


@dataclass(frozen=True, slots=True)
class Property:
    """The demand of one requirement.

    `subject` is what must be absent, universal, existent or the response; `trigger` what calls for
    it, if anything; `state` what must hold for the demand to count (EARS While and Where), None for
    always; `opens` and `closes` delimit the scope. `at_least` and `at_most` bound the time from
    trigger to response, or the duration of the subject.
    """

    requirement: Id
    pattern: Pattern
    subject: Condition
    trigger: Condition | None = None
    state: Condition | None = None
    scope: Scope = Scope.GLOBALLY
    opens: Condition | None = None
    closes: Condition | None = None
    at_least: Duration | None = None
    at_most: Duration | None = None


@dataclass(frozen=True, slots=True)
class Formalised:
    """A requirement's properties (one a response), or the reason why it has none.

    The reason names the phrase that is not bound, or the form of sentence that is not covered.
    """

    requirement: Id
    properties: tuple[Property, ...] = ()
    reason: str = ""
    unbound: tuple[str, ...] = ()
    """The phrases without a confirmed proposition."""
