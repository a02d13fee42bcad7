"""The states that a drawing went through, so that undoing or doing again a change shows at once.

A turn leads from one state to the next and back: it holds the edits of the model between them, and what
the stores and items that differ were on its other side. Where edits lead exactly back, or on again, the
state is taken from its turn rather than worked out. What is laid over a drawing belongs to no turn.
"""

from collections.abc import Callable, Iterable
from dataclasses import dataclass, field
from typing import Any

from core.diagram.display import Item
from core.diagram.kept import Before, Kept
from core.diagram.overlay import Overlay, Overlays
from core.model import Edit, Element, Id

MOST_TURNS = 100
MOST_KEPT = 600_000
"""How many turns, and values in all of them, are kept at most: about ten changes of 1 000 shapes."""

Drawn = tuple[Item | None, Overlay]
"""The item of an element, None where it had none, and what lay over it."""

Change = dict[Id, tuple[Element | None, Element | None]]
"""The elements that differ: before and after."""


@dataclass(slots=True)
class _Turn:
    change: Change = field(default_factory=dict)
    stores: list[tuple[Kept[Any, Any], Before]] = field(default_factory=list)
    items: dict[Id, Drawn] = field(default_factory=dict)
    laid: list[Overlays] = field(default_factory=list)
    """All that lay over the drawing while its items were those."""

    def size(self) -> int:
        return sum(len(before) for _store, before in self.stores) + len(self.items)


class Recall:
    """The turns of one drawing, those behind its present state and those ahead of it.

    `present` tells the item that is shown of an element, `laid` what lies over the drawing.
    """

    def __init__(
        self,
        stores: Iterable[Kept[Any, Any]],
        present: Callable[[Id], Drawn],
        laid: Callable[[], Overlays] = Overlays,
    ) -> None:
        self._stores = tuple(stores)
        self._present = present
        self._laid = laid
        self._behind: list[_Turn] = []
        self._ahead: list[_Turn] = []
        self._open = _Turn(laid=[self._laid()])

    def begin(self) -> None:
        """From here on changes are noted."""
        for store in self._stores:
            store.begin()
        self._open = _Turn(laid=[self._laid()])

    def note(self, edits: Iterable[Edit]) -> None:
        """The state is to follow these edits."""
        self._open.change = _composed(self._open.change, edits)

    def note_item(self, element_id: Id, before: Drawn) -> None:
        """An item takes the place of this one."""
        laid = self._laid()
        if not any(laid is known for known in self._open.laid):
            self._open.laid.append(laid)
        self._open.items.setdefault(element_id, before)

    def close(self) -> None:
        """The state has followed all that was noted: that was a turn, if the model differs."""
        turn = self._open
        for store in self._stores:
            before = store.begin()
            if before and turn.change:
                turn.stores.append((store, before))
        self._open = _Turn(laid=[self._laid()])
        if not turn.change:
            return
        self._ahead = []
        self._behind.append(turn)
        while len(self._behind) > MOST_TURNS or sum(one.size() for one in self._behind) > MOST_KEPT:
            del self._behind[0]

    def step(self, edits: Iterable[Edit]) -> tuple[dict[Id, Drawn], list[Overlays]] | None:
        """Go where these edits lead, if that is known: gives the items there that differ from the present.

        With them comes all that lay over the drawing when they were made. None where it is not known; then
        nothing has changed.
        """
        change = _composed(self._open.change, edits)
        back = {key: (after, before) for key, (before, after) in change.items()}
        found: dict[Id, Drawn] = {}
        if not change:
            laid = self._open.laid
            return (self._left(found), laid) if self._open.change else None
        if self._behind and self._behind[-1].change == back:
            turn, following = self._behind.pop(), self._ahead
        elif self._ahead and self._ahead[-1].change == change:
            turn, following = self._ahead.pop(), self._behind
        else:
            return None
        laid = [*self._open.laid, *turn.laid]
        turn.laid = [self._laid()]
        self._left(found)
        for store, before in turn.stores:
            store.exchange(before)
        for element_id, drawn in turn.items.items():
            turn.items[element_id] = found.get(element_id) or self._present(element_id)
            found[element_id] = drawn
        following.append(turn)
        return found, laid

    def _left(self, found: dict[Id, Drawn]) -> dict[Id, Drawn]:
        """Go back to where the last turn ended; the items there come into `found`."""
        for store in self._stores:
            store.exchange(store.begin())
        found.update(self._open.items)
        self._open = _Turn(laid=[self._laid()])
        return found


def _composed(change: Change, edits: Iterable[Edit]) -> Change:
    """The change, and then these edits."""
    found = dict(change)
    for edit in edits:
        known = found.pop(edit.id, None)
        before = edit.before if known is None else known[0]
        if before != edit.after:
            found[edit.id] = (before, edit.after)
    return found
