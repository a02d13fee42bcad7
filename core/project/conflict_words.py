"""A conflict in the words of the model: what it is about, what each side says, and what taking it does."""

from collections.abc import Iterable
from typing import Any

from core.ground.oneline import one_line
from core.ground.words import _, plural
from core.model import Element, Placement, Snapshot, name_of
from core.model.differences import stated, subject_of
from core.model.facts import field_title
from core.project.conflict import Choice, Clash, Conflict, Versions
from core.project.consequences import consequences
from core.project.place_words import place_words

_NAMED = 6
"""Of so many elements the names are given; of more, how many there are."""


def subject(versions: Versions, conflict: Conflict) -> str:
    """What it is about, and the fact or what ails it, such as "component Pump: Zone"."""
    home = versions.home(conflict.element)
    named = subject_of(home, home[conflict.element])
    words = {
        Clash.FACT: lambda: ", ".join(_title(name) for name in conflict.fields),
        Clash.REMOVED: lambda: _("removed by ours") if conflict.ours is None else _("removed by theirs"),
        Clash.KIND: lambda: _("of two kinds"),
        Clash.CIRCLE: lambda: _("part of itself"),
        Clash.KEY: lambda: _("the same key twice"),
        Clash.TWIN: lambda: _("there twice"),
        Clash.UNSOUND: lambda: _("breaks a rule"),
    }
    return _("{what}: {words}").format(what=named, words=words[conflict.clash]())


def reason(versions: Versions, conflict: Conflict) -> str:
    """Why both cannot be had."""
    others = _names(versions, (one for other in conflict.others if (one := versions.find(other))))
    removed_here = conflict.ours is None
    words = {
        Clash.FACT: lambda: versions.reasons.get(conflict.element) or _fact_reason(others),
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
    value = conflict.says(choice)
    if conflict.clash is Clash.KEY:
        return _keyed(snapshot, conflict)
    if conflict.clash is Clash.TWIN:
        return _own(snapshot, conflict)
    if not conflict.fields:
        return _whole(snapshot, conflict, choice)
    if conflict.element not in snapshot:
        return _("not there")
    values = value if len(conflict.fields) > 1 else (value,)
    said = ", ".join(stated(snapshot, one) for one in values)
    place = snapshot[conflict.element]
    where = place_words(snapshot, place) if isinstance(place, Placement) else ""
    return _("{what}: {words}").format(what=said, words=where) if where else said


def outcome(versions: Versions, conflict: Conflict, choice: Choice) -> str:
    """What was decided, such as "component Pump: kept, as theirs has it"."""
    source = {"ours": _("as ours has it"), "theirs": _("as theirs has it"), "base": _("as it was")}[choice]
    if conflict.clash is Clash.REMOVED:
        home = versions.home(conflict.element)
        what = subject_of(home, home[conflict.element])
        words = _("removed") if conflict.says(choice) is None else _("kept")
    else:
        what = subject(versions, conflict)
        words = side_words(versions, conflict, choice) if conflict.clash is Clash.FACT else ""
    said = ", ".join(filter(None, (words, source)))
    return one_line(_("{what}: {words}").format(what=what, words=said))


def effects(versions: Versions, conflict: Conflict, choice: Choice) -> list[str]:
    """Sentences about what taking one version does to other elements; none for most conflicts."""
    if choice not in conflict.choices:
        return []
    found = consequences(versions, conflict, choice)
    words = []
    if found.gone:
        words.append(_("With it goes: {elements}.").format(elements=_names(versions, found.gone)))
    if found.back:
        words.append(_("Back with it comes: {elements}.").format(elements=_names(versions, found.back)))
    for element, facts in found.turned[:_NAMED]:
        values = ", ".join(_fact(versions, name, getattr(element, name)) for name in facts)
        named = subject_of(versions.home(element.id), element)
        words.append(_("{element} then has {facts}.").format(element=named, facts=values))
    left = len(found.turned) - _NAMED
    if left > 0:
        words.append(plural("{count} further gives way.", "{count} further give way.", left))
    return words


def line(versions: Versions, conflict: Conflict) -> str:
    """The conflict on one line: subject, reason, and what each side says and does."""
    sides = "; ".join(_side_line(versions, conflict, choice) for choice in ("base", "ours", "theirs"))
    return one_line(f"{subject(versions, conflict)}. {reason(versions, conflict)} {sides}")


def _fact_reason(others: str) -> str:
    if not others:
        return _("Both changed it, and differently.")
    return _("What {element} belongs to and where it stands go together.").format(element=others)


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


def _side_line(versions: Versions, conflict: Conflict, choice: Choice) -> str:
    words = f"{choice}: {side_words(versions, conflict, choice)}"
    more = effects(versions, conflict, choice)
    return f"{words} ({' '.join(more)})" if more else words


def _fact(versions: Versions, name: str, value: Any) -> str:
    """A fact and its value, which may lead to elements of any version."""
    values = value if isinstance(value, tuple) and value else (value,)
    home = [versions.home(one) if isinstance(one, str) else versions.base for one in values]
    said = ", ".join(stated(where, one) for where, one in zip(home, values, strict=True))
    return _("{title}: {value}").format(title=_title(name), value=said)


def _title(name: str) -> str:
    return _("Part of") if name == "owner" else field_title(name)


def _names(versions: Versions, elements: Iterable[Element]) -> str:
    """Kinds and names of elements, of the first few by name."""
    found = [subject_of(versions.home(one.id), one) for one in elements]
    left = len(found) - _NAMED
    more = [_("{count} more").format(count=left)] if left > 0 else []
    return ", ".join([*found[:_NAMED], *more])


def _whole(snapshot: Snapshot, conflict: Conflict, choice: Choice) -> str:
    value = conflict.says(choice)
    if not isinstance(value, Element):
        return _("removed") if conflict.clash is Clash.REMOVED else _("removed or not there")
    named = subject_of(snapshot, value)
    return _("{element}, as it was").format(element=named) if choice == "base" else named


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


def plain_conflict(versions: Versions, conflict: Conflict) -> dict[str, Any]:
    """The documented JSON object of a conflict."""
    home = versions.home(conflict.element)
    return {
        "conflict": conflict.key,
        "clash": conflict.clash.value,
        "id": conflict.element,
        "kind": home[conflict.element].kind,
        "name": name_of(home, conflict.element),
        "facts": list(conflict.fields),
        "others": list(conflict.others),
        "choices": list(conflict.choices),
        **{side: side_words(versions, conflict, side) for side in ("base", "ours", "theirs")},
        "words": line(versions, conflict),
    }
