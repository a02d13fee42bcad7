"""Adding, changing and removing a project's own boilerplates, each in one change."""

from __future__ import annotations

from collections.abc import Sequence
from typing import TYPE_CHECKING

from core.ground.words import _, plural
from core.model import Boilerplate

if TYPE_CHECKING:
    from app.session.session import Session
    from core.model import Id, Origin


def keep(session: Session, draft: Boilerplate) -> Id:
    """Put a boilerplate into the project, new or in place of what it was; its id, or "" where refused."""
    known = session.snapshot().find(Boilerplate, draft.id)
    kept = [draft.id]
    words = _("Add boilerplate {name}") if known is None else _("Change boilerplate {name}")
    with session.change(words.format(name=draft.name)) as edit:
        if known is None:
            kept = [edit.new(Boilerplate, **_facts(draft)).id]
        else:
            edit.set(known.id, **_facts(draft))
    return kept[0] if kept[0] in session.snapshot() else ""


def bring(session: Session, label: str, origin: Origin, several: Sequence[Boilerplate]) -> bool:
    """Put boilerplates of a file into the project; False where that was refused."""
    with session.change(label, origin) as edit:
        for one in several:
            if one.id in session.snapshot():
                edit.set(one.id, **_facts(one))
            else:
                edit.add(one)
    return all(session.snapshot().get(one.id) == one for one in several)


def remove(session: Session, several: Sequence[Boilerplate]) -> None:
    """Take boilerplates out of the project; sentences in their shapes are read as EARS or ReSA again."""
    if not several:
        return
    words = plural("Remove {count} boilerplate", "Remove {count} boilerplates", len(several))
    if len(several) == 1:
        words = _("Remove boilerplate {name}").format(name=several[0].name)
    with session.change(words) as edit:
        edit.remove(*(one.id for one in several))


def _facts(one: Boilerplate) -> dict[str, str]:
    """What a person states of it."""
    return {name: getattr(one, name) for name in ("name", "shape", "means", "example", "note")}
