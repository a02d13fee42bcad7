"""The shipped fonts in a PDF, each of whose signs can be searched for as the letters it stands for.

A letter that a font has no sign for is an empty box, as it is on a screen without such a font, and still
that letter where the document is searched.
"""

import unicodedata
from typing import Any, SupportsIndex

from reportlab.pdfbase.ttfonts import TTFont


class ShippedFont(TTFont):  # type: ignore[misc]
    """A TrueType font that never puts one sign in the place of another."""

    def __init__(self, name: str, path: str) -> None:
        super().__init__(name, path)
        self.face.charToGlyph = _Whole(self.face.charToGlyph)

    def addObjects(self, doc: Any) -> None:  # noqa: N802 - reportlab names it
        """Write the font; what each sign stands for is told in letters, also beyond U+FFFF."""
        state = self.state.get(doc)
        subsets = [] if state is None else [list(subset) for subset in state.subsets]
        super().addObjects(doc)
        written = [
            stream for name, stream in doc.idToObject.items() if name.endswith(f"+{self.face.name.decode()}")
        ]
        for subset, stream in zip(subsets, filter(_is_letters, written), strict=True):
            stream.content = _told(stream.content, subset)


def letters_of(sign: int) -> str:
    """What a sign stands for, as it is searched for: the letters of a form that Arabic has in writing.

    A sign for two letters gives the one at the left first, as all that is written from the right.
    """
    if 0xD800 <= sign <= 0xDFFF:
        return "\N{REPLACEMENT CHARACTER}"
    character = chr(sign)
    form = unicodedata.decomposition(character).partition(" ")[0]
    if form in ("<isolated>", "<initial>", "<medial>", "<final>"):
        return unicodedata.normalize("NFKC", character)[::-1]
    return character


class _Whole(dict[int, int]):
    """Glyphs by character, glyph 0 (the empty box) for every other."""

    def __contains__(self, _code: object) -> bool:
        return True

    def __missing__(self, _code: int) -> int:
        return 0


def _is_letters(stream: Any) -> bool:
    return isinstance(getattr(stream, "content", None), str) and "beginbfchar" in stream.content


def _told(content: str, subset: list[SupportsIndex]) -> str:
    """The table from codes to letters, written anew."""
    head, _begin, rest = content.partition("beginbfchar\n")
    end = rest[rest.index("endbfchar") :]
    rows = [
        f"<{code:02X}> <{letters_of(int(sign)).encode('utf-16-be').hex().upper()}>"
        for code, sign in enumerate(subset)
    ]
    return "\n".join([f"{head}beginbfchar", *rows, end])
