"""Which of a file's columns or attributes are likely key and sentence, by what stands in them."""

import json
from collections.abc import Mapping, Sequence

from core.ground.words import _

SAMPLES = 50
"""Cells of a column that are looked at."""

Samples = Mapping[str, Sequence[str]]
"""The first cells by the names of the columns or attributes that have them, in the order of the file."""


def likely(samples: Samples, known: Mapping[str, str] | None = None) -> dict[str, str]:
    """The fields that columns are likely to fill: `known` ones, and the sentence where the most words stand.

    The key is then the first of the others whose cells are short and all different.
    """
    found = dict(known or {})
    filled = {one: [cell for cell in cells if cell] for one, cells in samples.items() if one.strip()}
    if "text" not in found.values():
        longest = max(
            (one for one in filled if one not in found), key=lambda one: _mean(filled[one]), default=""
        )
        found |= {longest: "text"} if longest else {}
    if "id" not in found.values():
        for one, cells in filled.items():
            if one not in found and cells and len(set(cells)) == len(cells) and _mean(cells) <= 2:
                found[one] = "id"
                break
    return {one: found[one] for one in samples if one in found}


def mapping_example(mapping: Mapping[str, str]) -> str:
    """A mapping file that says so, with the option that names it."""
    lines = [f"{json.dumps(one, ensure_ascii=False)} = {json.dumps(field)}" for one, field in mapping.items()]
    return "\n".join(["# mapping.toml, --mapping mapping.toml", "[attributes]", *lines])


def names(samples: Samples) -> str:
    """The names of the columns or attributes, as messages show them."""
    shown = [one.strip()[:40] for one in samples if one.strip()]
    return ", ".join([*shown[:20], *(["…"] if len(shown) > 20 else [])]) or _("none")


def _mean(cells: Sequence[str]) -> float:
    """Words of a cell on average."""
    return sum(len(cell.split()) for cell in cells) / len(cells) if cells else 0
