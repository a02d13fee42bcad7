"""Catalogues: reviewed files of entries with a name, a version, and a word on the rights in them.

The parts of a file are `catalogue` (its name), `kind`, `version`, `rights`, `entries`, and for rules
`lists`, named groups of words that premises may use.
"""

import hashlib
import re
from collections.abc import Callable
from collections.abc import Mapping as Names
from dataclasses import dataclass
from pathlib import Path
from typing import TypeVar

from core.ground.diagnostic import Diagnostic, Refused
from core.ground.resources import resource_folder
from core.ground.words import _
from core.knowledge.document import Mapping, Place, Tree, read_document
from core.knowledge.entries import (
    Mitigation,
    SentenceShape,
    SuggestedTest,
    Weakness,
    read_boilerplate,
    read_mitigation,
    read_test,
    read_weakness,
)
from core.knowledge.record import Faults, Record
from core.knowledge.rule import Rule, read_rule

Entry = Weakness | Mitigation | SuggestedTest | SentenceShape | Rule

E = TypeVar("E", Weakness, Mitigation, SuggestedTest, SentenceShape, Rule)

NAME = re.compile(r"[a-z0-9-]+(?:/[a-z0-9-]+)?")
VERSION = re.compile(r"\d{1,4}\.\d{1,4}(?:\.\d{1,4})?")

_READERS: dict[str, Callable[[Tree, Names[str, tuple[str, ...]], Faults], Entry]] = {
    "rules": read_rule,
    "weaknesses": read_weakness,
    "mitigations": read_mitigation,
    "tests": read_test,
    "boilerplates": read_boilerplate,
}


@dataclass(frozen=True, slots=True)
class CatalogueVersion:
    """Which catalogue it was, for provenance: its name, version and the SHA-256 of its file."""

    name: str
    version: str
    sha256: str


@dataclass(frozen=True, slots=True)
class Catalogue:
    """A catalogue as read, its entries in the order of the file."""

    name: str
    kind: str
    version: str
    rights: str
    sha256: str
    entries: tuple[Entry, ...]

    def of(self, kind: type[E]) -> tuple[E, ...]:
        """The entries of one class."""
        return tuple(entry for entry in self.entries if isinstance(entry, kind))


_read: dict[tuple[str, str], Catalogue] = {}
"""Catalogues by name and digest of their file, so that an altered file is read again."""


def catalogue_names() -> tuple[str, ...]:
    """The names of all shipped catalogues, such as "weaknesses" and "rules/ics", sorted."""
    folder = resource_folder("catalogues")
    files = [*folder.glob("*.yaml"), *folder.glob("*/*.yaml")]
    return tuple(sorted(file.relative_to(folder).with_suffix("").as_posix() for file in files))


def load_catalogue(name: str) -> Catalogue:
    """The shipped catalogue of that name; Refused where there is none or its file is faulty."""
    file = resource_folder("catalogues") / f"{name}.yaml"
    if not NAME.fullmatch(name) or not file.is_file():
        raise Refused(
            Diagnostic(
                "catalogue-missing",
                _("There is no catalogue “{name}”").format(name=name),
                hint=_("There are: {names}.").format(names=", ".join(catalogue_names())),
                example="weaknesses",
            )
        )
    return _remembered(name, file)


def catalogue_versions() -> tuple[CatalogueVersion, ...]:
    """Name, version and digest of every shipped catalogue, by name."""
    return tuple(
        CatalogueVersion(catalogue.name, catalogue.version, catalogue.sha256)
        for catalogue in map(load_catalogue, catalogue_names())
    )


def weaknesses() -> tuple[Weakness, ...]:
    """The weaknesses of our own catalogue."""
    return load_catalogue("weaknesses").of(Weakness)


def mitigations() -> tuple[Mitigation, ...]:
    """The mitigations of our own catalogue."""
    return load_catalogue("mitigations").of(Mitigation)


def suggested_tests() -> tuple[SuggestedTest, ...]:
    """The tests of our own catalogue."""
    return load_catalogue("tests").of(SuggestedTest)


def sentence_shapes() -> tuple[SentenceShape, ...]:
    """The boilerplates of our own catalogue, which a project may take."""
    return load_catalogue("boilerplates").of(SentenceShape)


def threat_rules() -> tuple[Rule, ...]:
    """The rules of all shipped rule catalogues, by id; Refused where two share an id."""
    found: dict[str, Rule] = {}
    for name in catalogue_names():
        if not name.startswith("rules/"):
            continue
        for rule in load_catalogue(name).of(Rule):
            if rule.id in found:
                message = _("Two catalogues hold a rule {id}").format(id=rule.id)
                raise Refused(Diagnostic("catalogue-fault", message, name))
            found[rule.id] = rule
    return tuple(found[rule_id] for rule_id in sorted(found))


def read_catalogue(content: bytes, file: str) -> Catalogue:
    """The catalogue in the content of a file; Refused with file, line and column of each fault."""
    document = read_document(content, file)
    faults = Faults(file)
    record = Record(document, faults, _("A catalogue"))
    name = record.text("catalogue", NAME, "catalogue: rules/ics")
    kind = record.text("kind", example="kind: rules")
    version = record.text("version", VERSION, 'version: "1.0"')
    rights = record.text("rights")
    lists = _lists(record, faults) if record.has("lists") else {}
    items = record.listing("entries")
    record.close()
    if kind not in _READERS:
        faults.add(
            record.place_of("kind"), _("“kind” must be one of {names}").format(names=", ".join(_READERS))
        )
        faults.settle()
    entries: dict[str, Entry] = {}
    for item in items:
        entry = _READERS[kind](item, lists, faults)
        if entry.id in entries:
            faults.add(_id_place(item), _("The id {id} occurs twice").format(id=entry.id))
        entries[entry.id] = entry
    faults.settle()
    return Catalogue(
        name, kind, version, rights, hashlib.sha256(content).hexdigest(), tuple(entries.values())
    )


def _remembered(name: str, file: Path) -> Catalogue:
    try:
        content = file.read_bytes()
    except OSError as error:
        message = _("The catalogue could not be read: {reason}").format(reason=error.strerror)
        raise Refused(Diagnostic("catalogue-unreadable", message, str(file))) from error
    digest = hashlib.sha256(content).hexdigest()
    found = _read.get((name, digest))
    if found is None:
        found = _read[name, digest] = read_catalogue(content, str(file))
    return found


def _lists(record: Record, faults: Faults) -> dict[str, tuple[str, ...]]:
    tree = record.tree("lists")
    if not isinstance(tree, Mapping):
        faults.add(record.place_of("lists"), _("“lists” must name groups of words"))
        return {}
    group = Record(tree, faults, _("“lists”"))
    return {name: group.texts(name, 1) for name in tree.parts}


def _id_place(item: Tree) -> Place:
    return item.parts["id"].place if isinstance(item, Mapping) and "id" in item.parts else item.place
