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
from core.requirements.boilerplates import Unshaped, distinct, in_shape, shaped
from core.requirements.sentence import parse

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
    try:
        shape = distinct(entry.shape)
        means = shaped(entry.means)
    except Unshaped as unshaped:
        yield _fault(entry, file, line, str(unshaped), "shape: <system> is to <response> once <event>")
        return
    if set(shape.slots) != set(means.slots):
        only = sorted(set(shape.slots) ^ set(means.slots))
        message = _("Words would be lost: {slots} stand in the shape or in the meaning alone").format(
            slots=", ".join(f"<{name}>" for name in only)
        )
        yield _fault(entry, file, line, message, "means: When <event>, <system> shall <response>")
        return
    if alone := sorted(shape.optional - means.optional):
        message = _("{slots} may be left out of the shape and not of the meaning").format(
            slots=", ".join(f"<{name}>" for name in alone)
        )
        yield _fault(entry, file, line, message, "means: <system> shall <response> [within <time>]")
        return
    if in_shape(entry.example, made) is None:
        yield _fault(entry, file, line, _("The example is not in the shape"), entry.shape)
        return
    found = parse(entry.example, (made,))
    if not found.boilerplate or not found.ok:
        reason = next((one.message for one in found.diagnostics), _("it is no requirement"))
        message = _("The example does not come out as a requirement: {reason}").format(reason=reason)
        yield _fault(entry, file, line, message, "means: When <event>, <system> shall <response>")
        return
    plain = parse(entry.example)
    if plain.ok and plain.slots != found.slots:
        yield Diagnostic(
            "boilerplate-other-meaning",
            _("{id}: without this boilerplate its example was understood otherwise").format(id=entry.id),
            file,
            line,
            hint=_("Look at what sentences in this shape are understood as from now on."),
            severity=Severity.WARNING,
        )


def _line(content: bytes, name: str) -> int | None:
    """The line in which the entry of an id begins."""
    lines = content.decode("utf-8", "replace").splitlines()
    return next((number for number, one in enumerate(lines, 1) if name in one and "id:" in one), None)


def _fault(entry: SentenceShape, file: str, line: int | None, message: str, example: str) -> Diagnostic:
    return Diagnostic(
        "boilerplate-fault",
        f"{entry.id}: {message}",
        file,
        line,
        hint=_("Nothing of the file was taken over; mend it and import it again."),
        example=example,
    )
