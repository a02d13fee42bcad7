"""Observers: automata that watch the model for one requirement and never stand in its way.

An observer is told of every step that it could care about, after the step and at the same instant,
by the broadcast `settled`; the first telling is the beginning of the run. It then sees, in flags and
variables, the state that the step left, the events that happened in it, and what held before it. As
a discrete automaton over this sequence of tellings it is exact: locations and variables change in
steps alone, so that nothing is missed between two tellings. Time enters only through its clock `c`
in the query: a demand of the form `Waiting imply c <= T` fails in the first state past the deadline,
and `Done imply c >= T` fails on entering `Done` too early, after which c only grows. Edges that listen
have no guards over clocks, so that the model may be asked for deadlocks; the guards of the edges that
leave a location exclude one another, so that a run of the model has one run of the observer; where
none holds it stays where it is, because a broadcast does not wait for those that do not listen.

Where a bound is no demand until something else comes, as the closing of a scope, the observer stops at
a judgement: a committed location, left at once by one of two edges that ask the clock. A model whose own
committed step comes first is told of in the meantime; that run of the observer is given up in `Lost`, and
the run in which it judged first is there beside it.
"""

from dataclasses import dataclass, replace

from core.uppaal.generation.expression import both, either, negation
from core.uppaal.language.expression import Binary, Expression, Truth

CLOCK, OTHER = "c", "d"
"""What every observer calls its clock, and a second one."""

COUNT = "n"
"""What an observer that counts calls its count."""

LOST = "Lost"

NEVER = Truth(False)

_OPPOSITE = {"<=": ">", "<": ">=", ">=": "<", ">": "<="}

WORDS = frozenset(
    (
        *(CLOCK, OTHER, COUNT, LOST),
        *("Idle", "Waiting", "Held", "Done", "Early", "Holding", "Broken", "Off", "On", "Gap"),
        *("NotYet", "Seen", "Missing", "Watching", "Closed", "Outside", "Before", "Counting", "Often"),
        *("Armed", "WaitingArmed", "Half", "Wrong", "Violated", "Judging", "Ending", "Closing", "Apart"),
        *("First", "FirstOther", "Second", "SecondOther", "Both", "BothOther"),
        *("JudgingOther", "EndingOther", "ClosingOther"),
    )
)
"""The names inside observers; nothing global may have them, or queries could mean something else."""


@dataclass(frozen=True, slots=True)
class Move:
    """An edge taken on being told of a step, if the guard holds.

    `resets` sets the `clock` to 0, and the count; `counts` adds one to the count then.
    """

    source: str
    target: str
    guard: Expression
    resets: bool = False
    clock: str = CLOCK
    counts: bool = False


@dataclass(frozen=True, slots=True)
class Judgement:
    """A location that is left at once: for `kept` if the clock is as `in_time` says, otherwise for `broken`.

    `resets` sets the clock to 0 on the way to `kept`.
    """

    location: str
    in_time: Binary
    kept: str
    broken: str
    resets: bool = False

    @property
    def late(self) -> Binary:
        """What the clock says where it is not in time; a comparison, as guards may not deny clocks."""
        return Binary(_OPPOSITE[self.in_time.operator], self.in_time.left, self.in_time.right)


@dataclass(frozen=True, slots=True)
class Observer:
    """The automaton: its first location is initial.

    `beginnings` say where it starts when a scope opens that does not begin with the run; without
    one that fits it starts in `first`. `final` are locations that are never left. `clocks` are those it
    has, `most` the greatest value of its count, if it counts.
    """

    first: str
    moves: tuple[Move, ...]
    beginnings: tuple[Move, ...] = ()
    final: tuple[str, ...] = ()
    clocks: tuple[str, ...] = (CLOCK,)
    judgements: tuple[Judgement, ...] = ()
    most: int | None = None

    @property
    def locations(self) -> tuple[str, ...]:
        """The locations in which time passes, the initial one first."""
        ends = [end for move in self.moves for end in (move.source, move.target)]
        ends += [end for one in self.judgements for end in (one.kept, one.broken)]
        judging = {one.location for one in self.judgements}
        return tuple(end for end in dict.fromkeys((self.first, *ends)) if end not in judging)


def entering(observer: Observer, outside: str, when: Expression) -> tuple[Move, ...]:
    """The moves into the observer where it begins its work at a step at which `when` holds."""
    rest = negation(either(*(move.guard for move in observer.beginnings)))
    resets = CLOCK in observer.clocks or observer.most is not None
    ways = [replace(move, source=outside) for move in observer.beginnings]
    ways.append(Move(outside, observer.first, rest, resets))
    return tuple(replace(move, guard=both(when, move.guard)) for move in ways)


def within(
    observer: Observer,
    opens: Expression,
    closes: Expression | None,
    outside: str,
    at_once: Expression = NEVER,
) -> Observer:
    """The observer at work only from a step at which `opens` holds, until one at which `closes` does.

    A step at which both hold opens nothing. What is still owed when the scope closes is forgiven.
    `at_once` says when this scope is open from the beginning of one around it.
    """
    still = negation(closes) if closes is not None else Truth(True)
    moves = [
        *entering(observer, outside, both(opens, still)),
        *(replace(move, guard=both(move.guard, still)) for move in observer.moves),
    ]
    if closes is not None:
        moves.extend(
            Move(location, outside, closes)
            for location in observer.locations
            if location not in observer.final
        )
    beginnings = entering(observer, outside, both(at_once, still)) if at_once != NEVER else ()
    return replace(observer, first=outside, moves=tuple(moves), beginnings=beginnings)
