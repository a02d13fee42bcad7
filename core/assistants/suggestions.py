"""The suggestion assistant's plan: catalogue entries ranked for sentences, elements, or a whole model."""

from typing import Any

from core.inference.ranking import local_engine
from core.inference.suggesting import Suggester, Topic
from core.jobs.worker import Report
from core.model import Element, Snapshot, from_plain

TOP = 3
"""How many suggestions an assessment lists for each element and topic."""

ASSESSED = ("component", "data store", "external system", "node")
"""Kinds of element that an assessment makes suggestions for."""


def suggestions_for_model(snapshot: Snapshot, report: Report | None = None) -> list[dict[str, Any]]:
    """For each element of the assessed kinds and each topic its best suggestions."""
    engine = local_engine()
    topics: tuple[Topic, ...] = ("weaknesses", "tests")
    suggesters = [Suggester(topic, engine) for topic in topics]
    elements = [element for element in snapshot if element.kind in ASSESSED]
    found = []
    for done, element in enumerate(elements):
        if report is not None:
            report(done, len(elements), element.name)
        for suggester in suggesters:
            ranked = suggester.for_element(snapshot, element, TOP)
            found.append(
                {
                    "element": {"id": element.id, "name": element.name, "kind": element.kind},
                    "topic": suggester.topic,
                    "suggestions": [suggestion.to_plain() for suggestion in ranked],
                }
            )
    return found


def suggest_task(payload: Any, report: Report) -> Any:
    """The worker's task.

    `payload` has `topic`, `top`, and one of: `text`; `texts` (records of id and text); `elements` (a
    model as plain elements), with `element` (an id) for one element or without it for all.
    """
    suggester = Suggester(payload["topic"], local_engine(), report)
    top = payload.get("top")
    if "text" in payload:
        return [suggestion.to_plain() for suggestion in suggester.for_text(payload["text"], top)]
    if "texts" in payload:
        return [
            {
                "id": record["id"],
                "suggestions": [found.to_plain() for found in suggester.for_text(record["text"], top)],
            }
            for record in payload["texts"]
        ]
    snapshot = Snapshot(from_plain(plain) for plain in payload["elements"])
    if payload.get("element"):
        element: Element = snapshot[payload["element"]]
        return [found.to_plain() for found in suggester.for_element(snapshot, element, top)]
    return [found.to_plain() for found in suggester.for_project(snapshot, top)]
