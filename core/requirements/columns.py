"""The rows of a table of requirements: key, text and facts of each, and what is not read of it."""

from collections.abc import Iterable, Iterator, Sequence
from dataclasses import dataclass
from itertools import islice

from core.ground.diagnostic import Diagnostic, Refused, Severity
from core.ground.words import _
from core.requirements.checks.listed import statements
from core.requirements.headers import IGNORE, Given, category, named, roles
from core.requirements.likely import SAMPLES, likely, mapping_example, names

_NO_REQUIREMENT = frozenset(
    {"heading", "title", "meta", "info", "information", "note", "comment"}
    | {
        "uberschrift",
        "titel",
        "hinweis",
        "notiz",
        "kommentar",
        "anmerkung",
        "titre",
        "remarque",
        "commentaire",
    }
)
_REQUIREMENT = frozenset({"requirement", "req", "anforderung", "exigence"})
LANGUAGES = frozenset({"ears", "resa", "plain"})
"""The languages that a sentence may be meant in."""
_LONGEST = 40
"""Signs of a header or text that messages show."""


@dataclass(frozen=True, slots=True)
class Row:
    """One row with the line it begins on; `dropped` says why it is no requirement.

    `facts` are fields of a requirement with their values; `attributes` are what its other columns say, each
    by its name, with its value and the XHTML that this was written in, if it was. `unread` names what is no
    text. `parent` is the key of the requirement that this one is a part of, empty
    for one that stands by itself, and None where the file does not say. `formatted` has fields with the XHTML
    that they were written in, and is None where the file knows no formats.
    """

    line: int
    id: str
    text: str
    dropped: Diagnostic | None = None
    facts: tuple[tuple[str, str], ...] = ()
    attributes: tuple[tuple[str, str, str], ...] = ()
    unread: tuple[str, ...] = ()
    parent: str | None = None
    formatted: tuple[tuple[str, str], ...] | None = None


def requirement_rows(rows: Iterator[tuple[int, list[str]]], name: str, given: Given = ()) -> Iterator[Row]:
    """The rows below the first, which is the header; each comes with the line it begins on.

    `given` says what columns hold whose headers do not.

    Refused where no column holds the texts.
    """
    _line, header = next(rows, (1, []))
    if not has_texts(header, given):
        raise Refused(_no_text_column(header, [cells for _line, cells in islice(rows, SAMPLES)], name))
    headers = tuple(header)
    for line, row in rows:
        yield row_of(headers, row, line, name, given=given)


def row_of(
    headers: tuple[str, ...],
    row: Sequence[str],
    line: int,
    name: str,
    given: Given = (),
    further: Iterable[tuple[str, str]] = (),
) -> Row:
    """The row of these cells; one without a text, or that is a heading by its kind, is dropped.

    `further` is what it says beside them, by name, and no field can take.
    """
    known = roles(headers, given)
    cells = [cell.strip() for cell in row]
    held = {role: cell for role, cell in zip(known, cells, strict=False) if role and role != IGNORE}
    unread = {
        index for index, cell in enumerate(cells) if cell and not (known[index : index + 1] or ("",))[0]
    }
    kind, told = held.pop("type", ""), held.pop("category", "")
    found = category(told) or category(kind)
    if told and category(told) is None:
        unread.add(known.index("category"))
    if kind and not is_requirement(kind) and category(kind) not in {found} - {None}:
        unread.add(known.index("type"))
    if found:
        held["category"] = found.value
    if held.get("language") not in (None, "", *LANGUAGES):
        unread.add(known.index("language"))
        held.pop("language")
    if held.get("checks") and not statements(held["checks"]):
        unread.add(known.index("checks"))
        held.pop("checks")
    key, sentence, parent = held.pop("id", ""), held.pop("text", ""), held.pop("parent", None)
    return Row(
        line,
        key,
        sentence,
        _why_dropped(sentence, kind, line, name),
        tuple((fact, cell) for fact, cell in held.items() if cell),
        (
            *((_called(headers, index), cells[index], "") for index in sorted(unread)),
            *((title, words, "") for title, words in further),
        ),
        parent=parent,
    )


def no_requirement(kind: str) -> bool:
    """Whether something of this kind is a heading, a note or the like."""
    return named(kind) in _NO_REQUIREMENT


def is_requirement(kind: str) -> bool:
    """Whether the word for a kind says that something is a requirement, and nothing more."""
    return named(kind) in _REQUIREMENT


def has_texts(header: Sequence[str], given: Given = ()) -> bool:
    """Whether one of the columns is one of texts."""
    return "text" in roles(tuple(header), given)


def _called(headers: tuple[str, ...], index: int) -> str:
    """How a column is called: by its header, or by its number where it has none."""
    header = headers[index].strip() if index < len(headers) else ""
    return header or str(index + 1)


def _why_dropped(sentence: str, kind: str, line: int, name: str) -> Diagnostic | None:
    if not sentence:
        words = _("The row has no text and was left out")
        return _dropped(words, _("Write what is demanded, or remove the row."), line, name)
    if no_requirement(kind):
        shown = sentence if len(sentence) <= _LONGEST else sentence[: _LONGEST - 3] + "..."
        words = _("“{text}” is no requirement by its type and was left out").format(text=shown)
        return _dropped(words, _("Change its type where it is a requirement."), line, name)
    return None


def _dropped(words: str, hint: str, line: int, name: str) -> Diagnostic:
    return Diagnostic("records-no-requirement", words, name or None, line, hint=hint, severity=Severity.INFO)


def _no_text_column(header: list[str], below: list[list[str]], name: str) -> Diagnostic:
    if not any(cell.strip() for cell in header):
        return Diagnostic(
            "records-empty",
            _("The table is empty"),
            name or None,
            1,
            hint=_("Write a first line that names the columns, then one requirement a line."),
            example="id,text",
        )
    samples = {
        one.strip(): [cells[place].strip() for cells in below if place < len(cells)]
        for place, one in enumerate(header)
    }
    known = {
        one.strip(): role
        for one, role in zip(header, roles(tuple(header)), strict=True)
        if role and one.strip()
    }
    return Diagnostic(
        "records-columns",
        _("The table has no column of texts; its columns are: {columns}").format(columns=names(samples)),
        name or None,
        1,
        hint=_("Name the columns id and text in the first line, or say in a mapping file what they hold."),
        example=mapping_example(likely(samples, known)),
    )
