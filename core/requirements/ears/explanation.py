"""The words of a diagnostic of a sentence: what it means, how to mend it, and a sentence that is right."""

from collections.abc import Callable
from dataclasses import dataclass

from core.ground.diagnostic import Severity

Words = Callable[[], str]


@dataclass(frozen=True, slots=True)
class Explanation:
    """The words of one code; "{about}" stands for a piece of the sentence.

    Where that stands for sentences written out, "{marked}" is the piece that the diagnostic marks.
    `rewritten` says that the sentence itself, set right, is the example where it can be; `instead`
    is what then stands in the place that the diagnostic marks.
    """

    severity: Severity
    message: Words
    hint: Words
    example: str
    rewritten: bool = False
    instead: str = ""


def error(
    message: Words, hint: Words, example: str, rewritten: bool = False, instead: str = ""
) -> Explanation:
    """The words for what keeps a sentence from being understood."""
    return Explanation(Severity.ERROR, message, hint, example, rewritten, instead)


def warning(message: Words, hint: Words, example: str, rewritten: bool = True) -> Explanation:
    """The words for what is understood though EARS would have it otherwise."""
    return Explanation(Severity.WARNING, message, hint, example, rewritten)
