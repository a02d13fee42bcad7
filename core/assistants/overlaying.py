"""The overlays that a command asks for by name, and the results that they are made from."""

from pathlib import Path

from core.assistants.known import Known, known_of
from core.assistants.laid import HEATS, OVERLAYS
from core.assistants.models import model_of
from core.assistants.seen import with_sentences
from core.ground.diagnostic import Diagnostic, Refused, Severity
from core.ground.words import _
from core.project import open_project
from core.project.database import is_project_file

_NEEDS = {"threats": ("threats", "risk"), "verdicts": ("verdicts", "coverage")}
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
    """The model at a place with the results kept beside it that these overlays need; what is to be said.

    Refused where nothing was kept of what one needs: what was never worked out is not drawn as if there
    were nothing.
    """
    if overlays and is_project_file(path):
        with open_project(path, writing=False) as project:
            known = known_of(project)
    else:
        known = Known(model_of(path).snapshot)
    said: list[Diagnostic] = []
    for kind, findings in (("threats", known.threats), ("verdicts", known.verdicts)):
        if overlays.isdisjoint(_NEEDS[kind]):
            continue
        if not findings.known:
            raise Refused(_missing(path, kind))
        if known.is_stale(findings):
            said.append(_stale(path, kind))
    return with_sentences(known) if "problems" in overlays else known, said


def _missing(path: Path, kind: str) -> Diagnostic:
    words = {
        "threats": _("No threats are kept with this project"),
        "verdicts": _("No verdicts are kept with this project"),
    }
    return Diagnostic(
        "overlay-missing",
        words[kind],
        str(path),
        hint=_("Open it in the desktop, which keeps them once they are worked out, or leave the overlay."),
        example="bartizan open plant.bzn",
    )


def _stale(path: Path, kind: str) -> Diagnostic:
    words = {
        "threats": _("The model has changed since the threats were worked out"),
        "verdicts": _("The model has changed since the verdicts were found"),
    }
    return Diagnostic(
        "overlay-stale",
        words[kind],
        str(path),
        hint=_("Open it in the desktop, which works them out anew."),
        severity=Severity.WARNING,
    )
