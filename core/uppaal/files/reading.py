"""Reading UPPAAL's XML: closed to entities and other files, bounded, and nothing of the content lost."""

import os
from pathlib import Path

from core.ground.diagnostic import Diagnostic, Refused
from core.ground.words import _
from core.uppaal.document import (
    BranchPoint,
    Document,
    Expectation,
    Label,
    Location,
    Place,
    Query,
    Template,
    Transition,
    Waiting,
)
from core.uppaal.files.bounded import read_bounded, refuse_large
from core.uppaal.files.escaping import one_line
from core.uppaal.files.markup import Markup, parse_markup, serialise
from core.uppaal.files.textual import parse_textual
from core.uppaal.files.writing import DOCTYPE

TEXTUAL = (".xta", ".ta")
"""Endings of files in the textual format."""

_BODY = ("declaration", "location", "branchpoint", "init", "transition", "name", "parameter")
_IN_LOCATION = ("name", "label", "urgent", "committed")
_IN_TRANSITION = ("source", "target", "label", "nail")


def read_document(path: str | os.PathLike[str]) -> Document:
    """The document in the file; Refused, with line and column, where it is not one."""
    return parse_document(read_bounded(Path(path)), str(path))


def parse_document(content: bytes | str, name: str | None = None) -> Document:
    """The document that the text holds; `name` is told in errors, and its ending tells a textual model."""
    refuse_large(content, name)
    if not _looks_like_markup(content):
        if name is not None and Path(name).suffix.lower() in TEXTUAL:
            return parse_textual(content if isinstance(content, str) else _decoded(content), name)
        raise Refused(
            Diagnostic(
                "document-not-xml",
                _("The file is no XML"),
                name,
                1,
                1,
                hint=_("Open it in UPPAAL and save it as XML; the name of a textual model ends in .xta."),
            )
        )
    root, doctype = parse_markup(content, name)
    if root.tag != "nta":
        raise _refusal(
            root,
            name,
            "document-foreign",
            _("The file is XML, but no UPPAAL model: it begins with <{tag}>").format(tag=root.tag),
            _("Choose a model that UPPAAL saved as XML."),
        )
    return _Reader(name).document(root, doctype)


def _looks_like_markup(content: bytes | str) -> bool:
    # UTF-16 begins with a mark of two bytes; the parser judges such files.
    beginning = content[:200]
    if isinstance(beginning, bytes):
        return beginning[:2] in (b"\xff\xfe", b"\xfe\xff") or beginning.removeprefix(
            b"\xef\xbb\xbf"
        ).lstrip().startswith(b"<")
    return beginning.removeprefix("\ufeff").lstrip().startswith("<")


def _decoded(content: bytes) -> str:
    """The text, in the encoding of today or that of the years in which the format was made."""
    try:
        return content.decode("utf-8")
    except UnicodeDecodeError:
        return content.decode("latin-1")


