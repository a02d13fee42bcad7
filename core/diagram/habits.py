"""What a project has made of before: how often each form was drawn, and what lines led to from where."""

from collections import Counter
from dataclasses import dataclass, field

from core.diagram.forms import Form, form_of, forms_of
from core.model import KINDS, Connector, DiagramType, Edge, Element, Link, Snapshot
from core.model.joining import line_between

_RECENT = 8
"""So many elements made last count once more."""


@dataclass(frozen=True, slots=True)
class Habits:
    """Counts of forms: of all elements, of those at which lines from such a source end, and the last made."""

    made: Counter[Form] = field(default_factory=Counter)
    joined: Counter[Form] = field(default_factory=Counter)
    named: dict[str, Counter[Form]] = field(default_factory=dict)
    """The forms of elements by the word with which their names end: where there is a "Dosing pump", a "Mixer
    pump" is likely to be what that is."""

    def called(self, name: str) -> Counter[Form]:
        """How many elements of each form have names that end as this one does."""
        return self.named.get(_last_word(name), Counter())

    def worth(self, form: Form) -> tuple[int, int]:
        """How likely a form is by what was done before; what lines led to counts before what was made."""
        return self.joined[form], self.made[form]


def habits_of(snapshot: Snapshot, diagram: DiagramType, source: Element | None = None) -> Habits:
    """What was made before on diagrams of this sort, and what was joined with elements like the source."""
    made: Counter[Form] = Counter()
    last: list[Element] = []
    named: dict[str, Counter[Form]] = {}
    for kind in sorted({form.kind for form in forms_of(diagram, KINDS)}):
        elements = snapshot.of(KINDS[kind])
        last += elements[-_RECENT:]
        for element in elements:
            form = form_of(diagram, element)
            if form is not None:
                made[form] += 1
                named.setdefault(_last_word(element.name), Counter())[form] += 1
    named.pop("", None)
    last.sort(key=lambda element: element.id)
    made.update(form for element in last[-_RECENT:] if (form := form_of(diagram, element)) is not None)
    return Habits(made, _joined(snapshot, diagram, source), named)


def _last_word(name: str) -> str:
    """The last word of a name that is no number or single letter, if there is any."""
    words = [word for word in name.casefold().split() if len(word) > 1 and word.isalpha()]
    return words[-1] if words else ""


def _joined(snapshot: Snapshot, diagram: DiagramType, source: Element | None) -> Counter[Form]:
    joined: Counter[Form] = Counter()
    like = form_of(diagram, source) if source is not None else None
    if source is None or like is None:
        return joined
    for line in snapshot.of(KINDS[line_between(source)]):
        assert isinstance(line, Connector | Link | Edge)
        start, end = _shape(snapshot, line.source), _shape(snapshot, line.target)
        if start is None or end is None or form_of(diagram, start) != like:
            continue
        form = form_of(diagram, end)
        if form is not None:
            joined[form] += 1
    return joined


def _shape(snapshot: Snapshot, end: str) -> Element | None:
    """The shape that a line ends at: a port or an interface stands for its owner."""
    element = snapshot.get(end)
    return (
        snapshot.get(element.owner)
        if element is not None and element.kind in ("port", "interface")
        else element
    )
