"""Ways into the past and to other versions: a point in time, what a change did, comparing, merging."""

from __future__ import annotations

from collections.abc import Iterator
from contextlib import contextmanager
from functools import partial
from pathlib import Path
from typing import TYPE_CHECKING, cast

from app.actions.registry import named
from app.window.file_dialogs import ask_open
from app.window.pages import Page
from core.ground.diagnostic import Refused
from core.ground.words import _

if TYPE_CHECKING:
    from PySide6.QtWidgets import QWidget

    from app.jobs.jobs import Tell
    from app.window.comparison_page import Comparison, Step
    from app.window.merge_page import MergePage
    from app.window.merging import Merging
    from app.window.window import Window
    from core.jobs import Outcome
    from core.project import Head, Reading

COMPARED = "comparison"
MERGED = "merge"


def go(window: Window, what: str, number: int) -> None:
    """Do with a record what was asked: show it, what it did, what came since, or go back to it."""
    {"then": show_then, "change": show_change, "compare": compare_since, "restore": restore}[what](
        window, number
    )


def show_then(window: Window, number: int) -> None:
    """Show the drawing as it was after a record; nothing on it can be changed."""
    from app.window.comparison_page import Comparison, Step

    project = window.session.project
    if project is None:
        return
    with _refusing(window):
        then = project.at(number)
        words = _("As it was after {change}. You can look; nothing can be changed here.").format(
            change=_named(project.heads[number - 1])
        )
        steps: list[Step] = [Step(_("Compare with now"), partial(compare_since, window, number))]
        if window.session.writable:
            steps.append(_restoring(window, number))
        title = _("After change {number}").format(number=number)
        _show(window, f"then:{number}", Comparison(title, words, then, then, tuple(steps)))


def show_change(window: Window, number: int) -> None:
    """Show what a record did."""
    from app.window.comparison_page import Comparison, Step

    project = window.session.project
    if project is None:
        return
    with _refusing(window):
        before, after = project.at(number - 1), project.at(number)
        words = _("What {change} did.").format(change=_named(project.heads[number - 1]))
        steps = (Step(_("As it was"), partial(show_then, window, number)),)
        title = _("Change {number}").format(number=number)
        _show(window, f"change:{number}", Comparison(title, words, before, after, steps))


def compare_since(window: Window, number: int) -> None:
    """Show what became different since a record."""
    from app.window.comparison_page import Comparison

    project = window.session.project
    if project is None:
        return
    with _refusing(window):
        words = _("What became different since {change}.").format(change=_named(project.heads[number - 1]))
        steps: tuple[Step, ...] = ()
        if window.session.writable:
            steps = (_restoring(window, number),)
        title = _("Since change {number}").format(number=number)
        _show(window, f"since:{number}", Comparison(title, words, project.at(number), None, steps))


def compare_between(window: Window, first: int, last: int) -> None:
    """Show what became different from one record to another."""
    from app.window.comparison_page import Comparison

    project = window.session.project
    if project is None:
        return
    with _refusing(window):
        words = _("What became different between {first} and {last}.").format(
            first=_named(project.heads[first - 1]), last=_named(project.heads[last - 1])
        )
        title = _("Changes {first} to {last}").format(first=first, last=last)
        both = Comparison(title, words, project.at(first), project.at(last))
        _show(window, f"between:{first}:{last}", both)


def restore(window: Window, number: int) -> None:
    """Bring the model back to what it was after a record, by one more change."""
    from core.project.points import restore as restored

    project = window.session.project
    if project is None:
        return
    before = project.head_hash
    if window.session.attempt(lambda: restored(project, number)):
        words = _("Restored the state after change {number}; {key} takes that back")
        if project.head_hash == before:
            words = _("The project is as it was after change {number} already")
        page = Page(COMPARED, f"then:{number}")
        window.show_room("draw")
        if page in window.pages.pages:
            window.pages.close_page(page)
        window.status.say(words.format(number=number, key=named("edit.undo")))


def compare_file(window: Window) -> None:
    """Ask for another project, and show what the open one says that it does not."""
    path = _ask(window, _("Compare with another project"))
    if path is not None:
        compare_with(window, path)


def compare_with(window: Window, path: Path) -> None:
    """Show what the open project says that another does not."""
    from app.window.comparison_page import Comparison
    from core.assistants.models import model_of

    with _refusing(window):
        reading = model_of(path)
        words = _("What this project says that {file} does not, and the other way round.").format(
            file=path.name
        )
        title = _("Against {file}").format(file=path.name)
        _show(window, f"file:{path}", Comparison(title, words, reading.snapshot, None))


def merge_file(window: Window) -> None:
    """Ask for another version, and for the one that both began with unless the journals know it."""
    path = _ask(window, _("Merge another version"))
    if path is not None:
        merge_with(window, path)


