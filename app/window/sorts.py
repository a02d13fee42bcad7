"""Every sort of page, each with the name and the icon of its tab and with its help."""

from __future__ import annotations

from collections.abc import Callable
from dataclasses import dataclass

from app.window.history import COMPARED, MERGED
from core.ground.words import deferred


@dataclass(frozen=True, slots=True)
class Sort:
    """A sort of page: its page of help, and its name and icon where not each page has its own."""

    help: str
    title: Callable[[], str] | None = None
    icon: str = ""


SORTS = {
    "start": Sort("start", deferred("Start"), "diagram"),
    "diagram": Sort("diagram"),
    "requirements": Sort("requirements", deferred("Requirements"), "requirement"),
    "verdict": Sort("verdict", deferred("Verdict"), "verdict"),
    "threat": Sort("threat", deferred("Threat"), "threat"),
    "comply": Sort("comply", deferred("Clauses"), "clause"),
    "proposal": Sort("proposal", deferred("Proposal"), "proposal"),
    "hand over": Sort("hand-over", deferred("Documents"), "hand over"),
    "keys": Sort("keys", deferred("Keys"), "keys"),
    "help": Sort("help", deferred("Help"), "help"),
    "matrix": Sort("matrix", deferred("Matrix"), "matrix"),
    "coverage": Sort("coverage", deferred("Coverage"), "trace"),
    "quality": Sort("quality", deferred("Quality"), "metric limit"),
    "boilerplates": Sort("boilerplates", deferred("Boilerplates"), "boilerplate"),
    "pictures": Sort("print", deferred("Pictures"), "diagram"),
    "print": Sort("print", deferred("Print"), "print"),
    COMPARED: Sort("compared"),
    MERGED: Sort("merged"),
}
"""What there is to know of each sort; a tab has its name from here, and its help as well."""

GENERAL = "window"
"""The help of what has none of its own."""


def help_of(sort: str) -> str:
    """The page of help of a sort of page."""
    known = SORTS.get(sort)
    return GENERAL if known is None else known.help
