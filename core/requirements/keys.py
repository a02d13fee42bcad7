"""Keys of requirements: which one is next."""

import re
from collections.abc import Sequence

from core.model import Requirement

_KEY = re.compile(r"(.*?)(\d+)$")


def next_key(requirements: Sequence[Requirement], section: str = "") -> str:
    """The key after the last one of the section, such as DOS-08 after DOS-07; of all where none is named."""
    taken = {one.key for one in requirements}
    keys = [one.key for one in requirements if not section or one.section == section] or ["REQ-00"]
    match = _KEY.match(keys[-1])
    stem, number, width = (match[1], int(match[2]), len(match[2])) if match else (keys[-1] + "-", 0, 2)
    while True:
        number += 1
        key = f"{stem}{number:0{width}d}"
        if key not in taken:
            return key
