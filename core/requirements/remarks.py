"""What is weak in a sentence that the grammar takes, where, and what could be written instead.

Weak words and faults of `core.requirements.smells`, and typed nouns that mean nothing or the wrong thing in
a project. All are information: the sentence is understood all the same.
"""

import re
from collections.abc import Callable, Iterable, Iterator, Mapping, Sequence
from dataclasses import dataclass, replace

from core.ground.diagnostic import Diagnostic, Severity
from core.ground.longest import LONGEST_SENTENCE
from core.ground.words import _, quoted
from core.model import Boilerplate, Element, Id, MetricLimit, Term
from core.requirements.ears.explanations import EXPLANATIONS as EARS
from core.requirements.ears.grouping import grouped
from core.requirements.nouns import Meaning, Standing, TypedNoun, class_of, suits, typed_nouns
from core.requirements.ontology import CLASSES
from core.requirements.parting import entries, several, ways
from core.requirements.phrases import normalise
from core.requirements.plain_nouns import PlainNoun, Things, plain_nouns
from core.requirements.resa.explanations import EXPLANATIONS as RESA
from core.requirements.sentence import parse
from core.requirements.slots import Parsed
from core.requirements.smells import measure
from core.requirements.smells.catalogue import metrics
from core.requirements.smells.limits import NO_DEMAND, is_of_shape, limits
from core.requirements.smells.measuring import Smell
from core.requirements.smells.reasons import reason
from core.requirements.time_values import NAMED_TIME, value_of


@dataclass(frozen=True, slots=True)
class Fix:
    """One way to mend a place: `text` instead of the characters from `start` to before `end`, from 0.

    With a `term` the sentence stays, and the glossary gets this word instead; with `refers_to` it says there
    which element the word means. `further` are the requirements to be written behind this one, where the
    sentence holds several: without them a demand would be lost.
    """

    title: str
    start: int = 0
    end: int = 0
    text: str = ""
    term: str = ""
    refers_to: Id = ""
    further: tuple[str, ...] = ()
    rationale: str = ""
    """What of the text is no part of the requirement, and goes to its rationale so that it is not lost."""

    def applied(self, sentence: str) -> str:
        """The sentence with the place mended."""
        return sentence if self.term else f"{sentence[: self.start]}{self.text}{sentence[self.end :]}"


Meant = Callable[[TypedNoun | PlainNoun], Meaning | None]

_EXPLANATIONS = EARS | RESA
_UNREAD = frozenset({"ears-several-shalls", "ears-within-for", "ears-choice"})
"""What says that a demand is not read, or not what joins it: the sentence set right would lose that."""
_SEVERAL = _UNREAD | {"ears-repeated-shall"}
"""What says that the sentence holds several requirements."""
_BESIDE = frozenset({"ears-several-sentences", "ears-heading", "ears-note"})
"""What says that text is read as no part of the requirement."""
_MIXED = "ears-mixed-joints"
_BOUND_WAYS = frozenset({"ears-shared-bound", "ears-own-bound"})
"""What says of a time bound which of several demands it binds."""
_CLAUSE_WAYS = frozenset({"ears-clause-reach", "ears-late-clause"})
"""What says of a clause behind "shall" what it leads."""


@dataclass(frozen=True, slots=True)
class Remark:
    """A diagnostic and the ways to mend it, the best first."""

    diagnostic: Diagnostic
    fixes: tuple[Fix, ...] = ()


def remarks(
    text: str,
    meant: Meant | None = None,
    own: Sequence[Boilerplate] = (),
    stated: Sequence[MetricLimit] = (),
    things: Things | None = None,
    times: Mapping[str, str] | None = None,
) -> tuple[Remark, ...]:
    """All that can be said of the sentence: what the grammar says, then what is weak, then its nouns.

    `meant` tells what a noun means in a project, or None where that is not known yet; without it nothing is
    said about nouns. `things` are what nouns without a class can mean. `own` are the boilerplates of the
    project, `stated` its limits of metrics, `times` the values of its names of times.
    """
    if not text.strip():
        return ()
    parsed = parse(text, own)
    if len(text) > LONGEST_SENTENCE:
        # No sentence is so long: that is said, and nothing is looked for in it while one types.
        return tuple(map(Remark, parsed.diagnostics))
    return (
        *(_valued(one, text, times or {}) for one in _of_grammar(parsed)),
        *_of_words(parsed, limits(stated)),
        *(_of_nouns(typed_nouns(text), meant) if meant else ()),
        *(_of_nouns(plain_nouns(parsed, things), meant) if meant and things else ()),
    )


