"""What a phrase may be bound to by hand: every location, event and variable, whatever its words are."""

from collections.abc import Iterator
from dataclasses import dataclass

from core.model import Binding, Event, Location, Snapshot, Variable
from core.requirements.offers import Offer
from core.requirements.phrases import Phrase
from core.requirements.vocabulary import called, spelt


@dataclass(frozen=True, slots=True)
class Choice:
    """A location, event or variable to choose from.

    `shown` is what screens call it, `written` its name in expressions. A variable is no binding by
    itself: an expression says what must hold of it.
    """

    element: Location | Event | Variable
    shown: str
    written: str

    def offer(self, phrase: Phrase) -> Offer | None:
        """The binding of the phrase to the location or event; None for a variable."""
        match self.element:
            case Location(id=location):
                return Offer(phrase.normalised, Binding.STATE, self.shown, locations=(location,))
            case Event(id=event):
                return Offer(phrase.normalised, Binding.EVENT, self.shown, event=event)
        return None


def choices(snapshot: Snapshot) -> Iterator[Choice]:
    """Everything in the behaviour that a phrase can be bound to: locations, then events, then variables."""
    elements: tuple[Location | Event | Variable, ...] = (
        *snapshot.of(Location),
        *snapshot.of(Event),
        *snapshot.of(Variable),
    )
    for element in elements:
        yield Choice(element, called(snapshot, element), spelt(snapshot, element))


def expressed(phrase: Phrase, expression: str) -> Offer:
    """The binding of the phrase to an expression as a person wrote it."""
    return Offer(phrase.normalised, Binding.EXPRESSION, expression, expression=expression)
