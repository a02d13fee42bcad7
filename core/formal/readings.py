"""Each property of a requirement as it is read: in words, in TCTL and in MTL, over short names."""

from collections.abc import Iterator
from dataclasses import dataclass

from core.formal.mtl import mtl, mtl_text
from core.formal.plain import plain_reading
from core.formal.property import Atom, Condition, Formalised, Property
from core.formal.tctl import tctl
from core.model import Id, Proposition, Snapshot

_LETTERS = "pqrstuvw"


@dataclass(frozen=True, slots=True)
class Reading:
    """One property; a formula is empty where no single one says it exactly."""

    plain: str
    tctl: str
    mtl: str


@dataclass(frozen=True, slots=True)
class Readings:
    """The properties of a requirement, and the short names with what they stand for."""

    properties: tuple[Reading, ...]
    names: tuple[tuple[str, str], ...]


def readings(snapshot: Snapshot, formalised: Formalised) -> Readings:
    """The properties as they are read; a proposition has the same short name in all of them."""
    ids = dict.fromkeys(one for p in formalised.properties for one in _propositions(p))
    names = {proposition: _short(number) for number, proposition in enumerate(ids)}
    found = []
    for p in formalised.properties:
        formula = mtl(p)
        said = mtl_text(formula, names) if formula is not None else ""
        found.append(Reading(plain_reading(snapshot, p), tctl(p, names), said))
    return Readings(tuple(found), tuple((name, _meant(snapshot, one)) for one, name in names.items()))


def _short(number: int) -> str:
    round_, letter = divmod(number, len(_LETTERS))
    return f"{_LETTERS[letter]}{round_ or ''}"


def _meant(snapshot: Snapshot, proposition_id: Id) -> str:
    proposition = snapshot.find(Proposition, proposition_id)
    return proposition.name if proposition is not None else proposition_id


def _propositions(p: Property) -> Iterator[Id]:
    for condition in p.conditions:
        yield from _atoms(condition)


def _atoms(condition: Condition) -> Iterator[Id]:
    if isinstance(condition, Atom):
        yield condition.proposition
    else:
        for part in condition.parts:
            yield from _atoms(part)