def set_right(diagnostic: Diagnostic) -> str:
    """The very sentence as it would be right; empty where the example is that of another sentence."""
    general = _EXPLANATIONS.get(diagnostic.code)
    own = diagnostic.example if general is None or diagnostic.example != general.example else ""
    return own or ""


def about_noun(noun: TypedNoun | PlainNoun, found: Meaning) -> Diagnostic | None:
    """What is wrong with what a noun means; None where it means one thing, or has no class of ours."""
    known = noun.ontology_class in CLASSES or isinstance(noun, PlainNoun)
    told = _told(noun, found) if known else None
    if told is None:
        return None
    code, message, hint = told
    return Diagnostic(
        code,
        message,
        line=1,
        column=noun.column,
        length=noun.length,
        hint=hint,
        severity=Severity.WARNING,
    )


def _of_grammar(parsed: Parsed) -> Iterator[Remark]:
    """What the grammar says, with the sentence set right where it can be, as the several that it holds."""
    codes = {one.code for one in parsed.diagnostics}
    held = several(parsed.text) if codes & _SEVERAL else ()
    unread = bool(codes & _UNREAD)
    apart = _apart(parsed)
    listed = entries(parsed.text) if codes else ()
    wrong = {one.code for one in parsed.diagnostics if one.severity is Severity.ERROR}
    led = ways(parsed.text, bound=False) if codes & {*_CLAUSE_WAYS, *_SEVERAL} else ()
    bound = ways(parsed.text, bound=True) if codes & _BOUND_WAYS else ()
    for one in parsed.diagnostics:
        right = set_right(one)
        if listed:
            yield Remark(one, (_written(parsed.text, listed),))
        elif one.code == _MIXED:
            yield Remark(one, tuple(_groupings(parsed.text, one)))
        elif one.code in _BOUND_WAYS:
            yield Remark(one, tuple(_written(parsed.text, way) for way in bound))
        elif led and one.code in {*_CLAUSE_WAYS, *_SEVERAL}:
            yield Remark(one, tuple(_written(parsed.text, way) for way in led))
        elif not right or right == parsed.text:
            yield Remark(one)
        elif one.code in _SEVERAL or unread:
            yield Remark(one, (_written(parsed.text, held),) if held else ())
        elif wrong - {one.code}:
            yield Remark(one)  # the sentence set right lacks what the other says is not read
        else:
            yield Remark(one, (_written(parsed.text, (right,), apart),))


def _groupings(text: str, mixed: Diagnostic) -> Iterator[Fix]:
    """A condition that joins with "and" and "or", written so that only one of its meanings can be read."""
    start = (mixed.column or 1) - 1
    end = start + (mixed.length or 0)
    for words in grouped(text[start:end]):
        yield Fix(_("Write “{words}”").format(words=words), start, end, words)


def _apart(parsed: Parsed) -> str:
    """What stands beside the requirement and would be lost with it set right: a heading, a note, a remark."""
    pieces = [
        parsed.text[(one.column or 1) - 1 : (one.column or 1) - 1 + (one.length or 0)]
        for one in parsed.diagnostics
        if one.code in _BESIDE
    ]
    return " ".join(" ".join(pieces).split())


def _written(text: str, sentences: Sequence[str], rationale: str = "") -> Fix:
    """The sentences in place of the text; what is a rationale is kept as that."""
    first, *others = sentences
    if rationale and not others:
        title = _("Write “{words}” and keep “{rest}” as its rationale").format(words=first, rest=rationale)
        return Fix(title, 0, len(text), first, rationale=rationale)
    if not others:
        title = _("Write “{words}”").format(words=first)
    else:
        words = " ".join(map(quoted, sentences))
        title = _("Write {count} requirements: {words}").format(count=len(sentences), words=words)
    return Fix(title, 0, len(text), first, further=tuple(others))


