"""`bartizan verify --under`: which requirements survive which attack, and what restores them."""

from pathlib import Path
from typing import TYPE_CHECKING, Any

import click

from core.cli.main import FINDINGS, FINE, STOPPED
from core.cli.output import print_json
from core.ground.diagnostic import Diagnostic, Refused
from core.ground.words import _, decimal

if TYPE_CHECKING:
    from core.assistants.attack_scenarios import Posed
    from core.checker import Limits
    from core.jobs.worker import Report

ALL = "all"
_FOR_LATER = frozenset(("rests", "reads"))


def attacked(project: Path, under: str, report: "Report", limits: "Limits", as_json: bool) -> int:
    """Print the table for one scenario or all; FINDINGS where one breaks what holds alone.

    Refused where no scenario has the name, or the file is no project.
    """
    from core.assistants.attack_scenarios import posed_by
    from core.assistants.models import model_of
    from core.assistants.under_attack import doubts_about, verify_under_attack

    if project.suffix.lower() in (".xml", ".xta", ".ta"):
        raise Refused(_no_project(project))
    snapshot = model_of(project).snapshot
    posed = _chosen(posed_by(snapshot), under, project)
    rows = [
        {name: value for name, value in row.items() if name not in _FOR_LATER}
        for row in verify_under_attack(snapshot, posed, report, limits)
    ]
    doubts = [
        doubt | {"scenario": one.scenario.name, "attack": one.scenario.id}
        for one in posed
        for doubt in doubts_about(snapshot, one.scenario)
    ]
    if as_json:
        print_json([*rows, *doubts])
    else:
        _show(rows)
        for doubt in doubts:
            click.echo(f"{doubt['scenario']}: {doubt['message']}")
    return _status(rows)


def _chosen(posed: "tuple[Posed, ...]", under: str, project: Path) -> "tuple[Posed, ...]":
    if under == ALL:
        return posed
    found = tuple(one for one in posed if under in (one.scenario.name, one.scenario.id))
    if found:
        return found
    names = [one.scenario.name for one in posed if one.kept] or [one.scenario.name for one in posed[:5]]
    raise Refused(
        Diagnostic(
            "scenario-unknown",
            _("There is no attack scenario “{name}”").format(name=under),
            str(project),
            hint=_("Some are: {names}.").format(names="; ".join(names))
            if names
            else _("Keep a scenario in the project, or decide about its threats."),
            example=f'bartizan verify {project.name} --under "{names[0] if names else ALL}"',
        )
    )


def _no_project(file: Path) -> Diagnostic:
    return Diagnostic(
        "attack-needs-project",
        _("A UPPAAL file holds no attack scenarios"),
        str(file),
        hint=_("Name a project, whose model says what can be attacked."),
        example="bartizan verify plant.bzn --under all",
    )


def _show(rows: list[dict[str, Any]]) -> None:
    """A line for each requirement alone, and one for each attack that reaches it."""
    last = None
    for row in rows:
        if row["element"] != last:
            click.echo(f"{row['alone']:<9} {row['requirement']}")
            last = row["element"]
        if row["reached"]:
            click.echo(f"  {row['verdict']:<9} {row['scenario']}{_further(row)}")
            if row["reason"]:
                click.echo(f"  {'':<9} {row['reason']}")


def _further(row: dict[str, Any]) -> str:
    parts = []
    if row["recovery"]:
        parts.append(_("it can take {time}").format(time=decimal(row["recovery"])))
    elif row["recovery_reason"] and row["verdict"] == "violated":
        parts.append(row["recovery_reason"])
    if row["restored_by"]:
        names = ", ".join(f"{one['id']} {_(one['title'])}" for one in row["restored_by"])
        parts.append(_("restored by {mitigations}").format(mitigations=names))
    return "; ".join(["", *parts])


def _status(rows: list[dict[str, Any]]) -> int:
    from core.checker import reached_limit

    if any((row["alone"], row["verdict"]) == ("satisfied", "violated") for row in rows):
        return FINDINGS
    if any(row["verdict"] == "unknown" and reached_limit(row["reason"] or "") for row in rows):
        return STOPPED
    return FINE
