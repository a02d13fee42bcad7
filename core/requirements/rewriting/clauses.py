"""A plain sentence cut at its clauses, also where no comma parts them."""

import re
from collections.abc import Iterator
from dataclasses import dataclass

from core.requirements.ears.masking import masked
from core.requirements.ears.times import TIME
from core.requirements.rewriting.finite import WORD, finite
from core.requirements.rewriting.inflection import BASES, base_of_participle, base_of_third_person
from core.requirements.rewriting.lexicon import words as lexicon

_END = r"(?![\w-])"
_CLAUSE = (
    r"when|whenever|while|whilst|where|if|once|as\s+soon\s+as|unless|except\s+when|(?:for\s+)?as\s+long\s+as"
    r"|in\s+case\s+of|in\s+case|in\s+the\s+event\s+(?:of|that)|during|upon|after|following|until|before|on\s+receipt\s+of"
)
_RECURRING = (
    rf"every\s+(?:other\s+)?(?:{TIME}|night|day|morning|evening|week|month|year|second|minute|hour|shift)"
    rf"|(?:at\s+least\s+)?(?:once|twice|three\s+times)\s+(?:per|an?|every|each)\s+\w+"
    rf"|at\s+all\s+times|(?:hourly|daily|weekly|monthly|yearly)|at\s+(?:night|start-?up)"
)
_LEAD = re.compile(
    rf"\s*(?P<opener>{_CLAUSE}|on|at(?!\s+(?:most|least|all|any|no)\b)){_END}\s*", re.IGNORECASE
)
_TIMED = re.compile(
    rf"\s*(?P<bound>within\s+{TIME})(?P<of>\s+(?:of|after|from)\s+(?=\w))?|\s*(?P<recurring>{_RECURRING}){_END}",
    re.IGNORECASE,
)
_PLACED = re.compile(
    r"\s*(?P<words>(?:in(?!\s+case)|for(?!\s+as)|with|under|from|to|through|via|as\s+an?\s+minimum|at\s+(?:all\s+times|any\s+time)|by)"
    r"\s*[^,]*),\s+(?!and\b|or\b)",
    re.IGNORECASE,
)
"""Where, how or for what, in front of a sentence; its words go behind the demand."""
_AFTERWARDS = re.compile(
    rf"(?<![\w-])(?P<bound>within\s+{TIME})\s+(?:of|after|from)\s+(?P<event>(?:an?|the|any|each)\s+[^,]+?)$",
    re.IGNORECASE,
)
_TAIL = re.compile(
    rf"(?<![\w-])(?P<opener>so\s+that|in\s+order\s+(?:to|that)|because|{_CLAUSE}"
    rf"|on(?=\s+(?:\w+\s+)?(?:failure|power|start-?up|demand|request)\b)){_END}\s*",
    re.IGNORECASE,
)
_CALENDAR = re.compile(
    r"(?<![\w-])(?:every|each|once\s+(?:per|an?|every|each)|per)\s+(?P<unit>week|month|year)(?![\w-])",
    re.IGNORECASE,
)
_DETERMINERS = lexicon("determiners")
_PREPOSITIONS = lexicon("joining")
_PARTICLES = frozenset({"in", "on", "off", "out", "up", "down"})
"""What belongs to the verb in front of it, as in "logs in"."""
_FIRST_WORDS = frozenset({"when", "whenever", "while", "if", "unless", "once", "where", "after", "within"})


@dataclass(frozen=True, slots=True)
class Part:
    """A clause or a time with the word that opens it in lower case; that of a time is empty."""

    opener: str
    body: str

    @property
    def text(self) -> str:
        """The clause as it is written."""
        return f"{self.opener} {self.body}".strip()


@dataclass(frozen=True, slots=True)
class Cut:
    """A sentence without its full stop."""

    leads: tuple[Part, ...]
    main: str
    tails: tuple[Part, ...]


def cut(text: str) -> Cut:
    """The parts of the sentence in its order."""
    leads: list[Part] = []
    rest = text.strip()
    while True:
        found = _lead(rest)
        if found is None:
            break
        lead, rest = found
        leads += lead
        rest = re.sub(r"^(?:then|so)\s+", "", rest, flags=re.IGNORECASE)
    main, tails = _tails(rest)
    since = _AFTERWARDS.search(main)
    if since is not None and finite(since["event"]) is None and " being " not in main:
        tails = [Part("", since["bound"]), Part("upon", since["event"]), *tails]
        main = main[: since.start()].rstrip()
    return Cut(tuple(leads), main, tuple(tails))


def _lead(text: str) -> tuple[list[Part], str] | None:
    """The clause or time that opens the text, and what follows; None where none does, or it has no end."""
    timed = _TIMED.match(text)
    if timed is not None:
        bound = timed["bound"] or timed["recurring"]
        if timed["of"]:
            end = _end(text, timed.end(), verbless=True)
            if end is None:
                return None
            return [Part("upon", _bare(text[timed.end() : end[0]])), Part("", bound)], text[end[1] :]
        rest = re.match(r"\s*,?\s+", text[timed.end() :])
        behind = text[timed.end() + (rest.end() if rest else 0) :]
        return ([Part("", bound.lower())], behind) if rest and behind else None
    placed = _PLACED.match(text)
    if placed is not None and finite(placed["words"]) is None:
        words = placed["words"]
        return [Part("", f"{words[:1].lower()}{words[1:]}")], text[placed.end() :]
    opened = _LEAD.match(text)
    if opened is None:
        return None
    opener = " ".join(opened["opener"].lower().split())
    verbless = opener in {
        "on",
        "at",
        "upon",
        "after",
        "following",
        "during",
        "in case of",
        "in the event of",
        "while",
    }
    end = _end(text, opened.end(), verbless)
    if end is None:
        return None
    return [Part(opener, _bare(text[opened.end() : end[0]]))], text[end[1] :]


