"""The canonical text form: a folder of files in stable order, one fact a line, for review and git.

    component "019b76da-a802-7000-8000-000000000002"
      name: "Dosing controller"
      zone: "019b76da-a801-7000-8000-000000000001"  # Basic control

Each value is JSON. Facts that have their default value are left out; in version 1 of the form also a
medium or interface that is ethernet, which was the default then. What follows a `#` names the
element referred to; it is written for people and not read. One file a family of the model; in it,
roots first to last, each followed by what it owns. The form holds the model, not its journal.
"""

import hashlib
import json
from collections import Counter
from collections.abc import Iterator
from dataclasses import replace
from pathlib import Path
from typing import Any

from core.ground.diagnostic import Diagnostic, Refused
from core.ground.files import folders, is_part_of, refuse_irregular, together, write_plain
from core.ground.words import _, plural
from core.model import FAMILIES, KINDS, Element, FactError, Snapshot, from_plain, to_plain
from core.model.integrity import all_breaches
from core.model.plain import fields_of
from core.model.reference import references

MARK = "bartizan.txt"
FIRST_LINE = "bartizan text 2"
EARLIER = "bartizan text 1"
"""Begins a form of version 1, which is read as it was meant."""
SUFFIX = ".bzt"
LARGEST = 256 * 1024 * 1024
"""Bytes that a single file of a text form may have."""


_NAMES = (MARK, *(family + SUFFIX for family in FAMILIES))


def is_text_folder(path: Path) -> bool:
    """Whether the folder claims to hold a text form."""
    return (path / MARK).is_file()


def text_files(snapshot: Snapshot) -> dict[str, str]:
    """Name and content of each file of the text form."""
    files = {MARK: FIRST_LINE + "\n"}
    for family in FAMILIES:
        blocks = [_block(snapshot, element) for element in _in_order(snapshot, family)]
        if blocks:
            files[family + SUFFIX] = "\n".join(blocks)
    return files


def write_text(snapshot: Snapshot, folder: Path) -> None:
    """Write the text form into a new or empty folder, or over an older text form.

    All files are written before the first is put in place, and the mark comes last: a folder that
    was cut off is no text form, and is written anew.
    """
    if folder.exists() and not (is_text_folder(folder) or _is_free(folder)):
        raise Refused(
            Diagnostic(
                "text-folder-taken",
                _("The folder holds something other than a text form"),
                str(folder),
                hint=_("Name a new or empty folder."),
                example="bartizan text plant.bzn --into plant-text",
            )
        )
    files = text_files(snapshot)
    try:
        with folders(folder), together() as beside:
            for name in (*(name for name in files if name != MARK), MARK):
                write_plain(beside(folder / name), files[name])
        for path in list(folder.iterdir()):
            if path.name not in files and (path.name in _NAMES or _is_cut_off(path)):
                path.unlink()
    except OSError as error:
        raise Refused(
            Diagnostic(
                "text-not-written",
                _("The text form could not be written: {reason}").format(reason=error.strerror or error),
                str(folder),
                hint=_("Choose a folder that you may write to, on a disk with room."),
            )
        ) from error


def read_text(folder: Path) -> Snapshot:
    """The model in a text folder; Refused, with file and line, where it is not sound."""
    earlier = _is_earlier(folder / MARK)
    _refuse_strays(folder)
    found: dict[str, Element] = {}
    places: dict[str, tuple[Path, int]] = {}
    for family in FAMILIES:
        path = folder / (family + SUFFIX)
        refuse_irregular(path)
        if path.is_file():
            for line, element in _read_file(path, earlier):
                if element.id in found:
                    raise Refused(_wrong(path, line, 1, _("The id {id} occurs twice").format(id=element.id)))
                found[element.id] = element
                places[element.id] = path, line
    snapshot = Snapshot(found.values())
    wrong = [
        replace(breach, file=str(places[element][0]), line=places[element][1])
        for element, breach in all_breaches(snapshot)
    ]
    if wrong:
        raise Refused(*(_missing_files(folder, snapshot) or wrong))
    return snapshot


def text_digest(folder: Path) -> str:
    """SHA-256 over the files of a text form, in hexadecimal."""
    sums = hashlib.sha256()
    for name in _NAMES:
        path = folder / name
        if path.is_file():
            sums.update(name.encode() + b"\0" + hashlib.sha256(path.read_bytes()).digest())
    return sums.hexdigest()


