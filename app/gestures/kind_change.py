"""Making one kind of element another: what both kinds can state is kept, with lines, ports and places."""

from __future__ import annotations

from dataclasses import fields

from app.gestures.gesture import Stage
from core.diagram.forms import Form, form_of, forms_of
from core.ground.words import _
from core.model import KINDS, DiagramType, Editor, Element, Snapshot, Zone
from core.model.edit import Edit
from core.model.integrity import breaches
from core.model.zoning import zone_of

_ALIKE = ("component", "data store", "actor", "external system")
"""Kinds that stand for one another on a system diagram."""


def forms_instead(stage: Stage, element: Element) -> tuple[Form, ...]:
    """What an element can become on its diagram: other sorts of its kind, and kinds drawn alike."""
    diagram, snapshot = stage.diagram.diagram, stage.snapshot()
    now = form_of(diagram, element)
    if now is None or isinstance(element, Zone):
        return ()
    alike = _ALIKE if element.kind in _ALIKE else (element.kind,)
    possible = [form for form in forms_of(diagram, KINDS) if form.kind in alike and form != now]
    return tuple(
        form for form in possible if _sound(snapshot, element, _made(snapshot, diagram, element, form))
    )


def become(stage: Stage, element: Element, form: Form) -> bool:
    """Make an element one of a form, as one change."""
    made = _made(stage.snapshot(), stage.diagram.diagram, element, form)
    label = _("{name} becomes: {kind}").format(name=element.name or _(element.kind), kind=form.title)

    def apply(edit: Editor) -> None:
        edit.add(made)

    return stage.commit(label, apply)


def _made(snapshot: Snapshot, diagram: DiagramType, element: Element, form: Form) -> Element:
    kind = KINDS[form.kind]
    known = {field.name for field in fields(element)}
    sorts = {name for one in forms_of(diagram, KINDS) if one.kind == form.kind for name, _fact in one.facts}
    facts = {
        field.name: getattr(element, field.name)
        for field in fields(kind)
        if field.name in known and field.name not in sorts
    }
    owner = snapshot.get(element.owner)
    if owner is not None and owner.kind not in kind.owners:
        zone = zone_of(snapshot, element)
        facts |= {"owner": None, "zone": zone.id if zone is not None else None}
    return kind(**(facts | dict(form.facts)))


def _sound(snapshot: Snapshot, before: Element, after: Element) -> bool:
    """Whether everything that speaks of the element may still do so."""
    changed = snapshot.after([Edit(before, after)])
    users = {one.id for one in (*snapshot.owned(before.id), *snapshot.uses(before.id), before)}
    edits = [Edit(None, changed[user]) for user in sorted(users)]
    return next(iter(breaches(changed, edits)), None) is None
