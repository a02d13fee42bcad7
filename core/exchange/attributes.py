"""The attributes that files gave requirements, in the columns in which they are written out again."""

from collections import Counter
from collections.abc import Iterable, Sequence

from core.model import Foreign, Requirement

Columns = Sequence[tuple[str, int]]
"""Names of attributes; one that a requirement has several times comes as often, each with its number."""


def attribute_columns(requirements: Iterable[Requirement]) -> Columns:
    """The columns that hold all attributes of the requirements, by name."""
    often: Counter[str] = Counter()
    for one in requirements:
        often |= Counter(attribute.name for attribute in one.attributes)
    return [(name, which) for name in sorted(often) for which in range(often[name])]


def in_columns(requirement: Requirement, columns: Columns) -> list[Foreign | None]:
    """The attributes of the requirement in these columns, None where it has none."""
    held: dict[str, list[Foreign]] = {}
    for one in requirement.attributes:
        held.setdefault(one.name, []).append(one)
    found = ((held.get(name, []), which) for name, which in columns)
    return [among[which] if which < len(among) else None for among, which in found]
