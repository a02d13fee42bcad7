"""Copies of elements with all they own and the lines between them, as one change can add them."""

from collections.abc import Iterable, Mapping
from dataclasses import fields, replace

from core.model.behaviour import Edge
from core.model.change import Editor
from core.model.element import Element, Id
from core.model.hardware import Link
from core.model.plain import fields_of
from core.model.reference import references, without_targets
from core.model.snapshot import Snapshot
from core.model.system import Connector


def copy_into(edit: Editor, element_ids: Iterable[Id], source: Snapshot | None = None) -> dict[Id, Id]:
    """Add copies of elements and of their families; the id of each copy by that of its original.

    References among them lead to the copies, all others stay as they are: a copy of a component lies in
    the same zone, and flows between two copied components are copied, flows to others are not. The
    originals are those of `source`, which may be of another project: what refers to something that is not
    here does so no more, and what cannot stand without it is not copied.
    """
    snapshot = edit.snapshot if source is None else source
    originals = [snapshot[element_id] for element_id in family(snapshot, element_ids)]
    known = {one.id for one in originals} | edit.snapshot.elements.keys()
    kept: list[Element] = []
    for one in originals:
        gone = frozenset(way.target for way in references(one) if way.target not in known)
        stands = without_targets(replace(one, owner=None) if one.owner in gone else one, gone)
        if stands is not None:
            kept.append(stands)
    new = {one.id: edit.new(type(one), **_facts(one)).id for one in kept}
    for one in kept:
        edit.add(replace(redirected(one, new), id=new[one.id]))
    return new


def family(snapshot: Snapshot, element_ids: Iterable[Id]) -> tuple[Id, ...]:
    """The elements, all they own down to the last, and the lines of which both ends are among these."""
    found: dict[Id, None] = {}
    waiting = [element_id for element_id in element_ids if element_id in snapshot]
    while waiting:
        element_id = waiting.pop()
        if element_id not in found:
            found[element_id] = None
            waiting += [part.id for part in snapshot.owned(element_id)]
    for element_id in tuple(found):
        for line in snapshot.uses(element_id):
            if isinstance(line, Connector | Link | Edge) and {line.source, line.target} <= found.keys():
                found[line.id] = None
    return tuple(sorted(found))


def redirected(element: Element, new: Mapping[Id, Id]) -> Element:
    """The element with each of its references led to the element that stands for its target, if any does."""
    changes: dict[str, object] = {}
    for field in fields_of(type(element)):
        if field.reference is None:
            continue
        content = getattr(element, field.name)
        if field.many:
            changes[field.name] = tuple(new.get(target, target) for target in content)
        elif content is not None:
            changes[field.name] = new.get(content, content)
    return replace(element, **changes)  # type: ignore[arg-type]


def _facts(element: Element) -> dict[str, object]:
    return {field.name: getattr(element, field.name) for field in fields(element) if field.name != "id"}
