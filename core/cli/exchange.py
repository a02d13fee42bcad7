"""`bartizan import` and `bartizan export`: other tools' files in and out."""

from pathlib import Path
from shlex import join
from typing import TYPE_CHECKING

import click

from core.cli.main import FINDINGS, FINE
from core.cli.output import json_option, print_json, progress_bar
from core.ground.diagnostic import picture
from core.ground.identity import system_clock
from core.ground.words import _
from core.jobs import Progress

if TYPE_CHECKING:
    from collections.abc import Mapping

    from core.exchange.imported import Imported
    from core.project import Project
    from core.project.conflict import Choice, Versions

CHOICES = ("ours", "theirs", "base")


@click.command(name="import")
@click.argument("files", nargs=-1, required=True, type=click.Path(path_type=Path))
@click.option("--into", "project", required=True, type=click.Path(path_type=Path), help="The project file.")
@click.option("--again", is_flag=True, help="Also files that the project took over before.")
@click.option(
    "--mapping",
    "mapping_file",
    type=click.Path(path_type=Path),
    help="A TOML or JSON file that maps columns, or attributes of ReqIF files, to fields.",
)
@click.option("--dry-run", "dry", is_flag=True, help="Only tell what would be added and changed.")
@click.option(
    "--take",
    type=click.Choice(CHOICES),
    help="What to take where both the file and the project changed the same: ours is the project.",
)
@click.option("--choose", multiple=True, metavar="CONFLICT=SIDE", help="What to take in one conflict.")
@json_option
def import_files(
    files: tuple[Path, ...],
    project: Path,
    *,
    again: bool,
    mapping_file: Path | None,
    dry: bool,
    take: "Choice | None",
    choose: tuple[str, ...],
    as_json: bool,
) -> int:
    """Take FILES over into a project, each in one change; a file that cannot be read changes nothing.

    A mapping file has lines such as "Object Text" = "text" below a line [attributes]; the fields are id,
    text, heading, name, type, category, language, section, priority, source, rationale, note, checks and
    parent; attribute keeps a column as it is, as it does every one that fills no field, and ignore passes
    it over. The project remembers it for the next file of that name, or with these columns. Where the
    project has a key already, its requirement is merged with what the file says: what the file alone
    changed since it came last is taken over, what the project alone changed stays. What both changed is a
    conflict, until one side says something else again, and so is a requirement that a file of this name
    never brought and that says something else; while one is open nothing of the file is taken over, and
    the status is 1. Nothing is removed.
    """
    from core.exchange.foreign import read_bytes
    from core.exchange.importing import import_file
    from core.project import open_project
    from core.project.deciding import Decisions, read_choices
    from core.requirements.reqif.mapping import read_mapping

    mapping = read_mapping(read_bytes(mapping_file), str(mapping_file)) if mapping_file else None
    stated = read_choices(choose)
    reports = []
    with open_project(project) as opened, progress_bar(_("Importing")) as show:
        if stated:
            _require_conflicts(opened, files, mapping, stated)
        for done, file in enumerate(files):
            show(Progress(done, len(files), _("Importing {file}").format(file=file.name)))
            before = opened.snapshot()
            imported = import_file(
                opened, file, again, mapping, dry, lambda found: Decisions(found, stated, take)
            )
            plain = imported.to_plain(str(file), before)
            reports.append(plain)
            if not as_json:
                kept = ", ".join(f"{count} {kind}" for kind, count in plain["kept"].items())
                click.echo(f"{file}: {imported.format}: {kept or _('nothing new')}")
                for attribute, field in imported.mapping.items():
                    click.echo(f"  {attribute} = {field}")
                for change in plain["changed"]:
                    click.echo(f"  ~ {change['key']}, {change['fact']}: {change['before']}")
                    click.echo(f"    > {change['after']}")
                _tell_conflicts(imported, file, project, mapping_file)
                for key in imported.gone:
                    click.echo("  ? " + _("{key} is no longer in the file; it stays").format(key=key))
                for sentence in imported.dropped:
                    click.echo(f"  - {sentence}")
                for diagnostic in imported.diagnostics:
                    click.echo("  " + picture(diagnostic).replace("\n", "\n  "))
    if as_json:
        print_json(reports)
    return FINDINGS if any(report["conflicts"] for report in reports) else FINE


def _require_conflicts(
    project: "Project",
    files: tuple[Path, ...],
    mapping: "Mapping[str, str] | None",
    stated: "dict[str, Choice]",
) -> None:
    """Refuse choices that are about no conflict of any of the files, before anything is changed."""
    from core.exchange.importing import import_file
    from core.project.deciding import Decisions, unknown_decisions

    unused = set(stated)
    for file in files:
        made: list[Decisions] = []

        def deciding(found: "Versions", made: list[Decisions] = made) -> Decisions:
            made.append(Decisions(found, stated, None))
            return made[-1]

        import_file(project, file, True, mapping, True, deciding)
        unused &= made[0].unused
    if unused:
        words = ["bartizan", "import", *map(str, files), "--into", str(project.path)]
        raise unknown_decisions(unused, join(words))


