"""What differs between two models, element by element: two projects, or two points in time of one."""

from core.model import KINDS, Diagram, Placement, ProposedEdit, Snapshot, name_of

_ORDER = {kind: place for place, kind in enumerate(KINDS)}


def compared(before: Snapshot, after: Snapshot) -> list[ProposedEdit]:
    """The edits that lead from the one model to the other, by kind and then by name.

    Elements are the same where their ids are; nothing is guessed from names.
    """
    ids = before.elements.keys() | after.elements.keys()
    edits = [
        ProposedEdit(before.get(element_id), after.get(element_id))
        for element_id in ids
        if before.get(element_id) != after.get(element_id)
    ]

    def place(edit: ProposedEdit) -> tuple[int, str, str]:
        element = edit.after or edit.before
        assert element is not None
        name = name_of(after if edit.after is not None else before, element.id)
        return _ORDER[element.kind], name, element.id

    return sorted(edits, key=place)


def is_layout(edit: ProposedEdit) -> bool:
    """Whether an edit is about how something is drawn and not about the system."""
    return isinstance(edit.after or edit.before, Placement | Diagram)
