"""Words from a model on one line of a text that people trust: nothing in them looks like another line."""

import unicodedata

_TURNING = frozenset("\u202a\u202b\u202c\u202d\u202e\u2066\u2067\u2068\u2069")
"""What turns the direction of the letters behind it (Unicode Bidirectional Algorithm, UAX 9)."""


def one_line(words: str) -> str:
    """The words with one space for a run of space; what steers a terminal or turns letters is spelt out."""
    words = " ".join(words.split())
    if words.isprintable():
        return words
    return "".join(
        f"\\u{ord(sign):04x}" if unicodedata.category(sign) == "Cc" or sign in _TURNING else sign
        for sign in words
    )
