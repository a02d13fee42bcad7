"""A small tree of XML with places, parsed with everything shut that could reach outside the text."""

from collections.abc import Iterator
from dataclasses import dataclass, field
from typing import Any
from xml.parsers import expat

from core.ground.diagnostic import Diagnostic, Refused
from core.ground.words import _
from core.uppaal.files.escaping import attribute, text

DEEPEST = 64
"""How far elements may nest; UPPAAL's own nest five deep."""


@dataclass(slots=True)
class Markup:
    """An element as it was written. `content` holds texts and elements in their order."""

    tag: str
    attributes: dict[str, str]
    line: int
    column: int
    content: list["str | Markup"] = field(default_factory=list)

    @property
    def children(self) -> Iterator["Markup"]:
        """The elements directly inside."""
        return (item for item in self.content if isinstance(item, Markup))

    def named(self, tag: str) -> Iterator["Markup"]:
        """The elements directly inside that have this tag."""
        return (child for child in self.children if child.tag == tag)

    def first(self, tag: str) -> "Markup | None":
        """The first element of that tag directly inside."""
        return next(self.named(tag), None)

    def all_text(self) -> str:
        """The text inside, at any depth."""
        return "".join(item if isinstance(item, str) else item.all_text() for item in self.content)

    def text_of(self, tag: str) -> str:
        """The text of the first element of that tag, empty where there is none."""
        found = self.first(tag)
        return found.all_text() if found else ""


def serialise(item: Markup) -> str:
    """The element as text again."""
    facts = "".join(f' {name}="{attribute(value)}"' for name, value in item.attributes.items())
    if not item.content:
        return f"<{item.tag}{facts}/>"
    inside = "".join(text(part) if isinstance(part, str) else serialise(part) for part in item.content)
    return f"<{item.tag}{facts}>{inside}</{item.tag}>"


def parse_markup(content: bytes | str, name: str | None) -> tuple[Markup, str]:
    """The root element and the document type declaration (empty where there is none).

    The declaration is read, never followed. Entities of one's own are refused, as they can make a
    small file large or reach other files.
    """
    builder = _Builder(name)
    parser = expat.ParserCreate(None if isinstance(content, bytes) else "utf-8")
    parser.buffer_text = True
    parser.ordered_attributes = False
    parser.SetParamEntityParsing(expat.XML_PARAM_ENTITY_PARSING_NEVER)
    builder.attach(parser)
    written = content if isinstance(content, bytes) else content.encode("utf-8", "replace")
    try:
        parser.Parse(written, True)
    except expat.ExpatError as error:
        place = parser.ErrorByteIndex
        hint, example = _mending(error.code, written[place : place + 1])
        raise Refused(
            Diagnostic(
                "document-malformed",
                _("The file is no well-formed XML: {reason}").format(reason=expat.ErrorString(error.code)),
                name,
                error.lineno,
                error.offset + 1,
                hint=hint,
                example=example,
            )
        ) from error
    except (LookupError, ValueError) as error:
        hint, example = _mending(min(_ENCODING))
        raise Refused(
            Diagnostic(
                "document-malformed",
                _("The file says that it is written in an encoding that cannot be read"),
                name,
                1,
                1,
                hint=hint,
                example=example,
            )
        ) from error
    assert builder.root is not None
    return builder.root, builder.doctype


_CODE = expat.errors.codes
_ENCODING = {
    _CODE[expat.errors.XML_ERROR_UNKNOWN_ENCODING],
    _CODE[expat.errors.XML_ERROR_INCORRECT_ENCODING],
}
_CUT_OFF = {
    _CODE[expat.errors.XML_ERROR_NO_ELEMENTS],
    _CODE[expat.errors.XML_ERROR_UNCLOSED_TOKEN],
    _CODE[expat.errors.XML_ERROR_UNCLOSED_CDATA_SECTION],
    _CODE[expat.errors.XML_ERROR_PARTIAL_CHAR],
}


