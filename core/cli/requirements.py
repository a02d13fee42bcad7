"""`bartizan requirements`: what sentences are understood to say, and what is wrong with them."""

import sys
from pathlib import Path
from typing import TYPE_CHECKING

import click

from core.cli.checks import run
from core.cli.main import FINDINGS, FINE
from core.cli.output import json_option, print_json, progress_bar
from core.ground.diagnostic import WIDEST, around_place, picture
from core.ground.words import _

if TYPE_CHECKING:
    from core.model import Boilerplate, Snapshot
    from core.requirements import Reading
    from core.requirements.rewriting import Proposed


@click.group()
def requirements() -> None:
    """Parse and check requirements."""


requirements.add_command(run)


@requirements.command()
@click.argument("file", metavar="FILE|-", type=click.Path(path_type=Path, allow_dash=True))
@click.option(
    "--project", type=click.Path(path_type=Path), help="Understand the boilerplates of this project too."
)
@json_option
def parse(file: Path, project: Path | None, as_json: bool) -> int:
    """Parse each requirement of a text, CSV, XLSX, JSON or ReqIF file, or of standard input."""
    from core.requirements import records_to_plain

    reading = _read(file)
    found = records_to_plain(reading, _boilerplates(project) if project else ())
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
@click.option("--trend", is_flag=True, help="Of a project: how many were weak after each change.")
@json_option
def smells(file: Path, mode: str, trend: bool, as_json: bool) -> int:
    """Find weak words and faults in each requirement of a file or project, and count them by metric.

    A project is measured by the limits that it sets itself.
    """
    from core.model import Boilerplate, MetricLimit, Snapshot
    from core.requirements.smells import Mode
    from core.requirements.smells.limits import failings, limits, smelt_in
    from core.requirements.smells.reasons import reason

    if trend:
        return _trend(file, as_json)
    reading, snapshot = _of_project(file) if _is_project(file) else (_read(file), Snapshot())
    allowed, own = limits(snapshot.of(MetricLimit)), snapshot.of(Boilerplate)
    found, weak = [], bool(reading.diagnostics)
    for number, record in enumerate(reading, 1):
        smelt = smelt_in(record.text, own, Mode(mode))
        found.append(
            {
                "id": record.id or str(number),
                "text": record.text,
                "mode": mode,
                "smells": [smell.to_plain() for smell in smelt.smells],
                "metrics": smelt.metrics(),
                "failed": list(smelt.failed(allowed)),
            }
        )
        weak |= bool(smelt.failed(allowed) if mode == "nalabs" else failings(smelt, allowed))
        if not as_json and smelt.smells:
            click.echo(f"{record.id or number}")
            whole = len(record.text) <= WIDEST
            if whole:
                click.echo(f"  {record.text}")
            for smell in smelt.smells:
                text, before, length = around_place(record.text, smell.column - 1, smell.length)
                if not whole:
                    click.echo(f"  {text}")
                click.echo("  " + " " * before + "^" * length)
                click.echo(f"  {smell.kind}: {reason(smell.kind)}")
                click.echo(f"  {_('Better')}: {smell.better or _('leave it out')}")
    if as_json:
        print_json(found)
    return FINDINGS if weak else FINE


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
    from core.requirements.rewriting import proposals, together

    known = names(model_of(project).snapshot) if project else None
    reading = _read(file)
    found = []
    for number, record in enumerate(reading, 1):
        proposed = proposals(record.text, known)
        plain = [one.to_plain() for one in proposed]
        found.append({"id": record.id or str(number), "text": record.text, "proposals": plain})
        if not as_json:
            click.echo(f"{record.id or number}: {record.text}")
            if not proposed:
                click.echo("  " + _("No demand could be made of it."))
            for rank, group in enumerate(together(proposed), 1):
                _tell_proposed(rank, group)
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
            keys = ", ".join(finding["requirements"])
            keys = "" if not keys or finding["message"].startswith(keys) else f"{keys}: "
            click.echo(f"{finding['kind']:<10} {keys}{finding['message']}")
            for segment in finding["witness"] or ():
                click.echo(f"           {segment['time']:>10}  {moment_told(segment)}")
    return FINDINGS if wrong else FINE


def _tell_proposed(rank: int, group: "tuple[Proposed, ...]") -> None:
    """The sentences of one proposal, how it was read, each check that failed by its name, what it asks."""
    for one in group:
        several = f" ({one.part}/{one.parts})" if one.parts > 1 else ""
        pattern = f", {one.parsed.pattern.value}" if one.parsed.pattern else ""
        click.echo(f"  {rank}. {one.parsed.language}{pattern}{several}: {one.text}")
    click.echo(f"     {group[0].why}")
    if group[0].reason:
        click.echo("     " + _("For the rationale: {reason}").format(reason=group[0].reason))
    checks = dict.fromkeys(check for one in group for check in one.checks)
    failed = {check.name for check in checks if not check.passed}
    for check in checks:
        if not check.passed:
            detail = f": {check.detail}" if check.detail else ""
            click.echo("     ! " + _("not yet {check}").format(check=check.name) + detail)
    good = dict.fromkeys(check.name for check in checks if check.name not in failed)
    click.echo("     + " + _("holds: {checks}").format(checks=", ".join(good)))
    for question in dict.fromkeys(question for one in group for question in one.questions):
        click.echo(f"     ? {question}")


def _boilerplates(project: Path) -> "tuple[Boilerplate, ...]":
    from core.assistants.models import model_of
    from core.model import Boilerplate

    return model_of(project).snapshot.of(Boilerplate)


def _trend(file: Path, as_json: bool) -> int:
    """How many requirements of a project were weak after each change, the last line the present."""
    from core.assistants.quality import trend
    from core.project import open_project

    with open_project(file, writing=False) as project:
        points = trend(project)
    if as_json:
        print_json([point.to_plain() for point in points])
    for point in () if as_json else points:
        kinds = ", ".join(f"{key} {many}" for key, many in sorted(point.kinds.items()))
        click.echo(f"{point.record:>6}  {point.weak}/{point.requirements}  {kinds}")
    return FINDINGS if points and points[-1].weak else FINE


def _is_project(file: Path) -> bool:
    from core.project import is_text_folder
    from core.project.database import is_project_file

    return file.is_dir() or is_text_folder(file) or is_project_file(file) or ".bzn@" in file.name


def _of_project(file: Path) -> "tuple[Reading, Snapshot]":
    """The requirements of a project as records, and its model."""
    from core.assistants.models import model_of
    from core.model import Requirement
    from core.requirements import Reading, Record

    snapshot = model_of(file).snapshot
    records = tuple(
        Record(one.key, one.text, number) for number, one in enumerate(snapshot.of(Requirement), 1)
    )
    return Reading(records, name=str(file)), snapshot


def _read(file: Path) -> "Reading":
    """The requirements of the file, or of standard input."""
    from core.exchange.foreign import read_bytes
    from core.requirements import read_records

    standard_input = str(file) == "-"
    content = sys.stdin.buffer.read() if standard_input else read_bytes(file)
    return read_records(content, _("standard input") if standard_input else str(file))
