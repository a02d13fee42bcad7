"""The syntax tree of a sentence, by lark from ears.lark. Import late: lark is loaded here."""

from collections.abc import Iterator
from functools import cache
from pathlib import Path

from lark import Lark, Token, Tree, UnexpectedToken
from lark.lexer import Lexer

from core.requirements.ears.lexing import tokens
from core.requirements.ears.masking import masked

__all__ = ["Token", "Tree", "UnexpectedToken", "syntax_tree"]


class _Cut(Lexer):
    """Hands the tokens of `core.requirements.ears.lexing` to lark."""

    def __init__(self, _configuration: object) -> None:
        pass

    def lex(self, text: str) -> Iterator[Token]:  # type: ignore[override]
        for kind, start, end in tokens(masked(text)):
            yield Token(kind, text[start:end], start_pos=start, end_pos=end)


@cache
def _parser() -> Lark:
    grammar = Path(__file__).with_name("ears.lark").read_text(encoding="utf-8")
    return Lark(grammar, parser="lalr", lexer=_Cut)


def syntax_tree(text: str) -> Tree[Token]:
    """The tree of the sentence; UnexpectedToken where it has no "shall" nor anything in its place."""
    return _parser().parse(text)