def _mending(code: int, byte: bytes = b"") -> tuple[str, str | None]:
    """How to mend what the parser stumbled over, at which byte, and an example that would be right."""
    strange = code == _CODE[expat.errors.XML_ERROR_INVALID_TOKEN]
    if code in _ENCODING or (strange and byte >= b"\x80"):
        words = _(
            "The first line must name the encoding that the file has. Save it in UTF-8, with this line:"
        )
        return words, '<?xml version="1.0" encoding="utf-8"?>'
    if strange and byte < b" ":
        return _("Remove the character there, which no XML may hold."), None
    if code in _CUT_OFF:
        return _(
            "The file ends too early. Save it again in UPPAAL, or copy it again from where it lies."
        ), None
    if code == _CODE[expat.errors.XML_ERROR_TAG_MISMATCH]:
        return _("End each element by its own name, the innermost first."), "<label>x</label>"
    if code == _CODE[expat.errors.XML_ERROR_JUNK_AFTER_DOC_ELEMENT]:
        return _("Remove what follows the end of the first element."), "</nta>"
    if code == _CODE[expat.errors.XML_ERROR_DUPLICATE_ATTRIBUTE]:
        return _("Remove one of the attributes of this name."), None
    return _("Inside texts, write < as &lt; and & as &amp;."), "x&lt;=5 &amp;&amp; ready"


class _Builder:
    def __init__(self, name: str | None) -> None:
        self._name = name
        self._open: list[Markup] = []
        self.root: Markup | None = None
        self.doctype = ""

    def attach(self, parser: Any) -> None:
        self._parser = parser
        parser.StartElementHandler = self._start
        parser.EndElementHandler = self._end
        parser.CharacterDataHandler = self._text
        parser.StartDoctypeDeclHandler = self._start_doctype
        parser.EntityDeclHandler = self._entity
        parser.ExternalEntityRefHandler = self._outside

    def _start(self, tag: str, attributes: dict[str, str]) -> None:
        item = Markup(tag, attributes, self._parser.CurrentLineNumber, self._parser.CurrentColumnNumber + 1)
        if self._open:
            self._open[-1].content.append(item)
        else:
            self.root = item
        self._open.append(item)
        if len(self._open) > DEEPEST:
            raise self._refusal(
                "document-too-deep",
                _("Elements nest deeper than {depth}").format(depth=DEEPEST),
                _("This is no model that UPPAAL wrote."),
            )

    def _end(self, _tag: str) -> None:
        self._open.pop()

    def _text(self, characters: str) -> None:
        if self._open:
            self._open[-1].content.append(characters)

    def _start_doctype(self, root: str, system: str | None, public: str | None, _inside: int) -> None:
        if public is not None:
            # A public identifier holds no double quote, a system identifier not both kinds.
            self.doctype = f"<!DOCTYPE {root} PUBLIC {_quoted(public)} {_quoted(system or '')}>"
        elif system is not None:
            self.doctype = f"<!DOCTYPE {root} SYSTEM {_quoted(system)}>"
        else:
            self.doctype = f"<!DOCTYPE {root}>"

    def _entity(self, *_facts: object) -> None:
        raise self._refusal(
            "document-entity",
            _("The file defines an entity of its own, which a model never needs"),
            _("Remove the definition and write its text where it is used."),
        )

    def _outside(self, *_facts: object) -> int:
        raise self._refusal(
            "document-entity",
            _("The file refers to another file as part of itself"),
            _("Remove the reference."),
        )

    def _refusal(self, code: str, message: str, hint: str) -> Refused:
        return Refused(
            Diagnostic(
                code,
                message,
                self._name,
                self._parser.CurrentLineNumber,
                self._parser.CurrentColumnNumber + 1,
                hint=hint,
            )
        )


def _quoted(identifier: str) -> str:
    return f'"{identifier}"' if "'" in identifier else f"'{identifier}'"
