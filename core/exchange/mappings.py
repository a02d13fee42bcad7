"""What columns and attributes of a file hold, remembered in the project for the next file of a list."""

from collections.abc import Mapping, Sequence

from core.ground.diagnostic import Refused
from core.project import Project
from core.project.ledger import Result

ROOM = "import"
"""Where the ledger of a project keeps mappings. Whoever empties it states a mapping once more."""

Known = Sequence[tuple[str, Mapping[str, str]]]
"""Names of files with the mapping that was given for each, the oldest first."""


def remembered(project: Project) -> Known:
    """The mappings that were given for files of this project."""
    return [(one.subject, one.outcome) for one in project.results(ROOM)]


def remember(project: Project, name: str, mapping: Mapping[str, str]) -> None:
    """Keep the mapping that a file was taken over with; nothing where it is the last known of that name."""
    if dict(remembered(project)).get(name) != mapping:
        project.keep([Result(ROOM, name, "", {}, project.surroundings.clock(), dict(mapping))])


def fitting(known: Known, name: str, content: bytes) -> Mapping[str, str] | None:
    """The last mapping of a file of that name, else the last one whose every attribute the file has."""
    if not known:
        return None
    same = dict(known).get(name)
    if same is not None:
        return same
    # Reading attributes loads the readers of all formats.
    from core.requirements.attributes import attributes

    try:
        there = attributes(content, name)
    except Refused:
        return None
    return next(
        (mapping for _name, mapping in reversed(known) if mapping and mapping.keys() <= there.keys()), None
    )
