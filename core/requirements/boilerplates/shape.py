"""The shape of a boilerplate: fixed words and slots, such as "<system> is to <response> once <event>".

A part in square brackets may be left out. A shape is compared with a sentence word for word, in whatever
case, and each slot takes at least one word.
"""

import re
from bisect import bisect_right
from collections.abc import Iterable, Iterator
from dataclasses import dataclass
from functools import lru_cache
from itertools import pairwise, product
from operator import itemgetter

from core.ground.words import _

MOST_SLOTS = 8
MOST_OPTIONAL = 4
LONGEST = 600
"""Characters of a shape, and of what it means."""

_PART = re.compile(r"<(?P<slot>[^<>]*)>|\[(?P<optional>[^\[\]]*)\]|(?P<words>[^<>\[\]]+)|(?P<stray>.)")
_NAME = re.compile(r"[a-z][a-z0-9 _-]{0,30}")
_WORD = re.compile(r"[^\W_]+|[^\w\s]|_")
_END = re.compile(r"[\s.!]*$")


class Unshaped(ValueError):
    """Says why a text is no shape, and where: `column` counts from 1."""

    def __init__(self, message: str, column: int = 1) -> None:
        super().__init__(message)
        self.column = column


@dataclass(frozen=True, slots=True)
class Words:
    """Fixed words."""

    text: str


@dataclass(frozen=True, slots=True)
class Slot:
    """A place that takes words."""

    name: str


Piece = Words | Slot


@dataclass(frozen=True, slots=True)
class Shape:
    """A shape with each choice of its parts in brackets, the most of them first."""

    text: str
    variants: tuple[tuple[Piece, ...], ...]

    @property
    def slots(self) -> tuple[str, ...]:
        """The names of all slots, in the order in which they stand."""
        return _slots(self.variants[0])

    @property
    def optional(self) -> frozenset[str]:
        """The names of the slots that may be left out."""
        return frozenset(self.slots) - frozenset(_slots(self.variants[-1]))


@dataclass(frozen=True, slots=True)
class Fitted:
    """A sentence in a shape: where each slot and each run of fixed words stands, as start and end from 0."""

    slots: dict[str, tuple[int, int]]
    words: tuple[tuple[int, int], ...]


@lru_cache(maxsize=512)
def distinct(text: str) -> Shape:
    """The shape of a text that says where each slot ends; Unshaped where it does not, or is no shape."""
    shape = shaped(text)
    _require_distinct(shape)
    return shape


@lru_cache(maxsize=512)
def shaped(text: str) -> Shape:
    """The shape that a text writes; Unshaped with the reason where it writes none."""
    if len(text) > LONGEST:
        raise Unshaped(_("It is longer than {most} characters").format(most=LONGEST), LONGEST + 1)
    parts = list(_parts(_END.sub("", text)))
    optional = [number for number, (_pieces, may_lack) in enumerate(parts) if may_lack]
    if len(optional) > MOST_OPTIONAL:
        raise Unshaped(_("It has more than {most} parts in brackets").format(most=MOST_OPTIONAL))
    names = [piece.name for pieces, _lack in parts for piece in pieces if isinstance(piece, Slot)]
    if len(names) > MOST_SLOTS:
        raise Unshaped(_("It has more than {most} slots").format(most=MOST_SLOTS))
    if not names:
        raise Unshaped(_("It has no slot"))
    variants = []
    for kept in product((True, False), repeat=len(optional)):
        left_out = {number for number, keep in zip(optional, kept, strict=True) if not keep}
        kept_parts = (some for number, (some, _lack) in enumerate(parts) if number not in left_out)
        pieces = (piece for some in kept_parts for piece in some)
        variants.append(tuple(_joined(pieces)))
    return Shape(text, tuple(variants))


def fitted(shape: Shape, even: str) -> Fitted | None:
    """Where the slots stand in a sentence of this shape; None where it has another.

    In the shape no two slots stand side by side. `even` is the sentence with signs of one kind each
    (`evened`). Of several ways the one in which the earlier slots are shorter is taken.
    """
    end = len(_END.sub("", even))
    for pieces in shape.variants:
        found = _fitted(pieces, even, end)
        if found is not None:
            return found
    return None


def fits(pieces: tuple[Piece, ...], even: str) -> bool:
    """Whether a text says these pieces of a shape and nothing else."""
    return _fitted(pieces, even, len(even.rstrip())) is not None


