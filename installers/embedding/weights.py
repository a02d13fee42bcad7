"""Reads the arrays of a safetensors file: a length, a JSON header, then the bytes of the arrays."""

import json
from collections.abc import Mapping
from typing import Any

import numpy as np
from numpy.typing import NDArray

Array = NDArray[Any]

_TYPES = {"F32": "<f4", "I64": "<i8"}


def read_weights(content: bytes) -> Mapping[str, Array]:
    """The arrays by name; ValueError where the file contradicts itself."""
    size = int.from_bytes(content[:8], "little")
    if size > len(content) - 8:
        raise ValueError("the header is longer than the file")
    header = json.loads(content[8 : 8 + size])
    header.pop("__metadata__", None)
    body = memoryview(content)[8 + size :]
    return {name: _array(name, about, body) for name, about in header.items()}


def _array(name: str, about: dict[str, Any], body: memoryview) -> Array:
    if about["dtype"] not in _TYPES:
        raise ValueError(f"{name} is of the type {about['dtype']}, expected one of {', '.join(_TYPES)}")
    start, end = about["data_offsets"]
    flat = np.frombuffer(body[start:end], dtype=_TYPES[about["dtype"]])
    return flat.reshape(about["shape"])
