"""YAML from outside as a tree of texts, lists and mappings, each with its place in the file.

Every scalar stays text, so that `is: no` means the word no; a schema gives it its type. What a
reviewed catalogue never needs is refused: anchors, aliases, tags, second documents, deep nesting.
"""

from dataclasses import dataclass

import yaml

from core.ground.diagnostic import Diagnostic, Refused
from core.ground.words import _

LARGEST = 2 * 1024 * 1024
"""Bytes that a catalogue file may have."""

DEEPEST = 24
"""Levels to which lists and mappings may nest."""

MOST = 100_000
"""Texts, lists and mappings that a file may hold together."""

_LOADER = getattr(yaml, "CSafeLoader", yaml.SafeLoader)


@dataclass(frozen=True, slots=True)
class Place:
    """Where something stands: line and column count from 1, the length counts characters."""

    line: int
    column: int
    length: int = 1


@dataclass(frozen=True, slots=True)
class Text:
    """A scalar, always as text."""

    value: str
    place: Place


@dataclass(frozen=True, slots=True)
class Listing:
    """A sequence."""

    items: tuple["Tree", ...]
    place: Place


@dataclass(frozen=True, slots=True)
class Mapping:
    """Named parts; no name occurs twice."""

    parts: dict[str, "Tree"]
    names: dict[str, Place]
    place: Place


Tree = Text | Listing | Mapping


def read_document(content: bytes, file: str) -> Mapping:
    """The one mapping that a file holds; Refused, with the place, for anything else."""
    if len(content) > LARGEST:
        raise _refused(file, None, _("The file is larger than {limit} bytes").format(limit=LARGEST))
    try:
        text = content.decode("utf-8")
    except UnicodeDecodeError as error:
        line = content.count(b"\n", 0, error.start) + 1
        raise _refused(file, Place(line, 1), _("The file is not UTF-8 text")) from error
    try:
        tree = _Composer(file).compose(text)
    except yaml.MarkedYAMLError as error:
        raise _refused(file, _marked(error), _broken(error.problem)) from error
    except yaml.YAMLError as error:
        raise _refused(file, _unreadable(error, text), _broken(getattr(error, "reason", None))) from error
    if not isinstance(tree, Mapping):
        raise _refused(
            file, tree.place if tree else Place(1, 1), _("The file must hold named parts"), 'version: "1.0"'
        )
    return tree


class _Composer:
    """Builds the tree from parser events, refusing as soon as a limit is passed."""

    def __init__(self, file: str) -> None:
        self._file = file
        self._count = 0
        self._depth = 0

    def compose(self, text: str) -> Tree | None:
        tree: Tree | None = None
        self._events = yaml.parse(text, Loader=_LOADER)
        for event in self._events:
            if isinstance(event, yaml.DocumentStartEvent) and tree is not None:
                raise _refused(self._file, _place(event), _("The file holds a second document"))
            if isinstance(event, yaml.NodeEvent):
                tree = self._node(event)
        return tree

    def _node(self, event: yaml.Event) -> Tree:
        place = _place(event)
        self._count += 1
        if self._count > MOST:
            raise _refused(self._file, place, _("The file holds more than {most} parts").format(most=MOST))
        if isinstance(event, yaml.AliasEvent) or getattr(event, "anchor", None) is not None:
            raise _refused(
                self._file,
                place,
                _("Anchors and aliases are not read"),
                hint=_("Write the part out where it is needed."),
            )
        if getattr(event, "tag", None) is not None:
            raise _refused(
                self._file,
                place,
                _("Tags such as “{tag}” are not read").format(tag=getattr(event, "tag", "")),
            )
        if isinstance(event, yaml.ScalarEvent):
            return Text(event.value, place)
        self._depth += 1
        if self._depth > DEEPEST:
            raise _refused(
                self._file, place, _("Parts nest deeper than {deepest} levels").format(deepest=DEEPEST)
            )
        found = self._listing(place) if isinstance(event, yaml.SequenceStartEvent) else self._mapping(place)
        self._depth -= 1
        return found

    def _listing(self, place: Place) -> Listing:
        items = []
        while not isinstance(event := next(self._events), yaml.SequenceEndEvent):
            items.append(self._node(event))
        return Listing(tuple(items), place)

    def _mapping(self, place: Place) -> Mapping:
        parts: dict[str, Tree] = {}
        names: dict[str, Place] = {}
        while not isinstance(event := next(self._events), yaml.MappingEndEvent):
            name = self._node(event)
            if not isinstance(name, Text):
                raise _refused(self._file, name.place, _("A name must be a text"))
            if name.value in parts:
                raise _refused(
                    self._file, name.place, _("“{name}” occurs twice here").format(name=name.value)
                )
            parts[name.value] = self._node(next(self._events))
            names[name.value] = name.place
        return Mapping(parts, names, place)


def _place(event: yaml.Event) -> Place:
    start, end = event.start_mark, event.end_mark
    if start is None or end is None:
        return Place(1, 1)
    length = end.column - start.column if end.line == start.line else 1
    return Place(start.line + 1, start.column + 1, max(length, 1))


def _marked(error: yaml.MarkedYAMLError) -> Place:
    mark = error.problem_mark or error.context_mark
    return Place(mark.line + 1, mark.column + 1) if mark else Place(1, 1)


def _unreadable(error: yaml.YAMLError, text: str) -> Place:
    before = text[: getattr(error, "position", 0) or 0]
    return Place(before.count("\n") + 1, len(before) - before.rfind("\n"))


def _broken(problem: str | None) -> str:
    return _("The file is not YAML: {problem}").format(problem=problem or _("it cannot be read"))


def _refused(
    file: str, place: Place | None, message: str, example: str | None = None, hint: str | None = None
) -> Refused:
    return Refused(
        Diagnostic(
            "catalogue-unreadable",
            message,
            file,
            place.line if place else None,
            place.column if place else None,
            place.length if place else None,
            hint=hint,
            example=example,
        )
    )
