"""A requirement in ReSA: nouns of a sentence with the classes that the project or their last word tells."""

import re
from collections.abc import Iterator

from core.diagram.nouns import form_named
from core.model import DiagramType
from core.requirements.ears.masking import masked
from core.requirements.nouns import Names, class_of
from core.requirements.ontology import CLASSES, class_named
from core.requirements.phrases import normalise
from core.requirements.rewriting.inflection import BASES, base_of_participle, base_of_third_person

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
    r"(?<![\w:\"-])(?P<article>the|an?)\s+(?P<name>[\w/'-]+(?:\s+(?!(?:the|an?|is|are|was|were|has|have|does|do|shall|and|or|"
    r"not|to|in|on|at|of|by|from|for|with|within|until|before|after|when|while|if|above|below|over|under|into|via|than|"
    r"that|which|every|between|as|but)\b)[\w/'-]+){0,4})",
    re.IGNORECASE,
)


_BEHIND = frozenset(
    {
        "only",
        "never",
        "also",
        "always",
        "at",
        "on",
        "off",
        "up",
        "down",
        "if",
        "unless",
        "per",
        "during",
        "again",
        "because",
    }
)
_SUBJECT = re.compile(
    r"(?:(?<=, )|(?<=, then )|^)(?:(?:the|an?)\s+)?(?P<name>[^\W\d_][\w/'-]*(?:\s+[\w/'-]+){0,6})"
    r"(?=\s+shall\b)",
    re.IGNORECASE,
)
_CLASS_OF_SUBJECT = re.compile(r"(?<=[\w\"]):(?P<name>\w+)(?=\s+shall\b)")
_DETERMINED = frozenset({"all", "each", "every", "any", "both", "no", "some", "it", "this", "they", "there"})
_LISTED = re.compile(r",\s+(?=[^,]*(?:,| and | or ))")


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
    written = _of_subject("".join((*pieces, sentence[at:])))
    if ":" not in written:
        return sentence
    front, shall, back = written.partition(" shall ")
    # A comma parts clauses in ReSA, not the entries of a list.
    return f"{front}{shall}{_LISTED.sub(' and ', back)}" if " and " in back else written


def _of_subject(written: str) -> str:
    """The sentence whose actor has a class: the widest, where nothing tells which."""
    written = _CLASS_OF_SUBJECT.sub(_acting, written)
    match = _SUBJECT.search(written)
    if match is None or match["name"].split(" ", 1)[0].lower() in _DETERMINED:
        return written
    name = match["name"]
    bare = f"{name[:1].lower()}{name[1:]}" if name[1:2].islower() and match.start() == 0 else name
    return f"{written[: match.start()]}{_written(bare, 'entity')}{written[match.end() :]}"


def _nouns(sentence: str, mask: str, known: Names | None) -> Iterator[tuple[int, int, str, str]]:
    """Start and end of each noun with its article, its name and its class."""
    for match in _NOUN.finditer(mask):
        words = _before_verb(sentence[match.start("name") : match.end("name")].split())
        for count in range(len(words), 0, -1):
            name = " ".join(words[:count])
            if count < len(words) and not _ends_name(words[count]):
                continue
            ontology_class = _class(name, known)
            if ontology_class:
                yield (
                    match.start(),
                    match.start("name") + _length(mask, match.start("name"), count),
                    name,
                    ontology_class,
                )
                break


def _acting(match: re.Match[str]) -> str:
    """The class of an actor: the widest instead of one that cannot act, such as event."""
    known = CLASSES.get(class_named(match["name"]) or "")
    return match[0] if known is None or known.acts else ":entity"


def _before_verb(words: list[str]) -> list[str]:
    """The words in front of a verb that more words follow: "tyre loses pressure" begins with a name."""
    for index, word in enumerate(words[1:-1], 1):
        if base_of_third_person(word.lower()):
            return words[:index]
    return words


def _ends_name(word: str) -> bool:
    """Whether the word may stand behind a name: "control" is none of "control room"."""
    lower = word.lower()
    forms = (base_of_third_person(lower), base_of_participle(lower), lower in BASES, lower.endswith("ly"))
    return any(forms) or lower in _BEHIND


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
