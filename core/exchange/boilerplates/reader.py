"""Reads a reviewed file of boilerplates: each with its shape, its meaning and an example that must fit both.

Whoever adds a shape changes what sentences mean; so nothing of a file is taken over unless all of it holds.
"""

from collections.abc import Iterator

from core.exchange.imported import Imported
from core.ground.diagnostic import Diagnostic, Refused, Severity
from core.ground.identity import Ids
from core.ground.words import _
from core.knowledge.catalogue import read_catalogue
from core.knowledge.entries import SentenceShape
from core.model import Boilerplate, Snapshot
from core.requirements.boilerplates.judging import doubt

FORMAT = "boilerplates"


def read_boilerplates(content: bytes, file: str, snapshot: Snapshot, ids: Ids) -> Imported:
    """The boilerplates of a catalogue of that kind; those that the project has under the same title change.

    Refused, with what is wrong in each, where a shape or a meaning is none, their slots differ, or the
    example is not in the shape or does not come out as a requirement.
    """
    catalogue = read_catalogue(content, file)
    if catalogue.kind != FORMAT:
        raise Refused(
            Diagnostic(
                "import-catalogue",
                _("This is a catalogue of {kind}; a project takes boilerplates").format(kind=catalogue.kind),
                file,
                hint=_("Other catalogues come with the program and are the same for all projects."),
                example="kind: boilerplates",
            )
        )
    known = {one.name: one for one in snapshot.of(Boilerplate)}
    made: list[Boilerplate] = []
    doubts: list[Diagnostic] = []
    for entry in catalogue.of(SentenceShape):
        there = known.get(entry.title)
        one = Boilerplate(
            id=there.id if there else ids(),
            name=entry.title,
            note=entry.note,
            shape=entry.shape,
            means=entry.means,
            example=entry.example,
        )
        made.append(one)
        doubts += _faults(entry, one, file, _line(content, entry.id))
    wrong = [doubt for doubt in doubts if doubt.severity is Severity.ERROR]
    if wrong:
        raise Refused(*wrong)
    return Imported(
        _("boilerplates"),
        tuple(one for one in made if one.name not in known),
        diagnostics=tuple(doubts),
        changed=tuple(one for one in made if known.get(one.name, one) != one),
        same=sum(known.get(one.name) == one for one in made),
    )


def _faults(entry: SentenceShape, made: Boilerplate, file: str, line: int | None) -> Iterator[Diagnostic]:
    """The first thing that keeps a boilerplate from being used, or what is doubtful about it."""
    found = doubt(made)
    if found is None:
        return
    nothing = _("Nothing of the file was taken over; mend it and import it again.")
    look = _("Look at what sentences in this shape are understood as from now on.")
    yield Diagnostic(
        found.code,
        _("{id}: {message}").format(id=entry.id, message=found.message),
        file,
        line,
        hint=nothing if found.severity is Severity.ERROR else look,
        example=f"{found.fact}: {found.right}" if found.right else None,
        severity=found.severity,
    )


def _line(content: bytes, name: str) -> int | None:
    """The line in which the entry of an id begins."""
    lines = content.decode("utf-8", "replace").splitlines()
    return next((number for number, one in enumerate(lines, 1) if name in one and "id:" in one), None)
