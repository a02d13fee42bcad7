"""What the entries of catalogues are called, for lists that name them by id."""

from functools import cache


def entry_title(entry_id: str) -> str:
    """The title of a weakness or mitigation that a catalogue knows; an empty text for any other."""
    return _titles().get(entry_id, "")


@cache
def _titles() -> dict[str, str]:
    from core.knowledge import mitigations, weaknesses

    titles = {entry.id: entry.title for entry in weaknesses()}
    return titles | {entry.id: entry.title for entry in mitigations()}
