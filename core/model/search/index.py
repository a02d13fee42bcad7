"""The index of a search: what can be found, by every word of it, and how well it fits what is typed."""

from collections.abc import Callable, Collection, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass

from core.model.search.explanation import Explained, explained
from core.model.search.letters import compact, folded, in_order, initials, typed_words, words_of
from core.model.search.lexicon import Keys, Lexicon

_FEW = 400
"""So many keys are put in order by themselves; of more, all that are known are looked through in order."""

_HELD = 2
"""A word of fewer letters is looked for at the beginning of words alone."""


@dataclass(frozen=True, slots=True)
class Entry:
    """Something that can be found: its title, and other texts, each with the name of where it stands.

    `group` is the sort of thing by which a search is narrowed. What is `minor` comes behind what fits alike,
    and of several that are called alike the one that stands further `back`.
    """

    key: str
    group: str
    title: str
    texts: tuple[tuple[str, str], ...] = ()
    minor: bool = False
    back: int = 0


EXACT, BEGINS, WORDS, INITIALS, PARTS, LETTERS = range(6)
"""How well something fits: its title is what was typed, or begins so; every word begins one of the title;
these are its initials; words stand in other texts or inside words; it has the letters in their order,
which is looked for where nothing else fits."""


@dataclass(frozen=True, slots=True)
class Found:
    """An entry that fits, how well, and the letters that do."""

    entry: Entry
    fits: Explained
    rank: int = EXACT


