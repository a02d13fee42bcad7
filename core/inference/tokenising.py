"""Texts as the numbers a model reads."""

from typing import Any

from tokenizers import Tokenizer

from core.ground.diagnostic import Diagnostic, Refused
from core.ground.words import _
from core.inference.stemming import LONGEST


class Tokeniser:
    """A word-piece tokeniser as its file describes it, but without the file's padding and length."""

    def __init__(self, content: bytes, maximum_length: int) -> None:
        try:
            self._tokenizer: Any = Tokenizer.from_str(content.decode("utf-8"))
        except Exception as error:  # the library raises bare Exception for every fault of the file
            raise Refused(
                Diagnostic(
                    "model-tokeniser",
                    _("The tokeniser of the model cannot be read: {reason}").format(reason=error),
                )
            ) from error
        # The published file pads every text to 128 tokens and cuts it there.
        self._tokenizer.no_padding()
        self._tokenizer.enable_truncation(maximum_length)

    def encode(self, text: str) -> list[int]:
        """The tokens of a text, its end marks included."""
        tokens: list[int] = self._tokenizer.encode(text[:LONGEST]).ids
        return tokens
