"""`bartizan merge`: what two people made of one model becomes one model again."""

from __future__ import annotations

from dataclasses import dataclass
from pathlib import Path
from shlex import join
from typing import TYPE_CHECKING, Any

import click

from core.cli.diff import difference_lines
from core.cli.main import FINDINGS, FINE
from core.cli.output import json_option, print_json
from core.ground.diagnostic import Diagnostic, Refused
from core.ground.files import refuse_irregular
from core.ground.words import _, plural

if TYPE_CHECKING:
    from core.assistants.drawn_apart import Aside
    from core.model import Snapshot
    from core.project import Reading
    from core.project.conflict import Choice, Versions
    from core.project.merging import Merged


def _side(_context: click.Context, _option: click.Parameter, value: str | None) -> str | None:
    """The side that was named, if it is one."""
    from core.project.conflict import CHOICES

    if value is not None and value not in CHOICES:
        raise click.BadParameter(
            _("“{side}” is none of {sides}").format(side=value, sides=", ".join(CHOICES))
        )
    return value


@click.command()
@click.argument("base", type=click.Path(path_type=Path))
@click.argument("ours", type=click.Path(path_type=Path))
@click.argument("theirs", type=click.Path(path_type=Path))
@click.option("--out", type=click.Path(path_type=Path), help="A new project (.bzn), or a folder for text.")
@click.option("--into", type=click.Path(path_type=Path), help="The project that says what OURS says.")
@click.option(
    "--take", metavar="ours|theirs|base", callback=_side, help="What to take in every other conflict."
)
@click.option("--choose", multiple=True, metavar="CONFLICT=SIDE", help="What to take in one conflict.")
@click.option("--decisions", type=click.Path(path_type=Path), help="A file with one choice a line.")
@click.option("--unrelated", is_flag=True, help="Also where nothing of BASE is left in a side.")
@json_option
def merge(
    base: Path,
    ours: Path,
    theirs: Path,
    *,
    out: Path | None,
    into: Path | None,
    take: Choice | None,
    choose: tuple[str, ...],
    decisions: Path | None,
    unrelated: bool,
    as_json: bool,
) -> int:
    """Merge OURS and THEIRS, which both began as BASE; the status is 1 while conflicts are open.

    Each is a project or its text form; PROJECT@12 is a project after its change 12. Where OURS and
    THEIRS are projects with one past, BASE may be - and is found in it.

    What one side alone changed is taken over. Where both changed the same fact, or one removed what
    the other uses, it is a conflict, and nothing is written. Conflicts are printed as decisions: save
    them, put ours, theirs or base in the place of each ?, and name the file with --decisions. In the place
    of a conflict, an element alone stands for all that is asked about it, and the word "drawn" for all
    that is about drawings alone.

    Where both put something at one place of a diagram, what THEIRS added stands beside it, which is told.

    With --out or --into the result is written, to a project as one change. Without, it is only told: what
    differs from OURS, what is in conflict, and the command that writes it.

    For git, keep the text form in the repository, check the three versions out with git worktree, and
    merge the folders: bartizan merge BASE OURS THEIRS --out OURS. References lead from file to file, so
    a driver that sees one file alone could not keep the model sound.
    """
    from core.assistants.drawn_apart import drawn_apart
    from core.project.conflict import Versions
    from core.project.deciding import Decisions, unknown_decisions
    from core.project.merge_files import require_related
    from core.project.merging import merge as merged_of
    from core.project.points import base_of, read_point

    if out is not None and into is not None:
        raise Refused(_two_targets())
    mine, other = read_point(ours), read_point(theirs)
    if str(base) == "-":
        began = base_of(ours, theirs)
    else:
        began = read_point(base)
        if not unrelated:
            require_related(began, mine, other)
    versions = Versions(began.snapshot, mine.snapshot, other.snapshot)
    decide = Decisions(versions, _stated(choose, decisions), take)
    merged = merged_of(began.snapshot, mine.snapshot, other.snapshot, decide)
    merged, beside = drawn_apart(versions, merged)
    if decide.unused:
        raise unknown_decisions(decide.unused, join(["bartizan", "merge", *map(str, (base, ours, theirs))]))
    written = _write(merged, out, into, (began, mine, other))
    if as_json:
        print_json(_plain(versions, merged, beside, written))
    else:
        stated = _Stated((base, ours, theirs), out, into, take, choose, decisions)
        _tell(versions, merged, beside, written, stated)
    return FINDINGS if merged.conflicts else FINE


def _stated(choose: tuple[str, ...], decisions: Path | None) -> dict[str, Choice]:
    from core.project.deciding import read_choices, read_decisions

    stated: dict[str, Choice] = {}
    if decisions is not None:
        refuse_irregular(decisions)
        try:
            text = decisions.read_text(encoding="utf-8-sig")
        except (OSError, UnicodeDecodeError) as error:
            reason = (error.strerror or "") if isinstance(error, OSError) else _("it is no text in UTF-8")
            raise Refused(
                Diagnostic(
                    "merge-decisions-unreadable",
                    _("The decisions cannot be read: {reason}").format(reason=reason),
                    str(decisions),
                )
            ) from error
        stated = read_decisions(text, str(decisions))
    return stated | read_choices(choose)


