"""Elements as plain data and back, strictly: what does not fit the type of a field is refused.

Plain data is what JSON can hold. A field that has its default value, or the one that its class names
to be left out, is left out. The canonical
text of an element is its plain data as JSON with sorted keys and no blanks; digests are taken of it.
"""

import json
import math
import types
import typing
from collections.abc import Callable, Mapping
from dataclasses import MISSING, dataclass, fields, is_dataclass
from enum import Enum
from typing import Any

from core.ground.words import _, deferred
from core.model.duration import Duration
from core.model.element import Element, To
from core.model.kinds import KINDS

Codec = tuple[Callable[[Any], Any], Callable[[Any], Any]]
"""How a value becomes plain data, and how plain data becomes the value."""


class FactError(ValueError):
    """A fact that does not fit the model: which field, why, and what would fit."""

    def __init__(self, field: str, message: str, example: str | None = None) -> None:
        super().__init__(message)
        self.field = field
        self.message = message
        self.example = example


@dataclass(frozen=True, slots=True)
class Field:
    """A field of an element class: its default, how it is written, and where it may lead.

    `left_out` is the value that plain data leaves out: the default, where the class names no other.
    `many` marks a tuple of references, `optional` a reference that may be None.
    """

    name: str
    required: bool
    default: Any
    left_out: Any
    encode: Callable[[Any], Any]
    decode: Callable[[Any], Any]
    reference: To | None
    many: bool
    optional: bool


_FIELDS: dict[type, tuple[Field, ...]] = {}


def to_plain(element: Element) -> dict[str, Any]:
    """The element as plain data, its kind included."""
    return {"kind": element.kind, **_plain_fields(element)}


def from_plain(plain: Any) -> Element:
    """The element that the plain data describes; FactError where it describes none."""
    if not isinstance(plain, dict) or plain.get("kind") not in KINDS:
        kind = plain.get("kind") if isinstance(plain, dict) else plain
        raise FactError("kind", _("“{kind}” is no kind of element").format(kind=kind), '"kind": "component"')
    element: Element = _from_plain_fields(
        KINDS[plain["kind"]], {key: value for key, value in plain.items() if key != "kind"}
    )
    return element


def canonical(element: Element) -> str:
    """The one text that stands for the element."""
    return json.dumps(to_plain(element), ensure_ascii=False, sort_keys=True, separators=(",", ":"))


def fields_of(element: type) -> tuple[Field, ...]:
    """The fields of an element class or of a value inside an element, in the order of declaration."""
    found = _FIELDS.get(element)
    if found is None:
        hints = typing.get_type_hints(element, include_extras=True)
        left_out = getattr(element, "left_out", {})
        found = tuple(_field(declared, hints[declared.name], left_out) for declared in fields(element))
        _FIELDS[element] = found
    return found


def _field(declared: Any, hint: Any, left_out: Mapping[str, Enum]) -> Field:
    reference = _reference(hint)
    bare = typing.get_args(hint)[0] if typing.get_origin(hint) is typing.Annotated else hint
    encode, decode = _codec(bare)
    default = None if declared.default is MISSING else declared.default
    return Field(
        name=declared.name,
        required=declared.default is MISSING,
        default=default,
        left_out=left_out.get(declared.name, default),
        encode=encode,
        decode=decode,
        reference=reference,
        many=typing.get_origin(bare) is tuple,
        optional=isinstance(bare, types.UnionType),
    )


def _reference(hint: Any) -> To | None:
    marks = getattr(hint, "__metadata__", ())
    return next((mark for mark in marks if isinstance(mark, To)), None)


def _plain_fields(value: Any) -> dict[str, Any]:
    plain: dict[str, Any] = {}
    for field in fields_of(type(value)):
        content = getattr(value, field.name)
        if field.required or content != field.left_out:
            plain[field.name] = field.encode(content)
    return plain


def _from_plain_fields(target: type, plain: Any) -> Any:
    if not isinstance(plain, dict):
        raise FactError("", _unexpected(_("named facts"), plain))
    known = {field.name: field for field in fields_of(target)}
    for name in plain:
        if name not in known:
            words = _("“{name}” is no fact of this kind; it has {names}")
            raise FactError(name, words.format(name=name, names=", ".join(known)))
    content: dict[str, Any] = {}
    for name, field in known.items():
        if name in plain:
            try:
                content[name] = field.decode(plain[name])
            except FactError as error:
                raise FactError(
                    f"{name}.{error.field}" if error.field else name, error.message, error.example
                ) from None
        elif field.required:
            raise FactError(name, _("“{name}” is missing").format(name=name))
        else:
            content[name] = field.left_out
    return target(**content)


def _codec(hint: Any) -> Codec:
    if typing.get_origin(hint) is typing.Annotated:
        return _codec(typing.get_args(hint)[0])
    if isinstance(hint, types.UnionType):
        (inner,) = (part for part in typing.get_args(hint) if part is not type(None))
        encode, decode = _codec(inner)
        return (
            lambda value: None if value is None else encode(value),
            lambda plain: None if plain is None else decode(plain),
        )
    if typing.get_origin(hint) is tuple:
        encode, decode = _codec(typing.get_args(hint)[0])
        return (
            lambda values: [encode(value) for value in values],
            lambda plain: tuple(decode(item) for item in _expect(plain, list, deferred("a list"))),
        )
    if hint is Duration:
        return str, _duration
    if hint is Element:
        return to_plain, from_plain
    if isinstance(hint, type) and issubclass(hint, Enum):
        return lambda value: value.value, lambda plain: _member(hint, plain)
    if isinstance(hint, type) and is_dataclass(hint):
        return _plain_fields, lambda plain: _from_plain_fields(hint, plain)
    return _SIMPLE[hint]


def _expect(plain: Any, kind: type, words: Callable[[], str]) -> Any:
    if not isinstance(plain, kind) or (kind is int and isinstance(plain, bool)):
        raise FactError("", _unexpected(words(), plain))
    return plain


def _number(plain: Any) -> float:
    if isinstance(plain, bool) or not isinstance(plain, int | float) or not math.isfinite(plain):
        raise FactError("", _unexpected(_("a number"), plain), "12.5")
    return float(plain)


def _duration(plain: Any) -> Duration:
    try:
        return Duration.parse(_expect(plain, str, deferred("a time")))
    except ValueError as error:
        raise FactError("", str(error), '"250 ms"') from None


def _member(options: type[Enum], plain: Any) -> Enum:
    try:
        return options(plain)
    except ValueError:
        names = ", ".join(str(option.value) for option in options)
        raise FactError("", _unexpected(_("one of {names}").format(names=names), plain)) from None


def _unexpected(words: str, plain: Any) -> str:
    return _("expected {what}, found {found}").format(what=words, found=_shown(plain))


def _shown(plain: Any) -> str:
    text = json.dumps(plain, ensure_ascii=False, default=repr)
    return text if len(text) <= 60 else text[:57] + "..."


def _text(plain: Any) -> str:
    text: str = _expect(plain, str, deferred("a text"))
    if not text.isascii() and any(0xD800 <= ord(letter) <= 0xDFFF for letter in text):
        raise FactError("", _("the text holds half a character (a lone surrogate)"))
    return text


def _same(value: Any) -> Any:
    return value


_SIMPLE: dict[Any, Codec] = {
    str: (_same, _text),
    int: (_same, lambda plain: _expect(plain, int, deferred("a whole number"))),
    float: (float, _number),
    bool: (_same, lambda plain: _expect(plain, bool, deferred("true or false"))),
}
