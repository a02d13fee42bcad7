"""The checks that a file gives a requirement, beside those that it has."""

from collections.abc import Sequence
from dataclasses import replace

from core.ground.identity import Ids
from core.model import Id, RequirementCheck


def checked(
    requirement: Id, stated: Sequence[str], known: Sequence[RequirementCheck], ids: Ids
) -> tuple[list[RequirementCheck], list[RequirementCheck]]:
    """The checks that are new, and those that say otherwise now; nothing is removed.

    A check that the file has word for word is itself; of the others one counts for the other in their order.
    """
    left = {one.id: one for one in known}
    fresh: list[str] = []
    for statement in stated:
        same = next((one for one in left.values() if _bare(one.statement) == _bare(statement)), None)
        if same is None:
            fresh.append(statement)
        else:
            del left[same.id]
    others = list(left.values())
    changed = [replace(one, statement=new) for one, new in zip(others, fresh, strict=False)]
    added = [RequirementCheck(id=ids(), owner=requirement, statement=new) for new in fresh[len(others) :]]
    return added, changed


def _bare(statement: str) -> str:
    return " ".join(statement.split())
