"""From an element to each of its uses, to the diagrams that show it, and into those of its own."""

from __future__ import annotations

from collections.abc import Mapping, Sequence
from typing import TYPE_CHECKING

from app.panels.rows import Row
from app.session.addresses import THREAT
from app.theme.kinds import kind_icon
from app.window.routes import show_on
from core.ground.words import _, deferred
from core.model import Element, Id, ThreatDecision, name_of
from core.model.drawn import diagrams_drawing, own_diagrams
from core.model.uses import SORTS, Use, uses_of

if TYPE_CHECKING:
    from app.window.window import Window

_HEADS = {
    "diagram": deferred("Drawn on"),
    "flow": deferred("Flows and links"),
    "allocation": deferred("Allocation"),
    "requirement": deferred("Requirements"),
    "behaviour": deferred("Behaviour"),
    "proposition": deferred("Propositions"),
    "zone": deferred("Zones and conduits"),
    "threat": deferred("Threats"),
    "scenario": deferred("Attack scenarios"),
    "proposal": deferred("Proposals"),
    "other": deferred("Elsewhere"),
}


def list_uses(window: Window) -> None:
    """Offer every use of what is selected; the one that is taken is gone to."""
    element = _selected(window)
    if element is None:
        return
    snapshot = window.session.snapshot()
    name = name_of(snapshot, element.id)
    bound = {threat["id"]: tuple(threat["elements"]) for threat in window.results.threats.records}
    found = uses_of(snapshot, element.id, bound)
    if not found:
        window.status.say(_("Nothing uses {name} yet").format(name=name))
        return
    title = _("Uses of {name}: Enter goes there").format(name=name)
    together: dict[tuple[str, Id], list[Use]] = {}
    for use in found:
        together.setdefault((use.sort, use.place), []).append(use)
    by_row = {f"{number}": tuple(uses) for number, uses in enumerate(together.values())}
    rows = _rows(window, by_row)
    window.shown.palette.offer(title, rows, lambda row: _go(window, element.id, by_row[row][0]))


def next_diagram(window: Window) -> None:
    """Show the next diagram on which what is selected is drawn, around the end."""
    element = _selected(window)
    if element is None:
        return
    name = name_of(window.session.snapshot(), element.id)
    found = diagrams_drawing(window.session.snapshot(), element.id)
    here = window.pages.current.id
    if not found:
        window.status.say(_("{name} is drawn on no diagram").format(name=name))
    elif found == (here,):
        window.status.say(_("{name} is drawn on this diagram alone").format(name=name))
    else:
        following = (found.index(here) + 1) % len(found) if here in found else 0
        show_on(window, found[following], element.id)
        place = _("{name}: diagram {number} of {count}")
        window.status.say(place.format(name=name, number=following + 1, count=len(found)))


def go_into(window: Window) -> None:
    """Show the diagram that what is selected has of its own; of several a person chooses."""
    element = _selected(window)
    if element is None:
        return
    snapshot = window.session.snapshot()
    name = name_of(snapshot, element.id)
    found = own_diagrams(snapshot, element.id)
    if not found:
        window.status.say(_("{name} has no diagram of its own").format(name=name))
    elif len(found) == 1:
        show_on(window, found[0])
    else:
        rows = [Row(one, name_of(snapshot, one), mark=kind_icon(snapshot[one])) for one in found]
        title = _("Diagrams of {name}").format(name=name)
        window.shown.palette.offer(title, rows, lambda row: show_on(window, row))


def _selected(window: Window) -> Element | None:
    selection = window.session.selection
    return window.session.element(selection[0]) if selection else None


def _rows(window: Window, by_row: Mapping[str, Sequence[Use]]) -> list[Row]:
    """The rows under the heads of their sorts; what uses the element in several ways has one row."""
    rows: list[Row] = []
    for sort in SORTS:
        of_sort = [_row(window, row_id, uses) for row_id, uses in by_row.items() if uses[0].sort == sort]
        if of_sort:
            rows += [Row(f"#{sort}", _HEADS[sort](), count=str(len(of_sort)), heading=True), *of_sort]
    return rows


def _row(window: Window, row_id: str, uses: Sequence[Use]) -> Row:
    """The row of a user; a requirement stands with its key and its words, a decision with its threat."""
    snapshot = window.session.snapshot()
    shown = snapshot.get(uses[0].place) or snapshot[uses[0].user]
    text = getattr(shown, "text", "") if shown.kind in ("requirement", "note") else ""
    title = name_of(snapshot, shown.id)
    if isinstance(shown, ThreatDecision):
        threats = window.results.threats.records
        title = next((threat["title"] for threat in threats if threat["id"] == shown.threat), title)
    words = ", ".join(dict.fromkeys(use.words for use in uses))
    how = "" if uses[0].sort == "diagram" else words
    kind = "" if text or uses[0].sort == "diagram" else _(shown.kind)
    lead = title if shown.kind == "requirement" else ""
    return Row(
        row_id,
        text or title,
        mark=kind_icon(shown),
        lead=lead,
        aside=kind,
        right=how,
        tip=f"{text}\n{how}".strip(),
    )


def _go(window: Window, element_id: Id, use: Use) -> None:
    user = window.session.element(use.user)
    if use.sort == "diagram":
        show_on(window, use.place, element_id)
    elif isinstance(user, ThreatDecision):
        window.go_to(THREAT + user.threat)
    else:
        window.go_to(use.place)
