"""Building templates piece by piece, each piece with its entry in the trace map."""

from collections.abc import Sequence
from dataclasses import dataclass, field

from core.model import Id
from core.uppaal.document import Label, Location, Template, Transition, Waiting
from core.uppaal.language.expression import Expression, Truth
from core.uppaal.language.printing import print_expression
from core.uppaal.trace_map import Entry, Origin, Part

ALWAYS = Truth(True)

_LINE = 48
"""Letters of an update that still fit beside an edge."""


@dataclass(slots=True)
class Draft:
    """What the document will hold: templates, global declarations, and where all of it came from."""

    templates: list[Template] = field(default_factory=list)
    declarations: list[str] = field(default_factory=list)
    entries: list[Entry] = field(default_factory=list)
    drawn: dict[str, Id] = field(default_factory=dict)
    """The machine behind each template that the model itself has drawn."""
    _given: int = 0

    def fresh(self) -> str:
        """An id that no other location or transition of the document has."""
        self._given += 1
        return f"id{self._given - 1}"

    def note(
        self,
        part: Part,
        name: str,
        origin: Origin,
        elements: Sequence[Id | None] = (),
        template: str = "",
        label: str = "",
    ) -> None:
        """Remember where a part of the document came from."""
        known = tuple(element for element in elements if element is not None)
        self.entries.append(Entry(part, name, origin, known, template, label))

    def declare(self, text: str, remark: str = "") -> None:
        """Add a global declaration, with a remark behind it."""
        self.declarations.append(declared(text, remark))


def declared(text: str, remark: str = "") -> str:
    """A declaration on one line, with a remark behind it."""
    return f"{text}  {remarked(remark)}" if remark.strip() else text


def remarked(text: str) -> str:
    """The text as a remark on one line of its own; no letter of it can end the remark."""
    return "// " + plain(text)


def plain(text: str) -> str:
    """The text on one line, without letters that are none on paper."""
    return " ".join("".join(letter if letter.isprintable() else " " for letter in text).split())


@dataclass(slots=True)
class TemplateDraft:
    """One template in the making."""

    draft: Draft
    name: str
    origin: Origin
    elements: tuple[Id, ...] = ()
    declarations: list[str] = field(default_factory=list)
    locations: list[Location] = field(default_factory=list)
    transitions: list[Transition] = field(default_factory=list)

    def __post_init__(self) -> None:
        self.draft.note(Part.TEMPLATE, self.name, self.origin, self.elements)

    def location(
        self,
        name: str,
        element: Id | None = None,
        waiting: Waiting = Waiting.NORMAL,
        invariant: Expression = ALWAYS,
        remark: str = "",
        further: Sequence[Id] = (),
        *,
        origin: Origin | None = None,
    ) -> str:
        """A location; `further` are elements that it is also about. Returns its id."""
        location_id = self.draft.fresh()
        labels = [] if invariant == ALWAYS else [Label("invariant", print_expression(invariant))]
        if remark:
            labels.append(Label("comments", remark))
        self.locations.append(Location(location_id, name, tuple(labels), waiting))
        elements = (element,) if element is not None else self.elements
        self.draft.note(
            Part.LOCATION, location_id, origin or self.origin, (*elements, *further), self.name, name
        )
        return location_id

    def transition(
        self,
        source: str,
        target: str,
        guard: Expression = ALWAYS,
        synchronisation: str = "",
        update: Sequence[Expression] = (),
        elements: Sequence[Id | None] | None = None,
        label: str = "",
        remark: str = "",
        *,
        origin: Origin | None = None,
    ) -> str:
        """An edge; returns its id."""
        transition_id = self.draft.fresh()
        texts = {
            "guard": "" if guard == ALWAYS else print_expression(guard),
            "synchronisation": synchronisation,
            "assignment": listed([print_expression(one) for one in update]),
            "comments": remark,
        }
        labels = tuple(Label(kind, text) for kind, text in texts.items() if text)
        self.transitions.append(Transition(source, target, labels, id=transition_id))
        self.draft.note(
            Part.TRANSITION,
            transition_id,
            origin or self.origin,
            self.elements if elements is None else elements,
            self.name,
            label or synchronisation,
        )
        return transition_id

    def finished(self, initial: str) -> None:
        """Hand the template over to the document."""
        self.draft.templates.append(
            Template(
                name=self.name,
                declaration="\n".join(self.declarations),
                locations=tuple(self.locations),
                initial=initial,
                transitions=tuple(self.transitions),
            )
        )


def listed(parts: list[str]) -> str:
    """The parts of an update on one line, or each on a line of its own where that would be long."""
    line = ", ".join(parts)
    return line if len(line) <= _LINE else ",\n".join(parts)
