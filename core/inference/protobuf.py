"""Reads the wire format of Protocol Buffers, bounded, so that a model can be looked at before it is loaded.

After the Protocol Buffers documentation, "Encoding". The full reader comes with the onnx package, which
is a tool for making models: reading one needs no more than this.
"""

from collections.abc import Iterator
from dataclasses import dataclass

VARINT, FIXED64, BYTES, FIXED32 = 0, 1, 2, 5


class WireError(ValueError):
    """The bytes are no protocol buffer message."""


@dataclass(frozen=True, slots=True)
class Field:
    """One field of a message as it lies in the file; `content` is empty where `wire` is not BYTES."""

    number: int
    wire: int
    value: int
    content: memoryview


def fields(message: memoryview) -> Iterator[Field]:
    """The fields of a message in the order of the file; a field may occur any number of times."""
    nothing = memoryview(b"")
    place = 0
    while place < len(message):
        key, place = _varint(message, place)
        number, wire = key >> 3, key & 7
        if number == 0:
            raise WireError("a field has the number 0")
        if wire == VARINT:
            value, place = _varint(message, place)
            yield Field(number, wire, value, nothing)
        elif wire in (FIXED64, FIXED32):
            end = place + (8 if wire == FIXED64 else 4)
            if end > len(message):
                raise WireError("a field ends after the message")
            yield Field(number, wire, int.from_bytes(message[place:end], "little"), nothing)
            place = end
        elif wire == BYTES:
            length, place = _varint(message, place)
            if length > len(message) - place:
                raise WireError("a field ends after the message")
            yield Field(number, wire, length, message[place : place + length])
            place += length
        else:
            raise WireError(f"a field has the wire type {wire}")


def numbers(field: Field) -> Iterator[int]:
    """The whole numbers of a repeated field, packed or not."""
    if field.wire == VARINT:
        yield signed(field.value)
    place = 0
    while place < len(field.content):
        value, place = _varint(field.content, place)
        yield signed(value)


def signed(value: int) -> int:
    """A 64-bit pattern read as a two's complement number."""
    return value - (1 << 64) if value >= 1 << 63 else value


def text(field: Field) -> str:
    """The text that a field holds."""
    try:
        return bytes(field.content).decode("utf-8")
    except UnicodeDecodeError as error:
        raise WireError("a name is not UTF-8") from error


def _varint(message: memoryview, place: int) -> tuple[int, int]:
    value = 0
    for shift in range(0, 70, 7):
        if place >= len(message):
            raise WireError("a number is cut off")
        byte = message[place]
        place += 1
        value |= (byte & 0x7F) << shift
        if byte < 0x80:
            return value & ((1 << 64) - 1), place
    raise WireError("a number has more than ten bytes")