def _of_words(parsed: Parsed, most: dict[str, float]) -> Iterator[Remark]:
    """Weak words above the limits of their lists, and faults; nothing is said twice of one place."""
    text = parsed.text
    measured = measure(text)
    allowed = {metric.key for metric in metrics()} - set(measured.failed(most))
    seen = [(one.column or 1, one.length or 1) for one in parsed.diagnostics]
    for smell in measured.smells:
        inside = any(column <= smell.column and smell.end <= column + length for column, length in seen)
        whole = smell.kind == NO_DEMAND and not parsed.ok
        if smell.kind in allowed or inside or whole or is_of_shape(smell, parsed):
            continue
        seen.append((smell.column, smell.length))
        better = smell.better or _("leave it out")
        yield Remark(
            Diagnostic(
                f"smell-{smell.kind}",
                _("“{words}”: {reason}").format(words=_short(smell.text), reason=reason(smell.kind)),
                line=1,
                column=smell.column,
                length=smell.length,
                hint=_("Better: {wording}").format(wording=better),
                severity=Severity.INFO,
            ),
            tuple(_rewordings(text, smell)),
        )


def _valued(remark: Remark, text: str, times: Mapping[str, str]) -> Remark:
    """The remark; on the name of a time to which the project gives a value, what that is."""
    told = remark.diagnostic
    start = (told.column or 1) - 1
    name = text[start : start + (told.length or 0)]
    value = value_of(name, times) if told.code == NAMED_TIME else ""
    if not value:
        return remark
    message = _("“{name}” is read as {value}: the project says so").format(name=name, value=value)
    hint = _("Change it in the glossary, or in the timer of that name; all that is bounded by it follows.")
    said = replace(told, code="time-valued", message=message, hint=hint, example=None, severity=Severity.INFO)
    fix = Fix(_("Write “{words}”").format(words=value), start, start + len(name), value)
    return Remark(said, (fix,))


_NAMES = 4
"""Names that a message tells of things that may be meant."""
_MOST = 40
"""Characters of a weak place that are repeated."""


def _short(words: str) -> str:
    return words if len(words) <= _MOST else f"{words[:_MOST]}…"


def _rewordings(text: str, smell: Smell) -> Iterator[Fix]:
    """The better wording, where it says all that is to be written."""
    start, end = smell.column - 1, smell.end - 1
    said, *others = smell.better.split(", ")
    if "<" in smell.better:
        return
    if said and said.casefold() != smell.text.casefold():
        cased = f"{said[:1].upper()}{said[1:]}" if smell.text[:1].isupper() else said
        yield Fix(_("Write “{words}”").format(words=cased), start, end, cased)
    if not said or "or leave it out" in others:
        after = re.compile(r"\s*").match(text, end)
        end = after.end() if after else end
        yield Fix(_("Leave out “{words}”").format(words=smell.text), start, end, "")


def _of_nouns(nouns: Iterable[TypedNoun | PlainNoun], meant: Meant) -> Iterator[Remark]:
    for noun in nouns:
        found = meant(noun)
        told = about_noun(noun, found) if found is not None else None
        if found is not None and told is not None:
            yield Remark(replace(told, severity=Severity.INFO), tuple(_fitting(noun, found, meant)))


def _fitting(noun: TypedNoun | PlainNoun, found: Meaning, meant: Meant) -> Iterator[Fix]:
    """The noun with the class of what is called so, or of what is called nearly so; a term for it."""
    if isinstance(noun, PlainNoun):
        yield from _naming(noun, found)
        return
    if found.standing is Standing.AMBIGUOUS:
        yield from _telling_apart(noun, found, meant)
        return
    start, end = noun.column - 1, noun.column - 1 + noun.length
    classes = dict.fromkeys(map(class_of, found.elements)) if found.standing is Standing.MISBOUND else ()
    for name, ontology_class in (*((noun.name, one) for one in classes), *found.near):
        said = f'"{name}":{ontology_class}'
        yield Fix(_("Write “{words}”").format(words=said), start, end, said)
    if found.standing is Standing.UNBOUND:
        yield Fix(_("Add “{name}” to the glossary").format(name=noun.name), term=noun.name)


