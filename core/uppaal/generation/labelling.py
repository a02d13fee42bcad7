"""How much room texts take on UPPAAL's canvas, and texts one below the other."""

from dataclasses import dataclass, replace

from core.uppaal.document import Label, Place, Transition

LETTER, LINE = 7, 16
"""Width of a letter and height of a line, in px, at UPPAAL's default font."""


@dataclass(frozen=True, slots=True)
class Block:
    """The size of texts one below the other."""

    width: int
    height: int


def block(transition: Transition) -> Block:
    """How much room the labels of the edge take."""
    return block_of([label.text for label in transition.labels])


def block_of(texts: list[str]) -> Block:
    """How much room texts take."""
    return Block(max(map(text_width, texts), default=0), sum(map(text_height, texts)))


def stacked(labels: tuple[Label, ...], beginning: Place) -> tuple[Label, ...]:
    """The labels one below the other from there."""
    found, top = [], beginning.y
    for label in labels:
        found.append(replace(label, place=Place(beginning.x, top)))
        top += text_height(label.text)
    return tuple(found)


def text_width(text: str) -> int:
    """The width of the longest line."""
    return LETTER * max(map(len, text.split("\n")))


def text_height(text: str) -> int:
    """The height of all lines; an empty text takes one."""
    return LINE * (text.count("\n") + 1)
