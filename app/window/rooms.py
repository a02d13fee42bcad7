"""The rooms: the page each begins with, the keys that matter there, what waits in it."""

from __future__ import annotations

from typing import TYPE_CHECKING

from app.actions.keymap import written
from app.actions.registry import action, key_of
from app.window.pages import START, Page
from app.window.sorts import SORTS
from core.ground.words import _, deferred

if TYPE_CHECKING:
    from app.session.results import Results
    from app.session.session import Session
    from app.window.hints import Hints
    from core.model import Id, Snapshot

PAGES = {
    "require": Page("requirements"),
    "prove": Page("verdict"),
    "threats": Page("threat"),
    "comply": Page("comply"),
    "review": Page("proposal"),
    "hand over": Page("hand over"),
}
"""The page that each room begins with; Draw begins with a diagram."""

KEY_PAGE = Page("keys")
"""The page that lists every key; it belongs to every room."""

ROOM_OF = {page.sort: room for room, page in PAGES.items()} | {"diagram": "draw", "start": "draw"}
"""The room that a page belongs to; what is not named belongs to every room."""

_BESIDE = {
    "matrix": ("draw", "require"),
    "coverage": ("require",),
    "quality": ("require",),
    "boilerplates": ("require",),
}
"""The rooms that a page stands in where it does not belong to every one; the first of them if in doubt."""

BOTTOM = ("draw",)
"""The rooms that show the bottom panel."""

LISTED = ("prove", "threats", "review")
"""The rooms whose page shows an entry of the list at the left."""

_SHAPES = {"hardware": "mdi6.chip", "behaviour": "state machine"}

KEYS = {
    "require": (
        ("require.new", deferred("new requirement")),
        ("Enter", deferred("done")),
        ("edit.follow", deferred("show")),
    ),
    "prove": (
        ("list.next", deferred("next verdict")),
        ("prove.recheck", deferred("recheck")),
        ("edit.follow", deferred("show")),
    ),
    "threats": (
        ("J K", deferred("next, previous")),
        ("prove.recheck", deferred("look again")),
        ("edit.follow", deferred("show")),
    ),
    "comply": (("desktop.palette", deferred("every action")), ("desktop.help", deferred("help"))),
    "review": (
        ("review.accept", deferred("accept")),
        ("review.edit", deferred("edit")),
        ("review.reject", deferred("reject")),
    ),
    "hand over": (("export.report", deferred("report")), ("export.uppaal", deferred("UPPAAL"))),
    "start": (("desktop.palette", deferred("every action")), ("desktop.help", deferred("help"))),
    "review, editing": (("Ctrl Enter", deferred("accept as edited")), ("Esc", deferred("leave as proposed"))),
    "review, decided": (("J K", deferred("next, previous")), ("edit.undo", deferred("undo"))),
}
"""What has the keys that matter in each room but Draw, or keys that never change.

In Review others while a proposal is edited, or where none is open."""

_COPY = ("project.copy", deferred("make an editable copy"))
READING_KEYS = {
    "draw": (("canvas.step", deferred("step to a neighbour")), ("edit.follow", deferred("show")), _COPY),
    "require": (("J K", deferred("next, previous")), ("edit.follow", deferred("show")), _COPY),
    "review": (("J K", deferred("next, previous")), _COPY),
}
"""The keys that matter instead where a project is only read."""


def keys_of(room: str, reading: bool, hidden: bool, drawing: Hints = ()) -> list[tuple[str, str]]:
    """The keys that matter in a room, each with what it does; in Draw they are those of `drawing`.

    `reading` where nothing can be changed; where the facts at the right are `hidden`, F4 is among them.
    """
    usual = drawing if room == "draw" else KEYS[room]
    keys = READING_KEYS.get(room, usual) if reading else usual
    shown = [(shown_key(key), words()) for key, words in keys]
    facts = action("panel.right").keys_now[-1:]
    return [*shown[:2], *((written(key), _("facts")) for key in facts)] if hidden else shown


def shown_key(name: str) -> str:
    """A key as screens write it; `name` is what has it, or a key that never changes."""
    return key_of(name) if "." in name else name


def describe(session: Session, page: Page) -> tuple[str, str, str] | None:
    """Title, icon and whole name of a page; None where its diagram is gone, or drawing has begun."""
    if page.sort != "diagram":
        if page == START and first_page(session) != START:
            return None
        known = SORTS[page.sort]
        assert known.title is not None
        return known.title(), known.icon, known.title()
    if session.project is None:
        return None
    from core.model import Diagram

    snapshot = session.snapshot()
    diagram = snapshot.find(Diagram, page.id)
    if diagram is None and page == first_page(session):
        diagram = session.first_diagram
    if diagram is None:
        return None
    return diagram.name or _("unnamed"), _SHAPES.get(diagram.diagram, "diagram"), snapshot.path(diagram)


def counts(snapshot: Snapshot, results: Results) -> dict[str, str]:
    """What waits in each room, in a word or two; nothing for a room in which nothing does."""
    from core.model import Proposal, ProposalState, Requirement

    violated = results.counts()["violated"]
    waiting = [one for one in snapshot.of(Proposal) if one.state is ProposalState.PROPOSED]
    return {
        "require": str(len(snapshot.of(Requirement)) or ""),
        "prove": _("{count} violated").format(count=violated) if violated else "",
        "threats": str(len(results.open_threats()) or ""),
        "review": str(len(waiting) or ""),
    }


def first_page(session: Session) -> Page:
    """What to begin with: the first diagram, also one that the first gesture will make; else the start."""
    if session.project is None:
        return START
    from core.model.drawn import diagrams_in_order

    diagrams = diagrams_in_order(session.snapshot())
    first = diagrams[0] if diagrams else session.first_diagram
    return Page("diagram", first.id) if first is not None else START


def room_of(page: Page, room: str) -> str:
    """The room to be in while a page is in front; the one that one is in, where it belongs there too."""
    usual = ROOM_OF.get(page.sort, room)
    fitting = _BESIDE.get(page.sort, (usual,))
    return room if room in fitting else fitting[0]


def diagrams_showing(snapshot: Snapshot, element_id: Id) -> list[Id]:
    """The diagrams on which the element, or else what owns it, is drawn."""
    from core.model import Diagram, StateMachine

    element = snapshot.get(element_id)
    while element is not None:
        if isinstance(element, Diagram):
            return [element.id]
        if isinstance(element, StateMachine):
            inside = [diagram.id for diagram in snapshot.owned(element.id, Diagram)]
            if inside:
                return inside
        placed = [user.owner for user in snapshot.uses(element.id) if user.kind == "placement"]
        if placed:
            return [owner for owner in placed if owner is not None]
        ends = [getattr(element, end, None) for end in ("source", "target")]
        nearby = [diagram for end in ends if end for diagram in diagrams_showing(snapshot, end)]
        if nearby:
            return nearby
        element = snapshot.get(element.owner)
    return []
