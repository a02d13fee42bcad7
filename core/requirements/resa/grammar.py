"""The syntax tree of a ReSA sentence, by lark from resa.lark. Import late: lark is loaded here."""

from collections.abc import Iterator
from dataclasses import replace
from functools import cache
from pathlib import Path
from typing import Any

from lark import Lark, Transformer, UnexpectedToken
from lark.lexer import Lexer

from core.requirements.ears.masking import evened
from core.requirements.resa.lexing import Token, tokens
from core.requirements.resa.tree import (
    Action,
    Both,
    Clause,
    Condition,
    Either,
    Lasting,
    Limit,
    Main,
    Measure,
    Phrase,
    Place,
    Prefix,
    Sentence,
    Simple,
    Suffix,
    Tail,
)


class Unfit(Exception):
    """The sentence does not fit the grammar; from `start` to before `end` stands what does not."""

    def __init__(self, start: int, end: int) -> None:
        super().__init__(start, end)
        self.start = start
        self.end = end


def syntax_tree(text: str) -> Sentence:
    """The tree of the sentence; Unfit where the strict grammar has no place for one of its pieces."""
    even = evened(text)
    try:
        return _parser().parse(even)  # type: ignore[return-value]  # what the builder makes of the tree
    except UnexpectedToken as error:
        token = error.token
        if token.type == "$END":
            raise Unfit(len(even.rstrip()), len(even)) from None
        raise Unfit(token.start_pos, token.end_pos) from None


class _Cut(Lexer):
    """Hands the tokens of `core.requirements.resa.lexing` to lark."""

    def __init__(self, _configuration: object) -> None:
        pass

    def lex(self, text: str) -> Iterator[Token]:  # type: ignore[override]
        yield from tokens(text)


@cache
def _parser() -> Lark:
    grammar = Path(__file__).with_name("resa.lark").read_text(encoding="utf-8")
    return Lark(grammar, parser="lalr", lexer=_Cut, transformer=_Builder())


_SUFFIXES = {
    "WITHIN": Suffix.WITHIN,
    "FOR": Suffix.FOR,
    "EVERY": Suffix.EVERY,
    "DELAYED": Suffix.DELAYED,
    "UNTIL": Suffix.UNTIL,
    "BEFORE": Suffix.BEFORE,
    "AFTER": Suffix.AFTER,
}


class _Builder(Transformer[Token, Sentence]):
    """Turns each rule into its node while the sentence is read."""

    def start(self, parts: list[Any]) -> Sentence:
        label = next((part.text for part in parts if _is(part, "LABEL")), "")
        other = next((index for index, part in enumerate(parts) if _is(part, "ELSE")), len(parts))
        mains = tuple(part for part in parts[:other] if isinstance(part, Main))
        otherwise = next((part for part in parts[other:] if isinstance(part, Main)), None)
        clauses = tuple(part for part in parts if isinstance(part, Clause))
        return Sentence(clauses, mains, otherwise, label.strip().rstrip(":").rstrip())

    def lead(self, parts: list[Any]) -> Clause:
        clause = parts[0]
        assert isinstance(clause, Clause)
        return clause

    def clause(self, parts: list[Any]) -> Clause:
        keyword, condition = parts
        return Clause(Prefix(keyword.type.lower()), condition, Place(keyword.start_pos, _end(condition)))

    def condition(self, parts: list[Any]) -> Condition:
        found = tuple(part for part in parts if not isinstance(part, Token))
        return found[0] if len(found) == 1 else Either(found)

    def both(self, parts: list[Any]) -> Condition:
        found = tuple(part for part in parts if not isinstance(part, Token))
        return found[0] if len(found) == 1 else Both(found)

    def group(self, parts: list[Any]) -> Condition:
        condition = parts[1]
        assert isinstance(condition, Simple | Both | Either)
        return condition

    def simple(self, parts: list[Any]) -> Simple:
        return Simple(parts[0].atoms, parts[1] if len(parts) > 1 else None)

    def lasting(self, parts: list[Any]) -> Lasting:
        keyword, measure = parts
        return Lasting(measure.atoms[0], _limit(keyword.text), Place(keyword.start_pos, measure.end_pos))

    def subject(self, parts: list[Any]) -> tuple[Phrase, ...]:
        return tuple(part.atoms for part in parts if part.type == "ATOMS")

    def main(self, parts: list[Any]) -> Main:
        subjects, *rest = parts
        denied = any(_is(part, "NOT") for part in rest)
        first, *others = (part for part in rest if isinstance(part, Action))
        actions = (_denied(first, denied), *others)
        return Main(subjects, actions, Place(subjects[0][0].place.start, actions[-1].place.end))

    def also(self, parts: list[Any]) -> Action:
        action = parts[-1]
        assert isinstance(action, Action)
        said = _denied(action, any(_is(part, "NOT") for part in parts))
        return replace(said, again=parts[0].text == "")

    def action(self, parts: list[Any]) -> Action:
        atoms = next(part for part in parts if _is(part, "ATOMS"))
        tails = tuple(part for part in parts if isinstance(part, Tail))
        clauses = tuple(part for part in parts if isinstance(part, Clause))
        ends = [*(tail.place.end for tail in tails), *(clause.place.end for clause in clauses), atoms.end_pos]
        able = any(_is(part, "ABLE") for part in parts)
        place = Place(atoms.start_pos, max(ends))
        return Action(atoms.atoms, able=able, tails=tails, clauses=clauses, place=place)

    def timed(self, parts: list[Any]) -> Tail:
        keyword, measure = parts
        return Tail(
            _SUFFIXES[keyword.type],
            measure.atoms[0],
            _limit(keyword.text),
            place=Place(keyword.start_pos, measure.end_pos),
        )

    def between(self, parts: list[Any]) -> Tail:
        keyword, lower, _to, upper = parts
        earliest = lower.atoms[0]
        if not earliest.unit:
            earliest = Measure(earliest.number, upper.atoms[0].unit, earliest.place)
        return Tail(
            Suffix.WITHIN, upper.atoms[0], earliest=earliest, place=Place(keyword.start_pos, upper.end_pos)
        )

    def bounded(self, parts: list[Any]) -> Tail:
        keyword, condition = parts
        place = Place(keyword.start_pos, _end(condition))
        return Tail(_SUFFIXES[keyword.type], condition=condition, place=place)

    def immediately(self, parts: list[Any]) -> Tail:
        return Tail(Suffix.IMMEDIATELY, place=Place(parts[0].start_pos, parts[0].end_pos))


def _is(part: object, kind: str) -> bool:
    return isinstance(part, Token) and part.type == kind


def _denied(action: Action, denied: bool) -> Action:
    return replace(action, denied=denied)


def _end(condition: Condition) -> int:
    if isinstance(condition, Simple):
        return condition.lasting.place.end if condition.lasting else condition.phrase[-1].place.end
    return _end(condition.parts[-1])


def _limit(keyword: str) -> Limit:
    """The limit that the words of a keyword set."""
    words = " ".join(keyword.lower().split())
    if words.endswith(("not less than", "no less than", "at least")):
        return Limit.AT_LEAST
    if words.endswith(("at most", "up to")) or (words.endswith("than") and " not " in f" {words}"):
        return Limit.AT_MOST
    if words.endswith("than") and f" {words}".find(" no ") >= 0:
        return Limit.AT_MOST
    if words.endswith(("less than", "shorter than")):
        return Limit.LESS_THAN
    return Limit.MORE_THAN if words.endswith("than") else Limit.EXACT