def _is_free(folder: Path) -> bool:
    """Whether the folder is empty, or holds only a text form that was cut off while it was written."""
    if not folder.is_dir():
        return False
    found = list(folder.iterdir())
    parts = [path for path in found if _is_cut_off(path)]
    return not found or (bool(parts) and all(path in parts or path.name in _NAMES for path in found))


def _is_cut_off(path: Path) -> bool:
    return any(is_part_of(path, path.parent / name) for name in _NAMES)


def _in_order(snapshot: Snapshot, family: str) -> Iterator[Element]:
    kinds = [element.kind for element in FAMILIES[family]]

    def place(element: Element) -> tuple[int, str]:
        return kinds.index(element.kind), element.id

    def walk(elements: list[Element]) -> Iterator[Element]:
        for element in sorted(elements, key=place):
            yield element
            yield from walk([child for child in snapshot.owned(element.id) if child.kind in kinds])

    def is_root(element: Element) -> bool:
        owner = snapshot.get(element.owner)
        return owner is None or owner.kind not in kinds

    members = [element for kind in FAMILIES[family] for element in snapshot.of(kind)]
    yield from walk([element for element in members if is_root(element)])


def _block(snapshot: Snapshot, element: Element) -> str:
    plain = _written(element)
    lines = [f"{element.kind} {_json(element.id)}"]
    for field in fields_of(type(element)):
        if field.name != "id" and field.name in plain:
            value = plain[field.name]
            comment = _names(snapshot, value) if field.reference else ""
            lines.append(f"  {field.name}: {_json(value)}{comment}")
    return "\n".join(lines) + "\n"


def _written(element: Element) -> dict[str, Any]:
    """The plain data of the element, without its defaults and with what else plain data leaves out."""
    plain = to_plain(element)
    for field in fields_of(type(element)):
        if field.left_out != field.default:
            plain[field.name] = field.encode(getattr(element, field.name))
            if getattr(element, field.name) == field.default:
                del plain[field.name]
    return plain


def _names(snapshot: Snapshot, value: Any) -> str:
    targets = [snapshot.get(target) for target in (value if isinstance(value, list) else [value])]
    names = [snapshot.path(target) for target in targets if target is not None]
    text = ", ".join(name for name in names if name)
    return "  # " + " ".join(text.split()) if text else ""


def _json(value: Any) -> str:
    text = json.dumps(value, ensure_ascii=False, sort_keys=True)
    # Line ends that str.splitlines knows but JSON does not escape would break "one fact a line".
    return "".join(f"\\u{ord(letter):04x}" if letter in "\x85\u2028\u2029" else letter for letter in text)


def _refuse_strays(folder: Path) -> None:
    """Refuse a folder with a file that looks like part of the model and would not be read."""
    known = {family + SUFFIX for family in FAMILIES}
    for path in sorted(folder.glob(f"*{SUFFIX}")):
        if path.name not in known:
            raise Refused(
                Diagnostic(
                    "text-stray",
                    _("This file is no part of a text form and would not be read"),
                    str(path),
                    hint=_("Move its blocks to the file that holds their kind, and remove it."),
                    example=", ".join(sorted(known)),
                )
            )


def _missing_files(folder: Path, snapshot: Snapshot) -> list[Diagnostic]:
    """The files that are not there, though elements of others refer to what only they can hold."""
    absent = {family for family in FAMILIES if not (folder / (family + SUFFIX)).exists()}
    home = {element.kind: family for family, kinds in FAMILIES.items() for element in kinds}
    counted = Counter(
        family
        for element in snapshot
        for reference in references(element)
        if reference.target not in snapshot
        for family in {home[kind] for kind in reference.allowed.kinds}
        if family in absent
    )
    return [
        Diagnostic(
            "text-file-missing",
            plural(
                "The file is missing: {count} reference leads to an element that it should hold",
                "The file is missing: {count} references lead to elements that it should hold",
                count,
            ),
            str(folder / (family + SUFFIX)),
            hint=_("Copy it there from where the folder comes from, or write the folder again:"),
            example=f"bartizan text plant.bzn --into {folder.name}",
        )
        for family, count in sorted(counted.items())
    ]


