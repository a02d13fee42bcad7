"""What a name typed on a diagram may become there, the likeliest first.

New elements are ranked by what was typed of their kind, then by what elements are whose names end with the
same word, then by what such a name usually names, then by what lines lead to from the source in this project,
or from what it will stand beside, then by what was made before. A name of which nothing says what sort
it is of is first that of something plain: that many are sensors makes no "Jump host" one. Elements
that are there already are found by their names, those not drawn here yet to be drawn, and where a line is
wanted those drawn here to be joined; one whose name was clearly begun comes before anything new.
"""

from collections import Counter
from collections.abc import Callable, Collection, Mapping
from dataclasses import dataclass
from enum import Enum

from core.diagram.forms import Form, forms_of
from core.diagram.habits import Habits, habits_of
from core.diagram.nouns import form_begun, form_named, in_capitals
from core.diagram.reading import Likely, Reading, readings
from core.ground.fuzzy import Span, fuzzy
from core.model import KINDS, DiagramType, Element, Id, Port, Snapshot, TextNote, Zone, name_of
from core.model.joining import can_join, can_start, kinds_joined
from core.model.naming import APART

MOST = 9
"""So many choices are offered."""

_KNOWN = 4
"""At most so many of them are elements that are there already."""

_USUAL = 3
"""At most so many of them are sorts that the project has already, beside kinds that are always offered."""


OWN: Collection[str] = ("port", "interface", "firmware")
"""Kinds that become part of the host itself instead of being joined with it."""


class Becomes(Enum):
    """What taking an offer does."""

    NEW = "new"
    """A new element is made."""
    DRAWN = "drawn"
    """An element of the model that is not on the diagram is drawn there."""
    JOINED = "joined"
    """A line leads to an element that is drawn already."""
    SHOWN = "shown"
    """An element that is drawn already is gone to."""


@dataclass(frozen=True, slots=True)
class Offer:
    """One choice. A new element has a form, any other is `element`; `spans` are the letters that fit."""

    becomes: Becomes
    name: str
    form: Form | None = None
    element: Element | None = None
    spans: tuple[Span, ...] = ()
    owner: str = ""
    """Of a port, the name of what it belongs to: many are called alike."""

    @property
    def title(self) -> str:
        """The name, of a port after that of its owner; `spans` are letters of it."""
        return f"{self.owner}{APART}{self.name}" if self.owner else self.name


