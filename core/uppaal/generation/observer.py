"""Observers: automata that watch the model for one requirement and never stand in its way.

An observer is told of every step that it could care about, after the step and at the same instant,
by the broadcast `settled`; the first telling is the beginning of the run. It then sees, in flags and
variables, the state that the step left, the events that happened in it, and what held before it. As
a discrete automaton over this sequence of tellings it is exact: locations and variables change in
steps alone, so that nothing is missed between two tellings. Time enters only through its clock `c`
in the query: a demand of the form `Waiting imply c <= T` fails in the first state past the deadline,
and `Done imply c >= T` fails on entering `Done` too early, after which c only grows. Its edges have
no guards over clocks, so that the model may be asked for deadlocks; the guards of the edges that
leave a location exclude one another, so that a run of the model has one run of the observer; where
none holds it stays where it is, because a broadcast does not wait for those that do not listen.
"""

from dataclasses import dataclass, replace

from core.uppaal.generation.expression import both, either, negation
from core.uppaal.language.expression import Expression, Truth

CLOCK = "c"
"""What every observer calls its clock."""

NEVER = Truth(False)

WORDS = frozenset(
    (
        CLOCK,
        *("Idle", "Waiting", "Held", "Done", "Early", "Holding", "Broken", "Off", "On", "Gap"),
        *("NotYet", "Seen", "Missing", "Watching", "Open", "Closed", "Outside", "Before"),
    )
)
"""The names inside observers; nothing global may have them, or queries could mean something else."""


@dataclass(frozen=True, slots=True)
class Move:
    """An edge taken on being told of a step, if the guard holds; `resets` sets the clock to 0."""

    source: str
    target: str
    guard: Expression
    resets: bool = False


@dataclass(frozen=True, slots=True)
class Observer:
    """The automaton: its first location is initial.

    `beginnings` say where it starts when a scope opens that does not begin with the run; without
    one that fits it starts in `first`. `final` are locations that are never left.
    """

    first: str
    moves: tuple[Move, ...]
    beginnings: tuple[Move, ...] = ()
    final: tuple[str, ...] = ()
    timed: bool = True

    @property
    def locations(self) -> tuple[str, ...]:
        """All its locations, the initial one first."""
        ends = [end for move in self.moves for end in (move.source, move.target)]
        return tuple(dict.fromkeys((self.first, *ends)))


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
    rest = negation(either(*(move.guard for move in observer.beginnings)))
    entering = [replace(move, source=outside) for move in observer.beginnings]
    entering.append(Move(outside, observer.first, rest, observer.timed))

    def entered(when: Expression) -> list[Move]:
        return [replace(move, guard=both(when, still, move.guard)) for move in entering]

    moves = [*entered(opens), *(replace(move, guard=both(move.guard, still)) for move in observer.moves)]
    if closes is not None:
        moves.extend(
            Move(location, outside, closes)
            for location in observer.locations
            if location not in observer.final
        )
    beginnings = tuple(entered(at_once)) if at_once != NEVER else ()
    return Observer(outside, tuple(moves), beginnings, observer.final, observer.timed)
