"""Cutting shapes out of a diagram, to be pasted elsewhere: the model keeps them all the while."""

from __future__ import annotations

from collections.abc import Iterable
from dataclasses import replace

from app.gestures.clip import Clip
from app.gestures.copying import clip_on
from app.gestures.gesture import Stage
from app.gestures.locking import free
from app.gestures.placing import counted
from core.diagram.places import SHAPES
from core.ground.words import _
from core.model import Id, Placement, TextNote


def cut(stage: Stage, element_ids: Iterable[Id]) -> Clip | None:
    """Take shapes off a diagram with what lies in them, as one change; what was cut, or None.

    Pasted, they are the same elements: nothing that is known of them is lost. What is locked stays, and so
    do notes, which belong to the diagram.
    """
    snapshot = stage.snapshot()
    found = [snapshot.get(one) for one in dict.fromkeys(element_ids)]
    shapes = [one for one in found if isinstance(one, SHAPES) and not isinstance(one, TextNote)]
    chosen = free(stage, shapes)
    if not chosen:
        if not shapes:
            stage.say(_("Shapes can be cut; notes and lines belong to where they are"))
        return None
    clip = replace(clip_on(stage, (one.id for one in chosen)), cut=True)
    gone = [
        one.id
        for one in clip.model.of(Placement)
        if one.owner == stage.diagram.id and not isinstance(snapshot.get(one.element), TextNote)
    ]
    what = counted(chosen)
    if not stage.commit(_("Cut {what}").format(what=what), lambda edit: edit.remove(*gone)):
        return None
    stage.say(_("{what}: off this diagram, still in the model; paste shows it again").format(what=what))
    return clip
