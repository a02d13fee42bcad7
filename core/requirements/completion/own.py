"""Completion in a project's own shapes: the fixed words that follow, and slots as the meaning has them.

What is typed is set against the beginnings of each shape. In a slot the same fits as at its place in the
sentence of EARS or ReSA that the shape means.
"""

import re
from collections.abc import Iterator, Sequence
from dataclasses import dataclass
from functools import lru_cache

from core.model import Boilerplate
from core.requirements.boilerplates.shape import Piece, Slot, Unshaped, Words, distinct, fits, shaped
from core.requirements.completion.where import Where, where
from core.requirements.ears.masking import evened
from core.requirements.resa.items import items_of

_FILLED = {
    Where.BEGIN: "the lamp",
    Where.CONDITION: "the lid is shut",
    Where.INSIDE: "shut",
    Where.BEFORE_SYSTEM: "the lamp",
    Where.SYSTEM: "the lamp",
    Where.SHALL: "glow",
    Where.ACTION: "the lid",
    Where.BOUND: "5 s",
}
"""What can stand in a slot, by where its meaning has it."""


@dataclass(frozen=True, slots=True)
class Begun:
    """A sentence that is on its way through the shape of a boilerplate, and what may come next.

    `words` are the fixed words that can follow. Without any a slot is being filled, and `meant` is the
    sentence that is meant up to what is typed. `ending` completes the sentence behind either. `runs` is how
    many runs of fixed words were said whole, and `begun` how many words of the next one.
    """

    boilerplate: Boilerplate
    ending: str
    words: str = ""
    meant: str = ""
    runs: int = 0
    begun: int = 0


def begun_shapes(before: str, own: Sequence[Boilerplate]) -> list[Begun]:
    """The ways in which what stands in front of the word that is typed goes on in the project's shapes.

    Any words can fill a slot; so where some of the fixed words of one shape were said, those of which fewer
    were said are not meant.
    """
    even = evened(before)
    found = [one for boilerplate in own for one in _in_shape(even, boilerplate)]
    most = max(((one.runs, one.begun) for one in found), default=(0, 0))
    return [one for one in found if (one.runs, one.begun) == most]


def _in_shape(even: str, boilerplate: Boilerplate) -> Iterator[Begun]:
    try:
        shape, means = distinct(boilerplate.shape), shaped(boilerplate.means).text
    except Unshaped:
        return
    for pieces in shape.variants:
        for number, piece in enumerate(pieces):
            ahead = pieces[:number]
            rest = "".join(_said(later, means) for later in pieces[number + 1 :]).rstrip()
            runs = sum(isinstance(one, Words) for one in ahead)
            if isinstance(piece, Slot):
                start = _slot_start(even, ahead)
                if start is not None:
                    meant = f"{_ahead(piece.name, means)}{even[start:].lstrip()}"
                    yield Begun(boilerplate, f"{rest}.", meant=meant, runs=runs)
                continue
            for begun, words in _following(even, ahead, piece):
                yield Begun(boilerplate, f"{rest}.", words, runs=runs, begun=begun)


def _following(even: str, ahead: tuple[Piece, ...], piece: Words) -> Iterator[tuple[int, str]]:
    """What is left of a run of fixed words behind these pieces, by how many of them were said.

    A comma is not offered: it belongs to the word before, behind which nobody asks.
    """
    words = piece.text.split()
    for begun in range(len(words)):
        said = (*ahead, Words(" ".join(words[:begun]))) if begun else ahead
        there = fits(said, even) if said else not even.strip()
        if there and words[begun][0].isalnum():
            yield begun, " ".join(words[begun:])


def _slot_start(even: str, ahead: tuple[Piece, ...]) -> int | None:
    """Where a slot behind these pieces begins that reaches up to the end; None where they are not there."""
    if not ahead:
        return 0
    for match in reversed(list(re.finditer(r"\s+|$", even))):
        if fits(ahead, even[: match.start()]):
            return match.end()
    return None


def _said(piece: Piece, means: str) -> str:
    return f" {piece.text}" if isinstance(piece, Words) else f" {_filling(piece.name, means)}"


@lru_cache(maxsize=512)
def _filling(name: str, means: str) -> str:
    """Something that can stand in the slot."""
    return _FILLED.get(where(items_of(_ahead(name, means))), "the lid")


@lru_cache(maxsize=512)
def _ahead(name: str, means: str) -> str:
    """What the meaning says in front of a slot, with something in each slot before it."""
    head, slot, _rest = means.replace("[", "").replace("]", "").partition(f"<{name}>")
    if not slot:
        return ""
    while (other := re.search(r"<([^<>]*)>", head)) is not None:
        head = head.replace(other[0], _filling(other[1], means))
    return evened(head)
