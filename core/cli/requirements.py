"""`bartizan requirements`: what sentences are understood to say, and what is wrong with them."""

import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from core.cli.main import FINDINGS, FINE
from core.cli.output import json_option, print_json, progress_bar
from core.ground.diagnostic import picture
from core.ground.words import _

if TYPE_CHECKING:
    from core.requirements import Reading


@click.group()
def requirements() -> None:
    """Parse and check requirements."""


@requirements.command()
@click.argument("file", metavar="FILE|-", type=click.Path(path_type=Path, allow_dash=True))
@click.option(
    "--project", type=click.Path(path_type=Path), help="Understand the boilerplates of this project too."
)
@json_option
def parse(file: Path, project: Path | None, as_json: bool) -> int:
    """Parse each requirement of a text, CSV, XLSX, JSON or ReqIF file, or of standard input."""
    from core.assistants.models import model_of
    from core.model import Boilerplate
    from core.requirements import records_to_plain

    reading = _read(file)
    found = records_to_plain(reading, model_of(project).snapshot.of(Boilerplate) if project else ())
    if as_json:
        print_json(found)
    else:
        for diagnostic in reading.diagnostics:
            click.echo(picture(diagnostic), err=True)
        for record in found:
            click.echo(f"{record['id'] or '-'}: {record['pattern'] or _('not understood')}")
            click.echo(f"  {record['text']}")
            for plain in record["diagnostics"]:
                column = plain["column"] or 1
                click.echo("  " + " " * (column - 1) + "^" * max(plain["length"] or 1, 1))
                click.echo(f"  {plain['message']}")
                if plain["example"]:
                    click.echo(f"  {plain['example']}")
    return FINE if all(record["ok"] for record in found) and not reading.diagnostics else FINDINGS


@requirements.command()
@click.argument("file", metavar="FILE|-", type=click.Path(path_type=Path, allow_dash=True))
@click.option(
    "--mode",
    type=click.Choice(["nalabs", "corrected"]),
    default="corrected",
    help="Count to the digit as NALABS does, or as its metrics are meant.",
)
@json_option
def smells(file: Path, mode: str, as_json: bool) -> int:
    """Find weak words and faults in each requirement of a file, and count them by metric."""
    from core.requirements.smells import Mode, measure
    from core.requirements.smells.reasons import reason

    reading = _read(file)
    found = []
    for number, record in enumerate(reading, 1):
        smelt = measure(record.text, Mode(mode))
        found.append(
            {
                "id": record.id or str(number),
                "text": record.text,
                "mode": mode,
                "smells": [smell.to_plain() for smell in smelt.smells],
                "metrics": smelt.metrics(),
                "failed": list(smelt.failed()),
            }
        )
        if not as_json and smelt.smells:
            click.echo(f"{record.id or number}")
            click.echo(f"  {record.text}")
            for smell in smelt.smells:
                click.echo("  " + " " * (smell.column - 1) + "^" * smell.length)
                click.echo(f"  {smell.kind}: {reason(smell.kind)}")
                click.echo(f"  {_('Better')}: {smell.better or _('leave it out')}")
    if as_json:
        print_json(found)
    return FINDINGS if any(one["failed"] for one in found) or reading.diagnostics else FINE


@requirements.command()
@click.argument("file", metavar="FILE|-", type=click.Path(path_type=Path, allow_dash=True))
@click.option(
    "--project",
    type=click.Path(path_type=Path),
    help="Take the classes of nouns from the names of this project.",
)
@json_option
def rewrite(file: Path, project: Path | None, as_json: bool) -> int:
    """Propose requirements in EARS and ReSA for ordinary sentences, with checks and open questions."""
    from core.assistants.models import model_of
    from core.requirements.nouns import names
    from core.requirements.rewriting import proposals

    known = names(model_of(project).snapshot) if project else None
    reading = _read(file)
    found = []
    for number, record in enumerate(reading, 1):
        proposed = [one.to_plain() for one in proposals(record.text, known)]
        found.append({"id": record.id or str(number), "text": record.text, "proposals": proposed})
        if not as_json:
            click.echo(f"{record.id or number}: {record.text}")
            if not proposed:
                click.echo("  " + _("No demand could be made of it."))
            for one in proposed:
                several = f" ({one['part']}/{one['parts']})" if one["parts"] > 1 else ""
                click.echo(f"  {one['language']}{several}: {one['text']}")
                for question in one["questions"]:
                    click.echo(f"    ? {question}")
    if as_json:
        print_json(found)
    return FINE if all(one["proposals"] for one in found) else FINDINGS


@requirements.command()
@click.argument("project", type=click.Path(path_type=Path))
@json_option
def check(project: Path, as_json: bool) -> int:
    """Find unbound phrases, words that name nothing, and requirements in PROJECT that cannot all hold.

    Modes and inputs of state machines that no requirement speaks of are told last, and are no fault.
    """
    from core.assistants.clashes import moment_told
    from core.assistants.models import model_of
    from core.formal.consistency import inconsistencies
    from core.jobs.outcome import Progress
    from core.requirements import findings
    from core.requirements.coverage import uncovered

    snapshot = model_of(project).snapshot
    words = _("Comparing requirements")
    with progress_bar(words) as show:
        clashes = inconsistencies(snapshot, lambda done, total: show(Progress(done, total, words)))
    wrong = [finding.to_plain() for finding in (*findings(snapshot), *clashes)]
    found = [*wrong, *(finding.to_plain() for finding in uncovered(snapshot))]
    if as_json:
        print_json({"findings": found})
    else:
        for finding in found:
            keys = "".join((", ".join(finding["requirements"]), ": ")) if finding["requirements"] else ""
            click.echo(f"{finding['kind']:<10} {keys}{finding['message']}")
            for segment in finding["witness"] or ():
                click.echo(f"           {segment['time']:>10}  {moment_told(segment)}")
    return FINDINGS if wrong else FINE


def _read(file: Path) -> "Reading":
    """The requirements of the file, or of standard input."""
    from core.exchange.foreign import read_bytes
    from core.requirements import read_records

    standard_input = str(file) == "-"
    content = sys.stdin.buffer.read() if standard_input else read_bytes(file)
    return read_records(content, _("standard input") if standard_input else str(file))
