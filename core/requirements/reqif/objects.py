"""The rows of a ReqIF file: its objects in the order of its specifications, with sections and parents."""

from collections.abc import Iterator, Mapping
from dataclasses import dataclass, field
from typing import Any

from core.ground.diagnostic import Diagnostic, Severity
from core.ground.words import _
from core.requirements.checks.listed import statements
from core.requirements.columns import LANGUAGES, Row, is_requirement, no_requirement
from core.requirements.headers import IGNORE, KEEP, category, named
from core.requirements.likely import SAMPLES, likely, mapping_example, names
from core.requirements.reqif.checked import checked, guarded, is_archive, unpacked
from core.requirements.reqif.mapping import detect
from core.requirements.reqif.xhtml import markup, plain_text

FORMATTED = frozenset({"text", "name", "section", "priority", "source", "rationale", "note"})
"""Fields whose format is kept for writing."""
_EMPTY = frozenset({"section", "source"})
"""Fields that the file may leave empty on purpose: they would be filled from elsewhere."""


@dataclass(slots=True)
class ReqifRows:
    """The rows of the file, how its attributes were mapped, and what is doubtful about it."""

    tool: str
    rows: list[Row] = field(default_factory=list)
    mapping: dict[str, str] = field(default_factory=dict)
    doubts: list[Diagnostic] = field(default_factory=list)
    samples: dict[str, list[str]] = field(default_factory=dict)
    """The first words of each attribute that some object fills."""


def reqif_rows(content: bytes, name: str, given: Mapping[str, str] | None = None) -> ReqifRows:
    """What the ReqIF file, or the archive of such files, holds.

    `given` maps attributes by name; the others are mapped by the names that tools use. Refused where
    the file is not well-formed, can do harm, is too large, or is no ReqIF.
    """
    found = ReqifRows("")
    files = [(name, content)]
    if is_archive(content):
        files, others = unpacked(content, name)
        found.doubts += others
    for file, part in files:
        _read(checked(part, file), file, given or {}, found)
    if not found.rows:
        words = _("The file holds no object that is a requirement")
        hint = _("Export the module or document with its objects.")
        found.doubts.append(
            Diagnostic("reqif-empty", words, name or None, hint=hint, severity=Severity.WARNING)
        )
    elif found.samples and all(row.dropped for row in found.rows) and "text" not in found.mapping.values():
        found.doubts.insert(0, _no_text(found, name))
    return found


def _no_text(found: ReqifRows, name: str) -> Diagnostic:
    words = _("No attribute is known to hold the sentences; the attributes are: {attributes}")
    return Diagnostic(
        "reqif-no-text",
        words.format(attributes=names(found.samples)),
        name or None,
        hint=_("Say in a mapping file what they hold."),
        example=mapping_example(likely(found.samples, found.mapping)),
        severity=Severity.WARNING,
    )


def _read(text: str, name: str, given: Mapping[str, str], found: ReqifRows) -> None:
    from reqif.parser import ReqIFParser

    bundle = guarded(ReqIFParser.parse_from_string, text, name)
    header, core = bundle.req_if_header, bundle.core_content
    tool = ", ".join(
        dict.fromkeys(
            tool
            for tool in (getattr(header, "source_tool_id", None), getattr(header, "req_if_tool_id", None))
            if isinstance(tool, str) and tool.strip()
        )
    )
    found.tool = found.tool or tool[:80]
    for wrong in bundle.exceptions:
        words = _("A part of the file is left out: {why}").format(why=str(wrong).split("\n")[0][:200])
        found.doubts.append(Diagnostic("reqif-part", words, name or None, severity=Severity.WARNING))
    body = core.req_if_content if core is not None else None
    if body is None:
        return
    found.rows += guarded(lambda _text: list(_Objects(body, name, given, found).rows()), text, name)
    if body.spec_relations:
        words = _("Relations between objects that are not taken over: {count}")
        words = words.format(count=len(body.spec_relations))
        found.doubts.append(Diagnostic("reqif-relation", words, name or None, severity=Severity.INFO))


