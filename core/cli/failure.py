"""How the command line says that something went wrong: one shape, on standard error."""

import json
import traceback
from datetime import UTC, datetime
from pathlib import Path

import click

from core.ground.diagnostic import Diagnostic, Refused, picture
from core.ground.home import home_folder
from core.ground.version import VERSION
from core.ground.words import _

MOST = 20
"""Diagnostics that are shown to a person at once; a program gets all."""


def report_refusal(refused: Refused, as_json: bool) -> None:
    """Print the diagnostics: as text for people, as a JSON list for programs."""
    if as_json:
        plain = [diagnostic.to_plain() for diagnostic in refused.diagnostics]
        click.echo(json.dumps(plain, ensure_ascii=False, indent=1), err=True)
        return
    for diagnostic in refused.diagnostics[:MOST]:
        click.echo(picture(diagnostic, _source(diagnostic)), err=True)
    left = len(refused.diagnostics) - MOST
    if left > 0:
        click.echo(_("and {count} more").format(count=left), err=True)


def report_internal(error: Exception, arguments: list[str]) -> None:
    """Save what is needed to mend the fault, and say where it was saved."""
    text = "\n".join(
        [
            f"Bartizan {VERSION}",
            f"arguments: {arguments}",
            "".join(traceback.format_exception(error)),
        ]
    )
    try:
        folder = home_folder() / "faults"
        folder.mkdir(parents=True, exist_ok=True)
        path = folder / f"{datetime.now(UTC):%Y-%m-%dT%H-%M-%S-%f}.txt"
        path.write_text(text, encoding="utf-8")
        saved = _("Send this file to those who look after Bartizan: {path}").format(path=path)
    except OSError as trouble:
        saved = _("A report could not be saved: {reason}").format(reason=trouble.strerror)
    click.echo(
        picture(
            Diagnostic(
                "internal",
                _("Something inside Bartizan went wrong; no project was altered by it"),
                hint=saved,
            )
        ),
        err=True,
    )


def _source(diagnostic: Diagnostic) -> str | None:
    """The text of the file that a diagnostic points into, for the line with the caret."""
    if diagnostic.file is None or diagnostic.line is None or diagnostic.column is None:
        return None
    try:
        text = Path(diagnostic.file).read_text(encoding="utf-8")
    except (OSError, UnicodeDecodeError):
        return None
    return text if diagnostic.line <= len(text.splitlines()) else None
