"""The overlays that a command asks for by name, and the results that they are made from."""

from dataclasses import replace
from pathlib import Path

from core.assistants.known import Findings, Known, known_of
from core.assistants.laid import HEATS, OVERLAYS
from core.assistants.models import model_of
from core.assistants.seen import with_sentences
from core.ground.diagnostic import Diagnostic, Refused, Severity
from core.ground.words import _
from core.project import open_project
from core.project.database import is_project_file

_THREATS, _VERDICTS = ("threats", "risk"), ("verdicts", "coverage")
"""The overlays that are made from what an analysis found."""

_EXAMPLE = "bartizan export svg plant.bzn --out pictures --overlays problems,threats,verdicts"


def overlays_asked(names: str) -> frozenset[str]:
    """The overlays whose names are joined by commas. Refused where one is unknown, or two are heat."""
    asked = frozenset(name.strip() for name in names.split(",") if name.strip())
    known = [name for name, _title in OVERLAYS]
    for name in sorted(asked.difference(known)):
        raise Refused(
            Diagnostic(
                "overlay-unknown",
                _("There is no overlay “{name}”").format(name=name),
                hint=_("There are: {names}.").format(names=", ".join(known)),
                example=_EXAMPLE,
            )
        )
    hot = [name for name in HEATS if name in asked]
    if len(hot) > 1:
        raise Refused(
            Diagnostic(
                "overlay-heat",
                _("Heat answers one question: {names} cannot lie over a drawing together").format(
                    names=", ".join(hot)
                ),
                hint=_("Name one of them."),
                example=_EXAMPLE,
            )
        )
    return asked


def known_for(path: Path, overlays: frozenset[str]) -> tuple[Known, list[Diagnostic]]:
    """The model at a place with the results that these overlays need; what is to be said about them.

    Threats that nobody kept of the model as it is are worked out, which takes about a second for a thousand
    elements; verdicts take their time and have to be kept. Refused where there are none: what was never
    worked out is not drawn as if there were nothing.
    """
    if overlays and is_project_file(path):
        with open_project(path, writing=False) as project:
            known = known_of(project)
    else:
        known = Known(model_of(path).snapshot)
    said: list[Diagnostic] = []
    if not overlays.isdisjoint(_THREATS) and (not known.threats.known or known.is_stale(known.threats)):
        known = replace(known, threats=_worked_out(known))
    if not overlays.isdisjoint(_VERDICTS):
        if not known.verdicts.known:
            raise Refused(_missing(path))
        if known.is_stale(known.verdicts):
            said.append(_stale(path))
    return with_sentences(known) if "problems" in overlays else known, said


def _worked_out(known: Known) -> Findings:
    """The threats to the model as it is."""
    from core.assistants.inputs import kinds_read
    from core.assistants.threats import threats_of

    inputs = known.snapshot.digest(kinds_read("threats", known.snapshot))
    return Findings(tuple(threats_of(known.snapshot)), inputs, task="threats")


def _missing(path: Path) -> Diagnostic:
    return Diagnostic(
        "overlay-missing",
        _("No verdicts are kept with this project"),
        str(path),
        hint=_("Verify it, which keeps them with a project that can be written, or leave the overlay."),
        example=f"bartizan verify {path.name}",
    )


def _stale(path: Path) -> Diagnostic:
    return Diagnostic(
        "overlay-stale",
        _("The model has changed since the verdicts were found"),
        str(path),
        hint=_("Verify it again, which works them out anew."),
        example=f"bartizan verify {path.name}",
        severity=Severity.WARNING,
    )