def _tell_conflicts(imported: "Imported", file: Path, project: Path, mapping_file: Path | None) -> None:
    """What both the file and the project changed, and how to decide it."""
    from core.project.conflict_words import line

    if not imported.conflicts or imported.versions is None:
        return
    for conflict in imported.conflicts:
        click.echo(f"  ! {conflict.key}: {line(imported.versions, conflict)}")
    words = ["bartizan", "import", str(file), "--into", str(project)]
    words += ["--mapping", str(mapping_file)] if mapping_file else []
    command = join([*words, "--choose", f"{imported.conflicts[0].key}=ours"])
    click.echo("  " + _("Nothing of the file was taken over. Decide each, or name one side with --take:"))
    click.echo(f"    {command}")
    if imported.versions.reasons:
        click.echo("  " + _("Where it is a newer file of the same list, take all as the file says it:"))
        click.echo(f"    {join([*words, '--take', 'theirs'])}")


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


_THEMES = ("light", "dark", "high_contrast")

_OVERLAYS = (
    "What lies over the drawings, from results that were kept, joined by commas: problems, threats, verdicts,"
    " and one of risk, coverage, allocation and zones."
)


def _pictures(form: str, words: str) -> click.Command:
    @export.command(form, help=words)
    @click.argument("project", type=click.Path(path_type=Path))
    @click.option("--out", required=True, type=click.Path(path_type=Path), help="The folder to write.")
    @click.option("--diagram", "diagrams", multiple=True, help="A diagram by its name; without it all.")
    @click.option("--overlays", default="", help=_OVERLAYS)
    @click.option("--theme", type=click.Choice(_THEMES), default="light", show_default=True, help="Colours.")
    @json_option
    def pictures(
        project: Path, out: Path, diagrams: tuple[str, ...], overlays: str, theme: str, as_json: bool
    ) -> None:
        from core.assistants.overlaying import known_for, overlays_asked
        from core.assistants.pictures import Manner, write_pictures
        from core.assistants.seen import Look

        asked = overlays_asked(overlays)
        known, said = known_for(project, asked)
        with progress_bar(_("Writing pictures")) as show:
            written = write_pictures(
                known.snapshot,
                form,
                out,
                diagrams,
                lambda done, total, words: show(Progress(done, total, words)),
                Manner(theme, known, others=Look(asked)),
                said.append,
            )
        if as_json:
            remarks = [one.to_plain() for one in said]
            print_json({"files": [str(path) for path in written], "remarks": remarks})
            return
        for path in written:
            click.echo(path)
        for one in said:
            click.echo(picture(one), err=True)

    return pictures


_pictures("svg", "Write the diagrams as SVG pictures, their words as text.")
_pictures(
    "png",
    "Write the diagrams as PNG pictures, two pixels for each of the screen, fewer of large ones.",
)
_pictures("pdf", "Write the diagrams as PDF pages of their own size, at most 14,400 points, fonts embedded.")


def _lists(form: str, words: str) -> click.Command:
    @export.command(form, help=words)
    @click.argument("project", type=click.Path(path_type=Path))
    @click.option("--out", required=True, type=click.Path(path_type=Path), help="The file to write.")
    @json_option
    def requirements(project: Path, out: Path, as_json: bool) -> None:
        from core.assistants.models import model_of
        from core.assistants.places import check_new, write_files
        from core.exchange.exporting import export_requirements

        example = f"bartizan export {form} plant.bzn --out requirements{out.suffix}"
        reading = model_of(project)
        check_new(out, example)
        content, said = export_requirements(form, reading.snapshot, reading.path.stem, system_clock())
        (written,) = write_files({out: lambda place: _write(place, content)}, example)
        if as_json:
            print_json({"files": [str(written)], "remarks": [one.to_plain() for one in said]})
            return
        click.echo(written)
        for one in said:
            click.echo(picture(one), err=True)

    return requirements


def _write(place: Path, content: bytes) -> None:
    place.write_bytes(content)


_lists("reqif", "Write the requirements as ReqIF, the interchange format of requirement tools.")
_lists("csv", "Write the requirements as a table with commas, in UTF-8.")
_lists("xlsx", "Write the requirements as a workbook, its cells as text.")
_lists("markdown", "Write the requirements as Markdown: a heading and a table for each section.")
_lists("text", "Write the requirements as text, one a line behind its key.")
