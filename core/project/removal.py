"""What a removal took along, and the two ways out where the other side still uses what was removed."""

from collections.abc import Iterable, Iterator

from core.model import Edit, Editor, Element, Id, Snapshot
from core.model.plain import fields_of
from core.model.reference import references, without_targets


def needs(element: Element) -> Iterator[Id]:
    """The elements without which this one cannot stand: its owner, and what it must refer to."""
    for reference in references(element):
        name = reference.field.partition(".")[0]
        field = next(one for one in fields_of(type(element)) if one.name == name)
        if name == "owner" or not (field.many or field.optional):
            yield reference.target


def causes(base: Snapshot, side: Snapshot, element_id: Id) -> set[Id]:
    """The removals on that side that took the element along: itself, where it was removed for itself."""
    found: set[Id] = set()
    seen = {element_id}
    waiting = [element_id]
    while waiting:
        here = waiting.pop()
        above = [one for one in needs(base[here]) if one in base and one not in side]
        if not above:
            found.add(here)
        waiting += [one for one in above if one not in seen]
        seen.update(above)
    return found or {element_id}


def restored(base: Snapshot, side: Snapshot, element_id: Id) -> tuple[Snapshot, frozenset[Id]]:
    """The side as if it had not removed the element, and the ids of what is back with it.

    Back is also what the removal took along, as far as it can stand, and every reference to it.
    """
    back: dict[Id, None] = {element_id: None}
    waiting = [element_id]
    while waiting:
        here = waiting.pop()
        for user in (*base.owned(here), *base.uses(here)):
            fits = all(one in side or one in back for one in needs(user))
            if user.id not in side and user.id not in back and fits:
                back[user.id] = None
                waiting.append(user.id)
    lost = frozenset(base.elements.keys() - side.elements.keys() - back.keys())
    gone = lost | back.keys()
    edits = [Edit(None, kept) for one in back if (kept := without_targets(base[one], lost)) is not None]
    users = {user.id for one in back for user in base.uses(one) if user.id in side}
    for user_id in sorted(users):
        before, now = base[user_id], side[user_id]
        again = _referring_again(before, now, gone, lost)
        if again != now:
            edits.append(Edit(now, again))
    return side.after(edits), frozenset(back)


def without(side: Snapshot, element_ids: Iterable[Id]) -> Snapshot:
    """The side as if it had removed these elements, with all that cannot stand without them."""
    editor = Editor(side, lambda: "")
    editor.remove(*element_ids)
    return editor.snapshot


def _referring_again(before: Element, now: Element, gone: frozenset[Id], lost: frozenset[Id]) -> Element:
    """The element with the facts in which nothing was changed but that what is gone is missing."""
    if type(before) is not type(now):
        return now
    bare, back = without_targets(before, gone), without_targets(before, lost)
    if bare is None or back is None:
        return now
    facts = {field.name: getattr(now, field.name) for field in fields_of(type(now))}
    for name, value in facts.items():
        if value == getattr(bare, name):
            facts[name] = getattr(back, name)
    return type(now)(**facts)
