"""The values of a configuration file by key, as written: lines, INI, JSON, YAML, TOML or XML by its name.

The steps to a value are joined by “/”, places in a list are numbers from 0, attributes of XML begin with
“@”. A key
that stands twice keeps all its values: which of them counts is for the program that reads the file, not for
us.
"""

import codecs
import json
from collections.abc import Callable, Iterator, Mapping
from dataclasses import dataclass
from pathlib import PurePosixPath
from typing import Any

from core.exchange.settings.lines import line_values
from core.ground.diagnostic import Diagnostic, Refused
from core.ground.words import _

LARGEST = 4 * 1024 * 1024
"""Bytes that a configuration file may have."""

DEEPEST = 32
MOST = 100_000
"""Values that a file may hold."""


@dataclass(frozen=True, slots=True)
class Settings:
    """The values at each key. Keys of files of lines count in any case, those of other files as written."""

    values: Mapping[str, tuple[str, ...]]
    any_case: bool

    def at(self, key: str) -> tuple[str, ...]:
        """The different values that stand at a key; none where it is not there."""
        return tuple(dict.fromkeys(self.values.get(key.casefold() if self.any_case else key, ())))


def read_settings(content: bytes, name: str) -> Settings:
    """The settings in a file; Refused where it is not what its name says, too large, or too deep."""
    if len(content) > LARGEST:
        raise _refused(
            name,
            _("The file is larger than {size} MB").format(size=LARGEST >> 20),
            _("Hand in the part needed."),
        )
    read = _FORMATS.get(PurePosixPath(name).suffix.lower(), _lines)
    try:
        pairs = read(content, name)
        found: dict[str, tuple[str, ...]] = {}
        for number, (key, value) in enumerate(pairs):
            if number >= MOST:
                raise _refused(name, _("The file holds more than {count} values").format(count=MOST))
            found[key] = (*found.get(key, ()), value) if len(found.get(key, ())) < 9 else found[key]
    except RecursionError as error:
        raise _too_deep(name) from error
    except UnicodeDecodeError as error:
        raise _refused(name, _("The file is no text in UTF-8 or UTF-16"), _("Save it in UTF-8.")) from error
    except ValueError as error:
        words = _("The file is not what its name says: {reason}").format(reason=str(error)[:200])
        raise _refused(name, words, _("Export it again from the device that wrote it.")) from error
    return Settings(found, read is _lines)


def _lines(content: bytes, _name: str) -> Iterator[tuple[str, str]]:
    return ((key.casefold(), value) for key, value in line_values(_text(content)))


def _json(content: bytes, name: str) -> Iterator[tuple[str, str]]:
    """Numbers stay as they are written: one of a million digits would cost minutes to read."""
    tree = json.loads(
        _text(content),
        object_pairs_hook=_Pairs,
        parse_int=_Bare,
        parse_float=_Bare,
        parse_constant=_Bare,
    )
    return _flat(tree, name)


def _toml(content: bytes, name: str) -> Iterator[tuple[str, str]]:
    import tomllib

    return _flat(tomllib.loads(_text(content), parse_float=_Bare), name)


def _yaml(content: bytes, name: str) -> Iterator[tuple[str, str]]:
    from core.knowledge.document import Listing, Mapping, read_document

    def plain(tree: Any) -> Any:
        if isinstance(tree, Mapping):
            return _Pairs([(key, plain(part)) for key, part in tree.parts.items()])
        return [plain(item) for item in tree.items] if isinstance(tree, Listing) else tree.value

    return _flat(plain(read_document(_text(content).encode(), name)), name)


def _xml(content: bytes, name: str) -> Iterator[tuple[str, str]]:
    from defusedxml.common import DefusedXmlException
    from defusedxml.ElementTree import ParseError, fromstring

    try:
        root = fromstring(content, forbid_dtd=True)
    except ParseError as error:
        raise ValueError(str(error)) from error
    except DefusedXmlException as error:
        raise ValueError(_("it holds a document type or entities, which are not read")) from error
    return _elements(root, name)


def _elements(root: Any, name: str) -> Iterator[tuple[str, str]]:
    waiting: list[tuple[Any, tuple[str, ...]]] = [(root, (_local(root.tag),))]
    while waiting:
        element, path = waiting.pop()
        if len(path) > DEEPEST:
            raise _too_deep(name)
        here = "/".join(path)
        for attribute, value in element.attrib.items():
            yield f"{here}/@{_local(attribute)}", value.strip()
        if (element.text or "").strip():
            yield here, element.text.strip()
        waiting += [(inner, (*path, _local(inner.tag))) for inner in reversed(element)]


def _local(tag: str) -> str:
    """The name of a tag without its namespace."""
    return str(tag).rpartition("}")[2]


class _Pairs(list[tuple[str, Any]]):
    """Names and values in order, a name perhaps twice."""


class _Bare(str):
    """A number as it is written."""


def _flat(tree: Any, name: str) -> Iterator[tuple[str, str]]:
    """Each value of a tree with the steps that lead to it."""
    waiting: list[tuple[tuple[str, ...], Any]] = [((), tree)]
    while waiting:
        path, value = waiting.pop()
        if len(path) > DEEPEST:
            raise _too_deep(name)
        if isinstance(value, _Pairs | dict):
            inner = value if isinstance(value, _Pairs) else value.items()
            waiting += reversed([((*path, key), part) for key, part in inner])
        elif isinstance(value, list):
            waiting += reversed([((*path, str(number)), part) for number, part in enumerate(value)])
        elif value is not None:
            yield "/".join(path), _written(value)


def _written(value: Any) -> str:
    return ("true" if value else "false") if isinstance(value, bool) else str(value).strip()


def _text(content: bytes) -> str:
    marked = content.startswith((codecs.BOM_UTF16_LE, codecs.BOM_UTF16_BE))
    return content.decode("utf-16" if marked else "utf-8-sig")


def _too_deep(name: str) -> Refused:
    return _refused(name, _("The file nests more than {depth} levels deep").format(depth=DEEPEST))


def _refused(name: str, message: str, hint: str | None = None) -> Refused:
    return Refused(Diagnostic("evidence-unreadable", message, name, hint=hint))


_Reader = Callable[[bytes, str], Iterator[tuple[str, str]]]
_FORMATS: dict[str, _Reader] = {
    ".json": _json,
    ".yaml": _yaml,
    ".yml": _yaml,
    ".toml": _toml,
    ".xml": _xml,
}
