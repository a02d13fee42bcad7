"""What a project takes from outside itself: the clock, identifiers, and who works on it."""

import getpass
from dataclasses import dataclass

from core.ground.identity import Clock, Ids, system_clock, uuid7_source
from core.ground.words import _


@dataclass(frozen=True, slots=True)
class Surroundings:
    """Given, so that tests and samples can repeat."""

    clock: Clock
    ids: Ids
    author: str


def this_machine() -> Surroundings:
    """The real clock, fresh identifiers, and the user who is logged in."""
    try:
        author = getpass.getuser()
    except (KeyError, OSError):
        author = _("unknown user")
    return Surroundings(system_clock, uuid7_source(), author)
