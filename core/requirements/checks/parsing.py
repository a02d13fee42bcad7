"""From a statement to the tree of a check, or to what is wrong with it. Import late: lark is loaded here."""

import re
from dataclasses import dataclass
from functools import cache
from pathlib import Path

from lark import Lark, UnexpectedCharacters, UnexpectedEOF, UnexpectedInput, UnexpectedToken

from core.ground.diagnostic import Diagnostic
from core.ground.words import _
from core.requirements.checks.assembly import Assembly
from core.requirements.checks.tree import Check
from core.requirements.checks.words import KEYWORDS

LONGEST = 2_000
"""Characters that a check may have."""

DEEPEST = 40
"""Parentheses, colons and denials that a check may have together, so that none nests without end."""

EXAMPLE = "every flow where crosses_zone is yes: encrypted is yes"

_PARTS = re.compile(r'"[^"\n]*"|“[^”\n]*”|„[^“”\n]*[“”]|«[^»\n]*»|[A-Za-z_]+|[(:]')


@dataclass(frozen=True, slots=True)
class CheckRead:
    """What a statement says; None where it cannot be read, and then `diagnostics` say why."""

    check: Check | None
    diagnostics: tuple[Diagnostic, ...] = ()


def read_check(statement: str) -> CheckRead:
    """The tree of a statement; what is wrong is told with its place, and raises nothing."""
    over = _excess(statement)
    if over is not None:
        return CheckRead(None, (over,))
    try:
        tree = parser().parse(lowered(statement))
    except UnexpectedInput as error:
        return CheckRead(None, (_misread(statement, error),))
    assembly = Assembly(statement)
    check = assembly.check(tree.children[0])
    return CheckRead(None, tuple(assembly.faults)) if assembly.faults else CheckRead(check)


def lowered(statement: str) -> str:
    """The statement with its keywords as the grammar has them."""
    return _PARTS.sub(_lowered, statement)


@cache
def parser() -> Lark:
    """The parser of the grammar, made once."""
    grammar = Path(__file__).with_name("checks.lark").read_text(encoding="utf-8")
    return Lark(grammar, parser="lalr", lexer="contextual", propagate_positions=True)


def _lowered(part: re.Match[str]) -> str:
    """A keyword in the case that the grammar has it in: people begin sentences with a capital."""
    word = part[0]
    return word.lower() if word.isascii() and word.lower() in KEYWORDS else word


def _excess(statement: str) -> Diagnostic | None:
    if not statement.strip():
        words = _("A check says what must hold")
        return Diagnostic("check-empty", words, line=1, column=1, example=EXAMPLE)
    nested = sum(part in ("(", ":") or part.lower() == "not" for part in _PARTS.findall(statement))
    if len(statement) > LONGEST or nested > DEEPEST:
        return Diagnostic(
            "check-long",
            _("A check has {length} characters and {depth} colons, parentheses and denials at most").format(
                length=LONGEST, depth=DEEPEST
            ),
            line=1,
            column=1,
            hint=_("Give the requirement several checks: all must pass."),
        )
    return None


def _misread(statement: str, error: UnexpectedInput) -> Diagnostic:
    """What stands where the language has something else, and what it would have there."""
    ended = isinstance(error, UnexpectedEOF) or (
        isinstance(error, UnexpectedToken) and error.token.type == "$END"
    )
    expected = frozenset(
        error.allowed if isinstance(error, UnexpectedCharacters) else getattr(error, "expected", ())
    )
    start = len(statement.rstrip()) if ended else (error.pos_in_stream or 0)
    if isinstance(error, UnexpectedToken) and not ended:
        start = error.token.start_pos or 0
    found = re.match(r"\w+|.", statement[start:], re.DOTALL)
    word = "" if ended or found is None else found[0]
    words = _("The check ends too early") if not word else _("“{word}” does not fit here").format(word=word)
    hint, example = _wanted(expected, word)
    line = statement.count("\n", 0, start) + 1
    column = start - statement.rfind("\n", 0, start)
    return Diagnostic(
        "check-syntax", words, None, line, column, max(len(word), 1), hint=hint, example=example
    )


def _wanted(expected: frozenset[str], word: str) -> tuple[str, str]:
    """What would be right at a place where one of the terminals is expected, and an example of it."""
    if word.isalpha() and expected == {"STRING"}:
        return _("A name or a file stands in quotation marks."), 'evidence "Factory test" is unaltered'
    if "EVERY" in expected and "WORD" in expected:
        hint = _(
            "Say what must hold: every, some or no element of a sort, the verdict, a setting in a file, "
            "or, behind a colon, a fact."
        )
        return hint, EXAMPLE
    if "EVERY" in expected:
        return _("Behind “where”, “and”, “or” and “not” stands something that can hold."), EXAMPLE
    if expected & {"ORDER", "NAMES"}:
        hint = _("Behind a fact stands how it is compared: is, is not, is one of, names, or <, <=, >, >=.")
        return hint, "encrypted is yes"
    if "SATISFIED" in expected:
        return _("A verdict is satisfied or not."), 'verdict of "DOS-04" is satisfied'
    if "STRING" in expected:
        return _("A name or a file stands in quotation marks."), 'setting "Protocol" in "sshd_config" is "2"'
    if "WHERE" in expected:
        return _("Behind the colon stands what must hold of each."), EXAMPLE
    if expected & {"AND", "OR", "$END"}:
        hint = _("Conditions are joined by “and” or “or”; a name of several words stands in quotation marks.")
        return hint, 'every component where role is "operator interface": hardened is yes'
    if "NUMBER" in expected and "WORD" not in expected:
        return _("A bound is a number, with its unit where it has one."), "latency_max <= 100 ms"
    return _("A value is a word, a number, or a text in quotation marks."), "encrypted is yes"
