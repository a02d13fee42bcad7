"""`bartizan import` and `bartizan export`: other tools' files in and out."""

from pathlib import Path

import click

from core.cli.output import json_option, print_json, progress_bar
from core.ground.diagnostic import picture
from core.ground.words import _
from core.jobs import Progress


@click.command(name="import")
@click.argument("files", nargs=-1, required=True, type=click.Path(path_type=Path))
@click.option("--into", "project", required=True, type=click.Path(path_type=Path), help="The project file.")
@click.option("--again", is_flag=True, help="Also files that the project took over before.")
@json_option
def import_files(files: tuple[Path, ...], project: Path, again: bool, as_json: bool) -> None:
    """Take FILES over into a project, each in one change; a file that cannot be read changes nothing."""
    from core.exchange.importing import import_file
    from core.project import open_project

    reports = []
    with open_project(project) as opened, progress_bar(_("Importing")) as show:
        for done, file in enumerate(files):
            show(Progress(done, len(files), _("Importing {file}").format(file=file.name)))
            imported = import_file(opened, file, again)
            plain = imported.to_plain(str(file))
            reports.append(plain)
            if not as_json:
                kept = ", ".join(f"{count} {kind}" for kind, count in plain["kept"].items())
                click.echo(f"{file}: {imported.format}: {kept or _('nothing new')}")
                for sentence in imported.dropped:
                    click.echo(f"  - {sentence}")
                for diagnostic in imported.diagnostics:
                    click.echo("  " + picture(diagnostic).replace("\n", "\n  "))
    if as_json:
        print_json(reports)


@click.group()
def export() -> None:
    """Write a project in the form of another tool."""


@export.command()
@click.argument("project", type=click.Path(path_type=Path))
@click.option("--out", required=True, type=click.Path(path_type=Path), help="The folder to write.")
@click.option("--parts", is_flag=True, help="Also a model a requirement, with what its verdict rests on.")
@json_option
def uppaal(project: Path, out: Path, parts: bool, as_json: bool) -> None:
    """Write model.xml, model.q and trace-map.json for UPPAAL."""
    from core.assistants.documents import write_uppaal
    from core.assistants.models import model_of
    from core.assistants.proof import generated_model

    snapshot = model_of(project).snapshot
    generated = generated_model(snapshot)
    written = write_uppaal(generated, out, snapshot if parts else None)
    if as_json:
        print_json({"files": [str(path) for path in written]})
    else:
        for path in written:
            click.echo(path)


def _pictures(form: str, words: str) -> click.Command:
    @export.command(form, help=words)
    @click.argument("project", type=click.Path(path_type=Path))
    @click.option("--out", required=True, type=click.Path(path_type=Path), help="The folder to write.")
    @click.option("--diagram", "diagrams", multiple=True, help="A diagram by its name; without it all.")
    @json_option
    def pictures(project: Path, out: Path, diagrams: tuple[str, ...], as_json: bool) -> None:
        from core.assistants.models import model_of
        from core.assistants.pictures import write_pictures

        with progress_bar(_("Writing pictures")) as show:
            written = write_pictures(
                model_of(project).snapshot,
                form,
                out,
                diagrams,
                lambda done, total, words: show(Progress(done, total, words)),
            )
        if as_json:
            print_json({"files": [str(path) for path in written]})
        else:
            for path in written:
                click.echo(path)

    return pictures


_pictures("svg", "Write the diagrams as SVG pictures, their words as text.")
_pictures("png", "Write the diagrams as PNG pictures, two pixels for each of the screen.")
_pictures("pdf", "Write the diagrams as PDF pages of their own size, fonts embedded.")
