"""Offers bindings for a phrase: what in the behaviour its words point to. A person confirms one."""

import re
from collections.abc import Iterator
from dataclasses import dataclass, replace

from core.ground.words import _, quoted
from core.model import Binding, Event, Id, Location, Proposition, Snapshot, Variable
from core.requirements.doubting import OFF, doubt
from core.requirements.phrases import Phrase, Role, normalise
from core.requirements.vocabulary import Entry, Vocabulary, vocabulary
from core.requirements.wording import stems

MOST_OFFERS = 8

_COMPARISONS = (
    (r"(?:does not exceed|at most|not (?:more|greater|higher) than|no more than|up to|<=|≤)", "<="),
    (r"(?:at least|not (?:less|lower) than|no less than|reach(?:es|ed)?|>=|≥)", ">="),
    (r"(?:exceeds?|exceeded|above|over|(?:more|greater|higher) than|>)", ">"),
    (r"(?:below|under|(?:less|lower|smaller) than|<)", "<"),
    (r"(?:differs from|is not equal to|!=|≠)", "!="),
    (r"(?:equals?|equal to|is|are|to|==|=)", "=="),
)
_NUMBER = r"\s*(-?[0-9]+(?:\.[0-9]+)?)(?![\w.])"
_COMPARED = tuple((re.compile(words + _NUMBER), sign) for words, sign in _COMPARISONS)
_ZERO = re.compile(r"\b(?:zero|nought)\b")
_PREFERRED = {
    Role.TRIGGER: (Binding.EVENT, Binding.STATE, Binding.EXPRESSION),
    Role.DEADLINE: (Binding.EVENT, Binding.STATE, Binding.EXPRESSION),
    Role.UNWANTED: (Binding.STATE, Binding.EVENT, Binding.EXPRESSION),
}
_USUAL = (Binding.STATE, Binding.EXPRESSION, Binding.EVENT)


@dataclass(frozen=True, slots=True)
class Offer:
    """A binding that a phrase may have; `reason` says why it is offered, where no person chose it.

    `shared` are the words that phrase and model have in common, cut down to their stems.
    """

    phrase: str
    binding: Binding
    shown: str
    reason: str = ""
    shared: tuple[str, ...] = ()
    locations: tuple[Id, ...] = ()
    expression: str = ""
    event: Id | None = None
    denies: bool = False
    """Whether the phrase says that it is not so."""
    doubt: str = ""
    """Why it may not be what the phrase says, so that it must be chosen and is not for one key."""

    @property
    def said(self) -> str:
        """What it says, as screens have it."""
        return _("not {phrase}").format(phrase=self.shown) if self.denies else self.shown

    def proposition(self, element_id: Id, owner: Id | None = None) -> Proposition:
        """The offer as a fact that nobody has confirmed yet; with an owner it holds in that requirement."""
        return Proposition(
            id=element_id,
            name=self.phrase,
            owner=owner,
            binding=self.binding,
            locations=self.locations,
            expression=self.expression,
            event=self.event,
            negated=self.denies,
        )


def offers(
    snapshot: Snapshot, phrase: Phrase, system_name: str = "", words: Vocabulary | None = None
) -> tuple[Offer, ...]:
    """Bindings in falling order of the words they share with the phrase; the same for the same model.

    An offer shares a word with the name of the location, event or variable, or two with the machine,
    port and component it belongs to. A variable is offered with the comparison that the phrase
    makes, if the variable can reach the number, or as on and off if it is 0 or 1. Among equals the
    system of the sentence comes first, then the kind that suits the slot, then the order of the
    model. What may say another thing than the phrase comes last, with its doubt; what a phrase denies,
    as "is not charging" does, is offered as denied. `words` is what `vocabulary` gave, for whoever asks
    about many phrases.
    """
    known = vocabulary(snapshot) if words is None else words
    wanted = known.meant(phrase.normalised)
    system = normalise(system_name)
    kinds = _PREFERRED.get(phrase.role, _USUAL)
    ranked = []
    for entry in known.entries(wanted):
        for binding, expression, denies in _bindings(entry, phrase):
            own, around = wanted & entry.own, (wanted & entry.around) - entry.own
            offer = _offer(phrase, entry, binding, expression, own | around)
            offer = replace(offer, denies=denies, doubt=doubt(phrase, entry, binding, known))
            rank = (
                bool(offer.doubt),
                -len(own),
                -len(around),
                system not in entry.inside,
                kinds.index(binding),
                len(entry.own),
                entry.element.id,
            )
            ranked.append((rank, offer))
    ranked.sort(key=lambda pair: pair[0])
    return tuple(offer for _rank, offer in ranked[:MOST_OFFERS])


def _offer(phrase: Phrase, entry: Entry, binding: Binding, expression: str, shared: frozenset[str]) -> Offer:
    said = [quoted(word) for word in phrase.normalised.split() if stems(word) & shared]
    kinds = {
        Binding.STATE: _("Location {shown}: shares {words}"),
        Binding.EVENT: _("Event {shown}: shares {words}"),
        Binding.EXPRESSION: _("Variable {shown}: shares {words}"),
    }
    element = entry.element
    return Offer(
        phrase.normalised,
        binding,
        expression or entry.shown,
        kinds[binding].format(shown=entry.shown, words=", ".join(said) or _("a term of the glossary")),
        tuple(sorted(shared)),
        locations=(element.id,) if binding is Binding.STATE else (),
        expression=expression,
        event=element.id if binding is Binding.EVENT else None,
    )


def _bindings(entry: Entry, phrase: Phrase) -> Iterator[tuple[Binding, str, bool]]:
    """Each binding to the entry, with its expression, and whether the phrase denies it."""
    denies = bool(phrase.affirmed)
    match entry.element:
        case Location():
            yield Binding.STATE, "", denies
        case Event():
            yield Binding.EVENT, "", denies
        case Variable() as variable:
            # "is not above 5" is a comparison of its own; what else is denied is the opposite of the rest.
            whole = "" if denies and variable.is_switch else _comparison(variable, phrase.normalised)
            comparison = whole or (_comparison(variable, phrase.affirmed) if denies else "")
            if comparison:
                yield Binding.EXPRESSION, f"{entry.written} {comparison}", not whole


def _comparison(variable: Variable, phrase: str) -> str:
    """What the phrase says of the variable: a comparison with a number, or that it is on or off."""
    phrase = _ZERO.sub("0", phrase)
    for compared, sign in _COMPARED:
        match = compared.search(phrase)
        if match:
            number = float(match[1])
            telling = number.is_integer() and _can_differ(variable, sign, int(number))
            return f"{sign} {int(number)}" if telling else ""
    if variable.is_switch:
        return "== 0" if not OFF.isdisjoint(phrase.split()) else "== 1"
    return ""


def _can_differ(variable: Variable, sign: str, number: int) -> bool:
    """Whether the comparison is true for some values of the variable and false for others."""
    low, high = variable.low, variable.high
    if sign in {"<=", ">"}:
        return low <= number < high
    if sign in {">=", "<"}:
        return low < number <= high
    return low <= number <= high and low < high
