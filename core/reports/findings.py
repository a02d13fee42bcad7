"""What is wrong or missing with the requirements themselves."""

from typing import Any

from reportlab.lib.units import mm
from reportlab.platypus import Flowable

from core.ground.words import _
from core.reports.pages import WIDTH
from core.reports.styles import body, cell, headed, paragraph, table


def story(assessment: dict[str, Any]) -> list[Flowable]:
    """The flowables of the section."""
    title = headed(_("Findings about requirements"), 2)
    if not assessment["findings"]:
        return [*title, paragraph(_("None."), body())]
    rows = [
        [finding["kind"], paragraph(", ".join(finding["requirements"]), cell(mono=True)), finding["message"]]
        for finding in assessment["findings"]
    ]
    return [
        *title,
        table((_("Kind"), _("Requirements"), _("Finding")), rows, (26 * mm, 32 * mm, WIDTH - 58 * mm)),
    ]
