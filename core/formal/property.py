"""A requirement made precise: a specification pattern, its scope, and conditions over propositions.

Patterns and scopes after Dwyer, Avrunin and Corbett (ICSE 1999), real-time patterns after Konrad
and Cheng (ICSE 2005).
"""

from dataclasses import dataclass
from enum import StrEnum

from core.model import Duration, Id


class Pattern(StrEnum):
    """What is demanded inside the scope, over all runs of the model.

    A run is a sequence of steps with time between them. A condition *lasts* if it is about states
    alone; it is looked at after each complete step and at the beginning. It is an *instant* if it
    cannot hold without an event; it then holds at the step of the event, with the states as the
    event found them. *Raised* means: an instant happens, or a lasting condition becomes true; one
    that is true at the beginning counts as raised there. *Met* means: happens, or is true.

    With the subject P, the trigger T, the state C (true where there is none) and times as bounds that
    are themselves allowed, unless the property is strict:

    - absence: P is never met while C. Universality: P is true whenever C is.
    - existence: P is met while C, at most `at_most` after the beginning of the scope.
    - response: after each raising of T while C, at the same step or later but at most `at_most`
      later, P is met; the answer is owed even when C has ended. With `at_least` alone: P is not
      raised earlier than that after a raising of T, and need not come at all.
    - precedence: P is not met while C before T was met for the first time; both at one step are in
      order. T need never come, and then P must not.
    - minimum duration: whenever P is raised while C, it stays true for `at_least`. With T: at each
      raising of T while C, P is true and stays true for `at_least`.
    - maximum duration: P and C are never true together for longer than `at_most`.
    - recurrence: while C, from its beginning on, no more than `at_most` passes without P being met.
    - bounded existence: P is raised while C no more than `times` times.
    - minimum separation: between a raising of P while C and the next at least `at_least` passes.
    - response chain: after each raising of T while C, at the same step or later, P is met, and at that
      step or later N, N but `at_most` after the raising.
    - stimulus chain: after each raising of T while C, and the first raising of N at the same step or later,
      P is met at that step or later but at most `at_most` after the raising of N.
    - precedence chain: P is not met while C before T was met and, at the same step or later, N.
    - effect chain: if P is met while C and, at the same step or later, N, then T was met before P or with it.

    N is the `second` condition. Chains after Dwyer, who has two links too.
    """

    ABSENCE = "absence"
    UNIVERSALITY = "universality"
    EXISTENCE = "existence"
    RESPONSE = "response"
    PRECEDENCE = "precedence"
    MINIMUM_DURATION = "minimum duration"
    MAXIMUM_DURATION = "maximum duration"
    RECURRENCE = "recurrence"
    BOUNDED_EXISTENCE = "bounded existence"
    MINIMUM_SEPARATION = "minimum separation"
    RESPONSE_CHAIN = "response chain"
    STIMULUS_CHAIN = "stimulus chain"
    PRECEDENCE_CHAIN = "precedence chain"
    EFFECT_CHAIN = "effect chain"


CHAINS = frozenset(
    (Pattern.RESPONSE_CHAIN, Pattern.STIMULUS_CHAIN, Pattern.PRECEDENCE_CHAIN, Pattern.EFFECT_CHAIN)
)
"""The patterns with a second condition."""

COUNTED = frozenset((Pattern.BOUNDED_EXISTENCE, Pattern.MINIMUM_SEPARATION))
"""The patterns about how often the subject comes."""

UNCALLED = frozenset((Pattern.PRECEDENCE, Pattern.PRECEDENCE_CHAIN, Pattern.EFFECT_CHAIN))
"""The patterns whose trigger calls for nothing: it allows."""


class Scope(StrEnum):
    """When it is demanded.

    Before and between count only if the scope closes in the end (Dwyer's reading); what must come has to
    come in time and at the latest at the step that closes it. After opens with the first raising of `opens`
    and never closes. After until opens with each raising and closes when `closes` is met, or never; what is
    still owed at the closing is forgiven.
    """

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
    it, if anything; `second` the other link of a chain; `times` how often the subject may come at most;
    `state` what must hold for the demand to count (EARS While and Where), None for always; `opens` and
    `closes` delimit the scope. `at_least` and `at_most` bound the time from trigger to response, or the
    duration of the subject; in a `strict` property, which has one of them, the bound itself is not allowed.
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
    strict: bool = False
    second: Condition | None = None
    times: int | None = None

    @property
    def conditions(self) -> tuple[Condition, ...]:
        """Everything that it speaks of: what calls for it, what is demanded, and where that counts."""
        given = (self.trigger, self.subject, self.second, self.state, self.opens, self.closes)
        return tuple(one for one in given if one is not None)


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
    values: tuple[tuple[str, str], ...] = ()
    """The names of times in the sentence, each with the value that the project gives it."""