class Offers:
    """Offers for one place of a diagram: asked again with every letter, so what holds for all is kept.

    `drawn` maps the elements drawn there to how far they are from the place. `host` may own ports and
    the like; from `source` a line will lead to what is made; `like` is what is likeliest, made again;
    `within` says of an element whether it fits where it is to lie. It will stand beside or in what it is
    `among`: what lines lead to from there is likely, and a zone is less so than all else.
    """

    def __init__(
        self,
        snapshot: Snapshot,
        diagram: DiagramType,
        drawn: Mapping[Id, float],
        *,
        source: Element | None = None,
        host: Element | None = None,
        like: Form | None = None,
        within: Callable[[Element], bool] | None = None,
        among: Element | None = None,
    ) -> None:
        self._snapshot = snapshot
        self._diagram = diagram
        self._drawn = drawn
        self._source = source
        self._like = like
        self._among = among
        self._forms = forms_of(diagram, (host.kind,) if host is not None else ())
        if source is not None:
            joined = kinds_joined(source.kind)
            own = (form for form in self._forms if form.kind in joined or form.kind in OWN)
            self._forms = tuple(own)
        if within is not None:
            self._forms = tuple(form for form in self._forms if form.kind in OWN or within(form.blank()))
        self._habits: Habits = habits_of(snapshot, diagram, source or _joinable(among))
        self._known = self._elements(diagram)

    def of(self, typed: str) -> tuple[Offer, ...]:
        """What the name typed may become; without a name, the kinds that it may be of."""
        typed = " ".join(typed.split())
        read = readings(typed, self._forms)
        understood = [one for one in read if one.likely is not Likely.LESS]
        taken = {one.form for one in understood}
        ranked = [Reading(form, typed) for form in self._ranked(typed) if form not in taken]
        # A name that begins like an interface may end like something else.
        doubted = all(one.likely is Likely.BEGUN for one in understood)
        likely = [*understood, *(ranked[:1] if doubted else ())]
        ways = [*likely, *(one for one in read if one not in understood), *ranked]
        forms = dict.fromkeys((self._spelled(one.name, one.form), one.form) for one in ways)
        new = [Offer(Becomes.NEW, name, form) for name, form in forms]
        known = self.known(typed)[:_KNOWN] if typed else []
        wanted = _spelt(typed)
        exact = [one for one in known if wanted in (_spelt(one.name), _spelt(one.title))]
        begun = [one for one in known if not exact and _is_begun(one, typed)][:1]
        others = [one for one in known if one not in exact and one not in begun]
        first = 2 if understood else 1
        return tuple([*exact, *begun, *new[:first], *others, *new[first:]][:MOST])

    def read_as(self, kind: str, typed: str) -> tuple[str, Form | None]:
        """The name and the sort of something of a kind whose name was written where it will stand.

        Its sort is read as of a typed name; what would be likelier of another kind is a plain one of this.
        No word is left out of the name, as nothing but the name is written there.
        """
        first = next((one.form for one in self.of(typed) if one.becomes is Becomes.NEW), None)
        plain = (form for form in self._forms if form.kind == kind and not form.facts)
        form = first if first is not None and first.kind == kind else next(plain, None)
        return self._spelled(" ".join(typed.split()), form), form

    def known(self, typed: str) -> list[Offer]:
        """Elements that are there already and fit, the best first; of equal ones the nearest."""
        found: list[tuple[int, float, str, Offer]] = []
        wanted = _spelt(typed)
        for element in self._known:
            owner = name_of(self._snapshot, element.owner) if isinstance(element, Port) else ""
            shown = f"{owner}{APART}{element.name}" if owner else element.name
            fits = fuzzy(wanted, shown)
            if fits is None:
                continue
            far = self._drawn.get(element.id)
            sort = (
                Becomes.DRAWN
                if far is None
                else Becomes.JOINED
                if self._source is not None
                else Becomes.SHOWN
            )
            offer = Offer(sort, element.name, None, element, fits.spans, owner)
            found.append((-fits.worth, far if far is not None else 0.0, element.id, offer))
        return [entry[-1] for entry in sorted(found, key=lambda entry: entry[:3])]

    def same_name(self, name: str) -> Element | None:
        """An element that the diagram could show and that has that name already."""
        wanted = " ".join(name.split()).casefold()
        same = (element for element in self._known if element.name.casefold() == wanted)
        return next(same, None) if wanted else None

    def _spelled(self, name: str, form: Form | None) -> str:
        """The name of a new shape with the capitals of abbreviations; parts and notes have what was typed."""
        apart = form is None or form.kind in OWN or form.kind == TextNote.kind
        return name if apart else in_capitals(self._diagram, name)

    def _ranked(self, typed: str) -> list[Form]:
        """The kinds of the diagram, with the sorts of them that are usual here, the likeliest first."""
        named = form_named(self._diagram, typed)
        called = self._habits.called(typed) or Counter([named] if named is not None else [])
        begun = form_begun(self._diagram, typed)
        order = {form: place for place, form in enumerate(self._forms)}
        ranked = sorted(
            self._forms,
            key=lambda form: (
                form != begun,
                -called[form],
                form is not self._like,
                self._unlikely(form),
                order[form],
            ),
        )
        usual = [form for form in ranked if not form.common and self._habits.made[form]][:_USUAL]
        offered = [
            form
            for form in ranked
            if form.common or form == self._like or form in usual or called[form] or form == begun
        ]
        guessed = not (called or begun is not None or self._like is not None)
        return self._plain_first(offered) if typed and guessed else offered

    def _plain_first(self, offered: list[Form]) -> list[Form]:
        """With the plain form ahead of a sort, and of a kind that was only made often before."""
        likeliest = offered[0] if offered else None
        if likeliest is None or not (likeliest.facts or not self._habits.joined[likeliest]):
            return offered
        kind = likeliest.kind if self._habits.joined[likeliest] else self._forms[0].kind
        plain = next((form for form in offered if form.kind == kind and not form.facts), likeliest)
        return list(dict.fromkeys((plain, *offered)))

    def _unlikely(self, form: Form) -> tuple[int, int]:
        """How unlikely a form is by what was done before; its own parts and a zone are so beside a shape."""
        if form.kind in OWN:
            return (1, 0)
        if form.kind == Zone.kind and self._among is not None:
            return (0, 1)
        joined, made = self._habits.worth(form)
        return (-joined, -made)

    def _elements(self, diagram: DiagramType) -> list[Element]:
        """The elements that can be drawn here, or joined with the source."""
        kinds = {form.kind for form in forms_of(diagram)} - {TextNote.kind}
        found = [
            element for kind in sorted(kinds) for element in self._snapshot.of(KINDS[kind]) if element.name
        ]
        if self._source is None:
            return found
        start = self._source
        if start.kind == Port.kind:
            found += [port for port in self._snapshot.of(Port) if port.name and port.id in self._drawn]
        return [element for element in found if can_join(start, element)]


def _joinable(element: Element | None) -> Element | None:
    """An element at which a line can begin."""
    return element if element is not None and can_start(element) else None


def _spelt(words: str) -> str:
    """A name as it is compared: in small letters, and without what stands between owner and port."""
    return " ".join(words.casefold().replace(APART.strip(), " ").split())


def _is_begun(offer: Offer, typed: str) -> bool:
    """Whether what was typed begins a name and ends within a word of it; what is only gone to does not count.

    A whole word is a name in itself: "Dosing" may well be something else than the "Dosing pump".
    """
    name, letters = offer.name.casefold(), typed.casefold()
    within = name[len(letters) - 1 : len(letters) + 1].isalnum() and len(name) > len(letters)
    return offer.becomes is not Becomes.SHOWN and name.startswith(letters) and within
