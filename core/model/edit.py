"""The smallest step of a change: one element before and after."""

from collections.abc import Iterable
from dataclasses import dataclass

from core.model.element import Element, Id


@dataclass(frozen=True, slots=True)
class Edit:
    """`before` is None for an addition, `after` for a removal; both carry the same id."""

    before: Element | None
    after: Element | None

    @property
    def id(self) -> Id:
        """The element that the edit is about."""
        element = self.after or self.before
        assert element is not None
        return element.id

    def inverse(self) -> "Edit":
        """The edit that takes this one back."""
        return Edit(self.after, self.before)


def inverse(edits: Iterable[Edit]) -> tuple[Edit, ...]:
    """The edits that take `edits` back, last one first."""
    return tuple(edit.inverse() for edit in reversed(tuple(edits)))
