"""Weaknesses and tests ranked for one element: worked out as a job, counted, shown on request, proposed."""

from __future__ import annotations

from collections.abc import Mapping
from typing import TYPE_CHECKING, Any

from app.actions.registry import action
from app.panels.rows import Row
from app.window.decisions import propose
from core.ground.words import _, plural
from core.model import Id, name_of
from core.model.grounds import fact_words, source_words

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
    """Say how many suggestions there are; they are shown when a person asks for them."""
    if outcome.state != "done" or element_id not in window.session.snapshot():
        if outcome.state != "cancelled":
            window.messages.tell(outcome.diagnostics)
        return
    found: list[dict[str, Any]] = outcome.result
    name = name_of(window.session.snapshot(), element_id)
    count = (
        plural("{count} test", "{count} tests", len(found))
        if topic == "tests"
        else plural("{count} weakness", "{count} weaknesses", len(found))
    )
    words = _("{count} suggested for {name}").format(count=count, name=name)
    window.status.offer(words, action("suggest.show").key, lambda: _show(window, topic, element_id, found))


def _show(window: Window, topic: str, element_id: Id, found: list[dict[str, Any]]) -> None:
    snapshot = window.session.snapshot()
    if element_id not in snapshot:
        window.status.say(_("The element that was asked about is gone."))
        return
    rows = [
        Row(
            str(place),
            _(one["title"]),
            detail=reason_of(one),
            mark="threat",
            lead=one["id"],
            tip="\n".join(evidence_of(one)),
        )
        for place, one in enumerate(found)
    ]
    title = _("Suggestions for {name}: Enter proposes").format(name=name_of(snapshot, element_id))
    window.shown.palette.offer(title, rows, lambda row: _propose(window, topic, element_id, found, int(row)))


def reason_of(suggestion: Mapping[str, Any]) -> str:
    """Why an entry is suggested, in one line: the words that it shares, the facts, the model that ranked."""
    grounds: dict[str, list[str]] = {}
    for ground in suggestion["evidence"]:
        grounds.setdefault(ground["source"], []).append(ground["text"])
    parts = [_("shares {words}").format(words=words) for words in grounds.get("words", ()) if words] + [
        fact_words(fact) for fact in grounds.get("fact", ())
    ]
    if not parts and "model" in grounds:
        parts = [_("near in meaning")]
    return " · ".join(parts) or _("in the order of the catalogue")


def evidence_of(suggestion: Mapping[str, Any]) -> list[str]:
    """What speaks for a suggestion, a line a ground: the entry with its catalogue, words, facts, model."""
    lines = [f"{suggestion['id']} {_(suggestion['title'])}"]
    for ground in suggestion["evidence"]:
        named = ground["reference"] if ground["source"] in ("catalogue", "model") else ""
        version = ground["version"] if ground["source"] == "catalogue" else ""
        line = " ".join(part for part in (source_words(ground["source"]), named, version) if part)
        text = fact_words(ground["text"]) if ground["source"] == "fact" else ground["text"]
        lines.append(f"{line}: {text}")
    return [*lines, suggestion["method"]]


def _propose(window: Window, topic: str, element_id: Id, found: list[dict[str, Any]], place: int) -> None:
    from core.assistants.answering import answer_suggestion

    project = window.session.project
    if project is None:
        return
    ids, suggestion = project.surroundings.ids, found[place]
    kind: Topic = "tests" if topic == "tests" else "weaknesses"
    propose(window, answer_suggestion(project.snapshot(), ids, element_id, kind, suggestion, place + 1))
