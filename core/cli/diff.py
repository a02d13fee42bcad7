"""`bartizan diff`: what one model says that another does not, in the words of the model."""

from collections.abc import Iterator, Sequence
from pathlib import Path
from typing import Any

import click

from core.cli.main import FINDINGS, FINE
from core.cli.output import json_option, print_json
from core.ground.words import _, plural
from core.model import Diagram, Id, Placement, ProposedEdit, Snapshot, name_of, to_plain
from core.model.differences import differences
from core.model.drawn import diagrams_drawing

_SIGNS = {"added": "+", "removed": "-", "changed": "~"}


@click.command()
@click.argument("before", type=click.Path(path_type=Path))
@click.argument("after", type=click.Path(path_type=Path))
@click.option("--layout", is_flag=True, help="Also what is drawn elsewhere or otherwise.")
@json_option
def diff(before: Path, after: Path, layout: bool, as_json: bool) -> int:
    """Compare the projects BEFORE and AFTER; the status is 1 where they differ.

    PROJECT@12 is a project as it was after its change 12.
    """
    from core.assistants.models import model_of
    from core.project.comparison import compared, is_layout

    old, new = model_of(before).snapshot, model_of(after).snapshot
    edits = compared(old, new)
    shown = [edit for edit in edits if layout or not is_layout(edit)]
    if as_json:
        print_json([_plain(old, new, edit) for edit in shown])
    else:
        for line in difference_lines(old, new, layout=layout):
            click.echo(line)
        left = len(edits) - len(shown)
        if left:
            words = plural(
                "{count} change of the drawings; --layout shows it.",
                "{count} changes of the drawings; --layout shows them.",
                left,
            )
            click.echo(words)
        if not edits:
            click.echo(_("Both say the same."))
    return FINDINGS if edits else FINE


def difference_lines(old: Snapshot, new: Snapshot, *, layout: bool = False) -> Iterator[str]:
    """What is not the same in two models, one difference a line; drawings alone only with `layout`."""
    from core.project.comparison import compared, is_layout

    shown = [edit for edit in compared(old, new) if layout or not is_layout(edit)]
    for edit in _without_places(shown):
        for line in differences(old, [edit], new):
            said = "" if line.subject.endswith(line.words) else line.words
            parts = [part for part in (said, _drawn_on(old, new, edit)) if part]
            yield f"{_SIGNS[line.sort]} {line.subject}{': ' if parts else ''}{', '.join(parts)}"


def _drawn_on(old: Snapshot, new: Snapshot, edit: ProposedEdit) -> str:
    """On which diagrams a shape that comes or goes is seen, in words."""
    from core.diagram.places import SHAPES

    element = edit.after or edit.before
    if (edit.before is not None and edit.after is not None) or not isinstance(element, SHAPES):
        return ""
    names = _diagrams(new if edit.after is not None else old, element.id)
    return _("{title}: {value}").format(title=_("Drawn on"), value=", ".join(names)) if names else ""


def _diagrams(snapshot: Snapshot, element_id: Id) -> list[str]:
    return sorted(name_of(snapshot, diagram) for diagram in diagrams_drawing(snapshot, element_id))


def _without_places(edits: Sequence[ProposedEdit]) -> list[ProposedEdit]:
    """The edits without the places on diagrams that come or go as a whole, which say nothing more."""
    whole = {
        one.id
        for edit in edits
        if (edit.before is None or edit.after is None)
        and isinstance(one := edit.after or edit.before, Diagram)
    }
    return [
        edit
        for edit in edits
        if not (isinstance(one := edit.after or edit.before, Placement) and one.owner in whole)
    ]


def _plain(old: Snapshot, new: Snapshot, edit: ProposedEdit) -> dict[str, Any]:
    element = edit.after or edit.before
    assert element is not None
    before, after = (None if one is None else to_plain(one) for one in (edit.before, edit.after))
    having = new if edit.after is not None else old
    fields = sorted((before or {}).keys() | (after or {}).keys()) if before and after else []
    return {
        "sort": "added" if before is None else "removed" if after is None else "changed",
        "id": element.id,
        "kind": element.kind,
        "name": name_of(having, element.id),
        "facts": [
            {"fact": field, "before": (before or {}).get(field), "after": (after or {}).get(field)}
            for field in fields
            if (before or {}).get(field) != (after or {}).get(field)
        ],
        "owner": name_of(having, element.owner),
        "zone": name_of(having, getattr(element, "zone", None)),
        "diagrams": _diagrams(having, element.id),
    }
