"""Commands that make and show projects."""

from pathlib import Path

import click

from core.cli.output import json_option, print_json
from core.ground.diagnostic import Diagnostic, Refused
from core.ground.resources import sample_folder
from core.ground.words import _


@click.command()
@click.argument("project", type=click.Path(path_type=Path))
@click.option(
    "--from",
    "source",
    help="A sample (water-treatment, brake-by-wire), a folder in text form, or another project.",
)
@json_option
def new(project: Path, source: str | None, as_json: bool) -> None:
    """Make a new project."""
    from core.exchange.settings.folder import carry_evidence
    from core.project import copy_project, create_project, is_text_folder, project_from_text

    if source is None:
        made = create_project(project)
    elif Path(source).is_file():
        made = copy_project(project, Path(source))
        carry_evidence(Path(source), project)
    else:
        folder = next(
            (folder for folder in (Path(source), sample_folder(source)) if is_text_folder(folder)), None
        )
        if folder is None:
            raise Refused(_unknown_source(source))
        made = project_from_text(project, folder)
        carry_evidence(folder, project)
    with made:
        count = len(made.snapshot())
    if as_json:
        print_json({"project": str(project), "elements": count})
    else:
        click.echo(_("Made {project} with {count} elements.").format(project=project, count=count))


@click.command()
@click.argument("project", type=click.Path(path_type=Path))
@click.option("--into", type=click.Path(path_type=Path), help="The folder to write; printed without it.")
@json_option
def text(project: Path, into: Path | None, as_json: bool) -> None:
    """Write or print a project in its canonical text form."""
    from core.project import read_model, text_files, write_text

    snapshot = read_model(project).snapshot
    files = text_files(snapshot)
    if into is not None:
        write_text(snapshot, into)
        if not as_json:
            click.echo(_("Wrote {count} files into {folder}.").format(count=len(files), folder=into))
    if as_json:
        print_json({"files": {name: content.splitlines() for name, content in files.items()}})
    elif into is None:
        for name, content in files.items():
            click.echo(f"# {name}\n{content}")


def _unknown_source(source: str) -> Diagnostic:
    samples = sorted(folder.name for folder in sample_folder().iterdir() if folder.is_dir())
    return Diagnostic(
        "new-source",
        _("“{source}” is no sample, no folder in text form and no project").format(source=source),
        hint=_("The samples are: {names}.").format(names=", ".join(samples)),
        example="bartizan new plant.bzn --from water-treatment",
    )
