"""From the syntax tree to slots, with notes on whatever EARS would have otherwise."""

import re
from dataclasses import replace

from core.requirements.ears.back import otherwise
from core.requirements.ears.deadlines import BOUNDS, deadline, note_reach, note_second, with_shared_bound
from core.requirements.ears.denials import denials
from core.requirements.ears.doubts import doubt
from core.requirements.ears.front import begins_with_preposition
from core.requirements.ears.grammar import Token, Tree
from core.requirements.ears.grouping import mixed
from core.requirements.ears.named_times import name_times
from core.requirements.ears.placeholders import leave_open
from core.requirements.ears.responses import reply
from core.requirements.ears.understanding import Gathered, Note, Understood, end, start, tokens_of, words
from core.requirements.slots import Deadline, EarsPattern, Response, Slots, Span

_WORDS = {
    "feature": ("where", "Where"),
    "state": ("while whilst", "While"),
    "exception": ("unless", "Unless"),
    "trigger": ("when whenever", "When"),
    "unwanted": ("if", "If"),
}
"""The accepted keywords of each clause, and the one that EARS has."""
_RANK = {"feature": 0, "state": 1, "exception": 1, "trigger": 2, "unwanted": 2}
_DENIES = re.compile(
    r"(?:no|neither|(?:none|neither)\s+of)\s+(?!\d)|only\s+|(?:nobody|nothing|no one)$", re.IGNORECASE
)
"""How the name of a system begins that forbids something to it, or to all others."""
_SAID_AHEAD = re.compile(
    r"(?P<then>then\s*,\s*)|.*,\s*(?:although|though|because|whereas|so)\s", re.IGNORECASE | re.DOTALL
)
_ENTRY = re.compile(r"[,;.]\s*(?:(?:and|or)\s+)?(?:\(?(?:[a-z]|[ivx]{2,4}|[0-9]{1,2})\)|•)\s", re.IGNORECASE)
"""How the next entry of a list begins."""
_RELATIVE = re.compile(r"(?:^there\s+(?:is|are|was|were)\s|\s(?:that|which|who)$)", re.IGNORECASE)
"""How a sentence ends that goes on with "shall", as in "there are two events that"."""
_ONLY = re.compile(r"(?:be\s+)?only\b", re.IGNORECASE)
_ARTICLES = ("the", "a", "an")


def assemble(text: str, tree: Tree[Token]) -> Understood:
    """What the syntax tree of `text` says."""
    sentence = _Sentence(Gathered(text))
    for child in tree.children:
        assert isinstance(child, Tree)
        sentence.take(child)
    return sentence.understood()


