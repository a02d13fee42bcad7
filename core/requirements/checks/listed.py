"""Checks of a requirement in one cell of a table or one attribute: a line each."""

from collections.abc import Iterable


def listed(statements: Iterable[str]) -> str:
    """The statements, each in a line of its own; a line end within one says no more than a blank."""
    return "\n".join(" ".join(one.splitlines()).strip() for one in statements)


def statements(cell: str) -> tuple[str, ...]:
    """The statements in the cell; none where no line of it is a check, for then it says something else.

    A line that cannot be read beside one that can is kept: it is found to be wrong where checks are.
    """
    from core.requirements.checks.parsing import read_check

    lines = tuple(line.strip() for line in cell.splitlines() if line.strip())
    return lines if any(read_check(line).check is not None for line in lines) else ()
