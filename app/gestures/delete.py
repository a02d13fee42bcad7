"""Removing what is selected, with whatever cannot stand without it."""

from collections.abc import Iterable

from app.gestures.gesture import Stage
from app.gestures.leftovers import remove_left
from app.gestures.locking import free, removable
from app.gestures.placing import counted, placement_of
from core.ground.words import _
from core.model import Editor, Element, Id
from core.model.zoning import dissolve


def delete(stage: Stage, element_ids: Iterable[Id]) -> bool:
    """Remove elements from the model; lines, ports and placements that hang on them go too.

    What is locked here stays, and what lies in a zone comes to lie in the zone around that. Ports that lines
    made and that none of them needs any more go with the lines.
    """
    snapshot = stage.snapshot()
    gone = [element for element_id in sorted(set(element_ids)) if (element := snapshot.get(element_id))]
    gone = removable(stage, gone)
    if not gone:
        return False
    handed: list[Element] = []

    def apply(edit: Editor) -> None:
        removed = {element.id for element in gone}
        handed[:] = dissolve(edit, removed)
        edit.remove(*removed)
        remove_left(edit, snapshot)

    done = stage.commit(_("Remove {what}").format(what=counted(gone)), apply)
    if done and handed:
        stage.say(_("{what}: not removed, but part of what is around").format(what=counted(handed)))
    return done


def say_elsewhere(stage: Stage, element_ids: Iterable[Id]) -> None:
    """Say why nothing was removed of what is selected and has no shape here, such as a chip on a node."""
    from app.actions.registry import named

    snapshot = stage.snapshot()
    chosen = [element for one in sorted(set(element_ids)) if (element := snapshot.get(one))]
    words = _("{what}: no shape of its own here. {key} removes it from the model.")
    stage.say(words.format(what=counted(chosen), key=named("edit.remove")))


def take_off(stage: Stage, element_ids: Iterable[Id]) -> bool:
    """Take elements off this diagram, apart from what is locked; in the model they stay."""
    snapshot = stage.snapshot()
    chosen = [element for element_id in sorted(set(element_ids)) if (element := snapshot.get(element_id))]
    chosen = free(stage, chosen)
    placements = {
        found.id: element
        for element in chosen
        if (found := placement_of(snapshot, stage.diagram.id, element.id)) is not None
    }
    if not placements:
        if chosen:
            stage.say(_("{what}: no place of its own on this diagram").format(what=counted(chosen)))
        return False
    return stage.commit(
        _("Take {what} off the diagram").format(what=counted(list(placements.values()))),
        lambda edit: edit.remove(*placements),
    )
