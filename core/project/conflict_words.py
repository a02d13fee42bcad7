"""A conflict in the words of the model: what it is about, and what each side says."""

from typing import Any

from core.ground.words import _
from core.model import Element, Snapshot, name_of
from core.model.differences import stated, subject_of
from core.model.facts import field_title
from core.project.conflict import Choice, Clash, Conflict, Versions


def subject(versions: Versions, conflict: Conflict) -> str:
    """The kind and name of what it is about, and the fact, such as "component Pump: Zone"."""
    home = versions.home(conflict.element)
    element = home[conflict.element]
    named = subject_of(home, element)
    facts = ", ".join(field_title(name) for name in conflict.fields)
    return f"{named}: {facts}" if facts else named


def reason(versions: Versions, conflict: Conflict) -> str:
    """Why both cannot be had."""
    others = ", ".join(
        subject_of(versions.home(one), versions.home(one)[one])
        for one in conflict.others
        if versions.find(one) is not None
    )
    removed_here = conflict.ours is None
    words = {
        Clash.FACT: lambda: _("Both changed it, and differently."),
        Clash.REMOVED: lambda: _removed(removed_here, others),
        Clash.KIND: lambda: _("Both use its id, for different kinds of elements."),
        Clash.CIRCLE: lambda: _("Together with {others} it would own itself.").format(others=others),
        Clash.KEY: lambda: _("{others} would have the same key.").format(others=others),
        Clash.TWIN: lambda: _("{others} says the same, and there can be only one.").format(others=others),
        Clash.UNSOUND: lambda: _("What both made of it breaks a rule of the model."),
    }
    return words[conflict.clash]()


def side_words(versions: Versions, conflict: Conflict, choice: Choice) -> str:
    """What one version says there; what the choice does, where it is about whole elements."""
    snapshot = versions.of(choice)
    value = {"ours": conflict.ours, "theirs": conflict.theirs, "base": conflict.base}[choice]
    if conflict.clash is Clash.KEY:
        return _keyed(snapshot, conflict)
    if conflict.clash is Clash.TWIN:
        return _own(snapshot, conflict)
    if not conflict.fields:
        return _whole(snapshot, value)
    if conflict.element not in snapshot:
        return _("not there")
    values = value if len(conflict.fields) > 1 else (value,)
    return ", ".join(stated(snapshot, one) for one in values)


def line(versions: Versions, conflict: Conflict) -> str:
    """The conflict on one line: subject, reason, and what each side says."""
    sides = "; ".join(
        f"{choice}: {side_words(versions, conflict, choice)}" for choice in ("base", "ours", "theirs")
    )
    return f"{subject(versions, conflict)}. {reason(versions, conflict)} {sides}"


def _removed(removed_here: bool, others: str) -> str:
    if not others:
        return (
            _("Ours removed it, theirs changed it.")
            if removed_here
            else _("Theirs removed it, ours changed it.")
        )
    words = (
        _("Ours removed it, theirs changed or uses it: {others}.")
        if removed_here
        else _("Theirs removed it, ours changed or uses it: {others}.")
    )
    return words.format(others=others)


def _whole(snapshot: Snapshot, value: Any) -> str:
    if not isinstance(value, Element):
        return _("removed or not there")
    return subject_of(snapshot, value)


def _keyed(snapshot: Snapshot, conflict: Conflict) -> str:
    """The requirement that has the key there, with its sentence."""
    found = [snapshot.get(one) for one in (conflict.element, *conflict.others)]
    return "; ".join(
        f"{getattr(one, 'key', '')} {getattr(one, 'text', '')}" for one in found if one is not None
    ) or _("not there")


def _own(snapshot: Snapshot, conflict: Conflict) -> str:
    """What a version has of several of which there can be only one."""
    found = [name_of(snapshot, one) for one in (conflict.element, *conflict.others) if one in snapshot]
    return "; ".join(found) or _("not there")