def merge_with(window: Window, path: Path, base_path: Path | None = None) -> None:
    """Merge another version into the open project, once it is read beside the window."""
    project = window.session.project
    if project is None:
        return
    ours, heads = project.path, project.heads

    def read(tell: Tell) -> tuple[Reading, Reading | None]:
        from core.project.points import read_other, read_point

        tell(0, 2, _("Reading"))
        theirs, base = read_other(path, ours, heads)
        tell(1, 2, _("Reading"))
        return theirs, base if base_path is None else read_point(base_path)

    def then(outcome: Outcome) -> None:
        if outcome.state == "failed":
            window.messages.tell(outcome.diagnostics)
        elif outcome.state == "done" and window.session.project is project:
            _show_merge(window, path, base_path is not None, *outcome.result)

    window.jobs.start_here(read, _("Reading {file}").format(file=path.name), then)


def _show_merge(window: Window, path: Path, asked: bool, theirs: Reading, base: Reading | None) -> None:
    """Show a merge; first ask what both began with, where nothing says it."""
    from app.window.merging import Merging
    from core.project import Reading
    from core.project.merge_files import merge_label, merge_origin, require_related

    project = window.session.project
    assert project is not None
    if base is None:
        base_path = _ask(window, _("The two share no past: which version did both begin with?"))
        if base_path is not None:
            merge_with(window, path, base_path)
        return
    with _refusing(window):
        if asked:
            ours = Reading(project.path, project.snapshot(), project.head_hash, len(project.heads))
            require_related(base, ours, theirs)
        show_merge(
            window,
            Page(MERGED, str(path)),
            Merging(
                _("Merge {file}").format(file=path.name),
                base.snapshot,
                theirs.snapshot,
                _("{theirs} is merged into this project; both began as {base}.").format(
                    theirs=theirs.path.name, base=base.path.name
                ),
                merge_label(theirs.path),
                merge_origin(base, theirs),
            ),
        )


def show_merge(window: Window, page: Page, merging: Merging) -> None:
    """Show a merge on its page, begun anew where it is open already."""
    if page in window.pages.pages:
        window.pages.close_page(page)
    window.shown.merges[page] = merging
    window.pages.show_page(page)
    _take_keyboard(window, page)


def make_page(window: Window, page: Page) -> QWidget:
    """What shows a comparison or a merge."""
    if page.sort == COMPARED:
        from app.window.comparison_page import ComparisonPage

        return ComparisonPage(window.session, window.shown.comparisons[page])
    from app.window.merge_answers import Answers
    from app.window.merge_page import MergePage

    merging = window.shown.merges[page]
    made = MergePage(window.session, merging, window.shown.answers.setdefault(merging.key, Answers()))
    made.done.connect(partial(_merged, window, page))
    made.told.connect(window.status.say)
    made.decided.connect(window.refresh)
    return made


def describe(window: Window, page: Page) -> tuple[str, str, str] | None:
    """Title, icon and whole name of a comparison or a merge."""
    if window.session.project is None:
        return None
    if page.sort == COMPARED:
        shown = window.shown.comparisons[page]
        return shown.title, "history", shown.words
    title = window.shown.merges[page].title
    return title, "import", title


def merge_in_front(window: Window) -> MergePage | None:
    """The merge in front, whose decisions are what can be taken back there."""
    page = window.pages.current
    return cast("MergePage | None", window.pages.widget(page)) if page.sort == MERGED else None


def step(window: Window, forward: bool) -> bool:
    """Go to the next or previous change of the page in front; False where it has none."""
    page = window.pages.widget(window.pages.current)
    through = getattr(page, "step_through", None)
    if through is None:
        return False
    through(forward)
    return True


@contextmanager
def _refusing(window: Window) -> Iterator[None]:
    """Says by the window what was refused inside."""
    try:
        yield
    except Refused as refused:
        window.messages.tell(refused.diagnostics)


def _show(window: Window, address: str, comparison: Comparison) -> None:
    page = Page(COMPARED, address)
    if page in window.pages.pages:
        window.pages.close_page(page)
    window.shown.comparisons[page] = comparison
    window.pages.show_page(page)
    _take_keyboard(window, page)


def _take_keyboard(window: Window, page: Page) -> None:
    widget = window.pages.widget(page)
    if widget is not None:
        widget.setFocus()


def _merged(window: Window, page: Page, words: str) -> None:
    window.show_room("draw")
    window.pages.close_page(page)
    window.status.say(words)


def _ask(window: Window, title: str) -> Path | None:
    """Which project, or text form by its bartizan.txt."""
    from core.project.text import MARK

    filters = _("Projects and text forms") + f" (*.bzn {MARK})"
    path = ask_open(window, title, filters)
    return path.parent if path is not None and path.name == MARK else path


def _restoring(window: Window, number: int) -> Step:
    from app.window.comparison_page import Step
    from core.project.points import is_present

    def lacking() -> str:
        project = window.session.project
        same = project is not None and is_present(project, number)
        return _("Nothing differs between this point and now.") if same else ""

    return Step(_("Restore this point"), partial(restore, window, number), primary=True, lacking=lacking)


def _named(head: Head) -> str:
    from app.panels.history_list import label_of

    return _("change {number}, “{label}” ({author}, {time})").format(
        number=head.number, label=label_of(head), author=head.author, time=f"{head.time:%Y-%m-%d %H:%M}"
    )
