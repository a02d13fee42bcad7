"""A requirement in ReSA: nouns of a sentence with the classes that the project or their last word tells."""

import re
from collections.abc import Iterator

from core.diagram.nouns import form_named
from core.model import DiagramType
from core.requirements.ears.masking import masked
from core.requirements.nouns import Names, class_of
from core.requirements.phrases import normalise

_CLASS_WORDS = {
    "parameter": """
        speed level pressure temperature torque voltage current flow rate position value time limit
        threshold force humidity concentration dose mass weight height distance frequency power energy angle
        point count load
""",
    "inDevice": "button pedal switch key lever knob keypad touchscreen handle joystick",
    "outDevice": "lamp display screen buzzer indicator light",
    "event": "alarm event fault failure error request command alert",
    "entity": "message frame packet image file log record report password account certificate certificates",
    "user": "user operator driver technician engineer administrator nurse patient vendor pilot",
    "system": "system unit module gateway server service",
    "function": "function control limiting assistant",
    "mode": "mode",
    "state": "state",
}
_CLASS_OF_WORD = {word: name for name, words in _CLASS_WORDS.items() for word in words.split()}
_CLASS_OF_FORM = {"sensor": "inDevice", "actuator": "outDevice"}
_NOUN = re.compile(
    r"(?<![\w:\"-])(?P<article>the|an?)\s+(?P<name>[\w/'-]+(?:\s+(?!(?:is|are|was|were|has|have|does|do|shall|and|or|"
    r"not|to|in|on|at|of|by|from|for|with|within|until|before|after|when|while|if|above|below|over|under|into|via|than|"
    r"that|which|every|between|as|but)\b)[\w/'-]+){0,4})",
    re.IGNORECASE,
)


def typed(sentence: str, known: Names | None) -> str:
    """The sentence with a class behind each noun that has one; the sentence itself where none has.

    A name of the project has the class of what it names. Without one the last word of a noun tells, as far
    as it is known; what nothing tells stays plain.
    """
    mask = masked(sentence)
    pieces: list[str] = []
    at = 0
    for start, end, name, ontology_class in _nouns(sentence, mask, known):
        if start >= at:
            pieces += (sentence[at:start], _written(name, ontology_class))
            at = end
    return "".join((*pieces, sentence[at:]))


def _nouns(sentence: str, mask: str, known: Names | None) -> Iterator[tuple[int, int, str, str]]:
    """Start and end of each noun with its article, its name and its class."""
    for match in _NOUN.finditer(mask):
        words = sentence[match.start("name") : match.end("name")].split()
        for count in range(len(words), 0, -1):
            name = " ".join(words[:count])
            ontology_class = _class(name, known)
            if ontology_class:
                yield (
                    match.start(),
                    match.start("name") + _length(mask, match.start("name"), count),
                    name,
                    ontology_class,
                )
                break


def _length(mask: str, start: int, count: int) -> int:
    words = re.compile(rf"(?:[\w/'-]+\s+){{{count - 1}}}[\w/'-]+").match(mask, start)
    return len(words[0]) if words else 0


def _class(name: str, known: Names | None) -> str:
    if known is not None:
        elements = known.elements.get(normalise(name), ())
        if elements:
            return class_of(elements[0])
        if normalise(name) in known.terms:
            return "entity"
    last = name.rsplit(maxsplit=1)[-1].lower()
    if last in _CLASS_OF_WORD:
        return _CLASS_OF_WORD[last]
    form = form_named(DiagramType.SYSTEM, name)
    if form is None:
        return ""
    facts = dict(form.facts)
    return _CLASS_OF_FORM.get(str(facts.get("role", "")), "user" if form.kind == "actor" else "system")


def _written(name: str, ontology_class: str) -> str:
    bare = re.fullmatch(r"[^\W_][\w.-]*", name)
    return f"{name}:{ontology_class}" if bare else f'"{name}":{ontology_class}'
