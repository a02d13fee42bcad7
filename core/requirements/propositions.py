"""Which proposition a phrase of a requirement is bound to."""

from collections.abc import Mapping
from dataclasses import dataclass

from core.model import Binding, Id, Proposition, Requirement, Snapshot
from core.requirements.phrases import Phrase, normalise

Confirmed = Mapping[tuple[Id | None, str], Proposition]
"""Confirmed propositions by their owner (None: they hold everywhere) and normalised name."""


@dataclass(frozen=True, slots=True)
class Bound:
    """The proposition of a phrase; with `denies` the phrase says the opposite of the proposition."""

    proposition: Proposition
    denies: bool = False


def confirmed(snapshot: Snapshot) -> Confirmed:
    """The bindings that a person has confirmed; of two for the same phrase, the older one."""
    found: dict[tuple[Id | None, str], Proposition] = {}
    for proposition in snapshot.of(Proposition):
        if proposition.confirmed_by and proposition.binding is not Binding.NONE:
            found.setdefault((proposition.owner, normalise(proposition.name)), proposition)
    return found


def binding(
    snapshot: Snapshot, requirement: Requirement, phrase: Phrase, known: Confirmed | None = None
) -> Proposition | None:
    """The confirmed proposition of the phrase as a whole: the requirement's own, else the common one.

    Where "the lamp is not ready" has none, it is the one of "lamp is ready"; `bound` tells which.
    `known` is what `confirmed` gave, for whoever asks about many phrases.
    """
    found = bound(requirement, phrase, confirmed(snapshot) if known is None else known)
    return found.proposition if found else None


def bound(requirement: Requirement, phrase: Phrase, known: Confirmed) -> Bound | None:
    """The proposition of the phrase as a whole, and whether the phrase denies it."""
    for name, denies in ((phrase.normalised, False), (phrase.affirmed, True)):
        proposition = known.get((requirement.id, name)) or known.get((None, name))
        if name and proposition:
            return Bound(proposition, denies)
    return None


def unbound(requirement: Requirement, phrase: Phrase, known: Confirmed) -> tuple[Phrase, ...]:
    """What of the phrase has no confirmed proposition; nothing where it is bound, whole or by its parts.

    A phrase of which no part is bound is named as a whole.
    """
    if bound(requirement, phrase, known):
        return ()
    lost = [unbound(requirement, part, known) for part in phrase.parts]
    if not all(lost):
        return tuple(piece for pieces in lost for piece in pieces)
    return (phrase,)