class _Objects:
    """The objects of one file and how their attributes are called."""

    def __init__(self, body: Any, name: str, given: Mapping[str, str], found: ReqifRows) -> None:
        self.body = body
        self.name = name
        self.found = found
        self.astray = 0
        self.types = {kind.identifier: kind for kind in body.spec_types or ()}
        self.all = [*(body.spec_objects or ())]
        self.objects = {one.identifier: one for one in reversed(self.all)}
        """The objects by their identifiers; of one that the file has twice the first."""
        self.called: dict[str, str] = {}
        """The names of attributes by the identifiers of their definitions."""
        self.enumerations: dict[str, str] = {}
        """The words of the values of enumerations by their identifiers."""
        for kind in self.types.values():
            for definition in getattr(kind, "attribute_definitions", None) or ():
                self.called[definition.identifier] = definition.long_name or definition.identifier
        for data in body.data_types or ():
            for value in getattr(data, "values", None) or ():
                self.enumerations[value.identifier] = value.long_name or value.identifier
        # Only attributes that some object fills are mapped: a tool may define others of a better name. Each
        # type of objects has attributes of its own, and those of two types may fill one field.
        used: dict[str, dict[str, bool]] = {}
        for one in self.all:
            used.setdefault(one.spec_object_type, {}).update(
                {self._attribute(value): self._is_nameless(value) for value in one.attributes}
            )
        self.fields = {kind: _mapped(attributes, given) for kind, attributes in used.items()}
        for one in self.all:
            for value in one.attributes:
                cells = found.samples.setdefault(self._attribute(value), [])
                if len(cells) < SAMPLES:
                    cells.append(self._words(value)[0])
        for kind, attributes in used.items():
            found.mapping |= {one: self.fields[kind][one] for one in attributes if one in self.fields[kind]}

    def rows(self) -> Iterator[Row]:
        """The objects of all specifications, then those that stand in none."""
        seen: set[str] = set()
        for specification in self.body.specifications or ():
            yield from self._below(specification.children or (), (), "", seen)
        for one in self.all:
            first = self.objects[one.identifier] is one
            if not first:
                self.found.doubts.append(self._doubled(one))
            if not first or one.identifier not in seen:
                yield self._row(one, (), None)[0]
        if self.astray:
            words = _("Places in a specification that name no object of the file: {count}")
            words = words.format(count=self.astray)
            self.found.doubts.append(
                Diagnostic("reqif-place", words, self.name or None, severity=Severity.WARNING)
            )

    def _below(self, nodes: Any, sections: tuple[str, ...], parent: str, seen: set[str]) -> Iterator[Row]:
        for node in nodes:
            inside, above = sections, parent
            one = self.objects.get(node.spec_object)
            self.astray += one is None
            if one is not None and one.identifier not in seen:
                seen.add(one.identifier)
                row, heading = self._row(one, sections, parent)
                yield row
                if heading:
                    inside = (*sections, heading)
                elif row.dropped is None:
                    above = row.id
            yield from self._below(node.children or (), inside, above, seen)

    def _row(self, one: Any, sections: tuple[str, ...], parent: str | None) -> tuple[Row, str]:
        """The row of the object, and the name of the section that it opens, if it does."""
        held, attributes, pictured, formats = self._held(one)
        line = getattr(one.xml_node, "sourceline", None) or 1
        kind = held.pop("type", "") or self._kind(one)
        key, text = held.pop("id", "") or one.identifier, held.pop("text", "")
        heading, parent = held.pop("heading", ""), held.pop("parent", "") or parent
        if not heading and named(kind) in ("heading", "title", "uberschrift", "titel", "titre"):
            heading, text = text or held.get("name", "") or one.long_name or "", ""
        if heading and not text:
            return Row(line, key, "", self._dropped(heading, True, line), unread=tuple(pictured)), heading
        if not text:
            text = held.pop("name", "") or one.long_name or ""
            formats = {"text" if role == "name" else role: markup for role, markup in formats.items()}
        if said := category(held.pop("category", "")) or category(kind):
            held["category"] = said.value
        if (sections or heading) and not held.get("section"):
            held["section"] = " / ".join((*sections, *([heading] if heading else [])))
        dropped = self._dropped(text, False, line) if no_requirement(kind) or not text else None
        return Row(
            line,
            key,
            text,
            dropped,
            tuple(held.items()),
            tuple(attributes),
            tuple(pictured),
            parent,
            tuple(formats.items()),
        ), ""

    def _held(self, one: Any) -> tuple[dict[str, str], list[tuple[str, str, str]], list[str], dict[str, str]]:
        """The words of the object by the field that they fill; its other attributes, with the XHTML of each.

        Then the attributes that have pictures, and the XHTML of the fields that are formatted.
        """
        held: dict[str, str] = {}
        formats: dict[str, str] = {}
        others: list[tuple[str, str, str]] = []
        pictured: list[str] = []
        seen: set[str] = set()
        for value in one.attributes:
            attribute = self._attribute(value)
            words, pictures = self._words(value)
            role = self.fields[one.spec_object_type].get(attribute, "")
            first, seen = attribute not in seen, seen | {attribute}
            if pictures:
                pictured.append(_("{attribute} (pictures)").format(attribute=attribute[:40]))
            if role == IGNORE or (not words and role not in _EMPTY):
                continue
            kept = markup(value.xml_node.find("THE-VALUE")) if _is_xhtml(value) else ""
            taken = role not in ("", KEEP) and role not in held and first and _fits(role, words)
            if taken:
                held[role] = words
                formats |= {role: kept} if kept and role in FORMATTED else {}
            if not taken or (role == "type" and not _is_kind(words)):
                others.append((attribute, words, kept))
        return held, others, pictured, formats

    def _doubled(self, one: Any) -> Diagnostic:
        words = _("The file has the identifier {identifier} twice; both objects are read")
        return Diagnostic(
            "reqif-double",
            words.format(identifier=str(one.identifier)[:60]),
            self.name or None,
            getattr(one.xml_node, "sourceline", None),
            hint=_("An identifier must be unique: what names it means the first."),
            severity=Severity.WARNING,
        )

    def _kind(self, one: Any) -> str:
        return getattr(self.types.get(one.spec_object_type), "long_name", None) or ""

    def _is_nameless(self, value: Any) -> bool:
        """Whether it is formatted text in an attribute that the tool gave no name."""
        reference = str(value.definition_ref or "")
        return _is_xhtml(value) and self.called.get(reference, reference) == reference

    def _attribute(self, value: Any) -> str:
        reference = str(value.definition_ref or "")
        return self.called.get(reference, reference)

    def _words(self, value: Any) -> tuple[str, int]:
        """The value in words, and how many pictures it has beside them."""
        if _is_xhtml(value):
            return plain_text(value.xml_node.find("THE-VALUE"))
        if isinstance(value.value, list):
            return ", ".join(self.enumerations.get(one, one) for one in map(str, value.value)), 0
        return (value.value or "").strip(), 0

    def _dropped(self, text: str, heading: bool, line: int) -> Diagnostic:
        shown = text if len(text) <= 40 else text[:37] + "..."
        if heading:
            words = _("“{text}” is a heading and names the section of what stands below")
        elif text:
            words = _("“{text}” is no requirement by its type and was left out")
        else:
            words = _("An object has no text and was left out")
        return Diagnostic(
            "records-no-requirement",
            words.format(text=shown),
            self.name or None,
            line,
            severity=Severity.INFO,
        )


def _mapped(attributes: Mapping[str, bool], given: Mapping[str, str]) -> dict[str, str]:
    """The fields of attributes that some objects have; what was given goes before what their names say.

    Of attributes that are told to be formatted text without a name the only one is the sentence.
    """
    found = {**detect(one for one in attributes if one not in given), **given}
    nameless = [one for one, bare in attributes.items() if bare and one not in found]
    if len(nameless) == 1 and not {"text", "name", "heading"} & set(found.values()):
        found[nameless[0]] = "text"
    taken = {given[one] for one in attributes if one in given}
    return {one: role for one, role in found.items() if one in given or role not in taken}


def _is_xhtml(value: Any) -> bool:
    return bool(value.attribute_type.name == "XHTML")


def _is_kind(words: str) -> bool:
    """Whether it says all of a type that it is a requirement, or of which category, or a heading or note."""
    return is_requirement(words) or no_requirement(words) or category(words) is not None


def _fits(role: str, words: str) -> bool:
    """Whether the words are of those that the field can have."""
    if role == "category":
        return category(words) is not None
    if role == "checks":
        return bool(statements(words))
    return role != "language" or words in LANGUAGES
