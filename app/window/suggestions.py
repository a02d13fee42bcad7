"""Weaknesses and tests ranked for one element: worked out as a job, offered in the palette, proposed."""

from __future__ import annotations

from typing import TYPE_CHECKING, Any

from app.panels.rows import Row
from app.window.decisions import propose
from core.ground.words import _
from core.model import Id, name_of

if TYPE_CHECKING:
    from app.window.window import Window
    from core.inference.suggesting import Topic
    from core.jobs import Outcome

TOP = 8
"""How many suggestions are offered."""


def suggest(window: Window, topic: str) -> None:
    """Rank suggestions of a topic, "weaknesses" or "tests", for the element selected."""
    from core.assistants.plans import plain_model

    session = window.session
    if not session.selection:
        return
    element_id = session.selection[0]
    payload = {
        "topic": topic,
        "top": TOP,
        "elements": plain_model(session.snapshot()),
        "element": element_id,
    }
    title = _("Ranking suggestions for {name}").format(name=name_of(session.snapshot(), element_id))
    window.jobs.start("suggest", payload, title, lambda outcome: _offer(window, topic, element_id, outcome))


def _offer(window: Window, topic: str, element_id: Id, outcome: Outcome) -> None:
    if outcome.state != "done" or element_id not in window.session.snapshot():
        if outcome.state != "cancelled":
            window.messages.tell(outcome.diagnostics)
        return
    found: list[dict[str, Any]] = outcome.result
    rows = [
        Row(
            str(place),
            one["title"],
            detail=f"{one['id']} · {one['method']}",
            mark="threat",
            lead=f"{place + 1}",
        )
        for place, one in enumerate(found)
    ]
    title = _("Suggestions for {name}: Enter proposes").format(
        name=name_of(window.session.snapshot(), element_id)
    )
    window.shown.palette.offer(title, rows, lambda row: _propose(window, topic, element_id, found, int(row)))


def _propose(window: Window, topic: str, element_id: Id, found: list[dict[str, Any]], place: int) -> None:
    from core.assistants.answering import answer_suggestion

    project = window.session.project
    if project is None:
        return
    ids, suggestion = project.surroundings.ids, found[place]
    kind: Topic = "tests" if topic == "tests" else "weaknesses"
    propose(window, answer_suggestion(project.snapshot(), ids, element_id, kind, suggestion, place + 1))
