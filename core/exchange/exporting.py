"""Writing the requirements of a project in a form that other programs read."""

from collections.abc import Callable
from datetime import datetime

from core.exchange.reqif.writer import write_reqif
from core.exchange.requirement_list.writer import write_csv, write_markdown, write_text, write_workbook
from core.ground.diagnostic import Diagnostic
from core.model import Snapshot

Written = tuple[bytes, list[Diagnostic]]
"""The content of a file, and what it could not hold."""


def export_requirements(form: str, snapshot: Snapshot, title: str, written: datetime) -> Written:
    """The content of the file in that form, and what of the requirements it could not hold.

    `title` is how the document is called and `written` when, in the forms that say so.
    """
    return WRITERS[form](snapshot, title, written)


def _reqif(snapshot: Snapshot, title: str, written: datetime) -> Written:
    text, lost = write_reqif(snapshot, title, written)
    return text.encode(), lost


WRITERS: dict[str, Callable[[Snapshot, str, datetime], Written]] = {
    "reqif": _reqif,
    "csv": lambda snapshot, _title, _written: write_csv(snapshot),
    "xlsx": lambda snapshot, _title, _written: write_workbook(snapshot),
    "markdown": lambda snapshot, title, _written: write_markdown(snapshot, title),
    "text": lambda snapshot, _title, _written: write_text(snapshot),
}
