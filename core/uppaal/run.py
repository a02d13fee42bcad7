"""The form of a run of a generated document, as the checker tells it: what `explain` reads of it."""

from collections.abc import Sequence
from fractions import Fraction
from typing import Protocol


class State(Protocol):
    """Locations by process and values by variable; names of what is local begin with the process."""

    @property
    def locations(self) -> Sequence[tuple[str, str]]:
        """Process and location."""

    @property
    def variables(self) -> Sequence[tuple[str, int]]:
        """Variable and value."""


class Firing(Protocol):
    """A transition that was taken, by its id in the document."""

    @property
    def process(self) -> str:
        """The process that took it."""

    @property
    def transition(self) -> str:
        """Its id."""

    @property
    def source(self) -> str:
        """The location that it left."""

    @property
    def target(self) -> str:
        """The location that it led to."""


class Step(Protocol):
    """Time passes, then transitions are taken together, the sender's first; times are in units."""

    @property
    def delay(self) -> Fraction:
        """The time since the step before."""

    @property
    def time(self) -> Fraction:
        """The time since the start."""

    @property
    def firings(self) -> Sequence[Firing]:
        """The transitions."""

    @property
    def state(self) -> State:
        """The state afterwards."""


class Run(Protocol):
    """A run from the initial state."""

    @property
    def initial(self) -> State:
        """The state at time 0."""

    @property
    def steps(self) -> Sequence[Step]:
        """What happened."""
