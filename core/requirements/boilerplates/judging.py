"""Whether a boilerplate can be used, and what its slots are in the sentence that it means."""

from collections.abc import Iterator
from dataclasses import dataclass

from core.ground.diagnostic import Severity
from core.ground.words import _
from core.model import Boilerplate
from core.requirements.boilerplates.meaning import in_shape
from core.requirements.boilerplates.shape import Shape, Slot, Unshaped, distinct, shaped
from core.requirements.sentence import parse
from core.requirements.slots import Parsed

GOOD = Boilerplate(
    id="",
    name="Response to an event",
    shape="<system> is to <response> [within <time>] once <event>",
    means="When <event>, <system> shall <response> [within <time>]",
    example="The pump is to stop once the lid opens.",
)
"""One that can be used, as the example that errors show."""

_TIME = "5 s"


@dataclass(frozen=True, slots=True)
class Doubt:
    """What is wrong with, or doubtful about, a boilerplate.

    `fact` is the one it stands in: shape, means or example; the place is in that text, from column 1.
    `right` is what would be right for that fact.
    """

    fact: str
    code: str
    message: str
    right: str
    column: int = 1
    length: int = 1
    severity: Severity = Severity.ERROR


@dataclass(frozen=True, slots=True)
class SlotUse:
    """A slot, and what `part` it is in the sentence that is meant.

    That is system, feature, state, trigger, unwanted, response or deadline; empty where the example does
    not tell. `words` are those of the example, empty for none.
    """

    name: str
    part: str
    optional: bool
    words: str


def doubt(one: Boilerplate) -> Doubt | None:
    """The first thing that keeps a boilerplate from being used, or what is doubtful about it."""
    try:
        shape = distinct(one.shape)
    except Unshaped as unshaped:
        return _unshaped("shape", one.shape, unshaped)
    try:
        means = shaped(one.means)
    except Unshaped as unshaped:
        return _unshaped("means", one.means, unshaped)
    return _lost(one, shape, means) or _misfit(one)


def slot_uses(one: Boilerplate) -> tuple[SlotUse, ...]:
    """The slots of the shape in their order; none where the shape or the meaning is none."""
    try:
        shape, _means = distinct(one.shape), shaped(one.means)
    except Unshaped:
        return ()
    found = in_shape(one.example, one)
    places = found[1].slots if found else {}
    said = {name: one.example[begin:end] for name, (begin, end) in places.items()}
    whole = _sentence(shape, said)
    filled = in_shape(whole, one)
    known = parse(whole, (one,))
    parts = {name: _part(known, *place) for name, place in (filled[1].slots if filled else {}).items()}
    return tuple(
        SlotUse(name, parts.get(name, ""), name in shape.optional, said.get(name, "")) for name in shape.slots
    )


def _unshaped(fact: str, text: str, unshaped: Unshaped) -> Doubt:
    right = GOOD.shape if fact == "shape" else GOOD.means
    return Doubt(fact, "boilerplate-fault", str(unshaped), right, min(unshaped.column, max(len(text), 1)))


def _lost(one: Boilerplate, shape: Shape, means: Shape) -> Doubt | None:
    """Slots that stand in one of both alone, or may be left out of the shape alone."""
    only = sorted(set(shape.slots) ^ set(means.slots))
    if only:
        message = _("Words would be lost: {slots}, in the shape or in the meaning alone")
        slots = ", ".join(f"<{name}>" for name in only)
        first = only[0]
        fact = "means" if first in means.slots else "shape"
        return _at(fact, one, first, message.format(slots=slots))
    alone = sorted(shape.optional - means.optional)
    if alone:
        message = _("{slots} may be left out of the shape and not of the meaning")
        slots = ", ".join(f"<{name}>" for name in alone)
        return _at("means", one, alone[0], message.format(slots=slots))
    return None


def _at(fact: str, one: Boilerplate, slot: str, message: str) -> Doubt:
    """A doubt at the place of a slot."""
    text = one.means if fact == "means" else one.shape
    start = max(text.find(f"<{slot}>"), 0)
    return Doubt(fact, "boilerplate-fault", message, GOOD.means, start + 1, len(slot) + 2)


def _misfit(one: Boilerplate) -> Doubt | None:
    """The example is in another shape, or comes out as no requirement or as one that it was before."""
    length = max(len(one.example), 1)
    if in_shape(one.example, one) is None:
        said = _("The example is not in the shape")
        return Doubt("example", "boilerplate-fault", said, _written(one), 1, length)
    found = parse(one.example, (one,))
    if not found.boilerplate or not found.ok:
        reason = next((told.message for told in found.diagnostics), _("it is no requirement"))
        message = _("The example does not come out as a requirement: {reason}").format(reason=reason)
        return Doubt("means", "boilerplate-fault", message, GOOD.means, 1, max(len(one.means), 1))
    plain = parse(one.example)
    if plain.ok and plain.slots != found.slots:
        message = _("Without this boilerplate its example is understood otherwise")
        return Doubt(
            "shape",
            "boilerplate-other-meaning",
            message,
            "",
            1,
            max(len(one.shape), 1),
            severity=Severity.WARNING,
        )
    return None


def _written(one: Boilerplate) -> str:
    """A sentence in the shape, with a time and the names of the other slots as they are."""
    words = {"time": _TIME, "system": "the pump", "response": "stop", "event": "the lid opens"}
    return _sentence(distinct(one.shape), words)


def _sentence(shape: Shape, said: dict[str, str]) -> str:
    """A sentence with every slot filled: by the words that are given for it, else by a time or its name."""
    pieces = (
        said.get(piece.name) or (_TIME if "time" in piece.name else f"the {piece.name}")
        if isinstance(piece, Slot)
        else piece.text
        for piece in shape.variants[0]
    )
    text = " ".join(pieces).replace(" ,", ",")
    return f"{text[:1].upper()}{text[1:]}."


def _part(known: Parsed, begin: int, end: int) -> str:
    """What of a sentence stands from one place, before another: that which shares most with what does."""
    found = []
    for part, column, length in _parts(known):
        shared = min(end, column - 1 + length) - max(begin, column - 1)
        if shared > 0:
            found.append((shared / (end - begin + length - shared), part))
    return max(found)[1] if found else ""


def _parts(known: Parsed) -> Iterator[tuple[str, int, int]]:
    slots = known.slots
    if slots.system is not None:
        yield "system", slots.system.column, slots.system.length
    for part, spans in (
        ("feature", slots.features),
        ("state", slots.states),
        ("trigger", (slots.trigger,)),
        ("unwanted", (slots.unwanted,)),
    ):
        for span in spans:
            if span is not None:
                yield part, span.column, span.length
    for response in slots.responses:
        yield "response", response.column, response.length
        if response.deadline is not None:
            yield "deadline", response.deadline.column, response.deadline.length