def _write(
    merged: Merged, out: Path | None, into: Path | None, readings: tuple[Reading, Reading, Reading]
) -> str | None:
    """Write the result, if there is one; gives where it went."""
    from core.project.merge_files import write_into, write_out

    if merged.snapshot is None:
        return None
    if into is not None:
        write_into(into, merged.snapshot, *readings)
    elif out is not None:
        write_out(out, merged.snapshot, *readings)
    target = into or out
    return None if target is None else str(target)


@dataclass(frozen=True, slots=True)
class _Stated:
    """What was asked for, to be said again with more."""

    versions: tuple[Path, Path, Path]
    out: Path | None
    into: Path | None
    take: Choice | None
    choose: tuple[str, ...]
    decisions: Path | None

    def command(self, *, decisions: Path | None = None, choice: str = "", take: Choice | None = None) -> str:
        """The command with these decisions too, and with a place for the result where none was named."""
        words = ["bartizan", "merge", *map(str, self.versions)]
        file, rest = decisions or self.decisions, take or self.take
        words += [] if file is None else ["--decisions", str(file)]
        for one in (*self.choose, *([choice] if choice else [])):
            words += ["--choose", one]
        words += [] if rest is None else ["--take", rest]
        return join([*words, *self._target()])

    def _target(self) -> list[str]:
        """Into ours where that is a project, over it where it is a folder, else beside it."""
        from core.project.database import is_project_file

        ours = self.versions[1]
        if self.out is not None:
            return ["--out", str(self.out)]
        if self.into is not None or is_project_file(ours):
            return ["--into", str(self.into or ours)]
        return ["--out", str(ours) if ours.is_dir() else "merged.bzn"]


def _tell(
    versions: Versions, merged: Merged, beside: tuple[Aside, ...], written: str | None, stated: _Stated
) -> None:
    from core.assistants.drawn_apart import told
    from core.project.conflict_words import outcome

    if merged.conflicts:
        _tell_open(versions, merged, stated)
        return
    assert merged.snapshot is not None
    for line in difference_lines(versions.ours, merged.snapshot):
        click.echo(line)
    count = _changed(versions.ours, merged.snapshot)
    words = plural("{count} element differs from ours.", "{count} elements differ from ours.", count)
    if merged.decided:
        words += " " + plural(
            "{count} conflict was decided.", "{count} conflicts were decided.", len(merged.decided)
        )
    click.echo(words)
    for conflict, choice in merged.decided:
        click.echo(f"  {outcome(versions, conflict, choice)}")
    for sentence in told(merged.snapshot, beside):
        click.echo(f"{sentence}.")
    if written is not None:
        click.echo(_("Wrote {place}.").format(place=written))
    elif count:
        click.echo(_("Nothing was written. This writes it:"))
        click.echo(f"  {stated.command()}")


def _tell_open(versions: Versions, merged: Merged, stated: _Stated) -> None:
    """The open conflicts as decisions to be completed, and the commands that take them."""
    from core.project.conflict_words import line
    from core.project.deciding import decisions_text

    click.echo(decisions_text(merged.conflicts, lambda one: line(versions, one)), nl=False)
    first, file = merged.conflicts[0], stated.decisions or Path("decisions.txt")
    for remark in (
        plural(
            "{count} conflict is open; nothing was written.",
            "{count} conflicts are open; nothing was written.",
            len(merged.conflicts),
        ),
        _("Save these lines, put ours, theirs or base in the place of each ?, and name the file:"),
        f"  {stated.command(decisions=file)}",
        _("Or decide one of them here, or all that are left:"),
        f"  {stated.command(choice=f'{first.key}={first.choices[0]}')}",
        f"  {stated.command(take='ours')}",
    ):
        click.echo(f"# {remark}")


def _changed(before: Snapshot, after: Snapshot) -> int:
    return len(before.edits_to(after))


def _plain(
    versions: Versions, merged: Merged, beside: tuple[Aside, ...], written: str | None
) -> dict[str, Any]:
    from core.project.conflict_words import plain_conflict

    return {
        "changed": None if merged.snapshot is None else _changed(versions.ours, merged.snapshot),
        "conflicts": [plain_conflict(versions, one) for one in merged.conflicts],
        "decided": [{"conflict": one.key, "choice": choice} for one, choice in merged.decided],
        "beside": [{"diagram": one.diagram, "element": one.element, "other": one.other} for one in beside],
        "written": written,
    }


def _two_targets() -> Diagnostic:
    return Diagnostic(
        "usage",
        _("--out makes something new and --into changes a project; only one can be meant"),
        hint=_("Leave one of them out:"),
        example="bartizan merge base.bzn ours.bzn theirs.bzn --into ours.bzn",
    )
