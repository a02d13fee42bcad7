"""Responses out of the syntax tree: their pieces, their bounds, and the clauses behind "shall"."""

import re
from dataclasses import dataclass, field

from core.requirements.ears.deadlines import BOUNDS, deadline, note_second
from core.requirements.ears.grammar import Token, Tree
from core.requirements.ears.masking import masked
from core.requirements.ears.times import FURTHER
from core.requirements.ears.understanding import Gathered, end, start, tokens_of
from core.requirements.ears.verbs import joints
from core.requirements.slots import BoundKind, Deadline, Response, Span

_UNMEASURABLE = re.compile(
    r"\b(?:immediately|instantly|instantaneously|promptly|quickly|rapidly|swiftly|timely|at once|"
    r"without (?:undue )?delay|as (?:soon|quickly|fast) as (?:possible|practicable)|in (?:good|due) time|"
    r"in real[- ]time)\b",
    re.IGNORECASE,
)
_HURRY = re.compile("ly|at once|out|as |time|in real", re.IGNORECASE)
"""Letters of which one of those has some: found much sooner."""
_SAYS = re.compile(r"[^\W_]")
"""What a response has at least: a letter or a digit."""
_LIST = re.compile(r"(?:(?<![0-9]):|:(?![0-9]))(?=\s*\S)")


@dataclass(slots=True)
class Reply:
    """One `response` tree: its responses, the clauses in it, and phrases that serve as triggers."""

    responses: list[Response] = field(default_factory=list)
    clauses: list[Tree[Token]] = field(default_factory=list)
    anchors: list[Span] = field(default_factory=list)
    alone: list[Deadline] = field(default_factory=list)
    """Time bounds that stand without a response, as behind the "and" of "after 2 s and within 5 s"."""


def reply(gathered: Gathered, tree: Tree[Token], negated: bool) -> Reply:
    """What the tree demands; `negated` says that it stands behind "shall not"."""
    found = Reply()
    texts: list[Token] = []
    bounds: list[Deadline] = []
    bound_inside = False
    for child in tree.children:
        assert isinstance(child, Tree)
        if child.data == "text" and bounds and _in_brackets(str(tokens_of(child)[0])):
            (token,) = tokens_of(child)
            said = gathered.text[bounds[-1].column - 1 : end(token)]
            gathered.note_on("ears-inexact-time", token, said)
        elif child.data == "text":
            bound_inside = bound_inside or (bool(texts) and bool(bounds))
            texts += tokens_of(child)
        elif child.data == "comma":
            gathered.joint(*tokens_of(child))
        elif child.data in BOUNDS:
            _bound(gathered, child, found, bounds)
        else:
            found.clauses.append(child)
    if not any(_SAYS.search(token) for token in texts):
        gathered.keyword(*texts)
        texts = []
    if not texts:
        found.alone = bounds
        gathered.keywords += (gathered.span(bound.column - 1, bound.end - 1) for bound in bounds)
    else:
        _notes_on_text(gathered, texts)
        if bound_inside:
            gathered.note("ears-inner-bound", bounds[0].column - 1, bounds[0].end - 1)
        for bound in bounds:
            _late_bound(gathered, found.clauses, bound)
        found.responses = _responses(gathered, texts, negated, next(iter(bounds), None))
    return found


def _bound(gathered: Gathered, tree: Tree[Token], found: Reply, bounds: list[Deadline]) -> None:
    """Add the bound of the tree to the bounds of the response, which has one alone."""
    bound, anchor = deadline(gathered, tree)
    found.anchors += [anchor] if anchor else []
    if bound and bounds:
        note_second(gathered, bounds[0], bound)
    elif bound:
        bounds.append(bound)


def _late_bound(gathered: Gathered, clauses: list[Tree[Token]], bound: Deadline) -> None:
    """A time right behind a clause may be told of in the clause, or bound the response."""
    begin, until = bound.column - 1, bound.end - 1
    ends = (end(tokens_of(clause)[-1]) for clause in clauses)
    adjacent = any(last <= begin and not gathered.text[last:begin].strip() for last in ends)
    if bound.kind is BoundKind.WITHIN and adjacent:
        gathered.note("ears-late-bound", begin, until, gathered.text[begin:until])


def _in_brackets(text: str) -> bool:
    """Whether the text behind a bound is "(± 0.5 s)", which belongs to its time."""
    inside = masked(text[1:-1])
    return text.startswith("(") and text.endswith(")") and FURTHER.fullmatch(inside) is not None


def _responses(
    gathered: Gathered, texts: list[Token], negated: bool, bound: Deadline | None
) -> list[Response]:
    if len(texts) > 1:
        joined = " ".join(str(token) for token in texts)
        first, last = start(texts[0]), end(texts[-1])
        return [Response(joined, first + 1, last - first, negated, bound)]
    text = str(texts[0])
    cuts = [] if negated else list(joints(masked(gathered.text)[start(texts[0]) : end(texts[0])]))
    places = [0, *(place for cut in cuts for place in cut), len(text)]
    found = []
    for begin, until in zip(places[::2], places[1::2], strict=True):
        span = gathered.span(start(texts[0]) + begin, start(texts[0]) + until)
        found.append(Response(span.text, span.column, span.length, negated, bound))
    for begin, until in cuts:
        gathered.keywords.append(gathered.span(start(texts[0]) + begin, start(texts[0]) + until))
    return found


def _notes_on_text(gathered: Gathered, texts: list[Token]) -> None:
    whole = masked(gathered.text)
    for token in texts:
        mask = whole[start(token) : end(token)]
        for match in _UNMEASURABLE.finditer(mask) if _HURRY.search(mask) else ():
            gathered.note(
                "ears-unmeasurable",
                start(token) + match.start(),
                start(token) + match.end(),
                token[match.start() : match.end()],
            )
        listed = _LIST.search(mask)
        if listed:
            gathered.note("ears-list", start(token) + listed.start(), start(token) + listed.end())
