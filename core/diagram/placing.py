"""Which elements are seen on a diagram, and how they are put there: a few, without a look at all."""

from core.model import Id, Placement, Snapshot


class Placed:
    """The elements that are seen on a diagram, each looked up when it is asked for."""

    def __init__(self, snapshot: Snapshot, diagram: Id) -> None:
        self._snapshot, self._diagram = snapshot, diagram

    def __contains__(self, element_id: object) -> bool:
        return isinstance(element_id, str) and self.of(element_id) is not None

    def of(self, element_id: Id) -> Placement | None:
        """The placement of an element on the diagram, None where it is not seen there."""
        found = (one for one in self._snapshot.uses(element_id, Placement) if one.owner == self._diagram)
        return next((one for one in found if one.element == element_id and not one.hidden), None)
