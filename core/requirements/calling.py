"""Which elements a text calls by their names, or by those of terms that mean them."""

from collections import defaultdict
from collections.abc import Collection, Iterator

from core.model import Component, Element, Event, Id, Location, Snapshot, Term, Variable, Zone
from core.requirements.wording import stems, words_of

_WITHIN: tuple[type[Element], ...] = (Location, Variable, Event)
"""What has its name only beside what it belongs to: many machines have a location called Idle."""


class Calls:
    """The names of a model, by their words.

    A name inside a longer one is not called: the Dosing controller is not the location Dosing. Of a name of
    several telling words, such as stop_pump, it is enough that the text has them all.
    """

    def __init__(self, snapshot: Snapshot) -> None:
        self._by_first: dict[str, list[tuple[tuple[str, ...], Element]]] = defaultdict(list)
        self._several: dict[str, list[tuple[frozenset[str], Element]]] = defaultdict(list)
        self._single: dict[str, list[Element]] = defaultdict(list)
        kinds: tuple[type[Element], ...] = (Component, Zone, *_WITHIN)
        for kind in kinds:
            for element in snapshot.of(kind):
                self._add(element.name, element)
        for term in snapshot.of(Term):
            meant = snapshot.get(term.refers_to)
            for name in (term.name, *term.synonyms) if meant is not None else ():
                self._add(name, meant)

    def of(self, snapshot: Snapshot, text: str, stated: Collection[Id]) -> set[Id]:
        """What the text calls by name; what is inside a machine only beside the machine or its holder.

        `stated` is what the text speaks of anyway.
        """
        said = words_of(text)
        named = list(self._named(said))
        longer = [(place, size) for place, size, one in named if not isinstance(one, _WITHIN)]
        called = [
            one
            for place, size, one in named
            if not isinstance(one, _WITHIN) or not _is_inside(place, size, longer)
        ]
        telling = stems(text) if self._several else frozenset[str]()
        for stem in telling:
            called += [one for several, one in self._several.get(stem, ()) if several <= telling]
        around = {*stated, *(one.id for one in called if not isinstance(one, _WITHIN))}
        return {one.id for one in called if not isinstance(one, _WITHIN) or _is_beside(snapshot, one, around)}

    def perhaps(self, snapshot: Snapshot, text: str, around: Collection[Id]) -> set[Id]:
        """What has a name of one word that the text has in another form, beside what it belongs to.

        A word in the name of a component or zone says nothing of a part of a machine that is called so; one
        in a term of the glossary may.
        """
        if not self._single:
            return set()
        said = words_of(text)
        spans = [
            (place, size)
            for place, size, one in self._named(said)
            if isinstance(one, Component | Zone) and words_of(one.name) == said[place : place + size]
        ]
        left = (word for place, word in enumerate(said) if not _is_inside(place, 0, spans))
        return {
            one.id
            for stem in stems(" ".join(left))
            for one in self._single.get(stem, ())
            if _is_beside(snapshot, one, around)
        }

    def _named(self, said: tuple[str, ...]) -> Iterator[tuple[int, int, Element]]:
        """Where names stand in the words of a text: place, number of words, element."""
        for place, word in enumerate(said):
            for name, element in self._by_first.get(word, ()):
                if said[place : place + len(name)] == name:
                    yield place, len(name), element

    def _add(self, name: str, element: Element | None) -> None:
        words = words_of(name)
        if not words or element is None:
            return
        self._by_first[words[0]].append((words, element))
        telling = stems(name) if isinstance(element, _WITHIN) else frozenset[str]()
        if len(telling) == 1:
            self._single[min(telling)].append(element)
        elif telling:
            self._several[min(telling)].append((telling, element))


def _is_inside(place: int, size: int, spans: Collection[tuple[int, int]]) -> bool:
    """Whether words stand inside one of the longer spans; of size 0 whether a word stands in any."""
    return any(
        begin <= place and place + max(size, 1) <= begin + length and length > size for begin, length in spans
    )


def _is_beside(snapshot: Snapshot, element: Element, around: Collection[Id]) -> bool:
    return any(above.id in around for above in snapshot.owners(element))