class SearchIndex:
    """Entries by key. They come and go one by one; nothing is indexed anew at a look.

    What fits better comes first, from `EXACT` to `LETTERS`; what fits alike is in the order of recent
    use; then what is no minor thing comes first, then the shorter
    title, and of one title what is less far `back`. Of what is called exactly so that counts before use.
    """

    def __init__(self) -> None:
        self._entries: dict[str, Entry] = {}
        self._order: dict[str, tuple[bool, int, str, int, str]] = {}
        self._groups: dict[str, Keys] = {}
        self._sorted: list[str] | None = None
        self._titles = Lexicon(lambda title: (len(title), title))
        self._initials = Lexicon()
        self._title_words = Lexicon()
        self._other_words = Lexicon()

    def __len__(self) -> int:
        return len(self._entries)

    @property
    def entries(self) -> Mapping[str, Entry]:
        """All entries by key."""
        return self._entries

    def get(self, key: str) -> Entry | None:
        """The entry of that key, if there is one."""
        return self._entries.get(key)

    def count(self, groups: Collection[str]) -> int:
        """How many entries these groups have together."""
        return sum(len(self._groups.get(group, ())) for group in groups)

    def put(self, entry: Entry) -> None:
        """Add an entry, or put it in the place of the one with its key."""
        known = self._entries.get(entry.key)
        if known == entry:
            return
        self._sorted = None
        if known is not None:
            self._unlearn(known)
        self._entries[entry.key] = entry
        title = folded(" ".join(entry.title.split()))
        self._order[entry.key] = (entry.minor, len(title), title, entry.back, entry.key)
        self._groups.setdefault(entry.group, set()).add(entry.key)
        for lexicon, text in _places(self, entry):
            lexicon.put(text, entry.key)

    def drop(self, key: str) -> None:
        """Forget an entry, if there is one of that key."""
        known = self._entries.pop(key, None)
        if known is not None:
            self._unlearn(known)
            del self._order[key]
            self._sorted = None

    def prepare(self) -> None:
        """Put in order what came since the last look, so that the next one need not."""
        self._ordered()
        for lexicon in (self._titles, self._initials, self._title_words, self._other_words):
            lexicon.prepare()

    def find(
        self,
        typed: str,
        most: int,
        groups: Collection[str] | None = None,
        recent: Sequence[str] = (),
        fits: Callable[[Entry], bool] | None = None,
    ) -> list[Found]:
        """The `most` entries of these groups that fit best what was typed; without words all fit alike.

        `recent` are keys of what was used, the last first. What `fits` turns down is left out.
        """
        return self.find_counted(typed, most, groups, recent, fits, counted=most)[0]

    def find_counted(
        self,
        typed: str,
        most: int,
        groups: Collection[str] | None = None,
        recent: Sequence[str] = (),
        fits: Callable[[Entry], bool] | None = None,
        *,
        counted: int,
    ) -> tuple[list[Found], int]:
        """The same, and how many entries fit in all; of more than `counted` the rest is not looked for."""
        wanted = self._groups.keys() if groups is None else self._groups.keys() & groups
        few = None if groups is None or self.count(wanted) > _FEW else self._keys_of(wanted)
        used = {key: place for place, key in enumerate(recent) if key in self._entries}
        chosen: dict[str, int] = {}
        for rank, keys, begun in self._bands(typed, few):
            if rank == LETTERS and any(one < LETTERS for one in chosen.values()):
                break
            fitting = keys if few is None else few.intersection(keys)
            ordered: Iterable[str] = self._best_of(fitting, used)
            if rank == EXACT and typed.strip():
                # What is called exactly so is meant before what was used last.
                ordered = sorted(ordered, key=lambda key: self._entries[key].back)
            for key in ordered:
                if len(chosen) == counted:
                    break
                entry = self._entries[key]
                if (
                    key not in chosen
                    and entry.group in wanted
                    and self._order[key][2].startswith(begun)
                    and (fits is None or fits(entry))
                ):
                    chosen[key] = rank
            if len(chosen) == counted:
                break
        found = [(self._entries[key], rank) for key, rank in chosen.items()][:most]
        explained_ones = [Found(one, explained(typed, one.title, one.texts), rank) for one, rank in found]
        return explained_ones, len(chosen)

    def _keys_of(self, groups: Iterable[str]) -> Keys:
        return set().union(*(self._groups[group] for group in groups))

    def _best_of(self, keys: Collection[str], used: Mapping[str, int]) -> Iterator[str]:
        """The keys in the order of recent use, then as `_order` has them.

        Of many the first come at once: all that are known are walked through no further than is asked for.
        """
        for key in used:
            if key in keys:
                yield key
        if len(keys) < _FEW:
            rest: Iterable[str] = sorted(keys, key=self._order.__getitem__)
        else:
            rest = filter(keys.__contains__, self._ordered())
        yield from (key for key in rest if key not in used)

    def _ordered(self) -> list[str]:
        if self._sorted is None:
            self._sorted = sorted(self._entries, key=self._order.__getitem__)
        return self._sorted

    def _bands(self, typed: str, few: Keys | None) -> Iterator[tuple[int, Collection[str], str]]:
        """Keys of what fits, in groups that fit alike, the best group first; a key may come again.

        With each group stands how the title of what is meant begins. `few` are the keys that are asked
        for, where there are few.
        """
        query, letters, words = folded(" ".join(typed.split())), compact(typed), typed_words(typed)
        if not letters:
            yield EXACT, self._entries.keys(), ""
            return
        if words:
            yield EXACT, self._titles.exactly(query), ""
            begun = self._begun(words)
            yield BEGINS, begun, query
            yield WORDS, begun, ""
        if len(letters) > 1:
            yield INITIALS, self._initials.beginning(letters), ""
        if words:
            yield from ((PARTS, keys, "") for keys in self._by_words(words))
        if len(letters) > 1 or not words:
            yield from ((LETTERS, keys, "") for keys in self._spelling(letters, few))

    def _begun(self, words: Sequence[str]) -> Keys:
        """Keys of the entries in whose title every word begins a word."""
        found = sorted((self._title_words.beginning(word) for word in words), key=len)
        return found[0].intersection(*found[1:]) if len(found) > 1 else found[0]

    def _spelling(self, letters: str, few: Keys | None) -> Iterator[Keys]:
        """Keys of the titles that have the letters in their order; of few, each is looked at by itself."""
        if few is None:
            yield from self._titles.spelling(letters)
        else:
            yield {key for key in few if in_order(letters, self._order[key][2]) is not None}

    def _by_words(self, words: Sequence[str]) -> list[Keys]:
        """Keys of entries in which every word is found, those first in which it is where it counts most."""
        together: dict[int, Keys] = dict(enumerate(self._levels(words[0])))
        for word in words[1:]:
            narrowed: dict[int, Keys] = {}
            for level, others in enumerate(self._levels(word)):
                for before, keys in together.items():
                    both = keys & others
                    if both:
                        narrowed.setdefault(before + level, set()).update(both)
            together = narrowed
        return [together[cost] for cost in sorted(together)]

    def _levels(self, word: str) -> Iterator[Keys]:
        """Where the word begins one of the title, of other texts, and where it is inside one; none twice."""
        seen = self._title_words.beginning(word)
        yield seen
        for found in self._further(word):
            fresh = found - seen
            yield fresh
            if fresh:
                seen = seen | fresh

    def _further(self, word: str) -> Iterator[Keys]:
        yield self._other_words.beginning(word)
        if len(word) >= _HELD:
            yield self._title_words.holding(word)
            yield self._other_words.holding(word)

    def _unlearn(self, entry: Entry) -> None:
        self._groups[entry.group].discard(entry.key)
        for lexicon, text in _places(self, entry):
            lexicon.drop(text, entry.key)


def _places(index: SearchIndex, entry: Entry) -> Iterator[tuple[Lexicon, str]]:
    """Every text under which an entry is known, and where."""
    title = folded(" ".join(entry.title.split()))
    if title:
        yield index._titles, title  # noqa: SLF001 - the index itself asks
    first = initials(entry.title)
    if first:
        yield index._initials, first  # noqa: SLF001
    for word in words_of(entry.title):
        yield index._title_words, word  # noqa: SLF001
    for word in dict.fromkeys(word for _where, text in entry.texts for word in words_of(text)):
        yield index._other_words, word  # noqa: SLF001
