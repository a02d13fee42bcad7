"""The shared library that set-up builds from the sources beside this module, loaded by cffi in ABI mode.

There is one for bounds of 32 bits, which is faster, and one for bounds of 64. Where neither is there the twin
in Python decides the same.
"""

import hashlib
import sys
from collections.abc import Mapping
from dataclasses import dataclass
from functools import cache
from pathlib import Path
from typing import Any

BITS = (32, 64)

_DECLARED = """
typedef struct Search Search;
const char *kernel_digest(void);
const char *kernel_operations(void);
Search *kernel_open(const int64_t *words);
void kernel_close(Search *search);
int kernel_search(Search *search);
void kernel_halt(Search *search);
void kernel_shortest(Search *search);
bool kernel_overtaken(const Search *search);
int64_t kernel_stored(const Search *search);
int64_t kernel_transitions(const Search *search);
int64_t kernel_path(const Search *search, int32_t *moves, int64_t room);
int64_t kernel_way(const Search *search, int32_t *moves, int64_t room);
int kernel_ending(const Search *search);
int kernel_beginning(const Search *search);
int64_t kernel_loop(const Search *search);
int kernel_measured(const Search *search, int64_t *bounds);
"""


@dataclass(frozen=True, slots=True)
class Library:
    """A loaded library: its functions, and the numbers of operations by their names."""

    ffi: Any
    functions: Any
    operations: Mapping[str, int]


def library_path(bits: int) -> Path:
    """Where set-up puts the library for bounds of so many bits."""
    return Path(sys.prefix) / "lib" / "bartizan" / f"kernel{bits}.so"


def sources_digest() -> str:
    """SHA-256 over the sources here, as set-up compiles it into the libraries."""
    sources = sorted(one for one in Path(__file__).parent.iterdir() if one.suffix in (".c", ".h"))
    return hashlib.sha256(b"".join(one.read_bytes() for one in sources)).hexdigest()


@cache
def library(bits: int) -> Library | None:
    """The library; None where there is none that was built from the sources that are here."""
    path = library_path(bits)
    if not path.is_file():
        return None
    from cffi import FFI

    ffi = FFI()
    ffi.cdef(_DECLARED)
    try:
        functions = ffi.dlopen(str(path))
        digest = ffi.string(functions.kernel_digest()).decode("ascii")
        names = ffi.string(functions.kernel_operations()).decode("ascii").split()
    except (OSError, AttributeError):
        return None
    if digest != sources_digest():
        return None
    return Library(ffi, functions, {name: number for number, name in enumerate(names)})