class _Reader:
    def __init__(self, name: str | None) -> None:
        self._name = name

    def document(self, root: Markup, doctype: str) -> Document:
        templates: list[Template] = []
        texts = {"declaration": "", "system": "", "instantiation": "", "imports": ""}
        queries: tuple[Query, ...] = ()
        options: tuple[tuple[str, str], ...] = ()
        for child in root.children:
            if child.tag == "template":
                templates.append(self._template(child))
            elif child.tag in texts:
                texts[child.tag] = child.all_text()
            elif child.tag == "queries":
                options = tuple(self._option(option) for option in child.named("option"))
                queries = tuple(self._query(query) for query in child.named("query"))
            else:
                # A live sequence chart or whatever a later UPPAAL adds: kept, and refused when verified.
                templates.append(Template(name="", other=(serialise(child),)))
        return Document(
            declaration=texts["declaration"],
            templates=tuple(templates),
            system=texts["system"],
            queries=queries,
            instantiation=texts["instantiation"],
            imports=texts["imports"],
            query_options=options,
            doctype="" if doctype == DOCTYPE else doctype,
        )

    def _template(self, template: Markup) -> Template:
        name = template.first("name")
        parameter, initial = template.first("parameter"), template.first("init")
        return Template(
            name=name.all_text().strip() if name else "",
            parameter=template.text_of("parameter"),
            declaration=template.text_of("declaration"),
            locations=tuple(self._location(child) for child in template.named("location")),
            branchpoints=tuple(
                BranchPoint(
                    child.attributes.get("id", ""), self._place(child), _others(child, "id", "x", "y")
                )
                for child in template.named("branchpoint")
            ),
            initial=initial.attributes.get("ref", "") if initial else "",
            transitions=tuple(self._transition(child) for child in template.named("transition")),
            name_place=self._place(name) if name else None,
            parameter_place=self._place(parameter) if parameter else None,
            attributes=tuple(template.attributes.items()),
            other=_foreign(template, *_BODY),
        )

    def _location(self, location: Markup) -> Location:
        name = location.first("name")
        waiting = Waiting.NORMAL
        for kind in (Waiting.URGENT, Waiting.COMMITTED):
            mark = location.first(kind.value)
            if mark is None:
                continue
            if waiting is not Waiting.NORMAL:
                raise _refusal(
                    mark,
                    self._name,
                    "location-urgent-and-committed",
                    _("A location cannot be urgent and committed at once"),
                    _("Keep one of the two marks."),
                )
            waiting = kind
        return Location(
            id=location.attributes.get("id", ""),
            name=name.all_text().strip() if name else "",
            labels=tuple(self._label(child) for child in location.named("label")),
            waiting=waiting,
            place=self._place(location),
            name_place=self._place(name) if name else None,
            colour=location.attributes.get("color", ""),
            attributes=_others(location, "id", "x", "y", "color"),
            other=_foreign(location, *_IN_LOCATION),
        )

    def _transition(self, transition: Markup) -> Transition:
        ends = {}
        for end in ("source", "target"):
            found = transition.first(end)
            if found is None or "ref" not in found.attributes:
                raise _refusal(
                    transition,
                    self._name,
                    "transition-without-end",
                    _("A transition has no {end}").format(end=end),
                    _("Give it one."),
                    f'<{end} ref="id0"/>',
                )
            ends[end] = found.attributes["ref"]
        return Transition(
            source=ends["source"],
            target=ends["target"],
            labels=tuple(self._label(child) for child in transition.named("label")),
            nails=tuple(self._place(child) or Place(0, 0) for child in transition.named("nail")),
            id=transition.attributes.get("id", ""),
            colour=transition.attributes.get("color", ""),
            attributes=_others(transition, "id", "color"),
            other=_foreign(transition, *_IN_TRANSITION),
        )

    def _label(self, label: Markup) -> Label:
        kind = label.attributes.get("kind", "")
        return Label(kind, label.all_text(), self._place(label), _others(label, "kind", "x", "y"))

    def _place(self, item: Markup) -> Place | None:
        if "x" not in item.attributes and "y" not in item.attributes:
            return None
        return Place(self._number(item, "x"), self._number(item, "y"))

    def _number(self, item: Markup, axis: str) -> int:
        text = item.attributes.get(axis, "0").strip()
        sign, digits = (text[:1], text[1:]) if text[:1] in ("-", "+") else ("", text)
        if not (digits.isascii() and digits.isdigit() and len(digits) <= 9):
            raise _refusal(
                item,
                self._name,
                "coordinate-not-whole",
                _("“{text}” is no coordinate").format(text=text[:40]),
                _("Write a whole number."),
                f'{axis}="120"',
            )
        return int(sign + digits)

    def _query(self, query: Markup) -> Query:
        expect = query.first("expect")
        return Query(
            formula=one_line(query.text_of("formula")),
            comment=query.text_of("comment"),
            options=tuple(self._option(option) for option in query.named("option")),
            expectation=self._expectation(expect) if expect else None,
            results=tuple(serialise(result) for result in query.named("result")),
        )

    def _option(self, option: Markup) -> tuple[str, str]:
        return option.attributes.get("key", ""), option.attributes.get("value", "")

    def _expectation(self, expect: Markup) -> Expectation:
        facts = expect.attributes
        return Expectation(
            outcome=facts.get("outcome", ""),
            type=facts.get("type", ""),
            value=facts.get("value", ""),
            resources=tuple(
                (
                    resource.attributes.get("type", ""),
                    resource.attributes.get("value", ""),
                    resource.attributes.get("unit", ""),
                )
                for resource in expect.named("resource")
            ),
        )


def _foreign(item: Markup, *known: str) -> tuple[str, ...]:
    """Elements that are kept without being understood."""
    return tuple(serialise(child) for child in item.children if child.tag not in known)


def _others(item: Markup, *known: str) -> tuple[tuple[str, str], ...]:
    return tuple((name, value) for name, value in item.attributes.items() if name not in known)


def _refusal(
    item: Markup, file: str | None, code: str, message: str, hint: str, example: str | None = None
) -> Refused:
    return Refused(Diagnostic(code, message, file, item.line, item.column, hint=hint, example=example))
