"""The syntax tree of a sentence, by lark from ears.lark. Import late: lark is loaded here."""

from collections.abc import Iterator
from functools import cache
from pathlib import Path
from typing import Self

from lark import Lark, Token, Tree, UnexpectedToken
from lark.lexer import Lexer

from core.requirements.ears.lexing import tokens
from core.requirements.ears.masking import masked

__all__ = ["Token", "Tree", "UnexpectedToken", "syntax_tree"]


class _Piece(Token):
    """A token without what lark keeps for reports on whole files; it is made for every word."""

    __slots__ = ()

    def __new__(cls, kind: str, value: str, start: int, end: int) -> Self:
        made = str.__new__(cls, value)
        made.type, made.value = kind, value
        made.start_pos, made.end_pos = start, end
        made.line = made.column = made.end_line = made.end_column = None
        return made


class _Cut(Lexer):
    """Hands the tokens of `core.requirements.ears.lexing` to lark."""

    def __init__(self, _configuration: object) -> None:
        pass

    def lex(self, text: str) -> Iterator[Token]:  # type: ignore[override]
        for kind, start, end in tokens(masked(text)):
            yield _Piece(kind, text[start:end], start, end)


@cache
def _parser() -> Lark:
    grammar = Path(__file__).with_name("ears.lark").read_text(encoding="utf-8")
    return Lark(grammar, parser="lalr", lexer=_Cut)


def syntax_tree(text: str) -> Tree[Token]:
    """The tree of the sentence; UnexpectedToken where it has no "shall" nor anything in its place."""
    return _parser().parse(text)
