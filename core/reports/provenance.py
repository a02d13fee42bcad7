"""Where everything in the report comes from, so that a reviewer can repeat and check it."""

from typing import TYPE_CHECKING, Any

from reportlab.lib.units import mm
from reportlab.platypus import Flowable

from core.ground.words import _
from core.reports.pages import WIDTH
from core.reports.styles import body, cell, headed, paragraph, table

if TYPE_CHECKING:
    from core.reports.assessment import Subject


def story(subject: "Subject", assessment: dict[str, Any]) -> list[Flowable]:
    """The flowables of the section."""
    provenance = assessment["provenance"]
    journal = subject.journal_head or _("none: the model was read from its text form")
    rows: list[tuple[str, str, str]] = [
        (_("Source"), subject.source, ""),
        (_("Model"), _("SHA-256 over all facts"), subject.digest),
        (_("Journal"), _("{count} records, hash of the last").format(count=subject.changes), journal),
    ]
    rows += [(_("Tool"), name, version) for name, version in provenance["tools"].items()]
    rows += [
        (_("Catalogue"), f"{entry['name']} {entry['version']}", entry["sha256"])
        for entry in provenance["catalogues"]
    ]
    rows += [
        (_("Ranking model"), entry["name"], entry["sha256"] or entry["state"])
        for entry in provenance["models"]
    ]
    return [
        *headed(_("Provenance"), 1),
        paragraph(
            _(
                "The same model, tools and catalogues give the same results. Whoever has the project "
                "can compare the two hashes below with those that Bartizan shows for it."
            ),
            body(),
        ),
        table(
            (_("What"), _("Which"), _("Version or SHA-256")),
            [[what, which, paragraph(value, cell(mono=True))] for what, which, value in rows],
            (28 * mm, 48 * mm, WIDTH - 76 * mm),
        ),
    ]
