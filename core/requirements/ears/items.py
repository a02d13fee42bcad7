"""The words, signs and keywords of a sentence, and tokens made of runs of them."""

import re
from collections.abc import Sequence
from typing import NamedTuple

from core.requirements.ears.timed import timed_keyword

_END = r"(?![\w-])"

ALWAYS = r"(?:\s+always(?!\s+(?:not|never)(?![\w-])))?"
"""An "always" behind "shall", which demands no more than "shall" does; one that a "not" follows does."""
_ONE_TIME = (
    r"\s+(?:(?:with)?in\s+[0-9]|(?:per|an?|each)\s+(?:second|minute|hour|night|day|week|month|year|shift)s?"
    rf"{_END}|(?:before|after|until|when|if|while|every){_END})"
)
"""What follows a "once" that means one time: "once within 2 s", "once when the door opens"."""

_ITEM = re.compile(
    rf"""
      (?P<PLAIN>(?:even|as)\s+(?:if|when|though){_END}
          | regardless\s+of\s+(?:when|whether|where){_END}
          | (?:when|where|if|as)\s+(?:necessary|needed|required|applicable|appropriate|possible
            |practicable|any|so){_END}
          | at\s+once{_END}
          | as\s+soon\s+as\s+possible{_END})
    | (?P<ONLY>only\s+(?:when|whenever|while|if|where|once|upon|during|after|until|before){_END})
    | (?P<UNLESS>(?:unless|except\s+(?:when|while|if|where)){_END})
    | (?P<WHERE>where{_END})
    | (?P<WHILE>(?:while|whilst|during|(?:for\s+)?as\s+long\s+as){_END})
    | (?P<WHEN>(?:when\s+and\s+only\s+(?:when|if)|when|whenever|upon|once(?!{_ONE_TIME})
          |as\s+soon\s+as){_END})
    | (?P<IF>(?:iff|if\s+and\s+only\s+(?:if|when)|if|in\s+case(?:\s+of)?
          |in\s+the\s+event\s+(?:of|that)){_END})
    | (?P<THEN>then{_END})
    | (?P<SHALL>shall{ALWAYS}{_END})
    | (?P<MODAL>(?:should|must|will){ALWAYS}{_END})
    | (?P<NOT>(?:not|never){_END})
    | (?P<UNTIL>(?:until|till){_END})
    | (?P<BEFORE>(?:before|prior\s+to){_END})
    | (?P<AFTER>after{_END})
    | (?P<AND>(?:and|or){_END})
    | (?P<COMMA>,)
    | (?P<STOP>[.!?]+(?=\s*$)|(?:(?<![\s(]\w)|(?<=[0-9]\s\w))[.!?]+(?=\s+(?-i:[A-Z"(\[x¤])))
    | (?P<WORD>[^\s,]+?(?=[.!?]*(?:[\s,]|$)))
    """,
    re.VERBOSE | re.IGNORECASE,
)

_FIRST_WORDS = (
    "after and as at before between during each even every except for if iff in must never no not once only"
    " or prior regardless shall should then till unless until upon when whenever where while whilst will with"
    " within"
)
_BARE = re.compile(
    rf"(?: *(?!(?:{'|'.join(_FIRST_WORDS.split())})(?![\w-]))[a-z0-9_][a-z0-9_-]*(?= ))+",
    re.IGNORECASE | re.ASCII,
)
"""Bare words none of which a keyword or a time bound begins with."""
_SOLID = re.compile(r"[^ ]+")

CLAUSES = frozenset({"WHERE", "WHILE", "UNLESS", "WHEN", "IF", "ONLY"})
_SURE = frozenset({"PLAIN", "IF", "COMMA", "STOP"})
"""Kinds that no time bound begins with; "in case of" is one of them."""
TIMED = frozenset({"WITHIN", "AT_LEAST", "FOR", "EVERY", "BETWEEN"})


class Item(NamedTuple):
    """One word, sign or keyword; `start` and `end` count from 0 in the masked text."""

    kind: str
    start: int
    end: int


Token = Item
"""A terminal of ears.lark: a keyword, or the run of items between two keywords."""


def items_of(mask: str, begin: int) -> list[Item]:
    """All items of the masked text from `begin` on; only blanks lie between them."""
    found: list[Item] = []
    at = begin
    while True:
        run = _BARE.match(mask, at)
        if run is not None:
            found += [Item("WORD", *word.span()) for word in _SOLID.finditer(mask, at, run.end())]
            at = run.end()
        match = _ITEM.search(mask, at)
        if match is None:
            return found
        timed = timed_keyword(mask, match.start()) if match.lastgroup not in _SURE else None
        kind, at = timed or (match.lastgroup or "", match.end())
        found.append(Item(kind, match.start(), at))


class Part:
    """The items on one side of "shall", by index; outside the part every kind and word is empty."""

    def __init__(self, mask: str, items: Sequence[Item]) -> None:
        self.mask = mask
        self.items = items
        self._kinds = [item.kind for item in items]

    def __len__(self) -> int:
        return len(self.items)

    def kind(self, index: int) -> str:
        """The kind of the item."""
        return self._kinds[index] if 0 <= index < len(self._kinds) else ""

    def word(self, index: int) -> str:
        """The masked text of the item in lower case."""
        if not 0 <= index < len(self.items):
            return ""
        return self.mask[self.items[index].start : self.items[index].end].lower()

    def token(self, kind: str, first: int, after: int) -> Token:
        """A token over the items from `first` to before `after`."""
        return Token(kind, self.items[first].start, self.items[after - 1].end)

    def phrase(self, first: int, after: int) -> Token:
        """A phrase over these items without commas at its ends; it is empty where nothing is left."""
        while first < after and self.items[after - 1].kind == "COMMA":
            after -= 1
        while first < after and self.items[first].kind == "COMMA":
            first += 1
        if first < after:
            return self.token("PHRASE", first, after)
        place = self.items[first - 1].end if first else 0
        return Token("PHRASE", place, place)
