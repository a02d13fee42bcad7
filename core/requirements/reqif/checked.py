"""ReqIF files made harmless before they are read: no DTDs, no entities, bounded in size, depth and number."""

import io
import re
import zipfile
from collections.abc import Iterator
from typing import Any

from core.ground.diagnostic import Diagnostic, Refused, Severity
from core.ground.words import _

LARGEST_UNPACKED = 64 * 1024 * 1024
"""Bytes that all ReqIF files of an archive may have together when they are unpacked."""
MOST_PARTS = 2000
"""Files that an archive may hold; tools put a file into it for each picture."""
DEEPEST = 200
"""How deeply elements may nest; libxml2 reads 256."""
MOST_ELEMENTS = 2_000_000
"""Elements that a file may have."""

_ENCODING = re.compile(rb"""^<\?xml[^>]{0,200}?encoding\s*=\s*["']([\w.-]{1,40})["']""")
_DECLARATION = re.compile(r"^\s*<\?xml[^>]{0,400}\?>")
_ENCODINGS = frozenset({"utf-8", "utf8", "us-ascii", "iso-8859-1", "iso-8859-15", "windows-1252", "utf-16"})
_UNUSUAL = re.compile(r"<[\w.-]{1,80}:REQ-IF[\s>]|<!--|<\?(?!xml )")
"""A prefix of the names of ReqIF, comments, and words to other programs: the library stumbles over them."""
_PLAIN = '<?xml version="1.0" encoding="UTF-8"?>'


class _Bounds:
    """What the parser reports elements to: it keeps none of them, and stops at too many."""

    def __init__(self) -> None:
        self.depth = 0
        self.count = 0

    def start(self, _tag: str, _attributes: dict[str, str]) -> None:
        """An element begins."""
        self.depth += 1
        self.count += 1
        if self.depth > DEEPEST or self.count > MOST_ELEMENTS:
            raise OverflowError

    def end(self, _tag: str) -> None:
        """An element ends."""
        self.depth -= 1

    def close(self) -> None:
        """The file ends."""


def is_archive(content: bytes) -> bool:
    """Whether the bytes are a zip file."""
    return content.startswith(b"PK\x03\x04")


def is_reqif(content: bytes) -> bool:
    """Whether the bytes begin like a ReqIF file."""
    start = content[:4096].lstrip(b"\xef\xbb\xbf\xff\xfe \t\r\n").replace(b"\0", b"")
    return start.startswith(b"<") and b"REQ-IF" in start


def checked(content: bytes, name: str) -> str:
    """The text of the file with the declaration of its encoding set right.

    Refused where it is no XML, has a DTD or an entity, or goes beyond the bounds.
    """
    from defusedxml.common import DefusedXmlException
    from defusedxml.ElementTree import DefusedXMLParser, ParseError

    text = _PLAIN + _DECLARATION.sub("", _decoded(content, name), count=1)
    try:
        parser = DefusedXMLParser(target=_Bounds(), forbid_dtd=True)
        parser.feed(text.encode())
        parser.close()
    except DefusedXmlException as error:
        message = _("The file has a DTD or an entity, which no ReqIF file needs and which can do harm")
        hint = _("Do not open it elsewhere before you know who wrote it; export it again.")
        raise Refused(Diagnostic("reqif-dtd", message, name or None, hint=hint)) from error
    except OverflowError as error:
        message = _("The file has more elements, or nests them deeper, than any tool writes")
        hint = _("Check where it comes from, or export a part of it.")
        raise Refused(Diagnostic("reqif-too-large", message, name or None, hint=hint)) from error
    except (ParseError, ValueError) as error:
        line, column = getattr(error, "position", (None, None))
        raise Refused(
            Diagnostic(
                "reqif-xml",
                _("The file is not well-formed XML: {why}").format(why=str(error)[:200]),
                name or None,
                line,
                None if column is None else column + 1,
                hint=_("Export it again from the tool that wrote it."),
            )
        ) from error
    return _usual(text) if _UNUSUAL.search(text) else text


