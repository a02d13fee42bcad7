"""Asking where UPPAAL's own verifier is, and remembering it on this machine."""

from __future__ import annotations

import os
from typing import TYPE_CHECKING

from app.window.file_dialogs import ask_open
from core.ground.words import _
from core.uppaal.verifyta.program import VARIABLE, Program, Source, choose

if TYPE_CHECKING:
    from app.window.window import Window


def choose_verifyta(window: Window) -> None:
    """Ask for the program, keep what was chosen, and check the requirements again with it."""
    path = ask_open(window, _("Choose verifyta, the verifier of UPPAAL"), "")
    if path is None:
        return
    if not Program(path.absolute(), Source.CHOICE).runs:
        window.status.say(_("{name} is no program that can be run").format(name=path.name))
        return
    try:
        choose(path)
    except OSError as error:
        window.status.say(_("The choice could not be kept: {reason}").format(reason=error.strerror))
        return
    if os.environ.get(VARIABLE):
        words = _("{variable} names another one, which is asked as long as it does")
        window.status.say(words.format(variable=VARIABLE))
        return
    window.status.say(_("Verdicts are compared with those of {name}").format(name=path.name))
    if window.session.project is not None:
        window.desk.analysis.recheck()
