"""Names of files made of names that people gave: such as every system can hold, and no two the same."""

import re
import unicodedata
from collections.abc import Iterable

LONGEST = 80
"""Characters of a name before its ending."""

_MOST_BYTES = 200
"""Bytes of a name before its ending: what file systems hold is counted in bytes, and there is an ending."""

_UNFIT = re.compile(r"[^\w.-]+")

_RESERVED = re.compile(r"(con|prn|aux|nul|conin\$|conout\$|(com|lpt)[0-9¹²³])(\..*)?", re.IGNORECASE)
"""What Windows takes for a device, with any ending (Microsoft, Naming Files, Paths, and Namespaces)."""


def file_name(name: str, ending: str, taken: Iterable[str] = (), otherwise: str = "unnamed") -> str:
    """A file name for something of that name, which is none of those `taken`, whatever the case of letters.

    Letters, digits, dots, underscores and hyphens stay; `otherwise` stands where nothing of it can.
    """
    stem = _shortened(_UNFIT.sub("-", unicodedata.normalize("NFC", name))) or otherwise
    if _RESERVED.fullmatch(stem):
        stem = f"{stem}-" if "." not in stem else stem.replace(".", "-.", 1)
    known = {other.casefold() for other in taken}
    number, found = 1, f"{stem}.{ending}"
    while found.casefold() in known:
        number += 1
        found = f"{stem}-{number}.{ending}"
    return found


def _shortened(stem: str) -> str:
    kept = stem.strip("-. ")[:LONGEST]
    while len(kept.encode()) > _MOST_BYTES:
        kept = kept[:-1]
    return kept.strip("-. ")