def _end(text: str, start: int, verbless: bool) -> tuple[int, int] | None:
    """Where the clause that begins at `start` ends and where what follows begins."""
    mask = masked(text)
    commas = [match for match in re.finditer(r"\s*,\s*", mask) if match.start() > start]
    for comma in commas:
        if _opens_main(text[comma.end() :]):
            return comma.start(), comma.end()
    if not commas or not finite(text[commas[0].end() :]):
        found = list(_borders(text, start, verbless, False)) or list(_borders(text, start, verbless, True))
        if found:
            return found[-1], found[-1]
    return (commas[-1].start(), commas[-1].end()) if commas else None


def _opens_main(rest: str) -> bool:
    """Whether a main part begins here, or another clause in front of it, and no further entry of a list."""
    first = WORD.match(rest)
    if first is None:
        return False
    word = first[0].lower()
    if word in _FIRST_WORDS or word in {"then", "never", "please"}:
        return True
    if word in BASES and finite(rest) is None:
        return True
    if word in {"and", "or", "but"}:
        return False
    verb = finite(rest)
    return verb is not None and "," not in rest[: verb.begin]


def _borders(text: str, start: int, verbless: bool, commands: bool) -> Iterator[int]:
    """Where a name with its verb, or a command, can begin behind a whole clause."""
    words = list(WORD.finditer(text, start))
    for index in range(1, len(words)):
        begin = words[index].start()
        clause, rest = text[start:begin], text[begin:]
        if _goes_on(words, index) or not (verbless or finite(clause) is not None):
            continue
        if words[index][0].lower() in _DETERMINERS:
            verb = finite(rest)
            if verb is not None and _plain_name(verb.subject):
                yield begin
        elif commands and (_commands(words, index, rest, verbless) or _bare_name(words, index, clause, rest)):
            yield begin


def _goes_on(words: list[re.Match[str]], index: int) -> bool:
    """Whether the word belongs to the phrase in front of it."""
    before = words[index - 1][0].lower()
    particle = before in _PARTICLES and index > 1 and _is_verb(words[index - 2][0].lower())
    return (before in _PREPOSITIONS and not particle) or before in _DETERMINERS


def _commands(words: list[re.Match[str]], index: int, rest: str, verbless: bool) -> bool:
    """Whether a command begins there: a verb with an article behind it."""
    following = words[index + 1][0].lower() if index + 1 < len(words) else ""
    begins = words[index][0].lower() in BASES and following in _DETERMINERS
    return begins and (verbless or finite(rest) is None)


def _bare_name(words: list[re.Match[str]], index: int, clause: str, rest: str) -> bool:
    """Whether a name without an article and its verb begin there, as in "when power fails pumps stop"."""
    if finite(clause) is not None:
        several = words[index][0].endswith("s") and words[-1][0].lower() in BASES
        return index == len(words) - 2 and several
    verb = finite(rest)
    named = verb is not None and not _DETERMINERS.intersection(rest[: verb.begin].lower().split())
    return named and index >= 2 and not words[index - 1][0].endswith("ly")


def _is_verb(word: str) -> bool:
    return word in BASES or bool(base_of_third_person(word) or base_of_participle(word))


def _plain_name(subject: str) -> bool:
    """Whether the words are one name: no article stands in it but behind a preposition."""
    words = subject.lower().split()
    return all(
        word not in _DETERMINERS or words[index] in _PREPOSITIONS for index, word in enumerate(words[1:])
    )


def _tails(text: str) -> tuple[str, list[Part]]:
    """The main part, and the clauses behind it with the times that stand between them."""
    mask = masked(text)
    places: list[tuple[int, int, str]] = []
    if "•" in text:
        return text, []
    for match in _TAIL.finditer(mask):
        if match.start() == 0 or match.end() >= len(text):
            continue
        opener = " ".join(match["opener"].lower().split())
        before = mask[: match.start()].rstrip().rsplit(" ", 1)[-1].lower()
        if before in _DETERMINERS:
            continue
        if opener == "once" and re.match(r"(?:per|an?|every|each|within|in)\b", mask[match.end() :]):
            continue
        if opener in {"if", "when", "where"} and before in {
            "check",
            "checks",
            "only",
            "even",
            "verify",
            "verifies",
            "know",
        }:
            continue
        if (
            re.match(rf"(?:{TIME})(?:\s+of\b.*)?\s*$", mask[match.end() :], re.IGNORECASE)
            and opener == "after"
        ):
            continue
        places.append((match.start(), match.end(), opener))
    if not places:
        return text, []
    parts = []
    for number, (_start, end, opener) in enumerate(places):
        until = places[number + 1][0] if number + 1 < len(places) else len(text)
        parts.append(Part(opener, _bare(text[end:until])))
    return text[: places[0][0]].rstrip(" ,"), parts


def _bare(text: str) -> str:
    return text.strip(" ,;")


def recurring(text: str) -> str:
    """The text with the adverb for a calendar time that recurs, whose length is not always the same."""
    return _CALENDAR.sub(lambda match: f"{match['unit'].lower()}ly", text)
