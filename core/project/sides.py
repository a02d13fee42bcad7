"""What both sides say while they are brought together: where they agree, nothing is left to decide."""

from collections.abc import Iterator

from core.model import Edit, Element, Id, Snapshot
from core.project.conflict import SIDES, Choice, Versions
from core.project.united import United, united


class Sides:
    """Two sides that began as one model, altered one element at a time until they contradict no more.

    Altering one costs what hangs on that element, however large the model is. Attributes: `versions` are
    the three models as they were; `removers` says of each element that was let go which side removed it.
    """

    def __init__(self, versions: Versions) -> None:
        self.versions = versions
        self.removers: dict[Id, Choice] = {}
        self._now: dict[Choice, dict[Id, Element | None]] = {side: {} for side in SIDES}
        self._united: dict[Id, United] = {}
        self._apart: set[Id] | None = None

    @property
    def apart(self) -> list[Id]:
        """The elements that are not the same in all three, in the order of the ids."""
        if self._apart is None:
            self._apart = set(_apart(self.versions))
        return sorted(self._apart.union(self.altered))

    @property
    def altered(self) -> set[Id]:
        """The elements of which a side says something else now than it did at first."""
        return self._now["ours"].keys() | self._now["theirs"].keys()

    def get(self, side: Choice, element_id: Id | None) -> Element | None:
        """The element as a side has it now."""
        if element_id is None:
            return None
        now = self._now[side]
        return now[element_id] if element_id in now else self.versions.of(side).get(element_id)

    def either(self, element_id: Id | None) -> Element | None:
        """The element as one of the sides has it; None where neither does."""
        return self.get("ours", element_id) or self.get("theirs", element_id)

    def united(self, element_id: Id) -> United:
        """What became of the element, by what the sides say now."""
        found = self._united.get(element_id)
        if found is None:
            before = self.versions.base.get(element_id)
            found = united(before, *(self.get(side, element_id) for side in SIDES))
            self._united[element_id] = found
        return found

    def element(self, element_id: Id | None) -> Element | None:
        """The element as far as both are one; None where it is gone or torn."""
        return None if element_id is None else self.united(element_id).element

    def users(self, element_id: Id) -> set[Id]:
        """The elements that it owns or that refer to it, in any of the versions."""
        versions = self.versions
        return {
            user.id
            for one in (versions.base, versions.ours, versions.theirs)
            for user in (*one.owned(element_id), *one.uses(element_id))
        }

    def put(self, side: Choice, element: Element) -> None:
        """One side has the element like this."""
        if self.get(side, element.id) != element:
            self._now[side][element.id] = element
            self._united.pop(element.id, None)

    def put_both(self, element: Element) -> None:
        """Both sides have the element like this."""
        for side in SIDES:
            self.put(side, element)

    def drop(self, element_id: Id, remover: Choice) -> None:
        """Neither side has the element any more."""
        self.removers[element_id] = remover
        for side in SIDES:
            self._now[side][element_id] = None
        self._united.pop(element_id, None)

    def result(self) -> Snapshot:
        """The model that both come to."""
        ours = self.versions.ours
        edits = [
            Edit(ours.get(one), self.element(one)) for one in self.apart if ours.get(one) != self.element(one)
        ]
        return ours.after(edits)


def _apart(versions: Versions) -> Iterator[Id]:
    base, ours, theirs = (one.elements for one in (versions.base, versions.ours, versions.theirs))
    for element_id in base.keys() | ours.keys() | theirs.keys():
        before, mine, other = base.get(element_id), ours.get(element_id), theirs.get(element_id)
        if not (before is mine is other or before == mine == other):
            yield element_id
