"""Requirements as properties over phrases, so that they can be compared before anything is modelled.

A phrase that is bound stands for its proposition; one that is not stands for itself, as something that lasts.
"""

from collections.abc import Iterable, Mapping
from dataclasses import dataclass, field

from core.formal.formalise import formalise
from core.formal.property import Formalised, Property
from core.model import Binding, Boilerplate, Id, Language, Proposition, Requirement, Snapshot
from core.requirements import Confirmed, Phrase, Role, confirmed, normalise, parse, phrases, spoken, unbound

_NOBODY = "nobody"
"""Who confirmed a proposition that stands for its own phrase."""


@dataclass(frozen=True, slots=True)
class Demanded:
    """A requirement with what it demands, in properties; without any, `reason` says why."""

    requirement: Requirement
    properties: tuple[Property, ...]
    reason: str = ""


@dataclass(frozen=True, slots=True)
class Abstraction:
    """All requirements that can be compared, and the propositions of their atoms by id.

    `actors` is who acts, by stand-in, where a phrase is a response: "open the vent" of two controllers.
    `written` is how a phrase stands in its sentence, by its normalised name.
    """

    snapshot: Snapshot
    demanded: tuple[Demanded, ...]
    actors: Mapping[Id, str] = field(default_factory=dict)
    written: Mapping[str, str] = field(default_factory=dict)

    def proposition(self, atom: Id) -> Proposition:
        """The proposition of an atom."""
        found = self.snapshot.find(Proposition, atom)
        assert found is not None
        return found

    def words(self, atom: Id) -> str:
        """The phrase of an atom as a sentence has it."""
        name = self.proposition(atom).name
        return self.written.get(name, name)


def abstraction(snapshot: Snapshot) -> Abstraction:
    """The requirements in EARS and ReSA over bound and unbound phrases."""
    known, own = confirmed(snapshot), snapshot.of(Boilerplate)
    requirements = [one for one in snapshot.of(Requirement) if one.language is not Language.PLAIN]
    stand_ins: dict[tuple[Id | None, str], Proposition] = {}
    actors: dict[Id, str] = {}
    written: dict[str, str] = {}
    for requirement in requirements:
        parsed = parse(requirement.text, own)
        for phrase in phrases(parsed):
            for leaf in _leaves(phrase):
                written.setdefault(leaf.normalised, spoken(leaf.text))
            for leaf in (leaf for piece in unbound(requirement, phrase, known) for leaf in _leaves(piece)):
                responds = phrase.role is Role.RESPONSE and parsed.slots.system is not None
                owner = requirement.id if responds else None
                name = leaf.affirmed or leaf.normalised
                if (owner, name) not in stand_ins:
                    stand_ins[owner, name] = stand_in(len(stand_ins), name, owner)
                if responds and parsed.slots.system:
                    actors[stand_ins[owner, name].id] = normalise(parsed.slots.system.text)
    whole = Snapshot((*snapshot, *stand_ins.values())) if stand_ins else snapshot
    bindings = confirmed(whole)
    demanded = tuple(_demanded(whole, requirement, bindings) for requirement in requirements)
    return Abstraction(whole, demanded, actors, written)


def is_stand_in(proposition: Proposition) -> bool:
    """Whether the proposition stands for its own phrase, since nobody bound it."""
    return proposition.confirmed_by == _NOBODY


def _demanded(snapshot: Snapshot, requirement: Requirement, bindings: Confirmed) -> Demanded:
    found: Formalised = formalise(snapshot, requirement, bindings)
    return Demanded(requirement, found.properties, found.reason)


def _leaves(phrase: Phrase) -> Iterable[Phrase]:
    return (leaf for part in phrase.parts for leaf in _leaves(part)) if phrase.parts else (phrase,)


def stand_in(number: int, name: str, owner: Id | None = None) -> Proposition:
    """A proposition that stands for its own phrase, everywhere or in one requirement."""
    return Proposition(
        id=Id(f"00000000-0000-7000-8000-{number:012x}"),
        name=name,
        owner=owner,
        binding=Binding.STATE,
        confirmed_by=_NOBODY,
    )
