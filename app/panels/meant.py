"""What a proposition and the name of a system stand for, in the words of the model."""

from __future__ import annotations

from PySide6.QtWidgets import QWidget

from app.panels.labels import label
from core.ground.words import _
from core.model import Binding, Id, Proposition, Snapshot, Term


def described(snapshot: Snapshot, proposition: Proposition) -> str:
    """What a proposition stands on, in the words of the model."""
    denied = _("not ") if proposition.negated else ""
    if proposition.binding is Binding.STATE:
        names = ", ".join(_path(snapshot, one) for one in proposition.locations)
        return _("{denied}in state {names}").format(denied=denied, names=names)
    if proposition.binding is Binding.EVENT:
        return _("{denied}event {name}").format(denied=denied, name=_path(snapshot, proposition.event))
    if proposition.binding is Binding.EXPRESSION:
        return f"{denied}{proposition.expression}"
    return _("bound to nothing")


def named(snapshot: Snapshot, name: str) -> QWidget:
    """What is called so: its kind; of a word of the glossary what it stands for."""
    from core.requirements import normalise

    wanted = normalise(name)
    found = next((one for one in snapshot if one.kind != "port" and normalise(one.name) == wanted), None)
    meant = snapshot.get(found.refers_to) if isinstance(found, Term) else None
    if meant is not None:
        words = f"{_(meant.kind)} {meant.name}"
    else:
        words = _(found.kind) if found is not None else _("nothing in the model is called so")
    return label(words, "fact", wraps=True)


def _path(snapshot: Snapshot, element_id: Id | None) -> str:
    from core.requirements import called

    element = snapshot.get(element_id)
    return "?" if element is None else called(snapshot, element)
