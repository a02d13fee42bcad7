"""A line before it is made or led elsewhere: where it would run, dashed, and the ports that it would make."""

from __future__ import annotations

from collections.abc import Callable

from app.gestures.gesture import Stage, Upshot
from core.diagram.places import BORDER, LINES
from core.model import Editor, Id


def foreshow(stage: Stage, apply: Callable[[Editor], object]) -> Upshot:
    """Show what lines a change would make or lead elsewhere, exactly as they would run after it."""
    told: set[Id] = set()

    def noted(edit: Editor) -> None:
        apply(edit)
        for one in edit.edits():
            made = one.before is None and isinstance(one.after, BORDER)
            if made or isinstance(one.after, LINES):
                told.add(one.id)

    upshot = stage.preview(noted, whole=True)
    stage.scene_shown.mark_ghosts(told)
    return upshot


def withdraw(stage: Stage) -> None:
    """Show the model as it is again."""
    stage.scene_shown.mark_ghosts(())
    stage.preview(None, whole=True)
