"""Three versions of a model become one, element by element and fact by fact; what cannot is a conflict.

What one side alone changed since the base is taken over. Nothing is guessed from names: elements are
the same where their ids are. A result breaks no rule of the model.
"""

from collections import Counter
from collections.abc import Callable
from dataclasses import dataclass

from core.ground.words import _
from core.model import Snapshot
from core.project.carrying import carried
from core.project.clashes import clashes, unsound
from core.project.conflict import Choice, Clash, Conflict, Versions
from core.project.settling import settle
from core.project.sides import Sides

Decide = Callable[[Conflict], Choice | None]
"""What a person decided about a conflict; None leaves it open."""

Tell = Callable[[int, int, str], None]
"""Hears how far the merge is: steps done, steps in all, and what is being done. It may end the work."""

_STRIDE = 64
"""Decisions between two words about how far it is."""

_ORDER = (Clash.FACT, Clash.KIND, Clash.REMOVED, Clash.CIRCLE, Clash.KEY, Clash.TWIN, Clash.UNSOUND)
"""The sorts of conflicts in the order in which they are settled: what elements say, then what they are
to each other, which may be another thing then."""


@dataclass(frozen=True, slots=True)
class Merged:
    """What came of it: the model, None while conflicts are open; these; and those that were decided."""

    snapshot: Snapshot | None
    conflicts: tuple[Conflict, ...]
    decided: tuple[tuple[Conflict, Choice], ...]


def merge(
    base: Snapshot,
    ours: Snapshot,
    theirs: Snapshot,
    decide: Decide = lambda _conflict: None,
    tell: Tell = lambda _done, _total, _words: None,
) -> Merged:
    """Merge ours and theirs, which both began as the base.

    A decision may bring up further conflicts, which are put to `decide` in their turn, or settle others
    along the way. Each question is put once; where it comes up again, its answer holds again.
    """
    sides = Sides(Versions(base, ours, theirs))
    answers: dict[str, Choice | None] = {}
    decided: dict[str, tuple[Conflict, Choice]] = {}
    often: Counter[str] = Counter()

    def answer(conflict: Conflict) -> Choice | None:
        key = conflict.key
        if key not in answers:
            answers[key] = decide(conflict)
        if answers[key] not in conflict.choices:
            return conflict.choices[0] if often[key] else None
        return answers[key]

    while True:
        tell(len(decided), 0, _("Merging"))
        attempt = None
        conflicts = clashes(sides)
        if not conflicts:
            attempt = carried(sides.result(), sides.versions, sides.apart)
            conflicts = unsound(sides, attempt)
        chosen = [(one, choice) for one in conflicts if (choice := answer(one)) is not None]
        if not chosen:
            open_now = {one.key for one in conflicts}
            settled = tuple(pair for key, pair in decided.items() if key not in open_now)
            return Merged(None if conflicts else attempt, tuple(conflicts), settled)
        first = min(_ORDER.index(one.clash) for one, _choice in chosen)
        at_once = [pair for pair in chosen if pair[0].clash is _ORDER[first]]
        for number, (one, choice) in enumerate(at_once):
            if number % _STRIDE == 0:
                tell(number, len(chosen), _("Merging"))
            settle(sides, one, choice, often[one.key])
            often[one.key] += 1
            decided.setdefault(one.key, (one, choice))