def _usual(text: str) -> str:
    """The text without comments, and with the elements of ReqIF by their bare names."""
    from defusedxml.ElementTree import fromstring, tostring

    root = fromstring(text.encode(), forbid_dtd=True)
    home, _brace, _name = root.tag.rpartition("}")
    for one in root.iter() if home else ():
        one.tag = one.tag.removeprefix(f"{home}}}")
    return f"{_PLAIN}{tostring(root, encoding='unicode')}"


def unpacked(content: bytes, name: str) -> tuple[list[tuple[str, bytes]], list[Diagnostic]]:
    """The ReqIF files in the archive with their names, and what else it holds.

    Refused where it is no archive, holds no ReqIF file, or unpacks to too much.
    """
    try:
        with zipfile.ZipFile(io.BytesIO(content)) as archive:
            listed = [part for part in archive.infolist() if not part.is_dir()]
            wanted = [part for part in listed if part.filename.lower().endswith((".reqif", ".xml"))]
            if len(listed) > MOST_PARTS or sum(part.file_size for part in wanted) > LARGEST_UNPACKED:
                raise OverflowError
            left = LARGEST_UNPACKED
            files = []
            for part in wanted:
                with archive.open(part) as stream:
                    # What the archive says of the size may be a lie.
                    files.append((part.filename, stream.read(left + 1)))
                left -= len(files[-1][1])
                if left < 0:
                    raise OverflowError
    except OverflowError as error:
        message = _("The archive unpacks to more than {mb} MB").format(mb=LARGEST_UNPACKED >> 20)
        hint = _("Unpack it, and bring in the ReqIF files one by one.")
        raise Refused(Diagnostic("reqif-too-large", message, name or None, hint=hint)) from error
    except Exception as error:
        message = _("The file is no zip archive that can be read")
        hint = _("Export it again from the tool that wrote it.")
        raise Refused(Diagnostic("reqif-archive", message, name or None, hint=hint)) from error
    if not files:
        message = _("The archive holds no ReqIF file")
        hint = _("Choose the archive that the requirement tool wrote.")
        raise Refused(Diagnostic("reqif-archive", message, name or None, hint=hint))
    return files, list(_others(len(listed) - len(wanted), name))


def _others(count: int, name: str) -> Iterator[Diagnostic]:
    if count:
        words = _("Pictures and other files in the archive that are not taken over: {count}")
        yield Diagnostic("reqif-attachment", words.format(count=count), name or None, severity=Severity.INFO)


def _decoded(content: bytes, name: str) -> str:
    encoding = "utf-8-sig"
    if content.startswith((b"\xff\xfe", b"\xfe\xff")):
        encoding = "utf-16"
    elif found := _ENCODING.match(content):
        encoding = found[1].decode().lower()
    try:
        if encoding not in _ENCODINGS | {"utf-8-sig"}:
            raise LookupError(encoding)
        return content.decode(encoding)
    except (LookupError, UnicodeError) as error:
        raise Refused(
            Diagnostic(
                "reqif-encoding",
                _("The file is no text in {encoding}").format(encoding=encoding.upper()),
                name or None,
                hint=_("Export it again, in UTF-8."),
            )
        ) from error


def guarded(work: Any, text: str, name: str) -> Any:
    """What the work makes of the text; whatever it raises becomes a diagnostic, since libraries assert."""
    try:
        return work(text)
    except Exception as error:
        # The library asserts with the element that it cannot read, or names what it misses.
        element = next((one for one in error.args if isinstance(getattr(one, "tag", None), str)), None)
        why = str(error).strip().split("\n")[0][:200] or type(error).__name__
        if element is not None:
            tag = element.tag.rsplit("}", 1)[-1]
            why = _("{element} lacks what the standard demands of it").format(element=tag)
        raise Refused(
            Diagnostic(
                "reqif-schema",
                _("The file is XML, but no ReqIF file that can be read: {why}").format(why=why),
                name or None,
                getattr(element, "sourceline", None),
                hint=_("Export it again, if the tool offers it as ReqIF 1.2."),
            )
        ) from error