class _Sentence:
    """Fills the slots while the tree is walked from left to right."""

    def __init__(self, gathered: Gathered) -> None:
        self.gathered = gathered
        self.system: Span | None = None
        self.article = ""
        self.features: list[Span] = []
        self.states: list[Span] = []
        self.triggers: list[Span] = []
        self.unwanted: list[Span] = []
        self.responses: list[Response] = []
        self.early: list[Deadline] = []
        self.strays: list[Token] = []
        self.clauses = 0
        self.rank = 0
        self.late = False
        self.denied = False
        """Whether a "no" in front of the system forbids all that follows."""
        self.negated = False
        self.before_response: Token | None = None
        self.open_end: int | None = None
        """Where a clause ended behind which no comma has come yet."""
        self.awaits_then: Token | None = None
        self.rest = ""
        self.apart = False

    def take(self, tree: Tree[Token]) -> None:
        """Take the next child of the sentence."""
        if tree.data in _WORDS or tree.data == "only":
            self._clause(tree)
        elif tree.data in BOUNDS:
            self._early_bound(tree)
        else:
            getattr(self, f"_{tree.data}")(tree)

    def understood(self) -> Understood:
        """The sentence as far as it is understood."""
        responses = with_shared_bound(self.responses, self.gathered.shalls)
        if self.early:
            responses = self._with_early_bound(responses)
        note_reach(self.gathered, responses)
        slots = Slots(
            self.system,
            tuple(self.features),
            tuple(self.states),
            next(iter(self.triggers), None),
            next(iter(self.unwanted), None),
            tuple(responses),
        )
        if len(responses) > 1:
            self.gathered.notes = [_reaching(note, self.gathered.text) for note in self.gathered.notes]
        leave_open(self.gathered, slots)
        name_times(self.gathered, slots)
        doubt(self.gathered, slots)
        denials(self.gathered, slots)
        mixed(self.gathered, slots)
        self.gathered.punctuate(slots)
        notes = sorted(self.gathered.notes, key=lambda note: (note.start, note.end, note.code))
        keywords = tuple(self.gathered.keywords)
        return Understood(slots, self._pattern(), keywords, tuple(notes), self.article, self.rest, self.apart)

    def _pattern(self) -> EarsPattern:
        if self.clauses > 1:
            return EarsPattern.COMPLEX
        if self.features:
            return EarsPattern.OPTIONAL
        if self.states:
            return EarsPattern.STATE
        if self.triggers:
            return EarsPattern.EVENT
        return EarsPattern.UNWANTED if self.unwanted else EarsPattern.UBIQUITOUS

    def _with_early_bound(self, responses: list[Response]) -> list[Response]:
        bound, *others = self.early
        if all(response.deadline for response in responses):
            others = self.early
            bound = next((response.deadline for response in responses if response.deadline), bound)
        for other in others:
            note_second(self.gathered, bound, other)
        return [
            response if response.deadline else replace(response, deadline=bound) for response in responses
        ]

    # In front of "shall"

    def _margin(self, tree: Tree[Token]) -> None:
        (token,) = tokens_of(tree)
        if token.type == "LABEL":
            self.gathered.keyword(token)
        elif token.type == "LEADING":
            self.gathered.note_on("ears-leading-words", token, str(token))
        else:
            heading = token.type == "HEADING"
            self.gathered.note_on("ears-heading" if heading else "ears-several-sentences", token)

    def _stray(self, tree: Tree[Token]) -> None:
        phrase, comma = tokens_of(tree)
        self.strays.append(phrase)
        self.gathered.keyword(comma)

    def _comma(self, tree: Tree[Token]) -> None:
        self.gathered.joint(*tokens_of(tree))
        self.open_end = None

    def _then(self, tree: Tree[Token]) -> None:
        self.gathered.keyword(*tokens_of(tree))
        if self.awaits_then is None:
            self.gathered.note_on("ears-stray-then", tokens_of(tree)[0])
        self.awaits_then = self.open_end = None

    def _subject(self, tree: Tree[Token]) -> None:
        (token,) = tokens_of(tree)
        name = str(token)
        if not name and len(self.strays) == 1 and not begins_with_preposition(self.strays[0]):
            token = self.strays.pop()
            name = str(token)
            self.gathered.note_on("ears-clause-order", token)
        said = _SAID_AHEAD.match(name)
        if said and said["then"]:
            self.gathered.note("ears-stray-then", start(token), start(token) + 4)
            name = name[said.end() :]
        elif said or _RELATIVE.search(name):
            # Words that say something by themselves are no name, and whose "shall" it is they do not tell.
            self.gathered.note_on("ears-missing-system", token)
        for stray in self.strays:
            self.gathered.note_on("ears-unknown-clause", stray, str(stray))
        self._note_before_subject(token, bool(name) and name.lower() not in _ARTICLES)
        name = self._without_denial(token, name)
        article = name.split(None, 1)[0] if name else ""
        if article.lower() in _ARTICLES:
            self.article = article
            place = end(token) - len(name)
            self.gathered.keywords.append(self.gathered.span(place, place + len(article)))
            name = name[len(article) :].lstrip()
        if name:
            self.system = self.gathered.span(end(token) - len(name), end(token))
        if otherwise(name.lower()):
            self.gathered.note_on("ears-otherwise", token, name.split(None, 1)[0].strip(","))
        elif begins_with_preposition(name):
            self.gathered.note_on("ears-unknown-clause", token, str(token))

    def _without_denial(self, token: Token, name: str) -> str:
        """The name behind a "no"; with "only" it stays as it is, since who else is meant is not said."""
        denial = _DENIES.match(name)
        if denial is None:
            return name
        begin = end(token) - len(name)
        self.gathered.note("ears-denied-system", begin, begin + len(denial[0].rstrip()), denial[0].strip())
        if not denial[0].lower().startswith(("no", "neither")):
            return name
        self.denied, self.article = True, "the"
        return name[denial.end() :]

    def _note_before_subject(self, token: Token, named: bool) -> None:
        place = self.open_end if self.open_end is not None else start(token)
        if not named:
            until = max(place, end(token)) if str(token) else place
            self.gathered.note("ears-clause-end" if self.open_end else "ears-missing-system", place, until)
        elif self.open_end is not None:
            self.gathered.note("ears-missing-comma", place, place)
        if self.awaits_then is not None:
            if not _both_ways(self.awaits_then):
                self.gathered.note_on("ears-missing-then", self.awaits_then)
            self.awaits_then = None

    def _clause(self, tree: Tree[Token]) -> None:
        keyword, phrase = tokens_of(tree)
        self.gathered.keyword(keyword)
        if self.open_end is not None:
            self.gathered.note("ears-missing-comma", self.open_end, self.open_end)
        if not self.late:
            self.open_end = end(phrase)
        if tree.data == "only":
            self.gathered.note("ears-only-when", start(keyword), end(phrase), words(keyword))
            return
        if end(phrase) == start(phrase):
            self.gathered.note_on("ears-empty-phrase", keyword, words(keyword))
            return
        self.clauses += 1
        self._note_keyword(tree, keyword)
        if self.late and _ENTRY.search(phrase):
            self.gathered.note("ears-list-clause", start(keyword), end(phrase))
        span = self.gathered.phrase(phrase)
        if tree.data == "feature":
            self.features.append(span)
        elif tree.data in {"state", "exception"}:
            self.states.append(replace(span, negated=tree.data == "exception"))
        else:
            self._one_trigger(tree, keyword, span)

    def _note_keyword(self, tree: Tree[Token], keyword: Token) -> None:
        accepted, usual = _WORDS[tree.data]
        rank = _RANK[tree.data]
        if _both_ways(keyword):
            self.gathered.note_on("ears-only-if", keyword, words(keyword))
        elif self.late:
            self.gathered.note("ears-late-clause", start(keyword), end(tokens_of(tree)[1]), usual)
        elif rank < self.rank:
            self.gathered.note_on("ears-clause-order", keyword)
        if tree.data == "exception":
            self.gathered.note_on("ears-unless", keyword)
        elif words(keyword) not in accepted.split() and not _both_ways(keyword):
            self.gathered.note_on("ears-keyword", keyword, usual)
        self.rank = max(self.rank, rank)

    def _one_trigger(self, tree: Tree[Token], keyword: Token, span: Span) -> None:
        into = self.triggers if tree.data == "trigger" else self.unwanted
        if into:
            self.gathered.note("ears-several-triggers", start(keyword), span.end - 1)
        elif self.triggers or self.unwanted:
            self.gathered.note_on("ears-both-triggers", keyword)
        into.append(span)
        if tree.data == "unwanted" and not self.late:
            self.awaits_then = keyword

    def _early_bound(self, tree: Tree[Token]) -> None:
        bound, anchor = deadline(self.gathered, tree)
        last = tokens_of(tree)[-1]
        self.open_end = end(last)
        if anchor:
            self._anchor(anchor)
        if bound:
            self.gathered.note("ears-early-bound", bound.column - 1, bound.end - 1)
            self.early.append(bound)

    # From "shall" on

    def _modal(self, tree: Tree[Token]) -> None:
        modal, *rest = tokens_of(tree)
        said = words(modal).split()[0]
        if said != "shall":
            self.gathered.note_on("ears-modal", modal, said)
        self.gathered.keyword(modal)
        for token in rest:
            if token.type == "NOT":
                self.gathered.keyword(token)
                self.negated = True
            else:
                self.gathered.note_on("ears-note", token)
        self.negated = self.negated != self.denied
        self.before_response = modal
        self.late = True

    def _also(self, tree: Tree[Token]) -> None:
        conjunction, *rest = tokens_of(tree)
        self.gathered.keyword(conjunction, *rest)
        kinds = [token.type for token in rest]
        self.before_response = conjunction
        if "SHALL" in kinds:
            self.gathered.note("ears-repeated-shall", start(conjunction), end(rest[0]))
            if words(conjunction) == "or":
                self.gathered.note_on("ears-choice", conjunction)
            self.negated = self.denied
        self.negated = self.negated or "NOT" in kinds

    def _response(self, tree: Tree[Token]) -> None:
        found = reply(self.gathered, tree, self.negated)
        if found.anchors and not found.responses:
            for span in found.anchors:
                self.gathered.note("ears-bound-end", span.column - 1, span.end - 1)
            return
        if not found.responses and found.alone and self.responses:
            bound = found.alone[0]
            note_second(self.gathered, self.responses[-1].deadline or bound, bound)
        elif not found.responses and self.before_response is not None:
            self.gathered.note_on("ears-empty-phrase", self.before_response, words(self.before_response))
        self.responses += found.responses
        only = next((one for one in found.responses[:1] if _ONLY.match(one.text)), None)
        for clause in found.clauses:
            if only is None:
                self._clause(clause)
            else:
                keyword, phrase = tokens_of(clause)
                self._only(only, start(keyword), max(end(phrase), end(keyword)), words(keyword))
        if only and only.deadline and isinstance(only.deadline.value, str):
            bound = only.deadline
            self._only(only, bound.column - 1, bound.end - 1, bound.kind.value)
        for anchor in found.anchors:
            self._anchor(anchor)

    def _only(self, response: Response, begin: int, until: int, keyword: str) -> None:
        """As "only open the valve when" does, the clause at the place says when the response is forbidden."""
        self.gathered.note("ears-only-when", min(begin, response.column - 1), until, f"only … {keyword}")

    def _anchor(self, span: Span) -> None:
        """The phrase from which the time of a bound counts: a trigger that stands in the wrong place."""
        if self.triggers or self.unwanted:
            self.gathered.note("ears-bound-start", span.column - 1, span.end - 1, span.text)
            return
        self.clauses += 1
        self.gathered.note("ears-late-clause", span.column - 1, span.end - 1, "When")
        self.triggers.append(span)

    def _remainder(self, tree: Tree[Token]) -> None:
        for token in tokens_of(tree):
            if token.type == "STOP":
                self.gathered.keyword(token)
                self.apart = True
            elif token.type == "NOTE":
                self.gathered.note_on("ears-note", token)
            else:
                self._another(token)

    def _another(self, token: Token) -> None:
        mask = " ".join(token.lower().split())
        if otherwise(mask):
            self.gathered.note_on("ears-otherwise", token, str(token).strip(" ,;"))
            return
        several = " shall " in f" {mask} "
        self.gathered.note_on("ears-several-shalls" if several else "ears-several-sentences", token)
        if several:
            self.rest = str(token)


def _reaching(note: Note, text: str) -> Note:
    """A clause behind several responses, of which it may lead all or the one it stands at alone."""
    if note.code != "ears-late-clause":
        return note
    return replace(note, code="ears-clause-reach", about=text[note.start : note.end])


def _both_ways(keyword: Token) -> bool:
    """Whether the keyword demands the response and forbids it at all other times: "if and only if"."""
    return words(keyword) == "iff" or " and only " in words(keyword)
