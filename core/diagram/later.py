"""Marks that are made each time they are looked at: most of a large drawing is never seen from near."""

from collections.abc import Callable, Iterable, Iterator, Sequence
from dataclasses import dataclass
from typing import Any, overload

from core.diagram.display import Mark
from core.diagram.lod import SHAPES


@dataclass(frozen=True, slots=True)
class Later(Sequence[Mark]):
    """The marks that `make` gives for what is `given`, which says all that they depend on.

    `make` also hears by `far` whether marks that are only drawn from SHAPES on may be left out.
    """

    make: Callable[..., Iterable[Mark]]
    given: tuple[Any, ...]

    def seen(self, far: bool) -> Iterable[Mark]:
        """All marks, or with `far` at least those that are drawn below SHAPES."""
        return self.make(*self.given, far=far)

    def __iter__(self) -> Iterator[Mark]:
        return iter(self.seen(far=False))

    def __len__(self) -> int:
        return sum(1 for _mark in self)  # a list or tuple would ask for the length in its turn

    @overload
    def __getitem__(self, place: int) -> Mark: ...

    @overload
    def __getitem__(self, place: slice) -> Sequence[Mark]: ...

    def __getitem__(self, place: int | slice) -> Mark | Sequence[Mark]:
        return tuple(self)[place]


def marks_seen(marks: Sequence[Mark], far: bool) -> Iterable[Mark]:
    """All marks, or with `far` at least those that are drawn below SHAPES."""
    return marks.seen(far) if isinstance(marks, Later) else marks


def span_of(marks: Iterable[Mark], scale: float) -> tuple[float, float]:
    """From which to which scale those of these marks are drawn that are drawn at this one."""
    low, high = 0.0, SHAPES if scale < SHAPES else float("inf")
    for mark in marks:
        for edge in (mark.smallest, mark.largest):
            if edge <= scale:
                low = max(low, edge)
            else:
                high = min(high, edge)
    return low, high