def _telling_apart(noun: TypedNoun, found: Meaning, meant: Meant) -> Iterator[Fix]:
    """For each element that may be meant, the noun with a class that it alone has, or a term for it."""
    start, end = noun.column - 1, noun.column - 1 + noun.length
    for element, place in zip(found.elements, found.places, strict=True):
        kind = _(element.kind)
        what = _("{kind} in {place}").format(kind=kind, place=place) if place else kind
        narrow = _class_alone(noun, element, meant)
        if narrow:
            said = f'"{noun.name}":{narrow}'
            yield Fix(_("Mean the {what}: write “{words}”").format(what=what, words=said), start, end, said)
        elif found.term is None or found.term.refers_to is None:
            title = _("Mean the {what}: say so in the glossary").format(what=what)
            yield Fix(title, term=noun.name, refers_to=element.id)


def _naming(noun: PlainNoun, found: Meaning) -> Iterator[Fix]:
    """For each thing that may be meant its whole name, or where that says no more, a term for it."""
    start, end = noun.column - 1, noun.column - 1 + noun.length
    for element, place in zip(found.elements, found.places, strict=True):
        if isinstance(element, Term):
            continue
        if normalise(element.name) != noun.name:
            said = _as_many(element.name, noun)
            yield Fix(_("Write “{words}”").format(words=said), start, end, said)
        else:
            kind = _(element.kind)
            what = _("{kind} in {place}").format(kind=kind, place=place) if place else kind
            title = _("Mean the {what}: say so in the glossary").format(what=what)
            yield Fix(title, term=noun.name, refers_to=element.id)


def _as_many(name: str, noun: PlainNoun) -> str:
    """The name in the plural where the noun stands in it."""
    said = " ".join(noun.text.split())
    if normalise(said) == noun.name:
        return name
    return f"{name[: len(name) - 1]}ies" if said.casefold().endswith("ies") else f"{name}s"


def _class_alone(noun: TypedNoun, element: Element, meant: Meant) -> str:
    """A class with which the noun means the element and no other; empty where there is none."""
    for name in dict.fromkeys((class_of(element), *CLASSES)):
        if suits(name, element):
            found = meant(replace(noun, ontology_class=name))
            if found is not None and found.standing is Standing.BOUND and found.elements == (element,):
                return name
    return ""


def _told(noun: TypedNoun | PlainNoun, found: Meaning) -> tuple[str, str, str] | None:
    """Code, message and hint about a noun; None where it means one thing."""
    near = ", ".join(f'"{name}":{written}' for name, written in found.near)
    match found.standing:
        case Standing.UNBOUND:
            return (
                "term-unbound",
                _("“{name}” is neither an element of the model nor a term of the glossary").format(
                    name=noun.name
                ),
                _("Did you mean {names}?").format(names=near)
                if near
                else _("Draw it, or add a term to the glossary."),
            )
        case Standing.MISBOUND:
            kinds = ", ".join(sorted({class_of(element) for element in found.elements}))
            return (
                "term-misbound",
                _("“{name}” is no {written} in the model").format(
                    name=noun.name, written=noun.ontology_class
                ),
                _("Write “{noun}”.").format(noun=f'"{noun.name}":{kinds}'),
            )
        case Standing.AMBIGUOUS if any(normalise(one.name) != noun.name for one in found.elements):
            names = ", ".join(one.name for one in found.elements[:_NAMES])
            more = ", …" if len(found.elements) > _NAMES else ""
            return (
                "term-ambiguous",
                _("“{name}” may mean any of these: {names}").format(name=noun.text, names=f"{names}{more}"),
                _("Write the whole name of the one that is meant, or add a term to the glossary for it."),
            )
        case Standing.AMBIGUOUS:
            return (
                "term-ambiguous",
                _("“{name}” means {count} elements of the model").format(
                    name=noun.name, count=len(found.elements)
                ),
                _("Rename one of them, or add a term to the glossary for the one meant."),
            )
    return None
