"""From UPPAAL's texts to trees: expressions, declarations, labels of edges, and queries."""

import re
from functools import lru_cache
from pathlib import Path as FilePath
from typing import Any

from lark import Lark
from lark.exceptions import UnexpectedCharacters, UnexpectedInput, UnexpectedToken

from core.ground.diagnostic import Diagnostic, Refused
from core.ground.words import _
from core.uppaal.language.declaration import Declaration, Formula, Parameter, Selection, Synchronisation
from core.uppaal.language.expression import Expression
from core.uppaal.language.trees import ReservedWord, build

LONGEST = 1_000_000
"""Characters that a single text may have."""

_OTHER_QUERIES = re.compile(
    r"\s*(?:\{?\s*)?(Pr\s*[\[(]|simulate\b|control\s*:|control_t|E\s*\[\s*[<#]|minE|maxE|minPr|maxPr"
    r"|strategy\b|saveStrategy|loadStrategy|E\s*\[\s*time|refinement\s*:|consistency\s*:)"
)


def parse_expression(text: str, name: str | None = None) -> Expression:
    """The tree of one expression; `name` says in errors whose text it is."""
    return _parse(text, "expression", name)  # type: ignore[no-any-return]


def parse_expressions(text: str, name: str | None = None) -> tuple[Expression, ...]:
    """The trees of expressions with commas between them, such as an update label."""
    return _parse(text, "expressions", name)  # type: ignore[no-any-return]


def parse_declarations(text: str, name: str | None = None) -> tuple[Declaration, ...]:
    """The declarations of a text; `system` lines and instantiations are among them."""
    return _parse(text, "declarations", name)  # type: ignore[no-any-return]


def parse_parameters(text: str, name: str | None = None) -> tuple[Parameter, ...]:
    """The parameters of a template."""
    return _parse(text, "parameters", name)  # type: ignore[no-any-return]


def parse_selections(text: str, name: str | None = None) -> tuple[Selection, ...]:
    """The variables that a select label binds."""
    return _parse(text, "selections", name)  # type: ignore[no-any-return]


def parse_synchronisation(text: str, name: str | None = None) -> Synchronisation:
    """The channel of a synchronisation label and its direction."""
    return _parse(text, "synchronisation", name)  # type: ignore[no-any-return]


def parse_query(text: str, name: str | None = None) -> Formula:
    """The tree of a query; white space may run over lines."""
    other = _OTHER_QUERIES.match(text)
    if other is not None:
        raise Refused(
            Diagnostic(
                "query-not-symbolic",
                _("“{word}” begins a statistical, game or strategy query, which is not supported").format(
                    word=other[1].strip(" [(:")
                ),
                name,
                1,
                1,
                hint=_("Ask with A[], E<>, E[], A<> or -->."),
                example="A[] not deadlock",
            )
        )
    return _parse(text, "query", name)  # type: ignore[no-any-return]


@lru_cache(maxsize=1)
def _parser() -> Lark:
    grammar = FilePath(__file__).with_name("grammar.lark").read_text("utf-8")
    starts = ["declarations", "expressions", "expression", "selections", "parameters", "synchronisation"]
    return Lark(grammar, parser="lalr", lexer="basic", start=[*starts, "query"], propagate_positions=True)


def require_short(text: str, name: str | None) -> None:
    """Refuse a text with more characters than are read."""
    if len(text) > LONGEST:
        raise Refused(
            Diagnostic(
                "text-too-long",
                _("The text has {count} characters; more than {limit} are not read").format(
                    count=len(text), limit=LONGEST
                ),
                name,
                hint=_("Split it."),
            )
        )


@lru_cache(maxsize=4096)
def _parse(text: str, start: str, name: str | None) -> Any:
    require_short(text, name)
    try:
        return build(_parser().parse(text, start=start))
    except ReservedWord as error:
        raise _reserved(error, name) from error
    except RecursionError as error:
        raise too_deep(name) from error
    except UnexpectedInput as error:
        raise syntax_refusal(error, text, name) from error


def syntax_refusal(error: UnexpectedInput, text: str, name: str | None) -> Refused:
    """What a text says where it cannot, with its place and what could stand there."""
    line, column, length = error.line, error.column, 1
    hint: str | None = None
    if isinstance(error, UnexpectedToken) and error.token.type != "$END":
        found = str(error.token)
        length = len(found)
        message = _("“{found}” cannot stand here").format(found=found[:40])
        hint = _expected(error.accepts or error.expected)
    elif isinstance(error, UnexpectedCharacters):
        found = text[error.pos_in_stream] if error.pos_in_stream is not None else ""
        message = _("The character “{found}” has no meaning here").format(found=found)
        hint = _("Remove it.")
    else:
        lines = text.split("\n")
        line, column = len(lines), len(lines[-1]) + 1
        message = _("The text ends too early")
        hint = _expected(getattr(error, "accepts", None) or getattr(error, "expected", ()))
    return Refused(Diagnostic("syntax-error", message, name, line, column, length, hint))


_SIGNS = {
    "RPAR": ")",
    "LPAR": "(",
    "RSQB": "]",
    "LSQB": "[",
    "RBRACE": "}",
    "LBRACE": "{",
    "SEMICOLON": ";",
    "COMMA": ",",
    "COLON": ":",
    "BECOMES_SIGN": "=",
}


def _expected(kinds: Any) -> str | None:
    kinds = set(kinds)
    if "NAME" in kinds:
        starts_expression = "NATURAL" in kinds
        return _("An expression is expected.") if starts_expression else _("A name is expected.")
    signs = [sign for kind, sign in _SIGNS.items() if kind in kinds]
    return _("Expected is one of: {signs}").format(signs="  ".join(signs)) if signs else None


def _reserved(word: ReservedWord, name: str | None) -> Refused:
    return Refused(
        Diagnostic(
            "word-reserved",
            _("“{word}” is a word that UPPAAL keeps for itself").format(word=word.word),
            name,
            word.span.line,
            word.span.column,
            word.span.length,
            hint=_("Choose another name."),
        )
    )


def too_deep(name: str | None) -> Refused:
    """The refusal of a text that nests deeper than can be followed."""
    return Refused(
        Diagnostic(
            "text-too-deep",
            _("Brackets or operators nest too deep"),
            name,
            hint=_("Split the expression, or give its parts names in functions."),
        )
    )
