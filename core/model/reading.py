"""Where guards, invariants, updates and propositions read an element, and where texts name one."""

import re
import unicodedata
from collections.abc import Iterator

from core.model.behaviour import ClockVariable, Edge, Location, StateMachine, Timer, Variable
from core.model.element import Element
from core.model.requirement import Proposition, Requirement, Term
from core.model.snapshot import Snapshot
from core.model.view import TextNote

_PATH = re.compile(r"\w+(?:\s*\.\s*\w+)*")
EXPRESSIONS: dict[type[Element], tuple[str, ...]] = {
    Edge: ("guard", "update"),
    Location: ("invariant",),
    Proposition: ("expression",),
}
"""The fields of elements that are expressions."""

_READ = (ClockVariable, Timer, Variable, Location)


def readers(snapshot: Snapshot, element: Element) -> Iterator[tuple[Element, str]]:
    """Elements whose expressions read a clock, timer, variable or location, or one of a machine.

    Each with the field that does. Inside its machine it is read by its name, elsewhere behind the name
    of the machine or of what the machine belongs to, in a proposition either way.
    """
    machine = element if isinstance(element, StateMachine) else snapshot.find(StateMachine, element.owner)
    if machine is None or not isinstance(element, (StateMachine, *_READ)):
        return
    holder = snapshot.get(machine.owner)
    around = {spelt(machine.name), *((spelt(holder.name),) if holder is not None else ())} - {""}
    own = spelt(element.name)
    for kind, names in EXPRESSIONS.items():
        for reader in snapshot.of(kind):
            inside = reader.owner == machine.id
            for name in names:
                if _reads(
                    getattr(reader, name), own, around, inside, element is machine, kind is Proposition
                ):
                    yield reader, name


def naming(snapshot: Snapshot, element: Element) -> Iterator[tuple[Element, str]]:
    """Requirements and notes whose text names the element or a term that means it; each with that word."""
    terms = [term for term in snapshot.uses(element.id, Term) if term.refers_to == element.id]
    words = [element.name, *(word for term in terms for word in (term.name, *term.synonyms))]
    known = [word for word in dict.fromkeys(" ".join(one.split()) for one in words) if len(word) > 1]
    if not known:
        return
    parts = (re.escape(word).replace(r"\ ", r"\s+") for word in sorted(known, key=len, reverse=True))
    pattern = re.compile(rf"(?<!\w)(?:{'|'.join(parts)})(?!\w)", re.IGNORECASE)
    texts: tuple[Requirement | TextNote, ...] = (*snapshot.of(Requirement), *snapshot.of(TextNote))
    for text in texts:
        found = pattern.search(text.text) if text.id != element.id else None
        if found is not None:
            yield text, found[0]


def spelt(name: str) -> str:
    """A name as expressions write it: without accents, with one underscore for all that is no letter."""
    plain = unicodedata.normalize("NFKD", name)
    return re.sub(r"[\W_]+", "_", "".join(one for one in plain if not unicodedata.combining(one))).strip("_")


def _reads(expression: str, own: str, around: set[str], inside: bool, whole: bool, anywhere: bool) -> bool:
    """Whether the expression reads `own` or, where the `whole` machine is asked for, anything of it."""
    for path in _PATH.findall(expression):
        *before, last = (spelt(part) for part in path.split("."))
        at_machine = bool(before) and before[-1] in around
        if whole:
            if at_machine:
                return True
        elif last == own and (at_machine or (not before and (inside or anywhere))):
            return True
    return False