def _fitted(pieces: tuple[Piece, ...], even: str, end: int) -> Fitted | None:
    """Slots and words take turns; from the last words to the first those are kept behind which all fits."""
    kept: dict[int, list[tuple[int, int]]] = {}

    def fits_from(number: int, at: int) -> bool:
        """Whether the pieces from a number on, a slot first, fit from `at` on."""
        if number >= len(pieces):
            return at == end
        filled = _filled(even, at)
        return filled < end if number + 1 == len(pieces) else bool(_behind(kept[number + 1], filled))

    for number in reversed(range(len(pieces))):
        piece = pieces[number]
        if isinstance(piece, Words):
            places = _places(piece, even, end)
            kept[number] = [place for place in places if fits_from(number + 1, place[1])]
    start = len(even) - len(even.lstrip())
    if isinstance(pieces[0], Words):
        kept[0] = [place for place in kept[0] if place[0] == start]
    found: list[tuple[int, int]] = []
    at = start
    for number, piece in enumerate(pieces):
        if isinstance(piece, Words):
            following = [place for place in kept[number] if place[0] >= at][:1]
        elif number + 1 == len(pieces):
            following = [(at, end)] if _filled(even, at) < end else []
        else:
            following = [(at, begin) for begin, _end in _behind(kept[number + 1], _filled(even, at))[:1]]
        if not following:
            return None
        found += following
        at = following[0][1]
    both = list(zip(pieces, found, strict=True))
    return Fitted(
        {piece.name: _bare(even, *place) for piece, place in both if isinstance(piece, Slot)},
        tuple(place for piece, place in both if isinstance(piece, Words)),
    )


def _filled(even: str, at: int) -> int:
    """Where from `at` on the first sign stands that a slot can have."""
    return at + len(even[at:]) - len(even[at:].lstrip(" ,"))


def _behind(places: list[tuple[int, int]], at: int) -> list[tuple[int, int]]:
    """The places that begin behind `at`."""
    return places[bisect_right(places, at, key=itemgetter(0)) :]


def _bare(even: str, begin: int, end: int) -> tuple[int, int]:
    """The place without blanks and commas around what stands there."""
    while begin < end and even[begin] in " ,":
        begin += 1
    while end > begin and even[end - 1] in " ,":
        end -= 1
    return begin, end


def _places(piece: Words, even: str, end: int) -> Iterator[tuple[int, int]]:
    """Everywhere that the words stand with blanks between them, also where two places share a word."""
    pattern, at = _pattern(piece.text), 0
    while (match := pattern.search(even, at, end)) is not None:
        yield match.start(), match.end()
        at = match.start() + 1


@lru_cache(maxsize=1024)
def _pattern(text: str) -> re.Pattern[str]:
    words = _WORD.findall(text)
    joined = "".join(
        rf"{'' if number == 0 else _gap(words[number - 1], word)}{re.escape(word)}"
        for number, word in enumerate(words)
    )
    before = r"(?<!\w)" if words[0][0].isalnum() else ""
    after = r"(?!\w)" if words[-1][-1].isalnum() else ""
    return re.compile(f"{before}{joined}{after}", re.IGNORECASE)


def _gap(first: str, second: str) -> str:
    """Between two words there is a blank; beside a sign there may be one."""
    return r"\s+" if first[-1].isalnum() and second[0].isalnum() else r"\s*"


def _parts(text: str, inside: bool = False) -> Iterator[tuple[list[Piece], bool]]:
    """The pieces one after the other, each group with whether it may be left out."""
    for match in _PART.finditer(text):
        column = match.start() + 1
        if match["slot"] is not None:
            name = " ".join(match["slot"].split())
            if not _NAME.fullmatch(name):
                raise Unshaped(_("A slot has a name in small letters, such as <system>"), column)
            yield [Slot(name)], False
        elif match["optional"] is not None and not inside:
            pieces = [piece for some, _lack in _parts(match["optional"], inside=True) for piece in some]
            if not pieces:
                raise Unshaped(_("There is nothing between the brackets"), column)
            yield pieces, True
        elif match["words"] is not None:
            if match["words"].strip():
                yield [Words(" ".join(match["words"].split()))], False
        else:
            raise Unshaped(_("“{sign}” opens or closes nothing").format(sign=match[0][0]), column)


def _slots(pieces: Iterable[Piece]) -> tuple[str, ...]:
    return tuple(piece.name for piece in pieces if isinstance(piece, Slot))


def _joined(pieces: Iterator[Piece]) -> Iterator[Piece]:
    """Fixed words that stand side by side, as one piece."""
    last: Piece | None = None
    for piece in pieces:
        if isinstance(last, Words) and isinstance(piece, Words):
            last = Words(f"{last.text} {piece.text}")
            continue
        if last is not None:
            yield last
        last = piece
    if last is not None:
        yield last


def _require_distinct(shape: Shape) -> None:
    """Unshaped where a sentence could be cut in more than one way, or anything would be in the shape."""
    if len(set(shape.slots)) < len(shape.slots):
        raise Unshaped(_("A slot of the shape stands in it twice"))
    for pieces in shape.variants:
        if any(isinstance(one, Slot) and isinstance(two, Slot) for one, two in pairwise(pieces)):
            raise Unshaped(_("Two slots stand side by side: nothing says where one ends"))
        words = [word for piece in pieces if isinstance(piece, Words) for word in _WORD.findall(piece.text)]
        if sum(word.isalpha() for word in words) < 2:
            raise Unshaped(_("It needs two fixed words at least, or every sentence would be in this shape"))
