"""What the entries of catalogues are called, for lists that name them by id."""

from functools import cache

from core.ground.words import _


def entry_title(entry_id: str) -> str:
    """What a catalogue calls a weakness or mitigation, in the language in use; else an empty text."""
    title = _titles().get(entry_id)
    return _(title) if title else ""


@cache
def _titles() -> dict[str, str]:
    from core.knowledge import mitigations, weaknesses

    titles = {entry.id: entry.title for entry in weaknesses()}
    return titles | {entry.id: entry.title for entry in mitigations()}