def _is_earlier(path: Path) -> bool:
    """Whether the form is of version 1; refused where it is of none that is known."""
    try:
        first = path.read_text(encoding="utf-8").splitlines()[:1]
    except (OSError, UnicodeDecodeError) as error:
        raise Refused(
            _wrong(path, 1, 1, _("The file cannot be read: {reason}").format(reason=error))
        ) from error
    if first not in ([FIRST_LINE], [EARLIER]):
        raise Refused(
            _wrong(path, 1, 1, _("This is no text form that this Bartizan knows"), example=FIRST_LINE)
        )
    return first == [EARLIER]


def _read_file(path: Path, earlier: bool) -> Iterator[tuple[int, Element]]:
    """Line number and element of each block; what it leaves out is as in version 1 where `earlier`."""
    try:
        if path.stat().st_size > LARGEST:
            raise Refused(
                _wrong(path, 1, 1, _("The file is larger than {size} MB").format(size=LARGEST >> 20))
            )
        lines = path.read_text(encoding="utf-8").split("\n")
    except (OSError, UnicodeDecodeError) as error:
        raise Refused(
            _wrong(path, 1, 1, _("The file cannot be read: {reason}").format(reason=error))
        ) from error
    start = 0
    plain: dict[str, Any] | None = None
    places: dict[str, int] = {}
    for number, line in enumerate([*lines, ""], start=1):
        if line.startswith("  ") and plain is not None:
            name, value = _fact(path, number, line)
            if name in places:
                raise Refused(_wrong(path, number, 3, _("“{name}” is stated twice").format(name=name)))
            plain[name], places[name] = value, number
            continue
        if plain is not None:
            if not earlier:
                plain = _with_defaults(plain)
            yield start, _element(path, start, plain, places)
            plain, places = None, {}
        if line.strip() and not line.startswith("#"):
            start, plain = number, _heading(path, number, line)


def _with_defaults(plain: dict[str, Any]) -> dict[str, Any]:
    """With the defaults that plain data does not leave out; KINDS knows the kind."""
    defaults = {
        field.name: field.encode(field.default)
        for field in fields_of(KINDS[plain["kind"]])
        if field.left_out != field.default
    }
    return defaults | plain


def _heading(path: Path, number: int, line: str) -> dict[str, Any]:
    kind, quote, rest = line.partition(' "')
    if kind not in KINDS or not quote:
        raise Refused(
            _wrong(
                path,
                number,
                1,
                _("A block begins with a kind of element and its id, found “{line}”").format(line=line[:60]),
                example='component "019b76da-a802-7000-8000-000000000002"',
            )
        )
    return {"kind": kind, "id": _value(path, number, len(kind) + 2, quote[1:] + rest)}


def _fact(path: Path, number: int, line: str) -> tuple[str, Any]:
    name, colon, rest = line.strip().partition(": ")
    if not colon or not name.isidentifier():
        raise Refused(
            _wrong(path, number, 3, _("Expected a fact, its name and its value"), example='  name: "Pump"')
        )
    return name, _value(path, number, line.index(": ") + 3, rest)


def _value(path: Path, number: int, column: int, text: str) -> Any:
    try:
        value, end = json.JSONDecoder(parse_constant=_no_constant).raw_decode(text)
    except RecursionError as error:
        raise Refused(_wrong(path, number, column, _("The value nests too deep to be read"))) from error
    except ValueError as error:
        place = getattr(error, "pos", 0)
        raise Refused(
            _wrong(path, number, column + place, _("The value is not JSON: {reason}").format(reason=error))
        ) from error
    rest = text[end:].strip()
    if rest and not rest.startswith("#"):
        raise Refused(
            _wrong(path, number, column + end, _("After the value only a # and a remark may follow"))
        )
    return value


def _no_constant(text: str) -> float:
    raise ValueError(f"{text} is no number")


def _element(path: Path, start: int, plain: dict[str, Any], places: dict[str, int]) -> Element:
    try:
        return from_plain(plain)
    except FactError as error:
        line = places.get(error.field.split(".")[0], start)
        raise Refused(
            _wrong(path, line, 1 if line == start else 3, error.message, example=error.example)
        ) from error


def _wrong(path: Path, line: int, column: int, message: str, example: str | None = None) -> Diagnostic:
    return Diagnostic("text-form", message, str(path), line, column, 1, example=example)
