"""Texts and the keys of what they stand in, found by how they begin, what they hold, or their letters."""

import re
from bisect import bisect_left, bisect_right
from collections.abc import Callable, Iterator
from itertools import accumulate

from core.model.search.letters import APART

Keys = set[str]


class Lexicon:
    """Texts without line breaks, each with keys.

    What is looked up in is put in order when a look needs it after a text came or went; keys come and
    go without that. `order` says which texts come first where they are looked through.
    """

    def __init__(self, order: Callable[[str], tuple[int, str]] | None = None) -> None:
        self._keys: dict[str, Keys] = {}
        self._order = order
        self._sorted: list[str] | None = None
        self._lines = ""
        self._ends: list[int] | None = None

    def __eq__(self, other: object) -> bool:
        return isinstance(other, Lexicon) and self._keys == other._keys

    __hash__ = None  # type: ignore[assignment]

    def put(self, text: str, key: str) -> None:
        """Let the text stand in something."""
        known = self._keys.get(text)
        if known is None:
            self._keys[text] = {key}
            self._sorted = self._ends = None
        else:
            known.add(key)

    def drop(self, text: str, key: str) -> None:
        """Let the text stand in it no more."""
        known = self._keys[text]
        known.discard(key)
        if not known:
            del self._keys[text]
            self._sorted = self._ends = None

    def exactly(self, text: str) -> Keys:
        """The keys of the text; the set is not to be changed."""
        return self._keys.get(text, set())

    def beginning(self, part: str) -> Keys:
        """The keys of all texts that begin so; the set is not to be changed."""
        texts = self._in_order()
        first, last = bisect_left(texts, part), bisect_right(texts, part + "\U0010ffff")
        return self._of(texts[first:last])

    def holding(self, part: str) -> Keys:
        """The keys of all texts that hold the part anywhere; the set is not to be changed."""
        return self._of(list(self._found(re.compile(re.escape(part)))))

    def spelling(self, letters: str) -> Iterator[Keys]:
        """For each text that holds the letters in their order, the first where a word begins, its keys."""
        first, rest = letters[0], letters[1:]
        behind = "".join(f"[^{re.escape(one)}\n]{{0,{APART}}}+{re.escape(one)}" for one in rest)
        before = r"(?:[^\n]*(?:_|[^\w\n]))?" if first.isalnum() else r"[^\n]*"
        pattern = re.compile(rf"\n{before}{re.escape(first)}{behind}")
        return (self._keys[text] for text in self._found(pattern))

    def prepare(self) -> None:
        """Put in order what is looked up in, so that the next look need not."""
        texts = self._in_order()
        if self._ends is None:
            self._lines = "\n" + "\n".join(texts) + "\n"
            self._ends = list(accumulate((len(text) + 1 for text in texts), initial=0))

    def _of(self, texts: list[str]) -> Keys:
        found = [self._keys[text] for text in texts]
        return found[0] if len(found) == 1 else set().union(*found)

    def _in_order(self) -> list[str]:
        if self._sorted is None:
            self._sorted = sorted(self._keys, key=self._order)
        return self._sorted

    def _found(self, pattern: re.Pattern[str]) -> Iterator[str]:
        """The texts in which the pattern is found; each stands in a line behind a line break."""
        self.prepare()
        texts, lines, ends, place = self._in_order(), self._lines, self._ends or [], 0
        while match := pattern.search(lines, place):
            line = bisect_right(ends, match.start()) - 1
            yield texts[line]
            place = ends[line + 1]
