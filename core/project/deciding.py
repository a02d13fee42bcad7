"""Decisions on conflicts as text, one a line: a key = ours, and a remark behind a #.

The key is that of the conflict; the element may be called by its name, and alone it stands for all
that is asked about it.
"""

from collections.abc import Callable, Iterable, Mapping

from core.ground.diagnostic import Diagnostic, Refused
from core.ground.words import _
from core.model import name_of
from core.project.conflict import CHOICES, Choice, Conflict, Versions, is_drawn

DRAWN = "drawn"
"""Stands for every conflict that is about a drawing alone."""

OPEN = "?"


def read_decisions(text: str, file: str | None = None) -> dict[str, Choice]:
    """The decisions in a text; lines that are still open say nothing. Refused where a line is none."""
    found: dict[str, Choice] = {}
    for number, line in enumerate(text.splitlines(), start=1):
        fact, _mark, _remark = line.partition("#")
        if not fact.strip():
            continue
        key, choice = _parts(fact, file, number)
        if choice is not None:
            found[key] = choice
    return found


def read_choices(stated: Iterable[str]) -> dict[str, Choice]:
    """The decisions of a command line, each such as "019b….zone=ours"."""
    return {key: choice for one in stated for key, choice in [_parts(one, None, 1)] if choice is not None}


def decisions_text(conflicts: Iterable[Conflict], words: Callable[[Conflict], str]) -> str:
    """Open conflicts as a text of decisions that a person completes."""
    return "".join(f"{one.key} = {OPEN}  # {' '.join(words(one).split())}\n" for one in conflicts)


class Decisions:
    """What a person decided: for single conflicts, for all of the drawings, and for all others.

    `unused` are those that met no conflict.
    """

    def __init__(self, versions: Versions, stated: Mapping[str, Choice], otherwise: Choice | None) -> None:
        self._versions = versions
        self._stated = dict(stated)
        self._otherwise = otherwise
        self.unused = set(stated)

    def __call__(self, conflict: Conflict) -> Choice | None:
        """The choice for a conflict, None where nothing was decided."""
        name = name_of(self._versions.home(conflict.element), conflict.element)
        single = (conflict.key, conflict.named(name))
        keys = [*single, conflict.element, name]
        if is_drawn(conflict, self._versions):
            keys.append(DRAWN)
        for key in keys:
            if key in self._stated:
                self.unused.discard(key)
                if key in single and self._stated[key] not in conflict.choices:
                    raise _impossible(key, conflict)
                return self._stated[key]
        return self._otherwise


def unknown_decisions(unused: Iterable[str], command: str) -> Refused:
    """Says that decisions were about nothing that is in conflict; the command tells what is."""
    return Refused(
        *(
            Diagnostic(
                "merge-no-conflict",
                _("“{key}” is in no conflict").format(key=key),
                hint=_("Merge without it to see what is, and name that as it stands there."),
                example=command,
            )
            for key in sorted(unused)
        )
    )


def _impossible(key: str, conflict: Conflict) -> Refused:
    """Says that what was decided cannot be chosen there."""
    return Refused(
        Diagnostic(
            "merge-no-choice",
            _("In “{key}” there is nothing else to choose than {choices}").format(
                key=key, choices=", ".join(conflict.choices)
            ),
            hint=_("The base does not have it, or it does not fit what both sides agree about."),
            example=f"{key} = {conflict.choices[0]}",
        )
    )


def _parts(stated: str, file: str | None, line: int) -> tuple[str, Choice | None]:
    key, _equals, choice = (part.strip() for part in stated.rpartition("="))
    if not key or choice not in (*CHOICES, OPEN):
        raise Refused(
            Diagnostic(
                "merge-decision",
                _("This is no decision: “{text}”").format(text=stated.strip()),
                file,
                line if file else None,
                1 if file else None,
                len(stated.rstrip()) if file else None,
                hint=_("Name the conflict, and ours, theirs or base."),
                example="DOS-01.text = theirs",
            )
        )
    return key, next((one for one in CHOICES if one == choice), None)
